// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_json_parts.h"

#include "core/locate/item_path.h"
#include "core/model/builtin_shape.h"
#include "core/print/wat_core_types.h"
#include "core/support/match.h"

namespace sb::print {

using model::Sort;

namespace {

const char* attributeKey(model::NameAttribute::Kind kind) {
  switch (kind) {
    case model::NameAttribute::Kind::Implements: return "implements";
    case model::NameAttribute::Kind::VersionSuffix: return "versionSuffix";
    case model::NameAttribute::Kind::ExternalId: return "externalId";
  }
  return "";
}

Json optionsJson(const model::CanonOptions& options) {
  Json out = Json::object();
  for (const model::CanonOption& option : options) {
    switch (option.kind) {
      case model::CanonOption::Kind::Utf8: out["stringEncoding"] = "utf8"; break;
      case model::CanonOption::Kind::Utf16: out["stringEncoding"] = "utf16"; break;
      case model::CanonOption::Kind::Latin1Utf16: out["stringEncoding"] = "latin1+utf16"; break;
      case model::CanonOption::Kind::Memory: out["memory"] = option.index; break;
      case model::CanonOption::Kind::Realloc: out["realloc"] = option.index; break;
      case model::CanonOption::Kind::PostReturn: out["postReturn"] = option.index; break;
      case model::CanonOption::Kind::Async: out["async"] = true; break;
      case model::CanonOption::Kind::Callback: out["callback"] = option.index; break;
      case model::CanonOption::Kind::CoreType: out["coreType"] = option.index; break;
      case model::CanonOption::Kind::Gc: out["gc"] = true; break;
    }
  }
  return out;
}

Json builtinJson(const model::CanonBuiltin& builtin) {
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  Json out{{"canon", model::builtinName(builtin.builtin)}};
  if (shape.resultList && builtin.result)
    out["result"] = match(
        *builtin.result, [](model::Primitive p) { return Json(model::primitiveName(p)); },
        [](model::TypeIdx idx) { return Json(idx.value); });
  if (shape.coreValType) out["coreType"] = watCoreValType(builtin.coreValType);
  if (shape.type) out["type"] = builtin.type.value;
  if (shape.flag) out["flag"] = builtin.flag;
  if (shape.immediate) out["immediate"] = builtin.immediate;
  if (shape.options) out["options"] = optionsJson(builtin.options);
  return out;
}

}  // namespace

Json sortIdxJson(const model::SortIdx& item) {
  return {{"sort", locate::sortWord(item.sort)}, {"index", item.index}};
}

Json nameJson(const model::ExternName& name) {
  Json out{{"name", name.name}};
  for (const model::NameAttribute& attribute : name.attributes)
    out["attributes"][attributeKey(attribute.kind)] = attribute.value;
  return out;
}

Json externTypeJson(const model::ExternType& type) {
  const auto typed = [](const char* sort, std::uint32_t index) {
    return Json{{"sort", sort}, {"type", index}};
  };
  return match(
      type, [&](const model::CoreModuleExtern& e) { return typed("core-module", e.type.value); },
      [&](const model::FuncExtern& e) { return typed("func", e.type.value); },
      [](const model::ValueExternEq& e) {
        return Json{{"sort", "value"}, {"equals", e.value.value}};
      },
      [](const model::ValueExtern& e) {
        return match(
            e.type,
            [](model::Primitive p) {
              return Json{{"sort", "value"}, {"type", model::primitiveName(p)}};
            },
            [](model::TypeIdx idx) {
              return Json{{"sort", "value"}, {"type", idx.value}};
            });
      },
      [](const model::TypeExternEq& e) {
        return Json{{"sort", "type"}, {"equals", e.type.value}};
      },
      [](const model::TypeExternSubResource&) {
        return Json{{"sort", "type"}, {"bound", "sub-resource"}};
      },
      [&](const model::ComponentExtern& e) { return typed("component", e.type.value); },
      [&](const model::InstanceExtern& e) { return typed("instance", e.type.value); });
}

Json externJson(const model::ExternName& name, const model::ExternType& type) {
  Json out = nameJson(name);
  out["type"] = externTypeJson(type);
  return out;
}

Json definitionJson(const model::CoreInstance& instance) {
  return match(
      instance.instance,
      [](const model::CoreInstantiate& i) {
        return Json{{"instantiates", i.module.value}};
      },
      [](const model::CoreInlineExports&) {
        return Json{{"inlineExports", true}};
      });
}

Json definitionJson(const model::Instance& instance) {
  return match(
      instance.instance,
      [](const model::Instantiate& i) {
        return Json{{"instantiates", i.component.value}};
      },
      [](const model::InlineExports&) {
        return Json{{"inlineExports", true}};
      });
}

Json definitionJson(const model::AliasTarget& target) {
  return match(
      target,
      [](const model::AliasExport& a) {
        return Json{{"instance", a.instance.value}, {"export", a.name}};
      },
      [](const model::AliasCoreExport& a) {
        return Json{{"coreInstance", a.instance.value}, {"export", a.name}};
      },
      [](const model::AliasOuter& a) {
        return Json{{"outer", a.count}, {"index", a.index}};
      });
}

Json definitionJson(const model::Canon& canon) {
  return match(
      canon.canon,
      [](const model::CanonLift& c) {
        return Json{{"canon", "lift"},
                    {"coreFunc", c.func.value},
                    {"type", c.type.value},
                    {"options", optionsJson(c.options)}};
      },
      [](const model::CanonLower& c) {
        return Json{{"canon", "lower"}, {"func", c.func.value}, {"options", optionsJson(c.options)}};
      },
      [](const model::CanonBuiltin& c) { return builtinJson(c); });
}

Json definitionJson(const model::CoreTypeDef& type) {
  return match(
      type.type,
      [](const model::CoreFuncType& t) {
        return Json{{"definition", watCoreFunc(t)}};
      },
      [](const model::CoreTypeRaw& t) {
        return Json{{"definition", watCoreRec(t).types}};
      },
      [](const model::ModuleType&) {
        return Json{{"definition", "module"}};
      });
}

Json moduleDeclJson(const model::ModuleTypeDecl& declaration) {
  return match(
      declaration,
      [](const model::ModuleTypeImport& d) {
        return Json{{"import", {{"module", d.module}, {"name", d.name}}}, {"type", watCoreExtern(d.type)}};
      },
      [](const model::ModuleTypeType& d) {
        return match(
            d.type,
            [](const model::CoreFuncType& t) {
              return Json{{"definition", watCoreFunc(t)}};
            },
            [](const model::CoreTypeRaw& t) {
              return Json{{"definition", watCoreRec(t).types}};
            });
      },
      [](const model::ModuleTypeAlias& d) {
        return Json{{"outer", d.count}, {"index", d.type.value}};
      },
      [](const model::ModuleTypeExport& d) {
        return Json{{"export", d.name}, {"type", watCoreExtern(d.type)}};
      });
}

Json coreExternJson(const decode::CoreModuleOutline& outline, const model::CoreExternType& type) {
  const model::CoreFuncType* signature = outline.signature(type);
  return signature ? watCoreFunc(*signature) : watCoreExtern(type);
}

}  // namespace sb::print
