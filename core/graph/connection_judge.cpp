// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/connection_judge.h"

#include <algorithm>

#include "core/graph/port_kind.h"
#include "core/graph/verdict_words.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::graph {
namespace {

std::string_view withoutVersion(std::string_view name) { return name.substr(0, name.find('@')); }
bool isPlain(std::string_view name) { return name.find('/') == std::string_view::npos; }

/// How two extern names relate, before any type is looked at.
enum class NameRelation { Same, StandsIn, OtherVersion, Other };

NameRelation relate(const std::string& provided, const std::string& wanted) {
  if (provided == wanted) return NameRelation::Same;
  if (isPlain(provided) || isPlain(wanted))
    return NameRelation::Same;  // plain names are labels: the type decides
  if (withoutVersion(provided) != withoutVersion(wanted)) return NameRelation::Other;
  return types::standsInByVersion(types::parseInterfaceName(provided), types::parseInterfaceName(wanted))
             ? NameRelation::StandsIn
             : NameRelation::OtherVersion;
}

/// Lets every resource that `expected` only mentions (`use`) stand for the one that `found` has under the
/// same name. Whether it is the right one is asked separately, because an import may still be free.
void bindUsed(const types::ExternType& found, const types::ExternType& expected, types::ResourceMap& map) {
  const auto* foundInstance = std::get_if<types::InstanceTypeRef>(&found);
  const auto* expectedInstance = std::get_if<types::InstanceTypeRef>(&expected);
  if (!foundInstance || !expectedInstance || !*foundInstance || !*expectedInstance) return;
  const auto& defined = (*expectedInstance)->definedResources;
  for (const types::NamedExtern& item : (*expectedInstance)->exports) {
    const auto* wanted = std::get_if<types::TypeOfResource>(&item.type);
    const types::NamedExtern* provided = wanted ? (*foundInstance)->find(item.name.name) : nullptr;
    const auto* own = provided ? std::get_if<types::TypeOfResource>(&provided->type) : nullptr;
    if (own && std::find(defined.begin(), defined.end(), wanted->resource) == defined.end()) {
      map.emplace(wanted->resource.get(), own->resource);
    }
  }
}

}  // namespace

struct ConnectionJudge::Ends {
  const PortRef& provider;
  const PortRef& consumer;
  const Port* from;
  const Port* to;
};

GraphIndex& ConnectionJudge::index() {
  if (!m_index) m_index.emplace(m_graph);
  return *m_index;
}

std::optional<types::Mismatch> ConnectionJudge::difference(const Ends& ends) {
  types::ResourceMap map;
  bindUsed(ends.from->type, ends.to->type, map);
  if (auto mismatch = types::fits(ends.from->type, ends.to->type, map)) return mismatch;
  return map.empty() ? std::nullopt : otherOrigin(ends);
}

/// A resource that both ends use has to come from one place (component-model.md 3.2): looked up through the
/// connections that are there already.
std::optional<types::Mismatch> ConnectionJudge::otherOrigin(const Ends& ends) {
  const auto* found = std::get_if<types::InstanceTypeRef>(&ends.from->type);
  const auto* expected = std::get_if<types::InstanceTypeRef>(&ends.to->type);
  if (!found || !expected || ends.consumer.node == m_graph.host) return std::nullopt;
  ResourceOrigins origins(m_graph);
  for (const types::NamedExtern& item : (*expected)->exports) {
    const auto* wanted = std::get_if<types::TypeOfResource>(&item.type);
    const types::NamedExtern* provided = wanted ? (*found)->find(item.name.name) : nullptr;
    const auto* own = provided ? std::get_if<types::TypeOfResource>(&provided->type) : nullptr;
    const auto& defined = (*expected)->definedResources;
    if (!own || std::find(defined.begin(), defined.end(), wanted->resource) != defined.end()) continue;
    const auto theirs = origins.of(ends.provider.node, own->resource.get());
    const auto mine = origins.of(ends.consumer.node, wanted->resource.get());
    if (!theirs || !mine || *theirs == *mine) continue;
    types::Mismatch mismatch;
    mismatch.path = {concat("resource `", item.name.name, "`")};
    mismatch.message = concat("both ends use ", item.name.name, ", but of different origin");
    mismatch.found = words::origin(m_graph, *theirs);
    mismatch.expected = words::origin(m_graph, *mine);
    return mismatch;
  }
  return std::nullopt;
}

Verdict::Kind ConnectionJudge::decide(const Ends& ends) {
  using Kind = Verdict::Kind;
  const std::string& provided = interfaceOf(*ends.from);
  const std::string& wanted = interfaceOf(*ends.to);
  const bool toHost = ends.consumer.node == m_graph.host;  // exports of the composition may have any name
  const NameRelation relation = toHost ? NameRelation::Same : relate(provided, wanted);
  if (relation == NameRelation::Other) return Kind::OtherInterface;
  const bool sameName = provided == wanted;
  if (ends.from->type.index() != ends.to->type.index())
    return sameName ? Kind::DoesNotFit : Kind::OtherInterface;
  if (relation == NameRelation::OtherVersion) return Kind::DoesNotFit;
  if (difference(ends))
    return sameName || relation == NameRelation::StandsIn ? Kind::DoesNotFit : Kind::OtherInterface;
  if (!index().loopOf(ends.provider, ends.consumer).empty()) return Kind::Loop;
  return relation == NameRelation::StandsIn ? Kind::ByVersion : Kind::SameType;
}

Verdict::Kind ConnectionJudge::kindOf(const PortRef& provider, const PortRef& consumer) {
  const Port* from = m_graph.find(provider);
  const Port* to = m_graph.find(consumer);
  if (provider.side != Side::Export || consumer.side != Side::Import || !from || !to)
    return Verdict::Kind::WrongSide;
  return decide({provider, consumer, from, to});
}

Verdict ConnectionJudge::judge(const PortRef& a, const PortRef& b) {
  using Kind = Verdict::Kind;
  Verdict verdict;
  verdict.kind = Kind::WrongSide;
  if (a.side == b.side) {
    verdict.sentence = a.side == Side::Export ? "Both are exports: connect an export to an import"
                                              : "Both are imports: connect an import to an export";
    return verdict;
  }
  const Ends ends = a.side == Side::Export ? Ends{a, b, m_graph.find(a), m_graph.find(b)}
                                           : Ends{b, a, m_graph.find(b), m_graph.find(a)};
  if (!ends.from || !ends.to) {
    verdict.sentence = "This port is not there any more";
    return verdict;
  }
  const std::string provider = words::node(m_graph, ends.provider.node);
  const std::string& provided = interfaceOf(*ends.from);
  const std::string& wanted = interfaceOf(*ends.to);
  verdict.kind = decide(ends);
  switch (verdict.kind) {
    case Kind::SameType:
      verdict.sentence = concat(provider, " fits");
      verdict.details = {concat("Same type. ", words::contents(ends.from->type))};
      break;
    case Kind::ByVersion: {
      const std::string newer = types::parseInterfaceName(provided).version;
      const std::string older = types::parseInterfaceName(wanted).version;
      verdict.sentence = concat(provider, " fits by version: ", newer, " can stand in for ", older);
      verdict.details = {concat("The connection will read ≈ ", older, " → ", newer)};
      break;
    }
    case Kind::DoesNotFit: explainMismatch(ends, verdict); break;
    case Kind::OtherInterface:
      verdict.sentence = concat(provider, " provides ", types::parseInterfaceName(provided).withoutVersion(),
                                ", not ", types::parseInterfaceName(wanted).withoutVersion());
      break;
    case Kind::Loop:
      verdict.sentence = concat(
          provider, " would close a loop: ", pathText(m_graph, index().loopOf(ends.provider, ends.consumer)));
      verdict.details = {"Instances cannot import from their own users."};
      break;
    case Kind::WrongSide: break;
  }
  return verdict;
}

void ConnectionJudge::explainMismatch(const Ends& ends, Verdict& verdict) {
  const std::string provider = words::node(m_graph, ends.provider.node);
  const std::string consumer = words::node(m_graph, ends.consumer.node);
  const auto mismatch = difference(ends);
  const NameRelation relation = relate(interfaceOf(*ends.from), interfaceOf(*ends.to));
  const types::InterfaceName provided = types::parseInterfaceName(interfaceOf(*ends.from));
  const types::InterfaceName wanted = types::parseInterfaceName(interfaceOf(*ends.to));
  if (!mismatch) {
    verdict.sentence =
        concat(provider, " does not fit: ", provided.version.empty() ? "no version" : provided.version,
               " cannot stand in for ", wanted.version.empty() ? "no version" : wanted.version);
    verdict.details = {"The types are the same, but the versions are not on one track."};
    return;
  }
  verdict.sentence = concat(provider, " does not fit: ", words::difference(*mismatch));
  verdict.details = words::sides(*mismatch, {provider, ends.from->type}, {consumer, ends.to->type});
  const auto* found = std::get_if<types::InstanceTypeRef>(&ends.from->type);
  const auto* expected = std::get_if<types::InstanceTypeRef>(&ends.to->type);
  if (found && expected) {
    const std::string same = words::unchanged(**found, **expected);
    if (!same.empty()) verdict.details.push_back(same);
  }
  if (relation == NameRelation::OtherVersion && !provided.version.empty() && !wanted.version.empty()) {
    verdict.details.push_back(concat("Versions ", provided.version, " and ", wanted.version, " differ."));
  }
}

Verdict judgeConnection(const Graph& graph, const PortRef& a, const PortRef& b) {
  return ConnectionJudge(graph).judge(a, b);
}

}  // namespace sb::graph
