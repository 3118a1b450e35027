// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <map>

#include "core/adapt/core_module_builder.h"
#include "core/support/check.h"

// The sections of a finished module, in the order of the binary format.
namespace sb::adapt {
namespace {

using bytes::ByteWriter;

constexpr std::uint8_t TypeSection = 1, ImportSection = 2, FunctionSection = 3, MemorySection = 5,
                       GlobalSection = 6, ExportSection = 7, StartSection = 8, CodeSection = 10,
                       DataSection = 11, CustomSection = 0;

std::uint32_t count32(std::size_t count) { return static_cast<std::uint32_t>(count); }

std::uint8_t constOpcode(CoreType type) {
  SB_CHECK(type == CoreType::I32 || type == CoreType::I64, "globals are integers");
  if (type == CoreType::I32) return 0x41;
  return 0x42;
}

void writeTypes(ByteWriter& out, const std::vector<CoreType>& types) {
  out.u32(count32(types.size()));
  for (const CoreType type : types) out.byte(static_cast<std::uint8_t>(type));
}

/// Writes id, size and content; returns the offset of the content.
std::uint32_t writeSection(ByteWriter& out, std::uint8_t id, const ByteWriter& content) {
  out.byte(id);
  out.sized(content);
  return count32(out.size() - content.size());
}

}  // namespace

/// A segment of its own costs some six bytes, so that fewer zeros than that are written.
std::vector<DataRun> CoreModuleBuilder::dataRuns() const {
  constexpr std::size_t FewZeros = 6, MaxRuns = 10'000;  // engines take 100,000
  std::vector<DataRun> runs;
  for (std::size_t at = 0; at < m_data.size(); ++at) {
    if (m_data[at] == 0) continue;
    const std::size_t end = runs.empty() ? 0 : runs.back().address + runs.back().bytes;
    if (runs.empty() || at - end > FewZeros) runs.push_back({count32(at), 0, 0});
    runs.back().bytes = count32(at + 1) - runs.back().address;
  }
  if (runs.size() <= MaxRuns) return runs;
  const std::uint32_t begin = runs.front().address, end = runs.back().address + runs.back().bytes;
  return {{begin, end - begin, 0}};
}

ByteWriter CoreModuleBuilder::codeSection(std::vector<std::uint32_t>& codeOffsets) const {
  ByteWriter code;
  code.u32(count32(m_funcs.size()));
  for (const std::optional<FuncBody>& body : m_funcs) {
    SB_CHECK(body, "a function is declared and not defined");
    ByteWriter one;
    std::vector<std::pair<std::uint32_t, CoreType>> runs;
    for (const CoreType type : body->locals) {
      if (runs.empty() || runs.back().second != type) runs.push_back({0, type});
      ++runs.back().first;
    }
    one.u32(count32(runs.size()));
    for (const auto& [number, type] : runs) {
      one.u32(number);
      one.byte(static_cast<std::uint8_t>(type));
    }
    const std::size_t head = one.size();
    one.raw(body->code);
    code.sized(one);
    codeOffsets.push_back(count32(code.size() - one.size() + head));
  }
  return code;
}

ByteWriter CoreModuleBuilder::nameSection(std::string_view moduleName, bool everything) const {
  ByteWriter names;
  names.name("name");
  const auto sub = [&names](std::uint8_t id, const ByteWriter& content) {
    names.byte(id);
    names.sized(content);
  };
  if (everything) {
    ByteWriter module;
    module.name(moduleName);
    sub(0, module);
  }

  std::map<std::uint32_t, std::string> funcNames;
  std::uint32_t index = 0;
  if (everything) {
    for (const std::string& name : m_importedFuncNames) funcNames.emplace(index++, name);
    for (const std::optional<FuncBody>& body : m_funcs) funcNames.emplace(index++, body->name);
  } else {
    for (const Export& item : m_exports)
      if (item.kind == ExternKind::Func) funcNames.emplace(item.index, item.name);
  }
  ByteWriter funcs;
  funcs.u32(count32(funcNames.size()));
  for (const auto& [func, name] : funcNames) {
    funcs.u32(func);
    funcs.name(name);
  }
  sub(1, funcs);
  if (!everything) return names;

  ByteWriter locals;
  locals.u32(count32(m_funcs.size()));
  index = count32(m_importedFuncNames.size());
  for (const std::optional<FuncBody>& body : m_funcs) {
    locals.u32(index++);
    ByteWriter own;
    std::uint32_t named = 0;
    for (std::size_t i = 0; i < body->localNames.size(); ++i) {
      if (body->localNames[i].empty()) continue;
      own.u32(count32(i));
      own.name(body->localNames[i]);
      ++named;
    }
    locals.u32(named);
    locals.raw(own.bytes());
  }
  sub(2, locals);

  ByteWriter globals;
  globals.u32(count32(m_globalNames.size()));
  for (std::size_t i = 0; i < m_globalNames.size(); ++i) {
    globals.u32(count32(i));
    globals.name(m_globalNames[i]);
  }
  if (!m_globalNames.empty()) sub(7, globals);
  return names;
}

BuiltModule CoreModuleBuilder::finish(std::string_view moduleName) {
  ByteWriter out;
  static constexpr std::uint8_t Preamble[] = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};
  for (const std::uint8_t byte : Preamble) out.byte(byte);

  ByteWriter types;
  types.u32(count32(m_types.size()));
  for (const CoreSig& sig : m_types) {
    types.byte(0x60);
    writeTypes(types, sig.params);
    writeTypes(types, sig.results);
  }
  writeSection(out, TypeSection, types);

  ByteWriter imports;
  imports.u32(count32(m_imports.size()));
  for (const Import& item : m_imports) {
    imports.name(item.module);
    imports.name(item.name);
    imports.byte(static_cast<std::uint8_t>(item.kind));
    switch (item.kind) {
      case ExternKind::Func: imports.u32(item.type); break;
      case ExternKind::Memory:
        imports.byte(0);
        imports.u32(item.pages);
        break;
      case ExternKind::Global:
        imports.byte(static_cast<std::uint8_t>(item.global));
        imports.byte(1);
        break;
    }
  }
  if (!m_imports.empty()) writeSection(out, ImportSection, imports);

  ByteWriter functions;
  functions.u32(count32(m_funcTypes.size()));
  for (const std::uint32_t type : m_funcTypes) functions.u32(type);
  writeSection(out, FunctionSection, functions);

  if (m_memoryPages) {
    ByteWriter memory;
    memory.u32(1);
    memory.byte(0);
    memory.u32(*m_memoryPages);
    writeSection(out, MemorySection, memory);
  }

  ByteWriter globals;
  globals.u32(count32(m_globals.size()));
  for (const Global& global : m_globals) {
    globals.byte(static_cast<std::uint8_t>(global.type));
    globals.byte(1);
    globals.byte(constOpcode(global.type));
    globals.s33(global.initial);
    globals.byte(0x0b);
  }
  if (!m_globals.empty()) writeSection(out, GlobalSection, globals);

  ByteWriter exports;
  exports.u32(count32(m_exports.size()));
  for (const Export& item : m_exports) {
    exports.name(item.name);
    exports.byte(static_cast<std::uint8_t>(item.kind));
    exports.u32(item.index);
  }
  writeSection(out, ExportSection, exports);
  if (m_start) {
    ByteWriter start;
    start.u32(*m_start);
    writeSection(out, StartSection, start);
  }

  BuiltModule built;
  std::vector<std::uint32_t> codeOffsets;
  const std::uint32_t codeAt = writeSection(out, CodeSection, codeSection(codeOffsets));
  for (std::size_t i = 0; i < m_funcs.size(); ++i) {
    const std::uint32_t base = codeAt + codeOffsets[i];
    for (const CodeWrite& write : m_funcs[i]->writes) {
      const WriterRange range{count32(m_importedFuncNames.size() + i), base + write.begin, base + write.end};
      built.writes.push_back({write.region, range});
    }
  }

  built.data = dataRuns();
  if (!built.data.empty()) {
    ByteWriter data;
    data.u32(count32(built.data.size()));
    for (DataRun& run : built.data) {
      data.u32(0);
      data.byte(0x41);
      data.s33(static_cast<std::int32_t>(run.address));
      data.byte(0x0b);
      data.u32(run.bytes);
      run.offset = data.size();
      data.raw(ByteSpan(m_data).subspan(run.address, run.bytes));
    }
    const std::uint32_t at = writeSection(out, DataSection, data);
    for (DataRun& run : built.data) run.offset += at;
  }
  ByteWriter named = out;
  writeSection(named, CustomSection, nameSection(moduleName, true));
  built.named = named.take();
  if (m_namesInFile) writeSection(out, CustomSection, nameSection(moduleName, false));
  built.bytes = out.take();
  return built;
}

}  // namespace sb::adapt
