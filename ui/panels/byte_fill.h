// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPainter>
#include <QString>
#include <QWidget>

#include "core/adapt/memory_layout.h"
#include "ui/theme/theme.h"

namespace sb::ui {

/// How bytes are drawn by when they are written: solid, hatched, dotted, close red hatch, blank.
enum class Fill { Static, Patched, Scratch, Padding, Unused };
Fill fillOf(adapt::Written written);
QString fillText(Fill fill);  ///< "patched per call"

/// Fills a rectangle; the line around it is drawn by outlineBytes so that neighbours can share it.
void fillBytes(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill);
void outlineBytes(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill);
/// The small square of legends and tables.
void paintSwatch(QPainter& painter, const Theme& theme, const QRectF& rect, Fill fill);

/// The interface font joins the `0x` of a number into another sign; where a number stands among words it is
/// drawn without that.
QFont plainNumbers(QFont font);
/// "0x138": lower case, at least three digits.
QString hexAddress(std::uint64_t address);

/// static · patched per call · scratch · padding, each behind its square.
class FillLegend : public QWidget {
  Q_OBJECT
 public:
  explicit FillLegend(QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace sb::ui
