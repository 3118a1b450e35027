// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/result_files.h"

#include <filesystem>
#include <map>
#include <ostream>

#include "app/cli/engine_search.h"
#include "app/cli/json_output.h"
#include "core/engine/validate.h"
#include "core/support/sha256.h"

namespace sb::cli {
namespace {

constexpr const char* DefaultWac = "output.wac";
constexpr const char* DefaultSplits = "splits";

/// Nothing: the engine is not there. Error: Invalid.
Result<bool> engineAgrees(const Bytes& composed, Surroundings& io) {
  const Result<engine::EngineLibrary> library = findEngine(io);
  if (!library) {
    if (library.error().code == ErrorCode::EngineMissing) return false;
    io.err << "warning: not checked by the engine: " << library.error().text() << "\n";
    return false;
  }
  SB_TRY_VOID(
      inContext(engine::validateWithEngine(*library, composed), "checked by the engine before writing"));
  return true;
}

std::string composeCommand(const driver::SpliceOutput& output, const std::string& wac,
                           const std::string& splits) {
  std::map<std::string, std::string> paths;
  for (const driver::WacDependency& dependency : output.dependencies) {
    const std::filesystem::path file = dependency.generated ? std::filesystem::path(splits) / dependency.file
                                                            : std::filesystem::path(dependency.file);
    std::error_code failed;
    const std::filesystem::path full = std::filesystem::absolute(file, failed);
    paths[dependency.package] = (failed ? file : full).lexically_normal().string();
  }
  std::string out = "wac compose " + wac;
  for (const auto& [package, path] : paths) out += " \\\n  --dep " + package + "=\"" + path + "\"";
  return out + "\n";
}

Json jsonOf(const driver::SpliceOutput& output, const ResultFiles& files,
            const std::vector<std::string>& written, bool engineChecked) {
  Json json = jsonDocument("splice");
  json["composed"] = files.planOnly ? Json(nullptr) : Json(files.output);
  json["bytes"] = output.composed.size();
  json["sha256"] = sha256Hex(output.composed);
  json["checked"] = {{"own", true}, {"engine", engineChecked}};
  Json adapters = Json::array();
  for (const driver::OutputFile& file : output.adapters)
    adapters.push_back(
        {{"name", file.name}, {"bytes", file.bytes.size()}, {"sha256", sha256Hex(file.bytes)}});
  json["adapters"] = std::move(adapters);
  json["splits"] = output.splits.size();
  json["written"] = written;
  json["diagnostics"] = toJson(output.diagnostics);
  return json;
}

}  // namespace

driver::SpliceOptions ResultFiles::spliceOptions() const {
  driver::SpliceOptions options;
  options.packageName = package;
  options.wac = planOnly || json || !wac.empty();
  options.splits = planOnly || !wac.empty() || !splitsFolder.empty();
  return options;
}

void addResultFiles(CLI::App& command, ResultFiles& files) {
  command.add_option("-o,--output", files.output, "Component to write; - for standard output")
      ->capture_default_str()
      ->type_name("FILE");
  command.add_option("--emit-wac", files.wac, "Write the composition as WAC text too")
      ->expected(0, 1)
      ->default_str(DefaultWac)
      ->type_name("[PATH]");
  command.add_flag("--plan", files.planOnly,
                   "Write WAC and splits only and print the command that composes them");
  command
      .add_option(
          "-d,--splits-dir", files.splitsFolder,
          "Write the parts and the generated adapters into this folder (with --plan or --emit-wac: splits)")
      ->type_name("DIR");
  command.add_option("--package", files.package, "Package name of the WAC text")
      ->capture_default_str()
      ->type_name("NAME");
  command.add_flag("--no-engine", files.withoutEngine, "Do not ask the engine whether the result is valid");
  command.add_flag("--json", files.json, "Print what was written as one JSON object");
}

int writeResult(const driver::SpliceOutput& output, const ResultFiles& files, Surroundings& io) {
  if (files.json && files.output == StandardStream && !files.planOnly) {
    io.err << "splicectl: --json and -o - both want standard output\n";
    return number(ExitCode::Usage);
  }
  bool engineChecked = false;
  if (!files.withoutEngine) {
    const Result<bool> agreed = engineAgrees(output.composed, io);
    if (!agreed) return report(agreed.error(), io);
    engineChecked = *agreed;
  }
  driver::ExportTargets targets;
  targets.wac = files.wac.empty() && files.planOnly ? DefaultWac : files.wac;
  targets.splitsFolder =
      files.splitsFolder.empty() && !targets.wac.empty() ? DefaultSplits : files.splitsFolder;
  if (!files.planOnly && files.output != StandardStream) targets.composed = files.output;
  const Result<std::vector<std::string>> written = driver::exportSplice(output, targets);
  if (!written) return report(written.error(), io);
  if (!files.planOnly && files.output == StandardStream) {
    if (const Result<void> done = writeOutput(files.output, output.composed, io); !done)
      return report(done.error(), io);
  }
  if (files.json) {
    printJson(jsonOf(output, files, *written, engineChecked), io);
    return number(ExitCode::Ok);
  }
  for (const driver::OutputFile& adapter : output.adapters)
    io.err << (adapter.name.rfind("splicer_config_", 0) == 0 ? "config    " : "adapter   ") << adapter.name
           << ", " << byteCount(adapter.bytes.size()) << "\n";
  if (!files.planOnly)
    io.err << "composed  " << files.output << ", " << byteCount(output.composed.size()) << ", checked"
           << (engineChecked ? " by us and by the engine" : "") << "\n";
  if (!targets.wac.empty()) io.err << "WAC       " << targets.wac << "\n";
  if (!targets.splitsFolder.empty()) io.err << "splits    " << targets.splitsFolder << "\n";
  if (files.planOnly) io.out << composeCommand(output, targets.wac, targets.splitsFolder);
  return number(ExitCode::Ok);
}

}  // namespace sb::cli
