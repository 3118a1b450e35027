// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/component_input.h"
#include "app/cli/wit_input.h"
#include "core/print/component_json.h"
#include "core/print/component_wat.h"
#include "core/print/dump.h"
#include "core/print/wit.h"
#include "core/types/check_component.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, at, output = std::string(StandardStream);
  bool wat = false, dump = false, json = false, wit = false, offsets = false, noCore = false;
};

Result<std::string> witText(const model::Component& component, Surroundings& io) {
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  const types::CheckedComponent checked = types::checkComponent(component, options);
  if (!checked.type)
    return fail(ErrorCode::Invalid, checked.diagnostics.empty() ? "its types cannot be resolved"
                                                                : checked.diagnostics.front().message);
  print::ComponentWit wit = print::componentWit(component, checked.type);
  for (const std::string& remark : wit.remarks) io.err << "note: " << remark << "\n";
  return std::move(wit.text);
}

Result<void> writeText(const Options& options, const ComponentPart& part, Surroundings& io) {
  const model::Component& root = part.root;
  const locate::Found& found = part.found;
  if (options.json)
    return writeOutput(options.output, print::componentJson(part.file.shownName(), root, found), io);
  if (options.wit) {
    const auto* component = std::get_if<const model::Component*>(&found.item.ref);
    if (!component)
      return fail(ErrorCode::Refused, "only a component has WIT, this is another part: name a component");
    SB_TRY(const std::string text, witText(**component, io));
    return writeOutput(options.output, text, io);
  }
  if (options.dump) return writeOutput(options.output, print::dumpItem(root, found.item), io);
  print::WatOptions wat;
  wat.offsets = options.offsets;
  wat.coreModules = !options.noCore;
  std::vector<std::string> remarks;
  SB_TRY_VOID(writeOutput(options.output, io, [&](const TextSink& sink) {
    remarks = print::writeItemWat(root, found.item, wat, sink);
  }));
  for (const std::string& remark : remarks) io.err << "note: " << remark << "\n";
  return {};
}

int printWritten(const Options& options, const InputFile* file, Surroundings& io) {
  int code = 0;
  const std::optional<std::string> text = writtenWit(options.file, file, io, code);
  if (!text) return code;
  const auto written = writeOutput(options.output, *text, io);
  return written ? code : report(written.error(), io);
}

/// WIT as text or folder has one form here: one text with everything that was read.
int printFile(const Options& options, Surroundings& io) {
  const bool mayBeWit = options.at.empty() && !options.wat && !options.dump && !options.json;
  if (mayBeWit && isWitFolder(options.file)) return printWritten(options, nullptr, io);
  Result<InputFile> file = InputFile::open(options.file, io);
  if (!file) return report(file.error(), io);
  if (mayBeWit && isWitText(*file)) return printWritten(options, &*file, io);
  int code = 0;
  const auto part = openPart(*std::move(file), options.at, io, code, CoreModuleFiles::Part);
  if (!part) return code;
  const Result<void> written = writeText(options, *part, io);
  if (written) return code;
  return written.error().code == ErrorCode::FileNotWritable
             ? report(written.error(), io)
             : report(part->file.shownName(), written.error(), io);
}

}  // namespace

void addPrint(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "print", "Print a component, or a part of it, as text",
      {"print orders.wasm", "print --wit orders.wasm", "print --at 'component[0].instance[2]' orders.wasm",
       "print --dump orders.wasm", "print --json --at 'export[demo:kv/store@1.0.0]' orders.wasm",
       "print --offsets orders.wasm -o orders.wat", "print wit"});
  command
      ->add_option("FILE", options->file,
                   "A component or core module, or WIT as file or folder; - for standard input")
      ->required()
      ->type_name("");
  CLI::Option* wat =
      command->add_flag("--wat", options->wat, "Component text (this is what is printed without an option)");
  CLI::Option* wit =
      command->add_flag("--wit", options->wit, "The component's world as WIT; WIT that was read as one text");
  CLI::Option* dump = command->add_flag("--dump", options->dump,
                                        "One line for each definition: offset, size, index, what it is");
  CLI::Option* json =
      command->add_flag("--json", options->json, "All of it as one JSON object, types resolved");
  wat->excludes(wit)->excludes(dump)->excludes(json);
  wit->excludes(dump)->excludes(json);
  dump->excludes(json);
  command
      ->add_option("--at", options->at, "Only this part, by its path, for example component[2].instance[4]")
      ->type_name("PATH");
  command->add_flag("--offsets", options->offsets,
                    "Component text: the place in the file in front of each definition");
  command->add_flag("--no-core", options->noCore, "Component text: leave core modules out");
  command->add_option("-o,--output", options->output, "Write here; - is standard output")->type_name("PATH");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return printFile(*options, io); }; });
}

}  // namespace sb::cli
