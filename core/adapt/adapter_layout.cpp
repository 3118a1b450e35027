// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter_layout.h"

#include <algorithm>

#include "core/adapt/layout_writer.h"
#include "core/adapt/registration_tables.h"
#include "core/support/concat.h"

namespace sb::adapt {

Result<AdapterLayout> LayoutWriter::write() {
  m_out.functions.resize(m_plan.functions.size());
  if (m_plan.numbered) return writeNumbered();
  collectNames(m_plan, m_out.names);
  placeNames();
  placeRefusedResults();
  if (m_plan.tier == 2) {
    placeStaticTables(m_plan, m_out.names, m_layout, m_enumAddresses);
    placeFields(syncFunctions());
    for (const std::size_t i : syncFunctions()) placeReturnParams(i);
  } else {
    placeAreas(syncFunctions());
  }
  if (m_plan.hasSync) placeShared(m_out.sync, {});
  if (m_plan.tier == 2) placeAreas(syncFunctions());
  placeFrames();
  SB_TRY(m_out.memory, m_layout.finish());
  return std::move(m_out);
}

Result<AdapterLayout> LayoutWriter::writeNumbered() {
  if (m_plan.names) {
    collectRegistrationNames(m_plan, m_out.names);
    placeNames();
    m_out.numbered.connection = placeRegistration(m_plan, m_out.names, m_layout);
  }
  placeRefusedResults();
  placeBuffers();
  placeAreas(syncFunctions());
  placeFrames();
  SB_TRY(m_out.memory, m_layout.finish());
  return std::move(m_out);
}

LayoutWriter::Positions LayoutWriter::syncFunctions() const {
  Positions out;
  for (std::size_t i = 0; i < m_plan.functions.size(); ++i)
    if (!m_plan.functions[i].async()) out.push_back(i);
  return out;
}

void LayoutWriter::placeFrames() {
  if (!m_plan.hasAsync) return;
  constexpr std::uint32_t HeadBytes = 4, Heads = 32;
  const RegionId lists = m_layout.place({RegionKind::FreeLists,
                                         Written::Scratch,
                                         "free blocks",
                                         HeadBytes * Heads,
                                         4,
                                         {},
                                         "for each power of two, the first free block of that size"});
  m_layout.freeListsAt(m_layout.address(lists));
  for (std::size_t i = 0; i < m_plan.functions.size(); ++i)
    if (m_plan.functions[i].async()) placeFrame(i);
}

void LayoutWriter::placeFrame(std::size_t i) {
  FunctionPlan& function = m_plan.functions[i];
  FunctionPlaces& places = m_out.functions[i];
  FramePlaces frame;
  frame.busy =
      placeOf(m_layout.place({RegionKind::FrameBusy,
                              Written::Scratch,
                              concat("frame of ", function.name),
                              8,
                              8,
                              {function.name, "", ""},
                              "not 0 while a call uses the frame; another call takes a copy of it"}));
  if (!m_plan.numbered && m_plan.tier == 2) {
    placeScratchOf(function, m_layout);
    placeFields({i});
    placeReturnParams(i);
  }
  placeShared(places.shared, function.name);
  placeAreas({i});
  frame.bytes = m_layout.end() - frame.busy.address;
  places.frame = frame;
}

void LayoutWriter::placeBuffers() {
  PerRun<std::uint32_t> most;
  for (const FunctionPlan& function : m_plan.functions)
    for (const std::optional<WordPlan>* plan : {&function.words, &function.resultWords})
      if (*plan && !(*plan)->hasLists)
        for (const Run run : AllRuns) most[run] = std::max(most[run], (*plan)->most[run]);
  for (const Run run : AllRuns) {
    if (most[run] == 0) continue;
    m_out.numbered.buffers[run] = placeOf(
        m_layout.place({RegionKind::ValueBuffer,
                        Written::Scratch,
                        runName(run),
                        most[run] * runEntryBytes(run),
                        RunAlign,
                        {},
                        concat("at most ", std::to_string(most[run]), " × ",
                               std::to_string(runEntryBytes(run)), " bytes of values without lists")}));
  }
}

void LayoutWriter::placeNames() {
  const RegionId all = m_layout.place({RegionKind::Names,
                                       Written::Static,
                                       "names",
                                       m_out.names.bytes(),
                                       1,
                                       {},
                                       "each distinct name once, in the order of first use"});
  for (const NamePool::Entry& entry : m_out.names.entries()) {
    const auto size = static_cast<std::uint32_t>(entry.text.size());
    const RegionId id = m_layout.part(all, {RegionKind::NameText,
                                            Written::Static,
                                            entry.text,
                                            size,
                                            1,
                                            {},
                                            concat("UTF-8, ", std::to_string(size), " bytes")});
    m_layout.text(m_layout.address(id), entry.text);
  }
}

void LayoutWriter::placeRefusedResults() {
  for (std::size_t i = 0; i < m_plan.functions.size(); ++i) {
    const FunctionPlan& function = m_plan.functions[i];
    if (!function.refused) continue;
    constexpr std::uint32_t Align = 8;
    const auto image = [&](std::uint32_t base) {
      std::string bytes(abi::sizeAlign(function.type->result).size, '\0');
      value::Memory memory;
      memory.allocate = [&](std::uint32_t align, std::uint32_t size) {
        const std::uint32_t at = abi::alignUp(static_cast<std::uint32_t>(bytes.size()), align);
        bytes.resize(at + size, '\0');
        return base + at;
      };
      memory.write = [&](std::uint32_t address, const std::uint8_t* from, std::uint32_t size) {
        std::copy(from, from + size, bytes.begin() + (address - base));
      };
      value::store(*function.refused, function.type->result, base, memory);
      return bytes;
    };
    const auto size = static_cast<std::uint32_t>(image(0).size());
    const Owner owner{function.name, "result", "result"};
    const RegionId id =
        m_layout.place({RegionKind::ReturnArea, Written::Static, concat("refused result of ", function.name),
                        size, Align, owner, "what a call returns that a hook refuses, as its options say"});
    m_layout.text(m_layout.address(id), image(m_layout.address(id)));
    m_out.functions[i].refusedResult = placeOf(id);
  }
}

void LayoutWriter::placeAreas(const Positions& functions) {
  for (const std::size_t i : functions) {
    const FunctionPlan& function = m_plan.functions[i];
    if (!function.hasReturnArea()) continue;
    const abi::SizeAlign size = abi::sizeAlign(function.type->result);
    m_out.functions[i].returnArea =
        placeOf(m_layout.place({RegionKind::ReturnArea,
                                Written::Scratch,
                                concat("result of ", function.name),
                                size.size,
                                size.align,
                                {function.name, "result", "result"},
                                "the callee's result in memory, size and alignment of its type"}));
  }
  for (const std::size_t i : functions) {
    const FunctionPlan& function = m_plan.functions[i];
    // Where blocks are freed one by one, none is taken for what has a fixed size.
    const bool needed = function.words || (m_plan.hasAsync && needsParamsInMemory(m_plan, function));
    if (!needed || function.lifted.paramsIndirect) continue;
    const abi::SizeAlign size = function.paramLayout.whole;
    m_out.functions[i].paramArea = placeOf(m_layout.place(
        {RegionKind::ParamArea,
         Written::Scratch,
         concat("parameters of ", function.name),
         size.size,
         size.align,
         {function.name, "", ""},
         function.words ? "flat parameters, as memory has them"
                        : "flat parameters that hooks see, the callee wants in memory, or the end of "
                          "the call frees"}));
  }
  for (const std::size_t i : functions) {
    const FunctionPlan& function = m_plan.functions[i];
    const bool needed = function.resultWords || (m_plan.hasAsync && function.result);
    if (!needed || function.hasReturnArea()) continue;
    const abi::SizeAlign size = abi::sizeAlign(function.type->result);
    m_out.functions[i].resultSpill = placeOf(m_layout.place({RegionKind::ReturnArea,
                                                             Written::Scratch,
                                                             concat("result of ", function.name),
                                                             size.size,
                                                             size.align,
                                                             {function.name, "result", "result"},
                                                             "the flat result, as memory has it"}));
  }
}

std::uint32_t LayoutWriter::enumsOf(const FieldPlan& field) const {
  const auto found = m_enumAddresses.find(&field);
  return found == m_enumAddresses.end() ? 0 : found->second;
}

Result<AdapterLayout> layOut(AdapterPlan& plan) { return LayoutWriter(plan).write(); }

}  // namespace sb::adapt
