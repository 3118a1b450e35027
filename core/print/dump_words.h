// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/model/component.h"

// Single definitions in words, for dump.h. References are a space and an index: "core func 3".
namespace sb::print {

std::string words(const model::SortIdx& item);
std::string words(const model::ExternName& name);
std::string words(const model::ExternType& type);
std::string words(const model::TypeKind& type);
std::string words(const model::AliasTarget& target);
std::string words(const model::Canon& canon);
std::string words(const model::CoreInstance& instance);
std::string words(const model::Instance& instance);
std::string words(const std::variant<model::CoreFuncType, model::CoreTypeRaw>& type);
std::string words(const model::CoreExternType& type);

/// In double quotes; quotes, backslashes and control characters escaped.
std::string quotedText(std::string_view text);

}  // namespace sb::print
