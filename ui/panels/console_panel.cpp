// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/console_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QTime>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int maxLines = 20'000, sourceWidth = 7, voiceProperty = QTextFormat::UserProperty + 1;

}  // namespace

void ConsoleText::mouseReleaseEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseReleaseEvent(event);
  if (const QString target = anchorAt(event->pos()); !target.isEmpty() && !textCursor().hasSelection())
    emit linkClicked(target);
}

void ConsoleText::mouseMoveEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseMoveEvent(event);
  viewport()->setCursor(anchorAt(event->pos()).isEmpty() ? Qt::IBeamCursor : Qt::PointingHandCursor);
}

ConsolePanel::ConsolePanel(QWidget* parent)
    : Panel(QStringLiteral("trace"), tr("Console"), parent),
      m_text(new ConsoleText(this)),
      m_empty(emptyHint({}, this)) {
  setObjectName(QStringLiteral("consolePanel"));
  m_text->setObjectName(QStringLiteral("consoleText"));
  m_text->setAccessibleName(tr("Console"));
  makePaper(this);
  makeFlush(m_text);
  m_text->setReadOnly(true);
  m_text->setMouseTracking(true);
  m_text->setMaximumBlockCount(maxLines);
  m_text->setFont(currentTheme().mono());
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->document()->setDocumentMargin(8);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(12, 6, 12, 2);
  const auto button = [this, line](const QString& text, const char* name) {
    auto* result = new QToolButton(this);
    result->setText(text);
    result->setObjectName(QLatin1String(name));
    makeCompact(result);
    line->addWidget(result);
    return result;
  };
  m_run = button(tr("Run"), "consoleRun");
  m_run->setToolTip(tr("Run the spliced composition"));
  m_run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_run->setIcon(icon(QStringLiteral("trace")));
  m_stop = button(tr("Stop"), "consoleStop");
  m_stop->setEnabled(false);
  line->addStretch(1);
  m_copy = button(tr("Copy all"), "consoleCopy");
  m_clear = button(tr("Clear"), "consoleClear");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(line);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_empty, 1);
  m_input = new QLineEdit(this);
  m_input->setObjectName(QStringLiteral("consoleInput"));
  m_input->setPlaceholderText(tr("Standard input  ·  Enter: send the line  ·  Ctrl+D: end of input"));
  m_input->hide();
  layout->addWidget(m_input);
  connect(m_input, &QLineEdit::returnPressed, this, [this] {
    emit inputEntered(m_input->text() + QLatin1Char('\n'));
    m_input->clear();
  });
  auto* end = new QShortcut(QKeySequence(tr("Ctrl+D")), m_input);
  end->setContext(Qt::WidgetShortcut);
  connect(end, &QShortcut::activated, this, [this] {
    emit inputClosed();
    m_input->hide();
  });
  connect(m_run, &QToolButton::clicked, this, &ConsolePanel::runRequested);
  connect(m_stop, &QToolButton::clicked, this, &ConsolePanel::stopRequested);
  connect(m_clear, &QToolButton::clicked, this, &ConsolePanel::clear);
  connect(m_copy, &QToolButton::clicked, this, [this] {
    QApplication::clipboard()->setText(text());
    emit sentence(tr("Console copied."));
  });
  connect(m_text, &ConsoleText::linkClicked, this, &ConsolePanel::nodeActivated);
  showEmptyState();
}

void ConsolePanel::attach() {
  m_run->setEnabled(document() && !m_stop->isEnabled());
  showEmptyState();
}

void ConsolePanel::setRunning(bool running) {
  m_run->setEnabled(document() && !running);
  m_stop->setEnabled(running);
  m_input->setVisible(running);
  header()->setInfo(running ? tr("running") : QString());
}

void ConsolePanel::showEmptyState() {
  const bool empty = m_text->document()->isEmpty();
  m_text->setVisible(!empty);
  m_empty->setVisible(empty);
  m_empty->setText(document() ? tr("Run the composition to see what it writes.")
                              : tr("Open a composition to run it."));
  m_clear->setEnabled(!empty);
  m_copy->setEnabled(!empty);
}

ConsolePanel::Voice ConsolePanel::voiceOf(const QString& source) {
  if (source == QLatin1String("stderr")) return Voice::Error;
  return source == QLatin1String("stdout") ? Voice::Output : Voice::Program;
}

bool ConsolePanel::atEnd() const {
  return m_text->verticalScrollBar()->value() >= m_text->verticalScrollBar()->maximum() - 1;
}

void ConsolePanel::scrollDown(bool wasAtEnd) {
  showEmptyState();
  if (wasAtEnd) m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

QColor ConsolePanel::colourOf(Voice voice) {
  const Theme& theme = currentTheme();
  switch (voice) {
    case Voice::Program: return theme.textSecondary;
    case Voice::Output: return theme.text;
    case Voice::Error: return theme.error;
    case Voice::Time: return theme.textTertiary;
    case Voice::Link: return theme.accent;
  }
  return theme.text;
}

/// Gives what is there already the colours of a new theme.
void ConsolePanel::recolour() {
  std::vector<std::pair<QTextCursor, QTextCharFormat>> changes;
  for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it) {
      QTextCharFormat format = it.fragment().charFormat();
      if (!format.hasProperty(voiceProperty)) continue;
      format.setForeground(colourOf(static_cast<Voice>(format.intProperty(voiceProperty))));
      QTextCursor cursor(block);
      cursor.setPosition(it.fragment().position());
      cursor.setPosition(it.fragment().position() + it.fragment().length(), QTextCursor::KeepAnchor);
      changes.emplace_back(cursor, format);
    }
  for (auto& [cursor, format] : changes) cursor.setCharFormat(format);
}

void ConsolePanel::themeChanged() { recolour(); }

void ConsolePanel::insert(const QString& text, Voice voice, const QString& link) {
  if (!link.isEmpty()) voice = Voice::Link;
  QTextCharFormat format;
  format.setForeground(colourOf(voice));
  format.setProperty(voiceProperty, static_cast<int>(voice));
  if (!link.isEmpty()) {
    format.setAnchor(true);
    format.setAnchorHref(link);
    format.setFontWeight(QFont::DemiBold);
  }
  QTextCursor cursor(m_text->document());
  cursor.movePosition(QTextCursor::End);
  cursor.insertText(text, format);
}

void ConsolePanel::startLine(const QString& source, Voice voice, bool withTime) {
  QTextCursor cursor(m_text->document());
  cursor.movePosition(QTextCursor::End);
  if (!m_text->document()->isEmpty()) cursor.insertBlock();
  const QString time = QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz"));
  insert((withTime ? time : QString(time.size(), QLatin1Char(' '))) + QStringLiteral("  "), Voice::Time);
  insert(source.leftJustified(sourceWidth) + QStringLiteral("  "),
         voice == Voice::Output ? Voice::Program : voice);
}

void ConsolePanel::appendLine(const QString& source, const QString& text) {
  const bool end = atEnd();
  m_openSource.clear();
  for (const QString& line : text.split(QLatin1Char('\n'))) {
    startLine(source, Voice::Program);
    insert(line, Voice::Program);
  }
  scrollDown(end);
}

void ConsolePanel::appendOutput(const QString& source, const QString& text) {
  if (text.isEmpty()) return;
  const bool end = atEnd();
  const Voice voice = voiceOf(source);
  const QStringList lines = text.split(QLatin1Char('\n'));
  for (qsizetype i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    if (last && lines[i].isEmpty()) break;
    if (m_openSource != source) startLine(source, voice);
    insert(lines[i], voice);
    m_openSource = last ? source : QString();
  }
  if (text.endsWith(QLatin1Char('\n'))) m_openSource.clear();
  scrollDown(end);
}

void ConsolePanel::appendTrap(const QString& message, const QStringList& frames) {
  const bool end = atEnd();
  m_openSource.clear();
  startLine(tr("trap"), Voice::Error);
  insert(message, Voice::Error);
  for (const QString& frame : frames) {
    startLine({}, Voice::Program, false);
    insert(tr("at "), Voice::Program);
    const qsizetype colon = frame.indexOf(QStringLiteral(": "));
    if (colon > 0) {
      insert(frame.left(colon), Voice::Program, frame.left(colon));
      insert(frame.mid(colon), Voice::Output);
    } else {
      insert(frame, Voice::Output);
    }
  }
  scrollDown(end);
}

void ConsolePanel::clear() {
  m_text->clear();
  m_openSource.clear();
  showEmptyState();
}

QString ConsolePanel::text() const { return m_text->toPlainText(); }

}  // namespace sb::ui
