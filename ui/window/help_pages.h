// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

class QWidget;

namespace sb::ui {

class MainWindow;

/// Opens one page of help beside the window: "tour", "keys", "words", "about".
void showHelp(MainWindow& window, const QString& topic);

}  // namespace sb::ui
