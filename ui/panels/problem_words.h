// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QList>
#include <QString>
#include <string>
#include <utility>

#include "core/driver/preview.h"

// How problems are said in the window.
namespace sb::ui {

/// A message of the core as a sentence for people: first letter in upper case, no backticks.
QString sentenceOf(const std::string& message);
/// Words and key of each quick fix.
QList<std::pair<QString, QString>> fixesFor(const driver::Problem& problem);
/// The object that a problem is listed under: "orders", "audit on demo:kv/store@1.0.0".
QString groupOf(const graph::Graph& graph, const driver::ProblemSubject& subject);
/// "cache → orders", "orders, import 2", "at 0x1f0"
QString placeOf(const graph::Graph& graph, const driver::Problem& problem);

}  // namespace sb::ui
