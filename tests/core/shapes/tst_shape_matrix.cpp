// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <functional>
#include <random>

#include "core/types/type_facts.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/shapes/shape_rows.h"
#include "tests/core/shapes/spliced_program.h"

// Every shape of splicer.md chapter 10, many values each, sync and async, hooks before, after and around, on
// an exported interface, between two components and on an imported one: spliced by the product, checked, run.

using namespace sb;

namespace {

constexpr int ValuesPerShape = 12;
constexpr std::size_t FunctionsPerInterface = 24;

/// What the engine does not have (lists of fixed length, error contexts) or cannot hand to a host (streams
/// and futures; see tst_adapter_streams).
bool canCross(const types::ValType& type) {
  if (!type) return true;
  const auto* primitive = std::get_if<types::Primitive>(&type->kind);
  if (std::holds_alternative<types::FixedList>(type->kind) ||
      std::holds_alternative<types::Stream>(type->kind) ||
      std::holds_alternative<types::Future>(type->kind) ||
      (primitive && *primitive == types::Primitive::ErrorContext))
    return false;
  const auto children = types::childrenOf(type->kind);
  return std::all_of(children.begin(), children.end(),
                     [](const types::ValType* child) { return canCross(*child); });
}

bool canCross(const types::FuncType& type) {
  return canCross(type.result) && std::all_of(type.params.begin(), type.params.end(),
                                              [](const types::Param& param) { return canCross(param.type); });
}

std::string functionText(const std::string& shape) {
  return shape.front() == '(' && shape.substr(0, shape.find('=')).find(": ") != std::string::npos ? shape
         : shape.rfind("()", 0) == 0                                                              ? shape
                                     : "(x: " + shape + ") -> " + shape;
}

/// The type with every name made the function's own, so that many shapes fit into one interface.
types::ValType renamedApart(const types::ValType& type, const std::string& suffix,
                            std::map<const types::ValTypeNode*, types::ValType>& done) {
  if (!type) return nullptr;
  types::ValType& known = done[type.get()];
  if (known) return known;
  const auto part = [&](const types::ValType& inner) { return renamedApart(inner, suffix, done); };
  types::ValKind kind = type->kind;
  if (auto* t = std::get_if<types::Record>(&kind))
    for (types::Field& field : t->fields) field.type = part(field.type);
  if (auto* t = std::get_if<types::Variant>(&kind))
    for (types::Case& one : t->cases) one.type = part(one.type);
  if (auto* t = std::get_if<types::Tuple>(&kind))
    for (types::ValType& inner : t->types) inner = part(inner);
  if (auto* t = std::get_if<types::List>(&kind)) t->element = part(t->element);
  if (auto* t = std::get_if<types::FixedList>(&kind)) t->element = part(t->element);
  if (auto* t = std::get_if<types::Option>(&kind)) t->type = part(t->type);
  if (auto* t = std::get_if<types::ResultType>(&kind)) {
    t->ok = part(t->ok);
    t->error = part(t->error);
  }
  if (auto* t = std::get_if<types::Map>(&kind)) {
    t->key = part(t->key);
    t->value = part(t->value);
  }
  if (type->origin) return known = types::renamed(part(type->origin), type->name + suffix);
  return known = types::makeType(std::move(kind), type->name.empty() ? "" : type->name + suffix);
}

struct Batch {
  types::InstanceTypeRef target;
  std::vector<types::NamedExtern> used;
  std::vector<std::string> functions;
};

/// One interface with a function for each of these shapes; resources come from an interface it uses.
Batch batchOf(const std::vector<const test::ShapeRow*>& rows) {
  std::map<std::string, types::ResourceRef> resources;
  std::set<std::string> seen;
  types::InstanceType target, used;
  std::vector<types::NamedExtern> functions;
  Batch out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string text = functionText(rows[i]->shape);
    test::TypeText reader(text);
    reader.resources() = resources;
    types::FuncType type = reader.function();
    resources = reader.resources();
    std::map<const types::ValTypeNode*, types::ValType> done;
    const std::string suffix = "-of" + std::to_string(i);
    for (types::Param& param : type.params) param.type = renamedApart(param.type, suffix, done);
    type.result = renamedApart(type.result, suffix, done);
    for (const types::Param& param : type.params) test::addNamedTypes(param.type, seen, target);
    test::addNamedTypes(type.result, seen, target);
    out.functions.push_back("f" + std::to_string(i));
    functions.push_back({model::ExternName(out.functions.back()), types::finish(std::move(type))});
  }
  for (const auto& [name, resource] : resources) {
    const types::NamedExtern item{model::ExternName(name), types::TypeOfResource{resource, 0, name}};
    used.exports.push_back(item);
    used.definedResources.push_back(resource);
    target.exports.insert(target.exports.begin(), item);
  }
  target.exports.insert(target.exports.end(), functions.begin(), functions.end());
  if (!used.exports.empty())
    out.used.push_back({model::ExternName(test::TypesInterface), types::finish(std::move(used))});
  out.target = types::finish(std::move(target));
  return out;
}

/// Gives every handle in a value a number of its own.
void renumber(value::Value& value, std::uint32_t& next) {
  if (auto* handle = std::get_if<value::HandleValue>(&value.content)) handle->handle = next++;
  if (auto* list = std::get_if<value::ListValue>(&value.content))
    for (value::Value& item : list->items) renumber(item, next);
  if (auto* record = std::get_if<value::RecordValue>(&value.content))
    for (value::Value& field : record->fields) renumber(field, next);
  if (auto* variant = std::get_if<value::VariantValue>(&value.content))
    for (value::Value& payload : variant->payload) renumber(payload, next);
}

const std::vector<std::vector<const test::ShapeRow*>>& batches() {
  static const auto all = [] {
    std::vector<std::vector<const test::ShapeRow*>> out(1);
    const auto add = [&](const test::ShapeRow& row) {
      if (!canCross(test::TypeText(functionText(row.shape)).function())) return;
      if (out.back().size() == FunctionsPerInterface) out.emplace_back();
      out.back().push_back(&row);
    };
    for (const test::ShapeRow& row : test::CannedShapes) add(row);
    for (const test::ShapeRow& row : test::StructuralShapes) add(row);
    for (const test::ShapeRow& row : test::BeyondShapes) add(row);
    return out;
  }();
  return all;
}

}  // namespace

class TestShapeMatrix : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void matrix_data();
  void matrix();
};

void TestShapeMatrix::initTestCase() { SB_NEED_ENGINE(); }

void TestShapeMatrix::matrix_data() {
  QTest::addColumn<int>("batch");
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  QTest::addColumn<bool>("before");
  QTest::addColumn<bool>("after");
  for (int batch = 0; batch < static_cast<int>(batches().size()); ++batch)
    for (const bool async : {false, true})
      for (unsigned tier = 0; tier <= 2; ++tier)
        for (const auto& [before, after] : {std::pair(true, true), {true, false}, {false, true}}) {
          if (tier == 0 && !(before && after)) continue;
          const QString name = QString("shapes %1, %2, %3")
                                   .arg(batch)
                                   .arg(async ? "async" : "sync")
                                   .arg(tier == 0 ? QString("unhooked")
                                                  : QString("tier %1 %2")
                                                        .arg(tier)
                                                        .arg(before ? after ? "around" : "before" : "after"));
          QTest::newRow(name.toUtf8().constData()) << batch << tier << async << before << after;
        }
}

void TestShapeMatrix::matrix() {
  QFETCH(int, batch);
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  QFETCH(bool, before);
  QFETCH(bool, after);
  const auto& rows = batches()[static_cast<std::size_t>(batch)];
  const Batch made = batchOf(rows);
  test::ProgramOptions options;
  options.hooked = tier != 0;
  options.tier = tier == 0 ? 1 : tier;
  options.async = async;
  options.before = before;
  options.after = after;
  test::SplicedProgram program(*enginetest::engine(), made.target, made.used, options);
  const std::string failed = program.start();
  QVERIFY2(failed.empty(), failed.c_str());
  std::uint32_t handle = 1;
  for (int round = 0; round < ValuesPerShape; ++round) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::mt19937_64 random(std::hash<std::string>()(rows[i]->shape) + static_cast<unsigned>(round));
      const auto next = [&random] { return random(); };
      const auto& type = *std::get<types::FuncTypeRef>(made.target->find(made.functions[i])->type);
      const auto value = [&](const types::ValType& of, const std::string& name) {
        value::Value out = round == 0 ? value::exampleValue(of, name) : value::randomValue(of, next);
        renumber(out, handle);
        return out;
      };
      std::vector<value::Value> args, result;
      for (const types::Param& param : type.params) args.push_back(value(param.type, param.name));
      if (type.result) result.push_back(value(type.result, "result"));
      const std::string wrong = program.call(made.functions[i], args, result);
      QVERIFY2(wrong.empty(), (std::string(rows[i]->name) + ": " + wrong).c_str());
    }
  }
  QCOMPARE(program.drops(), 0u);  // every owned handle went from the host to the host
}

QTEST_APPLESS_MAIN(TestShapeMatrix)
#include "tst_shape_matrix.moc"
