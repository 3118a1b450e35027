// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/support/bytes.h"

// Places of parts that the model keeps without one, because few ask for them: the definition is read again.
// `definition` holds the bytes of one decoded definition, `base` is its offset in the outermost file. Bytes
// that are not such a definition give no ranges.
namespace sb::decode {

/// Of the declarators of a module type.
std::vector<SourceRange> moduleTypeRanges(ByteSpan definition, std::uint64_t base);
/// Of the arguments or inline exports of an instance.
std::vector<SourceRange> instanceRanges(ByteSpan definition, std::uint64_t base);
std::vector<SourceRange> coreInstanceRanges(ByteSpan definition, std::uint64_t base);

}  // namespace sb::decode
