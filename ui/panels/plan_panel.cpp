// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/plan_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "core/driver/document_rules.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/rule_list.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

enum StepRole {
  TitleRole = Qt::UserRole,
  SubjectRole,
  LinesRole,
  SizeRole,
  StateRole,
  NumberRole,
  WarnedRole
};
enum StepState { Pending, Done, Refused, Warned };

/// A numbered disc on a vertical line, title and subject, WAC lines and size at the right.
class StepDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {260, 35}; }
  void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = currentTheme();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QRectF r = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
      p->setPen(QPen(t.accent, 1));
      p->setBrush(t.accentWeak);
      p->drawRoundedRect(r.adjusted(3.5, 1.5, -3.5, -1.5), 4, 4);
    }
    const QPointF centre(r.left() + 20, r.center().y());
    p->setPen(QPen(t.separator, 1.25));
    if (index.row() > 0) p->drawLine(QPointF(centre.x(), r.top()), centre - QPointF(0, 11));
    if (index.row() + 1 < index.model()->rowCount())
      p->drawLine(centre + QPointF(0, 11), QPointF(centre.x(), r.bottom()));
    const int state = index.data(StateRole).toInt();
    const QRectF disc(centre.x() - 9.5, centre.y() - 9.5, 19, 19);
    if (state == Refused) {
      paintStatusGlyph(*p, t, disc, Severity::Error);
    } else if (state == Done && !selected) {
      paintOkGlyph(*p, t, disc);
    } else {
      p->setPen(QPen(selected ? t.accent : t.controlBorder, 1.25));
      p->setBrush(selected ? t.accent : t.panel);
      p->drawEllipse(disc);
      p->setPen(selected ? t.onAccent : t.text);
      p->setFont(t.captionStrong());
      p->drawText(disc, Qt::AlignCenter, index.data(NumberRole).toString());
    }
    if (index.data(WarnedRole).toBool())
      paintStatusGlyph(*p, t, QRectF(disc.right() - 4, disc.top() - 6, 11, 11), Severity::Warning);
    const QRectF text = r.adjusted(42, 3, -10, -3);
    p->setFont(t.mono());
    const QString lines = index.data(LinesRole).toString();
    const double linesWidth = p->fontMetrics().horizontalAdvance(lines);
    p->setPen(t.accent);
    p->drawText(QRectF(text.left(), text.top(), text.width(), text.height() / 2),
                Qt::AlignRight | Qt::AlignVCenter, lines);
    p->setFont(t.caption());
    const QString size = index.data(SizeRole).toString();
    const double sizeWidth = p->fontMetrics().horizontalAdvance(size);
    p->setPen(t.textSecondary);
    p->drawText(QRectF(text.left(), text.center().y(), text.width(), text.height() / 2),
                Qt::AlignRight | Qt::AlignVCenter, size);
    const double subjectRoom = text.width() - sizeWidth - 8;
    p->drawText(QRectF(text.left(), text.center().y(), subjectRoom, text.height() / 2),
                Qt::AlignLeft | Qt::AlignVCenter,
                p->fontMetrics().elidedText(index.data(SubjectRole).toString(), Qt::ElideRight,
                                            static_cast<int>(subjectRoom)));
    p->setFont(t.bodyStrong());
    p->setPen(t.text);
    const double titleRoom = text.width() - linesWidth - 8;
    p->drawText(QRectF(text.left(), text.top(), titleRoom, text.height() / 2),
                Qt::AlignLeft | Qt::AlignVCenter,
                p->fontMetrics().elidedText(index.data(TitleRole).toString(), Qt::ElideRight,
                                            static_cast<int>(titleRoom)));
    p->restore();
  }
};

QString linesText(const plan::Step& step) {
  if (step.wacLines.empty()) return {};
  const auto [first, last] = std::pair(step.wacLines.front().first, step.wacLines.back().second);
  return first == last ? QStringLiteral("L %1").arg(first) : QStringLiteral("L %1–%2").arg(first).arg(last);
}

QString sizeText(std::uint64_t bytes) {
  if (bytes == 0) return {};
  if (bytes < 1024) return QStringLiteral("%1 B").arg(bytes);
  if (bytes < 1024 * 1024)
    return QStringLiteral("%1 KiB").arg(static_cast<double>(bytes) / 1024, 0, 'f', bytes < 10240 ? 1 : 0);
  return QStringLiteral("%1 MiB").arg(static_cast<double>(bytes) / (1024 * 1024), 0, 'f', 1);
}

}  // namespace

PlanPanel::PlanPanel(QWidget* parent)
    : Panel(QStringLiteral("plan"), tr("Plan"), parent),
      m_rules(new RuleList(this)),
      m_list(new QListWidget(this)),
      m_before(new QPushButton(tr("Before"), this)),
      m_after(new QPushButton(tr("After"), this)) {
  setObjectName(QStringLiteral("planPanel"));
  m_list->setObjectName(QStringLiteral("planSteps"));
  m_list->setItemDelegate(new StepDelegate(m_list));
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setAccessibleName(tr("Steps of the splice plan"));
  auto* group = new QButtonGroup(this);
  for (QPushButton* button : {m_before, m_after}) {
    button->setCheckable(true);
    button->setProperty("segment", true);
    group->addButton(button);
    button->setStyleSheet(QStringLiteral("QPushButton { padding: 2px 10px; }"));
    connect(button, &QPushButton::clicked, this, [this, button] { showStep(button == m_after); });
  }
  m_after->setChecked(true);
  auto* segments = new QWidget(this);
  auto* pair = new QHBoxLayout(segments);
  pair->setContentsMargins(0, 0, 0, 0);
  pair->setSpacing(0);
  pair->addWidget(m_before);
  pair->addWidget(m_after);
  header()->addWidget(segments);
  m_before->setObjectName(QStringLiteral("planBefore"));
  m_after->setObjectName(QStringLiteral("planAfter"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 2, 0, 0);
  makePaper(this);
  m_rules->setAccessibleName(tr("Rules of this document"));
  m_rules->hide();
  layout->addWidget(m_rules, 2);
  layout->addWidget(m_list, 5);
  connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
    if (m_marking || !document() || row < 0) return;
    const plan::SplicePlan& plan = document()->preview().plan;
    if (static_cast<std::size_t>(row) >= plan.steps.size()) return;
    const plan::Step& step = plan.steps[static_cast<std::size_t>(row)];
    document()->goTo(step.inside);
    if (step.edge.valid() && step.hook.valid())
      document()->selection().select(BeadItem{step.edge, step.hook});
    else if (step.edge.valid())
      document()->selection().select(EdgeItem{step.edge});
    Focus focus = document()->selection().focus();
    focus.step = static_cast<std::size_t>(row);
    if (!step.wacLines.empty()) focus.wacLine = step.wacLines.front().first;
    document()->selection().setFocus(focus);
    if (m_before->isChecked() || m_after->isChecked()) emit stepShown(row, m_after->isChecked());
  });
  connect(m_list, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) {
    if (!document()) return;
    const auto& steps = document()->preview().plan.steps;
    const auto row = static_cast<std::size_t>(m_list->row(item));
    if (row >= steps.size()) return;
    if (steps[row].adapter.valid())
      emit layoutWanted();
    else if (!steps[row].wacLines.empty())
      emit wacWanted(steps[row].wacLines.front().first);
  });
}

bool PlanPanel::showsAfter() const { return m_after->isChecked(); }

void PlanPanel::showStep(bool after) {
  if (m_list->currentRow() < 0 && m_list->count() > 0) m_list->setCurrentRow(0);
  emit stepShown(m_list->currentRow(), after);
}

void PlanPanel::attach() {
  m_list->clear();
  if (!document()) {
    header()->setTitle(tr("Plan"));
    m_rules->hide();
    return;
  }
  watch(connect(document(), &Document::graphChanged, this, [this](ChangeKind kind) {
    if (kind == ChangeKind::Structure) showRules();
  }));
  showRules();
  watch(connect(document(), &Document::previewChanged, this, &PlanPanel::rebuild));
  watch(connect(&document()->selection(), &Selection::changed, this, &PlanPanel::markFocus));
  watch(connect(&document()->selection(), &Selection::focusChanged, this, &PlanPanel::markFocus));
  rebuild();
}

/// The list lies above the steps, and only when there is one.
void PlanPanel::showRules() {
  if (!document()) return;
  const graph::Graph& root = document()->root();
  const Result<plan::SpliceRules> rules = driver::keptRules(root);
  m_rules->setVisible(rules && !rules->rules.empty());
  m_rules->showRules(root, rules ? *rules : plan::SpliceRules(), true);
}

void PlanPanel::rebuild() {
  if (!document()) return;
  m_marking = true;
  m_list->clear();
  const driver::Preview& preview = document()->preview();
  int number = 1;
  for (const plan::Step& step : preview.plan.steps) {
    auto* item = new QListWidgetItem(m_list);
    item->setData(TitleRole, QString::fromStdString(step.title));
    item->setData(SubjectRole, QString::fromStdString(step.refusal ? step.refusal->rule : step.subject));
    item->setData(LinesRole, linesText(step));
    std::uint64_t size = 0;
    if (const auto adapter = preview.adapters.find(step.adapter); adapter != preview.adapters.end())
      size = adapter->second->componentBytes.size();
    else if (const graph::Node* node = preview.plan.spliced.find(step.node);
             node && node->file && step.kind == plan::StepKind::Instantiate)
      size = node->file->bytes.size();
    item->setData(SizeRole, sizeText(size));
    item->setData(NumberRole, QString::number(number++));
    const bool ready = step.kind == plan::StepKind::TakeApart || step.kind == plan::StepKind::MatchRule;
    if (!step.warnings.empty() && !step.refusal) item->setData(WarnedRole, true);
    item->setData(StateRole, step.refusal ? Refused : (ready ? Done : Pending));
    QString tip = QString::fromStdString(step.reason);
    if (step.refusal)
      tip += QLatin1Char('\n') + QString::fromStdString(step.refusal->rule + "\n" + step.refusal->wayOut);
    for (const std::string& warning : step.warnings)
      tip += QLatin1Char('\n') + QString::fromStdString(warning);
    item->setToolTip(tip);
    item->setData(Qt::AccessibleTextRole, QString::fromStdString(step.title + ", " + step.subject));
  }
  m_marking = false;
  markFocus();
}

void PlanPanel::markFocus() {
  if (!document()) return;
  const auto& steps = document()->preview().plan.steps;
  std::optional<std::size_t> wanted = document()->selection().focus().step;
  if (!wanted) {  // the step of the selected hook's adapter, else of the connection
    const graph::EdgeId edge = document()->selection().edge();
    const graph::HookId hook = document()->selection().hook();
    for (std::size_t i = 0; i < steps.size() && !wanted; ++i)
      if (steps[i].inside != document()->path())
        continue;
      else if (hook.valid() ? (steps[i].hook == hook && steps[i].kind == plan::StepKind::GenerateAdapter)
                            : (edge.valid() && steps[i].edge == edge))
        wanted = i;
  }
  m_marking = true;
  if (wanted && *wanted < steps.size())
    m_list->setCurrentRow(static_cast<int>(*wanted));
  else
    m_list->setCurrentRow(-1);
  m_marking = false;
  header()->setTitle(steps.empty()
                         ? tr("Plan")
                         : (wanted ? tr("Plan · step %1 of %2").arg(*wanted + 1).arg(steps.size())
                                   : tr("Plan · %n step(s)", nullptr, static_cast<int>(steps.size()))));
}

}  // namespace sb::ui
