"""The line at the foot of a page, in a real browser: its text is copied, asked about, refused, missing, printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.browser import until
from tests.site.test_accessibility import faults_of

CASE = "cases/smart-compose/"
REFUSE = "for (const way of ['write', 'writeText']) navigator.clipboard[way] = () => Promise.reject(new Error('no'))"


def line(page: Page) -> Locator:
    return page.locator(".pc-page-text")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_the_text_of_a_page_is_in_the_clipboard(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/{CASE}#numbers")
    expect(line(page)).to_have_count(1)
    assert faults_of(page, ".pc-page-text") == []
    assert [url for url in asked if url.endswith(".md")] == [], "nothing is fetched before it is asked for"
    press(page, "Copy page as Markdown")
    expect(line(page).get_by_role("status")).to_contain_text("words are in the clipboard")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("# Gmail Smart Compose\n")
    assert "```mermaid\n" in text
    press(page, "Quiz me with an assistant")
    until(page, "navigator.clipboard.readText().then((text) => text.startsWith('Interview me'))")
    assert page.evaluate("navigator.clipboard.readText()").endswith(text)


@pytest.mark.parametrize("width", [360, 1440])
def test_where_the_clipboard_is_refused_the_text_is_selected(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(REFUSE)
    page.goto(f"{address}/{CASE}")
    press(page, "Copy page as Markdown")
    field = line(page).get_by_label("To be copied by hand")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart === 0 && field.selectionEnd === field.value.length") is True
    assert faults_of(page, ".pc-page-text") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_that_does_not_come_is_told(page: Page, address: str) -> None:
    page.route("**/index.md", lambda route: route.abort())
    page.goto(f"{address}/{CASE}")
    press(page, "Copy page as Markdown")
    expect(line(page).get_by_role("status")).to_contain_text("could not be loaded")


def test_the_line_comes_with_each_page_and_not_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    expect(line(page).get_by_role("button")).to_have_count(2)
    page.get_by_role("link", name="The whole interview").first.click()
    expect(page).to_have_url(f"{address}/{CASE}interview/")
    expect(line(page).get_by_role("button")).to_have_count(1)
    page.emulate_media(media="print")
    expect(line(page)).to_be_hidden()


def test_home_has_no_such_line(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.wait_for_load_state("networkidle")
    expect(line(page)).to_have_count(0)
