"""YAML as plainly written, with the line of every value, so that an error can name its place.

The library scans and parses; what a value means is decided here, by the part of YAML 1.2's core schema that nobody can
misread (yaml.org/spec/1.2.2, chapter 10.3): `null`, `true` and `false`, and decimal numbers. All else is text: `yes`,
`010`, `0x1F`, `1_000`, `1:30`, `2026-11-22` and `.inf` arrive as they were typed, and a field that wants a number
refuses them. What makes text stand for something else (anchors, aliases, tags, merge keys) is refused.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts.content.files import text as text_files
from scripts.content.problems import Findings

Location = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_DIGITS = 15
"""Significant decimal digits that a double always keeps (IEEE 754)."""

# libyaml is several times as fast; the package has it for common machines, not for all.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_TEXT = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTE = "put a text that begins with it in quotes"
_HINTS = (
    ("mapping values are not allowed", "a text with a colon and a space in it needs quotes"),
    ("cannot start any token", _QUOTE),
    ("alphabetic or numeric character", "'&' and '*' have a meaning in YAML; " + _QUOTE),
    ("found unexpected end of stream", "is a quote not closed?"),
    ("did not find expected", "is a quote or a bracket not closed, or a line indented wrongly?"),
    ("could not find expected ':'", "is a line indented wrongly, or a quote not closed?"),
)


class YamlError(ValueError):
    """Broken YAML.

    Args:
        line: 1-based line of the file.
        message: what was found.
    """

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def load(path: Path, display_path: Path, findings: Findings) -> tuple[Any, dict[Location, int]] | None:
    """Read and parse a file as `parse` does; note what keeps it from being read and return None.

    Args:
        path: the file.
        display_path: the file as problems name it.
        findings: where problems are noted.
    """
    text = text_files.read(path, display_path, findings)
    if text is None:
        return None
    try:
        return parse(text)
    except YamlError as problem:
        findings.add(display_path, problem.line, problem.message)
        return None


def parse(text: str, *, first_line: int = 1) -> tuple[Any, dict[Location, int]]:
    """Parse one YAML document.

    Args:
        text: the document.
        first_line: line of the file on which the text begins; all lines returned and named are lines of the file.

    Returns:
        The data, and the 1-based line of every key and list item by its location, such as ("related", 0, "why").

    Raises:
        YamlError: the text is not YAML, or says something that this project does not read: a key twice, a key that is
            no text, anchors, aliases, tags, a second document, a number too large or with too many digits.
    """
    text = text.removeprefix("\ufeff")
    found = _NOT_TEXT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + first_line
        raise YamlError(line, f"broken YAML: the character U+{ord(found.group()):04X}, which no text holds")
    builder = _Builder(first_line)
    loader = _Loader(text)
    try:
        while loader.check_event():
            builder.take(loader.get_event())  # type: ignore[no-untyped-call]  # the stubs give no type
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text, first_line) from error
    except yaml.YAMLError as error:
        raise YamlError(first_line, f"broken YAML: {error}") from error
    finally:
        loader.dispose()
    return builder.root, builder.lines


def line_of(lines: dict[Location, int], location: Location) -> int:
    """Return the line of `location`, or of the nearest enclosing value that has one."""
    while location:
        if location in lines:
            return lines[location]
        location = location[:-1]
    return lines.get((), 1)


@dataclass
class _Level:
    """A list or a mapping that is being read; `key` is the mapping's key whose value comes next."""

    data: dict[str, Any] | list[Any]
    at: Location
    key: str | None = None


@dataclass
class _Builder:
    """Makes data of the parser's events, one by one, so that no depth of the file is a depth of calls."""

    first_line: int
    root: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    _levels: list[_Level] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event.

        Raises:
            YamlError: it is one of what this project does not read.
        """
        line = event.start_mark.line + self.first_line
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise YamlError(line, "a second document begins; expected one, without '---' inside")
                if event.version or event.tags:
                    raise YamlError(line, "a directive ('%'), which is not read; leave it out")
            case yaml.AliasEvent():
                raise YamlError(line, f"an alias, '*{event.anchor}', which is not read; write the value, or {_QUOTE}")
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                _refuse_marks(event, line)
                self._node(event, line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._levels.pop()

    def _node(self, event: Any, line: int) -> None:
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.data, dict) and level.key is None:
            level.key = self._key(event, level, line)
            return
        at = () if level is None else (*level.at, self._step(level))
        self.lines.setdefault(at, line)
        if isinstance(event, yaml.ScalarEvent):
            self._put(level, _scalar(event, line))
            return
        if len(self._levels) == MAX_DEPTH:
            raise YamlError(line, f"nested too deeply; expected at most {MAX_DEPTH} levels")
        data: dict[str, Any] | list[Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._put(level, data)
        self._levels.append(_Level(data, at))

    def _key(self, event: Any, level: _Level, line: int) -> str:
        value = _scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None
        if not isinstance(value, str):
            found = f"the key '{event.value}'" if isinstance(event, yaml.ScalarEvent) else "a key that is a list"
            raise YamlError(line, f"{found} is not read as text; put it in quotes")
        if value == "<<" and not event.style:
            raise YamlError(line, "a merge key ('<<'), which is not read; write the fields out")
        place = (*level.at, value)
        if place in self.lines:
            raise YamlError(line, f"'{value}' stands twice, first on line {self.lines[place]}")
        self.lines[place] = line
        return value

    @staticmethod
    def _step(level: _Level) -> str | int:
        return len(level.data) if isinstance(level.data, list) else str(level.key)

    def _put(self, level: _Level | None, value: Any) -> None:
        if level is None:
            self.root = value
        elif isinstance(level.data, list):
            level.data.append(value)
        else:
            level.data[str(level.key)] = value
            level.key = None


def _refuse_marks(event: Any, line: int) -> None:
    if event.anchor:
        raise YamlError(line, f"an anchor, '&{event.anchor}', which is not read; leave it out, or {_QUOTE}")
    if event.tag:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise YamlError(line, f"a tag, '{tag}', which is not read; leave it out, or {_QUOTE}")


def _scalar(event: yaml.ScalarEvent, line: int) -> Any:
    value = str(event.value)
    if event.style:  # quoted, or a block of text
        return value
    if value in _WORDS:
        return _WORDS[value]
    if not _NUMBER.fullmatch(value):
        return value
    digits = re.sub(r"[eE].*|[-+.]", "", value).strip("0")
    if len(digits) > MAX_DIGITS:
        raise YamlError(line, f"the number {value[:40]} has {len(digits)} digits; a number keeps {MAX_DIGITS}")
    number = float(value)
    if math.isinf(number) or (number == 0 and digits):
        raise YamlError(line, f"the number {value[:40]} is too large or too small to compute with")
    return int(value) if _INTEGER.fullmatch(value) else number


def _broken(error: yaml.MarkedYAMLError, text: str, first_line: int) -> YamlError:
    """Return the library's error with its line, where the broken value begins, and what the cause often is."""
    rows = text.rstrip("\n").split("\n")
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(rows) - 1) if mark else 0
    message = f"broken YAML: {error.problem}"
    if error.context_mark and error.context_mark.line < at:
        message += f" (in what begins on line {error.context_mark.line + first_line})"
    if rows[at].lstrip(" ").startswith("\t"):
        hint = "indent with spaces, not with tabs"
    else:
        hint = next((hint for words, hint in _HINTS if words in str(error.problem)), "")
    return YamlError(at + first_line, f"{message}; {hint}" if hint else message)
