"""Pictures of a page as readers see it: its start, a place jumped to, its end, with large text, on paper."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, PdfMargins

from scripts.browser import REST
from scripts.look.pages import LARGE_TEXT, SCHEMES, WIDTHS, Scheme

_WIDEST = 720
"""Px: wider windows are made as narrow as that; a phone keeps its own size."""
_PAPER_DPI = 60
_MARGIN: PdfMargins = {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}
_SHEETS_OF_PAPER = 12
"""Pages of paper that are shown of one page at most."""

_JUMP = """() => {
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
  const middle = headings[Math.floor(headings.length / 2)];
  if (middle) location.hash = middle.id;
  else scrollTo(0, document.body.scrollHeight / 2);
}"""
_END = "scrollTo(0, document.body.scrollHeight)"

Column = tuple[str, list[Image.Image]]
"""A label and, below it, the windows of one visit from top to bottom."""


def of_screens(browser: Browser, address: str) -> dict[Scheme, list[Column]]:
    """Return, by color scheme, a column of three windows for each width.

    Args:
        browser: a running browser.
        address: of the page, with the server's.
    """
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address, wait_until="load")
    found: dict[Scheme, list[Column]] = {scheme: [] for scheme in SCHEMES}
    for width, height in WIDTHS.items():
        windows = _windows(page, width, height, SCHEMES)
        for scheme, column in windows.items():
            found[scheme].append((f"{width} px", column))
    context.close()
    return found


def with_large_text(browser: Browser, address: str) -> list[Column]:
    """Return a column of three windows for each width, text being twice its size."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address, wait_until="load")
    # What a reader sets in the browser, which queries of the width in em follow.
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    found = [
        (f"{width} px, text at 200%", _windows(page, width, height, ("light",))["light"])
        for width, height in LARGE_TEXT.items()
    ]
    context.close()
    return found


def on_paper(browser: Browser, address: str) -> list[Column]:
    """Return the first pages that a printer makes of a page that is read in dark colors, two below each other."""
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address, wait_until="load")
    printed = pypdfium2.PdfDocument(page.pdf(format="A4", margin=_MARGIN))
    context.close()
    shown = [_paper(printed, number) for number in range(min(len(printed), _SHEETS_OF_PAPER))]
    return [
        (f"paper, from page {start + 1} of {len(printed)}", shown[start : start + 2])
        for start in range(0, len(shown), 2)
    ]


def _paper(printed: pypdfium2.PdfDocument, number: int) -> Image.Image:
    image: Image.Image = printed[number].render(scale=_PAPER_DPI / 72).to_pil()
    return image


def _windows(page: Page, width: int, height: int, schemes: Sequence[Scheme]) -> dict[Scheme, list[Image.Image]]:
    """Return three windows of a width by scheme; a page is laid out once for all of them."""
    page.set_viewport_size({"width": width, "height": height})
    session = page.context.new_cdp_session(page)
    windows: dict[Scheme, list[Image.Image]] = {scheme: [] for scheme in schemes}
    for move in ("scrollTo(0, 0)", _JUMP, _END):
        page.evaluate(move)
        page.evaluate(REST)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            windows[scheme].append(_window(session, page.evaluate("scrollY"), width, height))
    page.evaluate("history.replaceState(null, '', location.pathname)")
    return windows


def _window(session: CDPSession, top: float, width: int, height: int) -> Image.Image:
    """Return what a window shows, made smaller by the browser, which takes half the time of a whole screenshot."""
    clip = {"x": 0, "y": top, "width": width, "height": height, "scale": min(1, _WIDEST / width)}
    made = session.send("Page.captureScreenshot", {"format": "jpeg", "quality": 80, "clip": clip})
    return Image.open(io.BytesIO(base64.b64decode(made["data"])))
