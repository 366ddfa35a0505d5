"""The bibliography as CSL-JSON, which reference managers and pandoc read.

Names and types are those of the CSL specification 1.0.2, appendices III and IV (docs.citationstyles.org).
"""

from __future__ import annotations

import re
from typing import Any

from scripts.content.sources.bibliography import Source
from scripts.content.sources.entry_types import CSL_TYPES
from scripts.content.sources.names import OTHERS, Author

_VARIABLES = {
    "booktitle": "container-title",
    "journal": "container-title",
    "volume": "volume",
    "edition": "edition",
    "doi": "DOI",
    "isbn": "ISBN",
}
"""BibTeX's fields and CSL's variables, where one is the other."""

_PUBLISHERS = ("institution", "howpublished", "publisher")
"""Who made a source known; CSL has one variable for all of them, as pandoc's reader of BibTeX has."""


def item(source: Source) -> dict[str, Any]:
    """Return one source as a CSL-JSON item; what it does not have is left out."""
    fields = source.fields
    found: dict[str, Any] = {
        "id": source.key,
        "type": CSL_TYPES.get(source.kind, "document"),
        "title": source.title,
        "author": [_name(author) for author in source.authors if author != OTHERS],
        "editor": [_name(editor) for editor in source.editors if editor != OTHERS],
        "issued": _date(source.year),
        "accessed": _date(fields.get("urldate", "")),
        "publisher": "; ".join(fields[name] for name in _PUBLISHERS if fields.get(name)),
        "issue" if source.kind == "article" else "number": fields.get("number", ""),
        "page": re.sub(r"\s*(--+|–)\s*", "–", fields.get("pages", "")),
        "URL": source.url,
    }
    found |= {variable: fields[name] for name, variable in _VARIABLES.items() if fields.get(name)}
    if fields.get("eprint"):
        found |= {"archive": "arXiv", "archive_location": fields["eprint"]}
    if source.kind == "online" and found["publisher"]:
        found["container-title"] = found.pop("publisher")  # the site on which the page stands
    return {name: value for name, value in found.items() if value}


def _date(text: str) -> dict[str, Any]:
    """Return a year, or a day as 2026-11-22, as a CSL date; nothing for what is neither."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?", text):
        return {}
    return {"date-parts": [[int(part) for part in text.split("-")]]}


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.full}
    name = {"family": author.family, "given": author.given}
    return name | {"suffix": author.suffix} if author.suffix else name
