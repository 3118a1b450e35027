// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCursor>
#include <QEvent>
#include <QMessageBox>

#include "ui/document/document.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/text_size.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

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
  theme("themeDark", tr("Dar&k theme"), tr("Dark colours"), ThemeChoice::Dark);
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
  QList<PickerRow> rows;
  for (const int percent : {100, 125, 150, 175, 200}) {
    PickerRow row;
    row.key = QString::number(percent);
    row.title = QStringLiteral("%1 %").arg(percent);
    if (percent == qRound(chosenTextSize() * 100)) row.information = tr("as it is now");
    rows << row;
  }
  pick(tr("Size of texts and what holds them"), rows, QCursor::pos(), [this](const QString& key) {
    const double size = key.toInt() / 100.0;
    if (size == chosenTextSize()) return;
    chooseTextSize(size);
    const auto answer = QMessageBox::question(this, tr("Text size"),
                                              tr("Texts are at %1 % when Spliceboard is started "
                                                 "again.\n\nStart it again now? What is open is opened "
                                                 "again.")
                                                  .arg(key));
    if (answer != QMessageBox::Yes) return say(tr("Texts will be at %1 % from the next start on.").arg(key));
    if (close()) emit startAgain(openFiles());
  });
}

QStringList MainWindow::openFiles() const {
  QStringList files;
  for (const auto& document : m_documents) {
    const QString file = document->projectPath().isEmpty()
                             ? QString::fromStdString(document->root().originFile)
                             : document->projectPath();
    if (!file.isEmpty()) files << file;
  }
  return files;
}

}  // namespace sb::ui
