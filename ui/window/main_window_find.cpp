// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFileInfo>
#include <algorithm>

#include "ui/document/document.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"
#include "ui/window/recent_files.h"

// Going places: matches of Find, everything by name, what can be done about a problem.
namespace sb::ui {

void MainWindow::findStep(int by) {
  if (m_found.empty()) return say(tr("Nothing is found; type into Find first."));
  const auto count = static_cast<int>(m_found.size());
  m_foundAt = m_foundAt < 0 ? (by > 0 ? 0 : count - 1) : (m_foundAt + by + count) % count;
  const graph::NodeId node = m_found[static_cast<std::size_t>(m_foundAt)];
  currentDocument()->selection().select(NodeItem{node});
  currentView()->canvas().reveal(NodeItem{node});
  say(tr("%1 of %2").arg(m_foundAt + 1).arg(count));
}

/// Nodes, interfaces, functions, types and files by name; `section` narrows to one of them.
void MainWindow::goTo(const QString& section) {
  Document* document = currentDocument();
  if (!document) return;
  const graph::Graph& graph = document->graph();
  QList<PickerRow> nodes, interfaces, functions, types, files;
  std::set<QString> seen;
  for (const auto& [id, node] : graph.nodes) {
    const QString nodeName = QString::fromStdString(node.name), key = QStringLiteral("node:%1").arg(id.value);
    if (node.kind != graph::NodeKind::Host || !node.exports.empty())
      nodes.append({nodeName, nodeBadge(node), nodeIconName(node), key, true, tr("Nodes")});
    if (section == QLatin1String("nodes")) continue;
    for (const auto* ports : {&node.exports, &node.imports})
      for (const graph::Port& port : *ports) {
        const QString name = QString::fromStdString(port.name.name);
        const QString side = ports == &node.exports ? QStringLiteral("e") : QStringLiteral("i");
        const QString portKey = QStringLiteral("port:%1:%2:%3").arg(id.value).arg(side, name);
        interfaces.append(
            {name,
             ports == &node.exports ? tr("export of %1").arg(nodeName) : tr("import of %1").arg(nodeName),
             QStringLiteral("plan"), portKey, true, tr("Interfaces")});
        const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type);
        if (!instance || !*instance || !seen.insert(name).second) continue;
        for (const types::NamedExtern& item : (*instance)->exports) {
          const bool func = std::holds_alternative<types::FuncTypeRef>(item.type);
          (func ? functions : types)
              .append({QString::fromStdString(item.name.name),
                       name,
                       {},
                       portKey,
                       true,
                       func ? tr("Functions") : tr("Types")});
        }
      }
  }
  for (const QString& path : recentPaths())
    files.append({QFileInfo(path).fileName(), path, QStringLiteral("open"), QStringLiteral("file:") + path,
                  true, tr("Files")});
  QList<PickerRow> rows = nodes;
  if (section.isEmpty()) rows = rows + interfaces + functions + types + files;
  pick(section.isEmpty() ? tr("Go to a node, interface, function, type or file") : tr("Jump to node"), rows,
       mapToGlobal(QPoint((width() - 440) / 2, 90)), [this](const QString& key) { jumpTo(key); });
}

void MainWindow::jumpTo(const QString& key) {
  if (key.startsWith(QLatin1String("file:"))) return openPath(key.mid(5));
  Document& document = *currentDocument();
  Item item;
  if (key.startsWith(QLatin1String("node:"))) {
    item = NodeItem{graph::NodeId(key.mid(5).toUInt())};
  } else if (key.startsWith(QLatin1String("port:"))) {
    const QString rest = key.mid(5);
    const graph::NodeId node(rest.section(QLatin1Char(':'), 0, 0).toUInt());
    const bool exported = rest.section(QLatin1Char(':'), 1, 1) == QLatin1String("e");
    item = PortItem{{node, exported ? graph::Side::Export : graph::Side::Import,
                     rest.section(QLatin1Char(':'), 2).toStdString()}};
  }
  document.selection().select(item);
  emit document.selection().revealRequested(item);
  currentView()->canvas().setFocus();
}

/// What can be done about the selected problem, or about the first one.
void MainWindow::quickFix() {
  Document& document = *currentDocument();
  const std::optional<driver::Problem> problem = m_problems->currentProblem();
  if (!problem) return say(tr("There is no problem."));
  QList<PickerRow> rows;
  const driver::ProblemSubject subject = problem->subject;
  const graph::Graph& graph = document.graph();
  const graph::Edge* edge = graph.find(subject.edge);
  if (subject.port.node.valid() && !graph.edgeInto(subject.port)) {
    rows.append({tr("Add provider…"), QString::fromStdString(subject.port.name),
                 QStringLiteral("kind-component"), QStringLiteral("provider"), true, tr("Fixes")});
    rows.append({tr("Connect to…"), tr("something that is here already"), QStringLiteral("auto-wire"),
                 QStringLiteral("connect"), true, tr("Fixes")});
    rows.append({tr("Leave to host"), tr("whoever runs it provides it"), QStringLiteral("kind-host"),
                 QStringLiteral("host"), true, tr("Fixes")});
  }
  if (edge && subject.hook.valid()) {
    rows.append({tr("Bypass the hook"),
                 {},
                 QStringLiteral("kind-hook"),
                 QStringLiteral("bypass"),
                 true,
                 tr("Fixes")});
    rows.append({tr("Remove the hook"),
                 {},
                 QStringLiteral("kind-hook"),
                 QStringLiteral("unhook"),
                 true,
                 tr("Fixes")});
  } else if (edge) {
    rows.append({tr("Explain the difference…"),
                 {},
                 QStringLiteral("inspector"),
                 QStringLiteral("explain"),
                 true,
                 tr("Fixes")});
    rows.append(
        {tr("Re-plug…"), {}, QStringLiteral("auto-wire"), QStringLiteral("replug"), true, tr("Fixes")});
    rows.append({tr("Disconnect"), {}, QStringLiteral("problems"), QStringLiteral("cut"), true, tr("Fixes")});
  }
  if (rows.isEmpty()) return say(QString::fromStdString(problem->diagnostic.wayOut));
  pick(QString::fromStdString(problem->diagnostic.message), rows,
       mapToGlobal(QPoint((width() - 440) / 2, 90)),
       [this, subject](const QString& key) { fix(subject, key); });
}

void MainWindow::fix(const driver::ProblemSubject& subject, const QString& how) {
  const graph::Graph& graph = currentDocument()->graph();
  if (how == QLatin1String("provider")) {
    const PortBox* box = currentView()->canvas().scene().port(subject.port);
    const QPointF at = box ? box->centre - QPointF(320, 40) : currentView()->canvas().visibleScene().center();
    return quickAdd(at, &subject.port);
  }
  if (how == QLatin1String("connect")) return choosePort(subject.port);
  if (how == QLatin1String("host")) return perform(graph::leaveToHost(graph, subject.port));
  if (how == QLatin1String("bypass"))
    return perform(graph::enableHook(graph, subject.edge, subject.hook, false));
  if (how == QLatin1String("unhook")) return perform(graph::removeHook(graph, subject.edge, subject.hook));
  if (how == QLatin1String("applyRules") || how == QLatin1String("editRules"))
    return action(how.toLatin1().constData())->trigger();
  if (how == QLatin1String("explain")) return explain(subject.edge);
  if (how == QLatin1String("replug"))
    if (const graph::Edge* edge = graph.find(subject.edge)) return choosePort(edge->consumer);
  if (how == QLatin1String("cut")) return perform(graph::disconnect(graph, subject.edge));
}

}  // namespace sb::ui
