// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/window/hook_by_rule_dialog.h"

// What one fills in to hook by rule.
namespace sb::ui {
namespace {

QLineEdit* field(const char* name, const QString& any, QWidget* parent) {
  auto* edit = new QLineEdit(parent);
  edit->setObjectName(QLatin1String(name));
  edit->setPlaceholderText(any);
  edit->setClearButtonEnabled(true);
  return edit;
}

}  // namespace

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

}  // namespace sb::ui
