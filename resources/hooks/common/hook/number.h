// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers as the shortest text that reads back as the same number.
#pragma once
#include "text.h"

void text_float32(struct text *t, float value);
void text_float64(struct text *t, double value);
