// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/rule_text_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/panels/rule_list.h"
#include "ui/theme/theme.h"

namespace sb::ui {

RuleTextDialog::RuleTextDialog(Document& document, const QString& yaml, int rule, QWidget* parent)
    : QDialog(parent),
      m_document(document),
      m_text(new QPlainTextEdit(yaml, this)),
      m_sentence(new QLabel(this)),
      m_preview(new RuleList(this)) {
  setObjectName(QStringLiteral("ruleTextDialog"));
  setWindowTitle(tr("Edit rules"));
  m_text->setObjectName(QStringLiteral("ruleText"));
  m_text->setFont(currentTheme().mono());
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setTabChangesFocus(true);
  m_sentence->setObjectName(QStringLiteral("ruleTextSentence"));
  m_sentence->setWordWrap(true);
  m_preview->setObjectName(QStringLiteral("ruleTextPreview"));
  m_preview->setDragEnabled(false);
  m_preview->setContextMenuPolicy(Qt::PreventContextMenu);
  m_preview->setFrameShape(QFrame::StyledPanel);
  auto* parts = new QSplitter(Qt::Vertical, this);
  parts->addWidget(m_text);
  parts->addWidget(m_preview);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 2);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
  m_apply->setObjectName(QStringLiteral("ruleTextApply"));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(parts, 1);
  layout->addWidget(m_sentence);
  layout->addWidget(buttons);
  m_later.setSingleShot(true);
  m_later.setInterval(150);
  connect(&m_later, &QTimer::timeout, this, &RuleTextDialog::evaluate);
  connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_later.start(); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_apply, &QPushButton::clicked, this, [this] {
    evaluate();
    if (m_apply->isEnabled()) emit rulesWanted(m_rules);
  });
  connect(&document, &QObject::destroyed, this, &QDialog::reject);
  resize(720, 620);
  evaluate();
  if (rule >= 0 && static_cast<std::size_t>(rule) < m_rules.rules.size())
    placeCursor(m_rules.rules[static_cast<std::size_t>(rule)].line);
}

void RuleTextDialog::placeCursor(unsigned line) {
  const QTextBlock block = m_text->document()->findBlockByNumber(static_cast<int>(line) - 1);
  if (!block.isValid()) return;
  m_text->setTextCursor(QTextCursor(block));
  m_text->centerCursor();
}

void RuleTextDialog::showError(const QString& sentence) {
  m_sentence->setText(sentence);
  m_sentence->setProperty("role", "error");
  m_sentence->setStyleSheet(QStringLiteral("color: %1").arg(currentTheme().error.name()));
}

void RuleTextDialog::evaluate() {
  m_later.stop();
  const Result<plan::SpliceRules> rules = plan::parseSpliceRules(m_text->toPlainText().toStdString());
  m_apply->setEnabled(rules.has_value());
  if (!rules) return showError(QString::fromStdString(rules.error().message));
  m_rules = *rules;
  m_sentence->setStyleSheet({});
  m_sentence->setText(tr("%n rule(s). Open one to see which connections it selects, and why not the others.",
                         nullptr, static_cast<int>(m_rules.rules.size())));
  m_preview->showRules(m_document.root(), m_rules, false);
}

}  // namespace sb::ui
