// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/stand_alone.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/graph/index_mapper.h"
#include "core/graph/reaches_out.h"
#include "core/graph/scope_items.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::graph {
namespace {

using model::Sort;
using model::SortIdx;

/// Bytes made from a part of a file.
class Derived final : public ByteOwner {
 public:
  Derived(SharedBytes whole, SharedBytes made) : m_whole(std::move(whole)), m_made(std::move(made)) {}
  ByteSpan span() const override { return m_whole->span(); }

 private:
  SharedBytes m_whole, m_made;
};

/// Copies definitions of enclosing scopes to the front of a component.
class Closer {
 public:
  Closer(const std::vector<const model::Component*>& enclosing, CopyBudget& budget) : m_budget(budget) {
    const Scope* parent = nullptr;
    for (auto at = enclosing.rbegin(); at != enclosing.rend(); ++at) {
      m_scopes.push_back({*at, nullptr, parent});
      parent = &m_scopes.back();
    }
    m_around = parent;
  }

  Result<model::Component> close(const model::Component& nested) {
    model::Component out = nested;
    // Once to see what is reached, once more when it is known how far everything moves.
    model::Component seen = nested;
    IndexMapper([this](Sort sort, std::uint32_t outwards, std::uint32_t index) {
      return outwards == 0 ? index : bring(above(m_around, outwards - 1), sort, index);
    }).component(seen);
    if (m_error) return tl::unexpected<Error>(*std::move(m_error));
    const std::array<std::uint32_t, SortCount> moved = m_counts;
    if (moved[at(Sort::CoreType)] != 0 && hasRawTypes(nested))
      return unsupported("it reaches core types outside of it and has some that refer to others");
    IndexMapper([this, &moved](Sort sort, std::uint32_t outwards, std::uint32_t index) {
      return outwards == 0 ? index + moved[at(sort)] : bring(above(m_around, outwards - 1), sort, index);
    }).component(out);
    if (m_error) return tl::unexpected<Error>(*std::move(m_error));
    for (model::Section& section : out.sections) dropMovedNames(section);
    out.sections.insert(out.sections.begin(), std::make_move_iterator(m_front.begin()),
                        std::make_move_iterator(m_front.end()));
    return out;
  }

 private:
  static constexpr std::size_t SortCount = static_cast<std::size_t>(Sort::Instance) + 1;
  static constexpr std::size_t at(Sort sort) { return static_cast<std::size_t>(sort); }

  static tl::unexpected<Error> unsupported(std::string why) {
    return fail(ErrorCode::UnsupportedFeature, std::move(why));
  }
  std::uint32_t stop(std::string why) {
    if (!m_error) m_error = unsupported(std::move(why)).value();
    return 0;
  }

  bool spend(std::uint64_t amount) {
    const bool enough = amount <= m_budget.left;
    m_budget.left -= enough ? amount : m_budget.left;
    if (!enough && !m_error)
      m_error = fail(ErrorCode::LimitExceeded, "it reaches more outside of it than is copied").value();
    return enough;
  }

  static const Scope* above(const Scope* scope, std::uint32_t count) {
    for (; scope && count > 0; --count) scope = scope->parent;
    return scope;
  }

  /// The index that a definition of `scope` has at the front; copies it there when it is not yet.
  std::uint32_t bring(const Scope* scope, Sort sort, std::uint32_t index) {
    if (m_error) return 0;
    if (!scope) return stop("an outer alias leads out of the file");
    constexpr std::uint64_t StepsOfOne = 64;
    if (!spend(StepsOfOne)) return 0;
    const auto key = std::make_tuple(scope->component, scope->declarations, sort, index);
    if (const auto known = m_known.find(key); known != m_known.end()) return known->second;
    if (!m_visiting.insert(key).second) return stop("an alias leads to itself");
    if (!spend(index)) return 0;  // the definition is looked for from the first one on
    constexpr std::size_t MostDepth = 1'000;
    if (m_visiting.size() > MostDepth)
      return stop("definitions outside of it refer to each other too deeply");
    const std::uint32_t made = copy(*scope, sort, index);
    m_visiting.erase(key);
    m_known.emplace(key, made);
    return made;
  }

  std::uint32_t copy(const Scope& scope, Sort sort, std::uint32_t index) {
    const std::optional<ScopeItem> found = itemOf(scope, sort, index);
    if (!found) return stop(concat(model::sortName(sort), " ", std::to_string(index), " does not exist"));
    return match(
        *found, [&](const model::TypeDef* type) { return copyType(scope, *type); },
        [&](const model::CoreTypeDef* type) { return copyCoreType(scope, *type); },
        [&](const model::CoreModule* module) {
          if (!spend(module->bytes.size())) return std::uint32_t(0);
          return push(Sort::CoreModule, {model::CoreModuleSection{*module}, {}});
        },
        [&](const model::ComponentSection* nested) { return copyComponent(scope, *nested); },
        [&](const model::AliasOuter* outer) {
          return bring(above(&scope, outer->count), outer->sort, outer->index);
        },
        [&](const model::AliasExport* alias) { return exported(scope, *alias); },
        [&](const SortIdx& same) { return bring(&scope, same.sort, same.index); },
        [&](const ImportedItem& import) {
          return stop(concat("it uses ", model::sortName(sort), " `", import.name,
                             "`, which an enclosing component imports"));
        });
  }

  IndexMapper mapperFor(const Scope& scope) {
    return IndexMapper([this, &scope](Sort sort, std::uint32_t outwards, std::uint32_t index) {
      return bring(above(&scope, outwards), sort, index);
    });
  }

  std::uint32_t copyType(const Scope& scope, const model::TypeDef& type) {
    if (std::holds_alternative<model::ResourceDef>(type.kind))
      return stop("it uses a resource that an enclosing component defines");
    model::TypeDef made = type;
    mapperFor(scope).type(made.kind);
    return push(Sort::Type, {model::TypeSection{{std::move(made)}}, {}});
  }

  std::uint32_t copyCoreType(const Scope& scope, const model::CoreTypeDef& type) {
    if (std::holds_alternative<model::CoreTypeRaw>(type.type))
      return stop("it uses a core type that may refer to others");
    model::CoreTypeDef made = type;
    mapperFor(scope).coreType(made);
    return push(Sort::CoreType, {model::CoreTypeSection{{std::move(made)}}, {}});
  }

  std::uint32_t copyComponent(const Scope& scope, const model::ComponentSection& section) {
    if (!spend(section.component->bytes.size())) return 0;
    model::Component made = *section.component;
    mapperFor(scope).component(made, 1);
    return push(Sort::Component,
                {model::ComponentSection{std::make_shared<const model::Component>(std::move(made))}, {}});
  }

  std::uint32_t push(Sort sort, model::Section section) {
    m_front.push_back(std::move(section));
    return m_counts[at(sort)]++;
  }

  /// An export of an instance: what the instance was made of says what it is.
  std::uint32_t exported(const Scope& scope, const model::AliasExport& alias) {
    const InstanceOrigin origin = originOf(scope, alias.instance.value);
    return match(
        origin, [&](const UnknownInstance& unknown) { return stop(unknown.why); },
        [&](const model::InlineExports* bundle) {
          for (const model::InlineExport& item : bundle->exports)
            if (item.name.name == alias.name) return bring(&scope, item.item.sort, item.item.index);
          return stop(concat("an instance has no export `", alias.name, "`"));
        },
        [&](const model::InstanceTypeDef* type) {
          const Scope& inner = scopeOf(nullptr, &type->declarations, &scope);
          const std::optional<SortIdx> item = exportOf(inner, alias.name);
          return item ? bring(&inner, item->sort, item->index)
                      : stop(concat("it uses `", alias.name,
                                    "` of an instance that an enclosing component imports"));
        },
        [&](const model::Component* component) {
          const Scope& inner = scopeOf(component, nullptr, &scope);
          const std::optional<SortIdx> item = exportOf(inner, alias.name);
          return item ? bring(&inner, item->sort, item->index)
                      : stop(concat("an instance has no export `", alias.name, "`"));
        });
  }

  const Scope& scopeOf(const model::Component* component, const std::vector<model::Declarator>* declarations,
                       const Scope* parent) {
    for (const Scope& known : m_scopes)
      if (known.component == component && known.declarations == declarations) return known;
    m_scopes.push_back({component, declarations, parent});
    return m_scopes.back();
  }

  static bool hasRawTypes(const model::Component& component) {
    return std::any_of(component.sections.begin(), component.sections.end(), [](const auto& section) {
      const auto* types = std::get_if<model::CoreTypeSection>(&section.content);
      return types && std::any_of(types->items.begin(), types->items.end(), [](const auto& type) {
               return std::holds_alternative<model::CoreTypeRaw>(type.type);
             });
    });
  }

  /// Names of definitions that have other numbers now are left out (they are for people to read); those of
  /// instances and functions stay.
  void dropMovedNames(model::Section& section) const {
    auto* custom = std::get_if<model::CustomSection>(&section.content);
    if (!custom || custom->name != "component-name") return;
    Bytes kept;
    for (std::size_t start = 0; start < custom->payload.size();) {
      std::size_t next = start + 1;
      std::uint64_t size = 0;
      for (unsigned shift = 0; next < custom->payload.size() && shift < 35; shift += 7) {
        const std::uint8_t byte = custom->payload[next++];
        size |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) break;
      }
      const std::size_t end = next + static_cast<std::size_t>(size);
      if (end > custom->payload.size() || end < next) break;
      constexpr std::uint8_t SortNames = 1;
      if (custom->payload[start] != SortNames ||
          !isMoved(ByteSpan(custom->payload).subspan(next, end - next)))
        kept.insert(kept.end(), custom->payload.begin() + static_cast<std::ptrdiff_t>(start),
                    custom->payload.begin() + static_cast<std::ptrdiff_t>(end));
      start = end;
    }
    custom->payload = std::move(kept);
  }

  /// `names` begins with the sort (Binary.md, "Instance Definitions", `sort`).
  bool isMoved(ByteSpan names) const {
    if (names.empty()) return false;
    constexpr std::uint8_t Core = 0, CoreType = 0x10, CoreModule = 0x11, Type = 3, Component = 4;
    if (names[0] == Type) return m_counts[at(Sort::Type)] != 0;
    if (names[0] == Component) return m_counts[at(Sort::Component)] != 0;
    if (names[0] != Core || names.size() < 2) return false;
    if (names[1] == CoreType) return m_counts[at(Sort::CoreType)] != 0;
    return names[1] == CoreModule && m_counts[at(Sort::CoreModule)] != 0;
  }

  using Key = std::tuple<const model::Component*, const std::vector<model::Declarator>*, Sort, std::uint32_t>;
  std::deque<Scope> m_scopes;  ///< they refer to each other
  const Scope* m_around = nullptr;
  std::vector<model::Section> m_front;
  std::array<std::uint32_t, SortCount> m_counts = {};
  std::map<Key, std::uint32_t> m_known;
  std::set<Key> m_visiting;
  std::optional<Error> m_error;
  CopyBudget& m_budget;
};

}  // namespace

Result<std::shared_ptr<const model::Component>> standAlone(
    const std::shared_ptr<const model::Component>& nested,
    const std::vector<const model::Component*>& enclosing, CopyBudget& budget) {
  if (!reachesOutside(*nested)) return nested;
  SB_TRY(const model::Component closed, Closer(enclosing, budget).close(*nested));
  const SharedBytes made = shareBytes(encode::encodeComponent(closed));
  SB_TRY(model::Component again,
         inContext(decode::decodeComponent(made), "in a component that was made to stand alone"));
  again.owner = nested->owner ? std::make_shared<const Derived>(nested->owner, made) : made;
  again.range = nested->range;
  return std::make_shared<const model::Component>(std::move(again));
}

}  // namespace sb::graph
