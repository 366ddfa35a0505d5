"""Random changes that no unit test notices and none needs to notice, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.mutants.change import Change


@dataclass(frozen=True)
class Known:
    """A change that may survive.

    Args:
        file: path below the project's root.
        before: the changed lines as they are, white space folded.
        after: as they become.
        reason: why no test notices: nobody could, or not in process, or it concerns speed alone.
    """

    file: str
    before: str
    after: str
    reason: str


KNOWN: tuple[Known, ...] = (
    Known(
        "scripts/publish/assets.py",
        "for path in sorted(files):",
        "for path in list(files):",
        "equivalent: each file is renamed by its own content, in whatever order",
    ),
    Known(
        "scripts/content/chapters/diagrams.py",
        "shapes=tuple(sorted(set(reading.shapes.values()))),",
        "shapes=tuple(list(set(reading.shapes.values()))),",
        "equivalent: a legend lists shapes in its own order; sorted for those who read a diagram in a debugger",
    ),
    Known(
        "scripts/content/estimates/functions.py",
        "return float(near if abs(value - near) <= noise else direction(value))",
        "return float(near if abs(value - near) < noise else direction(value))",
        "equivalent: no figure is off by the bound itself, which is no number that arithmetic gives",
    ),
    Known(
        "scripts/content/estimates/reading.py",
        "return []",
        "return None",
        "equivalent: it is only asked whether there is a circle; the checker of types refuses it",
    ),
    Known(
        "scripts/content/chapters/questions.py",
        "return list(zip(questions, answers, strict=True))",
        "return list(zip(questions, answers, strict=False))",
        "unreachable: both lists grow together, and the word guards against a later edit",
    ),
)


def reason(change: Change, data: bytes) -> str:
    """Return why a change may survive; empty when it should not.

    Args:
        change: the change.
        data: the bytes of its file, without the change.
    """
    before, after = change.lines(data)
    wanted = (change.file, before, after)
    return next((known.reason for known in KNOWN if (known.file, known.before, known.after) == wanted), "")
