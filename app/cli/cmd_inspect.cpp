// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/file_facts.h"
#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "app/cli/wit_input.h"
#include "core/decode/component_decoder.h"
#include "core/print/wit.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file;
  bool json = false, wit = false;
};

Json namesOf(const std::vector<FileFacts::Extern>& externs) {
  Json out = Json::array();
  for (const FileFacts::Extern& item : externs) out.push_back({{"name", item.name}, {"kind", item.kind}});
  return out;
}

Json jsonOf(const FileFacts& facts) {
  Json out = jsonDocument("inspect");
  out["file"] = facts.name;
  out["kind"] = facts.kindName();
  out["bytes"] = facts.bytes;
  out["sha256"] = facts.sha256;
  out["what"] = facts.sentence;
  if (facts.error) out["error"] = toJson(*facts.error);
  if (!facts.producer.empty()) out["producer"] = facts.producer;
  out["imports"] = namesOf(facts.imports);
  out["exports"] = namesOf(facts.exports);
  out["coreModules"] = facts.coreModules;
  out["nestedComponents"] = facts.nestedComponents;
  Json instances = Json::array();
  for (const FileFacts::Instance& instance : facts.instances) {
    Json row{{"name", instance.name}, {"kind", instance.kind}, {"bytes", instance.bytes}};
    if (!instance.sha256.empty()) row["sha256"] = instance.sha256;
    if (!instance.producer.empty()) row["producer"] = instance.producer;
    row["imports"] = instance.imports;
    row["exports"] = instance.exports;
    if (!instance.note.empty()) row["note"] = instance.note;
    instances.push_back(std::move(row));
  }
  out["instances"] = std::move(instances);
  return out;
}

void printExterns(const char* title, const std::vector<FileFacts::Extern>& externs, std::ostream& out) {
  if (externs.empty()) return;
  out << title << "\n";
  for (const FileFacts::Extern& item : externs) out << "  " << item.name << "  (" << item.kind << ")\n";
}

void printText(const FileFacts& facts, std::ostream& out) {
  out << facts.name << " " << facts.sentence << "\n";
  out << "size      " << byteCount(facts.bytes) << "\nsha256    " << facts.sha256 << "\n";
  if (!facts.producer.empty()) out << "made by   " << facts.producer << "\n";
  if (facts.coreModules || facts.nestedComponents)
    out << "inside    " << counted(facts.nestedComponents, "component") << ", "
        << counted(facts.coreModules, "core module") << "\n";
  printExterns("imports", facts.imports, out);
  printExterns("exports", facts.exports, out);
  if (facts.instances.empty()) return;
  out << "instances\n";
  for (const FileFacts::Instance& instance : facts.instances) {
    out << "  " << instance.name << "  " << instance.kind << ", " << counted(instance.imports, "import")
        << ", " << counted(instance.exports, "export");
    if (instance.bytes) out << ", " << byteCount(instance.bytes);
    if (!instance.producer.empty()) out << ", " << instance.producer;
    out << "\n";
  }
}

void printWit(const InputFile& file, const FileFacts& facts, Surroundings& io) {
  const Result<model::Component> component = decode::decodeComponent(file.bytes());
  if (!component) return;  // facts.error says it
  const print::ComponentWit wit = print::componentWit(*component, facts.type);
  for (const std::string& remark : wit.remarks) io.err << "note: " << remark << "\n";
  io.out << wit.text;
}

int printWritten(const std::string& name, const InputFile* file, Surroundings& io) {
  int code = 0;
  if (const auto text = writtenWit(name, file, io, code)) io.out << *text;
  return code;
}

int inspect(const Options& options, Surroundings& io) {
  if (options.wit && isWitFolder(options.file)) return printWritten(options.file, nullptr, io);
  const Result<InputFile> file = InputFile::open(options.file, io);
  if (!file) return report(file.error(), io);
  if (options.wit && isWitText(*file)) return printWritten(options.file, &*file, io);
  const FileFacts facts = factsOf(*file, io);
  if (options.json) {
    printJson(jsonOf(facts), io);
  } else if (options.wit) {
    if (facts.type) printWit(*file, facts, io);
  } else {
    printText(facts, io.out);
  }
  return facts.error ? report(file->shownName(), *facts.error, io) : number(ExitCode::Ok);
}

}  // namespace

void addInspect(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(app, "inspect", "Say what a file is and what is in it",
                                 {"inspect orders.composed.wasm", "inspect --json trace.wasm",
                                  "inspect --wit trace.wasm", "inspect - < trace.wasm"});
  command->add_option("FILE", options->file, "A component, core module or WIT package; - for standard input")
      ->required()
      ->type_name("");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_flag("--wit", options->wit, "Print the imports and exports as WIT");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return inspect(*options, io); }; });
}

}  // namespace sb::cli
