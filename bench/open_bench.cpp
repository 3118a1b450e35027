// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/support/mapped_file.h"

// `open_bench FILE…`: time to a shown graph. `open_bench --splice RULES COMPOSED`: time of a whole splice in
// memory.
namespace {

double msSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() == 3 && args[0] == "--splice") {
    const sb::Result<sb::SharedBytes> text = sb::mapFile(args[1]);
    if (!text) return std::fprintf(stderr, "%s\n", text.error().text().c_str()), 1;
    const sb::ByteSpan span = (*text)->span();
    const auto rules = sb::plan::parseSpliceRules(std::string(span.begin(), span.end()));
    if (!rules) return std::fprintf(stderr, "%s\n", rules.error().text().c_str()), 1;
    const auto start = std::chrono::steady_clock::now();
    const auto output = sb::driver::spliceFile(*rules, args[2]);
    if (!output) return std::fprintf(stderr, "%s\n", output.error().text().c_str()), 1;
    std::printf("splice %.2f ms, %zu bytes\n", msSince(start), output->composed.size());
    return 0;
  }
  for (const std::string& path : args) {
    const auto start = std::chrono::steady_clock::now();
    const auto file = sb::driver::openFile(path);
    const double ms = msSince(start);
    std::printf("%10.2f ms  %s  %s\n", ms, path.c_str(),
                file && file->graph ? (std::to_string(file->graph->nodes.size()) + " nodes").c_str()
                                    : "does not open");
  }
  return 0;
}
