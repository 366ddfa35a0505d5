"""The document that is printed, and the contents of every edition."""

from __future__ import annotations

from datetime import date

from lxml import html

from scripts.book.collect import Chapter
from scripts.book.contents import tree
from scripts.book.cover import About, cover
from scripts.book.paper import A4, PHONE, document

ABOUT = About("A & B", "A sentence.", date(2026, 11, 9), "https://study.example.org/", "<svg></svg>")


def chapter(name: str, *parts: str, more: str = "") -> Chapter:
    body = html.fragment_fromstring(f"<article id={name}><h1>{name}</h1><h2 id={name}--s>S</h2>{more}</article>")
    return Chapter(name, f"Title of {name}", parts, body)


def chapters() -> list[Chapter]:
    return [chapter("a"), chapter("b", "P"), chapter("c", "P", "Q"), chapter("d", "P", "Q"), chapter("e", "R")]


def test_the_contents_are_a_tree_of_parts() -> None:
    top = tree(chapters())
    assert [branch.title for branch in top] == ["Title of a", "P", "R"]
    assert [branch.title for branch in top[1].below] == ["Title of b", "Q"]
    assert [branch.title for branch in top[1].below[1].below] == ["Title of c", "Title of d"]


def test_a_document_holds_the_chapters_in_order_with_links_from_its_contents() -> None:
    root = html.document_fromstring(document(chapters(), ABOUT, A4, ["assets/a.css"]))
    assert root.xpath("//article/@id") == list("abcde")
    assert root.xpath("//nav//a/@href") == ["#a", "#b", "#c", "#d", "#e"]
    assert root.xpath("//link/@href") == ["assets/a.css"]
    assert root.xpath("string(//title)") == "A & B"


def test_headings_stand_below_those_of_their_parts() -> None:
    root = html.document_fromstring(document(chapters(), ABOUT, A4, []))
    levels = [(node.text, node.get("aria-level")) for node in root.xpath("//*[@aria-level]") if node.text != "S"]
    assert levels == [("a", "1"), ("P", "1"), ("b", "2"), ("Q", "2"), ("c", "3"), ("d", "3"), ("R", "1"), ("e", "2")]
    assert root.xpath("//h2/@aria-level") == ["2", "3", "4", "4", "3"]


def test_only_a_matrix_turns_its_page() -> None:
    made = document([chapter("a"), chapter("m", more="<table class='wide matrix'></table>")], ABOUT, A4, [])
    assert [node.get("class") for node in html.document_fromstring(made).xpath("//div[article]")] == [
        "book-chapter",
        "book-chapter book-across",
    ]


def test_paper_has_its_size() -> None:
    assert "size: 210mm 297mm" in document([], ABOUT, A4, [])
    assert "size: 105mm 187mm" in document([], ABOUT, PHONE, [])


def test_a_drawing_is_no_higher_than_a_page_of_a_phone() -> None:
    assert "max-height: 152mm" in document([], ABOUT, PHONE, [])


def test_the_cover_says_what_the_book_is() -> None:
    made = cover(ABOUT)
    for said in ("A &amp; B", "A sentence.", "9 November 2026", ABOUT.sign, ABOUT.address, "CC BY 4.0"):
        assert said in made
