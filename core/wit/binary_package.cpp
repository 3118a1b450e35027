// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/binary_package.h"

#include <algorithm>

#include "core/decode/component_decoder.h"
#include "core/support/concat.h"
#include "core/types/check_component.h"
#include "core/wit/describer.h"

namespace sb::wit {
namespace {

const types::ComponentType* componentTypeOf(const types::NamedExtern& item) {
  const auto* type = std::get_if<types::TypeOfComponent>(&item.type);
  return type != nullptr ? type->type.get() : nullptr;
}

/// The package of `ns:pkg/wit`, the older form, in which one component type has all interfaces and worlds.
bool isOldForm(const types::NamedExtern& item) {
  const types::InterfaceName name = types::parseInterfaceName(item.name.name);
  return !name.package.empty() && name.interface == "wit";
}

class PackageReader {
 public:
  explicit PackageReader(Document& document) : m_document(document), m_describer(document) {}

  Result<void> add(const types::ComponentType& outer) {
    for (const types::NamedExtern& item : outer.imports) {
      const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type);
      const types::InterfaceName name = types::parseInterfaceName(item.name.name);
      if (instance == nullptr || !*instance || name.package.empty())
        return fail(ErrorCode::Invalid,
                    concat("the import `", item.name.name, "` of a WIT package is no interface"));
      m_describer.fill(m_describer.interfaceNamed(name), **instance);
    }
    for (const types::NamedExtern& item : outer.exports) SB_TRY_VOID(addItem(item));
    return {};
  }

  Result<void> addItem(const types::NamedExtern& item) {
    const types::InterfaceName name = types::parseInterfaceName(item.name.name);
    if (name.package.empty())
      return fail(ErrorCode::Invalid, concat("`", item.name.name, "` of a WIT package is no full name"));
    const std::string package = concat(name.packageId(), name.version.empty() ? "" : "@", name.version);
    if (m_package.empty()) {
      m_package = package;
      m_document.root = m_describer.package(name.nameSpace, name.package, name.version);
    } else if (m_package != package) {
      return fail(ErrorCode::Invalid,
                  concat("`", item.name.name, "` is in a WIT package named `", m_package, "`"));
    }
    if (const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type); instance && *instance) {
      m_describer.fill(m_describer.interfaceNamed(name), **instance);
      return {};
    }
    const auto* world = std::get_if<types::ComponentTypeRef>(&item.type);
    if (world == nullptr || !*world)
      return fail(ErrorCode::Invalid, concat("`", item.name.name, "` is neither an interface nor a world"));
    const WorldId id = m_document.worlds.push({name.interface, m_document.root, {}, {}, {}, {}});
    m_document.packages[m_document.root].worlds.push_back(id);
    m_describer.fillWorld(id, (*world)->imports, (*world)->exports);
    return {};
  }

  Result<void> finish() {
    m_describer.sortFuncs();
    if (m_package.empty()) return fail(ErrorCode::Invalid, "a WIT package without interfaces and worlds");
    if (!m_describer.losses().empty())
      return fail(ErrorCode::Invalid,
                  concat("the WIT package does not follow the rules of one: ", m_describer.losses().front()));
    return {};
  }

 private:
  Document& m_document;
  Describer m_describer;
  std::string m_package;
};

}  // namespace

bool isBinaryPackage(const types::ComponentType& type) {
  if (!type.imports.empty() || type.exports.empty()) return false;
  std::string why;
  return std::all_of(type.exports.begin(), type.exports.end(), [&](const types::NamedExtern& item) {
    const auto parts = types::parseExternName(item.name.name, why);
    const bool label = parts && parts->kind == types::ExternNameParts::Kind::Label;
    return componentTypeOf(item) != nullptr && (label || isOldForm(item));
  });
}

Result<Document> documentOfPackage(const model::Component& component, const types::ComponentType& type) {
  if (!isBinaryPackage(type))
    return fail(ErrorCode::Invalid,
                "the component is not a WIT package: those have exports of component types only");
  Document document;
  PackageReader reader(document);
  // The order of the exports is one in which each interface comes after those it uses.
  for (const types::NamedExtern& item : type.exports) SB_TRY_VOID(reader.add(*componentTypeOf(item)));
  SB_TRY_VOID(reader.finish());
  addPackageDocs(document, component);
  return document;
}

Result<Document> readBinaryPackage(const SharedBytes& bytes) {
  SB_TRY(const model::Component component, decode::decodeComponent(bytes));
  const types::CheckedComponent checked = types::checkComponent(component);
  if (!checked.valid() || !checked.type) {
    const bool known = !checked.diagnostics.empty();
    return fail(ErrorCode::Invalid, known ? checked.diagnostics.front().message : "broken types",
                known ? checked.diagnostics.front().offset : std::nullopt);
  }
  return documentOfPackage(component, *checked.type);
}

WorldOfComponent describeComponent(const types::ComponentType& type, const std::string& worldName) {
  WorldOfComponent out;
  Describer describer(out.document);
  out.document.root = describer.package("root", "component", {});
  out.world = out.document.worlds.push({worldName, out.document.root, {}, {}, {}, {}});
  out.document.packages[out.document.root].worlds.push_back(out.world);
  describer.fillWorld(out.world, type.imports, type.exports);
  describer.sortFuncs();
  describer.sortPackages();
  out.losses = std::move(describer.losses());
  return out;
}

}  // namespace sb::wit
