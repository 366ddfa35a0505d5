"""Reads a flowchart: nodes in the house's seven shapes, arrows with plain heads, subgraphs, classes."""

from __future__ import annotations

import re

from scripts.content.mermaid import labels
from scripts.content.mermaid.reading import Edge, Reading, excerpt

_TEXT = r'(?:"([^"]*)"|([^"\[\](){}|>]*))'
_SHAPES = (
    ("person", re.compile(r"\(\[" + _TEXT + r"\]\)")),
    ("queue", re.compile(r"\[\[" + _TEXT + r"\]\]")),
    ("store", re.compile(r"\[\(" + _TEXT + r"\)\]")),
    ("review", re.compile(r'\[/(?:"([^"]*)"|([^"\[\](){}|>]*?))/\]')),
    ("service", re.compile(r'\[(?![/\\])(?:"([^"]*)"|([^"\[\](){}|>]*?(?<![/\\])))\]')),
    ("decision", re.compile(r"\{" + _TEXT + r"\}")),
    ("model", re.compile(r'@\{\s*shape:\s*hex\s*,\s*label:\s*"([^"]*)()"\s*\}')),
)
"""The house's shapes by name: label in quotes, or plain."""

SHAPES = 'a([Person]), b[Service], c[(Store)], d[[Queue]], e[/Review/], f{Decision?}, g@{ shape: hex, label: "Model" }'
_OTHER_SHAPE = re.compile(r"@\{|\(\(\(|\(\(|\(|\{\{|\{|\[[/\\(\[|]?|>")

_ID = re.compile(r"\w+(?:-\w+)*", re.ASCII)
_INLINE_CLASS = re.compile(r":::([\w-]+)")
_ARROW = re.compile(r"(<?)(?:--+(>|-)|-\.+-(>)?|==+(>|=))")
_WORDS = r"\s+(?:\"([^\"]*)\"|([^\s\"\[\](){}|>][^\"\[\](){}|>]*?))\s+"
_ARROWS_WITH_TEXT = tuple(
    re.compile(f"(<?){begin}{_WORDS}{end}")
    for begin, end in (("--", "--+([->])"), ("==", "==+([=>])"), (r"-\.", r"\.+-(>?)"))
)
_STROKE = re.compile(r"--|==|-\.|\.-")
_PIPED = re.compile(r'\s*\|\s*(?:"([^"]*)"|([^"\[\](){}|>]*?))\s*\|')
_BADLY_PIPED = re.compile(r"\s*(\|.*)")
_ARROWS = "one of -->, <-->, ---, -.->, <-.->, -.-, ==>, <==>, ==="
_UNREADABLE = re.compile(r"\S+")
_DIRECTION = re.compile(r"direction\s+(TB|TD|BT|LR|RL)")
_SUBGRAPH = re.compile(r'subgraph\s+(\w[\w-]*)\s*\[\s*(?:"([^"]*)"|([^"\[\](){}|>]*))\s*\]', re.ASCII)
_BARE_SUBGRAPH = re.compile(r"subgraph\s+(\w[\w-]*)", re.ASCII)
_KEYWORDS = {
    "call", "class", "classdef", "click", "default", "direction", "end", "flowchart", "graph", "href", "interpolate",
    "linkstyle", "style", "subgraph", "_self", "_blank", "_parent", "_top",
}  # fmt: skip
"""Words that Mermaid does not read as the name of a node."""


def read(source: str, reading: Reading) -> None:
    """Read the lines below the type into `reading`."""
    open_at: list[int] = []
    within_quotes = False
    for number, text in reading.body(source):
        odd = text.count('"') % 2 == 1
        if odd and not within_quotes:
            reading.refuse(number, text, "the closing quote on the same line")
        elif not within_quotes:
            _line(number, text, reading, open_at)
        within_quotes ^= odd
    for number in open_at:
        reading.refuse(number, "subgraph", "an 'end' below it")
    for name in reading.groups:
        reading.nodes.pop(name, None)


def _line(number: int, text: str, reading: Reading, open_at: list[int]) -> None:
    """Read one line; `open_at` holds the lines of the subgraphs that it stands in."""
    word = text.split(maxsplit=1)[0]
    if word == "subgraph":
        open_at.append(number)
        _subgraph(number, text, reading)
    elif re.fullmatch(r"end\s*;?", text):
        if open_at:
            open_at.pop()
        else:
            reading.refuse(number, text, "a 'subgraph' above it")
    elif word == "direction":
        if not _DIRECTION.fullmatch(text):
            reading.refuse(number, text, "'direction TB' or 'direction LR'")
    else:
        _Statement(number, text, reading).read()


def _subgraph(number: int, text: str, reading: Reading) -> None:
    found = _SUBGRAPH.fullmatch(text) or _BARE_SUBGRAPH.fullmatch(text)
    if not found or _is_keyword(found[1]):
        reading.refuse(number, text, "'subgraph S1 [\"Title\"]'")
        return
    title = found[1] if found.lastindex == 1 else found[2] or found[3] or ""
    reading.groups.add(found[1])
    reading.texts.append(reading.text(number, title))


def _is_keyword(name: str) -> bool:
    """Say whether Mermaid takes a name, or its part before a hyphen, for a word of its language."""
    return name.split("-", maxsplit=1)[0].lower() in _KEYWORDS


class _UnreadableError(Exception):
    """The rest of a line is not understood, and has been complained about."""


class _Statement:
    """One line of nodes and arrows: `a & b -->|words| c --> d`."""

    def __init__(self, number: int, text: str, reading: Reading) -> None:
        self._number = number
        self._text = text.removesuffix(";").rstrip()
        self._at = 0
        self._reading = reading

    def read(self) -> None:
        """Read the line into the reading, up to the first part that is not understood."""
        try:
            left = self._nodes()
            while self._at < len(self._text):
                heads, label = self._arrow()
                right = self._nodes()
                for start in left:
                    for end in right:
                        self._reading.edges.append(Edge(start, end, heads))
                        if label:
                            self._reading.texts.append(label)
                left = right
        except _UnreadableError:
            return

    def _skip(self) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1

    def _refuse(self, expected: str) -> _UnreadableError:
        self._reading.refuse(self._number, self._text[self._at :] or self._text, expected)
        return _UnreadableError()

    def _complain(self, message: str) -> _UnreadableError:
        self._reading.complain(self._number, message)
        return _UnreadableError()

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _nodes(self) -> list[str]:
        names = [self._node()]
        self._skip()
        while self._text[self._at : self._at + 1] == "&":
            self._at += 1
            names.append(self._node())
            self._skip()
        return names

    def _node(self) -> str:
        self._skip()
        found = self._match(_ID)
        if not found:
            raise self._refuse("a node, named by letters, digits, - and _")
        name = found.group()
        if _is_keyword(name):
            raise self._complain(f"'{name}' is a word of Mermaid's and cannot name a node; expected another name.")
        following = self._text[self._at :]
        # A number is a word of its own to Mermaid, so that `1x-->` begins an arrow, too.
        if re.fullmatch(r"\d*[ox]", name) and following[:1] in set("-=."):
            raise self._complain(
                f"'{name}{following.split(maxsplit=1)[0]}' begins an arrow with a "
                f"{'circle' if name[-1] == 'o' else 'cross'} to Mermaid; expected a space after '{name}'."
            )
        self._shape(name)
        marked = self._match(_INLINE_CLASS)
        if marked:
            self._reading.mark(self._number, marked[1], [name])
        return name

    def _shape(self, name: str) -> None:
        for shape, pattern in _SHAPES:
            found = self._match(pattern)
            if found:
                label = self._reading.text(self._number, found[1] or found[2] or "")
                self._reading.label(self._number, name, label)
                self._reading.shapes[name] = shape
                return
        if _OTHER_SHAPE.match(self._text, self._at):
            self._other_shape()
        self._reading.nodes.setdefault(name, name)

    def _other_shape(self) -> None:
        rest = self._text[self._at :]
        tags = list(labels.markup(rest))
        for message in tags:
            self._reading.complain(self._number, message)
        if tags:
            raise _UnreadableError
        raise self._complain(
            f"shape '{excerpt(rest)}' in a diagram; expected one of {SHAPES}, "
            "with the label in double quotes where it has brackets, quotes or >."
        )

    def _arrow(self) -> tuple[int, str]:
        """Return how many heads an arrow has, and its words."""
        start = self._at
        with_text = next((found for pattern in _ARROWS_WITH_TEXT if (found := self._match(pattern))), None)
        if with_text:
            heads = bool(with_text[1]) + (with_text[4] == ">")
            label = self._reading.text(self._number, with_text[2] if with_text[2] is not None else with_text[3])
            if found := _STROKE.search(with_text[2] or with_text[3] or ""):
                raise self._complain(
                    f"'{found[0]}' in the words of an arrow ends them; expected |words| after the arrow."
                )
        else:
            plain = self._match(_ARROW)
            if not plain:
                found = _UNREADABLE.match(self._text, self._at)
                self._reading.refuse(self._number, found.group() if found else self._text, f"an arrow, {_ARROWS}")
                raise _UnreadableError
            heads = bool(plain[1]) + (">" in plain.groups())
            piped = self._match(_PIPED)
            label = ""
            if not piped and (found := self._match(_BADLY_PIPED)):
                self._reading.refuse(self._number, found[1], 'words in double quotes, as in |"x > y"|')
                raise _UnreadableError
            if piped:
                label = self._reading.text(self._number, piped[1] if piped[1] is not None else piped[2])
        self._check_end(self._text[start : self._at], heads)
        return heads, label

    def _check_end(self, arrow: str, heads: int) -> None:
        if arrow.startswith("<") and heads == 1:
            raise self._complain(f"arrow '{arrow}' has its only head at its start; expected {_ARROWS}.")
        following = self._text[self._at : self._at + 1]
        if not arrow.endswith((">", "|")) and following in {"o", "x"}:
            raise self._complain(
                f"'{arrow}{following}' is an arrow with a {'circle' if following == 'o' else 'cross'} to Mermaid; "
                f"expected {_ARROWS}, and a space before the name of a node."
            )
