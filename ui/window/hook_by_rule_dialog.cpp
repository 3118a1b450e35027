// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/hook_by_rule_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>

#include "ui/document/document.h"
#include "ui/panels/rule_words.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

enum Column { RouteColumn, InterfaceColumn, VerdictColumn };
constexpr int EdgeRole = Qt::UserRole;

}  // namespace

HookByRuleDialog::HookByRuleDialog(Document& document, const std::vector<LibraryEntry>& hooks,
                                   QWidget* parent)
    : QDialog(parent),
      m_document(document),
      m_summary(new QLabel(this)),
      m_keep(new QCheckBox(tr("Keep as a rule"), this)),
      m_list(new QTreeWidget(this)) {
  setObjectName(QStringLiteral("hookByRuleDialog"));
  setWindowTitle(tr("Hook by rule"));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(buildFields(hooks));
  auto* head = new QHBoxLayout;
  m_summary->setObjectName(QStringLiteral("ruleSummary"));
  m_summary->setFont(currentTheme().bodyStrong());
  m_summary->setWordWrap(true);
  m_keep->setObjectName(QStringLiteral("ruleKeep"));
  m_keep->setChecked(true);
  m_keep->setToolTip(
      tr("The document keeps the pattern in its list of rules; otherwise plain hooks are made"));
  head->addWidget(m_summary, 1);
  head->addWidget(m_keep);
  layout->addLayout(head);
  m_list->setObjectName(QStringLiteral("ruleMatches"));
  m_list->setAccessibleName(tr("Connections that the rule selects"));
  m_list->setColumnCount(3);
  m_list->setHeaderHidden(true);
  m_list->setRootIsDecorated(true);
  m_list->setIndentation(14);
  m_list->header()->setSectionResizeMode(RouteColumn, QHeaderView::ResizeToContents);
  m_list->header()->setSectionResizeMode(InterfaceColumn, QHeaderView::ResizeToContents);
  layout->addWidget(m_list, 1);
  layout->addWidget(buildButtons());
  m_later.setSingleShot(true);
  m_later.setInterval(120);
  connect(&m_later, &QTimer::timeout, this, &HookByRuleDialog::evaluate);
  const auto later = [this] { m_later.start(); };
  for (QLineEdit* edit : {m_interface, m_caller, m_provider})
    connect(edit, &QLineEdit::textChanged, this, later);
  for (QRadioButton* button : {m_every, m_before, m_between})
    connect(button, &QRadioButton::toggled, this, later);
  connect(m_hook, &QComboBox::currentIndexChanged, this, later);
  connect(&document, &Document::graphChanged, this, later);
  connect(&document, &Document::pathChanged, this, later);
  connect(&document, &QObject::destroyed, this, &QDialog::reject);
  connect(m_list, &QTreeWidget::itemChanged, this, &HookByRuleDialog::rememberChoice);
  connect(this, &QDialog::finished, this, [this] { emit matchesChanged({}); });
  resize(720, 460);
  evaluate();
}

bool HookByRuleDialog::keepsRule() const { return m_keep->isChecked(); }
bool HookByRuleDialog::nearestCaller() const { return m_position->currentIndex() == 0; }

plan::Injection HookByRuleDialog::injection() const {
  plan::Injection out;
  const int at = m_hook->currentIndex();
  if (at < 0) return out;
  const LibraryEntry& entry = m_hooks[static_cast<std::size_t>(at)];
  out.name = entry.name.toStdString();
  if (entry.builtIn)
    out.builtin = out.name;
  else
    out.path = entry.path.toStdString();
  return out;
}

plan::SpliceRule HookByRuleDialog::patternRule() const {
  plan::SpliceRule rule;
  rule.kind = m_before->isChecked() ? plan::SpliceRule::Kind::Before : plan::SpliceRule::Kind::Between;
  rule.interfaces = patternsOf(m_interface->text());
  if (rule.interfaces.empty()) rule.interfaces = {"*"};
  rule.provider.names = patternsOf(m_provider->text());
  if (!m_before->isChecked()) rule.consumer.names = patternsOf(m_caller->text());
  rule.inject = {injection()};
  return rule;
}

plan::SpliceRule HookByRuleDialog::rule() const {
  plan::SpliceRule rule = patternRule();
  for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_list->topLevelItem(i);
    if (item->flags() & Qt::ItemIsUserCheckable && item->checkState(RouteColumn) == Qt::Unchecked)
      rule.except.push_back(item->data(RouteColumn, EdgeRole).toString().toStdString());
  }
  return rule;
}

void HookByRuleDialog::setPatterns(const QString& interface, const QString& caller, const QString& provider) {
  m_interface->setText(interface);
  m_caller->setText(caller);
  m_provider->setText(provider);
  evaluate();
}

QString HookByRuleDialog::complaint() const {
  if (m_hooks.empty()) return tr("There is no hook in the Library. Drop its file on the window.");
  if (m_between->isChecked() &&
      (patternsOf(m_caller->text()).empty() || patternsOf(m_provider->text()).empty()))
    return tr("Between needs a caller and a provider.");
  return {};
}

void HookByRuleDialog::evaluate() {
  m_later.stop();
  m_caller->setEnabled(!m_before->isChecked());
  m_files.clear();
  const int at = m_hook->currentIndex();
  if (at >= 0) m_files[injection().name] = m_hooks[static_cast<std::size_t>(at)].file;
  m_showing = true;
  m_list->clear();
  if (complaint().isEmpty())
    showTried(driver::tryRule(m_document.root(), patternRule(), m_files));
  else
    emit matchesChanged({});
  m_showing = false;
  updateSummary();
}

void HookByRuleDialog::showTried(const driver::TriedRule& tried) {
  const Theme& t = currentTheme();
  std::set<graph::EdgeId> lit;
  for (const driver::TriedPlace& place : tried.places) {
    if (!place.verdict.selected) continue;
    if (place.verdict.place.inside == m_document.path()) lit.insert(place.verdict.place.edge);
    const EdgeWords words = wordsOf(place.verdict.edge);
    auto* item = new QTreeWidgetItem(m_list);
    item->setText(RouteColumn, words.route);
    item->setText(InterfaceColumn, words.interface);
    item->setData(RouteColumn, EdgeRole, QString::fromStdString(place.verdict.edge));
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    const auto choice = m_choices.find(place.verdict.edge);
    const bool on = choice != m_choices.end() ? choice->second : !place.refusal;
    item->setCheckState(RouteColumn, on ? Qt::Checked : Qt::Unchecked);
    if (place.refusal) {
      item->setText(VerdictColumn, QStringLiteral("✕  ") + QString::fromStdString(place.refusal->rule));
      item->setToolTip(VerdictColumn,
                       QString::fromStdString(place.refusal->rule + "\n" + place.refusal->wayOut));
      item->setForeground(VerdictColumn, t.error);
    } else {
      item->setText(VerdictColumn, tr("✓  %1 of %2").arg(place.told).arg(place.functions));
      item->setForeground(VerdictColumn, t.ok);
    }
  }
  addOthers(tried);
  emit matchesChanged(lit);
}

/// What is not selected, folded away, each with its reason.
void HookByRuleDialog::addOthers(const driver::TriedRule& tried) {
  auto* others = new QTreeWidgetItem;
  others->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  for (const driver::TriedPlace& place : tried.places) {
    if (place.verdict.selected) continue;
    const EdgeWords words = wordsOf(place.verdict.edge);
    auto* item = new QTreeWidgetItem(
        others, {words.route, words.interface, QString::fromStdString(place.verdict.why)});
    item->setFlags(others->flags());
    item->setToolTip(VerdictColumn, item->text(VerdictColumn));
    for (const int column : {RouteColumn, InterfaceColumn, VerdictColumn})
      item->setForeground(column, currentTheme().textSecondary);
  }
  others->setText(RouteColumn, tr("%n other(s), and why not", nullptr, others->childCount()));
  others->setFirstColumnSpanned(true);
  if (others->childCount() == 0) {
    delete others;
    return;
  }
  m_list->addTopLevelItem(others);
  others->setFirstColumnSpanned(true);
  if (m_list->topLevelItemCount() > 1) return;
  others->setExpanded(true);
  if (!tried.whyNot.empty()) others->setText(RouteColumn, QString::fromStdString(tried.whyNot));
}

void HookByRuleDialog::rememberChoice(QTreeWidgetItem* item) {
  if (m_showing) return;
  m_choices[item->data(RouteColumn, EdgeRole).toString().toStdString()] =
      item->checkState(RouteColumn) == Qt::Checked;
  updateSummary();
}

int HookByRuleDialog::chosen() const {
  int count = 0;
  for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_list->topLevelItem(i);
    count += item->flags() & Qt::ItemIsUserCheckable && item->checkState(RouteColumn) == Qt::Checked ? 1 : 0;
  }
  return count;
}

void HookByRuleDialog::updateSummary() {
  int matches = 0, adaptable = 0;
  for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_list->topLevelItem(i);
    if (!(item->flags() & Qt::ItemIsUserCheckable)) continue;
    ++matches;
    adaptable += item->text(VerdictColumn).startsWith(QStringLiteral("✓")) ? 1 : 0;
  }
  const QString missing = complaint();
  m_summary->setText(!missing.isEmpty() ? missing
                                        : tr("%1 match · %2 can be adapted").arg(matches).arg(adaptable));
  m_apply->setText(tr("Hook %1").arg(chosen()));
  m_apply->setEnabled(chosen() > 0);
}

}  // namespace sb::ui
