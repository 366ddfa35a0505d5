"""What stands in a piece of Markdown, with line numbers: the records that the reader fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.content.chapters.macros import Call, MacroError


@dataclass(frozen=True)
class Heading:
    """A heading; `anchor` is empty when it has no explicit id."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Id:
    """An id that links may name."""

    name: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link, or a file that is shown, as written.

    Args:
        target: the address as written.
        line: 1-based line of the file.
        section: the heading of level 1 or 2 above it; empty above the first one.
        raw: whether it stands in raw HTML, whose addresses are relative to the page and not to the file.
    """

    target: str
    line: int
    section: str = ""
    raw: bool = False


@dataclass(frozen=True)
class Citation:
    """One key of a citation `[@key; @key]`."""

    key: str
    line: int


@dataclass(frozen=True)
class Fence:
    """A fence that becomes a diagram or formulas; `line` is that of its opening."""

    language: str
    source: str
    line: int


@dataclass(frozen=True)
class Formula:
    """A formula in running text, as LaTeX."""

    source: str
    line: int


@dataclass(frozen=True)
class Section:
    """The text below a heading, up to the next one; `anchor` is empty for the text below the H1."""

    anchor: str
    heading: str
    text: str
    level: int = 2


@dataclass(frozen=True)
class Leftover:
    """Syntax that a reader would see as typed: what it looks like, what was expected, and its line."""

    text: str
    expected: str
    line: int


@dataclass(frozen=True)
class Document:
    """A piece of Markdown as read; all lines are 1-based lines of its file.

    Args:
        headings, links, citations, fences, formulas, macros: in the order of the text.
        ids: in the order of the text, those of headings among them.
        lead: the text above the first heading, which is the whole of an answer.
        sections: the text by heading, for the search and for counting.
        words: how many words a reader reads, without code and citations.
        leftovers: syntax that was not understood.
        macro_errors: calls of macros that cannot be.
        unclosed: line of a fence that is never closed, after which nothing can be read rightly; else 0.
        first_line: line of the file on which the text begins.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    citations: tuple[Citation, ...] = ()
    fences: tuple[Fence, ...] = ()
    formulas: tuple[Formula, ...] = ()
    macros: tuple[Call, ...] = ()
    ids: tuple[Id, ...] = ()
    lead: str = ""
    sections: tuple[Section, ...] = ()
    words: int = 0
    leftovers: tuple[Leftover, ...] = field(default=())
    macro_errors: tuple[MacroError, ...] = ()
    unclosed: int = 0
    first_line: int = 1

    @property
    def readable(self) -> bool:
        """Whether the rest can be trusted: no fence runs on, and every macro is one."""
        return not self.unclosed and not self.macro_errors
