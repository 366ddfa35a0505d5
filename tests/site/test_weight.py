"""What readers transfer, counted from the files, so that it is the same on every machine."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page as BrowserPage

from scripts.checks import weight
from scripts.checks.pages import Page, read_site
from scripts.content import model
from tests.conftest import ROOT

CONTENT = model.load(ROOT)
CHAPTERS = [c for c in CONTENT.chapters.values() if c.fields.kind in {"case", "concept", "step", "book"}]


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
        assert weight.packed(file) <= weight.LONGEST.get(chapter.id, weight.SECOND_PAGE), chapter.id


def test_no_page_asks_for_a_script_before_it_is_painted(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.root.xpath("//script/@src") == [], page.path
        assert len(page.root.xpath("//script/@data-src")) == 2, page.path


@pytest.mark.parametrize(
    ("url", "fonts"),
    [
        ("tags/", ["source-sans-3", "source-serif-4"]),
        ("book/", ["source-sans-3", "source-serif-4", "source-serif-4-italic"]),
        ("cases/smart-compose/", ["source-sans-3", "source-serif-4"]),
        ("concepts/retrieval/", ["source-sans-3", "source-serif-4", "stix-two-math"]),
    ],
)
def test_a_page_counts_the_fonts_that_it_fetches(
    pages: dict[str, Page], site: Path, page: BrowserPage, address: str, url: str, fonts: list[str]
) -> None:
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url) if request.resource_type == "font" else None)
    page.goto(f"{address}/{url}", wait_until="networkidle")
    assert sorted(Path(name).name.split(".")[0] for name in fetched) == fonts
    counted = weight.first_visit(pages[f"{url}index.html"], site).kinds["font"]
    assert counted == sum(len(file.read_bytes()) for name in fonts for file in site.glob(f"assets/fonts/{name}.*"))


def test_nothing_unused_is_published(site: Path) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert [file for file in files if file.endswith(".map") or "lunr" in file or "/workers/" in file] == []
    assert "assets/vendor/mermaid.min.js" not in files
    assert not [file for file in files if file.startswith("assets/diagrams/")]


def test_every_text_file_has_its_compressed_copies(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".json", ".xml", ".svg", ".bib"} and file.stat().st_size >= 512:
            data = file.read_bytes()
            assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == data
            assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == data


def test_assets_carry_a_hash_of_their_content(pages: dict[str, Page], site: Path) -> None:
    loaded = pages["index.html"].root.xpath("//script/@src | //script/@data-src | //link[@rel='stylesheet']/@href")
    assert len(loaded) >= 3
    for address in loaded:
        assert any(
            len(part) == 8 and part.isalnum() for part in Path(str(address)).name.replace("-", ".").split(".")
        ), address
