// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/layout_panel.h"

#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/cell_kinds_view.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/layout_ruler.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/region_model.h"
#include "ui/panels/why_pane.h"
#include "ui/theme/theme.h"

// What the Layout panel shows; how it is put together is in layout_panel_build.cpp.
namespace sb::ui {
namespace {

void collectKinds(const cells::CellTree& tree, std::set<cells::CellKind>& kinds) {
  kinds.insert(tree.kind);
  for (const cells::CellTree& child : tree.children) collectKinds(child, kinds);
}

QString sumsText(const adapt::MemoryLayout& layout) {
  const QString pages = layout.pages == 1 ? LayoutPanel::tr("one 64 KiB page")
                                          : LayoutPanel::tr("%1 pages of 64 KiB").arg(layout.pages);
  return LayoutPanel::tr(
             "<b>%1 B</b> of %2 &nbsp;·&nbsp; %3 static &nbsp;%4 patched &nbsp;%5 scratch &nbsp;%6 padding")
      .arg(layout.bumpStart)
      .arg(pages)
      .arg(layout.staticBytes)
      .arg(layout.patchedBytes)
      .arg(layout.scratchBytes)
      .arg(layout.paddingBytes);
}

QString interpretedType(const ByteEntry& entry, const cells::CellTree* cell) {
  if (cell && entry.what.startsWith(LayoutPanel::tr("payload"))) {
    if (cell->kind == cells::CellKind::Integer) return QStringLiteral("s64");
    if (cell->kind == cells::CellKind::Floating) return QStringLiteral("f64");
    return cell->kind == cells::CellKind::Bool ? QStringLiteral("u8") : QStringLiteral("u32");
  }
  if (entry.size == 1) return QStringLiteral("u8");
  if (entry.size == 2) return QStringLiteral("u16");
  if (entry.size == 4) return QStringLiteral("u32");
  return entry.size == 8 && entry.align == 4 ? LayoutPanel::tr("pointer") : QString();
}

}  // namespace

void LayoutPanel::attach() {
  m_values = document() ? &AdapterValues::of(*document()) : nullptr;
  m_entry = -1;
  m_focused = {};
  m_shownAdapter = nullptr;
  if (m_values) {
    follow(m_values, &AdapterValues::adapterChanged, [this] { rebuild(); });
    follow(m_values, &AdapterValues::valuesChanged, [this] { rebuild(); });
    watch(connect(document(), &Document::previewChanged, this, &LayoutPanel::rebuildChoices));
    follow(&document()->selection(), &Selection::focusChanged, [this] { followFocus(); });
    watch(connect(document(), &QObject::destroyed, this, [this] { m_values = nullptr; }));
  }
  if (m_cells) m_cells->setDocument(document());
  rebuild();
}

void LayoutPanel::rebuildChoices() {
  m_following = true;
  m_choice->clear();
  if (m_values) {
    for (const AdapterValues::Choice& choice : m_values->choices())
      m_choice->addItem(icon(QStringLiteral("kind-adapter")), choice.name);
    m_choice->setCurrentIndex(m_values->currentChoice());
  }
  m_following = false;
}

void LayoutPanel::rebuild() {
  rebuildChoices();
  const std::shared_ptr<const adapt::Adapter> adapter = m_values ? m_values->adapter() : nullptr;
  m_stack->setCurrentIndex(adapter ? 1 : 0);
  header()->setInfo(adapter ? QString::fromStdString(adapter->name) : QString());
  if (!adapter) {
    m_model->setEntries({});
    m_ruler->setEntries({});
    m_hex->setBytes(Bytes{});
    m_shownAdapter = nullptr;
    return;
  }
  m_sums->setText(sumsText(adapter->layout));
  m_fileBytes = adapter->layout.data;
  m_fileBytes.resize(std::max<std::size_t>(m_fileBytes.size(), adapter->layout.bumpStart));
  m_example->setEnabled(!m_values->memory().empty());
  m_example->setToolTip(m_values->error().isEmpty()
                            ? tr("Show the memory at the hook of example call 1")
                            : tr("The example call did not run: %1").arg(m_values->error()));
  std::vector<bool> open;
  const bool fresh = m_shownAdapter != adapter.get();
  if (!fresh)
    for (int i = 0; i < m_model->count(); ++i) open.push_back(m_table->isExpanded(m_model->indexOfRow(i)));
  m_following = true;
  m_model->setEntries(byteEntries(*adapter, m_example->isChecked() ? m_values : nullptr));
  for (int i = 0; i < m_model->count(); ++i) {
    const bool known = i < static_cast<int>(open.size());
    if (known ? open[static_cast<std::size_t>(i)] : m_model->entries()[static_cast<std::size_t>(i)].grouping)
      m_table->expand(m_model->indexOfRow(i));
  }
  m_following = false;
  m_shownAdapter = adapter.get();
  m_ruler->setEntries(m_model->entries());
  showBytes();
  followFocus();
}

const std::vector<std::uint8_t>& LayoutPanel::shownBytes() const {
  return m_values && m_example->isChecked() && !m_values->memory().empty() ? m_values->memory() : m_fileBytes;
}

void LayoutPanel::showBytes() {
  std::vector<std::uint8_t> bytes = shownBytes();
  std::uint32_t end = 0;
  for (const ByteEntry& entry : m_model->entries()) end = std::max(end, entry.end());
  if (bytes.size() > end)
    bytes.resize((end + 15) / 16 * 16 <= bytes.size() ? (end + 15) / 16 * 16 : bytes.size());
  m_hex->setBytes(std::move(bytes));
}

void LayoutPanel::focusEntry(int entry) {
  if (!m_values || entry < 0 || entry >= m_model->count() || !isLinked()) return;
  const ByteEntry& e = m_model->entries()[static_cast<std::size_t>(entry)];
  m_entry = entry;
  m_values->selectBead();
  Focus focus = document()->selection().focus();
  focus.region = e.region;
  focus.byte = e.offset;
  focus.byteCount = e.size;
  focus.cellPath = e.region ? QString() : e.cellPath;
  focus.wacLine.reset();
  if (!e.function.isEmpty()) {
    focus.function = e.function;
    focus.value = e.value;
  }
  document()->selection().setFocus(focus);
  followFocus();
}

void LayoutPanel::focusByte(std::uint32_t address) {
  const int entry = entryAt(m_model->entries(), address);
  if (entry >= 0) return focusEntry(entry);
  if (!isLinked()) return;
  m_values->selectBead();
  Focus focus = document()->selection().focus();
  focus.region.reset();
  focus.byte = address;
  focus.byteCount = 1;
  focus.cellPath.clear();
  document()->selection().setFocus(focus);
}

/// The payload of the cell that the focus names, or −1. A byte inside of that cell says it more exactly.
int LayoutPanel::cellEntry(const Focus& focus) const {
  if (focus.cellPath.isEmpty() || !m_values->tree() || !m_values->addressesKnown()) return -1;
  const cells::CellTree* cell = cellAtPath(*m_values->tree(), focus.cellPath);
  if (!cell || (focus.byte && *focus.byte >= cell->address && *focus.byte < cell->address + cells::CellSize))
    return -1;
  if (focus.byte && !focus.region) return -1;
  const std::uint32_t size = cellPayloadSize(cell->kind);
  return size > 0 ? entryOf(m_model->entries(), cell->address + cells::CellPayloadOffset, size)
                  : entryOf(m_model->entries(), cell->address, cells::CellSize);
}

void LayoutPanel::followFocus() {
  if (!m_values || !m_values->adapter() || m_following) return;
  m_following = true;
  const Focus& focus = document()->selection().focus();
  const std::vector<ByteEntry>& entries = m_model->entries();
  const auto covers = [&](int i) {
    return i >= 0 && i < static_cast<int>(entries.size()) && focus.byte &&
           entries[static_cast<std::size_t>(i)].offset == *focus.byte &&
           entries[static_cast<std::size_t>(i)].size == focus.byteCount;
  };
  int entry = cellEntry(focus);
  const bool byCell = entry >= 0;
  if (byCell) {
    // A cell was meant; its payload is the field, its sixteen bytes are the record.
  } else if (focus.region && (!focus.byte || !covers(m_entry))) {
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (entries[i].region == focus.region) entry = static_cast<int>(i);
  } else if (focus.byte) {
    entry = covers(m_entry) ? m_entry : entryOf(entries, *focus.byte, focus.byteCount);
  } else if (!focus.function.isEmpty()) {
    for (std::size_t i = 0; i < entries.size() && entry < 0; ++i)
      if (entries[i].function == focus.function &&
          (focus.value.isEmpty() || entries[i].value == focus.value) && entries[i].region &&
          entries[i].fill == Fill::Patched)
        entry = static_cast<int>(i);
  }
  m_entry = entry;
  m_table->showRow(m_model->indexOfRow(entry));
  m_ruler->setSelected(entry);
  HexView::Marks marks;
  m_focused = {};
  if (entry >= 0) {
    const ByteEntry& e = entries[static_cast<std::size_t>(entry)];
    m_focused = {e.offset, e.end()};
    if (!byCell && focus.byte && *focus.byte >= e.offset && *focus.byte + focus.byteCount <= e.end())
      m_focused = {*focus.byte, *focus.byte + focus.byteCount};
    marks.field = m_focused;
    int record = e.parent >= 0 ? e.parent : entry;
    if (entries[static_cast<std::size_t>(record)].grouping) record = entry;
    marks.record = {entries[static_cast<std::size_t>(record)].offset,
                    entries[static_cast<std::size_t>(record)].end()};
    const ByteEntry& top = entries[static_cast<std::size_t>(topEntry(entries, entry))];
    marks.region = {top.offset, top.end()};
  } else if (focus.byte) {
    marks.field = {*focus.byte, *focus.byte + focus.byteCount};
  }
  m_hex->setMarks(marks);
  if (!marks.field.empty()) m_hex->showAddress(marks.field.begin);
  m_path->setText(entryPath(entries, entry));
  if (m_ruler->isLarge() && entry >= 0) showInRuler(entry);
  showDetails();
  m_following = false;
}

/// In the large arrangement, a record too narrow to be read is zoomed to, with everything its region holds.
void LayoutPanel::showInRuler(int entry) {
  const std::vector<ByteEntry>& entries = m_model->entries();
  const int top = topEntry(entries, entry);
  const ByteEntry& e = entries[static_cast<std::size_t>(entry)];
  const auto [begin, end] = m_ruler->view();
  const bool inside = e.offset >= begin && e.end() <= end;
  const double width = e.size / (end - begin) * m_ruler->width();
  if (!inside || width < 24)
    m_ruler->zoomTo(entries[static_cast<std::size_t>(top)].offset,
                    entries[static_cast<std::size_t>(top)].end());
}

void LayoutPanel::showDetails() {
  const std::vector<ByteEntry>& entries = m_model->entries();
  m_sideWhy->show(entries, m_entry, *m_values);
  m_bigWhy->show(entries, m_entry, *m_values);
  std::set<cells::CellKind> kinds;
  std::optional<cells::CellKind> focusedKind;
  const cells::CellTree* tree = m_values->tree();
  if (tree) collectKinds(*tree, kinds);
  const cells::CellTree* cell = nullptr;
  if (tree && m_entry >= 0 && !entries[static_cast<std::size_t>(m_entry)].region)
    cell = cellAtPath(*tree, entries[static_cast<std::size_t>(m_entry)].cellPath);
  if (cell) focusedKind = cell->kind;
  m_kinds->setUsed(kinds, focusedKind);
  if (m_entry < 0) return;
  const ByteEntry& e = entries[static_cast<std::size_t>(m_entry)];
  m_bytesAs->setBytes(shownBytes(), static_cast<std::uint32_t>(m_focused.begin),
                      static_cast<std::uint32_t>(m_focused.end - m_focused.begin), interpretedType(e, cell));
}

}  // namespace sb::ui
