// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/config/manifest.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <toml.hpp>

#include "core/config/config_text.h"
#include "core/config/key_type.h"
#include "core/value/value.h"

// The only file that knows toml11 (docs/decisions). It throws; nothing leaves this file.
namespace sb::config {
namespace {

/// Letter or `_`, then letters, digits, `_`, `-` (splicer.md 9.3).
bool isKeyName(const std::string& name) {
  const auto good = [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  };
  return !name.empty() && (std::isalpha(static_cast<unsigned char>(name[0])) || name[0] == '_') &&
         std::all_of(name.begin(), name.end(), good);
}

/// A default as the text that a person would write.
std::string textOf(const toml::value& value) {
  switch (value.type()) {
    case toml::value_t::boolean: return value.as_boolean() ? "true" : "false";
    case toml::value_t::integer: return std::to_string(value.as_integer());
    case toml::value_t::floating:
      return value::printWave(value::Value{value.as_floating()}, types::makeType(types::Primitive::F64));
    case toml::value_t::string:
      return value::printWave(value::Value{std::string(value.as_string().str)},
                              types::makeType(types::Primitive::String));
    case toml::value_t::array: {
      std::string out;
      for (const toml::value& item : value.as_array()) out += (out.empty() ? "" : ", ") + textOf(item);
      return "[" + out + "]";
    }
    case toml::value_t::empty:
    case toml::value_t::offset_datetime:
    case toml::value_t::local_datetime:
    case toml::value_t::local_date:
    case toml::value_t::local_time:
    case toml::value_t::table: break;
  }
  return {};
}

class Reader {
 public:
  explicit Reader(std::string name) { m_out.name = std::move(name); }

  Result<Manifest> read(const toml::value& root) {
    if (root.contains("builtin")) {
      const toml::value& builtin = root.at("builtin");
      if (!builtin.is_table()) return bad(builtin, "`builtin` must be a table: write [builtin]");
      SB_TRY(m_out.description, text(builtin, "description"));
      SB_TRY_VOID(tier(builtin));
    }
    if (root.contains("key")) {
      const toml::value& keys = root.at("key");
      if (!keys.is_array()) return bad(keys, "`key` must be a list of tables: write [[key]]");
      for (const toml::value& item : keys.as_array()) SB_TRY_VOID(key(item));
    }
    return std::move(m_out);
  }

 private:
  static tl::unexpected<Error> bad(const toml::value& at, const std::string& message,
                                   ErrorCode code = ErrorCode::BadSyntax) {
    return fail(code, "line " + std::to_string(at.location().line()) + ": " + message);
  }

  static Result<std::string> text(const toml::value& table, const char* name) {
    if (!table.contains(name)) return std::string();
    const toml::value& found = table.at(name);
    if (!found.is_string()) return bad(found, std::string("`") + name + "` must be a text");
    return std::string(found.as_string().str);
  }

  Result<void> tier(const toml::value& builtin) {
    if (!builtin.contains("tier")) return {};
    const toml::value& found = builtin.at("tier");
    if (!found.is_integer() || found.as_integer() < 1 || found.as_integer() > 4)
      return bad(found, "`tier` must be 1, 2, 3 or 4");
    m_out.tier = static_cast<unsigned>(found.as_integer());
    return {};
  }

  Result<void> key(const toml::value& table) {
    static constexpr const char* Known[] = {"name", "type", "default", "doc", "case_insensitive"};
    if (!table.is_table()) return bad(table, "a key must be a table: write [[key]]");
    for (const auto& entry : table.as_table()) {
      const auto same = [&](const char* known) { return entry.first == known; };
      if (std::none_of(std::begin(Known), std::end(Known), same))
        return bad(entry.second, "unknown entry `" + entry.first +
                                     "`; a key has name, type, default, doc and case_insensitive");
    }
    ManifestKey out;
    SB_TRY(out.name, text(table, "name"));
    if (!isKeyName(out.name))
      return bad(table,
                 "`" + out.name + "` is no name of a key: a letter or `_`, then letters, digits, `_` and `-`",
                 ErrorCode::BadName);
    const std::string where = "key `" + out.name + "`: ";
    if (m_out.find(out.name)) return bad(table, where + "it is there twice", ErrorCode::Invalid);
    SB_TRY(const std::string type, text(table, "type"));
    if (type.empty()) return bad(table, where + "`type` is missing", ErrorCode::BadType);
    Result<types::ValType> parsed = parseKeyType(type);
    if (!parsed) return bad(table.at("type"), where + parsed.error().message, ErrorCode::BadType);
    out.type = *std::move(parsed);
    SB_TRY(out.doc, text(table, "doc"));
    if (table.contains("case_insensitive")) {
      const toml::value& flag = table.at("case_insensitive");
      if (!flag.is_boolean()) return bad(flag, where + "`case_insensitive` must be true or false");
      out.anyCase = flag.as_boolean();
      if (out.anyCase && !std::holds_alternative<types::Enum>(out.type->kind))
        return bad(flag, where + "`case_insensitive` is for enums, this is a " + keyTypeText(out.type),
                   ErrorCode::Invalid);
    }
    if (table.contains("default")) {
      const toml::value& found = table.at("default");
      Result<std::string> value = canonicalValue(textOf(found), out.type, out.anyCase);
      if (!value)
        return bad(found, where + "the default does not fit: " + value.error().message, ErrorCode::Invalid);
      out.defaultValue = *std::move(value);
    }
    m_out.keys.push_back(std::move(out));
    return {};
  }

  Manifest m_out;
};

/// "[error] toml::parse_basic_string: …\n --> manifest\n  |\n 3 | …": the sentence and the line.
std::string shortened(const std::string& what) {
  std::string out = what.substr(0, what.find('\n'));
  for (const std::string_view start : {"[error] ", "toml::"}) {
    if (out.rfind(start, 0) == 0) out.erase(0, start.size());
  }
  return out;
}

}  // namespace

const ManifestKey* Manifest::find(std::string_view key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

Result<Manifest> parseManifest(std::string name, std::string_view toml) {
  try {
    std::istringstream in{std::string(toml)};
    return Reader(name).read(toml::parse(in, name));
  } catch (const toml::exception& problem) {
    return fail(ErrorCode::BadSyntax,
                "line " + std::to_string(problem.location().line()) + ": " + shortened(problem.what()));
  } catch (const std::exception& problem) {
    return fail(ErrorCode::BadSyntax, shortened(problem.what()));
  }
}

}  // namespace sb::config
