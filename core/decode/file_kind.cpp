// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/file_kind.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "core/decode/component_decoder.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::decode {
namespace {

constexpr std::array<std::uint8_t, 4> WasmMagic = {0x00, 0x61, 0x73, 0x6d};
constexpr std::array<std::uint8_t, 4> ZstdMagic = {0x28, 0xb5, 0x2f, 0xfd};
/// No WIT package is larger; keeps the look at a big component short.
constexpr std::size_t MaxWitPackageBytes = 16u << 20;

template <std::size_t N>
bool startsWith(ByteSpan file, const std::array<std::uint8_t, N>& magic) {
  return file.size() >= N && std::equal(magic.begin(), magic.end(), file.begin());
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The text format begins with `(module`, `(component` or a field, behind white space and comments.
bool looksLikeWasmText(ByteSpan file) {
  std::string_view text(reinterpret_cast<const char*>(file.data()),
                        std::min<std::size_t>(file.size(), 64 * 1024));
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  for (;;) {
    const auto start = std::find_if_not(text.begin(), text.end(), isSpace);
    text.remove_prefix(static_cast<std::size_t>(start - text.begin()));
    const bool line = text.starts_with(";;"), block = text.starts_with("(;");
    if (!line && !block) break;
    const std::size_t end = line ? text.find('\n') : text.find(";)", 2);
    if (end == std::string_view::npos) return line;
    text.remove_prefix(end + (line ? 1 : 2));
  }
  if (!text.starts_with("(")) return false;
  text.remove_prefix(1);
  const auto word = std::find_if_not(text.begin(), text.end(), isSpace);
  text.remove_prefix(static_cast<std::size_t>(word - text.begin()));
  return text.starts_with("module") || text.starts_with("component");
}

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// A WIT file begins with one of four words and a name, or with a gate, behind white space and comments
/// (WIT.md, "Top-level items").
bool looksLikeWitText(ByteSpan file) {
  std::string_view text(reinterpret_cast<const char*>(file.data()),
                        std::min<std::size_t>(file.size(), 64 * 1024));
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const auto skipSpace = [&text] {
    const auto start = std::find_if_not(text.begin(), text.end(), isSpace);
    text.remove_prefix(static_cast<std::size_t>(start - text.begin()));
  };
  const auto takeWord = [&text] {
    const auto end = std::find_if_not(text.begin(), text.end(), isWordChar);
    const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(word.size());
    return word;
  };
  for (skipSpace(); text.starts_with("//") || text.starts_with("/*"); skipSpace()) {
    const bool line = text.starts_with("//");
    const std::size_t end = line ? text.find('\n') : text.find("*/", 2);
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + (line ? 1 : 2));
  }
  if (text.starts_with("@")) {
    text.remove_prefix(1);
    const std::string_view gate = takeWord();
    return gate == "since" || gate == "unstable" || gate == "deprecated";
  }
  const std::string_view word = takeWord();
  if (word != "package" && word != "interface" && word != "world" && word != "use") return false;
  if (text.empty() || !isSpace(text.front())) return false;
  skipSpace();
  return !text.empty() && (isWordChar(text.front()) || text.front() == '%');
}

/// label ::= words of lower or upper case letters and digits with hyphens between.
bool isLabel(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

struct WitCounts {
  std::size_t interfaces = 0, worlds = 0;
};

/// An interface's type ends in the export of an instance, a world's in the export of a component
/// (component-model.md 5.4).
bool describesWorld(const model::ComponentTypeDef& type) {
  for (const model::Declarator& declarator : type.declarations)
    if (const auto* item = std::get_if<model::ExportDecl>(&declarator.decl))
      if (std::holds_alternative<model::ComponentExtern>(item->type)) return true;
  return false;
}

/// Nothing unless the component is a WIT package.
std::optional<WitCounts> countWit(const model::Component& component) {
  WitCounts counts;
  std::vector<const model::ComponentTypeDef*> types;  // the type index space; null for any other type
  for (const model::Section& section : component.sections) {
    const bool fits = match(
        section.content, [](const model::CustomSection&) { return true; },
        [](const model::CoreModuleSection&) { return false; },
        [](const model::CoreInstanceSection&) { return false; },
        [](const model::CoreTypeSection&) { return false; },
        [](const model::ComponentSection&) { return false; },
        [](const model::InstanceSection&) { return false; }, [](const model::AliasSection&) { return false; },
        [&](const model::TypeSection& s) {
          for (const model::TypeDef& type : s.items)
            types.push_back(std::get_if<model::ComponentTypeDef>(&type.kind));
          return true;
        },
        [](const model::CanonSection&) { return false; }, [](const model::StartSection&) { return false; },
        [](const model::ImportSection&) { return false; },
        [&](const model::ExportSection& s) {
          return std::all_of(s.items.begin(), s.items.end(), [&](const model::Export& item) {
            if (item.item.sort != model::Sort::Type || item.item.index >= types.size()) return false;
            const model::ComponentTypeDef* type = types[item.item.index];
            types.push_back(type);
            if (type == nullptr || !isLabel(item.name.name)) return false;
            ++(describesWorld(*type) ? counts.worlds : counts.interfaces);
            return true;
          });
        },
        [](const model::ValueSection&) { return false; });
    if (!fits) return std::nullopt;
  }
  if (counts.interfaces + counts.worlds == 0) return std::nullopt;
  return counts;
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return concat(std::to_string(number), " ", number == 1 ? one : many);
}

std::string witSentence(const WitCounts& counts) {
  std::string what;
  if (counts.interfaces > 0) what = counted(counts.interfaces, "interface", "interfaces");
  if (counts.worlds > 0) {
    if (!what.empty()) what += " and ";
    what += counted(counts.worlds, "world", "worlds");
  }
  return concat("holds WIT only, there is nothing to run. It describes ", what, ".");
}

/// The outermost bytes without a copy; the span outlives the decoded value here.
class BorrowedBytes final : public ByteOwner {
 public:
  explicit BorrowedBytes(ByteSpan bytes) : m_bytes(bytes) {}
  ByteSpan span() const override { return m_bytes; }

 private:
  ByteSpan m_bytes;
};

}  // namespace

WasmVersion readWasmVersion(ByteSpan preamble) {
  const auto u16 = [&](std::size_t at) { return preamble[at] + 256u * preamble[at + 1]; };
  return {u16(4), u16(6)};
}

FileKind sniffFile(ByteSpan file) {
  if (startsWith(file, ZstdMagic)) return FileKind::ZstdCompressed;
  if (!startsWith(file, WasmMagic)) {
    if (looksLikeWasmText(file)) return FileKind::WasmText;
    return looksLikeWitText(file) ? FileKind::WitText : FileKind::Other;
  }
  if (file.size() < 8) return FileKind::Other;
  const auto [version, layer] = readWasmVersion(file);
  if (version == 0x0d && layer == 1) return FileKind::Component;
  return version == 1 && layer == 0 ? FileKind::CoreModule : FileKind::Other;
}

bool isWitPackage(const model::Component& component) { return countWit(component).has_value(); }

FileDescription describeFile(ByteSpan file) {
  const FileKind kind = sniffFile(file);
  switch (kind) {
    case FileKind::Component:
    case FileKind::WitPackage: {
      if (file.size() > MaxWitPackageBytes) break;
      const auto component = decodeComponent(std::make_shared<const BorrowedBytes>(file));
      const auto counts = component ? countWit(*component) : std::nullopt;
      if (counts) return {FileKind::WitPackage, witSentence(*counts)};
      break;
    }
    case FileKind::CoreModule:
      return {kind, "is a core module, not a component. Making a component of it needs its WIT."};
    case FileKind::WasmText:
      return {kind,
              "is WebAssembly text. Translate it into a binary first, for example with `wasm-tools parse`."};
    case FileKind::WitText:
      return {
          kind,
          "is WIT text: it describes interfaces and worlds, there is nothing to run. `splicectl validate` "
          "checks it."};
    case FileKind::ZstdCompressed:
      return {kind, "is compressed with Zstandard. Unpack it first, for example with `zstd -d`."};
    case FileKind::Other: {
      if (file.empty()) return {kind, "is empty."};
      if (!startsWith(file, WasmMagic))
        return {kind, "is not a WebAssembly file: its first bytes are not those of one."};
      if (file.size() < 8) return {kind, "ends inside the first eight bytes of a WebAssembly file."};
      const auto [version, layer] = readWasmVersion(file);
      return {kind, concat("is a WebAssembly file of a version this program does not know (version ",
                           std::to_string(version), ", layer ", std::to_string(layer), ").")};
    }
  }
  return {FileKind::Component, "is a component."};
}

}  // namespace sb::decode
