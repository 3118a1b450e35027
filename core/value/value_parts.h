// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/support/check.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::value {

/// The content of a value whose type promises this alternative. A mismatch is a bug of the caller.
template <class T>
const T& contentOf(const Value& value) {
  const T* content = std::get_if<T>(&value.content);
  SB_CHECK(content, "the value does not fit its type");
  return *content;
}

/// Smallest and greatest value of an integer primitive; both 0 for the others.
struct IntegerRange {
  std::int64_t least = 0;
  std::uint64_t greatest = 0;
  bool isSigned = false;
};
IntegerRange integerRange(types::Primitive primitive);

/// Case name and payload type of variant, enum, option and result alike, in order of their numbers.
std::vector<types::Case> casesOf(const types::ValType& type);

/// The name of the definition behind aliases: `use` and `type a = b` make new names for the same type.
/// Source: splicer.md 7.4, "the nominal name is that of the final definition".
std::string definitionName(const types::ValType& type);

/// True for the literal `list<u8>`, which travels as bytes; `type b = u8; list<b>` does not (splicer.md 7.4).
bool isByteList(const types::List& list);

}  // namespace sb::value
