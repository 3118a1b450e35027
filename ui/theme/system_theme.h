// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPalette>
#include <functional>

#include "ui/theme/theme.h"

namespace sb::ui {

/// What a person has chosen (design 4.3). `System` is the default: the colours of the desktop.
enum class ThemeChoice { System, Light, Dark, HighContrast };

/// The choice kept in the settings, and what it is called there and on the command line.
ThemeChoice keptThemeChoice();
void keepThemeChoice(ThemeChoice choice);
QString themeChoiceName(ThemeChoice choice);
std::optional<ThemeChoice> themeChoiceNamed(const QString& name);

/// The choice in force, which need not be the kept one: a command line may name another.
ThemeChoice themeChoice();
void applyThemeChoice(QApplication& app, ThemeChoice choice);
/// The desktop has changed: with `System` in force its colours are read anew.
void followDesktop(QApplication& app);

/// Where the colours of the desktop come from; without one, from the application's platform.
using DesktopPalette = std::function<QPalette()>;
void readDesktopPaletteFrom(DesktopPalette source);

/// The stock light or dark theme for the palette Qt has where no desktop gives one; otherwise the roles of
/// the design, derived from the palette and moved until every pair of colours can be read.
Theme themeFromPalette(const QPalette& desktop);

}  // namespace sb::ui
