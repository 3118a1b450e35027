// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sb::print {

/// The light colours of the design (tokens.json).
namespace colour {
inline constexpr const char *Canvas = "#F6F7F9", *Grid = "#D5DAE2", *Node = "#FFFFFF", *Title = "#E9ECF1",
                            *Border = "#7B8595", *Text = "#1A212C", *Secondary = "#475163",
                            *Tertiary = "#5F6A7B", *Warning = "#8A5300", *WarningWeak = "#FDF2DF",
                            *Bead = "#1A212C", *OnBead = "#FFFFFF", *Frame = "#E9EEF6",
                            *Separator = "#D3D8E0";
/// Package colours in order of first appearance; the last one is slate, for `wasi:*` and names without a
/// package.
inline constexpr const char* Packages[] = {"#0F86E0", "#196F69", "#89690A", "#7B3FAB",
                                           "#C86A59", "#284A15", "#BC0D5F", "#7D869C"};
inline constexpr int PackageCount = 8;
}  // namespace colour

struct SvgPoint {
  double x = 0, y = 0;
};

/// The few shapes that the picture of a graph is made of, written in order. Coordinates are canvas units.
class SvgCanvas {
 public:
  void rect(SvgPoint at, double width, double height, double radius, const char* fill, const char* stroke,
            const char* extra = "");
  void circle(SvgPoint centre, double radius, const char* fill, const char* stroke);
  void polygon(std::string_view points, const char* fill, const char* stroke);
  void path(const std::string& d, const char* stroke, double width, const char* extra = "");
  /// `anchor`: start, middle or end; `weight`: 400, 500, 600.
  void text(SvgPoint at, double size, int weight, const char* fill, const char* anchor,
            std::string_view content);
  /// Several runs on one line, each with weight and colour.
  struct Run {
    std::string text;
    int weight = 400;
    const char* fill = colour::Text;
  };
  void runs(SvgPoint at, double size, const char* anchor, const std::vector<Run>& runs);

  void group(const std::string& id) { m_text += "<g id=\"" + escaped(id) + "\">\n"; }
  void endGroup() { m_text += "</g>\n"; }
  /// The whole document with the drawn part in view.
  std::string finish(SvgPoint topLeft, double width, double height, std::string_view title) const;

  static std::string escaped(std::string_view text);
  static std::string number(double value);

 private:
  std::string m_text;
};

}  // namespace sb::print
