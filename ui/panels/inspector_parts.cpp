// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/inspector_parts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <cmath>

#include "core/print/wit.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/code_view.h"
#include "ui/panels/narrow_wit.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// A dot in the package's colour beside an interface name.
class InterfaceTitle : public QWidget {
 public:
  InterfaceTitle(const std::string& name, const QColor& colour, QWidget* parent)
      : QWidget(parent), m_colour(colour) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 0, 0);
    auto* text = new QLabel(interfaceHtml(name), this);
    QFont font = currentTheme().nodeTitle();
    font.setWeight(QFont::Normal);
    text->setFont(font);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    wrapAnywhere(*text);
    layout->addWidget(text, 1);
    setMinimumHeight(24);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colour);
    painter.drawEllipse(QPointF(6, height() / 2.0), 5, 5);
  }

 private:
  QColor m_colour;
};

class VerdictLine : public QWidget {
 public:
  VerdictLine(const QString& route, const graph::Verdict& verdict, const QString& words, QWidget* parent)
      : QWidget(parent),
        // a composition may wire what has another name on each end; the file says so
        m_fits(verdict.fits() || verdict.kind == graph::Verdict::Kind::OtherInterface),
        m_route(route),
        m_words(words) {
    setObjectName(QStringLiteral("inspectorVerdict"));
    setAccessibleName(words);
    setMinimumHeight(rowHeight);
    setToolTip(route + QLatin1Char('\n') + QString::fromStdString(verdict.sentence));
  }

 protected:
  void resizeEvent(QResizeEvent*) override { setMinimumHeight(fitsOneRow() ? rowHeight : 2 * rowHeight); }
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = currentTheme();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(theme.bodyStrong());
    p.setPen(theme.text);
    // The verdict goes below when the way is long.
    const bool oneRow = fitsOneRow();
    const QString route = p.fontMetrics().elidedText(m_route, Qt::ElideMiddle, this->width());
    const double width = p.fontMetrics().horizontalAdvance(route);
    const QRectF first(0, 0, this->width(), oneRow ? height() : height() / 2.0);
    const QRectF second = oneRow ? first : first.translated(0, first.height());
    p.drawText(first, Qt::AlignVCenter | Qt::AlignLeft, route);
    const QRectF glyph(oneRow ? width + 14 : 0, second.center().y() - 7, 14, 14);
    if (m_fits)
      paintOkGlyph(p, theme, glyph);
    else
      paintStatusGlyph(p, theme, glyph, Severity::Error);
    p.setFont(theme.body());
    p.setPen(theme.textSecondary);
    p.drawText(QRectF(glyph.right() + 6, second.top(), this->width() - glyph.right() - 6, second.height()),
               Qt::AlignVCenter | Qt::AlignLeft, m_words);
  }

 private:
  static constexpr int rowHeight = 22;
  bool fitsOneRow() const {
    return QFontMetricsF(currentTheme().bodyStrong()).horizontalAdvance(m_route) + 14 + 14 + 6 +
               QFontMetricsF(currentTheme().body()).horizontalAdvance(m_words) <=
           width();
  }
  bool m_fits;
  QString m_route, m_words;
};

}  // namespace

QLabel* inspectorLabel(const QString& text, const QFont& font, const char* role, QWidget* parent) {
  auto* result = new QLabel(text, parent);
  result->setFont(font);
  if (role) result->setProperty("role", role);
  result->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return result;
}

void wrapAnywhere(QLabel& label) {
  label.setWordWrap(true);
  label.setMinimumWidth(1);
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  label.setSizePolicy(policy);
}

QLabel* inspectorTitle(const QString& text, QWidget* parent) {
  QLabel* title = inspectorLabel(text, currentTheme().heading(), nullptr, parent);
  wrapAnywhere(*title);
  return title;
}

QString interfaceHtml(const std::string& name) {
  const PortLabel parts = portLabel(name);
  const QString secondary = currentTheme().textSecondary.name();
  return QStringLiteral("<span style='color:%1'>%2</span><b>%3</b><span style='color:%1'>%4</span>")
      .arg(secondary, parts.package.toHtmlEscaped(), parts.name.toHtmlEscaped(),
           parts.version.toHtmlEscaped());
}

QWidget* inspectorHead(const QString& title, const QString& info, QWidget* parent, QWidget* right) {
  auto* head = new QWidget(parent);
  auto* layout = new QHBoxLayout(head);
  layout->setContentsMargins(0, 4, 0, 1);
  layout->addWidget(inspectorLabel(title, currentTheme().captionStrong(), "secondary", head));
  layout->addStretch(1);
  if (!info.isEmpty()) layout->addWidget(inspectorLabel(info, currentTheme().caption(), "secondary", head));
  if (right) layout->addWidget(right);
  return head;
}

QWidget* inspectorRow(const QString& name, const QString& value, QWidget* parent) {
  auto* line = new QWidget(parent);
  auto* layout = new QHBoxLayout(line);
  layout->setContentsMargins(0, 1, 0, 1);
  layout->addWidget(inspectorLabel(name, currentTheme().body(), "secondary", line));
  layout->addStretch(1);
  auto* text = inspectorLabel(value, currentTheme().body(), nullptr, line);
  text->setWordWrap(true);
  text->setAlignment(Qt::AlignRight);
  layout->addWidget(text, 3);
  return line;
}

QWidget* interfaceTitle(const std::string& name, const QColor& colour, QWidget* parent) {
  return new InterfaceTitle(name, colour, parent);
}

QWidget* verdictLine(const QString& route, const graph::Verdict& verdict, const QString& words,
                     QWidget* parent) {
  return new VerdictLine(route, verdict, words, parent);
}

QWidget* witView(Document& document, const std::string& name, const types::InstanceType& type,
                 const QString& marked, int room, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  auto* code = new CodeView(CodeLanguage::Wit, false, box);
  code->setObjectName(QStringLiteral("inspectorWit"));
  const double character = QFontMetricsF(code->font()).horizontalAdvance(QLatin1Char('0'));
  const NarrowWit wit = narrowWit(print::witInterface(name, type), static_cast<int>((room - 20) / character));
  code->setCode(wit.text);
  code->setLineWrapMode(QPlainTextEdit::WidgetWidth);
  code->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  code->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  code->setStyleSheet(
      QStringLiteral(
          "QPlainTextEdit { background: %1; border: 1px solid %2; border-radius: 4px; padding: 0; }")
          .arg(currentTheme().panelHeader.name(), currentTheme().separator.name()));
  const std::map<int, QString>& functionLines = wit.items;
  std::set<int> lines;
  for (const auto& [line, item] : functionLines)
    if (item == marked && !marked.isEmpty()) lines.insert(line);
  code->setMarkedLines(lines);
  code->setFixedHeight(static_cast<int>(std::ceil(code->heightFor(room))));
  QObject::connect(code, &CodeView::lineActivated, box, [&document, functionLines](int line) {
    const auto found = functionLines.find(line);
    if (found == functionLines.end()) return;
    Focus focus = document.selection().focus();
    focus.function = found->second;
    focus.value.clear();
    focus.region.reset();
    focus.byte.reset();
    focus.cellPath.clear();
    // The text view is rebuilt by this; let it finish its own event first.
    QMetaObject::invokeMethod(
        &document.selection(), [&document, focus] { document.selection().setFocus(focus); },
        Qt::QueuedConnection);
  });
  layout->addWidget(code);
  return box;
}

}  // namespace sb::ui
