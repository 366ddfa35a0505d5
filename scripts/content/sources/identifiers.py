"""What a source is found by: numbers and addresses, each checked for what it claims to be.

Every function takes a value without braces and returns what is wrong with it, or an empty string.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from urllib.parse import urlsplit

_DOI = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]+(?<![.,;])")
"""Prefix and suffix of the DOI Handbook, 2.2, in ASCII; no comma, period or semicolon ends one."""
_ARXIV = re.compile(r"(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])\.(?P<number>[0-9]{4,5})(v[1-9][0-9]*)?")
_OLD_ARXIV = re.compile(r"[a-z-]+(\.[A-Z]{2})?/[0-9]{2}(0[1-9]|1[0-2])[0-9]{3}(v[1-9][0-9]*)?")
"""arXiv's identifiers since April 2007 and before (info.arxiv.org/help/arxiv_identifier.html)."""
_FIRST_YEAR = 1450


def doi(value: str) -> str:
    """Check a DOI such as 10.1145/3706598.3713564."""
    prefix = re.match(r"(https?://)?(dx\.)?doi(\.org/|:\s*)", value, re.IGNORECASE)
    if prefix:
        return f"expected the DOI alone, without '{prefix.group()}'"
    return "" if _DOI.fullmatch(value) else "expected a DOI, such as 10.1145/3706598.3713564"


def eprint(value: str) -> str:
    """Check arXiv's number of a paper."""
    expected = "expected a number of arXiv, such as 2005.11401"
    if value.lower().startswith(("arxiv:", "http")):
        return "expected arXiv's number alone, such as 2005.11401"
    if _OLD_ARXIV.fullmatch(value):
        return ""
    found = _ARXIV.fullmatch(value)
    if not found or int(found["year"]) < 7:
        return expected
    digits = 5 if int(found["year"]) >= 15 else 4
    if len(found["number"]) != digits:
        return f"{expected}; numbers of that year have {digits} digits after the period"
    return "" if 2000 + int(found["year"]) <= _this_year() + 1 else f"{expected}; that year has not come"


def archiveprefix(value: str) -> str:
    """Check that the archive of `eprint` is one that pages can link to."""
    return "" if value.lower() == "arxiv" else "expected arXiv; give another archive's address as url"


def url(value: str) -> str:
    """Check an address of a page."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return "expected an address, such as https://example.org/paper"
    if parts.scheme not in {"http", "https"}:
        return "expected an address that begins with https:// or http://"
    host = parts.hostname or ""
    labels = host.split(".")
    if len(labels) < 2 or not all(re.fullmatch(r"[^\W_]([\w-]*[^\W_])?", label) for label in labels) or port == 0:
        return "expected an address with the name of a site, such as https://example.org/paper"
    if parts.username is not None:
        return "expected an address without a user's name"
    if re.search(r"[\s<>\"`|\\^{}\x00-\x20\x7f]", value):
        return "expected an address without spaces, quotes, braces or backslashes"
    return ""


def isbn(value: str) -> str:
    """Check an ISBN of ten or thirteen digits by its last one (ISO 2108:2017, annex C; ISO 2108:1992 for ten)."""
    digits = re.sub(r"[- ]", "", value)
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        right = total % 10 == 0
    elif re.fullmatch(r"[0-9]{9}[0-9Xx]", digits):
        total = sum((10 - place) * (10 if digit in "Xx" else int(digit)) for place, digit in enumerate(digits))
        right = total % 11 == 0
    else:
        return "expected an ISBN of 10 or 13 digits"
    return "" if right else "expected another last digit after these, so one is mistyped"


def year(value: str) -> str:
    """Check a year."""
    if not re.fullmatch(r"[0-9]{4}", value):
        return "expected a year of four digits, such as 2020"
    if not _FIRST_YEAR <= int(value) <= _this_year() + 2:
        return f"expected a year from {_FIRST_YEAR} to now"
    return ""


def urldate(value: str) -> str:
    """Check the day on which an address was read."""
    expected = "expected a day, such as 2026-11-22"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return expected
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return f"{expected}; the calendar has no such day"
    return ""


CHECKS: dict[str, Callable[[str], str]] = {
    "doi": doi,
    "eprint": eprint,
    "archiveprefix": archiveprefix,
    "url": url,
    "isbn": isbn,
    "year": year,
    "urldate": urldate,
}
"""The check of each field that has one."""


def _this_year() -> int:
    return datetime.datetime.now(tz=datetime.UTC).year
