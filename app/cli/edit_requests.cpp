// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/edit_requests.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>

#include "app/cli/port_names.h"
#include "core/driver/document_rules.h"
#include "core/driver/open.h"
#include "core/graph/edit_frames.h"
#include "core/graph/edit_nodes.h"
#include "core/graph/hook_kind.h"
#include "core/graph/inner_graph.h"
#include "core/plan/splice_rules.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"

namespace sb::cli {
namespace {

constexpr const char* InOption = "--in";

using graph::Edit;
using graph::Graph;
using Words = std::vector<std::string>;

/// "a=b=c" → {"a", "b", "c"}, at most `most` parts; the last keeps its equals signs.
Words splitAtEquals(const std::string& text, std::size_t most) {
  Words out;
  std::size_t start = 0;
  while (out.size() + 1 < most) {
    const std::size_t equals = text.find('=', start);
    if (equals == std::string::npos) break;
    out.push_back(text.substr(start, equals - start));
    start = equals + 1;
  }
  out.push_back(text.substr(start));
  return out;
}

tl::unexpected<Error> badShape(const std::string& text, const char* shape) {
  return fail(ErrorCode::BadSyntax, "`" + text + "` is not of the form " + shape);
}

Result<Edit> connect(const Graph& graph, const Words& words) {
  SB_TRY(const graph::PortRef provider, portNamed(graph, words[0], graph::Side::Export));
  SB_TRY(const graph::PortRef consumer, portNamed(graph, words[1], graph::Side::Import));
  const graph::Verdict verdict = graph::judgeConnection(graph, provider, consumer);
  if (verdict.fits()) return graph::connectPorts(graph, provider, consumer);
  std::string why = verdict.sentence;
  for (const std::string& detail : verdict.details) why += "; " + detail;
  return fail(ErrorCode::TypeMismatch, why);
}

Result<Edit> disconnect(const Graph& graph, const Words& words) {
  SB_TRY(const graph::EdgeId edge, edgeNamed(graph, words[0]));
  return graph::disconnect(graph, edge);
}

Result<Edit> add(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  SB_TRY(const graph::ComponentFileRef file, driver::loadComponentFile(parts.back()));
  const std::string name = parts.size() == 2 ? parts[0] : std::filesystem::path(parts[0]).stem().string();
  return graph::addComponent(graph, file, name, {});
}

Result<Edit> rename(const Graph& graph, const Words& words) {
  SB_TRY(const graph::NodeId node, nodeNamed(graph, words[0]));
  return graph::renameNode(graph, node, words[1]);
}

Result<Edit> duplicate(const Graph& graph, const Words& words) {
  SB_TRY(const graph::NodeId node, nodeNamed(graph, words[0]));
  return graph::duplicateNode(graph, node, {});
}

Result<Edit> erase(const Graph& graph, const Words& words) {
  SB_TRY(const graph::NodeId node, nodeNamed(graph, words[0]));
  return graph::deleteNodes(graph, {node});
}

/// NODE=FILE
Result<Edit> replace(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  if (parts.size() < 2) return badShape(words[0], "NODE=FILE");
  SB_TRY(const graph::NodeId node, nodeNamed(graph, parts[0]));
  SB_TRY(const graph::ComponentFileRef file, driver::loadComponentFile(parts[1]));
  return graph::replaceComponent(graph, node, file);
}

Result<Edit> heal(const Graph& graph, const Words& words) {
  SB_TRY(const graph::NodeId node, nodeNamed(graph, words[0]));
  return graph::deleteAndHeal(graph, node);
}

Result<Edit> exportPort(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  SB_TRY(const graph::PortRef port, portNamed(graph, parts[0], graph::Side::Export));
  return graph::exportPort(graph, port, parts.size() == 2 ? parts[1] : std::string());
}

Result<Edit> leaveToHost(const Graph& graph, const Words& words) {
  SB_TRY(const graph::PortRef port, portNamed(graph, words[0], graph::Side::Import));
  return graph::leaveToHost(graph, port);
}

Result<Edit> autoWire(const Graph& graph, const Words& words) {
  if (words[0] == "all") return graph::autoWire(graph, {});
  SB_TRY(const graph::NodeId node, nodeNamed(graph, words[0]));
  return graph::autoWire(graph, {node});
}

/// What a hook is on a connection of an interface or of one function.
Result<graph::HookKind> kindOn(const types::ComponentType& hook, const std::string& name,
                               const graph::Port* port) {
  const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
  if (instance && *instance) return graph::hookKindFor(hook, name, **instance);
  const auto* function = port ? std::get_if<types::FuncTypeRef>(&port->type) : nullptr;
  if (!function || !*function)
    return fail(ErrorCode::Refused, "only interfaces and functions can be hooked; `" + name + "` is neither");
  const graph::HookVerdict verdict = graph::judgeHook(hook, name, *function, *function);
  if (verdict.kind) return *verdict.kind;
  return fail(ErrorCode::Refused, verdict.rule + "; " + verdict.wayOut);
}

/// CONSUMER/PORT=FILE or CONSUMER/PORT=NAME=FILE
Result<Edit> hook(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 3);
  if (parts.size() < 2) return badShape(words[0], "CONSUMER/PORT=[NAME=]FILE");
  SB_TRY(const graph::EdgeId edge, edgeNamed(graph, parts[0]));
  const graph::Port* port = graph.find(graph.find(edge)->provider);
  graph::Hook hook;
  SB_TRY(hook.file, driver::loadComponentFile(parts.back()));
  hook.name = parts.size() == 3 ? parts[1] : std::filesystem::path(parts.back()).stem().string();
  SB_TRY(hook.kind, kindOn(*hook.file->type, graph.find(edge)->provider.name, port));
  return graph::addHook(graph, edge, std::move(hook), 0);
}

/// A hook named CONSUMER/PORT=NAME.
struct NamedHook {
  graph::EdgeId edge;
  graph::HookId hook;
};
Result<NamedHook> hookNamed(const Graph& graph, const std::string& port, const std::string& name) {
  SB_TRY(const graph::EdgeId edge, edgeNamed(graph, port));
  std::string all;
  for (const graph::Hook& hook : graph.find(edge)->hooks) {
    if (hook.name == name) return NamedHook{edge, hook.id};
    all += (all.empty() ? "" : ", ") + hook.name;
  }
  return fail(ErrorCode::NoSuchEdge, "no hook `" + name + "` on `" + port + "`; there " +
                                         (all.empty() ? "are none" : "are: " + all));
}

Result<Edit> unhook(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  if (parts.size() == 1) {
    SB_TRY(const graph::EdgeId edge, edgeNamed(graph, parts[0]));
    return Edit(graph::SetHooks{edge, {}});
  }
  SB_TRY(const NamedHook found, hookNamed(graph, parts[0], parts[1]));
  return graph::removeHook(graph, found.edge, found.hook);
}

Result<Edit> setEnabled(const Graph& graph, const std::string& text, bool enabled) {
  const Words parts = splitAtEquals(text, 2);
  if (parts.size() < 2) return badShape(text, "CONSUMER/PORT=NAME");
  SB_TRY(const NamedHook found, hookNamed(graph, parts[0], parts[1]));
  return graph::enableHook(graph, found.edge, found.hook, enabled);
}
Result<Edit> bypass(const Graph& graph, const Words& words) { return setEnabled(graph, words[0], false); }
Result<Edit> enable(const Graph& graph, const Words& words) { return setEnabled(graph, words[0], true); }

Result<Edit> moveHook(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 3);
  std::size_t place = 0;
  const char* shape = "CONSUMER/PORT=NAME=PLACE";
  if (parts.size() < 3) return badShape(words[0], shape);
  const auto [end, error] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), place);
  if (error != std::errc() || end != parts[2].data() + parts[2].size()) return badShape(words[0], shape);
  SB_TRY(const NamedHook found, hookNamed(graph, parts[0], parts[1]));
  return graph::moveHook(graph, found.edge, found.hook, place);
}

/// "functions=get,put", "gate-value.get=ok(1)", …: one option of a hook.
Result<void> setOption(graph::Hook& hook, const std::string& text) {
  const Words parts = splitAtEquals(text, 2);
  const std::string& key = parts[0];
  constexpr const char* Known =
      "functions, gate-value.FUNCTION, on-trap, retype-to-sync, own-instance, config.KEY or name";
  if (parts.size() < 2) return badShape(text, "KEY=VALUE");
  const std::string& value = parts[1];
  const auto under = [&](const char* prefix) { return key.rfind(prefix, 0) == 0; };
  if (under("gate-value.") || under("config.")) {
    auto& map = under("config.") ? hook.config : hook.options.gateValues;
    const std::string name = key.substr(key.find('.') + 1);
    if (value.empty())
      map.erase(name);
    else
      map[name] = value;
  } else if (key == "functions") {
    hook.options.functions.clear();
    for (std::size_t start = 0; start < value.size();) {
      const std::size_t comma = std::min(value.find(',', start), value.size());
      if (comma > start) hook.options.functions.push_back(value.substr(start, comma - start));
      start = comma + 1;
    }
  } else if (key == "on-trap") {
    if (value != "fail-call" && value != "switch-off") return badShape(text, "on-trap=fail-call|switch-off");
    hook.options.onTrap = value == "fail-call" ? graph::TrapPolicy::FailCall : graph::TrapPolicy::SwitchOff;
  } else if (key == "retype-to-sync") {
    if (value != "true" && value != "false") return badShape(text, "retype-to-sync=true|false");
    hook.options.retypeToSync = value == "true";
  } else if (key == "own-instance") {
    hook.ownInstance = value;
  } else if (key == "name") {
    if (value.empty()) return badShape(text, "name=NAME");
    hook.name = value;
  } else {
    return fail(ErrorCode::BadSyntax, "a hook has no option `" + key + "`; it has " + Known);
  }
  return {};
}

Result<Edit> setHook(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  if (parts.size() < 2) return badShape(words[0], "CONSUMER/PORT=NAME");
  SB_TRY(const NamedHook found, hookNamed(graph, parts[0], parts[1]));
  const std::vector<graph::Hook>& hooks = graph.find(found.edge)->hooks;
  graph::Hook changed = *std::find_if(hooks.begin(), hooks.end(),
                                      [&](const graph::Hook& hook) { return hook.id == found.hook; });
  SB_TRY_VOID(setOption(changed, words[1]));
  return graph::changeHook(graph, found.edge, std::move(changed));
}

/// TITLE=NODE,NODE…
Result<Edit> frame(const Graph& graph, const Words& words) {
  const Words parts = splitAtEquals(words[0], 2);
  if (parts.size() < 2 || parts[1].empty()) return badShape(words[0], "TITLE=NODE[,NODE…]");
  std::vector<graph::NodeId> nodes;
  for (std::size_t start = 0; start <= parts[1].size();) {
    const std::size_t comma = std::min(parts[1].find(',', start), parts[1].size());
    SB_TRY(const graph::NodeId node, nodeNamed(graph, parts[1].substr(start, comma - start)));
    nodes.push_back(node);
    start = comma + 1;
  }
  return graph::frameNodes(graph, nodes, parts[0]);
}

Result<Edit> unframe(const Graph& graph, const Words& words) {
  std::string all;
  for (const auto& [id, frame] : graph.frames) {
    if (frame.title == words[0]) return graph::removeFrame(graph, id);
    all += (all.empty() ? "" : ", ") + frame.title;
  }
  return fail(ErrorCode::NoSuchNode,
              "no frame `" + words[0] + "`; there " + (all.empty() ? "are none" : "are: " + all));
}

Result<driver::RuleChange> changeTo(const Graph& graph, const plan::SpliceRules& rules,
                                    const driver::BuiltinFolders& builtins) {
  driver::SpliceOptions options;
  options.builtins = builtins;
  return driver::changeRules(graph, rules, options);
}

/// Gives the document rules as a window did: they may wait for connections that they select.
Result<Edit> rulesText(const Graph& graph, const Words& words, const driver::BuiltinFolders& builtins) {
  SB_TRY(const plan::SpliceRules parsed, plan::parseSpliceRules(words[0]));
  SB_TRY(const driver::RuleChange change, changeTo(graph, parsed, builtins));
  return change.edit;
}

/// Gives the document the rules of a file; paths in it count from the current folder.
Result<Edit> rules(const Graph& graph, const Words& words, const driver::BuiltinFolders& builtins) {
  SB_TRY(const SharedBytes bytes, mapFile(words[0]));
  const ByteSpan span = bytes->span();
  SB_TRY(const plan::SpliceRules parsed,
         plan::parseSpliceRules({reinterpret_cast<const char*>(span.data()), span.size()}));
  SB_TRY(const driver::RuleChange change, changeTo(graph, parsed, builtins));
  std::string why;
  for (const plan::RuleMatch& match : change.matches) {
    if (!match.edges.empty()) return change.edit;
    why += "; " + match.whyNot;
  }
  if (parsed.rules.empty()) return change.edit;
  return fail(ErrorCode::Refused, "no rule applies" + why);
}

}  // namespace

const std::vector<EditKind>& editKinds() {
  static const std::vector<EditKind> kinds = {
      {InOption, 1, "NODE|..",
       "Do the edits that follow inside of this nested composition; .. leads out again", nullptr},
      {"--add", 1, "[NAME=]FILE", "Add a component", add},
      {"--connect", 2, "PROVIDER/PORT CONSUMER/PORT",
       "Connect an export to an import, in place of what was there", connect},
      {"--disconnect", 1, "CONSUMER/PORT", "Cut the connection into an import", disconnect},
      {"--auto-wire", 1, "NODE|all", "Connect every free import that exactly one export fits", autoWire},
      {"--leave-to-host", 1, "CONSUMER/PORT", "Let the host provide an import", leaveToHost},
      {"--export", 1, "NODE/PORT[=NAME]", "Make an export one of the composition", exportPort},
      {"--rename", 2, "NODE NAME", "Rename a node", rename},
      {"--duplicate", 1, "NODE", "Add another instance of a node's component", duplicate},
      {"--delete", 1, "NODE", "Delete a node with its connections", erase},
      {"--delete-heal", 1, "NODE", "Delete a node and connect what it stood between", heal},
      {"--replace", 1, "NODE=FILE", "Another component in place of a node's; what fits stays connected",
       replace},
      {"--hook", 1, "CONSUMER/PORT=[NAME=]FILE", "Put a hook on a connection, nearest the caller", hook},
      {"--rules", 1, "FILE", "Give the document these splice rules in place of those it has", nullptr, rules},
      {"--rules-text", 1, "YAML", "The same with the rules themselves, which need not select anything yet",
       nullptr, rulesText},
      {"--unhook", 1, "CONSUMER/PORT[=NAME]", "Take a hook off, or all of them", unhook},
      {"--move-hook", 1, "CONSUMER/PORT=NAME=PLACE", "Move a hook; place 0 is nearest the caller", moveHook},
      {"--set-hook", 2, "CONSUMER/PORT=NAME KEY=VALUE",
       "Set an option of a hook: functions, gate-value.FUNCTION, on-trap, retype-to-sync, own-instance, "
       "config.KEY, name; an empty value clears it",
       setHook},
      {"--frame", 1, "TITLE=NODE[,NODE…]", "Put nodes into a titled frame; a picture of the document only",
       frame},
      {"--unframe", 1, "TITLE", "Take a frame away; its nodes stay", unframe},
      {"--bypass", 1, "CONSUMER/PORT=NAME", "Leave a hook where it is, without effect", bypass},
      {"--enable", 1, "CONSUMER/PORT=NAME", "Let a bypassed hook work again", enable},
  };
  return kinds;
}

Result<std::string> EditedGraph::apply(const EditRequest& request, const driver::BuiltinFolders& builtins) {
  if (request.option == InOption) return inContext(go(request.values[0]), concat("in ", InOption));
  const auto kind = std::find_if(editKinds().begin(), editKinds().end(),
                                 [&](const EditKind& known) { return request.option == known.option; });
  if (kind == editKinds().end()) return fail(ErrorCode::BadSyntax, "unknown edit " + request.option);
  std::string spelled = request.option;
  for (const std::string& value : request.values) spelled += " " + value;
  // Inside of a nested composition a copy is changed; the composition itself may be large.
  Graph copy = m_path.empty() ? Graph() : *graph::graphInside(m_root, m_path);
  Graph& graph = m_path.empty() ? m_root : copy;
  SB_TRY(const Edit edit, inContext(kind->build ? kind->build(graph, request.values)
                                                : kind->buildWithHooks(graph, request.values, builtins),
                                    "in " + spelled));
  const std::string sentence = graph::describe(graph, edit);
  SB_TRY_VOID(inContext(graph::apply(graph, edit), "in " + spelled));
  if (!m_path.empty()) graph::putInside(m_root, m_path, std::move(copy));
  return sentence;
}

Result<std::string> EditedGraph::go(const std::string& name) {
  if (name == "..") {
    if (m_path.empty()) return fail(ErrorCode::NoSuchNode, "the composition itself is in nothing");
    m_path.pop_back();
    return std::string("Leave");
  }
  const Graph& here = *graph::graphInside(m_root, m_path);
  SB_TRY(const graph::NodeId node, nodeNamed(here, name));
  if (!here.find(node)->inner)
    return fail(ErrorCode::NoSuchNode, concat("`", name, "` has no composition inside"));
  m_path.push_back(node);
  return concat("Enter ", name);
}

}  // namespace sb::cli
