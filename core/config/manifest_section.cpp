// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/bytes/byte_reader.h"
#include "core/config/manifest.h"

namespace sb::config {
namespace {

constexpr std::string_view Prefix = "splicer-builtin-manifest/";
constexpr std::size_t CorePreambleBytes = 8;
constexpr std::uint32_t LongestName = 100'000;
constexpr unsigned DeepestComponent = 4;

std::optional<ManifestText> inSection(std::string_view name, ByteSpan payload) {
  if (name.substr(0, Prefix.size()) != Prefix) return {};
  return ManifestText{std::string(name.substr(Prefix.size())),
                      std::string(reinterpret_cast<const char*>(payload.data()), payload.size())};
}

/// Core specification, "Modules": sections of id, size, content. What cannot be read has no manifest.
std::optional<ManifestText> inModule(ByteSpan module) {
  if (module.size() < CorePreambleBytes) return {};
  bytes::ByteReader in(module.subspan(CorePreambleBytes), CorePreambleBytes);
  while (in.remaining() > 0) {
    const auto id = in.byte("a section");
    const auto size =
        id ? in.u32("a section's size") : Result<std::uint32_t>(fail(ErrorCode::BadSection, {}));
    if (!size) return {};
    const auto content = in.raw(*size, "a section");
    if (!content) return {};
    if (*id != 0) continue;
    bytes::ByteReader custom(*content, 0);
    const auto name = custom.name("a custom section", LongestName);
    if (!name) return {};
    if (auto found = inSection(*name, content->subspan(content->size() - custom.remaining()))) return found;
  }
  return {};
}

std::optional<ManifestText> inComponent(const model::Component& component, unsigned depth) {
  for (const model::Section& section : component.sections) {
    const auto* custom = std::get_if<model::CustomSection>(&section.content);
    if (!custom) continue;
    if (auto found = inSection(custom->name, custom->payload)) return found;
  }
  if (depth == DeepestComponent) return {};
  for (const model::Section& section : component.sections) {
    std::optional<ManifestText> found;
    if (const auto* module = std::get_if<model::CoreModuleSection>(&section.content))
      found = inModule(module->module.bytes);
    else if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
      found = inComponent(*nested->component, depth + 1);
    if (found) return found;
  }
  return {};
}

}  // namespace

std::optional<ManifestText> manifestText(const model::Component& component) {
  return inComponent(component, 0);
}

Result<std::optional<Manifest>> manifestOf(const model::Component& component) {
  const std::optional<ManifestText> text = manifestText(component);
  if (!text) return std::optional<Manifest>();
  SB_TRY(Manifest manifest,
         inContext(parseManifest(text->name, text->toml), "in the manifest " + text->name));
  return std::optional<Manifest>(std::move(manifest));
}

}  // namespace sb::config
