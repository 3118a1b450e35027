// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/start_page.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/canvas/canvas_paint.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

void paintMiniNode(QPainter& p, const QRectF& r, const QString& title) {
  const Theme& t = currentTheme();
  p.setPen(QPen(t.nodeBorder, 1));
  p.setBrush(t.node);
  p.drawRect(r);
  const QRectF head(r.left(), r.top(), r.width(), std::min(20.0, r.height()));
  if (!title.isEmpty()) {
    p.fillRect(head.adjusted(0.5, 0.5, -0.5, 0), t.nodeHeader);
    p.setPen(t.text);
    p.setFont(t.captionStrong());
    p.drawText(head.adjusted(10, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
  }
}

/// The drawing of what hooking is.
class HookDrawing : public QWidget {
 public:
  explicit HookDrawing(QWidget* parent) : QWidget(parent) { setFixedSize(520, 110); }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& t = currentTheme();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF provider(2, 10, 112, 52), caller(406, 46, 112, 52);
    paintMiniNode(p, provider, tr("provider"));
    paintMiniNode(p, caller, tr("caller"));
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
    bead.name = tr("your hook");
    bead.letters = QStringLiteral("BA");
    const QPointF middle = pointAlong(line, 0.5);
    bead.rect = QRectF(middle.x() - 62, middle.y() - 12, 124, 24);
    paintBead(p, t, bead, false, false, false);
  }
};

class DropFrame : public QFrame {
 public:
  using QFrame::QFrame;

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& t = currentTheme();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QPen pen(t.controlBorder, 1.25, Qt::CustomDashLine);
    pen.setDashPattern({5, 4});
    p.setPen(pen);
    p.setBrush(t.panel);
    p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
  }
};

/// A sample as a card with a little drawing; opens a copy.
class SampleCard : public QPushButton {
 public:
  SampleCard(const QString& title, const QString& what, const QString& info, int shape, QWidget* parent)
      : QPushButton(parent), m_title(title), m_what(what), m_info(info), m_shape(shape) {
    setFixedSize(228, 150);
    setAccessibleName(title + QStringLiteral(", ") + what);
    setToolTip(what);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
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

 private:
  QString m_title, m_what, m_info;
  int m_shape;
};

class RecentDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {400, 72}; }
  void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = currentTheme();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QRectF r = QRectF(option.rect).adjusted(0.5, 3.5, -0.5, -3.5);
    const bool selected = option.state & QStyle::State_Selected;
    p->setPen(QPen(selected ? t.accent : t.separator, 1));
    p->setBrush(selected ? t.accentWeak : t.panel);
    p->drawRoundedRect(r, 4, 4);
    const QRectF thumb(r.left() + 10, r.top() + 10, 60, r.height() - 20);
    p->setPen(Qt::NoPen);
    p->setBrush(t.frame);
    p->drawRoundedRect(thumb, 3, 3);
    p->setBrush(t.slate());
    const QPointF c = thumb.center();
    p->setPen(QPen(t.slate(), 1));
    p->drawLine(c + QPointF(-18, -8), c);
    p->drawLine(c + QPointF(-18, 9), c);
    p->drawLine(c, c + QPointF(20, 0));
    for (const QPointF& at : {QPointF(-20, -9), QPointF(-20, 9), QPointF(0, 0), QPointF(20, 0)})
      p->drawRect(QRectF(c + at - QPointF(5, 4), QSizeF(10, 8)));
    const QRectF text = r.adjusted(82, 8, -10, -8);
    p->setPen(t.text);
    p->setFont(t.bodyStrong());
    p->drawText(QRectF(text.left(), text.top(), text.width(), 17), Qt::AlignVCenter,
                index.data(Qt::DisplayRole).toString());
    p->setPen(t.textSecondary);
    p->setFont(t.caption());
    p->drawText(QRectF(text.left(), text.top() + 17, text.width(), 15), Qt::AlignVCenter,
                p->fontMetrics().elidedText(index.data(Qt::UserRole + 1).toString(), Qt::ElideMiddle,
                                            static_cast<int>(text.width())));
    p->drawText(QRectF(text.left(), text.top() + 32, text.width(), 15), Qt::AlignVCenter,
                index.data(Qt::UserRole + 2).toString());
    p->restore();
  }
};

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", "heading");
  return label;
}

QLabel* keyHint(const QString& key, const QString& what, QWidget* parent) {
  const Theme& t = currentTheme();
  auto* label = new QLabel(QStringLiteral("<span style='background:%1'>&nbsp;%2&nbsp;</span>&nbsp; %3")
                               .arg(t.panelHeader.name(), key, what),
                           parent);
  label->setProperty("role", "secondary");
  return label;
}

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_recent(new QListWidget(this)), m_samples(new QWidget(this)) {
  setObjectName(QStringLiteral("startPage"));
  setAcceptDrops(true);
  auto* outer = new QHBoxLayout(this);
  outer->setContentsMargins(40, 48, 40, 24);
  outer->setSpacing(60);
  outer->addStretch(1);
  auto* left = new QVBoxLayout;
  auto* drop = new DropFrame(this);
  drop->setFixedSize(720, 392);
  auto* dropLayout = new QVBoxLayout(drop);
  dropLayout->setContentsMargins(24, 46, 24, 24);
  dropLayout->addWidget(new HookDrawing(drop), 0, Qt::AlignHCenter);
  dropLayout->addSpacing(8);
  auto* title = new QLabel(tr("Drop a .wasm file or a folder here"), drop);
  title->setProperty("role", "title");
  dropLayout->addWidget(title, 0, Qt::AlignHCenter);
  auto* under = new QLabel(
      tr("A composed component opens as a graph. Loose components become a library to wire."), drop);
  under->setProperty("role", "secondary");
  dropLayout->addWidget(under, 0, Qt::AlignHCenter);
  dropLayout->addSpacing(12);
  auto* buttons = new QHBoxLayout;
  auto* open = new QPushButton(icon(QStringLiteral("open"), currentTheme().onAccent), tr("Open…"), drop);
  open->setProperty("primary", true);
  open->setObjectName(QStringLiteral("startOpen"));
  auto* fresh = new QPushButton(icon(QStringLiteral("kind-composition")), tr("New empty composition"), drop);
  buttons->addStretch(1);
  buttons->addWidget(open);
  buttons->addWidget(fresh);
  buttons->addStretch(1);
  dropLayout->addLayout(buttons);
  dropLayout->addSpacing(14);
  auto* keys = new QHBoxLayout;
  keys->addStretch(1);
  keys->addWidget(keyHint(QStringLiteral("Ctrl+O"), tr("open"), drop));
  keys->addSpacing(12);
  keys->addWidget(keyHint(QStringLiteral("Ctrl+N"), tr("new"), drop));
  keys->addSpacing(12);
  keys->addWidget(keyHint(QStringLiteral("Ctrl+Shift+P"), tr("all commands"), drop));
  keys->addStretch(1);
  dropLayout->addLayout(keys);
  dropLayout->addStretch(1);
  left->addWidget(drop);
  left->addSpacing(14);
  auto* sampleHead = new QHBoxLayout;
  sampleHead->addWidget(heading(tr("Samples"), this));
  sampleHead->addStretch(1);
  auto* copyNote = new QLabel(tr("Each opens a copy"), this);
  copyNote->setProperty("role", "secondary");
  sampleHead->addWidget(copyNote);
  left->addLayout(sampleHead);
  m_samples->setFixedWidth(720);
  left->addWidget(m_samples);
  left->addStretch(1);
  outer->addLayout(left);
  auto* right = new QVBoxLayout;
  right->addWidget(heading(tr("Recent"), this));
  m_recent->setObjectName(QStringLiteral("recentFiles"));
  m_recent->setItemDelegate(new RecentDelegate(m_recent));
  m_recent->setFixedWidth(420);
  m_recent->setStyleSheet(QStringLiteral("QListWidget { background: transparent; }"));
  m_recent->setAccessibleName(tr("Recent files"));
  m_recent->setMaximumHeight(300);
  right->addWidget(m_recent);
  right->addSpacing(8);
  right->addWidget(heading(tr("First time here"), this));
  for (const auto& [topic, text, what] :
       {std::tuple(QStringLiteral("tour"), tr("Three-minute tour"),
                   tr("open a composition, hook it, read its bytes, export")),
        std::tuple(QStringLiteral("keys"), tr("Keyboard map"), tr("every action, printable")),
        std::tuple(QStringLiteral("words"), tr("What is a hook, a tier, a cell"),
                   tr("the words used in this window"))}) {
    auto* link = new QPushButton(text, this);
    link->setProperty("link", true);
    link->setCursor(Qt::PointingHandCursor);
    connect(link, &QPushButton::clicked, this, [this, topic = topic] { emit helpRequested(topic); });
    right->addWidget(link, 0, Qt::AlignLeft);
    auto* line = new QLabel(what, this);
    line->setProperty("role", "secondary");
    right->addWidget(line);
    right->addSpacing(6);
  }
  right->addStretch(1);
  outer->addLayout(right);
  outer->addStretch(1);
  connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
  connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
  connect(m_recent, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { emit fileChosen(item->data(Qt::UserRole).toString(), false); });
  connect(m_recent, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { emit fileChosen(item->data(Qt::UserRole).toString(), false); });
}

void StartPage::setRecent(const QList<RecentFile>& recent) {
  m_recent->clear();
  for (const RecentFile& file : recent) {
    auto* item = new QListWidgetItem(QFileInfo(file.path).fileName(), m_recent);
    item->setData(Qt::UserRole, file.path);
    item->setData(Qt::UserRole + 1, QFileInfo(file.path).path());
    item->setData(Qt::UserRole + 2, file.information);
    item->setToolTip(file.path);
  }
  if (m_recent->count() > 0) {
    m_recent->setCurrentRow(0);
    m_recent->setFocus();
  }
}

void StartPage::setSamplesFolder(const QString& folder) {
  auto* row = new QHBoxLayout(m_samples);
  row->setContentsMargins(0, 4, 0, 0);
  struct Sample {
    QString title, what, info, file;
  };
  const Sample samples[] = {
      {tr("Key-value shop"), tr("Watch a hook see values"), tr("5 instances, one nested"),
       folder + QStringLiteral("/orders/orders.composed.wasm")},
      {tr("Calculator chain"), tr("Order hooks along a chain"), tr("3 instances"),
       folder + QStringLiteral("/calc-chain/calc-chain.composed.wasm")},
      {tr("Async jobs"), tr("Hook functions that wait"), tr("2 instances, async"),
       folder + QStringLiteral("/jobs-async/jobs.composed.wasm")}};
  int shape = 0;
  for (const Sample& sample : samples) {
    auto* card = new SampleCard(sample.title, sample.what, sample.info, shape++, m_samples);
    card->setObjectName(QStringLiteral("sample%1").arg(shape));
    connect(card, &QPushButton::clicked, this, [this, file = sample.file] { emit fileChosen(file, true); });
    row->addWidget(card);
    if (shape < 3) row->addStretch(1);
  }
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}
void StartPage::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) emit fileChosen(url.toLocalFile(), false);
  event->acceptProposedAction();
}

}  // namespace sb::ui
