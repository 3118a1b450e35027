// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/component_file.h"

#include "core/graph/component_names.h"
#include "core/support/sha256.h"

namespace sb::graph {

ComponentFileRef embeddedFile(const std::shared_ptr<const model::Component>& component,
                              types::ComponentTypeRef type, const std::string& compositionName) {
  auto file = std::make_shared<ComponentFile>();
  file->owner = component->owner;
  file->bytes = component->bytes;
  file->component = component;
  file->type = std::move(type);
  file->fileName = compositionName;
  file->range = component->range;
  file->producer = producerOf(*component);
  return file;
}

std::string sha256Of(const ComponentFile& file) {
  if (!file.sha256.empty()) return file.sha256;
  return file.bytes.empty() ? std::string() : sha256Hex(file.bytes);
}

}  // namespace sb::graph
