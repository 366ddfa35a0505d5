"""A virtual environment for one generator, so that its packages meet neither ours nor another's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.adapters.errors import BuildError


def installed(environment: Path, lock: Path) -> Path:
    """Return the folder of the environment's programs; it is made, or made anew where it is out of date.

    Args:
        environment: the folder of the environment.
        lock: a requirements file with hashes.

    Raises:
        BuildError: with what uv said.
        OSError: the lock file cannot be read, or the environment not be written.
    """
    programs, made_from = environment / "bin", environment / "made-from.txt"
    wanted = f"Python {sys.version}\n{lock.read_text(encoding='utf-8')}"
    if not made_from.is_file() or made_from.read_text(encoding="utf-8") != wanted:
        _run("venv", "--quiet", "--clear", "--python", sys.executable, str(environment))
        _run("pip", "sync", "--quiet", "--require-hashes", "--python", str(programs / "python"), str(lock))
        made_from.write_text(wanted, encoding="utf-8")
    return programs


def _run(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise BuildError([(finished.stderr or finished.stdout).strip()])
