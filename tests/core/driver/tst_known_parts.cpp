// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <fstream>

#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/types/check_component.h"
#include "tests/support/hex.h"

using namespace sb;
namespace fs = std::filesystem;

/// What is not done twice when a composition is written: reading what was only copied, checking what was
/// checked.
class TestKnownParts : public QObject {
  Q_OBJECT
 private slots:
  void knownComponentsAreTakenAsTheyAre();
  void knownComponentsCountForTheLimits();
  void nestedBytesAreCopiedOrWrittenAnew();
  void checkedPartsAreWhatHasNoFault_data();
  void checkedPartsAreWhatHasNoFault();
  void checkedPartsAreNotCheckedAgain();
  void aSpliceIsTheSameEitherWay();
  void aFaultOfTheInputIsFound();
};

namespace {

const fs::path Source = SPLICEBOARD_SOURCE_DIR;

/// A component with one empty core module and, in front of it, an empty custom section whose size takes five
/// bytes.
constexpr std::string_view Longwinded =
    "00 61 73 6d 0d 00 01 00"
    "00 82 80 80 80 00 01 61"
    "01 08 00 61 73 6d 01 00 00 00";

/// The component, nested `times` times in an otherwise empty one.
Bytes around(const Bytes& nested, int times) {
  Bytes out = test::fromHex(test::ComponentPreamble);
  for (int i = 0; i < times; ++i) {
    out.push_back(4);
    out.push_back(static_cast<std::uint8_t>(nested.size()));
    out.insert(out.end(), nested.begin(), nested.end());
  }
  return out;
}

std::shared_ptr<const model::Component> nestedIn(const model::Component& component, std::size_t index) {
  std::vector<std::shared_ptr<const model::Component>> found;
  for (const model::Section& section : component.sections)
    if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
      found.push_back(nested->component);
  return found.at(index);
}

using Build = void (*)(model::ComponentBuilder&);
std::shared_ptr<const model::Component> made(Build build) {
  model::ComponentBuilder out;
  build(out);
  return std::make_shared<const model::Component>(out.finish());
}

/// Exports `a:b/i` with a function that returns a number, lifted from one that returns none.
void faulty(model::ComponentBuilder& out) {
  const auto module = out.coreModule(
      test::fromHex("00 61 73 6d 01 00 00 00  01 04 01 60 00 00  03 02 01 00  07 05 01 01 66 00 00"
                    "0a 04 01 02 00 0b"));
  const auto func = out.aliasCoreFunc(out.coreInstantiate(module, {}), "f");
  const auto type = out.type(model::FuncTypeDef{false, {}, model::ValType{model::Primitive::U32}});
  const model::FuncIdx lifted = out.lift(func, type, {});
  const model::InstanceIdx bag = out.bag({{"f", {model::Sort::Func, lifted.value}}});
  out.exportItem("a:b/i", {model::Sort::Instance, bag.value});
}
void empty(model::ComponentBuilder&) {}
/// Uses a type of the component around it.
void reachingOut(model::ComponentBuilder& out) {
  const std::uint32_t type = out.aliasOuter(model::Sort::Type, 1, 0);
  out.exportItem("t", {model::Sort::Type, type});
}

/// A type, an empty component, and one more.
model::Component withParts(Build second) {
  model::ComponentBuilder out;
  out.type(model::RecordDef{{{"x", model::ValType{model::Primitive::U32}}}});
  out.exportItem("named", {model::Sort::Type, 0});
  out.component(made(empty));
  out.component(made(second));
  return out.finish();
}

driver::SpliceOptions options() {
  driver::SpliceOptions out;
  out.builtins.shipped = Source / "resources/hooks";
  return out;
}

Result<plan::SpliceRules> countOn(const std::string& interfaceName) {
  return plan::parseSpliceRules("version: 1\nrules:\n  - before: { interface: '" + interfaceName +
                                "' }\n    inject: [ { builtin: count } ]\n");
}

}  // namespace

void TestKnownParts::knownComponentsAreTakenAsTheyAre() {
  const Bytes inner = test::fromHex(Longwinded);
  const auto first = decode::decodeComponent(shareBytes(around(inner, 1)));
  QVERIFY(first);
  const decode::KnownComponents known = {nestedIn(*first, 0)};
  Bytes other = inner;
  other[15] = 'b';  // the name of the custom section
  Bytes both = around(inner, 1);
  const Bytes more = around(other, 1);
  both.insert(both.end(), more.begin() + 8, more.end());
  const auto second = decode::decodeComponent(shareBytes(both), {}, {}, known);
  QVERIFY(second);
  QVERIFY(nestedIn(*second, 0) == nestedIn(*first, 0));
  QVERIFY(nestedIn(*second, 1) != nestedIn(*first, 0));
  // Where it lies in this file is told by the section.
  QCOMPARE(second->sections[0].range.offset, std::uint64_t(10));
  QCOMPARE(second->sections[0].range.size, std::uint64_t(inner.size()));
  // What is not there where it is expected is passed over, and so is what was built.
  for (const auto& absent : {nestedIn(*second, 1), made(empty)}) {
    const auto third = decode::decodeComponent(shareBytes(around(inner, 1)), {}, {}, {absent});
    QVERIFY(third && nestedIn(*third, 0) != absent);
  }
}

void TestKnownParts::knownComponentsCountForTheLimits() {
  const SharedBytes file = shareBytes(around(test::fromHex(Longwinded), 3));
  const auto read = decode::decodeComponent(file);
  QVERIFY(read);
  const decode::KnownComponents known(3, nestedIn(*read, 0));
  // The root, three components, a module in each.
  decode::Limits limits;
  limits.modulesAndComponents = 7;
  QVERIFY(decode::decodeComponent(file, limits, {}, known));
  limits.modulesAndComponents = 6;
  for (const decode::KnownComponents& those : {decode::KnownComponents(), known}) {
    const auto refused = decode::decodeComponent(file, limits, {}, those);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::LimitExceeded);
  }
  // Three sections in the root, two in each component.
  limits = {};
  limits.sections = 9;
  QVERIFY(decode::decodeComponent(file, limits, {}, known));
  limits.sections = 8;
  QVERIFY(!decode::decodeComponent(file, limits, {}, known));
  QVERIFY(!decode::decodeComponent(file, limits));
}

void TestKnownParts::nestedBytesAreCopiedOrWrittenAnew() {
  const Bytes inner = test::fromHex(Longwinded);
  const Bytes file = around(inner, 1);
  const auto component = decode::decodeComponent(shareBytes(file));
  QVERIFY(component);
  QVERIFY(encode::encodeComponent(*component, encode::Nested::Copied) == file);
  const Bytes anew = encode::encodeComponent(*component);
  QCOMPARE(anew.size(), file.size() - 4);  // the size in one byte
  // One that was built is written anew, whatever is asked for.
  model::ComponentBuilder out;
  out.component(made(empty));
  const model::Component built = out.finish();
  QVERIFY(encode::encodeComponent(built, encode::Nested::Copied) == encode::encodeComponent(built));
}

void TestKnownParts::checkedPartsAreWhatHasNoFault_data() {
  QTest::addColumn<Build>("second");
  QTest::addColumn<std::size_t>("parts");
  QTest::newRow("both parts") << Build(empty) << std::size_t(2);
  QTest::newRow("not what reaches out") << Build(reachingOut) << std::size_t(1);
  QTest::newRow("not what has a fault") << Build(faulty) << std::size_t(1);
}

void TestKnownParts::checkedPartsAreWhatHasNoFault() {
  QFETCH(Build, second);
  QFETCH(std::size_t, parts);
  const model::Component component = withParts(second);
  const types::CheckedComponent checked = types::checkComponent(component);
  QCOMPARE(checked.parts.parts.size(), parts);
  types::CheckOptions quick;
  quick.resolveOnly = true;
  QVERIFY(types::checkComponent(component, quick).parts.parts.empty());
}

void TestKnownParts::checkedPartsAreNotCheckedAgain() {
  model::ComponentBuilder out;
  const auto part = made(faulty);
  out.component(part);
  const model::Component component = out.finish();
  QVERIFY(!types::checkComponent(component).valid());
  types::CheckOptions quick;
  quick.resolveOnly = true;
  types::CheckedParts parts;
  parts.add(part, types::checkComponent(*part, quick).type);
  types::CheckOptions options;
  options.known = &parts;
  const types::CheckedComponent checked = types::checkComponent(component, options);
  QVERIFY(checked.valid());
  QVERIFY(checked.spaces.components.at(0) == parts.parts.at(part.get()).type);
}

void TestKnownParts::aSpliceIsTheSameEitherWay() {
  const std::string file = (Source / "resources/examples/orders/orders.composed.wasm").string();
  const auto rules = countOn("demo:kv/store@1.0.0");
  QVERIFY(rules);
  const auto planned = driver::planSpliceFile(*rules, file, options());
  QVERIFY2(planned, planned ? "" : planned.error().text().c_str());
  QVERIFY(!planned->checkedParts.parts.empty());
  for (const auto& [id, node] : planned->plan.original.nodes)
    if (node.file) QVERIFY2(planned->checkedParts.parts.count(node.file->component.get()), node.name.c_str());
  const auto known = driver::spliceFile(*rules, file, options());
  const auto unknown = driver::spliceGraph(planned->plan.original, options());
  QVERIFY(known && unknown);
  QVERIFY(known->composed == unknown->composed);
  // A plan alone has no use for the check.
  driver::SpliceOptions only = options();
  only.planOnly = true;
  const auto seen = driver::planSpliceFile(*rules, file, only);
  QVERIFY(seen && seen->checkedParts.parts.empty());
}

void TestKnownParts::aFaultOfTheInputIsFound() {
  model::ComponentBuilder out;
  const auto instance = out.instantiate(out.component(made(faulty)), {});
  out.exportItem("a:b/i", {model::Sort::Instance, out.aliasInstance(instance, "a:b/i").value});
  const Bytes bytes = encode::encodeComponent(out.finish());
  QTemporaryDir folder;
  const std::string file = folder.filePath("faulty.wasm").toStdString();
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
  const auto rules = countOn("a:b/i");
  QVERIFY(rules);
  const auto spliced = driver::spliceFile(*rules, file, options());
  QVERIFY(!spliced);
  QVERIFY2(spliced.error().code == ErrorCode::Invalid, spliced.error().text().c_str());
  QVERIFY2(spliced.error().text().find("the result is not valid: ") != std::string::npos,
           spliced.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestKnownParts)
#include "tst_known_parts.moc"
