// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/inspector_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <algorithm>

#include "core/print/wit.h"
#include "ui/canvas/canvas_paint.h"
#include "ui/document/document.h"
#include "ui/panels/config_form.h"
#include "ui/panels/hook_card.h"
#include "ui/panels/inspector_parts.h"
#include "ui/panels/panel_parts.h"
#include "ui/theme/theme.h"

namespace sb::ui {

InspectorPanel::InspectorPanel(QWidget* parent)
    : Panel(QStringLiteral("inspector"), tr("Inspector"), parent), m_scroll(new QScrollArea(this)) {
  setObjectName(QStringLiteral("inspectorPanel"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_scroll);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  makePaper(m_scroll->viewport());
}

void InspectorPanel::attach() {
  rebuild();
  if (!document()) return;
  watch(connect(document(), &Document::graphChanged, this, [this](ChangeKind kind) {
    if (kind != ChangeKind::Positions) rebuild();
  }));
  watch(connect(document(), &Document::previewChanged, this, &InspectorPanel::rebuild));
  follow(&document()->selection(), &Selection::changed, [this] { rebuild(); });
  follow(&document()->selection(), &Selection::focusChanged, [this] { rebuild(); });
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  // The WIT breaks its lines by the width there is; not from inside the event.
  if (event->size().width() != event->oldSize().width())
    QMetaObject::invokeMethod(this, &InspectorPanel::rebuild, Qt::QueuedConnection);
}

void InspectorPanel::rebuild() {
  auto* page = new QWidget(m_scroll);
  page->setObjectName(QStringLiteral("inspectorPage"));
  makePaper(page);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(12, 4, 12, 4);
  layout->setSpacing(2);
  if (!document()) {
    header()->setInfo({});
    layout->addWidget(emptyHint(tr("Open a composition to see its parts."), page));
  } else {
    if (isLinked() || m_owner != document()) {
      m_owner = document();
      m_item = document()->selection().item();
      m_function = document()->selection().focus().function;
    }
    const Item& item = m_item;
    if (std::holds_alternative<EdgeItem>(item) || std::holds_alternative<BeadItem>(item))
      buildConnection(layout, page);
    else if (const auto* node = std::get_if<NodeItem>(&item))
      buildNode(layout, page, node->node);
    else if (const auto* port = std::get_if<PortItem>(&item))
      buildPort(layout, page, port->port);
    else
      buildComposition(layout, page);
  }
  layout->addStretch(1);
  page->setMaximumWidth(std::max(200, m_scroll->viewport()->width()));  // nothing is cut off out of sight
  m_scroll->setWidget(page);
}

void InspectorPanel::buildConnection(QVBoxLayout* layout, QWidget* page) {
  Document& doc = *document();
  const graph::Graph& graph = doc.graph();
  const graph::Edge* edge = graph.find(edgeOf(m_item));
  if (!edge) return buildComposition(layout, page);
  header()->setInfo(hookOf(m_item).valid() ? tr("Hook") : tr("Connection"));
  const graph::Node* from = graph.find(edge->provider.node);
  const graph::Node* to = graph.find(edge->consumer.node);
  const graph::Port* port = graph.find(edge->provider);
  if (!from || !to || !port) return;
  layout->addWidget(interfaceTitle(
      edge->provider.name,
      packageQColor(currentTheme(), doc.packageColour(QString::fromStdString(edge->provider.name))), page));
  const graph::Verdict verdict = graph::judgeConnection(graph, edge->provider, edge->consumer);
  QString words = tr("Same type on both ends");
  if (verdict.kind == graph::Verdict::Kind::ByVersion) words = tr("Fits by version");
  if (verdict.kind == graph::Verdict::Kind::DoesNotFit) words = tr("Does not fit");
  if (verdict.kind == graph::Verdict::Kind::OtherInterface) words = tr("Another name on each end");
  const QString toName = to->kind == graph::NodeKind::Host ? tr("out") : QString::fromStdString(to->name);
  layout->addWidget(verdictLine(QString::fromStdString(from->name) + QStringLiteral("  →  ") + toName,
                                verdict, words, page));
  auto* add = new QPushButton(tr("Add…"), page);
  add->setProperty("link", true);
  add->setObjectName(QStringLiteral("inspectorAddHook"));
  add->setToolTip(tr("Put a hook on this connection (H)"));
  connect(add, &QPushButton::clicked, this, [this, id = edge->id] { emit addHookWanted(id); });
  QPushButton* fold = configurationFold(*edge, page);
  auto* links = new QWidget(page);
  auto* line = new QHBoxLayout(links);
  line->setContentsMargins(0, 0, 0, 0);
  if (fold) line->addWidget(fold);
  line->addWidget(add);
  QWidget* head =
      inspectorHead(tr("Hooks, in call order"), fold ? QString() : tr("1 = nearest the caller"), page, links);
  head->setToolTip(tr("1 = nearest the caller"));
  layout->addWidget(head);
  int number = 1;
  for (const graph::Hook& hook : edge->hooks) {
    auto* card = new HookCard(doc, edge->id, hook, number++, page);
    layout->addWidget(card);
    connect(card, &HookCard::layoutWanted, this, &InspectorPanel::layoutWanted);
    if (hookOf(m_item) != hook.id || !fold) continue;
    auto* form = new ConfigForm(doc, edge->id, hook, page);
    form->setVisible(fold->isChecked());
    connect(fold, &QPushButton::toggled, form, &QWidget::setVisible);
    layout->addWidget(form);
  }
  if (edge->hooks.empty())
    layout->addWidget(inspectorLabel(tr("None. A hook sees the calls that pass here."),
                                     currentTheme().caption(), "secondary", page));
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&port->type); instance && *instance) {
    auto* copy = new QPushButton(tr("Copy"), page);
    copy->setProperty("link", true);
    const QString text = QString::fromStdString(print::witInterface(edge->provider.name, **instance).text);
    connect(copy, &QPushButton::clicked, this, [this, text] {
      QApplication::clipboard()->setText(text);
      emit sentence(tr("WIT copied."));
    });
    layout->addWidget(inspectorHead(tr("WIT"), {}, page, copy));
    layout->addWidget(
        witView(doc, edge->provider.name, **instance, m_function, m_scroll->viewport()->width() - 24, page));
  }
}

/// Shows and hides the form of the selected hook, null when it has none. The form is folded away until it is
/// asked for or says something: the WIT below it is what one mostly looks for.
QPushButton* InspectorPanel::configurationFold(const graph::Edge& edge, QWidget* page) {
  for (const graph::Hook& hook : edge.hooks) {
    if (hookOf(m_item) != hook.id || !ConfigForm::isFor(hook)) continue;
    auto* fold = new QPushButton(page);
    fold->setObjectName(QStringLiteral("inspectorConfigFold"));
    fold->setProperty("link", true);
    fold->setCheckable(true);
    fold->setChecked(m_configOpen.value_or(!hook.config.empty()));
    fold->setToolTip(hook.config.empty()
                         ? tr("Every value is the hook's default")
                         : tr("%n value(s) set", nullptr, static_cast<int>(hook.config.size())));
    const auto name = [fold] {
      fold->setText(tr("Configuration") + (fold->isChecked() ? QStringLiteral(" ▾") : QStringLiteral(" ▸")));
    };
    name();
    connect(fold, &QPushButton::toggled, this, [this, name](bool shown) {
      m_configOpen = shown;
      name();
    });
    return fold;
  }
  return nullptr;
}

}  // namespace sb::ui
