// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/panel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

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

void PanelHeader::setTitle(const QString& title) {
  m_title->setText(title);
  updateLink();
}
void PanelHeader::setInfo(const QString& info) {
  m_info->setText(info);
  updateLink();
}
void PanelHeader::addWidget(QWidget* widget) { m_layout->insertWidget(m_layout->indexOf(m_info), widget); }

void PanelHeader::addLink(QAction* link) {
  m_link = new QToolButton(this);
  m_link->setObjectName(QStringLiteral("panelLink"));
  m_link->setCheckable(true);
  m_link->setStyleSheet(QStringLiteral(
      "QToolButton { border: none; padding: 0; background: transparent; }"));  // it is on nearly always
  m_link->setChecked(link->isChecked());
  m_link->setFixedSize(24, 24);
  m_link->setIconSize(QSize(16, 16));
  m_link->setToolTip(link->statusTip());
  m_link->setAccessibleName(tr("Linked"));
  connect(m_link, &QToolButton::clicked, link, &QAction::setChecked);
  connect(link, &QAction::toggled, m_link, [this](bool linked) {
    m_link->setChecked(linked);
    refreshTheme();
    updateLink();
  });
  m_layout->addWidget(m_link);
  refreshTheme();
}

void PanelHeader::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  updateLink();
}

/// Words come before the chain, which the menu has too; one that is open is always shown.
void PanelHeader::updateLink() {
  if (!m_link) return;
  const int own = m_link->isHidden() ? m_link->width() + m_layout->spacing() : 0;
  m_link->setVisible(!m_link->isChecked() || m_layout->sizeHint().width() + own <= width());
}

void PanelHeader::refreshTheme() {
  const Theme& theme = currentTheme();
  if (m_link)
    m_link->setIcon(
        icon(QStringLiteral("link"), m_link->isChecked() ? &Theme::textSecondary : &Theme::warning));
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

void Panel::setLinked(bool linked) {
  if (linked == m_linked) return;
  m_linked = linked;
  emit linkedChanged(linked);
  if (linked) setDocument(m_document);
}

void Panel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || m_themeChanging) return;
  m_themeChanging = true;  // the style sheet comes after the palette
  QMetaObject::invokeMethod(
      this,
      [this] {
        m_themeChanging = false;
        m_header->refreshTheme();
        themeChanged();
      },
      Qt::QueuedConnection);
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
