;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; Calls `put` with a list of 1 MiB as often as it is told.
(component
  (import "bench:bytes/store@0.1.0" (instance $store (export "put" (func (param "data" (list u8)) (result u32)))))
  (core module $mem (memory (export "memory") 200))
  (core instance $mem (instantiate $mem))
  (core module $m
    (import "store" "put" (func $put (param i32 i32) (result i32)))
    (func (export "run") (param $n i32) (result i32)
      (loop $again
        (drop (call $put (i32.const 64) (i32.const 1048576)))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (i32.const 7)))
  (core func $put (canon lower (func $store "put") (memory (core memory $mem "memory"))))
  (core instance $i (instantiate $m (with "store" (instance (export "put" (func $put))))))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
