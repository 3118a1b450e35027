// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/index_mapper.h"

#include "core/support/match.h"

namespace sb::graph {

using model::Sort;

namespace {

/// The canonical built-ins that name a type are those of resources, streams and futures; those of threads
/// name a core type, the others none (Binary.md, "Canonical Definitions").
enum class Names : std::uint8_t { Nothing, Type, CoreType };
Names namedBy(model::Builtin builtin) {
  using model::Builtin;
  switch (builtin) {
    case Builtin::ResourceNew:
    case Builtin::ResourceDrop:
    case Builtin::ResourceRep:
    case Builtin::StreamNew:
    case Builtin::StreamRead:
    case Builtin::StreamWrite:
    case Builtin::StreamCancelRead:
    case Builtin::StreamCancelWrite:
    case Builtin::StreamDropReadable:
    case Builtin::StreamDropWritable:
    case Builtin::StreamForward:
    case Builtin::FutureNew:
    case Builtin::FutureRead:
    case Builtin::FutureWrite:
    case Builtin::FutureCancelRead:
    case Builtin::FutureCancelWrite:
    case Builtin::FutureDropReadable:
    case Builtin::FutureDropWritable:
    case Builtin::FutureForward: return Names::Type;
    case Builtin::ThreadNewIndirect:
    case Builtin::ThreadSpawnRef:
    case Builtin::ThreadSpawnIndirect: return Names::CoreType;
    case Builtin::TaskCancel:
    case Builtin::SubtaskCancel:
    case Builtin::TaskReturn:
    case Builtin::ContextGet:
    case Builtin::ContextSet:
    case Builtin::ThreadYield:
    case Builtin::SubtaskDrop:
    case Builtin::ErrorContextNew:
    case Builtin::ErrorContextDebugMessage:
    case Builtin::ErrorContextDrop:
    case Builtin::WaitableSetNew:
    case Builtin::WaitableSetWait:
    case Builtin::WaitableSetPoll:
    case Builtin::WaitableSetDrop:
    case Builtin::WaitableJoin:
    case Builtin::BackpressureInc:
    case Builtin::BackpressureDec:
    case Builtin::ThreadIndex:
    case Builtin::ThreadResumeLater:
    case Builtin::ThreadSuspend:
    case Builtin::ThreadSuspendThenResume:
    case Builtin::ThreadYieldThenResume:
    case Builtin::ThreadSuspendThenPromote:
    case Builtin::ThreadYieldThenPromote:
    case Builtin::ThreadAvailableParallelism: return Names::Nothing;
  }
  return Names::Nothing;
}

}  // namespace

void IndexMapper::component(model::Component& component, std::uint32_t depth) {
  for (model::Section& one : component.sections) section(one, depth);
  component.bytes = {};
  component.owner = nullptr;
}

void IndexMapper::nested(std::shared_ptr<const model::Component>& component, std::uint32_t depth) {
  if (!component) return;
  model::Component copy = *component;
  this->component(copy, depth);
  component = std::make_shared<const model::Component>(std::move(copy));
}

void IndexMapper::section(model::Section& section, std::uint32_t depth) {
  const bool own = depth == 0;
  match(
      section.content, [](model::CustomSection&) {}, [](model::CoreModuleSection&) {},
      [&](model::CoreInstanceSection& s) {
        for (model::CoreInstance& instance : s.items) {
          if (!own) continue;
          if (auto* made = std::get_if<model::CoreInstantiate>(&instance.instance))
            made->module = model::CoreModuleIdx(direct(Sort::CoreModule, made->module.value));
          else
            for (auto& one : std::get<model::CoreInlineExports>(instance.instance).exports) item(one.item);
        }
      },
      [&](model::CoreTypeSection& s) {
        for (model::CoreTypeDef& one : s.items) coreType(one, depth);
      },
      [&](model::ComponentSection& s) { nested(s.component, depth + 1); },
      [&](model::InstanceSection& s) {
        for (model::Instance& instance : s.items) {
          if (!own) continue;
          if (auto* made = std::get_if<model::Instantiate>(&instance.instance)) {
            made->component = model::ComponentIdx(direct(Sort::Component, made->component.value));
            for (model::InstantiateArg& arg : made->args) item(arg.item);
          } else {
            for (auto& one : std::get<model::InlineExports>(instance.instance).exports) item(one.item);
          }
        }
      },
      [&](model::AliasSection& s) {
        for (model::Alias& one : s.items) alias(one.target, depth);
      },
      [&](model::TypeSection& s) {
        for (model::TypeDef& one : s.items) type(one.kind, depth);
      },
      [&](model::CanonSection& s) {
        for (model::Canon& one : s.items)
          if (own) canon(one);
      },
      [](model::StartSection&) {},
      [&](model::ImportSection& s) {
        for (model::Import& one : s.items)
          if (own) extern_(one.type);
      },
      [&](model::ExportSection& s) {
        for (model::Export& one : s.items) {
          if (!own) continue;
          item(one.item);
          if (one.ascription) extern_(*one.ascription);
        }
      },
      [](model::ValueSection&) {});
}

void IndexMapper::alias(model::AliasTarget& target, std::uint32_t depth) {
  auto* outer = std::get_if<model::AliasOuter>(&target);
  if (!outer || outer->count < depth) return;
  outer->index = m_map(outer->sort, outer->count - depth, outer->index);
  outer->count = depth;
}

void IndexMapper::item(model::SortIdx& item) {
  const bool mapped = item.sort == Sort::Type || item.sort == Sort::Component ||
                      item.sort == Sort::CoreType || item.sort == Sort::CoreModule;
  if (mapped) item.index = direct(item.sort, item.index);
}

void IndexMapper::value(model::ValType& type) {
  if (auto* index = std::get_if<model::TypeIdx>(&type))
    *index = model::TypeIdx(direct(Sort::Type, index->value));
}

void IndexMapper::extern_(model::ExternType& type) {
  const auto map = [&](model::TypeIdx& index) { index = model::TypeIdx(direct(Sort::Type, index.value)); };
  match(
      type,
      [&](model::CoreModuleExtern& e) { e.type = model::CoreTypeIdx(direct(Sort::CoreType, e.type.value)); },
      [&](model::FuncExtern& e) { map(e.type); }, [](model::ValueExternEq&) {},
      [&](model::ValueExtern& e) { value(e.type); }, [&](model::TypeExternEq& e) { map(e.type); },
      [](model::TypeExternSubResource&) {}, [&](model::ComponentExtern& e) { map(e.type); },
      [&](model::InstanceExtern& e) { map(e.type); });
}

void IndexMapper::options(model::CanonOptions& options) {
  for (model::CanonOption& option : options)
    if (option.kind == model::CanonOption::Kind::CoreType)
      option.index = direct(Sort::CoreType, option.index);
}

void IndexMapper::canon(model::Canon& canon) {
  match(
      canon.canon,
      [&](model::CanonLift& c) {
        c.type = model::TypeIdx(direct(Sort::Type, c.type.value));
        options(c.options);
      },
      [&](model::CanonLower& c) { options(c.options); },
      [&](model::CanonBuiltin& c) {
        switch (namedBy(c.builtin)) {
          case Names::Nothing: break;
          case Names::Type: c.type = model::TypeIdx(direct(Sort::Type, c.type.value)); break;
          case Names::CoreType: c.type = model::TypeIdx(direct(Sort::CoreType, c.type.value)); break;
        }
        if (c.result) value(*c.result);
        options(c.options);
      });
}

void IndexMapper::type(model::TypeKind& kind, std::uint32_t depth) {
  const auto map = [&](model::ValType& type) {
    if (depth == 0) value(type);
  };
  const auto mapMaybe = [&](std::optional<model::ValType>& type) {
    if (type) map(*type);
  };
  const auto mapIndex = [&](model::TypeIdx& index) {
    if (depth == 0) index = model::TypeIdx(direct(Sort::Type, index.value));
  };
  match(
      kind, [](model::PrimitiveDef&) {},
      [&](model::RecordDef& d) {
        for (model::LabelledType& field : d.fields) map(field.type);
      },
      [&](model::VariantDef& d) {
        for (model::VariantCase& one : d.cases) mapMaybe(one.type);
      },
      [&](model::ListDef& d) { map(d.element); }, [&](model::FixedListDef& d) { map(d.element); },
      [&](model::TupleDef& d) {
        for (model::ValType& part : d.types) map(part);
      },
      [](model::FlagsDef&) {}, [](model::EnumDef&) {}, [&](model::OptionDef& d) { map(d.type); },
      [&](model::ResultDef& d) {
        mapMaybe(d.ok);
        mapMaybe(d.error);
      },
      [&](model::OwnDef& d) { mapIndex(d.resource); }, [&](model::BorrowDef& d) { mapIndex(d.resource); },
      [&](model::StreamDef& d) { mapMaybe(d.element); }, [&](model::FutureDef& d) { mapMaybe(d.element); },
      [&](model::MapDef& d) {
        map(d.key);
        map(d.value);
      },
      [](model::ResourceDef&) {},
      [&](model::FuncTypeDef& d) {
        for (model::LabelledType& param : d.params) map(param.type);
        mapMaybe(d.result);
      },
      [&](model::ComponentTypeDef& d) { declarators(d.declarations, depth + 1); },
      [&](model::InstanceTypeDef& d) { declarators(d.declarations, depth + 1); });
}

void IndexMapper::declarators(std::vector<model::Declarator>& declarations, std::uint32_t depth) {
  for (model::Declarator& declarator : declarations) {
    match(
        declarator.decl, [&](model::CoreTypeDecl& d) { coreType(d.type, depth); },
        [&](model::TypeDecl& d) {
          model::TypeDef copy = *d.type;
          type(copy.kind, depth);
          d.type = std::make_shared<const model::TypeDef>(std::move(copy));
        },
        [&](model::AliasDecl& d) { alias(d.target, depth); }, [](model::ImportDecl&) {},
        [](model::ExportDecl&) {});
  }
}

void IndexMapper::coreType(model::CoreTypeDef& type, std::uint32_t depth) {
  auto* module = std::get_if<model::ModuleType>(&type.type);
  if (!module) return;  // function types refer to nothing; others are carried as they are
  for (model::ModuleTypeDecl& declaration : module->declarations) {
    auto* alias = std::get_if<model::ModuleTypeAlias>(&declaration);
    if (!alias || alias->count < depth + 1) continue;
    alias->type = model::CoreTypeIdx(m_map(Sort::CoreType, alias->count - depth - 1, alias->type.value));
    alias->count = depth + 1;
  }
}

}  // namespace sb::graph
