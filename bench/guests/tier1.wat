;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; A hook of splicer's tier 1 that does nothing: async functions, lifted synchronously.
(component
  (import "splicer:common/types@0.2.0" (instance $types
    (type $call-id' (record (field "interface-name" string) (field "function-name" string) (field "id" u64)))
    (export "call-id" (type $call-id (eq $call-id')))))
  (alias export $types "call-id" (type $call-id))
  (core module $m
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 16))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (if (i32.gt_u (global.get $next) (i32.shl (memory.size) (i32.const 16)))
        (then (drop (memory.grow (i32.add (i32.shr_u (local.get 3) (i32.const 16)) (i32.const 1))))))
      (local.get $at))
    (func (export "f") (param i32 i32 i32 i32 i64) (global.set $next (i32.const 16))))
  (core instance $i (instantiate $m))
  (func $f async (param "call" $call-id)
    (canon lift (core func $i "f") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $before (export "call-id" (type $call-id)) (export "on-call" (func $f)))
  (instance $after (export "call-id" (type $call-id)) (export "on-return" (func $f)))
  (export "splicer:tier1/before@0.3.0" (instance $before))
  (export "splicer:tier1/after@0.3.0" (instance $after)))
