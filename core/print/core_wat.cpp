// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/core_wat.h"

#include <algorithm>
#include <string_view>

#include <wabt/apply-names.h>
#include <wabt/binary-reader-ir.h>
#include <wabt/binary-reader.h>
#include <wabt/cast.h>
#include <wabt/generate-names.h>
#include <wabt/ir.h>
#include <wabt/stream.h>
#include <wabt/wat-writer.h>

#include "core/print/core_text_filters.h"

namespace sb::print {
namespace {

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Walks a function body in the order of its text: one line for each instruction and one for every `else` and
/// `end`.
class BodyLines {
 public:
  BodyLines(CoreWat& out, std::uint32_t coreFunc, unsigned firstLine, unsigned lastLine)
      : m_out(out), m_coreFunc(coreFunc), m_line(firstLine), m_lastLine(lastLine) {}

  void walk(const wabt::ExprList& body) {
    m_stack.push_back({&body, body.begin(), nullptr});
    while (!m_stack.empty() && m_line <= m_lastLine) {
      Level& level = m_stack.back();
      if (level.next == level.list->end()) {
        const wabt::ExprList* otherwise = level.otherwise;
        const bool outermost = m_stack.size() == 1;
        m_stack.pop_back();
        if (outermost) break;
        ++m_line;  // `else` or `end`
        if (otherwise && !otherwise->empty()) m_stack.push_back({otherwise, otherwise->begin(), nullptr});
        continue;
      }
      const wabt::Expr& expr = *level.next++;
      m_out.instructions.push_back({m_coreFunc, m_line++, static_cast<std::uint32_t>(expr.loc.offset)});
      enter(expr);
    }
  }

 private:
  struct Level {
    const wabt::ExprList* list;
    wabt::ExprList::const_iterator next;
    const wabt::ExprList* otherwise;
  };
  void push(const wabt::ExprList& list, const wabt::ExprList* otherwise = nullptr) {
    m_stack.push_back({&list, list.begin(), otherwise});
  }
  void enter(const wabt::Expr& expr) {
    if (const auto* block = wabt::dyn_cast<wabt::BlockExpr>(&expr))
      push(block->block.exprs);
    else if (const auto* loop = wabt::dyn_cast<wabt::LoopExpr>(&expr))
      push(loop->block.exprs);
    else if (const auto* branch = wabt::dyn_cast<wabt::IfExpr>(&expr))
      push(branch->true_.exprs, &branch->false_);
  }
  CoreWat& m_out;
  std::uint32_t m_coreFunc;
  unsigned m_line, m_lastLine;
  std::vector<Level> m_stack;
};

bool startsWith(std::string_view line, std::string_view prefix) {
  return line.substr(0, prefix.size()) == prefix;
}

/// Finds the functions in the text: their lines are indented by two spaces, their bodies by four.
void findLines(CoreWat& out, const wabt::Module& module) {
  const std::vector<std::string_view> lines = linesOf(out.text);
  std::uint32_t imported = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = static_cast<unsigned>(i + 1);
    if (startsWith(lines[i], "  (import ") && lines[i].find(" (func ") != std::string_view::npos) {
      out.functions.push_back({imported++, line, line});
    } else if (startsWith(lines[i], "  (func ")) {
      std::size_t last = i, body = i + 1;
      while (last + 1 < lines.size() && startsWith(lines[last + 1], "    ")) ++last;
      while (body <= last && startsWith(lines[body], "    (local ")) ++body;
      const auto coreFunc = static_cast<std::uint32_t>(out.functions.size());
      out.functions.push_back({coreFunc, line, static_cast<unsigned>(last + 1)});
      if (coreFunc < module.funcs.size())
        BodyLines(out, coreFunc, static_cast<unsigned>(body + 1), static_cast<unsigned>(last + 1))
            .walk(module.funcs[coreFunc]->exprs);
      i = last;
    }
  }
}

bool isConstant(const wabt::ExprList& expression) {
  return std::all_of(expression.begin(), expression.end(), [](const wabt::Expr& expr) {
    const wabt::ExprType type = expr.type();
    return type == wabt::ExprType::Const || type == wabt::ExprType::GlobalGet ||
           type == wabt::ExprType::RefFunc || type == wabt::ExprType::RefNull ||
           type == wabt::ExprType::Binary;
  });
}

/// Outside of functions wabt takes any instruction and ends the process over those that need a function.
bool hasConstantsOnly(const wabt::Module& module) {
  const auto all = [](const auto& items, const auto& isFine) {
    return std::all_of(items.begin(), items.end(), isFine);
  };
  return all(module.globals, [](const wabt::Global* global) { return isConstant(global->init_expr); }) &&
         all(module.data_segments, [](const wabt::DataSegment* data) { return isConstant(data->offset); }) &&
         all(module.elem_segments, [&all](const wabt::ElemSegment* elem) {
           return isConstant(elem->offset) &&
                  all(elem->elem_exprs, [](const wabt::ExprList& one) { return isConstant(one); });
         });
}

/// The `name` section may name parameters and locals that are not there; wabt ends the process over them.
void dropNamesOfNothing(wabt::Module& module) {
  for (wabt::Func* func : module.funcs) {
    const wabt::Index known = func->GetNumParamsAndLocals();
    for (auto name = func->bindings.begin(); name != func->bindings.end();)
      name = name->second.index < known ? std::next(name) : func->bindings.erase(name);
  }
}

Result<void> readModule(ByteSpan moduleBytes, wabt::Module& module) {
  wabt::Features features;
  features.EnableAll();
  constexpr bool stopOnFirstError = true, failOnCustomSectionError = false, readDebugNames = true;
  const wabt::ReadBinaryOptions options(features, nullptr, readDebugNames, stopOnFirstError,
                                        failOnCustomSectionError);
  wabt::Errors errors;
  if (wabt::Failed(
          wabt::ReadBinaryIr("module", moduleBytes.data(), moduleBytes.size(), options, &errors, &module)))
    return fail(ErrorCode::Invalid,
                errors.empty() ? "the core module cannot be read" : errors.front().message);
  if (!hasConstantsOnly(module))
    return fail(ErrorCode::Invalid, "a constant expression has an instruction that is not constant");
  dropNamesOfNothing(module);
  if (wabt::Failed(wabt::ApplyNames(&module)))
    return fail(ErrorCode::Invalid, "the names of the core module do not fit");
  return {};
}

/// Where wabt writes to: hands on each line as it is done, its end included.
class LineStream final : public wabt::Stream {
 public:
  explicit LineStream(const TextSink& sink) : m_sink(sink) {}
  void finish() {
    if (!m_line.empty()) m_sink(m_line);
    m_line.clear();
  }

 protected:
  wabt::Result WriteDataImpl(size_t, const void* data, size_t size) override {
    m_line.append(static_cast<const char*>(data), size);
    if (size > 0 && m_line.back() == '\n') finish();
    return wabt::Result::Ok;
  }
  // Text is never changed once it is written.
  wabt::Result MoveDataImpl(size_t, size_t, size_t) override { return wabt::Result::Error; }
  wabt::Result TruncateImpl(size_t) override { return wabt::Result::Error; }

 private:
  const TextSink& m_sink;
  std::string m_line;
};

Result<void> writeModule(const wabt::Module& module, const TextSink& sink) {
  ConstantExpressions constants(sink);
  const TextSink lines = [&constants](std::string_view line) { constants.line(line); };
  LineStream stream(lines);
  if (wabt::Failed(wabt::WriteWat(&stream, &module, {})))
    return fail(ErrorCode::Invalid, "the core module has no text");
  stream.finish();
  return {};
}

}  // namespace

Result<CoreWat> coreWat(ByteSpan moduleBytes) {
  if (moduleBytes.size() > MaxWatModuleBytes)
    return fail(ErrorCode::LimitExceeded, "the core module is larger than 2 MiB and is not shown as text");
  wabt::Module module;
  SB_TRY_VOID(readModule(moduleBytes, module));
  CoreWat out;
  SB_TRY_VOID(writeModule(module, appendTo(out.text)));
  findLines(out, module);
  return out;
}

Result<void> checkCoreModuleText(ByteSpan moduleBytes, const decode::CoreBatchSizes& sizes) {
  const auto batches = decode::CoreModuleBatches::of(moduleBytes, sizes);
  if (!batches) {
    wabt::Module module;
    return readModule(moduleBytes, module);
  }
  for (const auto& functions : batches->batches()) {
    wabt::Module module;
    SB_TRY_VOID(readModule(batches->module(functions), module));
  }
  return {};
}

Result<void> writeCoreModule(ByteSpan moduleBytes, const TextSink& sink,
                             const decode::CoreBatchSizes& sizes) {
  const auto batches = decode::CoreModuleBatches::of(moduleBytes, sizes);
  if (!batches) {
    wabt::Module module;
    SB_TRY_VOID(readModule(moduleBytes, module));
    return writeModule(module, sink);
  }
  for (std::size_t i = 0; i < batches->batches().size(); ++i) {
    wabt::Module module;
    SB_TRY_VOID(readModule(batches->module(batches->batches()[i]), module));
    BatchFilter filter(*batches, i, sink);
    SB_TRY_VOID(writeModule(module, [&filter](std::string_view line) { filter.line(line); }));
  }
  return {};
}

Result<std::string> coreModuleText(ByteSpan moduleBytes) {
  std::string text;
  SB_TRY_VOID(writeCoreModule(moduleBytes, appendTo(text)));
  return text;
}

}  // namespace sb::print
