// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/file_opener.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>
#include <algorithm>

namespace sb::ui {

namespace {

/// What is wrong with a file goes on from its name ("ends inside section 7"); the rest stands by itself.
QString sentenceOf(const QString& path, const Error& error) {
  static const char* const verbs[] = {"is ", "ends ", "has ", "does "};
  const bool goesOn = std::any_of(std::begin(verbs), std::end(verbs),
                                  [&](const char* verb) { return error.message.rfind(verb, 0) == 0; });
  const QString sentence = goesOn ? FileOpener::tr("%1 %2.") : FileOpener::tr("%1: %2.");
  Error told = error;
  if (told.offset == std::uint64_t(0)) told.offset.reset();  // the whole file is meant
  return sentence.arg(QFileInfo(path).fileName(), QString::fromStdString(told.text()));
}

}  // namespace

FileOpener::FileOpener(QObject* parent) : QObject(parent) {}
FileOpener::~FileOpener() { cancel(); }

void FileOpener::cancel() {
  if (m_cancel) m_cancel->store(true);
  m_cancel.reset();
}

void FileOpener::open(const QString& path, bool asCopy) {
  cancel();
  m_cancel = std::make_shared<std::atomic<bool>>(false);
  QPointer<FileOpener> self(this);
  QThreadPool::globalInstance()->start([self, path, asCopy, cancel = m_cancel] {
    const auto onWindow = [](auto&& run) {
      QMetaObject::invokeMethod(QCoreApplication::instance(), std::forward<decltype(run)>(run),
                                Qt::QueuedConnection);
    };
    decode::DecodeProgress progress;
    progress.cancel = cancel.get();
    progress.report = [self, path, onWindow, last = 0.0](std::uint64_t done, std::uint64_t total) mutable {
      const double share = total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total);
      if (share - last < 0.05) return;
      last = share;
      onWindow([self, path, share] {
        if (self) emit self->progress(path, share);
      });
    };
    auto result =
        std::make_shared<Result<driver::OpenedFile>>(driver::openBeginning(path.toStdString(), progress));
    onWindow([self, path, asCopy, cancel, result] {
      if (!self || cancel->load()) return;
      self->m_cancel.reset();
      if (*result)
        emit self->opened(path, asCopy, std::make_shared<driver::OpenedFile>(std::move(**result)));
      else
        emit self->failed(path, sentenceOf(path, result->error()));
    });
  });
}

}  // namespace sb::ui
