"""The bibliography: one BibTeX file, read by bibtexparser."""

from __future__ import annotations

import functools
import re
import string
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from scripts.content.files.text import read as read_text
from scripts.content.problems import Findings, nearest
from scripts.content.sources import bibtex, identifiers, names
from scripts.content.sources.bibtex import RawEntry, RawField
from scripts.content.sources.entry_types import CSL_TYPES
from scripts.content.sources.names import OTHERS, Author, NamesError

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
ARCHIVE = "https://web.archive.org/web/*/"
"""The calendar of the copies of a page, whose address follows; it is there for every page, also without a copy."""
FOUND_BY = ("doi", "eprint", "url", "isbn")
_VENUES = ("booktitle", "journal", "howpublished", "publisher", "institution")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LATEX = re.compile(r"\\|``|''|(?<=\w)~(?=\w)|\$[^$\d]*[\^_][^$]*\$")


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
    editors: tuple[Author, ...] = ()

    @property
    def dated(self) -> str:
        """The year with its letter, such as '2024b'."""
        return self.year + self.letter

    @property
    def archive(self) -> str:
        """Where the Internet Archive lists its copies of the page; "" where a DOI or arXiv keeps the source."""
        return "" if not self.url or self.fields.get("doi") or self.fields.get("eprint") else f"{ARCHIVE}{self.url}"

    @property
    def label(self) -> str:
        """Author and year as cited in text, such as 'Lewis et al., 2020'."""
        families = [author.family for author in self.authors if author != OTHERS]
        if families and (len(self.authors) > 2 or OTHERS in self.authors):
            who = f"{families[0]} et al."
        else:
            who = " and ".join(families) or self.key
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
        listed = [author.full for author in self.authors if author != OTHERS]
        if OTHERS in self.authors or len(listed) > most:
            return f"{', '.join(listed[:most])} et al."
        return ", ".join(listed)


def read(path: Path, display_path: Path, findings: Findings) -> dict[str, Source]:
    """Read the BibTeX file; note what is broken, incomplete, or would be read as something else than was meant.

    Args:
        path: the file.
        display_path: the path to name in problems.

    Returns:
        The sources by key, those with problems among them, so that citing one is no second problem.
    """
    text = read_text(path, display_path, findings)
    if text is None:
        return {}
    sources, faults = _read(text)
    for line, message, hint in faults:
        findings.add(display_path, line, message, nearest=hint)
    return dict(sources)


_Fault = tuple[int, str, str]
"""A line, what is wrong there, and the nearest right name."""


@functools.lru_cache(maxsize=1)  # a preview reads the same file after every edit
def _read(text: str) -> tuple[dict[str, Source], list[_Fault]]:
    entries, broken = bibtex.parse(text)
    faults = [(fault.line, fault.message, "") for fault in broken]
    sources = {}
    for entry in entries:
        source, found = _source(entry)
        if not entry.key:
            faults.append((entry.line, "an entry has no key; expected one such as lewis2020retrieval.", ""))
            continue
        sources[entry.key] = source
        faults.extend((line, f"source '{entry.key}'{message}", hint) for line, message, hint in found)
    return _disambiguated(sources), faults


def sorting_name(source: Source) -> tuple[str, str, str]:
    """Return what a list of sources is sorted by: the first author without case, the year, the title."""
    first = source.authors[0].family if source.authors else ""
    return first.casefold(), source.dated, source.title.casefold()


def _disambiguated(sources: dict[str, Source]) -> dict[str, Source]:
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


def _source(entry: RawEntry) -> tuple[Source, list[_Fault]]:
    """Return an entry as a source, and what is wrong with it."""
    faults = _faults_of_entry(entry)
    fields: dict[str, str] = {}
    people: dict[str, tuple[Author, ...]] = {}
    elsewhere = any(
        field.name == "archiveprefix" and names.clean(field.value).lower() != "arxiv" for field in entry.fields
    )
    for field in entry.fields:
        if field.name == "eprint" and elsewhere:
            continue  # the number of another archive, which is refused
        value = names.clean(field.value)
        fault, hint = _fault_of_field(field, value)
        if value and not fault and field.name in {"author", "editor"}:
            try:
                people[field.name] = names.parse(field.value)
            except NamesError as error:
                fault = f": '{field.name}' {error}."
        if fault:
            faults.append((field.line, fault, hint))
        else:
            fields[field.name] = value
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    if fields.get("eprint") and not venue:
        venue = f"arXiv:{fields['eprint']}"
    source = Source(
        key=entry.key,
        kind=entry.kind,
        title=fields.get("title", ""),
        authors=people.get("author", ()),
        year=fields.get("year", ""),
        venue=venue,
        url=_address(fields),
        fields=fields,
        line=entry.line,
        editors=people.get("editor", ()),
    )
    return source, faults


def _faults_of_entry(entry: RawEntry) -> list[_Fault]:
    faults: list[_Fault] = []
    if not _KEY.fullmatch(entry.key):
        faults.append((entry.line, ": its key may have letters, digits, '-' and '_', and no spaces.", ""))
    if entry.kind not in CSL_TYPES:
        expected = ", ".join(CSL_TYPES)
        hint = nearest(entry.kind, CSL_TYPES)
        faults.append((entry.line, f" has the unknown type '@{entry.kind}'; expected one of {expected}.", hint))
    values = {field.name: names.clean(field.value) for field in entry.fields}
    if not entry.whole:
        return faults  # what is missing may be what could not be read
    misspelled = {nearest(name, FIELDS) for name in values if name not in FIELDS}
    for name in REQUIRED:
        if not values.get(name) and name not in misspelled:
            faults.append((entry.line, f" has no {name}.", ""))
    if not any(values.get(name) or name in misspelled for name in FOUND_BY):
        faults.append((entry.line, " has no doi, eprint, url or isbn to find it by.", ""))
    if values.get("archiveprefix") and not values.get("eprint") and "eprint" not in misspelled:
        faults.append((entry.line, " has an archiveprefix, but no eprint.", ""))
    said = _YEAR.findall(values.get("booktitle") or values.get("journal") or "")
    if said and values.get("year", said[0]) not in said:
        fault = f" has the year {values['year']}, and its venue is of {said[0]}; expected one year, the venue's."
        faults.append((entry.line, fault, ""))
    return faults


def _fault_of_field(field: RawField, value: str) -> tuple[str, str]:
    """Return what is wrong with one field, and the nearest right name."""
    if field.name not in FIELDS:
        expected = "" if nearest(field.name, FIELDS) else f"; expected one of {', '.join(FIELDS)}"
        return f" has an unknown field '{field.name}'{expected}.", nearest(field.name, FIELDS)
    if not value:
        return ("", "") if field.name in REQUIRED else (f": '{field.name}' is empty; fill it or leave it out.", "")
    if field.name in identifiers.CHECKS:
        # Within an address a brace would be part of it; around all of it, it only keeps the case of letters.
        whole = field.value.strip()
        bare = whole[1:-1].strip() if whole.startswith("{") and whole.endswith("}") else whole
        fault = identifiers.CHECKS[field.name](bare)
        return (f": '{field.name}' is '{bare}'; {fault}.", "") if fault else ("", "")
    latex = _LATEX.search(value) or (re.search(r"--+", value) if field.name != "pages" else None)
    if latex:
        return f" has LaTeX in '{field.name}', '{latex.group()}'; expected plain UTF-8, such as é, “ or –.", ""
    return "", ""


def _address(fields: dict[str, str]) -> str:
    if fields.get("eprint"):
        return f"https://arxiv.org/abs/{fields['eprint']}"
    if fields.get("url"):
        return fields["url"]
    return f"https://doi.org/{quote(fields['doi'], safe='/:;()._-')}" if fields.get("doi") else ""
