"""What the built site says to those who find or share it: search engines, other sites, feed readers, programs."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from scripts.checks.pages import Page, read_site
from scripts.finish.document import site_address
from tests.conftest import real_content

CONTENT = real_content()
CHAPTERS = list(CONTENT.chapters.values())
ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("og:title", "og:description", "og:type", "og:url", "og:image", "og:site_name", "twitter:card")
MOST_LINKED_DATA = 300
"""Bytes of a page, compressed, that what it says of itself to search engines may take."""
_LINKED_DATA = re.compile(r"<script type=application/ld\+json>.*?</script>", re.DOTALL)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return read_site(site)


@pytest.fixture(scope="module")
def base(site: Path) -> str:
    return site_address(site)


def said(page: Page) -> dict[str, str]:
    """Return what the head of a page says once by each name."""
    found = page.root.xpath("/html/head/meta[@property or @name='twitter:card']")
    names = [element.get("property") or element.get("name") for element in found]
    assert Counter(names) == Counter(ONCE), page.path
    return {name: element.get("content") for name, element in zip(names, found, strict=True)}


def linked_data(page: Page) -> list[dict[str, Any]]:
    [script] = page.root.xpath("/html/head/script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def in_site(address: str, site: Path, base: str) -> Path:
    """Return the file of an address of this site."""
    assert address.startswith(base), address
    path = urlsplit(address).path.removeprefix(urlsplit(base).path)
    return site / f"{path}index.html" if not path or path.endswith("/") else site / path


def test_every_page_says_once_how_it_is_shared(pages: dict[str, Page], site: Path, base: str) -> None:
    for chapter in CHAPTERS:
        page = pages[f"{chapter.url}index.html"]
        found = said(page)
        address = base + chapter.url
        assert found["og:title"] == chapter.title
        assert found["og:description"] == chapter.fields.description
        assert found["og:site_name"] == "Probabilistic Core"
        assert found["og:url"] == address
        assert page.root.xpath("/html/head/link[@rel='canonical']/@href") == [address]
        assert in_site(found["og:url"], site, base) == site / page.path


def test_every_page_has_a_picture_of_its_own(pages: dict[str, Page], site: Path, base: str) -> None:
    files = [in_site(said(pages[f"{c.url}index.html"])["og:image"], site, base) for c in CHAPTERS]
    assert len(set(files)) == len(CHAPTERS)
    for file in files:
        assert file.stat().st_size <= 25_000, file
        with Image.open(file) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630)), file
    assert set(files) == set((site / "assets/cards").rglob("*.png"))


def test_every_page_says_what_it_is(pages: dict[str, Page], site: Path, base: str) -> None:
    for chapter in CHAPTERS:
        page = pages[f"{chapter.url}index.html"]
        nodes = {node["@type"]: node for node in linked_data(page)}
        address = base + chapter.url
        if not chapter.url:
            assert nodes == {"WebSite": nodes["WebSite"]}
            assert nodes["WebSite"]["url"] == address
            continue
        trail = nodes.pop("BreadcrumbList")["itemListElement"]
        assert trail[0]["item"] == base
        assert (trail[-1]["name"], trail[-1]["item"]) == (chapter.title, address)
        assert all(in_site(item["item"], site, base).is_file() for item in trail)
        assert list(nodes) == ([] if chapter.fields.kind == "page" else ["LearningResource"])
        for node in nodes.values():
            assert (node["name"], node["url"]) == (chapter.title, address)
            assert ("about" in node) == (chapter.fields.kind == "book")


def test_what_a_page_says_of_itself_is_light(pages: dict[str, Page]) -> None:
    for chapter in CHAPTERS:
        page = pages[f"{chapter.url}index.html"].text
        without, count = _LINKED_DATA.subn("", page)
        assert count == 1
        sizes = [len(gzip.compress(text.encode(), 9)) for text in (page, without)]
        assert sizes[0] - sizes[1] <= MOST_LINKED_DATA, chapter.id


def test_a_page_that_leads_nowhere_is_not_shared(pages: dict[str, Page]) -> None:
    assert not pages["404.html"].root.xpath("//meta[@property] | //script[@type='application/ld+json']")


def test_home_alone_leads_to_the_feed(pages: dict[str, Page]) -> None:
    query = "/html/head/link[@rel='alternate'][@type='application/atom+xml']/@href"
    found = {path: page.root.xpath(query) for path, page in pages.items()}
    assert {path: links for path, links in found.items() if links} == {"index.html": ["feed.xml"]}


def test_the_feed_is_valid_and_leads_to_pages(site: Path, base: str) -> None:
    root = ElementTree.fromstring((site / "feed.xml").read_bytes())  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")
    assert 1 < len(entries) <= 40
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [element.findtext(f"{ATOM}id") or "" for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(base) for name in ids)
    days = [datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "") for element in (root, *entries)]
    assert days[1:] == sorted(days[1:], reverse=True)
    assert days[0] == days[1]
    for element in (root, *entries):
        assert element.findtext(f"{ATOM}title")
        for link in element.findall(f"{ATOM}link"):
            assert in_site(link.attrib["href"], site, base).is_file()
    assert any((entry.findtext(f"{ATOM}title") or "").startswith("Changes of ") for entry in entries)


def test_programs_find_every_page_as_markdown(site: Path, base: str) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Probabilistic Core\n\n> ")
    links = re.findall(r"^- \[.+\]\((.+)\): .+$", text, re.MULTILINE)
    twins = {file for file in site.rglob("index.md") if (file.parent / "index.html").is_file()}
    assert {in_site(link, site, base) for link in links} == twins
    assert len(links) == len(twins) == len(CHAPTERS)
    assert f"Sitemap: {base}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")
