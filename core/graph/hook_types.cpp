// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/hook_types.h"

namespace sb::graph {

using types::makeType;
using types::Primitive;
using types::ValType;

HookTypes::HookTypes()
    : boolean(makeType(Primitive::Bool)),
      u8(makeType(Primitive::U8)),
      u32(makeType(Primitive::U32)),
      u64(makeType(Primitive::U64)),
      text(makeType(Primitive::String)) {
  const auto list = [](ValType element) { return makeType(types::List{std::move(element)}); };
  const auto maybe = [](ValType element) { return makeType(types::Option{std::move(element)}); };
  const ValType texts = list(text), indices = list(u32), maybeIndex = maybe(u32);
  callId = makeType(types::Record{{{"interface-name", text}, {"function-name", text}, {"id", u64}}});
  callNames = makeType(types::Record{{{"interface-name", text}, {"function-name", text}}});
  const ValType recordInfo =
      makeType(types::Record{{{"type-name", text}, {"fields", list(makeType(types::Tuple{{text, u32}}))}}});
  const ValType flagsInfo = makeType(types::Record{{{"type-name", text}, {"set-flags", texts}}});
  const ValType enumInfo = makeType(types::Record{{{"type-name", text}, {"case-name", text}}});
  const ValType variantInfo =
      makeType(types::Record{{{"type-name", text}, {"case-name", text}, {"payload", maybeIndex}}});
  const ValType handleInfo = makeType(types::Record{{{"type-name", text}, {"id", u64}}});
  const ValType cell = makeType(types::Variant{{{"bool", boolean},
                                                {"integer", makeType(Primitive::S64)},
                                                {"floating", makeType(Primitive::F64)},
                                                {"text", text},
                                                {"bytes", list(u8)},
                                                {"list-of", indices},
                                                {"tuple-of", indices},
                                                {"option-some", u32},
                                                {"option-none", nullptr},
                                                {"result-ok", maybeIndex},
                                                {"result-err", maybeIndex},
                                                {"record-of", u32},
                                                {"flags-set", u32},
                                                {"enum-case", u32},
                                                {"variant-case", u32},
                                                {"resource-handle", u32},
                                                {"stream-handle", u32},
                                                {"future-handle", u32},
                                                {"error-context-handle", u32}}});
  const ValType tree = makeType(types::Record{{{"cells", list(cell)},
                                               {"record-infos", list(recordInfo)},
                                               {"flags-infos", list(flagsInfo)},
                                               {"enum-infos", list(enumInfo)},
                                               {"variant-infos", list(variantInfo)},
                                               {"handle-infos", list(handleInfo)},
                                               {"root", u32}}});
  fields = list(makeType(types::Record{{{"name", text}, {"tree", tree}}}));
  result = maybe(tree);

  const ValType kind = makeType(
      types::Enum{{"bool",       "s8",     "u8",     "s16",    "u16",          "s32",     "u32",    "s64",
                   "u64",        "f32",    "f64",    "char",   "text",         "bytes",   "list",   "map",
                   "fixed-list", "record", "tuple",  "flags",  "enum",         "variant", "option", "result",
                   "own",        "borrow", "stream", "future", "error-context"}});
  const ValType parts = list(makeType(types::Record{{{"name", text}, {"type", maybeIndex}}}));
  const ValType typeInfo =
      makeType(types::Record{{{"kind", kind}, {"name", text}, {"parts", parts}, {"length", u32}}});
  const ValType functionInfo = makeType(
      types::Record{{{"name", text}, {"params", parts}, {"result", maybeIndex}, {"is-async", boolean}}});
  connection = makeType(types::Record{{{"interface-name", text},
                                       {"caller", text},
                                       {"provider", text},
                                       {"functions", list(functionInfo)},
                                       {"types", list(typeInfo)}}});
}

const HookTypes& hookTypes() {
  static const HookTypes types;
  return types;
}

}  // namespace sb::graph
