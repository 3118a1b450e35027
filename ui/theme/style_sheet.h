// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace sb::ui {

/// The style sheet of every stock widget in the window's look (design: grid 4, radii 3/4/6/8, row 24).
QString styleSheet(const Theme& theme);

}  // namespace sb::ui
