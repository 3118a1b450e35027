// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/wit_input.h"

#include <filesystem>
#include <ostream>

#include "core/decode/file_kind.h"
#include "core/wit/write_wit.h"

namespace sb::cli {
namespace fs = std::filesystem;

bool isWitFolder(const std::string& name) {
  std::error_code failed;
  return name != StandardStream && fs::is_directory(name, failed);
}

bool isWitText(const InputFile& file) {
  const decode::FileKind kind = decode::sniffFile(file.bytes()->span());
  if (kind == decode::FileKind::WitText) return true;
  return kind == decode::FileKind::Other && fs::path(file.path()).extension() == ".wit";
}

Result<wit::Reading> readWit(const std::string& name, const wit::FeatureChoice& features, Surroundings& io) {
  if (isWitFolder(name)) return wit::readWitPath(name, features);
  SB_TRY(const InputFile file, InputFile::open(name, io));
  return wit::readWitFile(file.shownName(), file.bytes(), features);
}

std::string problemsText(const wit::Reading& reading) {
  std::string out;
  for (const wit::Problem& problem : reading.problems.items())
    out += wit::problemText(problem, reading.sources);
  const std::size_t hidden = reading.problems.errors() > wit::Problems::MaxProblems
                                 ? reading.problems.errors() - wit::Problems::MaxProblems
                                 : 0;
  if (hidden > 0) out += "and " + counted(hidden, "more error") + "\n";
  return out;
}

Json problemsJson(const wit::Reading& reading) {
  Json out = Json::array();
  for (const wit::Problem& problem : reading.problems.items()) {
    Json row = toJson(wit::asDiagnostic(problem, reading.sources));
    row.erase("path");
    if (problem.place.known()) {
      const wit::LineColumn at = reading.sources.lineColumn(problem.place);
      row["file"] = reading.sources.file(problem.place.file).name;
      row["line"] = at.line;
      row["column"] = at.column;
      row["length"] = problem.place.size;
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::optional<std::string> writtenWit(const std::string& name, const InputFile* file, Surroundings& io,
                                      int& exitCode) {
  const std::string& shown = file ? file->shownName() : name;
  const Result<wit::Reading> reading =
      file ? wit::readWitFile(shown, file->bytes(), {}) : wit::readWitPath(name, {});
  if (!reading) {
    exitCode = report(shown, reading.error(), io);
    return std::nullopt;
  }
  io.err << problemsText(*reading);
  exitCode = number(reading->valid() ? ExitCode::Ok : ExitCode::Invalid);
  if (!reading->valid()) return std::nullopt;
  return wit::writeDocument(reading->document);
}

std::string witSummary(const wit::Document& document) {
  if (document.packages.empty()) return "no package";
  const wit::Package& root = document.packages[document.root];
  std::string out = "package `" + root.id() + "` with " + counted(root.interfaces.size(), "interface") +
                    " and " + counted(root.worlds.size(), "world");
  if (document.packages.size() > 1)
    out += ", and " + counted(document.packages.size() - 1, "package") + " it came with";
  return out;
}

}  // namespace sb::cli
