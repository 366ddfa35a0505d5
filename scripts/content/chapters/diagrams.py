"""House rules for Mermaid diagrams (docs: CONTRIBUTING.md, "A diagram").

Only the rules of the house are checked here; whether Mermaid can draw the source is found by drawing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.content.problems import nearest

MAX_NODES = 16
CLASSES = ("core", *(f"step-{number}" for number in range(1, 8)))
"""Classes a diagram may give to its nodes: the probabilistic core, and the colours of the seven steps."""

_ACC_TITLE = re.compile(r"^\s*accTitle\s*:\s*(\S.*)$", re.MULTILINE)
_ACC_DESCR = re.compile(r"^\s*accDescr\s*:\s*(\S.*)$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*%%.*$", re.MULTILINE)
_QUOTED = re.compile(r'"[^"]*"')
_EDGE_LABEL = re.compile(r"\|[^|]*\|")
_EDGE_TEXT = re.compile(r"(--|==|-\.)\s+[^\n]*?\s+(?=-->|---|==>|===|\.->|\.-)")
_ARROW = re.compile(r"\s*(?:<?(?:--|==|-\.|~~)[^\s>ox]*(?:-|=|\.|~)*[>ox]?|&)\s*")
_NODE = re.compile(r"^([A-Za-z][\w-]*)\s*(@\{|\[|\(|\{|>|:::|$)")
_CLASS_LINE = re.compile(r"^\s*class\s+[\w,\s-]+?\s+([\w-]+)\s*;?\s*$", re.MULTILINE)
_CLASS_INLINE = re.compile(r":::([\w-]+)")
_LABEL = re.compile(r'label: "([^"]+)"|[\[({/]([^\[\](){}/"|]+)[\])}/]')
_STYLING = re.compile(r"^\s*(classDef|style|linkStyle|click)\b", re.MULTILINE)
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|javascript:", re.IGNORECASE)
_KEYWORDS = {"subgraph", "end", "class", "direction", "flowchart", "graph", "accTitle", "accDescr"}


@dataclass(frozen=True)
class Diagram:
    """What a diagram says of itself.

    Args:
        kind: Mermaid's diagram type, such as flowchart.
        title: accTitle.
        description: accDescr.
        nodes: names of its nodes (participants, states).
        core: whether a part of it is marked as probabilistic.
    """

    kind: str
    title: str
    description: str
    nodes: tuple[str, ...]
    core: bool


def describe(source: str) -> Diagram:
    """Read a diagram's type, title, description and nodes from its source."""
    plain = _COMMENT.sub("", source)
    words = plain.split(maxsplit=1)
    kind = words[0].rstrip(";") if words else ""
    title = _ACC_TITLE.search(plain)
    description = _ACC_DESCR.search(plain)
    return Diagram(
        kind=kind,
        title=title.group(1).strip() if title else "",
        description=description.group(1).strip() if description else "",
        nodes=tuple(dict.fromkeys(_nodes(kind, plain))),
        core="core" in _classes(plain) or "Probabilistic core" in plain,
    )


def words(source: str) -> str:
    """Return what a reader reads in a diagram: title, description, and the labels of its nodes."""
    diagram = describe(source)
    labels = (first or second for first, second in _LABEL.findall(source))
    return " ".join([diagram.title, diagram.description, *(label.strip() for label in labels)])


def complaints(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line within the source, message, nearest right name) for each broken house rule."""
    diagram = describe(source)
    if not diagram.title:
        yield 1, "diagram has no title; expected a line 'accTitle: …'.", ""
    if not diagram.description:
        yield 1, "diagram has no description; expected a line 'accDescr: …'.", ""
    if len(diagram.nodes) > MAX_NODES:
        yield 1, f"diagram has {len(diagram.nodes)} nodes; expected at most {MAX_NODES}.", ""
    for match in [*_CLASS_LINE.finditer(source), *_CLASS_INLINE.finditer(source)]:
        if match.group(1) not in CLASSES:
            yield (
                _line(source, match.start(1)),
                f"unknown class '{match.group(1)}'; expected one of {', '.join(CLASSES)}.",
                nearest(match.group(1), CLASSES),
            )
    for match in _STYLING.finditer(source):
        yield (
            _line(source, match.start(1)),
            f"'{match.group(1)}' is not allowed: diagrams carry classes, not colours or links.",
            "",
        )
    for match in _MARKUP.finditer(source):
        yield _line(source, match.start()), f"markup '{match.group()}' in a diagram; expected plain text.", ""


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


def _classes(source: str) -> set[str]:
    return {m.group(1) for m in [*_CLASS_LINE.finditer(source), *_CLASS_INLINE.finditer(source)]}


def _nodes(kind: str, source: str) -> Iterator[str]:
    if kind in {"flowchart", "graph"}:
        yield from _flowchart_nodes(source)
    elif kind == "sequenceDiagram":
        yield from re.findall(r"^\s*(?:participant|actor)\s+(\w+)", source, re.MULTILINE)
    elif kind.startswith("stateDiagram"):
        for left, right in re.findall(r"^\s*([\w*\[\]]+)\s*-->\s*([\w*\[\]]+)", source, re.MULTILINE):
            yield from (name for name in (left, right) if name != "[*]")


def _flowchart_nodes(source: str) -> Iterator[str]:
    for line in source.splitlines()[1:]:
        text = _EDGE_TEXT.sub(" ", _EDGE_LABEL.sub(" ", _QUOTED.sub('""', line))).strip()
        first = text.split(maxsplit=1)[0].rstrip(":") if text else ""
        if not text or first in _KEYWORDS:
            continue
        for part in _ARROW.split(text):
            found = _NODE.match(part.strip())
            if found:
                yield found.group(1)
