// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/gui/screenshots.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cstdio>
#include <functional>

#include "app/gui/scenes.h"
#include "ui/panels/layout_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"

namespace sb::gui {
namespace {

constexpr int statusHeight = 24;

QPixmap paper(const QSize& size) {
  const double ratio = qApp->devicePixelRatio();
  QPixmap picture(size * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(ui::currentTheme().canvas);
  return picture;
}

template <class Show>
QPixmap grabWindow(const QSize& size, Show show) {
  ui::MainWindow window;
  window.setRecentFiles({});
  window.resize(size);
  window.show();
  settle(50);
  show(window);
  QPixmap picture = window.grab();
  window.hide();
  return picture;
}

QPixmap grabStart(const QSize& size) {
  return grabWindow(size, [](ui::MainWindow& w) { showStart(w); });
}
QPixmap grabOpen(const QSize& size) {
  return grabWindow(size, [](ui::MainWindow& w) { showOrders(w); });
}
QPixmap grabHooked(const QSize& size) {
  return grabWindow(size, [](ui::MainWindow& w) { showHooked(w); });
}
QPixmap grabChain(const QSize& size) {
  return grabWindow(size, [](ui::MainWindow& w) { showChain(w); });
}

QPixmap grabHookByRule(const QSize& size) {
  ui::MainWindow window;
  window.setRecentFiles({});
  window.resize(size);
  window.show();
  settle(50);
  const ui::HookByRuleDialog* dialog = showHookByRule(window);
  QPixmap picture = window.grab();
  if (!dialog) return picture;
  QPainter painter(&picture);
  const QPoint at = window.mapFromGlobal(dialog->pos());
  const QPixmap front = const_cast<ui::HookByRuleDialog*>(dialog)->grab();
  painter.drawPixmap(at, front);
  painter.setPen(ui::currentTheme().controlBorder);
  painter.drawRect(QRect(at, dialog->size()).adjusted(0, 0, -1, -1));
  return picture;
}

QPixmap grabAccess(const QSize& size) {
  ui::applyTheme(*qApp, ui::ThemeKind::HighContrast);
  return grabWindow(size, [](ui::MainWindow& w) { showAccess(w); });
}

QPixmap grabDrag(const QSize& size) {
  QPixmap picture = paper(size);
  QPainter painter(&picture);
  CanvasScene scene = dragScene({size.width(), size.height() - statusHeight});
  painter.drawPixmap(0, 0, scene.canvas->grab());
  const ui::Theme& t = ui::currentTheme();
  const QRect status(0, size.height() - statusHeight, size.width(), statusHeight);
  painter.fillRect(status, t.window);
  painter.setPen(t.textSecondary);
  painter.setFont(t.caption());
  painter.drawText(status.adjusted(12, 0, -12, 0), Qt::AlignVCenter | Qt::AlignLeft, scene.tool->hint());
  painter.drawText(status.adjusted(12, 0, -12, 0), Qt::AlignVCenter | Qt::AlignRight,
                   QObject::tr("Connecting"));
  return picture;
}

QPixmap grabStates(const QSize& size) {
  constexpr int bottom = 260;
  QPixmap picture = paper(size);
  QPainter painter(&picture);
  CanvasScene states = statesScene({size.width(), size.height() - bottom});
  painter.drawPixmap(0, 0, states.canvas->grab());
  CanvasScene loop = loopScene({size.width(), bottom});
  painter.drawPixmap(0, size.height() - bottom, loop.canvas->grab());
  return picture;
}

QPixmap grabOverview(const QSize& size) { return overviewScene(size).canvas->grab(); }

QPixmap grabLadder(const QSize& size) {
  QPixmap picture = paper(size);
  QPainter painter(&picture);
  const ui::Theme& t = ui::currentTheme();
  const QString words[] = {QObject::tr("under 8 px"), QObject::tr("8–25 px: colour"),
                           QObject::tr("25–60 px: name"), QObject::tr("60–120 px: dots, name"),
                           QObject::tr("over 120 px: all text")};
  const int width = size.width() / ui::DetailLevelCount, caption = 60;
  for (int i = 0; i < ui::DetailLevelCount; ++i) {
    const int level = ui::DetailLevelCount - 1 - i;
    CanvasScene scene = levelScene(static_cast<ui::DetailLevel>(level), {width, size.height() - caption});
    painter.drawPixmap(i * width, 0, scene.canvas->grab());
    const QRect text(i * width, size.height() - caption, width, caption);
    painter.setPen(t.text);
    painter.setFont(t.nodeTitle());
    painter.drawText(text.adjusted(0, 4, 0, -34), Qt::AlignCenter,
                     ui::detailLevelName(static_cast<ui::DetailLevel>(level)));
    painter.setPen(t.textSecondary);
    painter.setFont(t.body());
    painter.drawText(text.adjusted(0, 24, 0, -14), Qt::AlignCenter, words[level]);
  }
  return picture;
}

QPixmap grabLayoutClose(const QSize& size) { return layoutScene(size).panel->grab(); }
QPixmap grabPanels(const QSize& size) { return panelsScene(size).page->grab(); }
QPixmap grabPlan(const QSize& size) { return planScene(size).page->grab(); }

struct Scene {
  QString name;
  QSize size;  ///< of the design's picture
  std::function<QPixmap(const QSize&)> grab;
};

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = {{QStringLiteral("start"), {1440, 860}, grabStart},
                                         {QStringLiteral("open-orders"), {1920, 1080}, grabOpen},
                                         {QStringLiteral("hooked-light"), {1920, 1080}, grabHooked},
                                         {QStringLiteral("hooked-dark"), {1920, 1080}, grabHooked},
                                         {QStringLiteral("drag-verdicts"), {1480, 900}, grabDrag},
                                         {QStringLiteral("states"), {1200, 1200}, grabStates},
                                         {QStringLiteral("chain"), {1920, 1080}, grabChain},
                                         {QStringLiteral("overview-1000"), {1600, 940}, grabOverview},
                                         {QStringLiteral("lod-ladder"), {1400, 320}, grabLadder},
                                         {QStringLiteral("layout-close"), {1600, 980}, grabLayoutClose},
                                         {QStringLiteral("plan-before-after"), {1600, 1000}, grabPlan},
                                         {QStringLiteral("hook-by-rule"), {1920, 1080}, grabHookByRule},
                                         {QStringLiteral("panels"), {1600, 1400}, grabPanels},
                                         // drawn at 200 %
                                         {QStringLiteral("access"), {1280, 800}, grabAccess}};
  return all;
}

}  // namespace

QStringList sceneNames() {
  QStringList names;
  for (const Scene& scene : scenes()) names << scene.name;
  return names;
}

void keepToOurselves() {
  static QTemporaryDir folder;
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

QString writeScreenshot(const QString& name, const QString& file, const QSize& size) {
  keepToOurselves();
  if (name == QLatin1String("hooked-dark")) ui::applyTheme(*qApp, ui::ThemeKind::Dark);
  for (const Scene& scene : scenes()) {
    if (scene.name != name) continue;
    if (!scene.grab(size.isValid() ? size : scene.size).save(file))
      return QStringLiteral("%1 cannot be written").arg(file);
    return {};
  }
  return QStringLiteral("there is no scene '%1'; there are %2")
      .arg(name, sceneNames().join(QStringLiteral(", ")));
}

int writeAllScreenshots(QApplication&, const QString& folder) {
  QDir().mkpath(folder);
  int failures = 0;
  for (const QString& scale : {QStringLiteral("1"), QStringLiteral("1.5")})
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")})
      for (const QString& scene : sceneNames()) {
        if ((scene == QLatin1String("hooked-light") && theme == QLatin1String("dark")) ||
            (scene == QLatin1String("hooked-dark") && theme == QLatin1String("light")))
          continue;
        const bool access = scene == QLatin1String("access");
        if (access && theme == QLatin1String("dark")) continue;  // has one theme
        const QString ratio = !access                       ? scale
                              : scale == QLatin1String("1") ? QStringLiteral("2")
                                                            : QStringLiteral("3");
        const QString file =
            folder + QStringLiteral("/%1-%2-%3.png")
                         .arg(scene, theme,
                              scale == QLatin1String("1") ? QStringLiteral("100") : QStringLiteral("150"));
        QProcess process;  // the ratio is fixed once a program runs
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--screenshot"), file, QStringLiteral("--scene"), scene,
                       QStringLiteral("--theme"), theme, QStringLiteral("--scale"), ratio});
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
          ++failures;
        else
          std::printf("%s\n", qPrintable(file));
      }
  return failures == 0 ? 0 : 1;
}

}  // namespace sb::gui
