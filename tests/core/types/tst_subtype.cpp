// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/types/subtype.h"
#include "core/types/type.h"

using namespace sb;
using namespace sb::types;

namespace {

ValType prim(Primitive primitive) { return makeType(primitive); }
ValType string() { return prim(Primitive::String); }
ValType errnoType() { return makeType(Enum{{"denied", "missing"}}, "errno"); }
ValType result(ValType ok, ValType error) { return makeType(ResultType{std::move(ok), std::move(error)}); }
ValType entry(Primitive value) {
  return makeType(Record{{{"key", string()}, {"value", prim(value)}}}, "entry");
}

FuncTypeRef func(std::vector<Param> params, ValType returned, bool isAsync = false) {
  FuncType type;
  type.async = isAsync;
  type.params = std::move(params);
  type.result = std::move(returned);
  return finish(std::move(type));
}

ExternType instance(std::vector<NamedExtern> exports, std::vector<ResourceRef> defined = {}) {
  InstanceType type;
  type.exports = std::move(exports);
  type.definedResources = std::move(defined);
  return finish(std::move(type));
}

ResourceRef resource(const char* name) {
  return std::make_shared<const Resource>(Resource{name, false, 0x7f});
}

/// An interface with a resource and a function that takes it.
ExternType withResource(const ResourceRef& r, bool defines = true) {
  return instance({{"request", TypeOfResource{r}}, {"send", func({{"r", makeType(Own{r})}}, nullptr)}},
                  defines ? std::vector<ResourceRef>{r} : std::vector<ResourceRef>{});
}

ExternType component(std::vector<NamedExtern> imports, std::vector<NamedExtern> exports,
                     std::vector<ResourceRef> imported = {}, std::vector<ResourceRef> defined = {}) {
  ComponentType type;
  type.imports = std::move(imports);
  type.exports = std::move(exports);
  type.importedResources = std::move(imported);
  type.definedResources = std::move(defined);
  return finish(std::move(type));
}

struct Pair {
  ExternType found, expected;
};

}  // namespace
Q_DECLARE_METATYPE(Pair)

class SubtypeTest : public QObject {
  Q_OBJECT
 private slots:
  // Texts a user reads: what differs, both sides, where.
  void words_data() {
    QTest::addColumn<Pair>("types");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, ExternType found, ExternType expected, const char* message,
                        const char* path) {
      QTest::newRow(name) << Pair{std::move(found), std::move(expected)} << message << path;
    };
    const auto put = [](FuncTypeRef type) { return instance({{"put", std::move(type)}}); };
    row("equal", put(func({}, nullptr)), put(func({}, nullptr)), "", "");
    row("more exports than asked for", instance({{"get", func({}, nullptr)}, {"put", func({}, nullptr)}}),
        put(func({}, nullptr)), "", "");
    row("result differs", put(func({}, result(nullptr, string()))),
        put(func({}, result(nullptr, errnoType()))),
        "`put` returns `result<_, string>`, expected `result<_, errno>`", "function `put`, result, error");
    row("field differs behind one name", put(func({{"e", entry(Primitive::U64)}}, nullptr)),
        put(func({{"e", entry(Primitive::U32)}}, nullptr)),
        "`put` takes `entry` for `e`, which differs in field `value`: `u64`, expected `u32`",
        "function `put`, parameter `e`, field `value`");
    row("no result", put(func({}, nullptr)), put(func({}, string())),
        "`put` returns `nothing`, expected `string`", "function `put`, result");
    row("parameter name", put(func({{"a", string()}}, nullptr)), put(func({{"b", string()}}, nullptr)),
        "`put` calls parameter 1 `a`, expected `b`", "function `put`, parameter 1");
    row("parameter count", put(func({{"a", string()}}, nullptr)), put(func({}, nullptr)),
        "`put` takes 1 parameter, expected 0 parameters", "function `put`");
    row("async", put(func({}, nullptr, true)), put(func({}, nullptr)),
        "`put` is asynchronous, expected synchronous", "function `put`");
    row("missing", instance({}), put(func({}, nullptr)), "`put` is missing", "function `put`");
    row("kind", put(func({}, nullptr)), instance({{"put", TypeOfValue{string()}}}),
        "is a func, expected a type", "type `put`");
    row("spelling of labels counts", instance({{"t", TypeOfValue{makeType(Enum{{"a-b"}})}}}),
        instance({{"t", TypeOfValue{makeType(Enum{{"ab"}})}}}), "type `t`, case 1 is `a-b`, expected `ab`",
        "type `t`, case 1");
    row("tuple is not record", instance({{"t", TypeOfValue{makeType(Tuple{{string()}})}}}),
        instance({{"t", TypeOfValue{makeType(Record{{{"f", string()}}})}}}),
        "type `t` is `tuple<string>`, expected `record { f: string }`", "type `t`");
    row("resources are bound on first use", withResource(resource("request")),
        withResource(resource("request")), "", "");
    const ResourceRef host = resource("request");
    row("resource of another origin", withResource(resource("request")), withResource(host, false),
        "both use `request`, but of different origin", "type `request`");
    row("component that asks for less", component({}, {{"f", func({}, nullptr)}}),
        component({{"i", func({}, nullptr)}}, {{"f", func({}, nullptr)}}), "", "");
    row("component that asks for more", component({{"i", func({}, nullptr)}}, {}), component({}, {}),
        "`i` is missing", "import of function `i`");
    const ResourceRef a = resource("r"), b = resource("r");
    const auto user = [](const ResourceRef& r) { return func({{"x", makeType(Own{r})}}, nullptr); };
    row("imported resources of components", component({{"r", TypeOfResource{a}}}, {{"f", user(a)}}, {a}),
        component({{"r", TypeOfResource{b}}}, {{"f", user(b)}}, {b}), "", "");
    const ResourceRef c = resource("r");
    row("a resource a component makes itself is not the one it was given",
        component({}, {{"r", TypeOfResource{c}}, {"f", user(c)}}, {}, {c}),
        component({{"r", TypeOfResource{b}}}, {{"f", user(b)}}, {b}), "both use `r`, but of different origin",
        "export of function `f`, parameter `x`");
  }
  void words() {
    QFETCH(Pair, types);
    QFETCH(QString, message);
    QFETCH(QString, path);
    const auto mismatch = fits(types.found, types.expected);
    QCOMPARE(mismatch ? QString::fromStdString(mismatch->message) : QString(), message);
    QStringList frames;
    if (mismatch) {
      for (const std::string& frame : mismatch->path) frames << QString::fromStdString(frame);
    }
    QCOMPARE(frames.join(", "), path);
  }

  void boundResourcesAreReported() {
    const ResourceRef mine = resource("request"), wanted = resource("request");
    ResourceMap map;
    QVERIFY(!fits(withResource(mine), withResource(wanted), map));
    QCOMPARE(map.at(wanted.get()).get(), mine.get());
    // A second interface that uses the same resource must use the same one on both sides.
    QVERIFY(!fits(withResource(mine, false), withResource(wanted, false), map));
    QVERIFY(fits(withResource(resource("request"), false), withResource(wanted, false), map));
  }

  void everyDifferenceIsListed() {
    const ExternType found = instance({{"a", func({}, string())}, {"b", func({}, nullptr, true)}});
    const ExternType expected =
        instance({{"a", func({}, nullptr)}, {"b", func({}, nullptr)}, {"c", func({}, nullptr)}});
    const auto list =
        compareInstances(*std::get<InstanceTypeRef>(found), *std::get<InstanceTypeRef>(expected));
    QCOMPARE(list.size(), std::size_t{3});
    QCOMPARE(list[0].message, std::string("`a` returns `string`, expected `nothing`"));
    QCOMPARE(list[1].message, std::string("`b` is asynchronous, expected synchronous"));
    QCOMPARE(list[2].message, std::string("`c` is missing"));
  }

  void freshenedResourcesAreNew() {
    const ResourceRef r = resource("request");
    const auto original = std::get<InstanceTypeRef>(withResource(r));
    const InstanceTypeRef copy = freshen(original);
    QVERIFY(copy->definedResources[0] != r);
    QCOMPARE(copy->definedResources[0]->name, r->name);
    const auto& own = std::get<Own>(std::get<FuncTypeRef>(copy->exports[1].type)->params[0].type->kind);
    QCOMPARE(own.resource.get(), copy->definedResources[0].get());
    QVERIFY(!fits(copy, original));
  }

  void sharedPartsStayShared() {
    const ResourceRef r = resource("r"), other = resource("other");
    const ValType own = makeType(Own{r});
    const ValType pair = makeType(Tuple{{own, own, string()}});
    const ExternType changed = substitute(TypeOfValue{pair}, {{r.get(), other}});
    const auto& tuple = std::get<Tuple>(std::get<TypeOfValue>(changed).type->kind);
    QCOMPARE(tuple.types[0].get(), tuple.types[1].get());
    QCOMPARE(tuple.types[2].get(), std::get<Tuple>(pair->kind).types[2].get());
  }

  void typesStayThemselvesWhereNothingIsReplaced() {
    // A named type is known by its node: one that speaks of other resources must not be copied.
    const ResourceRef r = resource("r"), other = resource("other"), third = resource("third");
    Record fields;
    fields.fields.push_back({"a", makeType(Own{other})});
    const ValType record = makeType(std::move(fields), "pair");
    for (const ValType& type : {record, string(), makeType(Borrow{other})}) {
      const ExternType same = substitute(TypeOfValue{type}, {{r.get(), third}});
      QCOMPARE(std::get<TypeOfValue>(same).type.get(), type.get());
    }
  }

  void comparingSharedTypesIsLinear() {
    const auto bomb = [] {
      ValType type = string();
      for (int i = 0; i < 60; ++i) type = makeType(Tuple{{type, type}});
      return type;
    };
    QVERIFY(equalTypes(bomb(), bomb()));  // 2^60 leaves when walked naively
  }
};

QTEST_APPLESS_MAIN(SubtypeTest)
#include "tst_subtype.moc"
