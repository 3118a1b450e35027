// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/support/concat.h"
#include "core/support/result.h"

namespace sb::store {

/// A value of a JSON document and the way to it, so that every complaint names its place:
/// `graph.nodes[3].kind`.
class JsonPlace {
 public:
  JsonPlace(const nlohmann::json& value, std::string path) : m_value(&value), m_path(std::move(path)) {}

  const std::string& path() const { return m_path; }
  tl::unexpected<Error> error(const std::string& what) const {
    return fail(ErrorCode::BadSyntax, concat("`", m_path, "` ", what));
  }
  bool has(const char* key) const { return m_value->is_object() && m_value->contains(key); }

  Result<JsonPlace> member(const char* key) const {
    if (!m_value->is_object()) return error("is not an object");
    const auto found = m_value->find(key);
    if (found == m_value->end()) return error(concat("has no `", key, "`"));
    return JsonPlace(*found, m_path.empty() ? std::string(key) : concat(m_path, ".", key));
  }

  /// The members of a list; an empty list when the member is not there.
  Result<std::vector<JsonPlace>> list(const char* key, std::size_t most) const {
    std::vector<JsonPlace> places;
    if (!has(key)) return places;
    SB_TRY(const JsonPlace items, member(key));
    if (!items.m_value->is_array()) return items.error("is not a list");
    if (items.m_value->size() > most) {
      return fail(ErrorCode::LimitExceeded,
                  concat("`", items.m_path, "` has more than ", std::to_string(most), " items"));
    }
    for (std::size_t i = 0; i < items.m_value->size(); ++i) {
      places.emplace_back((*items.m_value)[i], concat(items.m_path, "[", std::to_string(i), "]"));
    }
    return places;
  }
  /// A list by itself.
  Result<std::vector<JsonPlace>> items(std::size_t exactly) const {
    std::vector<JsonPlace> places;
    if (!m_value->is_array() || m_value->size() != exactly) {
      return error(concat("is not a list of ", std::to_string(exactly)));
    }
    for (std::size_t i = 0; i < exactly; ++i)
      places.emplace_back((*m_value)[i], concat(m_path, "[", std::to_string(i), "]"));
    return places;
  }

  Result<std::string> text() const {
    if (!m_value->is_string()) return error("is not a text");
    return m_value->get_ref<const std::string&>();
  }
  Result<std::uint64_t> number(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const {
    if (!m_value->is_number_unsigned()) return error("is not a whole number");
    const auto value = m_value->get<std::uint64_t>();
    if (value > most) return error(concat("is larger than ", std::to_string(most)));
    return value;
  }
  Result<double> coordinate() const {
    constexpr double Farthest = 1e9;
    if (!m_value->is_number()) return error("is not a number");
    const auto value = m_value->get<double>();
    if (!(value >= -Farthest && value <= Farthest)) return error("is not a place on the canvas");
    return value;
  }
  Result<bool> truth() const {
    if (!m_value->is_boolean()) return error("is neither true nor false");
    return m_value->get<bool>();
  }
  Result<std::vector<std::pair<std::string, JsonPlace>>> members() const {
    std::vector<std::pair<std::string, JsonPlace>> all;
    if (!m_value->is_object()) return error("is not an object");
    for (auto item = m_value->begin(); item != m_value->end(); ++item) {
      all.emplace_back(item.key(), JsonPlace(item.value(), concat(m_path, ".", item.key())));
    }
    return all;
  }

  Result<std::string> textAt(const char* key) const {
    SB_TRY(const JsonPlace place, member(key));
    return place.text();
  }
  Result<std::string> optionalText(const char* key) const {
    return has(key) ? textAt(key) : Result<std::string>(std::string());
  }
  Result<std::uint64_t> numberAt(const char* key,
                                 std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const {
    SB_TRY(const JsonPlace place, member(key));
    return place.number(most);
  }
  Result<bool> optionalTruth(const char* key, bool otherwise) const {
    if (!has(key)) return otherwise;
    SB_TRY(const JsonPlace place, member(key));
    return place.truth();
  }

  /// One of the words of a table.
  template <class Enum, class WordTable>
  Result<Enum> oneOf(const char* key, const WordTable& words) const {
    SB_TRY(const std::string word, textAt(key));
    for (const auto& [value, known] : words) {
      if (word == known) return value;
    }
    return error(concat("has the unknown ", key, " `", word, "`"));
  }

 private:
  const nlohmann::json* m_value;  ///< owned by the document that is being read
  std::string m_path;
};

}  // namespace sb::store
