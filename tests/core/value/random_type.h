// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/types/type.h"

namespace sb::test {

/// A pseudo-random value type, every kind but handles when `handles` is off. `next` gives 64 random bits.
inline types::ValType randomType(const std::function<std::uint64_t()>& next, unsigned depth, bool handles) {
  using namespace types;
  const auto below = [&next](std::uint64_t limit) { return next() % limit; };
  const auto inner = [&] { return randomType(next, depth - 1, handles); };
  if (depth == 0 || below(4) == 0) {
    if (handles && below(8) == 0)
      return makeType(Own{std::make_shared<Resource>(Resource{"cat", false, 0x7f}), 0});
    return makeType(static_cast<Primitive>(below(13)));
  }
  const auto labels = [&](const char* prefix, std::uint64_t count) {
    std::vector<std::string> out;
    for (std::uint64_t i = 0; i < count; ++i) out.push_back(prefix + std::to_string(i));
    return out;
  };
  switch (below(11)) {
    case 0: {
      Record record;
      for (const std::string& name : labels("field-", 1 + below(4))) record.fields.push_back({name, inner()});
      return makeType(std::move(record), "rec");
    }
    case 1: {
      Variant variant;
      for (const std::string& name : labels("case-", 1 + below(4)))
        variant.cases.push_back({name, below(3) ? inner() : nullptr});
      return makeType(std::move(variant), "var");
    }
    case 2:
    case 3: return makeType(List{inner()});
    case 4: return makeType(FixedList{inner(), static_cast<std::uint32_t>(1 + below(4))});
    case 5: {
      Tuple tuple;
      for (std::uint64_t i = 1 + below(4); i > 0; --i) tuple.types.push_back(inner());
      return makeType(std::move(tuple));
    }
    case 6: return makeType(Flags{labels("flag-", 1 + below(32))}, "flags");
    case 7: return makeType(Enum{labels("label-", 1 + below(300))}, "en");
    case 8: return makeType(Option{inner()});
    case 9: return makeType(ResultType{below(4) ? inner() : nullptr, below(4) ? inner() : nullptr});
    default: return makeType(Map{makeType(Primitive::String), inner()});
  }
}

}  // namespace sb::test
