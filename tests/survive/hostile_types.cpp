// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <string>

#include "tests/survive/byte_text.h"
#include "tests/survive/hostile_files.h"

// Nesting, and types that double at each level.
namespace sb::test {
namespace {

Bytes nestedComponents() {
  ByteText inner = componentStart();
  for (int i = 0; i < 10'000; ++i) inner = componentStart().section(4, inner);
  return inner.bytes();
}

/// One type section with a type that holds one declarator, which is a type, and so on.
Bytes nestedTypeScopes(std::initializer_list<int> heads) {
  ByteText types{1};
  for (int i = 0; i < 10'000; ++i) {
    types.add({*(heads.begin() + i % static_cast<int>(heads.size())), 1, 1});
  }
  types.add({0x42, 0});
  return file(ByteText().section(7, types));
}
Bytes nestedComponentTypes() { return nestedTypeScopes({0x41}); }
Bytes nestedInstanceTypes() { return nestedTypeScopes({0x42}); }
Bytes nestedBothTypes() { return nestedTypeScopes({0x41, 0x42}); }

/// `count` types, the first made by `first`, each other by `next` from the index before it.
Bytes chain(std::uint32_t count, const ByteText& first, ByteText (*next)(std::uint32_t)) {
  ByteText types;
  types.u32(count).add(first);
  for (std::uint32_t i = 1; i < count; ++i) types.add(next(i - 1));
  return file(ByteText().section(7, types));
}
Bytes nestedLists() {
  return chain(10'000, {0x70, 0x7f}, [](std::uint32_t i) { return ByteText{0x70}.s33(i); });
}
Bytes nestedOptionsOfStreams() {
  return chain(10'000, {0x6b, 0x7f}, [](std::uint32_t i) {
    return (i % 2 != 0 ? ByteText{0x6b} : ByteText{0x66, 0x01}).s33(i);
  });
}

// ---- types that double at each level

Bytes doublingTuples() {
  return chain(64, {0x6f, 2, 0x7f, 0x7f}, [](std::uint32_t i) { return ByteText{0x6f, 2}.s33(i).s33(i); });
}
Bytes doublingRecords() {
  return chain(64, {0x72, 1, 1, 'a', 0x7f}, [](std::uint32_t i) {
    return ByteText{0x72, 2, 1, 'a'}.s33(i).add({1, 'b'}).s33(i);
  });
}
Bytes doublingVariants() {
  return chain(64, {0x71, 1, 1, 'a', 0, 0}, [](std::uint32_t i) {
    return ByteText{0x71, 2, 1, 'a', 1}.s33(i).add({0, 1, 'b', 1}).s33(i).add({0});
  });
}
Bytes longFixedLists() {
  // list<list<…, 2^30>, 2^30>, then a function that takes one and is lifted
  return chain(20, {0x67, 0x7d, 0x80, 0x80, 0x80, 0x80, 0x04}, [](std::uint32_t i) {
    return ByteText{0x67}.s33(i).add({0x80, 0x80, 0x80, 0x80, 0x04});
  });
}
/// A function that takes 2^27 numbers one by one, lowered: flattening must stop where the limit is known.
Bytes flatBomb() {
  const ByteText types = ByteText{2}.add({0x67, 0x7d}).u32(1U << 27).add({0x40, 1, 1, 'p', 0, 0x01, 0x00});
  return file(ByteText()
                  .section(7, types)
                  .section(10, ByteText{1, 0, 1, 'f', 1}.u32(1))
                  .section(8, ByteText{1, 1, 0, 0, 0}));
}

/// `levels` instance or component types, each with two exports of the one before.
ByteText doublingScopes(int head, const ByteText& first, std::uint32_t levels) {
  ByteText types;
  types.u32(levels).add(first);
  const int tag = head == 0x41 ? 4 : 5;  // component or instance
  for (std::uint32_t i = 1; i < levels; ++i) {
    types.add({head, 3, 0x02, 0x03, 0x02, 0x01}).u32(i - 1);  // alias outer 1 type i-1
    types.add({0x04, 0, 1, 'a', tag, 0, 0x04, 0, 1, 'b', tag, 0});
  }
  return ByteText().section(7, types);
}
const ByteText EmptyInstance{0x42, 0};
const ByteText InstanceWithResource{0x42, 1, 0x04, 0, 1, 'r', 0x03, 0x01};

Bytes doublingInstanceTypes() { return file(doublingScopes(0x42, EmptyInstance, 60)); }
Bytes doublingInstanceTypesWithResources() { return file(doublingScopes(0x42, InstanceWithResource, 60)); }
Bytes doublingComponentTypes() { return file(doublingScopes(0x41, {0x41, 0}, 60)); }

Bytes importedDoublingResources() {
  // within the limit of one type, but imported a hundred times, each time with fresh resources
  ByteText imports;
  imports.u32(100);
  for (int i = 0; i < 100; ++i) imports.add({0}).name("i" + std::to_string(i)).add({0x05}).u32(17);
  return file(doublingScopes(0x42, InstanceWithResource, 18).section(10, imports));
}

/// Components that instantiate the one before twice and export both.
Bytes doublingInstantiations(const ByteText& first, int levels) {
  ByteText out = componentStart().section(4, ByteText(componentStart()).add(first));
  for (int i = 1; i < levels; ++i) {
    ByteText inner = componentStart();
    inner.section(6, ByteText{1, 0x04, 0x02, 1}.u32(static_cast<std::uint32_t>(i - 1)));
    inner.section(5, {2, 0, 0, 0, 0, 0, 0});
    inner.section(11, {2, 0, 1, 'a', 5, 0, 0, 0, 1, 'b', 5, 1, 0});
    out.section(4, inner);
  }
  out.section(5, ByteText{1, 0}.u32(static_cast<std::uint32_t>(levels - 1)).add({0}));
  return out.bytes();
}
Bytes instantiationsOfNothing() { return doublingInstantiations({}, 60); }
Bytes instantiationsOfResources() {
  ByteText resource;
  resource.section(7, {1, 0x3f, 0x7f, 0});
  resource.section(11, {1, 0, 1, 'r', 3, 0, 0});
  return doublingInstantiations(resource, 60);
}
Bytes manyInstancesWithManyResources() {
  ByteText out = componentStart();
  const int levels = 14;
  ByteText resource = componentStart();
  resource.section(7, {1, 0x3f, 0x7f, 0});
  resource.section(11, {1, 0, 1, 'r', 3, 0, 0});
  out.section(4, resource);
  for (int i = 1; i < levels; ++i) {
    ByteText inner = componentStart();
    inner.section(6, ByteText{1, 0x04, 0x02, 1}.u32(static_cast<std::uint32_t>(i - 1)));
    inner.section(5, {2, 0, 0, 0, 0, 0, 0});
    inner.section(11, {2, 0, 1, 'a', 5, 0, 0, 0, 1, 'b', 5, 1, 0});
    out.section(4, inner);
  }
  ByteText instances;
  instances.u32(4'000);
  for (int i = 0; i < 4'000; ++i) instances.add({0}).u32(levels - 1).add({0});
  out.section(5, instances);
  return out.bytes();
}

/// Two equal types, written apart, compared by each of 4,000 instantiations.
Bytes comparedAgainAndAgain(const ByteText& first) {
  ByteText inner = componentStart();
  inner.add(doublingScopes(0x42, first, 17));
  inner.section(10, ByteText{1, 0, 1, 'i', 5}.u32(16));
  ByteText out = componentStart();
  out.add(doublingScopes(0x42, first, 17));
  out.section(10, ByteText{1, 0, 1, 'i', 5}.u32(16));
  out.section(4, inner);
  ByteText instances;
  instances.u32(4'000);
  for (int i = 0; i < 4'000; ++i) instances.add({0, 0, 1, 1, 'i', 5, 0});
  out.section(5, instances);
  return out.bytes();
}
Bytes comparedInstances() { return comparedAgainAndAgain(EmptyInstance); }
Bytes comparedResources() { return comparedAgainAndAgain(InstanceWithResource); }

/// An interface of 50,000 functions, passed to 4,000 instances of a component that asks for all of them.
Bytes wideInterface() {
  const auto interface = [] {
    ByteText type{1, 0x42};
    type.u32(50'001).add({0x01, 0x40, 0, 0x01, 0});
    for (int i = 0; i < 50'000; ++i) type.add({0x04, 0}).name("f" + std::to_string(i)).add({0x01, 0});
    return ByteText().section(7, type).section(10, {1, 0, 1, 'i', 5, 0});
  };
  ByteText out = componentStart().add(interface());
  out.section(4, componentStart().add(interface()));
  ByteText instances;
  instances.u32(4'000);
  for (int i = 0; i < 4'000; ++i) instances.add({0, 0, 1, 1, 'i', 5, 0});
  return out.section(5, instances).bytes();
}

}  // namespace

std::vector<HostileFile> hostileTypes() {
  return {
      {"components nested 10,000 deep", nestedComponents, "error[limit-exceeded]"},
      {"component types nested 10,000 deep", nestedComponentTypes, "error[limit-exceeded]"},
      {"instance types nested 10,000 deep", nestedInstanceTypes, "error[limit-exceeded]"},
      {"component and instance types in turn, 10,000 deep", nestedBothTypes, "error[limit-exceeded]"},
      {"lists nested 10,000 deep", nestedLists, "error[limit-exceeded]"},
      {"options of streams nested 10,000 deep", nestedOptionsOfStreams, "error[limit-exceeded]"},

      {"tuples that double", doublingTuples, "error[limit-exceeded]"},
      {"records that double", doublingRecords, "error[limit-exceeded]"},
      {"variants that double", doublingVariants, "error[limit-exceeded]"},
      {"fixed-length lists of 2^30 to the power of 20", longFixedLists, "error[type-too-large]"},
      {"a parameter of 2^27 flat values", flatBomb, "error[option-missing]"},
      {"instance types that double", doublingInstanceTypes, "error[limit-exceeded]"},
      {"instance types with resources that double", doublingInstanceTypesWithResources,
       "error[limit-exceeded]"},
      {"component types that double", doublingComponentTypes, "error[limit-exceeded]"},
      {"100 imports of 2^17 fresh resources", importedDoublingResources, "error[limit-exceeded]"},
      {"instantiations that double", instantiationsOfNothing, "error[limit-exceeded]"},
      {"instantiations that double their resources", instantiationsOfResources, "error[limit-exceeded]"},
      {"4,000 instances of 2^13 fresh resources", manyInstancesWithManyResources, "error[limit-exceeded]"},
      {"4,000 comparisons of large equal types", comparedInstances, ": "},
      {"4,000 comparisons of large types with resources", comparedResources, ": "},
      {"4,000 instances of a component with 50,000 imports", wideInterface, ": "},
  };
}

}  // namespace sb::test
