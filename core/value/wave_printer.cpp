// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/match.h"
#include "core/value/value_parts.h"
#include "core/value/wave_text.h"

namespace sb::value {
namespace {

class Printer {
 public:
  std::string text;

  void value(const Value& value, const types::ValType& type) {
    match(
        type->kind, [&](types::Primitive primitive) { scalar(value, primitive); },
        [&](const types::Record& record) { this->record(contentOf<RecordValue>(value), record); },
        [&](const types::Variant& variant) { oneOf(value, variant.cases); },
        [&](const types::List& list) { items(value, list.element); },
        [&](const types::FixedList& list) { items(value, list.element); },
        [&](const types::Tuple& tuple) { this->tuple(contentOf<RecordValue>(value), tuple.types); },
        [&](const types::Flags& flags) { this->flags(contentOf<FlagsValue>(value), flags.labels); },
        [&](const types::Enum&) { oneOf(value, casesOf(type)); },
        [&](const types::Option&) { wrapper(value, casesOf(type)); },
        [&](const types::ResultType&) { wrapper(value, casesOf(type)); },
        [&](const types::Own&) { handle(value); }, [&](const types::Borrow&) { handle(value); },
        [&](const types::Stream&) { handle(value); }, [&](const types::Future&) { handle(value); },
        [&](const types::Map& map) {
          items(value, types::makeType(types::Tuple{{map.key, map.value}}));
        });
  }

 private:
  void scalar(const Value& value, types::Primitive primitive) {
    using types::Primitive;
    switch (primitive) {
      case Primitive::Bool: text += contentOf<bool>(value) ? "true" : "false"; return;
      case Primitive::S8:
      case Primitive::S16:
      case Primitive::S32:
      case Primitive::S64: text += std::to_string(contentOf<std::int64_t>(value)); return;
      case Primitive::U8:
      case Primitive::U16:
      case Primitive::U32:
      case Primitive::U64: text += std::to_string(contentOf<std::uint64_t>(value)); return;
      case Primitive::F32: text += waveFloat(contentOf<float>(value)); return;
      case Primitive::F64: text += waveFloat(contentOf<double>(value)); return;
      case Primitive::Char: text += waveChar(contentOf<CharValue>(value).code); return;
      case Primitive::String: text += waveString(contentOf<std::string>(value)); return;
      case Primitive::ErrorContext: handle(value); return;
    }
  }

  void handle(const Value& value) { text += waveHandle(contentOf<HandleValue>(value).handle); }

  void record(const RecordValue& value, const types::Record& record) {
    SB_CHECK(value.fields.size() == record.fields.size(), "the value does not fit its type");
    text += record.fields.empty() ? "{:" : "{";
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      text += (i ? ", " : "") + waveLabel(record.fields[i].name) + ": ";
      this->value(value.fields[i], record.fields[i].type);
    }
    text += "}";
  }

  void tuple(const RecordValue& value, const std::vector<types::ValType>& parts) {
    SB_CHECK(value.fields.size() == parts.size(), "the value does not fit its type");
    text += "(";
    for (std::size_t i = 0; i < parts.size(); ++i) {
      text += i ? ", " : "";
      this->value(value.fields[i], parts[i]);
    }
    text += ")";
  }

  void items(const Value& value, const types::ValType& element) {
    text += "[";
    bool first = true;
    for (const Value& item : contentOf<ListValue>(value).items) {
      text += first ? "" : ", ";
      first = false;
      this->value(item, element);
    }
    text += "]";
  }

  void flags(const FlagsValue& value, const std::vector<std::string>& labels) {
    SB_CHECK(value.set.size() == labels.size(), "the value does not fit its type");
    text += "{";
    bool first = true;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (!value.set[i]) continue;
      text += (first ? "" : ", ") + waveLabel(labels[i]);
      first = false;
    }
    text += "}";
  }

  void oneOf(const Value& value, const std::vector<types::Case>& cases) {
    const auto& content = contentOf<VariantValue>(value);
    SB_CHECK(content.index < cases.size(), "the value does not fit its type");
    text += waveLabel(cases[content.index].name);
    payload(content, cases[content.index].type);
  }

  /// Option and result: their labels are keywords and stay as they are.
  void wrapper(const Value& value, const std::vector<types::Case>& cases) {
    const auto& content = contentOf<VariantValue>(value);
    SB_CHECK(content.index < cases.size(), "the value does not fit its type");
    text += cases[content.index].name;
    payload(content, cases[content.index].type);
  }

  void payload(const VariantValue& content, const types::ValType& type) {
    SB_CHECK(content.payload.size() == (type ? 1u : 0u), "the value does not fit its type");
    if (!type) return;
    text += "(";
    value(content.payload.front(), type);
    text += ")";
  }
};

}  // namespace

std::string printWave(const Value& value, const types::ValType& type) {
  Printer printer;
  printer.value(value, type);
  return std::move(printer.text);
}

}  // namespace sb::value
