;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; Takes everything and does nothing.
(component
  (type $level' (enum "debug" "info" "warn" "error"))
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "write") (param i32 i32 i32))
    (func (export "mark") (param i64 i32 i32))
    (func (export "flush")))
  (core instance $i (instantiate $m))
  (component $names
    (import "level" (type $level (eq $level')))
    (import "write" (func $write (param "lvl" $level) (param "msg" string)))
    (import "mark" (func $mark (param "at" u64) (param "tags" (list string))))
    (import "flush" (func $flush))
    (export $level-x "level" (type $level))
    (export "write" (func $write) (func (param "lvl" $level-x) (param "msg" string)))
    (export "mark" (func $mark))
    (export "flush" (func $flush)))
  (func $write (param "lvl" $level') (param "msg" string)
    (canon lift (core func $i "write") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func $mark (param "at" u64) (param "tags" (list string))
    (canon lift (core func $i "mark") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func $flush (canon lift (core func $i "flush")))
  (instance $log (instantiate $names (with "level" (type $level')) (with "write" (func $write))
    (with "mark" (func $mark)) (with "flush" (func $flush))))
  (export "demo:sink/log@0.1.0" (instance $log)))
