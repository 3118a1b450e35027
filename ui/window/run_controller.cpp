// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/run_controller.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTimer>

namespace sb::ui {

RunController::RunController(QObject* parent) : QObject(parent) {
  connect(&m_process, &QProcess::readyReadStandardOutput, this, &RunController::takeLines);
  connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
    emit output(QStringLiteral("run"), QString::fromUtf8(m_process.readAllStandardError()));
  });
  connect(&m_process, &QProcess::finished, this, &RunController::end);
  connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    m_active = false;
    emit finished(tr("Not run: %1").arg(m_process.errorString()), false);
  });
}

RunController::~RunController() {
  m_process.disconnect(this);
  if (m_process.state() != QProcess::NotRunning) {
    m_process.kill();
    m_process.waitForFinished(500);
  }
}

QString RunController::workerPath() {
  const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/splicectl");
  if (QFile::exists(beside)) return beside;
  return QStandardPaths::findExecutable(QStringLiteral("splicectl"));
}

void RunController::run(const QByteArray& component, const QString& name, const QStringList& arguments,
                        int timeLimitMs, int memoryLimitMiB) {
  if (isRunning()) return;
  const QString worker = workerPath();
  if (worker.isEmpty())
    return emit finished(tr("Not run: splicectl is neither beside this program nor on PATH."), false);
  const QString path = m_folder.filePath(QStringLiteral("run.wasm"));
  QFile file(path);
  if (!m_folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(component) != component.size())
    return emit finished(tr("Not run: the temporary folder cannot be written."), false);
  file.close();
  m_name = name;
  m_buffer.clear();
  m_reported = m_stopping = m_succeeded = false;
  ++m_runs;
  QStringList all{QStringLiteral("run"), QStringLiteral("--json")};
  if (timeLimitMs > 0) all << QStringLiteral("--time-limit") << QString::number(timeLimitMs);
  if (memoryLimitMiB > 0)
    all << QStringLiteral("--memory-limit") << QString::number(qint64(memoryLimitMiB) * 1024 * 1024);
  all << path;
  if (!arguments.isEmpty()) all << QStringLiteral("--") << arguments;
  m_active = true;
  emit started(name);
  m_process.start(worker, all);
}

void RunController::write(const QString& text) {
  if (isRunning()) m_process.write(text.toUtf8());
}
void RunController::closeInput() {
  if (isRunning()) m_process.closeWriteChannel();
}

void RunController::stop() {
  if (!isRunning()) return;
  m_stopping = true;
  m_process.terminate();
  QTimer::singleShot(800, this,
                     [this, run = m_runs] {  // a guest inside a host call does not hear the polite request
                       if (run == m_runs && isRunning()) m_process.kill();
                     });
}

void RunController::takeLines() {
  m_buffer += m_process.readAllStandardOutput();
  for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
    takeEvent(m_buffer.left(end));
    m_buffer.remove(0, end + 1);
  }
}

void RunController::takeEvent(const QByteArray& line) {
  const QJsonObject event = QJsonDocument::fromJson(line).object();
  const QString kind = event.value(QLatin1String("event")).toString();
  if (kind == QLatin1String("stdout") || kind == QLatin1String("stderr"))
    return emit output(kind, event.value(QLatin1String("text")).toString());
  if (kind == QLatin1String("trap")) {
    QStringList frames;
    for (const QJsonValue& frame : event.value(QLatin1String("frames")).toArray()) {
      const QJsonObject o = frame.toObject();
      const QString node = o.value(QLatin1String("node")).toString();
      frames << (node.isEmpty() ? QString() : node + QStringLiteral(": ")) +
                    o.value(QLatin1String("function")).toString();
    }
    m_reported = true;
    m_sentence = tr("%1 trapped").arg(m_name);
    return emit trapped(event.value(QLatin1String("message")).toString(), frames);
  }
  if (kind == QLatin1String("exit")) {
    m_reported = true;
    const int code = event.value(QLatin1String("code")).toInt();
    const QString why = event.value(QLatin1String("message")).toString();
    m_sentence = why.isEmpty() ? tr("%1 ended with exit code %2").arg(m_name).arg(code) : why;
    m_succeeded = code == 0;
    return;
  }
  if (!kind.isEmpty()) emit output(QStringLiteral("run"), event.value(QLatin1String("message")).toString());
}

void RunController::end(int exitCode, QProcess::ExitStatus status) {
  takeLines();
  m_active = false;
  // Only now: what hears of the end asks whether anything is running.
  if (m_reported)
    emit finished(m_sentence, m_succeeded);
  else if (m_stopping)
    emit finished(tr("%1 was stopped").arg(m_name), false);
  else if (status == QProcess::CrashExit)
    emit finished(tr("The engine's process died (signal). The composition is unharmed."), false);
  else
    emit finished(tr("%1 did not run (exit code %2); see the lines above").arg(m_name).arg(exitCode), false);
}

}  // namespace sb::ui
