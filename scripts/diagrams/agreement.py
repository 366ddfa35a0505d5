"""Whether a drawing says what its source says: every word, every arrow, every arrowhead, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scripts.content.mermaid.reading import Reading
from scripts.content.mermaid.state import START_OR_END

_PSEUDO = re.compile(r"^.*_(start|end)$")


@dataclass(frozen=True)
class Seen:
    """What can be read off a drawing, and off Mermaid's own reading of the source.

    Args:
        texts: the lines of words in the drawing, in its order.
        heads: how many arrowheads it has.
        nodes: names that Mermaid knows of nodes, participants, states and groups.
        edges: (start, end) of Mermaid's arrows, messages and transitions.
    """

    texts: tuple[str, ...]
    heads: int
    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]


def differences(reading: Reading, seen: Seen) -> Iterator[str]:
    """Yield a sentence for each difference between what a source says and what was drawn."""
    yield from _words(reading, seen)
    missing = [name for name in [*reading.nodes, *reading.groups] if name not in seen.nodes]
    if missing:
        yield f"Mermaid does not know {_list(missing)}, which the source names."
    expected = Counter((edge.start, edge.end) for edge in reading.edges)
    found = Counter(_edges(reading, seen.edges))
    for start, end in sorted(expected - found):
        yield f"the arrow from '{start}' to '{end}' is not drawn."
    for start, end in sorted(found - expected):
        yield f"Mermaid draws an arrow from '{start}' to '{end}', which the source does not name."
    heads = sum(edge.heads for edge in reading.edges)
    if heads != seen.heads:
        yield f"the drawing has {seen.heads} arrowheads; the source has {heads}."


def _words(reading: Reading, seen: Seen) -> Iterator[str]:
    """Compare words without white space and hyphens, since Mermaid breaks a label into lines."""
    drawn = "".join(map(_squeezed, seen.texts))
    lost = [words for words in dict.fromkeys(reading.words) if _squeezed(words) not in drawn]
    if lost:
        yield f"the drawing lacks the words {_list(lost)}."
    elif Counter(drawn) != Counter("".join(map(_squeezed, reading.words))):
        yield f"the drawing has other words than the source: {_list(seen.texts)}."


def _squeezed(words: str) -> str:
    return re.sub(r"[\s-]+", "", words)


def _edges(reading: Reading, edges: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield Mermaid's edges as the source writes them: without those to notes, a start or an end as `[*]`."""
    for start, end in edges:
        if "----note" not in end and "----note" not in start:
            yield _source_name(reading, start), _source_name(reading, end)


def _source_name(reading: Reading, name: str) -> str:
    known = name in reading.nodes or name in reading.groups
    return START_OR_END if not known and _PSEUDO.match(name) else name


def _list(names: Collection[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
