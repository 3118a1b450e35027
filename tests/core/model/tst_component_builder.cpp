// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/decode/names.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/print/dump.h"
#include "tests/support/hex.h"

using namespace sb;
using namespace sb::model;

namespace {

const Bytes IdentityModule = test::fromHex(  // exports f: (i32) -> i32
    "00 61 73 6d 01 00 00 00 01 06 01 60 01 7f 01 7f 03 02 01 00 07 05 01 01 66 00 00 0a 06 01 04 00 20 00 "
    "0b");
const Bytes MemoryModule = test::fromHex("00 61 73 6d 01 00 00 00 05 03 01 00 01 07 05 01 01 6d 02 00");
const Bytes ResourceModule = test::fromHex(  // exports d: (i32) -> ()
    "00 61 73 6d 01 00 00 00 01 05 01 60 01 7f 00 03 02 01 00 07 05 01 01 64 00 00 0a 04 01 02 00 0b");

/// The bytes, judged by an independent validator when there is one.
void check(const Component& component, const char* expected) {
  const Bytes bytes = encode::encodeComponent(component);
  const auto decoded = decode::decodeComponent(shareBytes(bytes));
  QVERIFY2(decoded.has_value(), decoded ? "" : decoded.error().text().c_str());
  QCOMPARE(encode::encodeComponent(*decoded), bytes);
  QCOMPARE(QString::fromStdString(print::dumpComponent(*decoded, {.offsets = false})), QString(expected));

  const QString program = QStandardPaths::findExecutable("wasm-tools");
  if (program.isEmpty()) return;
  QTemporaryFile file;
  QVERIFY(file.open());
  file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
  file.close();
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, {"validate", "--features", "all", file.fileName()});
  QVERIFY(process.waitForFinished());
  QVERIFY2(process.exitCode() == 0, process.readAll().constData());
}

}  // namespace

/// Components written definition by definition: the indices handed back, the sections shared, the names
/// written.
class TestComponentBuilder : public QObject {
  Q_OBJECT
 private slots:
  void empty() {
    ComponentBuilder builder;
    check(builder.finish(), "");
  }

  void liftedFunction() {
    ComponentBuilder builder;
    const CoreModuleIdx module = builder.coreModule(IdentityModule, "identity");
    const CoreInstanceIdx instance = builder.coreInstantiate(module, {}, "id");
    const CoreFuncIdx core = builder.aliasCoreFunc(instance, "f");
    const TypeIdx type = builder.type(FuncTypeDef{false, {{"x", Primitive::U32}}, ValType(Primitive::U32)});
    const FuncIdx lifted = builder.lift(core, type, {});
    const std::uint32_t exported = builder.exportItem("f", {Sort::Func, lifted.value});
    QCOMPARE(lifted.value, 0u);
    QCOMPARE(exported, 1u);
    QCOMPARE(builder.count(Sort::Func), 2u);
    const Component component = builder.finish("id");
    QCOMPARE(builder.count(Sort::Func), 0u);

    const decode::ComponentNames names = decode::readComponentNames(component);
    QCOMPARE(names.component, std::string("id"));
    QVERIFY(names.find(Sort::CoreModule, 0) == "identity");
    QVERIFY(names.find(Sort::CoreInstance, 0) == "id");
    check(component,
          "core module 0: 35 bytes\n"
          "core instance 0: instantiate core module 0 with ()\n"
          "core func 0: alias \"f\" of core instance 0\n"
          "type 0: func(x: u32) -> u32\n"
          "func 0: lift core func 0 as type 0\n"
          "func 1: export \"f\" = func 0\n"
          "custom \"component-name\", 29 bytes\n");
  }

  void neighboursShareASection() {
    ComponentBuilder builder;
    builder.type(ListDef{Primitive::U8});
    builder.type(OptionDef{TypeIdx(0)});
    builder.custom("note", {1});
    builder.type(TupleDef{{Primitive::Bool, TypeIdx(1)}});
    const Component component = builder.finish();
    QCOMPARE(component.sections.size(), std::size_t{3});
    check(component,
          "type 0: list<u8>\n"
          "type 1: option<type 0>\n"
          "custom \"note\", 1 bytes\n"
          "type 2: tuple<bool, type 1>\n");
  }

  void loweredImport() {
    ComponentBuilder builder;
    InstanceTypeDef logger;
    const auto declare = [&](TypeKind kind) {
      logger.declarations.push_back(
          {TypeDecl{std::make_shared<const TypeDef>(TypeDef{std::move(kind), {}})}, {}});
    };
    declare(FuncTypeDef{false, {{"line", Primitive::String}}, std::nullopt});
    logger.declarations.push_back({ExportDecl{"log", FuncExtern{TypeIdx(0)}}, {}});
    const TypeIdx type = builder.type(logger);
    const InstanceIdx instance(builder.import("demo:log/logger@1.0.0", InstanceExtern{type}));
    const FuncIdx log = builder.aliasFunc(instance, "log");
    const CoreInstanceIdx memory = builder.coreInstantiate(builder.coreModule(MemoryModule), {});
    const CoreMemoryIdx coreMemory = builder.aliasCoreMemory(memory, "m");
    const CoreFuncIdx lowered =
        builder.lower(log, {{CanonOption::Kind::Utf8, 0}, {CanonOption::Kind::Memory, coreMemory.value}});
    builder.coreBag({{"log", {Sort::CoreFunc, lowered.value}}}, "glue");
    check(builder.finish(),
          "type 0: instance type, 2 declarators\n"
          "  type 0: func(line: string)\n"
          "  func 0: export \"log\": func (type 0)\n"
          "instance 0: import \"demo:log/logger@1.0.0\": instance (type 0)\n"
          "func 0: alias \"log\" of instance 0\n"
          "core module 0: 20 bytes\n"
          "core instance 0: instantiate core module 0 with ()\n"
          "core memory 0: alias \"m\" of core instance 0\n"
          "core func 0: lower func 0 [utf8, memory 0]\n"
          "core instance 1: exports (\"log\" = core func 0)\n"
          "custom \"component-name\", 11 bytes\n");
  }

  void resource() {
    ComponentBuilder builder;
    const CoreInstanceIdx instance = builder.coreInstantiate(builder.coreModule(ResourceModule), {});
    const CoreFuncIdx destructor = builder.aliasCoreFunc(instance, "d");
    const TypeIdx session = builder.type(ResourceDef{0x7f, destructor});
    CanonBuiltin drop;
    drop.builtin = Builtin::ResourceDrop;
    drop.type = session;
    QCOMPARE(builder.builtin(drop).value, 1u);
    QCOMPARE(builder.exportItem("session", {Sort::Type, session.value}), 1u);
    check(builder.finish(),
          "core module 0: 32 bytes\n"
          "core instance 0: instantiate core module 0 with ()\n"
          "core func 0: alias \"d\" of core instance 0\n"
          "type 0: resource, rep i32, dtor core func 0\n"
          "core func 1: resource.drop type 0\n"
          "type 1: export \"session\" = type 0\n");
  }

  void nestedComponents() {
    ComponentBuilder inner;
    inner.import("x", TypeExternSubResource{});
    inner.exportItem("y", {Sort::Type, 0});
    const auto nested = std::make_shared<const Component>(inner.finish("inner"));

    ComponentBuilder outer;
    const std::uint32_t type = outer.import("r", TypeExternSubResource{});
    const ComponentIdx component = outer.component(nested, "inner");
    const InstanceIdx instance = outer.instantiate(component, {{"x", {Sort::Type, type}}}, "one");
    const TypeIdx alias = outer.aliasType(instance, "y");
    QCOMPARE(alias.value, 1u);
    const InstanceIdx bag = outer.bag({{"r", {Sort::Type, alias.value}}});
    QCOMPARE(bag.value, 1u);
    ExternName name("a:b/c");
    outer.exportItem(name, {Sort::Instance, bag.value});
    check(outer.finish(),
          "type 0: import \"r\": type (sub resource)\n"
          "component 0: nested\n"
          "  type 0: import \"x\": type (sub resource)\n"
          "  type 1: export \"y\" = type 0\n"
          "  custom \"component-name\", 8 bytes\n"
          "instance 0: instantiate component 0 with (\"x\" = type 0)\n"
          "type 1: alias \"y\" of instance 0\n"
          "instance 1: exports (\"r\" = type 1)\n"
          "instance 2: export \"a:b/c\" = instance 1\n"
          "custom \"component-name\", 20 bytes\n");
  }

  void decodedComponentIsEmbedded() {
    const auto decoded = decode::decodeComponent(
        shareBytes(test::fromHex("00 61 73 6d 0d 00 01 00 07 02 01 7f 00 05 01 78 01 02 03")));
    QVERIFY(decoded.has_value());
    ComponentBuilder builder;
    builder.component(std::make_shared<const Component>(*decoded));
    const Bytes bytes = encode::encodeComponent(builder.finish());
    QVERIFY(std::ranges::equal(ByteSpan(bytes).subspan(10), decoded->bytes));
  }

  void outerAliasesAndAttributes() {
    ComponentBuilder inner;
    const std::uint32_t type = inner.aliasOuter(Sort::Type, 1, 0);
    inner.import("e", TypeExternEq{TypeIdx(type)});
    ComponentBuilder outer;
    outer.type(EnumDef{{"a", "b"}});
    const std::uint32_t named = outer.import("e", TypeExternEq{TypeIdx(0)});
    outer.component(std::make_shared<const Component>(inner.finish()));
    const InstanceIdx instance = outer.bag({{"e", {Sort::Type, named}}});
    ExternName name("mine");
    name.attributes.push_back({NameAttribute::Kind::Implements, "a:b/c@1.0.0"});
    outer.exportItem(name, {Sort::Instance, instance.value});
    check(outer.finish(),
          "type 0: enum { a, b }\n"
          "type 1: import \"e\": type (eq type 0)\n"
          "component 0: nested\n"
          "  type 0: alias outer 1, index 0\n"
          "  type 1: import \"e\": type (eq type 0)\n"
          "instance 0: exports (\"e\" = type 1)\n"
          "instance 1: export \"mine\" (implements \"a:b/c@1.0.0\") = instance 0\n");
  }
};

QTEST_GUILESS_MAIN(TestComponentBuilder)
#include "tst_component_builder.moc"
