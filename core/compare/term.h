// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// A term says where an item comes from, with every alias, export and inline instance looked through. It is a
// text in which instances are markers, so that two components can be compared whatever order they were
// written in.
namespace sb::compare {

using NodeIndex = std::size_t;

/// The marker of an instance.
std::string nodeTerm(NodeIndex node);
std::string importTerm(std::string_view name);
/// The export `name` of the instance that `of` stands for.
std::string exportTerm(std::string_view of, std::string_view name);

/// The text with each instance marker replaced.
std::string rewriteNodes(std::string_view term, const std::function<std::string(NodeIndex)>& text);
/// The instances that a term speaks of, in their order.
std::vector<NodeIndex> nodesOf(std::string_view term);
/// The term with imports under other names.
std::string rewriteImports(std::string term, const std::function<std::string(const std::string&)>& name);

/// For people: `cache / demo:kv/store@1.0.0`, `host / wasi:io/streams@0.2.3`.
std::string termWords(std::string_view term, const std::function<std::string(NodeIndex)>& nodeName);

/// A short text that stands for a long one.
std::string digest(std::string_view text);

}  // namespace sb::compare
