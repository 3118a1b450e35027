// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <map>

#include "core/print/wit.h"

namespace sb::ui {

/// WIT text for a narrow panel: two spaces of indent, enums and flags on one line where they fit, results of
/// long functions on a line of their own. `items`: the function or type of each line, 1-based.
struct NarrowWit {
  QString text;
  std::map<int, QString> items;
};
NarrowWit narrowWit(const print::WitInterfaceText& wit, int columns);

}  // namespace sb::ui
