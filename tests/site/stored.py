"""What a page has stored of its reader, as the browser has it on its disk: what a reload would find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from scripts.browser import poll

SHELF = """(name) => new Promise((done) => {
  const asked = indexedDB.open("probabilistic-core");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => done({});
  asked.onsuccess = () => {
    const shelf = asked.result.transaction(name).objectStore(name);
    const [keys, values] = [shelf.getAllKeys(), shelf.getAll()];
    values.onsuccess = () => {
      asked.result.close();
      done(Object.fromEntries(keys.result.map((key, at) => [key, values.result[at]])));
    };
  };
})"""


def stored(page: Page, shelf: str) -> dict[str, Any]:
    """Return the entries of a shelf by key; none where the page has never stored anything."""
    found: dict[str, Any] = page.evaluate(SHELF, shelf)
    return found


def until_stored(page: Page, shelf: str, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until what is written satisfies a test: a click is answered before its writing has ended.

    Args:
        page: the page.
        shelf: the name of the store.
        holds: the test, of the entries by key.

    Raises:
        TimeoutError: it did not hold in half a minute.
    """
    poll(page, lambda: holds(stored(page, shelf)), lambda: f"{shelf} holds {stored(page, shelf)}")
