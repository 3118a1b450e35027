// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <ostream>

#include "app/cli/boundary_refusals.h"
#include "app/cli/command.h"
#include "app/cli/engine_search.h"
#include "app/cli/engine_values.h"
#include "app/cli/input_output.h"
#include "app/cli/run_events.h"
#include "app/cli/watchdog.h"
#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/engine/run_command.h"
#include "core/types/check_component.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, invoke, cacheFolder;
  std::vector<std::string> arguments, environment;
  std::uint64_t timeLimitMs = 0, memoryLimitBytes = 0;
  bool jsonEvents = false, noCache = false, baseline = false, noAsync = false;
};

/// Compiled machine code is kept where the user keeps other things that can be made again.
std::optional<std::filesystem::path> userCacheFolder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache && *cache == '/') return std::filesystem::path(cache) / "spliceboard/compiled";
  const char* home = std::getenv("HOME");
  if (home && *home) return std::filesystem::path(home) / ".cache/spliceboard/compiled";
  return std::nullopt;
}

Result<types::ComponentTypeRef> typeOf(const SharedBytes& bytes) {
  SB_TRY(const model::Component component, decode::decodeComponent(bytes));
  types::CheckOptions options;
  options.resolveOnly = true;
  const types::CheckedComponent checked = types::checkComponent(component, options);
  if (checked.type && checked.valid()) return checked.type;
  const Diagnostic first = checked.diagnostics.empty() ? Diagnostic{} : checked.diagnostics.front();
  return fail(ErrorCode::Invalid, first.message.empty() ? "its types cannot be resolved" : first.message,
              first.offset);
}

/// What to call: a name, or a name with arguments in WAVE syntax, "demo:calc/ops@0.1.0#add(1, 2)".
Result<void> chooseFunction(const types::ComponentType& type, const std::string& invoke,
                            engine::RunRequest& request) {
  if (invoke.empty()) {
    SB_TRY(request.invoke, runExport(type));
    return {};
  }
  const std::size_t open = invoke.find('(');
  request.invoke = invoke.substr(0, open);
  types::FuncTypeRef function = exportedFunction(type, request.invoke);
  if (!function && (function = exportedFunction(type, request.invoke + "#run"))) request.invoke += "#run";
  if (!function)
    return fail(ErrorCode::NoSuchPort, "the component exports no function `" + request.invoke + "`");
  const bool closed = open != std::string::npos && invoke.back() == ')';
  if (open != std::string::npos && !closed)
    return fail(ErrorCode::BadSyntax, "--invoke: `)` is missing at the end");
  const std::string text = closed ? invoke.substr(open + 1, invoke.size() - open - 2) : std::string();
  SB_TRY(const std::vector<value::Value> values,
         inContext(value::parseWaveArguments(text, function->params), "in --invoke"));
  for (std::size_t i = 0; i < values.size(); ++i) {
    SB_TRY(engine::EngineValue converted, toEngine(values[i], function->params[i].type));
    request.arguments.push_back(std::move(converted));
  }
  return {};
}

Result<void> fillRequest(const Options& options, const InputFile& file, Surroundings& io,
                         engine::RunRequest& request) {
  SB_TRY(const types::ComponentTypeRef type, typeOf(file.bytes()));
  SB_TRY_VOID(chooseFunction(*type, options.invoke, request));
  request.refusals = boundaryRefusals(*type, request.invoke);
  request.component = file.bytes()->span();
  request.args = {std::filesystem::path(file.path()).filename().string()};
  request.args.insert(request.args.end(), options.arguments.begin(), options.arguments.end());
  for (const std::string& entry : options.environment) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(ErrorCode::BadSyntax, "--env wants KEY=VALUE, not `" + entry + "`");
    request.env.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
  }
  const bool streamTaken = options.file == StandardStream;
  request.inheritStdin = io.ownsProcess && !streamTaken;
  if (!io.ownsProcess && !streamTaken)
    request.stdinData = {std::istreambuf_iterator<char>(io.in), std::istreambuf_iterator<char>()};
  if (options.timeLimitMs) request.timeLimit = std::chrono::milliseconds(options.timeLimitMs);
  if (options.memoryLimitBytes) request.memoryLimitBytes = options.memoryLimitBytes;
  request.stop = io.stop;
  request.asyncFunctions = !options.noAsync;
  request.compiler = options.baseline ? engine::Compiler::Baseline : engine::Compiler::Optimizing;
  if (!options.cacheFolder.empty())
    request.cacheDir = options.cacheFolder;
  else if (io.ownsProcess && !options.noCache)
    request.cacheDir = userCacheFolder();
  return {};
}

/// The places of a trap need the graph; a file that makes none still shows its functions.
std::vector<TrapPlace> placesOf(const std::vector<engine::Frame>& frames, const InputFile& file) {
  const Result<driver::OpenedFile> opened = driver::openFile(file.path());
  return trapPlaces(frames, opened && opened->graph ? *opened->graph : graph::emptyGraph({}));
}

int tell(const engine::RunOutcome& outcome, const Options& options, const InputFile& file,
         RunEvents& events) {
  using Kind = engine::RunOutcome::Kind;
  const char* name = engine::runOutcomeKindName(outcome.kind);
  const auto end = [&](ExitCode code, const std::string& message) {
    events.exit(number(code), name, message);
    return number(code);
  };
  switch (outcome.kind) {
    case Kind::Exited:
      if (!options.invoke.empty() && !outcome.values.empty())
        events.result(engine::describe(outcome.values.front()));
      events.exit(outcome.exitCode, name, outcome.message);
      return outcome.exitCode;
    case Kind::Trapped:
      events.trap(outcome.message, placesOf(outcome.backtrace, file));
      return number(ExitCode::Trap);
    case Kind::TimedOut:
      return end(ExitCode::Limit, "the time limit of " + std::to_string(options.timeLimitMs) + " ms is over");
    case Kind::MemoryLimit:
      return end(ExitCode::Limit,
                 outcome.message.empty() ? "more memory than the limit allows" : outcome.message);
    case Kind::Stopped: return end(ExitCode::Stopped, "stopped");
  }
  return number(ExitCode::Refused);
}

Result<engine::RunOutcome> runWatched(const engine::EngineLibrary& library, engine::RunRequest& request,
                                      RunEvents& events, bool ownsProcess) {
  if (!ownsProcess) return engine::runCommand(library, request);
  Watchdog watchdog(request.stop, request.timeLimit, [&events](Watchdog::Why why) {
    const ExitCode code = why == Watchdog::Why::Stopped ? ExitCode::Stopped : ExitCode::Limit;
    events.exitFromWatchdog(number(code), why == Watchdog::Why::Stopped ? "stopped" : "timed-out",
                            why == Watchdog::Why::Stopped ? "stopped" : "the time limit is over");
    _exit(number(code));  // the guest sits in a host call: nothing short of this ends it
  });
  request.onStart = [&watchdog] { watchdog.startClock(); };
  return engine::runCommand(library, request);
}

int run(const Options& options, Surroundings& io) {
  RunEvents events(io, options.jsonEvents);
  const auto refuse = [&events](const Error& error) {
    events.error(error);
    return number(exitCodeOf(error.code));
  };
  const Result<InputFile> file = InputFile::open(options.file, io);
  if (!file) return refuse(file.error());
  engine::RunRequest request;
  if (const Result<void> ready = fillRequest(options, *file, io, request); !ready) {
    return refuse(inContext(ready, "in `" + file->shownName() + "`").error());
  }
  const Result<engine::EngineLibrary> library = findEngine(io);
  if (!library) return refuse(library.error());
  request.onStdout = [&events](std::string_view piece) { events.guestOut(piece); };
  request.onStderr = [&events](std::string_view piece) { events.guestErr(piece); };
  const Result<engine::RunOutcome> outcome = runWatched(*library, request, events, io.ownsProcess);
  if (outcome) return tell(*outcome, options, *file, events);
  // A limit that is met while running is one of the run, not of the file.
  const int code = refuse(outcome.error());
  return outcome.error().code == ErrorCode::LimitExceeded ? number(ExitCode::Limit) : code;
}

}  // namespace

void addRun(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "run", "Run a command component, or call one of its functions",
                 {"run orders.composed.wasm",
                  "run --time-limit 2000 --memory-limit 16777216 orders.composed.wasm -- --verbose",
                  "run --env SPLICEBOARD_GATE=put orders.spliced.wasm",
                  "run --invoke 'demo:calc/ops@0.1.0#add(1, 2)' provider.wasm"});
  command->add_option("FILE", options->file, "A component; - for standard input")->required()->type_name("");
  command
      ->add_option("ARGS", options->arguments,
                   "Arguments of the program (behind -- when they begin with a dash)")
      ->type_name("");
  command
      ->add_option(
          "--invoke", options->invoke,
          "FUNCTION or INSTANCE#FUNCTION to call, with arguments in WAVE syntax (default: wasi:cli/run)")
      ->type_name("FUNCTION");
  command->add_option("--time-limit", options->timeLimitMs, "End the program after that many milliseconds")
      ->type_name("MS");
  command->add_option("--memory-limit", options->memoryLimitBytes, "Most bytes of each linear memory")
      ->type_name("BYTES");
  command->add_option("--env", options->environment, "Environment variable of the program; may be repeated")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  command
      ->add_option("--cache-dir", options->cacheFolder, "Folder of compiled code (default: the user's cache)")
      ->type_name("DIR");
  command->add_flag("--no-cache", options->noCache, "Compile anew and keep nothing");
  command->add_flag("--no-async", options->noAsync,
                    "Run as on a host without async functions, which refuses components that have any");
  command->add_flag("--baseline", options->baseline, "Compile fast to slower code");
  command->add_flag("--json,--json-events", options->jsonEvents,
                    "Print one JSON object for each event: stdout, stderr, result, error, trap, exit");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return run(*options, io); }; });
}

}  // namespace sb::cli
