"""How soon a preview shows an edit."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.diagrams.snapshots import ROOT

_EDITS = 3
_SETTLED = 2.0
"""Seconds after a build until the preview watches for the next edit."""


def seconds(project: Path) -> float:
    """Return the seconds from saving a chapter until `make serve` serves it, the median of a few edits.

    Args:
        project: a copy of the project, which is edited.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = re.search(r"-m mkdocs serve (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert command is not None
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", *command.group(1).split(), "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = f"http://127.0.0.1:{port}/framework/evaluation/"
        _wait(page, "</html>")
        return statistics.median(_edit(project / "docs/framework/evaluation.md", page, n) for n in range(_EDITS))
    finally:
        server.terminate()
        server.wait()


def _edit(file: Path, page: str, number: int) -> float:
    time.sleep(_SETTLED)
    words = f"Edit number {number}."
    text = file.read_text(encoding="utf-8").replace("{{ chapter_end() }}", f"{words}\n\n{{{{ chapter_end() }}}}")
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    _wait(page, words)
    return time.perf_counter() - start


def _wait(page: str, words: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:  # noqa: S310 - our own preview
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
