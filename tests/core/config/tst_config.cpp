// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>

#include "core/config/config_text.h"
#include "core/config/config_values.h"
#include "core/config/key_type.h"
#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"

using namespace sb;

/// Configuration of hooks: types of keys, values as text, manifests (splicer.md 9.3).
class TestConfig : public QObject {
  Q_OBJECT
 private slots:
  void keyTypes_data();
  void keyTypes();
  void values_data();
  void values();
  void manifestOfEverything();
  void badManifests_data();
  void badManifests();
  void manifestSections();
  void checkedAgainstManifest();
  void withoutManifest();
  void edgeId();
};

void TestConfig::keyTypes_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("expected");  // the text again, or "! message"
  const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << text << expected; };
  row("bool", "bool");
  row("u8", "u8");
  row("s64", "s64");
  row("f32", "f32");
  row("char", "char");
  row(" string ", "string");
  row("list<u32>", "list<u32>");
  row("list< option < string > >", "list<option<string>>");
  row("tuple<u8,list<f64>>", "tuple<u8, list<f64>>");
  row("enum {a,b-c}", "enum { a, b-c }");
  row("", "! expected a type");
  row("u128", "! `u128` is no type of a key");
  row("list<u8", "! expected `>`");
  row("list<u8, u8>", "! `list` takes one type");
  row("u8 u8", "! nothing may follow the type");
  row("enum { a, a }", "! the case `a` is there twice");
  row("enum { }", "! expected the name of a case");
  QTest::newRow("too deep") << QString("list<").repeated(40) << "! the type is nested too deeply";
}

void TestConfig::keyTypes() {
  QFETCH(QString, text);
  QFETCH(QString, expected);
  const auto type = config::parseKeyType(text.toStdString());
  if (expected.startsWith("! ")) {
    QVERIFY(!type);
    QVERIFY2(QString::fromStdString(type.error().message).startsWith(expected.mid(2)),
             type.error().message.c_str());
    return;
  }
  QVERIFY2(type.has_value(), type ? "" : type.error().message.c_str());
  QCOMPARE(QString::fromStdString(config::keyTypeText(*type)), expected);
}

void TestConfig::values_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("expected");  // canonical, or "! message"
  const auto row = [](const char* type, const char* text, const char* expected) {
    QTest::addRow("%s from %s", type, text) << type << text << expected;
  };
  row("bool", "true", "true");
  row("bool", "yes", "! `yes` is no bool");
  row("u8", "255", "255");
  row("u8", "256", "! `256` is no u8");
  row("s8", "-128", "-128");
  row("u64", "18446744073709551615", "18446744073709551615");
  row("u32", "\"5\"", "! `\"5\"` is no u32");
  row("f64", "10", "10.0");
  row("f64", "-3", "-3.0");
  row("f64", "0.5", "0.5");
  row("f32", "nan", "nan");
  row("string", "\"a \\\"b\\\"\"", "\"a \\\"b\\\"\"");
  row("string", "two words, and a comma", "\"two words, and a comma\"");
  row("string", "it's", "\"it's\"");
  row("string", "", "\"\"");
  row("char", "x", "'x'");
  row("char", "'", "'\\''");
  row("char", "\"x\"", "'x'");
  row("char", "'x'", "'x'");
  row("char", "xy", "! `xy` is no char");
  row("enum { server, client }", "client", "client");
  row("enum { server, client }", "\"server\"", "server");
  row("enum { server, client }", "Server", "! `Server` is no case of enum { server, client }");
  row("option<u8>", "none", "none");
  row("option<u8>", "7", "some(7)");
  row("option<u8>", "some(7)", "some(7)");
  row("option<string>", "plain", "some(\"plain\")");
  row("list<u8>", "[1, 2,3]", "[1, 2, 3]");
  row("list<u8>", "[]", "[]");
  row("list<u8>", "[1, 2", "! expected `,` or `]`, found the end");
  row("list<u8>", "1", "! expected a list such as [a, b], found `1`");
  row("list<string>", "[\"a,b\", c d]", "[\"a,b\", \"c d\"]");
  row("list<enum { a, b }>", "[\"a\", b]", "[a, b]");
  row("tuple<u8, string>", "(1, x)", "(1, \"x\")");
  row("tuple<u8, string>", "[1, \"x\"]", "(1, \"x\")");
  row("tuple<u8, string>", "(1)", "! expected another part of the tuple<u8, string>");
  row("list<tuple<u8, option<f32>>>", "[(1, none), (2, 3)]", "[(1, none), (2, some(3.0))]");
  row("u8", "1 2", "! `1 2` is no u8");
}

void TestConfig::values() {
  QFETCH(QString, type);
  QFETCH(QString, text);
  QFETCH(QString, expected);
  const auto parsed = config::parseKeyType(type.toStdString());
  QVERIFY(parsed.has_value());
  const auto value = config::canonicalValue(text.toStdString(), *parsed);
  if (expected.startsWith("! ")) {
    QVERIFY2(!value, value ? value->c_str() : "");
    QVERIFY2(QString::fromStdString(value.error().message).startsWith(expected.mid(2)),
             value.error().message.c_str());
    return;
  }
  QVERIFY2(value.has_value(), value ? "" : value.error().message.c_str());
  QCOMPARE(QString::fromStdString(*value), expected);
  // Canonical text stays what it is.
  QCOMPARE(*config::canonicalValue(*value, *parsed), *value);
}

void TestConfig::manifestOfEverything() {
  const auto manifest = config::parseManifest("demo", R"(
# a comment
[builtin]
description = "Says hello."
tier = 2

[[key]]
name = "greeting"
type = "string"
default = "hi \"you\""
doc = """
Two
lines"""

[[key]]
name = "kind"
type = "enum { server, client }"
default = "SERVER"
case_insensitive = true

[[key]]
name = "_list-2"
type = "list<f64>"
default = [1.0, 2.5]

[[key]]
name = "limit"
type = "option<u32>"
)");
  QVERIFY2(manifest.has_value(), manifest ? "" : manifest.error().message.c_str());
  QCOMPARE(manifest->name, std::string("demo"));
  QCOMPARE(manifest->description, std::string("Says hello."));
  QCOMPARE(manifest->tier, 2u);
  QCOMPARE(manifest->keys.size(), std::size_t(4));
  QCOMPARE(*manifest->keys[0].defaultValue, std::string("\"hi \\\"you\\\"\""));
  QCOMPARE(manifest->keys[0].doc, std::string("Two\nlines"));
  QCOMPARE(*manifest->keys[1].defaultValue, std::string("server"));
  QCOMPARE(manifest->keys[1].anyCase, true);
  QCOMPARE(*manifest->keys[2].defaultValue, std::string("[1.0, 2.5]"));
  QVERIFY(!manifest->keys[3].defaultValue);
}

void TestConfig::badManifests_data() {
  QTest::addColumn<QString>("toml");
  QTest::addColumn<QString>("message");
  QTest::newRow("no TOML") << "[builtin\n"
                           << "line 1";
  QTest::newRow("tier 5") << "[builtin]\ntier = 5\n"
                          << "line 2: `tier` must be 1, 2, 3 or 4";
  QTest::newRow("description is a number") << "[builtin]\ndescription = 1\n"
                                           << "line 2: `description` must be a text";
  QTest::newRow("name with a blank") << "[[key]]\nname = \"a b\"\ntype = \"u8\"\n"
                                     << "`a b` is no name of a key";
  QTest::newRow("name starts with a digit") << "[[key]]\nname = \"1a\"\ntype = \"u8\"\n"
                                            << "`1a` is no name of a key";
  QTest::newRow("no type") << "[[key]]\nname = \"a\"\n"
                           << "key `a`: `type` is missing";
  QTest::newRow("unknown type") << "[[key]]\nname = \"a\"\ntype = \"u9\"\n"
                                << "line 3: key `a`: `u9` is no type";
  QTest::newRow("key twice") << "[[key]]\nname = \"a\"\ntype = \"u8\"\n[[key]]\nname = \"a\"\ntype = \"u8\"\n"
                             << "key `a`: it is there twice";
  QTest::newRow("default of another type") << "[[key]]\nname = \"a\"\ntype = \"u8\"\ndefault = 256\n"
                                           << "line 4: key `a`: the default does not fit: `256` is no u8";
  QTest::newRow("default is no case") << "[[key]]\nname = \"a\"\ntype = \"enum { x }\"\ndefault = \"y\"\n"
                                      << "the default does not fit: `y` is no case";
  QTest::newRow("case_insensitive on a string")
      << "[[key]]\nname = \"a\"\ntype = \"string\"\ncase_insensitive = true\n"
      << "is for enums, this is a string";
  QTest::newRow("misspelt entry") << "[[key]]\nname = \"a\"\ntype = \"u8\"\ndefualt = 1\n"
                                  << "unknown entry `defualt`";
}

void TestConfig::badManifests() {
  QFETCH(QString, toml);
  QFETCH(QString, message);
  const auto manifest = config::parseManifest("demo", toml.toStdString());
  QVERIFY(!manifest);
  QVERIFY2(QString::fromStdString(manifest.error().message).contains(message),
           manifest.error().message.c_str());
}

// In the component itself, in a core module (where compilers put custom sections), in a nested component.
void TestConfig::manifestSections() {
  const std::string name = "splicer-builtin-manifest/demo", toml = "[builtin]\ntier = 1\n";
  const Bytes payload(toml.begin(), toml.end());
  const auto found = [](model::ComponentBuilder& builder) {
    const auto decoded = decode::decodeComponent(shareBytes(encode::encodeComponent(builder.finish())));
    return decoded ? config::manifestText(*decoded) : std::nullopt;
  };
  model::ComponentBuilder plain;
  plain.custom("something-else", payload);
  QVERIFY(!found(plain));
  model::ComponentBuilder direct;
  direct.custom(name, payload);
  QCOMPARE(found(direct)->toml, toml);
  QCOMPARE(found(direct).has_value(), false);  // the builder is empty now
  Bytes module = {0,
                  'a',
                  's',
                  'm',
                  1,
                  0,
                  0,
                  0,
                  0,
                  static_cast<std::uint8_t>(1 + name.size() + toml.size()),
                  static_cast<std::uint8_t>(name.size())};
  module.insert(module.end(), name.begin(), name.end());
  module.insert(module.end(), toml.begin(), toml.end());
  model::ComponentBuilder core;
  core.coreModule(module);
  QCOMPARE(found(core)->toml, toml);
  model::ComponentBuilder inner, outer;
  inner.custom(name, payload);
  const auto decoded = decode::decodeComponent(shareBytes(encode::encodeComponent(inner.finish())));
  outer.component(std::make_shared<const model::Component>(*decoded));
  QCOMPARE(found(outer)->name, std::string("demo"));
}

void TestConfig::checkedAgainstManifest() {
  const auto manifest =
      config::parseManifest("demo",
                            "[[key]]\nname = \"n\"\ntype = \"u8\"\n[[key]]\nname = \"kind\"\n"
                            "type = \"enum { up, down }\"\ncase_insensitive = true\n");
  QVERIFY(manifest.has_value());
  const auto good = config::checkConfig(*manifest, {{"n", "7"}, {"kind", "\"UP\""}});
  QCOMPARE(good.problems.size(), std::size_t(0));
  QCOMPARE(good.values.at("kind"), std::string("up"));
  const auto bad =
      config::checkConfig(*manifest, {{"n", "300"}, {"kind", "left"}, {"m", "1"}, {config::EdgeIdKey, "x"}});
  QCOMPARE(
      QString::fromStdString(bad.sentence()),
      QString(
          "`_splicer_edge_id` is given by the program; key `kind`: `left` is no case of enum { up, down } "
          "(it is a enum { up, down }); unknown key `m`, its keys: n, kind; key `n`: `300` is no u8 "
          "(it is a u8)"));
}

void TestConfig::withoutManifest() {
  const auto checked = config::checkConfig({}, {{"anything", "[1, \"x\"]"}});
  QCOMPARE(checked.problems.size(), std::size_t(0));
  QCOMPARE(checked.values.at("anything"), std::string("[1, \"x\"]"));
}

void TestConfig::edgeId() {
  QCOMPARE(config::edgeId("demo:kv/store@1.0.0", "orders", "cache"),
           std::string("\"demo:kv/store@1.0.0::orders->cache\""));
  QCOMPARE(config::edgeId("demo:kv/store@1.0.0", "", "cache"),
           std::string("\"demo:kv/store@1.0.0::->cache\""));
}

QTEST_APPLESS_MAIN(TestConfig)
#include "tst_config.moc"
