// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/handed_values.h"

#include <bit>

#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::value {
namespace {

constexpr std::uint32_t WordBytes = 8, TextBytes = 8, BlobBytes = 12;

class HandedReader {
 public:
  explicit HandedReader(const HandedValues& handed) : m_handed(handed) {}

  Result<cells::CellTree> tree(const types::ValType& type, const std::string& name) {
    m_places.clear();
    SB_TRY(const Value found, value(type));
    cells::CellTree out = cellsOfValue(found, type, name);
    std::size_t next = 0;
    place(out, next);
    return out;
  }

  Result<void> atEnd() const {
    if (m_word == m_handed.words.size() && m_text == m_handed.texts.size() && m_blob == m_handed.blobs.size())
      return {};
    return fail(ErrorCode::Trap, "a hook got more than its values");
  }

 private:
  /// Where a node of the tree is, in the order in which nodes are met.
  struct Place {
    std::uint32_t number = 0, address = 0, content = 0;
  };

  void place(cells::CellTree& tree, std::size_t& next) const {
    if (next < m_places.size()) {
      const Place& found = m_places[next++];
      tree.cell = found.number;
      tree.address = found.address;
      tree.contentAddress = found.content;
    }
    for (cells::CellTree& child : tree.children) place(child, next);
  }

  Result<std::uint64_t> word(const char* what) {
    if (m_word == m_handed.words.size())
      return fail(ErrorCode::Trap, std::string("a hook got no word for ") + what);
    return m_handed.words[m_word++];
  }

  Result<Value> sequence(const std::vector<types::ValType>& types) {
    RecordValue out;
    for (const types::ValType& type : types) {
      SB_TRY(Value item, value(type));
      out.fields.push_back(std::move(item));
    }
    return Value{std::move(out)};
  }

  Result<Value> cases(const types::ValType& type) {
    const std::vector<types::Case> all = casesOf(type);
    SB_TRY(const std::uint64_t index, word("a case"));
    if (index >= all.size()) return fail(ErrorCode::Trap, "a hook got a case that its type does not have");
    VariantValue out;
    out.index = static_cast<std::uint32_t>(index);
    if (all[index].type) {
      SB_TRY(Value payload, value(all[index].type));
      out.payload.push_back(std::move(payload));
    }
    return Value{std::move(out)};
  }

  Result<Value> elements(const types::ValType& element, std::uint64_t length) {
    ListValue out;
    for (std::uint64_t i = 0; i < length; ++i) {
      SB_TRY(Value item, value(element));
      out.items.push_back(std::move(item));
    }
    return Value{std::move(out)};
  }

  Result<Value> list(const types::ValType& element) {
    SB_TRY(const std::uint64_t length, word("a length"));
    return elements(element, length);
  }

  Result<Value> handle() {
    SB_TRY(const std::uint64_t number, word("a handle"));
    return Value{HandleValue{static_cast<std::uint32_t>(number)}};
  }

  Result<Value> flags(const types::Flags& type) {
    SB_TRY(const std::uint64_t bits, word("flags"));
    FlagsValue out;
    for (std::size_t i = 0; i < type.labels.size(); ++i) out.set.push_back((bits >> i & 1) != 0);
    return Value{std::move(out)};
  }

  Result<Value> bytes() {
    if (m_blob == m_handed.blobs.size())
      return fail(ErrorCode::Trap, "a hook got no blob for a list of bytes");
    const HandedValues::Blob& blob = m_handed.blobs[m_blob++];
    if (blob.words.size() != (std::uint64_t{blob.length} + WordBytes - 1) / WordBytes)
      return fail(ErrorCode::Trap, "a blob does not have as many words as its length needs");
    ListValue out;
    for (std::uint32_t i = 0; i < blob.length; ++i) {
      const std::uint64_t byte = blob.words[i / WordBytes] >> (8 * (i % WordBytes)) & 0xff;
      out.items.push_back(Value{byte});
    }
    return Value{std::move(out)};
  }

  Result<Value> primitive(types::Primitive primitive) {
    using types::Primitive;
    if (primitive == Primitive::String) {
      if (m_text == m_handed.texts.size()) return fail(ErrorCode::Trap, "a hook got no text for a string");
      return Value{m_handed.texts[m_text++].text};
    }
    SB_TRY(const std::uint64_t bits, word("a number"));
    switch (primitive) {
      case Primitive::Bool: return Value{bits != 0};
      case Primitive::S8:
      case Primitive::S16:
      case Primitive::S32:
      case Primitive::S64: return Value{static_cast<std::int64_t>(bits)};
      case Primitive::U8:
      case Primitive::U16:
      case Primitive::U32:
      case Primitive::U64: return Value{bits};
      case Primitive::F32: return Value{std::bit_cast<float>(static_cast<std::uint32_t>(bits))};
      case Primitive::F64: return Value{std::bit_cast<double>(bits)};
      case Primitive::Char: return Value{CharValue{static_cast<char32_t>(bits)}};
      case Primitive::ErrorContext: return Value{HandleValue{static_cast<std::uint32_t>(bits)}};
      case Primitive::String: break;
    }
    return Value{};
  }

  /// Notes the place of the node whose content comes next.
  void note(const types::ValType& type) {
    const auto* list = std::get_if<types::List>(&type->kind);
    const auto* scalar = std::get_if<types::Primitive>(&type->kind);
    Place out{static_cast<std::uint32_t>(m_word),
              m_handed.wordsAt + WordBytes * static_cast<std::uint32_t>(m_word), 0};
    if (scalar && *scalar == types::Primitive::String) {
      out.number = static_cast<std::uint32_t>(m_text);
      out.address = m_handed.textsAt + TextBytes * out.number;
      if (m_text < m_handed.texts.size()) out.content = m_handed.texts[m_text].address;
    } else if (list && isByteList(*list)) {
      out.number = static_cast<std::uint32_t>(m_blob);
      out.address = m_handed.blobsAt + BlobBytes * out.number;
      if (m_blob < m_handed.blobs.size()) out.content = m_handed.blobs[m_blob].address;
    }
    m_places.push_back(out);
  }

  Result<Value> value(const types::ValType& type) {
    using Read = Result<Value>;
    note(type);
    return match(
        type->kind, [&](types::Primitive p) -> Read { return primitive(p); },
        [&](const types::Record& t) -> Read {
          std::vector<types::ValType> fields;
          for (const types::Field& field : t.fields) fields.push_back(field.type);
          return sequence(fields);
        },
        [&](const types::Variant&) -> Read { return cases(type); },
        [&](const types::List& t) -> Read { return isByteList(t) ? bytes() : list(t.element); },
        [&](const types::FixedList& t) -> Read { return elements(t.element, t.length); },
        [&](const types::Tuple& t) -> Read { return sequence(t.types); },
        [&](const types::Flags& t) -> Read { return flags(t); },
        [&](const types::Enum&) -> Read { return cases(type); },
        [&](const types::Option&) -> Read { return cases(type); },
        [&](const types::ResultType&) -> Read { return cases(type); },
        [&](const types::Own&) -> Read { return handle(); },
        [&](const types::Borrow&) -> Read { return handle(); },
        [&](const types::Stream&) -> Read { return handle(); },
        [&](const types::Future&) -> Read { return handle(); },
        [&](const types::Map& t) -> Read {
          return list(types::makeType(types::Tuple{{t.key, t.value}}));
        });
  }

  const HandedValues& m_handed;
  std::size_t m_word = 0, m_text = 0, m_blob = 0;
  std::vector<Place> m_places;
};

}  // namespace

Result<std::vector<cells::CellTree>> readHandedValues(const std::vector<types::Param>& values,
                                                      const HandedValues& handed) {
  HandedReader reader(handed);
  std::vector<cells::CellTree> out;
  for (const types::Param& item : values) {
    SB_TRY(cells::CellTree tree, reader.tree(item.type, item.name));
    out.push_back(std::move(tree));
  }
  SB_TRY_VOID(reader.atEnd());
  return out;
}

}  // namespace sb::value
