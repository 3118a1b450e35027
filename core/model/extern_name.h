// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sb::model {

/// One attribute of an extern name (Binary.md, "Import and Export Definitions", `nameattributes`).
struct NameAttribute {
  enum class Kind : std::uint8_t { Implements, VersionSuffix, ExternalId };
  Kind kind = Kind::Implements;
  std::string value;
  friend bool operator==(const NameAttribute&, const NameAttribute&) = default;
};

/// An import or export name with its attributes. `leadByte` keeps 00 and 01 apart (they mean the same) so
/// that decode and encode are inverse; with attributes it is 02.
struct ExternName {
  std::string name;
  std::vector<NameAttribute> attributes;
  std::uint8_t leadByte = 0;

  ExternName() = default;
  ExternName(std::string text) : name(std::move(text)) {}
  ExternName(const char* text) : name(text) {}
  friend bool operator==(const ExternName&, const ExternName&) = default;
};

}  // namespace sb::model
