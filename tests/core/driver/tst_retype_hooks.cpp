// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/driver/open.h"
#include "core/driver/retype_hooks.h"
#include "core/graph/hook_kind.h"
#include "core/types/check_component.h"
#include "tests/support/corpus.h"

using namespace sb;

/// Hooks with async types that are lifted synchronously, given plain types.
class RetypeHooksTest : public QObject {
  Q_OBJECT
 private slots:
  void retypes_data();
  void retypes();
};

void RetypeHooksTest::retypes_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<bool>("waits");
  QTest::newRow("lifted synchronously") << "hooks/t1-log-syncabi.wasm" << false;
  QTest::newRow("lifted asynchronously") << "hooks/t1-log.wasm" << true;
  QTest::newRow("suspends") << "hooks/t1-yield.wasm" << true;
  QTest::newRow("plain already") << "hooks/t2-gate-late-0.3.0.wasm" << false;
}

void RetypeHooksTest::retypes() {
  QFETCH(QString, file);
  QFETCH(bool, waits);
  if (!test::hasCorpus()) QSKIP("needs the reference corpus in ../shared");
  const auto hook = driver::loadComponentFile(test::corpusFolder() / file.toStdString());
  QVERIFY2(hook, hook ? "" : hook.error().text().c_str());
  QCOMPARE(driver::whatMayWait(**hook).has_value(), waits);
  const auto made = driver::retypedToSync(*hook);
  QCOMPARE(bool(made), !waits);
  if (!made) return;
  const graph::HookAbility before = graph::hookAbility(*(*hook)->type),
                           after = graph::hookAbility(*(*made)->type);
  QCOMPARE(after.interfaces.size(), before.interfaces.size());
  for (const graph::HookInterface& item : after.interfaces) QVERIFY(!item.function->async);
  QVERIFY(types::checkComponent(*(*made)->component).valid());
}

QTEST_GUILESS_MAIN(RetypeHooksTest)
#include "tst_retype_hooks.moc"
