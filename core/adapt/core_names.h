// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

// The names by which an adapter's two core modules and their surroundings find each other. The component
// wires them up (adapter_component.cpp); a simulation binds them by the same names (core/interp).
//
// | import of the glue module | what |
// |---|---|
// | `m` `m`, `r`, `b`, `f` | exports of the memory module: memory, realloc, next free byte, free |
// | `t` `<function>` | function of the target, lowered: `async` when its type is async |
// | `h` `before`, `after`, … | function of a hook interface, lowered: `async` when its type is async |
// | `r` `<function>` | `task.return` of an async function |
// | `d` `resource.drop 0 file` | drop of a handle type: built-in, number, name |
// | `a` `new`, `join`, `wait`, `drop`, `end` | the built-ins of waiting: async_wait.h |
//
// Each adapter carries these names three times over, so that those that do not speak of the interface are one
// letter. The glue module exports each wrapper under the function's name; `post`, and `post <function>` where
// one post-return does not do for all. Core signatures are those of `abi::coreSignature`: wrappers lifted,
// synchronously or stackful `async`.
namespace sb::adapt::core_names {

inline constexpr const char* MemoryModule = "m";
inline constexpr const char* Memory = "m";
inline constexpr const char* Realloc = "r";
inline constexpr const char* Bump = "b";  ///< mut i32: next free byte
/// (address) → nothing: gives back a block of `realloc`. Only where calls may overlap; elsewhere the end
/// of a call sets `bump` back.
inline constexpr const char* Free = "f";

inline constexpr const char* Target = "t";
inline constexpr const char* Hooks = "h";
inline constexpr const char* Names = "names";  ///< among the hooks: `names.register`, lowered
inline constexpr const char* Returns = "r";
inline constexpr const char* Drops = "d";
inline constexpr const char* Async = "a";

inline constexpr const char* Context = "c";  ///< what adapters share: call_context.h
inline constexpr const char* Enter = "enter";
inline constexpr const char* Parent = "parent";
inline constexpr const char* Leave = "leave";

/// Behind the moment of a tier 1 hook whose middleware has tier 2 hooks as well.
inline constexpr const char* OuterSuffix = " of tier 1";

inline constexpr const char* Post = "post";  ///< the first one; others have the function's name behind it
inline constexpr const char* PostPrefix = "post ";

}  // namespace sb::adapt::core_names
