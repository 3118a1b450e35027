// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QProcess>
#include <cstdio>

#include "app/gui/screenshots.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/text_size.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

int main(int argc, char** argv) {
  // Scale and platform must be known before the application object: a screenshot needs neither a screen nor a
  // session. The text size a person has chosen makes everything grow with it, rows, ports and beads.
  double textSize = sb::ui::chosenTextSize();
  for (int i = 1; i + 1 < argc; ++i) {
    if (qstrcmp(argv[i], "--screenshot") == 0 || qstrcmp(argv[i], "--all-screenshots") == 0) textSize = 1;
    if (qstrcmp(argv[i], "--scale") == 0) qputenv("QT_SCALE_FACTOR", argv[i + 1]);
  }
  const bool scaled = textSize != 1 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR");
  if (scaled) qputenv("QT_SCALE_FACTOR", QByteArray::number(textSize));
  QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("spliceboard"));
  QApplication::setOrganizationName(QStringLiteral("spliceboard"));
  QApplication::setApplicationVersion(QStringLiteral(SPLICEBOARD_VERSION));
  sb::ui::prepareApplication(app);

  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Editor for WebAssembly component compositions."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("files"),
                               QStringLiteral("compositions, components or .splice projects to open"));
  const QCommandLineOption theme(QStringLiteral("theme"),
                                 QStringLiteral("system, light, dark or contrast, for this time"),
                                 QStringLiteral("name"));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                      QStringLiteral("write a picture of a scene and end"),
                                      QStringLiteral("file.png"));
  const QCommandLineOption scene(
      QStringLiteral("scene"),
      QStringLiteral("scene of the picture: ") + sb::gui::sceneNames().join(QStringLiteral(", ")),
      QStringLiteral("name"), QStringLiteral("open-orders"));
  const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("window size"), QStringLiteral("WxH"),
                                QString());
  const QCommandLineOption scale(QStringLiteral("scale"), QStringLiteral("device pixel ratio"),
                                 QStringLiteral("factor"), QStringLiteral("1"));
  const QCommandLineOption all(QStringLiteral("all-screenshots"),
                               QStringLiteral("write every scene, light and dark, at 100 % and 150 %"),
                               QStringLiteral("folder"));
  parser.addOptions({theme, screenshot, scene, size, scale, all});
  parser.process(app);

  if (parser.isSet(all)) return sb::gui::writeAllScreenshots(app, parser.value(all));
  const std::optional<sb::ui::ThemeChoice> wanted = sb::ui::themeChoiceNamed(parser.value(theme));
  if (parser.isSet(theme) && !wanted) {
    std::fprintf(stderr, "spliceboard: there is no theme '%s'; there are system, light, dark, contrast\n",
                 qPrintable(parser.value(theme)));
    return 2;
  }
  // pictures look the same on every desktop
  const sb::ui::ThemeChoice usual =
      parser.isSet(screenshot) ? sb::ui::ThemeChoice::Light : sb::ui::keptThemeChoice();
  sb::ui::applyThemeChoice(app, wanted.value_or(usual));
  if (parser.isSet(screenshot)) {
    const QStringList parts = parser.value(size).split(QLatin1Char('x'));
    const QSize pixels(parts.value(0).toInt(), parts.value(1).toInt());
    const QString error = sb::gui::writeScreenshot(parser.value(scene), parser.value(screenshot),
                                                   pixels.width() > 0 ? pixels : QSize());
    if (!error.isEmpty()) std::fprintf(stderr, "spliceboard: %s\n", qPrintable(error));
    return error.isEmpty() ? 0 : 1;
  }
  sb::ui::MainWindow window;
  window.show();
  for (const QString& file : parser.positionalArguments())
    window.openPath(QFileInfo(file).absoluteFilePath());
  window.offerRecovered();
  std::optional<QStringList> again;
  QObject::connect(&window, &sb::ui::MainWindow::startAgain, &app,
                   [&](const QStringList& files) { again = files; });
  const int code = QApplication::exec();
  if (!again) return code;
  if (scaled) qunsetenv("QT_SCALE_FACTOR");  // the next one finds its own
  return QProcess::startDetached(QApplication::applicationFilePath(), *again) ? code : 1;
}
