// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/canvas_accessible.h"

#include <QAccessible>
#include <algorithm>

#include "core/support/match.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

namespace sb::ui {
namespace {

/// One object of the canvas.
class ItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  ItemAccessible(const CanvasAccessible& tree, Item item) : m_tree(tree), m_item(std::move(item)) {}

  bool isValid() const override {
    const graph::Graph& graph = canvas().shownGraph();
    return match(
        m_item, [](std::monostate) { return false; },
        [&](const NodeItem& i) { return graph.find(i.node) != nullptr; },
        [&](const PortItem& i) { return graph.find(i.port) != nullptr; },
        [&](const EdgeItem& i) { return graph.find(i.edge) != nullptr; },
        [&](const BeadItem& i) {
          const graph::Edge* edge = graph.find(i.edge);
          return edge && std::any_of(edge->hooks.begin(), edge->hooks.end(),
                                     [&](const graph::Hook& hook) { return hook.id == i.hook; });
        });
  }
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* parent() const override { return m_tree.interfaceOf(m_tree.parentOf(m_item)); }
  int childCount() const override { return static_cast<int>(m_tree.childrenOf(m_item).size()); }
  QAccessibleInterface* child(int index) const override {
    const std::vector<Item> items = m_tree.childrenOf(m_item);
    return index >= 0 && index < static_cast<int>(items.size())
               ? m_tree.interfaceOf(items[static_cast<std::size_t>(index)])
               : nullptr;
  }
  int indexOfChild(const QAccessibleInterface* wanted) const override {
    for (int i = 0; i < childCount(); ++i)
      if (child(i) == wanted) return i;
    return -1;
  }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  QString text(QAccessible::Text text) const override {
    return text == QAccessible::Name ? accessibleName(canvas(), m_item) : QString();
  }
  void setText(QAccessible::Text, const QString&) override {}
  QRect rect() const override {
    QRectF scene;
    if (const auto* node = std::get_if<NodeItem>(&m_item))
      if (const NodeBox* box = canvas().scene().node(node->node)) scene = box->rect;
    if (const auto* port = std::get_if<PortItem>(&m_item))
      if (const PortBox* box = canvas().scene().port(port->port)) scene = box->row;
    if (const auto* edge = std::get_if<EdgeItem>(&m_item))
      if (const WireBox* wire = canvas().scene().wire(edge->edge)) scene = wire->bounds;
    if (const auto* bead = std::get_if<BeadItem>(&m_item))
      if (const WireBox* wire = canvas().scene().wire(bead->edge))
        for (const BeadBox& box : wire->beads)
          if (box.hook == bead->hook) scene = box.rect;
    const QRectF widget(canvas().toWidget(scene.topLeft()), canvas().toWidget(scene.bottomRight()));
    return {canvas().mapToGlobal(widget.topLeft().toPoint()), widget.size().toSize()};
  }
  QAccessible::Role role() const override {
    return match(
        m_item, [](std::monostate) { return QAccessible::Grouping; },
        [](const NodeItem&) { return QAccessible::Grouping; },
        [](const PortItem&) { return QAccessible::ListItem; },
        [](const EdgeItem&) { return QAccessible::Link; },
        [](const BeadItem&) { return QAccessible::Button; });
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = true;
    state.selectable = true;
    state.selected = canvas().document().selection().item() == m_item;
    state.focused = state.selected && canvas().hasFocus();
    state.invalid = !isValid();
    return state;
  }
  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }

  QStringList actionNames() const override {
    QStringList names{pressAction(), showMenuAction()};
    if (std::holds_alternative<PortItem>(m_item)) names << connectName();
    if (std::holds_alternative<EdgeItem>(m_item)) names << hookName();
    return names;
  }
  QString localizedActionName(const QString& name) const override {
    if (name == connectName()) return QObject::tr("Connect");
    if (name == hookName()) return QObject::tr("Add hook");
    return QAccessibleActionInterface::localizedActionName(name);
  }
  void doAction(const QString& name) override {
    canvas().document().selection().select(m_item);
    if (name == pressAction()) return;
    if (name == connectName()) emit canvas().actionRequested(QStringLiteral("connectSelected"));
    if (name == hookName()) emit canvas().actionRequested(QStringLiteral("addHook"));
    if (name == showMenuAction()) canvas().showMenuOf(m_item);
  }
  QStringList keyBindingsForAction(const QString& name) const override {
    if (name == connectName()) return {QStringLiteral("C")};
    return name == hookName() ? QStringList{QStringLiteral("H")} : QStringList();
  }

 private:
  GraphCanvas& canvas() const { return m_tree.canvas(); }
  static QString connectName() { return QStringLiteral("connect"); }
  static QString hookName() { return QStringLiteral("addHook"); }
  const CanvasAccessible& m_tree;
  Item m_item;
};

QAccessibleInterface* make(const QString&, QObject* object) {
  auto* canvas = qobject_cast<GraphCanvas*>(object);
  return canvas ? new CanvasAccessible(*canvas) : nullptr;
}

}  // namespace

CanvasAccessible::CanvasAccessible(GraphCanvas& canvas)
    : QAccessibleWidget(&canvas, QAccessible::Grouping), m_canvas(canvas) {}

CanvasAccessible::~CanvasAccessible() {
  for (const auto& [item, id] : m_known) QAccessible::deleteAccessibleInterface(id);
}

void CanvasAccessible::install() {
  static const bool once = [] {
    QAccessible::installFactory(make);
    return true;
  }();
  Q_UNUSED(once)
}

std::vector<Item> CanvasAccessible::childrenOf(const Item& item) const {
  const graph::Graph& graph = m_canvas.shownGraph();
  std::vector<Item> out;
  match(
      item,
      [&](std::monostate) {
        for (const auto& [id, node] : graph.nodes)
          if (m_canvas.scene().node(id)) out.push_back(NodeItem{id});
      },
      [&](const NodeItem& i) {
        if (const NodeBox* box = m_canvas.scene().node(i.node))
          for (const PortBox& port : box->ports) out.push_back(PortItem{port.ref});
      },
      [&](const PortItem& i) {
        if (const graph::Edge* edge = i.port.side == graph::Side::Import ? graph.edgeInto(i.port) : nullptr)
          out.push_back(EdgeItem{edge->id});
        if (i.port.side == graph::Side::Export)
          for (const graph::Edge* edge : graph.edgesFrom(i.port)) out.push_back(EdgeItem{edge->id});
      },
      [&](const EdgeItem& i) {
        if (const graph::Edge* edge = graph.find(i.edge))
          for (const graph::Hook& hook : edge->hooks) out.push_back(BeadItem{i.edge, hook.id});
      },
      [](const BeadItem&) {});
  return out;
}

/// A connection belongs to the port that it goes into; an export of the composition to the one it comes from.
Item CanvasAccessible::parentOf(const Item& item) const {
  const graph::Graph& graph = m_canvas.shownGraph();
  return match(
      item, [](std::monostate) { return Item{}; }, [](const NodeItem&) { return Item{}; },
      [](const PortItem& i) { return Item{NodeItem{i.port.node}}; },
      [&](const EdgeItem& i) {
        const graph::Edge* edge = graph.find(i.edge);
        if (!edge) return Item{};
        return Item{PortItem{edge->consumer.node == graph.host ? edge->provider : edge->consumer}};
      },
      [](const BeadItem& i) { return Item{EdgeItem{i.edge}}; });
}

QAccessibleInterface* CanvasAccessible::interfaceOf(const Item& item) const {
  if (std::holds_alternative<std::monostate>(item)) return const_cast<CanvasAccessible*>(this);
  const auto known =
      std::find_if(m_known.begin(), m_known.end(), [&](const auto& entry) { return entry.first == item; });
  if (known != m_known.end()) return QAccessible::accessibleInterface(known->second);
  auto* made = new ItemAccessible(*this, item);
  m_known.emplace_back(item, QAccessible::registerAccessibleInterface(made));
  return made;
}

int CanvasAccessible::childCount() const { return static_cast<int>(childrenOf(Item{}).size()); }
QAccessibleInterface* CanvasAccessible::child(int index) const {
  const std::vector<Item> items = childrenOf(Item{});
  return index >= 0 && index < static_cast<int>(items.size())
             ? interfaceOf(items[static_cast<std::size_t>(index)])
             : nullptr;
}
int CanvasAccessible::indexOfChild(const QAccessibleInterface* wanted) const {
  for (int i = 0; i < childCount(); ++i)
    if (child(i) == wanted) return i;
  return -1;
}
QAccessibleInterface* CanvasAccessible::childAt(int x, int y) const {
  const QPointF at = m_canvas.toScene(QPointF(m_canvas.mapFromGlobal(QPoint(x, y))));
  const HitResult hit = m_canvas.scene().hit(at, 5 / m_canvas.zoom());
  if (hit.bead) return interfaceOf(BeadItem{*hit.edge, *hit.bead});
  if (hit.port) return interfaceOf(PortItem{*hit.port});
  if (hit.node) return interfaceOf(NodeItem{*hit.node});
  return hit.edge ? interfaceOf(EdgeItem{*hit.edge}) : nullptr;
}
QAccessibleInterface* CanvasAccessible::focusChild() const {
  const Item& item = m_canvas.document().selection().item();
  if (!m_canvas.hasFocus() || std::holds_alternative<std::monostate>(item)) return nullptr;
  return interfaceOf(item);
}
QString CanvasAccessible::text(QAccessible::Text text) const {
  return text == QAccessible::Name ? accessibleName(m_canvas, {}) : QAccessibleWidget::text(text);
}

void announceSelection(GraphCanvas& canvas) {
  if (!QAccessible::isActive() || !canvas.hasFocus()) return;
  QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(&canvas);
  QAccessibleInterface* item = tree ? tree->focusChild() : nullptr;
  if (!item) return;
  QAccessibleEvent focus(item, QAccessible::Focus);
  QAccessible::updateAccessibility(&focus);
}

}  // namespace sb::ui
