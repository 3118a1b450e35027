// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/start_cards.h"

#include <QPainter>

#include "ui/canvas/canvas_paint.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

void paintMiniNode(QPainter& p, const QRectF& r, const QString& title) {
  const Theme& t = currentTheme();
  p.setPen(QPen(t.nodeBorder, 1));
  p.setBrush(t.node);
  p.drawRoundedRect(r, 3, 3);
  const QRectF head(r.left(), r.top(), r.width(), std::min(20.0, r.height()));
  if (!title.isEmpty()) {
    p.fillRect(head.adjusted(0.5, 0.5, -0.5, 0), t.nodeHeader);
    p.setPen(t.text);
    p.setFont(t.captionStrong());
    p.drawText(head.adjusted(10, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
  }
}

void paintThumb(QPainter& p, const Theme& t, const QRectF& frame, const GraphThumb& thumb) {
  p.setPen(Qt::NoPen);
  p.setBrush(t.frame);
  p.drawRoundedRect(frame, 3, 3);
  const QRectF inside = frame.adjusted(7, 7, -7, -7);
  const auto place = [&](const QRectF& box) {
    return QRectF(inside.left() + box.left() * inside.width(), inside.top() + box.top() * inside.height(),
                  std::max(2.0, box.width() * inside.width()), std::max(2.0, box.height() * inside.height()));
  };
  p.setPen(QPen(t.slate(), 1));
  for (const auto& [from, to] : thumb.wires)
    if (from < thumb.boxes.size() && to < thumb.boxes.size())
      p.drawLine(place(thumb.boxes[from]).center(), place(thumb.boxes[to]).center());
  p.setPen(Qt::NoPen);
  p.setBrush(t.slate());
  for (const QRectF& box : thumb.boxes) p.drawRoundedRect(place(box), 1, 1);
}

}  // namespace

HookDrawing::HookDrawing(QWidget* parent) : QWidget(parent) { setFixedSize(520, 110); }

void HookDrawing::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const QRectF provider(2, 10, 112, 52), caller(406, 46, 112, 52);
  paintMiniNode(p, provider, QWidget::tr("provider"));
  paintMiniNode(p, caller, QWidget::tr("caller"));
  const QPointF from(provider.right(), 46), to(caller.left(), 82);
  const QPolygonF line = wireCurve(from, to);
  p.setPen(QPen(t.package[0], 2.25));
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(line);
  p.setPen(Qt::NoPen);
  p.setBrush(t.package[0]);
  p.drawEllipse(from, 5, 5);
  p.drawEllipse(to, 5, 5);
  BeadBox bead;
  bead.name = QWidget::tr("your hook");
  bead.letters = QStringLiteral("BA");
  const QPointF middle = pointAlong(line, 0.5);
  bead.rect = QRectF(middle.x() - 62, middle.y() - 12, 124, 24);
  paintBead(p, t, bead, false, false, false);
}

void DropFrame::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  QPen pen(t.controlBorder, 1.25, Qt::CustomDashLine);
  pen.setDashPattern({5, 4});
  p.setPen(pen);
  p.setBrush(t.panel);
  p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

SampleCard::SampleCard(const QString& title, const QString& what, const QString& info, int shape,
                       QWidget* parent)
    : QAbstractButton(parent), m_title(title), m_what(what), m_info(info), m_shape(shape) {
  setFixedSize(228, 150);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(title + QStringLiteral(", ") + what);
  setToolTip(what);
}

void SampleCard::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(QPen(hasFocus() || underMouse() ? t.accent : t.separator, 1.25));
  p.setBrush(t.panel);
  p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  p.fillRect(QRectF(1, 1, width() - 2, 82), t.frame);
  const auto node = [&](double x, double y) { paintMiniNode(p, QRectF(x, y, 32, 18), {}); };
  const auto wire = [&](QPointF a, QPointF b, const QColor& c) {
    p.setPen(QPen(c, 1.75));
    p.setBrush(Qt::NoBrush);
    p.drawPolyline(wireCurve(a, b));
  };
  if (m_shape == 0) {
    wire({46, 42}, {66, 24}, t.slate());
    wire({46, 42}, {66, 58}, t.slate());
    wire({98, 24}, {124, 42}, t.package[0]);
    wire({98, 58}, {124, 42}, t.package[3]);
    wire({156, 42}, {180, 36}, t.package[6]);
    node(14, 33);
    node(66, 15);
    node(66, 49);
    node(124, 33);
    node(180, 27);
    p.setPen(Qt::NoPen);
    p.setBrush(t.bead);
    p.drawEllipse(QPointF(110, 33), 5, 5);
  } else {
    const int count = m_shape == 1 ? 3 : 4;
    const double step = 200.0 / count;
    for (int i = 0; i + 1 < count; ++i)
      wire({14 + i * step + 32, 42}, {14 + (i + 1) * step, 42}, t.package[m_shape == 1 ? 1 : 4]);
    for (int i = 0; i < count; ++i) node(14 + i * step, 33);
    p.setPen(Qt::NoPen);
    p.setBrush(t.bead);
    for (int i = 0; i + 1 < count; ++i)
      p.drawEllipse(QPointF(14 + i * step + 32 + (step - 32) / 2, 42), 4.5, 4.5);
  }
  p.setPen(t.text);
  p.setFont(t.bodyStrong());
  p.drawText(QRectF(14, 90, width() - 28, 18), Qt::AlignVCenter, m_title);
  p.setPen(t.textSecondary);
  p.setFont(t.caption());
  p.drawText(QRectF(14, 108, width() - 28, 16), Qt::AlignVCenter, m_what);
  p.drawText(QRectF(14, 125, width() - 28, 16), Qt::AlignVCenter, m_info);
}

KeyHint::KeyHint(const QString& key, const QString& what, QWidget* parent)
    : QWidget(parent), m_key(key), m_what(what) {
  const QFontMetricsF small(currentTheme().caption()), body(currentTheme().body());
  setFixedSize(static_cast<int>(small.horizontalAdvance(key) + 12 + 8 + body.horizontalAdvance(what) + 4),
               24);
}

void KeyHint::paintEvent(QPaintEvent*) {
  const Theme& t = currentTheme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setFont(t.caption());
  const QRectF box(0.5, 3.5, p.fontMetrics().horizontalAdvance(m_key) + 12, 17);
  p.setPen(QPen(t.controlBorder, 1));
  p.setBrush(t.panel);
  p.drawRoundedRect(box, 3, 3);
  p.setPen(t.text);
  p.drawText(box, Qt::AlignCenter, m_key);
  p.setPen(t.textSecondary);
  p.setFont(t.body());
  p.drawText(QRectF(box.right() + 8, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, m_what);
}

void RecentDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme& t = currentTheme();
  p->save();
  p->setRenderHint(QPainter::Antialiasing);
  const QRectF r = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -8.5);
  const bool selected = option.state & QStyle::State_Selected;
  p->setPen(QPen(selected ? t.accent : t.separator, 1));
  p->setBrush(selected ? t.accentWeak : t.panel);
  p->drawRoundedRect(r, 4, 4);
  paintThumb(*p, t, QRectF(r.left() + 10, r.top() + 10, 62, r.height() - 20),
             index.data(ThumbRole).value<GraphThumb>());
  const QRectF text = r.adjusted(84, 7, -10, -6);
  const auto line = [&](double y, double height, const QString& words, Qt::TextElideMode elide) {
    p->drawText(QRectF(text.left(), text.top() + y, text.width(), height), Qt::AlignVCenter,
                p->fontMetrics().elidedText(words, elide, static_cast<int>(text.width())));
  };
  p->setPen(t.text);
  p->setFont(t.bodyStrong());
  line(0, 18, index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle);
  p->setPen(t.textSecondary);
  p->setFont(t.caption());
  line(18, 16, index.data(FolderRole).toString(), Qt::ElideMiddle);
  line(34, 16, index.data(InformationRole).toString(), Qt::ElideRight);
  p->restore();
}

}  // namespace sb::ui
