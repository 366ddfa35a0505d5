"""The glossary: docs/glossary.yml, each term once, with the place that explains it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pydantic

from scripts.content.chapters.chapter import Chapter
from scripts.content.files.schema import Closed, check, quoted
from scripts.content.files.yaml_file import load
from scripts.content.problems import Findings, nearest


class Entry(Closed):
    """One term as an author writes it.

    Args:
        term: the full name, in lower case unless it is a proper name.
        short: the acronym or short form that readers meet.
        also: other written forms.
        definition: one or two sentences of plain text.
        explained: id of the chapter that explains it, with '#' and the section.
    """

    term: Annotated[str, pydantic.Field(min_length=2, max_length=60)]
    short: Annotated[str, pydantic.Field(min_length=2, max_length=30)] = ""
    also: tuple[str, ...] = ()
    definition: Annotated[str, pydantic.Field(min_length=40, max_length=320)]
    explained: str


@dataclass(frozen=True)
class Term:
    """One term, ready to print; `line` is that of its entry in the file."""

    name: str
    short: str
    also: tuple[str, ...]
    definition: str
    explained: str
    line: int

    @property
    def anchor(self) -> str:
        """Its id on the glossary's page."""
        spoken = self.name.casefold().replace("@", " at ").replace("^", " power ")
        return re.sub(r"[^a-z0-9]+", "-", spoken).strip("-")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which it is written: name, short form, others."""
        return tuple(form for form in (self.name, self.short, *self.also) if form)

    @property
    def chapter(self) -> str:
        """Id of the chapter that explains it."""
        return self.explained.partition("#")[0]

    @property
    def section(self) -> str:
        """Id of the section that explains it; empty for the whole chapter."""
        return self.explained.partition("#")[2]


@dataclass(frozen=True)
class Headword:
    """One line of the glossary's alphabet: a term under its name, or a short form that leads to the name."""

    text: str
    term: Term
    leads: bool


def read(path: Path, display_path: Path, findings: Findings) -> tuple[Term, ...]:
    """Read the terms; note entries that are broken and forms that two terms claim."""
    loaded = load(path, display_path, findings)
    if loaded is None:
        return ()
    data, lines = loaded
    if not isinstance(data, list):
        findings.add(
            display_path, 1, f"expected a list of terms, each beginning with '- term: …'; found {quoted(data)}."
        )
        return ()
    terms: list[Term] = []
    for index, item in enumerate(data):
        entry = check(Entry, item, lines, display_path, findings, at=(index,))
        if entry:
            terms.append(Term(entry.term, entry.short, entry.also, entry.definition, entry.explained, lines[(index,)]))
    _note_doubles(terms, display_path, findings)
    return tuple(terms)


def _note_doubles(terms: Collection[Term], display_path: Path, findings: Findings) -> None:
    first: dict[str, Term] = {}
    for term in terms:
        for form in dict.fromkeys(form.casefold() for form in term.forms):
            if form in first:
                other = first[form]
                findings.add(
                    display_path,
                    term.line,
                    f"term '{form}' is defined twice, first on line {other.line} as '{other.name}'.",
                )
            first.setdefault(form, term)
    addresses: dict[str, Term] = {}
    for term in terms:
        other = addresses.setdefault(term.anchor, term)
        if other.name.casefold() != term.name.casefold():
            findings.add(
                display_path,
                term.line,
                f"term '{term.name}' has the address '{term.anchor}' of '{other.name}' on line {other.line}.",
            )


def check_explained(
    terms: Collection[Term],
    chapters: Mapping[str, Chapter],
    unread: Collection[str],
    display_path: Path,
    findings: Findings,
) -> None:
    """Every term is explained in a chapter that exists, in a section that it has.

    Args:
        terms: the glossary.
        chapters: those that could be read, by id.
        unread: ids of chapters whose own mistakes are reported.
        display_path: the path to name in problems.
        findings: where problems are noted.
    """
    for term in terms:
        chapter = chapters.get(term.chapter)
        if chapter is None and term.chapter not in unread:
            findings.add(
                display_path,
                term.line,
                f"term '{term.name}' is explained in '{term.chapter}', which is no chapter.",
                nearest=nearest(term.chapter, chapters),
            )
        elif chapter and term.section and chapter.has_all_anchors and term.section not in chapter.anchors:
            findings.add(
                display_path,
                term.line,
                f"term '{term.name}' is explained in '{term.explained}', but that chapter has no such section.",
                nearest=nearest(term.section, chapter.anchors),
            )


def headwords(terms: Collection[Term]) -> dict[str, list[Headword]]:
    """Return the alphabet: by first letter, every name and every short form, sorted without case."""
    words = sorted(_words(terms), key=lambda word: (word.text.casefold(), word.leads))
    alphabet: dict[str, list[Headword]] = {}
    for word in words:
        first = word.text[0].upper()
        alphabet.setdefault(first if first.isalpha() else "#", []).append(word)
    return alphabet


def _words(terms: Collection[Term]) -> Iterator[Headword]:
    for term in terms:
        yield Headword(term.name, term, leads=False)
        if term.short:
            yield Headword(term.short, term, leads=True)
