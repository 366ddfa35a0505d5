"""What a reader has read stays readable without a connection, and so does the search."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import poll
from tests.conftest import SITE, _QuietHandler, until_ready

REGISTERED = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
KEPT = """async () => {
  const names = await caches.keys();
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map((key) => new URL(key.url).pathname);
}"""
SCRIPT = re.compile(r"/core-main-\w+\.js$")


def kept(page: Page, *names: str) -> None:
    """Wait until files whose addresses contain each of the names are kept."""

    def whole() -> bool:
        paths = page.evaluate(KEPT)
        return all(any(name in path for path in paths) for name in names)

    poll(page, whole, lambda: f"of {names} only {page.evaluate(KEPT)} are kept", seconds=20)


def test_nothing_is_kept_before_the_reader_acts(page: Page, address: str) -> None:
    page.goto(f"{address}/book/", wait_until="networkidle")
    assert page.evaluate(REGISTERED) == 0


def test_pages_that_were_read_open_without_a_connection(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/requirements/")
    # Another site of the same host keeps something too.
    page.evaluate("caches.open('another-project').then(cache => cache.put('/another/page', new Response('x')))")
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
    assert "/another/page" in page.evaluate(KEPT)


def test_the_search_that_was_used_opens_without_a_connection(page: Page, address: str) -> None:
    page.goto(f"{address}/book/")
    page.keyboard.press("/")
    page.locator(".search__input").fill("cache")
    expect(page.locator(".search__hit").first).to_be_visible()
    kept(page, "/book/", "/search.", "worker", "/assets/stylesheets/")
    page.context.set_offline(True)
    page.goto(f"{address}/book/?q=quantization")
    expect(page.locator(".search__hit").first).to_be_visible()


class _Filter(_QuietHandler):
    """A network that, while it filters, answers for the site's script with a page of its own and status 200."""

    filters = threading.Event()

    def do_GET(self) -> None:
        if not (self.filters.is_set() and SCRIPT.search(self.path)):
            super().do_GET()
            return
        body = b"<!doctype html><title>Blocked</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Leave the keeping to the site's worker."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture
def filtered(site: Path) -> Iterator[str]:
    """The address of the site behind the filter."""
    handler = functools.partial(_Filter, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        _Filter.filters.clear()
        server.shutdown()


def test_a_page_of_a_filter_in_place_of_a_script_is_forgotten_with_the_filter(page: Page, filtered: str) -> None:
    page.goto(f"{filtered}/framework/requirements/")
    page.get_by_role("link", name="Next: ML framing").click()
    # What keeps is fetched last.
    kept(page, "/framework/requirements/", "/core-main-", "/core-offline-")
    # As after a release, in which the script has a name that is not kept yet.
    page.evaluate(
        """async () => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const key of await cache.keys()) if (/core-main-/.test(key.url)) await cache.delete(key);
          }
        }"""
    )
    _Filter.filters.set()
    page.goto(f"{filtered}/framework/requirements/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Requirements")
    page.wait_for_load_state("networkidle")
    assert not any(SCRIPT.search(path) for path in page.evaluate(KEPT))
    _Filter.filters.clear()
    page.reload()
    until_ready(page)
    kept(page, "/core-main-")


def test_the_hash_in_a_name_is_that_of_the_content(site: Path) -> None:
    """The worker keeps no other file under such a name."""
    named = {
        file: found[1]
        for file in site.rglob("*")
        if (found := re.search(r"\.([0-9a-f]{8})\.(?!min\.)(woff2|svg|png|json)$", file.name))
    }
    assert {file.suffix for file in named} >= {".woff2", ".svg", ".json"}
    wrong = [file.name for file, digits in named.items() if not _sha256(file).startswith(digits)]
    assert wrong == []


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


WHOLE = "Keep all of the site for when there is no connection"


def keep_all(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/")
    expect(page.locator("#offline")).to_contain_text("MB to load")
    page.get_by_label(WHOLE).check()
    expect(page.locator(".pc-settings__told")).to_contain_text("now open without a connection", timeout=60_000)


def test_all_of_the_site_works_without_a_connection_once_asked_for(page: Page, address: str) -> None:
    keep_all(page, address)
    page.context.set_offline(True)
    for place in ("", "cases/text-to-video/", "concepts/diffusion/", "matrix/", "practice/flashcards/"):
        page.goto(f"{address}/{place}")
        expect(page.locator("h1")).not_to_contain_text("No connection")
        expect(page.locator(".md-header")).to_have_css("position", "sticky")
    page.keyboard.press("/")
    page.locator(".search__input").fill("kv cache")
    expect(page.locator(".search__hit").first).to_be_visible()
    page.goto(f"{address}/practice/room/")
    page.get_by_role("button", name="Start the clock").click()
    page.get_by_role("button", name="6 Overall system design").click()
    expect(page.locator(".pc-pad__drawing svg")).to_contain_text("Gateway")
    page.get_by_role("button", name="End the attempt").click()
    page.get_by_role("button", name="End and compare").click()
    expect(page.locator("pc-room figure.diagram svg").first).to_be_attached()
    page.context.set_offline(False)
    page.goto(f"{address}/settings/")
    expect(page.locator("#offline")).to_contain_text("All of it is on this device")
    page.get_by_label(WHOLE).uncheck()
    expect(page.locator(".pc-settings__told")).to_contain_text("gone from this device")
    assert [name for name in page.evaluate("caches.keys()") if " whole " in name] == []


def test_a_release_is_kept_whole_or_not_at_all_and_never_mixed(page: Page, address: str) -> None:
    page.context.route("**/practice/room/", lambda route: route.fulfill(status=200, content_type="text/html", body="x"))
    page.goto(f"{address}/settings/")
    page.get_by_label(WHOLE).check()
    expect(page.locator(".pc-settings__told")).to_contain_text("not the right one", timeout=60_000)
    expect(page.get_by_label(WHOLE)).not_to_be_checked()
    page.context.unroute("**/practice/room/")
    page.get_by_label(WHOLE).check()
    expect(page.locator(".pc-settings__told")).to_contain_text("now open without a connection", timeout=60_000)
    [before] = [name for name in page.evaluate("caches.keys()") if " whole " in name]
    newer = json.loads((SITE / "offline.json").read_text(encoding="utf-8"))
    newer["release"] = "0123456789abcdef"
    page.context.route("**/offline.json", lambda route: route.fulfill(json=newer))
    page.goto(f"{address}/book/")
    expect(page.locator(".pc-greeting")).to_contain_text("A newer version of the site is kept", timeout=60_000)
    [after] = [name for name in page.evaluate("caches.keys()") if " whole " in name]
    assert after.endswith("0123456789abcdef")
    assert before != after


def test_the_contents_offer_to_keep_all(page: Page, address: str) -> None:
    page.goto(f"{address}/book/")
    link = page.get_by_role("link", name="Keep all for offline")
    expect(link).to_have_attribute("href", f"{address}/settings/#offline")
