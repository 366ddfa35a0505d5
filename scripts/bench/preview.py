"""A preview as `make serve` starts it, and how soon it shows an edit."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EDITS = 3
_SETTLED = 2.0
"""Seconds after a build until the preview watches for the next edit."""
_PATIENCE = 60
"""Seconds after which a preview counts as stuck."""


@contextmanager
def started(project: Path) -> Iterator[str]:
    """Start a preview of a project as `make serve` does; yields its address without a slash at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "scripts.preview", str(port)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def shown(address: str, words: str) -> str:
    """Return a page as soon as it shows some words.

    Raises:
        TimeoutError: it does not show them in time.
    """
    return _until(address, words, there=True)


def gone(address: str, words: str) -> str:
    """Return a page as soon as it no longer shows some words; see `shown`."""
    return _until(address, words, there=False)


def _until(address: str, words: str, *, there: bool) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - our own preview
                page = str(answer.read().decode())
            if (words in page) == there:
                return page
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} {'does not show' if there else 'still shows'} '{words}' after {_PATIENCE} s")


def seconds(project: Path) -> float:
    """Return the seconds from saving a chapter until `make serve` serves it, the median of a few edits.

    Args:
        project: a copy of the project, which is edited.
    """
    with started(project) as address:
        page = f"{address}/framework/evaluation/"
        shown(page, "</html>")
        return statistics.median(_edit(project / "docs/framework/evaluation.md", page, n) for n in range(_EDITS))


def _edit(file: Path, page: str, number: int) -> float:
    time.sleep(_SETTLED)
    words = f"Edit number {number}."
    text = file.read_text(encoding="utf-8").replace("{{ chapter_end() }}", f"{words}\n\n{{{{ chapter_end() }}}}")
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    shown(page, words)
    return time.perf_counter() - start
