// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter_layout.h"

#include <algorithm>

#include "core/adapt/layout_builder.h"
#include "core/adapt/registration_tables.h"
#include "core/adapt/static_tables.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

using Spec = LayoutBuilder::Spec;

constexpr std::uint32_t FieldSize = 60, CallIdSize = 24, CallParamsSize = 32, ReturnParamsSize = 80;

class LayoutWriter {
 public:
  explicit LayoutWriter(AdapterPlan& plan) : m_plan(plan) {}

  Result<AdapterLayout> write() {
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

 private:
  Place placeOf(RegionId id) const { return {id, m_layout.address(id)}; }

  /// Only what a registration reads is in the file. All else is written before it is read.
  Result<AdapterLayout> writeNumbered() {
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

  using Positions = std::vector<std::size_t>;

  Positions syncFunctions() const {
    Positions out;
    for (std::size_t i = 0; i < m_plan.functions.size(); ++i)
      if (!m_plan.functions[i].async()) out.push_back(i);
    return out;
  }

  void placeFrames() {
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

  void placeFrame(std::size_t i) {
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

  /// Hooks are called synchronously and values are written just before, so one set of buffers serves all
  /// calls.
  void placeBuffers() {
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

  void placeNames() {
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

  /// The members of `field-tree`, at the next place in `parent`.
  TreePlaces placeTree(RegionId parent, const Owner& owner, const FieldPlan* field, std::uint32_t enums) {
    const TableCounts counts = field ? field->plan.counts : TableCounts{};
    const PerTable<bool> used = field ? tablesUsed(field->plan) : PerTable<bool>{};
    const auto slice = [&](const char* name, std::uint32_t bytes, std::uint32_t count, bool patched) {
      const Written written = patched ? Written::Patched : Written::Static;
      const RegionId id = m_layout.part(
          parent, {RegionKind::FieldPart, written, concat("tree.", name), 8, 4, owner,
                   concat("pointer and length of a list, ", std::to_string(bytes), " bytes each")});
      m_layout.u32(m_layout.address(id) + 4, count);
      return placeOf(id);
    };
    TreePlaces out;
    const auto filled = [&](Table table) {
      out[table] = slice(tableName(table), entryBytes(table), counts[table], used[table]);
    };
    filled(Table::Cells);
    filled(Table::Records);
    filled(Table::Flags);
    const std::uint32_t enumEntries = field ? field->enumEntries : 0;
    const Place enumInfos = slice("enum-infos", 16, enumEntries, false);
    m_layout.u32(enumInfos.address, enumEntries ? enums : 0);
    filled(Table::Variants);
    filled(Table::Handles);
    const RegionId root =
        m_layout.part(parent, {RegionKind::FieldPart, Written::Static, "tree.root", 4, 4, owner,
                               "number of the root cell, the last one outside of lists"});
    m_layout.u32(m_layout.address(root), field ? field->plan.root.cell : 0);
    return out;
  }

  void placeFields(const Positions& functions) {
    std::uint32_t count = 0;
    for (const std::size_t i : functions)
      count += static_cast<std::uint32_t>(m_plan.functions[i].params.size());
    if (count == 0) return;
    const RegionId blob =
        m_layout.place({RegionKind::FieldBlob,
                        Written::Patched,
                        "argument fields",
                        FieldSize * count,
                        4,
                        {},
                        concat(std::to_string(count), " × 60 bytes: one field for each parameter")});
    for (const std::size_t i : functions) {
      FunctionPlaces& places = m_out.functions[i];
      for (const FieldPlan& field : m_plan.functions[i].params) {
        const Owner owner{m_plan.functions[i].name, field.name, field.name};
        const RegionId record =
            m_layout.part(blob, {RegionKind::Field, Written::Patched, concat(owner.function, " ", field.name),
                                 FieldSize, 4, owner, "field: name at 0, tree at 8; 60 bytes, align 4"});
        if (places.fields.empty()) places.firstField = m_layout.address(record);
        const RegionId name = m_layout.part(record, {RegionKind::FieldPart, Written::Static, "name", 8, 4,
                                                     owner, "pointer and length of a string"});
        m_layout.name(m_layout.address(name), m_out.names[field.name]);
        places.fieldRegions.push_back(record);
        places.fields.push_back(placeTree(record, owner, &field, enumsOf(field)));
      }
    }
  }

  /// A call-id inside `parent`. Static names are those of the function, when it is known.
  CallIdPlaces placeCallId(RegionId parent, const Owner& owner, Written written, const char* prefix) {
    const bool fixed = written == Written::Static;
    const auto member = [&](const char* name, Written when, const char* why) {
      return placeOf(
          m_layout.part(parent, {RegionKind::FieldPart, when, concat(prefix, name), 8, 4, owner, why}));
    };
    CallIdPlaces out;
    out.interfaceName = member("interface-name", written, "pointer and length of a string");
    out.functionName = member("function-name", written, "pointer and length of a string");
    out.id = placeOf(
        m_layout.part(parent, {RegionKind::FieldPart, fixed ? Written::Patched : written,
                               concat(prefix, "id"), 8, 8, owner, "u64, behind two strings of 8 bytes"}));
    if (fixed) {
      m_layout.name(out.interfaceName.address, m_out.names[m_plan.interfaceName]);
      m_layout.name(out.functionName.address, m_out.names[owner.function]);
    }
    return out;
  }

  void placeReturnParams(std::size_t i) {
    if (!m_plan.liftsResult()) return;
    const FunctionPlan& function = m_plan.functions[i];
    FunctionPlaces& places = m_out.functions[i];
    const Owner owner{function.name, "result", "result"};
    const RegionId record = m_layout.place({RegionKind::ReturnParams, Written::Patched,
                                            concat("return ", function.name), ReturnParamsSize, 8, owner,
                                            "call-id 24 bytes, option<field-tree> 56 bytes, align 8"});
    m_layout.cover(record);
    places.returnParams = placeOf(record);
    places.returnId = placeCallId(record, owner, Written::Static, "call.").id;
    const RegionId some =
        m_layout.part(record, {RegionKind::FieldPart, Written::Static, "result", 1, 1, owner,
                               "discriminant of option<field-tree>: 1 when there is a result"});
    if (function.result) m_layout.u8(m_layout.address(some), 1);
    const FieldPlan* field = function.result ? &*function.result : nullptr;
    places.result = placeTree(record, owner, field, field ? enumsOf(*field) : 0);
    m_layout.closeParts(record);
  }

  /// `function`: the asynchronous function it belongs to; empty for what the synchronous ones share.
  void placeShared(SharedPlaces& shared, const std::string& function) {
    const std::string kind = function.empty() ? std::string() : concat(" of ", function);
    const Owner owner{function, {}, {}};
    if (m_plan.asyncHooks || !function.empty()) {
      shared.eventSlot =
          placeOf(m_layout.place({RegionKind::EventSlot, Written::Scratch, concat("event", kind), 8, 8, owner,
                                  "two u32 that waitable-set.wait writes"}));
    }
    const std::optional<HookPlan>& verdict = m_plan.verdict ? m_plan.verdict : m_plan.outer.verdict;
    const auto writes = [](const std::optional<HookPlan>& hook) {
      return hook && hook->lowered.resultIndirect;
    };
    if (writes(m_plan.verdict) || writes(m_plan.outer.verdict)) {
      shared.verdict = placeOf(
          m_layout.place({RegionKind::BlockResult,
                          Written::Scratch,
                          concat("verdict", kind),
                          4,
                          4,
                          {},
                          concat("bool that the ", momentName(verdict->hook->moment), " hook writes")}));
    }
    if (m_plan.numbered) return;
    if (m_plan.tier == 1) {
      const RegionId id = m_layout.place({RegionKind::CallId,
                                          Written::Scratch,
                                          concat("call-id", kind),
                                          CallIdSize,
                                          8,
                                          {},
                                          "two strings and a u64: 24 bytes, align 8"});
      shared.callParams = placeOf(id);
      shared.callId = placeCallId(id, {}, Written::Scratch, "");
    } else if (m_plan.liftsParams() || m_plan.outer.any()) {
      const RegionId id = m_layout.place({RegionKind::CallParams,
                                          Written::Scratch,
                                          concat("on-call", kind),
                                          CallParamsSize,
                                          8,
                                          {},
                                          "call-id 24 bytes, list of fields 8 bytes, align 8"});
      shared.callParams = placeOf(id);
      shared.callId = placeCallId(id, {}, Written::Scratch, "call.");
      shared.args = placeOf(m_layout.part(id, {RegionKind::FieldPart,
                                               Written::Scratch,
                                               "args",
                                               8,
                                               4,
                                               {},
                                               "pointer and length of a list of fields of 60 bytes"}));
    }
  }

  /// The results of refused calls, as the canonical ABI has them in memory. Their texts and lists lie behind
  /// them, so the value is laid down twice: once for its size, once at its place.
  void placeRefusedResults() {
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
      const RegionId id = m_layout.place({RegionKind::ReturnArea, Written::Static,
                                          concat("refused result of ", function.name), size, Align, owner,
                                          "what a call returns that a hook refuses, as its options say"});
      m_layout.text(m_layout.address(id), image(m_layout.address(id)));
      m_out.functions[i].refusedResult = placeOf(id);
    }
  }

  void placeAreas(const Positions& functions) {
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

  std::uint32_t enumsOf(const FieldPlan& field) const {
    const auto found = m_enumAddresses.find(&field);
    return found == m_enumAddresses.end() ? 0 : found->second;
  }

  AdapterPlan& m_plan;
  AdapterLayout m_out;
  LayoutBuilder m_layout;
  EnumAddresses m_enumAddresses;
};

}  // namespace

Result<AdapterLayout> layOut(AdapterPlan& plan) { return LayoutWriter(plan).write(); }

}  // namespace sb::adapt
