// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/dump_words.h"

#include "core/model/builtin_shape.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string hexByte(std::uint8_t value) {
  const char* digits = "0123456789abcdef";
  return {'0', 'x', digits[value >> 4], digits[value & 15]};
}

/// The items with commas between.
template <class T, class F>
std::string list(const std::vector<T>& items, F&& one) {
  std::string out;
  for (const T& item : items) {
    if (!out.empty()) out += ", ";
    out += one(item);
  }
  return out;
}

std::string optionWords(const model::CanonOption& option) {
  switch (option.kind) {
    case model::CanonOption::Kind::Utf8: return "utf8";
    case model::CanonOption::Kind::Utf16: return "utf16";
    case model::CanonOption::Kind::Latin1Utf16: return "latin1+utf16";
    case model::CanonOption::Kind::Memory: return concat("memory ", number(option.index));
    case model::CanonOption::Kind::Realloc: return concat("realloc ", number(option.index));
    case model::CanonOption::Kind::PostReturn: return concat("post-return ", number(option.index));
    case model::CanonOption::Kind::Async: return "async";
    case model::CanonOption::Kind::Callback: return concat("callback ", number(option.index));
    case model::CanonOption::Kind::CoreType: return concat("core-type ", number(option.index));
    case model::CanonOption::Kind::Gc: return "gc";
  }
  return "?";
}

std::string optionsWords(const model::CanonOptions& options) {
  return options.empty() ? std::string() : concat(" [", list(options, optionWords), "]");
}

std::string coreValTypeWords(std::uint8_t type) {
  switch (type) {
    case 0x7f: return "i32";
    case 0x7e: return "i64";
    case 0x7d: return "f32";
    case 0x7c: return "f64";
    case 0x7b: return "v128";
    case 0x70: return "funcref";
    case 0x6f: return "externref";
    default: return hexByte(type);
  }
}

std::string bytesWords(const Bytes& bytes) {
  return bytes.size() == 1 ? coreValTypeWords(bytes[0]) : list(bytes, hexByte);
}

std::string limitsWords(const model::CoreLimits& limits) {
  return concat(number(limits.min), limits.max ? concat(" ", number(*limits.max)) : "",
                limits.is64 ? " i64" : "", limits.shared ? " shared" : "");
}

std::string builtinWords(const model::CanonBuiltin& builtin) {
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  std::string out = model::builtinName(builtin.builtin);
  if (shape.resultList && builtin.result)
    out += concat(
        " -> ", match(
                    *builtin.result, [](model::Primitive p) { return std::string(model::primitiveName(p)); },
                    [](model::TypeIdx idx) { return concat("type ", number(idx.value)); }));
  if (shape.coreValType) out += concat(" ", coreValTypeWords(builtin.coreValType));
  if (shape.type) out += concat(" type ", number(builtin.type.value));
  if (shape.flag && builtin.flag != 0) out += concat(" flag ", hexByte(builtin.flag));
  if (shape.immediate) out += concat(" ", number(builtin.immediate));
  return out + optionsWords(builtin.options);
}

}  // namespace

std::string quotedText(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += concat("\\", hexByte(static_cast<std::uint8_t>(c)).substr(2));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string words(const model::SortIdx& item) {
  return concat(model::sortName(item.sort), " ", number(item.index));
}

std::string words(const model::ExternName& name) {
  std::string out = quotedText(name.name);
  for (const model::NameAttribute& attribute : name.attributes) {
    switch (attribute.kind) {
      case model::NameAttribute::Kind::Implements: out += " (implements "; break;
      case model::NameAttribute::Kind::VersionSuffix: out += " (version-suffix "; break;
      case model::NameAttribute::Kind::ExternalId: out += " (external-id "; break;
    }
    out += concat(quotedText(attribute.value), ")");
  }
  return out;
}

std::string words(const model::AliasTarget& target) {
  return match(
      target,
      [](const model::AliasExport& a) {
        return concat("alias ", quotedText(a.name), " of instance ", number(a.instance.value));
      },
      [](const model::AliasCoreExport& a) {
        return concat("alias ", quotedText(a.name), " of core instance ", number(a.instance.value));
      },
      [](const model::AliasOuter& a) {
        return concat("alias outer ", number(a.count), ", index ", number(a.index));
      });
}

std::string words(const model::Canon& canon) {
  return match(
      canon.canon,
      [](const model::CanonLift& c) {
        return concat("lift core func ", number(c.func.value), " as type ", number(c.type.value),
                      optionsWords(c.options));
      },
      [](const model::CanonLower& c) {
        return concat("lower func ", number(c.func.value), optionsWords(c.options));
      },
      [](const model::CanonBuiltin& c) { return builtinWords(c); });
}

std::string words(const model::CoreInstance& instance) {
  return match(
      instance.instance,
      [](const model::CoreInstantiate& i) {
        return concat("instantiate core module ", number(i.module.value), " with (",
                      list(i.args,
                           [](const model::CoreInstantiateArg& arg) {
                             return concat(quotedText(arg.name), " = core instance ",
                                           number(arg.instance.value));
                           }),
                      ")");
      },
      [](const model::CoreInlineExports& i) {
        return concat("exports (",
                      list(i.exports,
                           [](const model::CoreInlineExport& item) {
                             return concat(quotedText(item.name), " = ", words(item.item));
                           }),
                      ")");
      });
}

std::string words(const model::Instance& instance) {
  return match(
      instance.instance,
      [](const model::Instantiate& i) {
        return concat("instantiate component ", number(i.component.value), " with (",
                      list(i.args,
                           [](const model::InstantiateArg& arg) {
                             return concat(quotedText(arg.name), " = ", words(arg.item));
                           }),
                      ")");
      },
      [](const model::InlineExports& i) {
        return concat("exports (",
                      list(i.exports,
                           [](const model::InlineExport& item) {
                             return concat(words(item.name), " = ", words(item.item));
                           }),
                      ")");
      });
}

std::string words(const std::variant<model::CoreFuncType, model::CoreTypeRaw>& type) {
  return match(
      type,
      [](const model::CoreFuncType& t) {
        return concat("core func(", list(t.params, coreValTypeWords), ") -> (",
                      list(t.results, coreValTypeWords), ")");
      },
      [](const model::CoreTypeRaw& t) {
        return concat(number(t.definedTypes), " core types in ", number(t.bytes.size()), " bytes");
      });
}

std::string words(const model::CoreExternType& type) {
  switch (type.kind) {
    case model::CoreExternType::Kind::Func: return concat("func (core type ", number(type.type.value), ")");
    case model::CoreExternType::Kind::Table:
      return concat("table (", limitsWords(type.limits), " ", bytesWords(type.refType), ")");
    case model::CoreExternType::Kind::Memory: return concat("memory (", limitsWords(type.limits), ")");
    case model::CoreExternType::Kind::Global:
      return concat("global (", type.isMutable ? "mut " : "", bytesWords(type.refType), ")");
    case model::CoreExternType::Kind::Tag: return concat("tag (core type ", number(type.type.value), ")");
  }
  return "?";
}

}  // namespace sb::print
