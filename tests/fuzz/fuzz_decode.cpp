// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/component_decoder.h"
#include "core/decode/core_module_outline.h"
#include "core/decode/file_kind.h"
#include "core/decode/names.h"
#include "core/support/check.h"

using namespace sb;

namespace {

void look(const model::Component& component) {
  for (const model::Section& section : component.sections) {
    SB_CHECK(section.range.offset >= component.range.offset &&
                 section.range.offset + section.range.size <= component.range.offset + component.range.size,
             "a section lies outside of its component");
    if (const auto* module = std::get_if<model::CoreModuleSection>(&section.content)) {
      (void)decode::outlineCoreModule(module->module.bytes, module->module.range.offset).has_value();
      (void)decode::readCoreModuleName(module->module.bytes);
    } else if (const auto* nested = std::get_if<model::ComponentSection>(&section.content)) {
      look(*nested->component);
    } else if (const auto* custom = std::get_if<model::CustomSection>(&section.content)) {
      decode::parseComponentNames(custom->payload);
      decode::parseProducers(custom->payload);
    }
  }
}

}  // namespace

/// Any bytes either decode or give an error with words and a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteSpan input(data, size);
  SB_CHECK(!decode::describeFile(input).sentence.empty(), "a file without a sentence");
  const auto component = decode::decodeComponent(shareBytes(Bytes(input.begin(), input.end())));
  if (component) {
    look(*component);
  } else {
    SB_CHECK(!component.error().message.empty(), "an error without words");
    SB_CHECK(!component.error().offset || *component.error().offset <= size, "an offset behind the end");
  }
  (void)decode::outlineCoreModule(input).has_value();
  return 0;
}
