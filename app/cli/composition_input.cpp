// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/composition_input.h"

#include "app/cli/builtin_folders.h"

#include <filesystem>
#include <ostream>

#include "core/decode/file_kind.h"
#include "core/driver/instance_names.h"
#include "core/driver/open.h"
#include "core/driver/open_wac.h"
#include "core/store/project.h"

namespace sb::cli {

namespace {

/// Paths in a document count from its folder, in one from standard input from the current folder.
Result<graph::Graph> openDocument(const InputFile& file, Surroundings& io) {
  std::vector<std::string> remarks;
  std::error_code failed;
  Result<graph::Graph> graph =
      file.isStandardInput()
          ? store::projectFromText(file.text(), std::filesystem::current_path(failed), &remarks)
          : store::loadProject(file.path(), &remarks);
  for (const std::string& remark : remarks) io.err << "note: " << remark << "\n";
  return graph;
}

}  // namespace

Result<graph::Graph> openComposition(const InputFile& file, Surroundings& io) {
  const std::string place = "in `" + file.shownName() + "`";
  if (file.isDocument()) return inContext(openDocument(file, io), place);
  SB_TRY(driver::OpenedFile opened, inContext(driver::openFile(file.path()), place));
  if (opened.graph) return *std::move(opened.graph);
  return fail(ErrorCode::NotAComponent,
              file.shownName() + " " + decode::describeFile(file.bytes()->span()).sentence);
}

Result<graph::Graph> openComposition(const std::string& name, Surroundings& io) {
  SB_TRY(const InputFile file, InputFile::open(name, io));
  return openComposition(file, io);
}

Result<NamedComposition> openNamed(const std::string& name, Surroundings& io) {
  SB_TRY(const InputFile file, InputFile::open(name, io));
  NamedComposition out;
  SB_TRY(out.graph, openComposition(file, io));
  if (file.isDocument() || driver::isWacName(file.path())) return out;
  SB_TRY(const graph::ComponentFileRef root, driver::loadComponentFile(file.path()));
  out.names = driver::instanceNames(out.graph, *root->component);
  return out;
}

Result<plan::SpliceRules> readRules(const std::string& name, Surroundings& io) {
  SB_TRY(const InputFile file, InputFile::open(name, io));
  return inContext(plan::parseSpliceRules(file.text()), "in `" + file.shownName() + "`");
}

Result<driver::PlannedSplice> planWithRules(const plan::SpliceRules& rules, const InputFile& composed,
                                            const driver::SpliceOptions& options, Surroundings& io) {
  if (!composed.isDocument()) return driver::planSpliceFile(rules, composed.path(), options);
  SB_TRY(graph::Graph graph, openComposition(composed, io));
  return driver::planSpliceGraph(rules, std::move(graph), {}, options);
}

Result<driver::PlannedSplice> planOf(const PlanFiles& files, Surroundings& io) {
  if (files.names.size() == 2) {
    SB_TRY(const plan::SpliceRules rules, readRules(files.names[0], io));
    SB_TRY(const InputFile composed, InputFile::open(files.names[1], io));
    driver::SpliceOptions options;
    options.baseFolder = files.baseFolder;
    options.builtins = builtinFolders(io);
    options.planOnly = true;
    return planWithRules(rules, composed, options, io);
  }
  driver::PlannedSplice planned;
  const std::string& only = files.names.front();
  if (only.size() > 5 && only.substr(only.size() - 5) == ".yaml")
    return fail(ErrorCode::FileNotFound,
                "`" + only + "` holds rules; the composition they are for is missing");
  SB_TRY(graph::Graph graph, openComposition(only, io));
  planned.plan = plan::planSplice(std::move(graph));
  for (const auto& [id, edge] : planned.plan.original.edges)
    planned.anyRuleMatched = planned.anyRuleMatched || !edge.hooks.empty();
  return planned;
}

Result<std::vector<plan::AdapterRequest>> chooseAdapters(const plan::SplicePlan& plan,
                                                         const std::string& wanted) {
  if (plan.adapters.empty()) {
    return fail(ErrorCode::Refused,
                "the plan has no adapter: no rule or hook puts a tiered hook on a connection");
  }
  if (wanted.empty()) return plan.adapters;
  std::vector<plan::AdapterRequest> found;
  std::string all;
  for (std::size_t i = 0; i < plan.adapters.size(); ++i) {
    const plan::AdapterRequest& request = plan.adapters[i];
    all += (i ? ", " : "") + std::to_string(i + 1) + " `" + request.name + "`";
    if (wanted == std::to_string(i + 1)) return std::vector{request};
    if (request.name.find(wanted) != std::string::npos) found.push_back(request);
  }
  if (!found.empty()) return found;
  return fail(ErrorCode::Refused, "no adapter `" + wanted + "`; there are: " + all);
}

}  // namespace sb::cli
