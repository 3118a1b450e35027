// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QLibrary>
#include <string>
#include <string_view>

#include "core/engine/engine_library.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::test {

/// A component from its text form, by the engine's own reader. Errors: BadSyntax with its message.
inline Result<Bytes> componentFromText(const engine::EngineLibrary& library, std::string_view text) {
  using Reader = engine::abi::EngineError* (*)(const char*, std::size_t, engine::abi::Bytes*);
  QLibrary file(QString::fromStdString(library.file().string()));
  const auto read = reinterpret_cast<Reader>(file.resolve("wasmtime_wat2wasm"));
  if (!read) return fail(ErrorCode::EngineFailed, "the engine has no reader for text");
  engine::abi::Bytes found{};
  if (engine::abi::EngineError* error = read(text.data(), text.size(), &found)) {
    engine::abi::Bytes message{};
    library.api().wasmtime_error_message(error, &message);
    const std::string words(reinterpret_cast<const char*>(message.data), message.size);
    library.api().wasm_byte_vec_delete(&message);
    library.api().wasmtime_error_delete(error);
    return fail(ErrorCode::BadSyntax, words);
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(found.data);
  Bytes out(bytes, bytes + found.size);
  library.api().wasm_byte_vec_delete(&found);
  return out;
}

}  // namespace sb::test
