// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/hex_panel.h"

#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/byte_fill.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/panel_parts.h"

namespace sb::ui {
namespace {

struct Part {
  QString name;
  ByteRange range;
};

/// The parts of the file that the adapter knows the place of.
std::vector<Part> partsOf(const adapt::Adapter& adapter) {
  std::vector<Part> parts{{HexPanel::tr("component"), {0, adapter.componentBytes.size()}}};
  const auto add = [&](const QString& name, std::uint64_t begin, std::uint64_t size) {
    if (begin > 0 && size > 0 && begin + size <= adapter.componentBytes.size())
      parts.push_back({name, {begin, begin + size}});
  };
  add(HexPanel::tr("memory module"), adapter.memoryModuleOffset, adapter.memoryModule.size());
  std::uint64_t data = adapter.layout.data.size();
  while (data > 0 && adapter.layout.data[data - 1] == 0) --data;
  add(HexPanel::tr("data"), adapter.dataOffset, data);
  add(HexPanel::tr("glue module"), adapter.glueModuleOffset, adapter.glueModule.size());
  return parts;
}

}  // namespace

HexPanel::HexPanel(QWidget* parent)
    : Panel(QStringLiteral("kind-adapter"), tr("Hex"), parent),
      m_hint(emptyHint(tr("Select a hook to see the bytes of its adapter."), this)),
      m_page(new QWidget(this)) {
  setObjectName(QStringLiteral("hexPanel"));
  makePaper(this);
  m_hex = new HexView(m_page);
  m_hex->setObjectName(QStringLiteral("hexBytes"));
  m_hex->setColumnHeads(true);
  m_parts = new PanelCombo(m_page);
  m_parts->setObjectName(QStringLiteral("hexParts"));
  m_parts->setAccessibleName(tr("Part of the file"));
  m_parts->setMinimumWidth(150);
  m_place = new QLabel(m_page);
  m_place->setObjectName(QStringLiteral("hexPlace"));
  m_place->setProperty("role", "secondary");
  auto* line = new QHBoxLayout;
  line->setContentsMargins(12, 6, 12, 0);
  auto* caption = new QLabel(tr("Part"), m_page);
  caption->setProperty("role", "secondary");
  line->addWidget(caption);
  line->addWidget(m_parts);
  line->addWidget(m_place, 1);
  auto* page = new QVBoxLayout(m_page);
  page->setContentsMargins(0, 0, 0, 0);
  page->setSpacing(6);
  page->addLayout(line);
  page->addWidget(m_hex, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_page);
  layout->addWidget(m_hint);
  connect(m_hex, &HexView::byteClicked, this, &HexPanel::focusOffset);
  connect(m_parts, &QComboBox::activated, this, [this](int index) {
    if (!m_values || !m_values->adapter() || index < 0) return;
    const Part part = partsOf(*m_values->adapter())[static_cast<std::size_t>(index)];
    HexView::Marks marks = m_hex->marks();
    marks.region = index == 0 ? ByteRange{} : part.range;
    m_hex->setMarks(marks);
    m_hex->showAddress(part.range.begin);
    m_place->setText(tr("%1 to %2, %3 B")
                         .arg(hexAddress(part.range.begin), hexAddress(part.range.end))
                         .arg(part.range.end - part.range.begin));
  });
}

void HexPanel::attach() {
  m_values = document() ? &AdapterValues::of(*document()) : nullptr;
  if (m_values) {
    watch(connect(m_values, &AdapterValues::adapterChanged, this, &HexPanel::rebuild));
    watch(connect(&document()->selection(), &Selection::focusChanged, this, &HexPanel::mark));
    watch(connect(document(), &QObject::destroyed, this, [this] { m_values = nullptr; }));
  }
  rebuild();
}

void HexPanel::rebuild() {
  const adapt::Adapter* adapter = m_values ? m_values->adapter().get() : nullptr;
  m_page->setVisible(adapter);
  m_hint->setVisible(!adapter);
  m_parts->clear();
  m_hex->setBytes(adapter ? adapter->componentBytes : Bytes{});
  header()->setInfo(
      adapter
          ? tr("%1 · %2 bytes").arg(QString::fromStdString(adapter->name)).arg(adapter->componentBytes.size())
          : QString());
  if (!adapter) return;
  for (const Part& part : partsOf(*adapter)) m_parts->addItem(part.name);
  mark();
}

void HexPanel::mark() {
  if (!m_values || !m_values->adapter()) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  const Focus& focus = document()->selection().focus();
  HexView::Marks marks;
  const std::uint64_t shift = adapter.dataOffset;
  const auto inFile = [&](std::uint64_t begin, std::uint64_t size) {
    return shift > 0 && begin + size <= adapter.layout.data.size() &&
           shift + begin + size <= adapter.componentBytes.size();
  };
  if (focus.byte && inFile(*focus.byte, focus.byteCount)) {
    marks.field = {shift + *focus.byte, shift + *focus.byte + focus.byteCount};
    if (const adapt::Region* region = adapter.layout.at(*focus.byte)) {
      const adapt::Region* record = region->parent ? &adapter.layout[*region->parent] : region;
      const adapt::Region* top = record;
      while (top->parent) top = &adapter.layout[*top->parent];
      if (inFile(record->offset, record->size) && record->kind != adapt::RegionKind::FieldBlob)
        marks.record = {shift + record->offset, shift + record->offset + record->size};
      if (inFile(top->offset, top->size))
        marks.region = {shift + top->offset, shift + top->offset + top->size};
    }
    m_place->setText(
        tr("address %1 is at %2 of the file").arg(hexAddress(*focus.byte), hexAddress(marks.field.begin)));
  } else if (focus.byte) {
    m_place->setText(
        tr("address %1 is written at run time and is not in the file").arg(hexAddress(*focus.byte)));
  } else {
    m_place->clear();
  }
  m_hex->setMarks(marks);
  if (!marks.field.empty()) m_hex->showAddress(marks.field.begin);
}

void HexPanel::focusOffset(std::uint64_t offset) {
  if (!m_values || !m_values->adapter()) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  QString part;
  for (const Part& candidate : partsOf(adapter))
    if (candidate.range.holds(offset)) part = candidate.name;
  if (adapter.dataOffset > 0 && offset >= adapter.dataOffset &&
      offset - adapter.dataOffset < adapter.layout.data.size()) {
    const auto address = static_cast<std::uint32_t>(offset - adapter.dataOffset);
    Focus focus = document()->selection().focus();
    const adapt::Region* region = adapter.layout.at(address);
    focus.byte = address;
    focus.byteCount = 1;
    focus.region.reset();
    focus.cellPath.clear();
    if (region) focus.region = region->id;
    document()->selection().setFocus(focus);
    mark();
    return;
  }
  HexView::Marks marks;
  marks.field = {offset, offset + 1};
  m_hex->setMarks(marks);
  m_place->setText(tr("%1 in the %2").arg(hexAddress(offset), part));
}

}  // namespace sb::ui
