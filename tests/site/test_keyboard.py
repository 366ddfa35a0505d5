"""A walk by keyboard over every interactive page: each stop is seen, none is hidden or covered, none is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import until
from tests.conftest import until_ready

PAGES = [
    "",
    "cases/smart-compose/",
    "cases/smart-compose/interview/",
    "practice/",
    "practice/room/",
    "practice/flashcards/",
    "practice/estimates/drill/",
    "practice/estimates/kv-cache/",
    "settings/",
    "graph/",
]
STOPS = 45
FILLED = """() => [...document.querySelectorAll("pc-settings, pc-drill, pc-room, pc-cards, knowledge-graph")]
  .every(({ dataset }) => "ready" in dataset)"""
"""Whether what scripts put in the place of a page's text is there: nobody tabs on before."""
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = (node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  const box = at.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const over = document.elementFromPoint(x, y);
  const label = at.labels?.[0];
  return {
    name: `${at.localName}#${at.id}.${at.getAttribute("class") ?? ""} ${(at.textContent ?? "").trim().slice(0, 40)}`,
    // A slider marks its thumb; of a date the browser marks the part within that has the focus.
    marked: shown(at) || at instanceof SVGElement || at.type === "range" || !at.matches(":focus-visible")
      || Boolean(label && shown(label)),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    free: !over || at.contains(over) || over.contains(at) || Boolean(label?.contains(over)),
  };
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", PAGES)
def test_every_stop_is_marked_in_sight_and_uncovered(page: Page, address: str, place: str, width: int) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{place}")
    until(page, FILLED)
    main = page.locator(".md-content a, .md-content button").first
    main.focus()
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 5
    for fault in ("marked", "inside", "free"):
        assert [stop["name"] for stop in stops if not stop[fault]] == [], fault


def test_after_instant_navigation_the_keyboard_goes_on_from_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/requirements/")
    until_ready(page)
    link = page.get_by_role("link", name="Next: ML framing")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/ml-framing/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_with_less_motion_nothing_moves_by_the_system_or_by_settings(page: Page, address: str) -> None:
    longest = """() => Math.max(...[...document.querySelectorAll("*")].slice(0, 3000).flatMap((node) =>
      ["", "::before", "::after"].map((part) => {
        const { transitionDuration, animationDuration } = getComputedStyle(node, part || undefined);
        return Math.max(...`${transitionDuration},${animationDuration}`.split(",").map(parseFloat));
      })))"""
    page.goto(f"{address}/cases/smart-compose/")
    assert page.evaluate(longest) > 0.01, "something moves otherwise"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(longest) < 0.001
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{address}/settings/")
    page.get_by_label("Motion").select_option("As little as possible")
    page.goto(f"{address}/cases/smart-compose/")
    assert page.evaluate(longest) < 0.001


@pytest.mark.parametrize(
    "place", ["settings/", "practice/room/", "practice/", "practice/flashcards/", "practice/rubric/"]
)
def test_text_of_twice_the_size_fits(page: Page, address: str, place: str) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(f"{address}/{place}")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    if place == "practice/room/":
        page.get_by_role("button", name="Start the clock").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
