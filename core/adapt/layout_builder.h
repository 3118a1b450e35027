// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/adapt/memory_layout.h"
#include "core/adapt/name_pool.h"
#include "core/support/result.h"

namespace sb::adapt {

/// Places regions one behind the other from address 0, with padding regions where alignment leaves a gap, and
/// collects the initial content. Parts of a record are placed right after the record, in its order.
class LayoutBuilder {
 public:
  struct Spec {
    RegionKind kind = RegionKind::Padding;
    Written written = Written::Static;
    std::string name;
    std::uint32_t size = 0, align = 1;
    Owner owner;
    std::string why;
  };
  RegionId place(Spec spec);
  /// A part at the next aligned offset inside `parent`, which must be the region placed last or one it is a
  /// part of.
  RegionId part(RegionId parent, Spec spec);
  /// Fills what is left of a region behind its last part with padding.
  void closeParts(RegionId parent);

  std::uint32_t address(RegionId id) const { return m_layout.regions[id.value].offset; }
  std::uint32_t end() const { return m_end; }
  void freeListsAt(std::uint32_t address) { m_layout.freeLists = address; }
  void u8(std::uint32_t address, std::uint8_t value);
  void u32(std::uint32_t address, std::uint32_t value);
  void name(std::uint32_t address, NameRef ref);
  void text(std::uint32_t address, const std::string& content);
  /// Makes sure that the initial content reaches to the end of this region, also where it is zero.
  void cover(RegionId id);

  /// Errors: LimitExceeded when the static part does not fit in 2 GiB.
  Result<MemoryLayout> finish();

 private:
  RegionId add(std::optional<RegionId> parent, std::uint32_t offset, Spec spec);
  void pad(std::optional<RegionId> parent, std::uint32_t from, std::uint32_t to, const std::string& why);
  void reach(std::uint32_t end);

  MemoryLayout m_layout;
  std::uint32_t m_end = 0;
  std::vector<std::uint32_t> m_partEnd;  ///< per region: end of its last part
  bool m_tooLarge = false;
};

}  // namespace sb::adapt
