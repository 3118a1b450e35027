// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/hex_panel.h"

#include <QVBoxLayout>

#include "core/driver/file_places.h"
#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/byte_fill.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/panel_parts.h"

namespace sb::ui {
namespace {

using Part = std::pair<QString, ByteRange>;

/// The parts of the file that the adapter knows the place of.
std::vector<Part> partsOf(const adapt::Adapter& adapter) {
  std::vector<Part> parts{{HexPanel::tr("component"), {0, adapter.componentBytes.size()}}};
  const auto add = [&](const QString& name, std::uint64_t begin, std::uint64_t size) {
    if (begin > 0 && size > 0 && begin + size <= adapter.componentBytes.size())
      parts.push_back({name, {begin, begin + size}});
  };
  add(HexPanel::tr("memory module"), adapter.memoryModuleOffset, adapter.memoryModule.size());
  if (!adapter.data.empty()) {
    const std::uint64_t begin = adapter.data.front().offset;
    add(HexPanel::tr("data"), begin, adapter.data.back().offset + adapter.data.back().bytes - begin);
  }
  add(HexPanel::tr("glue module"), adapter.glueModuleOffset, adapter.glueModule.size());
  return parts;
}

}  // namespace

HexPanel::HexPanel(QWidget* parent)
    : Panel(QStringLiteral("kind-adapter"), tr("Hex"), parent),
      m_hint(emptyHint(tr("Select a hook to see the bytes of its adapter, or a node for those of its file."),
                       this)),
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
    if (index < 0 || static_cast<std::size_t>(index) >= m_ranges.size()) return;
    const ByteRange range = m_ranges[static_cast<std::size_t>(index)].second;
    HexView::Marks marks = m_hex->marks();
    marks.region = index == 0 ? ByteRange{} : range;
    m_hex->setMarks(marks);
    m_hex->showAddress(range.begin);
    m_place->setText(tr("%1 to %2, %3 B")
                         .arg(hexAddress(range.begin), hexAddress(range.end))
                         .arg(range.end - range.begin));
  });
}

void HexPanel::attach() {
  m_values = document() ? &AdapterValues::of(*document()) : nullptr;
  if (m_values) {
    follow(m_values, &AdapterValues::adapterChanged, [this] { rebuild(); });
    follow(&document()->selection(), &Selection::changed, [this] { rebuild(); });
    follow(&document()->selection(), &Selection::focusChanged, [this] { mark(); });
    watch(connect(document(), &QObject::destroyed, this, [this] { m_values = nullptr; }));
  }
  rebuild();
}

/// An adapter is shown until something else is selected that a file has.
bool HexPanel::showsAdapter() const {
  if (!m_values || !m_values->adapter()) return false;
  const Item& item = document()->selection().item();
  if (std::holds_alternative<NodeItem>(item) || std::holds_alternative<PortItem>(item)) return false;
  const graph::Edge* edge = document()->graph().find(document()->selection().edge());
  return !edge || !edge->hooks.empty();
}

void HexPanel::showParts(const std::vector<Part>& parts) {
  m_ranges = parts;
  m_parts->clear();
  for (const Part& part : parts) m_parts->addItem(part.first);
}

void HexPanel::rebuild() {
  if (m_marking) return;
  if (!showsAdapter()) return showFile();
  const adapt::Adapter& adapter = *m_values->adapter();
  m_file.reset();
  m_page->show();
  m_hint->hide();
  m_hex->setBytes(adapter.componentBytes);
  header()->setInfo(
      tr("%1 · %2 bytes").arg(QString::fromStdString(adapter.name)).arg(adapter.componentBytes.size()));
  showParts(partsOf(adapter));
  mark();
}

/// The file that the selected object was read from.
void HexPanel::showFile() {
  m_file.reset();
  m_ranges.clear();
  std::optional<driver::FilePlace> component, port;
  const graph::Node* node = nullptr;
  if (document()) {
    const graph::Graph& graph = document()->graph();
    std::optional<graph::PortRef> ref;
    const Item& item = document()->selection().item();
    if (const auto* one = std::get_if<NodeItem>(&item)) node = graph.find(one->node);
    if (const auto* one = std::get_if<PortItem>(&item)) ref = one->port;
    if (const graph::Edge* edge = graph.find(document()->selection().edge()))
      ref = graph.find(edge->consumer.node) && graph.find(edge->consumer.node)->kind == graph::NodeKind::Host
                ? edge->provider
                : edge->consumer;
    if (ref) node = graph.find(ref->node);
    if (node) component = driver::placeOfNode(*node);
    if (ref) port = driver::placeOfPort(graph, *ref);
  }
  m_page->setVisible(component.has_value());
  m_hint->setVisible(!component);
  header()->setInfo({});
  if (!component) return;
  m_file = component->file;
  m_hex->setBytes(m_file);
  const QString name = QString::fromStdString(node->name);
  const ByteRange whole{0, m_file->span().size()},
      range{component->range.offset, component->range.offset + component->range.size};
  HexView::Marks marks;
  marks.region = range == whole ? ByteRange{} : range;
  std::vector<Part> parts{{tr("file"), whole}, {name, range}};
  if (port) {
    marks.field = {port->range.offset, port->range.offset + port->range.size};
    parts.emplace_back(tr("%1, the selected port").arg(name), marks.field);
  }
  showParts(parts);
  m_parts->setCurrentIndex(static_cast<int>(parts.size()) - 1);
  m_hex->setMarks(marks);
  m_hex->showAddress(parts.back().second.begin);
  m_place->setText(tr("%1 at %2 to %3").arg(name, hexAddress(range.begin), hexAddress(range.end)));
  header()->setInfo(tr("%1 · %2 bytes").arg(QString::fromStdString(node->file->fileName)).arg(whole.end));
}

/// Selects what a byte of the file belongs to.
void HexPanel::focusFile(std::uint64_t offset) {
  const driver::FileObject object = driver::objectAt(document()->graph(), m_file, offset);
  HexView::Marks marks = m_hex->marks();
  marks.field = {offset, offset + 1};
  if (!object.node.valid()) {
    m_hex->setMarks(marks);
    m_place->setText(tr("%1 belongs to no node of this composition").arg(hexAddress(offset)));
    return;
  }
  m_marking = true;
  if (object.port)
    document()->selection().select(PortItem{*object.port});
  else
    document()->selection().select(NodeItem{object.node});
  m_marking = false;
  const graph::Node& node = *document()->graph().find(object.node);
  if (const auto place = driver::placeOfNode(node))
    marks.region = {place->range.offset, place->range.offset + place->range.size};
  m_hex->setMarks(marks);
  const QString name = QString::fromStdString(node.name);
  m_place->setText(
      object.definition.empty()
          ? tr("%1 in %2").arg(hexAddress(offset), name)
          : tr("%1 in %2, %3").arg(hexAddress(offset), name, QString::fromStdString(object.definition)));
}

void HexPanel::mark() {
  if (!showsAdapter()) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  const Focus& focus = document()->selection().focus();
  HexView::Marks marks;
  // From the first to the last of its bytes that the file spells out.
  const auto inFile = [&](std::uint32_t begin, std::uint32_t size) {
    ByteRange span;
    for (std::uint32_t at = begin; at < begin + size;) {
      const std::optional<adapt::DataRun> run = adapter.inFile(at, begin + size - at);
      if (!run) break;
      if (span.empty()) span.begin = run->offset;
      span.end = run->offset + run->bytes;
      at = run->address + run->bytes;
    }
    return span;
  };
  if (focus.byte) marks.field = inFile(*focus.byte, focus.byteCount);
  if (focus.byte && !marks.field.empty()) {
    if (const adapt::Region* region = adapter.layout.at(*focus.byte)) {
      const adapt::Region* record = region->parent ? &adapter.layout[*region->parent] : region;
      const adapt::Region* top = record;
      while (top->parent) top = &adapter.layout[*top->parent];
      if (record->kind != adapt::RegionKind::FieldBlob) marks.record = inFile(record->offset, record->size);
      marks.region = inFile(top->offset, top->size);
    }
    m_place->setText(
        tr("address %1 is at %2 of the file").arg(hexAddress(*focus.byte), hexAddress(marks.field.begin)));
  } else if (focus.byte) {
    m_place->setText((*focus.byte < adapter.layout.data.size()
                          ? tr("address %1 is zero at first, which the file does not spell out")
                          : tr("address %1 is written at run time and is not in the file"))
                         .arg(hexAddress(*focus.byte)));
  } else {
    m_place->clear();
  }
  m_hex->setMarks(marks);
  if (!marks.field.empty()) m_hex->showAddress(marks.field.begin);
}

void HexPanel::focusOffset(std::uint64_t offset) {
  if (!isLinked()) return;
  if (!showsAdapter() && m_file) return focusFile(offset);
  if (!showsAdapter()) return;
  const adapt::Adapter& adapter = *m_values->adapter();
  QString part;
  for (const auto& [name, range] : partsOf(adapter))
    if (range.holds(offset)) part = name;
  if (const std::optional<std::uint32_t> address = adapter.addressAt(offset)) {
    Focus focus = document()->selection().focus();
    const adapt::Region* region = adapter.layout.at(*address);
    focus.byte = *address;
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
