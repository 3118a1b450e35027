#!/usr/bin/env bash
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Rebuilds every .wasm of this folder. Not part of the normal build: the binaries are checked in.
# Needs what ../../hooks/common/component.sh asks for, and wac 0.12.
cd "$(dirname "$0")"
. ../../hooks/common/component.sh

# wit_of WORLD STORE-VERSION PUT-ERROR QUOTE-VERSION PACKAGE...: one text with the world and its packages
wit_of() {
  local world=$1 store=$2 put_error=$3 quote=$4
  shift 4
  cat "wit/worlds/$world.wit"
  for package; do
    case $package in
    store) sed -e "s/VERSION/$store/" -e "s/PUT-ERROR/$put_error/" wit/store.wit.in ;;
    quote) sed -e "s/VERSION/$quote/" wit/quote.wit.in ;;
    *) cat "wit/$package.wit" ;;
    esac
  done
}

# build NAME SOURCE "PACKAGES" STORE-VERSION PUT-ERROR QUOTE-VERSION [clang flag...]
build() {
  local name=$1 source=$2 packages=$3 store=$4 put_error=$5 quote=$6
  shift 6
  # shellcheck disable=SC2086
  wit_of "$name" "$store" "$put_error" "$quote" $packages >"$work/$name.wit"
  component "$name.wasm" "$name" "$work/$name.wit" "src/$source.c" "$@"
}

build kv-disk   kv-disk "store wasi"            1.0.0 errno  -
build kv-mem    kv-mem  "store"                 1.0.3 errno  -
build kv-legacy kv-mem  "store"                 0.9.0 string - -DLEGACY
build cache     cache   "store wasi"            1.0.0 errno  -
build feed      feed    "rates-parts"           -     -      -
build rounding  rounding "rates-parts"          -     -      -
build quoter    quoter  "rates-parts quote wasi" -    -      1.1.2
build orders    orders  "store quote shop"      1.0.0 errno  1.1.0
build orders-mail orders "store quote shop mail" 1.0.0 errno 1.1.0 -DMAIL
build gateway   gateway "shop wasi"             -     -      -

wac compose rates.wac -d c:feed=feed.wasm -d c:rounding=rounding.wasm -d c:quoter=quoter.wasm -o rates.wasm
compose() { # OUT ORDERS
  wac compose orders.wac -d c:kv-disk=kv-disk.wasm -d c:cache=cache.wasm -d c:rates=rates.wasm \
    -d c:orders="$2" -d c:gateway=gateway.wasm -o "$1"
}
compose orders.composed.wasm orders.wasm
compose orders-mail.composed.wasm orders-mail.wasm
for file in rates orders.composed orders-mail.composed; do wasm-tools validate "$file.wasm"; done
wc -c ./*.wasm
