"""Reads a state diagram: states, transitions, composite states, choices, forks and joins, notes, classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scripts.content.mermaid import labels
from scripts.content.mermaid.reading import Edge, Reading
from scripts.content.problems import nearest

START_OR_END = "[*]"
_FORBIDDEN = (";", "::")
"""Both end a text in a state diagram."""

_STATE = r"(\[\*\]|\w+)(?::::([\w-]+))?"
_TRANSITION = re.compile(rf"{_STATE}\s*-->\s*{_STATE}(?:\s*:(?!:)(.*))?", re.ASCII)
_DESCRIBED = re.compile(r"(\w+)\s*:(?!:)(.*)", re.ASCII)
_MARKED = re.compile(r"(\w+):::([\w-]+)", re.ASCII)
_DECLARED = re.compile(r'state\s+(?:"([^"]*)"\s+as\s+)?(\w+)(\s*\{)?', re.ASCII)
_PSEUDO = re.compile(r"state\s+(\w+)\s+<<(choice|fork|join)>>", re.ASCII)
_NOTE = re.compile(r"note\s+(?:left|right)\s+of\s+(\w+)\s*:(.*)", re.ASCII)
_DIRECTION = re.compile(r"direction\s+(TB|TD|BT|LR|RL)")
_KEYWORDS = {
    "click", "href", "default", "direction", "scale", "classdef", "class", "style", "state", "note", "end", "hide",
    "statediagram", "acctitle", "accdescr", "as",
}  # fmt: skip
"""Words that Mermaid, in upper case or lower, does not read as the name of a state."""


def read(source: str, reading: Reading) -> None:
    """Read the lines below the type into `reading`."""
    reader = _Reader(reading)
    for number, text in reading.body(source):
        reader.line(number, text)
    for number in reader.open_at:
        reading.refuse(number, "{", "a '}' below it")
    for name in reader.composites:
        # The frame of a composite state is drawn with its name.
        reading.texts.append(reading.nodes.pop(name, name))


@dataclass
class _Reader:
    reading: Reading
    open_at: list[int] = field(default_factory=list)
    composites: list[str] = field(default_factory=list)
    within_note: bool = False

    def line(self, number: int, text: str) -> None:
        word = text.split(maxsplit=1)[0]
        if self.within_note:
            self.within_note = not re.fullmatch(r"end\s+note", text)
        elif word == "state":
            self._declaration(number, text)
        elif word == "note":
            self._note(number, text)
        elif word == "direction":
            if not _DIRECTION.fullmatch(text):
                self.reading.refuse(number, text, "'direction TB' or 'direction LR'")
        elif text == "}":
            if self.open_at:
                self.open_at.pop()
            else:
                self.reading.refuse(number, text, "a 'state A {' above it")
        else:
            self._statement(number, text)

    def _statement(self, number: int, text: str) -> None:
        transition = _TRANSITION.fullmatch(text)
        described = _DESCRIBED.fullmatch(text)
        marked = _MARKED.fullmatch(text)
        if transition:
            self._transition(number, transition)
        elif described:
            self._name(number, described[1])
            self.reading.label(number, described[1], self._text(number, described[2]))
        elif marked:
            self._name(number, marked[1])
            self.reading.mark(number, marked[2], [marked[1]])
        elif re.fullmatch(r"\w+", text, re.ASCII):
            self._name(number, text)
        else:
            self.reading.refuse(number, text, "a transition such as 'A --> B: words', a state or a note")

    def _name(self, number: int, name: str) -> None:
        if name == START_OR_END:
            return
        if name.lower() in _KEYWORDS:
            message = f"'{name}' is a word of Mermaid's and cannot name a state; expected another name."
            self.reading.complain(number, message)
        self.reading.nodes.setdefault(name, name)

    def _text(self, number: int, text: str) -> str:
        for message in labels.markdown(text):
            self.reading.complain(number, message)
        return self.reading.text(number, text, _FORBIDDEN)

    def _transition(self, number: int, found: re.Match[str]) -> None:
        start, start_class, end, end_class, words = found.groups()
        for name, given in ((start, start_class), (end, end_class)):
            self._name(number, name)
            if given:
                self.reading.mark(number, given, [name])
        self.reading.edges.append(Edge(start, end, 1))
        if words is not None:
            self.reading.texts.append(self._text(number, words))

    def _declaration(self, number: int, text: str) -> None:
        pseudo = _PSEUDO.fullmatch(text)
        found = _DECLARED.fullmatch(text)
        if text.endswith("{"):
            self.open_at.append(number)
        if pseudo:
            self._name(number, pseudo[1])
            self.reading.nodes[pseudo[1]] = ""
        elif found:
            self._name(number, found[2])
            if found[1] is not None:
                self.reading.label(number, found[2], self._text(number, found[1]))
            if found[3]:
                self.composites.append(found[2])
                self.reading.groups.add(found[2])
        else:
            expected = "'state \"Name\" as A', 'state A {' or 'state A <<choice>>'"
            self.reading.refuse(number, text, expected)

    def _note(self, number: int, text: str) -> None:
        found = _NOTE.fullmatch(text)
        if not found:
            self.within_note = ":" not in text
            self.reading.refuse(number, text, "'note right of A: words' on one line")
            return
        if found[1] not in self.reading.nodes:
            message = f"a note of '{found[1]}', which no line above names; expected the note below its state."
            self.reading.complain(number, message, nearest(found[1], self.reading.nodes))
        self.reading.texts.append(self._text(number, found[2]))
