// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/adapt/adapter.h"
#include "core/graph/graph.h"
#include "core/interp/adapter_machine.h"
#include "ui/panels/cell_paths.h"

namespace sb::ui {

class Document;

/// Which value of the example call is meant: a parameter or the result.
struct ValueChoice {
  bool isResult = false;
  std::size_t param = 0;
  friend bool operator==(const ValueChoice&, const ValueChoice&) = default;
};

/// The adapter that Layout, Cells, WAT and Hex show, and one example call through it. One for each document,
/// made on first need and owned by it. The call runs in the interpreter on a pool thread; stale results are
/// dropped.
class AdapterValues : public QObject {
  Q_OBJECT
 public:
  static AdapterValues& of(Document& document);

  struct Choice {
    graph::EdgeId edge;
    graph::HookId hook;
    QString name;  ///< "audit on demo:kv/store@1.0.0"
  };
  std::vector<Choice> choices() const;  ///< in call order of the plan
  void choose(std::size_t index);       ///< selects the bead of that choice
  /// What is marked in the adapter belongs to its bead: makes that the selected object, if it is not.
  void selectBead();
  int currentChoice() const;  ///< −1: none

  /// Null until a hook is selected whose adapter could be made. Stays when the selection moves to something
  /// without one.
  const std::shared_ptr<const adapt::Adapter>& adapter() const { return m_adapter; }
  graph::EdgeId edge() const { return m_edge; }
  graph::HookId hook() const { return m_hook; }

  const adapt::AdaptedFunction* function() const;
  std::size_t functionIndex() const { return m_function; }
  ValueChoice value() const { return m_value; }
  /// Chooses function and value; the example call follows.
  void setFunction(std::size_t function, ValueChoice value);
  QString valueName() const;  ///< "entry", "result"

  struct TextError {
    int position = 0;
    QString message;
  };
  /// WAVE text of the arguments of the chosen function, or of what the callee answers.
  QString text(bool ofResult) const;
  /// Takes valid text over and runs the call anew; else says where the text is wrong and keeps the last good
  /// values.
  std::optional<TextError> setText(bool ofResult, const QString& text);
  bool edited(bool ofResult) const;  ///< differs from the built-in example

  /// The cells of the chosen value: read back from the adapter's memory when the call ran, else straight from
  /// the value (without addresses; addressesKnown). Null for tier 1 and for functions without values.
  const cells::CellTree* tree() const { return m_tree ? &*m_tree : nullptr; }
  bool addressesKnown() const { return m_addressesKnown; }
  /// All trees the hook was given at the moment of the chosen value.
  std::vector<const cells::CellTree*> treesInMemory() const;
  /// The adapter's memory at that moment; empty when nothing ran.
  const std::vector<std::uint8_t>& memory() const;
  const interp::CallOutcome* outcome() const { return m_outcome ? &*m_outcome : nullptr; }
  const QString& error() const { return m_error; }
  bool running() const { return m_running; }
  /// Waits for the example call; for tests and screenshots.
  void waitForCall();

 signals:
  void adapterChanged();
  void valuesChanged();  ///< function, value, text, outcome

 private:
  explicit AdapterValues(Document& document);
  void followSelection();
  void followFocus();
  void setAdapter(graph::EdgeId edge, graph::HookId hook, std::shared_ptr<const adapt::Adapter> adapter);
  void prepareValues();
  void startCall();
  void takeOutcome(std::uint64_t run, std::shared_ptr<Result<interp::CallOutcome>> result);
  void makeTree();
  const interp::HookCall* hookCall() const;

  Document& m_document;
  std::shared_ptr<const adapt::Adapter> m_adapter;
  graph::EdgeId m_edge;
  graph::HookId m_hook;
  std::size_t m_function = 0;
  ValueChoice m_value;
  std::vector<value::Value> m_arguments, m_result;
  std::map<std::string, std::pair<QString, QString>>
      m_edits;  ///< by interface and function: arguments, result
  std::optional<interp::CallOutcome> m_outcome;
  std::optional<cells::CellTree> m_tree;
  bool m_addressesKnown = false, m_running = false;
  QString m_error;
  std::uint64_t m_run = 0;
};

}  // namespace sb::ui
