// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/connection_judge.h"

#include <algorithm>

#include "core/graph/port_kind.h"
#include "core/graph/verdict_words.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"
#include "core/types/mentions.h"

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

}  // namespace

struct ConnectionJudge::Ends {
  const PortRef& provider;
  const PortRef& consumer;
  const Port* from;
  const Port* to;
};

/// A resource that the consumer's interface only uses, and the one of the provider's interface that it stands
/// for.
struct ConnectionJudge::UsedResource {
  std::string name;
  types::ResourceRef wanted, provided;
  std::optional<ResourceOrigin> mine, theirs;  ///< nothing while an import is free
};

GraphIndex& ConnectionJudge::index() {
  if (!m_index) m_index.emplace(m_graph);
  return *m_index;
}

std::optional<types::Mismatch> ConnectionJudge::difference(const Ends& ends) {
  const std::vector<UsedResource> used = usedResources(ends);
  types::ResourceMap map;
  for (const UsedResource& one : used) map.emplace(one.wanted.get(), one.provided);
  if (auto mismatch = types::fits(ends.from->type, ends.to->type, map)) return mismatch;
  if (ends.consumer.node == m_graph.host) return std::nullopt;
  const auto apart = std::find_if(used.begin(), used.end(), [](const UsedResource& one) {
    return one.mine && one.theirs && *one.mine != *one.theirs;
  });
  if (apart == used.end()) return std::nullopt;
  types::Mismatch mismatch;
  mismatch.path = {concat("resource `", apart->name, "`")};
  mismatch.message = concat("both ends use ", apart->name, ", but of different origin");
  mismatch.found = words::origin(m_graph, *apart->theirs);
  mismatch.expected = words::origin(m_graph, *apart->mine);
  return mismatch;
}

/// Which resources have to come from one place (component-model.md 3.2): those that the consumer's interface
/// exports or mentions without introducing them, each with the provider's of the same origin, or else of the
/// same name. Origins are looked up through the connections that are there already.
std::vector<ConnectionJudge::UsedResource> ConnectionJudge::usedResources(const Ends& ends) {
  const auto* found = std::get_if<types::InstanceTypeRef>(&ends.from->type);
  const auto* expected = std::get_if<types::InstanceTypeRef>(&ends.to->type);
  if (!found || !expected || !*found || !*expected) return {};
  const auto exportedBy = [](const types::InstanceType& type) {
    std::vector<types::TypeOfResource> out;
    for (const types::NamedExtern& item : type.exports) {
      if (const auto* own = std::get_if<types::TypeOfResource>(&item.type))
        out.push_back({own->resource, 0, item.name.name});
    }
    return out;
  };
  const auto allOf = [&](const types::InstanceType& type) {
    std::vector<types::TypeOfResource> out = exportedBy(type);
    for (types::TypeOfResource& one : types::mentionsOf(type).resources) out.push_back(std::move(one));
    return out;
  };
  const auto& defined = (*expected)->definedResources;
  std::vector<UsedResource> out;
  const std::vector<types::TypeOfResource> provided = allOf(**found);
  ResourceOrigins origins(m_graph);
  for (const types::TypeOfResource& wanted : allOf(**expected)) {
    if (std::find(defined.begin(), defined.end(), wanted.resource) != defined.end()) continue;
    const auto mine = origins.of(ends.consumer.node, wanted.resource.get());
    std::optional<UsedResource> best;
    for (const types::TypeOfResource& other : provided) {
      const auto theirs = origins.of(ends.provider.node, other.resource.get());
      const bool sameOrigin = mine && theirs && *mine == *theirs;
      if (!sameOrigin && (best || other.name != wanted.name)) continue;
      best = UsedResource{wanted.name, wanted.resource, other.resource, mine, theirs};
      if (sameOrigin && other.name == wanted.name) break;
    }
    if (best) out.push_back(std::move(*best));
  }
  return out;
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
