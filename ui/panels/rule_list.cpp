// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/rule_list.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>
#include <set>

#include "core/driver/document_rules.h"
#include "core/plan/match_rules.h"
#include "ui/panels/rule_words.h"
#include "ui/theme/theme.h"

namespace sb::ui {
RuleList::RuleList(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("ruleList"));
  setAccessibleName(tr("Rules"));
  setColumnCount(2);
  setHeaderHidden(true);
  setIndentation(14);
  setFrameShape(QFrame::NoFrame);
  setDragDropMode(QAbstractItemView::InternalMove);
  setExpandsOnDoubleClick(false);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
    if (!item->parent()) return emit editWanted(ruleOf(item));
    const auto rule = static_cast<std::size_t>(ruleOf(item));
    const auto row = static_cast<std::size_t>(item->parent()->indexOfChild(item));
    if (row < m_places[rule].size()) emit placeWanted(m_places[rule][row]);
  });
}

int RuleList::ruleOf(const QTreeWidgetItem* item) const {
  if (!item) return -1;
  while (item->parent()) item = item->parent();
  return indexOfTopLevelItem(const_cast<QTreeWidgetItem*>(item));
}

int RuleList::currentRule() const { return ruleOf(currentItem()); }

void RuleList::showRules(const graph::Graph& root, const plan::SpliceRules& rules, bool kept) {
  const Theme& t = currentTheme();
  std::set<int> open;
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->isExpanded()) open.insert(i);
  const int current = currentRule();
  clear();
  m_rules = rules;
  m_places.assign(rules.rules.size(), {});
  const std::vector<driver::RuleNotApplied> notApplied =
      kept ? driver::rulesNotApplied(root) : std::vector<driver::RuleNotApplied>();
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const plan::SpliceRule& rule = rules.rules[i];
    const plan::Selection selection = plan::explainRule(root, rule);
    auto* item = new QTreeWidgetItem(this);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    item->setText(0, QStringLiteral("%1  %2 — %3").arg(i + 1).arg(hooksOf(rule), placeOf(rule)));
    std::size_t selected = 0, missing = 0;
    QStringList tip;
    for (const bool wanted : {true, false})
      for (const plan::EdgeVerdict& verdict : selection.verdicts) {
        if (verdict.selected != wanted) continue;
        const EdgeWords words = wordsOf(verdict.edge);
        const bool there =
            std::none_of(notApplied.begin(), notApplied.end(), [&](const driver::RuleNotApplied& missed) {
              return missed.rule == i && missed.place == verdict.place;
            });
        if (wanted) ++selected;
        if (wanted && !there) ++missing;
        QString text = words.route + QStringLiteral("   ") + words.interface;
        if (!wanted) text += QStringLiteral(": ") + QString::fromStdString(verdict.why);
        if (wanted && !there)
          text += QStringLiteral(": ") + tr("its hooks are not here; apply the rules again");
        auto* row =
            new QTreeWidgetItem(item, {(wanted ? QStringLiteral("✓  ") : QStringLiteral("–  ")) + text});
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        row->setToolTip(0, text);
        row->setFirstColumnSpanned(true);
        row->setForeground(0, wanted && there ? t.text : (wanted ? t.warning : t.textSecondary));
        m_places[i].push_back(verdict.place);
      }
    for (const std::string& note : selection.notes) tip << QString::fromStdString(note);
    item->setText(1, tr("%1 of %2").arg(selected).arg(selection.verdicts.size()));
    if (selected == 0) {
      tip.prepend(QString::fromStdString(selection.whyNot));
      item->setText(1, tr("⚠ matches nothing"));
      auto* why = new QTreeWidgetItem({QString::fromStdString(selection.whyNot)});
      why->setForeground(0, t.warning);
      why->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
      item->addChild(why);
      why->setFirstColumnSpanned(true);
    } else if (missing > 0) {
      item->setText(1, tr("⚠ %1 of %2 hooked").arg(selected - missing).arg(selected));
    }
    item->setForeground(1, selected == 0 || missing > 0 ? t.warning : t.textSecondary);
    tip.prepend(item->text(0));
    item->setToolTip(0, tip.join(QLatin1Char('\n')));
    item->setExpanded(open.count(static_cast<int>(i)) > 0 || (selected == 0 && !kept));
  }
  if (current >= 0 && current < topLevelItemCount()) setCurrentItem(topLevelItem(current));
}

void RuleList::removeRule(int rule) {
  if (rule < 0 || static_cast<std::size_t>(rule) >= m_rules.rules.size()) return;
  plan::SpliceRules rules = m_rules;
  const QString name = hooksOf(rules.rules[static_cast<std::size_t>(rule)]);
  rules.rules.erase(rules.rules.begin() + rule);
  emit rulesWanted(rules, tr("Remove rule %1 (%2)").arg(rule + 1).arg(name));
}

void RuleList::moveRule(int from, int to) {
  const int count = static_cast<int>(m_rules.rules.size());
  if (from < 0 || from >= count || to < 0 || to >= count || from == to) return;
  plan::SpliceRules rules = m_rules;
  plan::SpliceRule moved = std::move(rules.rules[static_cast<std::size_t>(from)]);
  rules.rules.erase(rules.rules.begin() + from);
  rules.rules.insert(rules.rules.begin() + to, std::move(moved));
  setCurrentItem(topLevelItem(to));
  emit rulesWanted(rules, tr("Move rule %1 to place %2").arg(from + 1).arg(to + 1));
}

void RuleList::contextMenuEvent(QContextMenuEvent* event) {
  const int rule = ruleOf(itemAt(event->pos()));
  const int last = static_cast<int>(m_rules.rules.size()) - 1;
  QMenu menu(this);
  menu.setObjectName(QStringLiteral("ruleMenu"));
  const auto entry = [&](const QString& text, bool enabled, auto run) {
    menu.addAction(text, this, run)->setEnabled(enabled);
  };
  entry(tr("Edit rules…"), true, [this, rule] { emit editWanted(rule); });
  entry(tr("Move up"), rule > 0, [this, rule] { moveRule(rule, rule - 1); });
  entry(tr("Move down"), rule >= 0 && rule < last, [this, rule] { moveRule(rule, rule + 1); });
  entry(tr("Apply the rules again"), true, [this] { emit applyWanted(); });
  menu.addSeparator();
  entry(tr("Remove"), rule >= 0, [this, rule] { removeRule(rule); });
  menu.exec(event->globalPos());
}

void RuleList::dropEvent(QDropEvent* event) {
  const int from = currentRule();
  int to = static_cast<int>(m_rules.rules.size()) - 1;
  if (const QTreeWidgetItem* under = itemAt(event->position().toPoint())) {
    to = ruleOf(under);
    const bool below = dropIndicatorPosition() == QAbstractItemView::BelowItem || under->parent();
    if (below && to < from) ++to;
    if (!below && dropIndicatorPosition() == QAbstractItemView::AboveItem && to > from) --to;
  }
  event->setDropAction(Qt::IgnoreAction);  // the list is made anew from the document
  event->accept();
  moveRule(from, to);
}

void RuleList::keyPressEvent(QKeyEvent* event) {
  const int rule = currentRule();
  if (event->key() == Qt::Key_Delete) return removeRule(rule);
  if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Up) return moveRule(rule, rule - 1);
  if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Down) return moveRule(rule, rule + 1);
  QTreeWidget::keyPressEvent(event);
}

}  // namespace sb::ui
