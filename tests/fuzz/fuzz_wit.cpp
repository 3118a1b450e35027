// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>

#include "core/support/check.h"
#include "core/wit/load.h"
#include "core/wit/read_back.h"
#include "core/wit/type_builder.h"
#include "core/wit/write_wit.h"

using namespace sb;

namespace {

/// Every problem has words and a place inside of its text.
void look(const wit::Reading& reading) {
  for (const wit::Problem& problem : reading.problems.items()) {
    SB_CHECK(!problem.message.empty() && !problem.code.empty(), "a problem without words");
    if (!problem.place.known()) continue;
    const std::string& text = reading.sources.file(problem.place.file).text;
    SB_CHECK(problem.place.offset <= text.size(), "a problem behind the end");
    SB_CHECK(!wit::problemText(problem, reading.sources).empty(), "a problem without text");
  }
}

}  // namespace

/// Any text is read or refused with words and places; what is read can be written, read again and written the
/// same, and its worlds have equal types both times.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const wit::FeatureChoice features{{}, size % 2 == 0};
  const wit::Reading reading = wit::parsePackage("fuzz.wit", text, features);
  look(reading);
  if (!reading.valid()) return 0;
  const std::string written = wit::writeDocument(reading.document);
  const wit::Reading again = wit::parsePackage("written.wit", written, {{}, true});
  SB_CHECK(again.valid(), "what was written is not valid");
  SB_CHECK(wit::writeDocument(again.document) == written, "written twice, it is another text");
  for (std::uint32_t i = 0; i < reading.document.worlds.size() && i < 8; ++i) {
    const wit::World& world = reading.document.worlds[wit::WorldId(i)];
    const wit::WorldChoice other =
        wit::chooseWorld(again.document, reading.document.itemName(world.package, world.name));
    SB_CHECK(other.world.has_value(), "a world is gone");
    SB_CHECK(wit::differenceOf(wit::worldType(reading.document, wit::WorldId(i)),
                               wit::worldType(again.document, *other.world))
                 .empty(),
             "a world has another type");
  }
  return 0;
}
