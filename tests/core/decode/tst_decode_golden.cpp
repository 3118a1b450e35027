// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/print/dump.h"
#include "tests/support/hex.h"

using namespace sb;

/// Each folder of tests/golden/decode holds a component in hexadecimal and the structure it decodes to. A new
/// case is a new folder; UPDATE_GOLDEN=1 writes the expected text of the rows that run.
class TestDecodeGolden : public QObject {
  Q_OBJECT
 private slots:
  void decodes_data() {
    QTest::addColumn<QString>("folder");
    const QDir root(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode");
    for (const QString& name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
      QTest::newRow(qPrintable(name)) << root.filePath(name);
  }
  void decodes() {
    QFETCH(QString, folder);
    const Bytes input = test::fromHex(read(folder + "/input.hex").toStdString());
    const auto component = decode::decodeComponent(shareBytes(input));
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    QCOMPARE(encode::encodeComponent(*component), input);

    const QByteArray text = QByteArray::fromStdString(print::dumpComponent(*component));
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN")) {
      QFile out(folder + "/expected.txt");
      QVERIFY(out.open(QIODevice::WriteOnly));
      out.write(text);
    }
    const QByteArray expected = read(folder + "/expected.txt");
    if (text != expected) qInfo().noquote() << "decoded:\n" << text << "\nUPDATE_GOLDEN=1 refreshes this row";
    QCOMPARE(text, expected);
  }

 private:
  static QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
};

QTEST_GUILESS_MAIN(TestDecodeGolden)
#include "tst_decode_golden.moc"
