// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTabBar>

#include "ui/commands/command_options.h"
#include "ui/commands/edit_command.h"
#include "ui/document/document.h"
#include "ui/window/main_window.h"

// "Copy as command".
namespace sb::ui {
namespace {

/// The options of every edit since `from`, oldest first; nullopt when one of them cannot be said.
std::optional<QStringList> optionsSince(const Document& document, const QUndoStack& stack, int from) {
  std::vector<const EditCommand*> done;
  for (int i = from; i < stack.index(); ++i) {
    const auto* command = dynamic_cast<const EditCommand*>(stack.command(i));
    if (!command) return std::nullopt;
    if (command->viewOnly()) continue;
    if (!command->path().empty()) return std::nullopt;
    done.push_back(command);
  }
  std::vector<graph::Graph> before;
  graph::Graph at = document.root();
  for (auto command = done.rbegin(); command != done.rend(); ++command) {
    if (!graph::apply(at, (*command)->inverse())) return std::nullopt;
    before.push_back(at);
  }
  QStringList options;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const auto part = commandOptions(before[done.size() - 1 - i], done[i]->edit());
    if (!part) return std::nullopt;
    options += *part;
  }
  return options;
}

}  // namespace

QString MainWindow::commandLine() const {
  Document* document = currentDocument();
  if (!document) return {};
  const QUndoStack& stack = document->undoStack();
  QString input = QString::fromStdString(document->root().originFile);
  int from = 0;
  if (!document->projectPath().isEmpty()) {
    input = document->projectPath();
    from = std::max(0, stack.cleanIndex());
  }
  const QString opened = m_tabs->tabToolTip(m_tabs->currentIndex());
  if (input.isEmpty() && opened.endsWith(QLatin1String(".wac"))) input = opened;
  if (input.isEmpty()) input = QStringLiteral("new");
  const std::optional<QStringList> options =
      from <= stack.index() ? optionsSince(*document, stack, from) : std::nullopt;
  if (!options && document->projectPath().isEmpty())
    return QStringLiteral("# ") + tr("save a project first: splicectl cannot say some of these edits");
  QStringList words{QStringLiteral("splicectl"), QStringLiteral("edit"), input};
  if (options) words += *options;
  words << QStringLiteral("-o") << document->baseName() + QStringLiteral(".spliced.wasm");
  for (QString& word : words) word = shellWord(word);
  return words.join(QLatin1Char(' '));
}

}  // namespace sb::ui
