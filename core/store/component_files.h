// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::store {

/// How a project names a component: a part of a file on disk, or the bytes themselves when no file has them.
struct FileEntry {
  std::string name;  ///< base name, for people
  std::string path;  ///< relative to the project's folder where possible, '/' between parts; empty: `data`
  std::uint64_t offset = 0, size = 0;
  std::string sha256;  ///< of the component's bytes
  std::string data;    ///< base64
  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// Collects the component files of a graph while it is written. Equal bytes share one entry.
class FileTable {
 public:
  /// `folder`: where the project will lie; `origin`: the composed file of the graph, may be empty.
  FileTable(std::filesystem::path folder, const std::string& origin);
  std::size_t entryFor(const graph::ComponentFile& file);
  const std::vector<FileEntry>& entries() const { return m_entries; }
  std::string relativePath(const std::string& path) const;

 private:
  bool holds(const std::string& path, const graph::ComponentFile& file);

  std::filesystem::path m_folder;
  std::string m_origin;
  std::map<std::string, SharedBytes> m_mapped;  ///< by path; null: not readable
  std::vector<FileEntry> m_entries;
  std::map<std::pair<std::string, std::string>, std::size_t> m_known;  ///< by hash and name
};

/// Finds the components of a project again.
class FileReader {
 public:
  explicit FileReader(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  struct Found {
    graph::ComponentFileRef file;  ///< null: it is missing, `why` says so
    std::string why;               ///< missing: the reason; else a remark such as "cache.wasm has changed"
  };
  Found open(const FileEntry& entry);
  /// What stands for a missing file: path, hash and range without bytes.
  static graph::ComponentFileRef placeholder(const FileEntry& entry, const std::filesystem::path& folder);
  std::filesystem::path absolute(const std::string& path) const;

 private:
  Result<SharedBytes> mapped(const std::string& path);

  std::filesystem::path m_folder;
  std::map<std::string, SharedBytes> m_mapped;
};

}  // namespace sb::store
