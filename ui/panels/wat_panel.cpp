// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/wat_panel.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/code_view.h"
#include "ui/panels/panel_parts.h"

namespace sb::ui {

WatPanel::WatPanel(QWidget* parent)
    : Panel(QStringLiteral("kind-core"), tr("WAT"), parent),
      m_code(new CodeView(CodeLanguage::Wat, true, this)),
      m_hint(emptyHint({}, this)) {
  setObjectName(QStringLiteral("watPanel"));
  makePaper(this);
  makeFlush(m_code);
  m_code->setObjectName(QStringLiteral("watCode"));
  m_code->setAccessibleName(tr("Code of the adapter"));
  m_hint->setObjectName(QStringLiteral("watHint"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_code);
  layout->addWidget(m_hint);
  connect(m_code, &CodeView::lineActivated, this, &WatPanel::goToLine);
}

void WatPanel::attach() {
  m_values = document() ? &AdapterValues::of(*document()) : nullptr;
  m_shown.reset();
  if (m_values) {
    follow(m_values, &AdapterValues::adapterChanged, [this] { rebuild(); });
    follow(&document()->selection(), &Selection::focusChanged, [this] { markLines(); });
    watch(connect(document(), &QObject::destroyed, this, [this] { m_values = nullptr; }));
  }
  rebuild();
}

void WatPanel::rebuild() {
  const std::shared_ptr<const adapt::Adapter> adapter = m_values ? m_values->adapter() : nullptr;
  QString hint;
  if (!adapter) {
    hint = tr("Select a hook to see the code of its adapter.");
    m_wat = {};
  } else if (adapter != m_shown) {
    Result<print::CoreWat> wat = print::coreWat(adapter->namedGlueModule);
    m_wat = wat ? std::move(*wat) : print::CoreWat{};
    if (!wat) hint = tr("No text for this adapter: %1.").arg(QString::fromStdString(wat.error().message));
  } else if (m_wat.text.empty()) {
    return;
  }
  m_shown = adapter;
  m_code->setCode(QString::fromStdString(m_wat.text));
  m_code->setVisible(hint.isEmpty());
  m_hint->setVisible(!hint.isEmpty());
  m_hint->setText(hint);
  header()->setInfo(
      adapter && hint.isEmpty()
          ? tr("%1 · %2 bytes").arg(QString::fromStdString(adapter->name)).arg(adapter->glueModule.size())
          : QString());
  markLines();
}

void WatPanel::markLines() {
  if (!m_values || !m_values->adapter() || m_marking) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  const Focus& focus = document()->selection().focus();
  std::set<int> lines;
  if (focus.region && focus.region->value < adapter.layout.regions.size())
    for (const adapt::WriterRange& writer : adapter.layout[*focus.region].writers)
      for (const print::CoreWat::Instruction& instruction : m_wat.instructions)
        if (instruction.coreFunc == writer.coreFunc && instruction.end > writer.begin &&
            instruction.end <= writer.end)
          lines.insert(static_cast<int>(instruction.line));
  if (lines.empty() && !focus.function.isEmpty())
    for (const adapt::AdaptedFunction& function : adapter.functions)
      if (QString::fromStdString(function.name) == focus.function &&
          function.wrapperFunc < m_wat.functions.size())
        for (unsigned line = m_wat.functions[function.wrapperFunc].firstLine;
             line <= m_wat.functions[function.wrapperFunc].lastLine; ++line)
          lines.insert(static_cast<int>(line));
  m_code->setMarkedLines(lines);
  if (!lines.empty() && !m_code->hasFocus()) m_code->showLine(*lines.begin());
}

void WatPanel::goToLine(int line) {
  if (!m_values || !m_values->adapter() || !isLinked()) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  const print::CoreWat::Instruction* at = nullptr;
  for (const print::CoreWat::Instruction& instruction : m_wat.instructions)
    if (static_cast<int>(instruction.line) == line) at = &instruction;
  if (!at) return;
  Focus focus = document()->selection().focus();
  for (const adapt::AdaptedFunction& function : adapter.functions)
    if (function.wrapperFunc == at->coreFunc) focus.function = QString::fromStdString(function.name);
  const adapt::Region* written = nullptr;
  for (const adapt::Region& region : adapter.layout.regions)
    for (const adapt::WriterRange& writer : region.writers)
      if (writer.coreFunc == at->coreFunc && at->end > writer.begin && at->end <= writer.end &&
          (!written || region.size < written->size))
        written = &region;
  if (written) {
    focus.region = written->id;
    focus.byte = written->offset;
    focus.byteCount = written->size;
    focus.value = QString::fromStdString(written->owner.param);
  }
  m_marking = true;
  m_values->selectBead();
  document()->selection().setFocus(focus);
  m_marking = false;
}

}  // namespace sb::ui
