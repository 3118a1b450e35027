// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/config_form.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include "core/config/config_text.h"
#include "core/config/config_values.h"
#include "core/config/key_type.h"
#include "core/graph/edit.h"
#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/wave_edit.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

/// The cases of a key that has few: of an enum, or true and false.
QStringList choices(const types::ValType& type) {
  QStringList out;
  if (const auto* cases = std::get_if<types::Enum>(&type->kind)) {
    for (const std::string& label : cases->labels) out << text(label);
  } else if (const auto* primitive = std::get_if<types::Primitive>(&type->kind);
             primitive && *primitive == types::Primitive::Bool) {
    out << QStringLiteral("true") << QStringLiteral("false");
  }
  return out;
}

QString keyTip(const config::ManifestKey& key) {
  QString out = text(key.name) + QStringLiteral(": ") + text(config::keyTypeText(key.type));
  if (key.defaultValue) out += QStringLiteral(" = ") + text(*key.defaultValue);
  return key.doc.empty() ? out : out + QLatin1Char('\n') + text(key.doc);
}

}  // namespace

bool ConfigForm::isFor(const graph::Hook& hook) {
  return hook.file && hook.file->type && config::configImport(*hook.file->type);
}

ConfigForm::ConfigForm(Document& document, graph::EdgeId edge, const graph::Hook& hook, QWidget* parent)
    : QWidget(parent), m_document(document), m_edge(edge), m_hook(hook), m_layout(new QFormLayout(this)) {
  setObjectName(QStringLiteral("configForm"));
  m_layout->setContentsMargins(0, 2, 0, 6);
  m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  if (!hook.file || !hook.file->component) return;
  const Result<std::optional<config::Manifest>> manifest = config::manifestOf(*hook.file->component);
  if (!manifest) {
    auto* problem = new QLabel(text(manifest.error().text()), this);
    problem->setObjectName(QStringLiteral("configProblem"));
    problem->setWordWrap(true);
    m_layout->addRow(problem);
    return;
  }
  if (!*manifest) {
    addFreeKeys();
    return;
  }
  for (const config::ManifestKey& key : (*manifest)->keys) addKey(key);
}

std::string ConfigForm::valueOf(const std::string& key) const {
  const auto found = m_hook.config.find(key);
  return found == m_hook.config.end() ? std::string() : found->second;
}

void ConfigForm::addKey(const config::ManifestKey& key) {
  const QString objectName = QStringLiteral("config_") + text(key.name);
  const std::string value = valueOf(key.name);
  const QStringList few = choices(key.type);
  QWidget* field = nullptr;
  if (!few.isEmpty()) {
    auto* box = new PanelCombo(this);
    box->addItem(key.defaultValue ? tr("default (%1)").arg(text(*key.defaultValue)) : tr("not set"),
                 QString());
    for (const QString& choice : few) box->addItem(choice, choice);
    const Result<std::string> now = config::canonicalValue(value, key.type, key.anyCase);
    box->setCurrentIndex(value.empty() || !now ? 0 : std::max(0, box->findData(text(*now))));
    connect(box, &QComboBox::activated, this, [this, box, name = key.name](int index) {
      change(name, box->itemData(index).toString().toStdString());
    });
    field = box;
  } else {
    auto* line = new WaveEdit(this);
    line->setText(text(value));
    if (key.defaultValue) line->setPlaceholderText(text(*key.defaultValue));
    const auto check = [line, key] {
      const Result<std::string> good =
          config::canonicalValue(line->text().toStdString(), key.type, key.anyCase);
      if (good || line->text().isEmpty()) {
        line->setError(-1, keyTip(key));
        return true;
      }
      line->setError(static_cast<int>(good.error().offset.value_or(0)), text(good.error().message));
      return false;
    };
    connect(line, &QLineEdit::textEdited, this, check);
    connect(line, &QLineEdit::editingFinished, this, [this, line, check, name = key.name] {
      if (check()) change(name, line->text().toStdString());
    });
    check();
    field = line;
  }
  field->setObjectName(objectName);
  field->setAccessibleName(tr("%1, configuration of %2").arg(text(key.name), text(m_hook.name)));
  if (field->toolTip().isEmpty()) field->setToolTip(keyTip(key));
  auto* name = new QLabel(text(key.name), this);
  name->setProperty("role", "secondary");
  name->setToolTip(keyTip(key));
  name->setBuddy(field);
  m_layout->addRow(name, field);
}

void ConfigForm::addFreeKeys() {
  for (const auto& [key, value] : m_hook.config) {
    auto* line = new QLineEdit(text(value), this);
    line->setFont(currentTheme().mono());
    line->setObjectName(QStringLiteral("config_") + text(key));
    line->setToolTip(tr("WAVE text; empty takes the key out"));
    connect(line, &QLineEdit::editingFinished, this,
            [this, line, name = key] { change(name, line->text().toStdString()); });
    m_layout->addRow(text(key), line);
  }
  auto* another = new QLineEdit(this);
  another->setFont(currentTheme().mono());
  another->setObjectName(QStringLiteral("configAnother"));
  another->setPlaceholderText(tr("key = value"));
  another->setToolTip(tr("The hook has no manifest: any key goes, the value as WAVE text"));
  connect(another, &QLineEdit::editingFinished, this, [this, another] {
    const QString line = another->text();
    const auto equals = line.indexOf(QLatin1Char('='));
    if (equals > 0)
      change(line.left(equals).trimmed().toStdString(), line.mid(equals + 1).trimmed().toStdString());
  });
  m_layout->addRow(another);
}

void ConfigForm::change(const std::string& key, const std::string& value) {
  if (valueOf(key) == value) return;
  if (value.empty())
    m_hook.config.erase(key);
  else
    m_hook.config[key] = value;
  // The form is made anew by this; let the field finish its own event first.
  QMetaObject::invokeMethod(
      &m_document,
      [&document = m_document, edge = m_edge, hook = m_hook] {
        (void)document.perform(graph::changeHook(document.graph(), edge, hook));
      },
      Qt::QueuedConnection);
}

}  // namespace sb::ui
