// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/narrow_wit.h"

#include <QStringList>

namespace sb::ui {
namespace {

struct Line {
  QString text, item;
};

std::vector<Line> linesOf(const print::WitInterfaceText& wit) {
  std::vector<Line> lines;
  std::size_t at = 0;
  for (const QString& text : QString::fromStdString(wit.text).split(QLatin1Char('\n'))) {
    const auto size = static_cast<std::size_t>(text.toUtf8().size());
    QString item;
    std::size_t shortest = SIZE_MAX;
    for (const auto& mark : wit.marks)
      if (mark.begin <= at && at + size <= mark.end && mark.end - mark.begin < shortest) {
        shortest = mark.end - mark.begin;
        item = QString::fromStdString(mark.item);
      }
    lines.push_back({text, item});
    at += size + 1;
  }
  while (!lines.empty() && lines.back().text.isEmpty()) lines.pop_back();
  return lines;
}

int indentOf(const QString& text) {
  int spaces = 0;
  while (spaces < text.size() && text[spaces] == QLatin1Char(' ')) ++spaces;
  return spaces / 2;  // four become two
}

}  // namespace

NarrowWit narrowWit(const print::WitInterfaceText& wit, int columns) {
  const std::vector<Line> lines = linesOf(wit);
  QStringList out;
  NarrowWit result;
  const auto add = [&](int indent, const QString& text, const QString& item) {
    out << QString(indent, QLatin1Char(' ')) + text;
    if (!item.isEmpty()) result.items[static_cast<int>(out.size())] = item;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const QString text = lines[i].text.trimmed(), &item = lines[i].item;
    const int indent = indentOf(lines[i].text);
    if (text.startsWith(QLatin1String("enum ")) || text.startsWith(QLatin1String("flags "))) {
      QStringList members;
      std::size_t end = i + 1;
      while (end < lines.size() && lines[end].text.trimmed() != QLatin1String("}"))
        members << lines[end++].text.trimmed().chopped(1);
      const QString joined =
          text + QLatin1Char(' ') + members.join(QStringLiteral(", ")) + QStringLiteral(" }");
      if (indent + joined.size() <= columns) {
        add(indent, joined, item);
        i = end;
        continue;
      }
    }
    if (text.startsWith(QLatin1String("record ")) && text.endsWith(QLatin1Char('{'))) {
      add(indent, text, item);  // as many members on a line as fit
      QString joined;
      std::size_t end = i + 1;
      for (; end < lines.size() && lines[end].text.trimmed() != QLatin1String("}"); ++end) {
        const QString member = lines[end].text.trimmed();
        if (!joined.isEmpty() && indent + 2 + joined.size() + 1 + member.size() > columns) {
          add(indent + 2, joined, item);
          joined.clear();
        }
        joined += (joined.isEmpty() ? QString() : QStringLiteral(" ")) + member;
      }
      if (!joined.isEmpty()) add(indent + 2, joined, item);
      i = end - 1;
      continue;
    }
    const qsizetype arrow = text.lastIndexOf(QLatin1String(" -> "));
    if (indent + text.size() > columns && arrow > 0) {
      add(indent, text.left(arrow), item);
      add(indent + 2, text.mid(arrow + 1), item);
      continue;
    }
    add(indent, text, item);
  }
  result.text = out.join(QLatin1Char('\n'));
  return result;
}

}  // namespace sb::ui
