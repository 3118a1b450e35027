// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

#include "core/driver/export.h"
#include "core/driver/splice.h"
#include "core/print/graph_dot.h"
#include "core/print/graph_json.h"
#include "core/print/graph_mermaid.h"
#include "core/print/graph_svg.h"
#include "core/store/project.h"
#include "ui/document/document.h"
#include "ui/panels/console_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/run_controller.h"

// Everything that leaves the window: export, run, projects, the command line.
namespace sb::ui {
namespace {

QString errorText(const Error& error) { return QString::fromStdString(error.text()); }

}  // namespace

QString MainWindow::exportSpliced(const QString& composedPath, const QString& wacPath,
                                  const QString& splitsFolder) {
  Document* document = currentDocument();
  if (!document) return tr("Nothing is open.");
  if (document->isReadOnly()) return tr("Not written: %1.").arg(document->readOnlyReason());
  const Result<driver::SpliceOutput> output = driver::spliceGraph(document->root());
  if (!output) return tr("Not written: %1. Nothing was changed.").arg(errorText(output.error()));
  driver::ExportTargets targets;
  targets.composed = composedPath.toStdString();
  targets.wac = wacPath.toStdString();
  targets.splitsFolder = splitsFolder.toStdString();
  const Result<std::vector<std::string>> written = driver::exportSplice(*output, targets);
  if (!written) return tr("Not written: %1.").arg(errorText(written.error()));
  for (const std::string& path : *written) m_console->appendLine(tr("export"), QString::fromStdString(path));
  emit exported(composedPath);
  return {};
}

void MainWindow::exportDialog() {
  Document* document = currentDocument();
  if (!document) return;
  document->waitForPreview();
  QDialog dialog(this);
  dialog.setObjectName(QStringLiteral("exportDialog"));
  dialog.setWindowTitle(tr("Export spliced"));
  auto* form = new QFormLayout(&dialog);
  const QString folder =
      document->projectPath().isEmpty() && document->root().originFile.empty()
          ? QDir::homePath()
          : QFileInfo(document->projectPath().isEmpty() ? QString::fromStdString(document->root().originFile)
                                                        : document->projectPath())
                .absolutePath();
  auto* composed = new QLineEdit(
      folder + QLatin1Char('/') + document->baseName() + QStringLiteral(".spliced.wasm"), &dialog);
  composed->setObjectName(QStringLiteral("exportComposed"));
  composed->setMinimumWidth(420);
  auto* browse = new QPushButton(tr("Choose…"), &dialog);
  connect(browse, &QPushButton::clicked, &dialog, [&] {
    const QString path =
        QFileDialog::getSaveFileName(&dialog, tr("Export"), composed->text(), tr("Components (*.wasm)"));
    if (!path.isEmpty()) composed->setText(path);
  });
  auto* row = new QHBoxLayout;
  row->addWidget(composed);
  row->addWidget(browse);
  form->addRow(tr("Composition"), row);
  auto* wac = new QCheckBox(tr("WAC text beside it"), &dialog);
  auto* splits = new QCheckBox(tr("Adapters and parts, in a folder beside it"), &dialog);
  splits->setChecked(true);
  form->addRow(tr("Also write"), wac);
  form->addRow({}, splits);
  std::size_t bytes = 0;
  for (const auto& [id, adapter] : document->preview().adapters) bytes += adapter->componentBytes.size();
  auto* summary = new QLabel(tr("%n adapter(s), %1 bytes. Checked before anything is written.", nullptr,
                                static_cast<int>(document->preview().adapters.size()))
                                 .arg(bytes),
                             &dialog);
  summary->setProperty("role", "secondary");
  form->addRow({}, summary);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &dialog);
  auto* write = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
  write->setDefault(true);
  write->setObjectName(QStringLiteral("exportWrite"));
  if (document->preview().plan.refused()) {
    write->setEnabled(false);
    summary->setText(tr("The plan refuses a step; see Problems."));
  }
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  if (dialog.exec() != QDialog::Accepted) return;
  const QString path = composed->text();
  if (QFileInfo::exists(path) && QString::fromStdString(document->root().originFile) == path &&
      QMessageBox::question(this, tr("Overwrite"),
                            tr("%1 is the file this composition was read from. Overwrite it?").arg(path)) !=
          QMessageBox::Yes)
    return;
  QString base = path;
  if (base.endsWith(QLatin1String(".wasm"))) base.chop(5);
  const QString error = exportSpliced(path, wac->isChecked() ? base + QStringLiteral(".wac") : QString(),
                                      splits->isChecked() ? base + QStringLiteral(".parts") : QString());
  if (error.isEmpty())
    say(tr("%1 was written and checked.").arg(QFileInfo(path).fileName()));
  else {
    say(error);
    QMessageBox::warning(this, tr("Not exported"), error);
  }
}

void MainWindow::exportGraphAs(const QString& format) {
  Document* document = currentDocument();
  if (!document) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Export graph"),
                                                    document->baseName() + QLatin1Char('.') + format);
  if (path.isEmpty()) return;
  std::string text;
  if (format == QLatin1String("json"))
    text = print::graphJson(document->root());
  else if (format == QLatin1String("dot"))
    text = print::graphDot(document->root());
  else if (format == QLatin1String("mmd"))
    text = print::graphMermaid(document->root());
  else
    text = print::graphSvg(document->root());
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
      !file.commit())
    return say(tr("Not written: %1.").arg(file.errorString()));
  say(tr("%1 was written.").arg(QFileInfo(path).fileName()));
}

}  // namespace sb::ui
