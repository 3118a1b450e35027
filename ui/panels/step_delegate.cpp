// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/step_delegate.h"

#include <QPainter>

#include "ui/canvas/canvas_paint.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// A chip behind a title, when there is room.
void paintForm(QPainter& p, const Theme& t, const QPointF& at, const QString& form, double room) {
  p.setFont(t.caption());
  const double width = p.fontMetrics().horizontalAdvance(form) + 10;
  if (form.isEmpty() || width > room) return;
  const QRectF chip(at.x(), at.y(), width, 15);
  p.setPen(QPen(t.separator, 1));
  p.setBrush(t.panelHeader);
  p.drawRoundedRect(chip, 3, 3);
  p.setPen(t.textSecondary);
  p.drawText(chip, Qt::AlignCenter, form);
}

/// A numbered disc on a vertical line, title and subject, WAC lines and size at the right.
class StepDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {260, 35}; }
  void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = currentTheme();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QRectF r = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
      p->setPen(QPen(t.accent, 1));
      p->setBrush(t.accentWeak);
      p->drawRoundedRect(r.adjusted(3.5, 1.5, -3.5, -1.5), 4, 4);
    }
    if (!selected && index.data(LinkedRole).toBool()) {
      p->setPen(QPen(t.accent, 1));
      p->setBrush(Qt::NoBrush);
      p->drawRoundedRect(r.adjusted(3.5, 1.5, -3.5, -1.5), 4, 4);
    }
    const QPointF centre(r.left() + 20, r.center().y());
    p->setPen(QPen(t.separator, 1.25));
    if (index.row() > 0) p->drawLine(QPointF(centre.x(), r.top()), centre - QPointF(0, 11));
    if (index.row() + 1 < index.model()->rowCount())
      p->drawLine(centre + QPointF(0, 11), QPointF(centre.x(), r.bottom()));
    const int state = index.data(StateRole).toInt();
    const QRectF disc(centre.x() - 9.5, centre.y() - 9.5, 19, 19);
    if (state == Refused) {
      paintStatusGlyph(*p, t, disc, Severity::Error);
    } else if (state == Done && !selected) {
      paintOkGlyph(*p, t, disc);
    } else {
      p->setPen(QPen(selected ? t.accent : t.controlBorder, 1.25));
      p->setBrush(selected ? t.accent : t.panel);
      p->drawEllipse(disc);
      p->setPen(selected ? t.onAccent : t.text);
      p->setFont(t.captionStrong());
      p->drawText(disc, Qt::AlignCenter, index.data(NumberRole).toString());
    }
    if (index.data(WarnedRole).toBool())
      paintStatusGlyph(*p, t, QRectF(disc.right() - 4, disc.top() - 6, 11, 11), Severity::Warning);
    const QRectF text = r.adjusted(42, 3, -10, -3);
    p->setFont(t.mono());
    const QString lines = index.data(LinesRole).toString();
    const double linesWidth = p->fontMetrics().horizontalAdvance(lines);
    p->setPen(t.accent);
    p->drawText(QRectF(text.left(), text.top(), text.width(), text.height() / 2),
                Qt::AlignRight | Qt::AlignVCenter, lines);
    p->setFont(t.caption());
    const QString size = index.data(SizeRole).toString();
    const double sizeWidth = p->fontMetrics().horizontalAdvance(size);
    p->setPen(t.textSecondary);
    p->drawText(QRectF(text.left(), text.center().y(), text.width(), text.height() / 2),
                Qt::AlignRight | Qt::AlignVCenter, size);
    const double subjectRoom = text.width() - sizeWidth - 8;
    p->drawText(QRectF(text.left(), text.center().y(), subjectRoom, text.height() / 2),
                Qt::AlignLeft | Qt::AlignVCenter,
                p->fontMetrics().elidedText(index.data(SubjectRole).toString(), Qt::ElideRight,
                                            static_cast<int>(subjectRoom)));
    p->setFont(t.bodyStrong());
    p->setPen(t.text);
    const double titleRoom = text.width() - linesWidth - 8;
    p->drawText(QRectF(text.left(), text.top(), titleRoom, text.height() / 2),
                Qt::AlignLeft | Qt::AlignVCenter,
                p->fontMetrics().elidedText(index.data(TitleRole).toString(), Qt::ElideRight,
                                            static_cast<int>(titleRoom)));
    const double titleWidth = p->fontMetrics().horizontalAdvance(index.data(TitleRole).toString());
    paintForm(*p, t, QPointF(text.left() + titleWidth + 8, text.top()), index.data(FormRole).toString(),
              titleRoom - titleWidth - 8);
    p->restore();
  }
};

}  // namespace

QStyledItemDelegate* stepDelegate(QObject* parent) { return new StepDelegate(parent); }

}  // namespace sb::ui
