// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/theme/system_theme.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>
#include <algorithm>
#include <vector>

namespace sb::ui {
namespace {

const QString key = QStringLiteral("theme");
constexpr double TextContrast = 4.5, LineContrast = 3.0, DarkBelow = 0.18;
constexpr ThemeChoice choices[] = {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark,
                                   ThemeChoice::HighContrast};

struct State {
  ThemeChoice choice = ThemeChoice::Light;
  DesktopPalette source;
};
State& state() {
  static State only;
  return only;
}

double luminanceOf(const QColor& colour) { return contrastRatio(colour, Qt::black) * 0.05 - 0.05; }
bool isDark(const QColor& paper) { return luminanceOf(paper) < DarkBelow; }

using Grounds = std::vector<QColor>;

double lowestContrast(const QColor& colour, const Grounds& grounds) {
  double lowest = 21;
  for (const QColor& ground : grounds) lowest = std::min(lowest, contrastRatio(colour, ground));
  return lowest;
}

/// The colour with its lightness moved away from the grounds until it stands apart from each of them.
QColor movedUntil(QColor colour, const Grounds& grounds, double wanted) {
  const bool lighter = isDark(grounds.front());
  float hue = 0, saturation = 0, lightness = 0;
  colour.getHslF(&hue, &saturation, &lightness);
  for (int step = 0; step < 100 && lowestContrast(colour, grounds) < wanted; ++step) {
    lightness = std::clamp(lightness + (lighter ? 0.01F : -0.01F), 0.0F, 1.0F);
    colour = QColor::fromHslF(std::max(0.0F, hue), saturation, lightness);
  }
  return colour;
}

/// The ground with paper mixed in until the ink on it can be read.
QColor pulledUntil(const QColor& ground, const QColor& paper, const QColor& ink, double wanted) {
  QColor pulled = ground;
  for (double share = 0.05; share <= 1 && contrastRatio(ink, pulled) < wanted; share += 0.05)
    pulled = mixColours(ground, paper, share);
  return contrastRatio(ink, pulled) < wanted ? paper : pulled;
}

/// Ink mixed with paper, and back again until it can be read on every ground.
QColor fadedInk(const QColor& ink, const QColor& paper, double share, const Grounds& grounds) {
  QColor faded = mixColours(ink, paper, share);
  for (; share > 0 && lowestContrast(faded, grounds) < TextContrast; share -= 0.02)
    faded = mixColours(ink, paper, share);
  return lowestContrast(faded, grounds) < TextContrast ? ink : faded;
}

QColor accentOf(const QPalette& palette) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
  return palette.color(QPalette::Active, QPalette::Accent);
#else
  return palette.color(QPalette::Active, QPalette::Highlight);
#endif
}

bool isStock(const QPalette& palette) {
  static const QPalette stock = [] {
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    return fusion ? fusion->standardPalette() : QPalette();
  }();
  constexpr QPalette::ColorRole telling[] = {QPalette::Window, QPalette::Base, QPalette::Text,
                                             QPalette::Highlight};
  return std::all_of(std::begin(telling), std::end(telling), [&](QPalette::ColorRole role) {
    return palette.color(QPalette::Active, role) == stock.color(QPalette::Active, role);
  });
}

/// Ours hides the desktop's as long as it is set.
QPalette palettePlatformGives() {
  QApplication::setPalette(QPalette());
  return QApplication::palette();
}

}  // namespace

Theme themeFromPalette(const QPalette& desktop) {
  const auto of = [&](QPalette::ColorRole role) { return desktop.color(QPalette::Active, role); };
  const QColor paper = of(QPalette::Base);
  Theme t = stockTheme(isDark(paper) ? ThemeKind::Dark : ThemeKind::Light);
  if (isStock(desktop)) return t;

  t.panel = t.node = t.onBead = paper;
  t.text = t.bead = movedUntil(of(QPalette::Text), {paper}, TextContrast + 0.5);
  // A desktop may have dark windows around light pages: one ink has to be read on both.
  const double readable = std::min(7.0, contrastRatio(t.text, paper));
  const auto ground = [&](const QColor& colour) { return pulledUntil(colour, paper, t.text, readable); };
  const auto tint = [&](const QColor& colour, double share) {
    return pulledUntil(mixColours(colour, paper, share), paper, t.text, TextContrast);
  };
  t.window = ground(of(QPalette::Window));
  t.canvas = mixColours(t.window, paper, 0.5);
  t.canvasGrid = mixColours(t.text, t.canvas, 0.84);
  t.panelHeader = tint(t.text, 0.95);
  t.nodeHeader = tint(t.text, 0.9);
  t.separator = mixColours(t.text, paper, 0.82);

  const Grounds papers{t.panel, t.canvas, t.window};
  t.accent = movedUntil(accentOf(desktop), papers, TextContrast);
  t.accentWeak = tint(t.accent, 0.86);
  t.frame = mixColours(t.accent, t.canvas, 0.95);
  t.onAccent = of(QPalette::HighlightedText);
  for (const QColor& ink : {QColor(Qt::black), QColor(Qt::white)})
    if (contrastRatio(ink, t.accent) > std::max(TextContrast, contrastRatio(t.onAccent, t.accent)))
      t.onAccent = ink;

  const Grounds everyGround{t.panel, t.canvas, t.window, t.panelHeader, t.nodeHeader, t.accentWeak};
  t.textSecondary = fadedInk(t.text, paper, 0.3, everyGround);
  t.textTertiary = fadedInk(t.text, paper, 0.42, everyGround);
  t.controlBorder = t.nodeBorder =
      movedUntil(t.separator, {t.panel, t.canvas, t.window, t.frame}, LineContrast);

  struct Status {
    QColor &colour, &weak;
  };
  for (const Status& s :
       {Status{t.error, t.errorWeak}, Status{t.warning, t.warningWeak}, Status{t.ok, t.okWeak}}) {
    s.weak = tint(s.colour, 0.88);
    s.colour = movedUntil(s.colour, {t.panel, t.canvas, t.window, t.accentWeak, s.weak}, TextContrast);
  }
  for (QColor& colour : t.package) colour = movedUntil(colour, {t.canvas, t.node, t.frame}, LineContrast);
  for (QColor* code : {&t.codeKeyword, &t.codeType, &t.codeFunction, &t.codeNumber, &t.codeString})
    *code = movedUntil(*code, {t.panel, t.panelHeader, t.accentWeak}, TextContrast);
  t.codeComment = t.textTertiary;
  t.bytesStatic = tint(t.text, 0.8);
  t.bytesPatched = tint(t.accent, 0.78);
  t.bytesScratch = tint(t.text, 0.93);
  return t;
}

QString themeChoiceName(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::System: return QStringLiteral("system");
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    case ThemeChoice::HighContrast: return QStringLiteral("contrast");
  }
  return {};
}

std::optional<ThemeChoice> themeChoiceNamed(const QString& name) {
  for (const ThemeChoice choice : choices)
    if (themeChoiceName(choice) == name) return choice;
  return std::nullopt;
}

ThemeChoice keptThemeChoice() {
  return themeChoiceNamed(QSettings().value(key).toString()).value_or(ThemeChoice::System);
}
void keepThemeChoice(ThemeChoice choice) { QSettings().setValue(key, themeChoiceName(choice)); }

ThemeChoice themeChoice() { return state().choice; }

void readDesktopPaletteFrom(DesktopPalette source) { state().source = std::move(source); }

void applyThemeChoice(QApplication& app, ThemeChoice choice) {
  state().choice = choice;
  switch (choice) {
    case ThemeChoice::System:
      return applyTheme(app, themeFromPalette(state().source ? state().source() : palettePlatformGives()));
    case ThemeChoice::Light: return applyTheme(app, ThemeKind::Light);
    case ThemeChoice::Dark: return applyTheme(app, ThemeKind::Dark);
    case ThemeChoice::HighContrast: return applyTheme(app, ThemeKind::HighContrast);
  }
}

void followDesktop(QApplication& app) {
  if (state().choice == ThemeChoice::System) applyThemeChoice(app, ThemeChoice::System);
}

}  // namespace sb::ui
