// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "ui/canvas/canvas_scene.h"

namespace sb::ui {

/// One bead for each hook, or a single one that stands for many; without a place.
std::vector<BeadBox> beadBoxes(const std::vector<graph::Hook>& hooks, const std::set<graph::HookId>& refused);

/// Places the beads evenly along their wire, the first nearest to the caller, off what `covers` where the
/// wire has room, and grows the wire's bounds by them.
void placeBeads(WireBox& wire, const std::function<bool(const QRectF&)>& covers);

}  // namespace sb::ui
