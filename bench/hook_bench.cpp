// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/engine/call_function.h"
#include "core/graph/edit.h"

// `hook_bench GUESTS CORPUS [MADE]`: what a call costs that goes through a hook which does nothing, in one
// engine, beside splicer's adapters: those of the corpus, and those in the folder MADE. GUESTS is
// bench/guests.
namespace {

using namespace sb;

struct Failed {
  std::string text;
};

template <class T>
T need(Result<T> result, const std::string& what) {
  if (!result) throw Failed{what + ": " + result.error().text()};
  return std::move(*result);
}

/// A composition that is put together edit by edit.
class Composition {
 public:
  graph::NodeId add(const std::filesystem::path& file, const std::string& name) {
    const auto component = need(driver::loadComponentFile(file), file.string());
    apply(graph::addComponent(m_graph, component, name, {}));
    return m_graph.findByName(name)->id;
  }
  /// Connects what imports `interface` with what exports it.
  void connect(graph::NodeId provider, graph::NodeId consumer, const std::string& interface) {
    apply(graph::connectPorts(m_graph, {provider, graph::Side::Export, interface},
                              {consumer, graph::Side::Import, interface}));
  }
  void hook(graph::NodeId consumer, const std::string& interface, const std::filesystem::path& file,
            graph::HookKind kind) {
    graph::Hook hook;
    hook.name = "hook";
    hook.kind = kind;
    hook.file = need(driver::loadComponentFile(file), file.string());
    const auto edge = m_graph.edgeInto({consumer, graph::Side::Import, interface});
    apply(graph::addHook(m_graph, edge->id, std::move(hook), 0));
  }
  driver::SpliceOutput finish(graph::NodeId consumer) {
    apply(graph::exportPort(m_graph, {consumer, graph::Side::Export, "run"}));
    for (const auto& [id, node] : std::map(m_graph.nodes))
      for (const graph::Port& port : node.imports)
        if (const graph::PortRef ref{id, graph::Side::Import, port.name.name};
            node.kind != graph::NodeKind::Host && !m_graph.edgeInto(ref))
          apply(graph::leaveToHost(m_graph, ref));
    return need(driver::spliceGraph(m_graph, {}), "splicing");
  }

 private:
  void apply(Result<graph::Edit> edit) {
    need(graph::apply(m_graph, need(std::move(edit), "editing")), "editing");
  }
  graph::Graph m_graph = graph::emptyGraph("bench");
};

/// Nanoseconds of one call: the least of some rounds.
double timed(const engine::EngineLibrary& engine, const Bytes& component, std::uint32_t calls, bool canStop) {
  engine::SessionOptions options;
  options.unknownImportsTrap = true;
  options.canStop = canStop;
  auto session = need(engine::Session::create(engine, component, options), "compiling");
  if (const Result<void> started = session->start(); !started)
    throw Failed{"starting: " + started.error().text()};
  // Time of this process, so that a busy machine does not count.
  const auto run = [&](std::uint32_t n) {
    const std::clock_t start = std::clock();
    need(session->call("run", {engine::EngineValue{n}}), "running");
    return 1e9 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  run(1);
  double best = 1e18;
  for (int round = 0; round < 5; ++round) best = std::min(best, (run(calls + 1) - run(1)) / calls);
  return best;
}

struct Target {
  const char* title;
  const char* interface;
  const char *consumer, *provider;
  const char *tier1, *tier2;  ///< splicer's adapters, in the corpus or just made; null: none
  std::uint32_t few, many;    ///< calls in a round, with async and with synchronous hooks
};
constexpr Target Targets[] = {
    {"add(s32, s32)", "demo:calc/ops@0.1.0", "loop-calc.wasm", "calc.wasm",
     "t1-between-calc/splicer_adapter_t1_log_demo_calc_ops_0_1_0.wasm",
     "t2-between-calc/splicer_adapter_tier2_t2_dump_demo_calc_ops_0_1_0.wasm", 5'000, 1'000'000},
    {"write(level, text of 35 bytes)", "demo:sink/log@0.1.0", "loop-sink.wasm", "sink.wasm", nullptr,
     "t2-sink/splicer_adapter_tier2_t2_dump_demo_sink_log_0_1_0.wasm", 5'000, 1'000'000},
    {"put(1 MiB of bytes)", "bench:bytes/store@0.1.0", "loop-bytes.wasm", "bytes.wasm", nullptr,
     "splicer_adapter_tier2_t2_bench_bytes_store_0_1_0.wasm", 20, 20},
};

class Bench {
 public:
  Bench(const engine::EngineLibrary& engine, std::filesystem::path guests, std::filesystem::path corpus,
        std::filesystem::path made, bool canStop)
      : m_engine(engine),
        m_guests(std::move(guests)),
        m_corpus(std::move(corpus)),
        m_made(std::move(made)),
        m_canStop(canStop) {}

  void run(const Target& target) {
    std::printf("\n%s\n%-34s %12s %10s %12s %10s\n", target.title, "", "ns a call", "ratio", "bytes",
                "ratio");
    m_theirs = {};
    row("not hooked", plain(target), target.many, {});
    for (const unsigned tier : {1u, 2u}) {
      const std::string number = std::to_string(tier);
      const char* theirs = tier == 1 ? target.tier1 : target.tier2;
      m_theirs = {};
      std::filesystem::path adapter;
      if (theirs) {
        adapter = m_corpus / "splices" / theirs;
        if (!std::filesystem::exists(adapter)) adapter = m_made / theirs;
      }
      if (theirs && std::filesystem::exists(adapter)) {
        const std::size_t bytes = std::filesystem::file_size(adapter);
        m_theirs = row("tier " + number + ", splicer's adapter", withTheirs(target, adapter, tier),
                       target.few, bytes);
      }
      hooked(target, "tier " + number + ", the same hook", ("tier" + number + ".wasm").c_str(), tier,
             target.few);
      hooked(target, "tier " + number + ", spliceboard:hook", tier == 1 ? "numbers.wasm" : "words.wasm", tier,
             target.many);
    }
  }

 private:
  struct Measured {
    double ns = 0;
    std::size_t bytes = 0;
  };

  Measured row(const std::string& title, const Bytes& component, std::uint32_t calls, std::size_t adapter) {
    const Measured found{timed(m_engine, component, calls, m_canStop), adapter};
    std::printf("%-34s %12.1f", title.c_str(), found.ns);
    if (m_theirs.ns > 0)
      std::printf(" %10.4f", found.ns / m_theirs.ns);
    else
      std::printf(" %10s", "");
    if (adapter != 0) std::printf(" %12zu", adapter);
    if (adapter != 0 && m_theirs.bytes != 0)
      std::printf(" %10.2f", static_cast<double>(adapter) / static_cast<double>(m_theirs.bytes));
    std::printf("\n");
    return found;
  }

  Bytes plain(const Target& target) {
    Composition made;
    const auto provider = made.add(m_guests / target.provider, "provider");
    const auto consumer = made.add(m_guests / target.consumer, "consumer");
    made.connect(provider, consumer, target.interface);
    return made.finish(consumer).composed;
  }

  void hooked(const Target& target, const std::string& title, const char* hook, unsigned tier,
              std::uint32_t calls) {
    Composition made;
    const auto provider = made.add(m_guests / target.provider, "provider");
    const auto consumer = made.add(m_guests / target.consumer, "consumer");
    made.connect(provider, consumer, target.interface);
    made.hook(consumer, target.interface, m_guests / hook,
              tier == 1 ? graph::HookKind::Tier1 : graph::HookKind::Tier2);
    const driver::SpliceOutput output = made.finish(consumer);
    row(title, output.composed, calls, output.adapters.front().bytes.size());
  }

  Bytes withTheirs(const Target& target, const std::filesystem::path& file, unsigned tier) {
    Composition made;
    const auto provider = made.add(m_guests / target.provider, "provider");
    const auto hook = made.add(m_guests / ("tier" + std::to_string(tier) + ".wasm"), "hook");
    const auto adapter = made.add(file, "adapter");
    const auto consumer = made.add(m_guests / target.consumer, "consumer");
    made.connect(provider, adapter, target.interface);
    const std::string package = tier == 1 ? "splicer:tier1/" : "splicer:tier2/";
    const std::string version = tier == 1 ? "@0.3.0" : "@0.1.0";
    made.connect(hook, adapter, package + "before" + version);
    made.connect(hook, adapter, package + "after" + version);
    made.connect(adapter, consumer, target.interface);
    return made.finish(consumer).composed;
  }

  const engine::EngineLibrary& m_engine;
  std::filesystem::path m_guests, m_corpus, m_made;
  bool m_canStop;
  Measured m_theirs;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) return std::fprintf(stderr, "usage: hook_bench GUESTS CORPUS [MADE]\n"), 2;
  auto folders = engine::engineFolders(SPLICEBOARD_BINARY_DIR, {});
  folders.insert(folders.begin() + 1, std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "build/engine");
  const auto library = engine::EngineLibrary::find(folders);
  if (!library) return std::fprintf(stderr, "%s\n", library.error().text().c_str()), 1;
  try {
    for (const bool canStop : {false, true}) {
      std::printf("\n%s\n", canStop ? "with the checks that end a guest in time (`splicectl run`)"
                                    : "as the engine comes, without checks that end a guest");
      Bench bench(*library, argv[1], argv[2], argc == 4 ? argv[3] : "", canStop);
      for (const Target& target : Targets) bench.run(target);
    }
  } catch (const Failed& failed) {
    return std::fprintf(stderr, "%s\n", failed.text.c_str()), 1;
  }
  return 0;
}
