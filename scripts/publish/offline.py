"""The list of all that the site needs without a connection, for the worker that keeps it when a reader asks.

It names a release by what is in it: a worker takes a release whole or not at all, so that two are never mixed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from scripts.publish import compress

FILE = "offline.json"
_PAGES = "*.html"
_PARTS = ("assets/**/*", "*.json", "cases/*/practice.json")
"""What pages load, and what their scripts ask for; downloads and texts for other programs stay where they are."""
_LEFT_OUT = (".gz", ".br", ".map", ".txt")
_NOT_ASKED = frozenset({FILE, "references.json", "graph.schema.json", "404.html"})
_CARDS = "assets/cards/"
"""Pictures for where a page is shared."""
_DIGITS = 16


def write(site: Path) -> None:
    """Write the list: each file with the first digits of its SHA-256, and what the whole takes on the wire.

    Args:
        site: the folder of the published site, with its compressed copies.
    """
    files = {}
    size = 0
    for path, file in sorted(_files(site).items()):
        files[path] = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGITS]
        packed = file.with_name(f"{file.name}.gz")
        size += (packed if packed.is_file() else file).stat().st_size
    release = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:_DIGITS]
    told = {"version": 1, "release": release, "size": size, "files": files}
    (site / FILE).write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    compress.both(site / FILE)


def _files(site: Path) -> dict[str, Path]:
    """Return the files by the path at which the worker asks for them: a page by its folder."""
    found: dict[str, Path] = {}
    for file in site.rglob(_PAGES):
        path = file.relative_to(site).as_posix()
        if path not in _NOT_ASKED and not _redirects(file):
            found[path.removesuffix("index.html")] = file
    for pattern in (*_PARTS, "**/estimate.json"):
        for file in site.glob(pattern):
            path = file.relative_to(site).as_posix()
            wanted = not path.endswith(_LEFT_OUT) and not path.startswith(_CARDS) and path not in _NOT_ASKED
            if file.is_file() and wanted:
                found[path] = file
    return found


def _redirects(file: Path) -> bool:
    return "http-equiv=refresh" in file.read_text(encoding="utf-8").replace('"', "")
