// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QProcess>
#include <QSpinBox>

#include "core/driver/splice.h"
#include "ui/document/document.h"
#include "ui/panels/console_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/run_controller.h"

// Running the composition, and with which limits.
namespace sb::ui {
namespace {

bool hasHooks(const graph::Graph& graph) {
  for (const auto& [id, node] : graph.nodes)
    if (node.inner && hasHooks(*node.inner)) return true;
  for (const auto& [id, edge] : graph.edges)
    for (const graph::Hook& hook : edge.hooks)
      if (hook.enabled) return true;
  return false;
}

QString errorText(const Error& error) { return QString::fromStdString(error.text()); }

}  // namespace

void MainWindow::runOrStop() {
  Document* document = currentDocument();
  if (!document || m_run->isRunning()) return;
  if (document->isReadOnly()) return say(tr("Not run: %1.").arg(document->readOnlyReason()));
  showPanel(QStringLiteral("consolePanel"));
  QByteArray bytes;
  if (hasHooks(document->root())) {
    const Result<driver::SpliceOutput> output = driver::spliceGraph(document->root());
    if (!output) return m_console->appendLine(tr("run"), tr("Not run: %1.").arg(errorText(output.error())));
    bytes = QByteArray(reinterpret_cast<const char*>(output->composed.data()),
                       static_cast<qsizetype>(output->composed.size()));
  } else {
    const Result<Bytes> composed = driver::composeGraph(document->root());
    if (!composed)
      return m_console->appendLine(tr("run"), tr("Not run: %1.").arg(errorText(composed.error())));
    bytes =
        QByteArray(reinterpret_cast<const char*>(composed->data()), static_cast<qsizetype>(composed->size()));
  }
  m_run->run(bytes, document->title(), m_runArguments, m_timeLimitMs, m_memoryLimitMiB);
}

void MainWindow::runOptions() {
  QDialog dialog(this);
  dialog.setObjectName(QStringLiteral("runOptionsDialog"));
  dialog.setWindowTitle(tr("Run options"));
  auto* form = new QFormLayout(&dialog);
  auto* arguments = new QLineEdit(m_runArguments.join(QLatin1Char(' ')), &dialog);
  arguments->setObjectName(QStringLiteral("runArguments"));
  arguments->setMinimumWidth(320);
  auto* time = new QSpinBox(&dialog);
  time->setButtonSymbols(QAbstractSpinBox::NoButtons);  // arrow keys and the wheel step
  time->setObjectName(QStringLiteral("runTimeLimit"));
  time->setRange(0, 86'400);
  time->setSuffix(tr(" s"));
  time->setSpecialValueText(tr("no limit"));
  time->setValue(m_timeLimitMs / 1000);
  auto* memory = new QSpinBox(&dialog);
  memory->setButtonSymbols(QAbstractSpinBox::NoButtons);
  memory->setObjectName(QStringLiteral("runMemoryLimit"));
  memory->setRange(0, 4096);
  memory->setSuffix(tr(" MiB"));
  memory->setSpecialValueText(tr("no limit"));
  memory->setValue(m_memoryLimitMiB);
  form->addRow(tr("Arguments"), arguments);
  form->addRow(tr("Time limit"), time);
  form->addRow(tr("Memory limit"), memory);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::Ok, &dialog);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  if (dialog.exec() != QDialog::Accepted) return;
  m_runArguments = QProcess::splitCommand(arguments->text());
  m_timeLimitMs = time->value() * 1000;
  m_memoryLimitMiB = memory->value();
}

}  // namespace sb::ui
