// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/model/component.h"
#include "core/support/bytes.h"

namespace sb::decode {

enum class FileKind { Component, CoreModule, WitPackage, WasmText, WitText, ZstdCompressed, Other };

struct FileDescription {
  FileKind kind = FileKind::Other;
  /// What the file is, why it does not open as a composition and what to do. Begins with the verb, so that
  /// the file's name goes before it: "gateway.wasm" + " is a core module, not a component. …".
  std::string sentence;
};

/// The two numbers behind the magic bytes: a component has version 13 and layer 1, a core module version 1
/// and layer 0 (Binary.md, "Component Definitions"). `preamble` has eight bytes at least.
struct WasmVersion {
  unsigned version = 0, layer = 0;
};
WasmVersion readWasmVersion(ByteSpan preamble);

/// The kind as far as the first bytes tell; a WIT package looks like a component here.
FileKind sniffFile(ByteSpan file);

/// Whether all a component has are exports, at least one, each a component type under a plain label: the form
/// in which wasm-tools writes WIT (component-model.md 5.4).
bool isWitPackage(const model::Component& component);

/// The kind and a sentence about it. A component that does not decode is a Component: its own error says
/// more.
FileDescription describeFile(ByteSpan file);

}  // namespace sb::decode
