"""The search in a real browser: what it finds, how it is used, and what it does with bad input."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.search.index import BUDGET
from tests.conftest import until_ready


@pytest.fixture(autouse=True)
def no_errors(page: Page) -> object:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert errors == []


@pytest.fixture
def ask(page: Page, address: str) -> Callable[[str], None]:
    """Open the search on the home page and type a query."""

    def typed(query: str) -> None:
        if not page.locator(".search[open]").count():
            page.goto(f"{address}/")
            page.keyboard.press("/")
        page.locator(".search__input").fill(query)
        expect(page.locator(".search__hits")).to_have_attribute("data-query", query)

    return typed


def test_the_box_finds_a_name_an_acronym_a_misspelled_and_an_unfinished_word(
    page: Page, address: str, ask: Callable[[str], None]
) -> None:
    """What all queries find is asked of the engine alone, in test_ranking.py."""
    for query, chapter in [
        ("KV cache", "concepts/llm-serving/"),
        ("RLHF", "concepts/adaptation/"),
        ("retreival augmented generation", "cases/retrieval-augmented-generation/"),
        ("requirem", "framework/requirements/"),
    ]:
        ask(query)
        assert page.locator(".search__hit").first.evaluate("link => link.href") == f"{address}/{chapter}"


def test_the_index_is_small_and_fetched_only_when_the_search_opens(page: Page, address: str, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/", wait_until="networkidle")
    assert not [url for url in asked if re.search(r"/search[./]|minisearch|stemmer", url.removeprefix(address))]
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_contain_text("Type to search")
    page.locator(".search__input").fill("kv cache")
    expect(page.locator(".search__hit").first).to_contain_text("LLM Serving")
    [index] = [url for url in asked if re.search(r"/search[.0-9a-f]*\.json$", url)]
    data = (site / index.removeprefix(f"{address}/")).read_bytes()
    assert len(gzip.compress(data, 9)) <= BUDGET


def test_a_result_shows_kind_words_and_sections(page: Page, ask: Callable[[str], None]) -> None:
    ask("vector index")
    first = page.locator(".search__hits > li:has(.search__hit)").first
    expect(first.locator(".search__kind")).to_have_text("Concept")
    expect(first.locator("mark").first).to_be_visible()
    sections = first.locator("ul a")
    assert 1 <= sections.count() <= 3
    expect(page.get_by_role("status").filter(has_text="chapters")).to_be_visible()
    hits = page.locator(".search__hit").evaluate_all("links => links.map((link) => link.href)")
    assert len(hits) == len(set(hits))
    sections.first.click()
    expect(page.locator(".search")).to_be_hidden()
    assert "#" in page.url


def test_a_terms_definition_stands_first_with_the_way_to_where_it_is_explained(
    page: Page, address: str, ask: Callable[[str], None]
) -> None:
    for query in ("KV cache", "kv caches", "what is TTFT", "perplexty"):
        ask(query)
        first = page.locator(".search__hits > li").first
        expect(first, query).to_contain_text("Term")
        expect(first.locator("p").nth(1), query).to_contain_text(re.compile(r"^[A-Z].{40,}\.$"))
    ask("KV cache")
    page.locator(".search__definition ul a").first.click()
    expect(page).to_have_url(f"{address}/concepts/llm-serving/#kv-cache")


def test_how_many_chapters_are_shown_and_why_each_section_is(page: Page, ask: Callable[[str], None]) -> None:
    for query in ("kv cache", "latency", "what does a staff engineer say", "evict stale passages"):
        ask(query)
        shown = page.locator(".search__hit").count()
        said = page.locator(".search__status").inner_text()
        assert re.fullmatch(rf"(The best {shown} of \d+ chapters|{shown} chapters)", said), said
        silent = (
            """rows => rows.filter((row) => !row.querySelector('mark, .search__why')).map((row) => row.textContent)"""
        )
        assert page.locator(".search__hits > li:has(.search__hit) ul li").evaluate_all(silent) == [], query


def test_what_a_staff_engineer_says_is_found_in_the_levels(page: Page, ask: Callable[[str], None]) -> None:
    ask("what does a staff engineer say")
    sections = page.locator(".search__hits > li ul a").evaluate_all("links => links.map((link) => link.hash)")
    assert "#levels" in sections[:2]
    assert sections.count("#levels") >= 5


def test_the_search_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/", wait_until="networkidle")
    page.keyboard.press("s")
    expect(page.locator(".search__input")).to_be_focused()
    page.keyboard.type("beam search")
    expect(page.locator(".search__hits")).to_have_attribute("data-query", "beam search")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search__hits a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search__input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("x")
    expect(page.locator(".search__input")).to_have_value("beam searchx")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(page.locator(".search")).to_be_hidden()
    page.evaluate("window.stillHere = true")
    page.keyboard.press("/")
    expect(page.locator(".search__hits")).to_have_attribute("data-query", "beam search")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Decoding and Sampling")
    assert page.evaluate("window.stillHere") is True, "instant navigation follows a result"
    page.keyboard.press("/")
    page.locator(".search__input").fill("watermark")
    expect(page.locator(".search__hits")).to_have_attribute("data-query", "watermark")
    first = page.locator(".search__hit").first
    name = first.inner_text().removeprefix(first.locator(".search__kind").inner_text()).strip()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_search_works_by_touch(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/")
    until_ready(page)
    page.locator(".search-entry a").tap()
    page.locator(".search__input").fill("drift")
    page.locator(".search__hit").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Observability and Drift")
    context.close()


def test_a_shared_link_opens_with_its_results(page: Page, address: str, ask: Callable[[str], None]) -> None:
    ask("LoRA rank")
    shared = str(page.locator(".search__share").evaluate("link => link.href"))
    assert "q=LoRA+rank" in shared
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(".search__input")).to_have_value("LoRA rank")
    expect(page.locator(".search__hit").first).to_contain_text("Adaptation")


def test_without_scripts_the_way_in_leads_to_the_glossary(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/book/")
    page.locator(".search-entry a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    context.close()


STRANGE = (
    "?!… --- ///",
    "переводчик",
    "翻訳",
    "zzqx fjwk",
    "<img src=x onerror=alert(1)>",
    "=kv_cache _ =",
    "%00%ff \\u0000",
)


def test_strange_queries_get_a_sensible_word(page: Page, ask: Callable[[str], None]) -> None:
    for query in STRANGE:
        ask(query)
        expect(page.locator(".search__status"), query).to_contain_text(re.compile(r"Nothing was found for|chapter"))
        expect(page.locator(".search__hits a").first, query).to_be_visible()
        assert page.locator(".search img, .search script").count() == 0, query


def test_a_query_of_ten_thousand_characters_is_answered(page: Page, ask: Callable[[str], None]) -> None:
    ask("retrieval")
    page.locator(".search__input").evaluate("box => box.removeAttribute('maxlength')")
    ask("retrieval " * 1000)
    expect(page.locator(".search__hit").first).to_contain_text("Retrieval")


def test_nothing_found_offers_the_nearest_terms_and_ways_to_browse(page: Page, ask: Callable[[str], None]) -> None:
    ask("zq percep hashi")
    expect(page.locator(".search__status")).to_contain_text("chapter")
    ask("qqq xperplx")
    links = page.locator(".search__hits a")
    expect(links.first).to_have_text("perplexity")
    expect(page.locator(".search__status")).to_contain_text("Do you mean one of these?")
    ask("zzqx fjwk")
    expect(page.locator(".search__status")).not_to_contain_text("mean")
    expect(links.last).to_have_text("The knowledge graph")


def test_an_index_that_cannot_be_read_is_told_and_ways_to_browse_offered(page: Page, address: str) -> None:
    """What counts as unreadable is tested with the worker, in tests/js/search/."""
    page.context.route(
        re.compile(r"/search[.0-9a-f]*\.json$"), lambda route: route.fulfill(body='{"version": 1, "chapters": [[')
    )
    page.goto(f"{address}/book/")
    page.keyboard.press("/")
    page.locator(".search__input").fill("cache")
    expect(page.locator(".search__status")).to_contain_text("could not be read")
    page.locator(".search__input").fill("cache again")
    expect(page.locator(".search__status")).to_contain_text("could not be read")
    page.locator(".search__hits").get_by_role("link", name="All terms").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")


def test_an_index_that_could_not_be_read_is_read_again_when_the_reader_types_on(page: Page, address: str) -> None:
    page.context.route(re.compile(r"/search[.0-9a-f]*\.json$"), lambda route: route.abort(), times=1)
    page.goto(f"{address}/book/")
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_contain_text("could not be read")
    page.locator(".search__input").fill("kv cache")
    expect(page.locator(".search__hit").first).to_be_visible()


def test_the_search_goes_on_without_a_connection(page: Page, ask: Callable[[str], None]) -> None:
    ask("cache")
    page.context.set_offline(True)
    ask("quantization")
    expect(page.locator(".search__hit").first).to_be_visible()
    page.context.set_offline(False)
