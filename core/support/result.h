// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/support/error.h"

namespace sb {

/// A value or the reason why there is none. The only place that knows `tl::expected`
/// (docs/decisions/0002-error-type.md).
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  Result(tl::expected<T, Error> other) : tl::expected<T, Error>(std::move(other)) {}
};

/// Builds the error arm: `return fail(ErrorCode::BadSort, "expected a sort, found 0x07", offset);`
inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                  std::optional<std::uint64_t> offset = std::nullopt) {
  return tl::unexpected<Error>(Error{code, std::move(message), offset, {}});
}

/// Adds one frame of context, for example "in alias 3", to the error of `result` and returns it.
template <class T>
Result<T> inContext(Result<T> result, std::string frame) {
  if (!result) result.error().context.push_back(std::move(frame));
  return result;
}

}  // namespace sb

#define SB_CONCAT_INNER(a, b) a##b
#define SB_CONCAT(a, b) SB_CONCAT_INNER(a, b)
#define SB_TRY_IMPL(temporary, declaration, ...)                                    \
  auto temporary = (__VA_ARGS__);                                                   \
  if (!temporary) return tl::unexpected<::sb::Error>(std::move(temporary).error()); \
  declaration = *std::move(temporary)

/// `SB_TRY(const auto idx, in.index("alias instance"));` Several statements: needs braces after `if`.
#define SB_TRY(declaration, ...) SB_TRY_IMPL(SB_CONCAT(sbTry, __LINE__), declaration, __VA_ARGS__)

/// The same for a `Result<void>`.
#define SB_TRY_VOID(...)                                                              \
  do {                                                                                \
    auto sbTryVoid = (__VA_ARGS__);                                                   \
    if (!sbTryVoid) return tl::unexpected<::sb::Error>(std::move(sbTryVoid).error()); \
  } while (false)
