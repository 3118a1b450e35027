;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; Calls `add` as often as it is told.
(component
  (import "demo:calc/ops@0.1.0" (instance $ops (export "add" (func (param "a" s32) (param "b" s32) (result s32)))))
  (core module $m
    (import "ops" "add" (func $add (param i32 i32) (result i32)))
    (func (export "run") (param $n i32) (result i32) (local $sum i32)
      (loop $again
        (local.set $sum (call $add (local.get $sum) (i32.const 1)))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $sum)))
  (core func $add (canon lower (func $ops "add")))
  (core instance $i (instantiate $m (with "ops" (instance (export "add" (func $add))))))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
