// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace sb::ui {

/// The text size a person has chosen, 1 to 2: everything grows with it. It is read before the application
/// object is there and takes effect when the program starts again.
double chosenTextSize();
void chooseTextSize(double factor);

}  // namespace sb::ui
