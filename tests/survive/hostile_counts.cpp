// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>

#include "tests/survive/byte_text.h"
#include "tests/survive/hostile_files.h"

// Counts and sizes that lie.
namespace sb::test {
namespace {

constexpr std::uint32_t Most = 0xffff'ffff;

Bytes lyingCount(int id, const ByteText& before) {
  return file(ByteText().section(id, ByteText(before).u32(Most)));
}
Bytes countOfCoreInstances() { return lyingCount(2, {}); }
Bytes countOfCoreTypes() { return lyingCount(3, {}); }
Bytes countOfInstances() { return lyingCount(5, {}); }
Bytes countOfArguments() { return lyingCount(5, {1, 0, 0}); }
Bytes countOfAliases() { return lyingCount(6, {}); }
Bytes countOfTypes() { return lyingCount(7, {}); }
Bytes countOfFields() { return lyingCount(7, {1, 0x72}); }
Bytes countOfFlags() { return lyingCount(7, {1, 0x6e}); }
Bytes countOfParameters() { return lyingCount(7, {1, 0x40}); }
Bytes countOfDeclarators() { return lyingCount(7, {1, 0x41}); }
Bytes countOfCanons() { return lyingCount(8, {}); }
Bytes countOfOptions() { return lyingCount(8, {1, 1, 0, 0}); }
Bytes countOfImports() { return lyingCount(10, {}); }
Bytes countOfExports() { return lyingCount(11, {}); }
Bytes lengthOfName() { return lyingCount(10, {1, 0}); }
Bytes countInModule() { return file(ByteText().section(1, moduleStart().section(1, ByteText().u32(Most)))); }
Bytes countOfModuleParameters() {
  return file(ByteText().section(1, moduleStart().section(1, ByteText{1, 0x60}.u32(Most))));
}
Bytes countOfDataSegments() {
  return file(ByteText().section(1, moduleStart().section(12, ByteText().u32(Most))));
}

Bytes sectionLongerThanFile() { return file(ByteText{7}.u32(Most).add({1, 0x70, 0x7f})); }
Bytes sectionShorterThanItsItems() { return file(ByteText{7, 2, 1, 0x70, 0x7f}); }
Bytes sectionsThatOverlap() { return file(ByteText{7, 9, 1, 0x70, 0x7f, 7, 3, 1, 0x70, 0x7f}); }
Bytes componentLongerThanItsSection() {
  return file(ByteText{4, 10}.add(componentStart()).add({7, 3, 1, 0x70, 0x7f}));
}
Bytes moduleLongerThanItsSection() { return file(ByteText{1, 10}.add(moduleStart()).add({1, 1, 0})); }

}  // namespace

std::vector<HostileFile> hostileCounts() {
  return {
      {"2^32-1 core instances", countOfCoreInstances, "error["},
      {"2^32-1 core types", countOfCoreTypes, "error["},
      {"2^32-1 instances", countOfInstances, "error["},
      {"2^32-1 arguments", countOfArguments, "error["},
      {"2^32-1 aliases", countOfAliases, "error["},
      {"2^32-1 types", countOfTypes, "error["},
      {"2^32-1 fields", countOfFields, "error["},
      {"2^32-1 flags", countOfFlags, "error["},
      {"2^32-1 parameters", countOfParameters, "error["},
      {"2^32-1 data segments", countOfDataSegments, "error["},
      {"2^32-1 declarators", countOfDeclarators, "error["},
      {"2^32-1 canonical definitions", countOfCanons, "error["},
      {"2^32-1 options", countOfOptions, "error["},
      {"2^32-1 imports", countOfImports, "error["},
      {"2^32-1 exports", countOfExports, "error["},
      {"a name of 2^32-1 bytes", lengthOfName, "error["},
      {"2^32-1 types in a core module", countInModule, "error["},
      {"2^32-1 parameters in a core module", countOfModuleParameters, "error["},

      {"a section longer than the file", sectionLongerThanFile, "error[unexpected-end]"},
      {"a section shorter than what is in it", sectionShorterThanItsItems, "error["},
      {"a section that reaches over the next", sectionsThatOverlap, "error["},
      {"a component longer than its section", componentLongerThanItsSection, "error["},
      {"a core module longer than its section", moduleLongerThanItsSection, "error["},
  };
}

}  // namespace sb::test
