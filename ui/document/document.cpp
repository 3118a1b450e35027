// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/document/document.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include <set>

#include "core/graph/auto_layout.h"
#include "core/graph/inner_graph.h"
#include "core/print/graph_text.h"
#include "core/types/interface_name.h"
#include "ui/canvas/node_geometry.h"
#include "ui/commands/edit_command.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// Names of what a composition imports and exports.
std::set<std::pair<bool, std::string>> hostPorts(const graph::Graph& graph) {
  std::set<std::pair<bool, std::string>> names;
  if (const graph::Node* host = graph.find(graph.host)) {
    for (const graph::Port& port : host->imports) names.insert({true, port.name.name});
    for (const graph::Port& port : host->exports) names.insert({false, port.name.name});
  }
  return names;
}

}  // namespace

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
  if (isReadOnly()) return fail(ErrorCode::Refused, m_readOnly.toStdString());
  graph::Graph probe = m_graph;
  if (Result<graph::Edit> inverse = graph::apply(probe, *edit); !inverse)
    return tl::unexpected<Error>(inverse.error());
  if (!m_path.empty() && hostPorts(probe) != hostPorts(m_graph))
    return fail(ErrorCode::Refused,
                "this would change what `" + pathNames().back().toStdString() +
                    "` imports or exports, and the composition around it is wired to that");
  if (text.isEmpty()) text = QString::fromStdString(graph::describe(m_graph, *edit));
  m_undo.push(new EditCommand(*this, *edit, text, mergeKey));
  return {};
}

Result<graph::Edit> Document::applyFromCommand(const std::vector<graph::NodeId>& path,
                                               const graph::Edit& edit) {
  goTo(path);
  Result<graph::Edit> inverse = graph::apply(m_graph, edit);
  if (!inverse) return inverse;
  const bool positionsOnly = graph::isViewOnly(edit);
  if (!m_levels.empty()) m_levels.back().innerChanged = true;
  m_rootRevision = 0;
  if (!positionsOnly) {
    ++m_revision;
    assignPackageColours();
    collectProblems();
    schedulePreview();
  }
  emit graphChanged(positionsOnly ? ChangeKind::Positions : ChangeKind::Structure);
  emit dirtyChanged();
  return inverse;
}

const graph::Graph& Document::root() const {
  if (m_levels.empty()) return m_graph;
  if (m_rootRevision == m_revision) return m_root;
  graph::Graph part = m_graph;
  bool changed = false;
  for (std::size_t i = m_levels.size(); i-- > 0;) {
    graph::Graph outer = m_levels[i].graph;
    changed = changed || m_levels[i].innerChanged;
    if (changed) outer.nodes.at(m_path[i]).inner = std::make_shared<const graph::Graph>(std::move(part));
    part = std::move(outer);
  }
  m_root = std::move(part);
  m_rootRevision = m_revision;
  return m_root;
}

QStringList Document::pathNames() const {
  QStringList names;
  for (std::size_t i = 0; i < m_path.size(); ++i)
    if (const graph::Node* node = m_levels[i].graph.find(m_path[i]))
      names << QString::fromStdString(node->name);
  return names;
}

bool Document::enter(graph::NodeId id) {
  const graph::Node* node = m_graph.find(id);
  if (!node || !node->inner) return false;
  graph::Graph inner = *node->inner;
  if (inner.positions.size() < inner.nodes.size()) inner.positions = graph::autoLayout(inner, drawnNodeSize);
  m_levels.push_back({std::move(m_graph), false});
  m_path.push_back(id);
  m_graph = std::move(inner);
  takeLevel();
  return true;
}

void Document::leave() {
  if (m_path.empty()) return;
  Level level = std::move(m_levels.back());
  const graph::NodeId left = m_path.back();
  m_levels.pop_back();
  m_path.pop_back();
  if (level.innerChanged) {
    level.graph.nodes.at(left).inner = std::make_shared<const graph::Graph>(std::move(m_graph));
    if (!m_levels.empty()) m_levels.back().innerChanged = true;
  }
  m_graph = std::move(level.graph);
  takeLevel();
  m_selection.select(NodeItem{left});
}

void Document::takeLevel() {
  m_rootRevision = 0;
  assignPackageColours();
  collectProblems();
  m_selection.clear();
  emit pathChanged();
  emit graphChanged(ChangeKind::Reset);
}

void Document::goTo(const std::vector<graph::NodeId>& path) {
  while (!m_path.empty() &&
         (m_path.size() > path.size() || !std::equal(m_path.begin(), m_path.end(), path.begin())))
    leave();
  while (m_path.size() < path.size())
    if (!enter(path[m_path.size()])) return;
}

const graph::Graph* Document::sameLevel(const graph::Graph& planned) const {
  return graph::graphInside(planned, m_path);
}

void Document::makeReadOnly(const QString& reason, const driver::Problem& problem) {
  m_readOnly = reason;
  m_whyReadOnly = problem;
  m_preview = {};
  collectProblems();
  emit previewChanged();
}

void Document::collectProblems() {
  m_problems.clear();
  if (m_whyReadOnly) {  // whatever else seems to be missing may be in the part that is
    if (m_path.empty()) m_problems.push_back(*m_whyReadOnly);
    return;
  }
  if (!m_path.empty()) m_problems = driver::graphProblems(m_graph);
  for (driver::Problem problem : m_preview.problems) {
    driver::ProblemSubject& subject = problem.subject;
    if (m_path.empty() ? !subject.inside.empty() : false) {
      const graph::NodeId holder = subject.inside.front();
      subject = {};
      subject.node = holder;
    } else if (subject.inside != m_path || (!m_path.empty() && !subject.edge.valid())) {
      continue;
    }
    m_problems.push_back(std::move(problem));
  }
}

const store::GraphView& Document::view() const {
  static const store::GraphView all;
  const auto found = m_views.find(m_path);
  return found == m_views.end() ? all : found->second;
}

void Document::keepView(const store::GraphView& view) {
  if (view == store::GraphView())
    m_views.erase(m_path);
  else
    m_views[m_path] = view;
  emit dirtyChanged();
}

void Document::takeViews(store::ProjectView views) {
  m_views = m_savedViews = std::move(views);
  emit viewsTaken();
}

QString Document::title() const {
  if (!m_projectPath.isEmpty()) return m_projectPath.section(QLatin1Char('/'), -1);
  return QString::fromStdString(m_levels.empty() ? m_graph.name : m_levels.front().graph.name);
}

QString Document::baseName() const {
  QString name = QFileInfo(title()).completeBaseName();
  if (name.endsWith(QLatin1String(".composed"))) name.chop(9);
  return name.isEmpty() ? QStringLiteral("composition") : name;
}

bool Document::compositionDirty() const {
  if (m_dirtyRevision != m_revision) {
    m_dirtyRevision = m_revision;
    m_dirty = m_savedRevision != m_revision && print::graphText(root()) != m_savedText;
  }
  return m_dirty;
}
bool Document::layoutDirty() const {
  if (m_views != m_savedViews) return true;
  if (!m_path.empty()) return !m_undo.isClean();
  return m_graph.positions != m_savedPositions || m_graph.frames != m_savedFrames;
}

void Document::markSaved() {
  m_savedText = print::graphText(root());
  m_savedRevision = m_revision;
  m_dirtyRevision = 0;
  m_savedPositions = root().positions;
  m_savedFrames = root().frames;
  m_savedViews = m_views;
  m_undo.setClean();
  emit dirtyChanged();
}

void Document::markUnsaved() {
  m_savedText.clear();
  m_savedRevision = 0;
  m_dirtyRevision = 0;
  m_undo.resetClean();
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
    if (request.edge == edge && request.hook == hook && request.inside == m_path) return &request;
  return nullptr;
}

void Document::schedulePreview() { m_previewTimer.start(); }

void Document::startPreview() {
  if (m_runningRevision == m_revision || m_previewRevision == m_revision) return;
  const std::uint64_t revision = m_revision;
  m_runningRevision = revision;
  QPointer<Document> self(this);
  QThreadPool::globalInstance()->start([self, revision, graph = root()] {
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
  if (revision != m_revision) return schedulePreview();                // stale: the graph has moved on
  m_preview = isReadOnly() ? driver::Preview() : std::move(*preview);  // nothing will be made of it
  m_previewRevision = revision;
  collectProblems();
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
  const auto assign = [&](const graph::Node& node) {
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
  };
  for (const auto& [id, node] : m_graph.nodes)
    if (node.kind != graph::NodeKind::Host) assign(node);
  if (const graph::Node* host = m_graph.find(m_graph.host)) assign(*host);  // what is left to it comes last
}

int Document::packageColour(const QString& interfaceName) const {
  const QString package =
      QString::fromStdString(types::parseInterfaceName(interfaceName.toStdString()).packageId());
  const auto found = m_packageColours.find(package);
  return found == m_packageColours.end() ? PackageColourCount - 1 : found->second;
}

}  // namespace sb::ui
