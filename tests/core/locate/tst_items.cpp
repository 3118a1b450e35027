// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/locate/find_item.h"
#include "tests/support/corpus.h"
#include "tests/support/hex.h"

using namespace sb;

namespace {

QString textOf(const std::string& text) { return QString::fromStdString(text); }

/// Every item at every depth.
void eachItem(
    const locate::Item& item, const model::Component& root, const locate::ItemPath& path,
    const std::function<void(const locate::Item&, const locate::ItemPath&, const locate::Item&)>& visit) {
  for (const locate::Item& child : locate::childrenOf(item, root)) {
    locate::ItemPath inner = path;
    inner.steps.push_back(child.step());
    visit(child, inner, item);
    eachItem(child, root, inner, visit);
  }
}

}  // namespace

/// Definitions by path, and where they lie in the file. The bytes are those of the reference's cookbook,
/// whose offsets a person can count.
class TestItems : public QObject {
  Q_OBJECT
 private slots:
  void places_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("hex");  // the bytes that lie there
    const auto row = [](const char* folder, const char* path, const char* hex) {
      QTest::addRow("%s %s", folder, path) << folder << path << QByteArray(hex);
    };
    row("02-lifted-function", "type[0]", "40 01 01 78 79 00 79");
    row("02-lifted-function", "core-instance[0]", "00 00 00");
    row("02-lifted-function", "core-func[0]", "00 00 01 00 01 66");
    row("02-lifted-function", "alias[0]", "00 00 01 00 01 66");
    row("02-lifted-function", "func[0]", "00 00 00 00 00");
    row("02-lifted-function", "canon[0]", "00 00 00 00 00");
    row("02-lifted-function", "export[f]", "00 01 66 01 00 00");
    row("02-lifted-function", "func[1]", "00 01 66 01 00 00");
    row("03-lowered-import", "import[log]", "00 03 6c 6f 67 01 00");
    row("03-lowered-import", "core-instance[2]", "00 01 01 01 68 12 01");
    row("03-lowered-import", "core-instance[2].argument[h]", "01 68 12 01");
    row("03-lowered-import", "core-instance[1].export[log]", "03 6c 6f 67 00 00");
    row("04-imported-record", "type[0].type[0]", "72 02 01 78 7d 01 79 73");
    row("04-imported-record", "type[0].export[draw]", "00 04 64 72 61 77 01 02");
    row("06-nested-instantiation", "component[0].export[w]", "00 01 77 01 00 00");
    row("06-nested-instantiation", "instance[1].argument[y]", "01 79 01 00");
    row("12-attributes-and-ascription", "instance[1].export[sub]", "00 03 73 75 62 05 00");
  }
  void places() {
    QFETCH(QString, folder);
    QFETCH(QString, path);
    QFETCH(QByteArray, hex);
    const Bytes file = golden(folder);
    const auto root = decode::decodeComponent(shareBytes(file));
    QVERIFY(root.has_value());
    const auto range = locate::rangeOf(*root, path.toStdString());
    QVERIFY2(range.has_value(), range ? "" : range.error().text().c_str());
    const Bytes expected = test::fromHex(hex.toStdString());
    const auto from = file.begin() + static_cast<std::ptrdiff_t>(range->offset);
    const Bytes there(from, from + static_cast<std::ptrdiff_t>(range->size));
    // A declarator's place begins at its kind byte.
    const bool ends =
        there.size() >= expected.size() && std::equal(expected.rbegin(), expected.rend(), there.rbegin());
    QVERIFY2(
        ends && there.size() <= expected.size() + 1,
        QByteArray(reinterpret_cast<const char*>(there.data()), static_cast<int>(there.size())).toHex(' '));
  }

  void notThere_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    QTest::newRow("index past the end") << "func[9]"
                                        << "there are 2 of `func`, counted from 0";
    QTest::newRow("no such sort") << "component[0]"
                                  << "there is no component there";
    QTest::newRow("unknown name") << "export[g]"
                                  << "there is 1 of `export`: `f`";
    QTest::newRow("inside of what has no inside") << "export[f].func[0]"
                                                  << "no `func[0]` in `export[f]`";
  }
  void notThere() {
    QFETCH(QString, path);
    QFETCH(QString, says);
    const auto root = decode::decodeComponent(shareBytes(golden("02-lifted-function")));
    QVERIFY(root.has_value());
    const auto range = locate::rangeOf(*root, path.toStdString());
    QVERIFY(!range.has_value());
    QCOMPARE(range.error().code, ErrorCode::NoSuchNode);
    QVERIFY2(textOf(range.error().message).contains(says), range.error().message.c_str());
  }

  void namesOfTheNameSection() {
    QFile file(SPLICEBOARD_SOURCE_DIR "/resources/examples/orders/orders.composed.wasm");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto root = decode::decodeComponent(shareBytes(test::toBytes(file.readAll())));
    QVERIFY(root.has_value());
    const auto path = locate::parsePath("instance[cache]");
    QVERIFY(path.has_value());
    const auto found = locate::findItem(*root, *path);
    QVERIFY2(found.has_value(), found ? "" : found.error().text().c_str());
    QVERIFY(std::holds_alternative<const model::Instance*>(found->item.ref));
    QCOMPARE(textOf(locate::pathText(found->path)), QString("instance[%1]").arg(found->item.creates->index));
  }

  /// Whatever a file holds: each item lies inside of what it is part of, its path leads back to it, and in
  /// one scope items follow one another without overlapping.
  void everyItemOfTheCorpus_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("orders") << QString(SPLICEBOARD_SOURCE_DIR
                                       "/resources/examples/orders/orders.composed.wasm");
    if (!test::hasCorpus()) return;
    for (const std::string& path : test::corpusFiles("components", ".wasm")) {
      const auto file = test::corpusFolder() / path;
      if (std::filesystem::file_size(file) < 200'000)
        QTest::newRow(path.c_str()) << QString::fromStdString(file.string());
    }
  }
  void everyItemOfTheCorpus() {
    QFETCH(QString, file);
    const auto root = decode::decodeComponent(shareBytes(test::readFile(file.toStdString())));
    QVERIFY(root.has_value());
    locate::Item whole;
    whole.ref = &*root;
    whole.range = root->range;
    const locate::Item* parent = nullptr;
    std::uint64_t behind = 0;
    int followed = 0;
    eachItem(whole, *root, {},
             [&](const locate::Item& item, const locate::ItemPath& path, const locate::Item& around) {
               const std::string text = locate::pathText(path);
               QVERIFY2(item.range.size > 0, text.c_str());
               QVERIFY2(item.range.offset >= around.range.offset &&
                            item.range.offset + item.range.size <= around.range.offset + around.range.size,
                        text.c_str());
               if (parent == &around) QVERIFY2(item.range.offset >= behind, text.c_str());
               parent = &around;
               behind = item.range.offset + item.range.size;
               if (followed++ % 17 != 0) return;  // following each of thousands from the root takes long
               const auto found = locate::findItem(*root, path);
               QVERIFY2(found.has_value(), text.c_str());
               QCOMPARE(found->item.range, item.range);
             });
    QVERIFY(followed > 0);
  }

 private:
  static Bytes golden(const QString& folder) {
    QFile file(QString(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode/%1/input.hex").arg(folder));
    return file.open(QIODevice::ReadOnly) ? test::fromHex(file.readAll().toStdString()) : Bytes();
  }
};

QTEST_GUILESS_MAIN(TestItems)
#include "tst_items.moc"
