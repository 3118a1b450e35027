// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/wac_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "core/support/match.h"
#include "ui/document/document.h"
#include "ui/panels/code_view.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

bool holdsLine(const plan::Step& step, unsigned line) {
  return std::any_of(step.wacLines.begin(), step.wacLines.end(),
                     [line](const auto& range) { return line >= range.first && line <= range.second; });
}

unsigned lineCount(const plan::Step& step) {
  unsigned lines = 0;
  for (const auto& [first, last] : step.wacLines) lines += last - first + 1;
  return lines;
}

/// The step with the fewest lines that holds this one: the most particular.
std::optional<std::size_t> stepOfLine(const std::vector<plan::Step>& steps, unsigned line) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (holdsLine(steps[i], line) && (!found || lineCount(steps[i]) < lineCount(steps[*found]))) found = i;
  return found;
}

void addLines(const plan::Step& step, std::set<int>& lines) {
  for (const auto& [first, last] : step.wacLines)
    for (unsigned line = first; line <= last; ++line) lines.insert(static_cast<int>(line));
}

/// Lines of the statement that makes an instance: from `let name =` to the line that ends in `;`.
void addStatement(const QStringList& text, const QString& name, std::set<int>& lines) {
  const QString head = QStringLiteral("let %1 =").arg(name);
  for (int i = 0; i < text.size(); ++i) {
    if (!text[i].startsWith(head)) continue;
    for (int at = i; at < text.size(); ++at) {
      lines.insert(at + 1);
      if (text[at].trimmed().endsWith(QLatin1Char(';'))) return;
    }
  }
}

/// A bead that a step without a connection of its own works for: a hook's instance, its configuration.
std::optional<BeadItem> beadServedBy(const std::vector<plan::Step>& steps, const plan::Step& step) {
  for (const plan::Step& other : steps)
    for (const std::string& made : step.outputs)
      if (other.hook.valid() &&
          std::find(other.inputs.begin(), other.inputs.end(), made) != other.inputs.end())
        return BeadItem{other.edge, other.hook};
  return std::nullopt;
}

QString wacName(const std::string& nodeName) {
  QString out;
  for (const QChar c : QString::fromStdString(nodeName))
    out += c.isLetterOrNumber() ? c.toLower() : QLatin1Char('-');
  return out;
}

}  // namespace

WacPanel::WacPanel(QWidget* parent)
    : Panel(QStringLiteral("plan"), tr("WAC"), parent),
      m_code(new CodeView(CodeLanguage::Wac, true, this)),
      m_empty(emptyHint(tr("Open a composition to see it as WAC text."), this)) {
  setObjectName(QStringLiteral("wacPanel"));
  makePaper(this);
  makeFlush(m_code);
  m_code->setObjectName(QStringLiteral("wacCode"));
  m_code->setAccessibleName(tr("Composition as WAC text"));
  auto* copy = new QPushButton(tr("Copy"), this);
  copy->setProperty("link", true);
  copy->setObjectName(QStringLiteral("wacCopy"));
  m_info = new QLabel(this);
  m_info->setProperty("role", "secondary");
  auto* line = new QHBoxLayout;
  line->setContentsMargins(12, 4, 12, 4);
  line->addWidget(m_info, 1);
  line->addWidget(copy);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(line);
  layout->addWidget(m_code);
  layout->addWidget(m_empty);
  connect(m_code, &CodeView::lineActivated, this, &WacPanel::goToLine);
  connect(copy, &QPushButton::clicked, this, [this] {
    QApplication::clipboard()->setText(m_code->toPlainText());
    emit sentence(tr("WAC text copied."));
  });
}

void WacPanel::attach() {
  if (document()) {
    watch(connect(document(), &Document::previewChanged, this, &WacPanel::rebuild));
    follow(&document()->selection(), &Selection::changed, [this] { markLines(true); });
    follow(&document()->selection(), &Selection::focusChanged, [this] { markLines(true); });
  }
  rebuild();
}

void WacPanel::rebuild() {
  const plan::SplicePlan* plan = document() ? &document()->preview().plan : nullptr;
  const bool shown = plan && !plan->wac.empty();
  m_code->setVisible(shown);
  m_empty->setVisible(!shown);
  m_code->setCode(shown ? QString::fromStdString(plan->wac) : QString());
  std::map<int, QString> gutter;
  if (shown) {
    const auto all = static_cast<unsigned>(m_code->blockCount());
    for (unsigned line = 1; line <= all; ++line) {
      const auto step = stepOfLine(plan->steps, line);
      const bool wholeText =
          step && lineCount(plan->steps[*step]) + 1 >= all;  // writing the file is no particular line
      if (step && !wholeText) gutter[static_cast<int>(line)] = QString::number(*step + 1);
    }
  }
  m_code->setGutterTexts(gutter);
  m_info->setText(
      shown ? tr("plan.wac · %1 lines, the number at the left is the plan step").arg(m_code->blockCount())
            : QString());
  markLines(false);
}

void WacPanel::markLines(bool scroll) {
  if (!document() || m_marking || !isLinked()) return;
  const plan::SplicePlan& plan = document()->preview().plan;
  const Selection& selection = document()->selection();
  const Focus& focus = selection.focus();
  std::set<int> lines;
  if (focus.step && *focus.step < plan.steps.size())
    addLines(plan.steps[*focus.step], lines);
  else if (focus.wacLine)
    lines.insert(static_cast<int>(*focus.wacLine));
  else
    match(
        selection.item(), [](std::monostate) {},
        [&](const NodeItem& node) {
          if (const graph::Node* found = document()->graph().find(node.node))
            addStatement(m_code->toPlainText().split(QLatin1Char('\n')), wacName(found->name), lines);
        },
        [](const PortItem&) {},
        [&](const EdgeItem& edge) {
          for (const plan::Step& step : plan.steps)
            if (step.edge == edge.edge) addLines(step, lines);
        },
        [&](const BeadItem& bead) {
          for (const plan::Step& step : plan.steps)
            if (step.edge == bead.edge && (!step.hook.valid() || step.hook == bead.hook))
              addLines(step, lines);
        });
  m_code->setMarkedLines(lines);
  if (scroll && !lines.empty() && !m_code->hasFocus()) m_code->showLine(*lines.begin());
}

void WacPanel::goToLine(int line) {
  if (!document() || !isLinked()) return;
  const plan::SplicePlan& plan = document()->preview().plan;
  const std::optional<std::size_t> number = stepOfLine(plan.steps, static_cast<unsigned>(line));
  Selection& selection = document()->selection();
  m_marking = true;
  if (number) {
    const plan::Step& step = plan.steps[*number];
    const graph::Edge* edge = document()->graph().find(step.edge);
    if (edge && step.hook.valid())
      selection.select(BeadItem{step.edge, step.hook});
    else if (edge)
      selection.select(EdgeItem{step.edge});
    else if (document()->graph().find(step.node))
      selection.select(NodeItem{step.node});
    else if (const auto bead = beadServedBy(plan.steps, step); bead && document()->graph().find(bead->edge))
      selection.select(*bead);
  } else {
    const QString text = m_code->document()->findBlockByNumber(line - 1).text();
    for (const auto& [id, node] : document()->graph().nodes)
      if (text.startsWith(QStringLiteral("let %1 =").arg(wacName(node.name)))) selection.select(NodeItem{id});
  }
  Focus focus = selection.focus();
  focus.step = number;
  focus.wacLine = static_cast<unsigned>(line);
  selection.setFocus(focus);
  m_marking = false;
  markLines(false);
}

}  // namespace sb::ui
