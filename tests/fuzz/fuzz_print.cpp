// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/component_decoder.h"
#include "core/locate/find_item.h"
#include "core/print/component_json.h"
#include "core/print/component_wat.h"
#include "core/print/core_wat.h"
#include "core/print/dump.h"
#include "core/support/check.h"

using namespace sb;

namespace {

/// A core module has the same text in one go and in batches, or none, and what is found in it lies in it.
void printModule(ByteSpan module) {
  std::string whole, batches;
  const auto one = print::writeCoreModule(module, appendTo(whole), {std::size_t{1} << 30, 1});
  const auto many = print::writeCoreModule(module, appendTo(batches), {0, 16});
  SB_CHECK(one.has_value() == many.has_value(),
           "batches have a text and the module has none, or the other way round");
  SB_CHECK(!one || whole == batches, "the text in batches is another one");
  SB_CHECK(print::checkCoreModuleText(module).has_value() == one.has_value(), "a text that is not there");
  if (const auto wat = print::coreWat(module)) SB_CHECK(wat->text == whole, "two texts of one module");
}

void printModules(const model::Component& component) {
  for (const locate::Item& item : locate::itemsOf(component)) {
    if (const auto* nested = std::get_if<const model::Component*>(&item.ref)) printModules(**nested);
    if (const auto* module = std::get_if<const model::CoreModule*>(&item.ref)) printModule((*module)->bytes);
  }
}

}  // namespace

/// Every component that decodes has a text in each form, the same each time; a file that does not decode is
/// printed as a core module.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto component = decode::decodeComponent(shareBytes(Bytes(data, data + size)));
  if (!component) {
    printModule({data, size});
    return 0;
  }
  printModules(*component);
  print::WatOptions options;
  options.offsets = size % 2 == 1;
  const print::WatText text = print::componentWat(*component, options);
  SB_CHECK(!text.text.empty() && print::componentWat(*component, options).text == text.text,
           "printed twice, printed otherwise");
  const auto root = locate::findItem(*component, {});
  SB_CHECK(root.has_value(), "the empty path is the file");
  SB_CHECK(!print::componentJson("f", *component, *root).empty(), "no JSON");
  (void)print::dumpItem(*component, root->item);  // empty for a component without definitions
  return 0;
}
