// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/cells_model.h"

#include <QCoreApplication>

#include "ui/panels/adapter_values.h"
#include "ui/panels/byte_fill.h"
#include "ui/panels/panel_parts.h"

namespace sb::ui {
namespace {

using cells::CellKind;

constexpr std::size_t shownBytes = 16;

QString tr(const char* text) { return QCoreApplication::translate("CellsModel", text); }

QString bytesText(const std::vector<std::uint8_t>& bytes) {
  QString text =
      counted(static_cast<qint64>(bytes.size()), tr("1 byte"), tr("%1 bytes")) + QStringLiteral("  ");
  for (std::size_t i = 0; i < bytes.size() && i < shownBytes; ++i)
    text += QStringLiteral("%1 ").arg(bytes[i], 2, 16, QLatin1Char('0'));
  if (bytes.size() > shownBytes) text += tr("… %1 more").arg(bytes.size() - shownBytes);
  return text.trimmed();
}

Tone toneOf(CellKind kind) {
  switch (kind) {
    case CellKind::Text:
    case CellKind::Bytes:
    case CellKind::EnumCase:
    case CellKind::VariantCase:
    case CellKind::FlagsSet: return Tone::Text;
    case CellKind::Integer:
    case CellKind::Floating:
    case CellKind::Bool: return Tone::Number;
    case CellKind::ListOf:
    case CellKind::TupleOf:
    case CellKind::OptionSome:
    case CellKind::OptionNone:
    case CellKind::ResultOk:
    case CellKind::ResultErr:
    case CellKind::RecordOf:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return Tone::Secondary;
  }
  return Tone::Normal;
}

}  // namespace

QString cellValueText(const cells::CellTree& cell, bool addressesKnown) {
  switch (cell.kind) {
    case CellKind::Bytes: return bytesText(cell.bytes);
    case CellKind::ListOf:
      return counted(static_cast<qint64>(cell.children.size()), tr("1 item"), tr("%1 items"));
    case CellKind::TupleOf:
      return counted(static_cast<qint64>(cell.children.size()), tr("1 part"), tr("%1 parts"));
    case CellKind::RecordOf:
      return addressesKnown
                 ? QStringLiteral("record-infos[%1]").arg(cell.infoIndex)
                 : counted(static_cast<qint64>(cell.children.size()), tr("1 field"), tr("%1 fields"));
    case CellKind::OptionSome:
    case CellKind::ResultOk:
    case CellKind::ResultErr:
      if (cell.children.empty()) return QStringLiteral("–");
      return addressesKnown ? tr("cell %1").arg(cell.children.front().cell) : QString();
    case CellKind::OptionNone: return QStringLiteral("–");
    case CellKind::EnumCase: return QString::fromStdString(cell.text);
    case CellKind::VariantCase:
      return cell.children.empty() || !addressesKnown
                 ? QString::fromStdString(cell.text)
                 : tr("%1, cell %2").arg(QString::fromStdString(cell.text)).arg(cell.children.front().cell);
    case CellKind::FlagsSet:
    case CellKind::Bool:
    case CellKind::Integer:
    case CellKind::Floating:
    case CellKind::Text:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return QString::fromStdString(cells::toWave(cell));
  }
  return {};
}

CellsModel::CellsModel(QObject* parent)
    : RowModel({RowModel::tr("Field"), RowModel::tr("Cell kind"), RowModel::tr("Value"), RowModel::tr("Cell"),
                RowModel::tr("At")},
               {Cell, At}, parent) {}

void CellsModel::setTree(const cells::CellTree* tree, bool addressesKnown) {
  m_tree = tree ? std::optional(*tree) : std::nullopt;
  m_addressesKnown = addressesKnown;
  rebuild();
}

void CellsModel::showMore(const QString& listPath) {
  std::size_t& shown = m_pages[listPath];
  shown = std::max(shown, PageSize) + PageSize;
  rebuild();
}

void CellsModel::rebuild() {
  std::vector<Row> rows;
  if (m_tree) add(rows, *m_tree, QString::fromStdString(m_tree->field), -1);
  setRows(std::move(rows));
}

void CellsModel::add(std::vector<Row>& rows, const cells::CellTree& cell, const QString& path,
                     int parent) const {
  const int number = static_cast<int>(rows.size());
  Row row;
  row.parent = parent;
  const QString dash = QStringLiteral("–");
  row.cells = {{QString::fromStdString(cell.field), parent < 0 ? Tone::Strong : Tone::Normal, false, -1, -1},
               {QString::fromLatin1(cells::cellKindName(cell.kind)), Tone::Type, true, -1, -1},
               {cellValueText(cell, m_addressesKnown), toneOf(cell.kind), true, -1, -1},
               {m_addressesKnown ? QString::number(cell.cell) : dash, Tone::Normal, true, -1, -1},
               {m_addressesKnown ? hexAddress(cell.address) : dash,
                m_addressesKnown ? Tone::Accent : Tone::Tertiary, true, -1, -1}};
  row.toolTip =
      cell.typeName.empty() ? path : path + QStringLiteral(": ") + QString::fromStdString(cell.typeName);
  row.tag = path;
  rows.push_back(std::move(row));
  const auto page = m_pages.find(path);
  const std::size_t shown = std::min(cell.children.size(), page == m_pages.end() ? PageSize : page->second);
  for (std::size_t i = 0; i < shown; ++i) add(rows, cell.children[i], childCellPath(path, cell, i), number);
  if (shown == cell.children.size()) return;
  Row rest;
  rest.parent = number;
  rest.cells = {{sb::ui::tr("%1 more").arg(cell.children.size() - shown), Tone::Accent, false, -1, -1}};
  rest.tag = QString(QLatin1Char('+') + path);
  rows.push_back(std::move(rest));
}

int CellsModel::rowOfPath(const QString& path) const {
  for (int i = 0; i < count(); ++i)
    if (row(i).tag.toString() == path) return i;
  return -1;
}

QString CellsModel::pathOf(const QModelIndex& index) const {
  return index.isValid() ? row(rowNumber(index)).tag.toString() : QString();
}

}  // namespace sb::ui
