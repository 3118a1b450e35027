// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

// Programs as text for the tests of adapters in the engine.
namespace sb::test {

/// Memory with an allocator, for guests that take texts and lists.
inline const std::string Library = R"(
  (core module $lib
    (memory (export "memory") 4)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $next)
      (global.set $next (i32.and (i32.add (global.get $next) (i32.add (local.get 3) (i32.const 7))) (i32.const -8)))))
  (core instance $l (instantiate $lib)) )";

/// A tier 1 hook that tells the host what it is told: `t:log/sink#note(moment, interface, function, id)`.
inline std::string noteHook(const std::string& moments = "both") {
  const std::string bridge = R"(
  (type $id (record (field "interface-name" string) (field "function-name" string) (field "id" u64)))
  (import "t:log/sink" (instance $s (export "note" (func
    (param "moment" string) (param "interface" string) (param "function" string) (param "id" u64)))))
  (core func $note (canon lower (func $s "note") (memory (core memory $l "memory"))))
  (core module $m (import "l" "memory" (memory 1))
    (import "h" "note" (func $note (param i32 i32 i32 i32 i32 i32 i64)))
    (data (i32.const 0) "beforeafter")
    (func (export "before") (param i32 i32 i32 i32 i64)
      (call $note (i32.const 0) (i32.const 6) (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)))
    (func (export "after") (param i32 i32 i32 i32 i64)
      (call $note (i32.const 6) (i32.const 5) (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4))))
  (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance (export "note" (func $note)))))) )";
  const auto moment = [](const std::string& name, const std::string& function) {
    return "(func $" + name + " (param \"call\" $id) (canon lift (core func $i \"" + name +
           R"(") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
    (instance $x)" +
           name + " (export \"call-id\" (type $id)) (export \"" + function + "\" (func $" + name +
           "))) (export \"splicer:tier1/" + name + "@0.3.0\" (instance $x" + name + "))";
  };
  return "(component " + Library + bridge + (moments == "after" ? "" : moment("before", "on-call")) +
         (moments == "before" ? "" : moment("after", "on-return")) + ")";
}

/// `t:r/store` defines the resource `item`, `t:r/uses` uses it. Both come from one provider, whose destructor
/// counts. `relay`: the store passes through a component that imports and exports it. The consumer's `run`
/// makes items through the store, hands them to the other interface, gets some from there, and gives them all
/// back. For 5 it returns 147 × 100 + 4 destructors.
inline std::string resourceProgram(bool relay) {
  const std::string storeType = R"(
    (export "item" (type $item (sub resource)))
    (export "[constructor]item" (func (param "n" u32) (result (own $item))))
    (export "[method]item.value" (func (param "self" (borrow $item)) (result u32)))
    (export "[method]item.plus" (func (param "self" (borrow $item)) (param "others" (list (borrow $item))) (result u32)))
    (export "[static]item.pair" (func (param "a" (own $item)) (param "b" (option (own $item))) (result (tuple (own $item) u32))))
    (export "pass" (func (param "items" (list (own $item))) (result (list (own $item)))))
    (export "dropped" (func (result u32))) )";
  const std::string usesType = R"(
    (export "item" (type $item' (eq $item)))
    (export "look" (func (param "x" (borrow $item')) (result u32)))
    (export "give" (func (result (own $item')))) )";
  return R"((component
  (component $provider )" +
         Library + R"(
    (core module $d
      (global $n (mut i32) (i32.const 0))
      (func (export "dtor") (param i32) (global.set $n (i32.add (global.get $n) (i32.const 1))))
      (func (export "dropped") (result i32) (global.get $n)))
    (core instance $d (instantiate $d))
    (type $item (resource (rep i32) (dtor (core func $d "dtor"))))
    (core func $new (canon resource.new $item))
    (core func $rep (canon resource.rep $item))
    (core func $drop (canon resource.drop $item))
    (core module $m (import "l" "memory" (memory 1))
      (import "h" "new" (func $new (param i32) (result i32)))
      (import "h" "rep" (func $rep (param i32) (result i32)))
      (import "h" "drop" (func $drop (param i32)))
      (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "value") (param i32) (result i32) (local.get 0))
      (func (export "plus") (param $self i32) (param $at i32) (param $n i32) (result i32)
        (block $done (loop $again
          (br_if $done (i32.eqz (local.get $n)))
          (local.set $self (i32.add (local.get $self) (i32.load (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br $again)))
        (local.get $self))
      (func (export "pair") (param $a i32) (param $some i32) (param $b i32) (result i32) (local $sum i32)
        (local.set $sum (call $rep (local.get $a)))
        (call $drop (local.get $a))
        (if (local.get $some) (then
          (local.set $sum (i32.add (local.get $sum) (call $rep (local.get $b))))
          (call $drop (local.get $b))))
        (i32.store (i32.const 16) (call $new (local.get $sum)))
        (i32.store (i32.const 20) (i32.add (i32.const 1) (local.get $some)))
        (i32.const 16))
      (func (export "pass") (param i32 i32) (result i32)
        (i32.store (i32.const 24) (local.get 0)) (i32.store (i32.const 28) (local.get 1)) (i32.const 24))
      (func (export "look") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
      (func (export "give") (result i32) (call $new (i32.const 77))))
    (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (func $new' (param "n" u32) (result (own $item)) (canon lift (core func $i "new")))
    (func $value (param "self" (borrow $item)) (result u32) (canon lift (core func $i "value")))
    (func $plus (param "self" (borrow $item)) (param "others" (list (borrow $item))) (result u32)
      (canon lift (core func $i "plus") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
    (func $pair (param "a" (own $item)) (param "b" (option (own $item))) (result (tuple (own $item) u32))
      (canon lift (core func $i "pair") (memory (core memory $l "memory"))))
    (func $pass (param "items" (list (own $item))) (result (list (own $item)))
      (canon lift (core func $i "pass") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
    (func $dropped (result u32) (canon lift (core func $d "dropped")))
    (component $names
      (import "r" (type $r (sub resource)))
      (import "new" (func $new (param "n" u32) (result (own $r))))
      (import "value" (func $value (param "self" (borrow $r)) (result u32)))
      (import "plus" (func $plus (param "self" (borrow $r)) (param "others" (list (borrow $r))) (result u32)))
      (import "pair" (func $pair (param "a" (own $r)) (param "b" (option (own $r))) (result (tuple (own $r) u32))))
      (import "pass" (func $pass (param "items" (list (own $r))) (result (list (own $r)))))
      (import "dropped" (func $dropped (result u32)))
      (export $e "item" (type $r))
      (export "[constructor]item" (func $new) (func (param "n" u32) (result (own $e))))
      (export "[method]item.value" (func $value) (func (param "self" (borrow $e)) (result u32)))
      (export "[method]item.plus" (func $plus) (func (param "self" (borrow $e)) (param "others" (list (borrow $e))) (result u32)))
      (export "[static]item.pair" (func $pair) (func (param "a" (own $e)) (param "b" (option (own $e))) (result (tuple (own $e) u32))))
      (export "pass" (func $pass) (func (param "items" (list (own $e))) (result (list (own $e)))))
      (export "dropped" (func $dropped)))
    (instance $store (instantiate $names (with "r" (type $item)) (with "new" (func $new')) (with "value" (func $value))
      (with "plus" (func $plus)) (with "pair" (func $pair)) (with "pass" (func $pass)) (with "dropped" (func $dropped))))
    (export $store' "t:r/store" (instance $store))
    (alias export $store' "item" (type $item'))
    (func $look (param "x" (borrow $item')) (result u32) (canon lift (core func $i "look")))
    (func $give (result (own $item')) (canon lift (core func $i "give")))
    (instance $uses (export "item" (type $item')) (export "look" (func $look)) (export "give" (func $give)))
    (export "t:r/uses" (instance $uses)))
  (component $relay
    (import "t:r/store" (instance $s )" +
         storeType + R"())
    (export "t:r/store" (instance $s)))
  (component $consumer )" +
         Library + R"(
    (import "t:r/store" (instance $s )" +
         storeType + R"())
    (alias export $s "item" (type $item))
    (import "t:r/uses" (instance $u )" +
         usesType + R"())
    (core func $new (canon lower (func $s "[constructor]item")))
    (core func $value (canon lower (func $s "[method]item.value")))
    (core func $plus (canon lower (func $s "[method]item.plus") (memory (core memory $l "memory"))))
    (core func $pair (canon lower (func $s "[static]item.pair") (memory (core memory $l "memory"))))
    (core func $pass (canon lower (func $s "pass") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
    (core func $dropped (canon lower (func $s "dropped")))
    (core func $look (canon lower (func $u "look")))
    (core func $give (canon lower (func $u "give")))
    (core func $drop (canon resource.drop $item))
    (core module $m (import "l" "memory" (memory 1))
      (import "h" "new" (func $new (param i32) (result i32)))
      (import "h" "value" (func $value (param i32) (result i32)))
      (import "h" "plus" (func $plus (param i32 i32 i32) (result i32)))
      (import "h" "pair" (func $pair (param i32 i32 i32 i32)))
      (import "h" "pass" (func $pass (param i32 i32 i32)))
      (import "h" "dropped" (func $dropped (result i32)))
      (import "h" "look" (func $look (param i32) (result i32)))
      (import "h" "give" (func $give (result i32)))
      (import "h" "drop" (func $drop (param i32)))
      (func (export "run") (param $n i32) (result i32) (local $a i32) (local $b i32) (local $c i32) (local $s i32)
        (local.set $a (call $new (local.get $n)))
        (local.set $b (call $new (i32.const 10)))
        (local.set $s (call $value (local.get $a)))
        (i32.store (i32.const 64) (local.get $b))
        (i32.store (i32.const 68) (local.get $a))
        (local.set $s (i32.add (local.get $s) (call $plus (local.get $a) (i32.const 64) (i32.const 2))))
        (local.set $s (i32.add (local.get $s) (call $look (local.get $b))))
        (local.set $c (call $give))
        (local.set $s (i32.add (local.get $s) (call $value (local.get $c))))
        (i32.store (i32.const 72) (local.get $a))
        (i32.store (i32.const 76) (local.get $b))
        (i32.store (i32.const 80) (local.get $c))
        (call $pass (i32.const 72) (i32.const 3) (i32.const 96))
        (local.set $a (i32.load (i32.load (i32.const 96))))
        (local.set $b (i32.load offset=4 (i32.load (i32.const 96))))
        (local.set $c (i32.load offset=8 (i32.load (i32.const 96))))
        (local.set $s (i32.add (local.get $s) (call $look (local.get $a))))
        (call $pair (local.get $a) (i32.const 1) (local.get $b) (i32.const 104))
        (local.set $s (i32.add (local.get $s) (call $value (i32.load (i32.const 104)))))
        (call $drop (i32.load (i32.const 104)))
        (call $drop (local.get $c))
        (i32.add (i32.mul (local.get $s) (i32.const 100)) (call $dropped))))
    (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance
      (export "new" (func $new)) (export "value" (func $value)) (export "plus" (func $plus)) (export "pair" (func $pair))
      (export "pass" (func $pass)) (export "dropped" (func $dropped)) (export "look" (func $look)) (export "give" (func $give))
      (export "drop" (func $drop))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $provider (instantiate $provider)))" +
         std::string(relay ? R"(
  (instance $relay (instantiate $relay (with "t:r/store" (instance $provider "t:r/store"))))
  (instance $consumer (instantiate $consumer (with "t:r/store" (instance $relay "t:r/store"))
    (with "t:r/uses" (instance $provider "t:r/uses")))) )"
                           : R"(
  (instance $consumer (instantiate $consumer (with "t:r/store" (instance $provider "t:r/store"))
    (with "t:r/uses" (instance $provider "t:r/uses")))) )") +
         R"( (export "t:r/store" (instance $provider "t:r/store")) (export "run" (func $consumer "run"))))";
}

/// Functions that belong to no interface: the host's `source`, `add` between two components, whose parameter
/// is a record, and the exported `run`, which returns add({x: source(n), y: 1000}).
inline const std::string BareProgram = R"((component
  (import "source" (func $source (param "n" u32) (result u32)))
  (component $adder
    (type $point' (record (field "x" u32) (field "y" u32)))
    (export $point "point" (type $point'))
    (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
    (core instance $i (instantiate $m))
    (func (export "add") (param "p" $point) (result u32) (canon lift (core func $i "add"))))
  (component $runner
    (import "source" (func $source (param "n" u32) (result u32)))
    (type $point' (record (field "x" u32) (field "y" u32)))
    (import "point" (type $point (eq $point')))
    (import "add" (func $add (param "p" $point) (result u32)))
    (core func $source' (canon lower (func $source)))
    (core func $add' (canon lower (func $add)))
    (core module $m
      (import "h" "source" (func $source (param i32) (result i32)))
      (import "h" "add" (func $add (param i32 i32) (result i32)))
      (func (export "run") (param i32) (result i32) (call $add (call $source (local.get 0)) (i32.const 1000))))
    (core instance $i (instantiate $m (with "h" (instance (export "source" (func $source')) (export "add" (func $add'))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $adder (instantiate $adder))
  (instance $runner (instantiate $runner (with "source" (func $source)) (with "point" (type $adder "point"))
    (with "add" (func $adder "add"))))
  (export "run" (func $runner "run"))))";

/// A resource that belongs to no interface, with functions that belong to none either: `make`, and a method.
/// `run` makes one of n, asks for its value and drops it: n + 1000.
inline const std::string BareResourceProgram = R"((component
  (component $maker
    (type $thing' (resource (rep i32)))
    (core func $new (canon resource.new $thing'))
    (core module $m (import "h" "new" (func $new (param i32) (result i32)))
      (func (export "make") (param i32) (result i32) (call $new (i32.add (local.get 0) (i32.const 1000))))
      (func (export "value") (param i32) (result i32) (local.get 0)))
    (core instance $i (instantiate $m (with "h" (instance (export "new" (func $new))))))
    (export $thing "thing" (type $thing'))
    (func (export "make") (param "n" u32) (result (own $thing)) (canon lift (core func $i "make")))
    (func (export "[method]thing.value") (param "self" (borrow $thing)) (result u32) (canon lift (core func $i "value"))))
  (component $runner
    (import "thing" (type $thing (sub resource)))
    (import "make" (func $make (param "n" u32) (result (own $thing))))
    (import "[method]thing.value" (func $value (param "self" (borrow $thing)) (result u32)))
    (core func $make' (canon lower (func $make)))
    (core func $value' (canon lower (func $value)))
    (core func $drop (canon resource.drop $thing))
    (core module $m
      (import "h" "make" (func $make (param i32) (result i32)))
      (import "h" "value" (func $value (param i32) (result i32)))
      (import "h" "drop" (func $drop (param i32)))
      (func (export "run") (param i32) (result i32) (local $h i32)
        (local.set $h (call $make (local.get 0)))
        (call $value (local.get $h))
        (call $drop (local.get $h))))
    (core instance $i (instantiate $m (with "h" (instance
      (export "make" (func $make')) (export "value" (func $value')) (export "drop" (func $drop))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $maker (instantiate $maker))
  (instance $runner (instantiate $runner (with "thing" (type $maker "thing")) (with "make" (func $maker "make"))
    (with "[method]thing.value" (func $maker "[method]thing.value"))))
  (export "run" (func $runner "run"))))";

/// `t:s/pipe#pass` gives a stream and a future back. The consumer makes both, hands their readable ends over,
/// and reads from what comes back: the sum of the three bytes it wrote, 6, and the future's 36.
inline const std::string StreamProgram = R"((component
  (component $provider
    (type $s (stream u8)) (type $f (future u32))
    (core module $lib (memory (export "memory") 1)) (core instance $l (instantiate $lib))
    (core module $m (import "l" "memory" (memory 1))
      (func (export "pass") (param i32 i32) (result i32)
        (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)))
    (core instance $i (instantiate $m (with "l" (instance $l))))
    (func $pass (param "s" $s) (param "f" $f) (result (tuple $s $f)) (canon lift (core func $i "pass") (memory (core memory $l "memory"))))
    (instance $out (export "pass" (func $pass)))
    (export "t:s/pipe" (instance $out)))
  (component $consumer
    (type $s (stream u8)) (type $f (future u32))
    (type $pipe (instance (type $s (stream u8)) (type $f (future u32))
      (export "pass" (func (param "s" $s) (param "f" $f) (result (tuple $s $f))))))
    (import "t:s/pipe" (instance $p (type $pipe)))
    (core module $lib (memory (export "memory") 1)) (core instance $l (instantiate $lib))
    (core func $pass (canon lower (func $p "pass") (memory (core memory $l "memory"))))
    (core func $snew (canon stream.new $s))
    (core func $swrite (canon stream.write $s async (memory (core memory $l "memory"))))
    (core func $sread (canon stream.read $s async (memory (core memory $l "memory"))))
    (core func $fnew (canon future.new $f))
    (core func $fwrite (canon future.write $f async (memory (core memory $l "memory"))))
    (core func $fread (canon future.read $f async (memory (core memory $l "memory"))))
    (core module $m (import "l" "memory" (memory 1))
      (import "h" "pass" (func $pass (param i32 i32 i32)))
      (import "h" "snew" (func $snew (result i64)))
      (import "h" "swrite" (func $swrite (param i32 i32 i32) (result i32)))
      (import "h" "sread" (func $sread (param i32 i32 i32) (result i32)))
      (import "h" "fnew" (func $fnew (result i64)))
      (import "h" "fwrite" (func $fwrite (param i32 i32) (result i32)))
      (import "h" "fread" (func $fread (param i32 i32) (result i32)))
      (data (i32.const 100) "\01\02\03")
      (func (export "run") (param i32) (result i32) (local $s i64) (local $f i64)
        (local.set $s (call $snew))
        (local.set $f (call $fnew))
        (call $pass (i32.wrap_i64 (local.get $s)) (i32.wrap_i64 (local.get $f)) (i32.const 16))
        (i32.store (i32.const 120) (i32.const 36))
        (drop (call $swrite (i32.wrap_i64 (i64.shr_u (local.get $s) (i64.const 32))) (i32.const 100) (i32.const 3)))
        (drop (call $fwrite (i32.wrap_i64 (i64.shr_u (local.get $f) (i64.const 32))) (i32.const 120)))
        (if (i32.ne (call $sread (i32.load (i32.const 16)) (i32.const 200) (i32.const 8)) (i32.const 48)) (then unreachable))
        (drop (call $fread (i32.load (i32.const 20)) (i32.const 216)))
        (i32.add (i32.load (i32.const 216)) (i32.add (i32.load8_u (i32.const 200))
          (i32.add (i32.load8_u (i32.const 201)) (i32.load8_u (i32.const 202)))))))
    (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance
      (export "pass" (func $pass)) (export "snew" (func $snew)) (export "swrite" (func $swrite)) (export "sread" (func $sread))
      (export "fnew" (func $fnew)) (export "fwrite" (func $fwrite)) (export "fread" (func $fread))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $provider (instantiate $provider))
  (instance $consumer (instantiate $consumer (with "t:s/pipe" (instance $provider "t:s/pipe"))))
  (export "run" (func $consumer "run"))))";

/// `t:b/big` gives back what it gets. `run(n)` sends n bytes, n / 8 numbers and n / 64 texts of 8 bytes, and
/// adds up the lengths that come back.
inline std::string bigProgram() {
  const std::string growing = R"(
  (core module $lib
    (memory (export "memory") 400)
    (global $next (mut i32) (i32.const 1024))
    (func (export "reset") (param i32) (global.set $next (i32.const 1024)))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (global.get $next))
      (global.set $next (i32.and (i32.add (global.get $next) (i32.add (local.get 3) (i32.const 7))) (i32.const -8)))
      (block $fits
        (br_if $fits (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (drop (memory.grow (i32.add (i32.shr_u (local.get 3) (i32.const 16)) (i32.const 1)))))
      (local.get $at)))
  (core instance $l (instantiate $lib)) )";
  const std::string options = R"((memory (core memory $l "memory")) (realloc (core func $l "realloc")))";
  const auto lifted = [&](const std::string& name, const std::string& type) {
    return "(func $" + name + " (param \"x\" " + type + ") (result " + type +
           ") (canon lift (core func $i \"echo\") " + options + " (post-return (core func $l \"reset\"))))";
  };
  return "(component (component $provider " + growing + R"(
    (core module $m (import "l" "memory" (memory 1))
      (func (export "echo") (param i32 i32) (result i32)
        (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (i32.const 8)))
    (core instance $i (instantiate $m (with "l" (instance $l)))) )" +
         lifted("bytes", "(list u8)") + lifted("numbers", "(list u64)") + lifted("texts", "(list string)") +
         R"(
    (instance $out (export "bytes" (func $bytes)) (export "numbers" (func $numbers)) (export "texts" (func $texts)))
    (export "t:b/big" (instance $out)))
  (component $consumer
    (import "t:b/big" (instance $b
      (export "bytes" (func (param "x" (list u8)) (result (list u8))))
      (export "numbers" (func (param "x" (list u64)) (result (list u64))))
      (export "texts" (func (param "x" (list string)) (result (list string))))))
  )" + growing +
         R"(
    (core func $bytes (canon lower (func $b "bytes") )" +
         options + R"())
    (core func $numbers (canon lower (func $b "numbers") )" +
         options + R"())
    (core func $texts (canon lower (func $b "texts") )" +
         options + R"())
    (core module $m (import "l" "memory" (memory 1))
      (import "l" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
      (import "h" "bytes" (func $bytes (param i32 i32 i32)))
      (import "h" "numbers" (func $numbers (param i32 i32 i32)))
      (import "h" "texts" (func $texts (param i32 i32 i32)))
      (func (export "run") (param $n i32) (result i32) (local $at i32) (local $i i32) (local $sum i32)
        (local.set $at (call $realloc (i32.const 0) (i32.const 0) (i32.const 8) (local.get $n)))
        (memory.fill (local.get $at) (i32.const 97) (local.get $n))
        (call $bytes (local.get $at) (local.get $n) (i32.const 16))
        (local.set $sum (i32.load (i32.const 20)))
        (call $numbers (local.get $at) (i32.shr_u (local.get $n) (i32.const 3)) (i32.const 16))
        (if (i64.ne (i64.load (i32.load (i32.const 16))) (i64.const 0x6161616161616161)) (then unreachable))
        (local.set $sum (i32.add (local.get $sum) (i32.load (i32.const 20))))
        (block $done (loop $again
          (br_if $done (i32.ge_u (local.get $i) (i32.shr_u (local.get $n) (i32.const 3))))
          (i32.store (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 3))) (i32.const 64))
          (i32.store offset=4 (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 3))) (i32.const 8))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $again)))
        (i64.store (i32.const 64) (i64.const 0x6161616161616161))
        (call $texts (local.get $at) (i32.shr_u (local.get $n) (i32.const 6)) (i32.const 16))
        (i32.add (local.get $sum) (i32.load (i32.const 20)))))
    (core instance $i (instantiate $m (with "l" (instance $l)) (with "h" (instance
      (export "bytes" (func $bytes)) (export "numbers" (func $numbers)) (export "texts" (func $texts))))))
    (func (export "run") (param "n" u32) (result u32) (canon lift (core func $i "run"))))
  (instance $provider (instantiate $provider))
  (instance $consumer (instantiate $consumer (with "t:b/big" (instance $provider "t:b/big"))))
  (export "run" (func $consumer "run"))))";
}

/// A tier 2 hook that takes what it is given and keeps nothing.
inline const std::string SilentHook = R"((component
  (core module $lib
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "forget") (global.set $next (i32.const 1024)))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (global.get $next))
      (global.set $next (i32.and (i32.add (global.get $next) (i32.add (local.get 3) (i32.const 7))) (i32.const -8)))
      (block $fits
        (br_if $fits (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (drop (memory.grow (i32.add (i32.shr_u (local.get 3) (i32.const 16)) (i32.const 1)))))
      (local.get $at)))
  (core instance $l (instantiate $lib))
  (core module $m (import "l" "forget" (func $forget))
    (func (export "before") (param i32 i32 i32 i32 i64 i32 i32) (call $forget))
    (func (export "after") (param i32) (call $forget)))
  (core instance $i (instantiate $m (with "l" (instance $l))))
  (type $id' (record (field "interface-name" string) (field "function-name" string) (field "id" u64)))
  (type $ri' (record (field "type-name" string) (field "fields" (list (tuple string u32)))))
  (type $fi' (record (field "type-name" string) (field "set-flags" (list string))))
  (type $ei' (record (field "type-name" string) (field "case-name" string)))
  (type $vi' (record (field "type-name" string) (field "case-name" string) (field "payload" (option u32))))
  (type $hi' (record (field "type-name" string) (field "id" u64)))
  (type $cell' (variant (case "bool" bool) (case "integer" s64) (case "floating" f64) (case "text" string)
    (case "bytes" (list u8)) (case "list-of" (list u32)) (case "tuple-of" (list u32)) (case "option-some" u32)
    (case "option-none") (case "result-ok" (option u32)) (case "result-err" (option u32)) (case "record-of" u32)
    (case "flags-set" u32) (case "enum-case" u32) (case "variant-case" u32) (case "resource-handle" u32)
    (case "stream-handle" u32) (case "future-handle" u32) (case "error-context-handle" u32)))
  (import "splicer:common/types@0.2.0" (instance $c
    (export "call-id" (type (eq $id'))) (export "record-info" (type $ri (eq $ri'))) (export "flags-info" (type $fi (eq $fi')))
    (export "enum-info" (type $ei (eq $ei'))) (export "variant-info" (type $vi (eq $vi'))) (export "handle-info" (type $hi (eq $hi')))
    (export "cell" (type $cell (eq $cell')))
    (type $tree' (record (field "cells" (list $cell)) (field "record-infos" (list $ri)) (field "flags-infos" (list $fi))
      (field "enum-infos" (list $ei)) (field "variant-infos" (list $vi)) (field "handle-infos" (list $hi)) (field "root" u32)))
    (export "field-tree" (type $tree (eq $tree')))
    (type $field' (record (field "name" string) (field "tree" $tree)))
    (export "field" (type (eq $field')))))
  (alias export $c "call-id" (type $id)) (alias export $c "field" (type $field)) (alias export $c "field-tree" (type $tree))
  (func $before (param "call" $id) (param "args" (list $field))
    (canon lift (core func $i "before") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (func $after (param "call" $id) (param "result" (option $tree))
    (canon lift (core func $i "after") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (instance $b (export "call-id" (type $id)) (export "field" (type $field)) (export "on-call" (func $before)))
  (instance $a (export "call-id" (type $id)) (export "field-tree" (type $tree)) (export "on-return" (func $after)))
  (export "splicer:tier2/before@0.1.0" (instance $b))
  (export "splicer:tier2/after@0.1.0" (instance $a))))";

}  // namespace sb::test
