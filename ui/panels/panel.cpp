// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/panel.h"

#include <QHBoxLayout>

#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace sb::ui {

PanelHeader::PanelHeader(const QString& iconName, const QString& title, QWidget* parent)
    : QFrame(parent),
      m_iconName(iconName),
      m_icon(new QLabel(this)),
      m_title(new QLabel(title, this)),
      m_info(new QLabel(this)),
      m_layout(new QHBoxLayout(this)) {
  setProperty("role", "header");
  setFixedHeight(34);
  m_layout->setContentsMargins(12, 0, 12, 0);
  m_layout->setSpacing(8);
  m_layout->addWidget(m_icon);
  m_layout->addWidget(m_title);
  m_layout->addStretch(1);
  m_layout->addWidget(m_info);
  m_info->setProperty("role", "secondary");
  refreshTheme();
}

void PanelHeader::setTitle(const QString& title) { m_title->setText(title); }
void PanelHeader::setInfo(const QString& info) { m_info->setText(info); }
void PanelHeader::addWidget(QWidget* widget) { m_layout->insertWidget(m_layout->count() - 1, widget); }

void PanelHeader::refreshTheme() {
  const Theme& theme = currentTheme();
  m_title->setFont(theme.bodyStrong());
  m_info->setFont(theme.caption());
  if (m_iconName.isEmpty())
    m_icon->hide();
  else
    m_icon->setPixmap(iconPixmap(m_iconName, theme.text, 16, devicePixelRatioF()));
}

Panel::Panel(const QString& iconName, const QString& title, QWidget* parent)
    : QWidget(parent), m_title(title), m_header(new PanelHeader(iconName, title, this)) {
  setAccessibleName(title);
}
Panel::~Panel() = default;

void Panel::setDocument(Document* document) {
  for (const QMetaObject::Connection& connection : m_connections) disconnect(connection);
  m_connections.clear();
  m_document = document;
  attach();
}

QLabel* emptyHint(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", "secondary");
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignCenter);
  label->setMargin(16);
  return label;
}

}  // namespace sb::ui
