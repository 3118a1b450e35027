#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Rebuilds the hooks: all, or those named. Not part of the normal build: the binaries are checked in.
# Needs on PATH: clang-14 (or $CLANG) and wasm-ld of the same LLVM, wasm-tools 1.263, python3.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What each hook is made of: its sources, and the parts of common/hook that export and import for it. NAME.wasm has
# the parts sync_*, for spliceboard:hook; NAME-async.wasm has the others, for the interfaces of splicer's tiers. Not
# one file for both: an engine without async functions refuses a component that exports one, called or not.
parts_of() {
  local values="sync_names sync_before_values sync_after_values tier2_before tier2_after
    values print_words print_cells printer number"
  local calls="sync_names sync_before sync_after tier1_before tier1_after"
  case $1 in
    trace) echo trace/trace.c "$values wasi_streams" ;;
    record) echo record/record.c "$values wasi_streams wasi_clocks json" ;;
    count) echo count/count.c "$calls wasi_streams" ;;
    otel) echo otel/{otel,spans,metrics}.c "$calls wasi_streams wasi_clocks json number" ;;
    gate) echo gate/gate.c "sync_names sync_gate tier1_blocking wasi_streams" ;;
    gate-values) echo gate-values/gate-values.c \
      "sync_names sync_gate_values values print_words print_cells printer number wasi_streams" ;;
    fault) echo fault/{fault,rules}.c "sync_names sync_gate tier1_blocking wasi_streams wasi_clocks" ;;
    delay) echo fault/{fault,rules}.c "sync_names sync_before tier1_before wasi_streams wasi_clocks" ;;
    # These two wait instead of watching the clock.
    fault-async) echo fault/{fault-async,rules}.c "wasi_streams wasi_clocks" ;;
    delay-async) echo fault/{fault-async,rules}.c "wasi_streams wasi_clocks" -DDELAY ;;
    *-async) parts_of "${1%-async}" ;;
    *) echo "$1 is no hook" >&2; return 1 ;;
  esac
}

# component NAME FOLDER: builds FOLDER/NAME.wasm.
component() {
  local name=$1 folder=$2 gen=$work/$1 sources=() flags=() part left_out=tier not_exported=splicer:tier
  case $name in *-async) left_out=sync_ not_exported=spliceboard:hook ;; esac
  for part in $(parts_of "$name"); do
    case $part in $left_out*) continue ;; esac
    case $part in
      -*) flags+=("$part") ;;
      *.c) sources+=("$part") ;;
      *) sources+=("common/hook/$part.c") ;;
    esac
  done
  mkdir -p "$gen/wit/deps"
  "${CLANG:-clang-14}" --target=wasm32-unknown-unknown -std=c11 -Oz -mbulk-memory -ffreestanding -nostdlib -fno-builtin \
    -Wall -Wextra -Wno-unused-parameter -Werror -isystem common/include -I common/hook -I common "${flags[@]}" \
    -Wl,--no-entry,--gc-sections,--strip-all,--stack-first,-z,stack-size=65536 \
    "${sources[@]}" common/hook/{arena,functions,config}.c common/{runtime,text}.c -o "$gen/core.wasm"
  cat "$folder/$folder.wit" common/wit/others.wit > "$gen/wit/hook.wit"
  sed -i "/export $not_exported/d" "$gen/wit/hook.wit"
  cp ../../wit/spliceboard-hook/hook.wit "$gen/wit/deps/spliceboard-hook.wit"
  wasm-tools component embed "$gen/wit" "$gen/core.wasm" --world "$folder-hook" -o "$gen/embedded.wasm"
  wasm-tools component new "$gen/embedded.wasm" -o "$gen/component.wasm"
  wasm-tools strip -a "$gen/component.wasm" -o "$folder/$name.wasm" # tool names and versions
  # The manifest: a custom section of the component.
  python3 - "$folder/$name.wasm" "splicer-builtin-manifest/$name" "$folder/manifest.toml" <<'PY'
import sys
def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))
path, name, manifest = sys.argv[1:]
content = number(len(name)) + name.encode() + open(manifest, "rb").read()
open(path, "ab").write(b"\0" + number(len(content)) + content)
PY
  wasm-tools validate --features all "$folder/$name.wasm"
}

for name in ${@:-trace count gate gate-values record otel fault delay}; do
  component "$name" "$name"
  # splicer 2.4.1 has no gate that sees values.
  [ "$name" = gate-values ] || component "$name-async" "$name"
done
wc -c ./*/*.wasm
