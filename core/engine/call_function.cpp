// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/call_function.h"

#include <map>

#include "core/engine/host_imports.h"
#include "core/engine/run_guard.h"
#include "core/engine/value_codec.h"
#include "core/engine/wasi_setup.h"

namespace sb::engine {

using Kind = RunOutcome::Kind;

struct Session::Impl {
  EngineLibrary library;  // first: the table outlives every handle
  SessionOptions options;
  EngineHandle engine;
  Compiled compiled;
  HostImports imports;
  LinkerHandle linker;
  RunGuard guard;
  EpochGate gate;
  std::unique_ptr<EpochTicker> ticker;
  StoreHandle store;  // before the engine goes, after every call
  abi::Instance instance{};
  struct Export {
    abi::Func func;
    std::size_t params;
    bool hasResult;
  };
  std::map<std::string, Export, std::less<>> exports;  ///< of this store, found so far
  bool usable = false;                                 ///< started and not ended since

  const abi::Functions& api() const { return library.api(); }
  abi::Context* context() const { return api().wasmtime_store_context(store.get()); }

  Result<void> link();
  Result<void> openStore();
  const Export* findExport(std::string_view path);
  Result<RunOutcome> end(bool finished, abi::EngineError* error);
};

Session::Session(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::create(const EngineLibrary& library, ByteSpan component,
                                                 SessionOptions options) {
  SB_TRY_VOID(checkHostBoundary(options.refusals));
  const abi::Functions* api = &library.api();
  EngineHandle engine = makeEngine(library, options.compiler, {options.asyncFunctions, options.canStop});
  // Its machine code is of another engine.
  if (!options.asyncFunctions || !options.canStop) options.cacheDir.reset();
  SB_TRY(Compiled compiled,
         compileComponent(library, engine.get(), component, options.compiler, options.cacheDir));
  auto impl = std::unique_ptr<Impl>(new Impl{library,
                                             std::move(options),
                                             std::move(engine),
                                             std::move(compiled),
                                             HostImports(library),
                                             LinkerHandle(nullptr, {api}),
                                             {},
                                             {},
                                             nullptr,
                                             StoreHandle(nullptr, {api}),
                                             {},
                                             {},
                                             false});
  impl->gate = {&impl->guard, api};
  if (impl->options.canStop && (impl->options.stop || impl->options.timeLimit)) {
    impl->ticker = std::make_unique<EpochTicker>(*api, impl->engine.get());
  }
  return std::unique_ptr<Session>(new Session(std::move(impl)));
}

void Session::define(HostFunction function) { m_impl->imports.add(std::move(function)); }
void Session::define(HostResource resource) { m_impl->imports.add(std::move(resource)); }

Result<void> Session::Impl::link() {
  if (linker) return {};
  LinkerHandle fresh(api().wasmtime_component_linker_new(engine.get()), {&api()});
  // The synchronous variant of WASI. The other one needs a reactor that the C interface cannot start: a guest
  // that sleeps ends the process (measured), and printing leaves calls pending (38 ms instead of 3 ms for a
  // text-heavy program).
  if (options.wasi) {
    if (abi::EngineError* error = api().wasmtime_component_linker_add_wasip2(fresh.get())) {
      return fail(ErrorCode::EngineFailed, "WASI cannot be provided: " + takeFailure(api(), error).message);
    }
  }
  SB_TRY_VOID(imports.defineIn(fresh.get()));
  if (options.unknownImportsTrap) {
    abi::EngineError* error = api().wasmtime_component_linker_define_unknown_imports_as_traps(
        fresh.get(), compiled.component.get());
    if (error) return fail(ErrorCode::EngineFailed, takeFailure(api(), error).message);
  }
  linker = std::move(fresh);
  return {};
}

Result<void> Session::Impl::openStore() {
  usable = false;
  exports.clear();
  store.reset(api().wasmtime_store_new(engine.get(), nullptr, nullptr));
  if (options.memoryLimitBytes) {
    const auto bytes = static_cast<std::int64_t>(*options.memoryLimitBytes & INT64_MAX);
    api().wasmtime_store_limiter(store.get(), bytes, -1, -1, -1, -1);
  }
  if (options.canStop) {
    api().wasmtime_store_epoch_deadline_callback(store.get(), &RunGuard::onEpoch, &gate, nullptr);
    api().wasmtime_context_set_epoch_deadline(context(), 1);
  }
  if (options.wasi) SB_TRY_VOID(setUpWasi(api(), context(), options));
  return {};
}

/// Reads how a call ended and sets `usable`. `finished` is false when the guard dropped it.
Result<RunOutcome> Session::Impl::end(bool finished, abi::EngineError* error) {
  RunOutcome outcome;
  usable = finished && !error;
  if (usable) return outcome;
  if (error) {
    EngineFailure failure = takeFailure(api(), error);
    outcome.message = std::move(failure.message);
    outcome.backtrace = std::move(failure.backtrace);
    if (failure.exitStatus) {
      outcome.exitCode = *failure.exitStatus;
      if (outcome.exitCode == 0) outcome.message.clear();
      return outcome;
    }
  }
  switch (guard.last()) {
    case RunGuard::Verdict::GoOn: outcome.kind = Kind::Trapped; break;
    case RunGuard::Verdict::Stop:
      outcome.kind = Kind::Stopped;
      outcome.message = "stopped";
      break;
    case RunGuard::Verdict::TimeOver:
      outcome.kind = Kind::TimedOut;
      outcome.message = "the time limit was reached";
      break;
  }
  return outcome;
}

Result<RunOutcome> Session::tryStart() {
  Impl& s = *m_impl;
  SB_TRY_VOID(s.link());
  SB_TRY_VOID(s.openStore());
  s.guard.arm(s.options.timeLimit, s.options.stop);
  abi::EngineError* error = nullptr;
  const bool finished =
      pollToEnd(s.api(),
                s.api().wasmtime_component_linker_instantiate_async(
                    s.linker.get(), s.context(), s.compiled.component.get(), &s.instance, &error),
                s.guard);
  SB_TRY(RunOutcome outcome, s.end(finished, error));
  // Instantiating fails in three ways that are not traps; all of them come without a back-trace.
  if (outcome.kind != Kind::Trapped || !outcome.backtrace.empty()) return outcome;
  if (outcome.message.find("exceeds memory limits") != std::string::npos) {
    outcome.kind = Kind::MemoryLimit;
    return outcome;
  }
  if (outcome.message.find("wasm trap") != std::string::npos) return outcome;
  return tl::unexpected<Error>(linkError(outcome.message));
}

Result<void> Session::start() {
  SB_TRY(const RunOutcome outcome, tryStart());
  if (!started()) return tl::unexpected<Error>(outcomeError(outcome));
  return {};
}

const Session::Impl::Export* Session::Impl::findExport(std::string_view path) {
  if (const auto known = exports.find(path); known != exports.end()) return &known->second;
  ExportHandle at(nullptr, {&api()});
  for (std::string_view rest = path;;) {
    const std::size_t mark = rest.find('#');
    const std::string_view name = rest.substr(0, mark);
    if (name.empty()) return nullptr;
    at = ExportHandle(api().wasmtime_component_instance_get_export_index(&instance, context(), at.get(),
                                                                         name.data(), name.size()),
                      {&api()});
    if (!at) return nullptr;
    if (mark == std::string_view::npos) break;
    rest = rest.substr(mark + 1);
  }
  Export found{};
  if (!api().wasmtime_component_instance_get_func(&instance, context(), at.get(), &found.func))
    return nullptr;
  const FuncTypeHandle type(api().wasmtime_component_func_type(&found.func, context()), {&api()});
  found.params = api().wasmtime_component_func_type_param_count(type.get());
  abi::ValueType result{};
  found.hasResult = api().wasmtime_component_func_type_result(type.get(), &result);
  if (found.hasResult) api().wasmtime_component_valtype_delete(&result);
  return &exports.emplace(path, found).first->second;
}

bool Session::started() const { return m_impl->usable; }

bool Session::hasFunction(std::string_view path) { return m_impl->usable && m_impl->findExport(path); }

Result<RunOutcome> Session::tryCall(std::string_view path, std::span<const EngineValue> args) {
  Impl& s = *m_impl;
  if (!s.usable) {
    return fail(ErrorCode::EngineFailed,
                "the component is not started, or it ended and has to be started again");
  }
  const Impl::Export* callee = s.findExport(path);
  if (!callee)
    return fail(ErrorCode::NoSuchPort, "the component exports no function `" + std::string(path) + "`");
  if (args.size() != callee->params) {
    return fail(ErrorCode::TypeMismatch, "`" + std::string(path) + "` takes " +
                                             std::to_string(callee->params) + " arguments, " +
                                             std::to_string(args.size()) + " given");
  }
  const ValueCodec codec(s.library, s.context(), s.imports.hostTypes());
  ValueList values(codec);
  for (const EngineValue& arg : args) SB_TRY_VOID(values.push(arg));
  ValueList results(codec);
  if (callee->hasResult) results.pushEmpty();

  s.guard.arm(s.options.timeLimit, s.options.stop);
  abi::EngineError* error = nullptr;
  const bool finished = pollToEnd(
      s.api(),
      s.api().wasmtime_component_func_call_async(&callee->func, s.context(), values.data(), values.size(),
                                                 results.data(), results.size(), &error),
      s.guard);
  SB_TRY(RunOutcome outcome, s.end(finished, error));
  if (s.usable && callee->hasResult) {
    SB_TRY(EngineValue result, codec.decode(*results.data()));
    outcome.values.push_back(std::move(result));
  }
  return outcome;
}

Result<EngineValues> Session::call(std::string_view path, std::span<const EngineValue> args) {
  SB_TRY(RunOutcome outcome, tryCall(path, args));
  if (!m_impl->usable)
    return inContext(Result<EngineValues>(tl::unexpected<Error>(outcomeError(outcome))),
                     "in `" + std::string(path) + "`");
  return std::move(outcome.values);
}

Result<void> Session::drop(const EngineResource& resource) {
  Impl& s = *m_impl;
  if (!resource.guest || !s.usable) return {};  // a host's handle is the host's own affair
  auto* handle = static_cast<abi::ResourceAny*>(resource.guest.get());
  if (abi::EngineError* error = s.api().wasmtime_component_resource_any_drop(s.context(), handle)) {
    return fail(ErrorCode::Trap, takeFailure(s.api(), error).message);
  }
  return {};
}

void Session::setTimeLimit(std::optional<std::chrono::milliseconds> limit) {
  m_impl->options.timeLimit = limit;
  if (limit && m_impl->options.canStop && !m_impl->ticker) {
    m_impl->ticker = std::make_unique<EpochTicker>(m_impl->api(), m_impl->engine.get());
  }
}

CacheUse Session::cacheUse() const { return m_impl->compiled.cache; }

Error outcomeError(const RunOutcome& outcome) {
  switch (outcome.kind) {
    case Kind::Exited:
      return {
          ErrorCode::Interrupted, "the guest exited with code " + std::to_string(outcome.exitCode), {}, {}};
    case Kind::Trapped: return {ErrorCode::Trap, outcome.message, {}, {}};
    case Kind::TimedOut: return {ErrorCode::Interrupted, outcome.message, {}, {}};
    case Kind::Stopped: return {ErrorCode::Cancelled, outcome.message, {}, {}};
    case Kind::MemoryLimit: return {ErrorCode::LimitExceeded, outcome.message, {}, {}};
  }
  return {ErrorCode::EngineFailed, outcome.message, {}, {}};
}

}  // namespace sb::engine
