// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/shipped_files.h"

#include <QCoreApplication>
#include <QDir>

namespace sb::ui {

QString shippedFolder(const QString& name) {
  const QString program = QCoreApplication::applicationDirPath();
  // installed; bin/ of a build tree two levels below the checkout; the folder one is in
  for (const QString& base :
       {program + QStringLiteral("/../share/spliceboard"), program + QStringLiteral("/../../../resources"),
        QStringLiteral(SPLICEBOARD_RESOURCE_DIR), QStringLiteral("resources")}) {
    const QDir folder(base + QLatin1Char('/') + name);
    if (folder.exists()) return folder.absolutePath();
  }
  return {};
}

}  // namespace sb::ui
