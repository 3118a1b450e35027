// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/field_tree.h"

namespace sb::value {
namespace {

using types::makeType;
using types::Primitive;
using types::ValType;

ValType listOf(const ValType& element) { return makeType(types::List{element}); }

ValType cellType() {
  const ValType index = makeType(Primitive::U32), indices = listOf(index);
  const ValType maybeIndex = makeType(types::Option{index});
  return makeType(types::Variant{{{"bool", makeType(Primitive::Bool)},
                                  {"integer", makeType(Primitive::S64)},
                                  {"floating", makeType(Primitive::F64)},
                                  {"text", makeType(Primitive::String)},
                                  {"bytes", listOf(makeType(Primitive::U8))},
                                  {"list-of", indices},
                                  {"tuple-of", indices},
                                  {"option-some", index},
                                  {"option-none", nullptr},
                                  {"result-ok", maybeIndex},
                                  {"result-err", maybeIndex},
                                  {"record-of", index},
                                  {"flags-set", index},
                                  {"enum-case", index},
                                  {"variant-case", index},
                                  {"resource-handle", index},
                                  {"stream-handle", index},
                                  {"future-handle", index},
                                  {"error-context-handle", index}}},
                  "cell");
}

ValType makeFieldTree() {
  const ValType text = makeType(Primitive::String), index = makeType(Primitive::U32);
  const ValType namedCells = listOf(makeType(types::Tuple{{text, index}}));
  const ValType maybeIndex = makeType(types::Option{index});
  const auto info = [&](const char* name, std::vector<types::Field> rest) {
    std::vector<types::Field> fields{{"type-name", text}};
    for (types::Field& field : rest) fields.push_back(std::move(field));
    return listOf(makeType(types::Record{std::move(fields)}, name));
  };
  return makeType(
      types::Record{{{"cells", listOf(cellType())},
                     {"record-infos", info("record-info", {{"fields", namedCells}})},
                     {"flags-infos", info("flags-info", {{"set-flags", listOf(text)}})},
                     {"enum-infos", info("enum-info", {{"case-name", text}})},
                     {"variant-infos", info("variant-info", {{"case-name", text}, {"payload", maybeIndex}})},
                     {"handle-infos", info("handle-info", {{"id", makeType(Primitive::U64)}})},
                     {"root", index}}},
      "field-tree");
}

}  // namespace

const ValType& fieldTreeType() {
  static const ValType type = makeFieldTree();
  return type;
}

const ValType& fieldType() {
  static const ValType type =
      makeType(types::Record{{{"name", makeType(Primitive::String)}, {"tree", fieldTreeType()}}}, "field");
  return type;
}

const ValType& callIdType() {
  static const ValType type = makeType(types::Record{{{"interface-name", makeType(Primitive::String)},
                                                      {"function-name", makeType(Primitive::String)},
                                                      {"id", makeType(Primitive::U64)}}},
                                       "call-id");
  return type;
}

}  // namespace sb::value
