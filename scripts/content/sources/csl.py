"""The bibliography as CSL-JSON, which reference managers and pandoc read.

Names and types are those of the CSL specification 1.0.2, appendices III and IV (docs.citationstyles.org).
"""

from __future__ import annotations

from typing import Any

from scripts.content.sources.bibliography import OTHERS, Author, Source

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "techreport": "report",
    "phdthesis": "thesis",
    "online": "webpage",
    "misc": "document",
}
"""BibTeX's types of entries and CSL's."""

_VARIABLES = {
    "publisher": "publisher",
    "institution": "publisher",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "edition": "edition",
    "doi": "DOI",
    "isbn": "ISBN",
}
"""BibTeX's fields and CSL's variables, where one is the other."""


def item(source: Source) -> dict[str, Any]:
    """Return one source as a CSL-JSON item."""
    found: dict[str, Any] = {
        "id": source.key,
        "type": _TYPES.get(source.kind, "document"),
        "title": source.title,
        "author": [_name(author) for author in source.authors if author != OTHERS],
        "issued": {"date-parts": [[int(source.year)]]} if source.year.isdigit() else {"literal": source.year},
        "URL": source.url,
    }
    for field, variable in _VARIABLES.items():
        if source.fields.get(field):
            found[variable] = source.fields[field]
    if source.venue and source.venue != found.get("publisher"):
        found["container-title"] = source.venue
    return {name: value for name, value in found.items() if value}


def _name(author: Author) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
