// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/graph/graph.h"

/// The spellings of enumerations in project files. They never change; programs of any age read them.
namespace sb::store {

template <class Enum, std::size_t N>
using Words = std::array<std::pair<Enum, const char*>, N>;

inline constexpr Words<graph::NodeKind, 7> NodeKindWords = {{{graph::NodeKind::Host, "host"},
                                                             {graph::NodeKind::Component, "component"},
                                                             {graph::NodeKind::Composition, "composition"},
                                                             {graph::NodeKind::Bundle, "bundle"},
                                                             {graph::NodeKind::Hook, "hook"},
                                                             {graph::NodeKind::Adapter, "adapter"},
                                                             {graph::NodeKind::Unresolved, "unresolved"}}};
inline constexpr Words<graph::NameSource, 6> NameSourceWords = {
    {{graph::NameSource::User, "user"},
     {graph::NameSource::ComponentName, "component-name"},
     {graph::NameSource::ExternName, "extern-name"},
     {graph::NameSource::Producers, "producers"},
     {graph::NameSource::FileName, "file-name"},
     {graph::NameSource::Index, "index"}}};
inline constexpr Words<graph::PortKind, 7> PortKindWords = {{{graph::PortKind::Instance, "instance"},
                                                             {graph::PortKind::Function, "function"},
                                                             {graph::PortKind::Resource, "resource"},
                                                             {graph::PortKind::TypesOnly, "types"},
                                                             {graph::PortKind::Value, "value"},
                                                             {graph::PortKind::Component, "component"},
                                                             {graph::PortKind::CoreModule, "core-module"}}};
inline constexpr Words<graph::HookKind, 3> HookKindWords = {{{graph::HookKind::Direct, "direct"},
                                                             {graph::HookKind::Tier1, "tier-1"},
                                                             {graph::HookKind::Tier2, "tier-2"}}};
inline constexpr Words<graph::TrapPolicy, 2> TrapPolicyWords = {
    {{graph::TrapPolicy::FailCall, "fail-call"}, {graph::TrapPolicy::SwitchOff, "switch-off"}}};
inline constexpr Words<model::NameAttribute::Kind, 3> AttributeWords = {
    {{model::NameAttribute::Kind::Implements, "implements"},
     {model::NameAttribute::Kind::VersionSuffix, "version-suffix"},
     {model::NameAttribute::Kind::ExternalId, "external-id"}}};

template <class Enum, std::size_t N>
const char* wordOf(const Words<Enum, N>& words, Enum value) {
  for (const auto& [known, word] : words) {
    if (known == value) return word;
  }
  return "";
}

template <class Enum, std::size_t N>
std::optional<Enum> valueOf(const Words<Enum, N>& words, std::string_view text) {
  for (const auto& [known, word] : words) {
    if (text == word) return known;
  }
  return std::nullopt;
}

}  // namespace sb::store
