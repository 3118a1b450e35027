// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/wit/document.h"

namespace sb::wit {

/// Lines of WIT text: indentation, comments, gates, and blank lines between items.
class WitLines {
 public:
  explicit WitLines(bool withDocs) : m_withDocs(withDocs) {}
  void line(std::string_view text);
  void open(std::string_view head);  ///< `head {` and one step further in
  void close();
  void blank() { m_text += '\n'; }
  void docs(std::string_view text);
  /// Docs, gates and `@external-id`, each on lines of its own.
  void notes(const Notes& notes);

  /// A list of items begins: no blank line before its first one.
  void startItems() { m_anyItems = false; }
  void hasItems() { m_anyItems = true; }
  /// A blank line, unless the item is the first of its list.
  void separate();

  std::string take() { return std::move(m_text); }

 private:
  bool m_withDocs;
  bool m_anyItems = false;
  std::size_t m_depth = 0;
  std::string m_text;
};

/// An identifier, with `%` where it is a keyword.
std::string escaped(std::string_view name);
/// The type where a value of it is meant: by name, anonymous ones in full.
std::string typeText(const Document& document, const TypeRef& type);
/// `async func(a: u8) -> string`
std::string signature(const Document& document, const Func& func);
/// A function inside its resource: `read: func(…)`, `open: static func(…)`, `constructor(…)`.
std::string memberSignature(const Document& document, const Func& func);
/// Everything but resources and `use`.
void declareType(const Document& document, const TypeDef& def, WitLines& lines);

}  // namespace sb::wit
