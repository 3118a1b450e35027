;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; Takes a list of bytes and says how long it is.
(component
  (core module $m
    (memory (export "memory") 200)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "put") (param i32 i32) (result i32) (local.get 1)))
  (core instance $i (instantiate $m))
  (func $put (param "data" (list u8)) (result u32)
    (canon lift (core func $i "put") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $store (export "put" (func $put)))
  (export "bench:bytes/store@0.1.0" (instance $store)))
