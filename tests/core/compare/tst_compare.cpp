// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <functional>

#include "core/compare/compare_components.h"
#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "tests/support/hex.h"

using namespace sb;
using namespace sb::model;

using Build = std::function<void(ComponentBuilder&)>;
Q_DECLARE_METATYPE(Build)

namespace {

model::ValType val(Primitive p) { return model::ValType(p); }

Component built(const Build& build) {
  ComponentBuilder b;
  build(b);
  return decode::decodeComponent(shareBytes(encode::encodeComponent(b.finish()))).value();
}
std::shared_ptr<const Component> nested(const Build& build) {
  return std::make_shared<const Component>(built(build));
}

/// An instance type with the functions named, each `func() -> u32`.
InstanceTypeDef interfaceWith(std::vector<std::string> names) {
  InstanceTypeDef type;
  const auto add = [&](auto declaration) { type.declarations.push_back({std::move(declaration), {}}); };
  add(TypeDecl{std::make_shared<const TypeDef>(TypeDef{FuncTypeDef{false, {}, val(Primitive::U32)}, {}})});
  for (std::string& name : names) add(ExportDecl{ExternName(std::move(name)), FuncExtern{TypeIdx(0)}});
  return type;
}

/// Imports `wanted` and gives it on as `given`.
const Build PassOn = [](ComponentBuilder& b) {
  const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
  b.exportItem("given", {Sort::Func, b.import("wanted", FuncExtern{type})});
};

QStringList textOf(const compare::Comparison& comparison) {
  QStringList lines;
  for (const compare::Difference& one : comparison.differences) {
    QString line = QString(compare::changeName(one.change)) + " " + compare::subjectName(one.subject) + " ";
    for (const std::string& name : one.where) line += QString::fromStdString(name) + " / ";
    lines << line + QString::fromStdString(one.name + ": " + one.before + " -> " + one.after);
  }
  return lines;
}

}  // namespace

/// What two components do differently, and what is only written differently.
class CompareTest : public QObject {
  Q_OBJECT
 private slots:
  /// Value definitions are not read, so their bytes count.
  void valueSections() {
    const auto with = [](const char* hex) {
      return decode::decodeComponent(shareBytes(test::fromHex(std::string(test::ComponentPreamble) + hex)))
          .value();
    };
    const auto compared = compare::compareComponents(with("0c 02 01 00"), with("0c 02 01 01"));
    QVERIFY2(compared, compared ? "" : compared.error().text().c_str());
    QVERIFY(!compared->same());
    const auto equal = compare::compareComponents(with("0c 02 01 00"), with("0c 02 01 00"));
    QVERIFY(equal && equal->same());
  }

  void told_data() {
    QTest::addColumn<Build>("before");
    QTest::addColumn<Build>("after");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char* name, Build before, Build after, QStringList told) {
      QTest::newRow(name) << before << after << told;
    };
    const auto importing = [](const char* name, std::vector<std::string> functions) {
      return Build(
          [=](ComponentBuilder& b) { b.import(name, InstanceExtern{b.type(interfaceWith(functions))}); });
    };
    row("an import has another name", importing("first", {"f"}), importing("second", {"f"}),
        {"renamed import first: first -> second"});
    row("an import has another name and another type: another import", importing("first", {"f"}),
        importing("second", {"f", "g"}),
        {"removed import first: instance -> ", "added import second:  -> instance"});
    row("an interface at a later version", importing("a:b/c@1.0.0", {"f"}), importing("a:b/c@1.2.0", {"f"}),
        {"version import a:b/c@1.0.0: 1.0.0 -> 1.2.0"});
    row("and with a function more", importing("a:b/c@1.0.0", {"f"}), importing("a:b/c@1.2.0", {"f", "g"}),
        {"version import a:b/c@1.0.0: 1.0.0 -> 1.2.0", "added function a:b/c@1.0.0#g:  -> func() -> u32"});
    row("from no version to one", importing("a:b/c", {"f"}), importing("a:b/c@0.1.0", {"f"}),
        {"version import a:b/c: no version -> 0.1.0"});

    const auto passing = [](const char* first, const char* exported) {
      return Build([=](ComponentBuilder& b) {
        const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
        const std::uint32_t wanted = b.import("wanted", FuncExtern{type});
        const InstanceIdx one =
            b.instantiate(b.component(nested(PassOn)), {{"wanted", {Sort::Func, wanted}}}, first);
        b.exportItem(exported, {Sort::Func, b.aliasFunc(one, "given").value});
      });
    };
    row("an export has another name", passing("one", "out"), passing("one", "result"),
        {"renamed export out: out -> result"});
    row("an instance has another name for people", passing("one", "out"), passing("two", "out"), {});

    const auto chain = [](std::vector<std::uint32_t> order) {
      return Build([=](ComponentBuilder& b) {
        const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
        SortIdx source{Sort::Func, b.import("wanted", FuncExtern{type})};
        const ComponentIdx pass = b.component(nested(PassOn));
        for (const std::uint32_t name : order) {
          const InstanceIdx next = b.instantiate(pass, {{"wanted", source}}, "n" + std::to_string(name));
          source = {Sort::Func, b.aliasFunc(next, "given").value};
        }
        b.exportItem("out", source);
      });
    };
    row("one instance more at the end of a chain", chain({1, 2}), chain({1, 2, 3}),
        {"added instance n3:  -> component of 41 bytes",
         "rewired connection export out: n2 / given -> n3 / given"});

    const Build other = [](ComponentBuilder& b) {
      const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
      const std::uint32_t wanted = b.import("wanted", FuncExtern{type});
      b.import("more", FuncExtern{type});
      b.exportItem("given", {Sort::Func, wanted});
    };
    // The instance `x`, in the component itself or in one named `box`.
    const auto placed = [=](bool inBox) {
      return Build([=](ComponentBuilder& b) {
        const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
        const std::uint32_t wanted = b.import("wanted", FuncExtern{type});
        const Build content = [=](ComponentBuilder& inner) {
          const TypeIdx innerType = inner.type(FuncTypeDef{false, {}, val(Primitive::U32)});
          const std::uint32_t innerWanted = inner.import("wanted", FuncExtern{innerType});
          if (inBox) {
            inner.instantiate(inner.component(nested(other)),
                              {{"wanted", {Sort::Func, innerWanted}}, {"more", {Sort::Func, innerWanted}}},
                              "x");
          }
          inner.exportItem("given", {Sort::Func, innerWanted});
        };
        const InstanceIdx box =
            b.instantiate(b.component(nested(content)), {{"wanted", {Sort::Func, wanted}}}, "box");
        if (!inBox) {
          b.instantiate(b.component(nested(other)),
                        {{"wanted", {Sort::Func, wanted}}, {"more", {Sort::Func, wanted}}}, "x");
        }
        b.exportItem("given", {Sort::Func, b.aliasFunc(box, "given").value});
      });
    };
    row("an instance moved into another component", placed(false), placed(true),
        {"moved instance x: component of 49 bytes -> x",
         "changed instance box: component of 41 bytes -> component of 138 bytes"});
  }
  void told() {
    QFETCH(Build, before);
    QFETCH(Build, after);
    const Component first = built(before), second = built(after);
    const auto comparison = compare::compareComponents(first, second);
    QVERIFY2(comparison, comparison ? "" : comparison.error().text().c_str());
    QTEST(textOf(*comparison), "told");
    QCOMPARE(comparison->hashBefore == comparison->hashAfter, comparison->same());
    const auto itself = compare::compareComponents(first, first);
    QVERIFY(itself && itself->same() && itself->notes.empty());
  }

  /// The same wiring with other indices: definitions in another order, an instance taken through an alias or
  /// an instance made of exports, a component embedded twice, a name section or none.
  void writtenDifferently() {
    const auto write = [](bool lateType, bool twice, bool throughBag, const char* name) {
      return built([=](ComponentBuilder& b) {
        if (lateType) b.type(StreamDef{val(Primitive::U8)});  // nobody uses it
        const TypeIdx type = b.type(FuncTypeDef{false, {}, val(Primitive::U32)});
        const std::uint32_t wanted = b.import("wanted", FuncExtern{type});
        const ComponentIdx pass = b.component(nested(PassOn));
        const ComponentIdx again = twice ? b.component(nested(PassOn)) : pass;
        SortIdx source{Sort::Func, wanted};
        const InstanceIdx one = b.instantiate(pass, {{"wanted", source}}, name);
        source = {Sort::Func, b.aliasFunc(one, "given").value};
        if (throughBag) {
          const InstanceIdx bag = b.bag({{ExternName("inside"), source}});
          source = {Sort::Func, b.aliasFunc(bag, "inside").value};
        }
        const InstanceIdx two = b.instantiate(again, {{"wanted", source}}, name);
        b.exportItem("out", {Sort::Func, b.aliasFunc(two, "given").value});
      });
    };
    const Component plain = write(false, false, false, "");
    for (int bits = 1; bits < 16; ++bits) {
      const Component other =
          write((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0 ? "named" : "");
      const auto comparison = compare::compareComponents(plain, other);
      QVERIFY(comparison);
      QVERIFY2(comparison->same(), qPrintable(QString::number(bits) + textOf(*comparison).join('\n')));
      QCOMPARE(comparison->hashBefore, comparison->hashAfter);
    }
  }
};

QTEST_APPLESS_MAIN(CompareTest)
#include "tst_compare.moc"
