// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QUndoCommand>
#include <vector>

#include "core/graph/edit.h"

namespace sb::ui {

class Document;

/// Every change of a document: an edit and its inverse. Text in the user's words; drags and typing with the
/// same `mergeKey` (not 0) become one entry. Holds no view; the document outlives its undo stack.
class EditCommand : public QUndoCommand {
 public:
  EditCommand(Document& document, graph::Edit edit, const QString& text, int mergeKey = 0);
  void undo() override;
  void redo() override;
  int id() const override { return m_mergeKey == 0 ? -1 : m_mergeKey; }
  bool mergeWith(const QUndoCommand* other) override;
  bool viewOnly() const { return m_viewOnly; }
  const graph::Edit& edit() const { return m_edit; }
  const graph::Edit& inverse() const { return m_inverse; }
  const std::vector<graph::NodeId>& path() const { return m_path; }

 private:
  Document& m_document;
  graph::Edit m_edit;
  std::vector<graph::NodeId> m_path;  ///< where in the composition
  graph::Edit m_inverse;
  int m_mergeKey;
  bool m_viewOnly;
};

}  // namespace sb::ui
