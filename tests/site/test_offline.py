"""What a reader has read stays readable without a connection, and so does the search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

REGISTERED = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
KEPT = "caches.open('kept-1').then(cache => cache.keys()).then(keys => keys.map(key => new URL(key.url).pathname))"
PATIENCE = 200
"""Tenths of a second."""


def kept(page: Page, *names: str) -> None:
    """Wait until files whose addresses contain each of the names are kept."""
    paths: list[str] = []
    for _ in range(PATIENCE):
        paths = page.evaluate(KEPT)
        if all(any(name in path for path in paths) for name in names):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"of {names} only {paths} are kept")


def test_nothing_is_kept_before_the_reader_acts(page: Page, address: str) -> None:
    page.goto(f"{address}/book/", wait_until="networkidle")
    assert page.evaluate(REGISTERED) == 0


def test_pages_that_were_read_open_without_a_connection(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/requirements/")
    page.get_by_role("link", name="Next: ML framing").click()
    kept(page, "/framework/requirements/", "/framework/ml-framing/", "/assets/stylesheets/", "/bundle.")
    page.context.set_offline(True)
    page.goto(f"{address}/framework/requirements/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Requirements")
    expect(page.locator(".md-header")).to_have_css("position", "sticky")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    page.goto(f"{address}/cases/text-to-video/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No connection")
    page.get_by_role("link", name="Requirements").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Requirements")


def test_the_search_that_was_used_opens_without_a_connection(page: Page, address: str) -> None:
    page.goto(f"{address}/book/")
    page.keyboard.press("/")
    page.locator(".search__input").fill("cache")
    expect(page.locator(".search__hit").first).to_be_visible()
    kept(page, "/book/", "/search.", "worker", "/assets/stylesheets/")
    page.context.set_offline(True)
    page.goto(f"{address}/book/?q=quantization")
    expect(page.locator(".search__hit").first).to_be_visible()
