// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/outline_panel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int itemRole = Qt::UserRole, infoRole = Qt::UserRole + 1, severityRole = Qt::UserRole + 2;

QString sizeText(std::uint64_t bytes) {
  if (bytes < 1024) return QObject::tr("%1 B").arg(bytes);
  if (bytes < 1024 * 1024) return QObject::tr("%1 KiB").arg((bytes + 512) / 1024);
  return QObject::tr("%1 MiB").arg(static_cast<double>(bytes) / (1024 * 1024), 0, 'f', 1);
}

/// Name at the left, information right-aligned in secondary text, a status glyph behind it.
class OutlineDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    const Theme& theme = currentTheme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect right = option.rect.adjusted(0, 0, -8, 0);
    const int severity = index.data(severityRole).toInt();
    if (severity > 0) {
      const QRectF glyph(right.right() - 14, right.center().y() - 7, 14, 14);
      paintStatusGlyph(*painter, theme, glyph, severity == 1 ? Severity::Error : Severity::Warning);
      right.adjust(0, 0, -20, 0);
    }
    painter->setFont(theme.caption());
    painter->setPen(theme.textSecondary);
    painter->drawText(right, Qt::AlignVCenter | Qt::AlignRight, index.data(infoRole).toString());
    if (option.state & QStyle::State_Selected)
      painter->fillRect(QRect(0, option.rect.top(), 3, option.rect.height()), theme.accent);
    painter->restore();
  }
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return {QStyledItemDelegate::sizeHint(option, index).width(), 24};
  }

 protected:
  /// A long name ends before the information; of an interface its own name is at the end.
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    const QString info = index.data(infoRole).toString();
    constexpr int margin = 16, iconRoom = 26, glyphRoom = 20;
    int room = option->rect.width() - margin - (option->icon.isNull() ? 0 : iconRoom);
    if (!info.isEmpty()) room -= QFontMetrics(currentTheme().caption()).horizontalAdvance(info) + margin;
    if (index.data(severityRole).toInt() > 0) room -= glyphRoom;
    if (option->rect.width() > 0)
      option->text = option->fontMetrics.elidedText(option->text, Qt::ElideMiddle, std::max(40, room));
  }
};

QIcon dotIcon(const QColor& colour) {
  QPixmap pixmap(32, 32);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawEllipse(QPointF(8, 8), 4, 4);
  return {pixmap};
}

QTreeWidgetItem* row(const QString& text, const QIcon& icon, const QString& info, const Item& item) {
  auto* result = new QTreeWidgetItem({text});
  result->setIcon(0, icon);
  result->setData(0, infoRole, info);
  result->setData(0, itemRole, QVariant::fromValue(item));
  return result;
}

}  // namespace

OutlinePanel::OutlinePanel(QWidget* parent)
    : Panel(QStringLiteral("outline"), tr("Outline"), parent),
      m_filter(new QLineEdit(this)),
      m_tree(new QTreeWidget(this)) {
  setObjectName(QStringLiteral("outlinePanel"));
  m_filter->setPlaceholderText(tr("Filter outline"));
  m_filter->setObjectName(QStringLiteral("outlineFilter"));
  m_filter->addAction(icon(QStringLiteral("search"), &Theme::textSecondary), QLineEdit::LeadingPosition);
  m_tree->setObjectName(QStringLiteral("outlineTree"));
  m_tree->setHeaderHidden(true);
  m_tree->setIndentation(16);
  m_tree->setUniformRowHeights(true);
  m_tree->setItemDelegate(new OutlineDelegate(m_tree));
  m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
  m_tree->setAccessibleName(tr("Outline of the composition"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  makePaper(this);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(8, 8, 8, 6);
  top->addWidget(m_filter);
  layout->addLayout(top);
  layout->addWidget(m_tree);
  connect(m_filter, &QLineEdit::textChanged, this, &OutlinePanel::applyFilter);
  connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* current) {
    if (m_marking || !document() || !current) return;
    document()->selection().select(current->data(0, itemRole).value<Item>());
  });
  connect(m_tree, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
    if (document()) emit document()->selection().revealRequested(item->data(0, itemRole).value<Item>());
  });
  connect(m_tree, &QTreeWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    if (QTreeWidgetItem* item = m_tree->itemAt(at))
      emit contextMenuWanted(item->data(0, itemRole).value<Item>(), m_tree->viewport()->mapToGlobal(at));
  });
}

void OutlinePanel::attach() {
  m_tree->clear();
  header()->setInfo({});
  if (!document()) return;
  watch(connect(document(), &Document::graphChanged, this, [this](ChangeKind kind) {
    if (kind != ChangeKind::Positions) rebuild();
  }));
  watch(connect(document(), &Document::previewChanged, this, &OutlinePanel::rebuild));
  follow(&document()->selection(), &Selection::changed, [this] { markSelection(); });
  rebuild();
}

void OutlinePanel::rebuild() {
  if (!document()) return;
  m_marking = true;
  std::set<QString> closed;
  for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
    if ((*it)->childCount() > 0 && !(*it)->isExpanded()) closed.insert((*it)->text(0));
  m_tree->clear();
  const Theme& theme = currentTheme();
  const graph::Graph& graph = document()->graph();
  std::map<graph::NodeId, int> severities;
  for (const driver::Problem& problem : document()->problems())
    if (problem.subject.node.valid()) {
      const int severity = problem.diagnostic.severity == Severity::Error ? 1 : 2;
      int& at = severities.emplace(problem.subject.node, severity).first->second;
      at = std::min(at, severity);
    }
  auto* root = row(document()->title(), icon(QStringLiteral("kind-composition")), {}, Item{});
  QFont bold = m_tree->font();
  bold.setWeight(QFont::DemiBold);
  root->setFont(0, bold);
  m_tree->addTopLevelItem(root);
  // Connections by the export that provides them: one pass instead of a search for each port.
  std::map<graph::PortRef, std::vector<const graph::Edge*>> byExport;
  for (const auto& [id, edge] : graph.edges) byExport[edge.provider].push_back(&edge);
  std::size_t shownNodes = 0;
  for (const auto& [id, node] : graph.nodes) {
    const bool isHost = node.kind == graph::NodeKind::Host;
    if (isHost && node.exports.empty()) continue;
    ++shownNodes;
    QString info = node.file ? sizeText(node.file->bytes.size()) : QString();
    if (isHost) info = tr("%n interface(s)", nullptr, static_cast<int>(node.exports.size()));
    if (node.kind == graph::NodeKind::Composition) info = nodeBadge(node);
    auto* nodeRow = row(QString::fromStdString(node.name), icon(nodeIconName(node)), info, NodeItem{id});
    if (const auto severity = severities.find(id); severity != severities.end())
      nodeRow->setData(0, severityRole, severity->second);
    root->addChild(nodeRow);
    if (isHost) continue;
    for (const graph::Port& port : node.exports) {
      const graph::PortRef ref{id, graph::Side::Export, port.name.name};
      const QColor colour =
          packageQColor(theme, document()->packageColour(QString::fromStdString(port.name.name)));
      const PortLabel label = portLabel(port.name.name);
      auto* portRow = row(label.package + label.name, dotIcon(colour), tr("export"), PortItem{ref});
      portRow->setToolTip(0, QString::fromStdString(port.name.name));
      nodeRow->addChild(portRow);
      for (const graph::Edge* edge : byExport[ref]) {
        const graph::Node* consumer = graph.find(edge->consumer.node);
        const QString to = consumer && consumer->kind == graph::NodeKind::Host
                               ? tr("out")
                               : QString::fromStdString(consumer ? consumer->name : "");
        auto* edgeRow = row(QStringLiteral("→ ") + to, {}, {}, EdgeItem{edge->id});
        portRow->addChild(edgeRow);
        for (const graph::Hook& hook : edge->hooks) {
          QString letters;
          if (hook.file && hook.file->type)
            letters = QString::fromStdString(graph::hookAbility(*hook.file->type).letters())
                          .split(QString(), Qt::SkipEmptyParts)
                          .join(QLatin1Char(' '));
          const QString tier = hook.kind == graph::HookKind::Direct
                                   ? tr("direct")
                                   : tr("tier %1").arg(hook.kind == graph::HookKind::Tier1 ? 1 : 2);
          auto* hookRow = row(QString::fromStdString(hook.name), icon(QStringLiteral("kind-hook")),
                              tier + (letters.isEmpty() ? QString() : QStringLiteral(" · ") + letters),
                              BeadItem{edge->id, hook.id});
          hookRow->setFont(0, bold);
          edgeRow->addChild(hookRow);
        }
        edgeRow->setExpanded(true);
      }
    }
    bool hooked = false;
    for (const graph::Port& port : node.exports)
      for (const graph::Edge* edge : byExport[{id, graph::Side::Export, port.name.name}])
        hooked = hooked || !edge->hooks.empty();
    nodeRow->setExpanded(hooked && !closed.count(nodeRow->text(0)));
    for (int i = 0; i < nodeRow->childCount(); ++i) nodeRow->child(i)->setExpanded(true);
  }
  root->setExpanded(true);
  header()->setInfo(tr("%n node(s)", nullptr, static_cast<int>(shownNodes)));
  m_marking = false;
  applyFilter(m_filter->text());
  markSelection();
}

void OutlinePanel::markSelection() {
  if (!document() || !isLinked()) return;
  m_marking = true;
  m_tree->setCurrentItem(nullptr);
  const Item& wanted = document()->selection().item();
  if (wanted.index() != 0)
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
      if ((*it)->data(0, itemRole).value<Item>() == wanted) {
        for (QTreeWidgetItem* parent = (*it)->parent(); parent; parent = parent->parent())
          parent->setExpanded(true);
        m_tree->setCurrentItem(*it);
        m_tree->scrollToItem(*it);
        break;
      }
  m_marking = false;
}

void OutlinePanel::applyFilter(const QString& text) {
  const std::function<bool(QTreeWidgetItem*)> keep = [&](QTreeWidgetItem* item) {
    bool any = item->text(0).contains(text, Qt::CaseInsensitive) ||
               item->toolTip(0).contains(text, Qt::CaseInsensitive);
    for (int i = 0; i < item->childCount(); ++i) any = keep(item->child(i)) || any;
    item->setHidden(!any);
    if (any && !text.isEmpty()) item->setExpanded(true);
    return any;
  };
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k) keep(m_tree->topLevelItem(i)->child(k));
  }
}

}  // namespace sb::ui
