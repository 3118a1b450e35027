// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "core/support/match.h"
#include "ui/document/document.h"
#include "ui/panels/library_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

// Context menus: at most ten entries, verbs first, the same ones always.
namespace sb::ui {

void MainWindow::contextMenu(const HitResult& hit, const QPointF& at, const QPoint& global) {
  if (hit.frame && hit.empty()) return frameMenu(*hit.frame, global);
  if (!hit.empty()) return itemMenu(currentDocument()->selection().item(), global);
  QMenu menu(this);
  menu.setObjectName(QStringLiteral("canvasMenu"));
  menu.addAction(tr("Add…"), this, [this, at] { quickAdd(at, nullptr); })->setShortcut(QKeySequence(tr("A")));
  QAction* paste = menu.addAction(tr("Paste"), this, [this, at] { pasteAt(at); });
  paste->setObjectName(QStringLiteral("pasteHere"));
  paste->setEnabled(canPaste());
  for (const char* name : {"autoWireAll", "tidy", "hookByRule", "selectAll", "exportSvg"})
    if (QAction* found = action(name)) menu.addAction(found);
  menu.exec(global);
}

void MainWindow::itemMenu(const Item& item, const QPoint& global) {
  Document& document = *currentDocument();
  document.selection().select(item);
  updateActions();
  QMenu menu(this);
  menu.setObjectName(QStringLiteral("itemMenu"));
  const auto use = [&](std::initializer_list<const char*> names) {
    for (const char* name : names) {
      if (QLatin1String(name) == QLatin1String("-"))
        menu.addSeparator();
      else if (QAction* found = action(name))
        menu.addAction(found);
    }
  };
  match(
      item,
      [&](std::monostate) {
        use({"quickAdd", "autoWireAll", "tidy", "selectAll", "-", "exportSvg"});
      },
      [&](const NodeItem&) {
        use({"rename", "replaceFile", "duplicate", "whyImported", "saveComponent", "showBytes", "hide",
             "frame", "-", "delete", "deleteHeal"});
      },
      [&](const PortItem& port) {
        menu.addAction(tr("Connect to…"), this, [this, port = port.port] { choosePort(port); });
        use({"leaveToHost", "exportPort", "whyImported", "selectSame", "showBytes"});
        menu.addAction(tr("Copy WAC argument"), this, [this, port = port.port] { copyWacArgument(port); });
      },
      [&](const EdgeItem& edge) {
        addHookMenu(menu, edge.edge);
        use({"hookByRule", "explain"});
        menu.addAction(tr("Re-plug…"), this, [this, id = edge.edge] {
          if (const graph::Edge* found = currentDocument()->graph().find(id)) choosePort(found->consumer);
        });
        use({"showAdapter", "traceConnection", "whyImported", "showBytes", "copyCommand", "-", "disconnect"});
      },
      [&](const BeadItem&) {
        use({"hookUp", "hookDown", "bypass", "expand", "openLayout", "showBytes", "openHookFile", "-",
             "removeHook"});
      });
  menu.exec(global);
}

/// The hooks of the Library that can sit on a connection.
void MainWindow::addHookMenu(QMenu& menu, graph::EdgeId edge) {
  QMenu* hooks = menu.addMenu(icon(QStringLiteral("add-hook")), tr("Add before/after hook"));
  for (const LibraryEntry& entry : m_library->entries()) {
    if (!entry.isHook) continue;
    hooks->addAction(icon(QStringLiteral("kind-hook")), QStringLiteral("%1   %2").arg(entry.name, entry.tier),
                     this, [this, edge, path = entry.path] {
                       if (const QString error = hookEdge(edge, path); !error.isEmpty()) say(error);
                     });
  }
  hooks->addSeparator();
  hooks->addAction(tr("More…"), this, [this, edge] { chooseHook(edge); });
}

void MainWindow::copyWacArgument(const graph::PortRef& port) {
  const graph::Graph& graph = currentDocument()->graph();
  const graph::Edge* edge = port.side == graph::Side::Import ? graph.edgeInto(port) : nullptr;
  const graph::PortRef& from = edge ? edge->provider : port;
  const graph::Node* node = graph.find(from.node);
  const QString name = QString::fromStdString(port.name);
  const QString source = node && node->kind != graph::NodeKind::Host
                             ? QStringLiteral("%1[\"%2\"]")
                                   .arg(QString::fromStdString(node->name), QString::fromStdString(from.name))
                             : QStringLiteral("...");
  const QString text =
      source == QLatin1String("...") ? source : QStringLiteral("\"%1\": %2").arg(name, source);
  QApplication::clipboard()->setText(text);
  say(tr("Copied: %1").arg(text));
}

}  // namespace sb::ui
