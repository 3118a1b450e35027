// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/inspector_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "core/print/wit.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/code_view.h"
#include "ui/panels/config_form.h"
#include "ui/panels/hook_card.h"
#include "ui/panels/narrow_wit.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QLabel* label(const QString& text, const QFont& font, const char* role, QWidget* parent) {
  auto* result = new QLabel(text, parent);
  result->setFont(font);
  if (role) result->setProperty("role", role);
  result->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return result;
}

QString interfaceHtml(const std::string& name) {
  const PortLabel parts = portLabel(name);
  const QString secondary = currentTheme().textSecondary.name();
  return QStringLiteral("<span style='color:%1'>%2</span><b>%3</b><span style='color:%1'>%4</span>")
      .arg(secondary, parts.package.toHtmlEscaped(), parts.name.toHtmlEscaped(),
           parts.version.toHtmlEscaped());
}

QWidget* sectionHead(const QString& title, const QString& info, QWidget* parent, QWidget* right = nullptr) {
  auto* head = new QWidget(parent);
  auto* layout = new QHBoxLayout(head);
  layout->setContentsMargins(0, 4, 0, 1);
  layout->addWidget(label(title, currentTheme().captionStrong(), "secondary", head));
  layout->addStretch(1);
  if (!info.isEmpty()) layout->addWidget(label(info, currentTheme().caption(), "secondary", head));
  if (right) layout->addWidget(right);
  return head;
}

QWidget* row(const QString& name, const QString& value, QWidget* parent) {
  auto* line = new QWidget(parent);
  auto* layout = new QHBoxLayout(line);
  layout->setContentsMargins(0, 1, 0, 1);
  layout->addWidget(label(name, currentTheme().body(), "secondary", line));
  layout->addStretch(1);
  auto* text = label(value, currentTheme().body(), nullptr, line);
  text->setWordWrap(true);
  text->setAlignment(Qt::AlignRight);
  layout->addWidget(text, 3);
  return line;
}

/// A dot in the package's colour beside an interface name.
class InterfaceTitle : public QWidget {
 public:
  InterfaceTitle(const std::string& name, const QColor& colour, QWidget* parent)
      : QWidget(parent), m_colour(colour) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 0, 0);
    auto* text = new QLabel(interfaceHtml(name), this);
    QFont font = currentTheme().nodeTitle();
    font.setWeight(QFont::Normal);
    text->setFont(font);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, 1);
    setMinimumHeight(24);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colour);
    painter.drawEllipse(QPointF(6, height() / 2.0), 5, 5);
  }

 private:
  QColor m_colour;
};

class VerdictLine : public QWidget {
 public:
  VerdictLine(const QString& route, const graph::Verdict& verdict, const QString& words, QWidget* parent)
      : QWidget(parent), m_kind(verdict.kind), m_route(route), m_words(words) {
    setMinimumHeight(22);
    setToolTip(QString::fromStdString(verdict.sentence));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = currentTheme();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(theme.bodyStrong());
    p.setPen(theme.text);
    const double width = p.fontMetrics().horizontalAdvance(m_route);
    p.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, m_route);
    const QRectF glyph(width + 14, height() / 2.0 - 7, 14, 14);
    const bool fits = m_kind == graph::Verdict::Kind::SameType || m_kind == graph::Verdict::Kind::ByVersion;
    if (fits)
      paintOkGlyph(p, theme, glyph);
    else
      paintStatusGlyph(p, theme, glyph, Severity::Error);
    p.setFont(theme.body());
    p.setPen(theme.textSecondary);
    p.drawText(QRectF(glyph.right() + 6, 0, this->width() - glyph.right() - 6, height()),
               Qt::AlignVCenter | Qt::AlignLeft, m_words);
  }

 private:
  graph::Verdict::Kind m_kind;
  QString m_route, m_words;
};

QWidget* witView(Document& document, const std::string& name, const types::InstanceType& type,
                 const QString& marked, int room, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  auto* code = new CodeView(CodeLanguage::Wit, false, box);
  code->setObjectName(QStringLiteral("inspectorWit"));
  const double character = QFontMetricsF(code->font()).horizontalAdvance(QLatin1Char('0'));
  const NarrowWit wit = narrowWit(print::witInterface(name, type), static_cast<int>((room - 20) / character));
  code->setCode(wit.text);
  code->setLineWrapMode(QPlainTextEdit::WidgetWidth);
  code->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  code->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  code->setStyleSheet(
      QStringLiteral(
          "QPlainTextEdit { background: %1; border: 1px solid %2; border-radius: 4px; padding: 0; }")
          .arg(currentTheme().panelHeader.name(), currentTheme().separator.name()));
  const std::map<int, QString>& functionLines = wit.items;
  std::set<int> lines;
  for (const auto& [line, item] : functionLines)
    if (item == marked && !marked.isEmpty()) lines.insert(line);
  code->setMarkedLines(lines);
  code->setFixedHeight(static_cast<int>(std::ceil(code->heightFor(room))));
  QObject::connect(code, &CodeView::lineActivated, box, [&document, functionLines](int line) {
    const auto found = functionLines.find(line);
    if (found == functionLines.end()) return;
    Focus focus = document.selection().focus();
    focus.function = found->second;
    focus.value.clear();
    focus.region.reset();
    focus.byte.reset();
    focus.cellPath.clear();
    // The text view is rebuilt by this; let it finish its own event first.
    QMetaObject::invokeMethod(
        &document.selection(), [&document, focus] { document.selection().setFocus(focus); },
        Qt::QueuedConnection);
  });
  layout->addWidget(code);
  return box;
}

}  // namespace

InspectorPanel::InspectorPanel(QWidget* parent)
    : Panel(QStringLiteral("inspector"), tr("Inspector"), parent), m_scroll(new QScrollArea(this)) {
  setObjectName(QStringLiteral("inspectorPanel"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_scroll);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  makePaper(m_scroll->viewport());
}

void InspectorPanel::attach() {
  rebuild();
  if (!document()) return;
  watch(connect(document(), &Document::graphChanged, this, [this](ChangeKind kind) {
    if (kind != ChangeKind::Positions) rebuild();
  }));
  watch(connect(document(), &Document::previewChanged, this, &InspectorPanel::rebuild));
  watch(connect(&document()->selection(), &Selection::changed, this, &InspectorPanel::rebuild));
  watch(connect(&document()->selection(), &Selection::focusChanged, this, &InspectorPanel::rebuild));
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  // The WIT breaks its lines by the width there is; not from inside the event.
  if (event->size().width() != event->oldSize().width())
    QMetaObject::invokeMethod(this, &InspectorPanel::rebuild, Qt::QueuedConnection);
}

void InspectorPanel::rebuild() {
  auto* page = new QWidget(m_scroll);
  page->setObjectName(QStringLiteral("inspectorPage"));
  makePaper(page);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(12, 4, 12, 4);
  layout->setSpacing(2);
  if (!document()) {
    header()->setInfo({});
    layout->addWidget(emptyHint(tr("Open a composition to see its parts."), page));
  } else {
    const Item& item = document()->selection().item();
    if (std::holds_alternative<EdgeItem>(item) || std::holds_alternative<BeadItem>(item))
      buildConnection(layout, page);
    else if (const auto* node = std::get_if<NodeItem>(&item))
      buildNode(layout, page, node->node);
    else if (const auto* port = std::get_if<PortItem>(&item))
      buildPort(layout, page, port->port);
    else
      buildComposition(layout, page);
  }
  layout->addStretch(1);
  m_scroll->setWidget(page);
}

void InspectorPanel::buildConnection(QVBoxLayout* layout, QWidget* page) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const graph::Edge* edge = graph.find(doc.selection().edge());
  if (!edge) return buildComposition(layout, page);
  header()->setInfo(doc.selection().hook().valid() ? tr("Hook") : tr("Connection"));
  const graph::Node* from = graph.find(edge->provider.node);
  const graph::Node* to = graph.find(edge->consumer.node);
  const graph::Port* port = graph.find(edge->provider);
  if (!from || !to || !port) return;
  layout->addWidget(new InterfaceTitle(
      edge->provider.name,
      packageQColor(currentTheme(), doc.packageColour(QString::fromStdString(edge->provider.name))), page));
  const graph::Verdict verdict = graph::judgeConnection(graph, edge->provider, edge->consumer);
  QString words = tr("Same type on both ends");
  if (verdict.kind == graph::Verdict::Kind::ByVersion) words = tr("Fits by version");
  if (verdict.kind == graph::Verdict::Kind::DoesNotFit) words = tr("Does not fit");
  const QString toName = to->kind == graph::NodeKind::Host ? tr("out") : QString::fromStdString(to->name);
  layout->addWidget(new VerdictLine(QString::fromStdString(from->name) + QStringLiteral("  →  ") + toName,
                                    verdict, words, page));
  auto* add = new QPushButton(tr("Add…"), page);
  add->setProperty("link", true);
  add->setObjectName(QStringLiteral("inspectorAddHook"));
  add->setToolTip(tr("Put a hook on this connection (H)"));
  connect(add, &QPushButton::clicked, this, [this, id = edge->id] { emit addHookWanted(id); });
  layout->addWidget(sectionHead(tr("Hooks, in call order"), tr("1 = nearest the caller"), page, add));
  int number = 1;
  for (const graph::Hook& hook : edge->hooks) {
    auto* card = new HookCard(doc, edge->id, hook, number++, page);
    layout->addWidget(card);
    connect(card, &HookCard::layoutWanted, this, &InspectorPanel::layoutWanted);
    if (doc.selection().hook() == hook.id && ConfigForm::isFor(hook))
      layout->addWidget(new ConfigForm(doc, edge->id, hook, page));
  }
  if (edge->hooks.empty())
    layout->addWidget(label(tr("None. A hook sees the calls that pass here."), currentTheme().caption(),
                            "secondary", page));
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&port->type); instance && *instance) {
    auto* copy = new QPushButton(tr("Copy"), page);
    copy->setProperty("link", true);
    const QString text = QString::fromStdString(print::witInterface(edge->provider.name, **instance).text);
    connect(copy, &QPushButton::clicked, this, [this, text] {
      QApplication::clipboard()->setText(text);
      emit sentence(tr("WIT copied."));
    });
    layout->addWidget(sectionHead(tr("WIT"), {}, page, copy));
    layout->addWidget(witView(doc, edge->provider.name, **instance, doc.selection().focus().function,
                              m_scroll->viewport()->width() - 24, page));
  }
}

void InspectorPanel::buildNode(QVBoxLayout* layout, QWidget* page, graph::NodeId id) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const graph::Node* node = graph.find(id);
  if (!node) return buildComposition(layout, page);
  header()->setInfo(node->kind == graph::NodeKind::Host ? tr("Host") : tr("Instance"));
  auto* title = label(QString::fromStdString(node->name), currentTheme().heading(), nullptr, page);
  title->setObjectName(QStringLiteral("inspectorName"));
  layout->addWidget(title);
  layout->addWidget(row(tr("Kind"), nodeBadge(*node), page));
  if (node->file) {
    if (!node->file->fileName.empty())
      layout->addWidget(row(tr("File"), QString::fromStdString(node->file->fileName), page));
    layout->addWidget(row(tr("Size"), tr("%L1 bytes").arg(node->file->bytes.size()), page));
    if (!node->file->sha256.empty())
      layout->addWidget(row(tr("SHA-256"),
                            QString::fromStdString(node->file->sha256).left(16) + QStringLiteral("…"), page));
    if (!node->file->producer.empty())
      layout->addWidget(row(tr("Made with"), QString::fromStdString(node->file->producer), page));
  }
  if (!node->note.empty()) {
    auto* note = label(QString::fromStdString(node->note), currentTheme().body(), "secondary", page);
    note->setWordWrap(true);
    layout->addWidget(note);
  }
  const auto list = [&](const QString& head, const std::vector<graph::Port>& ports, graph::Side side) {
    if (ports.empty()) return;
    layout->addWidget(sectionHead(head, QString::number(ports.size()), page));
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
      name->setMinimumWidth(60);
      lineLayout->addWidget(name, 3);
      auto* value = label(other, currentTheme().caption(), "secondary", line);
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
  layout->addWidget(new InterfaceTitle(
      ref.name, packageQColor(currentTheme(), doc.packageColour(QString::fromStdString(ref.name))), page));
  layout->addWidget(row(tr("Instance"), QString::fromStdString(node->name), page));
  layout->addWidget(row(tr("Kind"), QString::fromLatin1(graph::portKindName(port->kind)), page));
  layout->addWidget(sectionHead(tr("Candidates"), {}, page));
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
    layout->addWidget(label(tr("Nothing in this composition speaks this interface."), currentTheme().body(),
                            "secondary", page));
  for (const auto& [kind, text] : candidates) {
    auto* line = label(text, currentTheme().body(), nullptr, page);
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
    for (const auto& [kind, count] : kinds) layout->addWidget(row(kind, QString::number(count), page));
    return;
  }
  header()->setInfo(tr("Composition"));
  layout->addWidget(label(doc.title(), currentTheme().heading(), nullptr, page));
  std::size_t hooks = 0, hooked = 0;
  for (const auto& [id, edge] : graph.edges) {
    hooks += edge.hooks.size();
    hooked += edge.hooks.empty() ? 0 : 1;
  }
  layout->addWidget(row(tr("Nodes"), QString::number(graph.nodes.size()), page));
  layout->addWidget(row(tr("Connections"), QString::number(graph.edges.size()), page));
  layout->addWidget(row(tr("Hooks"), tr("%1 on %2 connections").arg(hooks).arg(hooked), page));
  const graph::Node* host = graph.find(graph.host);
  if (!host) return;
  layout->addWidget(
      row(tr("From the host"), tr("%n interface(s)", nullptr, static_cast<int>(host->exports.size())), page));
  layout->addWidget(sectionHead(tr("Exports"), QString::number(host->imports.size()), page));
  for (const graph::Port& port : host->imports) {
    auto* name = new QLabel(interfaceHtml(port.name.name), page);
    name->setFont(currentTheme().body());
    layout->addWidget(name);
  }
}

}  // namespace sb::ui
