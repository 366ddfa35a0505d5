"""What a reader of one type of diagram collects: nodes, edges, the words that must stand in the drawing, complaints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from scripts.content.mermaid import labels
from scripts.content.problems import nearest

CLASSES = ("core", *(f"step-{number}" for number in range(1, 8)))
"""Classes a diagram may give to its nodes: the probabilistic core, and the colours of the seven steps."""

CORE = "Probabilistic core"
"""The title of a box around the probabilistic participants of a sequence diagram."""

STYLING = ("style", "classDef", "linkStyle", "click")

_ACCESSIBLE = re.compile(r"(accTitle|accDescr)\s*:\s*(.*)")
_BLOCK = re.compile(r"accDescr\s*\{")
_CLASS = re.compile(r"class\s+([\w-]+(?:,[\w-]+)*)\s+([\w-]+)\s*;?")
_EXCERPT = 40


@dataclass(frozen=True)
class Edge:
    """An arrow, a message or a transition.

    Args:
        start: name of the node where it begins.
        end: name of the node where it ends.
        heads: how many of its ends carry an arrowhead: 0, 1 or 2.
    """

    start: str
    end: str
    heads: int


@dataclass
class Reading:
    """What stands in a diagram, collected line by line.

    Args:
        kind: Mermaid's diagram type, such as flowchart.
        title: accTitle.
        description: accDescr.
        nodes: labels of nodes, participants or states as a reader sees them, by name.
        shapes: which of the house's shapes occur, by name.
        edges: arrows, messages, transitions.
        texts: the other texts that must stand in the drawing: of edges, notes, frames and groups.
        groups: names of subgraphs and composite states, which carry classes but are no nodes.
        marks: (line, class, names) of each assignment of a class.
        complaints: (line within the source, message, nearest right name) of what is wrong.
    """

    kind: str
    title: str = ""
    description: str = ""
    nodes: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    marks: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    complaints: list[tuple[int, str, str]] = field(default_factory=list)

    def complain(self, line: int, message: str, hint: str = "") -> None:
        """Note what is wrong in a line, with the nearest right name where a name was wrong."""
        self.complaints.append((line, message, hint))

    def refuse(self, line: int, text: str, expected: str) -> None:
        """Complain about a line or a part of it that is not understood."""
        self.complain(line, f"'{excerpt(text)}' in a diagram is not understood; expected {expected}.")

    def text(self, line: int, text: str, forbidden: Collection[str] = ()) -> str:
        """Check the words of a label and return them as a reader sees them; see `labels.complaints`."""
        for message in labels.complaints(text, forbidden):
            self.complain(line, message)
        return labels.shown(text)

    def label(self, line: int, name: str, label: str) -> None:
        """Give a node its label; a node that already has another one is complained about."""
        known = self.nodes.get(name)
        if known not in (None, name, label):
            self.complain(line, f"'{name}' has two labels, '{known}' and '{label}'; expected one.")
        self.nodes[name] = label

    def body(self, source: str) -> Iterator[tuple[int, str]]:
        """Yield (number, text) of the lines below the type; those that all types share are read here."""
        within_block = False
        for number, text in list(lines(source))[1:]:
            if within_block:
                within_block = not text.endswith("}")
            elif _BLOCK.match(text):
                within_block = not text.endswith("}")
                self.refuse(number, text, "'accDescr: …' on one line")
            elif text.startswith("%%{"):
                self.complain(number, f"'{excerpt(text)}' is not allowed: diagrams have no settings of their own.")
            elif not (self._accessible(number, text) or self._classes(number, text)):
                yield number, text

    def _accessible(self, line: int, text: str) -> bool:
        """Read a line of title or description; return whether it was one."""
        found = _ACCESSIBLE.fullmatch(text)
        if not found:
            return False
        name, value = found[1], found[2].strip()
        for message in labels.markup(value):
            self.complain(line, message)
        if name == "accTitle":
            self.title = value
        else:
            self.description = value
        return True

    def _classes(self, line: int, text: str) -> bool:
        """Read a line that gives a class to nodes, and refuse those that style; return whether it was one."""
        word = text.split(maxsplit=1)[0]
        if word in STYLING:
            self.complain(line, f"'{word}' is not allowed: diagrams carry classes, not colours or links.")
            return True
        if word != "class":
            return False
        found = _CLASS.fullmatch(text)
        if found:
            self.mark(line, found[2], found[1].split(","))
        else:
            self.refuse(line, text, "'class a,b core'")
        return True

    def mark(self, line: int, name: str, nodes: Iterable[str]) -> None:
        """Note that nodes carry a class; complain about an unknown one."""
        if name in CLASSES:
            self.marks.append((line, name, tuple(nodes)))
        else:
            message = f"unknown class '{name}'; expected one of {', '.join(CLASSES)}."
            self.complain(line, message, nearest(name, CLASSES))

    def close(self) -> None:
        """Complain about classes of nodes that do not exist, once all lines are read."""
        known = [*self.nodes, *self.groups]
        for line, name, nodes in self.marks:
            for node in nodes:
                if node not in known:
                    self.complain(line, f"class {name} is given to '{node}', which is no node.", nearest(node, known))

    @property
    def core(self) -> bool:
        """Whether a part is marked as probabilistic."""
        return any(name == "core" for _, name, _ in self.marks) or CORE in self.texts

    @property
    def words(self) -> list[str]:
        """Every text that must stand in the drawing."""
        return [label for label in self.nodes.values() if label] + self.texts


def lines(source: str) -> Iterator[tuple[int, str]]:
    """Yield (number, text) of the lines that are neither empty nor a comment; the first line is number 1."""
    for number, line in enumerate(source.splitlines(), 1):
        text = line.strip()
        if text and not (text.startswith("%%") and not text.startswith("%%{")):
            yield number, text


def excerpt(text: str) -> str:
    """Return the beginning of a text, short enough for a message."""
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
