"""House rules for Mermaid diagrams (docs: CONTRIBUTING.md, "A diagram").

What a diagram says is read here without Mermaid, strictly: a line that is not understood is refused. Whether Mermaid
draws the same is found by drawing it (`scripts/diagrams/render.py`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.content.mermaid import flowchart, sequence, state
from scripts.content.mermaid.reading import Reading, excerpt, lines
from scripts.content.problems import nearest

MAX_NODES = 16

_READERS = {
    "flowchart": flowchart.read,
    "graph": flowchart.read,
    "sequenceDiagram": sequence.read,
    "stateDiagram-v2": state.read,
}
_DIRECTED = re.compile(r"(?:flowchart|graph)\s+(?:TB|TD|BT|LR|RL)\s*;?")


@dataclass(frozen=True)
class Diagram:
    """What a diagram says of itself.

    Args:
        kind: Mermaid's diagram type, such as flowchart.
        title: accTitle.
        description: accDescr.
        nodes: names of its nodes (participants, states).
        core: whether a part of it is marked as probabilistic.
        shapes: names of the house's shapes that occur in a flowchart, sorted.
    """

    kind: str
    title: str
    description: str
    nodes: tuple[str, ...]
    core: bool
    shapes: tuple[str, ...] = ()


def describe(source: str) -> Diagram:
    """Read a diagram's type, title, description and nodes from its source."""
    reading = read(source)
    return Diagram(
        kind=reading.kind,
        title=reading.title,
        description=reading.description,
        nodes=tuple(reading.nodes),
        core=reading.core,
        shapes=tuple(sorted(set(reading.shapes.values()))),
    )


def words(source: str) -> str:
    """Return what a reader reads in a diagram: title, description, and the labels of its nodes."""
    reading = read(source)
    return " ".join(filter(None, [reading.title, reading.description, *reading.nodes.values()]))


def complaints(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line within the source, message, nearest right name) for each broken house rule."""
    reading = read(source)
    if reading.kind in _READERS:
        if not reading.title:
            yield 1, "diagram has no title; expected a line 'accTitle: …'.", ""
        if not reading.description:
            yield 1, "diagram has no description; expected a line 'accDescr: …'.", ""
        if len(reading.nodes) > MAX_NODES:
            yield 1, f"diagram has {len(reading.nodes)} nodes; expected at most {MAX_NODES}.", ""
    yield from sorted(reading.complaints)


@functools.lru_cache(maxsize=512)
def read(source: str) -> Reading:
    """Read a diagram; whatever is wrong stands in the reading's complaints, and nothing is raised."""
    first = next(lines(source), None)
    if not first:
        reading = Reading("")
        reading.complain(1, f"the diagram is empty; expected {_types()}.")
        return reading
    number, text = first
    kind = text.split(maxsplit=1)[0].rstrip(";")
    reading = Reading(kind)
    if text.startswith(("---", "%%{")):
        found = excerpt(text)
        message = f"'{found}' is not allowed: diagrams have no settings of their own; expected {_types()}."
        reading.complain(number, message)
    elif kind not in _READERS:
        message = f"diagram type '{excerpt(kind)}' is not allowed; expected {_types()}."
        reading.complain(number, message, nearest(kind, _READERS))
    else:
        _check_header(number, text, reading)
        _READERS[kind](source, reading)
        reading.close()
    return reading


def _types() -> str:
    return f"one of {', '.join(_READERS)}"


def _check_header(number: int, text: str, reading: Reading) -> None:
    """The first line holds the type and, for a flowchart, its direction."""
    if _READERS[reading.kind] is flowchart.read:
        if not _DIRECTED.fullmatch(text):
            reading.refuse(number, text, f"'{reading.kind} TD' or '{reading.kind} LR' on a line of its own")
    elif text != reading.kind:
        reading.refuse(number, text, f"'{reading.kind}' on a line of its own")
