"""Flashcards of the built site: every follow-up and term once, links that lead somewhere, decks for other programs."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts.content.model import Content
from scripts.finish import flashcards
from tests.conftest import SITE_URL


@pytest.fixture(scope="module")
def cards(site: Path) -> list[dict[str, str]]:
    data: dict[str, Any] = json.loads((site / "flashcards.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    found: list[dict[str, str]] = data["cards"]
    return found


def test_every_follow_up_and_every_term_is_a_card(content: Content, cards: list[dict[str, str]]) -> None:
    asked = [f"{case.url}#q-{question.id}" for case in content.of_kind("case") for question in case.questions]
    terms = [f"glossary/#{term.anchor}" for term in content.terms]
    assert [card["id"] for card in cards] == [*asked, *terms]
    assert len({card["id"] for card in cards}) == len(cards) > 400
    for card in cards:
        assert card["front"]
        assert len(re.sub(r"<[^>]*>", "", card["back"])) > 40, card["id"]
        assert ("{{" in card["back"]) is False


def test_links_of_answers_lead_to_pages_of_the_site(site: Path, cards: list[dict[str, str]]) -> None:
    targets = {link for card in cards for link in re.findall(r'href="([^"#?]*)', card["back"])}
    assert len(targets) > 20
    own = [target for target in targets if not target.startswith("http")]
    assert [target for target in own if not (site / target / "index.html").is_file()] == []


def test_anki_reads_the_deck_and_knows_its_notes_again(
    site: Path, content: Content, cards: list[dict[str, str]], tmp_path: Path
) -> None:
    data = (site / "probabilistic-core.apkg").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extract("collection.anki2", tmp_path)
    database = sqlite3.connect(tmp_path / "collection.anki2")
    notes = database.execute("select guid, flds, tags from notes").fetchall()
    assert len(notes) == len({guid for guid, _, _ in notes}) == len(cards)
    fields = next(fields for _, fields, tags in notes if "step::evaluation" in tags).split("\x1f")
    assert len(fields) == 3
    assert f'href="{SITE_URL}cases/' in fields[2]
    decks = json.loads(database.execute("select decks from col").fetchone()[0])
    names = {deck["name"] for deck in decks.values()} - {"Default"}
    assert names == {f"Probabilistic Core::{card['deck']}" for card in cards}
    database.close()
    found = [flashcards.Card(**card) for card in cards]
    assert flashcards.deck(found, SITE_URL, content) == data, "the same cards make the same file"


def test_the_table_has_a_row_a_card_and_plain_answers(site: Path, cards: list[dict[str, str]]) -> None:
    rows = list(csv.DictReader((site / "flashcards.csv").open(encoding="utf-8-sig", newline="")))
    assert [row["front"] for row in rows] == [card["front"] for card in cards]
    assert not any("</" in row["back"] for row in rows)
    assert rows[0]["address"] == f"{SITE_URL}{cards[0]['id']}"
