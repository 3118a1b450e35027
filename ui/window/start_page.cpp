// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/start_page.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QLabel* words(const QString& text, const char* role, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", role);
  label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  return label;
}

QString shortFolder(const QString& path) {
  const QString folder = QFileInfo(path).path(), home = QDir::homePath();
  return folder.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + folder.mid(home.size()) : folder;
}

/// The canvas without a graph: its colour and its dots.
class Ground : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& t = currentTheme();
    QPainter p(this);
    p.fillRect(rect(), t.canvas);
    p.setPen(Qt::NoPen);
    p.setBrush(t.canvasGrid);
    for (int y = 12; y < height(); y += 24)
      for (int x = 12; x < width(); x += 24) p.drawRect(QRectF(x, y, 1, 1));
  }
};

constexpr int dropWidth = 720, dropHeight = 392, rightWidth = 420, mostRecent = 8;

}  // namespace

StartPage::StartPage(QWidget* parent) : QScrollArea(parent), m_recent(new QListWidget(this)) {
  setObjectName(QStringLiteral("startPage"));
  setAcceptDrops(true);
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setFocusPolicy(Qt::NoFocus);
  auto* ground = new Ground(this);
  auto* outer = new QHBoxLayout(ground);
  outer->setContentsMargins(40, 56, 40, 24);
  outer->setSpacing(60);
  outer->addStretch(1);
  outer->addLayout(buildLeft(ground));
  outer->addLayout(buildRight(ground));
  outer->addStretch(1);
  setWidget(ground);
}

QLayout* StartPage::buildLeft(QWidget* page) {
  auto* left = new QVBoxLayout;
  left->setSpacing(0);
  auto* drop = new DropFrame(page);
  drop->setFixedSize(dropWidth, dropHeight);
  auto* inside = new QVBoxLayout(drop);
  inside->setContentsMargins(24, 60, 24, 24);
  inside->setSpacing(0);
  inside->addWidget(new HookDrawing(drop), 0, Qt::AlignHCenter);
  inside->addSpacing(24);
  inside->addWidget(words(tr("Drop a .wasm file or a folder here"), "title", drop), 0, Qt::AlignHCenter);
  inside->addSpacing(8);
  inside->addWidget(
      words(tr("A composed component opens as a graph. Loose components become a library to wire."),
            "secondary", drop),
      0, Qt::AlignHCenter);
  inside->addSpacing(24);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(12);
  auto* open = new QPushButton(icon(QStringLiteral("open"), &Theme::onAccent), tr("Open…"), drop);
  open->setProperty("primary", true);
  open->setObjectName(QStringLiteral("startOpen"));
  auto* fresh = new QPushButton(icon(QStringLiteral("kind-composition")), tr("New empty composition"), drop);
  fresh->setObjectName(QStringLiteral("startNew"));
  for (QPushButton* button : {open, fresh}) {
    button->setStyleSheet(QStringLiteral("QPushButton { padding: 8px 14px; }"));
    button->setIconSize(QSize(20, 16));
  }
  buttons->addStretch(1);
  buttons->addWidget(open);
  buttons->addWidget(fresh);
  buttons->addStretch(1);
  inside->addLayout(buttons);
  inside->addSpacing(30);
  auto* keys = new QHBoxLayout;
  keys->setSpacing(20);
  keys->addStretch(1);
  keys->addWidget(new KeyHint(QStringLiteral("Ctrl+O"), tr("open"), drop));
  keys->addWidget(new KeyHint(QStringLiteral("Ctrl+N"), tr("new"), drop));
  keys->addWidget(new KeyHint(QStringLiteral("Ctrl+Shift+P"), tr("all commands"), drop));
  keys->addStretch(1);
  inside->addLayout(keys);
  inside->addStretch(1);
  left->addWidget(drop);
  left->addSpacing(20);
  auto* head = new QHBoxLayout;
  head->addWidget(words(tr("Samples"), "heading", page));
  head->addStretch(1);
  head->addWidget(words(tr("Each opens a copy"), "secondary", page));
  left->addLayout(head);
  left->addSpacing(12);
  m_samples = new QHBoxLayout;
  m_samples->setSpacing(18);
  left->addLayout(m_samples);
  left->addStretch(1);
  connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
  connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
  return left;
}

QLayout* StartPage::buildRight(QWidget* page) {
  auto* right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(words(tr("Recent"), "heading", page));
  right->addSpacing(10);
  m_recent->setObjectName(QStringLiteral("recentFiles"));
  m_recent->setItemDelegate(new RecentDelegate(m_recent));
  m_recent->setFixedWidth(rightWidth);
  m_recent->setStyleSheet(QStringLiteral("QListWidget { background: transparent; }"));
  m_recent->setAccessibleName(tr("Recent files"));
  m_recent->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  right->addWidget(m_recent);
  m_noRecent = words(tr("Files that you open are listed here."), "secondary", page);
  right->addWidget(m_noRecent);
  right->addSpacing(20);
  right->addWidget(words(tr("First time here"), "heading", page));
  right->addSpacing(10);
  for (const auto& [topic, text, what] :
       {std::tuple(QStringLiteral("tour"), tr("Three-minute tour"),
                   tr("open a composition, hook it, read its bytes, export")),
        std::tuple(QStringLiteral("keys"), tr("Keyboard map"), tr("every action, printable")),
        std::tuple(QStringLiteral("words"), tr("What is a hook, a tier, a cell"),
                   tr("the words used in this window"))}) {
    auto* link = new QPushButton(text, page);
    link->setProperty("link", true);
    link->setCursor(Qt::PointingHandCursor);
    connect(link, &QPushButton::clicked, this, [this, topic = topic] { emit helpRequested(topic); });
    right->addWidget(link, 0, Qt::AlignLeft);
    right->addWidget(words(what, "secondary", page));
    right->addSpacing(10);
  }
  right->addStretch(1);
  const auto open = [this](QListWidgetItem* item) {
    emit fileChosen(item->data(RecentDelegate::PathRole).toString(), false);
  };
  connect(m_recent, &QListWidget::itemActivated, this, open);
  connect(m_recent, &QListWidget::itemClicked, this, open);
  return right;
}

void StartPage::setRecent(const QList<RecentFile>& recent) {
  m_recent->clear();
  for (const RecentFile& file : recent.mid(0, mostRecent)) {
    auto* item = new QListWidgetItem(QFileInfo(file.path).fileName(), m_recent);
    item->setData(RecentDelegate::PathRole, file.path);
    item->setData(RecentDelegate::FolderRole, shortFolder(file.path));
    item->setData(RecentDelegate::InformationRole, file.information);
    item->setData(RecentDelegate::ThumbRole, QVariant::fromValue(file.thumb));
    item->setToolTip(file.path);
  }
  m_recent->setFixedHeight(72 * m_recent->count());
  m_recent->setVisible(m_recent->count() > 0);
  m_noRecent->setVisible(m_recent->count() == 0);
  if (m_recent->count() > 0) {
    m_recent->setCurrentRow(0);
    m_recent->setFocus();
  }
}

void StartPage::setSamplesFolder(const QString& folder) {
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
    auto* card = new SampleCard(sample.title, sample.what, sample.info, shape++, widget());
    card->setObjectName(QStringLiteral("sample%1").arg(shape));
    connect(card, &QAbstractButton::clicked, this,
            [this, file = sample.file] { emit fileChosen(file, true); });
    m_samples->addWidget(card);
  }
}

void StartPage::focusNewest() {
  if (m_recent->count() > 0) m_recent->setFocus();
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
