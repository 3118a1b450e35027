// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/compile.h"
#include "core/engine/engine_library.h"
#include "core/engine/engine_value.h"
#include "core/engine/host_boundary.h"
#include "core/engine/run_outcome.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::engine {

/// What a guest gets and what limits it.
struct SessionOptions {
  bool wasi = true;               ///< offer WASI 0.2 (no folders, no network)
  std::vector<std::string> args;  ///< the program's name first
  std::vector<std::pair<std::string, std::string>> env;
  std::string stdinData;      ///< all that standard input holds
  bool inheritStdin = false;  ///< standard input of this process instead of `stdinData`
  /// What the guest writes, in pieces as they come, on the calling thread; not necessarily whole lines or
  /// whole UTF-8 sequences. Without a function the output is dropped.
  std::function<void(std::string_view)> onStdout, onStderr;

  /// For `start` and for each call by itself (`setTimeLimit` changes it in between), without compiling.
  std::optional<std::chrono::milliseconds> timeLimit;
  std::optional<std::uint64_t> memoryLimitBytes;  ///< of each linear memory, not of their sum
  const std::atomic<bool>* stop = nullptr;  ///< set from any thread to end the guest; outlives the session

  bool asyncFunctions = true;  ///< false: as a host without an async runtime, which refuses async types
  /// False: code without the checks by which `stop` and time limits end a guest, which do nothing then; loops
  /// take half the time.
  bool canStop = true;
  Compiler compiler = Compiler::Optimizing;
  std::optional<std::filesystem::path> cacheDir;  ///< see compile.h
  bool unknownImportsTrap = false;        ///< imports that nobody defines trap when called, `async` ones too
  std::vector<BoundaryRefusal> refusals;  ///< see host_boundary.h; not empty means: do not run
};

/// A function that the host provides for an import. It gets the arguments and returns none or one value; an
/// error traps the guest with its text. It must not call into the same session.
struct HostFunction {
  std::string instance;  ///< "demo:calc/ops@0.1.0"; empty for a function imported by itself
  std::string name;      ///< "add", "[method]pool.get"
  std::function<Result<EngineValues>(std::span<const EngineValue> args)> call;
};

/// A resource type that the host provides for an import. Its handles are `EngineResource`s with this `type`
/// and a representation of the host's choice.
struct HostResource {
  std::string instance;
  std::string name;
  std::uint32_t type = 0;                       ///< tells the types of one session apart
  std::function<void(std::uint32_t rep)> drop;  ///< when a guest drops its last owned handle; may be empty
};

/// One component: loaded once, started as often as wished, called many times. For one thread at a time.
///
///     SB_TRY(auto session, Session::create(library, bytes, options));
///     session->define(HostFunction{"demo:calc/ops@0.1.0", "add", add});
///     SB_TRY_VOID(session->start());
///     SB_TRY(EngineValues sum, session->call("demo:calc/user@0.1.0#total", {EngineValue{3u}}));
///
/// Functions imported with an `async` type cannot be defined here: compose a component that provides them.
/// Time limit and stop act while guest code runs or waits for another guest. A guest that sits in a host call
/// (a sleep, a read of an inherited standard input) is ended when that call returns; ending the process is
/// the only way to do it earlier.
class Session {
 public:
  /// Compiles. Errors: Refused (`options.refusals`), those of `compileComponent`.
  static Result<std::unique_ptr<Session>> create(const EngineLibrary& library, ByteSpan component,
                                                 SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Before the first start. Several functions and resources of one instance may come in any order; an
  /// instance that is defined here must not be one of WASI 0.2 unless `options.wasi` is off.
  void define(HostFunction function);
  void define(HostResource resource);

  /// Instantiates in a new store and forgets the one before. Needed again after a trap: the engine does not
  /// let anybody into an instance that has trapped.
  ///
  /// Errors: EngineFailed (an import that nobody provides or of another type: instance and function are
  /// named), UnsupportedFeature (WASI 0.3, a host function for an `async` import), BadUtf8 (args, env); Trap,
  /// Interrupted (time, exit), Cancelled (stop), LimitExceeded (memory) when code that runs at the start ends
  /// badly.
  Result<void> start();
  /// The same, with the guest's end as a value.
  Result<RunOutcome> tryStart();

  bool started() const;  ///< and not ended since by a trap, an exit or a limit: can be called
  bool hasFunction(std::string_view path);

  /// Calls an exported function. `path` is "function", or "instance#function" for one inside of an exported
  /// instance (any number of levels). Arguments are checked against the type by the engine; one of a wrong
  /// type poisons the instance like a trap.
  ///
  /// Errors: NoSuchPort, TypeMismatch (number of arguments), those of `checkValue`; Trap, Interrupted (time,
  /// exit), Cancelled.
  Result<EngineValues> call(std::string_view path, std::span<const EngineValue> args);
  Result<EngineValues> call(std::string_view path, std::initializer_list<EngineValue> args) {
    return call(path, std::span<const EngineValue>(args.begin(), args.size()));
  }
  /// The same, with the guest's end as a value: back-trace, exit code.
  Result<RunOutcome> tryCall(std::string_view path, std::span<const EngineValue> args);

  /// Gives a guest's handle back and runs its destructor. For owned handles that a call returned.
  Result<void> drop(const EngineResource& resource);

  void setTimeLimit(std::optional<std::chrono::milliseconds> limit);
  CacheUse cacheUse() const;

 private:
  struct Impl;
  explicit Session(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// The failure that an end stands for where a return was expected: Trap, Interrupted (time, exit), Cancelled,
/// LimitExceeded.
Error outcomeError(const RunOutcome& outcome);

}  // namespace sb::engine
