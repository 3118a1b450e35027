// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTimer>
#include <QWindow>
#include <QtTest>

#include "app/gui/scenes.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/text_size.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

using namespace sb;
using namespace sb::ui;

/// Colours chosen while the window is open.
class TestLooks : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void cleanup() { applyThemeChoice(*qApp, ThemeChoice::Light); }
  void systemIsTheDefaultAndTheChoiceIsKept();
  void theDesktopIsFollowed();
  void aChosenThemeIsNotTheDesktops();
  void theProgramStartsAgainForAnotherTextSize_data();
  void theProgramStartsAgainForAnotherTextSize();
  void aThemeChosenLateLooksLikeOneChosenEarly_data();
  void aThemeChosenLateLooksLikeOneChosenEarly();

 private:
  QTemporaryDir m_settings;
  QPalette m_desktop;
};

namespace {

QPalette breezeDark() {
  QPalette palette;
  palette.setColor(QPalette::Window, "#2a2e32");
  palette.setColor(QPalette::Base, "#1b1e20");
  palette.setColor(QPalette::Text, "#fcfcfc");
  palette.setColor(QPalette::Highlight, "#3daee9");
  palette.setColor(QPalette::HighlightedText, "#fcfcfc");
  return palette;
}

/// What Qt has where no desktop gives one.
QPalette stockPalette() {
  return std::unique_ptr<QStyle>(QStyleFactory::create("Fusion"))->standardPalette();
}

/// What the platform does when the desktop's theme changes.
void desktopChanges(QWidget& window) {
  QEvent change(QEvent::ThemeChange);
  QCoreApplication::sendEvent(window.windowHandle(), &change);
}

/// The window with each of its panels in front once, below each other.
QImage pictureOf(MainWindow& window) {
  QImage all(window.width(), 0, QImage::Format_RGB32);
  for (const QDockWidget* dock : window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    window.showPanel(dock->widget()->objectName());
    gui::settle(60);
    const QImage one = window.grab().toImage();
    QImage both(all.width(), all.height() + one.height(), QImage::Format_RGB32);
    QPainter painter(&both);
    painter.drawImage(0, 0, all);
    painter.drawImage(0, all.height(), one);
    painter.end();
    all = both;
  }
  return all;
}

}  // namespace

void TestLooks::initTestCase() {
  QCoreApplication::setOrganizationName("spliceboard");
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
  prepareApplication(*qApp);
  readDesktopPaletteFrom([this] { return m_desktop; });
}

void TestLooks::systemIsTheDefaultAndTheChoiceIsKept() {
  QCOMPARE(keptThemeChoice(), ThemeChoice::System);
  applyThemeChoice(*qApp, keptThemeChoice());
  MainWindow window;
  QVERIFY(window.action("themeSystem")->isChecked());
  window.action("themeDark")->trigger();
  QVERIFY(window.action("themeDark")->isChecked());
  QVERIFY(!window.action("themeSystem")->isChecked());
  QCOMPARE(currentTheme().canvas, stockTheme(ThemeKind::Dark).canvas);
  QCOMPARE(keptThemeChoice(), ThemeChoice::Dark);
  window.action("themeSystem")->trigger();
  QCOMPARE(keptThemeChoice(), ThemeChoice::System);
}

void TestLooks::theDesktopIsFollowed() {
  m_desktop = stockPalette();
  applyThemeChoice(*qApp, ThemeChoice::System);
  MainWindow window;
  window.show();
  QCOMPARE(currentTheme().kind, ThemeKind::Light);
  m_desktop = breezeDark();
  desktopChanges(window);
  QCOMPARE(currentTheme().kind, ThemeKind::Dark);
  QCOMPARE(currentTheme().panel, QColor("#1b1e20"));
  QCOMPARE(window.palette().color(QPalette::Window), currentTheme().window);
  QVERIFY(window.grab().toImage().pixelColor(20, window.height() / 2).lightness() < 90);
  m_desktop = stockPalette();
  desktopChanges(window);
  QCOMPARE(currentTheme().kind, ThemeKind::Light);
}

void TestLooks::aChosenThemeIsNotTheDesktops() {
  MainWindow window;
  window.show();
  window.action("themeContrast")->trigger();
  m_desktop = breezeDark();
  desktopChanges(window);
  QCOMPARE(currentTheme().kind, ThemeKind::HighContrast);
  m_desktop = stockPalette();
}

void TestLooks::theProgramStartsAgainForAnotherTextSize_data() {
  QTest::addColumn<bool>("now");
  QTest::newRow("now") << true;
  QTest::newRow("later") << false;
}

void TestLooks::theProgramStartsAgainForAnotherTextSize() {
  QFETCH(bool, now);
  chooseTextSize(1);
  MainWindow window;
  const QString file =
      QStringLiteral(SPLICEBOARD_SOURCE_DIR "/resources/examples/orders/orders.composed.wasm");
  window.openPath(file);
  QTRY_VERIFY(window.currentDocument());
  window.show();
  QSignalSpy again(&window, &MainWindow::startAgain);
  window.action("textSize")->trigger();
  auto* picker = window.findChild<Picker*>();
  QVERIFY(picker);
  QString asked;
  QTimer::singleShot(0, &window, [&] {
    auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (!question) return;
    asked = question->text();
    question->button(now ? QMessageBox::Yes : QMessageBox::No)->click();
  });
  QTest::keyClicks(picker->field(), QStringLiteral("150"));
  QTest::keyClick(picker->field(), Qt::Key_Return);
  QTRY_VERIFY(asked.contains(QStringLiteral("150 %")));
  QCOMPARE(chosenTextSize(), 1.5);
  QCOMPARE(window.isVisible(), !now);
  QCOMPARE(again.size(), now ? 1 : 0);
  if (now) QCOMPARE(again.first().first().toStringList(), QStringList{file});
  chooseTextSize(1);
}

void TestLooks::aThemeChosenLateLooksLikeOneChosenEarly_data() {
  QTest::addColumn<bool>("empty");
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const int light = static_cast<int>(ThemeChoice::Light), dark = static_cast<int>(ThemeChoice::Dark),
            contrast = static_cast<int>(ThemeChoice::HighContrast);
  QTest::newRow("start page, light to dark") << true << light << dark;
  QTest::newRow("hooked, light to dark") << false << light << dark;
  QTest::newRow("hooked, dark to light") << false << dark << light;
  QTest::newRow("hooked, dark to high contrast") << false << dark << contrast;
}

void TestLooks::aThemeChosenLateLooksLikeOneChosenEarly() {
  QFETCH(bool, empty);
  QFETCH(int, from);
  QFETCH(int, to);
  const auto show = [empty](MainWindow& window) {
    window.setRecentFiles({});
    window.resize(1600, 950);
    window.show();
    if (empty)
      gui::settle(100);
    else
      gui::showHooked(window);
  };
  applyThemeChoice(*qApp, static_cast<ThemeChoice>(to));
  QImage early, late;
  {
    MainWindow window;
    show(window);
    early = pictureOf(window);
  }
  applyThemeChoice(*qApp, static_cast<ThemeChoice>(from));
  {
    MainWindow window;
    show(window);
    applyThemeChoice(*qApp, static_cast<ThemeChoice>(to));
    late = pictureOf(window);
  }
  QRect different;
  for (int y = 0; y < early.height(); ++y)
    for (int x = 0; x < early.width(); ++x)
      if (early.pixel(x, y) != late.pixel(x, y)) different |= QRect(x, y, 1, 1);
  if (!different.isEmpty()) {
    (void)early.save(QDir::temp().filePath("tst_looks-early.png"));
    (void)late.save(QDir::temp().filePath("tst_looks-late.png"));
  }
  QVERIFY2(different.isEmpty(), qPrintable(QStringLiteral("%1 × %2 px at (%3, %4) differ")
                                               .arg(different.width())
                                               .arg(different.height())
                                               .arg(different.x())
                                               .arg(different.y())));
}

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
