# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Sourced by the build scripts of the hooks and of the examples. Needs on PATH: wit-bindgen 0.63,
# wasm-tools 1.263, clang 14 (or $CLANG) and wasm-ld of the same LLVM. No wasi-libc, no adapter.
set -eu

common=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `lift=async` before a call keeps the async form of the ABI for async functions. Otherwise they are
# lifted and lowered with the plain canonical ABI, which is what hooks need; see docs/hooks.md.
#
# component OUT.wasm WORLD FILE.wit SOURCE.c [clang flag...]
# The files that a C source includes by name are looked for in its own folder and in this one.
component() {
  local out=$1 world=$2 wit=$3 source=$4
  shift 4
  local gen=$work/$(basename "$out" .wasm)
  mkdir -p "$gen"
  local form=(--sync all)
  if [ "${lift:-}" = async ]; then form=(); fi
  wit-bindgen c "${form[@]}" -w "$world" --rename-world g --out-dir "$gen" "$wit" >"$gen/log" 2>&1 || { cat "$gen/log"; return 1; }
  "${CLANG:-clang-14}" --target=wasm32-unknown-unknown -std=c11 -Oz -ffreestanding -nostdlib -fno-builtin \
    -Wall -Wextra -Wno-unused-parameter -Wno-unused-function \
    -isystem "$common/include" -I "$gen" -I "$(dirname "$source")" -I "$common" "$@" \
    -Wl,--no-entry,--gc-sections,--strip-all,--stack-first,-z,stack-size=32768 \
    "$gen/g.c" "$gen/g_component_type.o" "$source" "$common/runtime.c" "$common/text.c" -o "$gen/core.wasm"
  wasm-tools component new "$gen/core.wasm" -o "$out"
  wasm-tools strip -a "$out" -o "$out" # tool names and versions
  wasm-tools validate "$out"
}
