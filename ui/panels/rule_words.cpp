// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/rule_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace sb::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Rules", text); }

QString listed(const plan::Patterns& patterns, const QString& any) {
  QStringList parts;
  for (const std::string& one : patterns) parts << QString::fromStdString(one);
  return parts.isEmpty() ? any : parts.join(QStringLiteral(", "));
}

}  // namespace

/// "demo:kv/store@1.0.0::orders->cache" names the caller first; an empty end is the host.
EdgeWords wordsOf(const std::string& edgeName) {
  const QString name = QString::fromStdString(edgeName);
  const qsizetype split = name.lastIndexOf(QLatin1String("::"));
  if (split < 0) return {name, {}};
  const QString ends = name.mid(split + 2);
  const qsizetype arrow = ends.indexOf(QLatin1String("->"));
  QString caller = ends.left(arrow), provider = ends.mid(arrow + 2);
  if (caller.isEmpty()) caller = tr("out");
  if (provider.isEmpty()) provider = tr("Host");
  return {provider + QStringLiteral(" → ") + caller, name.left(split)};
}

plan::Patterns patternsOf(const QString& text) {
  static const QRegularExpression between(QStringLiteral("[,\\s]+"));
  plan::Patterns out;
  for (const QString& part : text.split(between, Qt::SkipEmptyParts)) out.push_back(part.toStdString());
  return out;
}

QString placeOf(const plan::SpliceRule& rule) {
  const QString interface = listed(rule.interfaces, tr("every interface"));
  const QString provider = listed(rule.provider.names, tr("any")),
                caller = listed(rule.consumer.names, tr("any"));
  switch (rule.kind) {
    case plan::SpliceRule::Kind::Before:
      return rule.provider.names.empty() ? interface : tr("%1 before %2").arg(interface, provider);
    case plan::SpliceRule::Kind::Between:
      if (rule.provider.names.empty() && rule.consumer.names.empty()) return interface;
      return QStringLiteral("%1, %2 → %3").arg(interface, provider, caller);
    case plan::SpliceRule::Kind::OnNode: return tr("%1 at %2").arg(interface, provider);
    case plan::SpliceRule::Kind::OnSubgraph:
      return tr("%1 around %2").arg(interface, listed(rule.nodes, tr("any")));
    case plan::SpliceRule::Kind::OnEdge: {
      if (rule.edges.size() != 1) return tr("%1 connections by name").arg(rule.edges.size());
      const EdgeWords words = wordsOf(rule.edges.front());
      return words.interface + QStringLiteral(", ") + words.route;
    }
  }
  return interface;
}

QString hooksOf(const plan::SpliceRule& rule) {
  QStringList names;
  for (const plan::Injection& one : rule.inject) names << QString::fromStdString(one.name);
  return names.join(QStringLiteral(", "));
}

}  // namespace sb::ui
