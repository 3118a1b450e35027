// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/wave_scalars.h"

#include <charconv>
#include <limits>

#include "core/value/value_parts.h"
#include "core/value/wave_text.h"

namespace sb::value {
namespace {

std::string quoted(std::string_view text) { return between('`', text, '`'); }

Result<Value> boolean(WaveCursor& cursor) {
  const auto label = cursor.peekLabel();
  if (!label || label->escaped || (label->text != "true" && label->text != "false"))
    return cursor.expected("`true` or `false`");
  cursor.take(*label);
  return Value{label->text == "true"};
}

Result<Value> integer(WaveCursor& cursor, types::Primitive primitive) {
  cursor.skipBlanks();
  const std::size_t start = cursor.position();
  const std::string typeName = model::primitiveName(primitive);
  const char first = cursor.peek();
  if (first != '-' && (first < '0' || first > '9')) return cursor.expected("a number (" + typeName + ")");
  const std::string_view text = cursor.takeNumber();
  const IntegerRange range = integerRange(primitive);
  const char* end = text.data() + text.size();
  const auto finish = [&](std::from_chars_result parsed, bool inRange, Value value) -> Result<Value> {
    if (parsed.ec == std::errc::invalid_argument || parsed.ptr != end)
      return cursor.failAt(start, quoted(text) + " is not a whole number (" + typeName + ")");
    if (parsed.ec == std::errc() && inRange) return value;
    return cursor.failAt(start, std::string(text) + " is out of range for " + typeName + " (" +
                                    std::to_string(range.least) + " to " + std::to_string(range.greatest) +
                                    ")");
  };
  if (range.isSigned) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), end, number);
    return finish(parsed, number >= range.least && number <= static_cast<std::int64_t>(range.greatest),
                  Value{number});
  }
  std::uint64_t number = 0;
  const bool negative = text.front() == '-';
  const auto parsed = std::from_chars(text.data() + (negative ? 1 : 0), end, number);
  return finish(parsed, !negative && number <= range.greatest, Value{number});
}

template <class Float>
Result<Value> floating(WaveCursor& cursor, const char* typeName) {
  cursor.skipBlanks();
  const std::size_t start = cursor.position();
  const std::string_view text = cursor.takeNumber();
  if (text == "nan") return Value{std::numeric_limits<Float>::quiet_NaN()};
  if (text == "inf") return Value{std::numeric_limits<Float>::infinity()};
  if (text == "-inf") return Value{-std::numeric_limits<Float>::infinity()};
  const std::string_view digits = text.substr(text.substr(0, 1) == "-" ? 1 : 0);
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') {
    cursor.moveTo(start);
    return cursor.expected("a number, `nan`, `inf` or `-inf`");
  }
  Float number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec == std::errc::result_out_of_range)
    return cursor.failAt(start, std::string(text) + " is out of range for " + typeName);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return cursor.failAt(start, quoted(text) + " is not a number (" + typeName + ")");
  return Value{number};
}

}  // namespace

Result<Value> waveHandle(WaveCursor& cursor) {
  cursor.skipBlanks();
  const std::size_t start = cursor.position();
  std::uint32_t number = 0;
  if (cursor.acceptText("<handle")) {
    cursor.skipBlanks();
    const std::string_view text = cursor.takeNumber();
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && cursor.accept('>'))
      return Value{HandleValue{number}};
    cursor.moveTo(start);
  }
  return cursor.expected("a handle such as <handle 3>; handles cannot be written by hand in most places");
}

Result<Value> waveScalar(WaveCursor& cursor, types::Primitive primitive) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: return boolean(cursor);
    case Primitive::S8:
    case Primitive::U8:
    case Primitive::S16:
    case Primitive::U16:
    case Primitive::S32:
    case Primitive::U32:
    case Primitive::S64:
    case Primitive::U64: return integer(cursor, primitive);
    case Primitive::F32: return floating<float>(cursor, "f32");
    case Primitive::F64: return floating<double>(cursor, "f64");
    case Primitive::Char: {
      SB_TRY(const char32_t code, cursor.quotedChar());
      return Value{CharValue{code}};
    }
    case Primitive::String: {
      SB_TRY(std::string text, cursor.quotedText());
      return Value{std::move(text)};
    }
    case Primitive::ErrorContext: return waveHandle(cursor);
  }
  return cursor.expected("a value");
}

}  // namespace sb::value
