// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/error.h"

#include <cstdio>

namespace sb {

const char* errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::UnexpectedEnd: return "unexpected-end";
    case ErrorCode::BadMagic: return "bad-magic";
    case ErrorCode::NotAComponent: return "not-a-component";
    case ErrorCode::BadLeb128: return "bad-leb128";
    case ErrorCode::BadUtf8: return "bad-utf8";
    case ErrorCode::BadSection: return "bad-section";
    case ErrorCode::BadSort: return "bad-sort";
    case ErrorCode::BadType: return "bad-type";
    case ErrorCode::BadName: return "bad-name";
    case ErrorCode::BadCanonical: return "bad-canonical";
    case ErrorCode::BadAlias: return "bad-alias";
    case ErrorCode::TrailingBytes: return "trailing-bytes";
    case ErrorCode::LimitExceeded: return "limit-exceeded";
    case ErrorCode::IndexOutOfRange: return "index-out-of-range";
    case ErrorCode::UnsupportedFeature: return "unsupported-feature";
    case ErrorCode::TypeMismatch: return "type-mismatch";
    case ErrorCode::Invalid: return "invalid";
    case ErrorCode::NoSuchNode: return "no-such-node";
    case ErrorCode::NoSuchPort: return "no-such-port";
    case ErrorCode::NoSuchEdge: return "no-such-edge";
    case ErrorCode::PortTaken: return "port-taken";
    case ErrorCode::WouldCloseLoop: return "would-close-loop";
    case ErrorCode::DuplicateName: return "duplicate-name";
    case ErrorCode::Refused: return "refused";
    case ErrorCode::FileNotFound: return "file-not-found";
    case ErrorCode::FileNotReadable: return "file-not-readable";
    case ErrorCode::FileNotWritable: return "file-not-writable";
    case ErrorCode::BadSyntax: return "bad-syntax";
    case ErrorCode::BadVersion: return "bad-version";
    case ErrorCode::BadRule: return "bad-rule";
    case ErrorCode::EngineMissing: return "engine-missing";
    case ErrorCode::EngineMismatch: return "engine-mismatch";
    case ErrorCode::EngineFailed: return "engine-failed";
    case ErrorCode::Trap: return "trap";
    case ErrorCode::Interrupted: return "interrupted";
    case ErrorCode::Cancelled: return "cancelled";
  }
  return "unknown";
}

std::string Error::text() const {
  std::string out = message;
  if (offset) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, " at byte 0x%llx", static_cast<unsigned long long>(*offset));
    out += buffer;
  }
  for (const std::string& frame : context) {
    out += ", ";
    out += frame;
  }
  return out;
}

}  // namespace sb
