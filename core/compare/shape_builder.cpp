// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/shape_builder.h"

#include "core/compare/module_facts.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/support/sha256.h"

namespace sb::compare {
namespace {

using model::Sort;

types::CheckedComponent resolved(const model::Component& component) {
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  return types::checkComponent(component, options);
}

}  // namespace

void ShapeBuilder::section(const model::Section& section) {
  match(
      section.content,
      [&](const model::CustomSection& s) {
        std::string& all = m_shape.customHashes[s.name];
        all = digest(concat(all, sha256Hex(s.payload)));
      },
      [&](const model::CoreModuleSection& s) { coreModule(s.module); },
      [&](const model::CoreInstanceSection& s) {
        for (const auto& item : s.items) coreInstance(item);
      },
      [&](const model::CoreTypeSection& s) {
        for (const auto& item : s.items) coreType(item);
      },
      [&](const model::ComponentSection& s) { nested(s.component); },
      [&](const model::InstanceSection& s) {
        for (const auto& item : s.items) instance(item);
      },
      [&](const model::AliasSection& s) {
        for (const auto& item : s.items) alias(item.target);
      },
      [&](const model::TypeSection& s) {
        for (std::size_t i = 0; i < s.items.size(); ++i) type();
      },
      [&](const model::CanonSection& s) {
        for (const auto& item : s.items) canon(item);
      },
      [&](const model::StartSection& s) {
        m_shape.start = concat("start ", at(Sort::Func, s.start.func.value));
        for (const model::ValueIdx arg : s.start.args)
          m_shape.start += concat(" ", at(Sort::Value, arg.value));
        for (std::uint32_t i = 0; i < s.start.results; ++i)
          push(Sort::Value, concat("start result ", std::to_string(i)));
      },
      [&](const model::ImportSection& s) {
        for (const auto& item : s.items) import(item);
      },
      [&](const model::ExportSection& s) {
        for (const auto& item : s.items) exportItem(item);
      },
      [&](const model::ValueSection& s) {
        m_shape.start += concat(" values ", sha256Hex(s.payload));  // not read, so the bytes count
      });
}

/// A type is what it resolves to. The index says which one: the checker fills its spaces in the same order.
void ShapeBuilder::type() {
  const std::size_t index = space(Sort::Type).size();
  push(Sort::Type, index < m_spaces.types.size() ? m_keys.key(m_spaces.types[index]) : std::string("?"));
}

void ShapeBuilder::coreType(const model::CoreTypeDef& type) {
  const auto hex = [](const auto& bytes) {
    std::string out;
    for (const std::uint8_t byte : bytes) out += concat(std::to_string(byte), ".");
    return out;
  };
  match(
      type.type,
      [&](const model::CoreFuncType& t) {
        push(Sort::CoreType, concat("core func ", hex(t.params), "->", hex(t.results)));
      },
      [&](const model::CoreTypeRaw& t) {
        for (std::uint32_t i = 0; i < t.definedTypes; ++i)
          push(Sort::CoreType, concat("core type ", hex(t.bytes), " ", std::to_string(i)));
      },
      [&](const model::ModuleType&) { push(Sort::CoreType, "module type"); });
}

void ShapeBuilder::import(const model::Import& import) {
  const Sort sort = model::externSort(import.type);
  if (sort == Sort::Type) return type();
  push(sort, importTerm(import.name.name));
}

void ShapeBuilder::exportItem(const model::Export& item) {
  const std::string term = at(item.item.sort, item.item.index);
  // What a type is stands in the world; where it comes from means nothing.
  if (item.item.sort == Sort::Type) return type();
  m_shape.exports[item.name.name] = {term, item.item.sort};
  push(item.item.sort, term);
}

void ShapeBuilder::alias(const model::AliasTarget& target) {
  const auto exported = [&](Sort sort, const std::string& of, const std::string& name) {
    const auto known = m_bags.find(of);
    if (known != m_bags.end()) {
      const auto item = known->second.find(name);
      if (item != known->second.end()) return push(sort, item->second);
    }
    push(sort, exportTerm(of, name));
  };
  match(
      target,
      [&](const model::AliasExport& a) {
        if (a.sort == Sort::Type) return type();
        exported(a.sort, at(Sort::Instance, a.instance.value), a.name);
      },
      [&](const model::AliasCoreExport& a) {
        exported(a.sort, at(Sort::CoreInstance, a.instance.value), a.name);
      },
      [&](const model::AliasOuter& a) {
        if (a.sort == Sort::Type) return type();
        if (a.count == 0) return push(a.sort, std::string(at(a.sort, a.index)));  // another index of the same
        push(a.sort, concat("outer ", std::to_string(a.count), " ", std::to_string(a.index)));
      });
}

std::string ShapeBuilder::bag(std::map<std::string, std::string> items) {
  std::string term = "{";
  for (const auto& [name, item] : items) term += concat(name, "=", item, ";");
  term += '}';
  m_bags.emplace(term, std::move(items));
  return term;
}

void ShapeBuilder::node(bool core, Content content, std::map<std::string, std::string> args) {
  const Sort sort = core ? Sort::CoreInstance : Sort::Instance;
  ShapeNode node;
  node.core = core;
  node.index = static_cast<std::uint32_t>(space(sort).size());
  node.name = m_names.find(sort, node.index);
  node.content = std::move(content);
  node.args = std::move(args);
  push(sort, nodeTerm(m_shape.nodes.size()));
  m_shape.nodes.push_back(std::move(node));
  // Resources that come from this instance are called after the export they are found under.
  if (!core && m_shape.nodes.back().index < m_spaces.instances.size() &&
      m_spaces.instances[m_shape.nodes.back().index])
    m_keys.labelInstance(*m_spaces.instances[m_shape.nodes.back().index], "instance");
}

void ShapeBuilder::instance(const model::Instance& instance) {
  match(
      instance.instance,
      [&](const model::Instantiate& i) {
        const std::string term = at(Sort::Component, i.component.value);
        const auto known = m_contents.find(term);
        Content content =
            known == m_contents.end() ? Content{term, {}, 0, {}, nullptr, nullptr} : known->second;
        std::map<std::string, std::string> args;
        for (const model::InstantiateArg& arg : i.args) {
          // An argument that nothing asks for is ignored at instantiation (component-model.md 3.1); where a
          // type comes from is in the types of what uses it.
          const bool asked = !content.shape || content.shape->importKeys.count(arg.name) > 0;
          if (asked && arg.item.sort != Sort::Type) args[arg.name] = at(arg.item.sort, arg.item.index);
          if (asked && arg.item.sort == Sort::Type)
            args[arg.name] = concat("type ", at(Sort::Type, arg.item.index));
        }
        node(false, std::move(content), std::move(args));
      },
      [&](const model::InlineExports& i) {
        std::map<std::string, std::string> items;
        for (const model::InlineExport& item : i.exports)
          items[item.name.name] = at(item.item.sort, item.item.index);
        push(Sort::Instance, bag(std::move(items)));
      });
}

void ShapeBuilder::coreInstance(const model::CoreInstance& instance) {
  match(
      instance.instance,
      [&](const model::CoreInstantiate& i) {
        const std::string term = at(Sort::CoreModule, i.module.value);
        const auto known = m_contents.find(term);
        Content content =
            known == m_contents.end() ? Content{term, {}, 0, {}, nullptr, nullptr} : known->second;
        std::map<std::string, std::string> args;
        for (const model::CoreInstantiateArg& arg : i.args)
          args[arg.name] = at(Sort::CoreInstance, arg.instance.value);
        node(true, std::move(content), std::move(args));
      },
      [&](const model::CoreInlineExports& i) {
        std::map<std::string, std::string> items;
        for (const model::CoreInlineExport& item : i.exports)
          items[item.name] = at(item.item.sort, item.item.index);
        push(Sort::CoreInstance, bag(std::move(items)));
      });
}

void ShapeBuilder::coreModule(const model::CoreModule& module) {
  Content content;
  content.hash = moduleMeaning(module.bytes);
  content.term = concat("core module ", content.hash);
  content.bytes = module.bytes.size();
  content.sha256 = sha256Hex(module.bytes);
  content.module = &module;
  push(Sort::CoreModule, content.term);
  m_contents.emplace(content.term, std::move(content));
}

void ShapeBuilder::nested(const std::shared_ptr<const model::Component>& component) {
  Content content;
  content.bytes = component->bytes.size();
  content.sha256 = sha256Hex(component->bytes);
  // What it takes from the component around it belongs to its meaning. Where that cannot be said, its bytes
  // stand for it.
  Result<std::shared_ptr<const model::Component>> whole =
      graph::standAlone(component, {&m_component}, m_copyBudget);
  if (whole) {
    if (const Result<ShapeRef> shape = shapeOf(**whole, m_known)) content.shape = *shape;
    if (*whole != component) content.madeWhole = *whole;
  }
  content.hash = content.shape ? content.shape->hash : concat("bytes ", content.sha256);
  content.term = concat("component ", content.hash);
  push(Sort::Component, content.term);
  m_contents.emplace(content.term, std::move(content));
}

void ShapeBuilder::dropUnused() {
  std::string used;
  for (const ShapeNode& node : m_shape.nodes) {
    used += concat(node.content.term, "\n");
    for (const auto& [name, term] : node.args) used += concat(term, "\n");
  }
  for (const auto& [name, item] : m_shape.exports) used += concat(item.term, "\n");
  for (auto& [term, content] : m_contents)
    if (used.find(term) == std::string::npos) m_shape.unused[content.hash] = std::move(content);
}

Result<ShapeRef> shapeOf(const model::Component& component, KnownShapes& known) {
  const std::string sha = sha256Hex(component.bytes);
  const auto found = known.find(sha);
  if (found != known.end()) return found->second;
  const types::CheckedComponent checked = resolved(component);
  if (!checked.type)
    return fail(ErrorCode::Invalid, checked.diagnostics.empty() ? "its types cannot be resolved"
                                                                : checked.diagnostics.front().message);
  auto shape = std::make_shared<const Shape>(ShapeBuilder(component, checked, known).build());
  known.emplace(sha, shape);
  return ShapeRef(std::move(shape));
}

Result<ShapeRef> shapeOf(const model::Component& component) {
  KnownShapes known;
  return shapeOf(component, known);
}

}  // namespace sb::compare
