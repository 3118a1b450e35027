// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QPixmapCache>
#include <QScreen>
#include <cmath>

#include "ui/theme/app_style.h"
#include "ui/theme/plurals.h"
#include "ui/theme/style_sheet.h"

// A static library's resources are not linked in unless somebody asks; must stand outside of any namespace.
static void initResources() { Q_INIT_RESOURCE(resources); }

namespace sb::ui {
namespace {

QJsonObject readTokens() {
  initResources();
  QFile file(QStringLiteral(":/theme/tokens.json"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QJsonDocument::fromJson(file.readAll()).object();
}

Theme themeFrom(const QJsonObject& o, ThemeKind kind) {
  const auto colour = [](const QJsonObject& from, const char* key) {
    return QColor(from.value(QLatin1String(key)).toString());
  };
  const auto c = [&](const char* key) { return colour(o, key); };
  Theme t;
  t.kind = kind;
  t.window = c("window");
  t.panel = c("panel");
  t.panelHeader = c("panel_header");
  t.canvas = c("canvas");
  t.canvasGrid = c("canvas_grid");
  t.frame = c("frame");
  t.node = c("node");
  t.nodeHeader = c("node_header");
  t.nodeBorder = c("node_border");
  t.separator = c("separator");
  t.controlBorder = c("control_border");
  t.text = c("text");
  t.textSecondary = c("text_secondary");
  t.textTertiary = c("text_tertiary");
  t.accent = c("accent");
  t.accentWeak = c("accent_weak");
  t.onAccent = c("on_accent");
  t.error = c("error");
  t.errorWeak = c("error_weak");
  t.warning = c("warning");
  t.warningWeak = c("warning_weak");
  t.ok = c("ok");
  t.okWeak = c("ok_weak");
  t.bead = c("bead");
  t.onBead = c("on_bead");
  t.bytesStatic = c("bytes_static");
  t.bytesPatched = c("bytes_patched");
  t.bytesScratch = c("bytes_scratch");
  const QJsonObject package = o.value(QLatin1String("package")).toObject();
  const char* const names[] = {"blue", "teal", "forest", "ochre", "coral", "crimson", "violet", "slate"};
  for (std::size_t i = 0; i < t.package.size(); ++i) t.package[i] = colour(package, names[i]);
  const QJsonObject code = o.value(QLatin1String("code")).toObject();
  t.codeKeyword = colour(code, "keyword");
  t.codeType = colour(code, "type");
  t.codeFunction = colour(code, "function");
  t.codeNumber = colour(code, "number");
  t.codeString = colour(code, "string");
  t.codeComment = colour(code, "comment");
  return t;
}

/// Ink on paper. Colours stay where they tell packages and states apart, darkened until they read as text.
Theme highContrast(Theme t) {
  const QColor ink(Qt::black), paper(Qt::white);
  t.kind = ThemeKind::HighContrast;
  for (QColor* tint : {&t.window, &t.panel, &t.panelHeader, &t.canvas, &t.frame, &t.node, &t.nodeHeader,
                       &t.accentWeak, &t.errorWeak, &t.warningWeak, &t.okWeak, &t.bytesStatic,
                       &t.bytesPatched, &t.bytesScratch, &t.onAccent, &t.onBead})
    *tint = paper;
  for (QColor* line : {&t.nodeBorder, &t.separator, &t.controlBorder, &t.text, &t.textSecondary,
                       &t.textTertiary, &t.bead, &t.codeComment})
    *line = ink;
  t.canvasGrid = QColor(0xb0, 0xb0, 0xb0);
  const auto readable = [&](QColor& colour, double wanted) {
    for (int step = 0; step < 40 && contrastRatio(colour, paper) < wanted; ++step)
      colour = mixColours(colour, ink, 0.06);
  };
  for (QColor* colour : {&t.accent, &t.error, &t.warning, &t.ok, &t.codeKeyword, &t.codeType, &t.codeFunction,
                         &t.codeNumber, &t.codeString})
    readable(*colour, 7);
  for (QColor& colour : t.package) readable(colour, 4.5);
  return t;
}

struct Themes {
  Theme light, dark, contrast, inForce;
};

Themes& themes() {
  static Themes all = [] {
    const QJsonObject sets = readTokens().value(QLatin1String("themes")).toObject();
    Themes t;
    t.light = themeFrom(sets.value(QLatin1String("light")).toObject(), ThemeKind::Light);
    t.dark = themeFrom(sets.value(QLatin1String("dark")).toObject(), ThemeKind::Dark);
    t.contrast = highContrast(t.light);
    t.inForce = t.light;
    return t;
  }();
  return all;
}

/// Fonts take whole pixels only; points may have a fraction.
void setPixels(QFont& font, double px) {
  const QScreen* screen = QGuiApplication::primaryScreen();
  const double dotsPerInch = screen ? screen->logicalDotsPerInch() : 96;
  font.setPointSizeF(px * 72 / dotsPerInch);
}

QFont sized(double px, QFont::Weight weight) {
  QFont font = QApplication::font();
  setPixels(font, px);
  font.setWeight(weight);
  return font;
}

/// On the canvas text looks the same whether it is drawn at once or comes from a picture, which has no ground
/// that its edges could take colours from.
QFont forPictures(QFont font) {
  font.setStyleStrategy(QFont::NoSubpixelAntialias);
  return font;
}

double luminance(const QColor& colour) {
  const auto channel = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
         0.0722 * channel(colour.blueF());
}

}  // namespace

QFont Theme::body() const { return sized(12.5, QFont::Normal); }
QFont Theme::bodyStrong() const { return sized(12.5, QFont::DemiBold); }
QFont Theme::caption() const { return sized(11, QFont::Normal); }
QFont Theme::captionStrong() const { return sized(11, QFont::DemiBold); }
QFont Theme::badge() const { return forPictures(sized(10.5, QFont::Medium)); }
QFont Theme::portLabel(bool bold) const {
  return forPictures(sized(11.5, bold ? QFont::DemiBold : QFont::Normal));
}
QFont Theme::nodeTitle() const { return forPictures(sized(13, QFont::DemiBold)); }
QFont Theme::heading() const { return sized(15, QFont::DemiBold); }
QFont Theme::title() const { return sized(20, QFont::DemiBold); }
QFont Theme::mono() const {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setFamilies(font.families());  // chosen, so that a widget keeps it when the application's font changes
  setPixels(font, 12);
  font.setStyleHint(QFont::Monospace);
  return font;
}

const Theme& stockTheme(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::Light: return themes().light;
    case ThemeKind::Dark: return themes().dark;
    case ThemeKind::HighContrast: return themes().contrast;
  }
  return themes().light;
}
const Theme& currentTheme() { return themes().inForce; }

void prepareApplication(QApplication& app) {
  QApplication::setStyle(new AppStyle);
  QCoreApplication::installTranslator(new EnglishPlurals(&app));
  applyTheme(app, ThemeKind::Light);
}

void applyTheme(QApplication& app, ThemeKind kind) { applyTheme(app, stockTheme(kind)); }

void applyTheme(QApplication& app, const Theme& theme) {
  themes().inForce = theme;
  const Theme& t = currentTheme();
  QPixmapCache::clear();
  QPalette p;
  p.setColor(QPalette::Window, t.window);
  p.setColor(QPalette::WindowText, t.text);
  p.setColor(QPalette::Base, t.panel);
  p.setColor(QPalette::AlternateBase, t.panelHeader);
  p.setColor(QPalette::Text, t.text);
  p.setColor(QPalette::Button, t.panel);
  p.setColor(QPalette::ButtonText, t.text);
  p.setColor(QPalette::BrightText, t.onAccent);
  p.setColor(QPalette::Highlight, t.accent);
  p.setColor(QPalette::HighlightedText, t.onAccent);
  p.setColor(QPalette::Link, t.accent);
  p.setColor(QPalette::ToolTipBase, t.panel);
  p.setColor(QPalette::ToolTipText, t.text);
  p.setColor(QPalette::PlaceholderText, t.textTertiary);
  p.setColor(QPalette::Mid, t.separator);
  p.setColor(QPalette::Dark, t.controlBorder);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, t.textTertiary);
  app.setPalette(p);
  QFont font = app.font();
  // Inter is the face of the design; the platform's general font follows where it is not installed.
  font.setFamilies({QStringLiteral("Inter"), app.font().family()});
  setPixels(font, 13);
  app.setFont(font);
  app.setStyleSheet(styleSheet(t));
}

double contrastRatio(const QColor& a, const QColor& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mixColours(const QColor& a, const QColor& b, double shareOfB) {
  const auto mix = [shareOfB](float x, float y) {
    return static_cast<float>(x * (1 - shareOfB) + y * shareOfB);
  };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

}  // namespace sb::ui
