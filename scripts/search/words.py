"""Text to the words of the index. The browser does the same to a query (docs/assets/javascripts/search/words.js)."""

from __future__ import annotations

import functools
import re
import unicodedata

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+")
_STEMMER = snowballstemmer.stemmer("porter")
_SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(...)is(e|ed|es|ing)$"), r"\1iz\2"),
    (re.compile(r"(...)our(s|ed|ing|al)?$"), r"\1or\2"),
)
"""British spellings and their American counterpart, applied to text and queries alike.

Three letters stand before each, so that all forms of a word are respelled or none: not raised without raise.
"""
_SHORTEST_STEMMED = 3


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents: 'Text-to-Image' is text, to, image."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).lower().replace("'s ", " ")
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


@functools.cache
def stem(word: str) -> str:
    """Return what a word shares with its other forms, after Porter (1980), in American spelling."""
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    if len(word) < _SHORTEST_STEMMED:
        return word
    # Porter's own program and his paper differ in words such as "technology" only by this letter.
    return str(_STEMMER.stemWord(word)).removesuffix("i")


def stems(text: str) -> list[str]:
    """Return the stems of a text's words."""
    return list(_stems(text))


@functools.lru_cache(maxsize=4096)  # a preview indexes the same sections after every edit
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))
