// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <functional>

#include "core/bytes/byte_writer.h"
#include "core/decode/names.h"
#include "core/driver/open.h"
#include "core/driver/validate.h"
#include "core/encode/component_encoder.h"
#include "core/locate/items.h"
#include "core/model/component_builder.h"
#include "core/print/wit.h"
#include "core/types/check_component.h"
#include "guarded_bytes.h"

using namespace sb;
using namespace sb::model;
using bytes::ByteWriter;

namespace {

constexpr std::size_t FunctionBytes = 5'000'000, DataBytes = 3'000'000;

void section(ByteWriter& out, std::uint8_t id, const ByteWriter& content) {
  out.byte(id);
  out.sized(content);
}

/// A core module that exports the function `f: func() -> u32`, with two functions and a data segment as long
/// as above. `filler` keeps the bodies of two modules apart.
Bytes longModule(std::uint8_t filler) {
  ByteWriter out;
  out.raw(Bytes{0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00});
  ByteWriter types, functions, memories, exports, code, data;
  types.raw(Bytes{0x01, 0x60, 0x00, 0x01, 0x7f});  // () -> i32
  functions.raw(Bytes{0x02, 0x00, 0x00});
  memories.raw(Bytes{0x01, 0x00, 0x40});  // 64 pages
  exports.u32(1);
  exports.name("f");
  exports.byte(0x00);
  exports.u32(1);
  code.u32(2);
  for (int function = 0; function < 2; ++function) {
    ByteWriter body;
    body.byte(0x00);                                                  // no locals
    for (std::size_t i = 0; i < FunctionBytes; ++i) body.byte(0x01);  // nop
    body.byte(0x41);                                                  // i32.const
    body.byte(filler % 0x40);
    body.byte(0x0b);
    code.sized(body);
  }
  data.u32(1);
  data.raw(Bytes{0x00, 0x41, 0x00, 0x0b});  // at i32.const 0
  data.u32(DataBytes);
  for (std::size_t i = 0; i < DataBytes; ++i) data.byte(filler);
  section(out, 1, types);
  section(out, 3, functions);
  section(out, 5, memories);
  section(out, 7, exports);
  section(out, 10, code);
  section(out, 11, data);
  return out.take();
}

/// Imports `wanted` or not, and exports the function of its module as `given`.
std::shared_ptr<const Component> part(std::uint8_t filler, bool imports) {
  ComponentBuilder b;
  const TypeIdx func = b.type(FuncTypeDef{false, {}, model::ValType(Primitive::U32)});
  if (imports) b.import("wanted", FuncExtern{func});
  b.coreModule(longModule(filler));  // nobody instantiates it
  const CoreInstanceIdx core = b.coreInstantiate(b.coreModule(longModule(filler)), {});
  const FuncIdx lifted = b.lift(b.aliasCoreFunc(core, "f"), func, {});
  b.exportItem("given", {Sort::Func, lifted.value});
  return std::make_shared<const Component>(b.finish());
}

/// Two components of 26 MB each, wired.
Bytes composition() {
  ComponentBuilder b;
  const InstanceIdx provider = b.instantiate(b.component(part(1, false), "provider"), {}, "provider");
  const FuncIdx given = b.aliasFunc(provider, "given");
  const InstanceIdx consumer = b.instantiate(b.component(part(2, true), "consumer"),
                                             {{"wanted", {Sort::Func, given.value}}}, "consumer");
  b.exportItem("given", {Sort::Func, b.aliasFunc(consumer, "given").value});
  return encode::encodeComponent(b.finish("long"));
}

/// What is in the functions and the data segment of each module: all but its first 100 bytes and the 100
/// bytes around the head of the data section.
std::vector<SourceRange> bodies(const Bytes& file) {
  std::vector<SourceRange> out;
  const Bytes start = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};
  const std::size_t moduleSize = longModule(0).size();
  for (auto at = file.begin();;) {
    at = std::search(at, file.end(), start.begin(), start.end());
    if (at == file.end()) return out;
    const auto offset = static_cast<std::uint64_t>(at - file.begin());
    out.push_back({offset + 100, moduleSize - DataBytes - 200});
    out.push_back({offset + moduleSize - DataBytes, DataBytes});
    at += static_cast<std::ptrdiff_t>(moduleSize);
  }
}

using Step = std::function<void(const SharedBytes&)>;

}  // namespace

Q_DECLARE_METATYPE(Step)

/// A file of 50 MB opens by mapping, and bodies of core modules are not looked at unless they are asked for.
/// What is counted is pages, not time: the pages of all bodies are closed to reading.
class UntouchedBodiesTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    m_file = composition();
    QVERIFY(m_file.size() > 50'000'000);
    m_bodies = bodies(m_file);
    QCOMPARE(m_bodies.size(), std::size_t{8});
  }

  void steps_data() {
    QTest::addColumn<Step>("step");
    QTest::addColumn<bool>("looks");
    const auto row = [](const char* name, bool looks, Step step) { QTest::newRow(name) << step << looks; };
    const auto decoded = [](const SharedBytes& file) { return decode::decodeComponent(file).value(); };
    row("decode", false, [=](const SharedBytes& file) { decoded(file); });
    row("open as a graph", false, [](const SharedBytes& file) {
      const auto opened = driver::openBytes(file, "long.wasm");
      QVERIFY(opened && opened->kind == driver::OpenedKind::Composition);
      QCOMPARE(opened->graph->nodes.size(), std::size_t{3});  // the two and the host
    });
    row("check the component layer", false, [=](const SharedBytes& file) {
      types::CheckOptions options;
      options.coreModules = false;
      QVERIFY(types::checkComponent(decoded(file), options).valid());
    });
    row("its world as WIT", false, [=](const SharedBytes& file) {
      const Component component = decoded(file);
      types::CheckOptions options;
      options.resolveOnly = true;
      const auto checked = types::checkComponent(component, options);
      QVERIFY(print::componentWit(component, checked.type).text.find("given: func() -> u32") !=
              std::string::npos);
    });
    row("its definitions and names", false, [=](const SharedBytes& file) {
      const Component component = decoded(file);
      QCOMPARE(locate::itemsOf(component).size(), std::size_t{8});
      QCOMPARE(decode::readComponentNames(component).component, std::string("long"));
    });
    row("validate everything", true, [](const SharedBytes& file) {
      QCOMPARE(driver::validateBytes(file).verdict, driver::Verdict::Valid);
    });
    row("encode it again", true,
        [=, this](const SharedBytes& file) { QVERIFY(encode::encodeComponent(decoded(file)) == m_file); });
  }
  void steps() {
    QFETCH(Step, step);
    QFETCH(bool, looks);
    const auto guarded = std::make_shared<test::GuardedBytes>(m_file, m_bodies);
    QVERIFY(guarded->closedBytes() > 50'000'000);
    step(guarded);
    if (QTest::currentTestFailed()) return;
    if (looks) {
      QVERIFY(test::GuardedBytes::touched() > 1000);  // the guard sees what it has to see
    } else {
      QCOMPARE(test::GuardedBytes::touched(), 0);
    }
  }

  /// Opening by name maps the file: the process reads next to nothing by itself.
  void opensByMapping() {
    QTemporaryDir folder;
    QFile file(folder.filePath("long.wasm"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(reinterpret_cast<const char*>(m_file.data()), qint64(m_file.size())),
             qint64(m_file.size()));
    file.close();
    const auto bytesRead = [] {
      QFile io("/proc/self/io");
      if (!io.open(QIODevice::ReadOnly)) return qint64(-1);
      return io.readLine().mid(7).trimmed().toLongLong();  // "rchar: N"
    };
    const qint64 before = bytesRead();
    const auto opened = driver::openFile(file.fileName().toStdString());
    const qint64 after = bytesRead();
    QVERIFY(opened && opened->kind == driver::OpenedKind::Composition);
    QVERIFY(before > 0);
    QVERIFY2(after - before < 100'000, qPrintable(QString::number(after - before)));
  }

 private:
  Bytes m_file;
  std::vector<SourceRange> m_bodies;
};

QTEST_APPLESS_MAIN(UntouchedBodiesTest)
#include "tst_untouched_bodies.moc"
