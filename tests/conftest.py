"""What all tests share: a small valid site to break, and the built site on a local server."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import os
import re
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Locator, Page, expect

from scripts import freshness
from scripts.browser import ARGUMENTS, REST, add_style, executable, until
from scripts.content import model
from scripts.content.kinds import KINDS
from scripts.content.problems import ContentError

settings.register_profile("house", deadline=None)  # a busy machine is no fault: `make bench` measures times
settings.load_profile("house")
expect.set_options(timeout=30_000)  # what comes, comes at once; only a busy machine takes longer than the usual 5 s

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000/")
PREFIX = urlsplit(SITE_URL).path
"""The path under which the site is published, which absolute links such as those of the 404 page begin with."""

FRONT = """---
title: {title}
description: {description}
kind: page
difficulty: easy
updated: 2026-11-22
tags: [retrieval]
{more}---
"""
DESCRIPTION = (
    "One sentence of the length that a search result shows, from 110 to 160 characters, and this one is long enough."
)

CONFIG = """site_name: Small
nav:
  - index.md
  - one.md
  - two.md
extra:
  tag_list: {retrieval: How passages are found., serving: How models answer.}
plugins:
  - macros:
      modules: [scripts.pages.macros]
"""
_MARKDOWN = re.search(r"^markdown_extensions:\n(?:  .*\n)+", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
assert _MARKDOWN is not None
CONFIG += _MARKDOWN.group()
"""A small site is read as the real one is."""

BIBLIOGRAPHY = """@inproceedings{lewis2020retrieval,
  title = {Retrieval-Augmented Generation for Knowledge-Intensive {NLP} Tasks},
  author = {Lewis, Patrick and Perez, Ethan and Piktus, Aleksandra},
  booktitle = {NeurIPS},
  year = {2020},
  eprint = {2005.11401}
}
"""


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are cores: a third of the time, a test waits for its browser."""
    return (yield) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests begin first, so that at the end no worker waits for one."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="keep how the parts of pages look now")


class SmallSite:
    """A folder with a valid site of three chapters, to break in one place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("mkdocs.yml", CONFIG)
        self.write("docs/index.md", self.chapter("Home", "[One](one.md#part) says it [@lewis2020retrieval].\n"))
        self.write("docs/one.md", self.chapter("One", "## Part { #part }\n\nText.\n"))
        self.write("docs/two.md", self.chapter("Two", "Text.\n"))
        self.write("docs/references.bib", BIBLIOGRAPHY)

    @staticmethod
    def chapter(title: str, body: str, *, more: str = "", description: str = DESCRIPTION) -> str:
        return FRONT.format(title=title, description=description, more=more) + f"\n# {title}\n\n{body}"

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def load(self) -> model.Content:
        return model.load(self.root)

    def problems(self) -> list[str]:
        """Return the sentences of what is wrong; an empty list when nothing is."""
        try:
            self.load()
        except ContentError as error:
            return [str(problem) for problem in error.problems]
        return []


def free_kinds(monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    """Ask nothing of any kind of chapter, neither sections nor length; `more` sets other fields of all of them."""
    nothing: dict[str, Any] = {"sections": (), "macros": (), "words": None, "min_diagrams": 0, "min_sources": 0}
    nothing |= {"related": None, "companions": (), "teaches": False, **more}
    for name, kind in list(KINDS.items()):
        monkeypatch.setitem(KINDS, name, dataclasses.replace(kind, **nothing))


def addresses(folder: str = "") -> list[str]:
    """Return the addresses of the chapters below a folder of docs/, by their files, its overview left out."""
    paths = (file.relative_to(ROOT / "docs").with_suffix("").as_posix() for file in (ROOT / "docs").rglob("*.md"))
    names = {path.removesuffix("index").rstrip("/") for path in paths}
    return sorted(f"{name}/" if name else "" for name in names if name.startswith(f"{folder}/" if folder else ""))


@functools.cache
def real_content() -> model.Content:
    """Return the content of the site itself, loaded once by each worker."""
    return model.load(ROOT)


@pytest.fixture(scope="session")
def content() -> model.Content:
    return real_content()


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path)


@pytest.fixture(scope="session")
def site() -> Path:
    if problem := freshness.problem(ROOT):
        pytest.exit(problem, returncode=2)
    return SITE


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a browser opens six connections at once, and several tests run beside each other


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve a file; the sitemap names this server, as the deployed one names its own."""
        if self.path != f"{PREFIX}sitemap.xml":
            super().do_GET()
            return
        text = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
        body = text.replace(SITE_URL, f"http://{self.headers['Host']}{PREFIX}").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        """Find the file of an address below the path under which the site is published."""
        return super().translate_path("/" + path.removeprefix(PREFIX))

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's own output is what counts."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on free local ports until the session ends; returns a folder's address."""
    servers: list[_Server] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_QuietHandler, directory=str(folder))
        server = _Server(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}{PREFIX}".rstrip("/")

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


READY = """() => {
  window.dispatchEvent(new Event("pointermove"));
  const scripted = document.getElementById("site-script") !== null;
  return document.readyState !== "loading" && (!scripted || !!(customElements.get("site-search") && window.document$));
}"""


def until_ready(page: Page) -> None:
    """Wait until the scripts of a page, where it has any, listen to keys and clicks.

    The theme's comes once a reader acts, so somebody moves the pointer where nothing notes it: again and again, since
    on a busy machine a visit can end before the page has been read to its scripts.
    """
    until(page, READY)


@pytest.fixture
def page(page: Page) -> Page:
    """Return a page whose visits last until its scripts, which wait for the first paint, listen to keys and clicks."""
    visit = page.goto

    def goto(url: str, **options: Any) -> object:
        answer = visit(url, **options)
        if options.get("wait_until") != "commit":
            until_ready(page)
        return answer

    page.goto = goto  # type: ignore[assignment]
    return page


def lay_out(page: Page) -> None:
    """Lay out all diagrams of a page as they are when the reader is near."""
    add_style(page, ".diagram-box { content-visibility: visible !important }")


def at_rest(opener: Locator) -> Locator:
    """Bring the button of a diagram into the window and wait: the drawing over it is laid out only now."""
    opener.scroll_into_view_if_needed()
    opener.page.evaluate(REST)
    return opener


def open_folds(page: Page) -> None:
    """Open every fold of a page."""
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")


WATCH = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) =>
  (window.__violations ??= []).push(`${violatedDirective} ${blockedURI} ${sample} ${sourceFile}`));"""
"""What a page runs from its start on, so that it notes what its policy forbids."""
VIOLATIONS = "window.__violations ?? []"


@pytest.fixture(scope="session")
def _swept(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.fixture
def sweeper(_swept: Page) -> Iterator[Page]:
    """Return a page that all sweeps of a worker share, so that each costs a visit and not a browser's context.

    Whatever a sweep looks for, the page that it visits may not violate its own Content-Security-Policy.
    """
    yield _swept
    assert _swept.evaluate(VIOLATIONS) == []


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Use the machine's Chromium where there is one; Playwright's own otherwise."""
    found = executable()
    return {**browser_type_launch_args, "args": ARGUMENTS, **({"executable_path": found} if found else {})}
