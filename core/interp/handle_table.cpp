// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/handle_table.h"

#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::interp {
namespace {

using value::contentOf;
using value::Value;

/// Subtasks and sets get numbers that the values of tests do not use.
constexpr std::uint32_t FirstOwnNumber = 0x100000;

std::string numbered(HandleKind kind, std::uint32_t handle) {
  return std::string(handleKindName(kind)) + " handle " + std::to_string(handle);
}

class Walk {
 public:
  explicit Walk(const HandleVisitor& visit) : m_visit(visit) {}

  Result<void> value(const Value& value, const types::ValType& type) const {
    if (!type->facts.hasHandle) return {};
    return match(
        type->kind, [&](types::Primitive) { return handle(value, HandleKind::ErrorContext, nullptr); },
        [&](const types::Record& record) -> Result<void> {
          const auto& fields = contentOf<value::RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i)
            SB_TRY_VOID(this->value(fields[i], record.fields[i].type));
          return {};
        },
        [&](const types::Tuple& tuple) -> Result<void> {
          const auto& fields = contentOf<value::RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i) SB_TRY_VOID(this->value(fields[i], tuple.types[i]));
          return {};
        },
        [&](const types::List& list) { return items(value, list.element); },
        [&](const types::FixedList& list) { return items(value, list.element); },
        [&](const types::Map& map) {
          return items(value, types::makeType(types::Tuple{{map.key, map.value}}));
        },
        [&](const types::Variant&) { return oneOf(value, type); },
        [&](const types::Option&) { return oneOf(value, type); },
        [&](const types::ResultType&) { return oneOf(value, type); },
        [](const types::Flags&) { return Result<void>(); }, [](const types::Enum&) { return Result<void>(); },
        [&](const types::Own& own) { return handle(value, HandleKind::Own, own.resource); },
        [&](const types::Borrow& borrow) { return handle(value, HandleKind::Borrow, borrow.resource); },
        [&](const types::Stream&) { return handle(value, HandleKind::Stream, nullptr); },
        [&](const types::Future&) { return handle(value, HandleKind::Future, nullptr); });
  }

 private:
  Result<void> items(const Value& value, const types::ValType& element) const {
    for (const Value& item : contentOf<value::ListValue>(value).items)
      SB_TRY_VOID(this->value(item, element));
    return {};
  }

  Result<void> oneOf(const Value& value, const types::ValType& type) const {
    const auto& content = contentOf<value::VariantValue>(value);
    if (content.payload.empty()) return {};
    return this->value(content.payload.front(), value::casesOf(type)[content.index].type);
  }

  Result<void> handle(const Value& value, HandleKind kind, const types::ResourceRef& resource) const {
    return m_visit(contentOf<value::HandleValue>(value).handle, kind,
                   resource ? resource->name : std::string());
  }

  const HandleVisitor& m_visit;
};

}  // namespace

const char* handleKindName(HandleKind kind) {
  switch (kind) {
    case HandleKind::Own: return "own";
    case HandleKind::Borrow: return "borrow";
    case HandleKind::Stream: return "stream";
    case HandleKind::Future: return "future";
    case HandleKind::ErrorContext: return "error-context";
    case HandleKind::Subtask: return "subtask";
    case HandleKind::WaitableSet: return "waitable-set";
  }
  return "unknown";
}

Result<void> forEachHandle(const Value& value, const types::ValType& type, const HandleVisitor& visit) {
  return Walk(visit).value(value, type);
}

Result<void> HandleTable::enter(std::uint32_t handle, HandleEntry entry) {
  if (handle == 0 || handle >= FirstOwnNumber)
    return fail(ErrorCode::Invalid,
                "handle numbers of values go from 1 to " + std::to_string(FirstOwnNumber - 1));
  const auto found = m_entries.find(handle);
  if (found != m_entries.end() &&
      !(entry.kind == HandleKind::ErrorContext && found->second.kind == HandleKind::ErrorContext))
    return fail(ErrorCode::Invalid, numbered(entry.kind, handle) + " is in the adapter's table already");
  m_entries.insert_or_assign(handle, std::move(entry));
  return {};
}

Result<void> HandleTable::lift(std::uint32_t handle, HandleKind kind, const std::string& resource) {
  const auto found = m_entries.find(handle);
  if (found == m_entries.end())
    return fail(ErrorCode::Trap, "there is no " + numbered(kind, handle) + " to pass on");
  const HandleEntry& entry = found->second;
  const bool fits = entry.kind == kind || (kind == HandleKind::Borrow && entry.kind == HandleKind::Own);
  if (!fits || entry.resource != resource)
    return fail(ErrorCode::Trap, numbered(entry.kind, handle) + " of `" + entry.resource +
                                     "` is passed on as " + handleKindName(kind) + " of `" + resource + "`");
  if (kind == HandleKind::Own || kind == HandleKind::Stream || kind == HandleKind::Future)
    m_entries.erase(found);
  return {};
}

std::uint32_t HandleTable::add(HandleEntry entry) {
  std::uint32_t number = FirstOwnNumber;
  while (m_entries.count(number) != 0) ++number;
  m_entries.emplace(number, std::move(entry));
  return number;
}

Result<HandleEntry> HandleTable::remove(std::uint32_t handle) {
  const auto found = m_entries.find(handle);
  if (found == m_entries.end())
    return fail(ErrorCode::Trap, "handle " + std::to_string(handle) + " is dropped and is not in the table");
  HandleEntry entry = std::move(found->second);
  m_entries.erase(found);
  return entry;
}

std::optional<std::string> HandleTable::leftOf(unsigned task, bool borrowsOnly) const {
  for (const auto& [handle, entry] : m_entries) {
    if (entry.task != task || entry.kind == HandleKind::ErrorContext) continue;
    if (borrowsOnly && entry.kind != HandleKind::Borrow) continue;
    return numbered(entry.kind, handle);
  }
  return std::nullopt;
}

void HandleTable::forget(unsigned task) {
  for (auto entry = m_entries.begin(); entry != m_entries.end();)
    entry = entry->second.task == task ? m_entries.erase(entry) : std::next(entry);
}

}  // namespace sb::interp
