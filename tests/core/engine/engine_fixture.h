// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QtTest/QtTest>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/engine_library.h"
#include "core/support/bytes.h"

/// What the engine's tests share: the engine itself, the reference corpus, text as bytes.
namespace enginetest {

/// Opened once per program. Looked for in this build tree, in build/engine of the checkout and in the user's
/// folder.
inline const sb::Result<sb::engine::EngineLibrary>& engine() {
  static const auto library = [] {
    auto folders = sb::engine::engineFolders(SPLICEBOARD_BINARY_DIR, {});
    folders.insert(folders.begin() + 1, std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "build/engine");
    return sb::engine::EngineLibrary::find(folders);
  }();
  return library;
}

inline std::filesystem::path corpus() {
  const char* shared = std::getenv("SPLICEBOARD_SHARED");
  return (shared && *shared ? std::filesystem::path(shared)
                            : std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "../shared") /
         "corpus";
}

inline bool engineRequired() {
  const char* value = std::getenv("SPLICEBOARD_REQUIRE_ENGINE");
  return value && std::string_view(value) == "1";
}

/// The bytes of a text, valid as long as the text.
inline sb::ByteSpan bytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline sb::ByteSpan bytesOf(const char* text) { return bytesOf(std::string_view(text)); }
inline sb::ByteSpan bytesOf(const QByteArray& data) {
  return {reinterpret_cast<const std::uint8_t*>(data.constData()), static_cast<std::size_t>(data.size())};
}

}  // namespace enginetest

// In `initTestCase`: without the engine all tests of the program are skipped, or fail where the engine is
// required.
#define SB_NEED_ENGINE()                                           \
  do {                                                             \
    if (!enginetest::engine()) {                                   \
      const std::string why = enginetest::engine().error().text(); \
      if (enginetest::engineRequired()) QFAIL(why.c_str());        \
      QSKIP(why.c_str());                                          \
    }                                                              \
  } while (false)

// The value of a Result, or the end of the test function with its error.
#define SB_NEED(declaration, ...) SB_NEED_IMPL(SB_CONCAT(sbNeed, __LINE__), declaration, __VA_ARGS__)
#define SB_NEED_IMPL(temporary, declaration, ...)                         \
  auto temporary = (__VA_ARGS__);                                         \
  QVERIFY2(temporary, temporary ? "" : temporary.error().text().c_str()); \
  declaration = *std::move(temporary)
