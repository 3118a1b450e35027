// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <bit>
#include <limits>

#include "core/support/match.h"
#include "core/value/utf8.h"
#include "core/value/value_parts.h"

namespace sb::value {
namespace {

using Next = std::function<std::uint64_t()>;

constexpr std::array<std::uint64_t, 16> EdgeNumbers{0,
                                                    1,
                                                    2,
                                                    127,
                                                    128,
                                                    255,
                                                    65535,
                                                    65536,
                                                    0xd800,
                                                    0x7fffffff,
                                                    0x80000000,
                                                    0xffffffff,
                                                    0xffffffffffff,
                                                    0x7fffffffffffffff,
                                                    0x8000000000000000,
                                                    0xffffffffffffffff};
constexpr std::array<char32_t, 12> EdgeChars{0,     U'a',   U'\'',  0x7f,   0x80,    0x7ff,
                                             0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};

class Random {
 public:
  explicit Random(const Next& next) : m_next(next) {}

  Value of(const types::ValType& type, unsigned depth) const {
    return match(
        type->kind, [&](types::Primitive primitive) { return scalar(primitive); },
        [&](const types::Record& record) {
          RecordValue out;
          for (const types::Field& field : record.fields) out.fields.push_back(of(field.type, depth));
          return Value{std::move(out)};
        },
        [&](const types::Variant&) { return oneOf(type, depth); },
        [&](const types::List& list) { return items(list.element, length(depth), depth); },
        [&](const types::FixedList& list) { return items(list.element, list.length, depth); },
        [&](const types::Tuple& tuple) {
          RecordValue out;
          for (const types::ValType& part : tuple.types) out.fields.push_back(of(part, depth));
          return Value{std::move(out)};
        },
        [&](const types::Flags& flags) { return Value{flagsOf(flags.labels.size())}; },
        [&](const types::Enum&) { return oneOf(type, depth); },
        [&](const types::Option&) { return oneOf(type, depth); },
        [&](const types::ResultType&) { return oneOf(type, depth); },
        [&](const types::Own&) { return handle(); }, [&](const types::Borrow&) { return handle(); },
        [&](const types::Stream&) { return handle(); }, [&](const types::Future&) { return handle(); },
        [&](const types::Map& map) {
          return items(types::makeType(types::Tuple{{map.key, map.value}}), length(depth), depth);
        });
  }

 private:
  std::uint64_t below(std::uint64_t limit) const { return m_next() % limit; }

  std::uint64_t number() const { return below(4) ? EdgeNumbers[below(EdgeNumbers.size())] : m_next(); }

  Value scalar(types::Primitive primitive) const {
    using types::Primitive;
    switch (primitive) {
      case Primitive::Bool: return Value{below(2) == 0};
      case Primitive::S8: return Value{static_cast<std::int64_t>(static_cast<std::int8_t>(number()))};
      case Primitive::S16: return Value{static_cast<std::int64_t>(static_cast<std::int16_t>(number()))};
      case Primitive::S32: return Value{static_cast<std::int64_t>(static_cast<std::int32_t>(number()))};
      case Primitive::S64: return Value{static_cast<std::int64_t>(number())};
      case Primitive::U8:
      case Primitive::U16:
      case Primitive::U32:
      case Primitive::U64: return Value{number() & integerRange(primitive).greatest};
      case Primitive::F32: return Value{real<float, std::uint32_t>()};
      case Primitive::F64: return Value{real<double, std::uint64_t>()};
      case Primitive::Char: return Value{CharValue{character()}};
      case Primitive::String: return Value{text()};
      case Primitive::ErrorContext: return handle();
    }
    return Value{false};
  }

  template <class Float, class Bits>
  Float real() const {
    using Limits = std::numeric_limits<Float>;
    const std::array<Float, 9> edges{
        Float(0),           Float(-0.0),         Float(1.5),           Limits::quiet_NaN(), Limits::max(),
        Limits::infinity(), -Limits::infinity(), Limits::denorm_min(), Limits::lowest()};
    if (below(4)) return edges[below(edges.size())];
    const Float number = std::bit_cast<Float>(static_cast<Bits>(m_next()));
    return number != number ? Limits::quiet_NaN() : number;
  }

  char32_t character() const {
    if (below(3)) return EdgeChars[below(EdgeChars.size())];
    const std::uint64_t code = below(0x110000);
    return isScalar(code) ? static_cast<char32_t>(code) : U'?';
  }

  std::string text() const {
    static constexpr std::array<unsigned, 8> Lengths{0, 0, 1, 1, 2, 3, 5, 70};
    std::string out;
    for (unsigned left = Lengths[below(Lengths.size())]; left > 0; --left) appendUtf8(out, character());
    return out;
  }

  /// Long lists only at the top, so that nesting does not multiply them.
  std::uint32_t length(unsigned depth) const {
    static constexpr std::array<std::uint32_t, 8> Lengths{0, 1, 2, 2, 3, 3, 5, 40};
    return Lengths[below(depth == 0 ? 8 : depth == 1 ? 7 : depth < 4 ? 5 : 3)];
  }

  Value items(const types::ValType& element, std::uint32_t count, unsigned depth) const {
    ListValue out;
    out.items.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) out.items.push_back(of(element, depth + 1));
    return Value{std::move(out)};
  }

  Value oneOf(const types::ValType& type, unsigned depth) const {
    const std::vector<types::Case> cases = casesOf(type);
    const auto index = static_cast<std::uint32_t>(below(cases.size()));
    VariantValue out{index, {}};
    if (cases[index].type) out.payload.push_back(of(cases[index].type, depth));
    return Value{std::move(out)};
  }

  FlagsValue flagsOf(std::size_t count) const {
    const std::uint64_t pattern = below(4) == 0 ? 0 : below(4) == 0 ? ~std::uint64_t(0) : m_next();
    FlagsValue out;
    for (std::size_t i = 0; i < count; ++i) out.set.push_back((pattern >> (i % 64)) & 1);
    return out;
  }

  Value handle() const { return Value{HandleValue{static_cast<std::uint32_t>(1 + below(0xffff))}}; }

  const Next& m_next;
};

}  // namespace

Value randomValue(const types::ValType& type, const std::function<std::uint64_t()>& next, unsigned depth) {
  return Random(next).of(type, depth);
}

}  // namespace sb::value
