// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_outline.h"

#include "core/support/concat.h"
#include "core/types/core_module_types.h"

namespace sb::types {
namespace {

using Kind = model::CoreExternType::Kind;

/// What the validator keeps of a function beside its signature, in the measure of a parameter.
constexpr std::uint64_t PartsOfAFunction = 4;

class Outliner {
 public:
  Outliner(ByteSpan module, std::uint64_t base) : m_in(module, base), m_size(module.size()) {}

  Result<CoreModuleOutline> run() {
    static constexpr std::uint8_t Preamble[] = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};
    for (const std::uint8_t expected : Preamble) {
      if (m_in.byte("core module preamble") != expected)
        m_in.fail(ErrorCode::BadMagic, "not a core module of version 1");
    }
    while (!m_in.atEnd()) section();
    if (m_in.error()) return tl::unexpected<Error>(*m_in.error());
    m_outline.type = std::make_shared<const CoreModuleType>(std::move(m_type));
    return std::move(m_outline);
  }

 private:
  struct Signature {
    SharedCoreFunc type;
    bool opaque = false;
  };

  void section() {
    const std::uint8_t id = m_in.byte("section id");
    const std::uint32_t size = m_in.u32("section size");
    if (m_in.error()) return;
    if (size > m_size - m_in.position()) {
      m_in.fail(ErrorCode::UnexpectedEnd, "section is longer than the module");
      return;
    }
    const std::size_t end = m_in.position() + size;
    switch (id) {
      case 1: types(end); break;
      case 2: each(&Outliner::import); break;
      case 3: each(&Outliner::function); break;
      case 4: each(&Outliner::table); break;
      case 5: each(&Outliner::memory); break;
      case 6: globals(end); break;
      case 7: each(&Outliner::exportItem); break;
      case 13: each(&Outliner::tag); break;
      case 0: m_in.name("name of a custom section"); break;
      case 8:
      case 9:
      case 10:
      case 11: break;
      case 12: m_in.count("data segments"); break;  // else wabt makes room for four thousand million
      default: m_in.fail(ErrorCode::BadSection, concat("unknown core section ", std::to_string(id))); return;
    }
    if (m_in.position() > end)
      m_in.fail(ErrorCode::BadSection, "a definition reaches over the end of its section");
    m_in.seek(end);
  }

  void each(void (Outliner::*item)()) {
    const std::uint32_t count = m_in.count("definitions");
    for (std::uint32_t i = 0; i < count && !m_in.error(); ++i) (this->*item)();
  }

  void foreign(const char* feature) {
    if (m_outline.foreignFeature.empty()) m_outline.foreignFeature = feature;
  }

  void types(std::size_t end) {
    const std::uint32_t count = m_in.count("types");
    for (std::uint32_t i = 0; i < count && !m_in.error() && m_in.position() < end; ++i) {
      if (m_in.peek() == 0x4e) {
        m_in.byte("rec");
        foreign("gc types");
        const std::uint32_t group = m_in.count("recursion group");
        for (std::uint32_t k = 0; k < group && !m_in.error(); ++k) subtype();
      } else {
        subtype();
      }
    }
  }

  void subtype() {
    if (m_in.peek() == 0x50 || m_in.peek() == 0x4f) {
      foreign("gc types");
      m_in.byte("sub");
      const std::uint32_t supers = m_in.count("supertypes");
      for (std::uint32_t i = 0; i < supers; ++i) m_in.u32("supertype");
    }
    bool shared = false;
    if (m_in.peek() == 0x65) {
      shared = true;
      foreign("shared types");
      m_in.byte("shared");
    }
    Signature signature;
    switch (m_in.byte("type form")) {
      case 0x60: {
        const char* unknown = nullptr;
        model::CoreFuncType type;
        signature.opaque = !readFuncType(m_in, type, unknown) || shared;
        signature.type = std::move(type);
        if (unknown != nullptr) foreign(unknown);
        break;
      }
      case 0x5f: {
        foreign("gc types");
        const std::uint32_t fields = m_in.count("fields");
        for (std::uint32_t i = 0; i < fields; ++i) field();
        signature.opaque = true;
        break;
      }
      case 0x5e:
        foreign("gc types");
        field();
        signature.opaque = true;
        break;
      case 0x5d:
        foreign("continuation types");
        m_in.leb("continuation type", 33);
        signature.opaque = true;
        break;
      default: m_in.fail(ErrorCode::BadType, "unknown form of a core type");
    }
    m_signatures.push_back(std::move(signature));
  }

  void field() {
    Bytes type;
    const char* unknown = nullptr;
    readValueType(m_in, type, unknown);
    m_in.byte("mutability");
  }

  CoreExtern funcOf(Kind kind, std::uint32_t typeIdx) {
    CoreExtern item;
    item.kind = kind;
    if (typeIdx >= m_signatures.size()) {
      m_in.fail(ErrorCode::IndexOutOfRange, concat("core type ", std::to_string(typeIdx), " does not exist"));
      return item;
    }
    item.func = m_signatures[typeIdx].type;
    m_outline.signatureParts += PartsOfAFunction + item.func->params.size() + item.func->results.size();
    item.opaque = m_signatures[typeIdx].opaque;
    return item;
  }

  model::CoreLimits limits(std::uint32_t* pageSizeLog2 = nullptr) {
    const char* unknown = nullptr;
    const model::CoreLimits limits = readLimits(m_in, pageSizeLog2, unknown);
    if (unknown != nullptr) foreign(unknown);
    return limits;
  }

  void constantExpression() {
    const char* unknown = nullptr;
    skipConstantExpression(m_in, unknown);
    if (unknown != nullptr) foreign(unknown);
  }

  /// The type of a table or global; true for one that this reader does not look into.
  bool reference(Bytes& type) {
    const char* unknown = nullptr;
    const bool plain = readValueType(m_in, type, unknown);
    if (unknown != nullptr) foreign(unknown);
    return !plain;
  }

  CoreExtern tableType() {
    CoreExtern item;
    item.kind = Kind::Table;
    item.opaque = reference(item.refType);
    item.limits = limits();
    if (item.limits.is64) foreign("64-bit tables");
    return item;
  }

  CoreExtern globalType() {
    CoreExtern item;
    item.kind = Kind::Global;
    item.opaque = reference(item.refType);
    item.isMutable = (m_in.byte("mutability") & 1) != 0;
    return item;
  }

  /// import ::= mod nm externtype | mod 0x00 0x7f vec(nm externtype) | mod 0x00 0x7e externtype vec(nm)
  void import() {
    CoreModuleType::ImportItem item;
    item.module = m_in.name("import module");
    item.name = m_in.name("import name");
    const bool names = item.name.empty() && m_in.peek() == 0x7f;
    const bool oneType = item.name.empty() && m_in.peek() == 0x7e;
    if (!names && !oneType) {
      importedType(item);
      return addImport(std::move(item));
    }
    foreign("compact imports");
    m_in.byte("form of an import");
    if (oneType) importedType(item);
    const std::uint32_t count = m_in.count("imports of one module");
    for (std::uint32_t i = 0; i < count && !m_in.error(); ++i) {
      item.name = m_in.name("import name");
      if (names) importedType(item);
      addImport(item);
    }
  }

  void addImport(CoreModuleType::ImportItem item) {
    space(item.type.kind).push_back(item.type);
    m_type.imports.push_back(std::move(item));
  }

  void importedType(CoreModuleType::ImportItem& item) {
    item.type = {};
    const std::uint8_t kind = m_in.byte("import kind");
    switch (kind) {
      case 0x00: item.type = funcOf(Kind::Func, m_in.u32("function type")); break;
      case 0x01: item.type = tableType(); break;
      case 0x02:
        item.type.kind = Kind::Memory;
        item.type.limits = limits(&item.type.pageSizeLog2);
        break;
      case 0x03: item.type = globalType(); break;
      case 0x04:
        m_in.byte("tag attribute");
        item.type = funcOf(Kind::Tag, m_in.u32("tag type"));
        break;
      case 0x20:
        item.type = funcOf(Kind::Func, m_in.u32("function type"));
        foreign("exact function imports");
        item.type.opaque = true;
        break;
      default: m_in.fail(ErrorCode::BadSort, concat("unknown import kind ", std::to_string(kind)));
    }
  }

  void function() { m_funcs.push_back(funcOf(Kind::Func, m_in.u32("function type"))); }
  void table() {
    const bool initialised = m_in.peek() == 0x40;
    if (initialised) {
      m_in.byte("table form");
      m_in.byte("table form");
    }
    m_tables.push_back(tableType());
    if (initialised) {
      foreign("tables with an initialiser");
      constantExpression();
    }
  }
  void memory() {
    CoreExtern item;
    item.kind = Kind::Memory;
    item.limits = limits(&item.pageSizeLog2);
    m_memories.push_back(std::move(item));
  }
  void tag() {
    m_in.byte("tag attribute");
    m_tags.push_back(funcOf(Kind::Tag, m_in.u32("tag type")));
  }
  void globals(std::size_t end) {
    const std::uint32_t count = m_in.count("globals");
    for (std::uint32_t i = 0; i < count && !m_in.error() && m_in.position() < end; ++i) {
      m_globals.push_back(globalType());
      constantExpression();
    }
  }

  void exportItem() {
    CoreModuleType::ExportItem item;
    item.name = m_in.name("export name");
    const std::uint8_t kind = m_in.byte("export kind");
    const std::uint32_t index = m_in.u32("export index");
    if (kind > 4) {
      m_in.fail(ErrorCode::BadSort, concat("unknown export kind ", std::to_string(kind)));
      return;
    }
    static constexpr Kind Kinds[] = {Kind::Func, Kind::Table, Kind::Memory, Kind::Global, Kind::Tag};
    const std::vector<CoreExtern>& items = space(Kinds[kind]);
    if (index >= items.size()) {
      m_in.fail(ErrorCode::IndexOutOfRange,
                concat("export `", item.name, "` names something that does not exist"));
      return;
    }
    item.type = items[index];
    m_type.exports.push_back(std::move(item));
  }

  std::vector<CoreExtern>& space(Kind kind) {
    switch (kind) {
      case Kind::Func: return m_funcs;
      case Kind::Table: return m_tables;
      case Kind::Memory: return m_memories;
      case Kind::Global: return m_globals;
      case Kind::Tag: return m_tags;
    }
    return m_funcs;
  }

  CoreModuleReader m_in;
  std::size_t m_size;
  CoreModuleType m_type;
  CoreModuleOutline m_outline;
  std::vector<Signature> m_signatures;
  std::vector<CoreExtern> m_funcs, m_tables, m_memories, m_globals, m_tags;
};

}  // namespace

Result<CoreModuleOutline> outlineCoreModule(ByteSpan module, std::uint64_t baseOffset) {
  return Outliner(module, baseOffset).run();
}

bool readCoreFuncType(ByteSpan bytes, model::CoreFuncType& type) {
  CoreModuleReader in(bytes, 0);
  const char* unknown = nullptr;
  return readFuncType(in, type, unknown) && !in.error() && in.atEnd();
}

}  // namespace sb::types
