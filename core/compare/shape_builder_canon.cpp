// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/compare/shape_builder.h"
#include "core/model/builtin_shape.h"
#include "core/support/concat.h"
#include "core/support/match.h"

// Canonical definitions and their options.
namespace sb::compare {

std::string ShapeBuilder::options(const model::CanonOptions& options) {
  std::vector<std::string> words;
  for (const model::CanonOption& option : options) {
    const std::string kind = std::to_string(static_cast<unsigned>(option.kind));
    switch (option.kind) {
      case model::CanonOption::Kind::Memory:
        words.push_back(concat(kind, at(Sort::CoreMemory, option.index)));
        break;
      case model::CanonOption::Kind::Realloc:
      case model::CanonOption::Kind::PostReturn:
      case model::CanonOption::Kind::Callback:
        words.push_back(concat(kind, at(Sort::CoreFunc, option.index)));
        break;
      case model::CanonOption::Kind::CoreType:
        words.push_back(concat(kind, at(Sort::CoreType, option.index)));
        break;
      case model::CanonOption::Kind::Utf8: break;  // what holds without an option
      case model::CanonOption::Kind::Utf16:
      case model::CanonOption::Kind::Latin1Utf16:
      case model::CanonOption::Kind::Async:
      case model::CanonOption::Kind::Gc: words.push_back(kind); break;
    }
  }
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += concat(" [", word, "]");
  return out;
}

std::string ShapeBuilder::builtin(const model::CanonBuiltin& builtin) {
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  std::string out = model::builtinName(builtin.builtin);
  if (shape.resultList && builtin.result)
    out += match(
        *builtin.result, [](model::Primitive p) { return concat(" ", model::primitiveName(p)); },
        [&](model::TypeIdx idx) { return concat(" ", at(Sort::Type, idx.value)); });
  if (shape.coreValType) out += concat(" ", std::to_string(builtin.coreValType));
  const bool coreType = shape.type && shape.immediate;
  if (shape.type) out += concat(" ", at(coreType ? Sort::CoreType : Sort::Type, builtin.type.value));
  if (shape.flag) out += concat(" ", std::to_string(builtin.flag));
  if (shape.immediate && shape.flag) out += concat(" ", at(Sort::CoreMemory, builtin.immediate));
  if (shape.immediate && shape.coreValType) out += concat(" ", std::to_string(builtin.immediate));
  if (coreType) out += concat(" ", at(Sort::CoreTable, builtin.immediate));
  return out + options(builtin.options);
}

void ShapeBuilder::canon(const model::Canon& canon) {
  match(
      canon.canon,
      [&](const model::CanonLift& c) {
        const std::size_t index = space(Sort::Func).size();
        const bool known = index < m_spaces.funcs.size() && m_spaces.funcs[index];
        push(Sort::Func, concat("lift (", at(Sort::CoreFunc, c.func.value), ")", options(c.options), " as ",
                                known ? m_keys.key(*m_spaces.funcs[index]) : "?"));
      },
      [&](const model::CanonLower& c) {
        push(Sort::CoreFunc, concat("lower (", at(Sort::Func, c.func.value), ")", options(c.options)));
      },
      [&](const model::CanonBuiltin& c) { push(Sort::CoreFunc, builtin(c)); });
}

}  // namespace sb::compare
