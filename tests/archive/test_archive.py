"""The site unpacked from its zip and opened from the file system, with and without scripts."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.archive.__main__ import pack
from scripts.archive.folder import ArchiveError, by_file, make
from scripts.finish.document import elements, parse
from scripts.paths import SITE

HOSTED = {"_headers", "service-worker.js", "sitemap.xml", "404.html", "offline.json"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that a reader has after unpacking, with a space and a hash in the name above it."""
    work = tmp_path_factory.mktemp("archive")
    pack(SITE, work / "core.zip")
    with zipfile.ZipFile(work / "core.zip") as archive:
        archive.extractall(work / "My books #1")
    return work / "My books #1" / "core"


@pytest.fixture
def opened(page: Page) -> Iterator[Page]:
    """Return a page that asks for nothing but files, finds each, and meets no error."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:", "blob:")) else found.append(one.url))
    # A page that is left asks for its icon no more.
    page.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else found.append(one.url))
    yield page
    assert found == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("../x/", "../x/index.html"),
        ("../x/#part", "../x/index.html#part"),
        ("./?e=a:1", "./index.html?e=a:1"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("#part", "#part"),
        ("?q=a", "?q=a"),
        ("../a.css", "../a.css"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("//example.org/x/", "//example.org/x/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_names_the_page_of_a_folder(address: str, written: str) -> None:
    assert by_file(address) == written


def test_every_link_of_every_page_leads_to_a_file(unpacked: Path) -> None:
    pages = [page.relative_to(unpacked).as_posix() for page in unpacked.rglob("*.html")]
    assert len(pages) > 70
    lost = set()
    for page in pages:
        for node in elements(parse((unpacked / page).read_text(encoding="utf-8"))):
            for name in ("href", "src", "data-src"):
                parts = urlsplit(node.attributes.get(name) or "")
                if parts.path and not parts.netloc and not parts.scheme:
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
                    if not (unpacked / target).is_file():
                        lost.add((page, parts.path))
    assert lost == set()


def test_what_only_a_host_needs_is_not_in_it(unpacked: Path) -> None:
    files = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()}
    assert not files & HOSTED
    assert not [file for file in files if file.endswith((".gz", ".br"))]
    assert "READ ME.txt" in files


def test_the_search_finds_and_leads_to_the_section(opened: Page, unpacked: Path) -> None:
    opened.goto((unpacked / "index.html").as_uri())
    opened.keyboard.press("/")
    opened.get_by_role("searchbox").fill("paged attention")
    expect(opened.locator(".search__hits a").first).to_be_visible()
    opened.keyboard.press("Enter")
    expect(opened).to_have_url((unpacked / "concepts/llm-serving/index.html").as_uri() + "#kv-cache")


def test_an_estimate_moves_and_its_link_can_be_opened(opened: Page, unpacked: Path) -> None:
    opened.goto((unpacked / "cases/smart-compose/index.html").as_uri() + "#numbers")
    expect(opened.locator(".pc-alive")).to_be_attached()
    opened.locator(".pc-assumed .pc-slider").first.press("End")
    expect(opened.locator(".pc-live__count")).to_contain_text("1 assumption differs")
    opened.wait_for_url("**/smart-compose/index.html?e=*")
    opened.reload()
    expect(opened.locator(".pc-live__count")).to_contain_text("1 assumption differs")


def test_cards_graph_and_room_have_their_data(opened: Page, unpacked: Path) -> None:
    opened.goto((unpacked / "practice/flashcards/index.html").as_uri())
    opened.get_by_role("button", name="Show the answer").click()
    expect(opened.get_by_role("button", name="Again")).to_be_visible()
    opened.goto((unpacked / "graph/index.html").as_uri())
    expect(opened.locator("knowledge-graph[data-ready]")).to_be_attached()
    opened.goto((unpacked / "practice/room/index.html").as_uri())
    opened.get_by_role("button", name="Start the clock").click()
    expect(opened.get_by_role("button", name="1 Requirements")).to_be_visible()
    opened.goto((unpacked / "settings/index.html").as_uri())
    expect(opened.get_by_text("you opened it from a folder")).to_be_visible()


def test_the_text_of_a_page_and_the_case_beside_an_attempt_are_at_hand(opened: Page, unpacked: Path) -> None:
    opened.goto((unpacked / "cases/index.html").as_uri())
    opened.mouse.wheel(0, 10)
    text = "async (address) => (await fetch(address)).text()"
    assert "# The ten cases" in opened.evaluate(text, "index.md")
    assert 'id="first-pass"' in opened.evaluate(text, "smart-compose/")


def test_a_link_that_a_script_made_leads_to_the_page(opened: Page, unpacked: Path) -> None:
    opened.goto((unpacked / "cases/smart-compose/index.html").as_uri())
    opened.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<a href=\"../text-to-image/#prompt\">There</a>')"
    )
    opened.get_by_role("link", name="There", exact=True).click()
    expect(opened).to_have_url((unpacked / "cases/text-to-image/index.html").as_uri() + "#prompt")


def test_without_scripts_links_lead_on(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".md-content").get_by_role("link", name="the seven steps", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The seven-step framework")
    context.close()


def test_the_same_site_gives_the_same_zip(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<title>One</title><a href=b/>B</a>", encoding="utf-8")
    packed = []
    for name in ("one", "two"):
        pack(site, tmp_path / name / "core.zip")
        packed.append((tmp_path / name / "core.zip").read_bytes())
    assert packed[0] == packed[1]


def test_without_a_site_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"site/index.html is missing; run `make build` first"):
        make(tmp_path / "site", tmp_path / "out")
