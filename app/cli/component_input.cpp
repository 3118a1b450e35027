// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/component_input.h"

#include "core/decode/component_decoder.h"
#include "core/decode/file_kind.h"

namespace sb::cli {
namespace {

/// A core module as the only part of a component, with its bytes where the file has them.
model::Component around(const SharedBytes& module) {
  const SourceRange all{0, module->span().size()};
  model::Component root;
  root.sections.push_back({model::CoreModuleSection{{module->span(), module, all}}, all});
  root.bytes = module->span();
  root.owner = module;
  root.range = all;
  return root;
}

}  // namespace

std::unique_ptr<ComponentPart> openPart(const std::string& file, const std::string& path, Surroundings& io,
                                        int& exitCode, CoreModuleFiles modules) {
  Result<InputFile> input = InputFile::open(file, io);
  if (!input) {
    exitCode = report(input.error(), io);
    return nullptr;
  }
  return openPart(*std::move(input), path, io, exitCode, modules);
}

std::unique_ptr<ComponentPart> openPart(InputFile input, const std::string& path, Surroundings& io,
                                        int& exitCode, CoreModuleFiles modules) {
  Result<locate::ItemPath> parsed = locate::parsePath(path);
  if (!parsed) {
    report(parsed.error(), io);
    exitCode = number(ExitCode::Usage);
    return nullptr;
  }
  const std::string name = input.shownName();
  const bool module = modules == CoreModuleFiles::Part &&
                      decode::sniffFile(input.bytes()->span()) == decode::FileKind::CoreModule;
  if (module && path.empty()) parsed = locate::parsePath("core-module[0]");
  Result<model::Component> root =
      module ? Result<model::Component>(around(input.bytes())) : decode::decodeComponent(input.bytes());
  if (!root) {
    exitCode = report(name, root.error(), io);
    return nullptr;
  }
  auto part = std::make_unique<ComponentPart>(ComponentPart{std::move(input), *std::move(root), {}});
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
