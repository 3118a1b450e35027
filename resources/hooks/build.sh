#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Rebuilds the hooks: all, or those named. Not part of the normal build: the binaries are checked in.
# common/component.sh says which tools are needed.
cd "$(dirname "$0")"
. common/component.sh

for hook in ${@:-trace count gate}; do
  component "$hook/$hook.wasm" "$hook" "$hook/$hook.wit" "$hook/$hook.c"
done
wc -c ./*/*.wasm
