// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wac/wac_values.h"

#include <algorithm>

#include "core/graph/edit.h"
#include "core/graph/node_names.h"
#include "core/graph/port_kind.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::wac {
namespace {

using graph::PortRef;
using graph::Side;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "nothing" : out;
}

/// Resources that the interface only uses come from elsewhere: the two sides agree on them by name.
std::optional<types::Mismatch> misfit(const types::ExternType& found, const types::ExternType& expected) {
  types::ResourceMap map;
  const auto* given = std::get_if<types::InstanceTypeRef>(&found);
  const auto* wanted = std::get_if<types::InstanceTypeRef>(&expected);
  if (given && wanted) {
    for (const types::NamedExtern& item : (*wanted)->exports) {
      const auto* resource = std::get_if<types::TypeOfResource>(&item.type);
      const types::NamedExtern* other = resource ? (*given)->find(item.name.name) : nullptr;
      const auto* own = other ? std::get_if<types::TypeOfResource>(&other->type) : nullptr;
      if (own) map.emplace(resource->resource.get(), own->resource);
    }
  }
  return types::fits(found, expected, map);
}

}  // namespace

std::string lastPart(const std::string& externName) {
  return types::parseInterfaceName(externName).interface;
}

std::optional<std::string> byLastPart(const std::vector<std::string>& names, const std::string& part) {
  std::optional<std::string> found;
  for (const std::string& name : names) {
    if (lastPart(name) != part) continue;
    if (found) return std::nullopt;
    found = name;
  }
  return found;
}

Result<Value> GraphWriter::import(const model::ExternName& name, types::ExternType type, Place place) {
  graph::Node& host = m_graph.nodes.at(m_graph.host);
  if (host.findExport(name.name))
    return failAt(ErrorCode::DuplicateName, place, concat("`", name.name, "` is imported already"));
  const graph::PortKind kind = graph::portKindOf(type);
  host.exports.push_back({name, std::move(type), kind, true});
  return Value{{}, PortRef{host.id, Side::Export, name.name}, name.name, nullptr};
}

Result<Value> GraphWriter::hostImport(const model::ExternName& name, const types::ExternType& type,
                                      Place place) {
  graph::Node& host = m_graph.nodes.at(m_graph.host);
  const graph::Port* known = host.findExport(name.name);
  if (known && known->pinned)
    return failAt(ErrorCode::DuplicateName, place,
                  concat("`", name.name, "` is imported by name and left to the host"));
  if (!known) host.exports.push_back({name, type, graph::portKindOf(type), false});
  return Value{{}, PortRef{host.id, Side::Export, name.name}, name.name, nullptr};
}

Result<Value> GraphWriter::bundle(const graph::Node& like, const std::map<std::string, Value>& items,
                                  Place place) {
  graph::Node node = like;
  node.id = graph::NodeId(m_graph.nextId++);
  node.name = graph::freeName(m_graph, like.name);
  const graph::NodeId id = node.id;
  const std::string name = node.exports.front().name.name;
  m_graph.nodes.emplace(id, std::move(node));
  for (const auto& [port, value] : items) SB_TRY_VOID(connect(value, {id, Side::Import, port}, place));
  return Value{{}, PortRef{id, Side::Export, name}, name, nullptr};
}

Result<Value> GraphWriter::instance(const graph::ComponentFileRef& file, const std::string& name) {
  const graph::NodeId id(m_graph.nextId);
  SB_TRY(const graph::Edit edit, graph::addComponent(m_graph, file, graph::freeName(m_graph, name), {}));
  SB_TRY_VOID(graph::apply(m_graph, edit));
  return Value{id, {}, {}, nullptr};
}

std::vector<std::string> GraphWriter::exportsOf(const Value& value) const {
  std::vector<std::string> names;
  if (value.parts) {
    for (const auto& [name, part] : *value.parts) names.push_back(name);
    return names;
  }
  if (!value.item) {
    for (const graph::Port& port : m_graph.nodes.at(value.node).exports)
      if (port.path.empty()) names.push_back(port.name.name);
    return names;
  }
  const graph::Port* found = port(*value.item);
  const auto* instance = found ? std::get_if<types::InstanceTypeRef>(&found->type) : nullptr;
  if (!instance) return names;
  for (const types::NamedExtern& item : (*instance)->exports) names.push_back(item.name.name);
  return names;
}

Result<Value> GraphWriter::access(const Value& value, const Name& name) {
  const std::vector<std::string> names = exportsOf(value);
  std::optional<std::string> found;
  if (std::find(names.begin(), names.end(), name.text) != names.end())
    found = name.text;
  else if (!name.quoted)
    found = byLastPart(names, name.text);
  if (!found) {
    return failAt(ErrorCode::NoSuchPort, name.place,
                  concat("there is no export `", name.text, "`; it exports ", listed(names)));
  }
  if (value.parts) return value.parts->at(*found);
  if (!value.item) return Value{value.node, PortRef{value.node, Side::Export, *found}, *found, nullptr};
  const auto& instance = std::get<types::InstanceTypeRef>(port(*value.item)->type);
  return Value{value.node, partOf(*value.item, *found, instance->find(*found)->type), *found, nullptr};
}

PortRef GraphWriter::partOf(const PortRef& whole, const std::string& name, const types::ExternType& type) {
  const graph::Port* from = port(whole);
  graph::Port part;
  part.path = from->path.empty() ? std::vector<std::string>{whole.name} : from->path;
  part.path.push_back(name);
  part.name = model::ExternName(whole.name + "#" + name);
  part.type = type;
  part.kind = graph::portKindOf(type);
  graph::Node& node = m_graph.nodes.at(whole.node);
  PortRef ref{whole.node, Side::Export, part.name.name};
  if (!node.findExport(ref.name)) node.exports.push_back(std::move(part));
  return ref;
}

Result<PortRef> GraphWriter::whole(const Value& value, const types::InstanceType* wanted,
                                   const std::string& usedAs, Place place) {
  if (value.parts)
    return failAt(ErrorCode::BadSyntax, place, "name one of the exports of what passes its imports on");
  const graph::Node node = m_graph.nodes.at(value.node);
  types::InstanceType type;
  for (const graph::Port& port : node.exports) {
    if (port.path.empty() && (!wanted || wanted->find(port.name.name)))
      type.exports.push_back({port.name, port.type});
  }
  if (type.exports.empty())
    return failAt(ErrorCode::NoSuchPort, place,
                  concat("`", node.name, "` exports nothing that could be passed"));
  graph::Node bundle;
  bundle.id = graph::NodeId(m_graph.nextId++);
  bundle.kind = graph::NodeKind::Bundle;
  bundle.name = graph::freeName(m_graph, node.name + "-exports");
  bundle.nameSource = graph::NameSource::ExternName;
  bundle.imports = graph::portsOf(type.exports);
  const types::InstanceTypeRef finished = types::finish(std::move(type));
  bundle.exports.push_back({model::ExternName(usedAs), finished, graph::PortKind::Instance, false});
  bundle.exports.back().kind = graph::portKindOf(bundle.exports.back().type);
  const PortRef out{bundle.id, Side::Export, usedAs};
  for (const graph::Port& port : bundle.imports) {
    const graph::EdgeId id(m_graph.nextId++);
    m_graph.edges.emplace(
        id,
        graph::Edge{
            id, {value.node, Side::Export, port.name.name}, {bundle.id, Side::Import, port.name.name}, {}});
  }
  m_graph.nodes.emplace(bundle.id, std::move(bundle));
  return out;
}

Result<void> GraphWriter::connect(const Value& value, const PortRef& consumer, Place place) {
  const graph::Port to = *port(consumer);
  const auto* wanted = std::get_if<types::InstanceTypeRef>(&to.type);
  PortRef provider;
  if (value.item) {
    provider = *value.item;
  } else {
    if (!wanted) {
      return failAt(ErrorCode::TypeMismatch, place,
                    concat("`", consumer.name, "` takes no instance; name one of its exports"));
    }
    SB_TRY(provider, whole(value, wanted->get(), to.name.name, place));
  }
  const graph::Verdict verdict = graph::judgeConnection(m_graph, provider, consumer);
  std::string why = verdict.sentence;
  for (const std::string& detail : verdict.details) why += "; " + detail;
  if (!verdict.fits()) {
    const bool otherName = verdict.kind == graph::Verdict::Kind::OtherInterface;
    const auto problem = otherName ? misfit(port(provider)->type, to.type) : std::nullopt;
    if (problem) why = problem->message;
    if (!otherName || problem)
      return failAt(ErrorCode::TypeMismatch, place, concat("`", consumer.name, "`: ", why));
  }
  const graph::EdgeId id(m_graph.nextId++);
  m_graph.edges.emplace(id, graph::Edge{id, provider, consumer, {}});
  return {};
}

Result<void> GraphWriter::leaveToHost(const PortRef& consumer) {
  const graph::Port* host = m_graph.nodes.at(m_graph.host).findExport(consumer.name);
  if (host && host->pinned) {
    return fail(
        ErrorCode::DuplicateName,
        concat("`", consumer.name, "` is imported by name and left to the host as well; pass the import"));
  }
  SB_TRY(const graph::Edit edit, graph::leaveToHost(m_graph, consumer));
  SB_TRY_VOID(graph::apply(m_graph, edit));
  return {};
}

Result<void> GraphWriter::exportValue(const Value& value, const std::string& name, Place place) {
  PortRef from;
  if (value.item) {
    from = *value.item;
  } else {
    SB_TRY(from, whole(value, nullptr, name, place));
  }
  const Result<graph::Edit> edit = graph::exportPort(m_graph, from, name);
  if (!edit) return failAt(edit.error().code, place, edit.error().message);
  SB_TRY_VOID(graph::apply(m_graph, *edit));
  return {};
}

}  // namespace sb::wac
