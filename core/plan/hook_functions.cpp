// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/hook_functions.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/support/glob.h"

namespace sb::plan {
namespace {

std::vector<std::string> functionsOf(const types::InstanceType& target) {
  std::vector<std::string> names;
  for (const types::NamedExtern& item : target.exports) {
    if (std::holds_alternative<types::FuncTypeRef>(item.type)) names.push_back(item.name.name);
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

/// "[method]bucket.get" → "bucket.get"
std::string_view withoutAnnotation(std::string_view function) {
  const std::size_t end =
      function.empty() || function.front() != '[' ? std::string_view::npos : function.find(']');
  return end == std::string_view::npos ? function : function.substr(end + 1);
}

bool matchesAny(const std::string& entry, const std::vector<std::string>& functions) {
  return std::any_of(functions.begin(), functions.end(),
                     [&](const std::string& function) { return meansFunction(entry, function); });
}

}  // namespace

bool meansFunction(std::string_view entry, std::string_view function) {
  const std::string_view name = withoutAnnotation(function),
                         annotation = function.substr(0, function.size() - name.size());
  if (globMatches(entry, name)) return true;
  // "[method]bucket.*": the annotation is text, not a set of letters.
  return !annotation.empty() && entry.substr(0, annotation.size()) == annotation &&
         globMatches(entry.substr(annotation.size()), name);
}

void resolveOptions(const graph::HookOptions& options, AdapterRequest& request,
                    std::vector<std::string>& warnings, std::optional<Refusal>& refusal) {
  request.options = options;
  const std::vector<std::string> functions = functionsOf(*request.target);
  if (options.onTrap == graph::TrapPolicy::SwitchOff && !refusal) {
    refusal = Refusal{"trap-policy",
                      "a trap ends every component of the call and cannot be caught, so the hook cannot be "
                      "switched off by it",
                      "let the hook return instead of trapping, or choose the policy `fail-call`"};
  }
  bool any = options.functions.empty();
  for (const std::string& entry : options.functions) {
    if (matchesAny(entry, functions))
      any = true;
    else
      warnings.push_back(concat("the filter `", entry, "` means no function of ", request.interfaceName));
  }
  if (!any && !refusal) {
    refusal = Refusal{"no-such-function",
                      concat("the hook's filter means none of the functions: ", listed(functions)),
                      "name one of them, or leave the filter out for all"};
  }
  for (const std::string& function : functions) {
    const bool chosen = options.functions.empty() ||
                        std::any_of(options.functions.begin(), options.functions.end(),
                                    [&](const std::string& entry) { return meansFunction(entry, function); });
    if (!chosen) request.unhooked.insert(function);
    // The exact name counts before a glob.
    const auto exact = options.gateValues.find(function);
    if (exact != options.gateValues.end()) {
      request.gateValues.insert(*exact);
      continue;
    }
    for (const auto& [entry, value] : options.gateValues) {
      if (meansFunction(entry, function)) request.gateValues.emplace(function, value);
    }
  }
  for (const auto& [entry, value] : options.gateValues) {
    if (!matchesAny(entry, functions))
      warnings.push_back(
          concat("the gate value of `", entry, "` means no function of ", request.interfaceName));
  }
}

}  // namespace sb::plan
