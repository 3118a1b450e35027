// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/input_output.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <utility>

#include "core/support/atomic_file.h"
#include "core/support/mapped_file.h"

namespace sb::cli {
namespace fs = std::filesystem;
namespace {

ByteSpan bytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Result<fs::path> makePrivateFolder() {
  std::error_code failed;
  const fs::path base = fs::temp_directory_path(failed);
  std::string pattern = ((failed ? fs::path("/tmp") : base) / "splicectl-XXXXXX").string();
  if (!mkdtemp(pattern.data()))
    return fail(ErrorCode::FileNotWritable, "no folder can be made in `" + base.string() + "`");
  return fs::path(pattern);
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& name, Surroundings& io) {
  InputFile file;
  file.m_path = file.m_shownName = name;
  if (name == StandardStream) {
    SB_TRY(file.m_privateFolder, makePrivateFolder());
    const std::string content{std::istreambuf_iterator<char>(io.in), std::istreambuf_iterator<char>()};
    // A fixed base name: names of nodes may come from it.
    file.m_path =
        (file.m_privateFolder / (!content.empty() && content.front() == '{' ? "stdin.splice" : "stdin.wasm"))
            .string();
    file.m_shownName = "standard input";
    SB_TRY_VOID(writeFileAtomically(file.m_path, bytesOf(content)));
  }
  SB_TRY(file.m_bytes, mapFile(file.m_path));
  return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_shownName(std::move(other.m_shownName)),
      m_bytes(std::move(other.m_bytes)),
      m_privateFolder(std::exchange(other.m_privateFolder, {})) {}

InputFile::~InputFile() {
  std::error_code ignored;
  if (!m_privateFolder.empty()) fs::remove_all(m_privateFolder, ignored);
}

std::string InputFile::text() const {
  const ByteSpan bytes = m_bytes->span();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool InputFile::isDocument() const {
  const ByteSpan bytes = m_bytes->span();
  return fs::path(m_path).extension() == ".splice" || (!bytes.empty() && bytes.front() == '{');
}

Result<void> writeOutput(const std::string& name, Surroundings& io,
                         const std::function<void(const TextSink&)>& write) {
  if (name != StandardStream) {
    SB_TRY(AtomicFile file, AtomicFile::open(name));
    write([&file](std::string_view piece) { file.write(bytesOf(piece)); });
    return file.commit();
  }
  write([&io](std::string_view piece) {
    io.out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  });
  io.out.flush();
  if (!io.out) return fail(ErrorCode::FileNotWritable, "standard output cannot be written");
  return {};
}

Result<void> writeOutput(const std::string& name, ByteSpan content, Surroundings& io) {
  return writeOutput(name, io, [content](const TextSink& sink) {
    sink({reinterpret_cast<const char*>(content.data()), content.size()});
  });
}

Result<void> writeOutput(const std::string& name, std::string_view text, Surroundings& io) {
  return writeOutput(name, bytesOf(text), io);
}

int report(const Error& error, Surroundings& io) {
  io.err << "splicectl: " << error.text() << "\n";
  return number(exitCodeOf(error.code));
}

int report(const std::string& file, const Error& error, Surroundings& io) {
  io.err << "splicectl: " << file << ": " << error.text() << "\n";
  return number(exitCodeOf(error.code));
}

void warn(const Diagnostics& diagnostics, Surroundings& io) {
  for (const Diagnostic& diagnostic : diagnostics) {
    io.err << severityName(diagnostic.severity) << ": " << diagnostic.message;
    if (!diagnostic.wayOut.empty()) io.err << "; " << diagnostic.wayOut;
    io.err << "\n";
  }
}

std::string diagnosticText(const Diagnostic& diagnostic) {
  std::string out = severityName(diagnostic.severity);
  out += "[" + diagnostic.code + "]";
  if (diagnostic.offset) out += " at " + hexOffset(*diagnostic.offset);
  out += ": " + diagnostic.message + "\n";
  std::string path;
  for (const std::string& part : diagnostic.path) path += (path.empty() ? "" : ", ") + part;
  if (!path.empty()) out += "  in " + path + "\n";
  if (!diagnostic.rule.empty()) out += "  rule: " + diagnostic.rule + "\n";
  if (!diagnostic.wayOut.empty()) out += "  way out: " + diagnostic.wayOut + "\n";
  return out;
}

const char* severityName(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return "error";
}

std::string byteCount(std::uint64_t bytes) {
  std::string digits = std::to_string(bytes);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits + (bytes == 1 ? " byte" : " bytes");
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string hexOffset(std::uint64_t offset) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(offset));
  return text;
}

}  // namespace sb::cli
