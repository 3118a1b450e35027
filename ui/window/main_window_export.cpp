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

QString baseName(const Document& document) {
  QString name = QFileInfo(document.title()).completeBaseName();
  if (name.endsWith(QLatin1String(".composed"))) name.chop(9);
  return name.isEmpty() ? QStringLiteral("composition") : name;
}

bool hasHooks(const graph::Graph& graph) {
  for (const auto& [id, edge] : graph.edges)
    for (const graph::Hook& hook : edge.hooks)
      if (hook.enabled) return true;
  return false;
}

QString errorText(const Error& error) { return QString::fromStdString(error.text()); }

}  // namespace

QString MainWindow::exportSpliced(const QString& composedPath, const QString& wacPath,
                                  const QString& splitsFolder) {
  Document* document = currentDocument();
  if (!document) return tr("Nothing is open.");
  const Result<driver::SpliceOutput> output = driver::spliceGraph(document->graph());
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
      document->projectPath().isEmpty() && document->graph().originFile.empty()
          ? QDir::homePath()
          : QFileInfo(document->projectPath().isEmpty() ? QString::fromStdString(document->graph().originFile)
                                                        : document->projectPath())
                .absolutePath();
  auto* composed = new QLineEdit(
      folder + QLatin1Char('/') + baseName(*document) + QStringLiteral(".spliced.wasm"), &dialog);
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
  if (QFileInfo::exists(path) && QString::fromStdString(document->graph().originFile) == path &&
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
  const QString path =
      QFileDialog::getSaveFileName(this, tr("Export graph"), baseName(*document) + QLatin1Char('.') + format);
  if (path.isEmpty()) return;
  std::string text;
  if (format == QLatin1String("json"))
    text = print::graphJson(document->graph());
  else if (format == QLatin1String("dot"))
    text = print::graphDot(document->graph());
  else if (format == QLatin1String("mmd"))
    text = print::graphMermaid(document->graph());
  else
    text = print::graphSvg(document->graph());
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
      !file.commit())
    return say(tr("Not written: %1.").arg(file.errorString()));
  say(tr("%1 was written.").arg(QFileInfo(path).fileName()));
}

void MainWindow::runOrStop() {
  Document* document = currentDocument();
  if (!document || m_run->isRunning()) return;
  showPanel(QStringLiteral("consolePanel"));
  QByteArray bytes;
  if (hasHooks(document->graph())) {
    const Result<driver::SpliceOutput> output = driver::spliceGraph(document->graph());
    if (!output) return m_console->appendLine(tr("run"), tr("Not run: %1.").arg(errorText(output.error())));
    bytes = QByteArray(reinterpret_cast<const char*>(output->composed.data()),
                       static_cast<qsizetype>(output->composed.size()));
  } else {
    const Result<Bytes> composed = driver::composeGraph(document->graph());
    if (!composed)
      return m_console->appendLine(tr("run"), tr("Not run: %1.").arg(errorText(composed.error())));
    bytes =
        QByteArray(reinterpret_cast<const char*>(composed->data()), static_cast<qsizetype>(composed->size()));
  }
  m_run->run(bytes, document->title(), {}, 60'000);
}

QString MainWindow::commandLine() const {
  const Document* document = currentDocument();
  if (!document) return {};
  const auto quoted = [](const QString& text) {
    static const QRegularExpression plain(QStringLiteral(R"(^[\w@%+=:,./-]+$)"));
    if (plain.match(text).hasMatch()) return text;
    QString inner = text;
    inner.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QStringLiteral("'%1'").arg(inner);
  };
  const graph::Graph& graph = document->graph();
  QString input =
      document->projectPath().isEmpty() ? QString::fromStdString(graph.originFile) : document->projectPath();
  if (input.isEmpty()) input = document->title();
  QStringList parts{QStringLiteral("splicectl"), QStringLiteral("edit"), quoted(input), QStringLiteral("-o"),
                    quoted(baseName(*document) + QStringLiteral(".spliced.wasm"))};
  for (const auto& [id, edge] : graph.edges)
    for (auto hook = edge.hooks.rbegin(); hook != edge.hooks.rend(); ++hook) {
      if (!hook->enabled) continue;
      const graph::Node* consumer = graph.find(edge.consumer.node);
      const QString place = QString::fromStdString(
          (consumer && consumer->id != graph.host ? consumer->name : "host") + "/" + edge.consumer.name);
      const QString file = QString::fromStdString(
          hook->file ? (hook->file->path.empty() ? hook->file->fileName : hook->file->path) : hook->name);
      parts << QStringLiteral("--hook") << quoted(place + QLatin1Char('=') + file);
    }
  return parts.join(QLatin1Char(' '));
}

QString MainWindow::saveProject(const QString& path) {
  Document* document = currentDocument();
  if (!document) return tr("Nothing is open.");
  const Result<void> saved = store::saveProject(path.toStdString(), document->graph());
  if (!saved) return tr("Not saved: %1. Nothing was changed.").arg(errorText(saved.error()));
  discardRecovery(*document);
  document->setProjectPath(path);
  document->markSaved();
  rememberRecent(path);
  updateTitle();
  say(tr("Saved %1.").arg(QFileInfo(path).fileName()));
  return {};
}

void MainWindow::openProject(const QString& path) {
  Result<graph::Graph> graph = store::loadProject(path.toStdString());
  if (!graph) {
    say(tr("%1 does not open: %2.").arg(QFileInfo(path).fileName(), errorText(graph.error())));
    return m_console->appendLine(tr("open"), errorText(graph.error()));
  }
  const std::string recovery = store::recoveryPathFor(path.toStdString());
  bool recovered = false;
  if (QFileInfo::exists(QString::fromStdString(recovery)) &&
      QFileInfo(QString::fromStdString(recovery)).lastModified() > QFileInfo(path).lastModified()) {
    const QString when =
        QLocale().toString(QFileInfo(QString::fromStdString(recovery)).lastModified(), QLocale::ShortFormat);
    if (QMessageBox::question(this, tr("Recovered"),
                              tr("There is work of %1, recovered after a crash. Keep it?").arg(when)) ==
        QMessageBox::Yes) {
      if (Result<graph::Graph> kept = store::loadProject(recovery)) {
        graph = std::move(kept);
        recovered = true;
      }
    } else {
      QFile::remove(QString::fromStdString(recovery));
    }
  }
  addDocument(*std::move(graph), path, false);
  rememberRecent(path);
  if (recovered) say(tr("This is recovered work; save it to keep it."));
}

QString MainWindow::recoveryPath(const Document& document) const {
  const QString path = document.projectPath().isEmpty()
                           ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                                 QStringLiteral("/recovery/") + baseName(document) + QStringLiteral(".splice")
                           : document.projectPath();
  return QString::fromStdString(store::recoveryPathFor(path.toStdString()));
}

void MainWindow::autosave() {
  for (const auto& document : m_documents) {
    if (document->undoStack().isClean()) continue;
    const QString path = recoveryPath(*document);
    QDir().mkpath(QFileInfo(path).absolutePath());
    (void)store::saveProject(path.toStdString(), document->graph());
  }
}

void MainWindow::discardRecovery(const Document& document) { QFile::remove(recoveryPath(document)); }

}  // namespace sb::ui
