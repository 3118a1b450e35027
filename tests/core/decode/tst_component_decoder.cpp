// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/bytes/byte_writer.h"
#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"
#include "core/types/check_component.h"
#include "tests/support/hex.h"

using namespace sb;

namespace {

Result<model::Component> decodeHex(const std::string& hex, const decode::Limits& limits = {}) {
  return decode::decodeComponent(shareBytes(test::fromHex(hex)), limits);
}

/// `depth` components, each the only section of the one around it.
Bytes nestedComponents(std::size_t depth) {
  Bytes inner;
  for (std::size_t i = 0; i < depth; ++i) {
    bytes::ByteWriter out;
    out.raw(test::fromHex(test::ComponentPreamble));
    if (i > 0) {
      out.byte(4);
      out.u32(static_cast<std::uint32_t>(inner.size()));
      out.raw(inner);
    }
    inner = out.take();
  }
  return inner;
}

/// A type section whose only type is `depth` instance types, one within the other.
Bytes nestedTypes(std::size_t depth) {
  Bytes content = test::fromHex("01");
  for (std::size_t i = 0; i < depth; ++i) {
    content.push_back(0x42);
    content.push_back(i + 1 < depth ? 1 : 0);
    if (i + 1 < depth) content.push_back(0x01);
  }
  bytes::ByteWriter out;
  out.raw(test::fromHex(test::ComponentPreamble));
  out.byte(7);
  out.u32(static_cast<std::uint32_t>(content.size()));
  out.raw(content);
  return out.take();
}

std::size_t definitionsOf(const model::Component& component) {
  std::size_t count = 0;
  for (const model::Section& section : component.sections)
    std::visit(
        [&](const auto& content) {
          if constexpr (requires { content.items; })
            count += content.items.size();
          else if constexpr (requires { content.component; })
            ++count;
        },
        section.content);
  return count;
}

bool inside(const SourceRange& inner, const SourceRange& outer) {
  return inner.offset >= outer.offset && inner.offset + inner.size <= outer.offset + outer.size;
}

}  // namespace

class TestComponentDecoder : public QObject {
  Q_OBJECT
 private slots:
  void whatStandsBeforeAFaultIsKept_data();
  void whatStandsBeforeAFaultIsKept();
  void everyCutGivesABeginning();
  void brokenBytes_data() {
    QTest::addColumn<QString>("hex");  // behind the preamble
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("context");  // frames, innermost first
    const auto row = [](const char* name, const char* hex, ErrorCode code, int offset,
                        const char* context = "") {
      QTest::newRow(name) << QString(hex) << int(code) << offset << QString(context);
    };
    using enum ErrorCode;
    // clang-format off
    // sections
    row("section: id 13 is not defined", "0d 00", BadSection, 8);
    row("section: longer than the file", "07 05 00", UnexpectedEnd, 8);
    row("section: no size", "07", UnexpectedEnd, 9);
    row("section: size of more than 32 bits", "07 ff ff ff ff 7f", BadLeb128, 9);
    row("section: bytes behind the last item", "07 02 00 00", TrailingBytes, 11);
    row("section: two start sections", "09 03 00 00 00 09 03 00 00 00", BadSection, 13);
    row("custom section: name is not UTF-8", "00 02 01 ff", BadUtf8, 10);
    row("custom section: name longer than the section", "00 02 05 61", UnexpectedEnd, 11);
    row("core module: wrong preamble", "01 08 00 61 73 6d 0d 00 01 00", BadMagic, 10);
    row("core module: shorter than a preamble", "01 02 00 61", UnexpectedEnd, 12);
    row("nested component: holds a core module", "04 08 00 61 73 6d 01 00 00 00", NotAComponent, 10, "in nested component 0");
    // counts and names
    row("count: larger than the bytes left", "07 02 7f 00", UnexpectedEnd, 10);
    row("count: over the limit of a list", "07 05 c1 84 3d 00 00", LimitExceeded, 10);
    row("name: overlong UTF-8", "0a 07 01 00 02 c0 80 01 00", BadUtf8, 12, "in import 0");
    row("name: a surrogate", "0a 08 01 00 03 ed a0 80 01 00", BadUtf8, 12, "in import 0");
    row("trap 5: attributes need lead byte 2", "0a 05 01 03 01 61 01 00", BadName, 11, "in import 0");
    row("name: attribute 3 is not defined", "0a 0a 01 02 01 61 01 03 01 62 01 00", BadName, 15, "in name attribute 0|in import 0");
    // types
    row("type: opcode of the dropped union", "07 03 01 6c 00", BadType, 11, "in type 0");
    row("type: asynchronous destructor", "07 03 01 3e 7f", BadType, 11, "in type 0");
    row("trap 2: a list element cannot be written inline", "07 04 01 70 70 7f", BadType, 12, "in type 0");
    row("type: a primitive is one byte", "07 04 01 70 ff 7f", BadType, 12, "in type 0");
    row("type: an index of more than 33 bits", "07 07 01 70 ff ff ff ff 1f", BadLeb128, 12, "in type 0");
    row("type: second in a section", "07 03 02 7f 62", BadType, 12, "in type 1");
    row("type: counted through sections", "07 02 01 7f 07 02 01 62", BadType, 15, "in type 1");
    row("variant: ends before the case's last byte", "07 06 01 71 01 01 61 00", UnexpectedEnd, 16, "in variant case 0|in type 0");
    row("trap 3: a case's last byte is one", "07 07 01 71 01 01 61 00 01", BadType, 16, "in variant case 0|in type 0");
    row("trap 4: one named result", "07 05 01 40 00 01 01", BadType, 13, "in type 0");
    row("trap 4: result list 2", "07 05 01 40 00 02 00", BadType, 13, "in type 0");
    row("resource: represented by f32", "07 04 01 3f 7d 00", BadType, 12, "in type 0");
    row("trap 9: an instance type has an import", "07 08 01 42 01 03 00 01 61 01 00", BadType, 13, "in declarator 0|in type 0");
    row("instance type: declarator 5", "07 04 01 42 01 05", BadType, 13, "in declarator 0|in type 0");
    row("module type: declarator 4", "03 04 01 50 01 04", BadType, 13, "in module type declarator 0|in core type 0");
    row("trap 10: 00 only before 50", "03 05 01 00 60 00 00", BadType, 11, "in core type 0");
    row("core type: unknown value type", "03 05 01 60 01 76 00", BadType, 13, "in core type 0");
    // aliases
    row("alias: sort 6", "06 05 01 06 00 00 00", BadSort, 11, "in alias 0");
    row("alias: core sort 5", "06 06 01 00 05 01 00 00", BadSort, 12, "in alias 0");
    row("alias: target 3", "06 05 01 03 03 00 00", BadAlias, 12, "in alias 0");
    row("alias: a core func of a component instance", "06 06 01 00 00 00 00 00", BadAlias, 11, "in alias 0");
    row("alias: a func of a core instance", "06 05 01 01 01 00 00", BadAlias, 11, "in alias 0");
    row("alias: an outer func", "06 05 01 01 02 00 00", BadAlias, 11, "in alias 0");
    row("alias: an outer core memory", "06 06 01 00 02 02 00 00", BadAlias, 11, "in alias 0");
    // instances
    row("core instance: kind 2", "02 03 01 02 00", BadSection, 11, "in core instance 0");
    row("trap 8: a core argument is not an instance", "02 06 01 00 00 01 00 00 00", BadSort, 15, "in core argument 0|in core instance 0");
    row("instance: kind 2", "05 03 01 02 00", BadSection, 11, "in instance 0");
    row("instance: argument is a core func", "05 08 01 00 00 01 00 00 00 00", BadSort, 15, "in argument 0|in instance 0");
    // canonical definitions
    row("canon: opcode 7", "08 02 01 07", BadCanonical, 11, "in canonical definition 0");
    row("canon: opcode 8, the old backpressure.set", "08 02 01 08", BadCanonical, 11, "in canonical definition 0");
    row("canon: opcode 43", "08 02 01 43", BadCanonical, 11, "in canonical definition 0");
    row("canon: lift of kind 1", "08 06 01 00 01 00 00 00", BadCanonical, 12, "in canonical definition 0");
    row("canon: option 0a", "08 07 01 01 00 00 01 0a 00", BadCanonical, 15, "in canonical option 0|in canonical definition 0");
    row("canon: eleven options", "08 10 01 01 00 00 0b 00 00 00 00 00 00 00 00 00 00 00", LimitExceeded, 14, "in canonical definition 0");
    row("canon: async byte 2", "08 03 01 06 02", BadCanonical, 12, "in canonical definition 0");
    // imports and exports
    row("import: extern type 6", "0a 06 01 00 01 61 06 00", BadType, 14, "in import 0");
    row("import: extern core func", "0a 07 01 00 01 61 00 00 00", BadSort, 14, "in import 0");
    row("import: type bound 2", "0a 06 01 00 01 61 03 02", BadType, 15, "in import 0");
    row("export: ascription byte 2", "0b 07 01 00 01 61 01 00 02", BadSection, 16, "in export 0");
    row("export: a core func", "0b 08 01 00 01 61 00 00 00 00", BadSort, 14, "in export 0");
    row("export: of the component within", "04 10 00 61 73 6d 0d 00 01 00 0b 06 01 00 01 61 06 00", BadSort, 24, "in export 0|in nested component 0");
    // clang-format on
  }
  void brokenBytes() {
    QFETCH(QString, hex);
    QFETCH(int, code);
    QFETCH(int, offset);
    QFETCH(QString, context);
    const auto component = decodeHex(std::string(test::ComponentPreamble) + hex.toStdString());
    QVERIFY2(!component.has_value(), "decodes");
    const Error& error = component.error();
    const std::string got = concat(errorCodeName(error.code), ": ", error.text());
    QVERIFY2(error.code == ErrorCode(code), got.c_str());
    QVERIFY2(error.offset == std::uint64_t(offset), got.c_str());
    QStringList frames;
    for (const std::string& frame : error.context) frames << QString::fromStdString(frame);
    QCOMPARE(frames.join("|"), context);
  }

  /// Every start of a file fails with a place inside of it, or decodes because it ends between two sections.
  void truncated() {
    const Bytes whole = test::fromHex(
        "00 61 73 6d 0d 00 01 00 07 08 01 43 01 01 78 79 00 79 0a 06 01 00 01 66 01 00"
        "01 14 00 61 73 6d 01 00 00 00 05 03 01 00 01 07 05 01 01 6d 02 00 02 04 01 00 00 00"
        "06 07 01 00 02 01 00 01 6d 08 0f 06 01 00 00 02 06 03 00 1f 23 20 00 00 0d 22");
    int decoded = 0;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      const auto component =
          decode::decodeComponent(shareBytes(Bytes(whole.begin(), whole.begin() + std::ptrdiff_t(size))));
      if (component) {
        ++decoded;
        continue;
      }
      QCOMPARE(component.error().code, ErrorCode::UnexpectedEnd);
      QVERIFY(component.error().offset && *component.error().offset <= size);
    }
    QCOMPARE(decoded, 7);  // behind the preamble and behind each of the six sections
  }

  void otherFiles_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& file, ErrorCode code) {
      QTest::newRow(name) << file << int(code);
    };
    row("empty", "", ErrorCode::UnexpectedEnd);
    row("a core module", QByteArray("\0asm\1\0\0\0", 8), ErrorCode::NotAComponent);
    row("text", "(component)", ErrorCode::NotAComponent);
    row("compressed", QByteArray("\x28\xb5\x2f\xfd\0\0\0\0\0", 9), ErrorCode::NotAComponent);
    row("a picture", "\x89PNG\r\n\x1a\n", ErrorCode::BadMagic);
    row("layer 2", QByteArray("\0asm\x0d\0\2\0", 8), ErrorCode::BadMagic);
    row("version 1 of a component", QByteArray("\0asm\1\0\1\0", 8), ErrorCode::BadMagic);
  }
  void otherFiles() {
    QFETCH(QByteArray, file);
    QFETCH(int, code);
    const auto component = decode::decodeComponent(shareBytes(Bytes(file.begin(), file.end())));
    QVERIFY(!component.has_value());
    QCOMPARE(component.error().code, ErrorCode(code));
  }

  /// How soon is for tests/survive.
  void hostileNestingIsRefused() {
    const auto component = decode::decodeComponent(shareBytes(nestedComponents(10'000)));
    QVERIFY(!component.has_value());
    QCOMPARE(component.error().code, ErrorCode::LimitExceeded);
  }

  void nestingUpToTheLimit() {
    const Bytes input = nestedComponents(1'000);
    const auto component = decode::decodeComponent(shareBytes(input));
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    QVERIFY(encode::encodeComponent(*component) == input);
  }

  void typeNesting_data() {
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("decodes");
    QTest::newRow("100 instance types") << 100 << true;
    QTest::newRow("101 instance types") << 101 << false;
    QTest::newRow("100,000 instance types") << 100'000 << false;
  }
  void typeNesting() {
    QFETCH(int, depth);
    QFETCH(bool, decodes);
    const auto component = decode::decodeComponent(shareBytes(nestedTypes(std::size_t(depth))));
    QCOMPARE(component.has_value(), decodes);
    if (!decodes) QCOMPARE(component.error().code, ErrorCode::LimitExceeded);
  }

  void limits() {
    decode::Limits limits;
    limits.stringBytes = 3;
    const std::string import = std::string(test::ComponentPreamble) + "0a 09 01 00 04 61 62 63 64 01 00";
    QVERIFY(decodeHex(import).has_value());
    const auto component = decodeHex(import, limits);
    QVERIFY(!component.has_value());
    QCOMPARE(component.error().code, ErrorCode::LimitExceeded);
  }

  void rangesLieInTheirParents() {
    const auto component = decodeHex(
        "00 61 73 6d 0d 00 01 00 07 07 01 6d 02 01 61 01 62 0a 07 01 00 01 65 03 00 00"
        "07 1d 01 42 04 02 03 02 01 01 04 00 01 65 03 00 00 01 40 01 01 76 01 01 00 04 00 01 66 01 02"
        "0a 06 01 00 01 69 05 02"
        "04 18 00 61 73 6d 0d 00 01 00 06 05 01 03 02 01 00 0a 07 01 00 01 65 03 00 00"
        "05 08 01 00 00 01 01 65 03 01");
    QVERIFY(component.has_value());
    QCOMPARE(component->range.offset, std::uint64_t{0});
    QCOMPARE(component->range.size, std::uint64_t{101});
    for (const model::Section& section : component->sections)
      QVERIFY(inside(section.range, component->range));

    const auto& types = std::get<model::TypeSection>(component->sections[2].content);
    const model::TypeDef& instanceType = types.items.at(0);
    QVERIFY(inside(instanceType.range, component->sections[2].range));
    const auto& declarators = std::get<model::InstanceTypeDef>(instanceType.kind).declarations;
    QCOMPARE(declarators.size(), std::size_t{4});
    std::uint64_t end = instanceType.range.offset + 2;  // behind opcode and count
    for (const model::Declarator& declarator : declarators) {
      QVERIFY(inside(declarator.range, instanceType.range));
      QCOMPARE(declarator.range.offset, end);
      end += declarator.range.size;
    }
    QCOMPARE(end, instanceType.range.offset + instanceType.range.size);

    const auto& nested = *std::get<model::ComponentSection>(component->sections[4].content).component;
    QVERIFY(inside(nested.range, component->range));
    QCOMPARE(nested.bytes.size(), std::size_t{24});
    QCOMPARE(nested.bytes.data(), component->bytes.data() + nested.range.offset);
    const auto& alias = std::get<model::AliasSection>(nested.sections[0].content).items.at(0);
    QVERIFY(inside(alias.range, nested.sections[0].range));
    QVERIFY(inside(nested.sections[0].range, nested.range));
  }

  void spansKeepTheFileAlive() {
    SharedBytes module;
    {
      const auto component =
          decodeHex(std::string(test::ComponentPreamble) + "01 08 " + std::string(test::CoreModulePreamble));
      QVERIFY(component.has_value());
      const auto& content = std::get<model::CoreModuleSection>(component->sections[0].content);
      QCOMPARE(content.module.range.offset, std::uint64_t{10});
      module = content.module.owner;
    }
    QCOMPARE(module->span().size(), std::size_t{18});
  }

  void paddedNumbersBecomeShort() {
    // Section size, count and index in five bytes each.
    const auto component = decodeHex(std::string(test::ComponentPreamble) +
                                     "07 8b 80 80 80 00 81 80 80 80 00 70 81 80 80 80 00");
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    QCOMPARE(encode::encodeComponent(*component),
             test::fromHex(std::string(test::ComponentPreamble) + "07 03 01 70 01"));
  }

  void indicesFrom64() {
    const std::string hex = std::string(test::ComponentPreamble) + "07 04 01 70 c0 00";
    const auto component = decodeHex(hex);
    QVERIFY(component.has_value());
    const auto& list =
        std::get<model::ListDef>(std::get<model::TypeSection>(component->sections[0].content).items[0].kind);
    QVERIFY(list.element == model::ValType(model::TypeIdx(64)));
    QCOMPARE(encode::encodeComponent(*component), test::fromHex(hex));
  }

  void progressAndCancelling() {
    const std::string hex = std::string(test::ComponentPreamble) + "07 01 00 07 01 00 07 01 00";
    std::vector<std::uint64_t> seen;
    decode::DecodeProgress progress;
    progress.report = [&](std::uint64_t done, std::uint64_t total) {
      QCOMPARE(total, std::uint64_t{17});
      seen.push_back(done);
    };
    QVERIFY(decode::decodeComponent(shareBytes(test::fromHex(hex)), {}, progress).has_value());
    QCOMPARE(seen, (std::vector<std::uint64_t>{8, 11, 14}));

    const std::atomic<bool> cancel = true;
    progress.cancel = &cancel;
    const auto cancelled = decode::decodeComponent(shareBytes(test::fromHex(hex)), {}, progress);
    QVERIFY(!cancelled.has_value());
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
  }
};

void TestComponentDecoder::whatStandsBeforeAFaultIsKept_data() {
  QTest::addColumn<QString>("sections");  // behind the preamble
  QTest::addColumn<int>("kept");          // definitions of the root; -1: there is no beginning
  QTest::addColumn<int>("broken");        // the nested component with the fault; -1: none
  QTest::newRow("whole") << "07 05 01 40000100" << -1 << -1;
  QTest::newRow("no definition before the fault") << "07 20 01" << -1 << -1;
  QTest::newRow("the first definition is cut off") << "07 05 01 4000" << -1 << -1;
  QTest::newRow("the second of two types is cut off") << "07 09 02 40000100 4000" << 1 << -1;
  QTest::newRow("the second of two types is none") << "07 06 02 40000100 ff" << 1 << -1;
  QTest::newRow("an unknown section behind a type") << "07 05 01 40000100 7f 00" << 1 << -1;
  QTest::newRow("half of a custom section") << "07 05 01 40000100 00 09 04 6e61" << 1 << -1;
  const QString nested = QString::fromUtf8(test::ComponentPreamble.data());
  QTest::newRow("in the second nested component")
      << "04 08" + nested + "04 0f" + nested + "07 05 01 4000" << 1 << 1;
  QTest::newRow("in a component of a component")
      << "04 08" + nested + "04 14" + nested + "04 0a" + nested + "7f 00" << 1 << 1;
}

void TestComponentDecoder::whatStandsBeforeAFaultIsKept() {
  QFETCH(QString, sections);
  QFETCH(int, kept);
  QFETCH(int, broken);
  const std::string hex = std::string(test::ComponentPreamble) + sections.toStdString();
  const auto beginning = decode::decodeBeginning(shareBytes(test::fromHex(hex)));
  QCOMPARE(beginning.has_value(), kept >= 0);
  if (!beginning) return;
  QCOMPARE(definitionsOf(beginning->component), std::size_t(kept));
  QCOMPARE(beginning->brokenComponent ? static_cast<int>(*beginning->brokenComponent) : -1, broken);
  const auto refused = decodeHex(hex);
  QVERIFY(!refused);
  QCOMPARE(QString::fromStdString(beginning->fault.text()), QString::fromStdString(refused.error().text()));
}

void TestComponentDecoder::everyCutGivesABeginning() {
  const Result<SharedBytes> file =
      mapFile(SPLICEBOARD_SOURCE_DIR "/resources/examples/orders/orders.composed.wasm");
  QVERIFY(file);
  const ByteSpan all = (*file)->span();
  const Result<model::Component> whole = decode::decodeComponent(*file);
  QVERIFY(whole);
  std::size_t before = 0;
  const std::size_t lastPart = all.size() - 1500;  // instances, aliases, exports and names
  for (std::size_t cut = 100; cut < all.size(); cut += cut < lastPart ? 509 : 7) {
    const auto part = decode::decodeBeginning(shareBytes(Bytes(all.begin(), all.begin() + cut)));
    if (!part) continue;  // it ends where a section ends: a whole component
    const std::size_t kept = definitionsOf(part->component);
    QVERIFY2(kept >= before && kept <= definitionsOf(*whole), qPrintable(QString::number(cut)));
    before = kept;
    QVERIFY2(types::checkComponent(part->component, {{}, false, true, true}).type,
             qPrintable(QString::number(cut)));
  }
  QCOMPARE(before, definitionsOf(*whole));
}

QTEST_GUILESS_MAIN(TestComponentDecoder)
#include "tst_component_decoder.moc"
