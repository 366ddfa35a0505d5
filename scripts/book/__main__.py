"""Make the book of the finished site: `python -m scripts.book [CHAPTER…]`, where chapters make a sample of it.

`make book` makes the site first, and lets `scripts.book.seal` make the files small and check them.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from scripts.book import epub, paper
from scripts.book.collect import SCRIPTED, BookError, Chapter, Drawing, collect, entries, name_of
from scripts.book.cover import About
from scripts.browser import launch
from scripts.checks.pages import Page, read_site
from scripts.content import model
from scripts.content.model import Content
from scripts.finish.document import site_address
from scripts.paths import ROOT, SITE
from scripts.serving import served

OUT = ROOT / "build/book"
NAME = "probabilistic-core"


@dataclass(frozen=True)
class _Site:
    """The finished site, what the model knows of it, and which chapters are wanted; all of them if none is named."""

    content: Content
    pages: Mapping[str, Page]
    about: About
    wanted: Sequence[str]

    def chapters(self, drawing: Drawing, without: Sequence[str]) -> list[Chapter]:
        """Return the chapters of an edition; links to those that it leaves out lead to the site."""
        chosen = entries(self.content, (*SCRIPTED, *without))
        chosen = [entry for entry in chosen if not self.wanted or name_of(entry.path) in self.wanted]
        return collect(self.pages, chosen, self.about.address, drawing)

    def sheets(self) -> list[str]:
        """Return the stylesheets of the pages in the order in which they ask for them."""
        found: dict[str, None] = {}
        for entry in entries(self.content):
            page = self.pages[entry.path]
            links = page.root.xpath("//link[@rel='stylesheet']/@href")
            found.update((target[0], None) for link in links if (target := page.resolve(str(link))))
        return list(found)


def main(wanted: list[str]) -> int:
    """Make the three files; return the exit status."""
    start = time.perf_counter()
    try:
        site = _read(wanted)
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        _make(site)
    except (BookError, ValueError) as error:
        print(f"{error}.", file=sys.stderr)
        return 1
    print(f"The book in {time.perf_counter() - start:.0f} s, in {OUT.relative_to(ROOT).as_posix()}/")
    return 0


def _read(wanted: Sequence[str]) -> _Site:
    content = model.load(ROOT)
    about = About(
        content.settings.name,
        content.settings.description,
        max(chapter.fields.updated for chapter in content.chapters.values()),
        site_address(SITE),
        _asset("images/favicon*.svg").decode(),
    )
    return _Site(content, read_site(SITE), about, wanted)


def _make(site: _Site) -> None:
    sheets = site.sheets()
    with served(SITE) as address, sync_playwright() as playwright, launch(playwright) as browser:
        for kind in (paper.A4, paper.PHONE):
            text = paper.document(site.chapters(kind.drawing, kind.without), site.about, kind, sheets)
            paper.write(browser, address, text, kind, OUT / f"{NAME}-{kind.name}.pdf")
        picture = paper.picture(browser, address, site.about, sheets)
    chapters = site.chapters("narrow", paper.PHONE.without)
    epub.write(chapters, site.about, picture, _asset("fonts/source-sans-3*.woff2"), OUT / f"{NAME}.epub")


def _asset(pattern: str) -> bytes:
    found = sorted((SITE / "assets").glob(pattern))
    if not found:
        raise BookError(f"site/assets has no {pattern}; run `make build` first")
    return found[0].read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
