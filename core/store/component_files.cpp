// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/store/component_files.h"

#include <algorithm>

#include "core/decode/component_decoder.h"
#include "core/graph/component_file.h"
#include "core/graph/component_names.h"
#include "core/store/base64.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"
#include "core/support/sha256.h"
#include "core/types/check_component.h"

namespace sb::store {
namespace {

/// A part of a mapped file, which it keeps mapped.
class Slice : public ByteOwner {
 public:
  Slice(SharedBytes whole, ByteSpan part) : m_whole(std::move(whole)), m_part(part) {}
  ByteSpan span() const override { return m_part; }

 private:
  SharedBytes m_whole;
  ByteSpan m_part;
};

bool sameBytes(ByteSpan a, ByteSpan b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

Result<graph::ComponentFileRef> readComponent(const SharedBytes& bytes, const FileEntry& entry,
                                              std::string path) {
  SB_TRY(model::Component component, decode::decodeComponent(bytes));
  auto file = std::make_shared<graph::ComponentFile>();
  file->owner = bytes;
  file->bytes = bytes->span();
  file->component = std::make_shared<const model::Component>(std::move(component));
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  file->type = types::checkComponent(*file->component, options).type;
  if (!file->type) return fail(ErrorCode::Invalid, "its types cannot be resolved");
  file->sha256 = sha256Hex(file->bytes);
  file->fileName = entry.name;
  file->path = std::move(path);
  file->range = {entry.offset, file->bytes.size()};
  file->producer = graph::producerOf(*file->component);
  return graph::ComponentFileRef(std::move(file));
}

}  // namespace

FileTable::FileTable(std::filesystem::path folder, const std::string& origin)
    : m_folder(std::move(folder)), m_origin(origin) {}

std::string FileTable::relativePath(const std::string& path) const {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  if (error) return path;
  const std::filesystem::path relative = whole.lexically_relative(m_folder);
  return relative.empty() ? whole.generic_string() : relative.generic_string();
}

/// True when the file on disk has the component's bytes where the component says.
bool FileTable::holds(const std::string& path, const graph::ComponentFile& file) {
  if (path.empty()) return false;
  const auto [entry, fresh] = m_mapped.try_emplace(path);
  if (fresh) {
    if (Result<SharedBytes> bytes = mapFile(path)) entry->second = *std::move(bytes);
  }
  if (!entry->second) return false;
  const ByteSpan whole = entry->second->span();
  const std::uint64_t offset = file.range.offset;
  if (offset > whole.size() || file.bytes.size() > whole.size() - offset) return false;
  return sameBytes(whole.subspan(static_cast<std::size_t>(offset), file.bytes.size()), file.bytes);
}

std::size_t FileTable::entryFor(const graph::ComponentFile& file) {
  const std::string hash = graph::sha256Of(file);
  const auto [known, fresh] = m_known.try_emplace({hash, file.fileName}, m_entries.size());
  if (!fresh) return known->second;
  FileEntry entry;
  entry.name = file.fileName;
  entry.offset = file.range.offset;
  entry.size = file.bytes.empty() ? file.range.size : file.bytes.size();
  entry.sha256 = hash;
  if (file.bytes.empty() || holds(file.path, file)) {
    entry.path = relativePath(file.path);
  } else if (holds(m_origin, file)) {
    entry.path = relativePath(m_origin);
  } else {
    entry.offset = 0;
    entry.data = toBase64(file.bytes);
  }
  m_entries.push_back(std::move(entry));
  return known->second;
}

std::filesystem::path FileReader::absolute(const std::string& path) const {
  const std::filesystem::path written(path);
  return (written.is_absolute() ? written : m_folder / written).lexically_normal();
}

Result<SharedBytes> FileReader::mapped(const std::string& path) {
  const auto known = m_mapped.find(path);
  if (known != m_mapped.end()) return known->second;
  SB_TRY(const SharedBytes bytes, mapFile(absolute(path)));
  m_mapped.emplace(path, bytes);
  return bytes;
}

graph::ComponentFileRef FileReader::placeholder(const FileEntry& entry, const std::filesystem::path& folder) {
  auto file = std::make_shared<graph::ComponentFile>();
  file->fileName = entry.name;
  file->path = FileReader(folder).absolute(entry.path).string();
  file->sha256 = entry.sha256;
  file->range = {entry.offset, entry.size};
  return file;
}

FileReader::Found FileReader::open(const FileEntry& entry) {
  if (entry.path.empty()) {
    std::optional<Bytes> bytes = fromBase64(entry.data);
    if (!bytes) return {nullptr, concat(entry.name, " is stored in the project, but not as base64")};
    const SharedBytes owner = shareBytes(*std::move(bytes));
    if (sha256Hex(owner->span()) != entry.sha256)
      return {nullptr, concat(entry.name, " is damaged in the project")};
    const Result<graph::ComponentFileRef> file = readComponent(owner, entry, {});
    return file ? Found{*file, {}} : Found{nullptr, concat(entry.name, ": ", file.error().message)};
  }
  const Result<SharedBytes> whole = mapped(entry.path);
  if (!whole) return {nullptr, concat(entry.path, " is missing")};
  const ByteSpan all = (*whole)->span();
  const bool isWhole = entry.offset == 0;
  const bool inside = entry.offset <= all.size() && entry.size <= all.size() - entry.offset;
  const ByteSpan part =
      inside ? all.subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.size))
             : ByteSpan();
  const bool same = inside && sha256Hex(part) == entry.sha256;
  if (!same && !isWhole) return {nullptr, concat(entry.path, " has changed and no longer holds it")};
  const std::string path = isWhole ? absolute(entry.path).string() : std::string();
  const bool takeAll = !same || part.size() == all.size();
  const SharedBytes owner = takeAll ? *whole : std::make_shared<const Slice>(*whole, part);
  const Result<graph::ComponentFileRef> file = readComponent(owner, entry, path);
  if (!file) return {nullptr, concat(entry.path, ": ", file.error().message)};
  return {*file, same ? std::string() : concat(entry.path, " has changed since the project was saved")};
}

}  // namespace sb::store
