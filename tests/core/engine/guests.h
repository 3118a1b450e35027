// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

/// Small components as text; the engine reads it like the binary form.
namespace guests {

/// A command whose core module is `module`: it exports the core function "run" giving i32 0 (ok) or 1
/// (error).
inline std::string command(const std::string& module) {
  return "(component (core module $m " + module + ") (core instance $i (instantiate $m))" +
         R"((func $run (result (result)) (canon lift (core func $i "run")))
    (instance $r (export "run" (func $run))) (export "wasi:cli/run@0.2.3" (instance $r))))";
}

inline const char* EndlessLoop =
    R"((func $spin (export "run") (result i32) (loop $l (br $l)) (i32.const 0)))";
inline const char* LoopAtStart =
    R"((func $s (loop $l (br $l))) (start $s) (func (export "run") (result i32) (i32.const 0)))";
inline const char* Divides = R"(
  (func $inner (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
  (func $outer (export "run") (result i32) (call $inner (i32.const 0))))";
inline const char* BigMemory = R"((memory 100) (func (export "run") (result i32) (i32.const 0)))";
/// Error result if the memory cannot grow to 1001 pages.
inline const char* GrowingMemory = R"((memory 1)
  (func (export "run") (result i32) (i32.eq (memory.grow (i32.const 1000)) (i32.const -1))))";
inline const char* DeepRecursion =
    R"((func $f (export "run") (result i32) (i32.add (call $f) (i32.const 1))))";

/// Exits with ok (0) or error (1): in "run", or already while it is instantiated.
inline std::string exiting(int status, bool atStart) {
  const std::string call = "(call $exit (i32.const " + std::to_string(status) + "))";
  return R"((component
    (import "wasi:cli/exit@0.2.0" (instance $w (export "exit" (func (param "status" (result))))))
    (core func $exit (canon lower (func $w "exit")))
    (core module $m (import "h" "exit" (func $exit (param i32)))
      (func $go (export "run") (result i32) )" +
         call + " (i32.const 0)) (func $start (if (i32.const " + std::to_string(atStart) + ") (then " + call +
         R"())) (start $start))
    (core instance $i (instantiate $m (with "h" (instance (export "exit" (func $exit))))))
    (func (export "run") (result (result)) (canon lift (core func $i "run")))))";
}

/// Counts its arguments, its environment variables and the bytes of standard input.
inline const char* Counts = R"(
(component
  (import "wasi:cli/environment@0.2.0" (instance $env
    (export "get-environment" (func (result (list (tuple string string)))))
    (export "get-arguments" (func (result (list string))))))
  (import "wasi:io/error@0.2.0" (instance $e (export "error" (type (sub resource)))))
  (alias export $e "error" (type $error))
  (import "wasi:io/streams@0.2.0" (instance $s
    (export "input-stream" (type $in (sub resource)))
    (export "error" (type $error' (eq $error)))
    (type $problem (variant (case "last-operation-failed" (own $error')) (case "closed")))
    (export "stream-error" (type $problem' (eq $problem)))
    (export "[method]input-stream.blocking-read" (func
      (param "self" (borrow $in)) (param "len" u64) (result (result (list u8) (error $problem')))))))
  (alias export $s "input-stream" (type $in))
  (import "wasi:cli/stdin@0.2.0" (instance $stdin
    (export "input-stream" (type $in' (eq $in)))
    (export "get-stdin" (func (result (own $in'))))))
  (core module $lib
    (memory (export "memory") 4)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $next)
      (global.set $next (i32.and (i32.add (global.get $next) (i32.add (local.get 3) (i32.const 7))) (i32.const -8)))))
  (core instance $l (instantiate $lib))
  (core func $args (canon lower (func $env "get-arguments")
    (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core func $vars (canon lower (func $env "get-environment")
    (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core func $read (canon lower (func $s "[method]input-stream.blocking-read")
    (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core func $open (canon lower (func $stdin "get-stdin")))
  (core module $m
    (import "l" "memory" (memory 1))
    (import "h" "args" (func $args (param i32)))
    (import "h" "vars" (func $vars (param i32)))
    (import "h" "open" (func $open (result i32)))
    (import "h" "read" (func $read (param i32 i64 i32)))
    (func (export "count") (result i32)
      (call $args (i32.const 0))
      (call $vars (i32.const 16))
      (call $read (call $open) (i64.const 1000) (i32.const 32))
      (i32.store (i32.const 64) (i32.load offset=4 (i32.const 0)))
      (i32.store (i32.const 68) (i32.load offset=4 (i32.const 16)))
      (i32.store (i32.const 72) (select (i32.const 0) (i32.load offset=8 (i32.const 32)) (i32.load8_u (i32.const 32))))
      (i32.const 64)))
  (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance
    (export "args" (func $args)) (export "vars" (func $vars)) (export "open" (func $open))
    (export "read" (func $read))))))
  (func (export "count") (result (tuple u32 u32 u32))
    (canon lift (core func $i "count") (memory (core memory $l "memory"))))
)
)";

/// Hands every value of a rich record to the imported `t:t/host#echo` and its answer back. More than 16 flat
/// values go through memory in both directions, so the core code only passes pointers on. post-return empties
/// the memory.
inline const char* Echo = R"(
(component
  (type $host (instance
    (type $pair (tuple s8 f32))          (export "pair" (type $pair' (eq $pair)))
    (type $mode (enum "off" "on" "late")) (export "mode" (type $mode' (eq $mode)))
    (type $bits (flags "a" "b" "c"))      (export "bits" (type $bits' (eq $bits)))
    (type $choice (variant (case "nothing") (case "number" u64) (case "text" string)))
                                          (export "choice" (type $choice' (eq $choice)))
    (type $item (record (field "name" string) (field "size" u16)))
                                          (export "item" (type $item' (eq $item)))
    (type $all (record
      (field "flag" bool) (field "s1" s8) (field "u1" u8) (field "s2" s16) (field "u2" u16) (field "s4" s32)
      (field "u4" u32) (field "s8" s64) (field "u8" u64) (field "f4" f32) (field "f8" f64) (field "letter" char)
      (field "text" string) (field "numbers" (list u16)) (field "items" (list $item')) (field "pair" $pair')
      (field "mode" $mode') (field "bits" $bits') (field "choice" $choice') (field "maybe" (option (option string)))
      (field "outcome" (result u8 (error string))) (field "bare" (result)) (field "map" (map string u32))))
                                          (export "all" (type $all' (eq $all)))
    (export "echo" (func (param "x" $all') (result $all')))))
  (import "t:t/host" (instance $h (type $host)))
  (import "t:t/other" (instance $o (export "twice" (func (param "n" u32) (result u32)))))
  (import "plain" (func $plain (param "text" string)))
  (alias export $h "all" (type $all))
  (core module $lib
    (memory (export "memory") 16)
    (global $next (mut i32) (i32.const 8192))
    (func (export "reset") (param i32) (global.set $next (i32.const 8192)))
    (func (export "realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
                              (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $at) (local.get $new)))
      (block $fits
        (br_if $fits (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (drop (memory.grow (i32.const 64))))
      (local.get $at)))
  (core instance $l (instantiate $lib))
  (core func $echo (canon lower (func $h "echo") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core func $twice (canon lower (func $o "twice")))
  (core func $plain' (canon lower (func $plain) (memory (core memory $l "memory"))))
  (core module $m
    (import "h" "echo" (func $echo (param i32 i32)))
    (import "h" "twice" (func $twice (param i32) (result i32)))
    (import "h" "plain" (func $plain (param i32 i32)))
    (func (export "echo") (param i32) (result i32)
      (call $echo (local.get 0) (i32.const 16)) (i32.const 16))
    (func (export "four-times") (param i32) (result i32) (call $twice (call $twice (local.get 0))))
    (func (export "say") (param i32 i32) (call $plain (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m (with "h" (instance
    (export "echo" (func $echo)) (export "twice" (func $twice)) (export "plain" (func $plain'))))))
  (func $echo-out (param "x" $all) (result $all)
    (canon lift (core func $i "echo") (memory (core memory $l "memory")) (realloc (core func $l "realloc")) (post-return (core func $l "reset"))))
  (instance $out (export "all" (type $all)) (export "echo" (func $echo-out)))
  (export "t:t/guest" (instance $out))
  (func (export "four-times") (param "n" u32) (result u32) (canon lift (core func $i "four-times")))
  (func (export "say") (param "text" string)
    (canon lift (core func $i "say") (memory (core memory $l "memory")) (realloc (core func $l "realloc")))))
)";

/// Makes an item of the host's resource type, asks it for its number, and drops it.
inline const char* UsesHostResource = R"(
(component
  (import "t:t/pool" (instance $p
    (export "item" (type $item (sub resource)))
    (export "[constructor]item" (func (param "n" u32) (result (own $item))))
    (export "[method]item.number" (func (param "self" (borrow $item)) (result u32)))))
  (alias export $p "item" (type $item))
  (core func $new (canon lower (func $p "[constructor]item")))
  (core func $number (canon lower (func $p "[method]item.number")))
  (core func $drop (canon resource.drop $item))
  (core module $m
    (import "h" "new" (func $new (param i32) (result i32)))
    (import "h" "number" (func $number (param i32) (result i32)))
    (import "h" "drop" (func $drop (param i32)))
    (func (export "go") (param i32) (result i32) (local $h i32)
      (local.set $h (call $new (local.get 0)))
      (call $number (local.get $h))
      (call $drop (local.get $h))))
  (core instance $i (instantiate $m (with "h" (instance
    (export "new" (func $new)) (export "number" (func $number)) (export "drop" (func $drop))))))
  (func (export "go") (param "n" u32) (result u32) (canon lift (core func $i "go"))))
)";

/// Two async functions that never return: one gives way again and again, one waits for what never comes.
inline const char* WaitsForever = R"(
(component
  (core func $new (canon waitable-set.new))
  (core module $m
    (import "h" "new" (func $new (result i32)))
    (func (export "yield") (result i32) (i32.const 1))
    (func (export "wait") (result i32) (i32.or (i32.const 2) (i32.shl (call $new) (i32.const 4))))
    (func (export "again") (param i32 i32 i32) (result i32) (i32.const 1)))
  (core instance $i (instantiate $m (with "h" (instance (export "new" (func $new))))))
  (func (export "yield-forever") async (canon lift (core func $i "yield") async (callback (core func $i "again"))))
  (func (export "wait-forever") async (canon lift (core func $i "wait") async (callback (core func $i "again")))))
)";

/// A resource of the guest: its representation is the number, its destructor counts.
inline const char* OwnsResource = R"(
(component
  (core module $d
    (global $count (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $count (i32.add (global.get $count) (i32.const 1))))
    (func (export "dropped") (result i32) (global.get $count)))
  (core instance $d (instantiate $d))
  (type $r (resource (rep i32) (dtor (core func $d "dtor"))))
  (core func $new (canon resource.new $r))
  (core module $m
    (import "h" "new" (func $new (param i32) (result i32)))
    (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "number") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m (with "h" (instance (export "new" (func $new))))))
  (export $r' "r" (type $r))
  (func (export "[constructor]r") (param "n" u32) (result (own $r')) (canon lift (core func $i "new")))
  (func (export "[method]r.number") (param "self" (borrow $r')) (result u32) (canon lift (core func $i "number")))
  (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))
)";

}  // namespace guests
