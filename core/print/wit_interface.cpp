// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit_interface.h"

#include "core/print/wit_names.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"
#include "core/types/type_text.h"

namespace sb::print {
namespace {

/// The block form of records, variants, flags and enums; other types are one line.
std::vector<std::string> memberLines(const types::ValType& type) {
  using namespace types;
  std::vector<std::string> lines;
  match(
      type->kind, [](Primitive) {},
      [&](const Record& t) {
        for (const Field& f : t.fields)
          lines.push_back(concat(types::labelText(f.name), ": ", witType(f.type)));
      },
      [&](const Variant& t) {
        for (const Case& c : t.cases) lines.push_back(types::caseText(c));
      },
      [](const List&) {}, [](const FixedList&) {}, [](const Tuple&) {},
      [&](const Flags& t) {
        for (const std::string& label : t.labels) lines.push_back(types::labelText(label));
      },
      [&](const Enum& t) {
        for (const std::string& label : t.labels) lines.push_back(types::labelText(label));
      },
      [](const Option&) {}, [](const ResultType&) {}, [](const Own&) {}, [](const Borrow&) {},
      [](const Stream&) {}, [](const Future&) {}, [](const Map&) {});
  return lines;
}

const char* blockKeyword(const types::ValKind& kind) {
  using namespace types;
  return match(
      kind, [](Primitive) -> const char* { return nullptr; },
      [](const Record&) -> const char* { return "record"; },
      [](const Variant&) -> const char* { return "variant"; },
      [](const List&) -> const char* { return nullptr; },
      [](const FixedList&) -> const char* { return nullptr; },
      [](const Tuple&) -> const char* { return nullptr; },
      [](const Flags&) -> const char* { return "flags"; }, [](const Enum&) -> const char* { return "enum"; },
      [](const Option&) -> const char* { return nullptr; },
      [](const ResultType&) -> const char* { return nullptr; },
      [](const Own&) -> const char* { return nullptr; }, [](const Borrow&) -> const char* { return nullptr; },
      [](const Stream&) -> const char* { return nullptr; },
      [](const Future&) -> const char* { return nullptr; },
      [](const Map&) -> const char* { return nullptr; });
}

}  // namespace

void TypeHomes::add(const std::string& interface, const types::InstanceType& type) {
  for (const types::NamedExtern& item : type.exports) {
    if (const auto* value = std::get_if<types::TypeOfValue>(&item.type)) {
      m_values.emplace(value->type.get(), TypeHome{interface, item.name.name});
    } else if (const auto* resource = std::get_if<types::TypeOfResource>(&item.type)) {
      m_resources.emplace(resource->resource.get(), TypeHome{interface, item.name.name});
    }
  }
}

const TypeHome* TypeHomes::find(const types::ValType& type) const {
  const auto at = m_values.find(type.get());
  return at == m_values.end() ? nullptr : &at->second;
}

const TypeHome* TypeHomes::find(const types::ResourceRef& resource) const {
  const auto at = m_resources.find(resource.get());
  return at == m_resources.end() ? nullptr : &at->second;
}

WitBody::WitBody(std::string self, const TypeHomes& homes, std::string indent,
                 std::vector<WitInterfaceText::Mark>* marks)
    : m_self(std::move(self)), m_homes(homes), m_indent(std::move(indent)), m_marks(marks) {}

void WitBody::mark(const std::string& item, std::size_t begin, std::size_t end) {
  if (m_marks != nullptr) m_marks->push_back({item, begin, end});
}

bool WitBody::addUse(const std::string& name, const TypeHome* home, std::string& text) {
  if (home == nullptr || home->interface == m_self) return false;
  const std::string local = home->label == name ? std::string() : concat(" as ", types::labelText(name));
  const std::size_t begin = text.size();
  const types::InterfaceName from = types::parseInterfaceName(home->interface);
  const bool samePackage = from.packageId() == types::parseInterfaceName(m_self).packageId() &&
                           from.version == types::parseInterfaceName(m_self).version && !from.package.empty();
  text += concat(m_indent, "use ", (samePackage ? types::labelText(from.interface) : home->interface), ".{",
                 types::labelText(home->label), local, "};\n");
  mark(name, begin, text.size());
  return true;
}

void WitBody::addValueType(const std::string& name, const types::ValType& type, std::string& text) {
  for (types::ValType from = type->origin; from; from = from->origin) {
    if (addUse(name, m_homes.find(from), text)) return;
  }
  const std::size_t begin = text.size();
  const char* keyword = blockKeyword(type->kind);
  const bool aliasesNamed = type->origin && !type->origin->name.empty() && type->origin->name != name;
  if (keyword == nullptr || aliasesNamed) {
    text += concat(m_indent, "type ", types::labelText(name), " = ",
                   aliasesNamed ? witType(type->origin) : witTypeDefinition(type), ";\n");
  } else {
    text += concat(m_indent, keyword, " ", types::labelText(name), " {\n");
    for (const std::string& line : memberLines(type)) text += concat(m_indent, "    ", line, ",\n");
    text += concat(m_indent, "}\n");
  }
  mark(name, begin, text.size());
}

void WitBody::addResource(const std::string& name, const types::TypeOfResource& type,
                          const std::vector<types::NamedExtern>& items, std::string& text) {
  const TypeHome* home = m_homes.find(type.resource);
  if (addUse(name, home, text)) return;
  const std::size_t begin = text.size();
  if (home != nullptr && home->label != name) {
    text += concat(m_indent, "type ", types::labelText(name), " = ", types::labelText(home->label), ";\n");
    mark(name, begin, text.size());
    return;
  }
  text += concat(m_indent, "resource ", types::labelText(name));
  bool open = false;
  const std::size_t marksBefore = m_marks != nullptr ? m_marks->size() : 0;
  for (const types::NamedExtern& item : items) {
    const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
    if (func == nullptr || funcRole(item.name.name).resource != name) continue;
    text += open ? "" : " {\n";
    open = true;
    m_written.insert(item.name.name);
    const std::size_t start = text.size();
    text += concat(m_indent, "    ", witFunc(item.name.name, **func), ";\n");
    mark(item.name.name, start, text.size());
  }
  text += open ? concat(m_indent, "}\n") : ";\n";
  if (m_marks != nullptr) {
    m_marks->insert(m_marks->begin() + static_cast<std::ptrdiff_t>(marksBefore), {name, begin, text.size()});
  }
}

void WitBody::addTypes(const std::vector<types::NamedExtern>& items, std::string& text) {
  for (const types::NamedExtern& item : items) {
    const std::string& name = item.name.name;
    if (const auto* value = std::get_if<types::TypeOfValue>(&item.type)) {
      if (m_written.insert(name).second) addValueType(name, value->type, text);
    } else if (const auto* resource = std::get_if<types::TypeOfResource>(&item.type)) {
      if (m_written.insert(name).second) addResource(name, *resource, items, text);
    }
  }
}

void WitBody::addFuncs(const std::vector<types::NamedExtern>& items, std::string& text) {
  for (const types::NamedExtern& item : items) {
    const std::string& name = item.name.name;
    const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
    if (func == nullptr || !m_written.insert(name).second) continue;
    const std::size_t begin = text.size();
    text += concat(m_indent, witFunc(name, **func), ";\n");
    mark(name, begin, text.size());
  }
}

WitInterfaceText witInterface(std::string_view name, const types::InstanceType& type) {
  WitInterfaceText result;
  const std::string self(name);
  TypeHomes homes;
  homes.add(self, type);
  WitBody body(self, homes, "    ", &result.marks);
  result.text = concat("interface ", types::labelText(types::parseInterfaceName(name).interface), " {\n");
  body.addTypes(type.exports, result.text);
  body.addFuncs(type.exports, result.text);
  result.text += "}\n";
  return result;
}

}  // namespace sb::print
