// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/commands/edit_command.h"

#include "ui/document/document.h"

namespace sb::ui {

EditCommand::EditCommand(Document& document, graph::Edit edit, const QString& text, int mergeKey)
    : m_document(document),
      m_edit(std::move(edit)),
      m_path(document.path()),
      m_mergeKey(mergeKey),
      m_viewOnly(graph::isViewOnly(m_edit)) {
  setText(text);
}

void EditCommand::redo() {
  Result<graph::Edit> inverse = m_document.applyFromCommand(m_path, m_edit);
  if (!inverse) return setObsolete(true);
  m_inverse = *std::move(inverse);
}

void EditCommand::undo() {
  Result<graph::Edit> edit = m_document.applyFromCommand(m_path, m_inverse);
  if (!edit) return setObsolete(true);
  m_edit = *std::move(edit);
}

bool EditCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = dynamic_cast<const EditCommand*>(other);
  if (!next || next->m_mergeKey != m_mergeKey || next->m_path != m_path) return false;
  auto* mine = std::get_if<graph::MoveNodes>(&m_edit);
  const auto* theirs = std::get_if<graph::MoveNodes>(&next->m_edit);
  if (mine && theirs) {
    for (const auto& [node, position] : theirs->to) mine->to[node] = position;
    auto* back = std::get_if<graph::MoveNodes>(&m_inverse);
    const auto* theirBack = std::get_if<graph::MoveNodes>(&next->m_inverse);
    if (back && theirBack)
      for (const auto& [node, position] : theirBack->to) back->to.emplace(node, position);
    return true;
  }
  const auto* rename = std::get_if<graph::RenameNode>(&next->m_edit);
  auto* myRename = std::get_if<graph::RenameNode>(&m_edit);
  if (rename && myRename && rename->node == myRename->node) {
    *myRename = *rename;
    setText(next->text());
    return true;
  }
  return false;
}

}  // namespace sb::ui
