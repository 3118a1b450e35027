// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QFrame>
#include <QLabel>
#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

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
  /// The chain: whether the panel follows the selection.
  void addLink(QAction* link);
  QString info() const { return m_info->text(); }
  const QString& iconName() const { return m_iconName; }
  void refreshTheme();
  /// A dock gives its title bar the hinted height, whatever the fixed one is.
  QSize sizeHint() const override { return {160, 34}; }
  QSize minimumSizeHint() const override { return {80, 34}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void updateLink();
  QString m_iconName;
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_info;
  QToolButton* m_link = nullptr;
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
  /// A panel that is not linked stays as it is, whatever is selected elsewhere (View › Link panels), and what
  /// is clicked in it marks nothing elsewhere. Linking it again catches up.
  bool isLinked() const { return m_linked; }
  void setLinked(bool linked);

 signals:
  void linkedChanged(bool linked);
  void sentence(const QString& text);  ///< for the status bar

 protected:
  /// Called after the document changed; connect with `watch` and show it.
  virtual void attach() = 0;
  /// Called after the colours of the program changed, for what was made of the old ones.
  virtual void themeChanged() {}
  void changeEvent(QEvent* event) override;
  /// Connections made here end when the document is switched.
  void watch(const QMetaObject::Connection& connection) { m_connections << connection; }
  /// The same for what follows the selection: only while the panel is linked.
  template <class Sender, class Signal, class Slot>
  void follow(const Sender* sender, Signal signal, Slot slot) {
    watch(connect(sender, signal, this, [this, slot] {
      if (m_linked) slot();
    }));
  }

 private:
  QString m_title;
  PanelHeader* m_header;
  Document* m_document = nullptr;
  bool m_linked = true, m_themeChanging = false;
  QList<QMetaObject::Connection> m_connections;
};

/// One line in an empty panel that says what would fill it.
QLabel* emptyHint(const QString& text, QWidget* parent);

}  // namespace sb::ui
