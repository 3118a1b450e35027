// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/exit_codes.h"
#include "tests/cli/cli_runner.h"

using namespace clitest;

/// Rules in documents: `edit --rules` gives them, the document keeps them, `rules` writes them again.
class TestCliRules : public QObject {
  Q_OBJECT
 private slots:
  void documentsKeepRules();
  void aSecondListReplacesTheFirst();
  void exceptLeavesConnectionsOut();
};

void TestCliRules::documentsKeepRules() {
  QTemporaryDir folder;
  const QString rules = writeFile(folder, "r.yaml", ordersRules("trace")),
                shop = folder.filePath("shop.splice");
  CLI_COMPARE_CODE(run({"edit", ordersExample(), "--rules", rules, "-o", shop}), 0);
  const Outcome written = run({"rules", shop});
  CLI_COMPARE_CODE(written, 0);
  QVERIFY2(!written.out.contains("on_edge"), written.out.constData());
  // what is written makes the same component as the rules themselves
  const QString again = writeFile(folder, "again.yaml", written.out);
  CLI_COMPARE_CODE(run({"splice", rules, ordersExample(), "-o", folder.filePath("a.wasm")}), 0);
  CLI_COMPARE_CODE(run({"splice", again, ordersExample(), "-o", folder.filePath("b.wasm")}), 0);
  QVERIFY(!readFile(folder.filePath("a.wasm")).isEmpty());
  QCOMPARE(readFile(folder.filePath("b.wasm")), readFile(folder.filePath("a.wasm")));
  CLI_COMPARE_CODE(run({"edit", shop, "-o", folder.filePath("c.wasm")}), 0);
  QCOMPARE(readFile(folder.filePath("c.wasm")), readFile(folder.filePath("a.wasm")));
}

void TestCliRules::aSecondListReplacesTheFirst() {
  QTemporaryDir folder;
  const QString trace = writeFile(folder, "t.yaml", ordersRules("trace")),
                count = writeFile(folder, "c.yaml", ordersRules("count")),
                none = writeFile(folder, "n.yaml", "version: 1\nrules: []\n"),
                shop = folder.filePath("shop.splice");
  CLI_COMPARE_CODE(run({"edit", ordersExample(), "--rules", trace, "--rules", count, "-o", shop}), 0);
  const QByteArray written = run({"rules", shop}).out;
  QVERIFY2(written.contains("count") && !written.contains("trace"), written.constData());
  CLI_COMPARE_CODE(run({"edit", shop, "--rules", none, "-o", shop}), 0);
  QCOMPARE(run({"rules", shop}).out, QByteArray("version: 1\nrules: []\n"));
}

void TestCliRules::exceptLeavesConnectionsOut() {
  QTemporaryDir folder;
  const QString rules = writeFile(
      folder, "r.yaml",
      QString("version: 1\nrules:\n  - before: { interface: 'demo:kv/*' }\n"
              "    except: 'demo:kv/store@1.0.0::cache->*'\n    inject: [ { name: trace, path: '%1' } ]\n")
          .arg(hookFile("trace"))
          .toUtf8());
  const Outcome outcome = run({"rules", rules, ordersExample()});
  CLI_COMPARE_CODE(outcome, 0);
  QVERIFY2(outcome.out.contains("selects  demo:kv/store@1.0.0::orders->cache\n"), outcome.out.constData());
  QVERIFY2(
      outcome.out.contains("not      demo:kv/store@1.0.0::cache->kv-disk: the rule leaves it out (`except`)"),
      outcome.out.constData());
}

QTEST_APPLESS_MAIN(TestCliRules)
#include "tst_cli_rules.moc"
