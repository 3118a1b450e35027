// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QTranslator>

namespace sb::ui {

/// English for texts with a count: `tr("%n node(s)", nullptr, n)` reads "1 node" or "6 nodes". Installed when
/// no other language is; a real translation has plurals of its own.
class EnglishPlurals : public QTranslator {
 public:
  using QTranslator::QTranslator;
  QString translate(const char* context, const char* source, const char* disambiguation,
                    int count) const override;
  bool isEmpty() const override { return false; }
};

}  // namespace sb::ui
