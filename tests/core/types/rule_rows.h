// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/types/check_component.h"

// What tests of single rules share: a component put together by hand, and the code of its one error (empty:
// valid). SPLICEBOARD_DUMP_ROWS names a folder that gets each component as a file, for another validator.
namespace sb::test {

using Build = void (*)(model::ComponentBuilder&);
}  // namespace sb::test
Q_DECLARE_METATYPE(sb::test::Build)

namespace sb::test {

using model::ComponentBuilder;
using model::Primitive;
using model::Sort;
using model::TypeIdx;
using model::ValType;
inline ValType val(Primitive primitive) { return primitive; }
inline ValType val(TypeIdx idx) { return idx; }

inline TypeIdx func(ComponentBuilder& b, std::vector<model::LabelledType> params = {},
                    std::optional<ValType> result = std::nullopt, bool async = false) {
  return b.type(model::FuncTypeDef{async, std::move(params), result});
}
inline TypeIdx record(ComponentBuilder& b) { return b.type(model::RecordDef{{{"x", val(Primitive::U32)}}}); }
inline TypeIdx exported(ComponentBuilder& b, const char* name, TypeIdx type) {
  return TypeIdx(b.exportItem(name, {Sort::Type, type.value}));
}
inline TypeIdx resource(ComponentBuilder& b) { return b.type(model::ResourceDef{}); }

inline model::Declarator declared(model::TypeKind kind) {
  return {model::TypeDecl{std::make_shared<const model::TypeDef>(model::TypeDef{std::move(kind), {}})}, {}};
}
inline model::Declarator exports(const char* name, model::ExternType type) {
  return {model::ExportDecl{name, std::move(type)}, {}};
}
inline model::InstanceTypeDef instanceType(std::vector<model::Declarator> declarations) {
  model::InstanceTypeDef type;
  type.declarations = std::move(declarations);
  return type;
}

inline std::shared_ptr<const model::Component> made(Build build) {
  ComponentBuilder inner;
  build(inner);
  return std::make_shared<const model::Component>(inner.finish());
}

/// An outer component that imports `given` as a function and passes it to one that asks for `wanted`.
inline void passFunction(ComponentBuilder& b, TypeIdx (*given)(ComponentBuilder&),
                         TypeIdx (*wanted)(ComponentBuilder&)) {
  ComponentBuilder inner;
  inner.import("f", model::FuncExtern{wanted(inner)});
  const auto component = std::make_shared<const model::Component>(inner.finish());
  const std::uint32_t f = b.import("f", model::FuncExtern{given(b)});
  b.instantiate(b.component(component), {{"f", {Sort::Func, f}}});
}

inline void ruleRow(const char* name, const char* code, Build build) {
  QTest::newRow(name) << build << QString(code);
}

inline void checkRuleRow() {
  QFETCH(Build, build);
  QFETCH(QString, code);
  ComponentBuilder builder;
  build(builder);
  const model::Component component = builder.finish();
  const QByteArray folder = qgetenv("SPLICEBOARD_DUMP_ROWS");
  if (!folder.isEmpty()) {
    const Bytes bytes = encode::encodeComponent(component);
    QString name = QTest::currentDataTag();
    QFile file(
        QDir(folder).filePath((code.isEmpty() ? "valid " : "invalid ") + name.replace('/', '_') + ".wasm"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
  }
  types::CheckOptions options;
  options.features = types::Features::all();
  const types::CheckedComponent checked = types::checkComponent(component, options);
  QStringList codes;
  for (const Diagnostic& diagnostic : checked.diagnostics) {
    if (diagnostic.severity == Severity::Error) codes << QString::fromStdString(diagnostic.code);
    QVERIFY(!diagnostic.message.empty() && !diagnostic.rule.empty() && diagnostic.message.back() != '.');
  }
  QCOMPARE(codes.join(' '), code);
}

}  // namespace sb::test
