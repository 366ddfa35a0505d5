"""Settings, what is remembered of reading, and the ticked plan, in a real browser."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import until_ready
from tests.site.stored import stored, until_stored
from tests.site.test_accessibility import faults_of

TOLD, STORED = ".pc-settings__told", ".pc-settings__data span"
NEW = {"at": "", "read": 0}
"""A chapter of which nothing has been written yet."""


def settings(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/")
    expect(page.locator("pc-settings[data-ready]")).to_be_visible()


def remember(page: Page, address: str) -> None:
    settings(page, address)
    page.get_by_label("Remember what I read").check()


def test_choices_hold_on_every_page_from_the_first_paint_on(page: Page, address: str) -> None:
    settings(page, address)
    assert faults_of(page, "pc-settings") == []
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_label("Text", exact=True).select_option("Largest")
    page.get_by_label("Motion").select_option("As little as possible")
    assert page.evaluate(size) == pytest.approx(before * 1.3)
    page.get_by_label("Colors", exact=True).select_option("Dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}/book/", wait_until="commit")
    page.wait_for_selector("h1")
    assert page.evaluate(size) == pytest.approx(before * 1.3)
    until_ready(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-content a')).transitionDuration") in {
        "1e-05s",
        "0s",
    }
    settings(page, address)
    expect(page.get_by_label("Text", exact=True)).to_have_value("Largest")
    expect(page.get_by_label("Colors", exact=True)).to_have_value("Dark")


def test_level_and_length_are_those_of_the_room(page: Page, address: str) -> None:
    settings(page, address)
    page.get_by_label("Level in the practice room").select_option("Staff")
    page.get_by_label("Length of an attempt").select_option("60 minutes")
    page.goto(f"{address}/practice/room/")
    expect(page.get_by_label("Level")).to_have_value("Staff")
    expect(page.get_by_label("Length")).to_have_value("60 minutes")


def test_nothing_is_remembered_until_the_reader_allows_it(page: Page, address: str) -> None:
    page.goto(f"{address}/concepts/retrieval/#mechanism")
    expect(page.locator(".pc-reading")).to_contain_text("can remember where you stopped")
    page.mouse.wheel(0, 2000)
    page.goto(f"{address}/concepts/adaptation/")
    expect(page.locator(".pc-reading")).to_be_attached()
    assert stored(page, "reading") == {}
    page.get_by_role("button", name="Remember from now on").click()
    expect(page.get_by_label("I have read this chapter")).to_be_focused()
    until_stored(page, "reading", lambda found: list(found) == ["concepts/adaptation/"])


def test_a_chapter_is_found_again_where_it_was_left(page: Page, address: str) -> None:
    remember(page, address)
    page.goto(f"{address}/concepts/retrieval/#mechanism")
    page.locator("#formulas").evaluate("(heading) => heading.scrollIntoView()")
    expect(page.locator(".md-nav--secondary [aria-current=location]").first).to_contain_text("Three lines")
    until_stored(page, "reading", lambda found: found.get("concepts/retrieval/", NEW)["at"] == "formulas")
    page.goto(f"{address}/concepts/retrieval/")
    greeting = page.locator(".pc-greeting")
    expect(greeting).to_contain_text("You stopped at Three lines for the whiteboard")
    assert faults_of(page, ".pc-greeting") == []
    greeting.get_by_role("link").click()
    expect(page).to_have_url(re.compile("#formulas$"))
    expect(greeting).to_have_count(0)
    page.goto(f"{address}/")
    expect(page.locator(".pc-go-on")).to_contain_text("Last read: Retrieval, at “Three lines for the whiteboard”")
    settings(page, address)
    entry = page.locator('[data-path="concepts/retrieval/"]')
    expect(entry).to_contain_text("at Three lines for the whiteboard")
    expect(page.locator("#progress-concept")).to_contain_text("0 of 19 read")


def test_a_chapter_is_read_at_its_end_or_when_the_reader_says_so(page: Page, address: str) -> None:
    remember(page, address)
    page.goto(f"{address}/framework/data-preparation/")
    box = page.get_by_label("I have read this chapter")
    expect(box).not_to_be_checked()
    page.locator("#sources").evaluate("(heading) => heading.scrollIntoView()")
    expect(box).to_be_checked()
    until_stored(page, "reading", lambda found: found.get("framework/data-preparation/", NEW)["read"] > 0)
    page.goto(f"{address}/framework/evaluation/")
    page.get_by_label("I have read this chapter").check()
    until_stored(page, "reading", lambda found: found.get("framework/evaluation/", NEW)["read"] > 0)
    settings(page, address)
    expect(page.locator("#progress-step")).to_contain_text("2 of 7 read")


def test_what_changed_since_it_was_read_is_said(page: Page, address: str) -> None:
    remember(page, address)
    page.goto(f"{address}/book/")
    expect(page.locator(".pc-reading input")).to_be_attached()
    page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("probabilistic-core");
          asked.onsuccess = () => {
            const shelf = asked.result.transaction("reading", "readwrite").objectStore("reading");
            const found = shelf.get("book/");
            found.onsuccess = () => {
              const written = shelf.put({ ...found.result, updated: "2026-01-01" }, "book/");
              written.onsuccess = () => { asked.result.close(); done(); };
            };
          };
        })"""
    )
    settings(page, address)
    expect(page.locator('[data-path="book/"]')).to_contain_text("changed since")
    page.goto(f"{address}/book/")
    expect(page.locator(".pc-greeting")).to_contain_text("Changed since you were here")


def test_reading_is_followed_across_instant_navigation(page: Page, address: str) -> None:
    remember(page, address)
    page.goto(f"{address}/concepts/retrieval/")
    page.locator(".md-footer__link--next").click()
    expect(page).to_have_url(re.compile("/concepts/adaptation/"))
    expect(page.locator(".pc-reading input")).to_have_count(1)
    until_stored(page, "reading", lambda found: list(found) == ["concepts/adaptation/", "concepts/retrieval/"])


def test_all_is_saved_erased_brought_back_and_read_in(page: Page, address: str, tmp_path: Path) -> None:
    remember(page, address)
    page.goto(f"{address}/practice/")
    page.locator(".pc-plan__day input").first.check()
    page.goto(f"{address}/practice/room/")
    page.get_by_role("button", name="Start the clock").click()
    page.locator("#room-notes").fill("A note.")
    until_stored(page, "attempts", lambda found: any(one["notes"] for one in found.values()))
    settings(page, address)
    expect(page.locator(STORED)).to_have_text("Stored now: 1 attempt, 1 plan and 1 chapter.")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    kept = json.loads(saved.read_text(encoding="utf-8"))
    assert kept["settings"]["track"] is True
    assert [attempt["notes"] for attempt in kept["attempts"].values()] == [{"requirements": "A note."}]
    page.get_by_role("button", name="Erase all").click()
    expect(page.locator(STORED)).to_have_text("Stored now: nothing but settings.")
    expect(page.get_by_label("Remember what I read")).not_to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(STORED)).to_contain_text("1 attempt, 1 plan and 1 chapter")
    expect(page.get_by_label("Remember what I read")).to_be_checked()
    page.get_by_role("button", name="Erase all").click()
    expect(page.locator(STORED)).to_have_text("Stored now: nothing but settings.")
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    text = saved.read_text(encoding="utf-8")
    broken = {
        "cut.json": (text[:-40], "its end is missing"),
        "newer.json": (text.replace('"version": 2', '"version": 3'), "a newer version"),
        "other.json": ('{"format": "other", "version": 1}', "not saved by this site"),
        "script.json": (
            text.replace("smart", "<script>alert(1)</script>smart").replace('"case": "', '"case": "<b>'),
            "cannot be read",
        ),
        "large.json": (" " * 50_000_000, "50 MB"),
    }
    for name, (content, words) in broken.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        page.get_by_label("A file that was saved here").set_input_files(tmp_path / name)
        expect(page.locator(TOLD)).to_contain_text(words)
        expect(page.locator(TOLD)).to_contain_text("Nothing was changed")
        expect(page.locator(STORED)).to_have_text("Stored now: nothing but settings.")
    page.get_by_label("A file that was saved here").set_input_files(saved)
    expect(page.locator(TOLD)).to_contain_text("1 attempt, 1 plan and 1 chapter read, 3 newer")
    expect(page.get_by_label("Remember what I read")).to_be_checked()


def test_a_choice_made_in_another_tab_is_seen(page: Page, address: str) -> None:
    settings(page, address)
    other = page.context.new_page()
    other.goto(f"{address}/settings/")
    expect(other.get_by_label("Text", exact=True)).to_have_value("As the browser has it")
    page.get_by_label("Text", exact=True).select_option("Larger")
    expect(other.get_by_label("Text", exact=True)).to_have_value("Larger")


def test_a_choice_that_cannot_be_read_is_put_aside(page: Page, address: str) -> None:
    page.add_init_script("localStorage.setItem('/.__settings', '{\"text\":\"huge\"}')")
    settings(page, address)
    expect(page.get_by_label("Text", exact=True)).to_have_value("As the browser has it")
    assert page.evaluate("localStorage.getItem('/.__settings_aside')") == '{"text":"huge"}'


def test_the_ways_to_the_settings_stand_in_header_and_menu(browser: Browser, address: str) -> None:
    for width, place in ((1440, ".md-header"), (360, ".md-nav--primary")):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}/book/")
        until_ready(page)
        if width == 360:
            page.locator(".md-header [for=__drawer]").click()
        for name in ("Settings", re.compile("[Kk]nowledge graph")):
            link = page.locator(place).get_by_role("link", name=name).first
            link.scroll_into_view_if_needed()
            expect(link).to_be_visible()
        page.close()


def test_a_plan_is_ticked_for_a_role_and_dated(page: Page, address: str) -> None:
    page.clock.install(time=datetime.datetime(2026, 11, 29, 20, 0))
    page.goto(f"{address}/practice/")
    plan = page.locator("pc-plan").first
    days = plan.locator(".pc-plan__day")
    assert faults_of(page, "pc-plan") == []
    count = days.nth(3).locator("li:visible").count()
    plan.get_by_label("I am").select_option("ML engineer")
    expect(days.nth(3).locator("li:visible")).to_have_count(count - 1)
    plan.get_by_label("The interview is on").fill("2026-12-13")
    expect(days.first).to_contain_text("Sun 29 Nov")
    expect(days.last).to_contain_text("Sat 12 Dec")
    expect(plan.locator(".pc-plan__today")).to_contain_text(
        "Today: Generative AI System Design Interview: the book in short"
    )
    for box in days.first.locator("input").all():
        box.check()
    expect(days.first).to_have_class(re.compile("is-done"))
    expect(plan.locator(".pc-plan__today")).to_contain_text("all of it is done")
    page.clock.set_fixed_time(datetime.datetime(2026, 11, 30, 8, 0))
    page.reload()
    expect(days.first).to_have_class(re.compile("is-done"))
    expect(days.nth(1)).to_have_class(re.compile("is-today"))
    assert faults_of(page, "pc-plan") == []
    plan.get_by_label("The interview is on").fill("2026-12-03")
    expect(plan.locator(".pc-plan__told")).to_contain_text("in 3 days and the plan takes 14")


@pytest.mark.parametrize("width", [360, 1440])
def test_settings_and_plan_fit(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("settings/", "practice/", "practice/rubric/"):
        page.goto(f"{address}/{place}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("settings/", "Choosing needs a script"),
        ("practice/room/", "The room needs a script"),
        ("practice/flashcards/", "Asking needs a script"),
        ("practice/estimates/drill/", "The drill needs a script"),
    ],
)
def test_without_script_a_page_says_what_it_needs_one_for(
    browser: Browser, address: str, place: str, words: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{place}")
    expect(page.get_by_text(words)).to_be_visible()
    context.close()
