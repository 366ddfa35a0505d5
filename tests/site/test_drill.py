"""The drill of estimates in a real browser: one's own figure first, then the answer; shared, repeated, counted."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import addresses, until_ready
from tests.site.test_accessibility import faults_of

DRILL = "practice/estimates/drill/"
SHARED = f"{DRILL}?task=kv-token&seed=ab12"
KEY = "probabilistic-core/drill"
NINE = [path.split("/")[2] for path in addresses("practice") if path.count("/") == 3 and path != DRILL]


def test_a_shared_scenario_is_estimated_first_and_answered_then_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/{SHARED}")
    story = page.locator("#drill-story")
    expect(story).to_contain_text(re.compile(r"\d layers"))
    told = (story.text_content() or "").replace("\u00a0", " ")
    layers, heads, width, size = map(int, re.findall(r"\d+", told))
    kib = 2 * layers * heads * width * size / 1024
    expect(page.locator(".pc-drill__answer")).to_be_hidden()
    page.get_by_label("Your estimate").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drill-fault")).to_have_text(re.compile("^Enter your estimate first"))
    assert page.locator("#drill-own").get_attribute("aria-invalid") == "true"
    page.keyboard.type(f"{kib * 3}")
    page.keyboard.press("Enter")
    expect(page.locator("#drill-fault")).to_have_text("Choose the unit that you mean.")
    page.keyboard.type("KiB")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Not yet: 3 times too high.")).to_be_visible()
    expect(page.locator(".pc-said")).to_have_text(re.compile("^Not yet: 3 times too high. You said"))
    expect(page.locator(".pc-worked").first).to_contain_text(f"{layers} layers × {heads} heads/layer")
    expect(page.get_by_role("button", name="Next scenario")).to_be_focused()
    assert faults_of(page, "pc-drill") == []
    page.keyboard.press("Enter")
    expect(page.locator(".pc-drill__answer")).to_be_hidden()
    expect(page.get_by_label("Your estimate")).to_be_focused()
    expect(page).not_to_have_url(re.compile("seed=ab12"))
    expect(page.locator(".pc-drill__tally")).to_contain_text("1 answered, 0 within a factor of two.")
    page.goto(f"{address}/{SHARED}")
    expect(story).to_have_text(told.replace(" ", "\u00a0") if "\u00a0" not in told else told, use_inner_text=False)
    expect(page.locator(".pc-drill__tally")).to_contain_text("1 answered")


def test_a_topic_stays_until_another_is_chosen_and_skipping_counts_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/{DRILL}?topic=queue")
    title = page.locator(".pc-drill__title")
    expect(title).to_have_text("Queue")
    before = page.url
    page.get_by_role("button", name="Skip").click()
    expect(title).to_have_text("Queue")
    assert page.url != before
    assert "topic=queue" in page.url
    page.get_by_label("Draw from").select_option(label="Cost of a RAG Answer")
    expect(title).to_have_text("Cost of a RAG Answer")
    page.get_by_label("Your estimate").fill("1")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".pc-drill__tally")).to_contain_text("1 answered")


def test_the_whole_table_opens_on_the_figures_of_the_story(page: Page, address: str) -> None:
    page.goto(f"{address}/{DRILL}?task=answer-price&seed=k3f9")
    expect(page.locator("#drill-story")).to_contain_text("12 passages of 600\u00a0tokens")
    page.get_by_label("Your estimate").fill("1")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("link", name="The whole table on these figures").click()
    expect(page).to_have_url(
        f"{address}/practice/estimates/rag-answer-cost/?e=passages:12,chunk_tokens:600,answer_tokens:500"
    )


def test_the_door_of_the_list_leads_to_the_drill_without_a_load(page: Page, address: str) -> None:
    page.goto(f"{address}/practice/estimates/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Start the drill").click()
    expect(page.locator("#drill-story")).not_to_be_empty()
    expect(page).to_have_url(re.compile(r"/drill/\?task=[a-z-]+&seed=[0-9a-z]+$"))
    expect(page.get_by_role("button", name="Show the answer")).to_have_css("font-weight", "600")
    assert page.evaluate("window.stayed")


def test_a_link_to_a_scenario_that_is_gone_says_so_and_shows_another(page: Page, address: str) -> None:
    page.goto(f"{address}/{DRILL}?task=no-such-task&seed=1")
    expect(page.locator(".pc-drill__note")).to_contain_text("does not have")
    expect(page.locator("#drill-story")).not_to_be_empty()


def test_what_was_kept_and_cannot_be_read_is_set_aside(page: Page, address: str) -> None:
    page.goto(f"{address}/{SHARED}")
    page.evaluate("key => localStorage.setItem(key, '{broken')", KEY)
    page.reload()
    until_ready(page)
    expect(page.locator(".pc-drill__tally")).to_contain_text("are counted here")
    page.get_by_label("Your estimate").fill("3 KiB/token")
    page.get_by_role("button", name="Show the answer").click()
    kept = page.evaluate("() => ({ ...localStorage })")
    assert kept[f"{KEY}/unreadable-1"] == "{broken"
    assert json.loads(kept[KEY])["tries"] == 1


def test_where_nothing_may_be_kept_the_drill_works(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{address}/{SHARED}")
    page.get_by_label("Your estimate").fill("1 KiB/token")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".pc-drill__tally")).to_contain_text("1 answered")
    assert failures == []
    context.close()


def test_without_scripts_the_page_says_so_and_works_one_example_of_each(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{DRILL}")
    expect(page.locator("pc-drill")).to_contain_text("needs a script")
    folds = page.locator("details.question")
    expect(folds).to_have_count(len(NINE))
    assert len(NINE) == 9
    folds.first.locator("summary").click()
    expect(folds.first).to_contain_text("A language model has 80 layers.")
    expect(folds.first).to_contain_text("Cache of a token: 320 KiB/token.")
    context.close()


def test_nothing_moves_when_the_drill_comes(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " window.moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{address}/{SHARED}")
    expect(page.locator("#drill-story")).not_to_be_empty()
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") < 0.01
    context.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_the_answer_fits_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{DRILL}?task=llm-fleet&seed=a1")
    page.get_by_label("Your estimate").fill("70k")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".pc-drill__answer")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of(page, "pc-drill") == []
