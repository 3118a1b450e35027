// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/interp/waitables.h"
#include "tests/support/type_text.h"

using namespace sb;
using interp::HandleKind;
using interp::HandleTable;
using interp::PendingCall;
using interp::Waitables;

namespace {

QString wrong(const Result<void>& result) {
  return result ? QString() : QString::fromStdString(result.error().message);
}

PendingCall noted(std::string& log) {
  return {[&log]() -> Result<void> {
            log += "start ";
            return {};
          },
          [&log]() -> Result<void> {
            log += "finish ";
            return {};
          }};
}

}  // namespace

class TestWaitables : public QObject {
  Q_OBJECT
 private slots:
  void eventsInOrder();
  void droppedTooEarly();
  void setNotEmpty();
  void nothingToWaitFor();
  void unknownNumbers();
  void handlesMoveOrStay();
  void handlesOfAnotherType();
  void leftovers();
  void visitsHandles();
};

void TestWaitables::eventsInOrder() {
  HandleTable handles;
  Waitables waitables(handles);
  std::string log;
  const std::uint32_t subtask = waitables.addSubtask(noted(log), 1), set = waitables.addSet(1);
  QVERIFY(waitables.join(subtask, set));
  const auto first = waitables.wait(set);
  QVERIFY(first);
  QCOMPARE(first->payload, Waitables::Started);
  QCOMPARE(log, std::string("start "));
  const auto second = waitables.wait(set);
  QVERIFY(second);
  QCOMPARE(second->payload, Waitables::Returned);
  QCOMPARE(second->index, subtask);
  QCOMPARE(second->code, Waitables::SubtaskEvent);
  QCOMPARE(log, std::string("start finish "));
  QCOMPARE(wrong(waitables.dropSubtask(subtask)), QString());
  QCOMPARE(wrong(waitables.dropSet(set)), QString());
  QVERIFY(!handles.leftOf(1, false));
}

void TestWaitables::droppedTooEarly() {
  HandleTable handles;
  Waitables waitables(handles);
  std::string log;
  const std::uint32_t subtask = waitables.addSubtask(noted(log), 1), set = waitables.addSet(1);
  QVERIFY(waitables.join(subtask, set));
  QVERIFY(waitables.wait(set));
  QCOMPARE(wrong(waitables.dropSubtask(subtask)),
           QString("subtask.drop before the subtask's resolution was delivered"));
}

void TestWaitables::setNotEmpty() {
  HandleTable handles;
  Waitables waitables(handles);
  std::string log;
  const std::uint32_t subtask = waitables.addSubtask(noted(log), 1), set = waitables.addSet(1);
  QVERIFY(waitables.join(subtask, set));
  QCOMPARE(wrong(waitables.dropSet(set)), QString("waitable-set.drop of a set that is not empty"));
  QVERIFY(waitables.join(subtask, 0));
  QCOMPARE(wrong(waitables.dropSet(set)), QString());
}

void TestWaitables::nothingToWaitFor() {
  HandleTable handles;
  Waitables waitables(handles);
  const auto event = waitables.wait(waitables.addSet(1));
  QVERIFY(!event);
  QCOMPARE(QString::fromStdString(event.error().message),
           QString("waitable-set.wait would wait for ever: nothing in the set is pending"));
}

void TestWaitables::unknownNumbers() {
  HandleTable handles;
  Waitables waitables(handles);
  const std::uint32_t set = waitables.addSet(1);
  QVERIFY(!waitables.join(77, set));
  QVERIFY(!waitables.wait(77));
  QVERIFY(!waitables.dropSubtask(set));
  QVERIFY(!waitables.dropSet(77));
}

void TestWaitables::handlesMoveOrStay() {
  HandleTable table;
  QVERIFY(table.enter(1, {HandleKind::Own, "cat", 1}));
  QVERIFY(table.enter(2, {HandleKind::Borrow, "cat", 1}));
  QVERIFY(!table.enter(1, {HandleKind::Own, "cat", 1}));
  QVERIFY(table.lift(1, HandleKind::Borrow, "cat"));
  QVERIFY(table.lift(1, HandleKind::Own, "cat"));
  QVERIFY(!table.lift(1, HandleKind::Own, "cat"));
  QVERIFY(table.lift(2, HandleKind::Borrow, "cat"));
  QVERIFY(table.lift(2, HandleKind::Borrow, "cat"));
  QVERIFY(!table.lift(2, HandleKind::Own, "cat"));
}

void TestWaitables::handlesOfAnotherType() {
  HandleTable table;
  QVERIFY(table.enter(1, {HandleKind::Own, "cat", 1}));
  QCOMPARE(wrong(table.lift(1, HandleKind::Own, "dog")),
           QString("own handle 1 of `cat` is passed on as own of `dog`"));
  QCOMPARE(wrong(table.lift(3, HandleKind::Stream, "")), QString("there is no stream handle 3 to pass on"));
}

void TestWaitables::leftovers() {
  HandleTable table;
  QVERIFY(table.enter(1, {HandleKind::Own, "cat", 1}));
  QVERIFY(table.enter(2, {HandleKind::ErrorContext, "", 1}));
  QVERIFY(!table.leftOf(1, true));
  QCOMPARE(table.leftOf(1, false).value_or(""), std::string("own handle 1"));
  QVERIFY(table.enter(3, {HandleKind::Borrow, "cat", 1}));
  QCOMPARE(table.leftOf(1, true).value_or(""), std::string("borrow handle 3"));
  QVERIFY(!table.leftOf(2, false));
  table.forget(1);
  QVERIFY(!table.leftOf(1, false));
}

void TestWaitables::visitsHandles() {
  const types::ValType type = test::typeOf(
      "tuple<own<cat>, list<option<borrow<dog>>>, result<stream<u8>, future>, map<string, error-context>, "
      "list<own<cat>, 2>>");
  const auto value = value::parseWave(
      R"((<handle 1>, [some(<handle 2>), none], err(<handle 3>), [("a", <handle 4>)], [<handle 5>, <handle 6>]))",
      type);
  QVERIFY2(value, value ? "" : value.error().text().c_str());
  QStringList found;
  QVERIFY(interp::forEachHandle(
      *value, type, [&found](std::uint32_t handle, HandleKind kind, const std::string& name) {
        found += QString("%1 %2 %3").arg(handle).arg(interp::handleKindName(kind), name.c_str()).trimmed();
        return Result<void>();
      }));
  QCOMPARE(found.join(", "),
           QString("1 own cat, 2 borrow dog, 3 future, 4 error-context, 5 own cat, 6 own cat"));
}

QTEST_APPLESS_MAIN(TestWaitables)
#include "tst_waitables.moc"
