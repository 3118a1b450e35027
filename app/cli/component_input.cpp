// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/component_input.h"

#include "core/decode/component_decoder.h"

namespace sb::cli {

std::unique_ptr<ComponentPart> openPart(const std::string& file, const std::string& path, Surroundings& io,
                                        int& exitCode) {
  const Result<locate::ItemPath> parsed = locate::parsePath(path);
  if (!parsed) {
    report(parsed.error(), io);
    exitCode = number(ExitCode::Usage);
    return nullptr;
  }
  Result<InputFile> input = InputFile::open(file, io);
  if (!input) {
    exitCode = report(input.error(), io);
    return nullptr;
  }
  const std::string name = input->shownName();
  Result<model::Component> root = decode::decodeComponent(input->bytes());
  if (!root) {
    exitCode = report(name, root.error(), io);
    return nullptr;
  }
  auto part = std::make_unique<ComponentPart>(ComponentPart{*std::move(input), *std::move(root), {}});
  Result<locate::Found> found = locate::findItem(part->root, *parsed);
  if (!found) {
    exitCode = report(name, found.error(), io);
    return nullptr;
  }
  part->found = *std::move(found);
  exitCode = number(ExitCode::Ok);
  return part;
}

}  // namespace sb::cli
