// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/interp/core_machine.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "core/interp/thread_access.h"
#include "wabt/binary-reader.h"
#include "wabt/interp/binary-reader-interp.h"
#include "wabt/interp/interp.h"

namespace sb::interp {
namespace {

namespace wi = wabt::interp;

constexpr int SliceInstructions = 4096;

std::uint8_t typeByte(wi::ValueType type) {
  if (type == wi::ValueType::I64) return 0x7e;
  if (type == wi::ValueType::F32) return 0x7d;
  if (type == wi::ValueType::F64) return 0x7c;
  return 0x7f;
}

std::vector<std::uint8_t> typeBytes(const wi::ValueTypes& types) {
  std::vector<std::uint8_t> out;
  for (const wi::ValueType type : types) out.push_back(typeByte(type));
  return out;
}

wi::Value valueOf(wi::ValueType type, std::uint64_t bits) {
  if (type == wi::ValueType::I64) return wi::Value::Make(static_cast<wi::u64>(bits));
  if (type == wi::ValueType::F32) {
    float number = 0;
    const auto narrow = static_cast<std::uint32_t>(bits);
    std::memcpy(&number, &narrow, sizeof number);
    return wi::Value::Make(number);
  }
  if (type == wi::ValueType::F64) {
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return wi::Value::Make(number);
  }
  return wi::Value::Make(static_cast<wi::u32>(bits));
}

std::uint64_t bitsOf(wi::ValueType type, const wi::Value& value) {
  if (type == wi::ValueType::I64) return value.Get<wi::u64>();
  if (type == wi::ValueType::F32) {
    const float number = value.Get<wi::f32>();
    std::uint32_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
  }
  if (type == wi::ValueType::F64) {
    const double number = value.Get<wi::f64>();
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
  }
  return value.Get<wi::u32>();
}

wi::Values valuesOf(const wi::ValueTypes& types, const std::vector<std::uint64_t>& bits) {
  wi::Values out;
  for (std::size_t i = 0; i < types.size(); ++i)
    out.push_back(valueOf(types[i], i < bits.size() ? bits[i] : 0));
  return out;
}

std::vector<std::uint64_t> bitsOf(const wi::ValueTypes& types, const wi::Values& values) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < types.size(); ++i) out.push_back(bitsOf(types[i], values[i]));
  return out;
}

/// The access that the next instruction of a thread makes, if it makes one; a copy makes two.
void noteAccesses(wi::Thread& thread, std::vector<TracedAccess>& out) {
  const auto& frame = (thread.*reveal(thread_access::FramesTag())).back();
  const auto& values = thread.*reveal(thread_access::ValuesTag());
  if (!frame.mod) return;
  wi::Istream::Offset at = frame.offset;
  const wi::Instr instr = frame.mod->desc().istream.Read(&at);
  const auto operand = [&values](std::size_t fromTop) {
    return values[values.size() - fromTop].Get<wi::u32>();
  };
  const auto add = [&out](std::uint64_t address, std::uint64_t size, bool write) {
    out.push_back({static_cast<std::uint32_t>(address), static_cast<std::uint32_t>(size), write});
  };
  if (instr.kind == wi::InstrKind::Imm_Index_Offset_Op_1) {
    add(operand(1) + instr.imm_u32x2.snd, instr.op.GetMemorySize(), false);
  } else if (instr.kind == wi::InstrKind::Imm_Index_Offset_Op_2) {
    add(operand(2) + instr.imm_u32x2.snd, instr.op.GetMemorySize(), true);
  } else if (instr.op == wabt::Opcode::MemoryFill) {
    add(operand(3), operand(1), true);
  } else if (instr.op == wabt::Opcode::MemoryCopy) {
    add(operand(2), operand(1), false);
    add(operand(3), operand(1), true);
  }
}

}  // namespace

struct CoreMachine::Impl {
  wi::Store store;
  struct Loaded {
    wi::Module::Ptr module;
    wi::Instance::Ptr instance;
    std::map<std::string, wi::Ref> exports;
  };
  std::map<std::string, Loaded> instances;
  wi::Memory::Ptr memory;
  std::uint64_t fuel = 100000000;
  bool tracing = false;
  bool outOfFuel = false;
  std::vector<TracedAccess> accesses;

  wi::Ref findExport(const std::string& instance, const std::string& name) const {
    const auto found = instances.find(instance);
    if (found == instances.end()) return wi::Ref::Null;
    const auto item = found->second.exports.find(name);
    return item == found->second.exports.end() ? wi::Ref::Null : item->second;
  }

  std::string addImports(const wi::Module& module, const HostBinder& bind, wi::RefVec& out);
  wi::RunResult run(wi::Thread& thread, wi::Trap::Ptr* trap);
  CoreOutcome call(const wi::DefinedFunc& func, const std::vector<std::uint64_t>& params);
};

std::string CoreMachine::Impl::addImports(const wi::Module& module, const HostBinder& bind, wi::RefVec& out) {
  for (const wi::ImportType& import : module.import_types()) {
    const wi::Ref earlier = findExport(import.module, import.name);
    if (!(earlier == wi::Ref::Null)) {
      out.push_back(earlier);
      continue;
    }
    const std::string what = "`" + import.module + "` `" + import.name + "`";
    if (import.type->kind != wi::ExternKind::Func) return "nothing provides " + what;
    const auto& type = *wabt::cast<wi::FuncType>(import.type.get());
    const HostFunction host =
        bind ? bind({import.module, import.name, typeBytes(type.params), typeBytes(type.results)})
             : HostFunction();
    if (!host) return "nothing provides " + what;
    const auto callback = [this, host, type](wi::Thread&, const wi::Values& params, wi::Values& results,
                                             wi::Trap::Ptr* trap) {
      const HostReply reply = host(bitsOf(type.params, params));
      if (!reply.trap.empty()) {
        *trap = wi::Trap::New(store, reply.trap);
        return wabt::Result(wabt::Result::Error);
      }
      results = valuesOf(type.results, reply.results);
      return wabt::Result(wabt::Result::Ok);
    };
    out.push_back(wi::HostFunc::New(store, type, callback)->self());
  }
  return {};
}

wi::RunResult CoreMachine::Impl::run(wi::Thread& thread, wi::Trap::Ptr* trap) {
  wi::RunResult result = wi::RunResult::Ok;
  while (result == wi::RunResult::Ok) {
    if (fuel == 0) {
      outOfFuel = true;
      *trap = wi::Trap::New(store, "too many instructions");
      return wi::RunResult::Trap;
    }
    if (tracing) {
      noteAccesses(thread, accesses);
      result = thread.Step(trap);
      --fuel;
    } else {
      const int slice = static_cast<int>(std::min<std::uint64_t>(fuel, SliceInstructions));
      fuel -= static_cast<std::uint64_t>(slice);
      result = thread.Run(slice, trap);
    }
  }
  return result;
}

CoreOutcome CoreMachine::Impl::call(const wi::DefinedFunc& func, const std::vector<std::uint64_t>& params) {
  CoreOutcome out;
  wi::Trap::Ptr trap;
  {
    wi::Thread thread(store);
    const wi::FuncType& type = func.type();
    (thread.*reveal(thread_access::PushValuesTag()))(type.params, valuesOf(type.params, params));
    wi::RunResult result = (thread.*reveal(thread_access::PushCallTag()))(func, &trap);
    if (result == wi::RunResult::Ok) result = run(thread, &trap);
    if (result == wi::RunResult::Return) {
      wi::Values results;
      (thread.*reveal(thread_access::PopValuesTag()))(type.results, &results);
      out.results = bitsOf(type.results, results);
      return out;
    }
  }
  out.kind = outOfFuel ? CoreOutcome::Kind::OutOfFuel : CoreOutcome::Kind::Trapped;
  out.message = trap ? trap->message() : "uncaught exception";
  return out;
}

CoreMachine::CoreMachine() : m_impl(std::make_unique<Impl>()) {}
CoreMachine::~CoreMachine() = default;

std::string CoreMachine::add(const std::string& name, const std::uint8_t* bytes, std::size_t size,
                             const HostBinder& bind) {
  wabt::Features features;
  features.enable_tail_call();
  features.enable_multi_memory();
  features.enable_extended_const();
  m_impl->store.setFeatures(features);
  wabt::Errors errors;
  wi::ModuleDesc desc;
  wabt::ReadBinaryOptions options(features, nullptr, false, true, true);
  if (Failed(wi::ReadBinaryInterp(name, bytes, size, options, &errors, &desc)))
    return "module `" + name +
           "` is not valid: " + (errors.empty() ? "unknown reason" : errors.front().message);
  Impl::Loaded loaded;
  loaded.module = wi::Module::New(m_impl->store, std::move(desc));
  wi::RefVec imports;
  const std::string missing = m_impl->addImports(*loaded.module, bind, imports);
  if (!missing.empty()) return "module `" + name + "`: " + missing;
  wi::Trap::Ptr trap;
  loaded.instance = wi::Instance::Instantiate(m_impl->store, loaded.module.ref(), imports, &trap);
  if (!loaded.instance)
    return "module `" + name + "`: " + (trap ? trap->message() : "cannot be instantiated");
  const auto& types = loaded.module->export_types();
  for (std::size_t i = 0; i < types.size(); ++i) {
    const wi::Ref ref = loaded.instance->exports()[i];
    loaded.exports.emplace(types[i].name, ref);
    if (!m_impl->memory && types[i].type->kind == wi::ExternKind::Memory)
      m_impl->memory = m_impl->store.UnsafeGet<wi::Memory>(ref);
  }
  m_impl->instances.insert_or_assign(name, std::move(loaded));
  return {};
}

bool CoreMachine::hasFunction(const std::string& instance, const std::string& exportName) const {
  const wi::Ref ref = m_impl->findExport(instance, exportName);
  return !(ref == wi::Ref::Null) && m_impl->store.Is<wi::DefinedFunc>(ref);
}

CoreOutcome CoreMachine::call(const std::string& instance, const std::string& exportName,
                              const std::vector<std::uint64_t>& params) {
  if (!hasFunction(instance, exportName))
    return {
        CoreOutcome::Kind::NoSuchFunction, "`" + instance + "` exports no function `" + exportName + "`", {}};
  const auto func = m_impl->store.UnsafeGet<wi::DefinedFunc>(m_impl->findExport(instance, exportName));
  return m_impl->call(*func, params);
}

void CoreMachine::setFuel(std::uint64_t instructions) {
  m_impl->fuel = instructions;
  m_impl->outOfFuel = false;
}
std::uint64_t CoreMachine::fuel() const { return m_impl->fuel; }
void CoreMachine::setTracing(bool on) { m_impl->tracing = on; }
std::vector<TracedAccess> CoreMachine::takeAccesses() { return std::exchange(m_impl->accesses, {}); }

std::uint64_t CoreMachine::memorySize() const { return m_impl->memory ? m_impl->memory->ByteSize() : 0; }
std::uint8_t* CoreMachine::memoryData() { return m_impl->memory ? m_impl->memory->UnsafeData() : nullptr; }

bool CoreMachine::readGlobal(const std::string& instance, const std::string& exportName,
                             std::uint64_t& bits) const {
  const wi::Ref ref = m_impl->findExport(instance, exportName);
  if (ref == wi::Ref::Null || !m_impl->store.Is<wi::Global>(ref)) return false;
  const auto global = m_impl->store.UnsafeGet<wi::Global>(ref);
  bits = bitsOf(global->type().type, global->Get());
  return true;
}

}  // namespace sb::interp
