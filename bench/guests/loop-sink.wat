;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; Calls `write` with a level and a short text as often as it is told.
(component
  (import "demo:sink/log@0.1.0" (instance $log
    (type $level' (enum "debug" "info" "warn" "error"))
    (export "level" (type $level (eq $level')))
    (export "write" (func (param "lvl" $level) (param "msg" string)))))
  (core module $mem (memory (export "memory") 1) (data (i32.const 64) "order 4711 was written to the store"))
  (core instance $mem (instantiate $mem))
  (core module $m
    (import "log" "write" (func $write (param i32 i32 i32)))
    (func (export "run") (param $n i32) (result i32)
      (loop $again
        (call $write (i32.const 1) (i32.const 64) (i32.const 35))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (i32.const 7)))
  (core func $write (canon lower (func $log "write") (memory (core memory $mem "memory"))))
  (core instance $i (instantiate $m (with "log" (instance (export "write" (func $write))))))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
