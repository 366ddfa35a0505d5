"""What must hold of every page of the built site, read as files.

What is right is taken from the authors' files as they are written, or from another page that says the same; the content
model, which makes the pages, is not asked.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from scripts.checks import graph as graph_check
from scripts.checks import links
from scripts.checks.pages import Page, read_site
from tests.breadth_first import distances
from tests.conftest import PREFIX, ROOT

DOCS = ROOT / "docs"
STEPS = (
    "requirements",
    "ml-framing",
    "data-preparation",
    "model-development",
    "evaluation",
    "system-design",
    "deployment-and-monitoring",
)
OVERVIEWS = {
    *("index", "framework/index", "cases/index", "practice/index"),
    *("matrix", "graph", "glossary", "references", "tags", "settings", "accessibility"),
}
"""Pages that are no chapters of the book, below docs/ without ending."""


def page_of(path: Path) -> str:
    """Return the page of a Markdown file, below the site's root."""
    name = path.relative_to(DOCS).with_suffix("").as_posix()
    return f"{name}.html" if name == "index" or name.endswith("/index") else f"{name}/index.html"


def texts(page: Page, query: str) -> list[str]:
    """Return the text of each element that a query finds, spaces made plain."""
    return [" ".join(element.text_content().split()) for element in page.root.xpath(query)]


@pytest.fixture(scope="session")
def everything(site: Path) -> dict[str, Page]:
    """Return every HTML file of the site."""
    return read_site(site)


@pytest.fixture(scope="session")
def pages(everything: dict[str, Page]) -> dict[str, Page]:
    """Return the pages to read, without those that lead on to where a chapter has moved."""
    return {path: page for path, page in everything.items() if not page.is_redirect}


@pytest.fixture(scope="session")
def cases(pages: dict[str, Page]) -> dict[str, Page]:
    """Return the pages of cases by name."""
    found = {path.split("/")[1]: page for path, page in pages.items() if re.match(r"cases/[^/]+/index\.html$", path)}
    assert found
    return found


@pytest.fixture(scope="session")
def chapters(pages: dict[str, Page]) -> dict[str, Page]:
    """Return the pages of chapters that are no overviews."""
    overviews = {page_of(DOCS / f"{name}.md") for name in OVERVIEWS} | {"404.html"}
    return {path: page for path, page in pages.items() if path not in overviews}


@pytest.fixture(scope="session")
def graph(site: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((site / "graph.json").read_text(encoding="utf-8"))
    return found


def test_a_quoted_figure_is_never_shown_as_markup(pages: dict[str, Page]) -> None:
    """As it would be in code, where markup is shown and not meant."""
    assert [path for path, page in pages.items() if "<data" in "".join(texts(page, "//article"))] == []


def test_every_chapter_has_a_page_and_every_page_a_chapter(pages: dict[str, Page]) -> None:
    assert set(pages) == {page_of(path) for path in DOCS.rglob("*.md")} | {"404.html"}


def test_links_and_anchors_lead_somewhere(everything: dict[str, Page], site: Path) -> None:
    assert list(links.broken_links(everything, site, base=PREFIX)) == []


def test_reading_asks_no_other_host(everything: dict[str, Page]) -> None:
    assert [(page.path, address) for page in everything.values() for address in links.requests_elsewhere(page)] == []


def test_no_inline_event_handlers(everything: dict[str, Page]) -> None:
    assert [page.path for page in everything.values() if links.inline_handlers(page)] == []


def test_ids_are_unique(pages: dict[str, Page]) -> None:
    assert [page.path for page in pages.values() if len(page.ids) != len(set(page.ids))] == []


def test_nothing_of_the_machinery_shows(pages: dict[str, Page]) -> None:
    for page in pages.values():
        text = " ".join(page.root.xpath("//body//text()[not(ancestor::script or ancestor::code)]"))
        for trace in ("{{", "}}", "{%", "[@", "///", "GAP:", "{ #", "{: "):
            assert trace not in text, f"{page.path} shows {trace!r}"
        assert "\x00" not in page.text
        assert page.root.xpath("//@href[starts-with(., 'site:')] | //@was") == [], page.path


def test_a_page_says_what_it_is(pages: dict[str, Page]) -> None:
    said: set[str] = set()
    for path in DOCS.rglob("*.md"):
        page = pages[page_of(path)]
        [heading] = [text.removesuffix("¶").strip() for text in texts(page, "//h1")]
        [written] = re.findall(r"(?m)^# (.+?)(?: \{.*\})?$", path.read_text(encoding="utf-8").split("\n---\n", 1)[1])[
            :1
        ]
        assert heading.replace("’", "'") == written.replace("’", "'").replace("`", "")
        [description] = page.root.xpath("//meta[@name='description']/@content")
        assert 110 <= len(description) <= 160
        said.add(description)
    assert len(said) == len(pages) - 1  # all but the one for addresses that lead nowhere


def test_a_chapter_shows_its_facts(chapters: dict[str, Page]) -> None:
    for page in chapters.values():
        [facts] = texts(page, "//ul[contains(@class, 'chapter-facts')]")
        assert re.search(r"[1-9]\d* min read", facts), page.path
        assert re.search("Easy|Medium|Hard", facts), page.path


def test_a_chapter_lists_the_sources_it_cites_and_no_other(pages: dict[str, Page]) -> None:
    listed_somewhere = 0
    for page in pages.values():
        listed = set(page.root.xpath("//ol[contains(@class, 'sources')]/li[starts-with(@id, 'source-')]/@id"))
        led = {str(link)[1:] for link in page.root.xpath("//article//a[starts-with(@href, '#source-')]/@href")}
        cited = {str(link)[1:] for link in page.root.xpath("//article//*[@class='citation']/a/@href")}
        assert cited <= listed <= led, page.path
        listed_somewhere += len(listed)
    assert listed_somewhere > len(pages)


def test_a_relation_is_shown_on_both_chapters(pages: dict[str, Page]) -> None:
    related = {
        page.path: {
            found[0]
            for link in page.root.xpath("//ul[contains(@class, 'related')]//a/@href")
            if (found := page.resolve(str(link)))
        }
        for page in pages.values()
    }
    assert [(here, there) for here, found in related.items() for there in found if here not in related[there]] == []
    for page in pages.values():
        assert all(len(why) >= 20 for why in texts(page, "//*[@class='related__why']")), page.path


def test_a_case_shows_every_question_and_every_figure(cases: dict[str, Page]) -> None:
    for name, page in cases.items():
        questions = (DOCS / "cases" / name / "questions.yml").read_text(encoding="utf-8")
        asked = [f"q-{found}" for found in re.findall(r"(?m)^- id: (\S+)", questions)]
        shown = page.root.xpath("//details[contains(@class, 'question')]/@id")
        assert len(asked) >= 14
        assert sorted(map(str, shown)) == sorted(asked)
        figures = (DOCS / "cases" / name / "estimate.yml").read_text(encoding="utf-8")
        found = yaml.safe_load(figures)
        items = [*found["assumptions"], *found["results"]]
        named = {f"figure-{item.get('name', item.get('world'))}" for item in items}
        assert named
        rows = page.root.xpath("//tr[starts-with(@id, 'figure-')]")
        assert {row.get("id") for row in rows} == named
        assert [row.get("id") for row in rows if not re.search(r"\d", row.text_content())] == []


def test_a_decision_stands_in_its_case_its_step_and_the_matrix(pages: dict[str, Page], cases: dict[str, Page]) -> None:
    [table] = pages["matrix/index.html"].root.xpath("//table[contains(@class, 'matrix')]")
    rows = {row.get("id"): row.xpath("./td") for row in table.xpath(".//tbody/tr")}
    assert set(rows) == set(cases)
    for name, page in cases.items():
        decisions = texts(page, "//ol[contains(@class, 'decision-row')]/li/span[last()]")
        assert len(decisions) == len(STEPS)
        links_of = [cell.xpath("string(./a/@href)") for cell in rows[name]]
        assert links_of == [f"../cases/{name}/#{step}" for step in STEPS]
        for step, decision, cell in zip(STEPS, decisions, rows[name], strict=True):
            assert decision in " ".join(cell.text_content().split())
            assert decision in " ".join(pages[f"framework/{step}/index.html"].root.text_content().split())


def test_every_case_is_a_card_on_home(pages: dict[str, Page], cases: dict[str, Page]) -> None:
    linked = pages["index.html"].root.xpath("//ol[contains(@class, 'pc-cards')]/li//a/@href")
    assert sorted(map(str, linked)) == sorted(f"cases/{name}/" for name in cases)


def test_every_chapter_is_three_clicks_of_text_from_home(pages: dict[str, Page]) -> None:
    links_of: dict[str, set[str]] = {}
    for page in pages.values():
        for link in page.root.xpath("//article//a/@href | //article//a/@*[name()='xlink:href']"):
            found = page.resolve(str(link))
            if found and found[0] in pages:
                links_of.setdefault(page.path, set()).add(found[0])
    clicks = distances(links_of, "index.html")
    assert [path for path in pages if clicks.get(path, 9) > 3 and path != "404.html"] == []


def test_no_chapter_is_an_orphan_or_a_dead_end(graph: dict[str, list[dict[str, str]]]) -> None:
    arrived = {edge["target"] for edge in graph["edges"]}
    arrived |= {edge["source"] for edge in graph["edges"] if edge["type"] == "related"}
    left = {edge["source"] for edge in graph["edges"]}
    assert {node["id"] for node in graph["nodes"]} - (arrived & left) == set()


def test_each_chapter_is_in_the_graph_and_shows_its_neighborhood(
    chapters: dict[str, Page], graph: dict[str, list[dict[str, str]]]
) -> None:
    alone = {path: page for path, page in chapters.items() if not path.endswith("/interview/index.html")}
    assert set(alone) <= {f"{node['url']}index.html" for node in graph["nodes"]}
    assert not {f"{node['url']}index.html" for node in graph["nodes"]} & (set(chapters) - set(alone))
    for page in alone.values():
        assert len(page.root.xpath("//figure[@class='neighborhood']//a")) >= 3, page.path


def test_the_glossary_lists_each_term_with_its_place(pages: dict[str, Page]) -> None:
    page = pages["glossary/index.html"]
    written = (DOCS / "glossary.yml").read_text(encoding="utf-8")
    entries = page.root.xpath("//dl/div[@id]")
    assert len(entries) == len(re.findall(r"(?m)^- term: ", written))
    places = re.findall(r"(?m)^  explained: ['\"]?([^\s'\"]+)", written)
    led = sorted(str(link) for entry in entries for link in entry.xpath(".//a/@href"))
    expected = (
        f"../{chapter}/{mark}{section}" for chapter, mark, section in (place.partition("#") for place in places)
    )
    assert led == sorted(expected)
    ids = set(page.ids)
    for short in re.findall(r"(?m)^  short: ['\"]?(.+?)['\"]?$", written):
        [link] = page.root.xpath("//dt[text()=$short]/following-sibling::dd[1]/a/@href", short=short)
        assert str(link).removeprefix("#") in ids


def test_a_term_is_explained_at_its_first_use(pages: dict[str, Page]) -> None:
    marked = 0
    for page in pages.values():
        terms = page.root.xpath("//article//a[@class='term']")
        anchors = [str(link.get("href")).partition("#")[2] for link in terms]
        assert len(anchors) == len(set(anchors)), page.path
        for link in terms:
            [note] = page.root.xpath("//div[@class='term-notes']/p[@id=$id]", id=link.get("aria-describedby"))
            assert note.xpath(".//a")
        marked += len(terms)
    assert marked > len(pages)


def test_the_references_name_who_cites_them(pages: dict[str, Page]) -> None:
    page = pages["references/index.html"]
    citing: dict[str, set[str]] = {key: set() for key in keys_of_the_bibliography()}
    for other in pages.values():
        for key in other.root.xpath("//ol[contains(@class, 'sources')]/li/@id[starts-with(., 'source-')]"):
            name = str(key).removeprefix("source-")
            citing[name].add(f"../{other.path.removesuffix('index.html')}#{key}")
    for name, links_of in citing.items():
        [entry] = page.root.xpath("//li[@id=$key]", key=name)
        assert set(entry.xpath(".//*[@class='sources__cited']/a/@href")) == links_of != set()


def keys_of_the_bibliography() -> set[str]:
    """Return the keys as they stand in the file."""
    return set(re.findall(r"(?m)^@\w+\{\s*([^,\s]+)", (DOCS / "references.bib").read_text(encoding="utf-8")))


def test_the_exports_hold_what_the_pages_show(site: Path, graph: dict[str, list[dict[str, str]]]) -> None:
    exported = json.loads((site / "references.json").read_text(encoding="utf-8"))
    assert {item["id"] for item in exported} == keys_of_the_bibliography()
    assert (site / "references.bib").read_bytes() == (DOCS / "references.bib").read_bytes()
    jsonschema.validate(graph, json.loads((site / "graph.schema.json").read_text(encoding="utf-8")))
    assert list(graph_check.problems(graph, site)) == []


def test_the_picture_of_the_graph_has_every_chapter_and_the_list_every_edge(
    pages: dict[str, Page], graph: dict[str, list[dict[str, str]]]
) -> None:
    page = pages["graph/index.html"]
    drawn = page.root.xpath("//a[contains(@class, 'graph-node')]/@data-id")
    assert sorted(map(str, drawn)) == sorted(node["id"] for node in graph["nodes"])
    assert len(page.root.xpath("//details[@class='edges']//li")) == len(graph["edges"])


def test_html_is_valid(pages: dict[str, Page], site: Path) -> None:
    result = subprocess.run(
        [
            ROOT / "scripts/setup/node",
            "npx",
            "--no-install",
            "html-validate",
            "--formatter=text",
            *(site / p for p in pages),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


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


def test_a_page_that_leads_on_is_told_from_one_to_read(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text('<meta http-equiv="refresh" content="0; url=new.html"><p>Moved.</p>')
    (tmp_path / "new.html").write_text('<meta http-equiv="x-ua-compatible" content="x"><p>Here.</p>')
    assert {path: page.is_redirect for path, page in read_site(tmp_path).items()} == {
        "old.html": True,
        "new.html": False,
    }
