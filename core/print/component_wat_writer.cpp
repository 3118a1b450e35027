// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_wat_writer.h"

#include <cstdio>
#include <utility>

#include "core/print/core_wat.h"
#include "core/print/wat_definitions.h"
#include "core/print/wat_types.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {

using model::Sort;

namespace {

std::size_t sizeOf(std::size_t number) { return number < 128 ? 1 : 1 + sizeOf(number >> 7); }
std::size_t sizeOf(const std::string& name) { return sizeOf(name.size()) + name.size(); }

/// Whether the text form of a `producers` section says everything of it: the fields that it has, and nothing
/// that is not read.
bool isPlainProducers(const std::vector<decode::ProducersField>& fields, std::size_t size) {
  std::size_t read = sizeOf(fields.size());
  for (const decode::ProducersField& field : fields) {
    read += sizeOf(field.name) + sizeOf(field.values.size());
    for (const auto& [name, version] : field.values) read += sizeOf(name) + sizeOf(version);
  }
  if (read != size) return false;
  for (const decode::ProducersField& field : fields)
    if (field.name != "language" && field.name != "processed-by" && field.name != "sdk") return false;
  return !fields.empty();
}

}  // namespace

void ComponentWatWriter::flush() {
  if (!m_text.empty()) m_sink(m_text);
  m_text.clear();
}

void ComponentWatWriter::line(const SourceRange* range, std::string_view text) {
  if (m_wanted && !m_isWanted) return;
  indent(range);
  m_text += text;
  endLine();
}

void ComponentWatWriter::indent(const SourceRange* range) {
  if (m_options.offsets) {
    char place[32] = "                ";
    if (range)
      std::snprintf(place, sizeof place, "(;@0x%08llx;) ", static_cast<unsigned long long>(range->offset));
    m_text += place;
  }
  m_text.append(2 * std::size_t{m_depth}, ' ');
}

void ComponentWatWriter::endLine() {
  m_text += '\n';
  flushWhenLong();
}

void ComponentWatWriter::flushWhenLong() {
  constexpr std::size_t Long = 1 << 16;
  if (m_text.size() >= Long) flush();
}

void ComponentWatWriter::root(const model::Component& root) {
  const std::string id = watId(decode::readComponentNames(root).component);
  component(root, concat("component", id.empty() ? "" : " ", id), nullptr, root.range);
  flush();
}

void ComponentWatWriter::component(const model::Component& component, const std::string& head,
                                   const WatScope* outer, const SourceRange& range) {
  if (component.sections.empty()) return line(&range, concat("(", head, ")"));
  line(&range, concat("(", head));
  WatScope scope(outer, decode::readComponentNames(component));
  ++m_depth;
  for (const model::Section& one : component.sections) section(one, scope);
  --m_depth;
  line(nullptr, ")");
}

void ComponentWatWriter::section(const model::Section& section, WatScope& scope) {
  const auto each = [&](const auto& items, auto&& write) {
    for (const auto& one : items) item(&one, [&] { write(one); });
  };
  match(
      section.content, [&](const model::CustomSection& s) { item(&s, [&] { custom(s, section.range); }); },
      [&](const model::CoreModuleSection& s) { item(&s.module, [&] { coreModule(s.module, scope); }); },
      [&](const model::CoreInstanceSection& s) {
        each(s.items, [&](const model::CoreInstance& one) { coreInstance(one, scope); });
      },
      [&](const model::CoreTypeSection& s) {
        each(s.items, [&](const model::CoreTypeDef& one) { coreType(one, scope); });
      },
      [&](const model::ComponentSection& s) {
        const std::string own = decode::readComponentNames(*s.component).component;
        const std::string id = scope.define(Sort::Component, own);
        item(s.component.get(),
             [&] { component(*s.component, concat("component ", id), &scope, s.component->range); });
      },
      [&](const model::InstanceSection& s) {
        each(s.items, [&](const model::Instance& one) { instance(one, scope); });
      },
      [&](const model::AliasSection& s) {
        each(s.items, [&](const model::Alias& one) {
          line(&one.range, concat("(", watAlias(one.target, scope), ")"));
        });
      },
      [&](const model::TypeSection& s) {
        each(s.items, [&](const model::TypeDef& one) { type(one, scope); });
      },
      [&](const model::CanonSection& s) {
        each(s.items,
             [&](const model::Canon& one) { line(&one.range, concat("(", watCanon(one, scope), ")")); });
      },
      [&](const model::StartSection& s) { item(&s.start, [&] { start(s.start, section.range, scope); }); },
      [&](const model::ImportSection& s) {
        each(s.items, [&](const model::Import& one) { import(one, scope); });
      },
      [&](const model::ExportSection& s) {
        each(s.items, [&](const model::Export& one) { exportItem(one, scope); });
      },
      [&](const model::ValueSection& s) {
        item(&s, [&] {
          line(&section.range,
               concat("(; value definitions, ", std::to_string(s.payload.size()), " bytes: no text form ;)"));
        });
      });
}

void ComponentWatWriter::coreModule(const model::CoreModule& module, WatScope& scope) {
  const std::string head =
      concat("(core module ", scope.define(Sort::CoreModule, decode::readCoreModuleName(module.bytes)));
  if (!m_options.coreModules)
    return line(&module.range,
                concat(head, " (; ", std::to_string(module.bytes.size()), " bytes, left out ;))"));
  if (m_withoutText && m_withoutText->count(&module)) return line(&module.range, concat(head, ")"));
  // The text begins with `(module`, perhaps with a name behind it, and ends with `)`. What stands between
  // comes one level deeper, its own indentation of one level taken away.
  bool isFirst = true, inLine = false;
  const auto written = writeCoreModule(module.bytes, [&](std::string_view piece) {
    if (std::exchange(isFirst, false)) {
      const bool closes = piece.find(')') != piece.npos;
      line(&module.range, closes ? concat(head, ")") : head);
      ++m_depth;
      return;
    }
    const bool ends = !piece.empty() && piece.back() == '\n';
    if (ends) piece.remove_suffix(1);
    if (!std::exchange(inLine, !ends)) {
      if (piece.substr(0, 2) == "  ") piece.remove_prefix(2);
      if (piece.empty()) return;
      indent(nullptr);
    }
    m_text += piece;
    ends ? endLine() : flushWhenLong();
  });
  if (!isFirst) --m_depth;
  if (!written && isFirst) line(&module.range, concat(head, ")"));
}

void ComponentWatWriter::import(const model::Import& import, WatScope& scope) {
  const std::string id = scope.define(model::externSort(import.type));
  line(&import.range,
       concat("(import ", watExternName(import.name), " ", watExternType(import.type, id, scope), ")"));
}

void ComponentWatWriter::exportItem(const model::Export& item, WatScope& scope) {
  const std::string what = watSortIdx(item.item, scope);
  const std::string ascription =
      item.ascription ? concat(" ", watExternType(*item.ascription, {}, scope)) : "";
  const std::string id = scope.define(item.item.sort);
  line(&item.range, concat("(export ", id, " ", watExternName(item.name), " ", what, ascription, ")"));
}

void ComponentWatWriter::start(const model::Start& start, const SourceRange& range, WatScope& scope) {
  std::string text = concat("(start ", scope.ref(Sort::Func, start.func.value));
  for (const model::ValueIdx arg : start.args)
    text += concat(" (value ", scope.ref(Sort::Value, arg.value), ")");
  for (std::uint32_t i = 0; i < start.results; ++i)
    text += concat(" (result (value ", scope.define(Sort::Value), "))");
  line(&range, concat(text, ")"));
}

void ComponentWatWriter::custom(const model::CustomSection& custom, const SourceRange& range) {
  if (custom.name == "component-name" && !m_isWanted) return;  // it is in the identifiers
  const auto fields = decode::parseProducers(custom.payload);
  if (custom.name == "producers" && isPlainProducers(fields, custom.payload.size())) {
    line(&range, "(@producers");
    ++m_depth;
    for (const decode::ProducersField& field : fields)
      for (const auto& [name, version] : field.values)
        line(nullptr, concat("(", field.name, " ", watString(name), " ", watString(version), ")"));
    --m_depth;
    return line(nullptr, ")");
  }
  line(&range, concat("(@custom ", watString(custom.name), " ", watBytes(custom.payload), ")"));
}

void ComponentWatWriter::instance(const model::Instance& instance, WatScope& scope) {
  const auto lines = [&](const std::string& head, const auto& parts, auto&& text, const char* tail) {
    const std::string opening = concat("(instance ", scope.define(Sort::Instance), head);
    if (parts.empty()) return line(&instance.range, concat(opening, tail));
    line(&instance.range, opening);
    ++m_depth;
    for (const auto& part : parts) item(&part, [&] { line(nullptr, text(part)); });
    --m_depth;
    line(nullptr, tail);
  };
  match(
      instance.instance,
      [&](const model::Instantiate& i) {
        lines(
            concat(" (instantiate ", scope.ref(Sort::Component, i.component.value)), i.args,
            [&](const model::InstantiateArg& arg) {
              return concat("(with ", watString(arg.name), " ", watSortIdx(arg.item, scope), ")");
            },
            "))");
      },
      [&](const model::InlineExports& i) {
        lines(
            {}, i.exports,
            [&](const model::InlineExport& one) {
              return concat("(export ", watExternName(one.name), " ", watSortIdx(one.item, scope), ")");
            },
            ")");
      });
}

void ComponentWatWriter::coreInstance(const model::CoreInstance& instance, WatScope& scope) {
  const auto lines = [&](const std::string& head, const auto& parts, auto&& text, const char* tail) {
    const std::string opening = concat("(core instance ", scope.define(Sort::CoreInstance), head);
    if (parts.empty()) return line(&instance.range, concat(opening, tail));
    line(&instance.range, opening);
    ++m_depth;
    for (const auto& part : parts) item(&part, [&] { line(nullptr, text(part)); });
    --m_depth;
    line(nullptr, tail);
  };
  match(
      instance.instance,
      [&](const model::CoreInstantiate& i) {
        lines(
            concat(" (instantiate ", scope.ref(Sort::CoreModule, i.module.value)), i.args,
            [&](const model::CoreInstantiateArg& arg) {
              return concat("(with ", watString(arg.name), " (instance ",
                            scope.ref(Sort::CoreInstance, arg.instance.value), "))");
            },
            "))");
      },
      [&](const model::CoreInlineExports& i) {
        lines(
            {}, i.exports,
            [&](const model::CoreInlineExport& one) {
              return concat("(export ", watString(one.name), " ", watCoreSortIdx(one.item, scope), ")");
            },
            ")");
      });
}

}  // namespace sb::print
