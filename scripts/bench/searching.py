"""How fast the search answers: on a throttled phone with the index in the cache, and warm on a desk."""

from __future__ import annotations

import statistics

from playwright.sync_api import Browser, Page

from scripts.bench.reading import phone, throttle
from scripts.browser import until

QUERIES = ("kv cache", "gaurdrails", "how many gpus do i need", "diffusion", "prompt injection")
_FIRST = """
(query) => new Promise((done) => {
  const input = document.querySelector('.search__input');
  const list = document.querySelector('.search__hits');
  const start = performance.now();
  const look = () => (list.dataset.query === query ? done(performance.now() - start) : setTimeout(look));
  input.value = query;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  look();
})
"""


def times(browser: Browser, address: str) -> dict[str, float]:
    """Return ms from the first key to results: cold and cached on the phone, median of warm queries on a desk."""
    context = phone(browser)
    page = context.new_page()
    throttle(page)
    cold = _first(page, address)
    cached = _first(page, address)
    context.close()
    desk = browser.new_page()
    _first(desk, address)
    warm = statistics.median(float(desk.evaluate(_FIRST, query)) for query in QUERIES)
    desk.close()
    return {"phone, nothing cached": cold, "phone, index cached": cached, "desk, warm": warm}


def _first(page: Page, address: str) -> float:
    """Open the search as a reader does, and type once the box is there."""
    page.goto(address, wait_until="networkidle")
    until(page, "customElements.get('site-search') !== undefined")
    page.keyboard.press("/")
    page.locator(".search__input").wait_for()
    return float(page.evaluate(_FIRST, QUERIES[0]))
