// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

class QApplication;

namespace sb::gui {

/// Settings and caches of this run go to a temporary folder: pictures show and change nothing of the user's.
void keepToOurselves();
/// The acceptance scenes of the design (chapter 8).
QStringList sceneNames();
/// Sets the scene up in a window of its own and saves a picture of it; an invalid size is the design's.
/// Returns what went wrong, or an empty text.
QString writeScreenshot(const QString& scene, const QString& file, const QSize& size);
/// Every scene in light and dark, at the ratio the program runs with; starts itself again for 150 %. Returns
/// an exit code.
int writeAllScreenshots(QApplication& app, const QString& folder);

}  // namespace sb::gui
