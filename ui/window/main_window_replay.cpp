// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include "core/driver/open.h"
#include "core/driver/replay.h"
#include "ui/document/document.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/picker.h"

// Providers that answer from a recording, as `splicectl replay` makes them.
namespace sb::ui {
namespace {

/// The interface that the selection is about, and the import that a provider of it would serve.
struct Wanted {
  QString interface;
  std::optional<graph::PortRef> import;
};

Wanted wantedBy(const Document& document) {
  const graph::Graph& graph = document.graph();
  if (const graph::Edge* edge = graph.find(document.selection().edge()))
    return {QString::fromStdString(edge->consumer.name), edge->consumer};
  const auto* port = std::get_if<PortItem>(&document.selection().item());
  if (!port || !graph.find(port->port)) return {};
  const bool import = port->port.side == graph::Side::Import;
  return {QString::fromStdString(port->port.name), import ? std::optional(port->port) : std::nullopt};
}

}  // namespace

void MainWindow::addReplay() {
  const QString path =
      QFileDialog::getOpenFileName(this, tr("Provider from a recording"), {},
                                   tr("Recordings (*.jsonl *.json *.txt *.log);;All files (*)"));
  if (!path.isEmpty()) addReplayFrom(path);
}

void MainWindow::addReplayFrom(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return say(tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
  const std::string text = file.readAll().toStdString();
  const auto fail = [this, path](const Error& error) {
    say(tr("%1: %2").arg(QFileInfo(path).fileName(), QString::fromStdString(error.text())));
  };
  const Result<std::vector<std::string>> names = driver::interfacesIn(text);
  if (!names) return fail(names.error());
  if (names->empty()) return say(tr("%1 has no recorded call.").arg(QFileInfo(path).fileName()));
  const Wanted wanted = wantedBy(*currentDocument());
  const auto make = [this, text, fail, wanted](const QString& name) {
    const Result<driver::ReplayProvider> made =
        driver::makeReplayProvider(text, currentDocument()->root(), name.toStdString());
    if (!made) return fail(made.error());
    const QString node =
        tr("replay-%1").arg(name.section(QLatin1Char('/'), -1).section(QLatin1Char('@'), 0, 0));
    const Result<graph::ComponentFileRef> component =
        driver::loadComponentBytes(shareBytes(made->component), node.toStdString() + ".wasm");
    if (!component) return fail(component.error());
    const bool serves = wanted.import && wanted.interface == name;
    addComponentFor(*component, node, currentView()->canvas().visibleScene().center(),
                    serves ? wanted.import : std::nullopt);
    const int calls = static_cast<int>(made->calls);
    say(serves
            ? tr("%1 answers here, with %n recorded call(s).", nullptr, calls).arg(node)
            : tr("%1 was added, with %n recorded call(s); connect it where it is to answer.", nullptr, calls)
                  .arg(node));
  };
  for (const std::string& name : *names)
    if (names->size() == 1 || wanted.interface.toStdString() == name)
      return make(QString::fromStdString(name));
  QList<PickerRow> rows;
  for (const std::string& name : *names)
    rows.append(PickerRow{QString::fromStdString(name),
                          {},
                          QStringLiteral("kind-component"),
                          QString::fromStdString(name),
                          true,
                          tr("Recorded interfaces")});
  pick(tr("Which interface to answer"), rows, mapToGlobal(QPoint(width() / 2 - 220, 160)), make);
}

}  // namespace sb::ui
