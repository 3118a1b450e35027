// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/plurals.h"

namespace sb::ui {

QString EnglishPlurals::translate(const char*, const char* source, const char*, int count) const {
  if (count < 0) return {};
  QString text = QString::fromUtf8(source);
  text.replace(QLatin1String("(es)"), count == 1 ? QString() : QStringLiteral("es"));
  text.replace(QLatin1String("(s)"), count == 1 ? QString() : QStringLiteral("s"));
  return text;
}

}  // namespace sb::ui
