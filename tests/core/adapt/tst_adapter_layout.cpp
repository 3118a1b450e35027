// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/adapt/adapter.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/layout_claims.h"
#include "tests/core/shapes/shape_rows.h"

using namespace sb;
using adapt::Region;
using adapt::RegionKind;

namespace {

constexpr const char* Entry = "record entry {key: string, value: list<u8>, ttl: option<u32>}";
constexpr const char* Errno = "enum errno {not-found, denied, quota}";

/// The interface of the design's pictures, with a hook that sees arguments and results.
plan::AdapterRequest keyValueStore(unsigned tier = 2) {
  auto request =
      test::adapterRequest({{"get", std::string("(key: string) -> result<") + Entry + ", " + Errno + ">"},
                            {"put", std::string("(entry: ") + Entry + ") -> result<_, " + Errno + ">"},
                            {"keys", "(prefix: string) -> list<string>"}},
                           tier, false);
  request.interfaceName = request.importName = "demo:kv/store@1.0.0";
  return request;
}

std::uint32_t wordAt(const adapt::MemoryLayout& layout, std::uint32_t address) {
  std::uint32_t value = 0;
  for (std::uint32_t i = 0; i < 4; ++i) value |= std::uint32_t{layout.data.at(address + i)} << (8 * i);
  return value;
}

std::string textAt(const adapt::MemoryLayout& layout, std::uint32_t address) {
  const std::uint32_t pointer = wordAt(layout, address), length = wordAt(layout, address + 4);
  return {layout.data.begin() + pointer, layout.data.begin() + pointer + length};
}

const Region* regionNamed(const adapt::MemoryLayout& layout, const std::string& name) {
  for (const Region& region : layout.regions)
    if (region.name == name) return &region;
  return nullptr;
}

}  // namespace

class TestAdapterLayout : public QObject {
  Q_OBJECT
 private slots:
  void exampleOfTheDesign_data();
  void exampleOfTheDesign();
  void exampleSums();
  void exampleContent();
  void writersPointAtStores();
  void innermostRegion();
  void tierOne();
  void mixedKindsHaveTheirOwnRecords();
  void properties_data();
  void properties();
};

// Sizes and offsets by hand from splicer.md 7.1: names 76 bytes; two records of 3 pairs and two enums of 3
// infos; 60 bytes for each parameter, 80 for each function's result; event, on-call record, three return
// areas.
void TestAdapterLayout::exampleOfTheDesign_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<unsigned>("offset");
  QTest::addColumn<unsigned>("size");
  const auto row = [](const char* name, unsigned offset, unsigned size) {
    QTest::newRow(name) << name << offset << size;
  };
  row("names", 0x000, 76);
  row("put entry", 0x04c, 36);
  row("get result.ok", 0x070, 36);
  row("get result", 0x094, 48);
  row("put result", 0x0c4, 48);
  row("argument fields", 0x0f4, 180);
  row("get key", 0x0f4, 60);
  row("keys prefix", 0x16c, 60);
  row("return get", 0x1a8, 80);
  row("return put", 0x1f8, 80);
  row("return keys", 0x248, 80);
  row("event", 0x298, 8);
  row("on-call", 0x2a0, 32);
  row("result of get", 0x2c0, 28);
  row("result of put", 0x2dc, 2);
  row("result of keys", 0x2e0, 8);
}

void TestAdapterLayout::exampleOfTheDesign() {
  QFETCH(QString, name);
  QFETCH(unsigned, offset);
  QFETCH(unsigned, size);
  const auto adapter = adapt::generateAdapter(keyValueStore());
  QVERIFY(adapter);
  const Region* region = regionNamed(adapter->layout, name.toStdString());
  QVERIFY(region);
  QCOMPARE(region->offset, offset);
  QCOMPARE(region->size, size);
}

void TestAdapterLayout::exampleSums() {
  const auto adapter = adapt::generateAdapter(keyValueStore());
  QVERIFY(adapter);
  const adapt::MemoryLayout& layout = adapter->layout;
  QCOMPARE(layout.bumpStart, 744u);
  QCOMPARE(layout.pages, 1u);
  QCOMPARE(layout.staticBytes, 244u);
  QCOMPARE(layout.patchedBytes, 420u);
  QCOMPARE(layout.scratchBytes, 78u);
  QCOMPARE(layout.paddingBytes, 2u);
}

void TestAdapterLayout::exampleContent() {
  const auto adapter = adapt::generateAdapter(keyValueStore());
  QVERIFY(adapter);
  const adapt::MemoryLayout& layout = adapter->layout;
  const Region& entry = layout[adapter->functions.at(1).paramFields.at(0)];
  QCOMPARE(entry.offset, 0x130u);
  QCOMPARE(QString::fromStdString(textAt(layout, entry.offset)), QString("entry"));
  QCOMPARE(wordAt(layout, entry.offset + 12), 5u);  // cells
  QCOMPARE(wordAt(layout, entry.offset + 20), 1u);  // record-infos
  QCOMPARE(wordAt(layout, entry.offset + 56), 4u);  // root: the last cell
  QCOMPARE(QString::fromStdString(textAt(layout, 0x04c)), QString("key"));
  QCOMPARE(wordAt(layout, 0x04c + 8), 0u);
  QCOMPARE(QString::fromStdString(textAt(layout, 0x04c + 24)), QString("ttl"));
  QCOMPARE(wordAt(layout, 0x04c + 32), 3u);  // cell 2 is what is in the option
  const Region& put = layout[*adapter->functions.at(1).resultTree];
  QCOMPARE(put.offset, 0x1f8u);
  QCOMPARE(QString::fromStdString(textAt(layout, put.offset)), QString("demo:kv/store@1.0.0"));
  QCOMPARE(QString::fromStdString(textAt(layout, put.offset + 8)), QString("put"));
  QCOMPARE(layout.data.at(put.offset + 24), std::uint8_t{1});
  QCOMPARE(wordAt(layout, put.offset + 52), 0x0c4u);  // enum-infos
  QCOMPARE(wordAt(layout, put.offset + 56), 3u);
  QCOMPARE(QString::fromStdString(textAt(layout, 0x0c4 + 32 + 8)), QString("quota"));
  const auto& schema = adapter->functions.at(1).params.at(0);
  QCOMPARE(*schema.staticCell, 4u);
  QCOMPARE(QString::fromStdString(schema.children.at(2).children.at(0).path), QString("entry.ttl.some"));
  QCOMPARE(*schema.children.at(2).children.at(0).staticCell, 2u);
}

void TestAdapterLayout::writersPointAtStores() {
  const auto adapter = adapt::generateAdapter(keyValueStore());
  QVERIFY(adapter);
  constexpr std::uint8_t Call = 0x10, FirstStore = 0x36, LastStore = 0x3b;
  std::size_t written = 0;
  for (const Region& region : adapter->layout.regions) {
    for (const adapt::WriterRange& range : region.writers) {
      QVERIFY(range.begin < range.end && range.end <= adapter->glueModule.size());
      const std::uint8_t opcode = adapter->glueModule[range.begin];
      QVERIFY(opcode == Call || (opcode >= FirstStore && opcode <= LastStore));
      ++written;
    }
    const bool isPart = region.parent.has_value();
    if (isPart && region.written == adapt::Written::Patched && region.kind == RegionKind::FieldPart)
      QVERIFY2(!region.writers.empty(), region.name.c_str());
  }
  QVERIFY(written > 20);
}

void TestAdapterLayout::innermostRegion() {
  const auto adapter = adapt::generateAdapter(keyValueStore());
  QVERIFY(adapter);
  const Region* part = adapter->layout.at(0x13a);
  QVERIFY(part);
  QCOMPARE(QString::fromStdString(part->name), QString("tree.cells"));
  QCOMPARE(part->offset, 0x138u);
  QVERIFY(!adapter->layout.at(744));
}

void TestAdapterLayout::tierOne() {
  const auto adapter = adapt::generateAdapter(keyValueStore(1));
  QVERIFY(adapter);
  // Names 19 + 3 + 3 + 4, the three return areas at 0x20, 0x3c and 0x40, event, call-id.
  QCOMPARE(regionNamed(adapter->layout, "names")->size, 29u);
  QCOMPARE(regionNamed(adapter->layout, "result of get")->offset, 0x20u);
  QCOMPARE(regionNamed(adapter->layout, "result of keys")->offset, 0x40u);
  QCOMPARE(regionNamed(adapter->layout, "event")->offset, 0x48u);
  QCOMPARE(regionNamed(adapter->layout, "call-id")->offset, 0x50u);
  QCOMPARE(adapter->layout.bumpStart, 0x68u);
}

// A synchronous call may come while an asynchronous one waits; it must not write over the other one's record.
void TestAdapterLayout::mixedKindsHaveTheirOwnRecords() {
  auto request = keyValueStore();
  types::InstanceType target = *request.target;
  for (types::NamedExtern& item : target.exports) {
    const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
    if (!func || item.name.name != "put") continue;
    types::FuncType async = **func;
    async.async = true;
    item.type = std::make_shared<const types::FuncType>(std::move(async));
  }
  request.target = std::make_shared<const types::InstanceType>(std::move(target));
  const auto adapter = adapt::generateAdapter(request);
  QVERIFY(adapter);
  for (const char* name :
       {"event", "event of put", "on-call", "on-call of put", "parameters of put", "frame of put"})
    QVERIFY2(regionNamed(adapter->layout, name), name);
}

void TestAdapterLayout::properties_data() {
  QTest::addColumn<QString>("function");
  const auto add = [](const auto& rows) {
    for (const test::ShapeRow& row : rows) QTest::newRow(row.name) << row.shape;
  };
  add(test::CannedShapes);
  add(test::StructuralShapes);
  add(test::BeyondShapes);
}

// No overlap, no gap, alignment, sums; parts inside of their parents; data nowhere outside of a leaf that may
// have it.
void TestAdapterLayout::properties() {
  QFETCH(QString, function);
  const std::string shape = function.toStdString();
  const std::size_t alias = shape.find('='), param = shape.find(": ");
  const bool whole = shape.front() == '(' && (alias == std::string::npos || param < alias);
  const std::string text = whole ? shape : "(x: " + shape + ") -> " + shape;
  for (const bool async : {false, true}) {
    const auto adapter =
        adapt::generateAdapter(test::adapterRequest({{"foo", text}, {"bar", "(y: u8)"}}, 2, async));
    QVERIFY2(adapter, adapter ? "" : adapter.error().text().c_str());
    const adapt::MemoryLayout& layout = adapter->layout;
    const std::string wrong = test::layoutProblem(layout);
    QVERIFY2(wrong.empty(), wrong.c_str());
    QVERIFY(layout.data.size() <= layout.bumpStart);
    for (std::size_t i = 0; i < layout.regions.size(); ++i) {
      const Region& region = layout.regions[i];
      QCOMPARE(region.id.value, static_cast<std::uint32_t>(i));
      QVERIFY2(!region.why.empty() && (!region.name.empty() || region.parent), region.name.c_str());
      QVERIFY(region.offset % region.align == 0);
      if (i > 0) QVERIFY(layout.regions[i - 1].offset <= region.offset);
      if (!region.parent) continue;
      QVERIFY(region.parent->value < i);
      const Region& parent = layout[*region.parent];
      QVERIFY(region.offset >= parent.offset && region.offset + region.size <= parent.offset + parent.size);
    }
    for (const Region* leaf : test::leafRegions(layout)) {
      const bool mayHaveData =
          leaf->written == adapt::Written::Static || leaf->written == adapt::Written::Patched;
      for (std::uint32_t at = leaf->offset; at < leaf->offset + leaf->size && at < layout.data.size(); ++at)
        QVERIFY2(mayHaveData || layout.data[at] == 0, leaf->name.c_str());
    }
  }
}

QTEST_APPLESS_MAIN(TestAdapterLayout)
#include "tst_adapter_layout.moc"
