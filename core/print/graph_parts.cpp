// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_parts.h"

#include "core/print/wit.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

std::string items(const std::vector<types::NamedExtern>& externs) {
  std::string text;
  for (const types::NamedExtern& item : externs) {
    if (!text.empty()) text += "; ";
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    text += function && *function ? witFunc(item.name.name, **function)
                                  : concat(item.name.name, ": ", typeSummary(item.type));
  }
  return text;
}

}  // namespace

const char* nameSourceName(graph::NameSource source) {
  switch (source) {
    case graph::NameSource::User: return "user";
    case graph::NameSource::ComponentName: return "component-name";
    case graph::NameSource::ExternName: return "extern-name";
    case graph::NameSource::Producers: return "producers";
    case graph::NameSource::FileName: return "file-name";
    case graph::NameSource::Index: return "index";
  }
  return "";
}

const char* attributeName(model::NameAttribute::Kind kind) {
  switch (kind) {
    case model::NameAttribute::Kind::Implements: return "implements";
    case model::NameAttribute::Kind::VersionSuffix: return "version-suffix";
    case model::NameAttribute::Kind::ExternalId: return "external-id";
  }
  return "";
}

std::string quoted(std::string_view text) {
  constexpr const char* Digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += Digits[byte >> 4];
      out += Digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string typeSummary(const types::ExternType& type) {
  return match(
      type, [](const types::FuncTypeRef& t) { return t ? witFunc("f", *t).substr(3) : std::string("?"); },
      [](const types::InstanceTypeRef& t) {
        return t ? concat("instance { ", items(t->exports), " }") : std::string("?");
      },
      [](const types::ComponentTypeRef& t) {
        return t ? concat("component { import ", items(t->imports), " export ", items(t->exports), " }")
                 : std::string("?");
      },
      [](const types::CoreModuleTypeRef&) { return std::string("core module"); },
      [](const types::ValueExtern& t) { return concat("value ", witType(t.type)); },
      [](const types::TypeOfValue& t) { return concat("type ", witTypeDefinition(t.type)); },
      [](const types::TypeOfResource& t) {
        return concat("resource ", t.resource ? t.resource->name : std::string());
      },
      [](const types::TypeOfFunc& t) {
        return t.type ? concat("type ", witFunc("f", *t.type).substr(3)) : std::string("?");
      },
      [](const types::TypeOfInstance& t) {
        return t.type ? concat("type instance { ", items(t.type->exports), " }") : std::string("?");
      },
      [](const types::TypeOfComponent& t) {
        return t.type ? concat("type component { import ", items(t.type->imports), " export ",
                               items(t.type->exports), " }")
                      : std::string("?");
      });
}

const void* typeAddress(const types::ExternType& type) {
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (instance) return instance->get();
  const auto* component = std::get_if<types::ComponentTypeRef>(&type);
  return component ? component->get() : nullptr;
}

}  // namespace sb::print
