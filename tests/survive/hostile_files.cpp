// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/survive/hostile_files.h"

namespace sb::test {

const std::vector<HostileFile>& hostileFiles() {
  static const std::vector<HostileFile> Files = [] {
    std::vector<HostileFile> all = hostileTypes();
    for (const auto& part : {hostileCounts(), hostileCrowds()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return Files;
}

}  // namespace sb::test
