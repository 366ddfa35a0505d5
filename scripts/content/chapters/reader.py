"""What stands in a chapter's Markdown, with line numbers: headings, links, citations, fences, words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from scripts.content.chapters import diagrams

HEADING_ID = re.compile(r"\s*\{\s*#([^\s}]+)[^}]*\}\s*$")
CITATION = re.compile(r"\[(@[^\[\]]+)\]")
MACRO = re.compile(r"\{\{(.*?)\}\}")
_BLOCK = re.compile(r"^ *//+(?: *[a-z]+(?: *\|.*)?)?$|\{: [^}]*\}", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True)
class Heading:
    """A heading; `anchor` is empty when it has no explicit id."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or an image as written."""

    target: str
    line: int


@dataclass(frozen=True)
class Citation:
    """One key of a citation `[@key; @key]`."""

    key: str
    line: int


@dataclass(frozen=True)
class Fence:
    """A fenced block; `line` is that of its opening fence."""

    language: str
    source: str
    line: int


@dataclass(frozen=True)
class Section:
    """The text below a heading, up to the next one; `anchor` is empty for the text below the H1."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """A parsed chapter body; all lines are 1-based lines of the file."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    fences: tuple[Fence, ...]
    macros: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    words: int


_PARSER = MarkdownIt("commonmark").enable("table")


@functools.lru_cache(maxsize=4096)
def parse(body: str, first_line: int = 1) -> Document:
    """Parse a body of Markdown.

    Blocks (`/// note`) are paragraphs to this CommonMark parser, so what they hold is read like any other text.

    Args:
        body: Markdown without front matter.
        first_line: line of the file on which the body begins.
    """
    headings: list[Heading] = []
    links: list[Link] = []
    citations: list[Citation] = []
    fences: list[Fence] = []
    macros: list[tuple[str, int]] = []
    sections: list[tuple[Heading, list[str]]] = []
    words = 0
    line = first_line
    tokens = _PARSER.parse(body)
    for index, token in enumerate(tokens):
        if token.map:  # the cells of a table have none: their row's line holds
            line = token.map[0] + first_line
        if token.type == "fence":
            language = token.info.split()[0] if token.info.strip() else ""
            fences.append(Fence(language, token.content, line))
            if language == "mermaid" and sections:
                sections[-1][1].append(diagrams.words(token.content))
        elif token.type == "inline":
            prose = _prose(token)
            words += count_words(prose)
            links.extend(_links(token, line))
            citations.extend(_citations(token, line))
            macros.extend((match.group(1).strip(), line) for match in MACRO.finditer(token.content))
            opening = tokens[index - 1]
            if opening.type == "heading_open":
                headings.append(_heading(opening, token, line))
                sections.append((headings[-1], []))
            elif sections:
                sections[-1][1].append(prose)
    return Document(
        headings=tuple(headings),
        links=tuple(links),
        citations=tuple(citations),
        fences=tuple(fences),
        macros=tuple(macros),
        sections=tuple(Section(heading.anchor, heading.text, plain("\n".join(texts))) for heading, texts in sections),
        words=words,
    )


def plain(text: str) -> str:
    """Return text without macros, citations, heading ids and the marks of blocks."""
    text = _BLOCK.sub(" ", CITATION.sub(" ", MACRO.sub(" ", HEADING_ID.sub("", text))))
    return re.sub(r"\s+", " ", text).strip()


def count_words(text: str) -> int:
    """Count the words of plain text; macros and attribute lists do not count."""
    text = MACRO.sub(" ", HEADING_ID.sub("", text))
    return len(_WORD.findall(CITATION.sub(" ", text)))


def citation_keys(text: str) -> list[str]:
    """Return the keys cited in a text, in order."""
    return [key for match in CITATION.finditer(text) for key in split_keys(match.group(1))]


def split_keys(inner: str) -> list[str]:
    """Split `@a; @b`, the inside of a citation, into keys."""
    return [part.strip().removeprefix("@") for part in inner.split(";")]


def _heading(opening: Token, inline: Token, line: int) -> Heading:
    found = HEADING_ID.search(inline.content)
    return Heading(
        level=int(opening.tag[1]),
        text=HEADING_ID.sub("", inline.content).strip(),
        anchor=found.group(1) if found else "",
        line=line,
    )


def _children(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    for child in token.children or []:
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1


def _prose(token: Token) -> str:
    return "".join(
        " " if child.type == "softbreak" else child.content
        for child in token.children or []
        if child.type in {"text", "code_inline", "softbreak"}
    )


def _links(token: Token, line: int) -> Iterator[Link]:
    for child, at in _children(token, line):
        if child.type in {"link_open", "image"}:
            yield Link(str(child.attrs.get("href") or child.attrs.get("src") or ""), at)


def _citations(token: Token, line: int) -> Iterator[Citation]:
    for child, at in _children(token, line):
        if child.type == "text":
            for key in citation_keys(child.content):
                yield Citation(key, at)
