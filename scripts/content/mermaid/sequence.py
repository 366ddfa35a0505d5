"""Reads a sequence diagram: participants, messages with plain heads, notes, frames, activations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scripts.content.mermaid.reading import CORE, Edge, Reading

_HEADS = {"->>": 1, "-->>": 1, "->": 0, "-->": 0, "<<->>": 2, "<<-->>": 2}
_FORBIDDEN = "#;"
"""Both end a text in a sequence diagram: Mermaid reads a comment or a new line after them."""

_PARTICIPANT = re.compile(r"(?:participant|actor)\s+(\w+)(?:\s+as\s+(.+))?", re.ASCII)
_MESSAGE = re.compile(r"(\w+)\s*(<<-->>|<<->>|-->>|->>|-->|->)\s*([+-]?)\s*(\w+)\s*:(.*)", re.ASCII)
_OTHER_MESSAGE = re.compile(r"(\w+)\s*([-<>/\\|)(]+x?|-+x)\s*[+-]?\s*(\w+)", re.ASCII)
_NOTE = re.compile(r"[Nn]ote\s+(?:over\s+(\w+)(?:\s*,\s*(\w+))?|(?:left|right)\s+of\s+(\w+))\s*:(.*)", re.ASCII)
_ACTIVATION = re.compile(r"(?:de)?activate\s+(\w+)", re.ASCII)
_FRAMES = ("loop", "opt", "alt", "par", "critical", "break")
_PARTS = {"else": "alt", "and": "par", "option": "critical"}
"""Words that begin a further part of a frame."""

_REFUSED = (
    "autonumber", "create", "destroy", "rect", "par_over", "links", "link", "properties", "details", "title",
)  # fmt: skip
_KEYWORDS = {
    *_FRAMES, *_PARTS, *_REFUSED, "box", "participant", "actor", "as", "end", "note", "over", "activate", "deactivate",
    "off", "left", "right", "sequencediagram",
}  # fmt: skip
"""Words that Mermaid, in upper case or lower, does not read as the name of a participant."""


def read(source: str, reading: Reading) -> None:
    """Read the lines below the type into `reading`."""
    reader = _Reader(reading)
    for number, text in reading.body(source):
        reader.line(number, text)
    for number, word in reader.open_at:
        reading.refuse(number, word, "an 'end' below it")


@dataclass
class _Reader:
    reading: Reading
    open_at: list[tuple[int, str]] = field(default_factory=list)

    def line(self, number: int, text: str) -> None:
        word = text.split(maxsplit=1)[0]
        message = _MESSAGE.fullmatch(text)
        if self._refused(number, word):
            return
        if word in {"participant", "actor"}:
            self._participant(number, text)
        elif word in _FRAMES or word == "box":
            self._frame(number, text, word)
        elif word in _PARTS:
            self._part(number, text, word)
        elif text == "end":
            if not self.open_at:
                self.reading.refuse(number, text, "a frame such as 'loop' above it")
            else:
                self.open_at.pop()
        elif word in {"note", "Note"}:
            self._note(number, text)
        elif word in {"activate", "deactivate"}:
            self._activation(number, text)
        elif message:
            self._message(number, message)
        else:
            self._not_understood(number, text)

    def _refused(self, number: int, word: str) -> bool:
        if word.rstrip(":") not in _REFUSED or word.startswith("-"):
            return False
        if word in {"rect", "par_over"}:
            self.open_at.append((number, word))
        self.reading.complain(number, f"'{word}' is not allowed in a diagram; expected messages, notes and frames.")
        return True

    def _not_understood(self, number: int, text: str) -> None:
        other = _OTHER_MESSAGE.match(text)
        if other and other[2] not in _HEADS:
            expected = f"one of {', '.join(_HEADS)}"
            self.reading.complain(number, f"arrow '{other[2]}' is not allowed in a diagram; expected {expected}.")
        else:
            self.reading.refuse(number, text, "a message such as 'A->>B: words', a note, a frame or a participant")

    def _name(self, number: int, name: str) -> None:
        """Note a participant; one that is not declared has its name for a label."""
        if name.lower() in _KEYWORDS:
            message = f"'{name}' is a word of Mermaid's and cannot name a participant; expected another name."
            self.reading.complain(number, message)
        self.reading.nodes.setdefault(name, name)

    def _participant(self, number: int, text: str) -> None:
        found = _PARTICIPANT.fullmatch(text)
        if not found:
            self.reading.refuse(number, text, "'participant A as Name', the first of letters, digits and _")
            return
        self._name(number, found[1])
        if found[2]:
            self.reading.label(number, found[1], self._text(number, found[2]))

    def _text(self, number: int, text: str) -> str:
        return self.reading.text(number, text, _FORBIDDEN)

    def _frame(self, number: int, text: str, word: str) -> None:
        self.open_at.append((number, word))
        words = text.removeprefix(word).strip()
        if not words:
            expected = f"'box {CORE}'" if word == "box" else f"a few words after '{word}'"
            self.reading.refuse(number, text, expected)
        elif word == "box":
            self.reading.texts.append(self._text(number, words))
        else:
            self.reading.texts += [word, f"[{self._text(number, words)}]"]

    def _part(self, number: int, text: str, word: str) -> None:
        frame = _PARTS[word]
        words = text.removeprefix(word).strip()
        if not self.open_at or self.open_at[-1][1] != frame:
            self.reading.refuse(number, text, f"it inside of '{frame}' … 'end'")
        elif not words:
            self.reading.refuse(number, text, f"a few words after '{word}'")
        else:
            self.reading.texts.append(f"[{self._text(number, words)}]")

    def _note(self, number: int, text: str) -> None:
        found = _NOTE.fullmatch(text)
        if not found:
            self.reading.refuse(number, text, "'Note over A,B: words' or 'Note left of A: words'")
            return
        for name in filter(None, found.groups()[:3]):
            self._name(number, name)
        self.reading.texts.append(self._text(number, found[4]))

    def _activation(self, number: int, text: str) -> None:
        found = _ACTIVATION.fullmatch(text)
        if found:
            self._name(number, found[1])
        else:
            self.reading.refuse(number, text, "'activate A'")

    def _message(self, number: int, found: re.Match[str]) -> None:
        start, arrow, _, end, words = found.groups()
        self._name(number, start)
        self._name(number, end)
        self.reading.edges.append(Edge(start, end, _HEADS[arrow]))
        self.reading.texts.append(self._text(number, words))
