"""A chapter's front matter: what it must say of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pydantic

from scripts.content.files.schema import Closed, Day, check, one_of
from scripts.content.files.yaml_file import Location, YamlError, parse
from scripts.content.kinds import KINDS
from scripts.content.problems import Findings
from scripts.content.steps import SLUGS

Difficulty = Literal["easy", "medium", "hard"]

KindName = Annotated[str, one_of(KINDS), pydantic.WithJsonSchema({"type": "string", "enum": list(KINDS)})]
"""A kind of chapter, one of `KINDS`."""


class Relation(Closed):
    """A related chapter and why a reader would go there now."""

    to: str
    why: Annotated[str, pydantic.Field(min_length=20, max_length=240)]


class Asked(Closed):
    """The box at the head of a concept: when it is asked, and what a first reading may leave out.

    Args:
        when: in which interviews, and by which question.
        who: of whom it is expected, and of whom something else is.
        skip: ids of its sections that a first reading may leave out.
    """

    when: Annotated[str, pydantic.Field(min_length=30, max_length=260)]
    who: Annotated[str, pydantic.Field(min_length=10, max_length=200)]
    skip: tuple[str, ...] = ()


class FrontMatter(Closed):
    """What a chapter says of itself; a field that is not here is refused.

    Args:
        updated_at: the time of that day in UTC, such as '09:30', where readers want to know it.
        needs: ids of the chapters that a plan reads before it.
        reading: whether everybody studies it, or those whose case asks for it.
        asked: when interviewers ask for it, of which only concepts speak.
    """

    title: Annotated[str, pydantic.Field(min_length=3, max_length=80)]
    description: Annotated[str, pydantic.Field(min_length=110, max_length=160)]
    kind: KindName
    difficulty: Difficulty
    updated: Day
    updated_at: Annotated[str, pydantic.Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = ""
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reading: Literal["core", "optional"] | None = None
    asked: Asked | None = None
    related: tuple[Relation, ...] = ()
    decisions: dict[str, str] = pydantic.Field(default_factory=dict)


class Header:
    """A chapter's front matter with the lines on which its fields stand.

    Args:
        fields: the validated front matter.
        lines: 1-based line in the file of each value by location.
        body_line: 1-based line of the file on which the body begins.
    """

    def __init__(self, fields: FrontMatter, lines: dict[Location, int], body_line: int) -> None:
        self.fields = fields
        self.lines = lines
        self.body_line = body_line


def split(text: str) -> tuple[str, str, int]:
    """Split a file into its YAML, its body, and the 1-based line on which the body begins."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return "", text, 1
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    return "", text, 1


def read(text: str, path: Path, findings: Findings) -> Header | None:
    """Read and validate a chapter's front matter; note what is wrong and return None when something is."""
    source, _, body_line = split(text)
    if not source.strip():
        opened = text.startswith("---\n")
        what = "the front matter is empty or never ends" if opened else "no front matter"
        findings.add(path, 1, f"{what}; expected a block between two lines '---' at the top.")
        return None
    try:
        data, lines = parse(source, first_line=2)
    except YamlError as problem:
        findings.add(path, problem.line, f"front matter: {problem.message}")
        return None
    if not isinstance(data, dict):
        findings.add(path, 2, "front matter is not a mapping of fields; expected 'title: …' and so on.")
        return None
    fields = check(FrontMatter, data, lines, path, findings)
    if fields is None:
        return None
    return Header(fields, lines, body_line)


def missing_decisions(fields: FrontMatter) -> list[str]:
    """Return the steps for which a case states no decision."""
    return [slug for slug in SLUGS if not fields.decisions.get(slug, "").strip()]
