// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <string>

#include "core/plan/splice_rules.h"

namespace sb::ui {

/// A connection's name (plan/edge_places.h) in the words of the window.
struct EdgeWords {
  QString route;      ///< "cache → orders", "Host → orders", "gateway → out"
  QString interface;  ///< "demo:kv/store@1.0.0"
};
EdgeWords wordsOf(const std::string& edgeName);

/// "a, b c" → {"a", "b", "c"}
plan::Patterns patternsOf(const QString& text);

/// What a rule asks for, in one line: "demo:kv/*, cache → orders".
QString placeOf(const plan::SpliceRule& rule);
QString hooksOf(const plan::SpliceRule& rule);  ///< "audit, count"

}  // namespace sb::ui
