// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QPushButton>
#include <algorithm>

#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/inspector_parts.h"
#include "ui/theme/theme.h"

// What the Inspector says of nodes, ports and the composition.
namespace sb::ui {

void InspectorPanel::buildNode(QVBoxLayout* layout, QWidget* page, graph::NodeId id) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const graph::Node* node = graph.find(id);
  if (!node) return buildComposition(layout, page);
  header()->setInfo(node->kind == graph::NodeKind::Host ? tr("Host") : tr("Instance"));
  auto* title = inspectorTitle(QString::fromStdString(node->name), page);
  title->setObjectName(QStringLiteral("inspectorName"));
  layout->addWidget(title);
  layout->addWidget(inspectorRow(tr("Kind"), nodeBadge(*node), page));
  if (node->file) {
    if (!node->file->fileName.empty())
      layout->addWidget(inspectorRow(tr("File"), QString::fromStdString(node->file->fileName), page));
    layout->addWidget(inspectorRow(tr("Size"), tr("%L1 bytes").arg(node->file->bytes.size()), page));
    auto* bytes = new QPushButton(tr("Show in file bytes"), page);
    bytes->setObjectName(QStringLiteral("inspectorBytes"));
    bytes->setProperty("link", true);
    connect(bytes, &QPushButton::clicked, this, &InspectorPanel::bytesWanted);
    layout->addWidget(bytes, 0, Qt::AlignRight);
    if (!node->file->sha256.empty())
      layout->addWidget(inspectorRow(
          tr("SHA-256"), QString::fromStdString(node->file->sha256).left(16) + QStringLiteral("…"), page));
    if (!node->file->producer.empty())
      layout->addWidget(inspectorRow(tr("Made with"), QString::fromStdString(node->file->producer), page));
  }
  if (!node->note.empty()) {
    auto* note = inspectorLabel(QString::fromStdString(node->note), currentTheme().body(), "secondary", page);
    note->setWordWrap(true);
    layout->addWidget(note);
  }
  const auto list = [&](const QString& head, const std::vector<graph::Port>& ports, graph::Side side) {
    if (ports.empty()) return;
    layout->addWidget(inspectorHead(head, QString::number(ports.size()), page));
    for (const graph::Port& port : ports) {
      const graph::PortRef ref{id, side, port.name.name};
      QString other;
      if (side == graph::Side::Import) {
        const graph::Edge* edge = graph.edgeInto(ref);
        const graph::Node* provider = edge ? graph.find(edge->provider.node) : nullptr;
        other = provider ? QString::fromStdString(provider->name) : tr("nothing provides this");
      } else {
        QStringList users;
        for (const graph::Edge* edge : graph.edgesFrom(ref))
          if (const graph::Node* user = graph.find(edge->consumer.node))
            users << (user->kind == graph::NodeKind::Host ? tr("out") : QString::fromStdString(user->name));
        other = users.isEmpty() ? tr("not used") : users.join(QStringLiteral(", "));
      }
      auto* line = new QWidget(page);
      auto* lineLayout = new QHBoxLayout(line);
      lineLayout->setContentsMargins(0, 1, 0, 1);
      auto* name = new QLabel(interfaceHtml(port.name.name), line);
      name->setFont(currentTheme().body());
      name->setToolTip(QString::fromStdString(port.name.name));
      wrapAnywhere(*name);
      lineLayout->addWidget(name, 3);
      constexpr int mostValue = 120;
      auto* value =
          inspectorLabel(QFontMetrics(currentTheme().caption()).elidedText(other, Qt::ElideMiddle, mostValue),
                         currentTheme().caption(), "secondary", line);
      value->setToolTip(other);
      lineLayout->addWidget(value);
      layout->addWidget(line);
    }
  };
  if (node->kind != graph::NodeKind::Host) list(tr("Imports"), node->imports, graph::Side::Import);
  list(node->kind == graph::NodeKind::Host ? tr("Provides") : tr("Exports"), node->exports,
       graph::Side::Export);
  if (node->kind == graph::NodeKind::Host)
    list(tr("Exports of the composition"), node->imports, graph::Side::Import);
}

void InspectorPanel::buildPort(QVBoxLayout* layout, QWidget* page, const graph::PortRef& ref) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const graph::Port* port = graph.find(ref);
  const graph::Node* node = graph.find(ref.node);
  if (!port || !node) return buildComposition(layout, page);
  header()->setInfo(ref.side == graph::Side::Import ? tr("Import") : tr("Export"));
  layout->addWidget(interfaceTitle(
      ref.name, packageQColor(currentTheme(), doc.packageColour(QString::fromStdString(ref.name))), page));
  layout->addWidget(inspectorRow(tr("Instance"), QString::fromStdString(node->name), page));
  layout->addWidget(inspectorRow(tr("Kind"), QString::fromLatin1(graph::portKindName(port->kind)), page));
  layout->addWidget(inspectorHead(tr("Candidates"), {}, page));
  std::vector<std::pair<int, QString>> candidates;
  for (const auto& [id, other] : graph.nodes) {
    if (id == ref.node) continue;
    const bool exports = ref.side == graph::Side::Import;
    for (const graph::Port& candidate : exports ? other.exports : other.imports) {
      const PortLabel a = portLabel(candidate.name.name), b = portLabel(ref.name);
      if (a.name != b.name || a.package != b.package) continue;
      const graph::Verdict verdict = graph::judgeConnection(
          graph, ref, {id, exports ? graph::Side::Export : graph::Side::Import, candidate.name.name});
      candidates.emplace_back(static_cast<int>(verdict.kind), QString::fromStdString(verdict.sentence));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (candidates.empty())
    layout->addWidget(inspectorLabel(tr("Nothing in this composition speaks this interface."),
                                     currentTheme().body(), "secondary", page));
  for (const auto& [kind, text] : candidates) {
    auto* line = inspectorLabel(text, currentTheme().body(), nullptr, page);
    line->setWordWrap(true);
    layout->addWidget(line);
  }
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&port->type); instance && *instance) {
    layout->addWidget(witView(doc, ref.name, **instance, {}, m_scroll->viewport()->width() - 24, page));
  }
}

void InspectorPanel::buildComposition(QVBoxLayout* layout, QWidget* page) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const std::set<graph::NodeId>& nodes = doc.selection().nodes();
  if (nodes.size() > 1) {
    header()->setInfo(tr("%n object(s)", nullptr, static_cast<int>(nodes.size())));
    std::map<QString, int> kinds;
    for (const graph::NodeId id : nodes)
      if (const graph::Node* node = graph.find(id)) ++kinds[nodeBadge(*node)];
    for (const auto& [kind, count] : kinds)
      layout->addWidget(inspectorRow(kind, QString::number(count), page));
    return;
  }
  header()->setInfo(tr("Composition"));
  layout->addWidget(inspectorTitle(doc.title(), page));
  std::size_t hooks = 0, hooked = 0;
  for (const auto& [id, edge] : graph.edges) {
    hooks += edge.hooks.size();
    hooked += edge.hooks.empty() ? 0 : 1;
  }
  layout->addWidget(inspectorRow(tr("Nodes"), QString::number(drawnNodeCount(graph)), page));
  layout->addWidget(inspectorRow(tr("Connections"), QString::number(graph.edges.size()), page));
  layout->addWidget(inspectorRow(tr("Hooks"), tr("%1 on %2 connections").arg(hooks).arg(hooked), page));
  const graph::Node* host = graph.find(graph.host);
  if (!host) return;
  layout->addWidget(inspectorRow(
      tr("From the host"), tr("%n interface(s)", nullptr, static_cast<int>(host->exports.size())), page));
  layout->addWidget(inspectorHead(tr("Exports"), QString::number(host->imports.size()), page));
  for (const graph::Port& port : host->imports) {
    auto* name = new QLabel(interfaceHtml(port.name.name), page);
    name->setFont(currentTheme().body());
    wrapAnywhere(*name);
    layout->addWidget(name);
  }
}

}  // namespace sb::ui
