// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace sb::ui {

/// Runs a component in a process of its own (`splicectl run --json`), so that an abort of the engine
/// is a message and not the end of the window.
class RunController : public QObject {
  Q_OBJECT
 public:
  explicit RunController(QObject* parent = nullptr);
  ~RunController() override;
  bool isRunning() const { return m_active; }
  /// The command-line program beside this one, or on PATH; empty when there is none.
  static QString workerPath();
  /// Writes the bytes to a temporary file and runs it.
  void run(const QByteArray& component, const QString& name, const QStringList& arguments, int timeLimitMs,
           int memoryLimitMiB = 0);
  void write(const QString& text);  ///< to its standard input
  void closeInput();
  void stop();

 signals:
  void started(const QString& name);
  void output(const QString& source, const QString& text);  ///< source: "stdout", "stderr", "run"
  void trapped(const QString& message, const QStringList& frames);
  void finished(const QString& sentence, bool succeeded);

 private:
  void takeLines();
  void takeEvent(const QByteArray& line);
  void end(int exitCode, QProcess::ExitStatus status);
  QProcess m_process;
  QTemporaryDir m_folder;
  QByteArray m_buffer;
  QString m_name;
  QString m_sentence;  ///< how it ended, said when the process has ended
  bool m_reported = false, m_stopping = false, m_succeeded = false;
  bool m_active = false;  ///< from just before `started` until just before `finished`
  int m_runs = 0;
};

}  // namespace sb::ui
