// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/code_view.h"

#include <QPainter>
#include <QRegularExpression>
#include <QTextBlock>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

class CodeHighlighter : public QSyntaxHighlighter {
 public:
  CodeHighlighter(CodeLanguage language, QTextDocument* parent)
      : QSyntaxHighlighter(parent), m_language(language) {}

 protected:
  void highlightBlock(const QString& text) override {
    const Theme& t = currentTheme();
    switch (m_language) {
      case CodeLanguage::Wit: {
        static const QRegularExpression keywords(QStringLiteral(
            R"(\b(package|interface|world|record|variant|enum|flags|resource|func|async|use|import|export|type|static|constructor|include|with|as|self)\b)"));
        static const QRegularExpression types(QStringLiteral(
            R"(\b(bool|u8|u16|u32|u64|s8|s16|s32|s64|f32|f64|char|string|list|option|result|tuple|own|borrow|stream|future|error-context|map)\b)"));
        static const QRegularExpression functions(
            QStringLiteral(R"(([a-z][a-z0-9-]*)\s*:\s*(static\s+)?(async\s+)?func)"));
        paint(text, types, t.codeType);
        paint(text, keywords, t.codeKeyword);
        paint(text, functions, t.codeFunction, 1);
        break;
      }
      case CodeLanguage::Wac: {
        static const QRegularExpression keywords(
            QStringLiteral(R"(\b(package|let|new|export|import|as|targets)\b)"));
        paint(text, keywords, t.codeKeyword);
        paint(text, strings(), t.codeString);
        break;
      }
      case CodeLanguage::Wat: {
        static const QRegularExpression keywords(QStringLiteral(
            R"(\((module|func|type|import|export|memory|data|global|param|result|local|mut|table|elem|start|component|core|instance|alias|canon)\b)"));
        static const QRegularExpression instructions(QStringLiteral(
            R"(\b((i32|i64|f32|f64|local|global|memory)\.[a-z0-9_.]+|call(_indirect)?|block|loop|if|else|end|br(_if|_table)?|return|drop|select|unreachable)\b)"));
        static const QRegularExpression numbers(QStringLiteral(R"((?<![\w$])-?(0x[0-9a-f]+|\d+)\b)"));
        paint(text, numbers, t.codeNumber);
        paint(text, instructions, t.codeFunction);
        paint(text, keywords, t.codeKeyword, 1);
        paint(text, strings(), t.codeString);
        static const QRegularExpression comments(QStringLiteral(R"(;;.*$|\(;.*?;\))"));
        paint(text, comments, t.codeComment);
        return;
      }
    }
    static const QRegularExpression comments(QStringLiteral(R"(//.*$)"));
    paint(text, comments, t.codeComment);
  }

 private:
  static const QRegularExpression& strings() {
    static const QRegularExpression expression(QStringLiteral(R"("([^"\\]|\\.)*")"));
    return expression;
  }
  void paint(const QString& text, const QRegularExpression& expression, const QColor& colour, int group = 0) {
    QTextCharFormat format;
    format.setForeground(colour);
    for (auto it = expression.globalMatch(text); it.hasNext();) {
      const QRegularExpressionMatch match = it.next();
      setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                format);
    }
  }
  CodeLanguage m_language;
};

class Gutter : public QWidget {
 public:
  explicit Gutter(CodeView* view) : QWidget(view), m_view(view) {}

 protected:
  void paintEvent(QPaintEvent* event) override { m_view->paintGutter(event); }

 private:
  CodeView* m_view;
};

}  // namespace

CodeView::CodeView(CodeLanguage language, bool gutter, QWidget* parent) : QPlainTextEdit(parent) {
  setReadOnly(true);
  setFont(currentTheme().mono());
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setFrameShape(QFrame::NoFrame);
  document()->setDocumentMargin(6);
  new CodeHighlighter(language, document());
  if (gutter) {
    m_gutter = new Gutter(this);
    setViewportMargins(gutterWidth(), 0, 0, 0);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
      if (dy)
        m_gutter->scroll(0, dy);
      else
        m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
  }
  connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
    if (!m_setting) emit lineActivated(textCursor().blockNumber() + 1);
  });
}

void CodeView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() != QEvent::PaletteChange) return;
  if (auto* highlighter = document()->findChild<QSyntaxHighlighter*>()) highlighter->rehighlight();
  setMarkedLines(m_marked);
}

void CodeView::setCode(const QString& text) {
  if (toPlainText() == text) return;
  m_setting = true;
  setPlainText(text);
  m_setting = false;
}

void CodeView::setMarkedLines(const std::set<int>& lines) {
  m_marked = lines;
  QList<QTextEdit::ExtraSelection> selections;
  for (const int line : lines) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid()) continue;
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(block);
    selection.format.setBackground(currentTheme().accentWeak);
    selection.format.setProperty(QTextFormat::FullWidthSelection, true);
    selections << selection;
  }
  setExtraSelections(selections);
  viewport()->update();
}

void CodeView::setGutterTexts(const std::map<int, QString>& texts) {
  m_gutterTexts = texts;
  if (m_gutter) m_gutter->update();
}

void CodeView::showLine(int line) {
  const QTextBlock block = document()->findBlockByNumber(line - 1);
  if (!block.isValid()) return;
  m_setting = true;
  setTextCursor(QTextCursor(block));
  centerCursor();  // with what stands around it
  m_setting = false;
}

double CodeView::heightFor(int width) const {
  const QFontMetricsF metrics(font());
  const double room = width - 2 * document()->documentMargin() - 2;
  const int columns = std::max(1, static_cast<int>(room / metrics.horizontalAdvance(QLatin1Char('0'))));
  int rows = 0;
  for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
    rows += std::max(1, (static_cast<int>(block.text().size()) + columns - 1) / columns);
  return rows * metrics.lineSpacing() + 2 * document()->documentMargin() + 4;
}

int CodeView::gutterWidth() const { return 20 + fontMetrics().horizontalAdvance(QLatin1Char('9')) * 5 + 26; }

void CodeView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  if (m_gutter)
    m_gutter->setGeometry(contentsRect().left(), contentsRect().top(), gutterWidth(),
                          contentsRect().height());
}

void CodeView::paintEvent(QPaintEvent* event) {
  QPlainTextEdit::paintEvent(event);
  QPainter painter(viewport());
  for (const int line : m_marked) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid() || !block.isVisible()) continue;
    const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
    painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), currentTheme().accent);
  }
}

void CodeView::paintGutter(QPaintEvent* event) {
  const Theme& theme = currentTheme();
  QPainter painter(m_gutter);
  painter.fillRect(event->rect(), theme.panelHeader);
  painter.setFont(theme.mono());
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
    if (rect.top() > event->rect().bottom()) break;
    const int line = block.blockNumber() + 1;
    painter.setPen(theme.textTertiary);
    painter.drawText(QRectF(26, rect.top(), m_gutter->width() - 34, rect.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    const auto text = m_gutterTexts.find(line);
    if (text == m_gutterTexts.end()) continue;
    painter.setPen(theme.accent);
    painter.drawText(QRectF(6, rect.top(), 26, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     text->second);
  }
}

}  // namespace sb::ui
