// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/core/types/rule_rows.h"

using namespace sb;
using namespace sb::model;
using namespace sb::test;

// Rules about types, one hand-written component for each and its counterpart: equality and subtyping,
// resources, ascription, sizes and limits. Every verdict was compared with that of wasm-tools 1.263.
class TypeRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void equality_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<QString>("code");
    // clang-format off
    ruleRow("functions are equal by structure", "", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(c.type(ListDef{val(Primitive::U8)}))}}); },
                      [](ComponentBuilder& c) { c.type(ListDef{val(Primitive::Char)}); return func(c, {{"a", val(c.type(ListDef{val(Primitive::U8)}))}}); });
    });
    ruleRow("trap 26: parameter names count", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(Primitive::U8)}}); },
                      [](ComponentBuilder& c) { return func(c, {{"b", val(Primitive::U8)}}); });
    });
    ruleRow("letter case of names counts", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(Primitive::U8)}}); },
                      [](ComponentBuilder& c) { return func(c, {{"A", val(Primitive::U8)}}); });
    });
    ruleRow("hyphens of names count", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"ab", val(Primitive::U8)}}); },
                      [](ComponentBuilder& c) { return func(c, {{"a-b", val(Primitive::U8)}}); });
    });
    ruleRow("trap 26: a sync function is no async one", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c); },
                      [](ComponentBuilder& c) { return func(c, {}, std::nullopt, true); });
    });
    ruleRow("trap 26: an async function is no sync one", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {}, std::nullopt, true); },
                      [](ComponentBuilder& c) { return func(c); });
    });
    ruleRow("a string is no list of char", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(Primitive::String)}}); },
                      [](ComponentBuilder& c) { return func(c, {{"a", val(c.type(ListDef{val(Primitive::Char)}))}}); });
    });
    ruleRow("a map is no list of tuples", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(c.type(MapDef{val(Primitive::U8), val(Primitive::U8)}))}}); },
                      [](ComponentBuilder& c) { const TypeIdx pair = c.type(TupleDef{{val(Primitive::U8), val(Primitive::U8)}}); return func(c, {{"a", val(c.type(ListDef{val(pair)}))}}); });
    });
    ruleRow("the length of a list counts", "type-mismatch", [](ComponentBuilder& b) {
      passFunction(b, [](ComponentBuilder& c) { return func(c, {{"a", val(c.type(FixedListDef{val(Primitive::U8), 3}))}}); },
                      [](ComponentBuilder& c) { return func(c, {{"a", val(c.type(FixedListDef{val(Primitive::U8), 4}))}}); });
    });
    ruleRow("an instance may have more than is asked for", "", [](ComponentBuilder& b) {
      ComponentBuilder inner;
      inner.import("i", InstanceExtern{inner.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)})}))});
      const auto component = std::make_shared<const Component>(inner.finish());
      const std::uint32_t i = b.import("i", InstanceExtern{b.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)}), exports("g", FuncExtern{TypeIdx(0)})}))});
      b.instantiate(b.component(component), {{"i", {Sort::Instance, i}}});
    });
    ruleRow("an instance may not have less", "type-mismatch", [](ComponentBuilder& b) {
      ComponentBuilder inner;
      inner.import("i", InstanceExtern{inner.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)})}))});
      const auto component = std::make_shared<const Component>(inner.finish());
      const std::uint32_t i = b.import("i", InstanceExtern{b.type(instanceType({}))});
      b.instantiate(b.component(component), {{"i", {Sort::Instance, i}}});
    });
    ruleRow("trap 24: arguments that nobody asks for are ignored", "", [](ComponentBuilder& b) {
      const std::uint32_t f = b.import("f", FuncExtern{func(b)});
      b.instantiate(b.component(made([](ComponentBuilder&) {})), {{"Not A Name", {Sort::Func, f}}});
    });
    ruleRow("trap 24: an argument given twice", "duplicate-argument", [](ComponentBuilder& b) {
      const std::uint32_t f = b.import("f", FuncExtern{func(b)});
      b.instantiate(b.component(made([](ComponentBuilder&) {})), {{"x", {Sort::Func, f}}, {"x", {Sort::Func, f}}});
    });
    ruleRow("versions of arguments are compared as text", "missing-argument", [](ComponentBuilder& b) {
      ComponentBuilder inner;
      inner.import("a:b/c@0.2.0", InstanceExtern{inner.type(instanceType({}))});
      const auto component = std::make_shared<const Component>(inner.finish());
      const std::uint32_t i = b.import("a:b/c@0.2.1", InstanceExtern{b.type(instanceType({}))});
      b.instantiate(b.component(component), {{"a:b/c@0.2.1", {Sort::Instance, i}}});
    });
    // clang-format on
  }
  void equality() { checkRuleRow(); }

  void resources_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<QString>("code");
    // clang-format off
    ruleRow("trap 14: two instances of one component make two resources", "type-mismatch", [](ComponentBuilder& b) {
      const ComponentIdx maker = b.component(made([](ComponentBuilder& c) { exported(c, "r", resource(c)); }));
      const TypeIdx first = b.aliasType(b.instantiate(maker, {}), "r"), second = b.aliasType(b.instantiate(maker, {}), "r");
      const ComponentIdx user = b.component(made([](ComponentBuilder& c) {
        const TypeIdx r(c.import("r", TypeExternSubResource{}));
        c.import("same", TypeExternEq{r});
      }));
      b.instantiate(user, {{"r", {Sort::Type, first.value}}, {"same", {Sort::Type, second.value}}});
    });
    ruleRow("one resource under two names is equal to itself", "", [](ComponentBuilder& b) {
      const TypeIdx r = resource(b);
      const ComponentIdx user = b.component(made([](ComponentBuilder& c) {
        const TypeIdx own(c.import("r", TypeExternSubResource{}));
        c.import("same", TypeExternEq{own});
      }));
      b.instantiate(user, {{"r", {Sort::Type, r.value}}, {"same", {Sort::Type, r.value}}});
    });
    ruleRow("trap 15: functions are compared with the resource that was passed", "", [](ComponentBuilder& b) {
      const TypeIdx r(b.import("r", TypeExternSubResource{}));
      const std::uint32_t f = b.import("f", FuncExtern{func(b, {{"x", val(b.type(OwnDef{r}))}})});
      const ComponentIdx user = b.component(made([](ComponentBuilder& c) {
        const TypeIdx own(c.import("r", TypeExternSubResource{}));
        c.import("f", FuncExtern{func(c, {{"x", val(c.type(OwnDef{own}))}})});
      }));
      b.instantiate(user, {{"r", {Sort::Type, r.value}}, {"f", {Sort::Func, f}}});
    });
    ruleRow("trap 15: and not with another one", "type-mismatch", [](ComponentBuilder& b) {
      const TypeIdx r(b.import("r", TypeExternSubResource{})), other(b.import("s", TypeExternSubResource{}));
      const std::uint32_t f = b.import("f", FuncExtern{func(b, {{"x", val(b.type(OwnDef{r}))}})});
      const ComponentIdx user = b.component(made([](ComponentBuilder& c) {
        const TypeIdx own(c.import("r", TypeExternSubResource{}));
        c.import("f", FuncExtern{func(c, {{"x", val(c.type(OwnDef{own}))}})});
      }));
      b.instantiate(user, {{"r", {Sort::Type, other.value}}, {"f", {Sort::Func, f}}});
    });
    ruleRow("trap 12: a nested component cannot reach a resource outside", "outer-resource", [](ComponentBuilder& b) {
      resource(b);
      b.component(made([](ComponentBuilder& c) { c.aliasOuter(Sort::Type, 1, 0); }));
    });
    ruleRow("trap 12: not even through a function type", "outer-resource", [](ComponentBuilder& b) {
      const TypeIdx r = resource(b);
      func(b, {{"x", val(b.type(OwnDef{r}))}});
      b.component(made([](ComponentBuilder& c) { c.aliasOuter(Sort::Type, 1, 2); }));
    });
    ruleRow("trap 12: a type inside may reach it", "", [](ComponentBuilder& b) {
      resource(b);
      b.type(instanceType({{AliasDecl{AliasOuter{Sort::Type, 1, 0}}, {}}}));
    });
    ruleRow("no resource is defined inside a type", "resource-in-type",
            [](ComponentBuilder& b) { b.type(instanceType({declared(ResourceDef{})})); });
    ruleRow("borrow in a list in a result", "borrow-in-result", [](ComponentBuilder& b) {
      const TypeIdx borrow = b.type(BorrowDef{resource(b)});
      func(b, {}, val(b.type(ListDef{val(borrow)})));
    });
    ruleRow("borrow in a parameter", "", [](ComponentBuilder& b) {
      func(b, {{"x", val(b.type(ListDef{val(b.type(BorrowDef{resource(b)}))}))}});
    });
    ruleRow("borrow in a stream", "borrow-in-stream", [](ComponentBuilder& b) {
      b.type(StreamDef{val(b.type(BorrowDef{resource(b)}))});
    });
    ruleRow("borrow deep in a future", "borrow-in-future", [](ComponentBuilder& b) {
      b.type(FutureDef{val(b.type(OptionDef{val(b.type(BorrowDef{resource(b)}))}))});
    });
    ruleRow("stream of char through an option", "",
            [](ComponentBuilder& b) { b.type(StreamDef{val(b.type(OptionDef{val(Primitive::Char)}))}); });
    ruleRow("future of char", "", [](ComponentBuilder& b) { b.type(FutureDef{val(Primitive::Char)}); });
    ruleRow("own of a function type", "not-a-resource", [](ComponentBuilder& b) { b.type(OwnDef{func(b)}); });
    ruleRow("resource.rep of a child's resource", "not-a-local-resource", [](ComponentBuilder& b) {
      const ComponentIdx maker = b.component(made([](ComponentBuilder& c) { exported(c, "r", resource(c)); }));
      CanonBuiltin rep;
      rep.builtin = Builtin::ResourceRep;
      rep.type = b.aliasType(b.instantiate(maker, {}), "r");
      b.builtin(rep);
    });
    ruleRow("resource.rep of an own resource that went through a child", "", [](ComponentBuilder& b) {
      const TypeIdx r = resource(b);
      const ComponentIdx child = b.component(made([](ComponentBuilder& c) {
        exported(c, "out", TypeIdx(c.import("in", TypeExternSubResource{})));
      }));
      CanonBuiltin rep;
      rep.builtin = Builtin::ResourceRep;
      rep.type = b.aliasType(b.instantiate(child, {{"in", {Sort::Type, r.value}}}), "out");
      b.builtin(rep);
    });
    ruleRow("trap 17: an export mentions a resource that is not exported", "unnamed-type resource-not-exported", [](ComponentBuilder& b) {
      const TypeIdx type = func(b, {{"x", val(b.type(OwnDef{resource(b)}))}});
      b.exportItem("t", {Sort::Type, type.value});
    });
    ruleRow("trap 16: an ascription that introduces a resource", "ascription-introduces-resource", [](ComponentBuilder& b) {
      b.exportItem("r", {Sort::Type, resource(b).value}, ExternType(TypeExternSubResource{}));
    });
    ruleRow("trap 20: an ascription may hide exports", "", [](ComponentBuilder& b) {
      const InstanceIdx i(b.import("i", InstanceExtern{b.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)})}))}));
      b.exportItem("j", {Sort::Instance, i.value}, ExternType(InstanceExtern{b.type(instanceType({}))}));
    });
    ruleRow("trap 20: what an ascription hides is gone", "no-such-export", [](ComponentBuilder& b) {
      const InstanceIdx i(b.import("i", InstanceExtern{b.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)})}))}));
      const InstanceIdx j(b.exportItem("j", {Sort::Instance, i.value}, ExternType(InstanceExtern{b.type(instanceType({}))})));
      b.aliasFunc(j, "f");
    });
    ruleRow("trap 20: an ascription cannot promise more", "type-mismatch", [](ComponentBuilder& b) {
      const InstanceIdx i(b.import("i", InstanceExtern{b.type(instanceType({}))}));
      b.exportItem("j", {Sort::Instance, i.value}, ExternType(InstanceExtern{b.type(instanceType({declared(FuncTypeDef{}), exports("f", FuncExtern{TypeIdx(0)})}))}));
    });
    // clang-format on
  }
  void resources() { checkRuleRow(); }

  void limits_data() {
    QTest::addColumn<Build>("build");
    QTest::addColumn<QString>("code");
    // clang-format off
    ruleRow("99 lists around a number", "", [](ComponentBuilder& b) {
      TypeIdx type = b.type(ListDef{val(Primitive::U8)});
      for (int i = 1; i < 99; ++i) type = b.type(ListDef{val(type)});
    });
    ruleRow("100 lists around a number", "limit-exceeded", [](ComponentBuilder& b) {
      TypeIdx type = b.type(ListDef{val(Primitive::U8)});
      for (int i = 1; i < 100; ++i) type = b.type(ListDef{val(type)});
    });
    ruleRow("trap 29: 32 flags", "", [](ComponentBuilder& b) {
      FlagsDef flags;
      for (int i = 0; i < 32; ++i) flags.labels.push_back("f" + std::to_string(i));
      b.type(std::move(flags));
    });
    ruleRow("10,000 cases", "", [](ComponentBuilder& b) {
      EnumDef cases;
      for (int i = 0; i < 10'000; ++i) cases.labels.push_back("c" + std::to_string(i));
      b.type(std::move(cases));
    });
    ruleRow("10,001 cases", "limit-exceeded", [](ComponentBuilder& b) {
      EnumDef cases;
      for (int i = 0; i < 10'001; ++i) cases.labels.push_back("c" + std::to_string(i));
      b.type(std::move(cases));
    });
    ruleRow("1,000 parameters", "", [](ComponentBuilder& b) {
      std::vector<LabelledType> params;
      for (int i = 0; i < 1'000; ++i) params.push_back({"p" + std::to_string(i), val(Primitive::U8)});
      func(b, std::move(params));
    });
    ruleRow("1,001 parameters", "limit-exceeded", [](ComponentBuilder& b) {
      std::vector<LabelledType> params;
      for (int i = 0; i < 1'001; ++i) params.push_back({"p" + std::to_string(i), val(Primitive::U8)});
      func(b, std::move(params));
    });
    ruleRow("4,096 instances", "", [](ComponentBuilder& b) {
      for (int i = 0; i < 4'096; ++i) b.bag({});
    });
    ruleRow("4,097 instances", "limit-exceeded", [](ComponentBuilder& b) {
      for (int i = 0; i < 4'097; ++i) b.bag({});
    });
    ruleRow("core and component instances count together", "limit-exceeded", [](ComponentBuilder& b) {
      for (int i = 0; i < 2'049; ++i) b.bag({});
      for (int i = 0; i < 2'048; ++i) b.coreBag({});
    });
    ruleRow("map keys: bool, numbers, char, string", "", [](ComponentBuilder& b) {
      for (const Primitive key : {Primitive::Bool, Primitive::S8, Primitive::U64, Primitive::Char, Primitive::String})
        b.type(MapDef{val(key), val(Primitive::U8)});
    });
    ruleRow("map with an enum as key", "map-key", [](ComponentBuilder& b) {
      b.type(MapDef{val(b.type(EnumDef{{"a"}})), val(Primitive::U8)});
    });
    ruleRow("map with a stream as value", "map-value", [](ComponentBuilder& b) {
      b.type(MapDef{val(Primitive::U8), val(b.type(StreamDef{val(Primitive::U8)}))});
    });
    ruleRow("a value type index that is a function", "not-a-value-type",
            [](ComponentBuilder& b) { b.type(ListDef{val(func(b))}); });
    ruleRow("labels differ in letter case only", "duplicate-label", [](ComponentBuilder& b) {
      b.type(EnumDef{{"ab", "AB"}});
    });
    ruleRow("an empty tuple", "empty-type", [](ComponentBuilder& b) { b.type(TupleDef{}); });
    ruleRow("an empty variant", "empty-type", [](ComponentBuilder& b) { b.type(VariantDef{}); });
    ruleRow("no flags", "empty-type", [](ComponentBuilder& b) { b.type(FlagsDef{}); });
    // clang-format on
  }
  void limits() { checkRuleRow(); }
};

QTEST_APPLESS_MAIN(TypeRulesTest)
#include "tst_type_rules.moc"
