"""The practice room in a browser: a whole attempt against the clock, crashes, other tabs, a full store, the record."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.stored import until_stored
from tests.site.test_accessibility import faults_of

PAGE = "practice/room/"
START = datetime.datetime(2026, 11, 29, 9, 0)
TIME, SIGNAL, NOTES, SOURCE, FAULT, DRAWN, TOLD = (
    ".pc-room__time",
    ".pc-room__signal",
    "#room-notes",
    "#pad-source",
    ".pc-pad__fault",
    ".pc-pad__drawing svg",
    ".pc-room__told",
)
SKETCH = """flowchart TD
  user([Employee]) --> gateway[Gateway]
  gateway --> find@{ shape: hex, label: "Retriever" }
  find --> index[(Vector index)]
  find --> llm@{ shape: hex, label: "Generator" }
"""


def begin(page: Page, address: str, case: str = "Retrieval-Augmented Generation", length: str = "45 minutes") -> None:
    page.goto(f"{address}/{PAGE}")
    page.get_by_label("Case", exact=True).select_option(case)
    page.get_by_label("Length").select_option(length)
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator(TIME)).to_be_visible()


def go_to(page: Page, step: str) -> None:
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=step).click()


def end(page: Page) -> None:
    page.get_by_role("button", name="End the attempt").click()
    page.get_by_role("button", name="End and compare").click()
    expect(page.get_by_role("heading", name="Your attempt, beside the case")).to_be_focused()


def test_a_whole_interview_against_the_clock(page: Page, address: str) -> None:
    page.clock.install(time=START)
    begin(page, address)
    expect(page.locator(TIME)).to_have_text(re.compile("^0:0. of 45:00$"))
    expect(page.locator(".pc-room__prompt")).to_contain_text("Employees of a large company")
    asked = page.locator(".pc-room__asks ul li")
    expect(asked).to_have_count(3)
    assert faults_of(page, "pc-room") == []
    page.locator(NOTES).fill("A leak costs more than silence.")
    page.clock.fast_forward("02:20")
    expect(page.locator(".pc-room__follow li")).to_have_count(1)
    expect(page.locator(SIGNAL)).to_contain_text("The interviewer asks:")
    page.clock.fast_forward("01:45")
    expect(page.locator(SIGNAL)).to_contain_text("One minute left for requirements.")
    page.clock.fast_forward("01:00")
    expect(page.locator(SIGNAL)).to_contain_text("Now ML framing.")
    go_to(page, "ML framing")
    expect(page.locator(NOTES)).to_have_value("")
    page.locator(NOTES).fill("Rank, decide, write.")
    page.clock.fast_forward("22:00")
    go_to(page, "Overall system design")
    page.locator(SOURCE).fill(SKETCH)
    page.clock.run_for(2000)
    expect(page.locator(DRAWN)).to_be_visible()
    page.clock.fast_forward("20:00")
    expect(page.locator(SIGNAL)).to_contain_text("The time is over")
    expect(page.locator("pc-room")).not_to_contain_text("The case’s")
    end(page)
    first = page.locator(".pc-comparing section").first
    expect(first).to_contain_text("A leak costs more than silence.")
    expect(first).to_contain_text("A wrong answer costs more than no answer")
    lacking = page.locator(".pc-blocks")
    expect(lacking).to_contain_text("Re-ranker")
    expect(lacking).to_contain_text(re.compile("It has: .*Generator"))
    expect(page.locator("pc-room figure.diagram svg").first).to_be_attached()
    first.get_by_role("checkbox").first.check()
    first.get_by_role("button", name="Write down as a gap").first.click()
    for dimension in page.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        dimension.get_by_role("radio").nth(2).check()
    expect(page.locator(".pc-room__sum")).to_contain_text("75 of 100 points. Hire")
    assert faults_of(page, "pc-room") == []
    page.get_by_role("button", name="Back to the choice").click()
    expect(page.locator(".pc-record tbody tr").first).to_contain_text("75")
    expect(page.locator(".pc-record")).to_contain_text("Open gaps")
    assert faults_of(page, "pc-room") == []
    gap = page.locator(".pc-record .pc-gaps a")
    expect(gap).to_have_attribute("href", re.compile(r"/cases/retrieval-augmented-generation/#"))
    page.get_by_role("button", name="Closed").click()
    until_stored(page, "attempts", lambda found: all(gap["closed"] for one in found.values() for gap in one["gaps"]))
    page.reload()
    expect(page.locator(".pc-record")).not_to_contain_text("Open gaps")


def test_a_case_sends_its_reader_to_itself(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}?case=smart-compose")
    page.get_by_role("button", name="Start the clock").click()
    expect(page.get_by_role("heading", name="Gmail Smart Compose")).to_be_focused()
    expect(page).to_have_url(re.compile("attempt=smart-compose-"))


def test_the_next_case_is_proposed_with_its_reason(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    expect(page.locator(".pc-lobby__why")).to_contain_text("Proposed for you")
    begin(page, address, "Image Captioning", "As long as it takes")
    expect(page.locator(".pc-room__bar")).to_be_hidden()
    end(page)
    for dimension in page.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        dimension.get_by_role("radio").nth(2).check()
    page.get_by_role("group", name=re.compile("^Evaluation")).get_by_role("radio").first.check()
    page.get_by_role("button", name="Back to the choice").click()
    expect(page.locator(".pc-lobby__why")).to_contain_text("Your weakest step is Evaluation")
    expect(page.get_by_label("Case", exact=True)).not_to_have_value("Image Captioning")


def test_a_reload_a_crash_and_a_pause_lose_nothing(page: Page, address: str) -> None:
    page.clock.install(time=START)
    begin(page, address)
    page.locator(NOTES).fill("Typed before the crash.")
    page.clock.run_for(1000)
    until_stored(page, "attempts", lambda found: any(one["notes"] for one in found.values()))
    found = page.url
    page.reload()
    expect(page.locator(NOTES)).to_have_value("Typed before the crash.")
    page.clock.fast_forward("03:00")
    expect(page.locator(TIME)).to_contain_text("3:0")
    page.get_by_role("button", name="Pause").click()
    page.clock.fast_forward("10:00")
    expect(page.locator(TIME)).to_contain_text("3:0")
    expect(page.locator(".pc-room__clock")).to_contain_text("Paused")
    other = page.context.new_page()
    page.close()
    other.goto(found)
    expect(other.locator(NOTES)).to_have_value("Typed before the crash.")
    expect(other.get_by_role("button", name="Go on")).to_be_visible()
    other.goto(f"{address}/{PAGE}")
    other.get_by_role("button", name="Go on").click()
    expect(other.locator(NOTES)).to_have_value("Typed before the crash.")


def test_what_was_typed_last_is_kept_when_the_page_is_left_at_once(page: Page, address: str) -> None:
    begin(page, address)
    page.locator(NOTES).press_sequentially("now")
    page.get_by_role("link", name="Knowledge graph").first.click()
    expect(page).to_have_url(re.compile("/graph/"))
    page.go_back()
    expect(page.locator(NOTES)).to_have_value("now")


def test_two_tabs_show_the_same_attempt(page: Page, address: str) -> None:
    begin(page, address)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(NOTES)).to_be_visible()
    page.bring_to_front()
    page.locator(NOTES).fill("From the first tab.")
    expect(other.locator(NOTES)).to_have_value("From the first tab.")
    end(page)
    expect(other.get_by_role("heading", name="Your attempt, beside the case")).to_be_visible()


def test_what_mermaid_cannot_draw_is_said_and_the_last_drawing_stays(page: Page, address: str) -> None:
    begin(page, address)
    go_to(page, "Overall system design")
    expect(page.locator(DRAWN)).to_contain_text("Gateway")
    page.get_by_role("button", name="Model", exact=True).click()
    expect(page.locator(DRAWN)).to_contain_text("Model")
    page.locator(SOURCE).fill("flowchart TD\n  a[Gate] --> --> b\n  b --> c")
    expect(page.locator(FAULT)).to_contain_text("Not drawn yet: Parse error on line 2")
    expect(page.locator(DRAWN)).to_contain_text("Model")
    page.locator(SOURCE).fill(
        'flowchart TD\n  a["<img src=x onerror=alert(1)>Gate"] --> b[B]\n  click a "javascript:alert(1)"'
    )
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the sketch ran: {dialog.message}"))
    expect(page.locator(DRAWN)).to_contain_text("B")
    assert page.locator(f"{DRAWN} :is(img[onerror], script, [href^='javascript'])").count() == 0


def test_a_full_device_is_said_and_the_notes_can_be_saved(page: Page, address: str, tmp_path: Path) -> None:
    begin(page, address)
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    page.locator(NOTES).fill("Kept on the page.")
    expect(page.locator(TOLD)).to_contain_text("The device is full")
    end(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as Markdown").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert saved.name.startswith("attempt-retrieval-augmented-generation-")
    assert "Kept on the page." in text
    assert "- [ ] Ranks a leak" in text


def test_a_browser_that_keeps_nothing_still_runs_an_attempt(page: Page, address: str) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }")
    begin(page, address)
    expect(page.locator(TOLD)).to_contain_text("keeps nothing")
    page.locator(NOTES).fill("Here alone.")
    end(page)
    expect(page.locator(".pc-comparing")).to_contain_text("Here alone.")


def test_the_prompt_for_a_review_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    page.get_by_role("button", name="Start the clock").click()
    page.locator(NOTES).fill("Ten thousand employees.")
    page.get_by_role("button", name="End the attempt").click()
    page.get_by_role("button", name="End and compare").click()
    page.get_by_role("button", name="Copy a prompt").click()
    expect(page.locator(TOLD)).to_contain_text("Nothing was sent anywhere")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "strict interviewer" in text
    assert "Ten thousand employees." in text
    context.close()


def test_an_attempt_is_deleted_and_comes_back(page: Page, address: str) -> None:
    begin(page, address)
    page.locator(NOTES).fill("Precious.")
    end(page)
    page.get_by_role("button", name="Delete this attempt").click()
    expect(page.locator(".pc-record")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".pc-comparing")).to_contain_text("Precious.")


def test_an_attempt_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/{PAGE}")
    page.get_by_label("Case", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Retrieval-Augmented Generation")).to_be_focused()
    page.get_by_role("button", name="End the attempt").press("Enter")
    expect(page.get_by_role("button", name="End and compare")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="End the attempt")).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
def test_no_view_of_the_room_is_wider_than_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    begin(page, address, "Text-to-Video Generation")
    go_to(page, "Overall system design")
    expect(page.locator(DRAWN)).to_be_visible()
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    end(page)
    expect(page.locator("pc-room figure.diagram svg").first).to_be_attached()
    page.get_by_text("Read this step in the chapter").nth(3).click()
    expect(page.locator(".pc-room__chapter > *").first).to_be_visible()
    assert page.evaluate(fits)
    page.get_by_role("button", name="Back to the choice").click()
    assert page.evaluate(fits)


def test_data_that_cannot_be_loaded_are_asked_for_again(page: Page, address: str) -> None:
    page.route("**/room*.json", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    expect(page.locator("pc-room")).to_contain_text("could not be loaded")
    page.unroute("**/room*.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
