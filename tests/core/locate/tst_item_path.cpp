// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/locate/item_path.h"

using namespace sb;

/// The grammar of paths: what is read, how it is written again, and what is wrong with what is not a path.
class TestItemPath : public QObject {
  Q_OBJECT
 private slots:
  void reads_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("steps");
    QTest::addColumn<QString>("canonical");
    QTest::newRow("nothing is the component itself") << "" << 0 << "";
    QTest::newRow("one index") << "component[2]" << 1 << "component[2]";
    QTest::newRow("steps inwards") << "component[2].core-module[0]" << 2 << "component[2].core-module[0]";
    QTest::newRow("name") << "export[demo:kv/store@1.0.0]" << 1 << "export[demo:kv/store@1.0.0]";
    QTest::newRow("a name with dots is one step")
        << "import[a:b/c@1.2.3].argument[x]" << 2 << "import[a:b/c@1.2.3].argument[x]";
    QTest::newRow("annotated name needs quotes")
        << "export[\"[method]r.get\"]" << 1 << "export[\"[method]r.get\"]";
    QTest::newRow("quotes that are not needed go") << "component[\"cache\"]" << 1 << "component[cache]";
    QTest::newRow("a name that looks like a number keeps them") << "custom[\"12\"]" << 1 << "custom[\"12\"]";
    QTest::newRow("escapes") << "custom[\"a\\\"b\\\\c\"]" << 1 << "custom[\"a\\\"b\\\\c\"]";
    QTest::newRow("start has no index") << "component[0].start" << 2 << "component[0].start";
    QTest::newRow("every core space") << "core-func[0].core-table[1].core-memory[2].core-global[3].core-tag["
                                         "4].core-type[5].core-instance[6]"
                                      << 7
                                      << "core-func[0].core-table[1].core-memory[2].core-global[3].core-tag["
                                         "4].core-type[5].core-instance[6]";
  }
  void reads() {
    QFETCH(QString, text);
    QFETCH(int, steps);
    QFETCH(QString, canonical);
    const auto path = locate::parsePath(text.toStdString());
    QVERIFY2(path.has_value(), path ? "" : path.error().text().c_str());
    QCOMPARE(static_cast<int>(path->steps.size()), steps);
    QCOMPARE(QString::fromStdString(locate::pathText(*path)), canonical);
    const auto again = locate::parsePath(locate::pathText(*path));
    QVERIFY(again.has_value());
    QVERIFY(*again == *path);
  }

  void refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown word") << "thing[0]"
                                  << "unknown word `thing`";
    QTest::newRow("no index") << "component"
                              << "expected `[`";
    QTest::newRow("empty index") << "component[]"
                                 << "expected a number or a name";
    QTest::newRow("not closed") << "component[1"
                                << "expected `]`";
    QTest::newRow("quote not closed") << "component[\"a"
                                      << "expected `\"`";
    QTest::newRow("dot at the end") << "component[1]."
                                    << "expected a word";
    QTest::newRow("no dot between") << "component[1]component[2]"
                                    << "expected `.`";
    QTest::newRow("a file name") << "orders.wasm"
                                 << "unknown word `orders`";
  }
  void refuses() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto path = locate::parsePath(text.toStdString());
    QVERIFY(!path.has_value());
    QCOMPARE(path.error().code, ErrorCode::BadSyntax);
    QVERIFY2(QString::fromStdString(path.error().message).contains(says), path.error().message.c_str());
  }

  void framesOfDiagnostics_data() {
    QTest::addColumn<QStringList>("frames");
    QTest::addColumn<QString>("path");
    QTest::newRow("nested") << QStringList{"component 2", "instance 4", "argument `x`"}
                            << "component[2].instance[4].argument[x]";
    QTest::newRow("sorts of two words") << QStringList{"core module 3"} << "core-module[3]";
    QTest::newRow("while reading") << QStringList{"in nested component 1", "in alias 3"}
                                   << "component[1].alias[3]";
    QTest::newRow("stops at what is no definition") << QStringList{"type 7", "declaration 2"} << "type[7]";
    QTest::newRow("nothing") << QStringList{} << "";
  }
  void framesOfDiagnostics() {
    QFETCH(QStringList, frames);
    QFETCH(QString, path);
    std::vector<std::string> list;
    for (const QString& frame : frames) list.push_back(frame.toStdString());
    QCOMPARE(QString::fromStdString(locate::pathOfFrames(list)), path);
  }
};

QTEST_GUILESS_MAIN(TestItemPath)
#include "tst_item_path.moc"
