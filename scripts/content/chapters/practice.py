"""What the practice room asks of a case and holds an attempt against: practice.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pydantic

from scripts.content.chapters.reader import count_words
from scripts.content.files import schema
from scripts.content.files.schema import Closed, Line
from scripts.content.files.yaml_file import Location, line_of
from scripts.content.problems import Findings, nearest
from scripts.content.steps import SLUGS

ASKS, COVERS, BLOCKS, WORDS = (2, 3), (3, 5), (7, 11), (2, 6)
"""How many prompts and points a step has, how many blocks a case, and how many words a block: least and most."""
ASK_WORDS, COVER_WORDS, WHY_WORDS, NAME_WORDS = (6, 24), (5, 24), (5, 22), (1, 4)
"""How many words a prompt has, a point, the reason for a block, and its name: least and most."""
_UNFINISHED = "GAP:"


class Covered(Closed):
    """One point that a strong answer makes; `at` is the id on the case's page where it is explained."""

    what: Line
    at: Line


class Block(Closed):
    """One building block without which the architecture does not work.

    Args:
        name: as a candidate would label it.
        words: of which one, as the beginning of a word in a label of the reader's sketch, stands for it.
        at: id on the case's page where it is explained.
        why: what goes wrong without it.
        core: whether it is one of the probabilistic parts.
    """

    name: Line
    words: Annotated[tuple[Line, ...], pydantic.Field(min_length=1)]
    at: Line
    why: Line
    core: Annotated[bool, pydantic.Field(strict=True)]


class Practice(Closed):
    """What the room knows of a case.

    Args:
        asks: what an interviewer says in each step, before the candidate has said anything.
        covers: the points of each step, the most important first.
        blocks: of the architecture.
    """

    asks: dict[str, tuple[Line, ...]]
    covers: dict[str, tuple[Covered, ...]]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Read:
    """What was read, with the line of each value."""

    practice: Practice
    lines: dict[Location, int]

    def line(self, *place: str | int) -> int:
        """Return the line of a value."""
        return line_of(self.lines, place)

    def anchors(self) -> Iterator[tuple[int, str]]:
        """Yield each id that a point or a block leads to, with its line."""
        for slug, points in self.practice.covers.items():
            for index, point in enumerate(points):
                yield self.line("covers", slug, index, "at"), point.at
        for index, block in enumerate(self.practice.blocks):
            yield self.line("blocks", index, "at"), block.at


def read(path: Path, display_path: Path, findings: Findings) -> Read | None:
    """Read what the room knows of a case; note what is wrong with it and return None when it has another form."""
    loaded = schema.read(Practice, path, display_path, findings)
    if loaded is None:
        return None
    practice, lines = loaded
    found = Read(practice, lines)
    for place, message, hint in _complaints(practice):
        findings.add(display_path, found.line(*place), message, nearest=hint)
    return found


_Complaint = tuple[Location, str, str]
"""The place, what is wrong with it, and the nearest right name."""


def _complaints(practice: Practice) -> Iterator[_Complaint]:
    yield from _of_steps("asks", practice.asks, "prompt", ASKS)
    yield from _of_steps("covers", practice.covers, "point", COVERS)
    for slug, asks in practice.asks.items():
        for index, text in enumerate(asks):
            yield from _of_prompt(("asks", slug, index), text)
    for slug, points in practice.covers.items():
        for index, point in enumerate(points):
            yield from _of_length(("covers", slug, index, "what"), "this point", point.what, COVER_WORDS)
    if not BLOCKS[0] <= len(practice.blocks) <= BLOCKS[1]:
        yield ("blocks",), f"{len(practice.blocks)} blocks; expected {BLOCKS[0]} to {BLOCKS[1]}.", ""
    for index, block in enumerate(practice.blocks):
        yield from _of_block(("blocks", index), block, practice.blocks[:index])


def _of_steps(
    field: str, given: Mapping[str, tuple[Any, ...]], one: str, most: tuple[int, int]
) -> Iterator[_Complaint]:
    for slug, entries in given.items():
        if slug not in SLUGS:
            message = f"'{field}' has an unknown step '{slug}'; expected one of {', '.join(SLUGS)}."
            yield (field, slug), message, nearest(slug, SLUGS)
        elif not most[0] <= len(entries) <= most[1]:
            number = f"{len(entries)} {one}{'' if len(entries) == 1 else 's'}"
            yield (field, slug), f"step '{slug}' has {number} in '{field}'; expected {most[0]} to {most[1]}.", ""
    misspelt = sum(slug not in SLUGS for slug in given)
    for slug in [slug for slug in SLUGS if slug not in given][misspelt:]:
        yield (field,), f"'{field}' has no step '{slug}'.", ""


def _of_prompt(place: Location, text: str) -> Iterator[_Complaint]:
    yield from _of_length(place, "this prompt", text, ASK_WORDS)
    if not text.endswith(("?", ".")):
        yield place, f"this prompt ends with '{text[-1]}'; expected a question or a request, with '?' or '.'.", ""
    if "{{" in text:
        yield place, "this prompt calls a macro; expected the words themselves.", ""


def _of_block(place: Location, block: Block, before: tuple[Block, ...]) -> Iterator[_Complaint]:
    one = f"block '{block.name}'"
    yield from _of_length((*place, "name"), f"the name of {one}", block.name, NAME_WORDS)
    yield from _of_length((*place, "why"), f"the reason of {one}", block.why, WHY_WORDS)
    if not WORDS[0] <= len(block.words) <= WORDS[1]:
        number = f"{len(block.words)} {'word' if len(block.words) == 1 else 'words'}"
        yield (*place, "words"), f"{one} has {number}; expected {WORDS[0]} to {WORDS[1]}.", ""
    for index, word in enumerate(block.words):
        if word != word.lower() or len(word) < 2:
            message = f"{one} has the word '{word}'; expected lower case, and two letters at least."
            yield (*place, "words", index), message, ""
        if word in block.words[:index]:
            yield (*place, "words", index), f"{one} has the word '{word}' twice.", ""
    for other in before:
        if other.name.casefold() == block.name.casefold():
            yield (*place, "name"), f"{one} stands twice; expected a name of its own.", ""
        elif set(other.words) == set(block.words):
            yield (*place, "words"), f"{one} has the words of '{other.name}', so a sketch has both or none.", ""


def _of_length(place: Location, what: str, text: str, words: tuple[int, int]) -> Iterator[_Complaint]:
    number = count_words(text)
    if not words[0] <= number <= words[1] and _UNFINISHED not in text:
        counted = f"{number} word{'' if number == 1 else 's'}"
        yield place, f"{what} has {counted}; expected {words[0]} to {words[1]}.", ""
