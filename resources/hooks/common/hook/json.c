// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "json.h"

void json_str(struct text *t, struct str s) {
  text_byte(t, '"');
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.at[i];
    if (c == '"' || c == '\\') {
      text_byte(t, '\\');
      text_byte(t, (char)c);
    } else if (c < 0x20) {
      text_cstr(t, "\\u");
      text_hex(t, c, 4);
    } else {
      text_byte(t, (char)c);
    }
  }
  text_byte(t, '"');
}
