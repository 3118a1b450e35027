// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/validate_wit.h"

#include <ostream>

namespace sb::cli {
namespace {

void print(const wit::Reading& reading, const std::string& name, bool json, Surroundings& io) {
  if (json) {
    Json out = jsonDocument("validate");
    out["file"] = name;
    out["kind"] = "wit";
    out["valid"] = reading.valid();
    if (reading.valid()) out["what"] = witSummary(reading.document);
    out["diagnostics"] = problemsJson(reading);
    printJson(out, io);
    return;
  }
  io.out << problemsText(reading) << name << ": "
         << (reading.valid() ? "valid WIT, " + witSummary(reading.document)
                             : "not valid WIT, " + counted(reading.problems.errors(), "error"))
         << "\n";
}

}  // namespace

int validateWit(const std::string& name, const InputFile* file, bool json, Surroundings& io) {
  const auto read = [&](bool allFeatures) -> Result<wit::Reading> {
    const wit::FeatureChoice features{{}, allFeatures, /*gateWarnings=*/true};
    if (!file) return wit::readWitPath(name, features);
    return wit::readWitFile(file->shownName(), file->bytes(), features);
  };
  const Result<wit::Reading> all = read(true);
  if (!all) return report(name, all.error(), io);
  if (all->valid()) {
    const Result<wit::Reading> none = read(false);
    if (!none) return report(name, none.error(), io);
    print(none->valid() ? *all : *none, file ? file->shownName() : name, json, io);
    return number(none->valid() ? ExitCode::Ok : ExitCode::Invalid);
  }
  print(*all, file ? file->shownName() : name, json, io);
  return number(ExitCode::Invalid);
}

}  // namespace sb::cli
