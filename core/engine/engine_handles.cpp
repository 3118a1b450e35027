// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/engine_handles.h"

namespace sb::engine {

namespace {

std::string text(const abi::Bytes* bytes) {
  return bytes ? std::string(bytes->data, bytes->size) : std::string();
}

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// A line of the excerpt under a syntax error in component text: "8 |   (type", "  |   ^".
bool isExcerpt(std::string_view line) {
  const std::size_t bar = line.find_first_not_of("0123456789 ");
  return bar != std::string_view::npos && line[bar] == '|';
}

/// Removes the "0: " in front of a cause.
std::string_view withoutNumber(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || line.substr(digits, 2) != ": ") return line;
  return line.substr(digits + 2);
}

std::optional<std::uint64_t> offset(std::size_t value) {
  if (value == static_cast<std::size_t>(-1)) return std::nullopt;
  return value;
}

std::vector<Frame> takeBacktrace(const abi::Functions& api, const abi::EngineError* error) {
  abi::Vec<abi::Frame*> trace{0, nullptr};
  api.wasmtime_error_wasm_trace(error, &trace);
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < trace.size; ++i) {
    const abi::Frame* frame = trace.data[i];
    frames.push_back({text(api.wasmtime_frame_func_name(frame)), text(api.wasmtime_frame_module_name(frame)),
                      api.wasm_frame_func_index(frame), offset(api.wasm_frame_func_offset(frame)),
                      offset(api.wasm_frame_module_offset(frame))});
  }
  api.wasm_frame_vec_delete(&trace);
  return frames;
}

}  // namespace

const char* runOutcomeKindName(RunOutcome::Kind kind) {
  switch (kind) {
    case RunOutcome::Kind::Exited: return "exited";
    case RunOutcome::Kind::Trapped: return "trapped";
    case RunOutcome::Kind::TimedOut: return "timed-out";
    case RunOutcome::Kind::Stopped: return "stopped";
    case RunOutcome::Kind::MemoryLimit: return "memory-limit";
  }
  return "unknown";
}

std::string flattenMessage(std::string_view text) {
  std::string flat;
  bool inBacktrace = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line == "Caused by:") {
      inBacktrace = false;
      continue;
    }
    if (line.find("wasm backtrace:") != std::string_view::npos) inBacktrace = true;
    if (inBacktrace || line.empty() || isExcerpt(line)) continue;
    line = withoutNumber(line);
    if (!flat.empty()) flat += ": ";
    flat += line;
  }
  return flat;
}

EngineFailure takeFailure(const abi::Functions& api, abi::EngineError* error) {
  const ErrorHandle owner(error, {&api});
  EngineFailure failure;
  abi::Bytes message{0, nullptr};
  api.wasmtime_error_message(error, &message);
  failure.message = flattenMessage({message.data, message.size});
  api.wasm_byte_vec_delete(&message);
  int status = 0;
  if (api.wasmtime_error_exit_status(error, &status)) failure.exitStatus = status;
  failure.backtrace = takeBacktrace(api, error);
  return failure;
}

}  // namespace sb::engine
