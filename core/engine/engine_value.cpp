// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/engine_value.h"

#include <cmath>
#include <cstdio>

#include "core/support/match.h"

namespace sb::engine {

namespace {

template <class Float>
bool sameFloat(Float a, Float b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b && std::signbit(a) == std::signbit(b);
}

struct Same {
  bool operator()(float a, float b) const { return sameFloat(a, b); }
  bool operator()(double a, double b) const { return sameFloat(a, b); }
  bool operator()(const EngineList& a, const EngineList& b) const { return a.items == b.items; }
  bool operator()(const EngineRecord& a, const EngineRecord& b) const { return a.fields == b.fields; }
  bool operator()(const EngineTuple& a, const EngineTuple& b) const { return a.items == b.items; }
  bool operator()(const EngineVariant& a, const EngineVariant& b) const {
    return a.name == b.name && a.payload == b.payload;
  }
  bool operator()(const EngineEnum& a, const EngineEnum& b) const { return a.name == b.name; }
  bool operator()(const EngineOption& a, const EngineOption& b) const { return a.payload == b.payload; }
  bool operator()(const EngineResult& a, const EngineResult& b) const {
    return a.ok == b.ok && a.payload == b.payload;
  }
  bool operator()(const EngineFlags& a, const EngineFlags& b) const { return a.names == b.names; }
  bool operator()(const EngineResource& a, const EngineResource& b) const {
    if (a.owned != b.owned || a.guest != b.guest) return false;
    return a.guest || (a.hostType == b.hostType && a.rep == b.rep);
  }
  bool operator()(const EngineMap& a, const EngineMap& b) const { return a.entries == b.entries; }
  template <class T>
  bool operator()(const T& a, const T& b) const {
    return a == b;
  }  // the scalars and text
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

std::string number(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.17g", value);
  return buffer;
}

template <class Items, class Print>
std::string joined(const char* open, const Items& items, const char* close, Print print) {
  std::string text = open;
  bool first = true;
  for (const auto& item : items) {
    if (!first) text += ", ";
    first = false;
    text += print(item);
  }
  return text + close;
}

std::string payloadText(const std::vector<EngineValue>& payload) {
  return payload.empty() ? "" : "(" + describe(payload.front()) + ")";
}

}  // namespace

bool operator==(const EngineValue& a, const EngineValue& b) {
  return std::visit(Same{}, a.content, b.content);
}
bool operator==(const EngineField& a, const EngineField& b) { return a.name == b.name && a.value == b.value; }
bool operator==(const EngineEntry& a, const EngineEntry& b) { return a.key == b.key && a.value == b.value; }

std::string describe(const EngineValue& value) {
  return match(
      value.content,  //
      [](bool v) -> std::string { return v ? "true" : "false"; },
      [](std::int8_t v) { return std::to_string(v) + "s8"; },
      [](std::uint8_t v) { return std::to_string(v) + "u8"; },
      [](std::int16_t v) { return std::to_string(v) + "s16"; },
      [](std::uint16_t v) { return std::to_string(v) + "u16"; },
      [](std::int32_t v) { return std::to_string(v) + "s32"; },
      [](std::uint32_t v) { return std::to_string(v) + "u32"; },
      [](std::int64_t v) { return std::to_string(v) + "s64"; },
      [](std::uint64_t v) { return std::to_string(v) + "u64"; },
      [](float v) { return number(static_cast<double>(v)) + "f32"; },  //
      [](double v) { return number(v) + "f64"; },
      [](EngineChar v) {
        char buffer[24];
        std::snprintf(buffer, sizeof buffer, "'\\u{%lx}'", static_cast<unsigned long>(v.code));
        return std::string(buffer);
      },
      [](const std::string& v) { return "\"" + v + "\""; },
      [](const EngineList& v) { return joined("[", v.items, "]", describe); },
      [](const EngineRecord& v) {
        return joined("{", v.fields, "}",
                      [](const EngineField& field) { return field.name + ": " + describe(field.value); });
      },
      [](const EngineTuple& v) { return joined("(", v.items, ")", describe); },
      [](const EngineVariant& v) { return v.name + payloadText(v.payload); },
      [](const EngineEnum& v) { return v.name; },
      [](const EngineOption& v) { return v.payload.empty() ? "none" : "some" + payloadText(v.payload); },
      [](const EngineResult& v) { return (v.ok ? "ok" : "err") + payloadText(v.payload); },
      [](const EngineFlags& v) {
        return joined("{", v.names, "}", [](const std::string& name) { return name; });
      },
      [](const EngineResource& v) {
        const std::string kind = v.owned ? "own" : "borrow";
        return v.guest ? kind + "(guest)"
                       : kind + "(" + std::to_string(v.hostType) + ":" + std::to_string(v.rep) + ")";
      },
      [](const EngineMap& v) {
        return joined("map{", v.entries, "}", [](const EngineEntry& entry) {
          return describe(entry.key) + ": " + describe(entry.value);
        });
      });
}

}  // namespace sb::engine
