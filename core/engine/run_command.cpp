// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/run_command.h"

#include <algorithm>

namespace sb::engine {

namespace {

using Clock = std::chrono::steady_clock;

/// Larger than any 0.2.N published so far; asking for one name costs under a microsecond.
constexpr unsigned HighestWasiPatch = 40;

Result<std::string> functionToCall(Session& session, const std::string& invoke) {
  if (!invoke.empty()) {
    for (const std::string& path : {invoke, invoke + "#run"}) {
      if (session.hasFunction(path)) return path;
    }
    return fail(ErrorCode::NoSuchPort, "the component exports no function `" + invoke + "`");
  }
  for (unsigned patch = 0; patch <= HighestWasiPatch; ++patch) {
    const std::string path = "wasi:cli/run@0.2." + std::to_string(patch) + "#run";
    if (session.hasFunction(path)) return path;
  }
  return fail(ErrorCode::NoSuchPort, "this is not a command: the component exports no `wasi:cli/run@0.2`");
}

std::optional<std::chrono::milliseconds> timeLeft(const RunRequest& request, Clock::time_point begin) {
  if (!request.timeLimit) return std::nullopt;
  const auto used = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
  return std::max(*request.timeLimit - used, std::chrono::milliseconds(0));
}

}  // namespace

Result<RunOutcome> runCommand(const EngineLibrary& library, const RunRequest& request) {
  SB_TRY(const auto session, Session::create(library, request.component, request));
  const Clock::time_point begin = Clock::now();
  if (request.onStart) request.onStart();
  SB_TRY(RunOutcome outcome, session->tryStart());
  if (!session->started()) return outcome;
  SB_TRY(const std::string path, functionToCall(*session, request.invoke));
  session->setTimeLimit(timeLeft(request, begin));
  SB_TRY(outcome, session->tryCall(path, request.arguments));
  if (outcome.kind == RunOutcome::Kind::Exited && outcome.values.size() == 1) {
    const auto* result = std::get_if<EngineResult>(&outcome.values.front().content);
    if (result && !result->ok) {
      outcome.exitCode = 1;
      outcome.message = "`" + path + "` returned " + describe(outcome.values.front());
    }
  }
  return outcome;
}

}  // namespace sb::engine
