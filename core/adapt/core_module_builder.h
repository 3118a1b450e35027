// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/adapt/func_builder.h"
#include "core/support/bytes.h"

namespace sb::adapt {

/// A core module as bytes, and where its parts lie in them.
struct BuiltModule {
  Bytes bytes;
  Bytes named;  ///< the same with the names of everything, which is for reading only
  struct Write {
    RegionId region;
    WriterRange range;
  };
  std::vector<Write> writes;  ///< instructions that write regions, offsets in `bytes`
  std::vector<DataRun> data;  ///< offsets in `bytes`
};

/// Writes a core module. Imports come first; functions may be declared before they are defined, so that they
/// can call each other. Source: core specification, "Binary Format".
class CoreModuleBuilder {
 public:
  FuncRef importFunc(std::string module, std::string name, CoreSig sig, std::string debugName = {});
  void importMemory(std::string module, std::string name, std::uint32_t minPages);
  GlobalRef importGlobal(std::string module, std::string name, CoreType type);

  /// A mutable global of this module.
  GlobalRef global(CoreType type, std::string name, std::int64_t initial);
  void memory(std::uint32_t minPages);
  /// What the memory holds from address 0 on. Longer runs of zeros are not written.
  void data(ByteSpan content);

  FuncRef declare(CoreSig sig);
  void define(const FuncRef& func, FuncBody body);
  FuncRef add(FuncBody body);
  void rename(const FuncRef& func, std::string name) { bodyOf(func).name = std::move(name); }
  /// What a function writes to `region` it writes to `other` as well, when it is given another address.
  void alsoWrites(const FuncRef& func, RegionId region, RegionId other);

  /// Runs when the module is instantiated.
  void start(const FuncRef& func) { m_start = func.index; }
  void exportFunc(std::string name, const FuncRef& func);
  void exportGlobal(std::string name, const GlobalRef& global);
  void exportMemory(std::string name);

  /// For modules whose functions are all exported.
  void leaveNamesOut() { m_namesInFile = false; }
  /// In the file are the names that lead from a back-trace to a function of the interface: those of the
  /// module's exports.
  BuiltModule finish(std::string_view moduleName);

 private:
  enum class ExternKind : std::uint8_t { Func = 0, Memory = 2, Global = 3 };
  struct Import {
    std::string module, name;
    ExternKind kind;
    std::uint32_t type = 0;
    std::uint32_t pages = 0;
    CoreType global{};
  };
  struct Global {
    CoreType type;
    std::int64_t initial;
  };
  struct Export {
    std::string name;
    ExternKind kind;
    std::uint32_t index;
  };

  std::uint32_t typeIndex(const CoreSig& sig);
  FuncBody& bodyOf(const FuncRef& func);
  std::vector<DataRun> dataRuns() const;
  bytes::ByteWriter codeSection(std::vector<std::uint32_t>& codeOffsets) const;
  bytes::ByteWriter nameSection(std::string_view moduleName, bool everything) const;

  std::vector<CoreSig> m_types;
  std::vector<Import> m_imports;
  std::vector<std::string> m_importedFuncNames;
  std::vector<std::string> m_globalNames;
  std::uint32_t m_importedGlobals = 0;
  std::vector<std::optional<FuncBody>> m_funcs;
  std::vector<std::uint32_t> m_funcTypes;
  std::vector<Global> m_globals;
  std::optional<std::uint32_t> m_memoryPages, m_start;
  std::vector<Export> m_exports;
  bool m_namesInFile = true;
  Bytes m_data;
};

}  // namespace sb::adapt
