// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>

#include "app/cli/input_output.h"
#include "core/locate/find_item.h"

namespace sb::cli {

/// A component file and the part of it that a path names. Made by `openPart`, which says itself what is
/// wrong.
struct ComponentPart {
  InputFile file;
  model::Component root;
  locate::Found found;  ///< points into `root`
};

/// What a command does with a file that is a core module and no component.
enum class CoreModuleFiles {
  Refused,
  Part,  ///< as the `core-module[0]` of a component that has nothing else; the empty path means it
};

/// Opens, decodes and follows the path. Nothing when that fails; `exitCode` says how the command ends then.
std::unique_ptr<ComponentPart> openPart(const std::string& file, const std::string& path, Surroundings& io,
                                        int& exitCode, CoreModuleFiles modules = CoreModuleFiles::Refused);
/// The same of a file that is open already.
std::unique_ptr<ComponentPart> openPart(InputFile input, const std::string& path, Surroundings& io,
                                        int& exitCode, CoreModuleFiles modules = CoreModuleFiles::Refused);

}  // namespace sb::cli
