// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/compare_components.h"

#include <set>

#include "core/compare/compare_worlds.h"
#include "core/compare/match_nodes.h"
#include "core/compare/module_facts.h"
#include "core/support/concat.h"

namespace sb::compare {
namespace {

std::string nodeName(const ShapeNode& node) {
  if (!node.name.empty()) return node.name;
  if (node.content.shape && !node.content.shape->name.empty()) return node.content.shape->name;
  return concat(node.core ? "core instance " : "instance ", std::to_string(node.index));
}
std::string nodePath(const ShapeNode& node) {
  return concat(node.core ? "core-instance[" : "instance[", std::to_string(node.index), "]");
}
std::string contentWords(const Content& content) {
  if (content.hash.empty()) return "an imported component";
  return concat(content.module ? "core module" : "component", " of ", std::to_string(content.bytes),
                " bytes");
}

/// Compares two components, then what lies in their instances.
class Comparer {
 public:
  explicit Comparer(Comparison& out) : m_out(out) {}

  void components(const Shape& before, const Shape& after, const std::vector<std::string>& where) {
    notes(before, after, where);
    if (before.hash == after.hash) return;
    if (!m_seen.insert({before.hash, after.hash}).second) return;  // told where it was met first
    const std::size_t known = m_out.differences.size();
    std::vector<Difference> found;
    const NameMap imports = compareSide(before, after, Subject::Import, found);
    const NameMap exports = compareSide(before, after, Subject::Export, found);
    const ImportName importName = [imports](const std::string& name) {
      const auto other = imports.find(name);
      return other == imports.end() ? name : other->second;
    };
    const NodeMatch match = matchNodes(before, after, importName);
    alone(before, after, match, found);
    std::vector<std::pair<NodeIndex, NodeIndex>> inside;
    for (NodeIndex i = 0; i < before.nodes.size(); ++i)
      if (match.toAfter[i]) {
        const NodeIndex partner = *match.toAfter[i];
        contents(before.nodes[i], after.nodes[partner], where, found);
        args(before, after, i, partner, match, importName, found);
        if (before.nodes[i].content.term != after.nodes[partner].content.term) inside.push_back({i, partner});
      }
    exportSources(before, after, exports, match, importName, found);
    if (before.start != after.start && translated(before.start, match, importName) != after.start) {
      Difference one;
      one.change = Change::Rewired;
      one.subject = Subject::Connection;
      one.name = "start";
      found.push_back(std::move(one));
    }
    for (Difference& one : found) {
      one.where = where;
      m_out.differences.push_back(std::move(one));
    }
    for (const auto& [a, b] : inside) {
      const ShapeRef& x = before.nodes[a].content.shape;
      const ShapeRef& y = after.nodes[b].content.shape;
      if (!x || !y) continue;
      std::vector<std::string> inner = where;
      inner.push_back(nodeName(before.nodes[a]));
      components(*x, *y, inner);
    }
    if (m_out.differences.size() == known) unexplained(where);
  }

 private:
  using ImportName = std::function<std::string(const std::string&)>;

  /// Never "no difference" when the meanings differ.
  void unexplained(const std::vector<std::string>& where) {
    Difference one;
    one.change = Change::Changed;
    one.subject = Subject::Component;
    one.name = where.empty() ? "the component" : where.back();
    one.where = where;
    one.details.push_back("instances that are alike are used differently");
    m_out.differences.push_back(std::move(one));
  }

  static void alone(const Shape& before, const Shape& after, const NodeMatch& match,
                    std::vector<Difference>& found) {
    const auto add = [&](Change change, const ShapeNode& node) {
      Difference one;
      one.change = change;
      one.subject = node.core ? Subject::CoreInstance : Subject::Instance;
      one.name = nodeName(node);
      one.identity = node.content.hash;
      (change == Change::Removed ? one.before : one.after) = contentWords(node.content);
      (change == Change::Removed ? one.pathBefore : one.pathAfter) = nodePath(node);
      found.push_back(std::move(one));
    };
    for (NodeIndex i = 0; i < before.nodes.size(); ++i)
      if (!match.toAfter[i]) add(Change::Removed, before.nodes[i]);
    for (NodeIndex i = 0; i < after.nodes.size(); ++i)
      if (!match.toBefore[i]) add(Change::Added, after.nodes[i]);
  }

  void contents(const ShapeNode& a, const ShapeNode& b, const std::vector<std::string>& where,
                std::vector<Difference>& found) {
    if (!a.name.empty() && !b.name.empty() && a.name != b.name)
      m_out.notes.push_back(
          concat(place(where), nodePath(a), " `", a.name, "` is called `", b.name, "` in the second"));
    if (a.content.term == b.content.term) {
      if (a.content.sha256 != b.content.sha256 &&
          m_bytesSeen.insert({a.content.sha256, b.content.sha256}).second)
        m_out.notes.push_back(concat(place(where), "`", nodeName(a),
                                     "` is written differently: ", std::to_string(a.content.bytes), " → ",
                                     std::to_string(b.content.bytes), " bytes"));
      return;
    }
    Difference one;
    one.change = Change::Changed;
    one.subject = a.core ? Subject::CoreInstance : Subject::Instance;
    one.name = nodeName(a);
    one.before = contentWords(a.content);
    one.after = contentWords(b.content);
    one.pathBefore = nodePath(a);
    one.pathAfter = nodePath(b);
    if (a.content.module && b.content.module)
      one.details = moduleDifferences(a.content.module->bytes, b.content.module->bytes);
    found.push_back(std::move(one));
  }

  static std::string place(const std::vector<std::string>& where) {
    std::string out;
    for (const std::string& name : where) out += concat(name, " / ");
    return out;
  }

  static std::string words(const Shape& shape, const std::string& term) {
    return termWords(term, [&](NodeIndex i) { return nodeName(shape.nodes[i]); });
  }

  static void connection(const Shape& before, const Shape& after, std::string name, const std::string* a,
                         const std::string* b, std::string pathBefore, std::string pathAfter,
                         std::vector<Difference>& found) {
    Difference one;
    one.change = !a ? Change::Added : !b ? Change::Removed : Change::Rewired;
    one.subject = Subject::Connection;
    one.name = std::move(name);
    if (a) one.before = words(before, *a);
    if (b) one.after = words(after, *b);
    one.pathBefore = a ? std::move(pathBefore) : "";
    one.pathAfter = b ? std::move(pathAfter) : "";
    found.push_back(std::move(one));
  }

  static void args(const Shape& before, const Shape& after, NodeIndex i, NodeIndex partner,
                   const NodeMatch& match, const ImportName& importName, std::vector<Difference>& found) {
    const ShapeNode& a = before.nodes[i];
    const ShapeNode& b = after.nodes[partner];
    for (const auto& [name, term] : a.args) {
      const auto other = b.args.find(name);
      const std::string* there = other == b.args.end() ? nullptr : &other->second;
      if (there && translated(term, match, importName) == *there) continue;
      const std::string step = concat(".argument[", name, "]");
      connection(before, after, concat(nodeName(a), " / ", name), &term, there, nodePath(a) + step,
                 nodePath(b) + step, found);
    }
    for (const auto& [name, term] : b.args)
      if (a.args.count(name) == 0)
        connection(before, after, concat(nodeName(b), " / ", name), nullptr, &term, {},
                   concat(nodePath(b), ".argument[", name, "]"), found);
  }

  /// Exports that both have and that come from somewhere else; missing ones are told by their side of the
  /// world.
  static void exportSources(const Shape& before, const Shape& after, const NameMap& names,
                            const NodeMatch& match, const ImportName& importName,
                            std::vector<Difference>& found) {
    for (const auto& [name, item] : before.exports) {
      const auto renamed = names.find(name);
      const std::string& nameAfter = renamed == names.end() ? name : renamed->second;
      const auto other = after.exports.find(nameAfter);
      if (other == after.exports.end() || translated(item.term, match, importName) == other->second.term)
        continue;
      connection(before, after, concat("export ", name), &item.term, &other->second.term,
                 concat("export[", name, "]"), concat("export[", nameAfter, "]"), found);
    }
  }

  /// What means the same and is written differently.
  void notes(const Shape& before, const Shape& after, const std::vector<std::string>& where) {
    std::set<std::string> sections;
    for (const auto& [name, hash] : before.customHashes) {
      const auto other = after.customHashes.find(name);
      if (other == after.customHashes.end() || other->second != hash) sections.insert(name);
    }
    for (const auto& [name, hash] : after.customHashes)
      if (before.customHashes.count(name) == 0) sections.insert(name);
    for (const std::string& name : sections)
      m_out.notes.push_back(concat(place(where), "the custom section `", name, "` differs"));
    const auto unused = [&](const Shape& shape, const Shape& other, const char* which) {
      for (const auto& [hash, content] : shape.unused)
        if (other.unused.count(hash) == 0)
          m_out.notes.push_back(
              concat(place(where), "the ", which, " embeds a ", contentWords(content), " that nothing uses"));
    };
    unused(before, after, "first");
    unused(after, before, "second");
  }

  Comparison& m_out;
  std::set<std::pair<std::string, std::string>> m_seen, m_bytesSeen;
};

/// An instance that is gone in one place and new with the same content in another has moved.
void findMoved(std::vector<Difference>& differences) {
  for (std::size_t i = 0; i < differences.size(); ++i) {
    Difference& gone = differences[i];
    if (gone.change != Change::Removed || gone.identity.empty()) continue;
    for (std::size_t k = 0; k < differences.size(); ++k) {
      const Difference& fresh = differences[k];
      if (fresh.change != Change::Added || fresh.identity != gone.identity || fresh.where == gone.where)
        continue;
      gone.change = Change::Moved;
      gone.after = fresh.name;
      std::string to;
      for (const std::string& name : fresh.where) to += concat(to.empty() ? "" : " / ", name);
      gone.details.push_back(to.empty() ? "it lies in the component itself now"
                                        : concat("it lies in ", to, " now"));
      gone.pathAfter = fresh.pathAfter;
      differences.erase(differences.begin() + static_cast<std::ptrdiff_t>(k));
      if (k < i) --i;
      break;
    }
  }
}

}  // namespace

const char* changeName(Change change) {
  switch (change) {
    case Change::Added: return "added";
    case Change::Removed: return "removed";
    case Change::Changed: return "changed";
    case Change::Rewired: return "rewired";
    case Change::Renamed: return "renamed";
    case Change::Version: return "version";
    case Change::Moved: return "moved";
  }
  return "";
}

const char* subjectName(Subject subject) {
  switch (subject) {
    case Subject::Import: return "import";
    case Subject::Export: return "export";
    case Subject::Instance: return "instance";
    case Subject::CoreInstance: return "core instance";
    case Subject::Connection: return "connection";
    case Subject::Function: return "function";
    case Subject::Type: return "type";
    case Subject::CoreModule: return "core module";
    case Subject::Component: return "component";
  }
  return "";
}

Result<Comparison> compareComponents(const model::Component& before, const model::Component& after) {
  SB_TRY(const ShapeRef a, inContext(shapeOf(before), "in the first component"));
  SB_TRY(const ShapeRef b, inContext(shapeOf(after), "in the second component"));
  Comparison out;
  out.bytesBefore = before.bytes.size();
  out.bytesAfter = after.bytes.size();
  out.hashBefore = a->hash;
  out.hashAfter = b->hash;
  Comparer(out).components(*a, *b, {});
  findMoved(out.differences);
  return out;
}

}  // namespace sb::compare
