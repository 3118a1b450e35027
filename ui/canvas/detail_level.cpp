// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/detail_level.h"

#include <QCoreApplication>

namespace sb::ui {
namespace {

constexpr double typicalWidth = 200;

/// Node width on screen at which a level begins.
double lowerBound(DetailLevel level) {
  switch (level) {
    case DetailLevel::Density: return 0;
    case DetailLevel::Boxes: return 8;
    case DetailLevel::Names: return 25;
    case DetailLevel::Ports: return 60;
    case DetailLevel::Details: return 120;
  }
  return 0;
}

}  // namespace

QString detailLevelName(DetailLevel level) {
  switch (level) {
    case DetailLevel::Density: return QCoreApplication::translate("DetailLevel", "Density");
    case DetailLevel::Boxes: return QCoreApplication::translate("DetailLevel", "Boxes");
    case DetailLevel::Names: return QCoreApplication::translate("DetailLevel", "Names");
    case DetailLevel::Ports: return QCoreApplication::translate("DetailLevel", "Ports");
    case DetailLevel::Details: return QCoreApplication::translate("DetailLevel", "Details");
  }
  return {};
}

DetailLevel detailLevelFor(double zoom, DetailLevel last) {
  const double width = typicalWidth * zoom;
  DetailLevel level = DetailLevel::Density;
  for (const DetailLevel candidate :
       {DetailLevel::Boxes, DetailLevel::Names, DetailLevel::Ports, DetailLevel::Details}) {
    const double factor = candidate <= last ? 0.9 : 1.0;  // stay until 10 % below the bound
    if (width > lowerBound(candidate) * factor) level = candidate;
  }
  return level;
}

}  // namespace sb::ui
