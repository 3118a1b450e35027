// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/print/wit.h"

using namespace sb;
using namespace sb::types;

namespace {

ValType u32() { return makeType(Primitive::U32); }
ValType string() { return makeType(Primitive::String); }

FuncTypeRef func(std::vector<Param> params, ValType result, bool isAsync = false) {
  FuncType type;
  type.async = isAsync;
  type.params = std::move(params);
  type.result = std::move(result);
  return finish(std::move(type));
}

InstanceTypeRef instance(std::vector<NamedExtern> exports) {
  InstanceType type;
  type.exports = std::move(exports);
  return finish(std::move(type));
}

}  // namespace

class WitTest : public QObject {
  Q_OBJECT
 private slots:
  void types_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("definition");
    const auto row = [](const ValType& type, const char* definition) {
      const QString text = QString::fromStdString(print::witType(type));
      QTest::newRow(qPrintable(text)) << QString::fromStdString(print::witTypeDefinition(type)) << definition;
    };
    row(makeType(ResultType{nullptr, nullptr}), "result");
    row(makeType(ResultType{u32(), nullptr}), "result<u32>");
    row(makeType(ResultType{nullptr, string()}), "result<_, string>");
    row(makeType(ResultType{u32(), string()}), "result<u32, string>");
    row(makeType(Record{{{"key", string()}, {"type", u32()}}}, "entry"),
        "record { key: string, %type: u32 }");
    row(makeType(Variant{{{"none", nullptr}, {"some-text", string()}}}, "filter"),
        "variant { none, some-text(string) }");
    row(makeType(Flags{{"read", "write"}}, "access"), "flags { read, write }");
    row(makeType(Enum{{"a", "b"}}, "mode"), "enum { a, b }");
    row(makeType(FixedList{u32(), 4}), "list<u32, 4>");
    row(makeType(Tuple{{u32(), makeType(Option{string()})}}), "tuple<u32, option<string>>");
    row(makeType(Stream{nullptr}), "stream");
    row(makeType(Future{u32()}), "future<u32>");
    row(makeType(Map{string(), u32()}), "map<string, u32>");
  }
  void types() {
    QFETCH(QString, text);
    QFETCH(QString, definition);
    QCOMPARE(text, definition);
  }

  void funcs_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto r = std::make_shared<const Resource>(Resource{"session", false, 0x7f});
    const ValType self = makeType(Borrow{r}), own = makeType(Own{r});
    const auto row = [](const char* name, const FuncTypeRef& type, const char* expected) {
      QTest::newRow(name) << QString::fromStdString(print::witFunc(name, *type)) << expected;
    };
    row("put", func({{"key", string()}}, u32()), "put: func(key: string) -> u32");
    row("run", func({}, nullptr, true), "run: async func()");
    row("[method]session.get", func({{"self", self}, {"key", string()}}, u32()),
        "get: func(key: string) -> u32");
    row("[static]session.open", func({}, own), "open: static func() -> session");
    row("[constructor]session", func({{"name", string()}}, own), "constructor(name: string)");
    row("[constructor]session ", func({}, makeType(ResultType{own, string()})),
        "constructor() -> result<session, string>");
    row("list", func({}, nullptr), "%list: func()");
    row("give", func({{"s", self}}, nullptr), "give: func(s: borrow<session>)");
  }
  void funcs() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(text, expected);
  }

  void interfaceWithMarks() {
    const auto r = std::make_shared<const Resource>(Resource{"session", false, 0x7f});
    const ValType entry = makeType(Record{{{"key", string()}}}, "entry");
    const ValType key = makeType(Primitive::String, "key");
    const auto type = instance({{"key", TypeOfValue{key}},
                                {"entry", TypeOfValue{entry}},
                                {"session", TypeOfResource{r}},
                                {"put", func({{"e", entry}}, nullptr)},
                                {"[method]session.get", func({{"self", makeType(Borrow{r})}}, u32())}});
    const print::WitInterfaceText wit = print::witInterface("demo:kv/store@1.0.0", *type);
    QCOMPARE(wit.text, std::string("interface store {\n"
                                   "    type key = string;\n"
                                   "    record entry {\n"
                                   "        key: string,\n"
                                   "    }\n"
                                   "    resource session {\n"
                                   "        get: func() -> u32;\n"
                                   "    }\n"
                                   "    put: func(e: entry);\n"
                                   "}\n"));
    QStringList items;
    for (const auto& mark : wit.marks) {
      items << QString::fromStdString(mark.item + "=" + wit.text.substr(mark.begin, 10));
      QVERIFY(mark.begin < mark.end && mark.end <= wit.text.size());
    }
    QCOMPARE(items.join('|'), QString("key=    type k|entry=    record|session=    "
                                      "resour|[method]session.get=        ge|put=    put: f"));
  }

  void worldUsesTypesWhereTheyComeFrom() {
    const ValType id = makeType(Record{{{"n", u32()}}}, "call-id");
    const auto types = instance({{"call-id", TypeOfValue{id}}});
    const auto before =
        instance({{"call-id", TypeOfValue{renamed(id, "call-id")}}, {"on-call", func({}, nullptr)}});
    ComponentType world;
    world.imports = {{"demo:common/types@0.2.0", types}, {"log", func({{"text", string()}}, nullptr)}};
    world.exports = {{"demo:hook/before", before}};
    QCOMPARE(print::witWorld(world, "root"), std::string(R"(package root:component;

world root {
  import demo:common/types@0.2.0;
  import log: func(text: string);

  export demo:hook/before;
}

package demo:common@0.2.0 {
  interface types {
    record call-id {
      n: u32,
    }
  }
}

package demo:hook {
  interface before {
    use demo:common/types@0.2.0.{call-id};

    on-call: func();
  }
}
)"));
  }
};

QTEST_APPLESS_MAIN(WitTest)
#include "tst_wit.moc"
