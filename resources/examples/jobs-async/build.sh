#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Rebuilds jobs.composed.wasm. Needs what ../../hooks/common/component.sh asks for, and wac 0.12.
cd "$(dirname "$0")"
. ../../hooks/common/component.sh

mkdir "$work/wit"
cp jobs.wit "$work/wit/"
cp ../orders/wit/wasi.wit "$work/wit/"
lift=async
for part in provider cli; do
  component "$work/$part.wasm" "$part" "$work/wit" "src/$part.c"
done
wac compose jobs.wac -d c:provider="$work/provider.wasm" \
  -d c:cli="$work/cli.wasm" -o jobs.composed.wasm
wasm-tools validate jobs.composed.wasm
wc -c ./*.wasm
