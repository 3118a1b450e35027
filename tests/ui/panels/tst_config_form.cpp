// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QtTest/QtTest>

#include "panels_fixture.h"
#include "ui/panels/config_form.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/wave_edit.h"

using namespace sb;
using namespace sb::ui;

/// The configuration of a hook in the Inspector: what is filled in is in the document, what is wrong is not.
class TestConfigForm : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init();
  void everyKeyHasALine();
  void foldedUntilAskedFor();
  void numbersGoIntoTheDocument();
  void wrongTextStaysOutside();
  void choicesAndBackToTheDefault();

 private:
  const std::map<std::string, std::string>& config() const {
    return m_document->graph().edges.at(m_edge).hooks.front().config;
  }
  template <class Field>
  Field* field(InspectorPanel& panel, const char* name) {
    // Deleted pages wait for the event loop; the newest form is the last.
    const auto forms = panel.findChildren<ConfigForm*>();
    return forms.isEmpty() ? nullptr : forms.last()->findChild<Field*>(QLatin1String(name));
  }
  void open(InspectorPanel& panel) {
    panel.setDocument(m_document.get());
    m_document->selection().select(BeadItem{m_edge, m_document->graph().edges.at(m_edge).hooks.front().id});
  }
  std::unique_ptr<Document> m_document;
  graph::EdgeId m_edge;
};

void TestConfigForm::init() {
  m_document = test::openOrders();
  QVERIFY(m_document);
  m_edge = test::edgeBetween(m_document->graph(), "cache", "orders");
  QCOMPARE(test::hookEdge(*m_document, m_edge, "hooks/count/count.wasm", "count", graph::HookKind::Tier1),
           QString());
}

void TestConfigForm::everyKeyHasALine() {
  InspectorPanel panel;
  open(panel);
  auto* every = field<WaveEdit>(panel, "config_every");
  auto* sink = field<QComboBox>(panel, "config_sink");
  QVERIFY(every && sink);
  QCOMPARE(every->placeholderText(), "1");
  QCOMPARE(sink->itemText(0), "default (stderr)");
  QCOMPARE(sink->count(), 3);
}

/// Folded while every value is the default, so that the WIT below is in view; open as soon as one is set.
void TestConfigForm::foldedUntilAskedFor() {
  InspectorPanel panel;
  open(panel);
  const auto form = [&] { return panel.findChildren<ConfigForm*>().last(); };
  const auto fold = [&] { return panel.findChildren<QPushButton*>("inspectorConfigFold").last(); };
  QVERIFY(form()->isHidden());
  QCOMPARE(fold()->toolTip(), QString("Every value is the hook's default"));
  fold()->click();
  QVERIFY(!form()->isHidden());
  m_document->selection().select(EdgeItem{m_edge});
  m_document->selection().select(BeadItem{m_edge, m_document->graph().edges.at(m_edge).hooks.front().id});
  QVERIFY2(!form()->isHidden(), "it stays as one left it");
  InspectorPanel other;
  emit field<QComboBox>(panel, "config_sink")->activated(1);
  QTRY_VERIFY(!config().empty());
  open(other);
  QVERIFY(!other.findChildren<ConfigForm*>().last()->isHidden());
}

void TestConfigForm::numbersGoIntoTheDocument() {
  InspectorPanel panel;
  open(panel);
  auto* every = field<WaveEdit>(panel, "config_every");
  QVERIFY(every);
  every->setText("3");
  emit every->editingFinished();
  QTRY_COMPARE(config(), (std::map<std::string, std::string>{{"every", "3"}}));
  m_document->undoStack().undo();
  QVERIFY(config().empty());
}

void TestConfigForm::wrongTextStaysOutside() {
  InspectorPanel panel;
  open(panel);
  auto* every = field<WaveEdit>(panel, "config_every");
  QVERIFY(every);
  every->setText("many");
  emit every->textEdited("many");
  QCOMPARE(every->errorPosition(), 0);
  QCOMPARE(every->toolTip(), "`many` is no u32");
  emit every->editingFinished();
  QCoreApplication::processEvents();
  QVERIFY(config().empty());
}

void TestConfigForm::choicesAndBackToTheDefault() {
  InspectorPanel panel;
  open(panel);
  auto* sink = field<QComboBox>(panel, "config_sink");
  QVERIFY(sink);
  emit sink->activated(1);
  QTRY_COMPARE(config(), (std::map<std::string, std::string>{{"sink", "stdout"}}));
  QTRY_COMPARE(field<QComboBox>(panel, "config_sink")->currentText(), QString("stdout"));
  emit field<QComboBox>(panel, "config_sink")->activated(0);
  QTRY_VERIFY(config().empty());
}

QTEST_MAIN(TestConfigForm)
#include "tst_config_form.moc"
