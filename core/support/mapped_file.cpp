// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/support/concat.h"

namespace sb {
namespace {

class MappedBytes final : public ByteOwner {
 public:
  MappedBytes(void* start, std::size_t size) : m_start(start), m_size(size) {}
  ~MappedBytes() override { ::munmap(m_start, m_size); }
  MappedBytes(const MappedBytes&) = delete;
  MappedBytes& operator=(const MappedBytes&) = delete;
  ByteSpan span() const override { return {static_cast<const std::uint8_t*>(m_start), m_size}; }

 private:
  void* m_start;
  std::size_t m_size;
};

/// Closes the descriptor on every way out; the mapping does not need it.
struct Descriptor {
  int value;
  explicit Descriptor(int fd) : value(fd) {}
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

}  // namespace

Result<SharedBytes> mapFile(const std::filesystem::path& path) {
  // O_NONBLOCK: a named pipe must be refused below, not waited for.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.value < 0) {
    const int cause = errno;
    if (cause == ENOENT || cause == ENOTDIR)
      return fail(ErrorCode::FileNotFound, concat("there is no file `", path.string(), "`"));
    return fail(ErrorCode::FileNotReadable,
                concat("cannot read `", path.string(), "`: ", std::strerror(cause)));
  }
  struct stat status {};
  if (::fstat(file.value, &status) != 0)
    return fail(ErrorCode::FileNotReadable,
                concat("cannot read `", path.string(), "`: ", std::strerror(errno)));
  if (S_ISDIR(status.st_mode))
    return fail(ErrorCode::FileNotReadable, concat("`", path.string(), "` is a folder"));
  if (!S_ISREG(status.st_mode))
    return fail(ErrorCode::FileNotReadable, concat("`", path.string(), "` is not a regular file"));
  if (status.st_size == 0) return shareBytes({});  // an empty range cannot be mapped
  const auto size = static_cast<std::size_t>(status.st_size);
  void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
  if (start == MAP_FAILED)
    return fail(ErrorCode::FileNotReadable,
                concat("cannot read `", path.string(), "`: ", std::strerror(errno)));
  return SharedBytes(std::make_shared<MappedBytes>(start, size));
}

}  // namespace sb
