// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

// Core modules in wabt's interpreter. This header is plain C++17: the interpreter's own headers do not
// compile as C++20 with GCC 12, so the implementation is a static library of its own and the two sides share
// nothing but this file.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sb::interp {

/// Core value types by their byte in the binary format: 0x7f i32, 0x7e i64, 0x7d f32, 0x7c f64.
struct CoreFunctionImport {
  std::string module, name;
  std::vector<std::uint8_t> params, results;
};

/// What a host function answers: results by their bits, or the message of a trap.
struct HostReply {
  std::vector<std::uint64_t> results;
  std::string trap;
};
using HostFunction = std::function<HostReply(const std::vector<std::uint64_t>& params)>;
/// Gives the function behind an import, an empty one when there is none.
using HostBinder = std::function<HostFunction(const CoreFunctionImport& import)>;

/// One access of code to the machine's memory, in bytes.
struct TracedAccess {
  std::uint32_t address = 0, size = 0;
  bool write = false;
};

struct CoreOutcome {
  enum class Kind : std::uint8_t { Returned, Trapped, OutOfFuel, NoSuchFunction };
  Kind kind = Kind::Returned;
  std::string message;                 ///< of the trap
  std::vector<std::uint64_t> results;  ///< by their bits
};

/// Some instances that import from each other, with one memory of interest. Not copyable, used from one
/// thread.
class CoreMachine {
 public:
  CoreMachine();
  ~CoreMachine();
  CoreMachine(const CoreMachine&) = delete;
  CoreMachine& operator=(const CoreMachine&) = delete;

  /// Loads a module and makes an instance whose exports later modules import under `name`. Imports are looked
  /// up among the exports of earlier instances first, then function imports are asked from `bind`. Errors: a
  /// sentence; empty when it went well.
  std::string add(const std::string& name, const std::uint8_t* bytes, std::size_t size,
                  const HostBinder& bind);

  bool hasFunction(const std::string& instance, const std::string& exportName) const;
  /// Calls an exported function. Nested calls from host functions are allowed and share the fuel.
  CoreOutcome call(const std::string& instance, const std::string& exportName,
                   const std::vector<std::uint64_t>& params);

  /// Instructions that may still run; each top-level caller sets it.
  void setFuel(std::uint64_t instructions);
  std::uint64_t fuel() const;
  /// While on, every load, store, copy and fill of code is noted; slow, for tests and inspection.
  void setTracing(bool on);
  std::vector<TracedAccess> takeAccesses();

  /// The first memory that an instance exports, if any.
  std::uint64_t memorySize() const;
  std::uint8_t* memoryData();
  /// Value of an exported mutable or constant global by its bits; false when there is none.
  bool readGlobal(const std::string& instance, const std::string& exportName, std::uint64_t& bits) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace sb::interp
