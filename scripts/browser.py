"""The Chromium of this machine, for drawing, testing and measuring."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page, Playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What a Chromium is called, the best first: the one without windows opens a page with a third less work."""
_OF_NO_USE = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),  # each page would come with a process for its address bar's popup
    "SpareRendererForSitePerProcess",  # each would come with a process more, for a page that might be next
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
)
"""Features of Chromium that are off: after the first lines those that Playwright names, as only a last list counts."""
ARGUMENTS = [
    "--no-sandbox",  # as root, as in CI, Chromium starts in no other way; it is shown nothing but our own files
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(_OF_NO_USE)}",
    "--font-render-hinting=slight",  # what one with windows takes from the system, the other is told
]

REST = """() => new Promise((done) => {
  let [y, rests] = [-1, 0];
  const look = () => {
    rests = scrollY === y ? rests + 1 : 0;
    y = scrollY;
    if (rests > 3) done();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Settles once a page has not scrolled for some frames."""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Settles once what has changed by now is drawn."""


def executable() -> str | None:
    """Return the path of an installed Chromium, or None to use Playwright's own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launch(playwright: Playwright) -> Iterator[Browser]:
    """Start headless Chromium and close it at the end."""
    browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()


def until(page: Page, expression: str, given: Any = None, *, seconds: float = 30) -> None:
    """Wait until an expression of JavaScript holds on a page.

    Playwright's own `wait_for_function` evaluates text within the page, which the page's policy forbids.

    Args:
        page: the page.
        expression: the expression, or a function that is called with `given`.
        given: what it is called with.
        seconds: how long to wait.

    Raises:
        TimeoutError: it did not hold in that time.
    """
    poll(page, lambda: _holds(page, expression, given), lambda: expression, seconds=seconds)


def poll(page: Page, holds: Callable[[], bool], what: Callable[[], str], *, seconds: float = 30) -> None:
    """Ask again and again until something holds, while the page goes on.

    Args:
        page: the page.
        holds: asks.
        what: says what did not hold, once it is given up.
        seconds: how long to wait.

    Raises:
        TimeoutError: it did not hold in that time.
    """
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url}: not in {seconds:g} s: {what()}")
        page.wait_for_timeout(20)


def _holds(page: Page, expression: str, given: Any) -> bool:
    try:
        return bool(page.evaluate(expression, given))
    except Error as error:
        if "Execution context was destroyed" in error.message:  # the page has just gone; the next one is asked
            return False
        raise


def add_style(page: Page, rules: str) -> None:
    """Give a page further rules of style; it allows no style element, so Playwright's `add_style_tag` cannot.

    Args:
        page: the page.
        rules: as a stylesheet says them.
    """
    adopt = "sheet.replaceSync(rules); document.adoptedStyleSheets.push(sheet)"
    page.evaluate(f"rules => {{ const sheet = new CSSStyleSheet(); {adopt}; }}", rules)
