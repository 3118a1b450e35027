// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>

#include "tests/survive/hostile_files.h"

#if defined(__SANITIZE_ADDRESS__)
#define SB_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SB_SANITIZED 1
#endif
#endif

using namespace sb::test;

namespace {

#ifdef SB_SANITIZED
constexpr bool Sanitized = true;  // the sanitizer's own memory says nothing about ours
#else
constexpr bool Sanitized = false;
#endif
constexpr long MostKiB = 256L * 1024;
constexpr double HangSeconds = 30;  // the goal is one second; machines differ, hangs do not

struct Ending {
  int exitCode = -1;  ///< -1: ended by a signal
  int signal = 0;
  double cpuSeconds = 0;
  long peakKiB = 0;
  QByteArray output;
};

/// Runs the program alone in a process of its own, with 1 GiB of address space at most, and measures it.
/// Forked from here, so that this process must stay small.
Ending measure(const QString& command, const QString& file, const QString& outputFile) {
  const QByteArray input = QFile::encodeName(file), output = QFile::encodeName(outputFile),
                   word = command.toLocal8Bit();
  const pid_t child = ::fork();
  if (child == 0) {
    const int out = ::open(output.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, 1);
    ::dup2(out, 2);
    const rlimit space{1UL << 30, 1UL << 30}, cpu{60, 60}, none{0, 0};
    if (!Sanitized) ::setrlimit(RLIMIT_AS, &space);
    ::setrlimit(RLIMIT_CPU, &cpu);
    ::setrlimit(RLIMIT_CORE, &none);
    ::execl(SPLICECTL, SPLICECTL, word.constData(), input.constData(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  Ending ending;
  ending.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ending.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  ending.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  ending.peakKiB = usage.ru_maxrss;
  QFile file_(outputFile);
  if (file_.open(QIODevice::ReadOnly)) ending.output = file_.readAll();
  return ending;
}

}  // namespace

/// Whatever the file, each command ends with an answer, in little time and memory.
class SurviveTest : public QObject {
  Q_OBJECT
 private slots:
  void hostile_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < hostileFiles().size(); ++i)
      QTest::newRow(hostileFiles()[i].name) << static_cast<int>(i);
  }
  void hostile() {
    QFETCH(int, index);
    const HostileFile& hostile = hostileFiles()[static_cast<std::size_t>(index)];
    const QString path = m_folder.filePath("hostile.wasm");
    {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
      if (hostile.make != nullptr) {
        const sb::Bytes bytes = hostile.make();
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
      } else {
        QVERIFY(file.resize(static_cast<qint64>(hostile.zeros)));
      }
    }
    for (const char* command : {"validate", "inspect", "graph"}) {
      const Ending ending = measure(command, path, m_folder.filePath("output"));
      qInfo("%-8s %-60s exit %d  %.2f s  %ld MiB", command, hostile.name, ending.exitCode, ending.cpuSeconds,
            ending.peakKiB / 1024);
      QVERIFY2(ending.signal == 0,
               QByteArray(command) + " ended by signal " + QByteArray::number(ending.signal));
      QVERIFY2(ending.exitCode == 0 || ending.exitCode == 1 || ending.exitCode == 4,
               QByteArray(command) + ": " + ending.output.left(2000));
      QVERIFY(!ending.output.isEmpty());
      QVERIFY2(ending.cpuSeconds < HangSeconds, command);
      if (!Sanitized) QVERIFY2(ending.peakKiB < MostKiB, command);
      if (QByteArray(command) == "validate")
        QVERIFY2(ending.output.contains(hostile.expected), ending.output.left(2000).constData());
    }
  }

 private:
  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(SurviveTest)
#include "tst_survive.moc"
