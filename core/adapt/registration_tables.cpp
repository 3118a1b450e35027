// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/registration_tables.h"

#include "core/abi/canonical_abi.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

// Sizes and offsets of the records in `spliceboard:hook/names`, by the canonical ABI.
constexpr std::uint32_t SliceBytes = 8;
constexpr std::uint32_t PartBytes = 16, PartTypeAt = 8;
constexpr std::uint32_t FunctionBytes = 28, FunctionParamsAt = 8, FunctionResultAt = 16, FunctionAsyncAt = 24;
constexpr std::uint32_t TypeBytes = 24, TypeNameAt = 4, TypePartsAt = 12, TypeLengthAt = 20;
/// Names of instances take up a multiple of this.
constexpr std::uint32_t InstanceNameRoom = 64;

class RegistrationWriter {
 public:
  RegistrationWriter(const AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout)
      : m_plan(plan), m_names(names), m_layout(layout) {}

  Place write() {
    for (const FunctionPlan& function : m_plan.functions)
      m_partCount += static_cast<std::uint32_t>(function.type->params.size());
    for (const NamedType& type : m_plan.named.all())
      m_partCount += static_cast<std::uint32_t>(type.parts.size());
    const RegionId record = place("connection", ConnectionWords * 4, 1, "five members of 8 bytes");
    for (const char* member : {"interface-name", "caller", "provider", "functions", "types"})
      m_layout.part(
          record, {RegionKind::FieldPart, Written::Static, member, SliceBytes, 4, {}, "pointer and length"});
    m_layout.cover(record);
    m_parts = table("parts", m_partCount, PartBytes, "name, option<u32>");
    writeFunctions();
    writeTypes();
    std::uint32_t member = m_layout.address(record);
    const auto set = [&](NameRef ref) {
      m_layout.name(member, ref);
      member += SliceBytes;
    };
    set(m_names[m_plan.interfaceName]);
    const auto texts = static_cast<std::uint32_t>(m_plan.caller.size() + m_plan.provider.size());
    const RegionId names = m_layout.place({RegionKind::Names,
                                           Written::Static,
                                           "instance names",
                                           abi::alignUp(texts, InstanceNameRoom),
                                           8,
                                           {},
                                           concat("rounded up to ", std::to_string(InstanceNameRoom),
                                                  " bytes: other connections have other names")});
    for (const std::string* text : {&m_plan.caller, &m_plan.provider}) set(instanceName(names, *text));
    m_layout.closeParts(names);
    set(m_functions);
    set(m_types);
    return {record, m_layout.address(record)};
  }

 private:
  RegionId place(const char* name, std::uint32_t size, std::uint32_t count, const std::string& why) {
    return m_layout.place({RegionKind::Registration, Written::Static, name, size * count, 4, {}, why});
  }

  /// A table of records; (0, 0) when it has none.
  NameRef table(const char* name, std::uint32_t count, std::uint32_t bytes, const char* members) {
    if (count == 0) return {};
    const RegionId id =
        place(name, bytes, count,
              concat(std::to_string(count), " × ", members, ": ", std::to_string(bytes), " bytes"));
    m_layout.cover(id);
    m_tables.push_back(id);
    return {m_layout.address(id), count};
  }

  NameRef instanceName(RegionId names, const std::string& text) {
    if (text.empty()) return {};
    const auto size = static_cast<std::uint32_t>(text.size());
    const RegionId id = m_layout.part(names, {RegionKind::NameText,
                                              Written::Static,
                                              text,
                                              size,
                                              1,
                                              {},
                                              concat("UTF-8, ", std::to_string(size), " bytes")});
    m_layout.text(m_layout.address(id), text);
    return {m_layout.address(id), size};
  }

  void maybe(std::uint32_t at, const std::optional<std::uint32_t>& index) {
    if (!index) return;
    m_layout.u8(at, 1);
    m_layout.u32(at + 4, *index);
  }

  std::uint32_t part(const std::string& name, const std::optional<std::uint32_t>& type) {
    const std::uint32_t at = m_parts.address + PartBytes * m_nextPart++;
    m_layout.name(at, m_names[name]);
    maybe(at + PartTypeAt, type);
    return at;
  }

  void writeFunctions() {
    m_functions = table("functions", static_cast<std::uint32_t>(m_plan.functions.size()), FunctionBytes,
                        "name, parameters, option<u32>, bool");
    std::uint32_t at = m_functions.address;
    for (const FunctionPlan& function : m_plan.functions) {
      const Owner owner{function.name, {}, {}};
      m_layout.part(m_tables.back(), {RegionKind::FieldPart, Written::Static, function.name, FunctionBytes, 4,
                                      owner, "function-info"});
      m_layout.name(at, m_names[function.name]);
      NameRef params;
      for (std::size_t i = 0; i < function.type->params.size(); ++i) {
        const std::uint32_t address =
            part(function.type->params[i].name,
                 function.namedParams.empty() ? std::nullopt : std::optional(function.namedParams[i]));
        if (params.bytes++ == 0) params.address = address;
      }
      m_layout.name(at + FunctionParamsAt, params);
      maybe(at + FunctionResultAt, function.namedResult);
      m_layout.u8(at + FunctionAsyncAt, function.async() ? 1 : 0);
      at += FunctionBytes;
    }
  }

  void writeTypes() {
    const std::vector<NamedType>& types = m_plan.named.all();
    m_types =
        table("types", static_cast<std::uint32_t>(types.size()), TypeBytes, "kind, name, parts, length");
    std::uint32_t at = m_types.address;
    for (const NamedType& type : types) {
      m_layout.part(m_tables.back(), {RegionKind::FieldPart,
                                      Written::Static,
                                      type.name.empty() ? namedKindName(type.kind) : type.name,
                                      TypeBytes,
                                      4,
                                      {},
                                      "type-info"});
      m_layout.u8(at, static_cast<std::uint8_t>(type.kind));
      m_layout.name(at + TypeNameAt, m_names[type.name]);
      NameRef parts;
      for (const NamedPart& item : type.parts) {
        const std::uint32_t address = part(item.name, item.type);
        if (parts.bytes++ == 0) parts.address = address;
      }
      m_layout.name(at + TypePartsAt, parts);
      m_layout.u32(at + TypeLengthAt, type.length);
      at += TypeBytes;
    }
  }

  const AdapterPlan& m_plan;
  const NamePool& m_names;
  LayoutBuilder& m_layout;
  std::vector<RegionId> m_tables;
  NameRef m_parts, m_functions, m_types;  ///< address and number of entries
  std::uint32_t m_partCount = 0, m_nextPart = 0;
};

}  // namespace

void collectRegistrationNames(const AdapterPlan& plan, NamePool& names) {
  names.add(plan.interfaceName);
  for (const FunctionPlan& function : plan.functions) {
    names.add(function.name);
    for (const types::Param& param : function.type->params) names.add(param.name);
  }
  for (const NamedType& type : plan.named.all()) {
    names.add(type.name);
    for (const NamedPart& part : type.parts) names.add(part.name);
  }
}

Place placeRegistration(const AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout) {
  return RegistrationWriter(plan, names, layout).write();
}

}  // namespace sb::adapt
