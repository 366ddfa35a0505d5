"""Tries changes on copies of the project: one copy a worker, one process a change, the working tree never touched."""

from __future__ import annotations

import multiprocessing
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from scripts.mutants.change import Change

Outcome = Literal["killed", "survived"]

_LINKED = (".venv", "node_modules", "docs/assets/vendor")
"""What is installed, and used by all copies."""
_PRELOADED = [
    "bibtexparser",
    "hypothesis",
    "jinja2",
    "lxml.html",
    "markdown",
    "pint",
    "playwright.sync_api",
    "pydantic",
    "pymdownx.superfences",
    "pytest",
    "pytest_playwright.pytest_playwright",
    "selectolax.lexbor",
]
"""Libraries that each process inherits, which halves the time of a quick change."""
_PYTEST = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-o", "addopts="]
_LONGEST = 600
"""Seconds after which a test file is given up."""
_NODE = ["scripts/setup/node", "node", "--test"]


class Trials:
    """Copies of the project in which changes are tried.

    Args:
        root: the project's root.
        copies: folders with copies of it.
    """

    def __init__(self, root: Path, copies: Sequence[Path]) -> None:
        self._root = root
        self._free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for copy in copies:
            self._free.put(copy)
        self._workers = len(copies)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_PRELOADED)
        self._seconds: dict[str, float] = {}
        self._starting = threading.Lock()

    def measure(self, tests: Sequence[str]) -> list[str]:
        """Run each test file without a change, to know how long it takes; return those that fail."""

        def one(path: str) -> bool:
            start = time.monotonic()
            passed = self._passes((path,), None, limit=_LONGEST)
            self._seconds[path] = time.monotonic() - start
            return passed

        with ThreadPoolExecutor(self._workers) as pool:
            return [path for path, passed in zip(tests, pool.map(one, tests), strict=True) if not passed]

    def run(
        self, changes: Sequence[tuple[Change, tuple[str, ...]]], note: Callable[[Change, Outcome], None]
    ) -> list[Outcome]:
        """Try each change with its tests, which were measured before, and return what became of each.

        Args:
            changes: each with the paths of its tests.
            note: is told of each as soon as it is known.
        """

        def one(change: Change, tests: tuple[str, ...]) -> Outcome:
            # A change may only make a program slow, and the machine may be busy.
            limit = 30 + 3 * sum(self._seconds[path] for path in tests)
            outcome: Outcome = "survived" if self._passes(tests, change, limit) else "killed"
            note(change, outcome)
            return outcome

        with ThreadPoolExecutor(self._workers) as pool:
            return list(pool.map(lambda pair: one(*pair), changes))

    def _passes(self, tests: tuple[str, ...], change: Change | None, limit: float) -> bool:
        copy = self._free.get()
        try:
            with _changed(copy, change):
                process = self._context.Process(target=_test, args=(copy, tests))
                with self._starting:  # the standard library's server of forks takes one order at a time
                    process.start()
                process.join(limit)
                if process.is_alive() and process.pid:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.join()
                return process.exitcode == 0
        finally:
            self._free.put(copy)


@contextmanager
def copied(root: Path, workers: int) -> Iterator[Trials]:
    """Copy what Git knows of the project, once for each worker; the copies go in the end."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    files = [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]
    with ExitStack() as stack:
        copies = [
            Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True)))
            for _ in range(workers)
        ]
        for copy in copies:
            for name in files:
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, copy / name)
            for name in _LINKED:
                if (root / name).exists() and not (copy / name).exists():
                    (copy / name).parent.mkdir(parents=True, exist_ok=True)
                    (copy / name).symlink_to((root / name).resolve())
        yield Trials(root, copies)


@contextmanager
def _changed(copy: Path, change: Change | None) -> Iterator[None]:
    """Apply a change to a copy for a while."""
    if change is None:
        yield
        return
    file = copy / change.file
    before = file.read_bytes()
    try:
        _write(file, change.applied(before))
        yield
    finally:
        _write(file, before)


def _write(file: Path, data: bytes) -> None:
    """Write a file and forget what was compiled of it, which is known by the second and the size alone."""
    file.write_bytes(data)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _test(copy: Path, tests: tuple[str, ...]) -> None:
    """Run tests in a copy, in a process of its own, and end it with 0 when all pass."""
    os.setsid()  # so that it ends together with what it started
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    for name in [name for name in sys.modules if name.partition(".")[0] in {"scripts", "tests"}]:
        del sys.modules[name]
    sys.path.insert(0, str(copy))
    with (copy / ".output").open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        javascript = [path for path in tests if path.endswith(".js")]
        python = [path for path in tests if path not in javascript]
        status = 0
        if python:
            import pytest  # noqa: PLC0415 - inherited, and needed here alone

            status = int(pytest.main([*_PYTEST, *python]))
        if javascript and not status:
            status = subprocess.run([*_NODE, *javascript], check=False).returncode
        sys.exit(status)
