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

/// One export by a word of the row: the interface's name, with `!` in front when its function is
/// asynchronous, with `?` when it lacks a parameter.
types::NamedExtern exported(QString word) {
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
