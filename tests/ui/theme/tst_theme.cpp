// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QStyle>
#include <QStyleFactory>
#include <QtTest>
#include <memory>

#include "ui/theme/system_theme.h"

using namespace sb::ui;

/// Every theme, also one derived from whatever colours a desktop has, can be read.
class TestTheme : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void everyPairOfColoursCanBeRead_data();
  void everyPairOfColoursCanBeRead();
  void stockPaletteGivesTheStockTheme();
  void rolesComeFromTheDesktop_data();
  void rolesComeFromTheDesktop();
  void namesOfChoices();
};

namespace {

struct Desktop {
  const char* name;
  const char *window, *base, *text, *highlight, *highlightedText;
};

/// Well-known desktops, and a few that nobody should have.
constexpr Desktop desktops[] = {
    {"Breeze", "#eff0f1", "#ffffff", "#232629", "#3daee9", "#ffffff"},
    {"Breeze Dark", "#2a2e32", "#1b1e20", "#fcfcfc", "#3daee9", "#fcfcfc"},
    {"Adwaita", "#f6f5f4", "#ffffff", "#000000", "#3584e4", "#ffffff"},
    {"Adwaita Dark", "#353535", "#2d2d2d", "#ffffff", "#15539e", "#ffffff"},
    {"Solarized Light", "#eee8d5", "#fdf6e3", "#657b83", "#268bd2", "#fdf6e3"},
    {"Solarized Dark", "#073642", "#002b36", "#839496", "#268bd2", "#fdf6e3"},
    {"Gruvbox", "#3c3836", "#282828", "#ebdbb2", "#d79921", "#282828"},
    {"ink on paper", "#ffffff", "#ffffff", "#000000", "#000000", "#ffffff"},
    {"paper on ink", "#000000", "#000000", "#ffffff", "#ffff00", "#000000"},
    {"dark windows around light pages", "#3c3b37", "#ffffff", "#4c4c4c", "#f07746", "#ffffff"},
    {"light windows around dark pages", "#e0e0e0", "#202020", "#dddddd", "#ffcc00", "#000000"},
    {"one grey", "#808080", "#808080", "#808080", "#808080", "#808080"},
    {"loud", "#00ff00", "#ffff00", "#ff0000", "#00ffff", "#ff00ff"},
};

QPalette paletteOf(const Desktop& desktop) {
  QPalette palette;
  palette.setColor(QPalette::Window, desktop.window);
  palette.setColor(QPalette::Base, desktop.base);
  palette.setColor(QPalette::Text, desktop.text);
  palette.setColor(QPalette::Highlight, desktop.highlight);
  palette.setColor(QPalette::HighlightedText, desktop.highlightedText);
  return palette;
}

}  // namespace

void TestTheme::everyPairOfColoursCanBeRead_data() {
  QTest::addColumn<Theme>("theme");
  QTest::newRow("light") << stockTheme(ThemeKind::Light);
  QTest::newRow("dark") << stockTheme(ThemeKind::Dark);
  QTest::newRow("high contrast") << stockTheme(ThemeKind::HighContrast);
  for (const Desktop& desktop : desktops) QTest::newRow(desktop.name) << themeFromPalette(paletteOf(desktop));
}

void TestTheme::everyPairOfColoursCanBeRead() {
  QFETCH(Theme, theme);
  const Theme& t = theme;
  const auto atLeast = [&](const QColor& a, const QColor& b, double wanted, const char* what) {
    const double ratio = contrastRatio(a, b);
    QVERIFY2(ratio >= wanted, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(what)).arg(ratio)));
  };
  for (const QColor& paper :
       {t.window, t.panel, t.panelHeader, t.canvas, t.node, t.nodeHeader, t.accentWeak}) {
    atLeast(t.text, paper, 4.5, "text");
    atLeast(t.textSecondary, paper, 4.5, "secondary text");
    atLeast(t.textTertiary, paper, 4.5, "tertiary text");
  }
  for (const QColor& paper : {t.window, t.panel, t.canvas, t.node}) {
    for (const QColor& colour : {t.accent, t.error, t.warning, t.ok})
      atLeast(colour, paper, 4.5, "status text");
    atLeast(t.controlBorder, paper, 3.0, "border of controls");
  }
  atLeast(t.onAccent, t.accent, 4.5, "text on accent");
  atLeast(t.onBead, t.bead, 4.5, "text on beads");
  atLeast(t.text, t.bytesStatic, 4.5, "text on static bytes");
  atLeast(t.text, t.bytesPatched, 4.5, "text on patched bytes");
  atLeast(t.warning, t.warningWeak, 4.5, "warning on its tint");
  atLeast(t.error, t.errorWeak, 4.5, "error on its tint");
  atLeast(t.nodeBorder, t.canvas, 3.0, "border of nodes");
  for (const QColor& package : t.package) {
    atLeast(package, t.canvas, 3.0, "wires");
    atLeast(package, t.node, 3.0, "ports");
  }
  for (const QColor& code :
       {t.codeKeyword, t.codeType, t.codeFunction, t.codeNumber, t.codeString, t.codeComment})
    for (const QColor& paper : {t.panel, t.panelHeader, t.accentWeak}) atLeast(code, paper, 4.5, "code");
}

void TestTheme::stockPaletteGivesTheStockTheme() {
  const std::unique_ptr<QStyle> fusion(QStyleFactory::create("Fusion"));
  const Theme theme = themeFromPalette(fusion->standardPalette());
  QCOMPARE(theme.panel, stockTheme(ThemeKind::Light).panel);
  QCOMPARE(theme.nodeHeader, stockTheme(ThemeKind::Light).nodeHeader);
}

void TestTheme::rolesComeFromTheDesktop_data() {
  QTest::addColumn<int>("desktop");
  QTest::addColumn<bool>("dark");
  for (std::size_t i = 0; i < std::size(desktops); ++i)
    QTest::newRow(desktops[i].name) << static_cast<int>(i)
                                    << (contrastRatio(QColor(desktops[i].base), Qt::black) < 0.23 / 0.05);
}

void TestTheme::rolesComeFromTheDesktop() {
  QFETCH(int, desktop);
  QFETCH(bool, dark);
  const Desktop& from = desktops[desktop];
  const Theme t = themeFromPalette(paletteOf(from));
  QCOMPARE(t.panel, QColor(from.base));
  QCOMPARE(t.onBead, QColor(from.base));
  QCOMPARE(t.kind, dark ? ThemeKind::Dark : ThemeKind::Light);
  // what can be read as it is stays as it is
  if (contrastRatio(QColor(from.text), QColor(from.base)) >= 5) {
    QCOMPARE(t.text, QColor(from.text));
    QCOMPARE(t.bead, QColor(from.text));
  }
  QVERIFY(t.panelHeader != t.panel);
  QVERIFY(t.nodeHeader != t.node);
}

void TestTheme::namesOfChoices() {
  for (const ThemeChoice choice :
       {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast})
    QCOMPARE(themeChoiceNamed(themeChoiceName(choice)), std::optional(choice));
  QVERIFY(!themeChoiceNamed("blue"));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
