#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Makes the binaries of the guests again; they are checked in. Needs wasm-tools 1.263 on PATH.
set -euo pipefail
cd "$(dirname "$0")"
for text in *.wat; do
  wasm-tools parse "$text" -o "${text%.wat}.wasm"
  wasm-tools strip --all "${text%.wat}.wasm" -o "${text%.wat}.wasm"
  wasm-tools validate --features all "${text%.wat}.wasm"
done
