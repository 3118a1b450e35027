// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <variant>

#include "core/plan/rule_selection.h"
#include "core/support/match.h"

// `all-funcs` of a rule (splicer.md 2.3).
namespace sb::plan {
namespace {

bool isDefaultable(const types::ValType& type);

bool orNothing(const types::ValType& type) { return !type || isDefaultable(type); }

/// The first case is the one to begin with, as for enumerations.
bool isDefaultable(const types::ValType& type) {
  return match(
      type->kind, [](const types::Primitive& p) { return p != types::Primitive::ErrorContext; },
      [](const types::Record& r) {
        return std::all_of(r.fields.begin(), r.fields.end(),
                           [](const types::Field& f) { return isDefaultable(f.type); });
      },
      [](const types::Variant& v) { return orNothing(v.cases.front().type); },
      [](const types::List&) { return true; },
      [](const types::FixedList& l) { return isDefaultable(l.element); },
      [](const types::Tuple& t) { return std::all_of(t.types.begin(), t.types.end(), isDefaultable); },
      [](const types::Flags&) { return true; }, [](const types::Enum&) { return true; },
      [](const types::Option&) { return true; }, [](const types::ResultType& r) { return orNothing(r.ok); },
      [](const types::Map&) { return true; }, [](const types::Own&) { return false; },
      [](const types::Borrow&) { return false; }, [](const types::Stream&) { return false; },
      [](const types::Future&) { return false; });
}

bool passes(const FunctionTest::Values& wanted, const types::ValType& type) {
  return (!wanted.concrete || !type->facts.hasHandle) && (!wanted.defaultable || isDefaultable(type));
}

}  // namespace

std::string failsTest(const FunctionTest& test, const types::InstanceType& interface) {
  bool any = false;
  for (const types::NamedExtern& item : interface.exports) {
    const auto* function = std::get_if<types::FuncTypeRef>(&item.type);
    if (!function) continue;
    any = true;
    const std::string name = "`" + item.name.name + "`";
    const bool ofResource = item.name.name.front() == '[' && item.name.name.rfind("[async", 0) != 0;
    if (test.async && (*function)->async != *test.async)
      return name + (*test.async ? " is not async" : " is async");
    switch (test.scope) {
      case FunctionTest::Scope::Any: break;
      case FunctionTest::Scope::Interface:
        if (ofResource) return name + " belongs to a resource";
        break;
      case FunctionTest::Scope::Resource:
        if (!ofResource) return name + " belongs to no resource";
        break;
    }
    for (const types::Param& param : (*function)->params) {
      if (!passes(test.args, param.type))
        return name + " takes another kind of value as `" + param.name + "`";
    }
    if ((*function)->result && !passes(test.results, (*function)->result))
      return name + " returns another kind of value";
  }
  return any ? std::string() : "it has no functions";
}

}  // namespace sb::plan
