// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sb {

/// What kind of failure stopped an operation. Tests assert on the code, people read the message.
enum class ErrorCode {
  // reading bytes
  UnexpectedEnd,
  BadMagic,
  NotAComponent,  ///< a core module, a WIT package or a file of another kind
  BadLeb128,
  BadUtf8,
  BadSection,
  BadSort,
  BadType,
  BadName,
  BadCanonical,
  BadAlias,
  TrailingBytes,
  LimitExceeded,  ///< a named limit, see the message
  IndexOutOfRange,
  UnsupportedFeature,
  // checking
  TypeMismatch,
  Invalid,  ///< a validation rule of the specification is broken
  // graph and plan
  NoSuchNode,
  NoSuchPort,
  NoSuchEdge,
  PortTaken,
  WouldCloseLoop,
  DuplicateName,
  Refused,  ///< the plan refuses: rule and way out are in the message
  // files and text
  FileNotFound,
  FileNotReadable,
  FileNotWritable,
  BadSyntax,   ///< YAML, JSON, WAVE or WIT text; the message carries line and column
  BadVersion,  ///< a document of a version this program does not know
  BadRule,     ///< a splice rule breaks a rule of its own grammar
  // running
  EngineMissing,
  EngineMismatch,
  EngineFailed,
  Trap,
  Interrupted,
  // asked for by the user
  Cancelled,
};

/// The stable spelling used in JSON output and tests, such as `unexpected-end`.
const char* errorCodeName(ErrorCode code);

/// One failure: what was being read, where, and which rule was broken.
struct Error {
  ErrorCode code;
  std::string message;                  ///< lower case, no full stop: "expected a sort, found 0x07"
  std::optional<std::uint64_t> offset;  ///< bytes from the start of the outermost file
  std::vector<std::string> context;     ///< "in alias 3", "in nested component 1"; outermost last

  /// The whole text on one line: message, offset in hexadecimal, context.
  std::string text() const;
};

}  // namespace sb
