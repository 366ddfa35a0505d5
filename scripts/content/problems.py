"""What is wrong with the content, in sentences an author can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_NEAR = 0.72
"""How alike two names are at least, from 0 to 1, for one to be offered in place of the other. A slip of one or two
letters is above 0.75 in a word of eight; a hint that is far leads astray."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to fix.

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

    def in_file(self, path: Path) -> bool:
        """Whether something in that file is broken; what follows from it need not be reported again."""
        return any(problem.path == path and not problem.gap for problem in self.items)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name most like `name`, or an empty string when none is near."""
    names = list(names)
    matches = difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
    if not matches:  # letters that changed places, or a part of the name, such as 'retrieval' for 'concepts/retrieval'
        matches = [other for other in names if sorted(other) == sorted(name) or _last(other) == _last(name) != ""]
    return matches[0] if len(matches) == 1 else ""


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def report(problems: Iterable[Problem]) -> str:
    """Return one line a problem and a closing count."""
    lines = [str(problem) for problem in problems]
    noun = "problem" if len(lines) == 1 else "problems"
    return "\n".join([*lines, f"{len(lines)} {noun} in the content."])


def summary(gaps: Iterable[Problem]) -> str:
    """Return one line about unfinished places; empty when there are none."""
    paths = [problem.path for problem in gaps]
    if not paths:
        return ""
    files = len(set(paths))
    return (
        f"{len(paths)} {'gap' if len(paths) == 1 else 'gaps'} in {files} {'file' if files == 1 else 'files'}; "
        "`make check` lists them, `make build` refuses them."
    )
