// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_module_outline.h"

#include <algorithm>
#include <array>

#include "core/decode/core_const_expr.h"
#include "core/decode/core_type_skip.h"
#include "core/support/concat.h"

namespace sb::decode {
namespace {

using bytes::ByteReader;
using bytes::hexByte;
using Kind = model::CoreExternType::Kind;

constexpr std::uint32_t MaxItems = 1'000'000;
constexpr std::uint32_t MaxNameBytes = 100'000;
constexpr std::array<std::uint8_t, 8> Preamble = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};

class OutlineReader {
 public:
  OutlineReader(ByteSpan module, std::uint64_t base) : m_in(module, base) {}

  Result<CoreModuleOutline> run() {
    const std::uint64_t at = m_in.offset();
    SB_TRY(const ByteSpan preamble, m_in.raw(Preamble.size(), "the preamble of a core module"));
    if (!std::equal(Preamble.begin(), Preamble.end(), preamble.begin()))
      return fail(ErrorCode::BadMagic, "is not a core module", at);
    while (!m_in.atEnd()) {
      SB_TRY(const std::uint8_t id, m_in.byte("a section id"));
      SB_TRY(const std::uint32_t size, m_in.u32("a section's size"));
      const std::uint64_t contentAt = m_in.offset();
      SB_TRY(const ByteSpan content, m_in.raw(size, "a section"));
      ByteReader in(content, contentAt);
      SB_TRY_VOID(inContext(section(in, id, size), concat("in core section ", std::to_string(id))));
    }
    return std::move(m_out);
  }

 private:
  Result<void> section(ByteReader& in, std::uint8_t id, std::uint32_t size) {
    switch (id) {
      case 0: return custom(in);
      case 1: return each(in, "type", [&] { return type(in); });
      case 2: return each(in, "import", [&] { return import(in); });
      case 3: return each(in, "function", [&] { return function(in); });
      case 4: return each(in, "table", [&] { return table(in); });
      case 5: return each(in, "memory", [&] { return memory(in); });
      case 6: return each(in, "global", [&] { return global(in); });
      case 7: return each(in, "export", [&] { return exportItem(in); });
      case 8: m_out.hasStart = true; return {};
      case 9:              // elements
      case 12: return {};  // data count
      case 10: m_out.codeBytes += size; return {};
      case 11: m_out.dataBytes += size; return {};
      case 13: return each(in, "tag", [&] { return tag(in); });
      default: return in.error(ErrorCode::BadSection, concat("unknown core section id ", hexByte(id)));
    }
  }

  template <class F>
  Result<void> each(ByteReader& in, const char* what, F&& one) {
    SB_TRY(const std::uint32_t count, in.count(what, MaxItems));
    for (std::uint32_t i = 0; i < count; ++i)
      SB_TRY_VOID(inContext(one(), concat("in ", what, " ", std::to_string(i))));
    if (!in.atEnd()) return in.error(ErrorCode::TrailingBytes, "the section has bytes behind its last item");
    return {};
  }

  Result<void> custom(ByteReader& in) {
    SB_TRY(std::string name, in.name("the name of a custom section", MaxNameBytes));
    m_out.customSections.push_back({std::move(name), {in.offset(), in.remaining()}});
    return {};
  }

  Result<void> type(ByteReader& in) {
    SB_TRY(const std::uint8_t lead, in.peek("core type"));
    const ByteSpan rest = in.rest();
    const std::uint64_t start = in.offset();
    SB_TRY(const std::uint32_t defined, skipCoreRecType(in));
    const ByteSpan raw = rest.first(static_cast<std::size_t>(in.offset() - start));
    m_out.types.push_back(lead == 0x60 ? parseCoreFuncType(raw) : std::nullopt);
    for (std::uint32_t i = 1; i < defined; ++i) m_out.types.push_back(std::nullopt);
    if (defined == 0) m_out.types.pop_back();
    return {};
  }

  /// import ::= mod nm externtype | mod 0x00 0x7f vec(nm externtype) | mod 0x00 0x7e externtype vec(nm)
  Result<void> import(ByteReader& in) {
    CoreImportItem item;
    SB_TRY(item.module, in.name("core import module", MaxNameBytes));
    SB_TRY(item.name, in.name("core import name", MaxNameBytes));
    SB_TRY(const std::uint8_t form, in.peek("core import"));
    const bool names = item.name.empty() && form == 0x7f, oneType = item.name.empty() && form == 0x7e;
    if (names || oneType) SB_TRY_VOID(in.byte("form of an import"));
    if (!names) SB_TRY_VOID(readCoreExtern(in, item.type));
    if (!names && !oneType) {
      addImport(std::move(item));
      return {};
    }
    SB_TRY(const std::uint32_t count, in.count("imports of one module", MaxItems));
    for (std::uint32_t i = 0; i < count; ++i) {
      SB_TRY(item.name, in.name("core import name", MaxNameBytes));
      if (names) {
        item.type = {};
        SB_TRY_VOID(readCoreExtern(in, item.type));
      }
      addImport(item);
    }
    return {};
  }

  void addImport(CoreImportItem item) {
    space(item.type.kind).push_back(item.type);
    m_out.imports.push_back(std::move(item));
  }

  Result<void> function(ByteReader& in) {
    model::CoreExternType item;
    SB_TRY(const std::uint32_t typeIdx, in.u32("type of a core function"));
    item.type = model::CoreTypeIdx(typeIdx);
    space(Kind::Func).push_back(std::move(item));
    ++m_out.definedFunctions;
    return {};
  }

  Result<void> table(ByteReader& in) {
    model::CoreExternType item;
    item.kind = Kind::Table;
    SB_TRY(const std::uint8_t lead, in.peek("table"));
    if (lead == 0x40) {  // with an initializer: 40 00 tabletype expr
      SB_TRY_VOID(in.raw(2, "table"));
    }
    SB_TRY(item.refType, readCoreValType(in));
    SB_TRY_VOID(readCoreLimits(in, item.limits));
    if (lead == 0x40) SB_TRY_VOID(skipCoreConstExpr(in));
    space(Kind::Table).push_back(std::move(item));
    return {};
  }

  Result<void> memory(ByteReader& in) {
    model::CoreExternType item;
    item.kind = Kind::Memory;
    SB_TRY_VOID(readCoreLimits(in, item.limits));
    space(Kind::Memory).push_back(std::move(item));
    return {};
  }

  Result<void> global(ByteReader& in) {
    model::CoreExternType item;
    item.kind = Kind::Global;
    SB_TRY(item.refType, readCoreValType(in));
    SB_TRY(const std::uint8_t mutability, in.byte("mutability of a global"));
    item.isMutable = mutability & 1;
    SB_TRY_VOID(skipCoreConstExpr(in));
    space(Kind::Global).push_back(std::move(item));
    return {};
  }

  Result<void> tag(ByteReader& in) {
    model::CoreExternType item;
    item.kind = Kind::Tag;
    SB_TRY_VOID(in.byte("tag attribute"));
    SB_TRY(const std::uint32_t typeIdx, in.u32("type of a tag"));
    item.type = model::CoreTypeIdx(typeIdx);
    space(Kind::Tag).push_back(std::move(item));
    return {};
  }

  /// export ::= nm:<name> 0x00 … 0x04 idx:<u32>
  Result<void> exportItem(ByteReader& in) {
    CoreExportItem item;
    SB_TRY(item.name, in.name("core export name", MaxNameBytes));
    const std::uint64_t at = in.offset();
    SB_TRY(const std::uint8_t kind, in.byte("core export kind"));
    if (kind >= m_spaces.size())
      return fail(ErrorCode::BadType, concat("unknown core export kind ", hexByte(kind)), at);
    SB_TRY(item.index, in.u32("index of a core export"));
    const auto& items = m_spaces[kind];
    if (item.index >= items.size())
      return fail(ErrorCode::IndexOutOfRange,
                  concat("export `", item.name, "` names item ", std::to_string(item.index), " of ",
                         std::to_string(items.size())),
                  at);
    item.type = items[item.index];
    m_out.exports.push_back(std::move(item));
    return {};
  }

  std::vector<model::CoreExternType>& space(Kind kind) { return m_spaces[static_cast<std::size_t>(kind)]; }

  ByteReader m_in;
  CoreModuleOutline m_out;
  std::array<std::vector<model::CoreExternType>, 5>
      m_spaces;  ///< by Kind, whose order is that of the export kinds
};

}  // namespace

const model::CoreFuncType* CoreModuleOutline::signature(const model::CoreExternType& item) const {
  if (item.kind != Kind::Func && item.kind != Kind::Tag) return nullptr;
  if (item.type.value >= types.size() || !types[item.type.value]) return nullptr;
  return &*types[item.type.value];
}

Result<CoreModuleOutline> outlineCoreModule(ByteSpan module, std::uint64_t base) {
  return OutlineReader(module, base).run();
}

}  // namespace sb::decode
