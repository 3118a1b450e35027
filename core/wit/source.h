// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sb::wit {

/// One text that was read: a file, standard input, or the WIT of a package in binary form.
struct SourceFile {
  std::string name;  ///< as a person knows it
  std::string text;
};

/// A part of one text, in bytes.
struct Place {
  static constexpr std::uint32_t NoFile = 0xffff'ffff;
  std::uint32_t file = NoFile;  ///< position in `Sources`
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
  bool known() const { return file != NoFile; }
};
/// From the start of `first` to the end of `last`.
Place spanning(const Place& first, const Place& last);

/// Counted from 1; columns count code points, as editors do.
struct LineColumn {
  std::uint32_t line = 1, column = 1;
};

/// The texts of one reading. A place stays valid as long as the sources it counts in.
class Sources {
 public:
  std::uint32_t add(SourceFile file);
  const SourceFile& file(std::uint32_t index) const { return m_files[index]; }
  std::size_t count() const { return m_files.size(); }
  std::string_view text(const Place& place) const;
  LineColumn lineColumn(const Place& place) const;
  /// The line the place begins in, without its end.
  std::string_view line(const Place& place) const;
  /// `store.wit:3:7`; empty when the place is not known.
  std::string describe(const Place& place) const;

 private:
  std::vector<SourceFile> m_files;
};

}  // namespace sb::wit
