// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QListWidget>
#include <vector>

#include "core/graph/graph.h"
#include "ui/panels/panel.h"

class QButtonGroup;
class QLineEdit;

namespace sb::ui {

/// One file of the library: a hook or a component, read once.
struct LibraryEntry {
  graph::ComponentFileRef file;
  QString name, path, tier, letters, sees;
  QString sentence;  ///< why a dropped file is no component; such rows cannot be used
  bool isHook = false;
  bool builtIn = false;
};

/// Hooks and components to put into a composition. Drag a row to the canvas, or Enter to use it on the
/// selection.
class LibraryPanel : public Panel {
  Q_OBJECT
 public:
  explicit LibraryPanel(QWidget* parent = nullptr);
  /// Adds the shipped hooks and what lies in these folders.
  void addFolder(const QString& folder, bool builtIn);
  void addFile(const QString& path, bool builtIn = false);
  const std::vector<LibraryEntry>& entries() const { return m_entries; }
  const LibraryEntry* findHook(const QString& name) const;
  QListWidget* list() const { return m_list; }

 signals:
  void hookChosen(const QString& path);
  void componentChosen(const QString& path);

 protected:
  void attach() override;

 private:
  void rebuild();
  std::vector<LibraryEntry> m_entries;
  QButtonGroup* m_segments;
  QListWidget* m_list;
};

}  // namespace sb::ui
