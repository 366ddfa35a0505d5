"""Try before you see: cases fold behind questions, the dialogue and interviews come turn by turn."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.site.test_accessibility import faults_of

CASE = "cases/smart-compose/"
SWITCH = "Attempt first"
HIDDEN = "[...document.querySelectorAll('[data-folded]')].every((part) => !part.checkVisibility())"


def test_a_case_folds_behind_what_an_interviewer_asks(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    expect(page.locator("#first-pass + *")).to_be_visible()
    page.get_by_role("button", name=SWITCH).click()
    expect(page).to_have_url(re.compile(r"\?attempt$"))
    expect(page.get_by_role("button", name=SWITCH)).to_have_attribute("aria-pressed", "true")
    evaluation = page.locator("#evaluation + .pc-ask")
    expect(evaluation.locator("li")).to_have_count(3)
    assert page.evaluate(HIDDEN)
    expect(page.locator("#prompt + *")).to_be_visible()
    assert faults_of(page, ".md-content") == []
    room = page.get_by_role("link", name="in the practice room")
    expect(room).to_have_attribute("href", f"{address}/practice/room/?case=smart-compose")
    evaluation.get_by_role("button").press("Enter")
    expect(page.locator("#evaluation")).to_be_focused()
    expect(page.locator("#evaluation + *")).to_be_visible()
    assert page.evaluate(HIDDEN)
    page.get_by_role("button", name=SWITCH).click()
    expect(page.locator("[data-folded], .pc-ask")).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"/{CASE}$"))


def test_the_dialogue_comes_question_by_question(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}?attempt")
    turns = page.locator(".dialogue dt")
    expect(turns.first).to_be_hidden()
    page.get_by_label("What do you ask?").fill("How many people write?")
    ask = page.get_by_role("button", name="Show what a strong candidate asks")
    ask.click()
    expect(turns.first).to_be_visible()
    expect(turns.nth(1)).to_be_hidden()
    expect(page.get_by_label("What do you ask?")).to_have_value("")
    for _ in range(turns.count() - 1):
        ask.click()
    expect(ask).to_have_count(0)
    expect(turns.last).to_be_visible()
    expect(page.locator("#requirements + .pc-ask").get_by_role("button")).to_be_focused()


def test_a_link_into_what_is_folded_opens_it(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}?attempt#prefix-cache")
    expect(page.locator("#prefix-cache")).to_be_in_viewport()
    expect(page.locator("#evaluation + .pc-ask")).to_be_visible()
    page.evaluate("location.hash = '#trigger'")
    expect(page.locator("#trigger")).to_be_visible()


def test_an_interview_comes_turn_by_turn(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}interview/")
    page.get_by_role("button", name="Turn by turn").click()
    turns = page.locator(".pc-turn")
    expect(turns.first).to_be_visible()
    expect(turns.nth(1)).to_be_hidden()
    expect(page.locator(".pc-ask")).to_contain_text("Answer aloud")
    page.get_by_role("button", name="Show the answer").press("Enter")
    expect(turns.nth(1)).to_be_visible()
    expect(page.locator(".pc-turn details[open]")).to_have_count(0)
    following = page.get_by_role("button", name="Next question")
    expect(following).to_be_focused()
    assert faults_of(page, ".md-content") == []
    following.press("Enter")
    expect(turns.nth(2)).to_be_visible()
    page.locator(".pc-spine a").nth(4).click()
    expect(page.locator("#evaluation")).to_be_visible()
    page.get_by_role("button", name="Show the rest").click()
    expect(turns.last).to_be_visible()


def test_settings_make_it_the_rule_for_cases(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/")
    page.get_by_label("Open each case with its steps folded").check()
    page.goto(f"{address}/{CASE}")
    expect(page.locator("#evaluation + .pc-ask")).to_be_visible()
    page.goto(f"{address}/{CASE}interview/")
    expect(page.locator(".pc-turn").last).to_be_visible()
    expect(page.locator(".pc-ask")).to_have_count(0)


def test_it_does_without_the_questions_when_they_cannot_be_had(page: Page, address: str) -> None:
    page.route("**/practice.json", lambda route: route.abort())
    page.goto(f"{address}/{CASE}?attempt")
    expect(page.locator("#evaluation + .pc-ask").get_by_role("button")).to_be_visible()


def test_on_paper_and_without_script_everything_is_open(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/{CASE}?attempt")
    expect(page.locator("#evaluation + .pc-ask")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#evaluation ~ p").first).to_be_visible()
    expect(page.locator(".pc-ask").first).to_be_hidden()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/{CASE}?attempt")
    expect(plain.locator("#evaluation + *")).to_be_visible()
    expect(plain.get_by_role("button", name=SWITCH)).to_be_hidden()
    context.close()
