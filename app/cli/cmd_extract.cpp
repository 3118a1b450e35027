// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/component_input.h"
#include "app/cli/json_output.h"
#include "core/graph/reaches_out.h"
#include "core/support/sha256.h"

namespace sb::cli {
namespace {

struct Options {
  std::string path, file, output = std::string(StandardStream);
  bool json = false;
};

/// The bytes of what can be a file by itself; nothing for other definitions.
std::optional<ByteSpan> bytesOf(const locate::ItemRef& ref) {
  if (const auto* component = std::get_if<const model::Component*>(&ref)) return (*component)->bytes;
  if (const auto* module = std::get_if<const model::CoreModule*>(&ref)) return (*module)->bytes;
  if (const auto* custom = std::get_if<const model::CustomSection*>(&ref))
    return ByteSpan((*custom)->payload);
  return std::nullopt;
}

int extract(Options options, Surroundings& io) {
  // The path may stand before or behind the file: only one of the two is a path.
  if (!locate::parsePath(options.path) && locate::parsePath(options.file))
    std::swap(options.path, options.file);
  if (options.json && options.output == StandardStream) {
    io.err << "splicectl: --json says what was written and needs -o FILE\n";
    return number(ExitCode::Usage);
  }
  int code = 0;
  const auto part = openPart(options.file, options.path, io, code);
  if (!part) return code;
  const auto bytes = bytesOf(part->found.item.ref);
  if (!bytes) {
    io.err << "splicectl: `" << options.path
           << "` is no file by itself; components, core modules and custom sections can be extracted "
              "(splicectl print --at shows everything else)\n";
    return number(ExitCode::Refused);
  }
  const auto* component = std::get_if<const model::Component*>(&part->found.item.ref);
  const bool reachesOut = component && graph::reachesOutside(**component);
  if (reachesOut)
    io.err << "warning: `" << options.path
           << "` uses definitions of the component around it (outer aliases), so it is not a component by "
              "itself\n";
  if (const auto written = writeOutput(options.output, *bytes, io); !written)
    return report(written.error(), io);
  if (options.json) {
    Json json = jsonDocument("extract");
    json["file"] = part->file.shownName();
    json["path"] = locate::pathText(part->found.path);
    json["output"] = options.output;
    json["bytes"] = bytes->size();
    json["sha256"] = sha256Hex(*bytes);
    json["reachesOut"] = reachesOut;
    printJson(json, io);
  }
  return number(ExitCode::Ok);
}

}  // namespace

void addExtract(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "extract", "Write an embedded component or core module as a file",
                 {"extract 'component[0]' orders.composed.wasm -o orders.wasm",
                  "extract 'component[orders].core-module[0]' orders.composed.wasm -o orders.core.wasm",
                  "extract 'custom[producers]' orders.composed.wasm | xxd"});
  command->add_option("PATH", options->path, "Which part, for example component[2].core-module[0]")
      ->required()
      ->type_name("");
  command->add_option("FILE", options->file, "A component; - for standard input")->required()->type_name("");
  command->add_option("-o,--output", options->output, "Write here; - is standard output")->type_name("PATH");
  command->add_flag("--json", options->json, "Say what was written, as one JSON object; needs -o");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return extract(*options, io); }; });
}

}  // namespace sb::cli
