// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/console_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTime>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int maxLines = 20'000, sourceWidth = 7;

}  // namespace

void ConsoleText::mouseReleaseEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseReleaseEvent(event);
  if (const QString target = anchorAt(event->pos()); !target.isEmpty() && !textCursor().hasSelection()) emit linkClicked(target);
}

void ConsoleText::mouseMoveEvent(QMouseEvent* event) {
  QPlainTextEdit::mouseMoveEvent(event);
  viewport()->setCursor(anchorAt(event->pos()).isEmpty() ? Qt::IBeamCursor : Qt::PointingHandCursor);
}

ConsolePanel::ConsolePanel(QWidget* parent)
    : Panel(QStringLiteral("trace"), tr("Console"), parent), m_text(new ConsoleText(this)), m_empty(emptyHint({}, this)) {
  setObjectName(QStringLiteral("consolePanel"));
  m_text->setObjectName(QStringLiteral("consoleText"));
  m_text->setAccessibleName(tr("Console"));
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
    result->setFixedHeight(26);
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
  header()->setInfo(running ? tr("running") : QString());
}

void ConsolePanel::showEmptyState() {
  const bool empty = m_text->document()->isEmpty();
  m_text->setVisible(!empty);
  m_empty->setVisible(empty);
  m_empty->setText(document() ? tr("Run the composition to see what it writes.") : tr("Open a composition to run it."));
  m_clear->setEnabled(!empty);
  m_copy->setEnabled(!empty);
}

ConsolePanel::Voice ConsolePanel::voiceOf(const QString& source) {
  if (source == QLatin1String("stderr")) return Voice::Error;
  return source == QLatin1String("stdout") ? Voice::Output : Voice::Program;
}

bool ConsolePanel::atEnd() const { return m_text->verticalScrollBar()->value() >= m_text->verticalScrollBar()->maximum() - 1; }

void ConsolePanel::scrollDown(bool wasAtEnd) {
  showEmptyState();
  if (wasAtEnd) m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void ConsolePanel::insert(const QString& text, Voice voice, const QString& link) {
  const Theme& theme = currentTheme();
  QTextCharFormat format;
  format.setForeground(voice == Voice::Error ? theme.error : voice == Voice::Program ? theme.textSecondary : theme.text);
  if (!link.isEmpty()) {
    format.setAnchor(true);
    format.setAnchorHref(link);
    format.setForeground(theme.accent);
    format.setFontWeight(QFont::DemiBold);
  }
  QTextCursor cursor(m_text->document());
  cursor.movePosition(QTextCursor::End);
  cursor.insertText(text, format);
}

void ConsolePanel::startLine(const QString& source, Voice voice) {
  QTextCursor cursor(m_text->document());
  cursor.movePosition(QTextCursor::End);
  if (!m_text->document()->isEmpty()) cursor.insertBlock();
  QTextCharFormat format;
  format.setForeground(currentTheme().textTertiary);
  cursor.insertText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz  ")), format);
  format.setForeground(voice == Voice::Error ? currentTheme().error : voice == Voice::Program ? currentTheme().accent : currentTheme().textSecondary);
  cursor.insertText(source.leftJustified(sourceWidth) + QStringLiteral("  "), format);
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
    startLine({}, Voice::Program);
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
