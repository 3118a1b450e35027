// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/library_panel.h"

#include <QButtonGroup>
#include <QDirIterator>
#include <QDrag>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "core/driver/open.h"
#include "core/graph/hook_kind.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

enum LibraryRole {
  NameRole = Qt::UserRole,
  TierRole,
  LettersRole,
  SeesRole,
  PathRole,
  BuiltInRole,
  UsableRole,
  HookRole
};

class LibraryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {220, 47}; }
  void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = currentTheme();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QRectF r = option.rect;
    if (option.state & QStyle::State_Selected)
      p->fillRect(r, t.accentWeak);
    else if (option.state & QStyle::State_MouseOver)
      p->fillRect(r, t.panelHeader);
    p->setPen(QPen(t.separator, 1));
    p->drawLine(QPointF(r.left() + 8, r.bottom() + 0.5), QPointF(r.right() - 8, r.bottom() + 0.5));
    const bool usable = index.data(UsableRole).toBool();
    const QString iconName = !usable ? QStringLiteral("problems")
                                     : (index.data(HookRole).toBool() ? QStringLiteral("kind-hook")
                                                                      : QStringLiteral("kind-component"));
    p->drawPixmap(QPointF(r.left() + 10, r.top() + 7),
                  iconPixmap(iconName, t.text, 16, p->device()->devicePixelRatioF()));
    const double used = paintHookLetters(*p, t, index.data(LettersRole).toString(),
                                         QPointF(r.right() - 10, r.top() + 15), true);
    p->setFont(t.bodyStrong());
    p->setPen(usable ? t.text : t.textSecondary);
    const double room = r.width() - 34 - used - 12;
    const QString name =
        p->fontMetrics().elidedText(index.data(NameRole).toString(), Qt::ElideRight, static_cast<int>(room));
    const double nameWidth = p->fontMetrics().horizontalAdvance(name);
    p->drawText(QRectF(r.left() + 34, r.top() + 4, room, 22), Qt::AlignVCenter | Qt::AlignLeft, name);
    const QString tier = index.data(TierRole).toString();
    p->setFont(t.caption());
    if (!tier.isEmpty() && nameWidth + 60 < room) {
      const double width = p->fontMetrics().horizontalAdvance(tier) + 10;
      const QRectF chip(r.left() + 34 + nameWidth + 8, r.top() + 7, width, 16);
      p->setPen(QPen(t.separator, 1));
      p->setBrush(t.panelHeader);
      p->drawRoundedRect(chip, 3, 3);
      p->setPen(t.textSecondary);
      p->drawText(chip, Qt::AlignCenter, tier);
    }
    p->setPen(t.textSecondary);
    p->drawText(QRectF(r.left() + 34, r.top() + 24, r.width() - 44, 18), Qt::AlignVCenter | Qt::AlignLeft,
                p->fontMetrics().elidedText(index.data(SeesRole).toString(), Qt::ElideRight,
                                            static_cast<int>(r.width() - 46)));
    p->restore();
  }
};

/// A list whose rows carry their file when dragged.
class LibraryList : public QListWidget {
 public:
  using QListWidget::QListWidget;

 protected:
  void startDrag(Qt::DropActions) override {
    QListWidgetItem* item = currentItem();
    if (!item || !item->data(UsableRole).toBool()) return;
    auto* mime = new QMimeData;
    mime->setData(QStringLiteral("application/x-spliceboard-file"), item->data(PathRole).toString().toUtf8());
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->setPixmap(iconPixmap(QStringLiteral("kind-hook"), currentTheme().text, 24, devicePixelRatioF()));
    drag->exec(Qt::CopyAction);
  }
};

}  // namespace

LibraryPanel::LibraryPanel(QWidget* parent)
    : Panel(QStringLiteral("library"), tr("Library"), parent),
      m_segments(new QButtonGroup(this)),
      m_list(new LibraryList(this)) {
  setObjectName(QStringLiteral("libraryPanel"));
  m_list->setObjectName(QStringLiteral("libraryList"));
  m_list->setItemDelegate(new LibraryDelegate(m_list));
  m_list->setDragEnabled(true);
  m_list->setMouseTracking(true);
  m_list->setAccessibleName(tr("Hooks and components"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  makePaper(this);
  auto* segments = new QHBoxLayout;
  segments->setContentsMargins(8, 8, 8, 6);
  segments->setSpacing(0);
  int id = 0;
  for (const QString& text : {tr("Hooks"), tr("Components")}) {
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setChecked(id == 0);
    button->setProperty("segment", true);
    m_segments->addButton(button, id++);
    segments->addWidget(button, 1);
  }
  layout->addLayout(segments);
  layout->addWidget(m_list, 1);
  connect(m_segments, &QButtonGroup::idClicked, this, &LibraryPanel::rebuild);
  connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
    if (!item->data(UsableRole).toBool()) return;
    const QString path = item->data(PathRole).toString();
    if (item->data(HookRole).toBool())
      emit hookChosen(path);
    else
      emit componentChosen(path);
  });
}

void LibraryPanel::attach() { rebuild(); }

void LibraryPanel::addFolder(const QString& folder, bool builtIn) {
  QStringList files;
  QDirIterator it(folder, {QStringLiteral("*.wasm")}, QDir::Files, QDirIterator::Subdirectories);
  while (it.hasNext() && files.size() < 500) files << it.next();
  files.sort();
  for (const QString& file : files) addFile(file, builtIn);
}

void LibraryPanel::addFile(const QString& path, bool builtIn) {
  for (const LibraryEntry& entry : m_entries)
    if (entry.path == path) return;
  LibraryEntry entry;
  entry.path = path;
  entry.name = QFileInfo(path).completeBaseName();
  entry.builtIn = builtIn;
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  if (!file) {
    entry.sentence = QString::fromStdString(file.error().message);
  } else {
    entry.file = *file;
    const graph::HookAbility ability = graph::hookAbility(*entry.file->type);
    entry.letters = QString::fromStdString(ability.letters());
    entry.isHook = !ability.interfaces.empty();
    if (ability.tier2)
      entry.tier = tr("tier 2");
    else if (ability.tier1)
      entry.tier = tr("tier 1");
    QStringList moments;
    for (const graph::HookInterface& hook : ability.interfaces) switch (hook.moment) {
        case graph::HookMoment::Before: moments << tr("before"); break;
        case graph::HookMoment::Blocking:
        case graph::HookMoment::Gate: moments << tr("may skip calls"); break;
        case graph::HookMoment::After: moments << tr("after"); break;
      }
    moments << (ability.tier2 ? tr("sees values") : tr("call names only"));
    if (entry.isHook)
      entry.sees = (builtIn ? tr("built in") + QStringLiteral(" · ") : QString()) +
                   moments.join(QStringLiteral(" · "));
    else
      entry.sees = tr("%1 imports, %2 exports")
                       .arg(entry.file->type->imports.size())
                       .arg(entry.file->type->exports.size());
  }
  if (!entry.sentence.isEmpty()) entry.sees = entry.sentence;
  m_entries.push_back(std::move(entry));
  rebuild();
}

const LibraryEntry* LibraryPanel::findHook(const QString& name) const {
  for (const LibraryEntry& entry : m_entries)
    if (entry.isHook && entry.name == name) return &entry;
  return nullptr;
}

void LibraryPanel::rebuild() {
  m_list->clear();
  const bool hooks = m_segments->checkedId() == 0;
  for (const LibraryEntry& entry : m_entries) {
    if (entry.isHook != hooks) continue;
    auto* item = new QListWidgetItem(m_list);
    item->setData(NameRole, entry.name);
    item->setData(TierRole, entry.tier);
    item->setData(LettersRole, entry.letters);
    item->setData(SeesRole, entry.sees);
    item->setData(PathRole, entry.path);
    item->setData(BuiltInRole, entry.builtIn);
    item->setData(HookRole, entry.isHook);
    item->setData(UsableRole, entry.sentence.isEmpty() && entry.file != nullptr);
    item->setToolTip(entry.path + QLatin1Char('\n') + entry.sees);
    item->setData(Qt::AccessibleTextRole,
                  entry.name + QStringLiteral(", ") + entry.tier + QStringLiteral(", ") + entry.sees);
  }
}

}  // namespace sb::ui
