"""What must hold of every page of the built site, read as files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from scripts.checks import addresses, links
from scripts.checks import graph as graph_check
from scripts.checks.pages import Page, read_site
from scripts.content import model
from scripts.content.model import Content
from scripts.content.steps import SLUGS
from scripts.pages import downloads
from tests.breadth_first import distances
from tests.conftest import PREFIX, ROOT


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    return read_site(site)


@pytest.fixture(scope="session")
def content() -> Content:
    return model.load(ROOT)


def test_every_chapter_has_a_page_and_every_page_a_chapter(pages: dict[str, Page], content: Content) -> None:
    assert set(pages) == {f"{chapter.url}index.html" for chapter in content.chapters.values()} | {"404.html"}


def test_links_and_anchors_lead_somewhere(pages: dict[str, Page], site: Path) -> None:
    assert list(links.broken_links(pages, site, base=PREFIX)) == []


def test_reading_asks_no_other_host(pages: dict[str, Page]) -> None:
    assert [(page.path, address) for page in pages.values() for address in links.requests_elsewhere(page)] == []


def test_no_inline_event_handlers(pages: dict[str, Page]) -> None:
    assert [(page.path, links.inline_handlers(page)) for page in pages.values() if links.inline_handlers(page)] == []


def test_ids_are_unique(pages: dict[str, Page]) -> None:
    assert [page.path for page in pages.values() if len(page.ids) != len(set(page.ids))] == []


def test_nothing_of_the_machinery_shows(pages: dict[str, Page]) -> None:
    for page in pages.values():
        text = " ".join(page.root.xpath("//body//text()[not(ancestor::script or ancestor::code)]"))
        for trace in ("{{", "}}", "{%", "[@", "///", "GAP:", "{ #", "{: "):
            assert trace not in text, f"{page.path} shows {trace!r}"
        assert "\x00" not in page.text


def test_a_page_says_what_it_is(pages: dict[str, Page], content: Content) -> None:
    for chapter in content.chapters.values():
        page = pages[f"{chapter.url}index.html"]
        [heading] = page.root.xpath("//h1")
        assert heading.text_content().strip().removesuffix("¶") == chapter.title
        assert page.root.xpath("//meta[@name='description']/@content") == [chapter.fields.description]


def test_a_chapter_shows_its_facts_sources_and_related_chapters(pages: dict[str, Page], content: Content) -> None:
    for chapter in content.chapters.values():
        if chapter.fields.kind == "page":
            continue
        page = pages[f"{chapter.url}index.html"]
        [facts] = page.root.xpath("//ul[contains(@class, 'chapter-facts')]")
        assert f"{chapter.minutes} min read" in facts.text_content()
        assert chapter.fields.difficulty.capitalize() in facts.text_content()
        assert [li.get("id") for li in page.root.xpath("//ol[contains(@class, 'sources')]/li")] == [
            f"source-{key}" for key in chapter.cited
        ]
        shown = page.root.xpath("//ul[contains(@class, 'related')]//*[@class='related__why']/text()")
        expected = [r.why for r in [*content.related(chapter.id), *content.referred_by(chapter.id)]]
        assert shown == expected


def test_the_case_shows_every_question_and_every_figure(pages: dict[str, Page], content: Content) -> None:
    for case in content.of_kind("case"):
        page = pages[f"{case.url}index.html"]
        assert len(page.root.xpath("//details[contains(@class, 'question')]")) == len(case.questions)
        assert case.estimate is not None
        for name in case.estimate.values:
            [row] = page.root.xpath(f"//tr[@id='figure-{name}']")
            assert case.estimate.display(name) in row.text_content()


def test_each_step_shows_how_the_cases_decide_it(pages: dict[str, Page], content: Content) -> None:
    for step in content.of_kind("step"):
        text = pages[f"{step.url}index.html"].root.text_content()
        for case, decision in content.decisions(step.name):
            assert case.title in text
            assert decision in text


def test_only_written_cases_are_links_on_the_home_page(pages: dict[str, Page], content: Content) -> None:
    cards = pages["index.html"].root.xpath("//ol[contains(@class, 'cards--cases')]/li")
    assert len(cards) == len(content.cards) == 10
    linked = [card.xpath(".//a")[0].text for card in cards if card.xpath(".//a")]
    assert linked == [card.title for card in content.cards if f"cases/{card.slug}" in content.chapters]


def test_every_chapter_is_three_clicks_of_text_from_home(pages: dict[str, Page], content: Content) -> None:
    links_of: dict[str, set[str]] = {}
    for page in pages.values():
        for link in page.root.xpath("//article//a/@href | //article//a/@*[name()='xlink:href']"):
            found = page.resolve(str(link))
            if found and found[0] in pages:
                links_of.setdefault(page.path, set()).add(found[0])
    clicks = distances(links_of, "index.html")
    far = {c.id: clicks.get(f"{c.url}index.html") for c in content.chapters.values()}
    assert {name: count for name, count in far.items() if count is None or count > 3} == {}


def test_no_chapter_is_an_orphan_or_a_dead_end(content: Content) -> None:
    graph = content.graph
    arrived = {edge.target for edge in graph.edges} | {e.source for e in graph.edges if e.type == "related"}
    left = {edge.source for edge in graph.edges}
    assert {node.id for node in graph.nodes} - (arrived & left) == set()


def test_each_chapter_shows_its_neighborhood(pages: dict[str, Page], content: Content) -> None:
    for node in content.graph.nodes:
        links = pages[f"{node.url}index.html"].root.xpath("//figure[@class='neighborhood']//a")
        assert len(links) >= 3, node.id


def test_the_matrix_has_a_cell_for_each_case_and_step(pages: dict[str, Page], content: Content) -> None:
    [table] = pages["matrix/index.html"].root.xpath("//table[contains(@class, 'matrix')]")
    rows = table.xpath(".//tbody/tr")
    assert len(rows) == len(content.of_kind("case"))
    for row, case in zip(rows, content.of_kind("case"), strict=True):
        cells = row.xpath("./td")
        assert [cell.xpath("string(./a/@href)") for cell in cells] == [f"../{case.url}#{step}" for step in SLUGS]
        for cell, step in zip(cells, SLUGS, strict=True):
            assert case.fields.decisions[step] in cell.text_content()
        own = pages[f"{case.url}index.html"].root.xpath("//ol[contains(@class, 'decision-row')]/li")
        assert len(own) == len(SLUGS)


def test_the_glossary_lists_each_term_with_its_place(pages: dict[str, Page], content: Content) -> None:
    page = pages["glossary/index.html"]
    for term in content.terms:
        [entry] = page.root.xpath("//dl/div[@id=$anchor]", anchor=term.anchor)
        assert term.definition in entry.text_content()
        where = f"../{content.chapters[term.chapter].url}" + (f"#{term.section}" if term.section else "")
        assert entry.xpath(".//a/@href") == [where]
        if term.short:
            assert page.root.xpath("//dt[text()=$short]/following-sibling::dd/a/@href", short=term.short) == [
                f"#{term.anchor}"
            ]


def test_a_term_is_explained_at_its_first_use(pages: dict[str, Page]) -> None:
    marked = 0
    for page in pages.values():
        links = page.root.xpath("//article//a[@class='term']")
        anchors = [str(link.get("href")).partition("#")[2] for link in links]
        assert len(anchors) == len(set(anchors)), page.path
        for link in links:
            [note] = page.root.xpath("//div[@class='term-notes']/p[@id=$id]", id=link.get("aria-describedby"))
            assert note.xpath(".//a")
        marked += len(links)
    assert marked > len(pages)


def test_the_references_name_who_cites_them(pages: dict[str, Page], content: Content) -> None:
    page = pages["references/index.html"]
    for key in content.sources:
        [entry] = page.root.xpath("//li[@id=$key]", key=key)
        cited = entry.xpath(".//*[@class='sources__cited']/a/@href")
        assert cited == [f"../{chapter.url}#source-{key}" for chapter in content.citing[key]]


def test_the_exports_hold_what_the_pages_show(site: Path, content: Content) -> None:
    assert {item["id"] for item in json.loads((site / downloads.CSL_JSON).read_text())} == set(content.sources)
    assert (site / downloads.BIBTEX).read_text().count("\n@") + 1 >= len(content.sources)
    graph = json.loads((site / downloads.GRAPH).read_text())
    jsonschema.validate(graph, json.loads((site / downloads.GRAPH_SCHEMA).read_text()))
    assert list(graph_check.problems(graph, site)) == []


def test_the_picture_of_the_graph_has_every_chapter_and_the_list_every_edge(
    pages: dict[str, Page], content: Content
) -> None:
    page = pages["graph/index.html"]
    assert page.root.xpath("//a[contains(@class, 'graph-node')]/@data-id") != []
    assert set(page.root.xpath("//a[contains(@class, 'graph-node')]/@data-id")) == {n.id for n in content.graph.nodes}
    assert len(page.root.xpath("//details[@class='edges']//li")) == len(content.graph.edges)


def test_html_is_valid(site: Path) -> None:
    result = subprocess.run(
        [ROOT / "scripts/setup/node", "npx", "--no-install", "html-validate", "--formatter=text", f"{site}/**/*.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


def test_addresses_that_were_published_lead_somewhere(pages: dict[str, Page]) -> None:
    assert addresses.problems(pages, addresses.read_list()) == []


def test_an_address_that_goes_is_refused_unless_it_redirects(tmp_path: Path) -> None:
    for name, text in {
        "index.html": "<article><h2 id='kept'>x</h2></article>",
        "moved/index.html": "<meta http-equiv='refresh' content='0; url=../'>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{text}</body></html>")
    listed = {"", "#kept", "#renamed", "moved/", "moved/#part", "gone/"}
    said = addresses.problems(read_site(tmp_path), listed)
    assert [sentence.split(" was published")[0] for sentence in said] == ["'#renamed'", "'gone/'"]


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="gone/">x</a><a href="#no">y</a><a href="a.html#yes">z</a><img src="https://example.org/i.png">'
    )
    (tmp_path / "a.html").write_text('<p id="yes" onclick="x()">a</p>')
    found = read_site(tmp_path)
    assert list(links.broken_links(found, tmp_path)) == [
        "index.html: 'gone/' leads to no file",
        "index.html: '#no' names no id of index.html",
    ]
    assert list(links.requests_elsewhere(found["index.html"])) == ["https://example.org/i.png"]
    assert links.inline_handlers(found["a.html"]) == ["x()"]
