// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/support/bytes.h"

namespace sb::store {

/// RFC 4648, section 4, with padding.
std::string toBase64(ByteSpan bytes);
/// Nothing when the text is not base64 in this form.
std::optional<Bytes> fromBase64(std::string_view text);

}  // namespace sb::store
