"""Names of authors and editors as BibTeX writes them: `Last, First and Last, First and others`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

_SUFFIX = re.compile(r"(?:[JS]r|I{1,3}|I?V|VI{1,3})\.?")


@dataclass(frozen=True)
class Author:
    """A person, or an organization whose name is all `family`; `suffix` is such as 'Jr.'."""

    given: str
    family: str
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name as printed in a list."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


OTHERS = Author("", "others")
"""BibTeX's name for authors that are not listed."""


class NamesError(ValueError):
    """A list of names that would be read as other names than were meant."""


def parse(text: str) -> tuple[Author, ...]:
    """Read a list of names.

    Args:
        text: the value of a field `author` or `editor`, without the braces around it.

    Raises:
        NamesError: names are not joined by 'and', one is empty, or one could be read in two ways.
    """
    bare = _outside_braces(text)
    for mark in (";", "&"):
        if mark in bare:
            raise NamesError(f"has '{mark}' in it; expected 'Last, First and Last, First'")
    if re.search(r"\bet\.?\s+al\b", bare, re.IGNORECASE):
        raise NamesError("has 'et al.' in it; expected 'and others'")
    names = _split(text)
    if "" in names:
        raise NamesError("has an 'and' without a name beside it; expected 'Last, First and Last, First'")
    authors = tuple(_name(name) for name in names)
    if OTHERS in authors[:-1]:
        raise NamesError("has 'others' before its end; expected 'Last, First and others'")
    if authors == (OTHERS,):
        raise NamesError("names nobody but 'others'; expected 'Last, First and others'")
    return authors


def _outside_braces(text: str) -> str:
    """Return text with what stands in braces replaced by as many 'x'."""
    depth, out = 0, []
    for character in text:
        depth -= character == "}"
        out.append("x" if depth or character in "{}" else character)
        depth += character == "{"
    return "".join(out)


def _split(text: str) -> list[str]:
    """Split at 'and', outside braces and in any case, as BibTeX does."""
    parts, start = [], 0
    bare = _outside_braces(text)
    for match in re.finditer(r"(?<!\S)and(?!\S)", bare, re.IGNORECASE):
        parts.append(text[start : match.start()].strip())
        start = match.end()
    return [*parts, text[start:].strip()]


def _name(text: str) -> Author:
    if text == "others":
        return OTHERS
    bare = _outside_braces(text)
    if "," not in bare and " " in " ".join(bare.split()):
        raise NamesError(f"has '{text}'; expected 'Last, First', or an organization in double braces")
    try:
        parts = parse_single_name_into_parts(text, strict=True)
    except InvalidNameError as error:
        raise NamesError(f"has '{text}': {error.reason.lower()}; expected 'Last, First'") from error
    family, given, suffix = (clean(" ".join(words)) for words in ([*parts.von, *parts.last], parts.first, parts.jr))
    if not family or ("," in bare and not given):
        raise NamesError(f"has '{text}', with nothing on one side of a comma; expected 'Last, First'")
    if suffix and not _SUFFIX.fullmatch(suffix):
        raise NamesError(f"has '{text}', with two commas; expected ' and ' between two names")
    return Author(given, family, suffix)


def clean(value: str) -> str:
    """Return a value without braces, its white space folded."""
    return " ".join(re.sub(r"[{}]", "", value).split())
