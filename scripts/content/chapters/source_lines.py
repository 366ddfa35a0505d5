"""On which line of a source something stands that was read off the finished HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ITEM = re.compile(r"^( *)(?:[-*+]|\d{1,2}[.)])\s+\S")
_NESTED = 4
"""Spaces by which Python-Markdown tells an inner list from the outer one."""
_OTHER_DIAGRAMS = {"latex", "tex", "plantuml", "dot", "graphviz", "d2", "ditaa"}
_BLOCK = re.compile(r"^ *(/{3,})\s*([\w-]+)?")
_HEADING = re.compile(r"^ *(#{1,6})\s*(.*)$", re.MULTILINE)
_FENCE = re.compile(r"^( *)(`{3,}|~{3,})\s*([^`]*)$")


class Finder:
    """Finds texts in the order in which they are read.

    Each text is looked for after the place where the same text was found last, so a link that stands three times has
    three lines. What cannot be found, since Markdown has changed it, gets the line of what was found before it.

    Args:
        text: the source.
        first_line: line of the file on which it begins.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._prose = _without_fences(text)
        self._first = first_line
        self._after: dict[str, int] = {}
        self._last = 0
        self._fences = list(_fences(text))
        # Offset, level and text of what looks like a heading.
        self._headings = [(h.start(), len(h.group(1)), h.group(2)) for h in _HEADING.finditer(self._prose)]

    def next(self, *needles: str) -> int:
        """Return the line of the next place where a text stands, and nothing of it goes on.

        Args:
            needles: how the text may be written, the likeliest first.
        """
        for needle in needles:
            start = self._find(needle, self._after.get(needle, 0))
            if start < 0:
                start = self._find(needle, 0)
            if start >= 0:
                self._after[needle] = start + len(needle)
                self._last = start
                break
        return self._line(self._last)

    def place(self, text: str) -> int:
        """Return the line on which a text stands, whatever follows it; else the line of what was found last."""
        start = self._prose.find(text)
        return self._line(start if start >= 0 else self._last)

    def _find(self, needle: str, after: int) -> int:
        start = self._prose.find(needle, after)
        while start >= 0 and needle and self._goes_on(start + len(needle)):
            start = self._prose.find(needle, start + 1)
        return start

    def _goes_on(self, end: int) -> bool:
        following = self._prose[end : end + 1]
        return following.isalnum() or (following != "" and following in "-_#/?")

    def heading(self, level: int, anchor: str, text: str) -> int:
        """Return the line of a heading by its id, else by its first words."""
        found = next((h for h in self._headings if anchor and h[1] == level and f"#{anchor}" in h[2]), None)
        words = text.split()[:1]
        found = found or next((h for h in self._headings if h[1] == level and all(w in h[2] for w in words)), None)
        found = found or next((h for h in self._headings if h[1] == level), None)
        if found:
            self._headings.remove(found)
            self._last = found[0]
        return self._line(self._last)

    def fence(self, language: str, source: str) -> int:
        """Return the line of the next opening of a fence with that content."""
        wanted = [line.strip() for line in source.strip().split("\n")]
        for index, (line, name, content) in enumerate(self._fences):
            if name == language and [text.strip() for text in "\n".join(content).strip().split("\n")] == wanted:
                del self._fences[index]
                return line + self._first
        return self._line(self._last)

    def _line(self, offset: int) -> int:
        return self._text.count("\n", 0, offset) + self._first


def unclosed_fence(text: str) -> int:
    """Return the 1-based line of a fence that is not closed before the next one opens or the text ends; else 0."""
    opened, fence = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        if not found:
            continue
        _, marks, info = found.groups()
        if not opened:
            opened, fence = number, marks
        elif marks[0] == fence[0] and len(marks) >= len(fence):
            if info.strip():
                return opened
            opened = 0
    return opened


def unclosed_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield (1-based line, text of that line) of each block `/// type` that no line of as many slashes closes."""
    opened: list[tuple[int, str, str]] = []
    for number, line in enumerate(_without_fences(text).split("\n"), 1):
        found = _BLOCK.match(line)
        if not found:
            continue
        slashes, name = found.groups()
        if name:
            opened.append((number, slashes, line.strip()))
        elif any(slashes == other for _, other, _ in opened):
            while opened.pop()[1] != slashes:
                pass
    yield from ((number, line) for number, _, line in opened)


def misread_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (1-based line, what was expected) of lines that Markdown reads otherwise than they look."""
    for start, name, _ in _fences(text):
        if name.lower() in _OTHER_DIAGRAMS:
            yield start + 1, "a 'mermaid' fence, or for formulas a 'math' fence; this kind of fence is printed as code"
    lines = _without_fences(text).split("\n")
    above: re.Match[str] | None = None
    for number, line in enumerate(lines, 1):
        item = _ITEM.match(line)
        if (
            item
            and above
            and 0 < len(item.group(1)) - len(above.group(1)) < _NESTED
            and len(above.group(1)) % _NESTED == 0
        ):
            yield number, "an item of an inner list four spaces in; as it is, it belongs to the outer one"
        elif item or not line.strip():
            above = item or above
        elif not line.startswith(" "):
            above = None


def _fences(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield each fence as (0-based line of its opening, language, lines within)."""
    lines = text.split("\n")
    start, fence, name = -1, "", ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if not found:
            continue
        _, marks, info = found.groups()
        if start < 0:
            start, fence, name = number, marks, info.split()[0] if info.split() else ""
        elif marks[0] == fence[0] and len(marks) >= len(fence) and not info.strip():
            yield start, name, lines[start + 1 : number]
            start = -1


def _without_fences(text: str) -> str:
    """Return the text with the insides of fences blanked, at the same offsets."""
    lines = text.split("\n")
    for start, _, content in _fences(text):
        for number in range(start + 1, start + 1 + len(content)):
            lines[number] = " " * len(lines[number])
    return "\n".join(lines)
