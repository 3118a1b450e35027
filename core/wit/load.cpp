// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/load.h"

#include <algorithm>

#include "core/decode/file_kind.h"
#include "core/support/byte_text.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"
#include "core/wit/binary_package.h"
#include "core/wit/gate_warnings.h"
#include "core/wit/lexer.h"
#include "core/wit/limits.h"
#include "core/wit/parser.h"
#include "core/wit/write_wit.h"

namespace sb::wit {
namespace fs = std::filesystem;
namespace {

bool isBinary(const SharedBytes& bytes) {
  return asText(bytes->span()).starts_with(std::string_view("\0asm", 4));
}

void dropUnstable(Notes& notes) {
  if (!notes.stability.unstable.empty()) notes.stability = {};
}

void dropUnstableGates(Document& document) {
  for (std::uint32_t i = 0; i < document.interfaces.size(); ++i) {
    Interface& interface = document.interfaces[InterfaceId(i)];
    dropUnstable(interface.notes);
    for (Func& f : interface.funcs) dropUnstable(f.notes);
  }
  for (std::uint32_t i = 0; i < document.types.size(); ++i) {
    TypeDef& def = document.types[TypeId(i)];
    if (!def.notes) continue;
    Notes notes = *def.notes;
    dropUnstable(notes);
    def.notes = std::make_shared<const Notes>(std::move(notes));
  }
  for (std::uint32_t i = 0; i < document.worlds.size(); ++i) {
    World& world = document.worlds[WorldId(i)];
    dropUnstable(world.notes);
    for (auto* side : {&world.imports, &world.exports}) {
      for (WorldItem& item : *side) {
        dropUnstable(item.notes);
        if (auto* f = std::get_if<Func>(&item.what)) dropUnstable(f->notes);
      }
    }
  }
}

/// Collects the texts of one reading, then parses and resolves them.
class Loader {
 public:
  explicit Loader(const FeatureChoice& features) : m_features(features) {}

  Result<void> addText(std::string name, std::string_view text, std::vector<ast::File>& files) {
    if (m_reading.sources.count() >= MaxFiles)
      return fail(ErrorCode::LimitExceeded, concat("more than ", std::to_string(MaxFiles), " files of WIT"));
    m_bytes += text.size();
    if (m_bytes > MaxTextBytes)
      return fail(ErrorCode::LimitExceeded,
                  concat("more than ", std::to_string(MaxTextBytes), " bytes of WIT, with `", name, "`"));
    const std::uint32_t file = m_reading.sources.add({std::move(name), std::string(text)});
    if (checkCharacters(m_reading.sources, file, m_reading.problems))
      files.push_back(parseFile(m_reading.sources, file, m_reading.problems));
    return {};
  }

  /// A package in binary form goes the way of text, so that one set of rules holds for both. What it knows of
  /// other packages counts where nothing else defines them.
  Result<void> addBinary(const std::string& name, const SharedBytes& bytes, std::vector<ast::File>& files) {
    Result<Document> document = inContext(readBinaryPackage(bytes), concat("in `", name, "`"));
    if (!document) return tl::unexpected<Error>(std::move(document).error());
    // Whoever made the binary has chosen which unstable items are in it.
    dropUnstableGates(*document);
    for (std::uint32_t i = 0; i < document->packages.size(); ++i) {
      const PackageId id(i);
      const bool isRoot = id == document->root;
      std::vector<ast::File> foreign;
      const std::string shown = isRoot ? name : concat(name, " (", document->packages[id].id(), ")");
      SB_TRY_VOID(addText(shown, writePackage(*document, id), isRoot ? files : foreign));
      if (!isRoot) m_texts.fallbacks.push_back(std::move(foreign));
    }
    return {};
  }

  Result<void> addFile(const std::string& name, const SharedBytes& bytes, std::vector<ast::File>& files) {
    return isBinary(bytes) ? addBinary(name, bytes, files) : addText(name, asText(bytes->span()), files);
  }

  /// The files of a folder with that extension, sorted by name.
  static Result<std::vector<fs::path>> list(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
      out.push_back(at->path());
    if (failed)
      return fail(ErrorCode::FileNotReadable, concat("the folder `", folder.string(), "` cannot be read"));
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The `.wit` files of a folder, not those below it.
  Result<std::size_t> addFolder(const fs::path& folder, std::vector<ast::File>& files) {
    SB_TRY(const std::vector<fs::path> entries, list(folder));
    std::size_t count = 0;
    for (const fs::path& entry : entries) {
      std::error_code ignored;
      if (entry.extension() != ".wit" || fs::is_directory(entry, ignored)) continue;
      SB_TRY(const SharedBytes bytes, mapFile(entry));
      SB_TRY_VOID(addText(entry.string(), asText(bytes->span()), files));
      ++count;
    }
    return count;
  }

  Result<void> addDependencies(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) return {};
    SB_TRY(const std::vector<fs::path> entries, list(folder));
    for (const fs::path& entry : entries) {
      std::vector<ast::File> files;
      if (fs::is_directory(entry, ignored)) {
        SB_TRY(const std::size_t count, addFolder(entry, files));
        if (count == 0) continue;
      } else if (entry.extension() == ".wit" || entry.extension() == ".wasm") {
        SB_TRY(const SharedBytes bytes, mapFile(entry));
        SB_TRY_VOID(addFile(entry.string(), bytes, files));
      } else {
        if (entry.extension() == ".wat") {
          m_reading.problems.warning("wasm-text",
                                     concat("`", entry.string(), "` is WebAssembly text and is passed over"),
                                     {}, "translate it into a `.wasm` file");
        }
        continue;
      }
      m_texts.dependencies.push_back(std::move(files));
    }
    return {};
  }

  std::vector<ast::File>& root() { return m_texts.root; }

  Reading finish() {
    if (!m_reading.problems.hasErrors() || !m_texts.root.empty()) {
      m_reading.document = resolve(m_texts, m_reading.sources, m_features, m_reading.problems);
      if (m_features.gateWarnings && !m_reading.problems.hasErrors())
        for (const ast::File& file : m_texts.root) warnOfWeakGates(file, m_reading.problems);
    }
    return std::move(m_reading);
  }

 private:
  const FeatureChoice& m_features;
  Reading m_reading;
  PackageTexts m_texts;
  std::size_t m_bytes = 0;
};

}  // namespace

Reading parsePackage(std::string name, std::string text, const FeatureChoice& features) {
  Loader loader(features);
  Result<void> added = loader.addText(std::move(name), text, loader.root());
  Reading reading = loader.finish();
  if (!added) reading.problems.error("too-large", added.error().message, {});
  return reading;
}

Result<Reading> readWitFile(std::string name, const SharedBytes& bytes, const FeatureChoice& features) {
  if (isBinary(bytes)) {
    Reading reading;
    SB_TRY(reading.document, readBinaryPackage(bytes));
    return reading;
  }
  if (decode::sniffFile(bytes->span()) == decode::FileKind::WasmText)
    return fail(
        ErrorCode::Invalid,
        "is WebAssembly text, not WIT; `wasm-tools parse` makes a binary of it, which may be a WIT package");
  Loader loader(features);
  SB_TRY_VOID(loader.addText(std::move(name), asText(bytes->span()), loader.root()));
  return loader.finish();
}

Result<Reading> readWitPath(const fs::path& path, const FeatureChoice& features) {
  std::error_code failed;
  if (!fs::is_directory(path, failed)) {
    SB_TRY(const SharedBytes bytes, mapFile(path));
    return readWitFile(path.string(), bytes, features);
  }
  Loader loader(features);
  SB_TRY(const std::size_t count, loader.addFolder(path, loader.root()));
  if (count == 0)
    return fail(ErrorCode::FileNotFound, concat("the folder `", path.string(), "` has no `.wit` files"));
  SB_TRY_VOID(loader.addDependencies(path / "deps"));
  return loader.finish();
}

}  // namespace sb::wit
