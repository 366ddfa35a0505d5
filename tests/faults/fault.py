"""One row of the tables: what is broken, in one place, and the words that the message must hold."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.whole import Whole

Break = Callable[[Whole], object]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    Args:
        name: of the test.
        breaks: breaks a whole project in one place.
        says: what the message must hold: file and line or field, what was found, what was expected, the nearest name.
        count: how many problems it is; None where that is for others to say.
    """

    name: str
    breaks: Break
    says: tuple[str, ...]
    count: int | None = 1

    def missing(self, printed: str) -> list[str]:
        """Return the words that a message lacks, with what an author must never see."""
        lacks = [words for words in self.says if words not in printed]
        return lacks + [word for word in ("Traceback", "The build's own code failed") if word in printed]


def each(faults: Iterable[Fault]) -> Any:
    """Return the mark that makes a test of each row."""
    return pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in faults])


def edit(path: str, old: str, new: str) -> Break:
    """Write something else in a file."""
    return lambda project: project.edit(path, old, new)


def write(path: str, text: str | bytes) -> Break:
    """Write another file."""
    data = text.encode() if isinstance(text, str) else text

    def breaks(project: Whole) -> None:
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_bytes(data)

    return breaks


def remove(path: str) -> Break:
    """Remove a file, a link or a folder."""

    def breaks(project: Whole) -> None:
        file = project.root / path
        shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()

    return breaks


def folder(path: str) -> Break:
    """Put a folder in the place of a file: it cannot be read, whoever tries."""

    def breaks(project: Whole) -> None:
        (project.root / path).unlink(missing_ok=True)
        (project.root / path).mkdir()

    return breaks


def both(*parts: Break) -> Break:
    """Break in several places."""

    def breaks(project: Whole) -> None:
        for part in parts:
            part(project)

    return breaks
