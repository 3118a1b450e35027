// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/producers_json.h"

#include "core/decode/names.h"

namespace sb::print {

nlohmann::ordered_json producersJson(ByteSpan payload) {
  auto out = nlohmann::ordered_json::object();
  for (const decode::ProducersField& field : decode::parseProducers(payload))
    for (const auto& [name, version] : field.values)
      out[field.name].push_back({{"name", name}, {"version", version}});
  return out;
}

}  // namespace sb::print
