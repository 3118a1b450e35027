// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"
#include "tests/support/corpus.h"

using namespace clitest;
using sb::cli::ExitCode;
using sb::cli::number;

/// `splicectl diff`: what was edited is told and nothing else; what is only written differently is no
/// difference.
class TestCliDiff : public QObject {
  Q_OBJECT
 private slots:
  void editsAreTold_data();
  void editsAreTold();
  void writtenDifferently_data();
  void writtenDifferently();
  void otherEncoders_data();
  void otherEncoders();
  void refuses();

 private:
  QTemporaryDir m_folder;
};

namespace {

/// "rewired connection orders / demo:kv/store@1.0.0", sorted.
QStringList toldBy(const Outcome& outcome) {
  QStringList out;
  for (const QJsonValue& one : outcome.json()["differences"].toArray()) {
    QStringList words{one["change"].toString(), one["subject"].toString()};
    for (const QJsonValue& in : one["in"].toArray()) words << in.toString() << "/";
    out << (words << one["name"].toString()).join(' ');
  }
  out.sort();
  return out;
}

std::uint32_t leb(const QByteArray& bytes, int& at) {
  std::uint32_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes[at++]);
    value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
}

/// The same file with the sizes of its sections padded to five bytes, and custom sections left out if asked.
QByteArray rewritten(const QByteArray& bytes, bool padded, bool stripped) {
  QByteArray out = bytes.left(8);
  for (int at = 8; at < bytes.size();) {
    const char id = bytes[at++];
    const std::uint32_t size = leb(bytes, at);
    const QByteArray content = bytes.mid(at, static_cast<int>(size));
    at += static_cast<int>(size);
    if (stripped && id == 0) continue;
    out += id;
    for (unsigned i = 0; i < 5; ++i) {
      const std::uint32_t rest = size >> (7 * i);
      const bool last = padded ? i == 4 : rest < 0x80;
      out += static_cast<char>((rest & 0x7f) | (last ? 0 : 0x80));
      if (last) break;
    }
    out += content;
  }
  return out;
}

}  // namespace

void TestCliDiff::editsAreTold_data() {
  QTest::addColumn<QStringList>("edit");
  QTest::addColumn<QStringList>("told");
  QTest::newRow("nothing") << QStringList{} << QStringList{};
  QTest::newRow("a name for people") << QStringList{"--rename", "cache", "fridge"} << QStringList{};
  QTest::newRow("an export") << QStringList{"--export", "cache/demo:kv/store@1.0.0"}
                             << QStringList{"added export demo:kv/store@1.0.0"};
  QTest::newRow("left to the host") << QStringList{"--leave-to-host", "cache/demo:kv/store@1.0.0"}
                                    << QStringList{"added import demo:kv/store@1.0.0",
                                                   "rewired connection cache / demo:kv/store@1.0.0"};
  QTest::newRow("another provider") << QStringList{"--connect", "kv-disk/demo:kv/store@1.0.0",
                                                   "orders/demo:kv/store@1.0.0"}
                                    << QStringList{"rewired connection orders / demo:kv/store@1.0.0"};
}

void TestCliDiff::editsAreTold() {
  QFETCH(QStringList, edit);
  QFETCH(QStringList, told);
  const QString to = m_folder.filePath("edited.wasm");
  const Outcome edited = run(QStringList{"edit", ordersExample()} + edit + QStringList{"-o", to});
  QVERIFY2(edited.code == 0, edited.err);
  const Outcome outcome = run({"diff", "--json", ordersExample(), to});
  QVERIFY2(toldBy(outcome) == told, outcome.out);
  QCOMPARE(outcome.code, told.isEmpty() ? 0 : 1);
  QCOMPARE(outcome.json()["same"].toBool(), told.isEmpty());
  // The other way round added and removed change places.
  QStringList reversed;
  for (const QString& one : told) reversed << (one.startsWith("added") ? "removed" + one.mid(5) : one);
  reversed.sort();
  const Outcome back = run({"diff", "--json", to, ordersExample()});
  QVERIFY2(toldBy(back) == reversed, back.out);
}

void TestCliDiff::writtenDifferently_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("orders") << ordersExample();
  QTest::newRow("a component with core code") << example("orders/cache.wasm");
  if (!sb::test::hasCorpus()) return;
  for (const std::string& path : sb::test::corpusFiles("components/comp", ".wasm"))
    QTest::newRow(path.c_str()) << QString::fromStdString((sb::test::corpusFolder() / path).string());
}

void TestCliDiff::writtenDifferently() {
  QFETCH(QString, file);
  const QByteArray bytes = readFile(file);
  const auto same = [&](const QByteArray& other) {
    QVERIFY(other != bytes);
    const Outcome outcome = run({"diff", "--json", file, "-"}, other);
    QVERIFY2(outcome.code == 0 && outcome.json()["same"].toBool(), outcome.out + outcome.err);
  };
  same(rewritten(bytes, true, false));
  same(rewritten(bytes, true, true));
}

void TestCliDiff::otherEncoders_data() {
  QTest::addColumn<QString>("first");
  QTest::addColumn<QString>("second");
  QTest::addColumn<bool>("equal");
  if (!sb::test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
  QTest::newRow("wac and wasm-compose") << "calc-wac"
                                        << "calc-wtcompose" << true;
  QTest::newRow("wac and plug") << "calc-wac"
                                << "calc-plug" << true;
  QTest::newRow("another chain") << "calc-wac"
                                 << "calc-chain3" << false;
  QTest::newRow("other programs") << "kv-wac"
                                  << "text-wac" << false;
}

void TestCliDiff::otherEncoders() {
  QFETCH(QString, first);
  QFETCH(QString, second);
  QFETCH(bool, equal);
  const auto file = [](const QString& name) {
    return QString::fromStdString((sb::test::corpusFolder() / "components/comp").string()) + "/" + name +
           ".wasm";
  };
  const Outcome outcome = run({"diff", "--json", file(first), file(second)});
  QVERIFY2(outcome.code == (equal ? 0 : 1), outcome.out + outcome.err);
  QCOMPARE(outcome.json()["same"].toBool(), equal);
}

void TestCliDiff::refuses() {
  const Outcome streams = run({"diff", "-", "-"});
  QCOMPARE(streams.code, number(ExitCode::Usage));
  const Outcome broken = run({"diff", ordersExample(), "-"}, "nothing of it");
  QCOMPARE(broken.code, number(ExitCode::Invalid));
  QVERIFY(broken.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliDiff)
#include "tst_cli_diff.moc"
