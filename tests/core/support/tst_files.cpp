// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "core/support/atomic_file.h"
#include "core/support/mapped_file.h"
#include "core/support/sha256.h"

using namespace sb;

/// Mapping, atomic writing and hashing of files.
class TestFiles : public QObject {
  Q_OBJECT
 private slots:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  void mapsWhatWasWritten() {
    const Bytes content = {1, 2, 3};
    QVERIFY(writeFileAtomically(path("a.wasm"), content).has_value());
    const auto mapped = mapFile(path("a.wasm"));
    QVERIFY(mapped.has_value());
    QVERIFY(std::ranges::equal((*mapped)->span(), content));
  }

  void mapsAnEmptyFile() {
    QVERIFY(writeFileAtomically(path("empty"), {}).has_value());
    const auto mapped = mapFile(path("empty"));
    QVERIFY(mapped.has_value());
    QVERIFY((*mapped)->span().empty());
  }

  void aMappingKeepsWhatWasReplaced() {
    QVERIFY(writeFileAtomically(path("a"), Bytes{1}).has_value());
    const auto mapped = mapFile(path("a"));
    QVERIFY(writeFileAtomically(path("a"), Bytes{2}).has_value());
    QCOMPARE((*mapped)->span()[0], std::uint8_t{1});
    QCOMPARE((*mapFile(path("a")))->span()[0], std::uint8_t{2});
  }

  void unreadable_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    QTest::newRow("no such file") << "none.wasm" << int(ErrorCode::FileNotFound);
    QTest::newRow("no such folder") << "none/a.wasm" << int(ErrorCode::FileNotFound);
    QTest::newRow("a folder") << "." << int(ErrorCode::FileNotReadable);
    QTest::newRow("a device") << "/dev/null" << int(ErrorCode::FileNotReadable);
  }
  void unreadable() {
    QFETCH(QString, name);
    QFETCH(int, code);
    const auto mapped = mapFile(path(name));
    QVERIFY(!mapped.has_value());
    QCOMPARE(mapped.error().code, ErrorCode(code));
    QVERIFY(QString::fromStdString(mapped.error().message).contains(name));
  }

  void writingLeavesNothingBeside() {
    QVERIFY(writeFileAtomically(path("a"), Bytes(100'000, 7)).has_value());
    QCOMPARE(files(), QStringList{"a"});
  }

  void keepsPermissions() {
    QVERIFY(writeFileAtomically(path("a"), Bytes{1}).has_value());
    const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(m_folder->filePath("a"), mode));
    QVERIFY(writeFileAtomically(path("a"), Bytes{2}).has_value());
    QCOMPARE(QFile::permissions(m_folder->filePath("a")) & (QFile::ExeOwner | QFile::ReadOther),
             QFile::ExeOwner);
  }

  void followsALink() {
    QVERIFY(writeFileAtomically(path("target"), Bytes{1}).has_value());
    QVERIFY(QFile::link(m_folder->filePath("target"), m_folder->filePath("link")));
    QVERIFY(writeFileAtomically(path("link"), Bytes{2}).has_value());
    QVERIFY(QFileInfo(m_folder->filePath("link")).isSymLink());
    QCOMPARE((*mapFile(path("target")))->span()[0], std::uint8_t{2});
  }

  void cannotBeWritten_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cause");
    QTest::newRow("over a folder") << "folder"
                                   << "it is a folder";
    QTest::newRow("in a folder that is not there") << "none/a"
                                                   << "the folder does not exist";
    QTest::newRow("in a file") << "file/a"
                               << "the folder does not exist";
  }
  void cannotBeWritten() {
    QFETCH(QString, name);
    QFETCH(QString, cause);
    QVERIFY(QDir(m_folder->path()).mkdir("folder"));
    QVERIFY(writeFileAtomically(path("file"), Bytes{1}).has_value());
    const auto written = writeFileAtomically(path(name), Bytes{1});
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().code, ErrorCode::FileNotWritable);
    QVERIFY2(QString::fromStdString(written.error().message).endsWith(cause),
             written.error().message.c_str());
    QCOMPARE(files(), (QStringList{"file", "folder"}));
  }

  /// What is no file stays what it is and gets what is written, also through a link.
  void pipes() {
    QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink(path("pipe"), path("link"));
    const int reader = ::open(path("pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    for (const char* name : {"pipe", "link"}) {
      QVERIFY(writeFileAtomically(path(name), Bytes{1, 2, 3}).has_value());
      Bytes got(8);
      QCOMPARE(::read(reader, got.data(), got.size()), ssize_t{3});
      QCOMPARE(got[2], std::uint8_t{3});
      QVERIFY(std::filesystem::is_fifo(path("pipe")));
    }
    QVERIFY(std::filesystem::is_symlink(path("link")));
    ::close(reader);
  }

  void readOnlyFolder() {
    if (::geteuid() == 0) {  // who may write everywhere but into what the kernel shows
      const auto written = writeFileAtomically("/sys/spliceboard-test", Bytes{1});
      QVERIFY(!written.has_value());
      QVERIFY2(QString::fromStdString(written.error().message).endsWith("the folder is read-only"),
               written.error().message.c_str());
      return;
    }
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    const auto written = writeFileAtomically(path("a"), Bytes{1});
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(!written.has_value());
    QVERIFY2(QString::fromStdString(written.error().message).endsWith("the folder is read-only"),
             written.error().message.c_str());
  }

  void sha256_data() {
    QTest::addColumn<int>("count");  // how many times the letter a
    QTest::addColumn<QString>("hash");
    QTest::newRow("nothing") << 0 << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    QTest::newRow("one letter") << 1 << "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    QTest::newRow("a million letters, FIPS 180-4")
        << 1'000'000 << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  }
  void sha256() {
    QFETCH(int, count);
    QFETCH(QString, hash);
    QCOMPARE(QString::fromStdString(sha256Hex(Bytes(std::size_t(count), 'a'))), hash);
  }
  /// Around the block size of 64 bytes the padding takes one block or two.
  void sha256OfEveryLength() {
    for (int size = 50; size < 140; ++size) {
      const QByteArray content(size, 'x');
      const QByteArray expected = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
      QCOMPARE(QByteArray::fromStdString(sha256Hex(Bytes(content.begin(), content.end()))), expected);
    }
  }

 private:
  std::filesystem::path path(const QString& name) const {
    return name.startsWith('/') ? name.toStdString() : m_folder->filePath(name).toStdString();
  }
  QStringList files() const {
    return QDir(m_folder->path())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
  }

  std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
