// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/types/type.h"

// How values reach the hooks of `spliceboard:hook`: as words, texts and blobs in the order of their types
// (wit/spliceboard-hook/hook.wit).
namespace sb::adapt {

/// The three lists that a hook is given.
enum class Run : std::uint8_t { Words, Texts, Blobs };
inline constexpr std::array<Run, 3> AllRuns = {Run::Words, Run::Texts, Run::Blobs};
const char* runName(Run run);          ///< "words", …
std::uint32_t runEntryBytes(Run run);  ///< a word 8; (pointer, length) 8; (length, pointer, words) 12
inline constexpr std::uint32_t RunAlign = 8;

template <class T>
struct PerRun {
  std::array<T, AllRuns.size()> values{};
  T& operator[](Run run) { return values[static_cast<std::size_t>(run)]; }
  const T& operator[](Run run) const { return values[static_cast<std::size_t>(run)]; }
};

/// A value as hooks of this package get it.
struct WordPlan {
  types::ValType type;
  PerRun<std::uint32_t> most;  ///< entries at most, outside of lists
  PerRun<bool> used;           ///< elements of lists included
  bool exact = true;           ///< `most` is always written
  bool hasLists = false;       ///< whose length decides how much is written; `list<u8>` is none
};
WordPlan planWords(const types::ValType& type);

/// Lists and maps, but no `list<u8>`: their elements are written one by one.
bool isWordList(const types::ValType& type);
/// Of a list its element, of a map the tuple of key and value.
types::ValType wordListElement(const types::ValType& type);

/// What `names.register` is told of one type. In the order of `enum kind`.
enum class NamedKind : std::uint8_t {
  Bool,
  S8,
  U8,
  S16,
  U16,
  S32,
  U32,
  S64,
  U64,
  F32,
  F64,
  Char,
  Text,
  Bytes,
  List,
  Map,
  FixedList,
  Record,
  Tuple,
  Flags,
  Enum,
  Variant,
  Option,
  Result,
  Own,
  Borrow,
  Stream,
  Future,
  ErrorContext,
};
const char* namedKindName(NamedKind kind);  ///< "u32", "fixed-list", …
struct NamedPart {
  std::string name;
  std::optional<std::uint32_t> type;
};
struct NamedType {
  NamedKind kind = NamedKind::Bool;
  std::string name;
  std::vector<NamedPart> parts;
  std::uint32_t length = 0;
};

/// The types of an interface, each once, those a type is made of before it.
class NamedTypes {
 public:
  std::uint32_t add(const types::ValType& type);
  const std::vector<NamedType>& all() const { return m_types; }

 private:
  std::vector<NamedType> m_types;
  std::vector<std::pair<const types::ValTypeNode*, std::uint32_t>> m_known;
  std::vector<std::string> m_keys;  ///< parallel to m_types: equal exactly when the types are
};

}  // namespace sb::adapt
