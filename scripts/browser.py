"""The Chromium of this machine, for drawing, testing and measuring."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # as root, as in CI, Chromium starts in no other way; it is shown nothing but our own files
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--font-render-hinting=none",
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
