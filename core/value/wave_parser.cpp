// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/match.h"
#include "core/value/utf8.h"
#include "core/value/value_parts.h"
#include "core/value/wave_cursor.h"
#include "core/value/wave_scalars.h"
#include "core/value/wave_text.h"

// WAVE, the WebAssembly value encoding: text that means something only together with a type. Accepted beside
// the plain form: payloads without `some(…)` or `ok(…)` where that is not ambiguous, records without their
// `none` fields, trailing commas, comments, and `<handle 3>` for what has no text of its own.
namespace sb::value {
namespace {

std::string quoted(std::string_view name) { return between('`', name, '`'); }

/// "`red`, `green`, …": at most eight names.
std::string nameList(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == 8) return out + ", …";
    out += (i ? ", " : "") + quoted(names[i]);
  }
  return out;
}

bool isWrapper(const types::ValType& type) {
  return std::holds_alternative<types::Option>(type->kind) ||
         std::holds_alternative<types::ResultType>(type->kind);
}

class Parser {
 public:
  explicit Parser(WaveCursor& cursor) : m_cursor(cursor) {}

  Result<Value> value(const types::ValType& type) {
    return match(
        type->kind, [this](types::Primitive primitive) { return waveScalar(m_cursor, primitive); },
        [this](const types::Record& record) { return this->record(record); },
        [this, &type](const types::Variant& variant) { return oneOf(variant.cases, type); },
        [this](const types::List& list) { return items(list.element, std::nullopt); },
        [this](const types::FixedList& list) { return items(list.element, list.length); },
        [this](const types::Tuple& tuple) { return this->tuple(tuple.types); },
        [this](const types::Flags& flags) { return this->flags(flags.labels); },
        [this, &type](const types::Enum&) { return oneOf(casesOf(type), type); },
        [this](const types::Option& option) { return this->option(option); },
        [this](const types::ResultType& result) { return this->result(result); },
        [this](const types::Own&) { return waveHandle(m_cursor); },
        [this](const types::Borrow&) { return waveHandle(m_cursor); },
        [this](const types::Stream&) { return waveHandle(m_cursor); },
        [this](const types::Future&) { return waveHandle(m_cursor); },
        [this](const types::Map& map) {
          return items(types::makeType(types::Tuple{{map.key, map.value}}), std::nullopt);
        });
  }

  Result<std::vector<Value>> arguments(const std::vector<types::Param>& params);

 private:
  Result<Value> record(const types::Record& record);
  Result<Value> oneOf(const std::vector<types::Case>& cases, const types::ValType& type);
  Result<Value> items(const types::ValType& element, std::optional<std::uint32_t> length);
  Result<Value> tuple(const std::vector<types::ValType>& parts);
  Result<Value> flags(const std::vector<std::string>& labels);
  Result<Value> option(const types::Option& option);
  Result<Value> result(const types::ResultType& result);
  Result<Value> payload(std::uint32_t index, const types::ValType& type, std::string_view name);
  Result<void> namedPart(std::string_view what, const std::vector<types::Field>& fields,
                         std::vector<std::optional<Value>>& found);
  Result<std::vector<Value>> complete(std::string_view what, const std::vector<types::Field>& fields,
                                      std::vector<std::optional<Value>> found, std::size_t start);

  WaveCursor& m_cursor;
};

/// After a case label: `(payload)` when the case has one.
Result<Value> Parser::payload(std::uint32_t index, const types::ValType& type, std::string_view name) {
  VariantValue out{index, {}};
  if (!type) {
    if (m_cursor.peek() == '(') return m_cursor.failAt(m_cursor.position(), quoted(name) + " has no payload");
    return Value{std::move(out)};
  }
  SB_TRY_VOID(m_cursor.expect('(', "and the payload of " + quoted(name)));
  SB_TRY(Value inner, value(type));
  SB_TRY_VOID(m_cursor.expect(')', "after the payload of " + quoted(name)));
  out.payload.push_back(std::move(inner));
  return Value{std::move(out)};
}

Result<Value> Parser::oneOf(const std::vector<types::Case>& cases, const types::ValType& type) {
  const auto label = m_cursor.peekLabel();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (label && cases[i].name == label->text) {
      m_cursor.take(*label);
      return payload(static_cast<std::uint32_t>(i), cases[i].type, cases[i].name);
    }
    names.push_back(cases[i].name);
  }
  const std::string typeName = type->name.empty() ? std::string() : " of " + quoted(type->name);
  return m_cursor.expected("a case" + typeName + ": " + nameList(names));
}

Result<Value> Parser::option(const types::Option& option) {
  const auto label = m_cursor.peekLabel();
  if (label && !label->escaped && label->text == "none") {
    m_cursor.take(*label);
    return Value{VariantValue{0, {}}};
  }
  if (label && !label->escaped && label->text == "some") {
    m_cursor.take(*label);
    return payload(1, option.type, "some");
  }
  if (isWrapper(option.type)) return m_cursor.expected("`some(…)` or `none`");
  SB_TRY(Value inner, value(option.type));
  return Value{VariantValue{1, {std::move(inner)}}};
}

Result<Value> Parser::result(const types::ResultType& result) {
  const auto label = m_cursor.peekLabel();
  if (label && !label->escaped && label->text == "ok") {
    m_cursor.take(*label);
    return payload(0, result.ok, "ok");
  }
  if (label && !label->escaped && label->text == "err") {
    m_cursor.take(*label);
    return payload(1, result.error, "err");
  }
  if (!result.ok || isWrapper(result.ok)) return m_cursor.expected("`ok` or `err`");
  SB_TRY(Value inner, value(result.ok));
  return Value{VariantValue{0, {std::move(inner)}}};
}

Result<Value> Parser::items(const types::ValType& element, std::optional<std::uint32_t> length) {
  m_cursor.skipBlanks();
  const std::size_t start = m_cursor.position();
  if (!m_cursor.accept('[')) return m_cursor.expected("a list such as [a, b]");
  ListValue out;
  for (bool first = true;; first = false) {
    SB_TRY(const bool more, m_cursor.nextItem(first, ']'));
    if (!more) break;
    SB_TRY(Value item, value(element));
    out.items.push_back(std::move(item));
  }
  if (length && out.items.size() != *length)
    return m_cursor.failAt(start, "the list has a fixed length of " + std::to_string(*length) + ", found " +
                                      std::to_string(out.items.size()) + " elements");
  return Value{std::move(out)};
}

Result<Value> Parser::tuple(const std::vector<types::ValType>& parts) {
  m_cursor.skipBlanks();
  const std::size_t start = m_cursor.position();
  if (!m_cursor.accept('(')) return m_cursor.expected("a tuple such as (a, b)");
  RecordValue out;
  for (bool first = true;; first = false) {
    SB_TRY(const bool more, m_cursor.nextItem(first, ')'));
    if (!more) break;
    if (out.fields.size() == parts.size())
      return m_cursor.failAt(m_cursor.position(),
                             "the tuple has only " + std::to_string(parts.size()) + " elements");
    SB_TRY(Value item, value(parts[out.fields.size()]));
    out.fields.push_back(std::move(item));
  }
  if (out.fields.size() != parts.size())
    return m_cursor.failAt(start, "the tuple has " + std::to_string(parts.size()) + " elements, found " +
                                      std::to_string(out.fields.size()));
  return Value{std::move(out)};
}

Result<Value> Parser::flags(const std::vector<std::string>& labels) {
  if (!m_cursor.accept('{')) return m_cursor.expected("flags such as {a, b}");
  FlagsValue out{std::vector<bool>(labels.size(), false)};
  for (bool first = true;; first = false) {
    SB_TRY(const bool more, m_cursor.nextItem(first, '}'));
    if (!more) return Value{std::move(out)};
    const auto label = m_cursor.peekLabel();
    std::size_t position = 0;
    while (label && position < labels.size() && labels[position] != label->text) ++position;
    if (!label || position == labels.size()) return m_cursor.expected("a flag: " + nameList(labels));
    if (out.set[position]) return m_cursor.failAt(label->position, quoted(label->text) + " is set twice");
    out.set[position] = true;
    m_cursor.take(*label);
  }
}

/// `name: value`; `what` is "field" or "argument". The value goes to its place in `found`.
Result<void> Parser::namedPart(std::string_view what, const std::vector<types::Field>& fields,
                               std::vector<std::optional<Value>>& found) {
  const auto label = m_cursor.peekLabel();
  std::vector<std::string> names;
  for (const types::Field& field : fields) names.push_back(field.name);
  if (!label) return m_cursor.expected("the name of a " + std::string(what) + ": " + nameList(names));
  std::size_t position = 0;
  while (position < names.size() && names[position] != label->text) ++position;
  if (position == names.size())
    return m_cursor.failAt(label->position, "no " + std::string(what) + " " + quoted(label->text) +
                                                "; there is " + (names.empty() ? "none" : nameList(names)));
  if (found[position]) return m_cursor.failAt(label->position, quoted(label->text) + " is given twice");
  m_cursor.take(*label);
  SB_TRY_VOID(m_cursor.expect(':', "after " + quoted(label->text)));
  SB_TRY(Value item, value(fields[position].type));
  found[position] = std::move(item);
  return {};
}

Result<std::vector<Value>> Parser::complete(std::string_view what, const std::vector<types::Field>& fields,
                                            std::vector<std::optional<Value>> found, std::size_t start) {
  std::vector<Value> out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (found[i]) {
      out.push_back(*std::move(found[i]));
    } else if (std::holds_alternative<types::Option>(fields[i].type->kind)) {
      out.push_back(Value{VariantValue{0, {}}});
    } else {
      return m_cursor.failAt(start, std::string(what) + " " + quoted(fields[i].name) + " is missing");
    }
  }
  return out;
}

Result<Value> Parser::record(const types::Record& record) {
  m_cursor.skipBlanks();
  const std::size_t start = m_cursor.position();
  if (!m_cursor.accept('{')) return m_cursor.expected("a record such as {a: 1, b: 2}");
  std::vector<std::optional<Value>> found(record.fields.size());
  if (m_cursor.accept(':')) {
    SB_TRY_VOID(m_cursor.expect('}', "after `{:`, the record without fields"));
  } else {
    for (bool first = true;; first = false) {
      SB_TRY(const bool more, m_cursor.nextItem(first, '}'));
      if (!more) break;
      SB_TRY_VOID(namedPart("field", record.fields, found));
    }
  }
  SB_TRY(std::vector<Value> fields, complete("field", record.fields, std::move(found), start));
  return Value{RecordValue{std::move(fields)}};
}

Result<std::vector<Value>> Parser::arguments(const std::vector<types::Param>& params) {
  std::vector<types::Field> fields;
  for (const types::Param& param : params) fields.push_back({param.name, param.type});
  std::vector<std::optional<Value>> found(fields.size());
  bool named = false;
  for (std::size_t count = 0; !m_cursor.atEnd(); ++count) {
    if (count > 0) {
      SB_TRY_VOID(m_cursor.expect(',', "between arguments"));
      if (m_cursor.atEnd()) break;
    }
    const std::size_t start = m_cursor.position();
    if (const auto label = m_cursor.peekLabel()) {
      m_cursor.take(*label);
      if (m_cursor.peek() == ':') named = true;
      m_cursor.moveTo(start);
    }
    if (named) {
      SB_TRY_VOID(namedPart("argument", fields, found));
    } else if (count >= fields.size()) {
      return m_cursor.failAt(start,
                             "too many arguments: the function takes " + std::to_string(fields.size()));
    } else {
      SB_TRY(Value item, inContext(value(fields[count].type), "in argument " + quoted(fields[count].name)));
      found[count] = std::move(item);
    }
  }
  return complete("argument", fields, std::move(found), m_cursor.position());
}

std::optional<Error> notUtf8(std::string_view text) {
  if (const auto bad = firstBadUtf8(text))
    return Error{ErrorCode::BadSyntax, "the text is not UTF-8 here", *bad, {}};
  return std::nullopt;
}

}  // namespace

Result<Value> parseWave(std::string_view text, const types::ValType& type) {
  if (auto error = notUtf8(text)) return tl::unexpected<Error>(*std::move(error));
  WaveCursor cursor(text);
  SB_TRY(Value out, Parser(cursor).value(type));
  if (!cursor.atEnd()) return cursor.expected("the end of the value");
  return out;
}

Result<std::vector<Value>> parseWaveArguments(std::string_view text,
                                              const std::vector<types::Param>& params) {
  if (auto error = notUtf8(text)) return tl::unexpected<Error>(*std::move(error));
  WaveCursor cursor(text);
  return Parser(cursor).arguments(params);
}

}  // namespace sb::value
