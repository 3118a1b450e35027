// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

namespace sb::ui {

/// A folder of files that ship with the program ("hooks", "examples"): beside an installed program in
/// `<prefix>/share/spliceboard/`, or the checkout's `resources/`.
QString shippedFolder(const QString& name);

}  // namespace sb::ui
