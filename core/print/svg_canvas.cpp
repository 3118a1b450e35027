// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/svg_canvas.h"

#include <cmath>

#include "core/support/concat.h"

namespace sb::print {

std::string SvgCanvas::escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

/// Two decimals at most, the same on every machine: no locale, no exponent.
std::string SvgCanvas::number(double value) {
  const long long hundredths = std::llround(value * 100);
  const long long whole = std::llabs(hundredths) / 100, rest = std::llabs(hundredths) % 100;
  std::string text = concat(hundredths < 0 ? "-" : "", std::to_string(whole));
  if (rest == 0) return text;
  text += concat(rest < 10 ? ".0" : ".", std::to_string(rest));
  if (text.back() == '0') text.pop_back();
  return text;
}

void SvgCanvas::rect(SvgPoint at, double width, double height, double radius, const char* fill,
                     const char* stroke, const char* extra) {
  m_text += concat("<rect x=\"", number(at.x), "\" y=\"", number(at.y), "\" width=\"", number(width),
                   "\" height=\"", number(height), "\" rx=\"", number(radius), "\" fill=\"", fill,
                   "\" stroke=\"", stroke, "\" ", extra, "/>\n");
}

void SvgCanvas::circle(SvgPoint centre, double radius, const char* fill, const char* stroke) {
  m_text += concat("<circle cx=\"", number(centre.x), "\" cy=\"", number(centre.y), "\" r=\"", number(radius),
                   "\" fill=\"", fill, "\" stroke=\"", stroke, "\" stroke-width=\"2\"/>\n");
}

void SvgCanvas::polygon(std::string_view points, const char* fill, const char* stroke) {
  m_text += concat("<polygon points=\"", points, "\" fill=\"", fill, "\" stroke=\"", stroke,
                   "\" stroke-width=\"2\"/>\n");
}

void SvgCanvas::path(const std::string& d, const char* stroke, double width, const char* extra) {
  m_text += concat("<path d=\"", d, "\" fill=\"none\" stroke=\"", stroke, "\" stroke-width=\"", number(width),
                   "\" ", extra, "/>\n");
}

void SvgCanvas::text(SvgPoint at, double size, int weight, const char* fill, const char* anchor,
                     std::string_view content) {
  runs(at, size, anchor, {{std::string(content), weight, fill}});
}

void SvgCanvas::runs(SvgPoint at, double size, const char* anchor, const std::vector<Run>& runs) {
  m_text += concat("<text x=\"", number(at.x), "\" y=\"", number(at.y), "\" font-size=\"", number(size),
                   "\" text-anchor=\"", anchor, "\">");
  for (const Run& run : runs) {
    m_text += concat("<tspan font-weight=\"", std::to_string(run.weight), "\" fill=\"", run.fill, "\">",
                     escaped(run.text), "</tspan>");
  }
  m_text += "</text>\n";
}

std::string SvgCanvas::finish(SvgPoint topLeft, double width, double height, std::string_view title) const {
  return concat(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"", number(topLeft.x), " ", number(topLeft.y), " ",
      number(width), " ", number(height), "\" width=\"", number(width), "\" height=\"", number(height),
      "\" font-family=\"Inter, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n<title>", escaped(title),
      "</title>\n<rect x=\"", number(topLeft.x), "\" y=\"", number(topLeft.y), "\" width=\"", number(width),
      "\" height=\"", number(height), "\" fill=\"", colour::Canvas, "\"/>\n", m_text, "</svg>\n");
}

}  // namespace sb::print
