"""The parts of a page look as they did when someone last looked: small pictures, compared with kept ones.

`make pictures` keeps how they look now, after a change that was meant; what it changed belongs looked at in the diff.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from pixelmatch.contrib.PIL import pixelmatch
from playwright.sync_api import Page, Route

from scripts.browser import add_style
from tests.conftest import ROOT, lay_out

KEPT = Path(__file__).parent / "pictures"
MADE = ROOT / ".cache/look/parts"
DIFFERENT = 0.002
"""Share of the pixels that may differ by more than their smoothing: less than a border or a word takes."""
COLOR = 0.1
"""How unlike two colors may be, from 0 to 1, by the library's measure."""
SIZE = 3
"""Px by which a part may be larger or smaller, as fonts round differently from machine to machine."""

HIGHEST = 320
"""Px that are compared of a part from its top: enough to know it by, and little that an edited text changes."""

CASE = "cases/retrieval-augmented-generation/"


@dataclass(frozen=True)
class Part:
    """A part of a page: where it stands, and the width of the window in px."""

    path: str
    selector: str
    width: int = 640


PARTS = {
    "note": Part("framework/evaluation/", ".admonition.say"),
    "fold": Part(CASE, "#follow-ups ~ details:not([open])"),
    "dialogue": Part(CASE, ".dialogue"),
    "estimate": Part(CASE, ".estimate__table"),
    "diagram": Part("framework/", "figure.diagram svg"),
    "spine": Part(CASE, ".pc-spine", 1280),
    "card": Part("", ".pc-card"),
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def wait_for_fonts(route: Route) -> None:
    """Let a page wait for its fonts: what is optional comes too late on a busy machine, and another face is shown."""
    sheet = route.fetch()
    route.fulfill(response=sheet, body=sheet.text().replace("font-display:optional", "font-display:block"))


def picture(page: Page, address: str, part: Part, scheme: Literal["light", "dark"]) -> Image.Image:
    """Return a part as it looks now, on the ground of its page."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": part.width, "height": 900})
    page.route("**/*.css", wait_for_fonts)
    page.goto(f"{address}/{part.path}")
    page.evaluate("Promise.all([...document.fonts].map((face) => face.load()))")
    lay_out(page)  # nothing above a part grows when it is near
    return shot(page, part)


IN_PLACE = """async node => {
  const article = node.closest("article") ?? document.body;
  scrollBy(0, Math.round(node.getBoundingClientRect().top) - 300);
  for (let [calm, turn, last] = [0, 0, NaN]; calm < 20 && turn < 300; turn += 1) {
    const { top } = node.getBoundingClientRect();
    const over = (((top + scrollY) % 1) + 1) % 1;
    if (over) article.style.paddingTop = `${parseFloat(getComputedStyle(article).paddingTop) + 1 - over}px`;
    calm = over || top !== last ? 0 : calm + 1;
    last = top;
    await new Promise(requestAnimationFrame);
  }
}"""
"""Brings a part below what stays at the top of the window, and to where it begins with a whole pixel: else it looks
another way when a chapter above grows by a line. What loads meanwhile moves it, so it must rest for some frames."""


def shot(page: Page, part: Part) -> Image.Image:
    element = page.locator(part.selector).first
    element.evaluate(IN_PLACE)
    box = element.bounding_box()
    assert box is not None
    clip = {**box, "height": min(box["height"], HIGHEST)}
    made = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return Image.open(io.BytesIO(made)).convert("RGB")


def difference(made: Image.Image, kept: Image.Image) -> float:
    """Return the share of pixels that differ, 1 where the sizes do."""
    if abs(made.width - kept.width) > SIZE or abs(made.height - kept.height) > SIZE:
        return 1.0
    size = (min(made.width, kept.width), min(made.height, kept.height))
    ours, theirs = (image.crop((0, 0, *size)) for image in (made, kept))
    return float(pixelmatch(ours, theirs, threshold=COLOR)) / (size[0] * size[1])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PARTS)
def test_a_part_looks_as_it_did(
    page: Page, address: str, name: str, scheme: Literal["light", "dark"], request: pytest.FixtureRequest
) -> None:
    made = picture(page, address, PARTS[name], scheme)
    file = KEPT / f"{name}-{scheme}.png"
    if request.config.getoption("--update-pictures"):
        made.save(file, optimize=True)
        return
    assert file.is_file(), f"{file.name} is not kept; `make pictures` keeps how the parts look now"
    kept = Image.open(file).convert("RGB")
    different = difference(made, kept)
    if different > DIFFERENT:
        MADE.mkdir(parents=True, exist_ok=True)
        made.save(MADE / file.name)
        ImageChops.difference(made, kept).save(MADE / f"{name}-{scheme}-difference.png")
    assert different <= DIFFERENT, (
        f"{name} in {scheme} colors differs in {different:.1%} of its pixels ({made.size} now, {kept.size} kept): see "
        f"{MADE.relative_to(ROOT)}/{file.name}; where the change is meant, `make pictures`"
    )


BREAKS = {
    "a border": ("note", ".admonition { border-left: 0.2rem solid !important }"),
    "the color of a word": ("card", ".pc-card__title { color: #2a6 !important }"),
    "a number that is gone": ("spine", ".pc-spine__number { visibility: hidden }"),
    "the space within": ("fold", "summary { padding-block: 1.2rem !important }"),
    "a weight": ("dialogue", ".dialogue dt { font-weight: 400 !important }"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_change_that_an_eye_would_see_is_found(page: Page, address: str, broken: str) -> None:
    name, style = BREAKS[broken]
    before = picture(page, address, PARTS[name], "light")
    assert difference(shot(page, PARTS[name]), before) == 0
    add_style(page, style)
    assert difference(shot(page, PARTS[name]), before) > DIFFERENT
