"""Compressed copies beside every text file, for hosts that serve them."""

from __future__ import annotations

import concurrent.futures
import contextlib
import functools
import gzip
import hashlib
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli

_TEXT = {".html", ".css", ".js", ".json", ".webmanifest", ".xml", ".svg", ".bib", ".txt", ".md"}
_SMALLEST = 512
"""Bytes below which a compressed copy saves nothing worth a file."""
_LEVEL, _QUALITY = 9, 10
"""Of gzip and Brotli, at which a build stays short."""
_MADE_BY = f"{_LEVEL} {zlib.ZLIB_RUNTIME_VERSION} {_QUALITY} {brotli.version}"
_COPIES: dict[str, Callable[[bytes], bytes]] = {
    # No time stamp inside, so that the same site gives the same bytes.
    ".gz": functools.partial(gzip.compress, compresslevel=_LEVEL, mtime=0),
    ".br": functools.partial(brotli.compress, mode=brotli.MODE_TEXT, quality=_QUALITY),
}


def write(site: Path, kept: Path | None = None) -> None:
    """Write `.gz` and `.br` beside each text file.

    Args:
        site: the folder of the site.
        kept: a folder that keeps the copies from build to build, under a hash of what they are made of, so that a file
            that did not change is not compressed again; it may be deleted at any time.
    """
    files = [file for file in site.rglob("*") if file.suffix in _TEXT and file.stat().st_size >= _SMALLEST]
    # Both libraries release the interpreter while they compress.
    with concurrent.futures.ThreadPoolExecutor() as pool:
        names = set(pool.map(functools.partial(both, kept=kept), files))
    if kept is not None and kept.is_dir():
        for old in kept.iterdir():
            if old.stem not in names:
                old.unlink()


def both(file: Path, kept: Path | None = None) -> str:
    """Write both copies of one file and return the name under which they are kept."""
    data = file.read_bytes()
    name = hashlib.sha256(_MADE_BY.encode() + data).hexdigest()
    for ending, compressed in _COPIES.items():
        file.with_name(f"{file.name}{ending}").write_bytes(
            _kept(kept, name + ending, functools.partial(compressed, data))
        )
    return name


def _kept(folder: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept, else make it and keep it where there is room."""
    if folder is None:
        return make()
    with contextlib.suppress(OSError):
        return (folder / name).read_bytes()
    made = make()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.{threading.get_ident()}.part"  # two files may say the same
        part.write_bytes(made)
        part.replace(folder / name)
    return made
