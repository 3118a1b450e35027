// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/comparison.h"
#include "core/types/type_text.h"

// Value and function types: equality only; names of parameters, fields and cases count by exact spelling
// (Explainer.md, "Type Checking"; component-model.md 3.1).
namespace sb::types {

bool Comparison::isKnown(const void* found, const void* expected) const {
  return m_known.count({found, expected}) != 0;
}

void Comparison::remember(std::shared_ptr<const void> found, std::shared_ptr<const void> expected) {
  if (m_known.emplace(found.get(), expected.get()).second) {
    m_alive.emplace_back(std::move(found), std::move(expected));
  }
}

bool Comparison::fail(std::string found, std::string expected) {
  m_mismatch = Mismatch{{}, std::move(expected), std::move(found), {}};
  return false;
}

bool Comparison::values(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide) {
  if (found == nullptr || expected == nullptr) return found == expected || fail("_", "_");
  const bool pure = !found->facts.hasResource && !expected->facts.hasResource;
  if (pure && (found == expected || isKnown(found.get(), expected.get()))) return true;
  if (!m_budget.step()) return true;
  if (!kinds(found, foundSide, expected, expectedSide)) {
    if (m_mismatch.message.empty() && m_mismatch.path.empty()) {
      m_mismatch.found = typeText(found);
      m_mismatch.expected = typeText(expected);
      if (m_mismatch.found == m_mismatch.expected) {
        m_mismatch.found = definitionText(found);
        m_mismatch.expected = definitionText(expected);
      }
    }
    return false;
  }
  if (pure) remember(found, expected);
  return true;
}

bool Comparison::optionals(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide,
                           const char* frame) {
  if (!found && !expected) return true;
  if (!found || !expected) {
    fail(found ? typeText(found) : "_", expected ? typeText(expected) : "_");
    within(frame);
    return false;
  }
  if (values(found, foundSide, expected, expectedSide)) return true;
  within(frame);
  return false;
}

bool Comparison::labels(const std::vector<std::string>& found, const std::vector<std::string>& expected,
                        const char* what) {
  for (std::size_t i = 0; i < found.size() && i < expected.size(); ++i) {
    if (found[i] == expected[i]) continue;
    fail(found[i], expected[i]);
    within(concat(what, " ", std::to_string(i + 1)));
    return false;
  }
  if (found.size() == expected.size()) return true;
  fail(concat(std::to_string(found.size()), " ", what, "s"),
       concat(std::to_string(expected.size()), " ", what, "s"));
  within(concat("number of ", what, "s"));
  return false;
}

bool Comparison::resources(const ResourceRef& found, Side& foundSide, const ResourceRef& expected,
                           Side& expectedSide) {
  const auto standsFor = [](const ResourceRef& resource, const Side& side) {
    const auto at = side.resources.find(resource.get());
    return at == side.resources.end() ? resource : at->second;
  };
  if (standsFor(found, foundSide) == standsFor(expected, expectedSide)) return true;
  fail(found->name, expected->name);
  if (found->name == expected->name) {
    m_mismatch.message = concat("both use `", found->name, "`, but of different origin");
  }
  return false;
}

namespace {

std::vector<std::string> fieldNames(const Record& record) {
  std::vector<std::string> names;
  for (const Field& field : record.fields) names.push_back(field.name);
  return names;
}

std::vector<std::string> caseNames(const Variant& variant) {
  std::vector<std::string> names;
  for (const Case& c : variant.cases) names.push_back(c.name);
  return names;
}

}  // namespace

bool Comparison::kinds(const ValType& found, Side& foundSide, const ValType& expected, Side& expectedSide) {
  m_mismatch = Mismatch{};
  if (found->kind.index() != expected->kind.index()) return false;
  const auto element = [&](const ValType& a, const ValType& b, const char* frame) {
    return optionals(a, foundSide, b, expectedSide, frame);
  };
  return match(
      expected->kind, [&](Primitive e) { return std::get<Primitive>(found->kind) == e; },
      [&](const Record& e) {
        const auto& f = std::get<Record>(found->kind);
        if (!labels(fieldNames(f), fieldNames(e), "field")) return false;
        for (std::size_t i = 0; i < e.fields.size(); ++i) {
          const std::string frame = concat("field `", e.fields[i].name, "`");
          if (!element(f.fields[i].type, e.fields[i].type, frame.c_str())) return false;
        }
        return true;
      },
      [&](const Variant& e) {
        const auto& f = std::get<Variant>(found->kind);
        if (!labels(caseNames(f), caseNames(e), "case")) return false;
        for (std::size_t i = 0; i < e.cases.size(); ++i) {
          const std::string frame = concat("case `", e.cases[i].name, "`");
          if (!element(f.cases[i].type, e.cases[i].type, frame.c_str())) return false;
        }
        return true;
      },
      [&](const List& e) { return element(std::get<List>(found->kind).element, e.element, "element"); },
      [&](const FixedList& e) {
        const auto& f = std::get<FixedList>(found->kind);
        return f.length == e.length && element(f.element, e.element, "element");
      },
      [&](const Tuple& e) {
        const auto& f = std::get<Tuple>(found->kind);
        if (f.types.size() != e.types.size()) return false;
        for (std::size_t i = 0; i < e.types.size(); ++i) {
          if (!element(f.types[i], e.types[i], concat("part ", std::to_string(i)).c_str())) return false;
        }
        return true;
      },
      [&](const Flags& e) { return labels(std::get<Flags>(found->kind).labels, e.labels, "flag"); },
      [&](const Enum& e) { return labels(std::get<Enum>(found->kind).labels, e.labels, "case"); },
      [&](const Option& e) { return element(std::get<Option>(found->kind).type, e.type, "payload"); },
      [&](const ResultType& e) {
        const auto& f = std::get<ResultType>(found->kind);
        return element(f.ok, e.ok, "ok") && element(f.error, e.error, "error");
      },
      [&](const Own& e) {
        return resources(std::get<Own>(found->kind).resource, foundSide, e.resource, expectedSide);
      },
      [&](const Borrow& e) {
        return resources(std::get<Borrow>(found->kind).resource, foundSide, e.resource, expectedSide);
      },
      [&](const Stream& e) { return element(std::get<Stream>(found->kind).element, e.element, "element"); },
      [&](const Future& e) { return element(std::get<Future>(found->kind).element, e.element, "element"); },
      [&](const Map& e) {
        const auto& f = std::get<Map>(found->kind);
        return element(f.key, e.key, "key") && element(f.value, e.value, "value");
      });
}

bool Comparison::funcs(const FuncTypeRef& found, Side& foundSide, const FuncTypeRef& expected,
                       Side& expectedSide) {
  if (!found || !expected) return found == expected || fail({}, {});
  const bool pure = !found->mayHaveResource && !expected->mayHaveResource;
  if (pure && (found == expected || isKnown(found.get(), expected.get()))) return true;
  if (found->async != expected->async) {
    fail(found->async ? "async func" : "func", expected->async ? "async func" : "func");
    m_mismatch.message =
        found->async ? "is asynchronous, expected synchronous" : "is synchronous, expected asynchronous";
    return false;
  }
  if (found->params.size() != expected->params.size()) {
    const auto count = [](std::size_t n) {
      return concat(std::to_string(n), n == 1 ? " parameter" : " parameters");
    };
    fail(count(found->params.size()), count(expected->params.size()));
    m_mismatch.message = concat("takes ", m_mismatch.found, ", expected ", m_mismatch.expected);
    return false;
  }
  // The whole text of the parameter or result says more than its innermost part, unless both sides read the
  // same.
  const auto widen = [this](const ValType& f, const ValType& e, const char* verb, const std::string& role) {
    const std::string foundText = f ? typeText(f) : "nothing";
    const std::string expectedText = e ? typeText(e) : "nothing";
    if (foundText != expectedText) {
      m_mismatch.found = foundText;
      m_mismatch.expected = expectedText;
      m_mismatch.message = concat(verb, " `", foundText, "`", role, ", expected `", expectedText, "`");
    } else if (m_mismatch.message.empty()) {
      std::string where;
      for (const std::string& frame : m_mismatch.path) where.append(where.empty() ? "" : ", ").append(frame);
      m_mismatch.message =
          concat(verb, " `", foundText, "`", role, ", which differs", where.empty() ? "" : " in ", where,
                 ": `", m_mismatch.found, "`, expected `", m_mismatch.expected, "`");
    }
  };
  for (std::size_t i = 0; i < expected->params.size(); ++i) {
    const Param& f = found->params[i];
    const Param& e = expected->params[i];
    if (f.name != e.name) {
      fail(f.name, e.name);
      m_mismatch.message =
          concat("calls parameter ", std::to_string(i + 1), " `", f.name, "`, expected `", e.name, "`");
      within(concat("parameter ", std::to_string(i + 1)));
      return false;
    }
    if (values(f.type, foundSide, e.type, expectedSide)) continue;
    widen(f.type, e.type, "takes", concat(" for `", e.name, "`"));
    within(concat("parameter `", e.name, "`"));
    return false;
  }
  if (!found->result || !expected->result) {
    if (!found->result && !expected->result) {
      if (pure) remember(found, expected);
      return true;
    }
    fail({}, {});
    widen(found->result, expected->result, "returns", {});
    within("result");
    return false;
  }
  if (!values(found->result, foundSide, expected->result, expectedSide)) {
    widen(found->result, expected->result, "returns", {});
    within("result");
    return false;
  }
  if (pure) remember(found, expected);
  return true;
}

}  // namespace sb::types
