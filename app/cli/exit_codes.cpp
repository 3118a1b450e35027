// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/exit_codes.h"

namespace sb::cli {

ExitCode exitCodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::UnexpectedEnd:
    case ErrorCode::BadMagic:
    case ErrorCode::NotAComponent:
    case ErrorCode::BadLeb128:
    case ErrorCode::BadUtf8:
    case ErrorCode::BadSection:
    case ErrorCode::BadSort:
    case ErrorCode::BadType:
    case ErrorCode::BadName:
    case ErrorCode::BadCanonical:
    case ErrorCode::BadAlias:
    case ErrorCode::TrailingBytes:
    case ErrorCode::IndexOutOfRange:
    case ErrorCode::LimitExceeded:
    case ErrorCode::Invalid: return ExitCode::Invalid;
    case ErrorCode::UnsupportedFeature:
    case ErrorCode::TypeMismatch:
    case ErrorCode::NoSuchNode:
    case ErrorCode::NoSuchPort:
    case ErrorCode::NoSuchEdge:
    case ErrorCode::PortTaken:
    case ErrorCode::WouldCloseLoop:
    case ErrorCode::DuplicateName:
    case ErrorCode::Refused:
    case ErrorCode::BadSyntax:
    case ErrorCode::BadVersion:
    case ErrorCode::BadRule: return ExitCode::Refused;
    case ErrorCode::FileNotFound:
    case ErrorCode::FileNotReadable:
    case ErrorCode::FileNotWritable: return ExitCode::File;
    case ErrorCode::EngineMissing:
    case ErrorCode::EngineMismatch:
    case ErrorCode::EngineFailed: return ExitCode::EngineMissing;
    case ErrorCode::Trap: return ExitCode::Trap;
    case ErrorCode::Interrupted: return ExitCode::Limit;
    case ErrorCode::Cancelled: return ExitCode::Stopped;
  }
  return ExitCode::Refused;
}

std::string exitCodeText() {
  std::string out = "Exit codes:\n";
  for (const ExitCodeRow& row : ExitCodeTable)
    out += "  " + std::to_string(number(row.code)) + "  " + row.name +
           std::string(10 - std::string(row.name).size(), ' ') + row.meaning + "\n";
  return out;
}

}  // namespace sb::cli
