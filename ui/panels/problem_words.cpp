// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/problem_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/panels/byte_fill.h"

namespace sb::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ProblemsPanel", text); }

}  // namespace

QString sentenceOf(const std::string& message) {
  QString text = QString::fromStdString(message);
  text.remove(QLatin1Char('`'));
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QList<std::pair<QString, QString>> fixesFor(const driver::Problem& problem) {
  const driver::ProblemSubject& subject = problem.subject;
  if (problem.diagnostic.code == "unsatisfied-import" && subject.port.node.valid())
    return {{tr("Add provider…"), QStringLiteral("provider")}, {tr("Leave to host"), QStringLiteral("host")}};
  if (subject.hook.valid() && problem.diagnostic.severity == Severity::Error)
    return {{tr("Bypass"), QStringLiteral("bypass")}, {tr("Remove hook"), QStringLiteral("unhook")}};
  if (subject.edge.valid() && problem.diagnostic.code == "type-mismatch")
    return {{tr("Explain…"), QStringLiteral("explain")}, {tr("Disconnect"), QStringLiteral("cut")}};
  if (problem.diagnostic.code == "rule-not-applied")
    return {{tr("Apply rules again"), QStringLiteral("applyRules")},
            {tr("Edit rules…"), QStringLiteral("editRules")}};
  return {};
}

QString groupOf(const graph::Graph& graph, const driver::ProblemSubject& subject) {
  if (const graph::Edge* edge = graph.find(subject.edge)) {
    const QString interfaceName = QString::fromStdString(edge->consumer.name);
    for (const graph::Hook& hook : edge->hooks)
      if (hook.id == subject.hook)
        return tr("%1 on %2").arg(QString::fromStdString(hook.name), interfaceName);
    return interfaceName;
  }
  const graph::Node* node = graph.find(subject.node.valid() ? subject.node : subject.port.node);
  return node ? QString::fromStdString(node->name) : tr("Composition");
}

QString placeOf(const graph::Graph& graph, const driver::Problem& problem) {
  const driver::ProblemSubject& subject = problem.subject;
  if (const graph::Edge* edge = graph.find(subject.edge)) {
    const graph::Node *from = graph.find(edge->provider.node), *to = graph.find(edge->consumer.node);
    return from && to
               ? tr("%1 → %2").arg(QString::fromStdString(from->name), QString::fromStdString(to->name))
               : QString();
  }
  if (const graph::Node* node = graph.find(subject.port.node)) {
    const bool import = subject.port.side == graph::Side::Import;
    const std::vector<graph::Port>& ports = import ? node->imports : node->exports;
    for (std::size_t i = 0; i < ports.size(); ++i)
      if (ports[i].name.name == subject.port.name)
        return (import ? tr("%1, import %2") : tr("%1, export %2"))
            .arg(QString::fromStdString(node->name))
            .arg(i + 1);
  }
  if (problem.diagnostic.offset) return tr("at %1").arg(hexAddress(*problem.diagnostic.offset));
  QStringList path;
  for (const std::string& part : problem.diagnostic.path) path << QString::fromStdString(part);
  return path.join(QStringLiteral(", "));
}

}  // namespace sb::ui
