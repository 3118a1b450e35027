// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QTabBar>
#include <algorithm>

#include "core/graph/inner_graph.h"
#include "ui/commands/command_options.h"
#include "ui/commands/edit_command.h"
#include "ui/document/document.h"
#include "ui/window/main_window.h"

// "Copy as command".
namespace sb::ui {
namespace {

/// Leads from one nested composition to another.
QStringList wayBetween(const graph::Graph& root, const std::vector<graph::NodeId>& from,
                       const std::vector<graph::NodeId>& to) {
  QStringList options;
  const auto parted = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  for (auto at = parted.first; at != from.end(); ++at)
    options << QStringLiteral("--in") << QStringLiteral("..");
  for (auto at = parted.second; at != to.end(); ++at) {
    const graph::Graph* around = graph::graphInside(root, {to.begin(), at});
    const graph::Node* node = around ? around->find(*at) : nullptr;
    if (node) options << QStringLiteral("--in") << QString::fromStdString(node->name);
  }
  return options;
}

/// The options of every edit since `from`, oldest first; nullopt when one of them cannot be said.
std::optional<QStringList> optionsSince(const Document& document, const QUndoStack& stack, int from) {
  std::vector<const EditCommand*> done;
  for (int i = from; i < stack.index(); ++i) {
    const auto* command = dynamic_cast<const EditCommand*>(stack.command(i));
    if (!command) return std::nullopt;
    if (!command->viewOnly()) done.push_back(command);
  }
  std::vector<graph::Graph> before;
  graph::Graph at = document.root();
  for (auto command = done.rbegin(); command != done.rend(); ++command) {
    const graph::Graph* inside = graph::graphInside(at, (*command)->path());
    if (!inside) return std::nullopt;
    graph::Graph inner = *inside;
    if (!graph::apply(inner, (*command)->inverse())) return std::nullopt;
    graph::putInside(at, (*command)->path(), std::move(inner));
    before.push_back(at);
  }
  QStringList options;
  std::vector<graph::NodeId> here;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const graph::Graph& root = before[done.size() - 1 - i];
    options += wayBetween(root, here, done[i]->path());
    here = done[i]->path();
    const auto part = commandOptions(*graph::graphInside(root, here), done[i]->edit());
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
