// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_wat.h"

#include "core/print/component_wat_writer.h"
#include "core/print/core_wat.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

/// `(HEAD binary …)`: bytes as strings of the text format, 64 to a line.
void writeBinary(std::string_view head, ByteSpan bytes, const TextSink& sink) {
  constexpr std::size_t PerLine = 64;
  sink(concat("(", head, " binary"));
  for (std::size_t at = 0; at < bytes.size(); at += PerLine)
    sink(concat("\n  ", watBytes(bytes.subspan(at, std::min(PerLine, bytes.size() - at)))));
  sink(")\n");
}

void writeRemarks(const std::vector<std::string>& remarks, const TextSink& sink) {
  for (const std::string& remark : remarks) sink(concat(";; ", remark, "\n"));
}

/// Puts `;; ` in front of every line.
class Commenter {
 public:
  explicit Commenter(const TextSink& sink) : m_sink(sink) {}
  void take(std::string_view text) {
    while (!text.empty()) {
      if (!m_inLine) m_sink(";; ");
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      m_sink(text.substr(0, end));
      m_inLine = text[end - 1] != '\n';
      text.remove_prefix(end);
    }
  }

 private:
  const TextSink& m_sink;
  bool m_inLine = false;
};

/// The core modules that have no text, with a sentence for each.
struct Textless {
  std::set<const model::CoreModule*> modules;
  std::vector<std::string> remarks;
};

void findTextless(const model::Component& component, Textless& found) {
  for (const locate::Item& item : locate::itemsOf(component)) {
    if (const auto* nested = std::get_if<const model::Component*>(&item.ref)) findTextless(**nested, found);
    const auto* module = std::get_if<const model::CoreModule*>(&item.ref);
    if (!module) continue;
    const Result<void> text = checkCoreModuleText((*module)->bytes);
    if (text) continue;
    found.modules.insert(*module);
    found.remarks.push_back(
        concat("core module ", std::to_string(item.creates ? item.creates->index : 0), " at byte ",
               std::to_string(item.range.offset),
               " has no text here, so the whole component is given as bytes: ", text.error().message));
  }
}

std::vector<std::string> writeModuleByItself(const model::CoreModule& module, const TextSink& sink) {
  const Result<void> text = checkCoreModuleText(module.bytes);
  std::vector<std::string> remarks;
  if (text) {
    (void)writeCoreModule(module.bytes, sink);  // nothing fails that did not fail above
    return remarks;
  }
  remarks.push_back(concat("the core module is given as bytes: ", text.error().message));
  writeRemarks(remarks, sink);
  writeBinary("module", module.bytes, sink);
  return remarks;
}

}  // namespace

std::vector<std::string> writeComponentWat(const model::Component& component, const WatOptions& options,
                                           const TextSink& sink) {
  Textless textless;
  if (options.coreModules) findTextless(component, textless);
  if (textless.remarks.empty()) {
    ComponentWatWriter(options, sink).root(component);
    return {};
  }
  writeRemarks(textless.remarks, sink);
  Commenter commenter(sink);
  const TextSink comments = [&commenter](std::string_view piece) { commenter.take(piece); };
  ComponentWatWriter writer(options, comments);
  writer.withoutText(&textless.modules);
  writer.root(component);
  const std::string id = watId(decode::readComponentNames(component).component);
  writeBinary(id.empty() ? "component" : concat("component ", id), component.bytes, sink);
  return textless.remarks;
}

std::vector<std::string> writeItemWat(const model::Component& root, const locate::Item& item,
                                      const WatOptions& options, const TextSink& sink) {
  if (const auto* component = std::get_if<const model::Component*>(&item.ref))
    return writeComponentWat(**component, options, sink);
  if (const auto* module = std::get_if<const model::CoreModule*>(&item.ref))
    return writeModuleByItself(**module, sink);
  WatOptions inner = options;
  inner.coreModules = false;
  ComponentWatWriter writer(inner, sink);
  writer.wanted(match(item.ref, [](const auto* target) { return static_cast<const void*>(target); }));
  writer.root(root);
  return {};
}

WatText componentWat(const model::Component& component, const WatOptions& options) {
  WatText out;
  out.remarks = writeComponentWat(component, options, appendTo(out.text));
  return out;
}

WatText itemWat(const model::Component& root, const locate::Item& item, const WatOptions& options) {
  WatText out;
  out.remarks = writeItemWat(root, item, options, appendTo(out.text));
  return out;
}

}  // namespace sb::print
