// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_outline.h"

#include "core/support/concat.h"
#include "core/types/core_module_reader.h"

namespace sb::types {
namespace {

using Kind = model::CoreExternType::Kind;

using Reader = CoreModuleReader;

/// What a value type that is no plain one belongs to.
const char* foreignType(std::uint8_t head) {
  switch (head) {
    case 0x63:
    case 0x64: return "typed references";
    case 0x69:
    case 0x74: return "exception references";
    case 0x68:
    case 0x75: return "continuation types";
    default: return "gc types";
  }
}

/// A value or reference type; true when it has no operand, else `foreign` says what it belongs to. `(ref null
/// func)` and `(ref null extern)` are normalised to their one-byte forms.
bool readValueType(Reader& in, Bytes& type, const char*& foreign) {
  const std::uint8_t head = in.byte("value type");
  if (head != 0x63 && head != 0x64) {
    type.push_back(head);
    const bool plain = (head >= 0x7b && head <= 0x7f) || head == 0x70 || head == 0x6f;
    if (!plain) foreign = foreignType(head);
    return plain;
  }
  const std::size_t begin = in.position();
  in.leb("heap type", 33);
  const Bytes heap = in.bytesSince(begin);
  if (head == 0x63 && heap.size() == 1 && (heap[0] == 0x70 || heap[0] == 0x6f)) {
    type.push_back(heap[0]);
    return true;
  }
  type.push_back(head);
  type.insert(type.end(), heap.begin(), heap.end());
  foreign = foreignType(head);
  return false;
}

bool readFuncType(Reader& in, model::CoreFuncType& type, const char*& foreign) {
  bool simple = true;
  for (std::vector<std::uint8_t>* list : {&type.params, &type.results}) {
    const std::uint32_t count = in.count("value types");
    for (std::uint32_t i = 0; i < count; ++i) simple = readValueType(in, *list, foreign) && simple;
  }
  return simple;
}

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
      case 0:
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
    m_outline.signatureParts += item.func->params.size() + item.func->results.size();
    item.opaque = m_signatures[typeIdx].opaque;
    return item;
  }

  model::CoreLimits limits(std::uint32_t* pageSizeLog2 = nullptr) {
    model::CoreLimits limits;
    const std::uint8_t flags = m_in.byte("limits");
    limits.shared = (flags & 2) != 0;
    limits.is64 = (flags & 4) != 0;
    limits.min = m_in.leb("minimum", 64);
    if ((flags & 1) != 0) limits.max = m_in.leb("maximum", 64);
    if ((flags & 8) != 0) {
      foreign("custom page sizes");
      const std::uint32_t pageSize = m_in.u32("page size");
      if (pageSizeLog2 != nullptr) *pageSizeLog2 = pageSize;
    }
    return limits;
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
    return item;
  }

  CoreExtern globalType() {
    CoreExtern item;
    item.kind = Kind::Global;
    item.opaque = reference(item.refType);
    item.isMutable = (m_in.byte("mutability") & 1) != 0;
    return item;
  }

  void import() {
    CoreModuleType::ImportItem item;
    item.module = m_in.name("import module");
    item.name = m_in.name("import name");
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
    space(item.type.kind).push_back(item.type);
    m_type.imports.push_back(std::move(item));
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

  /// Skips instructions up to `end`. Only what constant expressions may hold is known.
  void constantExpression() {
    while (!m_in.error()) {
      const std::uint8_t opcode = m_in.byte("constant expression");
      switch (opcode) {
        case 0x0b: return;
        case 0x41: m_in.leb("i32.const", 32); break;
        case 0x42: m_in.leb("i64.const", 64); break;
        case 0x43: m_in.seek(m_in.position() + 4); break;
        case 0x44: m_in.seek(m_in.position() + 8); break;
        case 0x23:
        case 0xd2: m_in.u32("index"); break;
        case 0xd0: m_in.leb("heap type", 33); break;
        case 0x6a:
        case 0x6b:
        case 0x6c:
        case 0x7c:
        case 0x7d:
        case 0x7e: break;
        case 0xfd:
          m_in.u32("vector opcode");
          m_in.seek(m_in.position() + 16);
          break;
        case 0xfb: gcConstant(); break;
        default:
          m_in.fail(ErrorCode::BadType,
                    concat("unexpected opcode ", std::to_string(opcode), " in a constant expression"));
      }
    }
  }

  void gcConstant() {
    foreign("gc instructions");
    const std::uint32_t opcode = m_in.u32("gc opcode");
    if (opcode <= 1 || opcode == 6 || opcode == 7) m_in.u32("type");
    if (opcode == 8) {
      m_in.u32("type");
      m_in.u32("length");
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

  Reader m_in;
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
  Reader in(bytes, 0);
  const char* unknown = nullptr;
  return readFuncType(in, type, unknown) && !in.error() && in.atEnd();
}

}  // namespace sb::types
