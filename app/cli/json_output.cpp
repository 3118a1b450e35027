// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/json_output.h"

#include <ostream>

#include "app/cli/input_output.h"
#include "core/locate/item_path.h"

namespace sb::cli {

Json jsonDocument(const std::string& what) { return {{"format", "spliceboard-" + what}, {"version", 1}}; }

void printJson(const Json& json, Surroundings& io) {
  io.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

std::string jsonLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json toJson(const Diagnostic& diagnostic) {
  Json out{{"severity", severityName(diagnostic.severity)},
           {"code", diagnostic.code},
           {"message", diagnostic.message}};
  if (diagnostic.offset) out["offset"] = *diagnostic.offset;
  if (!diagnostic.path.empty()) out["path"] = diagnostic.path;
  if (const std::string at = locate::pathOfFrames(diagnostic.path); !at.empty()) out["at"] = at;
  if (!diagnostic.rule.empty()) out["rule"] = diagnostic.rule;
  if (!diagnostic.wayOut.empty()) out["wayOut"] = diagnostic.wayOut;
  return out;
}

Json toJson(const Diagnostics& diagnostics) {
  Json out = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) out.push_back(toJson(diagnostic));
  return out;
}

Json toJson(const Error& error) {
  Json out{{"code", errorCodeName(error.code)}, {"message", error.message}};
  if (error.offset) out["offset"] = *error.offset;
  if (!error.context.empty()) out["context"] = error.context;
  return out;
}

}  // namespace sb::cli
