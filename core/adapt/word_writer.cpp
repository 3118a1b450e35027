// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/word_writer.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/cell_emitter.h"
#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::adapt {
namespace {

/// A word holds eight bytes.
constexpr std::uint32_t WordShift = 3, WordRest = 7;

Load discriminantLoad(std::size_t cases) {
  return cases <= 0x100 ? Load::I32From8U : cases <= 0x10000 ? Load::I32From16U : Load::I32;
}

}  // namespace

void WordWriter::write(const types::ValType& type, std::uint32_t offset) {
  const auto sequence = [&](const std::vector<types::ValType>& types) {
    const abi::RecordLayout layout = abi::recordLayout(types);
    for (std::size_t i = 0; i < types.size(); ++i) write(types[i], offset + layout.offsets[i]);
  };
  const auto handle = [&] { narrow(Load::I32, Op::I64ExtendI32U, offset); };
  if (isWordList(type)) return list(type, offset);
  match(
      type->kind, [&](types::Primitive p) { primitive(p, offset); },
      [&](const types::Record& t) {
        std::vector<types::ValType> fields;
        for (const types::Field& field : t.fields) fields.push_back(field.type);
        sequence(fields);
      },
      [&](const types::Variant&) { cases(type, offset); }, [&](const types::List&) { blob(offset); },
      [&](const types::FixedList& t) { sequence(std::vector<types::ValType>(t.length, t.element)); },
      [&](const types::Tuple& t) { sequence(t.types); },
      [&](const types::Flags& t) {
        const std::uint32_t bytes = abi::flagsBytes(t.labels.size());
        narrow(bytes == 1   ? Load::I32From8U
               : bytes == 2 ? Load::I32From16U
                            : Load::I32,
               Op::I64ExtendI32U, offset);
      },
      [&](const types::Enum& t) { narrow(discriminantLoad(t.labels.size()), Op::I64ExtendI32U, offset); },
      [&](const types::Option&) { cases(type, offset); },
      [&](const types::ResultType&) { cases(type, offset); }, [&](const types::Own&) { handle(); },
      [&](const types::Borrow&) { handle(); }, [&](const types::Stream&) { handle(); },
      [&](const types::Future&) { handle(); }, [](const types::Map&) {});
}

void WordWriter::narrow(Load load, Op extend, std::uint32_t offset) {
  pushCursor(Run::Words);
  f.get(m_value);
  f.load(load, offset);
  f.op(extend);
  store(Store::I64, Run::Words, 0);
  wrote(Run::Words);
}

void WordWriter::primitive(types::Primitive primitive, std::uint32_t offset) {
  using types::Primitive;
  switch (primitive) {
    // Floats go as their bits: an integer load of the same width.
    case Primitive::Bool:
    case Primitive::U8: return narrow(Load::I32From8U, Op::I64ExtendI32U, offset);
    case Primitive::S8: return narrow(Load::I32From8S, Op::I64ExtendI32S, offset);
    case Primitive::U16: return narrow(Load::I32From16U, Op::I64ExtendI32U, offset);
    case Primitive::S16: return narrow(Load::I32From16S, Op::I64ExtendI32S, offset);
    case Primitive::U32:
    case Primitive::F32:
    case Primitive::Char:
    case Primitive::ErrorContext: return narrow(Load::I32, Op::I64ExtendI32U, offset);
    case Primitive::S32: return narrow(Load::I32, Op::I64ExtendI32S, offset);
    case Primitive::S64:
    case Primitive::U64:
    case Primitive::F64:
      pushCursor(Run::Words);
      f.get(m_value);
      f.load(Load::I64, offset);
      store(Store::I64, Run::Words, 0);
      return wrote(Run::Words);
    case Primitive::String: return text(offset);
  }
}

/// The entry points at the value's own bytes.
void WordWriter::text(std::uint32_t offset) {
  for (const std::uint32_t at : {0u, 4u}) {
    pushCursor(Run::Texts);
    f.get(m_value);
    f.load(Load::I32, offset + at);
    store(Store::I32, Run::Texts, at);
  }
  wrote(Run::Texts);
}

/// So does this one: memory for lists always begins at a multiple of eight and is that long.
void WordWriter::blob(std::uint32_t offset) {
  pushCursor(Run::Blobs);
  f.get(m_value);
  f.load(Load::I32, offset + 4);
  store(Store::I32, Run::Blobs, 0);
  pushCursor(Run::Blobs);
  f.get(m_value);
  f.load(Load::I32, offset);
  store(Store::I32, Run::Blobs, 4);
  pushCursor(Run::Blobs);
  f.get(m_value);
  f.load(Load::I32, offset + 4);
  f.i32(WordRest);
  f.op(Op::I32Add);
  f.i32(WordShift);
  f.op(Op::I32ShrU);
  store(Store::I32, Run::Blobs, 8);
  wrote(Run::Blobs);
}

void WordWriter::cases(const types::ValType& type, std::uint32_t offset) {
  const std::vector<types::ValType> payloads = abi::casePayloads(type);
  const std::uint32_t payloadOffset = offset + abi::variantLayout(payloads).payloadOffset;
  const Load load = discriminantLoad(payloads.size());
  narrow(load, Op::I64ExtendI32U, offset);
  // Behind the cases the cursors depend on the value.
  flush();
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    if (!payloads[i]) continue;
    f.get(m_value);
    f.load(load, offset);
    f.ifCase(i, payloads.size());
    write(payloads[i], payloadOffset);
    flush();
    f.end();
  }
}

void WordWriter::list(const types::ValType& type, std::uint32_t offset) {
  narrow(Load::I32, Op::I64ExtendI32U, offset + 4);
  flush();
  const types::ValType element = m_lists.element(type);
  const WordPlan plan = planWords(element);
  const auto primitive = std::get_if<types::Primitive>(&element->kind);
  if (primitive && (*primitive == types::Primitive::U64 || *primitive == types::Primitive::S64 ||
                    *primitive == types::Primitive::F64)) {  // words already
    const auto pushBytes = [&] {
      f.get(m_value);
      f.load(Load::I32, offset + 4);
      f.i32(WordShift);
      f.op(Op::I32Shl);
    };
    pushCursor(Run::Words);
    f.get(m_value);
    f.load(Load::I32, offset);
    pushBytes();
    f.memoryCopy();
    pushCursor(Run::Words);
    pushBytes();
    f.op(Op::I32Add);
    f.set(m_cursors[Run::Words]);
    return;
  }
  for (const Run run : AllRuns) {
    if (!plan.used[run]) continue;
    pushCursor(run);
    f.set(m_lists.globals.next[run]);
  }
  f.get(m_value);
  f.load(Load::I32, offset);
  f.get(m_value);
  f.load(Load::I32, offset + 4);
  f.call(m_lists.write(element));
  for (const Run run : AllRuns) {
    if (!plan.used[run]) continue;
    f.get(m_lists.globals.next[run]);
    f.set(m_cursors[run]);
  }
}

void WordWriter::flush() {
  for (const Run run : AllRuns) {
    if (m_written[run] == 0) continue;
    pushCursor(run);
    f.i32(m_written[run]);
    f.op(Op::I32Add);
    f.set(m_cursors[run]);
    m_written[run] = 0;
  }
}

}  // namespace sb::adapt
