"""Flashcards in a real browser: asked, answered, graded, asked again when due; kept, seen by other tabs, erased."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.stored import until_stored
from tests.site.test_accessibility import faults_of

PAGE = "practice/flashcards/"
COUNTS, FRONT, BACK, STORED, TOLD = (f".pc-cards__{name}" for name in ("counts", "front", "back", "data", "told"))


def grade(page: Page, name: str) -> None:
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name=re.compile(f"^{name}")).click()


def test_a_card_is_learned_by_keyboard_alone_and_outlives_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    expect(page.locator(COUNTS)).to_have_text("0 due, 20 new")
    first = page.locator(FRONT).text_content()
    assert faults_of(page, "pc-cards") == []
    page.get_by_role("button", name="Show the answer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(BACK)).to_be_focused()
    assert faults_of(page, "pc-cards") == []
    expect(page.locator(".pc-cards__grade").nth(2)).to_have_text("Good10 minutes")
    page.keyboard.press("3")
    expect(page.locator(COUNTS)).to_have_text("0 due, 19 new")
    expect(page.get_by_role("button", name="Show the answer")).to_be_focused()
    assert page.locator(FRONT).text_content() != first
    page.keyboard.press("u")
    expect(page.locator(FRONT)).to_have_text(first or "")
    expect(page.locator(TOLD)).to_contain_text("taken back")
    page.keyboard.press(" ")
    page.keyboard.press("3")
    expect(page.locator(STORED)).to_contain_text("1 card learned so far")
    until_stored(page, "cards", lambda found: len(found) == 1)
    page.reload()
    expect(page.locator(COUNTS)).to_have_text("0 due, 19 new")
    expect(page.locator(STORED)).to_contain_text("1 card learned so far")


def test_what_was_learned_is_asked_first_when_it_is_due(page: Page, address: str) -> None:
    page.clock.install(time=datetime.datetime(2026, 11, 29, 9, 0))
    page.goto(f"{address}/{PAGE}?deck=Glossary")
    expect(page.get_by_label("Deck")).to_have_value("Glossary")
    first = page.locator(FRONT).text_content() or ""
    grade(page, "Easy")
    expect(page.locator(FRONT)).not_to_have_text(first)
    page.clock.set_fixed_time(datetime.datetime(2027, 1, 29, 9, 0))
    page.get_by_label("Level").select_option("")
    page.get_by_label("Deck").select_option("")
    page.get_by_label("Deck").select_option("Glossary")
    expect(page.locator(COUNTS)).to_have_text("1 due, 20 new")
    expect(page.locator(FRONT)).to_have_text(first)


def test_deck_step_and_level_choose_and_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    page.get_by_label("Deck").select_option("Gmail Smart Compose")
    page.get_by_label("Level").select_option("staff")
    expect(page.locator(".pc-cards__facts")).to_have_text(re.compile("^Gmail Smart Compose · .* · Staff$"))
    expect(page).to_have_url(re.compile(r"deck=Gmail\+Smart\+Compose&level=staff"))
    page.reload()
    expect(page.get_by_label("Level")).to_have_value("staff")
    page.get_by_label("Deck").select_option("Glossary")
    expect(page.locator(".pc-cards__empty")).to_contain_text("choose another")


def test_an_answer_leads_to_where_it_stands(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("link", name="Where it stands").click()
    expect(page).to_have_url(re.compile(r"/cases/smart-compose/#q-"))
    expect(page.locator("details.question[open]")).to_have_count(1)


def test_what_is_stored_is_saved_erased_brought_back_and_read_in(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/{PAGE}")
    grade(page, "Good")
    grade(page, "Again")
    expect(page.locator(STORED)).to_contain_text("2 cards")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert len(json.loads(saved.read_text(encoding="utf-8"))["cards"]) == 2
    page.get_by_role("button", name="Erase").click()
    expect(page.locator(STORED)).to_contain_text("0 cards")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STORED)).to_contain_text("2 cards")
    page.get_by_role("button", name="Erase").click()
    until_stored(page, "cards", lambda found: not found)
    page.reload()
    expect(page.locator(STORED)).to_contain_text("0 cards")
    (tmp_path / "cut.json").write_text(saved.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    (tmp_path / "large.json").write_bytes(b" " * 50_000_000)
    for name, words in (("cut.json", "its end is missing"), ("large.json", "50 MB")):
        page.get_by_label("A file that was saved here").set_input_files(tmp_path / name)
        expect(page.locator(TOLD)).to_contain_text(words)
        expect(page.locator(STORED)).to_contain_text("0 cards")
    page.get_by_label("A file that was saved here").set_input_files(saved)
    expect(page.locator(TOLD)).to_contain_text("2 cards read, 2 newer")
    expect(page.locator(STORED)).to_contain_text("2 cards")


def test_another_tab_sees_what_was_learned(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    other = page.context.new_page()
    other.goto(f"{address}/{PAGE}")
    expect(other.locator(STORED)).to_contain_text("0 cards")
    page.bring_to_front()
    grade(page, "Easy")
    expect(other.locator(STORED)).to_contain_text("1 card ")
    expect(other.locator(COUNTS)).to_have_text("0 due, 19 new")


def test_a_browser_that_keeps_nothing_asks_all_the_same_and_says_so(page: Page, address: str) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(f"{address}/{PAGE}")
    expect(page.locator(TOLD)).to_contain_text("keeps nothing")
    grade(page, "Good")
    expect(page.locator(STORED)).to_contain_text("1 card learned")


def test_cards_that_cannot_be_loaded_are_asked_for_again(page: Page, address: str) -> None:
    page.route("**/flashcards*.json", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    expect(page.locator("pc-cards")).to_contain_text("could not be loaded")
    page.unroute("**/flashcards*.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(COUNTS)).to_have_text("0 due, 20 new")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_long_answer_fits(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{PAGE}?deck=Text-to-Video+Generation")
    for _ in range(6):
        page.get_by_role("button", name="Show the answer").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("4")
        expect(page.locator(BACK)).to_be_hidden()


def test_without_scripts_the_decks_are_there_and_the_page_says_what_it_needs(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/{PAGE}")
    expect(page.locator("pc-cards")).to_contain_text("Asking needs a script")
    for name in ("Deck for Anki", "Table (CSV)"):
        link = page.get_by_role("link", name=name).get_attribute("href") or ""
        answer = page.request.get(f"{address}/{PAGE}{link}")
        assert answer.ok
    assert page.locator(".pc-decks li").count() == 11
    page.close()
