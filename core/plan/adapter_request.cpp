// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/adapter_request.h"

#include <algorithm>
#include <set>

#include "core/graph/resource_origin.h"
#include "core/plan/hook_functions.h"
#include "core/types/extern_name_rules.h"
#include "core/types/mentions.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"

namespace sb::plan {
namespace {

/// Resources of the target that come from other interfaces, grouped by the port that introduces them. Only
/// these resources are imported by the adapter, not the rest of their interfaces, so that nothing else has to
/// be provided.
class UsedResources {
 public:
  UsedResources(const graph::Graph& spliced, const graph::PortRef& downstream)
      : m_spliced(spliced), m_origins(spliced), m_downstream(downstream) {}

  /// Empty when the resource could be placed, else the rule that is broken.
  std::string add(const types::TypeOfResource& item, const std::string& name) {
    const auto origin = m_origins.of(m_downstream.node, item.resource.get());
    if (!origin) return "nothing provides its resource `" + name + "`";
    // Its own, or its own further down: what passes an interface on keeps its resources.
    if (origin->port == m_downstream.name && !origin->item.empty()) return {};
    if (origin->item.find('/') != std::string::npos) {
      return "its resource `" + name + "` is not introduced by an interface";
    }
    const graph::PortRef port{origin->node, graph::Side::Export, origin->port};
    const auto clash = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) {
      return e.port.name == port.name && e.port != port;
    });
    if (clash != m_entries.end()) return "it uses resources of two different providers of " + port.name;
    Entry& entry = entryOf(port);
    if (origin->item.empty())  // the port is the resource itself
      entry.alone = item;
    else if (!find(entry, origin->item))
      entry.type.exports.push_back({origin->item, item});
    return {};
  }

  /// A type with resources in it, as an interface of the instance that introduces one of them exports it.
  bool addType(const types::ValType& type) {
    const auto origin = m_origins.of(m_downstream.node, firstResource(type));
    const graph::Node* node = origin ? m_spliced.find(origin->node) : nullptr;
    if (!node) return false;
    for (const graph::Port& port : node->exports) {
      const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type);
      if (!instance) continue;
      for (const types::NamedExtern& item : (*instance)->exports) {
        const auto* value = std::get_if<types::TypeOfValue>(&item.type);
        if (!value || types::definitionText(value->type) != types::definitionText(type)) continue;
        Entry& entry = entryOf({origin->node, graph::Side::Export, port.name.name});
        if (!find(entry, item.name.name)) entry.type.exports.push_back({item.name, types::TypeOfValue{type}});
        return true;
      }
    }
    return false;
  }

  void appendTo(RequestParts& parts) {
    for (Entry& entry : m_entries) {
      parts.usedProviders.push_back(entry.port);
      if (entry.alone) {
        parts.request.usedInterfaces.push_back({model::ExternName(entry.port.name), *entry.alone});
        continue;
      }
      for (const types::NamedExtern& item : entry.type.exports) {
        if (const auto* resource = std::get_if<types::TypeOfResource>(&item.type))
          entry.type.definedResources.push_back(resource->resource);
      }
      const graph::Port* port = m_spliced.find(entry.port);
      parts.request.usedInterfaces.push_back(
          {port ? port->name : model::ExternName(entry.port.name),
           std::make_shared<const types::InstanceType>(std::move(entry.type))});
    }
  }

 private:
  struct Entry {
    graph::PortRef port;
    types::InstanceType type;
    std::optional<types::TypeOfResource> alone;
  };
  Entry& entryOf(const graph::PortRef& port) {
    const auto known =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.port == port; });
    return known != m_entries.end() ? *known : m_entries.emplace_back(Entry{port, {}, std::nullopt});
  }
  static bool find(const Entry& entry, const std::string& name) {
    const auto& items = entry.type.exports;
    return std::any_of(items.begin(), items.end(),
                       [&](const types::NamedExtern& item) { return item.name.name == name; });
  }
  static const types::Resource* firstResource(const types::ValType& type) {
    if (!type->facts.hasResource) return nullptr;
    if (const auto* own = std::get_if<types::Own>(&type->kind)) return own->resource.get();
    if (const auto* borrow = std::get_if<types::Borrow>(&type->kind)) return borrow->resource.get();
    for (const types::ValType* part : types::childrenOf(type->kind))
      if (const types::Resource* found = firstResource(*part)) return found;
    return nullptr;
  }
  const graph::Graph& m_spliced;
  graph::ResourceOrigins m_origins;
  graph::PortRef m_downstream;
  std::vector<Entry> m_entries;
};

std::string asyncWarning(const AdapterRequest& request) {
  const bool asyncHooks = std::any_of(request.hooks.begin(), request.hooks.end(),
                                      [](const graph::HookInterface& hook) { return hook.function->async; });
  if (!asyncHooks) return {};
  std::size_t functions = 0, sync = 0;
  for (const types::NamedExtern& item : request.target->exports) {
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (!function) continue;
    ++functions;
    sync += (*function)->async ? 0 : 1;
  }
  if (sync == 0) return {};
  const std::string which =
      sync == 1           ? (functions == 1 ? "the function is" : "one function is")
      : sync == functions ? "the " + std::to_string(sync) + " functions are"
                          : std::to_string(sync) + " of " + std::to_string(functions) + " functions are";
  return "hooks are async, " + which + " not: a hook that waits would trap";
}

/// Where an adapter gets what its target mentions without exporting it.
void placeMentions(const types::Mentions& mentions, UsedResources& used, RequestParts& parts) {
  const auto refuse = [&](Refusal refusal) {
    if (!parts.refusal) parts.refusal = std::move(refusal);
  };
  for (const types::TypeOfResource& resource : mentions.resources) {
    const std::string problem = used.add(resource, resource.name);
    if (problem.empty()) continue;
    refuse({"resource-origin", problem, "connect the interface that introduces the resource"});
  }
  std::set<std::string> names;
  for (const types::ValType& type : mentions.types) {
    const std::string wanted = type->name.empty() ? "type" : type->name;
    if (type->facts.hasResource) {
      if (used.addType(type)) continue;
      refuse({"unnamed-type",
              "`" + wanted +
                  "` holds a resource and no interface of its provider exports it, so an adapter "
                  "cannot name it",
              "put the type into an interface"});
      continue;
    }
    std::string name = wanted;
    for (unsigned n = 1; !names.insert(name).second; ++n) name = wanted + "-n" + std::to_string(n);
    parts.request.foreignTypes.push_back({model::ExternName(name), types::TypeOfValue{type}});
  }
}

}  // namespace

std::vector<graph::HookInterface> AdapterRequest::hookInterfaces() const {
  std::vector<graph::HookInterface> out = hooks;
  if (names) out.push_back(*names);
  return out;
}

RequestParts requestFor(const graph::Graph& spliced, const graph::PortRef& downstream,
                        const std::string& functionName, const graph::Hook& hook,
                        const types::FuncTypeRef& function) {
  RequestParts parts;
  AdapterRequest& request = parts.request;
  request.bareFunction = true;
  request.hook = hook.id;
  request.name = hook.name + " on " + functionName;
  // Names such as `[method]cat.feed` and `demo:calc/ops#add` are none that an adapter could have.
  request.interfaceName = request.importName = types::isLabel(functionName) ? functionName : "call";
  graph::HookAbility ability = graph::hookAbility(*hook.file->type);
  request.hooks = std::move(ability.interfaces);
  request.names = std::move(ability.names);
  UsedResources used(spliced, downstream);
  placeMentions(types::mentionsOf(*function), used, parts);
  used.appendTo(parts);
  types::InstanceType target;
  target.exports.push_back({model::ExternName(functionName), function});
  request.target = types::finish(std::move(target));
  resolveOptions(hook.options, request, parts.warnings, parts.refusal);
  if (std::string warning = asyncWarning(request); !warning.empty())
    parts.warnings.push_back(std::move(warning));
  return parts;
}

RequestParts requestFor(const graph::Graph& spliced, const graph::PortRef& downstream,
                        const std::string& interfaceName, const graph::Hook& hook,
                        const types::InstanceTypeRef& target) {
  RequestParts parts;
  AdapterRequest& request = parts.request;
  request.hook = hook.id;
  request.name = hook.name + " on " + interfaceName;
  request.interfaceName = interfaceName;
  request.importName = downstream.name;
  graph::HookAbility ability = graph::hookAbility(*hook.file->type);
  request.hooks = std::move(ability.interfaces);
  request.names = std::move(ability.names);
  UsedResources used(spliced, downstream);
  types::InstanceType copy = *target;
  for (const types::NamedExtern& item : target->exports) {
    const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
    if (!resource) continue;
    const std::string problem = used.add(*resource, item.name.name);
    if (problem.empty() || parts.refusal) continue;
    parts.refusal = Refusal{"resource-origin", problem, "connect the interface that introduces the resource"};
  }
  placeMentions(types::mentionsOf(*target), used, parts);
  used.appendTo(parts);
  // The target says itself which resources it introduces, so that nobody has to look at the rest of the
  // graph.
  copy.definedResources.clear();
  for (const types::NamedExtern& item : target->exports) {
    const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
    if (!resource) continue;
    const bool borrowed = std::any_of(
        request.usedInterfaces.begin(), request.usedInterfaces.end(), [&](const types::NamedExtern& other) {
          return graph::pathTo(other.type, resource->resource.get()).has_value();
        });
    const auto& own = copy.definedResources;
    if (!borrowed && std::find(own.begin(), own.end(), resource->resource) == own.end()) {
      copy.definedResources.push_back(resource->resource);
    }
  }
  request.target = std::make_shared<const types::InstanceType>(std::move(copy));
  resolveOptions(hook.options, request, parts.warnings, parts.refusal);
  if (std::string warning = asyncWarning(request); !warning.empty())
    parts.warnings.push_back(std::move(warning));
  return parts;
}

}  // namespace sb::plan
