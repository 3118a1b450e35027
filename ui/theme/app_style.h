// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QProxyStyle>

namespace sb::ui {

/// What a style sheet cannot say: marks in the colours of the theme, menus without underlines, tool
/// bars without spare room.
class AppStyle : public QProxyStyle {
  Q_OBJECT
 public:
  AppStyle();
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override;
};

}  // namespace sb::ui
