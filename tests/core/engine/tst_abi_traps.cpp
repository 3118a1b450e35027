// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/call_function.h"
#include "engine_fixture.h"

using namespace sb;
using namespace sb::engine;

namespace {

/// A child that is given a string with encoding latin1+utf16 and says how its memory was asked for:
/// `t` = alignment of the last call of realloc * 1,000,000 + its size * 1,000 + calls * 10 + tag of the
/// length. The caller passes two code units of UTF-16 with the tag: a, and `second`.
std::string taggedText(const char* second) {
  return std::string(R"((component
    (component $callee
      (core module $m (memory (export "mem") 1)
        (global $size (mut i32) (i32.const 0)) (global $calls (mut i32) (i32.const 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (global.set $size (local.get 3))
          (global.set $calls (i32.add (global.get $calls) (i32.const 1))) (i32.const 64))
        (func (export "f") (param i32 i32) (result i32)
          (i32.add (i32.mul (global.get $size) (i32.const 1000))
            (i32.add (i32.mul (global.get $calls) (i32.const 10)) (i32.shr_u (local.get 1) (i32.const 31))))))
      (core instance $i (instantiate $m))
      (func (export "f") (param "s" string) (result u32)
        (canon lift (core func $i "f") (memory (core memory $i "mem")) (realloc (core func $i "realloc")) string-encoding=latin1+utf16)))
    (component $caller
      (import "f" (func $f (param "s" string) (result u32)))
      (core module $lib (memory (export "mem") 1) (data (i32.const 16) "a\00)") +
         second + R"("))
      (core instance $lib (instantiate $lib))
      (core func $f' (canon lower (func $f) (memory (core memory $lib "mem")) string-encoding=latin1+utf16))
      (core module $m (import "" "f" (func $f (param i32 i32) (result i32)))
        (func (export "t") (result i32) (call $f (i32.const 16) (i32.const 0x80000002))))
      (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
      (func (export "t") (result u32) (canon lift (core func $i "t"))))
    (instance $callee (instantiate $callee))
    (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
    (export "t" (func $caller "t"))))";
}

/// `t` passes an empty list to a child whose realloc answers `pointer`; the child says what it was asked for:
/// alignment * 100 + size * 10 + calls.
std::string emptyList(const char* pointer) {
  return std::string(R"((component
    (component $callee
      (core module $m (memory (export "mem") 1) (global $seen (mut i32) (i32.const 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (global.set $seen (i32.add (global.get $seen) (i32.add (i32.const 1)
            (i32.add (i32.mul (local.get 2) (i32.const 100)) (i32.mul (local.get 3) (i32.const 10))))))
          (i32.const )") +
         pointer + R"())
        (func (export "f") (param i32 i32) (result i32) (global.get $seen)))
      (core instance $i (instantiate $m))
      (func (export "f") (param "l" (list u32)) (result u32)
        (canon lift (core func $i "f") (memory (core memory $i "mem")) (realloc (core func $i "realloc")))))
    (component $caller
      (import "f" (func $f (param "l" (list u32)) (result u32)))
      (core module $lib (memory (export "mem") 1)) (core instance $lib (instantiate $lib))
      (core func $f' (canon lower (func $f) (memory (core memory $lib "mem"))))
      (core module $m (import "" "f" (func $f (param i32 i32) (result i32)))
        (func (export "t") (result i32) (call $f (i32.const 0) (i32.const 0))))
      (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
      (func (export "t") (result u32) (canon lift (core func $i "t"))))
    (instance $callee (instantiate $callee))
    (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
    (export "t" (func $caller "t"))))";
}

/// A child whose function gives 7 and does `work` in `place`: the "post-return" of a call from outside, or
/// the "realloc" of a string that another child passes.
std::string leaving(const char* place, const char* work) {
  const bool inRealloc = std::string_view(place) == "realloc";
  const std::string call = std::string("(") + work + ")";
  return R"((component
    (component $other (core module $m (func (export "f"))) (core instance $i (instantiate $m))
      (func (export "f") (canon lift (core func $i "f"))))
    (component $child
      (import "f" (func $f))
      (type $r (resource (rep i32)))
      (core func $f' (canon lower (func $f))) (core func $new (canon resource.new $r)) (core func $rep (canon resource.rep $r))
      (core module $m (import "" "f" (func $f)) (import "" "new" (func $new (param i32) (result i32)))
        (import "" "rep" (func $rep (param i32) (result i32)))
        (memory (export "mem") 1) (global $h (mut i32) (i32.const 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) )" +
         (inRealloc ? call : "") + R"( (i32.const 8))
        (func (export "begin") (global.set $h (call $new (i32.const 5))))
        (func (export "t") (param i32 i32) (result i32) (i32.const 7))
        (func (export "p") (result i32) (global.set $h (call $new (i32.const 5))) (i32.const 7))
        (func (export "post") (param i32) )" +
         (inRealloc ? "" : call) + R"())
      (core instance $i (instantiate $m (with "" (instance (export "f" (func $f')) (export "new" (func $new)) (export "rep" (func $rep))))))
      (func (export "begin") (canon lift (core func $i "begin")))
      (func (export "t") (param "s" string) (result u32)
        (canon lift (core func $i "t") (memory (core memory $i "mem")) (realloc (core func $i "realloc"))))
      (func (export "p") (result u32) (canon lift (core func $i "p") (post-return (core func $i "post")))))
    (instance $other (instantiate $other))
    (instance $child (instantiate $child (with "f" (func $other "f"))))
    (component $caller
      (import "begin" (func $begin)) (import "t" (func $t (param "s" string) (result u32)))
      (core module $lib (memory (export "mem") 1)) (core instance $lib (instantiate $lib))
      (core func $begin' (canon lower (func $begin))) (core func $t' (canon lower (func $t) (memory (core memory $lib "mem"))))
      (core module $m (import "" "begin" (func $begin)) (import "" "t" (func $t (param i32 i32) (result i32)))
        (func (export "t") (result i32) (call $begin) (call $t (i32.const 0) (i32.const 1))))
      (core instance $i (instantiate $m (with "" (instance (export "begin" (func $begin')) (export "t" (func $t'))))))
      (func (export "t") (result u32) (canon lift (core func $i "t"))))
    (instance $caller (instantiate $caller (with "begin" (func $child "begin")) (with "t" (func $child "t"))))
    (export "t" (func $)" +
         (inRealloc ? R"(caller "t"))))" : R"(child "p"))))");
}

/// A resource of `$owner` with representation 77, lent to a function of `owner` or of `other` which gives
/// what it was handed; `$other` drops its handle when `drops` says so.
std::string lending(const char* to, bool drops) {
  return std::string(R"((component
    (component $owner
      (type $r' (resource (rep i32))) (export $r "r" (type $r'))
      (core func $new (canon resource.new $r'))
      (core module $m (import "" "new" (func $new (param i32) (result i32)))
        (func (export "make") (result i32) (call $new (i32.const 77))) (func (export "see") (param i32) (result i32) (local.get 0)))
      (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
      (func (export "make") (result (own $r)) (canon lift (core func $i "make")))
      (func (export "see") (param "b" (borrow $r)) (result u32) (canon lift (core func $i "see"))))
    (instance $owner (instantiate $owner))
    (component $other
      (import "r" (type $r (sub resource)))
      (core func $drop (canon resource.drop $r))
      (core module $m (import "" "drop" (func $drop (param i32)))
        (func (export "see") (param i32) (result i32) )") +
         (drops ? "(call $drop (local.get 0))" : "") + R"( (local.get 0)))
      (core instance $i (instantiate $m (with "" (instance (export "drop" (func $drop))))))
      (func (export "see") (param "b" (borrow $r)) (result u32) (canon lift (core func $i "see"))))
    (alias export $owner "r" (type $r))
    (instance $other (instantiate $other (with "r" (type $r))))
    (core func $make (canon lower (func $owner "make"))) (core func $see (canon lower (func $)" +
         to + R"( "see")))
    (core module $m (import "" "make" (func $make (result i32))) (import "" "see" (func $see (param i32) (result i32)))
      (func (export "t") (result i32) (call $see (call $make))))
    (core instance $i (instantiate $m (with "" (instance (export "make" (func $make)) (export "see" (func $see))))))
    (func (export "t") (result u32) (canon lift (core func $i "t")))))";
}

/// Two handles, dropped in the order they were made, and two more: the four numbers one behind the other.
const char* Handles = R"((component
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r)) (core func $drop (canon resource.drop $r))
    (core module $m (import "" "new" (func $new (param i32) (result i32))) (import "" "drop" (func $drop (param i32)))
      (func (export "t") (result i32) (local $a i32) (local $b i32) (local $sum i32)
        (local.set $a (call $new (i32.const 0))) (local.set $b (call $new (i32.const 0)))
        (local.set $sum (i32.add (i32.mul (local.get $a) (i32.const 1000)) (i32.mul (local.get $b) (i32.const 100))))
        (call $drop (local.get $a)) (call $drop (local.get $b))
        (i32.add (local.get $sum) (i32.add (i32.mul (call $new (i32.const 0)) (i32.const 10)) (call $new (i32.const 0))))))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "drop" (func $drop))))))
    (func (export "t") (result u32) (canon lift (core func $i "t")))))";

/// An async function that returns at once, called through an async lower: the status.
const char* EagerReturn = R"((component
    (component $callee
      (core func $return (canon task.return))
      (core module $m (import "" "return" (func $return))
        (func (export "f") (result i32) (call $return) (i32.const 0))
        (func (export "cb") (param i32 i32 i32) (result i32) unreachable))
      (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
      (func (export "f") async (canon lift (core func $i "f") async (callback (core func $i "cb")))))
    (instance $callee (instantiate $callee))
    (component $caller
      (import "f" (func $f async))
      (core func $f' (canon lower (func $f) async))
      (core module $m (import "" "f" (func $f (result i32))) (func (export "t") (result i32) (call $f)))
      (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
      (func (export "t") (result u32) (canon lift (core func $i "t"))))
    (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
    (export "t" (func $caller "t"))))";

/// Reading from a stream that nobody writes to.
const char* Blocked = R"((component
    (type $s (stream u8))
    (core module $lib (memory (export "mem") 1)) (core instance $lib (instantiate $lib))
    (core func $new (canon stream.new $s)) (core func $read (canon stream.read $s async (memory (core memory $lib "mem"))))
    (core module $m (import "" "new" (func $new (result i64))) (import "" "read" (func $read (param i32 i32 i32) (result i32)))
      (func (export "t") (result i32) (call $read (i32.wrap_i64 (call $new)) (i32.const 0) (i32.const 4))))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "read" (func $read))))))
    (func (export "t") (result u32) (canon lift (core func $i "t")))))";

/// task.return with memory `memory`, of a function that is lifted with memory `a`.
std::string returnMemory(const char* memory) {
  return std::string(R"((component
    (component $callee
      (core module $lib (memory (export "a") 1) (memory (export "b") 1)) (core instance $lib (instantiate $lib))
      (core func $return (canon task.return (result string) (memory (core memory $lib ")") +
         memory + R"("))))
      (core module $m (import "" "return" (func $return (param i32 i32)))
        (func (export "f") (result i32) (call $return (i32.const 0) (i32.const 3)) (i32.const 0))
        (func (export "cb") (param i32 i32 i32) (result i32) unreachable))
      (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
      (func (export "f") async (result string) (canon lift (core func $i "f") async (callback (core func $i "cb")) (memory (core memory $lib "a")))))
    (instance $callee (instantiate $callee))
    (component $caller
      (import "f" (func $f async (result string)))
      (core module $lib (memory (export "mem") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64)))
      (core instance $lib (instantiate $lib))
      (core func $f' (canon lower (func $f) async (memory (core memory $lib "mem")) (realloc (core func $lib "realloc"))))
      (core module $m (import "" "f" (func $f (param i32) (result i32))) (import "" "mem" (memory 1))
        (func (export "t") (result i32) (drop (call $f (i32.const 16))) (i32.load (i32.const 20))))
      (core instance $i (instantiate $m (with "" (instance (export "f" (func $f')) (export "mem" (memory $lib "mem"))))))
      (func (export "t") (result u32) (canon lift (core func $i "t"))))
    (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
    (export "t" (func $caller "t"))))";
}

}  // namespace

/// What the canonical ABI does at run time where it is easy to expect something else (docs/spec-map.md lists
/// the traps): adapters rely on it, so the engine has to do it. The numbers are those of the specification.
class AbiTrapsTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }

  void runs_data() {
    QTest::addColumn<QString>("component");
    QTest::addColumn<qulonglong>("number");
    QTest::addColumn<QString>("trap");  // empty: `t` gives the number
    const auto gives = [](const char* name, const std::string& component, qulonglong number) {
      QTest::newRow(name) << QString::fromStdString(component) << number << QString();
    };
    const auto traps = [](const char* name, const std::string& component, const char* words) {
      QTest::newRow(name) << QString::fromStdString(component) << 0ULL << QString(words);
    };
    gives("trap 34: an empty list asks for memory", emptyList("8"), 401);
    gives("trap 34: the end of memory is in it", emptyList("65536"), 401);
    traps("trap 34: a pointer for nothing is aligned", emptyList("6"), "unaligned pointer");
    traps("trap 34: a pointer for nothing lies in memory", emptyList("65540"), "out-of-bounds");
    gives("trap 36: what fits Latin-1 gets smaller and loses its tag", taggedText("b\\00"), 2'020);
    gives("trap 36: what does not keeps its tag", taggedText("\\00\\01"), 4'011);
    gives("trap 37: representations may be asked for after a call",
          leaving("post-return", "drop (call $rep (global.get $h))"), 7);
    traps("trap 37: nothing is called after a call", leaving("post-return", "call $f"),
          "cannot leave component instance");
    traps("trap 37: handles are not made after a call",
          leaving("post-return", "drop (call $new (i32.const 1))"), "cannot leave component instance");
    traps("trap 37: nothing is called in realloc", leaving("realloc", "call $f"),
          "cannot leave component instance");
    gives("trap 37: representations may be asked for in realloc",
          leaving("realloc", "drop (call $rep (global.get $h))"), 7);
    gives("trap 38: who made a resource is lent its representation", lending("owner", false), 77);
    gives("trap 38: others are lent a handle and drop it", lending("other", true), 1);
    traps("trap 38: or trap", lending("other", false), "borrow handles still remain");
    gives("trap 39: the handle that was freed last comes first", Handles, 1'221);
    gives("trap 40: returning at once is two, without a number", EagerReturn, 2);
    gives("trap 40: blocked is all ones", Blocked, 0xffffffff);
    gives("trap 40: task.return with the memory of the lift", returnMemory("a"), 3);
    traps("trap 40: task.return with another memory", returnMemory("b"), "invalid `task.return` signature");
  }
  void runs() {
    QFETCH(QString, component);
    QFETCH(qulonglong, number);
    QFETCH(QString, trap);
    const std::string text = component.toStdString();
    SB_NEED(const auto session, Session::create(*enginetest::engine(), enginetest::bytesOf(text), {}));
    const auto started = session->start();
    QVERIFY2(started, started ? "" : started.error().text().c_str());
    const auto result = session->call("t", {});
    if (trap.isEmpty()) {
      QVERIFY2(result, result ? "" : result.error().text().c_str());
      QCOMPARE(qulonglong(std::get<std::uint32_t>(result->at(0).content)), number);
      return;
    }
    QVERIFY2(!result, "does not trap");
    QVERIFY2(QString::fromStdString(result.error().text()).contains(trap), result.error().text().c_str());
  }
};

QTEST_APPLESS_MAIN(AbiTrapsTest)
#include "tst_abi_traps.moc"
