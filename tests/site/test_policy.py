"""Nothing on the site runs or loads against its Content-Security-Policy; what sweeps every page asks for it, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.browser import until
from tests.conftest import VIOLATIONS, WATCH, until_ready


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """Return a page that notes what its policy has forbidden."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def test_instant_navigation_from_a_strict_page_violates_nothing(watched: Page, address: str) -> None:
    watched.goto(f"{address}/cases/text-to-image/")
    until_ready(watched)
    watched.evaluate("window.__same = true")
    watched.locator(".md-header .md-logo").click()
    expect(watched.locator(".pc-home")).to_be_visible()
    expect(watched.locator(".pc-home")).to_have_css("display", "grid")
    watched.locator(".pc-card__title").first.click()
    expect(watched.locator(".pc-spine")).to_be_visible()
    assert watched.evaluate("window.__same"), "the page was loaded anew"
    assert watched.evaluate(VIOLATIONS) == []


def test_the_room_is_loaded_anew_so_that_it_can_draw(watched: Page, address: str) -> None:
    watched.goto(f"{address}/practice/")
    until_ready(watched)
    watched.evaluate("window.__same = true")
    watched.locator(".md-content").get_by_role("link", name="The practice room").first.click()
    watched.get_by_role("button", name="Start the clock").click()
    assert watched.evaluate("window.__same") is None
    watched.get_by_role("button", name="6 Overall system design").click()
    expect(watched.locator(".pc-pad__drawing svg")).to_contain_text("Gateway")
    fill = "getComputedStyle(document.querySelector('.pc-pad__drawing .node rect')).fill"
    assert watched.evaluate(fill) == "rgb(251, 248, 242)", "Mermaid's styles are there"
    assert watched.evaluate(VIOLATIONS) == []
    until_ready(watched)
    watched.get_by_role("link", name="The rubric").first.click()
    expect(watched.locator("h1")).to_contain_text("The Rubric")
    assert watched.evaluate(VIOLATIONS) == []


def test_what_readers_use_violates_nothing(watched: Page, address: str) -> None:
    watched.goto(f"{address}/cases/smart-compose/?attempt")
    until_ready(watched)
    watched.keyboard.press("/")
    watched.get_by_role("searchbox").fill("kv cache")
    expect(watched.locator(".search__hit").first).to_be_visible()
    watched.keyboard.press("Escape")
    watched.get_by_role("button", name="Attempt first").click()
    watched.locator("live-estimate").scroll_into_view_if_needed()
    expect(watched.locator("live-estimate input").first).to_be_enabled()
    watched.get_by_role("button", name="Full screen").first.click()
    watched.keyboard.press("Escape")
    watched.get_by_role("button", name="Copy page as Markdown").click()
    expect(watched.locator(".pc-page-text")).to_contain_text("in the clipboard")
    watched.goto(f"{address}/settings/")
    with watched.expect_download():
        watched.get_by_role("button", name="Save as a file").click()
    assert watched.evaluate(VIOLATIONS) == []


def test_a_policy_forbids_what_is_not_named(watched: Page, address: str) -> None:
    watched.goto(f"{address}/book/")
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/a.png\">')")
    watched.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__ran = 1' }))"
    )
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=x style=\"color: red\">x</p>')")
    until(watched, f"({VIOLATIONS}).length >= 3")
    assert watched.evaluate("window.__ran") is None


def test_every_page_names_its_policy_before_anything_runs_and_only_the_room_allows_styles(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text or "http-equiv=refresh" in text:
            continue
        found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert found, file
        assert found.start() < text.index("<script"), file
        assert "unsafe-eval" not in found[1]
        assert ("unsafe-inline" in found[1]) == ("<pc-room" in text), file
        assert " style=" not in re.sub(r"<(code|pre)\b.*?</\1>", "", text, flags=re.DOTALL), file
    headers = (site / "_headers").read_text(encoding="utf-8")
    for name in ("frame-ancestors 'none'", "nosniff", "Referrer-Policy", "Permissions-Policy", "immutable"):
        assert name in headers
