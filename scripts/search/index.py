"""The index as the browser loads it: the words of the site, and for each the chapters and the sections it stands in.

Chapters decide what is found: names and headings count more than text, so that a chapter which explains a term stands
before those that mention it. Sections decide where in a chapter the reader is led.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.content.chapters.chapter import Chapter
from scripts.content.data.glossary import Term
from scripts.content.kinds import LEVELS
from scripts.content.model import Content
from scripts.content.steps import BY_SLUG
from scripts.search.words import stem, stems, words

VERSION = 2
"""Of the format; the browser puts aside an index of another version."""

CHAPTER_FIELDS = ("title", "names", "headings", "description", "text")
KEYWORDS = 14
"""Words of a section's text that are kept: those that tell it best from other sections."""
COMMON = 0.7
"""A word that stands in more than this share of the chapters tells none from another; its text is left out."""
WHOLE = "="
"""Stands before a whole name in the index, where its words stand one by one too."""
SHORTEST_ACRONYM = 3
"""Words of a name from which on readers may ask by its initials."""
BUDGET = 165_000
"""Bytes of the index on the wire, compressed with gzip, at most; for some hundred chapters."""
_FOLLOW_UPS = "follow-ups"
"""Id of the section whose parts the follow-ups of a case are."""
_LEVEL_WORDS = {"levels": tuple(stem(level) for level in LEVELS)}
"""By id of a section, what its blocks are headed by: readers ask for what a staff engineer says."""


@dataclass(frozen=True)
class _Section:
    chapter: int
    anchor: str
    heading: str
    text: str
    up: int = 0
    """How many places before it the section stands of which it is a part; 0 where it is a part of the chapter."""

    @functools.cached_property
    def words(self) -> list[str]:
        return stems(self.text)


def build(content: Content) -> dict[str, Any]:
    """Return the index of all chapters, ready for JSON.

    `sections` is flat: for each its id, its heading, and how many places before it the section stands whose part it is.
    `terms` has for each its name, short form, id, definition, the number of the chapter and the place of the section
    that explain it (-1 for the whole chapter), then its other forms.

    `postings` has a flat row for each word of `words`: for each field of CHAPTER_FIELDS the number of chapters, then
    for each the step from the one before and how often the word is used; `headings` and `keywords` have the steps from
    one section to the next in whose heading or text the word stands.
    """
    chapters = list(content.chapters.values())
    by_chapter = [list(_sections(number, chapter, content)) for number, chapter in enumerate(chapters)]
    sections = [section for group in by_chapter for section in group]
    names = content.names
    documents = [_chapter_words(chapter, names, own) for chapter, own in zip(chapters, by_chapter, strict=True)]
    postings = _postings(documents)
    explained = _explained(content)
    headings = _places(
        [*stems(s.heading), *_LEVEL_WORDS.get(s.anchor, ()), *explained.get((chapters[s.chapter].id, s.anchor), [])]
        for s in sections
    )
    keywords = _places(_keywords(sections))
    vocabulary = sorted(set(postings) | set(headings) | set(keywords))
    return {
        "version": VERSION,
        "chapters": [_described(chapter) for chapter in chapters],
        "sections": [[part for s in group for part in (s.anchor, s.heading, s.up)] for group in by_chapter],
        "terms": [_term(term, chapters, by_chapter) for term in content.terms],
        "glossary": content.pages["glossary"].url if "glossary" in content.pages else "",
        "fields": list(CHAPTER_FIELDS),
        "lengths": [[_length(document, field) for field in CHAPTER_FIELDS] for document in documents],
        "words": _front_coded(vocabulary),
        "postings": [postings.get(word, []) for word in vocabulary],
        "headings": [headings.get(word, []) for word in vocabulary],
        "keywords": [keywords.get(word, []) for word in vocabulary],
    }


def _described(chapter: Chapter) -> list[Any]:
    fields = chapter.fields
    step = BY_SLUG.get(chapter.name) if fields.kind == "step" else None
    return [chapter.url, chapter.title, f"Step {step.number}" if step else chapter.kind.label, fields.description]


def _term(term: Term, chapters: Sequence[Chapter], sections: Sequence[Sequence[_Section]]) -> list[Any]:
    number = next((place for place, chapter in enumerate(chapters) if chapter.id == term.chapter), -1)
    row = sections[number] if number >= 0 else ()
    place = next((place for place, section in enumerate(row) if section.anchor == term.section), -1)
    return [term.name, term.short, term.anchor, term.definition, number, place, *term.also]


def _sections(number: int, chapter: Chapter, content: Content) -> Iterable[_Section]:
    above: list[tuple[int, int]] = []
    """Level and place of each section that is still open, the outermost first."""
    place, asked = 0, 0
    for section in chapter.document.sections:
        if not section.anchor:
            continue
        above = [(level, other) for level, other in above if level < section.level]
        yield _Section(number, section.anchor, section.heading, section.text, place - above[-1][1] if above else 0)
        above.append((section.level, place))
        place += 1
        if section.anchor == _FOLLOW_UPS:
            asked = place
    for answer in chapter.answers:
        text = " ".join(section.text for section in answer.document.sections)
        up = place - asked + 1 if asked else 0
        yield _Section(number, f"q-{answer.question.id}", answer.question.question, text, up)
        place += 1
    if chapter is content.pages.get("glossary"):
        for term in content.terms:
            heading = f"{term.name} ({term.short})" if term.short else term.name
            yield _Section(number, term.anchor, heading, term.definition)


def _explained(content: Content) -> dict[tuple[str, str], list[str]]:
    """Return the words of the terms that a section explains, by chapter and section."""
    found: dict[tuple[str, str], list[str]] = {}
    for term in content.terms:
        place = found.setdefault((term.chapter, term.section), [])
        place.extend(word for form in term.forms for word in stems(form))
    return found


def _chapter_words(
    chapter: Chapter, names: Mapping[str, Sequence[str]], sections: list[_Section]
) -> dict[str, list[str]]:
    # A list of terms or sources mentions everything and explains nothing: it is found by its title and its names.
    own = [] if chapter.listed else sections
    questions = {f"q-{question.id}" for question in chapter.questions}
    return {
        "title": _named([chapter.title]),
        "names": _named(names.get(chapter.id, [])),
        "headings": [word for s in own if s.anchor not in questions for word in stems(s.heading)],
        "description": stems(" ".join([chapter.fields.description, *chapter.fields.tags])),
        "text": [word for section in own for word in section.words]
        + [word for section in chapter.document.sections[:1] for word in stems(section.text)],
    }


def _length(document: Mapping[str, list[str]], field: str) -> int:
    """Return how long a field counts as: a chapter that explains many terms explains each of them no less."""
    return 1 if field == "names" else len(set(document[field]))


def _named(texts: Iterable[str]) -> list[str]:
    """Return the words of names, and each name as a whole, so that asking by exactly that name finds it first."""
    texts = list(texts)
    rows = [stems(text) for text in texts]
    whole = [WHOLE + "_".join(row) for row in rows if row]
    initials = [WHOLE + "".join(word[0] for word in row) for row in map(words, texts) if len(row) >= SHORTEST_ACRONYM]
    return [*itertools.chain(*rows), *dict.fromkeys([*whole, *initials])]


def _keywords(sections: list[_Section]) -> Iterable[list[str]]:
    """Return for each section the words of its text that tell it best from the others."""
    texts = [Counter(section.words) for section in sections]
    spread = Counter(word for text in texts for word in text)
    for text in texts:
        weight = {word: count * math.log(len(sections) / spread[word]) for word, count in text.items()}
        yield sorted(weight, key=lambda word: (-weight[word], word))[:KEYWORDS]


def _postings(documents: list[dict[str, list[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[dict[int, int]]] = {}
    for number, document in enumerate(documents):
        for place, field in enumerate(CHAPTER_FIELDS):
            for word, count in Counter(document[field]).items():
                found.setdefault(word, [{} for _ in CHAPTER_FIELDS])[place][number] = count
    for fields in found.values():
        if len(fields[-1]) > COMMON * len(documents):
            fields[-1] = {}
    return {word: _flat(fields) for word, fields in found.items() if any(fields)}


def _flat(fields: list[dict[int, int]]) -> list[int]:
    row: list[int] = []
    for field in fields:
        row.append(len(field))
        last = 0
        for number in sorted(field):
            row.extend([number - last, field[number]])
            last = number
    while row and row[-1] == 0:
        row.pop()
    return row


def _places(rows: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Return for each word the rows in which it stands, as steps from one to the next."""
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, row in enumerate(rows):
        for word in dict.fromkeys(row):
            found.setdefault(word, []).append(number - last.get(word, 0))
            last[word] = number
    return found


def _front_coded(words: list[str]) -> str:
    """Return sorted words as one string: in base 36 the letters shared with the word before, then the rest."""
    rows = []
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), 35) and word[shared] == before[shared]:
            shared += 1
        rows.append("0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:])
        before = word
    return " ".join(rows)
