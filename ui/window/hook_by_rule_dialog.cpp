// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/hook_by_rule_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>

#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/rule_words.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

enum Column { RouteColumn, InterfaceColumn, VerdictColumn };
constexpr int EdgeRole = Qt::UserRole;

QLineEdit* field(const char* name, const QString& any, QWidget* parent) {
  auto* edit = new QLineEdit(parent);
  edit->setObjectName(QLatin1String(name));
  edit->setPlaceholderText(any);
  edit->setClearButtonEnabled(true);
  return edit;
}

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

QWidget* HookByRuleDialog::buildFields(const std::vector<LibraryEntry>& hooks) {
  auto* box = new QWidget(this);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 4);
  m_interface = field("ruleInterface", tr("any, such as demo:kv/*"), box);
  m_caller = field("ruleCaller", tr("any"), box);
  m_provider = field("ruleProvider", tr("any; the host is named host"), box);
  for (QLineEdit* edit : {m_interface, m_caller, m_provider})
    edit->setToolTip(tr("Names or globs (* and ?), several with commas between"));
  m_every = new QRadioButton(tr("every connection"), box);
  m_before = new QRadioButton(tr("before the provider"), box);
  m_between = new QRadioButton(tr("between caller, provider"), box);
  m_every->setObjectName(QStringLiteral("ruleEvery"));
  m_before->setObjectName(QStringLiteral("ruleBefore"));
  m_between->setObjectName(QStringLiteral("ruleBetween"));
  m_before->setToolTip(tr("Whoever calls it, the composition's own exports included"));
  m_every->setChecked(true);
  m_hook = new PanelCombo(box);
  m_hook->setObjectName(QStringLiteral("ruleHook"));
  for (const LibraryEntry& entry : hooks) {
    if (!entry.file || !entry.file->type) continue;
    const QString kind = entry.isHook ? entry.tier + QStringLiteral("  ") + entry.letters : tr("middleware");
    m_hook->addItem(icon(QStringLiteral("kind-hook")), entry.name + QStringLiteral("   ") + kind);
    m_hooks.push_back(entry);
  }
  m_position = new PanelCombo(box);
  m_position->setObjectName(QStringLiteral("rulePosition"));
  m_position->addItems({tr("nearest the caller"), tr("nearest the provider")});
  m_position->setToolTip(
      tr("Among the hooks that are there; a kept rule becomes the first or the last rule, behind "
         "hooks placed by hand"));
  const auto place = [&](int row, const QString& text, QWidget* widget) {
    auto* label = new QLabel(text, box);
    label->setBuddy(widget);
    grid->addWidget(label, row, 0);
    grid->addWidget(widget, row, 1);
  };
  place(0, tr("&Interface"), m_interface);
  place(1, tr("&Caller"), m_caller);
  place(2, tr("&Provider"), m_provider);
  place(3, tr("&Hook"), m_hook);
  grid->addWidget(new QLabel(tr("Place"), box), 0, 2);
  grid->addWidget(m_every, 0, 3);
  grid->addWidget(m_before, 1, 3);
  grid->addWidget(m_between, 2, 3);
  auto* position = new QLabel(tr("P&osition"), box);
  position->setBuddy(m_position);
  grid->addWidget(position, 3, 2);
  grid->addWidget(m_position, 3, 3);
  grid->setColumnStretch(1, 3);
  grid->setColumnStretch(3, 2);
  grid->setHorizontalSpacing(10);
  return box;
}

QWidget* HookByRuleDialog::buildButtons() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  auto* copy = new QPushButton(tr("Copy as YAML"), box);
  copy->setObjectName(QStringLiteral("ruleCopy"));
  auto* cancel = new QPushButton(tr("Cancel"), box);
  m_apply = new QPushButton(box);
  m_apply->setObjectName(QStringLiteral("ruleApply"));
  m_apply->setProperty("primary", true);
  for (QPushButton* button : {copy, cancel}) button->setAutoDefault(false);
  m_apply->setDefault(true);
  row->addStretch(1);
  row->addWidget(copy);
  row->addWidget(cancel);
  row->addWidget(m_apply);
  connect(copy, &QPushButton::clicked, this, [this] {
    QApplication::clipboard()->setText(QString::fromStdString(plan::printSpliceRules({{rule()}})));
    emit said(tr("The rule was copied as YAML."));
  });
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_apply, &QPushButton::clicked, this, [this] {
    evaluate();
    if (chosen() > 0) emit hookWanted();
  });
  return box;
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
