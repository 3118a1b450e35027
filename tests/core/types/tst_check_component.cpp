// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/model/component_builder.h"
#include "core/types/check_component.h"

using namespace sb;
using namespace sb::model;

namespace {

using Build = void (*)(ComponentBuilder&);
using Feature = bool types::Features::*;

ValType val(Primitive primitive) { return primitive; }
ValType val(TypeIdx idx) { return idx; }

TypeKind interfaceWithRecord() {
  InstanceTypeDef type;
  const auto typeDecl = [](TypeKind kind) {
    return Declarator{TypeDecl{std::make_shared<const TypeDef>(TypeDef{std::move(kind), {}})}, {}};
  };
  type.declarations.push_back(typeDecl(RecordDef{{{"x", val(Primitive::U32)}}}));
  type.declarations.push_back({ExportDecl{"point", TypeExternEq{TypeIdx(0)}}, {}});
  type.declarations.push_back(typeDecl(FuncTypeDef{false, {{"p", val(TypeIdx(1))}}, std::nullopt}));
  type.declarations.push_back({ExportDecl{"draw", FuncExtern{TypeIdx(2)}}, {}});
  return type;
}

}  // namespace
Q_DECLARE_METATYPE(Build)
Q_DECLARE_METATYPE(Feature)

// One row for each diagnostic a hand-written component provokes; the public suites cover the rules themselves
// (tests/conformance/check).
class CheckComponentTest : public QObject {
  Q_OBJECT
 private slots:
  void diagnostics_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* code, Build build) {
      QTest::newRow(name) << build << code;
    };
    row("empty component", "", [](ComponentBuilder&) {});
    row("imported interface with a record", "",
        [](ComponentBuilder& b) { b.import("a:b/c@1.0.0", InstanceExtern{b.type(interfaceWithRecord())}); });
    row("type index out of range", "index-out-of-range",
        [](ComponentBuilder& b) { b.type(ListDef{val(TypeIdx(7))}); });
    row("one mistake gives one message", "index-out-of-range", [](ComponentBuilder& b) {
      const TypeIdx broken = b.type(ListDef{val(TypeIdx(7))});
      const TypeIdx user = b.type(OptionDef{val(broken)});
      b.type(TupleDef{{val(user), val(broken)}});
    });
    row("empty record", "empty-type", [](ComponentBuilder& b) { b.type(RecordDef{}); });
    row("label", "bad-label", [](ComponentBuilder& b) { b.type(EnumDef{{"not_kebab"}}); });
    row("labels that differ in hyphens", "duplicate-label", [](ComponentBuilder& b) {
      b.type(EnumDef{{"a-b", "ab"}});
    });
    row("trap 29: 33 flags", "too-many-flags", [](ComponentBuilder& b) {
      FlagsDef flags;
      for (int i = 0; i < 33; ++i) flags.labels.push_back(std::string(1, 'f') + std::to_string(i));
      b.type(std::move(flags));
    });
    row("trap 29: type of 2^28 bytes", "type-too-large", [](ComponentBuilder& b) {
      b.type(FixedListDef{val(Primitive::String), 16'777'216});
    });
    row("trap 29: just below", "", [](ComponentBuilder& b) {
      b.type(FixedListDef{val(Primitive::String), 16'777'215});
    });
    row("stream of char", "stream-of-char",
        [](ComponentBuilder& b) { b.type(StreamDef{val(Primitive::Char)}); });
    row("map with a float key", "map-key", [](ComponentBuilder& b) {
      b.type(MapDef{val(Primitive::F32), val(Primitive::U8)});
    });
    row("borrow in a result", "borrow-in-result", [](ComponentBuilder& b) {
      const TypeIdx r(b.import("r", TypeExternSubResource{}));
      const TypeIdx borrow = b.type(BorrowDef{r});
      b.type(FuncTypeDef{false, {}, val(borrow)});
    });
    row("own of a record", "not-a-resource", [](ComponentBuilder& b) {
      b.type(OwnDef{b.type(RecordDef{{{"x", val(Primitive::U32)}}})});
    });
    row("names that collide", "duplicate-name", [](ComponentBuilder& b) {
      const TypeIdx f = b.type(FuncTypeDef{});
      b.import("a-b", FuncExtern{f});
      b.import("AB", FuncExtern{f});
    });
    row("bad name", "bad-extern-name",
        [](ComponentBuilder& b) { b.import("Not Kebab", FuncExtern{b.type(FuncTypeDef{})}); });
    row("legacy name", "legacy-dependency-name",
        [](ComponentBuilder& b) { b.import("unlocked-dep=<a:b>", FuncExtern{b.type(FuncTypeDef{})}); });
    row("method without its resource", "annotated-name",
        [](ComponentBuilder& b) { b.import("[method]r.m", FuncExtern{b.type(FuncTypeDef{})}); });
    row("record without a name", "unnamed-type", [](ComponentBuilder& b) {
      const TypeIdx record = b.type(RecordDef{{{"x", val(Primitive::U32)}}});
      b.import("f", FuncExtern{b.type(FuncTypeDef{false, {{"p", val(record)}}, std::nullopt})});
    });
    row("missing argument", "missing-argument", [](ComponentBuilder& b) {
      ComponentBuilder inner;
      inner.import("f", FuncExtern{inner.type(FuncTypeDef{})});
      b.instantiate(b.component(std::make_shared<const Component>(inner.finish())), {});
    });
    row("argument of another type", "type-mismatch", [](ComponentBuilder& b) {
      ComponentBuilder inner;
      inner.import("f", FuncExtern{inner.type(FuncTypeDef{})});
      const std::uint32_t f = b.import("f", FuncExtern{b.type(FuncTypeDef{true, {}, std::nullopt})});
      b.instantiate(b.component(std::make_shared<const Component>(inner.finish())), {{"f", {Sort::Func, f}}});
    });
    row("alias of an export that is not there", "no-such-export", [](ComponentBuilder& b) {
      const InstanceIdx i(b.import("a:b/c", InstanceExtern{b.type(interfaceWithRecord())}));
      b.aliasFunc(i, "erase");
    });
    row("alias of another sort", "wrong-sort", [](ComponentBuilder& b) {
      const InstanceIdx i(b.import("a:b/c", InstanceExtern{b.type(interfaceWithRecord())}));
      b.aliasFunc(i, "point");
    });
    row("outer alias past the root", "outer-count",
        [](ComponentBuilder& b) { b.aliasOuter(Sort::Type, 1, 0); });
    row("lower without memory", "option-missing", [](ComponentBuilder& b) {
      const TypeIdx type = b.type(FuncTypeDef{false, {{"s", val(Primitive::String)}}, std::nullopt});
      b.lower(FuncIdx(b.import("f", FuncExtern{type})), {});
    });
    row("callback without async", "option-conflict", [](ComponentBuilder& b) {
      const FuncIdx f(b.import("f", FuncExtern{b.type(FuncTypeDef{})}));
      b.lower(f, {{CanonOption::Kind::Callback, 0}});
    });
    row("async lower of a sync function", "async-option", [](ComponentBuilder& b) {
      b.lower(FuncIdx(b.import("f", FuncExtern{b.type(FuncTypeDef{})})), {{CanonOption::Kind::Async, 0}});
    });
    row("resource.new of an imported resource", "not-a-local-resource", [](ComponentBuilder& b) {
      CanonBuiltin builtin;
      builtin.builtin = Builtin::ResourceNew;
      builtin.type = TypeIdx(b.import("r", TypeExternSubResource{}));
      b.builtin(builtin);
    });
    row("trap 13: two resources of one instance type differ", "type-mismatch", [](ComponentBuilder& b) {
      InstanceTypeDef type;
      type.declarations.push_back({ExportDecl{"r", TypeExternSubResource{}}, {}});
      const TypeIdx t = b.type(std::move(type));
      const InstanceIdx first(b.import("first", InstanceExtern{t})),
          second(b.import("second", InstanceExtern{t}));
      const TypeIdx r1 = b.aliasType(first, "r"), r2 = b.aliasType(second, "r");
      ComponentBuilder inner;
      const TypeIdx r(inner.import("r", TypeExternSubResource{}));
      inner.import("same", TypeExternEq{r});
      b.instantiate(b.component(std::make_shared<const Component>(inner.finish())),
                    {{"r", {Sort::Type, r1.value}}, {"same", {Sort::Type, r2.value}}});
    });
    row("start needs values", "feature-disabled",
        [](ComponentBuilder& b) { b.import("v", ValueExtern{Primitive::U32}); });
  }
  void diagnostics() {
    QFETCH(Build, build);
    QFETCH(QString, code);
    ComponentBuilder builder;
    build(builder);
    const Component component = builder.finish();
    const types::CheckedComponent checked = types::checkComponent(component);
    QStringList codes;
    for (const Diagnostic& diagnostic : checked.diagnostics) {
      codes << QString::fromStdString(diagnostic.code);
      QVERIFY(!diagnostic.message.empty() && !diagnostic.rule.empty());
      QVERIFY(diagnostic.message.back() != '.');
    }
    QCOMPARE(codes.join(' '), code);
    QCOMPARE(checked.valid(), code.isEmpty());
    QCOMPARE(types::checkComponent(component).diagnostics, checked.diagnostics);  // the same words every time
  }

  void gates_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<Feature>("feature");
    const auto row = [](const char* name, Feature feature, Build build) {
      QTest::newRow(name) << build << feature;
    };
    row("map", &types::Features::map, [](ComponentBuilder& b) {
      b.type(MapDef{val(Primitive::U8), val(Primitive::U8)});
    });
    row("async function", &types::Features::asyncFunctions, [](ComponentBuilder& b) {
      b.type(FuncTypeDef{true, {}, std::nullopt});
    });
    row("stream", &types::Features::asyncFunctions,
        [](ComponentBuilder& b) { b.type(StreamDef{val(Primitive::U8)}); });
    row("fixed-length list", &types::Features::fixedLengthLists, [](ComponentBuilder& b) {
      b.type(FixedListDef{val(Primitive::U8), 4});
    });
    row("error-context", &types::Features::errorContext,
        [](ComponentBuilder& b) { b.type(OptionDef{val(Primitive::ErrorContext)}); });
    row("implements", &types::Features::implements, [](ComponentBuilder& b) {
      ExternName name("c");
      name.leadByte = 2;
      name.attributes.push_back({NameAttribute::Kind::Implements, "a:b/c"});
      b.import(std::move(name), InstanceExtern{b.type(InstanceTypeDef{})});
    });
    row("slot 1 of context.get", &types::Features::threading, [](ComponentBuilder& b) {
      CanonBuiltin builtin;
      builtin.builtin = Builtin::ContextGet;
      builtin.immediate = 1;
      b.builtin(builtin);
    });
  }
  void gates() {
    QFETCH(Build, build);
    QFETCH(Feature, feature);
    ComponentBuilder builder;
    build(builder);
    const Component component = builder.finish();
    QVERIFY(types::checkComponent(component).valid());
    types::CheckOptions narrow;
    narrow.features.*feature = false;
    const auto checked = types::checkComponent(component, narrow);
    QVERIFY(!checked.valid());
    QCOMPARE(checked.diagnostics.front().code, std::string("feature-disabled"));
  }

  void legacyForms_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<Feature>("feature");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, Feature feature, const char* code, Build build) {
      QTest::newRow(name) << build << feature << code;
    };
    row("dependency name", &types::Features::legacyDependencyNames, "legacy-dependency-name",
        [](ComponentBuilder& b) { b.import("locked-dep=<a:b@1.0.0>", FuncExtern{b.type(FuncTypeDef{})}); });
    row("cancellable", &types::Features::legacyCancelByte, "cancel-byte", [](ComponentBuilder& b) {
      CanonBuiltin builtin;
      builtin.builtin = Builtin::ThreadYield;
      builtin.flag = 1;
      b.builtin(builtin);
    });
    row("names that differ in a hyphen", &types::Features::legacyHyphens, "duplicate-name",
        [](ComponentBuilder& b) {
          const TypeIdx f = b.type(FuncTypeDef{});
          b.import("a1", FuncExtern{f});
          b.import("a-1", FuncExtern{f});
        });
    row("fields that differ in a hyphen", &types::Features::legacyHyphens, "duplicate-label",
        [](ComponentBuilder& b) {
          b.type(RecordDef{{{"a1", val(Primitive::U32)}, {"a-1", val(Primitive::U32)}}});
        });
  }
  /// Refused by the rules of today, accepted when the form is asked for by its name.
  void legacyForms() {
    QFETCH(Build, build);
    QFETCH(Feature, feature);
    ComponentBuilder builder;
    build(builder);
    const Component component = builder.finish();
    types::CheckOptions options;
    options.features = types::Features::all();
    const auto today = types::checkComponent(component, options);
    QCOMPARE(today.diagnostics.size(), std::size_t{1});
    QTEST(QString::fromStdString(today.diagnostics.front().code), "code");
    options.features.*feature = true;
    QVERIFY(types::checkComponent(component, options).valid());
  }

  void placeOfAnError() {
    ComponentBuilder inner;
    inner.import("f", FuncExtern{TypeIdx(3)});
    ComponentBuilder outer;
    outer.component(std::make_shared<const Component>(inner.finish()));
    const auto checked = types::checkComponent(outer.finish());
    QCOMPARE(checked.diagnostics.size(), std::size_t{1});
    QCOMPARE(checked.diagnostics[0].path, (std::vector<std::string>{"component 0", "import `f`"}));
  }

  void resolvedTypes() {
    ComponentBuilder b;
    const TypeIdx type = b.type(interfaceWithRecord());
    const InstanceIdx i(b.import("a:b/c", InstanceExtern{type}));
    b.aliasFunc(i, "draw");
    b.exportItem("d:e/f", {Sort::Instance, i.value});
    const Component component = b.finish();
    for (const bool resolveOnly : {false, true}) {
      types::CheckOptions options;
      options.resolveOnly = resolveOnly;
      const auto checked = types::checkComponent(component, options);
      QVERIFY(checked.valid());
      QCOMPARE(checked.spaces.instances.size(), std::size_t{2});
      QCOMPARE(checked.spaces.funcs.size(), std::size_t{1});
      const auto* imported = checked.type->findImport("a:b/c");
      QVERIFY(imported != nullptr);
      const auto& instance = std::get<types::InstanceTypeRef>(imported->type);
      const auto& point = std::get<types::TypeOfValue>(instance->find("point")->type);
      QCOMPARE(point.type->name, std::string("point"));
      const auto& draw = std::get<types::FuncTypeRef>(instance->find("draw")->type);
      QCOMPARE(draw->params[0].type.get(), point.type.get());
    }
  }

  /// Two imports of one name cannot be told apart later on; a quick look must say so too (found by fuzzing).
  void aQuickLookSeesNamesThatAreThereTwice() {
    ComponentBuilder b;
    const TypeIdx type = b.type(FuncTypeDef{});
    b.import("a", FuncExtern{type});
    b.import("a", FuncExtern{type});
    types::CheckOptions options;
    options.resolveOnly = true;
    const auto checked = types::checkComponent(b.finish(), options);
    QCOMPARE(checked.diagnostics.size(), std::size_t{1});
    QCOMPARE(checked.diagnostics[0].code, std::string("duplicate-name"));
    QCOMPARE(checked.type->imports.size(), std::size_t{1});
  }

  void stopsAtTheFirstError() {
    ComponentBuilder b;
    b.type(RecordDef{});
    b.type(RecordDef{});
    types::CheckOptions options;
    const Component component = b.finish();
    QCOMPARE(types::checkComponent(component, options).diagnostics.size(), std::size_t{2});
    options.collectAll = false;
    QCOMPARE(types::checkComponent(component, options).diagnostics.size(), std::size_t{1});
  }
};

QTEST_APPLESS_MAIN(CheckComponentTest)
#include "tst_check_component.moc"
