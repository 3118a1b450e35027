// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/validate.h"

#include <algorithm>

#include "core/decode/component_decoder.h"

namespace sb::driver {
namespace {

struct Words {
  const char* rule;
  const char* wayOut;
};

/// Which part of the specification a failed read belongs to. Only codes of the decoder occur.
Words wordsOf(ErrorCode code) {
  const char* const Broken = "the file is damaged or was cut off; build or fetch it again";
  const char* const Tool = "write it with a tool that follows the current specification";
  if (code == ErrorCode::UnexpectedEnd || code == ErrorCode::TrailingBytes)
    return {"Binary.md, Component Definitions", Broken};
  if (code == ErrorCode::BadMagic) return {"Binary.md, Component Definitions (preamble)", Broken};
  if (code == ErrorCode::NotAComponent)
    return {"Binary.md, Component Definitions (preamble)", "make a component of it, or name another file"};
  if (code == ErrorCode::BadSection) return {"Binary.md, Component Definitions (sections)", Tool};
  if (code == ErrorCode::BadLeb128) return {"core specification, Binary Format, Integers", Broken};
  if (code == ErrorCode::BadUtf8) return {"core specification, Binary Format, Names", Tool};
  if (code == ErrorCode::BadSort) return {"Binary.md, Instance Definitions (sorts)", Tool};
  if (code == ErrorCode::BadType) return {"Binary.md, Type Definitions", Tool};
  if (code == ErrorCode::BadName) return {"Binary.md, Import and Export Definitions (names)", Tool};
  if (code == ErrorCode::BadCanonical) return {"Binary.md, Canonical Definitions", Tool};
  if (code == ErrorCode::BadAlias) return {"Binary.md, Alias Definitions", Tool};
  if (code == ErrorCode::LimitExceeded) return {"limits.md", "make it smaller"};
  return {"Binary.md", ""};
}

bool saysNotChecked(const Diagnostic& diagnostic) {
  return diagnostic.code == "core-module-not-checked" || diagnostic.code == "values-not-checked";
}

}  // namespace

const char* verdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::Valid: return "valid";
    case Verdict::NotValid: return "not-valid";
    case Verdict::NotChecked: return "not-checked";
  }
  return "";
}

Diagnostic decodeDiagnostic(const Error& error) {
  Diagnostic out;
  out.code = errorCodeName(error.code);
  out.message = error.message;
  out.offset = error.offset;
  out.path = error.context;
  std::reverse(out.path.begin(), out.path.end());
  const Words words = wordsOf(error.code);
  out.rule = words.rule;
  out.wayOut = words.wayOut;
  return out;
}

Validation validateBytes(const SharedBytes& bytes, const types::CheckOptions& options) {
  Validation validation;
  const Result<model::Component> component = decode::decodeComponent(bytes);
  if (!component) {
    validation.verdict = Verdict::NotValid;
    validation.diagnostics.push_back(decodeDiagnostic(component.error()));
    return validation;
  }
  types::CheckedComponent checked = types::checkComponent(*component, options);
  validation.diagnostics = std::move(checked.diagnostics);
  bool valid = true;
  for (const Diagnostic& diagnostic : validation.diagnostics) {
    valid = valid && diagnostic.severity != Severity::Error;
    if (!saysNotChecked(diagnostic)) continue;
    std::string sentence;
    // The last frame is the module or section itself, which the message names.
    for (std::size_t i = 0; i + 1 < diagnostic.path.size(); ++i) sentence += diagnostic.path[i] + ", ";
    validation.notChecked.push_back(sentence + diagnostic.message);
  }
  validation.verdict = !valid                          ? Verdict::NotValid
                       : validation.notChecked.empty() ? Verdict::Valid
                                                       : Verdict::NotChecked;
  return validation;
}

}  // namespace sb::driver
