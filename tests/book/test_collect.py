"""Chapters of a book: what they keep of a page, their ids, where their links lead."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest
from lxml import html

from scripts.book.collect import BookError, Chapter, Drawing, Entry, collect, entries, text_of
from scripts.checks.pages import Page
from scripts.content.model import Content
from scripts.content.settings import Settings

ADDRESS = "https://study.example.org/"
ONE, TWO, ROOM = "cases/one/index.html", "two/index.html", "room/index.html"

OTHER = "<h1 id=two>Two</h1><p id=part>Part.</p>"


def page(path: str, body: str) -> Page:
    text = (
        f"<html><body><nav><h1>No article</h1></nav><article class='md-content__inner'>{body}</article></body></html>"
    )
    return Page(path, html.document_fromstring(text), text)


def collected(
    one: str, two: str = "<h1 id=two>Two</h1><p id=part>Part.</p>", drawing: Drawing = "wide"
) -> list[Chapter]:
    pages = {ONE: page(ONE, one), TWO: page(TWO, two), ROOM: page(ROOM, "<h1 id=room>Room</h1>")}
    return collect(pages, [Entry(ONE, ("Cases",)), Entry(TWO, ())], ADDRESS, drawing)


def written(one: str, **more: Any) -> str:
    return str(html.tostring(collected(one, **more)[0].body, encoding="unicode"))


def links(one: str) -> list[str]:
    return [str(link) for link in collected(one)[0].body.xpath(".//@href")]


def test_chapters_have_names_titles_and_sections() -> None:
    one, two = collected("<h1 id=one>One <em>case</em><a class=headerlink href=#one>¶</a></h1><h2 id=first>First</h2>")
    assert (one.name, one.title, one.parts) == ("cases-one", "One case", ("Cases",))
    assert one.sections == [("cases-one--first", "First")]
    assert (two.name, two.title, two.parts) == ("two", "Two", ())


def test_the_same_id_on_two_pages_becomes_two() -> None:
    chapters = collected(
        "<h1 id=same>One</h1><svg><path id=arc></path></svg>", two="<h1 id=same>Two</h1><p id=arc></p>"
    )
    ids = [str(found) for chapter in chapters for found in chapter.body.xpath("descendant-or-self::*/@id")]
    assert ids == ["cases-one", "cases-one--same", "cases-one--arc", "two", "two--same", "two--arc"]


def test_what_refers_to_an_id_follows_it() -> None:
    one = collected("<p id=a>A</p><svg aria-labelledby='a'><textpath xlink:href='#a'>A</textpath></svg>")[0].body
    assert one.xpath(".//svg/@aria-labelledby") == ["cases-one--a"]
    assert [node.get("xlink:href") for node in one.iter("textpath")] == ["#cases-one--a"]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("#here", "#cases-one--here"),
        ("../../two/", "#two"),
        ("../../two/#part", "#two--part"),
        ("../../two/?e=price:4", f"{ADDRESS}two/?e=price:4"),
        ("../../room/", f"{ADDRESS}room/"),
        ("../../room/#room", f"{ADDRESS}room/#room"),
        ("estimate.json", f"{ADDRESS}cases/one/estimate.json"),
        ("https://arxiv.org/abs/1", "https://arxiv.org/abs/1"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_lead_inside_the_book_or_to_an_address(link: str, target: str) -> None:
    assert links(f"<p id=here><a href='{link}'>there</a></p>") == [target]


def test_a_link_to_what_is_left_out_leads_to_its_chapter() -> None:
    assert links("<p><a href='#neighborhood'>there</a></p><h3 id=neighborhood>Neighborhood</h3>") == ["#cases-one"]


def test_a_link_to_nothing_is_an_error() -> None:
    with pytest.raises(BookError, match=r"site/cases/one/index\.html: '\.\./\.\./two/#gone' names no id"):
        collected("<a href='../../two/#gone'>there</a>")


def test_a_missing_page_and_a_missing_article_are_errors() -> None:
    with pytest.raises(BookError, match=r"site/two/index\.html is missing"):
        collect({}, [Entry(TWO, ())], ADDRESS, "wide")
    bare = Page(TWO, html.document_fromstring("<p>No article</p>"), "")
    with pytest.raises(BookError, match="has no article"):
        collect({TWO: bare}, [Entry(TWO, ())], ADDRESS, "wide")


@pytest.mark.parametrize(
    "gone",
    [
        "<nav class=pc-spine>gone</nav>",
        "<nav class=md-tags>gone</nav>",
        "<div class=term-notes>gone</div>",
        "<p class=pc-foot>gone</p>",
        "<figure class='wide neighborhood'>gone</figure>",
        "<button>gone</button>",
        "<form><input value=1>gone</form>",
        "<ul><li><attempt-first><button>gone</button></attempt-first></li></ul>",
        "<p hidden>gone</p>",
        "<script>gone</script>",
        "<details class=diagram-legend-fold><summary>gone</summary></details>",
    ],
)
def test_what_needs_a_screen_is_left_out(gone: str) -> None:
    body = collected(f"<p>before</p>{gone}<p>after</p>")[0].body
    assert text_of(body) in {"beforeafter", "before after"}


def test_the_text_behind_what_is_left_out_stays() -> None:
    assert "before , behind" in text_of(collected("<p>before <button>gone</button>, behind</p>")[0].body)


def test_what_only_a_script_knows_is_unwrapped() -> None:
    made = written(
        "<live-estimate><p>It costs <data value=x>$4</data> a day.</p></live-estimate><p data-x=1 title=t>T</p>"
    )
    assert "<p>It costs $4 a day.</p><p>T</p>" in made


def test_a_box_to_tick_is_drawn() -> None:
    assert '<li><span class="tick"></span> Say it.</li>' in written("<ul><li><input type=checkbox> Say it.</li></ul>")


def test_folds_are_open() -> None:
    assert '<details open="open">' in written("<details><summary>Question</summary><p>Answer</p></details>").replace(
        "<details open>", '<details open="open">'
    )


def test_text_behind_an_opportunity_to_break_stands_behind_it() -> None:
    body = collected("<p>a<wbr>b<b>c</b>d</p>")[0].body
    assert [len(node) for node in body.iter("wbr")] == [0]
    assert text_of(body) == "abcd"


def test_switches_that_are_gone_hide_nothing() -> None:
    assert "matrix-view" not in written("<div class=matrix-view><table class=matrix></table></div>")
    assert "pc-one-page" not in written("<div class=pc-one-page><p>Say it.</p></div>")


@pytest.mark.parametrize(("drawing", "kept"), [("wide", "w"), ("narrow", "n")])
def test_one_drawing_of_two_is_kept(drawing: Drawing, kept: str) -> None:
    both = "<div class=diagram-box><svg><text>w</text></svg><svg><text>n</text></svg></div>"
    alone = "<div class=diagram-box><svg><text>alone</text></svg></div>"
    assert text_of(collected(both + alone, drawing=drawing)[0].body) == f"{kept}alone"


def test_pages_are_not_changed() -> None:
    pages = {TWO: page(TWO, "<h1 id=two>Two</h1><button>Stays</button>")}
    before = html.tostring(pages[TWO].root)
    collect(pages, [Entry(TWO, ())], ADDRESS, "wide")
    assert html.tostring(pages[TWO].root) == before


def test_entries_follow_the_navigation_without_scripts_pages() -> None:
    urls = {"index": "", "cases/index": "cases/", "cases/one": "cases/one/", "practice/room": "practice/room/"}
    chapters = {
        name: SimpleNamespace(id=name, path=PurePosixPath(f"{name}.md"), url=url)
        for name, url in {**urls, "glossary": "glossary/"}.items()
    }
    settings = Settings(nav=tuple(f"{name}.md" for name in chapters), tags={}, parts={"cases/one.md": ("Cases",)})
    pages = {"room": chapters["practice/room"], "glossary": chapters["glossary"]}
    content = cast(Content, SimpleNamespace(chapters=chapters, pages=pages, settings=settings))
    expected = [Entry("cases/index.html", ()), Entry("cases/one/index.html", ("Cases",))]
    assert entries(content) == [*expected, Entry("glossary/index.html", ())]
    assert entries(content, ("room", "glossary")) == expected
