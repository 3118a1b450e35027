// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/splice.h"

#include <algorithm>
#include <filesystem>

#include "core/decode/component_decoder.h"
#include "core/driver/generated_files.h"
#include "core/driver/hook_files.h"
#include "core/driver/instance_names.h"
#include "core/driver/open.h"
#include "core/driver/retype_hooks.h"
#include "core/driver/split_files.h"
#include "core/encode/component_encoder.h"
#include "core/fuse/fused_component.h"
#include "core/graph/edit.h"
#include "core/plan/match_rules.h"
#include "core/print/wac.h"
#include "core/types/check_component.h"

namespace sb::driver {
namespace {

Diagnostic warning(std::string code, std::string message, std::string wayOut = {}) {
  Diagnostic out;
  out.severity = Severity::Warning;
  out.code = std::move(code);
  out.message = std::move(message);
  out.wayOut = std::move(wayOut);
  return out;
}

plan::WacLines wacLines(const SpliceOptions& options) {
  return options.wac ? plan::WacLines::Told : plan::WacLines::LeftOut;
}

tl::unexpected<Error> refusals(const plan::SplicePlan& plan) {
  std::string text;
  for (const plan::Step& step : plan.steps) {
    if (!step.refusal) continue;
    text += (text.empty() ? "" : "; ") + step.subject + ": " + step.refusal->rule + " (" +
            step.refusal->wayOut + ")";
  }
  return fail(ErrorCode::Refused, text);
}

/// What our own checker says about a component, as an error when it refuses it.
Result<void> checked(const model::Component& component, const types::CheckedParts& parts,
                     Diagnostics& notes) {
  types::CheckOptions options;
  options.known = &parts;
  types::CheckedComponent result = types::checkComponent(component, options);
  std::string errors;
  std::size_t count = 0;
  for (Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.severity == Severity::Error) {
      if (++count <= 3) errors += (errors.empty() ? "" : "; ") + diagnostic.message;
    } else {
      notes.push_back(std::move(diagnostic));
    }
  }
  if (result.valid()) return {};
  return fail(ErrorCode::Invalid,
              "the result is not valid: " + errors +
                  (count > 3 ? " and " + std::to_string(count - 3) + " more" : std::string()));
}

/// Whoever hooks decides how much is in the result.
Error tooLarge(Error error) {
  if (error.code == ErrorCode::LimitExceeded)
    error.message += "; hook fewer interfaces at a time: each adds a component and a core module";
  error.context.push_back("in the component just written");
  return error;
}

/// Bytes that somebody else keeps.
class Written final : public ByteOwner {
 public:
  explicit Written(const Bytes& bytes) : m_bytes(bytes) {}
  ByteSpan span() const override { return m_bytes; }

 private:
  ByteSpan m_bytes;
};

/// `known` gets the components that were copied.
Result<Bytes> encoded(const graph::Graph& graph, decode::KnownComponents& known) {
  SB_TRY(const model::Component component, fuse::fuseGraph(graph));
  for (const model::Section& section : component.sections)
    if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
      if (!nested->component->bytes.empty()) known.push_back(nested->component);
  return encode::encodeComponent(component, encode::Nested::Copied);
}

/// `parts`: what of the graph was checked before.
Result<Bytes> write(const graph::Graph& graph, const types::CheckedParts& parts, bool validate,
                    Diagnostics& notes) {
  decode::KnownComponents known;
  SB_TRY(Bytes bytes, encoded(graph, known));
  if (!validate) return bytes;
  // Read again, so that what is checked is what is written; what was only copied was read before.
  const Result<model::Component> again =
      decode::decodeComponent(std::make_shared<const Written>(bytes), {}, {}, known);
  if (!again) return tl::unexpected<Error>(tooLarge(again.error()));
  SB_TRY_VOID(checked(*again, parts, notes));
  return bytes;
}

}  // namespace

Result<plan::RuleOutcome> rulesForGraph(const plan::SpliceRules& rules, const graph::Graph& graph,
                                        const plan::OtherNames& names, const SpliceOptions& options) {
  const plan::HookFiles none;
  return plan::matchRules(graph, rules, hookReader(options, none), names);
}

Result<PlannedSplice> planSpliceGraph(const plan::SpliceRules& rules, graph::Graph graph,
                                      const plan::OtherNames& names, const SpliceOptions& options) {
  PlannedSplice out;
  SB_TRY(plan::RuleOutcome outcome, rulesForGraph(rules, graph, names, options));
  SB_TRY_VOID(graph::apply(graph, outcome.edit));
  out.anyRuleMatched = outcome.anyMatched;
  for (const plan::RuleMatch& match : outcome.matches) {
    const std::string rule = "rule " + std::to_string(match.rule + 1);
    for (const std::string& note : match.notes)
      out.diagnostics.push_back(warning("rule-by-version", rule + ": " + note));
    if (match.edges.empty())
      out.diagnostics.push_back(warning("rule-without-match", rule + " matches nothing: " + match.whyNot));
  }
  out.retyped = retypeHooks(graph);
  out.plan = plan::planSplice(std::move(graph), wacLines(options));
  out.plan.matches = std::move(outcome.matches);
  return out;
}

Result<PlannedSplice> planSpliceFile(const plan::SpliceRules& rules, const std::string& composedPath,
                                     const SpliceOptions& options) {
  SB_TRY(OpenedFile opened,
         openFile(composedPath, {},
                  options.validate && !options.planOnly ? OpenFor::Writing : OpenFor::Planning));
  if (!opened.graph) return fail(ErrorCode::NotAComponent, opened.sentence);
  const plan::OtherNames names =
      opened.file ? instanceNames(*opened.graph, *opened.file->component) : plan::OtherNames();
  SB_TRY(PlannedSplice planned, planSpliceGraph(rules, *std::move(opened.graph), names, options));
  planned.checkedParts = std::move(opened.checkedParts);
  return planned;
}

namespace {

/// What was planned, made. `retyped`: files of hooks that the plan has made synchronous.
Result<SpliceOutput> make(plan::SplicePlan plan, const std::vector<graph::ComponentFileRef>& retyped,
                          const types::CheckedParts& parts, const SpliceOptions& options) {
  SpliceOutput out;
  out.plan = std::move(plan);
  if (out.plan.refused()) return refusals(out.plan);
  SB_TRY(GeneratedFiles files, generateAdapters(out.plan));
  for (const graph::ComponentFileRef& file : retyped) {
    files.outputs.push_back({file->fileName, Bytes(file->bytes.begin(), file->bytes.end())});
    files.names.emplace(file.get(), file->fileName);
  }
  placeGenerated(out.plan, files);
  out.generated = std::move(files.adapters);
  out.adapters = std::move(files.outputs);
  for (const plan::Step& step : out.plan.steps) {
    for (const std::string& text : step.warnings)
      out.diagnostics.push_back(warning("plan-warning", step.subject + ": " + text));
  }
  SB_TRY(out.composed, write(out.plan.spliced, parts, options.validate, out.diagnostics));
  if (!options.wac && !options.splits) return out;
  const print::WacText wac = print::printWac(out.plan.spliced, options.packageName);
  out.wac = wac.text;
  if (options.splits) {
    for (SplitFile& split : splitFiles(out.plan.original)) {
      if (!split.reachesOut.empty()) {
        out.diagnostics.push_back(warning(
            "split-reaches-out", split.file.name + " is no component by itself: " + split.reachesOut));
      }
      out.splits.push_back(std::move(split.file));
    }
    std::vector<std::string> remarks;
    out.parts = wacParts(out.plan.spliced, wac, remarks);
    for (const std::string& remark : remarks) out.diagnostics.push_back(warning("wac-part", remark));
  }
  out.dependencies = wacDependencies(out.plan.spliced, wac, out.splits, files.names, out.parts);
  return out;
}

}  // namespace

Result<SpliceOutput> spliceGraph(const graph::Graph& graph, const SpliceOptions& options) {
  graph::Graph retyped = graph;
  const std::vector<graph::ComponentFileRef> files = retypeHooks(retyped);
  return make(plan::planSplice(std::move(retyped), wacLines(options)), files, {}, options);
}

Result<SpliceOutput> splicePlanned(PlannedSplice&& planned, const SpliceOptions& options) {
  std::string why;
  for (const Diagnostic& diagnostic : planned.diagnostics) {
    if (diagnostic.code == "rule-without-match") why += (why.empty() ? "" : "; ") + diagnostic.message;
  }
  if (!planned.anyRuleMatched) {
    return fail(ErrorCode::Refused,
                "no rule applies: " + (why.empty() ? std::string("there are no rules") : why));
  }
  if (options.strict && !why.empty()) return fail(ErrorCode::Refused, "strict: " + why);
  SB_TRY(SpliceOutput out, make(std::move(planned.plan), planned.retyped, planned.checkedParts, options));
  out.diagnostics.insert(out.diagnostics.begin(), planned.diagnostics.begin(), planned.diagnostics.end());
  return out;
}

Result<SpliceOutput> spliceFile(const plan::SpliceRules& rules, const std::string& composedPath,
                                const SpliceOptions& options) {
  SB_TRY(PlannedSplice planned, planSpliceFile(rules, composedPath, options));
  return splicePlanned(std::move(planned), options);
}

Result<Bytes> composeGraph(const graph::Graph& graph, bool validate) {
  Diagnostics notes;
  return write(graph, {}, validate, notes);
}

}  // namespace sb::driver
