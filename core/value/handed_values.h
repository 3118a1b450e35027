// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/support/result.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::value {

/// Values as hooks of `spliceboard:hook` get them: in the order of their types, scalars as words
/// (wit/spliceboard-hook/hook.wit). Addresses are 0 where there is no memory behind them.
struct HandedValues {
  std::vector<std::uint64_t> words;
  struct Text {
    std::string text;
    std::uint32_t address = 0;
  };
  std::vector<Text> texts;
  struct Blob {
    std::uint32_t length = 0;
    std::vector<std::uint64_t> words;
    std::uint32_t address = 0;
  };
  std::vector<Blob> blobs;
  std::uint32_t wordsAt = 0, textsAt = 0, blobsAt = 0;  ///< addresses of the three lists
};

/// Reads values of these types one behind the other, as trees whose addresses are those of words, texts and
/// blobs. Errors: Trap, when there is too little or too much, or a word that is no value of its type.
Result<std::vector<cells::CellTree>> readHandedValues(const std::vector<types::Param>& values,
                                                      const HandedValues& handed);

}  // namespace sb::value
