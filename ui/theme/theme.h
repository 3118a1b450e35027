// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>
#include <array>

class QApplication;

namespace sb::ui {

enum class ThemeKind { Light, Dark, HighContrast };

inline constexpr int PackageColourCount = 8;

/// Every colour and measure of the window, read from resources/theme/tokens.json. Nothing else names a
/// colour. Measures are logical pixels at 100 % with a 13 px interface font.
struct Theme {
  ThemeKind kind = ThemeKind::Light;
  QColor window, panel, panelHeader, canvas, canvasGrid, frame, node, nodeHeader, nodeBorder, separator,
      controlBorder, text, textSecondary, textTertiary, accent, accentWeak, onAccent, error, errorWeak,
      warning, warningWeak, ok, okWeak, bead, onBead, bytesStatic, bytesPatched, bytesScratch;
  std::array<QColor, PackageColourCount> package;  ///< blue teal forest ochre coral crimson violet slate
  QColor codeKeyword, codeType, codeFunction, codeNumber, codeString, codeComment;
  /// High contrast: no tints, no halos; borders as dark as text, a selection is an outline of 3 px.
  bool plain() const { return kind == ThemeKind::HighContrast; }
  double selectionWidth() const { return plain() ? 3 : 2; }
  const QColor& slate() const { return package[PackageColourCount - 1]; }

  // type scale
  QFont body() const;        ///< 12.5 px
  QFont bodyStrong() const;  ///< 12.5 px, 600
  QFont caption() const;     ///< 11 px
  QFont captionStrong() const;
  QFont badge() const;               ///< 10.5 px, 500
  QFont portLabel(bool bold) const;  ///< 11.5 px
  QFont nodeTitle() const;           ///< 13 px, 600
  QFont heading() const;             ///< 15 px, 600
  QFont title() const;               ///< 20 px, 600
  QFont mono() const;                ///< 12 px, the platform's fixed font
};

/// The stock themes. The reference stays valid for the life of the program.
const Theme& stockTheme(ThemeKind kind);

/// The theme in force; set by applyTheme. The one piece of state shared by all widgets, kept by the
/// application object.
const Theme& currentTheme();

/// Once, before the first widget: style, words with counts, the light theme.
void prepareApplication(QApplication& app);

/// Sets palette, style sheet and fonts of the whole program in one pass.
void applyTheme(QApplication& app, const Theme& theme);
void applyTheme(QApplication& app, ThemeKind kind);

/// An icon of resources/icons in a colour of the theme in force, also after the theme has changed.
using ThemeRole = QColor Theme::*;
QIcon icon(const QString& name, ThemeRole role = &Theme::text);
/// The same as a pixmap of `size` logical pixels for a painter with this device pixel ratio; cached.
QPixmap iconPixmap(const QString& name, const QColor& colour, double size, double devicePixelRatio);

/// WCAG 2.x contrast ratio, 1…21.
double contrastRatio(const QColor& a, const QColor& b);
QColor mixColours(const QColor& a, const QColor& b, double shareOfB);

}  // namespace sb::ui
