"""What readers transfer, counted from the files, so that it is the same on every machine."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from scripts.checks import weight
from scripts.checks.pages import Page, read_site
from tests.conftest import real_content

CONTENT = real_content()
CHAPTERS = [
    c for c in CONTENT.chapters.values() if c.fields.kind in {"case", "concept", "step", "book", "estimate", "practice"}
]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {path: page for path, page in read_site(site).items() if not page.is_redirect}


@pytest.mark.parametrize("url", [c.url for c in CHAPTERS] + ["", "graph/", "matrix/", "glossary/"])
def test_a_first_visit_keeps_its_budget(pages: dict[str, Page], site: Path, url: str) -> None:
    found = weight.first_visit(pages[f"{url}index.html"], site)
    assert found.kinds["html"] > 1000
    assert found.kinds["script"] > 1000
    assert found.total <= weight.BUDGETS["first visit"], found
    assert found.kinds["script"] <= weight.BUDGETS["script"]
    assert found.requests <= 14


def test_a_second_page_is_its_html_alone_and_small(site: Path) -> None:
    for chapter in CHAPTERS:
        file = site / f"{chapter.url}index.html"
        assert weight.packed(file) <= weight.LONGEST.get(chapter.kind.name, weight.SECOND_PAGE), chapter.id


def test_no_page_asks_for_a_script_before_it_is_painted(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.root.xpath("//script/@src") == [], page.path
        assert len(page.root.xpath("//script/@data-src")) == 2, page.path


def test_every_font_is_preloaded_by_the_pages_that_show_it(pages: dict[str, Page], site: Path) -> None:
    named = weight.fonts_named(site)
    [italic] = [name for name in named if "italic" in name]
    [of_formulas] = [name for name in named if "math" in name]
    assert len(named) == 4
    slanted = 0
    for page in pages.values():
        preloaded = {Path(str(link)).name for link in page.root.xpath("//link[@rel='preload'][@as='font']/@href")}
        shows = bool(page.root.xpath("//article//em | //article//cite"))
        slanted += shows
        unused = set() if shows else {italic}
        # Cases have few formulas and no bytes to spare: their stylesheets do not name this face.
        unused |= {of_formulas} if page.path.startswith("cases/") or not page.root.xpath("//math") else set()
        assert preloaded == named - unused, page.path
    assert 0 < slanted < len(pages) / 2


def test_nothing_unused_is_published(site: Path) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert [file for file in files if file.endswith(".map") or "lunr" in file or "/workers/" in file] == []
    # Readers draw in the room, which asks for it then; no page names it.
    assert "assets/vendor/mermaid.min.js" in files
    assert [page for page in site.rglob("*.html") if "mermaid.min.js" in page.read_text(encoding="utf-8")] == []
    assert not [file for file in files if file.startswith("assets/diagrams/")]


def test_every_text_file_has_its_compressed_copies(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".json", ".xml", ".svg", ".bib"} and file.stat().st_size >= 512:
            data = file.read_bytes()
            assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == data
            assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == data


def test_no_page_carries_what_nothing_asks_for(pages: dict[str, Page]) -> None:
    """Scripts of the theme's whose work is done elsewhere, or for parts that are off, and what `trim` takes out."""
    absent = (
        "__tabbed_",
        "var palette",
        "__md_hash",
        "md-dialog",
        "aria-labelledby=__nav_3_label aria-expanded",
        "xmlns=",
    )
    for page in pages.values():
        assert [words for words in (*absent, "name=generator", "navigation.prune") if words in page.text] == [], (
            page.path
        )
        assert len(page.root.xpath("//script[contains(., '__md_get=')]")) == 1, page.path


def test_assets_carry_a_hash_of_their_content(pages: dict[str, Page], site: Path) -> None:
    loaded = pages["index.html"].root.xpath(
        "//script/@src | //script/@data-src | //link[@rel='stylesheet' or @rel='preload']/@href"
    )
    assert len(loaded) >= 5
    for address in loaded:
        assert any(
            len(part) == 8 and part.isalnum() for part in Path(str(address)).name.replace("-", ".").split(".")
        ), address
