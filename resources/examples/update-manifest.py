#!/usr/bin/env python3
# Copyright The Spliceboard authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Brings `bytes` and `sha256` of manifest.json up to date; everything else there is written by hand.
With --check, changes nothing and fails when something differs or a binary is not listed."""
import hashlib, json, pathlib, sys

here = pathlib.Path(__file__).parent
path = here / "manifest.json"
manifest = json.loads(path.read_text())
for entry in manifest["files"]:
    content = (here / entry["file"]).read_bytes()
    entry["bytes"] = len(content)
    entry["sha256"] = hashlib.sha256(content).hexdigest()
text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"

listed = {entry["file"] for entry in manifest["files"]}
unlisted = sorted(str(f.relative_to(here)) for f in here.rglob("*.wasm") if str(f.relative_to(here)) not in listed)
if unlisted:
    sys.exit("not listed: " + ", ".join(unlisted))
if "--check" in sys.argv:
    sys.exit(0 if text == path.read_text() else "manifest.json is out of date")
path.write_text(text)
