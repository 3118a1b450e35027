;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; A hook of spliceboard:hook, tier 2, that takes values and does nothing with them.
(component
  (core module $m
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 16))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (if (i32.gt_u (global.get $next) (i32.shl (memory.size) (i32.const 16)))
        (then (drop (memory.grow (i32.add (i32.shr_u (local.get 3) (i32.const 16)) (i32.const 1))))))
      (local.get $at))
    (func (export "f") (param i64 i64 i32 i32 i32 i32 i32 i32 i32) (global.set $next (i32.const 16))))
  (core instance $i (instantiate $m))
  (func $f (param "id" u64) (param "parent" u64) (param "function" u32) (param "words" (list u64))
      (param "texts" (list string)) (param "blobs" (list (tuple u32 (list u64))))
    (canon lift (core func $i "f") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $before (export "on-call" (func $f)))
  (instance $after (export "on-return" (func $f)))
  (export "spliceboard:hook/before-values@0.1.0" (instance $before))
  (export "spliceboard:hook/after-values@0.1.0" (instance $after)))
