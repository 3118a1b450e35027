// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/print/svg_canvas.h"

// What the picture of a graph has in it, one by one: points, words, the parts of a node.
namespace sb::print {

inline constexpr double SvgTitleHeight = 30, SvgRowHeight = 24, SvgPortRadius = 5.5;

std::string svgPoint(SvgPoint point);       ///< for paths
std::string svgCorner(double x, double y);  ///< for polygons
/// About how wide a text is; the picture has no font to ask.
double svgTextWidth(const std::string& text, double size);
/// The text with an ellipsis where it is wider; whole characters only.
std::string svgShortened(const std::string& text, double width, double size);

/// The word at the right of a node's title: "component", "3 inside".
std::string svgBadge(const graph::Node& node);
/// The ground of the title, with round corners above, as a path.
std::string svgTitleStrip(SvgPoint topLeft, double width);
/// Package in secondary text, the interface semibold, version secondary. The package is shortened first.
std::vector<SvgCanvas::Run> svgPortLabel(const graph::Port& port, double width);
/// The sign of a port, whose shape says its kind.
void svgPort(SvgCanvas& canvas, SvgPoint centre, graph::PortKind kind, const char* fill, const char* stroke);

}  // namespace sb::print
