// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <map>

#include "core/adapt/lift_plan.h"
#include "core/support/match.h"

// How large lifting a type would be, before anything is planned: hostile types are refused by this number.
namespace sb::adapt {
namespace {

constexpr std::uint32_t Saturated = 0x4000'0000;

class Weigher {
 public:
  std::uint64_t weigh(const types::ValType& type) {
    if (!type) return 0;
    const auto known = m_known.find(type.get());
    if (known != m_known.end()) return known->second;
    const std::uint64_t weight = std::min<std::uint64_t>(Saturated, 1 + inner(*type));
    m_known[type.get()] = weight;
    return weight;
  }

 private:
  std::uint64_t inner(const types::ValTypeNode& type) {
    return match(
        type.kind, [](types::Primitive) -> std::uint64_t { return 0; },
        [&](const types::Record& t) -> std::uint64_t {
          std::uint64_t sum = 0;
          for (const types::Field& field : t.fields) sum += 1 + weigh(field.type);
          return sum;
        },
        [&](const types::Variant& t) -> std::uint64_t {
          std::uint64_t sum = 0;
          for (const types::Case& c : t.cases) sum += 1 + weigh(c.type);
          return sum;
        },
        [&](const types::List& t) -> std::uint64_t { return weigh(t.element); },
        [&](const types::FixedList& t) -> std::uint64_t { return t.length * weigh(t.element); },
        [&](const types::Tuple& t) -> std::uint64_t {
          std::uint64_t sum = 0;
          for (const types::ValType& part : t.types) sum += weigh(part);
          return sum;
        },
        [](const types::Flags& t) -> std::uint64_t { return t.labels.size(); },
        [](const types::Enum& t) -> std::uint64_t { return t.labels.size(); },
        [&](const types::Option& t) -> std::uint64_t { return weigh(t.type); },
        [&](const types::ResultType& t) -> std::uint64_t { return weigh(t.ok) + weigh(t.error); },
        [](const types::Own&) -> std::uint64_t { return 0; },
        [](const types::Borrow&) -> std::uint64_t { return 0; },
        [](const types::Stream&) -> std::uint64_t { return 0; },
        [](const types::Future&) -> std::uint64_t { return 0; },
        [&](const types::Map& t) -> std::uint64_t { return 1 + weigh(t.key) + weigh(t.value); });
  }

  std::map<const types::ValTypeNode*, std::uint64_t> m_known;
};

}  // namespace

std::uint32_t liftWeight(const types::ValType& type) {
  return static_cast<std::uint32_t>(Weigher().weigh(type));
}

}  // namespace sb::adapt
