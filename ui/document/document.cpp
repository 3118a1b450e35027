// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/document/document.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QPointer>
#include <QThreadPool>

#include "core/print/graph_text.h"
#include "core/types/interface_name.h"
#include "ui/commands/edit_command.h"
#include "ui/theme/theme.h"

namespace sb::ui {

Document::Document(graph::Graph graph, QObject* parent)
    : QObject(parent), m_graph(std::move(graph)), m_undo(this), m_selection(this) {
  m_previewTimer.setSingleShot(true);
  m_previewTimer.setInterval(30);
  connect(&m_previewTimer, &QTimer::timeout, this, &Document::startPreview);
  assignPackageColours();
  markSaved();
  schedulePreview();
}

Document::~Document() { m_undo.clear(); }

Result<void> Document::perform(const Result<graph::Edit>& edit, QString text, int mergeKey) {
  if (!edit) return tl::unexpected<Error>(edit.error());
  graph::Graph probe = m_graph;
  if (Result<graph::Edit> inverse = graph::apply(probe, *edit); !inverse)
    return tl::unexpected<Error>(inverse.error());
  if (text.isEmpty()) text = QString::fromStdString(graph::describe(m_graph, *edit));
  m_undo.push(new EditCommand(*this, *edit, text, mergeKey));
  return {};
}

Result<graph::Edit> Document::applyFromCommand(const graph::Edit& edit) {
  Result<graph::Edit> inverse = graph::apply(m_graph, edit);
  if (!inverse) return inverse;
  const bool positionsOnly = graph::isViewOnly(edit);
  if (!positionsOnly) {
    ++m_revision;
    assignPackageColours();
    schedulePreview();
  }
  emit graphChanged(positionsOnly ? ChangeKind::Positions : ChangeKind::Structure);
  emit dirtyChanged();
  return inverse;
}

QString Document::title() const {
  if (!m_projectPath.isEmpty()) return m_projectPath.section(QLatin1Char('/'), -1);
  return QString::fromStdString(m_graph.name);
}

bool Document::compositionDirty() const {
  if (m_dirtyRevision != m_revision) {
    m_dirtyRevision = m_revision;
    m_dirty = m_savedRevision != m_revision && print::graphText(m_graph) != m_savedText;
  }
  return m_dirty;
}
bool Document::layoutDirty() const { return m_graph.positions != m_savedPositions; }

void Document::markSaved() {
  m_savedText = print::graphText(m_graph);
  m_savedRevision = m_revision;
  m_dirtyRevision = 0;
  m_savedPositions = m_graph.positions;
  m_undo.setClean();
  emit dirtyChanged();
}

std::shared_ptr<const adapt::Adapter> Document::adapterOf(graph::EdgeId edge, graph::HookId hook) const {
  const plan::AdapterRequest* request = requestOf(edge, hook);
  if (!request) return nullptr;
  const auto found = m_preview.adapters.find(request->id);
  return found == m_preview.adapters.end() ? nullptr : found->second;
}

const plan::AdapterRequest* Document::requestOf(graph::EdgeId edge, graph::HookId hook) const {
  for (const plan::AdapterRequest& request : m_preview.plan.adapters)
    if (request.edge == edge && request.hook == hook) return &request;
  return nullptr;
}

void Document::schedulePreview() { m_previewTimer.start(); }

void Document::startPreview() {
  if (m_runningRevision == m_revision || m_previewRevision == m_revision) return;
  const std::uint64_t revision = m_revision;
  m_runningRevision = revision;
  QPointer<Document> self(this);
  QThreadPool::globalInstance()->start([self, revision, graph = m_graph] {
    auto preview = std::make_shared<driver::Preview>(driver::buildPreview(graph));
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [self, revision, preview] {
          if (self) self->takePreview(revision, preview);
        },
        Qt::QueuedConnection);
  });
}

void Document::takePreview(std::uint64_t revision, std::shared_ptr<driver::Preview> preview) {
  if (revision == m_runningRevision) m_runningRevision = 0;
  if (revision != m_revision) return schedulePreview();  // stale: the graph has moved on
  m_preview = std::move(*preview);
  m_previewRevision = revision;
  emit previewChanged();
}

void Document::waitForPreview() {
  if (previewIsCurrent()) return;
  QEventLoop loop;
  const QMetaObject::Connection connection = connect(this, &Document::previewChanged, &loop, [this, &loop] {
    if (previewIsCurrent()) loop.quit();
  });
  startPreview();
  loop.exec();
  disconnect(connection);
}

void Document::assignPackageColours() {
  constexpr int slate = PackageColourCount - 1;
  for (const auto& [id, node] : m_graph.nodes)
    for (const auto* ports : {&node.exports, &node.imports})
      for (const graph::Port& port : *ports) {
        const types::InterfaceName name = types::parseInterfaceName(port.name.name);
        const QString package = QString::fromStdString(name.packageId());
        if (m_packageColours.count(package)) continue;
        const bool isWasi = name.nameSpace == "wasi" || package.isEmpty();
        int used = 0;
        for (const auto& [other, colour] : m_packageColours) used += colour != slate ? 1 : 0;
        m_packageColours[package] = isWasi ? slate : used % slate;
      }
}

int Document::packageColour(const QString& interfaceName) const {
  const QString package =
      QString::fromStdString(types::parseInterfaceName(interfaceName.toStdString()).packageId());
  const auto found = m_packageColours.find(package);
  return found == m_packageColours.end() ? PackageColourCount - 1 : found->second;
}

}  // namespace sb::ui
