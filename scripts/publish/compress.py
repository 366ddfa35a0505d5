"""Compressed copies beside every text file, for hosts that serve them."""

from __future__ import annotations

import concurrent.futures
import gzip
from pathlib import Path

import brotli

_TEXT = {".html", ".css", ".js", ".json", ".webmanifest", ".xml", ".svg", ".bib", ".txt", ".md"}
_SMALLEST = 512
"""Bytes below which a compressed copy saves nothing worth a file."""


def write(site: Path) -> None:
    """Write `.gz` and `.br` beside each text file, at levels that keep a build short."""
    files = [file for file in site.rglob("*") if file.suffix in _TEXT and file.stat().st_size >= _SMALLEST]
    # Both libraries release the interpreter while they compress.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(both, files))


def both(file: Path) -> None:
    """Write both copies of one file."""
    data = file.read_bytes()
    # No time stamp inside, so that the same site gives the same bytes.
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=10))
