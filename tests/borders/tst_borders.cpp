// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

/// Reads the table "Who may include whom" of docs/architecture.md and compares every include line with it.
class TestBorders : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void everyRoomIsInTheTable();
  void includes_data();
  void includes();
  void noQtBelowTheWindow_data();
  void noQtBelowTheWindow();

 private:
  /// Rooms ("decode") and single files ("abi/canonical_abi.h") that a room may include.
  QMap<QString, QSet<QString>> m_table;
};

namespace {

const QString Root = QStringLiteral(SPLICEBOARD_SOURCE_DIR);

QString readText(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList codeWords(const QString& cell) {
  static const QRegularExpression code(QStringLiteral("`([^`]+)`"));
  QStringList out;
  for (auto found = code.globalMatch(cell); found.hasNext();) out << found.next().captured(1);
  return out;
}

QString folderOf(const QString& room) {
  return room == QLatin1String("ui") || room.startsWith(QLatin1String("app/")) ? room : "core/" + room;
}

QStringList sourcesIn(const QString& folder) {
  QStringList out;
  QDirIterator files(Root + '/' + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) out << files.next();
  out.sort();
  return out;
}

/// "core/graph/edit.h" → "graph"; "ui/canvas/x.h" → "ui"; empty for anything that is not ours.
QString roomOf(const QString& include) {
  const QStringList parts = include.split('/');
  if (parts.first() == QLatin1String("core") && parts.size() > 2) return parts[1];
  if (parts.first() == QLatin1String("ui")) return parts.first();
  if (parts.first() == QLatin1String("app") && parts.size() > 2) return "app/" + parts[1];
  return {};
}

struct Include {
  QString file;
  int line = 0;
};
QList<Include> includesOf(const QString& path) {
  static const QRegularExpression directive(QStringLiteral("^#include\\s+[<\"]([^>\"]+)[>\"]"));
  QList<Include> out;
  int number = 0;
  for (const QString& line : readText(path).split('\n')) {
    ++number;
    const auto found = directive.match(line);
    if (found.hasMatch()) out.append({found.captured(1), number});
  }
  return out;
}

}  // namespace

void TestBorders::initTestCase() {
  const QString text = readText(Root + "/docs/architecture.md");
  QVERIFY2(!text.isEmpty(), "docs/architecture.md cannot be read");
  const QString part =
      text.section(QStringLiteral("### Who may include whom"), 1).section(QStringLiteral("\n## "), 0, 0);
  for (const QString& line : part.split('\n')) {
    if (!line.startsWith(QLatin1String("| `"))) continue;
    const QStringList cells = line.split('|');
    const QStringList allowed = codeWords(cells.value(2));
    for (const QString& room : codeWords(cells.value(1)))
      m_table[room] = QSet<QString>(allowed.begin(), allowed.end());
  }
  QVERIFY2(m_table.size() > 15, "the table of docs/architecture.md was not found");
}

void TestBorders::everyRoomIsInTheTable() {
  for (const QString& room : QDir(Root + "/core").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
    QVERIFY2(m_table.contains(room), qPrintable("core/" + room + " is not in the table"));
  for (const QSet<QString>& allowed : m_table)
    for (const QString& room : allowed)
      QVERIFY2(m_table.contains(room) || QFile::exists(Root + "/core/" + room),
               qPrintable(room + " does not exist"));
}

void TestBorders::includes_data() {
  QTest::addColumn<QString>("room");
  for (auto row = m_table.cbegin(); row != m_table.cend(); ++row)
    QTest::newRow(qPrintable(row.key())) << row.key();
}

void TestBorders::includes() {
  QFETCH(QString, room);
  const QSet<QString> allowed = m_table.value(room);
  QStringList wrong;
  for (const QString& path : sourcesIn(folderOf(room))) {
    for (const Include& include : includesOf(path)) {
      const QString other = roomOf(include.file);
      if (other.isEmpty() || other == room || other == QLatin1String("support")) continue;
      if (allowed.contains(other) || allowed.contains(include.file.section('/', 1))) continue;
      wrong << QStringLiteral("%1:%2 includes %3")
                   .arg(path.mid(Root.size() + 1))
                   .arg(include.line)
                   .arg(include.file);
    }
  }
  QVERIFY2(wrong.isEmpty(), qPrintable("not in the table of docs/architecture.md:\n  " + wrong.join("\n  ")));
}

void TestBorders::noQtBelowTheWindow_data() {
  QTest::addColumn<QString>("folder");
  QTest::newRow("core") << "core";
  QTest::newRow("command line") << "app/cli";
}

void TestBorders::noQtBelowTheWindow() {
  QFETCH(QString, folder);
  for (const QString& path : sourcesIn(folder))
    for (const Include& include : includesOf(path))
      QVERIFY2(!include.file.startsWith('Q') && !include.file.startsWith(QLatin1String("ui/")),
               qPrintable(path + " includes " + include.file));
}

QTEST_GUILESS_MAIN(TestBorders)
#include "tst_borders.moc"
