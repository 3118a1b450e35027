// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>

#include "app/cli/builtin_folders.h"
#include "app/cli/engine_search.h"
#include "app/cli/run_cli.h"

namespace {

std::atomic<bool> stopRequested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

void requestStop(int signal) {
  stopRequested = true;
  std::signal(signal, SIG_DFL);  // the second time it ends the process at once
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  sb::cli::Surroundings io{std::cin, std::cout, std::cerr, &stopRequested, true, {}, {}};
  std::error_code unknown;
  const std::filesystem::path executable = std::filesystem::read_symlink("/proc/self/exe", unknown);
  io.engineFolders = sb::cli::engineFoldersBeside(executable);
  io.hookFolders = sb::cli::hookFoldersBeside(executable);
  if (!args.empty() && args.front() == "run") {
    std::signal(SIGINT, requestStop);
    std::signal(SIGTERM, requestStop);
  }
  const int code = sb::cli::runCli(args, io);
  std::cout.flush();
  return code;
}
