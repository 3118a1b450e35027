// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/run_events.h"

#include <chrono>
#include <ostream>

namespace sb::cli {
namespace {

Json event(const char* kind) { return {{"event", kind}}; }

}  // namespace

std::string Utf8Pieces::take(std::string_view piece) {
  m_tail += piece;
  // A sequence has at most four bytes; look for a leading byte whose sequence is not complete.
  std::size_t end = m_tail.size();
  for (std::size_t back = 1; back <= 3 && back <= m_tail.size(); ++back) {
    const auto byte = static_cast<unsigned char>(m_tail[m_tail.size() - back]);
    if ((byte & 0xc0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xf0U ? 4 : byte >= 0xe0U ? 3 : byte >= 0xc0U ? 2 : 1;
    if (length > back) end = m_tail.size() - back;
    break;
  }
  std::string out = m_tail.substr(0, end);
  m_tail.erase(0, end);
  return out;
}

std::string Utf8Pieces::rest() { return std::exchange(m_tail, {}); }

void RunEvents::line(const Json& json) { m_io.out << jsonLine(json) << std::flush; }

void RunEvents::guestOut(std::string_view piece) {
  const std::lock_guard lock(m_mutex);
  if (!m_json) {
    m_io.out << piece << std::flush;
    return;
  }
  Json json = event("stdout");
  json["text"] = m_outPieces.take(piece);
  if (!json["text"].get_ref<const std::string&>().empty()) line(json);
}

void RunEvents::guestErr(std::string_view piece) {
  const std::lock_guard lock(m_mutex);
  if (!m_json) {
    m_io.err << piece << std::flush;
    return;
  }
  Json json = event("stderr");
  json["text"] = m_errPieces.take(piece);
  if (!json["text"].get_ref<const std::string&>().empty()) line(json);
}

void RunEvents::flushTails() {
  for (const auto& [kind, pieces] : {std::pair{"stdout", &m_outPieces}, {"stderr", &m_errPieces}}) {
    Json json = event(kind);
    json["text"] = pieces->rest();
    if (m_json && !json["text"].get_ref<const std::string&>().empty()) line(json);
  }
}

void RunEvents::result(const std::string& text) {
  const std::lock_guard lock(m_mutex);
  if (m_json) {
    Json json = event("result");
    json["message"] = text;
    line(json);
  } else {
    m_io.out << text << "\n" << std::flush;
  }
}

void RunEvents::trap(const std::string& message, const std::vector<TrapPlace>& places) {
  const std::lock_guard lock(m_mutex);
  flushTails();
  if (m_json) {
    Json json = event("trap");
    json["message"] = message;
    json["frames"] = Json::array();
    for (const TrapPlace& place : places) {
      Json frame{
          {"node", place.node}, {"function", place.function}, {"functionIndex", place.frame.functionIndex}};
      if (!place.frame.module.empty()) frame["module"] = place.frame.module;
      if (!place.node.empty() && place.frame.moduleOffset) frame["offset"] = *place.frame.moduleOffset;
      json["frames"].push_back(std::move(frame));
    }
    line(json);
    return;
  }
  m_io.err << "splicectl: trap: " << message << "\n";
  std::size_t count = 0;
  for (const TrapPlace& place : places) m_io.err << "  " << count++ << "  " << placeText(place) << "\n";
  m_io.err << std::flush;
}

void RunEvents::exit(int code, const char* kind, const std::string& message) {
  const std::lock_guard lock(m_mutex);
  flushTails();
  if (m_json) {
    Json json = event("exit");
    json["code"] = code;
    json["kind"] = kind;
    json["message"] = message;
    line(json);
  } else if (!message.empty()) {
    m_io.err << "splicectl: " << message << "\n" << std::flush;
  }
}

void RunEvents::error(const Error& error) {
  const std::lock_guard lock(m_mutex);
  if (m_json) {
    Json json = event("error");
    json["code"] = errorCodeName(error.code);
    json["message"] = error.text();
    line(json);
  } else {
    m_io.err << "splicectl: " << error.text() << "\n" << std::flush;
  }
}

void RunEvents::exitFromWatchdog(int code, const char* kind, const std::string& message) {
  if (!m_mutex.try_lock_for(std::chrono::milliseconds(100))) return;
  m_mutex.unlock();
  exit(code, kind, message);
}

}  // namespace sb::cli
