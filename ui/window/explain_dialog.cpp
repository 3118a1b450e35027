// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/explain_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>

#include "core/print/wit.h"
#include "ui/panels/code_view.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QString textOf(const graph::Graph& graph, const graph::PortRef& ref) {
  const graph::Port* port = graph.find(ref);
  const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
  if (instance && *instance)
    return QString::fromStdString(print::witInterface(port->name.name, **instance).text);
  const auto* func = port ? std::get_if<types::FuncTypeRef>(&port->type) : nullptr;
  if (func && *func)
    return QString::fromStdString(print::witFunc(port->name.name, **func)) + QLatin1Char('\n');
  return {};
}

/// Lines of one text that the longest common subsequence with the other leaves out; 1-based.
std::set<int> different(const QStringList& mine, const QStringList& theirs) {
  const auto rows = static_cast<std::size_t>(mine.size()), columns = static_cast<std::size_t>(theirs.size());
  std::vector<std::vector<int>> best(rows + 1, std::vector<int>(columns + 1, 0));
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t k = columns; k-- > 0;)
      best[i][k] = mine[static_cast<qsizetype>(i)] == theirs[static_cast<qsizetype>(k)]
                       ? best[i + 1][k + 1] + 1
                       : std::max(best[i + 1][k], best[i][k + 1]);
  std::set<int> lines;
  std::size_t i = 0, k = 0;
  while (i < rows) {
    if (k < columns && mine[static_cast<qsizetype>(i)] == theirs[static_cast<qsizetype>(k)]) {
      ++i;
      ++k;
    } else if (k < columns && best[i][k + 1] >= best[i + 1][k]) {
      ++k;
    } else {
      lines.insert(static_cast<int>(++i));
    }
  }
  return lines;
}

QLabel* head(const graph::Graph& graph, const graph::PortRef& ref, const QString& does, QWidget* parent) {
  const graph::Node* node = graph.find(ref.node);
  auto* label = new QLabel(
      QStringLiteral("%1 %2 %3")
          .arg(QString::fromStdString(node ? node->name : ""), does, QString::fromStdString(ref.name)),
      parent);
  label->setFont(currentTheme().bodyStrong());
  return label;
}

}  // namespace

ExplainDialog::ExplainDialog(const graph::Graph& graph, const graph::PortRef& provider,
                             const graph::PortRef& consumer, QWidget* parent)
    : QDialog(parent),
      m_left(new CodeView(CodeLanguage::Wit, false, this)),
      m_right(new CodeView(CodeLanguage::Wit, false, this)) {
  setObjectName(QStringLiteral("explainDialog"));
  setWindowTitle(tr("Explain connection"));
  const graph::Verdict verdict = graph::judgeConnection(graph, provider, consumer);
  QString words = QString::fromStdString(verdict.sentence);
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  for (const std::string& line : verdict.details) words += QLatin1Char('\n') + QString::fromStdString(line);
  auto* sentence = new QLabel(words, this);
  sentence->setObjectName(QStringLiteral("explainVerdict"));
  sentence->setWordWrap(true);
  const QString left = textOf(graph, provider), right = textOf(graph, consumer);
  m_left->setCode(left);
  m_right->setCode(right);
  const QStringList leftLines = left.split(QLatin1Char('\n')), rightLines = right.split(QLatin1Char('\n'));
  m_left->setMarkedLines(different(leftLines, rightLines));
  m_right->setMarkedLines(different(rightLines, leftLines));
  for (CodeView* code : {m_left, m_right})
    if (!code->markedLines().empty()) code->showLine(*code->markedLines().begin());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QGridLayout(this);
  layout->addWidget(sentence, 0, 0, 1, 2);
  layout->addWidget(head(graph, provider, tr("exports"), this), 1, 0);
  layout->addWidget(head(graph, consumer, tr("imports"), this), 1, 1);
  layout->addWidget(m_left, 2, 0);
  layout->addWidget(m_right, 2, 1);
  layout->addWidget(buttons, 3, 0, 1, 2);
  layout->setRowStretch(2, 1);
  resize(860, 480);
}

}  // namespace sb::ui
