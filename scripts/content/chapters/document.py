"""What stands in a piece of Markdown, with line numbers: the records that the reader fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.content.chapters.macros import Call, MacroError

SPEAKERS = ("interviewer", "candidate", "wrong", "repair")
"""Blocks of a transcript: who speaks, where 'wrong' is the candidate's wrong turn and 'repair' what mends it."""
NOTE = "graded"
"""The block of a note that the interviewer keeps of a turn."""


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
class Turn:
    """One turn of a transcript.

    Args:
        speaker: name of its block, one of SPEAKERS.
        clock: as written, such as '12:30'.
        section: id of the heading above it; empty above the first one.
        notes: how many notes of the interviewer stand in it.
        line: 1-based line of the file.
    """

    speaker: str
    clock: str
    section: str
    notes: int
    line: int


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
        paragraphs: of the prose, items of lists without numbers among them, without citations, formulas as words;
            tables, folds, dialogues, steps of a derivation and generated parts are none.
        turns: of a transcript, in the order of the text.
        stray_notes: lines of notes of the interviewer that stand outside of a turn.
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
    paragraphs: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    stray_notes: tuple[int, ...] = ()
    leftovers: tuple[Leftover, ...] = field(default=())
    macro_errors: tuple[MacroError, ...] = ()
    unclosed: int = 0
    first_line: int = 1

    def below(self, anchor: str) -> str:
        """Return the text of a section with that of the sections below it; nothing where there is none of this id."""
        texts: list[str] = []
        level = 0
        for section in self.sections:
            if level and section.level <= level:
                break
            if section.anchor == anchor:
                level = section.level
            if level:
                texts.append(section.text)
        return " ".join(texts)

    @property
    def readable(self) -> bool:
        """Whether the rest can be trusted: no fence runs on, and every macro is one."""
        return not self.unclosed and not self.macro_errors
