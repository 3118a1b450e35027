// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/names. What is registered stays for good.
#include "names.h"
#include <stdlib.h>

EXPORT("spliceboard:hook/names@0.1.0#register")
uint32_t names_register(const char *interface, size_t interface_len, const char *caller, size_t caller_len,
                        const char *provider, size_t provider_len, const struct function_info *infos, size_t count,
                        const struct type *types, size_t type_count) {
  uint32_t first = (uint32_t)function_count;
  struct types *all = malloc(sizeof *all);
  *all = (struct types){types, type_count};
  for (size_t i = 0; i < count; i++) {
    function_add((struct function){.interface = {interface, interface_len},
                                   .name = infos[i].name,
                                   .caller = {caller, caller_len},
                                   .provider = {provider, provider_len},
                                   .types = all,
                                   .info = &infos[i]});
  }
  arena_keep();
  return first;
}
