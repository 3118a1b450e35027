// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QLabel>
#include <QWidget>

#include "core/graph/edit.h"
#include "core/types/type.h"

// What the pages of the Inspector are made of.
namespace sb::ui {

class Document;

QLabel* inspectorLabel(const QString& text, const QFont& font, const char* role, QWidget* parent);
/// Long names take more lines and never more width than there is.
void wrapAnywhere(QLabel& label);
/// The name of what is shown; a long one takes several lines.
QLabel* inspectorTitle(const QString& text, QWidget* parent);
/// An interface's name: package and version pale, the name itself strong.
QString interfaceHtml(const std::string& name);
QWidget* inspectorHead(const QString& title, const QString& info, QWidget* parent, QWidget* right = nullptr);
QWidget* inspectorRow(const QString& name, const QString& value, QWidget* parent);
/// A dot in the package's colour beside an interface's name.
QWidget* interfaceTitle(const std::string& name, const QColor& colour, QWidget* parent);
/// "cache → orders ✓ Same type on both ends"
QWidget* verdictLine(const QString& route, const graph::Verdict& verdict, const QString& words,
                     QWidget* parent);
/// WIT text in `room` pixels of width; a click on a function narrows the selection to it.
QWidget* witView(Document& document, const std::string& name, const types::InstanceType& type,
                 const QString& marked, int room, QWidget* parent);

}  // namespace sb::ui
