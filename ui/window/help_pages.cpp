// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/help_pages.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/window/main_window.h"

namespace sb::ui {
namespace {

QString tour() {
  return QObject::tr(
      "<h3>Three minutes</h3><ol>"
      "<li><b>Open</b> a composed <code>.wasm</code> (Ctrl+O), or the sample <i>Key-value shop</i>. Every "
      "instance is a node; imports enter at the left, exports leave at the right.</li>"
      "<li><b>Hook</b>: click the wire between <i>cache</i> and <i>orders</i>, press <b>H</b>, type "
      "<i>trace</i>, press Enter. A black bead appears on the wire.</li>"
      "<li><b>Look inside</b>: <i>Plan</i> lists what will be done. <i>Layout</i> shows the memory of the "
      "adapter byte by byte, <i>Cells</i> the tree that a value is lifted into. Everything selected in one "
      "panel is marked in the others.</li>"
      "<li><b>Run</b> (F5): the Console prints every call.</li>"
      "<li><b>Export</b> (Ctrl+E) writes the new composition, checked, with its adapters and the WAC "
      "text.</li></ol>");
}

QString words() {
  return QObject::tr(
      "<h3>Words</h3><p><b>Hook</b>: a component that is called before or after the calls on a "
      "connection.</p>"
      "<p><b>Tier 1</b> hooks see the names of calls and may refuse them; <b>tier 2</b> hooks also see "
      "arguments and results.</p>"
      "<p><b>Adapter</b>: the component that is generated to call the hook; it sits inside the bead.</p>"
      "<p><b>Cell</b>: one node of a value that was lifted for a tier-2 hook, 16 bytes in memory.</p>"
      "<p><b>B A G</b>: the hook is called before, after, or as a gate that may skip the call.</p>");
}

QString keys(const MainWindow& window) {
  QString html = QObject::tr("<h3>Keyboard map</h3>") + QStringLiteral("<table cellpadding='3'>");
  for (const QAction* action : window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (action->shortcut().isEmpty()) continue;
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    html += QStringLiteral("<tr><td><code>%1</code></td><td>%2</td></tr>")
                .arg(action->shortcut().toString(QKeySequence::NativeText), text);
  }
  html += QObject::tr(
      "<tr><td><code>H</code></td><td>hook the selected "
      "connection</td></tr><tr><td><code>A</code></td><td>add a component</td></tr>"
      "<tr><td><code>G</code> <code>Shift+G</code></td><td>frame the selected nodes, take them out of their "
      "frame</td></tr>"
      "<tr><td><code>F</code> <code>Home</code></td><td>zoom to selection, to "
      "everything</td></tr><tr><td><code>.</code></td><td>reveal the selection</td></tr>"
      "<tr><td><code>Arrows</code></td><td>go to the neighbour, or "
      "pan</td></tr><tr><td><code>Ctrl+Arrows</code></td><td>move the node by 8</td></tr>");
  return html + QStringLiteral("</table>");
}

}  // namespace

void showHelp(MainWindow& window, const QString& topic) {
  auto* dialog = new QDialog(&window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName(QStringLiteral("helpDialog"));
  dialog->setWindowTitle(QObject::tr("Spliceboard help"));
  dialog->resize(560, 480);
  auto* text = new QTextBrowser(dialog);
  QString html = tour();
  if (topic == QLatin1String("keys")) html = keys(window);
  if (topic == QLatin1String("words")) html = words();
  if (topic == QLatin1String("about"))
    html = QObject::tr(
               "<h3>Spliceboard %1</h3><p>An editor for WebAssembly component compositions: see who calls "
               "whom, rewire, hook, look inside, export, run.</p>"
               "<p>Apache License 2.0 with LLVM exception.</p>")
               .arg(QCoreApplication::applicationVersion());
  text->setHtml(html);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  auto* layout = new QVBoxLayout(dialog);
  layout->addWidget(text);
  layout->addWidget(buttons);
  dialog->show();
}

}  // namespace sb::ui
