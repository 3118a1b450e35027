// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/text_size.h"

#include <QSettings>
#include <algorithm>

namespace sb::ui {
namespace {

/// By name, because the application has none yet when this is read.
QSettings settings() {
  return QSettings(QSettings::defaultFormat(), QSettings::UserScope, QStringLiteral("spliceboard"),
                   QStringLiteral("spliceboard"));
}
const QString key = QStringLiteral("textSize");

}  // namespace

double chosenTextSize() { return std::clamp(settings().value(key, 1.0).toDouble(), 1.0, 2.0); }
void chooseTextSize(double factor) { settings().setValue(key, std::clamp(factor, 1.0, 2.0)); }

}  // namespace sb::ui
