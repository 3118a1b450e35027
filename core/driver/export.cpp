// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/export.h"

#include <filesystem>

#include "core/support/atomic_file.h"

namespace sb::driver {
namespace fs = std::filesystem;

Result<std::vector<std::string>> exportSplice(const SpliceOutput& output, const ExportTargets& targets) {
  std::vector<std::string> written;
  const auto write = [&](const std::string& path, ByteSpan bytes) -> Result<void> {
    SB_TRY_VOID(sb::writeFileAtomically(path, bytes));
    written.push_back(path);
    return {};
  };
  if (!targets.splitsFolder.empty()) {
    std::error_code code;
    fs::create_directories(targets.splitsFolder, code);
    if (code) {
      return fail(ErrorCode::FileNotWritable,
                  "the folder " + targets.splitsFolder + " cannot be made: " + code.message());
    }
    for (const std::vector<OutputFile>* files : {&output.splits, &output.adapters, &output.parts}) {
      for (const OutputFile& file : *files) {
        SB_TRY_VOID(write((fs::path(targets.splitsFolder) / file.name).string(), file.bytes));
      }
    }
  }
  if (!targets.wac.empty()) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(output.wac.data());
    SB_TRY_VOID(write(targets.wac, ByteSpan(text, output.wac.size())));
  }
  if (!targets.composed.empty()) SB_TRY_VOID(write(targets.composed, output.composed));
  return written;
}

}  // namespace sb::driver
