// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/decode/core_module_batches.h"
#include "core/support/text_sink.h"

// Between wabt's text of a core module and who reads it. Each takes whole lines, their ends included.
namespace sb::print {

/// Constant expressions of several instructions. wabt puts them in parentheses like a single one, a line for
/// each instruction, which is another module or none at all to other readers. Here such a definition becomes
/// one line:
/// `(global i32 i32.const 1 global.get 0 i32.add)`, `(data (offset i32.const 1 global.get 0 i32.add) "")`.
class ConstantExpressions {
 public:
  explicit ConstantExpressions(const TextSink& sink) : m_sink(sink) {}
  void line(std::string_view text);

 private:
  void more(std::string_view text);

  const TextSink& m_sink;
  std::string m_definition;  ///< the beginning of one whose expression goes on
  bool m_isGlobal = false;
};

/// Takes the text of one batch of a module and hands on what the text of the whole module has of it: the
/// functions of the batch, what stands in front of all functions with the first batch and what stands behind
/// them with the last, where the data segments get back what they hold.
class BatchFilter {
 public:
  BatchFilter(const decode::CoreModuleBatches& module, std::size_t batch, const TextSink& sink);
  void line(std::string_view text);

 private:
  void definition(std::string_view text);
  void quoted(ByteSpan bytes);

  const decode::CoreModuleBatches& m_module;
  const decode::CoreModuleBatches::Functions m_functions;
  const bool m_isFirst, m_isLast;
  const TextSink& m_sink;
  std::size_t m_begun = 0;  ///< functions
  std::size_t m_segment = 0;
};

}  // namespace sb::print
