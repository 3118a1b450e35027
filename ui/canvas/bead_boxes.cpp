// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/bead_boxes.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "core/graph/hook_kind.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr double beadHeight = 24;

double beadWidth(const BeadBox& bead) {
  const Theme& theme = currentTheme();
  const double name = QFontMetricsF(theme.captionStrong()).horizontalAdvance(bead.name);
  if (!bead.enabled)
    return 20 + name + QFontMetricsF(theme.caption()).horizontalAdvance(QStringLiteral(" off")) + 20;
  return 24 + name + 8 + 18.0 * static_cast<double>(bead.letters.size()) + 4;
}

QRectF around(const QPointF& centre, const QSizeF& size) {
  return {centre - QPointF(size.width(), size.height()) / 2, size};
}

}  // namespace

std::vector<BeadBox> beadBoxes(const std::vector<graph::Hook>& hooks,
                               const std::set<graph::HookId>& refused) {
  constexpr std::size_t mostBeads = 3;
  const std::size_t count = hooks.size() > mostBeads ? 1 : hooks.size();
  std::vector<BeadBox> beads;
  for (std::size_t i = 0; i < count; ++i) {
    BeadBox bead;
    bead.hook = hooks[i].id;
    bead.number = static_cast<int>(i) + 1;
    bead.enabled = hooks[i].enabled;
    bead.name = QString::fromStdString(hooks[i].name);
    bead.rule = QString::fromStdString(hooks[i].rule).section(QLatin1Char(' '), -1);
    if (hooks.size() > mostBeads) {
      bead.folded = static_cast<int>(hooks.size()) - 1;
      bead.name += QStringLiteral(" +%1").arg(bead.folded);
    }
    bead.refused = refused.count(hooks[i].id) > 0;
    if (bead.folded == 0 && hooks[i].file && hooks[i].file->type)
      bead.letters = QString::fromStdString(graph::hookAbility(*hooks[i].file->type).letters());
    bead.rect = QRectF(0, 0, beadWidth(bead), beadHeight);
    beads.push_back(std::move(bead));
  }
  return beads;
}

void placeBeads(WireBox& wire, const std::function<bool(const QRectF&)>& covers) {
  const auto count = static_cast<double>(wire.beads.size());
  for (std::size_t i = 0; i < wire.beads.size(); ++i) {
    BeadBox& bead = wire.beads[i];
    const double wish = 1.0 - static_cast<double>(i + 1) / (count + 1);
    bead.rect = around(pointAlong(wire.line, wish), bead.rect.size());
    constexpr int tries = 20;
    for (int step = 1; step <= tries && covers(bead.rect); ++step)
      for (const int sign : {-1, 1}) {
        const double share = wish + sign * 0.45 / (count + 1) * step / tries;
        const QRectF rect = around(pointAlong(wire.line, share), bead.rect.size());
        if (covers(rect)) continue;
        bead.rect = rect;
        break;
      }
  }
  // Neighbours must not cover each other: push them apart along x, keeping the order from the caller.
  for (std::size_t i = 1; i < wire.beads.size(); ++i) {
    const double overlap = wire.beads[i].rect.right() + 6 - wire.beads[i - 1].rect.left();
    const bool sameHeight =
        std::abs(wire.beads[i].rect.center().y() - wire.beads[i - 1].rect.center().y()) < beadHeight;
    if (overlap > 0 && sameHeight)
      for (std::size_t k = i; k < wire.beads.size(); ++k) wire.beads[k].rect.translate(-overlap, 0);
  }
  for (const BeadBox& bead : wire.beads) wire.bounds |= bead.rect.adjusted(-6, -6, 6, 6);
}

}  // namespace sb::ui
