// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <filesystem>
#include <iosfwd>
#include <vector>

namespace sb::cli {

/// What a command may touch besides files. A test passes string streams; the program passes its own.
struct Surroundings {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  /// Set from a signal handler to end a run. May be null.
  std::atomic<bool>* stop = nullptr;
  /// True in the program itself: standard input is the guest's, and a run that does not end may end the
  /// process.
  bool ownsProcess = false;
  /// The end of a command that has made much. In the program itself the process ends here, which gives all
  /// memory back at once instead of piece by piece; elsewhere the code is handed on.
  int end(int code) const;
  /// Folders in which the engine is looked for before the user's one.
  std::vector<std::filesystem::path> engineFolders = {};
  /// Folders in which the built-in hooks may lie; the first that exists counts.
  std::vector<std::filesystem::path> hookFolders = {};
};

}  // namespace sb::cli
