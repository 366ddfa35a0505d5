"""The bibliography: one BibTeX file, read by bibtexparser."""

from __future__ import annotations

import functools
import re
import string
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from bibtexparser import entrypoint as bibtex
from bibtexparser.library import Library
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry

from scripts.content.problems import Findings, nearest

FIELDS = (
    "title",
    "author",
    "editor",
    "year",
    "booktitle",
    "journal",
    "howpublished",
    "publisher",
    "volume",
    "number",
    "pages",
    "institution",
    "doi",
    "eprint",
    "archiveprefix",
    "url",
    "isbn",
    "urldate",
    "edition",
    "primaryclass",
)
REQUIRED = ("title", "author", "year")


@dataclass(frozen=True)
class Author:
    """A person, or an organisation whose name is all `family`."""

    given: str
    family: str


OTHERS = Author("", "others")
"""BibTeX's name for authors that are not listed."""


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography, ready to print.

    Args:
        kind: BibTeX's type of the entry, such as 'inproceedings'.
        letter: what tells it from another source of the same authors and year, as in 'Anthropic, 2024b'.
        fields: the entry's fields without braces, for exports.
        line: 1-based line of the file on which the entry begins.
    """

    key: str
    kind: str
    title: str
    authors: tuple[Author, ...]
    year: str
    venue: str
    url: str
    fields: dict[str, str]
    line: int
    letter: str = ""

    @property
    def dated(self) -> str:
        """The year with its letter, such as '2024b'."""
        return self.year + self.letter

    @property
    def label(self) -> str:
        """Author and year as cited in text, such as 'Lewis et al., 2020'."""
        names = [author.family for author in self.authors if author != OTHERS]
        if len(self.authors) > 2 or OTHERS in self.authors:
            who = f"{names[0]} et al."
        else:
            who = " and ".join(names)
        return f"{who}, {self.dated}"

    @property
    def author_list(self) -> str:
        """Authors as printed in the list of all sources; more than six are cut."""
        return self._authors(6)

    @property
    def first_authors(self) -> str:
        """Authors as printed in a chapter's list of sources; more than three are cut."""
        return self._authors(3)

    def _authors(self, most: int) -> str:
        names = [f"{author.given} {author.family}".strip() for author in self.authors if author != OTHERS]
        if OTHERS in self.authors or len(names) > most:
            return f"{', '.join(names[:most])} et al."
        return ", ".join(names)


def read(path: Path, display_path: Path, findings: Findings) -> dict[str, Source]:
    """Read the BibTeX file; note entries that are broken, double, incomplete or have an unknown field.

    Args:
        path: the file.
        display_path: the path to name in problems.
    """
    library = _parsed(path.read_text(encoding="utf-8"))
    sources: dict[str, Source] = {}
    for block in library.failed_blocks:
        _note_failed(block, display_path, findings)
    for entry in library.entries:
        line = (entry.start_line or 0) + 1
        authors = (
            tuple(_author(name) for name in entry.fields_dict["author"].value) if "author" in entry.fields_dict else ()
        )
        fields = {key: _clean(str(field.value)) for key, field in entry.fields_dict.items()}
        for name in REQUIRED:
            if not fields.get(name):
                findings.add(display_path, line, f"source '{entry.key}' has no {name}.")
        for name in fields:
            if name not in FIELDS:
                findings.add(
                    display_path,
                    line,
                    f"source '{entry.key}' has an unknown field '{name}'.",
                    nearest=nearest(name, FIELDS),
                )
        if "\\" in "".join(fields.values()):
            findings.add(display_path, line, f"source '{entry.key}' has LaTeX in it; expected plain UTF-8, such as é.")
        if not any(fields.get(name) for name in ("doi", "eprint", "url", "isbn")):
            findings.add(display_path, line, f"source '{entry.key}' has no doi, eprint, url or isbn to find it by.")
        sources[entry.key] = _source(entry, authors, fields, line)
    return _told_apart(sources)


@functools.lru_cache(maxsize=1)  # a preview reads the same file after every edit
def _parsed(text: str) -> Library:
    return bibtex.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])


def sorting_name(source: Source) -> tuple[str, str, str]:
    """Return what a list of sources is sorted by: the first author without case, the year, the title."""
    first = source.authors[0].family if source.authors else ""
    return first.casefold(), source.dated, source.title.casefold()


def _told_apart(sources: dict[str, Source]) -> dict[str, Source]:
    """Give sources with the same authors and year a letter each, by title."""
    alike: dict[str, list[Source]] = defaultdict(list)
    for source in sources.values():
        alike[source.label].append(source)
    letters = {
        source.key: letter
        for group in alike.values()
        if len(group) > 1
        for letter, source in zip(string.ascii_lowercase, sorted(group, key=sorting_name), strict=False)
    }
    return {key: replace(source, letter=letters.get(key, "")) for key, source in sources.items()}


def _note_failed(block: object, display_path: Path, findings: Findings) -> None:
    line = int(getattr(block, "start_line", 0) or 0) + 1
    key = getattr(block, "key", None)
    if key:
        previous = getattr(block, "previous_block", None)
        first = int(getattr(previous, "start_line", 0) or 0) + 1
        findings.add(display_path, line, f"source '{key}' stands twice, first on line {first}.")
    else:
        findings.add(display_path, line, f"broken BibTeX: {getattr(block, 'error', 'cannot be read')}")


def _source(entry: Entry, authors: tuple[Author, ...], fields: dict[str, str], line: int) -> Source:
    venue = next(
        (fields[n] for n in ("booktitle", "journal", "howpublished", "publisher", "institution") if fields.get(n)),
        "",
    )
    if fields.get("eprint") and not venue:
        venue = f"arXiv:{fields['eprint']}"
    return Source(
        key=entry.key,
        kind=entry.entry_type.lower(),
        title=fields.get("title", ""),
        authors=authors,
        year=fields.get("year", ""),
        venue=venue,
        url=_address(fields),
        fields=fields,
        line=line,
    )


def _address(fields: dict[str, str]) -> str:
    if fields.get("eprint"):
        return f"https://arxiv.org/abs/{fields['eprint']}"
    if fields.get("url"):
        return fields["url"]
    return f"https://doi.org/{fields['doi']}" if fields.get("doi") else ""


def _author(name: NameParts) -> Author:
    return Author(_clean(" ".join(name.first)), _clean(" ".join([*name.von, *name.last, *name.jr])))


def _clean(value: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip()
