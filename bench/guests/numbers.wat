;; Copyright The Spliceboard authors
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;; A hook of spliceboard:hook, tier 1, that does nothing.
(component
  (core module $m (func (export "f") (param i64 i64 i32)))
  (core instance $i (instantiate $m))
  (func $f (param "id" u64) (param "parent" u64) (param "function" u32) (canon lift (core func $i "f")))
  (instance $before (export "on-call" (func $f)))
  (instance $after (export "on-return" (func $f)))
  (export "spliceboard:hook/before@0.1.0" (instance $before))
  (export "spliceboard:hook/after@0.1.0" (instance $after)))
