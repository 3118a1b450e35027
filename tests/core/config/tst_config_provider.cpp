// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/config_provider.h"
#include "core/decode/component_decoder.h"
#include "core/engine/call_function.h"
#include "core/types/check_component.h"
#include "tests/core/engine/engine_fixture.h"

using namespace sb;

/// The generated component that answers `splicer:builtin-config/get`, called in the engine.
class TestConfigProvider : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void answers();
  void sameBytes();
  void refusesAnotherType();
};

namespace {

const char* const Interface = "splicer:builtin-config/get@0.1.0";

types::InstanceType getInterface(bool async = false) {
  const types::ValType text = types::makeType(types::Primitive::String);
  types::FuncType function;
  function.async = async;
  function.params = {{"key", text}};
  function.result = types::makeType(types::Option{text});
  types::InstanceType out;
  out.exports.push_back({model::ExternName("get"), std::make_shared<const types::FuncType>(function)});
  return out;
}

}  // namespace

void TestConfigProvider::initTestCase() { SB_NEED_ENGINE(); }

void TestConfigProvider::answers() {
  const std::map<std::string, std::string> values = {{"", "\"empty key\""},
                                                     {"a", "1"},
                                                     {"ab", "\"two\""},
                                                     {"ä", "'ö'"},
                                                     {"long", std::string(100'000, 'x')}};
  const auto file = adapt::generateConfigProvider(Interface, getInterface(), values);
  QVERIFY(file.has_value());
  const auto decoded = decode::decodeComponent(shareBytes(*file));
  QVERIFY(decoded.has_value());
  QVERIFY(types::checkComponent(*decoded).valid());
  auto session = engine::Session::create(*enginetest::engine(), *file, {});
  QVERIFY2(session.has_value(), session ? "" : session.error().text().c_str());
  QVERIFY((*session)->start().has_value());
  const auto get = [&](const std::string& key) -> QString {
    const auto answer = (*session)->call(std::string(Interface) + "#get", {engine::EngineValue{key}});
    if (!answer) return QString::fromStdString(answer.error().text());
    const auto& option = std::get<engine::EngineOption>(answer->at(0).content);
    if (option.payload.empty()) return "none";
    return QString::fromStdString(std::get<std::string>(option.payload[0].content));
  };
  for (const auto& [key, value] : values) QCOMPARE(get(key), QString::fromStdString(value));
  QCOMPARE(get("b"), QString("none"));
  QCOMPARE(get("abc"), QString("none"));
  QCOMPARE(get(std::string(3'000'000, 'k')), QString("none"));  // longer than the memory was
  QCOMPARE(get("a"), QString("1"));
}

void TestConfigProvider::sameBytes() {
  const auto once = adapt::generateConfigProvider(Interface, getInterface(), {{"b", "2"}, {"a", "1"}});
  const auto again = adapt::generateConfigProvider(Interface, getInterface(), {{"a", "1"}, {"b", "2"}});
  QCOMPARE(*once, *again);
  QVERIFY(once->size() < 700);
}

void TestConfigProvider::refusesAnotherType() {
  const auto async = adapt::generateConfigProvider(Interface, getInterface(true), {});
  QVERIFY(!async);
  QCOMPARE(async.error().code, ErrorCode::Refused);
  QVERIFY(!adapt::generateConfigProvider(Interface, types::InstanceType(), {}));
}

QTEST_GUILESS_MAIN(TestConfigProvider)
#include "tst_config_provider.moc"
