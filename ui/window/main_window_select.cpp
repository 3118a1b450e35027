// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/edit.h"
#include "ui/document/document.h"
#include "ui/window/document_view.h"
#include "ui/window/explain_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

// What follows from the selection: connections between what is selected, what lies along it, who needs it.
namespace sb::ui {

/// Two nodes: the one connection that fits between them, or a list. One port: what fits it.
void MainWindow::connectSelected() {
  const Selection& selection = currentDocument()->selection();
  if (const auto* port = std::get_if<PortItem>(&selection.item())) return choosePort(port->port);
  if (selection.nodes().size() != 2) return;
  const graph::Graph& graph = currentDocument()->graph();
  std::vector<std::pair<graph::PortRef, graph::PortRef>> fitting;
  for (const graph::NodeId from : selection.nodes())
    for (const graph::NodeId to : selection.nodes()) {
      const graph::Node *provider = graph.find(from), *consumer = graph.find(to);
      if (from == to || !provider || !consumer) continue;
      for (const graph::Port& out : provider->exports)
        for (const graph::Port& in : consumer->imports) {
          const graph::PortRef a{from, graph::Side::Export, out.name.name},
              b{to, graph::Side::Import, in.name.name};
          if (!graph.edgeInto(b) && graph::judgeConnection(graph, a, b).fits()) fitting.emplace_back(a, b);
        }
    }
  if (fitting.empty()) return say(tr("No open import of one fits an export of the other."));
  if (fitting.size() == 1)
    return perform(graph::connectPorts(graph, fitting.front().first, fitting.front().second));
  QList<PickerRow> rows;
  for (std::size_t i = 0; i < fitting.size(); ++i)
    rows.append(PickerRow{QString::fromStdString(fitting[i].second.name),
                          tr("%1 to %2")
                              .arg(QString::fromStdString(graph.find(fitting[i].first.node)->name),
                                   QString::fromStdString(graph.find(fitting[i].second.node)->name)),
                          QStringLiteral("auto-wire"), QString::number(i), true, tr("Fits")});
  pick(tr("Connect"), rows, mapToGlobal(QPoint(width() / 2 - 220, 160)), [this, fitting](const QString& key) {
    const auto& [from, to] = fitting[key.toUInt()];
    perform(graph::connectPorts(currentDocument()->graph(), from, to));
  });
}

void MainWindow::selectAlong(bool upstream) {
  Document& document = *currentDocument();
  std::set<graph::NodeId> found = document.selection().nodes();
  if (const graph::Edge* edge = document.graph().find(document.selection().edge()))
    found.insert(upstream ? edge->provider.node : edge->consumer.node);
  std::vector<graph::NodeId> open(found.begin(), found.end());
  while (!open.empty()) {
    const graph::NodeId at = open.back();
    open.pop_back();
    for (const graph::Edge* edge : document.graph().edgesOf(at)) {
      const graph::NodeId next = upstream ? edge->provider.node : edge->consumer.node;
      const graph::NodeId mine = upstream ? edge->consumer.node : edge->provider.node;
      if (mine != at || next == document.graph().host || !found.insert(next).second) continue;
      open.push_back(next);
    }
  }
  document.selection().selectNodes(found);
  say(tr("%n node(s) selected", nullptr, static_cast<int>(found.size())));
}

void MainWindow::selectSameInterface() {
  Document& document = *currentDocument();
  std::string name;
  if (const auto* port = std::get_if<PortItem>(&document.selection().item())) name = port->port.name;
  if (const graph::Edge* edge = document.graph().find(document.selection().edge()))
    name = edge->provider.name;
  const PortLabel wanted = portLabel(name);
  std::set<graph::NodeId> found;
  for (const auto& [id, node] : document.graph().nodes)
    for (const auto* ports : {&node.imports, &node.exports})
      for (const graph::Port& port : *ports) {
        const PortLabel label = portLabel(port.name.name);
        if (label.name == wanted.name && label.package == wanted.package &&
            node.kind != graph::NodeKind::Host)
          found.insert(id);
      }
  document.selection().selectNodes(found);
  say(tr("%n node(s) selected", nullptr, static_cast<int>(found.size())));
}

void MainWindow::explain(graph::EdgeId id) {
  const graph::Edge* edge = currentDocument() ? currentDocument()->graph().find(id) : nullptr;
  if (edge) explainPorts(edge->provider, edge->consumer);
}

void MainWindow::explainPorts(const graph::PortRef& provider, const graph::PortRef& consumer) {
  auto* dialog = new ExplainDialog(currentDocument()->graph(), provider, consumer, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

/// Who needs what a port stands for.
void MainWindow::whyImported(const graph::PortRef& port) {
  const graph::Graph& graph = currentDocument()->graph();
  graph::PortRef provider = port;
  if (port.side == graph::Side::Import) {
    const graph::Edge* edge = graph.edgeInto(port);
    const graph::Node* node = graph.find(port.node);
    if (!edge) return say(tr("%1 imports it; nothing provides it.").arg(QString::fromStdString(node->name)));
    provider = edge->provider;
  }
  QStringList users;
  std::set<graph::NodeId> nodes;
  for (const graph::Edge* edge : graph.edgesFrom(provider))
    if (const graph::Node* user = graph.find(edge->consumer.node)) {
      users << (user->kind == graph::NodeKind::Host ? tr("the composition's own export")
                                                    : QString::fromStdString(user->name));
      nodes.insert(user->id);
    }
  const graph::Node* from = graph.find(provider.node);
  const QString whence =
      from && from->kind == graph::NodeKind::Host ? tr("the host") : QString::fromStdString(from->name);
  say(users.isEmpty()
          ? tr("Nobody uses %1.").arg(QString::fromStdString(provider.name))
          : tr("%1 comes from %2 because of %3.")
                .arg(QString::fromStdString(provider.name), whence, users.join(QStringLiteral(", "))));
  currentView()->canvas().linkNodes(nodes);
}

}  // namespace sb::ui
