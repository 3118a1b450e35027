// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>

#include "tests/survive/byte_text.h"
#include "tests/survive/hostile_files.h"

// Too many of something, or too long.
namespace sb::test {
namespace {

Bytes repeated(const ByteText& item, std::size_t count) {
  Bytes bytes = componentStart().bytes();
  bytes.reserve(bytes.size() + item.size() * count);
  for (std::size_t i = 0; i < count; ++i) bytes.insert(bytes.end(), item.bytes().begin(), item.bytes().end());
  return bytes;
}
Bytes manyCustomSections() { return repeated({0, 1, 0}, 20'000'000); }
Bytes manyEmptySections() { return repeated({7, 1, 0}, 20'000'000); }
Bytes manyModules() { return repeated(ByteText().section(1, moduleStart()), 100'000); }
Bytes manyErrors() {
  ByteText types;
  types.u32(900'000);
  for (int i = 0; i < 900'000; ++i) types.add({0x70}).s33(2'000'000);
  return file(ByteText().section(7, types));
}
Bytes longName() {
  return file(ByteText()
                  .section(7, {1, 0x40, 0, 1, 0})
                  .section(10, ByteText{1, 0}.name(std::string(20'000'000, 'a')).add({1, 0})));
}
Bytes manyLongNames() {
  ByteText imports;
  imports.u32(150);
  for (int i = 0; i < 150; ++i)
    imports.add({0}).name(std::string(99'990, 'a') + std::to_string(i)).add({1, 0});
  return file(ByteText().section(7, {1, 0x40, 0, 1, 0}).section(10, imports));
}
Bytes longNameOfHyphens() {
  std::string name = "a";
  while (name.size() < 99'000) name += "-a";
  return file(ByteText().section(7, {1, 0x40, 0, 1, 0}).section(10, ByteText{1, 0}.name(name).add({1, 0})));
}
/// A module of functions that do nothing.
Bytes manyFunctions() {
  ByteText functions, bodies;
  functions.u32(900'000);
  bodies.u32(900'000);
  for (int i = 0; i < 900'000; ++i) {
    functions.add({0});
    bodies.add({2, 0, 0x0b});
  }
  return file(ByteText().section(
      1, moduleStart().section(1, {1, 0x60, 0, 0}).section(3, functions).section(10, bodies)));
}
/// A function that mentions itself as a reference, again and again.
Bytes manyMentions() {
  const ByteText mention{0xd2, 0, 0x1a};
  ByteText body{0};
  for (int i = 0; i < 10'000'000; ++i) body.add(mention);
  body.add({0x0b});
  ByteText code{1};
  code.u32(body.size()).add(body);
  return file(ByteText().section(1, moduleStart()
                                        .section(1, {1, 0x60, 0, 0})
                                        .section(3, {1, 0})
                                        .section(7, {1, 1, 'f', 0, 0})
                                        .section(10, code)));
}
/// A module whose functions all have a signature of 1,000 parameters; their aliases in the component
/// likewise.
Bytes wideSignatures() {
  ByteText type{1, 0x60};
  type.u32(1'000);
  for (int i = 0; i < 1'000; ++i) type.add({0x7f});
  type.add({0});
  ByteText functions, bodies;
  functions.u32(300'000);
  bodies.u32(300'000);
  for (int i = 0; i < 300'000; ++i) {
    functions.add({0});
    bodies.add({2, 0, 0x0b});
  }
  ByteText module = moduleStart();
  module.section(1, type).section(3, functions).section(7, {1, 1, 'f', 0, 0}).section(10, bodies);
  ByteText aliases;
  aliases.u32(300'000);
  for (int i = 0; i < 300'000; ++i) aliases.add({0x00, 0x00, 0x01, 0, 1, 'f'});
  return file(ByteText().section(1, module).section(2, {1, 0, 0, 0}).section(6, aliases));
}
Bytes manyCoreInstances() {
  // 4,000 instances of a module with 2,000 imports of one name each
  ByteText imports, types{1, 0x60, 0, 0};
  imports.u32(20'000);
  for (int i = 0; i < 20'000; ++i) imports.name("m").name(std::to_string(i)).add({0, 0});
  ByteText exports;
  ByteText module = moduleStart().section(1, types).section(2, imports);
  ByteText provider = moduleStart().section(1, types).section(3, {1, 0});
  exports.u32(20'000);
  for (int i = 0; i < 20'000; ++i) exports.name(std::to_string(i)).add({0, 0});
  provider.section(7, exports).section(10, {1, 2, 0, 0x0b});
  ByteText instances;
  instances.u32(4'001).add({0, 1, 0});
  for (int i = 0; i < 4'000; ++i) instances.add({0, 0, 1, 1, 'm', 0x12, 0});
  return file(ByteText().section(1, module).section(1, provider).section(2, instances));
}

/// Each component takes all that stand before it through outer aliases.
Bytes componentsThatReachOut() {
  constexpr int Components = 990;
  ByteText out, instances;
  instances.u32(Components);
  for (std::uint64_t i = 0; i < Components; ++i) {
    ByteText aliases;
    aliases.u32(i);
    for (std::uint64_t before = 0; before < i; ++before) aliases.add({0x04, 0x02, 1}).u32(before);
    out.section(4, componentStart().section(6, aliases));
    instances.add({0}).u32(i).add({0});
  }
  return file(out.section(5, instances));
}

}  // namespace

std::vector<HostileFile> hostileCrowds() {
  return {
      {"200 MB of zeros", nullptr, "error[bad-magic]", 200'000'000},
      {"20,000,000 custom sections", manyCustomSections, "error[limit-exceeded]"},
      {"20,000,000 empty sections", manyEmptySections, "error[limit-exceeded]"},
      {"100,000 core modules", manyModules, "error[limit-exceeded]"},
      {"900,000 errors", manyErrors, "not valid"},
      {"a name of 20 MB", longName, "error[limit-exceeded]"},
      {"150 names of 100,000 bytes", manyLongNames, ": "},
      {"a name of 49,500 words", longNameOfHyphens, ": valid"},
      {"300,000 functions of 1,000 parameters", wideSignatures, ": "},
      {"900,000 functions", manyFunctions, "core module 0 not checked"},
      {"a function mentioned 10,000,000 times", manyMentions, ": valid"},
      {"4,000 instances of a module with 20,000 imports", manyCoreInstances, ": "},
      {"990 components that take all before them", componentsThatReachOut, ": valid"},
  };
}

}  // namespace sb::test
