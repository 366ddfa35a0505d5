"""Flashcards of all follow-ups and terms: for the page that asks them, as a deck for Anki, and as a table.

The answer of a follow-up is taken from its finished page, so that a card shows what the page shows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import genanki
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.model import Content
from scripts.finish.excerpts import excerpt

GLOSSARY = "Glossary"
NAME = "Probabilistic Core"
"""Of the deck in Anki, above those of the cases."""
_MODEL_ID = 1_724_605_311
"""Kept for good: Anki knows the form of a note by it, and updates notes of the same form."""
_MOST_ID = 1 << 31
_PACKED = (1980, 1, 1, 0, 0, 0)
"""When each file of the deck was packed: a zip that is made twice is the same."""
_COLUMNS = ("front", "back", "deck", "step", "level", "tier", "address")
_STYLE = ".card{font:18px/1.5 Georgia,serif;max-width:34em;margin:auto;padding:1em}.place{font-size:14px}"


@dataclass(frozen=True)
class Card:
    """One card.

    Args:
        id: the address of the place that it asks about, kept for good: what a reader learned hangs on it.
        deck: title of the case, or of the glossary.
        step: slug of the step; empty for a term, as are level and tier.
        front: plain text.
        back: HTML whose links lead to paths below the site's root.
    """

    id: str
    deck: str
    step: str
    level: str
    tier: str
    front: str
    back: str


def cards(content: Content, site: Path) -> list[Card]:
    """Return all cards, case by case, terms last.

    Args:
        content: as it was built.
        site: the folder of the finished site.
    """
    return [*_follow_ups(content, site), *_terms(content)]


def data(found: Sequence[Card]) -> dict[str, Any]:
    """Return the cards for JSON."""
    return {"version": 1, "cards": [asdict(card) for card in found]}


def table(found: Sequence[Card], base: str) -> str:
    """Return the cards as CSV, answers as plain text.

    Args:
        found: the cards.
        base: address of the site's root.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for card in found:
        plain = " ".join(LexborHTMLParser(card.back).text(separator=" ").split())
        writer.writerow([card.front, plain, card.deck, card.step, card.level, card.tier, urljoin(base, card.id)])
    return text.getvalue()


def deck(found: Sequence[Card], base: str, content: Content) -> bytes:
    """Return the cards as a deck for Anki; read in again, it updates the notes that are there.

    Args:
        found: the cards.
        base: address of the site's root.
        content: its newest chapter says how old the deck is.
    """
    decks: dict[str, genanki.Deck] = {}
    for card in found:
        name = f"{NAME}::{card.deck}"
        decks.setdefault(name, genanki.Deck(_number(name), name)).add_note(_note(card, base))
    newest = max(chapter.fields.updated for chapter in content.chapters.values())
    made = datetime.combine(newest, time(), UTC).timestamp()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.apkg"
        genanki.Package(list(decks.values())).write_to_file(file, timestamp=made)
        return _repacked(file)


def _follow_ups(content: Content, site: Path) -> Iterator[Card]:
    for case in content.of_kind("case"):
        page = f"{case.url}index.html"
        tree = LexborHTMLParser((site / page).read_text(encoding="utf-8"))
        for question in case.questions:
            anchor = f"q-{question.id}"
            fold = tree.css_first(f"details[id='{anchor}']")
            if fold is None:
                raise ValueError(f"{page} has no follow-up '{anchor}'")
            yield Card(
                id=f"{case.url}#{anchor}",
                deck=case.title,
                step=question.step,
                level=question.level,
                tier=question.tier,
                front=" ".join((fold.css_first("summary") or fold).text().split()),
                back=_answer(fold, case.url),
            )


def _terms(content: Content) -> Iterator[Card]:
    page = content.pages.get("glossary")
    for term in content.terms if page else ():
        chapter, mark, section = term.explained.partition("#")
        name = f"{term.name} ({term.short})" if term.short else term.name
        more = f'<p><a href="{escape(content.chapters[chapter].url)}{mark}{section}">Where it is explained</a></p>'
        back = f"<p>{escape(term.definition, quote=False)}</p>{more}"
        yield Card(f"{page.url if page else ''}#{term.anchor}", GLOSSARY, "", "", "", name, back)


def _answer(fold: LexborNode, folder: str) -> str:
    """Return the HTML below the facts of a follow-up, with links from the site's root."""
    return excerpt((node for node in fold.iter() if node.tag != "summary" and not _is_facts(node)), folder)


def _is_facts(node: LexborNode) -> bool:
    return "question-facts" in (node.attributes.get("class") or "").split()


def _note(card: Card, base: str) -> genanki.Note:
    tree = LexborHTMLParser(card.back)
    for link in tree.css("a[href]"):
        link.attrs["href"] = urljoin(base, link.attributes.get("href") or "")
    back = (tree.body.inner_html if tree.body else "") or ""
    place = f'<a href="{escape(urljoin(base, card.id))}">{escape(card.deck)}</a>'
    tags = [f"{name}::{value}" for name, value in _sorting(card).items() if value]
    fields = [escape(card.front, quote=False), back, place]
    return genanki.Note(model=_model(), fields=fields, tags=tags, guid=genanki.guid_for(NAME, card.id))


def _sorting(card: Card) -> Mapping[str, str]:
    return {"step": card.step, "level": card.level, "tier": card.tier}


def _model() -> genanki.Model:
    asked = {
        "name": "Question and answer",
        "qfmt": "<p>{{Question}}</p>",
        "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}<p class="place">{{Place}}</p>',
    }
    fields = [{"name": name} for name in ("Question", "Answer", "Place")]
    return genanki.Model(_MODEL_ID, NAME, fields=fields, templates=[asked], css=_STYLE)


def _number(name: str) -> int:
    """Return a number that a deck of that name has at every build."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % _MOST_ID


def _repacked(file: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _PACKED), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
