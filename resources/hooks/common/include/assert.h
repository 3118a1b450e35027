// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#define assert(condition) ((condition) ? (void)0 : __builtin_trap())
