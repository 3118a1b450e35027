// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QFrame>
#include <QLabel>
#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace sb::ui {

class Document;

/// Icon, title and one line of information: the head of every panel, used as the title bar of its dock.
class PanelHeader : public QFrame {
  Q_OBJECT
 public:
  PanelHeader(const QString& iconName, const QString& title, QWidget* parent = nullptr);
  void setTitle(const QString& title);
  void setInfo(const QString& info);  ///< right-aligned, secondary
  void addWidget(QWidget* widget);    ///< at the right, before the information
  QString info() const { return m_info->text(); }
  const QString& iconName() const { return m_iconName; }
  void refreshTheme();
  /// A dock gives its title bar the hinted height, whatever the fixed one is.
  QSize sizeHint() const override { return {160, 34}; }
  QSize minimumSizeHint() const override { return {80, 34}; }

 private:
  QString m_iconName;
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_info;
  QHBoxLayout* m_layout;
};

/// A view of the selected part of the current document. Panels own no data; setDocument() switches them.
class Panel : public QWidget {
  Q_OBJECT
 public:
  Panel(const QString& iconName, const QString& title, QWidget* parent = nullptr);
  ~Panel() override;

  void setDocument(Document* document);  ///< null: nothing open
  Document* document() const { return m_document; }
  PanelHeader* header() const { return m_header; }
  const QString& title() const { return m_title; }

 signals:
  void sentence(const QString& text);  ///< for the status bar

 protected:
  /// Called after the document changed; connect with `watch` and show it.
  virtual void attach() = 0;
  /// Connections made here end when the document is switched.
  void watch(const QMetaObject::Connection& connection) { m_connections << connection; }

 private:
  QString m_title;
  PanelHeader* m_header;
  Document* m_document = nullptr;
  QList<QMetaObject::Connection> m_connections;
};

/// One line in an empty panel that says what would fill it.
QLabel* emptyHint(const QString& text, QWidget* parent);

}  // namespace sb::ui
