"""Run the programs that concepts show and compare what they print with what is kept: `make programs` keeps it anew.

A program is run by itself, without the site's modules, as a reader would run it, and for a minute at most, of which a
quiet machine needs two seconds. One that printed what is kept is not run again until either changes.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.content.data.programs import FOLDER
from scripts.content.files import text as text_files
from scripts.content.problems import Findings, Problem

DOCS = Path("docs")
CACHE = Path(".cache/programs.json")
"""Below the project's root, what was found right; may be deleted at any time."""
MOST_SECONDS = 60


def run(file: Path) -> str:
    """Return what a program prints.

    Raises:
        RuntimeError: it fails or takes too long.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(file)],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"it runs for more than {MOST_SECONDS} seconds.") from None
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["nothing said why"]
        raise RuntimeError(f"it fails: {last[0]}.")
    return done.stdout


def files(root: Path) -> list[Path]:
    """Return the programs of a project."""
    return [root / DOCS / FOLDER / path for path in text_files.below(root / DOCS / FOLDER, "*.py")]


def problems(root: Path) -> list[Problem]:
    """Return what is wrong with what is kept of the programs' outputs.

    A file that is missing or that cannot be read is told with the content.
    """
    known = _known(root)
    run_before = {file: _print(file) for file in files(root) if _is_text(file) and _is_text(file.with_suffix(".txt"))}
    due = [file for file, mark in run_before.items() if mark not in known]
    with ThreadPoolExecutor() as pool:
        found = dict(zip(due, pool.map(lambda file: _problem(file, root), due), strict=True))
    if due:
        _remember(root, sorted(mark for file, mark in run_before.items() if not found.get(file)))
    return [problem for problem in found.values() if problem]


def _is_text(file: Path) -> bool:
    return file.is_file() and text_files.read(file, file, Findings()) is not None


def _print(file: Path) -> str:
    """Return what tells a program with what is kept of it, under this Python, from every other."""
    parts = (sys.version.encode(), file.read_bytes(), file.with_suffix(".txt").read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _known(root: Path) -> frozenset[str]:
    try:
        return frozenset(json.loads((root / CACHE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _remember(root: Path, marks: list[str]) -> None:
    with contextlib.suppress(OSError):
        (root / CACHE).parent.mkdir(parents=True, exist_ok=True)
        (root / CACHE).write_text(json.dumps(marks), encoding="utf-8")


def _problem(file: Path, root: Path) -> Problem | None:
    kept = file.with_suffix(".txt")
    try:
        printed = run(file)
    except RuntimeError as error:
        return Problem(file.relative_to(root), 0, str(error))
    old, new = kept.read_text(encoding="utf-8").splitlines(), printed.splitlines()
    if old == new:
        return None
    line = next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False), 1) if one != other),
        min(len(old), len(new)) + 1,
    )
    has, prints = ("".join(part[line - 1 : line]) for part in (old, new))
    message = f"the program prints '{prints}', here stands '{has}'; run `make programs` and read the chapter again."
    return Problem(kept.relative_to(root), line, message)


def main(arguments: Sequence[str]) -> int:
    """Keep what every program prints, and say what changed; return the exit status."""
    root, failed = Path.cwd(), False
    for file in files(root):
        kept = file.with_suffix(".txt")
        old = kept.read_text(encoding="utf-8") if kept.is_file() else ""
        try:
            printed = run(file)
        except RuntimeError as error:
            print(f"{file.relative_to(root)}: {error}")
            failed = True
            continue
        kept.write_text(printed, encoding="utf-8")
        changes = difflib.unified_diff(old.splitlines(), printed.splitlines(), "before", "now", lineterm="", n=0)
        if old != printed:
            print("\n".join([str(kept.relative_to(root)), *list(changes)[2:]]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
