// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/picker.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace sb::ui {

Picker::Picker(const QString& placeholder, const QList<PickerRow>& rows, QWidget* parent)
    : QDialog(parent, Qt::Popup), m_rows(rows), m_field(new QLineEdit(this)), m_list(new QListWidget(this)) {
  setObjectName(QStringLiteral("picker"));
  setAttribute(Qt::WA_DeleteOnClose, false);
  const Theme& t = currentTheme();
  setStyleSheet(QStringLiteral("QDialog { background: %1; border: 1px solid %2; border-radius: 8px; }")
                    .arg(t.panel.name(), t.controlBorder.name()));
  m_field->setPlaceholderText(placeholder);
  m_field->setObjectName(QStringLiteral("pickerField"));
  m_field->installEventFilter(this);
  m_list->setObjectName(QStringLiteral("pickerList"));
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->addWidget(m_field);
  layout->addWidget(m_list);
  resize(440, 320);
  connect(m_field, &QLineEdit::textChanged, this, &Picker::filter);
  connect(m_list, &QListWidget::itemActivated, this, &Picker::take);
  connect(m_list, &QListWidget::itemClicked, this, &Picker::take);
  filter({});
  m_field->setFocus();
}

void Picker::filter(const QString& text) {
  m_list->clear();
  QString section;
  for (const PickerRow& row : m_rows) {
    if (!row.title.contains(text, Qt::CaseInsensitive) &&
        !row.information.contains(text, Qt::CaseInsensitive))
      continue;
    if (!row.section.isEmpty() && row.section != section) {
      section = row.section;
      auto* head = new QListWidgetItem(section, m_list);
      head->setFlags(Qt::NoItemFlags);
      head->setFont(currentTheme().captionStrong());
    }
    auto* item = new QListWidgetItem(
        row.information.isEmpty() ? row.title : row.title + QStringLiteral("   ") + row.information, m_list);
    if (!row.iconName.isEmpty()) item->setIcon(icon(row.iconName));
    item->setData(Qt::UserRole, row.key);
    item->setToolTip(row.information);
    item->setSizeHint(QSize(1, QFontMetrics(m_list->font()).height() + 12));  // long rows end in an ellipsis
    if (!row.enabled) item->setFlags(Qt::NoItemFlags);
  }
  for (int i = 0; i < m_list->count(); ++i)
    if (m_list->item(i)->flags() & Qt::ItemIsEnabled) {
      m_list->setCurrentRow(i);
      break;
    }
}

void Picker::take() {
  QListWidgetItem* item = m_list->currentItem();
  if (!item || !(item->flags() & Qt::ItemIsEnabled)) return;
  m_chosen = item->data(Qt::UserRole).toString();
  accept();
  emit chosen(m_chosen);
}

bool Picker::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_field && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
      take();
      return true;
    }
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
      const int step = key == Qt::Key_Down ? 1 : -1;
      for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step)
        if (m_list->item(row)->flags() & Qt::ItemIsEnabled) {
          m_list->setCurrentRow(row);
          break;
        }
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace sb::ui
