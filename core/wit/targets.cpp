// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/targets.h"

#include <set>
#include <utility>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::wit {
namespace {

using types::NamedExtern;

/// What provides `name` among the items of the other side: of the same name, else of another version.
struct Counterpart {
  const NamedExtern* item = nullptr;
  const NamedExtern* tooOld = nullptr;      ///< same track, but the provider's version is the older one
  const NamedExtern* otherTrack = nullptr;  ///< the same interface in an incompatible version
};

Counterpart counterpart(const std::vector<NamedExtern>& others, const std::string& name) {
  Counterpart out;
  const types::InterfaceName wanted = types::parseInterfaceName(name);
  const auto version = types::parseSemver(wanted.version);
  for (const NamedExtern& other : others) {
    if (other.name.name == name) return {&other, nullptr, nullptr};
    const types::InterfaceName has = types::parseInterfaceName(other.name.name);
    if (wanted.package.empty() || has.withoutVersion() != wanted.withoutVersion()) continue;
    const bool standsIn = types::standsInByVersion(has, wanted);
    const auto itsVersion = types::parseSemver(has.version);
    const bool sameTrack = version && itsVersion && types::sameTrack(*version, *itsVersion);
    // Of several that stand in, the latest.
    const auto later = [&](const NamedExtern* than) {
      if (than == nullptr) return true;
      const auto known = types::parseSemver(types::parseInterfaceName(than->name.name).version);
      return known && itsVersion && types::compareSemver(*itsVersion, *known) > 0;
    };
    if (standsIn && later(out.item)) out.item = &other;
    if (!standsIn && sameTrack) out.tooOld = &other;
    if (!standsIn && !sameTrack) out.otherTrack = &other;
  }
  return out;
}

/// An instance without its functions: matching it binds the resources it names.
types::InstanceTypeRef typesOnly(const types::InstanceType& type) {
  types::InstanceType out;
  out.definedResources = type.definedResources;
  for (const NamedExtern& item : type.exports) {
    const bool isType = std::holds_alternative<types::TypeOfValue>(item.type) ||
                        std::holds_alternative<types::TypeOfResource>(item.type);
    if (isType) out.exports.push_back(item);
  }
  return types::finish(std::move(out));
}

/// Compares items of both sides and remembers which resource stands for which.
class Matcher {
 public:
  Matcher(const types::ComponentType& component, const types::ComponentType& world)
      : m_component(component), m_world(world) {}

  TargetVerdict run() {
    std::set<const NamedExtern*> used;
    for (const NamedExtern& item : m_component.imports) import(item, used);
    for (const NamedExtern& offered : m_world.imports) {
      if (used.count(&offered) == 0)
        add({TargetItem::Kind::UnusedImport, true, offered.name.name, {}, {}, {}, {}, {}, {}});
    }
    used.clear();
    for (const NamedExtern& wanted : m_world.exports) exported(wanted, used);
    for (const NamedExtern& item : m_component.exports) {
      if (used.count(&item) == 0)
        add({TargetItem::Kind::ExtraExport, false, item.name.name, {}, {}, {}, {}, {}, {}});
    }
    return std::move(m_verdict);
  }

 private:
  void add(TargetItem item) {
    if (isObstacle(item.kind)) m_verdict.fits = false;
    m_verdict.items.push_back(std::move(item));
  }

  void import(const NamedExtern& item, std::set<const NamedExtern*>& used) {
    const std::string& name = item.name.name;
    const Counterpart other = counterpart(m_world.imports, name);
    if (other.item == nullptr) {
      TargetItem out{TargetItem::Kind::SuperfluousImport, true, name, {}, {}, {}, {}, {}, {}};
      out.reason = versionReason(other, "the world offers");
      if (out.reason.empty()) out.reason = "the world does not offer it";
      out.wayOut = "import it in the world, or put a component with this export before it";
      add(std::move(out));
      return;
    }
    used.insert(other.item);
    // What the world offers must satisfy what the component asks for. The component's resources are bound to
    // the world's as they come.
    compare(other.item->type, item.type, m_imported, true, name, other.item->name.name);
  }

  void exported(const NamedExtern& wanted, std::set<const NamedExtern*>& used) {
    const std::string& name = wanted.name.name;
    const Counterpart other = counterpart(m_component.exports, name);
    if (other.item == nullptr) {
      TargetItem out{TargetItem::Kind::MissingExport, false, name, {}, {}, {}, {}, {}, {}};
      out.reason = versionReason(other, "the component has");
      if (out.reason.empty()) out.reason = "the component does not export it";
      out.wayOut = "export it from the component, or remove it from the world";
      add(std::move(out));
      return;
    }
    used.insert(other.item);
    // In the component's exports, its imported resources are those of the world.
    const types::ExternType found = types::substitute(other.item->type, m_imported);
    compare(found, wanted.type, m_exported, false, other.item->name.name, name);
  }

  static std::string versionReason(const Counterpart& other, const char* who) {
    if (other.tooOld != nullptr) return concat(who, " `", other.tooOld->name.name, "`, which is older");
    if (other.otherTrack != nullptr)
      return concat(who, " `", other.otherTrack->name.name, "`, which is not compatible by its version");
    return {};
  }

  void compare(const types::ExternType& found, const types::ExternType& expected, types::ResourceMap& map,
               bool isImport, const std::string& name, const std::string& worldName) {
    const auto* foundInstance = std::get_if<types::InstanceTypeRef>(&found);
    const auto* expectedInstance = std::get_if<types::InstanceTypeRef>(&expected);
    const std::size_t before = m_verdict.items.size();
    const auto differs = [&](const types::Mismatch& why) {
      TargetItem out{
          TargetItem::Kind::Mismatch, isImport, name, {}, why.path, why.expected, why.found, why.message, {}};
      if (name != worldName) out.worldName = worldName;
      out.wayOut = isImport ? "build the component against the world's interface, or the reverse"
                            : "build the component against the world's interface";
      add(std::move(out));
    };
    const auto* foundResource = std::get_if<types::TypeOfResource>(&found);
    const auto* expectedResource = std::get_if<types::TypeOfResource>(&expected);
    // A resource that is imported by itself is whatever the world's is.
    if (foundResource && expectedResource)
      map.emplace(expectedResource->resource.get(), foundResource->resource);
    if (foundInstance && expectedInstance && *foundInstance && *expectedInstance) {
      eachExport(*foundInstance, **expectedInstance, map, differs);
    } else if (const auto why = types::fits(found, expected, map)) {
      differs(*why);
    }
    if (m_verdict.items.size() != before) return;
    TargetItem out{TargetItem::Kind::Fits, isImport, name, {}, {}, {}, {}, {}, {}};
    if (name != worldName) out.worldName = worldName;
    add(std::move(out));
  }

  /// Every difference and not the first only: each item of the instance is compared by itself, types first,
  /// so that what resources stand for is known to all functions.
  template <class OnMismatch>
  static void eachExport(const types::InstanceTypeRef& found, const types::InstanceType& expected,
                         types::ResourceMap& map, OnMismatch differs) {
    const types::InstanceTypeRef names = typesOnly(expected);
    const bool typesFit = !types::fits(types::ExternType(found), types::ExternType(names), map);
    single(found, expected, map, typesFit, differs);
  }

  template <class OnMismatch>
  static void single(const types::InstanceTypeRef& found, const types::InstanceType& expected,
                     types::ResourceMap& map, bool typesFit, OnMismatch differs) {
    for (const NamedExtern& wanted : expected.exports) {
      const bool isType = std::holds_alternative<types::TypeOfValue>(wanted.type) ||
                          std::holds_alternative<types::TypeOfResource>(wanted.type);
      if (isType && typesFit) continue;
      types::InstanceType one;
      if (!typesFit) one.definedResources = expected.definedResources;
      one.exports.push_back(wanted);
      const types::InstanceTypeRef single = types::finish(std::move(one));
      if (const auto why = types::fits(types::ExternType(found), types::ExternType(single), map))
        differs(*why);
    }
  }

  const types::ComponentType& m_component;
  const types::ComponentType& m_world;
  types::ResourceMap m_imported;  ///< the component's resources → the world's
  types::ResourceMap m_exported;  ///< the world's resources → the component's
  TargetVerdict m_verdict;
};

}  // namespace

const char* targetKindName(TargetItem::Kind kind) {
  switch (kind) {
    case TargetItem::Kind::Fits: return "fits";
    case TargetItem::Kind::SuperfluousImport: return "superfluous-import";
    case TargetItem::Kind::MissingExport: return "missing-export";
    case TargetItem::Kind::Mismatch: return "mismatch";
    case TargetItem::Kind::ExtraExport: return "extra-export";
    case TargetItem::Kind::UnusedImport: return "unused-import";
  }
  return "fits";
}

bool isObstacle(TargetItem::Kind kind) {
  switch (kind) {
    case TargetItem::Kind::SuperfluousImport:
    case TargetItem::Kind::MissingExport:
    case TargetItem::Kind::Mismatch: return true;
    case TargetItem::Kind::Fits:
    case TargetItem::Kind::ExtraExport:
    case TargetItem::Kind::UnusedImport: return false;
  }
  return false;
}

TargetVerdict fitsWorld(const types::ComponentTypeRef& component, const types::ComponentTypeRef& world) {
  return Matcher(*component, *world).run();
}

}  // namespace sb::wit
