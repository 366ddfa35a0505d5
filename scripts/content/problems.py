"""What is wrong with the content, in sentences an author can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    Args:
        path: the file, relative to the project's root.
        line: 1-based line, or 0 where the file as a whole is meant.
        message: what was found and what was expected.
        nearest: the nearest right name, where a name was wrong.
        gap: True for an unfinished place, which a preview shows and a strict build refuses.
    """

    path: Path
    line: int
    message: str
    nearest: str = ""
    gap: bool = False

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}" if self.line else self.path.as_posix()
        hint = f" Did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{place}: {self.message}{hint}"


class ContentError(Exception):
    """The content cannot be published; carries every problem found in one run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


@dataclass
class Findings:
    """Collects problems, so that several are reported together."""

    items: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, message: str, *, nearest: str = "", gap: bool = False) -> None:
        """Note one problem; see `Problem` for the arguments."""
        self.items.append(Problem(path, line, message, nearest, gap))


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name most like `name`, or an empty string when none is close."""
    matches = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def report(problems: Iterable[Problem]) -> str:
    """Return one line a problem and a closing count."""
    lines = [str(problem) for problem in problems]
    noun = "problem" if len(lines) == 1 else "problems"
    return "\n".join([*lines, f"{len(lines)} {noun} in the content."])
