// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/core_module_builder.h"

#include <algorithm>

#include "core/support/check.h"

namespace sb::adapt {
namespace {

std::uint32_t count32(std::size_t count) { return static_cast<std::uint32_t>(count); }

}  // namespace

std::uint32_t CoreModuleBuilder::typeIndex(const CoreSig& sig) {
  const auto found = std::find(m_types.begin(), m_types.end(), sig);
  if (found != m_types.end()) return count32(static_cast<std::size_t>(found - m_types.begin()));
  m_types.push_back(sig);
  return count32(m_types.size() - 1);
}

FuncRef CoreModuleBuilder::importFunc(std::string module, std::string name, CoreSig sig,
                                      std::string debugName) {
  SB_CHECK(m_funcs.empty(), "imports come before functions");
  m_importedFuncNames.push_back(debugName.empty() ? module + " " + name : std::move(debugName));
  m_imports.push_back({std::move(module), std::move(name), ExternKind::Func, typeIndex(sig)});
  return {count32(m_importedFuncNames.size() - 1), std::move(sig)};
}

void CoreModuleBuilder::importMemory(std::string module, std::string name, std::uint32_t minPages) {
  m_imports.push_back({std::move(module), std::move(name), ExternKind::Memory, 0, minPages});
}

GlobalRef CoreModuleBuilder::importGlobal(std::string module, std::string name, CoreType type) {
  SB_CHECK(m_globals.empty(), "imports come before globals");
  m_globalNames.push_back(name);
  m_imports.push_back({std::move(module), std::move(name), ExternKind::Global, 0, 0, type});
  return {m_importedGlobals++, type};
}

GlobalRef CoreModuleBuilder::global(CoreType type, std::string name, std::int64_t initial) {
  m_globalNames.push_back(std::move(name));
  m_globals.push_back({type, initial});
  return {m_importedGlobals + count32(m_globals.size()) - 1, type};
}

void CoreModuleBuilder::memory(std::uint32_t minPages) { m_memoryPages = minPages; }

void CoreModuleBuilder::data(ByteSpan content) { m_data.assign(content.begin(), content.end()); }

FuncRef CoreModuleBuilder::declare(CoreSig sig) {
  m_funcTypes.push_back(typeIndex(sig));
  m_funcs.emplace_back();
  return {count32(m_importedFuncNames.size() + m_funcs.size() - 1), std::move(sig)};
}

void CoreModuleBuilder::define(const FuncRef& func, FuncBody body) {
  const std::size_t at = func.index - m_importedFuncNames.size();
  SB_CHECK(at < m_funcs.size() && !m_funcs[at], "function defined twice or never declared");
  SB_CHECK(body.sig == func.sig, "body of another signature");
  m_funcs[at] = std::move(body);
}

FuncBody& CoreModuleBuilder::bodyOf(const FuncRef& func) {
  std::optional<FuncBody>& body = m_funcs[func.index - m_importedFuncNames.size()];
  SB_CHECK(body, "a function without a body");
  return *body;
}

void CoreModuleBuilder::alsoWrites(const FuncRef& func, RegionId region, RegionId other) {
  std::vector<CodeWrite>& writes = bodyOf(func).writes;
  const std::size_t count = writes.size();
  for (std::size_t i = 0; i < count; ++i)
    if (writes[i].region == region) writes.push_back({other, writes[i].begin, writes[i].end});
}

FuncRef CoreModuleBuilder::add(FuncBody body) {
  FuncRef func = declare(body.sig);
  define(func, std::move(body));
  return func;
}

void CoreModuleBuilder::exportFunc(std::string name, const FuncRef& func) {
  m_exports.push_back({std::move(name), ExternKind::Func, func.index});
}
void CoreModuleBuilder::exportGlobal(std::string name, const GlobalRef& global) {
  m_exports.push_back({std::move(name), ExternKind::Global, global.index});
}
void CoreModuleBuilder::exportMemory(std::string name) {
  m_exports.push_back({std::move(name), ExternKind::Memory, 0});
}

}  // namespace sb::adapt
