// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit.h"
#include "core/wit/binary_package.h"
#include "core/wit/read_back.h"
#include "core/wit/write_wit.h"

// Whole components as WIT: a world with the packages of the interfaces it names, or the package that is in
// it.
namespace sb::print {

std::string witWorld(const types::ComponentType& type, std::string_view worldName) {
  return wit::writeDocument(wit::describeComponent(type, std::string(worldName)).document);
}

ComponentWit componentWit(const model::Component& component, const types::ComponentTypeRef& type,
                          const WitOptions& options) {
  wit::WriteOptions write;
  write.docs = options.docs;
  if (wit::isBinaryPackage(*type)) {
    // Exports of component types alone do not make a package; what is none is described as it is.
    if (const auto document = wit::documentOfPackage(component, *type))
      return {wit::writeDocument(*document, write), {}};
  }
  wit::WorldOfComponent described = wit::describeComponent(*type, options.worldName);
  wit::addPackageDocs(described.document, component);
  ComponentWit out{wit::writeDocument(described.document, write), std::move(described.losses)};
  if (!out.remarks.empty()) return out;
  const std::string difference = wit::differenceAfterReading(out.text, options.worldName, type);
  if (!difference.empty()) out.remarks.push_back("read as WIT it is another type: " + difference);
  return out;
}

}  // namespace sb::print
