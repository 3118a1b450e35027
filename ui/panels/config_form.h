// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QFormLayout>
#include <QWidget>

#include "core/config/manifest.h"
#include "core/graph/graph.h"

namespace sb::ui {

class Document;

/// The configuration of one hook as a form: a line for each key of its manifest, checked while it is typed.
/// A hook without manifest that reads a configuration has its keys as they are and a line for another one.
/// Every change is one edit of the document.
class ConfigForm : public QWidget {
  Q_OBJECT
 public:
  ConfigForm(Document& document, graph::EdgeId edge, const graph::Hook& hook, QWidget* parent);
  /// The hook reads a configuration, so that there is something to fill in.
  static bool isFor(const graph::Hook& hook);

 private:
  void addKey(const config::ManifestKey& key);
  void addFreeKeys();
  /// Empty: the key is taken out, and the hook's own default counts.
  void change(const std::string& key, const std::string& value);
  std::string valueOf(const std::string& key) const;

  Document& m_document;
  graph::EdgeId m_edge;
  graph::Hook m_hook;
  QFormLayout* m_layout;
};

}  // namespace sb::ui
