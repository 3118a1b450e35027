// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/graph/wire_route.h"

namespace sb::graph {

/// The lines of a picture's wires among the bodies of its nodes.
class WireLines {
 public:
  explicit WireLines(std::vector<WireBody> bodies);
  /// The way round the bodies that `curve`, flattened, runs through; empty when it runs through none, or when
  /// there is no way.
  WireLine around(const WireLine& curve, unsigned lane) const;

 private:
  std::vector<WireBody> crossed(const WireLine& line) const;
  std::vector<WireBody> m_bodies;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> m_cells;  ///< bodies by the squares they lie in
};

/// The point at this share (0…1) of the length of a line.
WirePoint pointAlong(const WireLine& line, double share);

}  // namespace sb::graph
