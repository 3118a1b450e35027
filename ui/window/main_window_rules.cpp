// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <filesystem>
#include <set>

#include "core/driver/document_rules.h"
#include "ui/document/document.h"
#include "ui/panels/library_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/rule_list.h"
#include "ui/window/document_view.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/rule_text_dialog.h"
#include "ui/window/shipped_files.h"

// The rules of a document: hook by rule, and the list that it keeps.
namespace sb::ui {
namespace {

QString words(const Error& error) { return QString::fromStdString(error.text()); }

driver::SpliceOptions ruleOptions() {
  driver::SpliceOptions options;
  options.builtins.shipped = shippedFolder(QStringLiteral("hooks")).toStdString();
  options.builtins.replacement = qEnvironmentVariable("SPLICER_BUILTINS_DIR").toStdString();
  return options;
}

/// Hook files of a rules file lie beside it, or are named from a folder above it.
std::string foundFrom(const std::filesystem::path& folder, const std::string& path) {
  if (path.empty() || std::filesystem::path(path).is_absolute()) return path;
  std::error_code unknown;
  for (std::filesystem::path at = folder; !at.empty(); at = at.parent_path()) {
    if (std::filesystem::exists(at / path, unknown)) return (at / path).string();
    if (at == at.parent_path()) break;
  }
  return (folder / path).string();
}

/// Hooks of one list of rules have names of their own; those of a rule that joins it give way.
plan::SpliceRule withOwnNames(plan::SpliceRule rule, const plan::SpliceRules& list) {
  std::set<std::string> taken;
  for (const plan::SpliceRule& other : list.rules)
    for (const plan::Injection& one : other.inject) taken.insert(one.name);
  for (plan::Injection& one : rule.inject) {
    const std::string wish = one.name;
    for (int number = 2; !taken.insert(one.name).second; ++number)
      one.name = wish + "-" + std::to_string(number);
  }
  return rule;
}

}  // namespace

void MainWindow::buildRuleActions() {
  add("hookByRule", tr("Hook &by rule…"), {},
      tr("One hook for every connection that fits a pattern (Shift+H)"), [this] { hookByRule(); });
  add("editRules", tr("&Edit rules…"), {}, tr("The rules of this document as text, with what each selects"),
      [this] { editRules(m_plan->rules()->currentRule()); });
  add("applyRules", tr("Apply rules a&gain"), {}, tr("Hook connections made since, and undo changes by hand"),
      [this] {
        const Result<plan::SpliceRules> kept = driver::keptRules(currentDocument()->root());
        const QString error = kept ? giveRules(*kept, tr("Apply rules")) : words(kept.error());
        if (!error.isEmpty()) say(error);
      });
  add("loadRules", tr("&Load rules…"), {}, tr("Add the rules of a YAML file to this document"), [this] {
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Load rules"), {}, tr("Rules (*.yaml *.yml);;All files (*)"));
    for (const QString& path : paths) loadRules(path);
  });
  add("saveRules", tr("Save r&ules as…"), {}, tr("Write the hooks of this document as rules"), [this] {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save rules"), currentDocument()->baseName() + QStringLiteral(".rules.yaml"),
        tr("Rules (*.yaml *.yml)"));
    if (path.isEmpty()) return;
    if (const QString error = saveRules(path); !error.isEmpty()) say(error);
  });
}

void MainWindow::connectRules() {
  RuleList* list = m_plan->rules();
  connect(list, &RuleList::editWanted, this, &MainWindow::editRules);
  connect(list, &RuleList::applyWanted, action("applyRules"), &QAction::trigger);
  connect(list, &RuleList::rulesWanted, this, [this](const plan::SpliceRules& rules, const QString& text) {
    if (const QString error = giveRules(rules, text); !error.isEmpty()) say(error);
  });
  connect(list, &RuleList::placeWanted, this, [this](const plan::EdgePlace& place) {
    Document* document = currentDocument();
    document->goTo(place.inside);
    if (!document->graph().find(place.edge)) return;
    document->selection().select(EdgeItem{place.edge});
    emit document->selection().revealRequested(EdgeItem{place.edge});
  });
}

/// Makes these the rules of the document, as one undo entry. Rules mean the whole composition, so that the
/// edit is one of the outermost graph.
QString MainWindow::giveRules(const plan::SpliceRules& rules, const QString& text) {
  Document* document = currentDocument();
  if (!document) return tr("Open a composition first");
  const Result<driver::RuleChange> change = driver::changeRules(document->root(), rules, ruleOptions());
  if (!change) return words(change.error());
  return performOutside(change->edit, text);
}

QString MainWindow::performOutside(const Result<graph::Edit>& edit, const QString& text) {
  Document* document = currentDocument();
  if (!currentView()->canvas().showsDocument()) currentView()->setView(GraphView::Spliced);
  const std::vector<graph::NodeId> path = document->path();
  document->goTo({});
  const Result<void> done = document->perform(edit, text);
  document->goTo(path);
  return done ? QString() : words(done.error());
}

void MainWindow::hookByRule() {
  Document* document = currentDocument();
  if (m_hookByRule && &m_hookByRule->document() == document) {
    m_hookByRule->raise();
    return m_hookByRule->activateWindow();
  }
  if (m_hookByRule) m_hookByRule->reject();
  auto* dialog = new HookByRuleDialog(*document, m_library->entries(), this);
  m_hookByRule = dialog;
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QPointer<DocumentView> view(currentView());
  const auto light = [view](const std::set<graph::EdgeId>& edges) {
    if (view) view->canvas().linkEdges(edges);
  };
  connect(dialog, &HookByRuleDialog::matchesChanged, view.data(), light);
  connect(dialog, &HookByRuleDialog::said, this, &MainWindow::say);
  connect(dialog, &HookByRuleDialog::hookWanted, this, [this, dialog, document] {
    if (currentDocument() != document) return say(tr("The dialog belongs to another document."));
    if (const QString error = applyRule(*dialog); !error.isEmpty()) return say(error);
    dialog->accept();
  });
  dialog->show();
  dialog->evaluate();  // now somebody listens
}

QString MainWindow::applyRule(const HookByRuleDialog& dialog) {
  Document* document = currentDocument();
  const plan::SpliceRule rule = dialog.rule();
  const int count = dialog.chosen();
  const QString text =
      tr("Hook %1 on %n connection(s)", nullptr, count).arg(QString::fromStdString(rule.inject.front().name));
  QString error;
  if (dialog.keepsRule()) {
    Result<plan::SpliceRules> kept = driver::keptRules(document->root());
    if (!kept) return words(kept.error());
    kept->rules.insert(dialog.nearestCaller() ? kept->rules.begin() : kept->rules.end(),
                       withOwnNames(rule, *kept));
    error = giveRules(*kept, text);
  } else {
    error = performOutside(driver::placeHooks(document->root(), rule, dialog.files(), dialog.nearestCaller()),
                           text);
  }
  if (!error.isEmpty()) return error;
  if (dialog.keepsRule()) showPanel(QStringLiteral("planPanel"));
  say(tr("%1. Undo takes it back.").arg(text));
  return {};
}

void MainWindow::loadRules(const QString& path) {
  if (!currentDocument()) return say(tr("Open a composition first, then its rules."));
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return say(tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
  Result<plan::SpliceRules> read = plan::parseSpliceRules(file.readAll().toStdString());
  if (!read) return say(tr("%1: %2").arg(QFileInfo(path).fileName(), words(read.error())));
  Result<plan::SpliceRules> rules = driver::keptRules(currentDocument()->root());
  if (!rules) return say(words(rules.error()));
  const std::filesystem::path folder = QFileInfo(path).absolutePath().toStdString();
  for (plan::SpliceRule& rule : read->rules) {
    for (plan::Injection& one : rule.inject) one.path = foundFrom(folder, one.path);
    rules->rules.push_back(withOwnNames(std::move(rule), *rules));
  }
  const QString text = tr("Load %n rule(s)", nullptr, static_cast<int>(read->rules.size()));
  if (const QString error = giveRules(*rules, text); !error.isEmpty())
    return say(tr("%1: %2").arg(QFileInfo(path).fileName(), error));
  showPanel(QStringLiteral("planPanel"));
  say(tr("%1 from %2. The Plan lists what each selects.").arg(text, QFileInfo(path).fileName()));
}

QString MainWindow::saveRules(const QString& path) {
  const std::filesystem::path folder = QFileInfo(path).absolutePath().toStdString();
  const auto pathOf = [&](const graph::ComponentFile& file) {
    if (file.path.empty()) return std::string();
    std::error_code failed;
    const std::filesystem::path relative = std::filesystem::relative(file.path, folder, failed);
    return failed || relative.empty() ? file.path : relative.generic_string();
  };
  const plan::RulesOfGraph rules = driver::rulesOfDocument(currentDocument()->root(), pathOf);
  const std::string text = plan::printSpliceRules(rules.rules);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
      !file.commit())
    return tr("Not written: %1. Nothing was changed.").arg(file.errorString());
  QString remarks;
  for (const std::string& remark : rules.remarks)
    remarks += QStringLiteral("  ") + QString::fromStdString(remark);
  say(tr("%1 was written with %n rule(s).", nullptr, static_cast<int>(rules.rules.rules.size()))
          .arg(QFileInfo(path).fileName()) +
      remarks);
  return {};
}

void MainWindow::editRules(int rule) {
  Document* document = currentDocument();
  if (!document) return;
  const std::string& kept = document->root().rules;
  const QString yaml = QString::fromStdString(kept.empty() ? plan::printSpliceRules({}) : kept);
  auto* dialog = new RuleTextDialog(*document, yaml, rule, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &RuleTextDialog::rulesWanted, this,
          [this, dialog, document](const plan::SpliceRules& rules) {
            if (currentDocument() != document)
              return dialog->showError(tr("The dialog belongs to another document."));
            if (const QString error = giveRules(rules, tr("Edit rules")); !error.isEmpty())
              return dialog->showError(error);
            dialog->accept();
            showPanel(QStringLiteral("planPanel"));
          });
  dialog->open();
}

}  // namespace sb::ui
