// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QEvent>
#include <QInputDialog>

#include "ui/theme/system_theme.h"
#include "ui/theme/text_size.h"
#include "ui/window/main_window.h"

// How the window looks: colours, and the size of texts.
namespace sb::ui {

void MainWindow::buildLookActions() {
  auto* themes = new QActionGroup(this);
  const auto theme = [this, themes](const char* name, const QString& text, const QString& tip,
                                    ThemeChoice choice) {
    QAction* action = add(name, text, {}, tip, [choice] {
      keepThemeChoice(choice);
      applyThemeChoice(*qApp, choice);
    });
    action->setCheckable(true);
    action->setChecked(choice == themeChoice());
    themes->addAction(action);
  };
  theme("themeSystem", tr("S&ystem theme"), tr("The colours of the desktop, also when they change"),
        ThemeChoice::System);
  theme("themeLight", tr("&Light theme"), tr("Light colours"), ThemeChoice::Light);
  theme("themeDark", tr("&Dark theme"), tr("Dark colours"), ThemeChoice::Dark);
  theme("themeContrast", tr("&High contrast theme"), tr("Ink on paper, outlines in place of tints"),
        ThemeChoice::HighContrast);
  add("textSize", tr("Text si&ze…"), {}, tr("Everything grows with the text, up to 200 %"),
      [this] { askTextSize(); });
}

bool MainWindow::event(QEvent* event) {
  if (event->type() == QEvent::ThemeChange) followDesktop(*qApp);
  return QMainWindow::event(event);
}

void MainWindow::askTextSize() {
  const QList<int> sizes{100, 125, 150, 175, 200};
  QStringList words;
  for (const int size : sizes) words << QStringLiteral("%1 %").arg(size);
  const qsizetype now = std::max<qsizetype>(0, sizes.indexOf(qRound(chosenTextSize() * 100)));
  bool ok = false;
  const QString chosen = QInputDialog::getItem(this, tr("Text size"), tr("Size of texts and what holds them"),
                                               words, static_cast<int>(now), false, &ok);
  if (!ok) return;
  const double size = sizes[words.indexOf(chosen)] / 100.0;
  if (size == chosenTextSize()) return;
  chooseTextSize(size);
  say(tr("Texts will be at %1 when Spliceboard is started again.").arg(chosen));
}

}  // namespace sb::ui
