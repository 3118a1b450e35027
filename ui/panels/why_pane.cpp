// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/why_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

#include "ui/canvas/canvas_paint.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QLabel* wrapped(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::RichText);
  label->setTextInteractionFlags(Qt::TextBrowserInteraction);
  return label;
}

QString monoCell(const QString& text, const QColor& colour, bool line = false) {
  const QFont mono = currentTheme().mono();
  return QStringLiteral(
             "<td align=right valign=top style=\"white-space:nowrap;padding:3px 12px 3px 0;%4"
             "font-family:'%1';font-size:12px;color:%2\">%3</td>")
      .arg(mono.family(), colour.name(), text.toHtmlEscaped(),
           line ? QStringLiteral("border-top:1px solid %1;").arg(currentTheme().controlBorder.name())
                : QString());
}

/// Hexadecimal numbers in a sentence, as everywhere in the fixed font.
QString withMonoNumbers(QString html) {
  static const QRegularExpression number(QStringLiteral("(0x[0-9a-f]+)"));
  return html.replace(number, QStringLiteral("<span style=\"font-family:'%1';font-size:12px\">\\1</span>")
                                  .arg(currentTheme().mono().family()));
}

QString sumRow(const QString& number, const QString& why, const QColor& colour, bool line = false) {
  return QStringLiteral("<tr>%1<td style=\"padding:3px 0;color:%2\">%3</td></tr>")
      .arg(monoCell(number, colour, line), currentTheme().textSecondary.name(),
           withMonoNumbers(why.toHtmlEscaped()));
}

QPixmap glyphPixmap(bool ok, double ratio) {
  QPixmap pixmap(static_cast<int>(16 * ratio), static_cast<int>(16 * ratio));
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  if (ok)
    paintOkGlyph(painter, currentTheme(), QRectF(1, 1, 14, 14));
  else
    paintStatusGlyph(painter, currentTheme(), QRectF(1, 1, 14, 14), Severity::Error);
  return pixmap;
}

}  // namespace

WhyPane::WhyPane(QWidget* parent)
    : QFrame(parent),
      m_title(new QLabel(this)),
      m_sum(wrapped(this)),
      m_glyph(new QLabel(this)),
      m_verdict(wrapped(this)),
      m_writers(wrapped(this)),
      m_call(wrapped(this)) {
  setObjectName(QStringLiteral("whyPane"));
  m_title->setTextFormat(Qt::RichText);
  m_sum->setObjectName(QStringLiteral("whySum"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->setSpacing(6);
  layout->addWidget(m_title);
  layout->addWidget(m_sum);
  auto* verdict = new QHBoxLayout;
  verdict->setSpacing(7);
  verdict->addWidget(m_glyph, 0, Qt::AlignTop);
  verdict->addWidget(m_verdict, 1);
  layout->addLayout(verdict);
  layout->addWidget(m_writers);
  layout->addWidget(m_call);
  layout->addStretch(1);
  connect(m_writers, &QLabel::linkActivated, this, &WhyPane::watWanted);
}

void WhyPane::show(const std::vector<ByteEntry>& entries, int entry, const AdapterValues& values) {
  const Theme& theme = currentTheme();
  m_title->setFont(theme.bodyStrong());
  for (QLabel* label : {m_sum, m_verdict, m_writers, m_call}) label->setFont(theme.body());
  m_call->setText(callText(entries));
  m_glyph->clear();
  m_verdict->clear();
  m_writers->clear();
  if (entry < 0) {
    m_title->setText(tr("Why"));
    m_sum->setText(tr("Select a region, a field or a byte to see why it lies there."));
    return;
  }
  const ByteEntry& focused = entries[static_cast<std::size_t>(entry)];
  m_title->setText(
      tr("Why %1").arg(QStringLiteral("<span style=\"font-family:'%1';font-weight:400\">%2</span>")
                           .arg(theme.mono().family(), hexAddress(focused.offset))));
  std::vector<int> chain;
  for (int at = entry; at >= 0; at = entries[static_cast<std::size_t>(at)].parent)
    chain.insert(chain.begin(), at);
  QString rows;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const ByteEntry& e = entries[static_cast<std::size_t>(chain[i])];
    const std::uint32_t by = e.offset - before;
    if (i > 0 && by == 0 && i + 1 < chain.size()) continue;
    QString number = i == 0 ? hexAddress(by) : QStringLiteral("+ %1").arg(by);
    if (i > 0 && e.size > 1 && by % e.size == 0 && by / e.size > 1)
      number = QStringLiteral("+ %1 × %2").arg(by / e.size).arg(e.size);
    const QString what = e.what.section(QStringLiteral("  "), 0, 0);
    rows += sumRow(number, e.why.isEmpty() ? what : QStringLiteral("%1: %2").arg(what, e.why), theme.text);
    before = e.offset;
  }
  rows += sumRow(QStringLiteral("= %1").arg(hexAddress(focused.offset)),
                 focused.align > 1 ? tr("needs align %1: %2 mod %1 = %3")
                                         .arg(focused.align)
                                         .arg(hexAddress(focused.offset))
                                         .arg(focused.offset % focused.align)
                                   : tr("any address will do, align 1"),
                 theme.accent, true);
  m_sum->setText(QStringLiteral("<table cellspacing=0 cellpadding=0>%1</table>").arg(rows));
  showVerdict(focused, values);
}

void WhyPane::showVerdict(const ByteEntry& entry, const AdapterValues& values) {
  const adapt::Adapter& adapter = *values.adapter();
  bool ok = entry.align == 0 || entry.offset % std::max(1u, entry.align) == 0;
  QString text = ok ? tr("The address fits its alignment.") : tr("The address does not fit its alignment.");
  const bool inFile = entry.region && (entry.fill == Fill::Static || entry.fill == Fill::Patched) &&
                      entry.end() <= adapter.layout.data.size();
  if (ok && inFile) {
    // Piece by piece as the file has it; what it does not spell out is zero.
    std::vector<std::uint8_t> content(entry.size);
    std::optional<std::uint64_t> first;
    for (std::uint32_t at = entry.offset; at < entry.end();) {
      const std::optional<adapt::DataRun> run = adapter.inFile(at, entry.end() - at);
      if (!run) break;
      if (!first) first = run->offset;
      std::copy_n(adapter.componentBytes.begin() + static_cast<std::ptrdiff_t>(run->offset), run->bytes,
                  content.begin() + (run->address - entry.offset));
      at = run->address + run->bytes;
    }
    ok = std::equal(content.begin(), content.end(), adapter.layout.data.begin() + entry.offset);
    const QString bytes = counted(entry.size, tr("1 byte"), tr("%1 bytes"));
    text = !ok     ? tr("The file differs from the layout.")
           : first ? tr("The file agrees: the same %1 at %2 of the component.").arg(bytes, hexAddress(*first))
                   : tr("The file agrees: %1 of zeros, which it does not spell out.").arg(bytes);
  } else if (ok && !entry.region && entry.fill == Fill::Patched) {
    text = tr("Read back from the adapter's memory after running its code.");
  }
  m_glyph->setPixmap(glyphPixmap(ok, devicePixelRatioF()));
  m_verdict->setText(text);
  if (entry.writers.empty()) {
    m_writers->setText(entry.fill == Fill::Static ? tr("No instruction writes here.") : QString());
    return;
  }
  QStringList lines;
  for (const adapt::WriterRange& writer : entry.writers) {
    QString name = tr("function %1").arg(writer.coreFunc);
    for (const adapt::AdaptedFunction& function : adapter.functions)
      if (function.wrapperFunc == writer.coreFunc) name = QString::fromStdString(function.name);
    lines << tr("Written by <b>%1</b>, instructions at %2 to %3 of the core module. <a "
                "style=\"color:%4;text-decoration:none\" href=\"wat\">Show in WAT</a>")
                 .arg(name.toHtmlEscaped(), hexAddress(writer.begin), hexAddress(writer.end),
                      currentTheme().accent.name());
  }
  m_writers->setText(lines.join(QStringLiteral("<br>")));
}

/// What the example call takes on the heap, kind by kind.
QString WhyPane::callText(const std::vector<ByteEntry>& entries) const {
  std::uint32_t contents = 0, cells = 0, tables = 0, padding = 0, all = 0;
  for (const ByteEntry& entry : entries) {
    if (entry.region || entry.parent < 0) {
      if (!entry.region) all = entry.size;
      continue;
    }
    const ByteEntry& parent = entries[static_cast<std::size_t>(entry.parent)];
    if (parent.parent >= 0) continue;
    if (entry.fill == Fill::Padding)
      padding += entry.size;
    else if (!entry.caption.isEmpty())
      cells += entry.size;
    else if (entry.what.contains(QLatin1String("infos[")))
      tables += entry.size;
    else
      contents += entry.size;
  }
  if (all == 0) return {};
  const Theme& theme = currentTheme();
  QString rows;
  const auto add = [&rows, &theme](const QString& what, std::uint32_t bytes, bool strong) {
    if (bytes == 0) return;
    const QString weight = strong ? QStringLiteral("font-weight:600;") : QString();
    rows += QStringLiteral(
                "<tr><td style=\"padding:3px 24px 3px 0;%1\">%2</td><td align=right style=\"padding:3px "
                "0;%1font-family:'%3'\">%4&nbsp;B</td></tr>")
                .arg(weight, what, theme.mono().family())
                .arg(bytes);
  };
  add(tr("texts, bytes and cell numbers"), contents, false);
  add(tr("cells"), cells, false);
  add(tr("side tables"), tables, false);
  add(tr("padding"), padding, false);
  add(tr("together"), all, true);
  return QStringLiteral(
             "<p style=\"font-weight:600;margin:8px 0 2px 0\">%1</p><table cellspacing=0 "
             "cellpadding=0>%2</table>")
      .arg(tr("This call"), rows);
}

QString WhyPane::text() const {
  QStringList parts;
  for (const QLabel* label : {m_title, m_sum, m_verdict, m_writers})
    parts << QTextDocumentFragment::fromHtml(label->text()).toPlainText();
  return parts.join(QLatin1Char('\n'));
}

}  // namespace sb::ui
