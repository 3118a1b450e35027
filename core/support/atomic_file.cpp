// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include "core/support/concat.h"

namespace sb {
namespace {

std::string describeCause(int cause) {
  switch (cause) {
    case EACCES:
    case EPERM:
    case EROFS: return "the folder is read-only";
    case ENOENT:
    case ENOTDIR: return "the folder does not exist";
    case ENOSPC:
    case EDQUOT: return "the disk is full";
    case EISDIR: return "it is a folder";
    default: return std::strerror(cause);
  }
}

tl::unexpected<Error> notWritten(const std::filesystem::path& path, int cause) {
  return fail(ErrorCode::FileNotWritable,
              concat("cannot write `", path.string(), "`: ", describeCause(cause)));
}

/// So that the new name itself survives a crash. Not every file system can do it; the content is safe either
/// way.
void flushFolder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

/// The file that grows beside its target; removed unless `commit` succeeded.
class AtomicFile::TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target) {
    struct stat there {};
    m_isStream = ::stat(target.c_str(), &there) == 0 && !S_ISREG(there.st_mode);
    if (m_isStream) {
      m_descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
      return;
    }
    static std::atomic<unsigned> counter = 0;
    const std::string stem = concat(".", target.filename().string(), ".", std::to_string(::getpid()), "-");
    // A name that exists is what a crash left behind: take the next one.
    for (int attempt = 0; attempt < 100 && !m_created; ++attempt) {
      m_name = (target.parent_path() / concat(stem, std::to_string(counter++), ".tmp")).string();
      m_descriptor = ::open(m_name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      m_created = m_descriptor >= 0;
      if (!m_created && errno != EEXIST) break;
    }
  }
  ~TemporaryFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
    if (m_created && !m_committed) ::unlink(m_name.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool opened() const { return m_descriptor >= 0; }

  bool write(ByteSpan content) {
    while (!content.empty()) {
      const ssize_t written = ::write(m_descriptor, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }

  bool commit(const std::filesystem::path& target) {
    if (m_isStream) return ::close(std::exchange(m_descriptor, -1)) == 0;
    struct stat replaced {};
    if (::stat(target.c_str(), &replaced) == 0 && ::fchmod(m_descriptor, replaced.st_mode & 07777) != 0)
      return false;
    if (::fsync(m_descriptor) != 0) return false;
    const int descriptor = m_descriptor;
    m_descriptor = -1;
    if (::close(descriptor) != 0) return false;
    m_committed = ::rename(m_name.c_str(), target.c_str()) == 0;
    return m_committed;
  }

 private:
  std::string m_name;
  int m_descriptor = -1;
  bool m_isStream = false;  ///< a device or a pipe: written straight into, never replaced
  bool m_created = false;
  bool m_committed = false;
};

AtomicFile::AtomicFile() = default;
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::open(const std::filesystem::path& path) {
  AtomicFile file;
  file.m_path = file.m_target = path;
  std::error_code ignored;
  if (std::filesystem::is_symlink(path, ignored))
    file.m_target = std::filesystem::weakly_canonical(path, ignored);
  if (file.m_target.empty()) file.m_target = path;
  if (std::filesystem::is_directory(file.m_target, ignored)) return notWritten(path, EISDIR);
  if (!file.m_target.has_parent_path()) file.m_target = std::filesystem::path(".") / file.m_target;
  file.m_file = std::make_unique<TemporaryFile>(file.m_target);
  if (!file.m_file->opened()) return notWritten(path, errno);
  return file;
}

void AtomicFile::write(ByteSpan piece) {
  if (m_cause == 0 && !m_file->write(piece)) m_cause = errno;
}

Result<void> AtomicFile::commit() {
  if (m_cause != 0) return notWritten(m_path, m_cause);
  if (!m_file->commit(m_target)) return notWritten(m_path, errno);
  flushFolder(m_target.parent_path());
  return {};
}

Result<void> writeFileAtomically(const std::filesystem::path& path, ByteSpan content) {
  SB_TRY(AtomicFile file, AtomicFile::open(path));
  file.write(content);
  return file.commit();
}

}  // namespace sb
