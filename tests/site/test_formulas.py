"""Formulas in a browser: they fit a phone, their signs grow with them, and their figures are the author's."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Page

from tests.conftest import addresses

PLACE = "framework/evaluation/"
"""A page with formulas, which lends its styles to those of all others."""


@pytest.fixture(scope="module")
def blocks(site: Path) -> list[str]:
    """Return the formulas of all pages, each with the page it stands on."""
    found = []
    for address in addresses():
        root = html.parse(str(site / address / "index.html")).getroot()
        for block in root.xpath("//div[contains(@class, 'pc-maths')]"):
            block.set("data-page", address)
            block.tail = None
            found.append(etree.tostring(block, encoding="unicode", method="html"))
    assert len(found) > 140
    return found


def test_every_formula_fits_a_phone_a_tablet_and_a_desk(page: Page, address: str, blocks: list[str]) -> None:
    page.goto(f"{address}/{PLACE}")
    page.evaluate("parts => { document.querySelector('article').innerHTML = parts.join('') }", blocks)
    page.evaluate("document.fonts.ready.then(() => null)")
    cut = """() => [...document.querySelectorAll(".pc-maths")]
      .filter((block) => block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight)
      .map((block) => `${block.dataset.page} at ${innerWidth} px: ${block.textContent.slice(0, 40)}`)"""
    found = []
    for width in (360, 390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        found += page.evaluate(cut)
    assert found == []


def test_on_a_desk_relations_stand_below_each_other_and_on_a_phone_rows_hang(page: Page, address: str) -> None:
    page.goto(f"{address}/{PLACE}")
    block = page.locator(".pc-maths", has_text="decided pairs")
    left = "block => [...block.children].map((row) => row.lastElementChild.getBoundingClientRect().left)"
    page.set_viewport_size({"width": 1440, "height": 800})
    assert len(set(block.evaluate(left))) == 1
    page.set_viewport_size({"width": 360, "height": 800})
    assert len(set(block.evaluate(left))) > 1


def test_signs_grow_with_what_they_hold(page: Page, address: str) -> None:
    page.goto(f"{address}/cases/high-resolution-synthesis/")
    page.evaluate("document.fonts.load('1rem \"STIX Two Math Cut\"')")
    page.reload()  # the face is optional, so that nothing moves when it comes late
    row = page.locator(".pc-maths p", has_text="work").first
    height = "node => node.getBoundingClientRect().height"
    bracket = row.locator("mo", has_text="(").last.evaluate(height)
    assert bracket > 1.5 * row.locator("mn").first.evaluate(height)
