// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/component_wat.h"

#include "core/print/component_wat_writer.h"
#include "core/print/core_wat.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {
namespace {

/// Bytes as strings of the text format, 64 to a line.
std::string bytesLines(ByteSpan bytes) {
  constexpr std::size_t PerLine = 64;
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += PerLine)
    out += concat("\n  ", watBytes(bytes.subspan(at, std::min(PerLine, bytes.size() - at))));
  return out;
}

std::string commentLines(const std::vector<std::string>& remarks) {
  std::string out;
  for (const std::string& remark : remarks) out += concat(";; ", remark, "\n");
  return out;
}

/// A text as comments, line by line.
std::string commentedOut(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += concat(";; ", text.substr(0, end), "\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

WatText moduleByItself(const model::CoreModule& module) {
  const Result<std::string> text = coreModuleText(module.bytes);
  if (text) return {*text, {}};
  WatText out;
  out.remarks.push_back(concat("the core module is given as bytes: ", text.error().message));
  out.text = concat(commentLines(out.remarks), "(module binary", bytesLines(module.bytes), ")\n");
  return out;
}

}  // namespace

WatText componentWat(const model::Component& component, const WatOptions& options) {
  ComponentWatWriter writer(options);
  writer.root(component);
  WatText out;
  out.remarks = writer.remarks();
  out.text = writer.take();
  if (out.remarks.empty() || !options.coreModules) return out;
  const std::string id = watId(decode::readComponentNames(component).component);
  out.text = concat(commentLines(out.remarks), commentedOut(out.text), "(component ", id,
                    id.empty() ? "" : " ", "binary", bytesLines(component.bytes), ")\n");
  return out;
}

WatText itemWat(const model::Component& root, const locate::Item& item, const WatOptions& options) {
  if (const auto* component = std::get_if<const model::Component*>(&item.ref))
    return componentWat(**component, options);
  if (const auto* module = std::get_if<const model::CoreModule*>(&item.ref)) return moduleByItself(**module);
  WatOptions inner = options;
  inner.coreModules = false;
  ComponentWatWriter writer(inner);
  writer.wanted(match(item.ref, [](const auto* target) { return static_cast<const void*>(target); }));
  writer.root(root);
  return {writer.take(), {}};
}

}  // namespace sb::print
