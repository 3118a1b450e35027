// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/graph/hook_kind.h"
#include "core/value/field_tree.h"

using namespace sb;
using namespace sb::graph;
using types::makeType;
using types::Primitive;
using types::ValType;

/// What a component can do as a hook, told from its exports: `spliceboard:hook` (wit/spliceboard-hook) alone
/// and beside splicer's tiers.
class HookAbilityTest : public QObject {
  Q_OBJECT
 private slots:
  void recognises_data();
  void recognises();
};

namespace {

ValType list(const ValType& element) { return makeType(types::List{element}); }
const ValType Boolean = makeType(Primitive::Bool), U32 = makeType(Primitive::U32),
              U64 = makeType(Primitive::U64), Text = makeType(Primitive::String);

types::NamedExtern writtenOut(const QString& word) {
  types::FuncType function;
  const QString name = word.section('=', 1).section('(', 0, 0);
  for (const QChar letter : word.section('(', 1).chopped(1)) {
    const ValType names =
        makeType(types::Record{{{"interface-name", Text}, {"function-name", Text}}}, "call-id");
    function.params.push_back({"p", letter == 't'   ? Text
                                    : letter == 'n' ? names
                                    : letter == 'i' ? value::callIdType()
                                                    : list(value::fieldType())});
  }
  if (name.startsWith("should")) function.result = Boolean;
  types::InstanceType instance;
  instance.exports.push_back({model::ExternName(name.toStdString()), types::finish(std::move(function))});
  return {model::ExternName(word.section('=', 0, 0).toStdString()), types::finish(std::move(instance))};
}

/// One export by a word of the row: the interface's name, with `!` in front when its function is
/// asynchronous, with `?` when it lacks a parameter.
/// `NAME=FUNCTION(PARAMETERS)` writes the function out, parameters as letters: t text, n a call-id without
/// number, i a call-id, f a list of fields.
types::NamedExtern exported(QString word) {
  if (word.contains('=')) return writtenOut(word);
  const bool async = word.startsWith('!'), short_ = word.startsWith('?');
  if (async || short_) word = word.mid(1);
  types::FuncType function;
  function.async = async;
  std::string name = "on-call";
  if (word.startsWith("splicer:")) {
    function.params = {{"call", value::callIdType()}};
    if (word.startsWith("splicer:tier2")) function.params.push_back({"args", list(value::fieldType())});
  } else if (word.contains("/names")) {
    name = "register";
    function.params = {{"connection", Text}};  // no connection
    function.result = U32;
  } else {
    function.params = {{"id", U64}, {"parent", U64}, {"function", U32}};
    if (word.contains("-values")) {
      function.params.push_back({"words", list(U64)});
      function.params.push_back({"texts", list(Text)});
      function.params.push_back({"blobs", list(makeType(types::Tuple{{U32, list(U64)}}))});
    }
    if (word.contains("/gate")) {
      name = "should-call";
      function.result = Boolean;
    }
    if (word.contains("/after")) name = "on-return";
  }
  if (short_) function.params.pop_back();
  types::InstanceType instance;
  instance.exports.push_back(
      {model::ExternName(name), types::FuncTypeRef(std::make_shared<const types::FuncType>(function))});
  return {model::ExternName(word.toStdString()),
          types::InstanceTypeRef(std::make_shared<const types::InstanceType>(instance))};
}

QString joined(const std::vector<std::string>& items) {
  QStringList out;
  for (const std::string& item : items) out << QString::fromStdString(item);
  return out.join(", ");
}

}  // namespace

void HookAbilityTest::recognises_data() {
  QTest::addColumn<QString>("exports");
  QTest::addColumn<QString>("interfaces");
  QTest::addColumn<int>("tier");
  QTest::addColumn<QString>("passedOver");
  QTest::addColumn<QString>("unknown");
  QTest::newRow("tier 1") << "spliceboard:hook/after@0.1.0 spliceboard:hook/before@0.1.0"
                          << "spliceboard:hook/before@0.1.0, spliceboard:hook/after@0.1.0" << 1 << ""
                          << "";
  QTest::newRow("tier 2") << "spliceboard:hook/before-values@0.1.0"
                          << "spliceboard:hook/before-values@0.1.0" << 2 << ""
                          << "";
  QTest::newRow("tiers go together") << "spliceboard:hook/gate@0.1.0 spliceboard:hook/after-values@0.1.0"
                                     << "spliceboard:hook/gate@0.1.0, spliceboard:hook/after-values@0.1.0"
                                     << 2 << ""
                                     << "";
  QTest::newRow("values before numbers")
      << "spliceboard:hook/before@0.1.0 spliceboard:hook/before-values@0.1.0"
      << "spliceboard:hook/before-values@0.1.0" << 2 << "spliceboard:hook/before@0.1.0"
      << "";
  QTest::newRow("both forms") << "!splicer:tier1/before@0.3.0 spliceboard:hook/before@0.1.0"
                              << "spliceboard:hook/before@0.1.0" << 1 << "splicer:tier1/before@0.3.0"
                              << "";
  QTest::newRow("splicer's alone") << "!splicer:tier2/before@0.1.0"
                                   << "splicer:tier2/before@0.1.0" << 2 << ""
                                   << "";
  QTest::newRow("by name only, splicer:tier1@0.1.0")
      << "splicer:tier1/after@0.1.0=after-call(t) splicer:tier1/before@0.1.0=before-call(t) "
         "splicer:tier1/blocking@0.1.0=should-block-call(t)"
      << "splicer:tier1/before@0.1.0, splicer:tier1/blocking@0.1.0, splicer:tier1/after@0.1.0" << 1 << ""
      << "";
  QTest::newRow("without a number, splicer:tier1@0.2.0") << "splicer:tier1/before@0.2.0=on-call(n)"
                                                         << "splicer:tier1/before@0.2.0" << 1 << ""
                                                         << "";
  QTest::newRow("without a version") << "splicer:tier1/before=on-call(i)"
                                     << "splicer:tier1/before" << 1 << ""
                                     << "";
  QTest::newRow("the newest of two versions")
      << "splicer:tier1/before@0.3.0=on-call(i) splicer:tier1/before@0.2.0=on-call(n)"
      << "splicer:tier1/before@0.3.0" << 1 << "splicer:tier1/before@0.2.0"
      << "";
  QTest::newRow("0.10 is newer than 0.9")
      << "splicer:tier1/before@0.9.0=on-call(i) splicer:tier1/before@0.10.0=on-call(i)"
      << "splicer:tier1/before@0.10.0" << 1 << "splicer:tier1/before@0.9.0"
      << "";
  QTest::newRow("a gate replaces the older blocking")
      << "splicer:tier1/blocking@0.3.0=should-block(i) splicer:tier1/gate@0.5.0=should-call(i)"
      << "splicer:tier1/gate@0.5.0" << 1 << "splicer:tier1/blocking@0.3.0"
      << "";
  QTest::newRow("a draft that is told of traps")
      << "splicer:tier2/before@0.1.0=on-call(if) splicer:tier2/trap@0.1.0=on-trap(it)"
      << "splicer:tier2/before@0.1.0" << 2 << "splicer:tier2/trap@0.1.0"
      << "";
  QTest::newRow("values without a number")
      << "splicer:tier2/before@0.1.0=on-call(nf)"
      << "" << 2 << ""
      << "splicer:tier2/before@0.1.0: its `call-id` has no `id`, which hooks of that tier always had";
  QTest::newRow("a name where a call-id belongs")
      << "splicer:tier1/before@0.3.0=on-call(t)"
      << "" << 1 << ""
      << "splicer:tier1/before@0.3.0: its first parameter is no `call-id`";
  QTest::newRow("a call-id where a name belongs")
      << "splicer:tier1/before@0.1.0=before-call(i)"
      << "" << 1 << ""
      << "splicer:tier1/before@0.1.0: its parameter is no `string`";
  QTest::newRow("another function")
      << "splicer:tier1/before@0.3.0=call(i)"
      << "" << 1 << ""
      << "splicer:tier1/before@0.3.0 has no function `on-call` or `before-call`";
  QTest::newRow("another interface of splicer")
      << "splicer:tier1/around@0.3.0=on-call(i)"
      << "" << 1 << ""
      << "splicer:tier1/around@0.3.0 is no hook interface this program knows";
  QTest::newRow("asynchronous")
      << "!spliceboard:hook/before@0.1.0"
      << "" << 0 << ""
      << "spliceboard:hook/before@0.1.0 has no function `on-call` of the known type";
  QTest::newRow("other parameters")
      << "?spliceboard:hook/gate@0.1.0"
      << "" << 0 << ""
      << "spliceboard:hook/gate@0.1.0 has no function `should-call` of the known "
         "type";
  QTest::newRow("other register")
      << "spliceboard:hook/names@0.1.0"
      << "" << 0 << ""
      << "spliceboard:hook/names@0.1.0 has no function `register` of the known type";
  QTest::newRow("other interface") << "spliceboard:hook/around@0.1.0"
                                   << "" << 0 << ""
                                   << "spliceboard:hook/around@0.1.0 is no hook interface this program knows";
}

void HookAbilityTest::recognises() {
  QFETCH(QString, exports);
  types::ComponentType type;
  for (const QString& word : exports.split(' ')) type.exports.push_back(exported(word));
  const HookAbility ability = hookAbility(type);
  std::vector<std::string> interfaces;
  for (const HookInterface& item : ability.interfaces) interfaces.push_back(item.interfaceName);
  QTEST(joined(interfaces), "interfaces");
  QTEST(ability.tier2 ? 2 : ability.tier1 ? 1 : 0, "tier");
  QTEST(joined(ability.passedOver), "passedOver");
  QTEST(joined(ability.unknown), "unknown");
}

QTEST_GUILESS_MAIN(HookAbilityTest)
#include "tst_hook_ability.moc"
