// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

// The names by which an adapter's two core modules and their surroundings find each other. The component
// wires them up (adapter_component.cpp); a simulation binds them by the same names (core/interp).
//
// | import of the glue module | what |
// |---|---|
// | `memory` `memory`, … | exports of the memory module: memory, realloc and its mutable global |
// | `target` `<function>` | function of the target, lowered: `async` when its type is async |
// | `hooks` `before`, `after`, … | function of a hook interface, lowered: `async` when its type is async |
// | `returns` `<function>` | `task.return` of an async function |
// | `drops` `resource.drop 0 file` | drop of a handle type: built-in, number, name |
// | `async` `new`, `join`, `wait`, `drop`, `end` | the built-ins of waiting: async_wait.h |
//
// The glue module exports each wrapper under the function's name, and `post <function>` where a post-return
// is needed. Core signatures are those of `abi::coreSignature`: wrappers lifted, synchronously or stackful
// `async`.
namespace sb::adapt::core_names {

inline constexpr const char* MemoryModule = "memory";
inline constexpr const char* Memory = "memory";
inline constexpr const char* Realloc = "realloc";
inline constexpr const char* Bump = "bump";  ///< mut i32: next free byte
/// (address) → nothing: gives back a block of `realloc`. Only where calls may overlap; elsewhere the end
/// of a call sets `bump` back.
inline constexpr const char* Free = "free";

inline constexpr const char* Target = "target";
inline constexpr const char* Hooks = "hooks";
inline constexpr const char* Names = "names";  ///< among the hooks: `names.register`, lowered
inline constexpr const char* Returns = "returns";
inline constexpr const char* Drops = "drops";
inline constexpr const char* Async = "async";

inline constexpr const char* Context = "context";  ///< what adapters share: call_context.h
inline constexpr const char* Enter = "enter";
inline constexpr const char* Parent = "parent";
inline constexpr const char* Leave = "leave";

/// Behind the moment of a tier 1 hook whose middleware has tier 2 hooks as well.
inline constexpr const char* OuterSuffix = " of tier 1";

inline constexpr const char* PostPrefix = "post ";

}  // namespace sb::adapt::core_names
