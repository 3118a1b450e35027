#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Rebuilds calc-chain.composed.wasm. Needs what ../../hooks/common/component.sh asks for, and wac 0.12.
cd "$(dirname "$0")"
. ../../hooks/common/component.sh

mkdir "$work/wit"
cp calc.wit "$work/wit/"
cp ../orders/wit/wasi.wit "$work/wit/"
for part in provider middle cli; do
  component "$work/$part.wasm" "$part" "$work/wit" "src/$part.c"
done
wac compose calc-chain.wac -d c:provider="$work/provider.wasm" -d c:middle="$work/middle.wasm" \
  -d c:cli="$work/cli.wasm" -o calc-chain.composed.wasm
wasm-tools validate calc-chain.composed.wasm
wc -c ./*.wasm
