// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>

namespace sb::ui {

/// How much of a node is drawn, by its width on screen (design 3.8).
enum class DetailLevel { Density, Boxes, Names, Ports, Details };
inline constexpr int DetailLevelCount = 5;

QString detailLevelName(DetailLevel level);

/// The level for a node of the typical width (200 units) at this zoom, with 10 % hysteresis around the last
/// one.
DetailLevel detailLevelFor(double zoom, DetailLevel last);

}  // namespace sb::ui
