;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; `add` adds; the other functions of the interface are there for their types.
(component
  (type $fault' (enum "div-by-zero" "overflow"))
  (type $summary' (record (field "count" u32) (field "sum" f64) (field "low" f64) (field "high" f64)))
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "div") (param i32 i32) (result i32) unreachable)
    (func (export "summarize") (param i32 i32) (result i32) unreachable))
  (core instance $i (instantiate $m))
  (component $names
    (import "fault" (type $fault (eq $fault')))
    (import "summary" (type $summary (eq $summary')))
    (import "add" (func $add (param "a" s32) (param "b" s32) (result s32)))
    (import "div" (func $div (param "a" s32) (param "b" s32) (result (result s32 (error $fault)))))
    (import "summarize" (func $summarize (param "xs" (list f64)) (result (option $summary))))
    (export $fault-x "fault" (type $fault))
    (export $summary-x "summary" (type $summary))
    (export "add" (func $add))
    (export "div" (func $div) (func (param "a" s32) (param "b" s32) (result (result s32 (error $fault-x)))))
    (export "summarize" (func $summarize) (func (param "xs" (list f64)) (result (option $summary-x)))))
  (func $add (param "a" s32) (param "b" s32) (result s32) (canon lift (core func $i "add")))
  (func $div (param "a" s32) (param "b" s32) (result (result s32 (error $fault')))
    (canon lift (core func $i "div") (memory (core memory $i "memory"))))
  (func $summarize (param "xs" (list f64)) (result (option $summary'))
    (canon lift (core func $i "summarize") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $ops (instantiate $names (with "fault" (type $fault')) (with "summary" (type $summary'))
    (with "add" (func $add)) (with "div" (func $div)) (with "summarize" (func $summarize))))
  (export "demo:calc/ops@0.1.0" (instance $ops)))
