"""The EPUB: its files, its XML, where its links lead. What epubcheck says of a whole one is told by `make book`."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from scripts.book import epub, xhtml
from scripts.book.collect import BookError, Chapter
from scripts.book.cover import About

ABOUT = About("A & B", "A sentence.", date(2026, 11, 9), "https://study.example.org/", "<svg></svg>")
SVG = "<svg viewbox='0 0 9 9'><textpath startoffset='50%' xlink:href='#a--arc'>T</textpath></svg>"
LINKS = "<a href='#b--t'>t</a> <a href='#b'>b</a>"
OPF = "{http://www.idpf.org/2007/opf}"


def chapter(name: str, body: str, *parts: str) -> Chapter:
    return Chapter(name, f"Title & {name}", parts, html.fragment_fromstring(f"<article id={name}>{body}</article>"))


def book(path: Path, *chapters: Chapter) -> zipfile.ZipFile:
    file = path / "book.epub"
    epub.write(chapters, ABOUT, b"picture", b"font", file)
    return zipfile.ZipFile(file)


def chapters() -> list[Chapter]:
    return [
        chapter(
            "a", f"<h2 id=a--s>S</h2><p id=a--arc>x<br>y &amp; <a href='#b--t'>t</a> <a href='#b'>b</a></p>{SVG}", "P"
        ),
        chapter("b", "<p id=b--t><a href='#b--t'>t</a><a href='https://x.org/?a=1&amp;b'>x</a></p>", "P"),
        chapter("c", "<math><mi>x</mi></math>"),
    ]


def test_every_file_is_xml_and_the_type_comes_first(tmp_path: Path) -> None:
    made = book(tmp_path, *chapters())
    first = made.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert made.read("mimetype") == b"application/epub+zip"
    written = [name for name in made.namelist() if name.endswith((".xhtml", ".opf", ".xml"))]
    assert len(written) == 7
    for name in written:
        etree.fromstring(made.read(name))


def test_the_spine_follows_the_chapters_and_parts_are_declared(tmp_path: Path) -> None:
    package = etree.fromstring(book(tmp_path, *chapters()).read("EPUB/content.opf"))
    spine = [node.get("idref") for node in package.iter(f"{OPF}itemref")]
    assert spine == ["cover", "nav", "chapter-a", "chapter-b", "chapter-c"]
    items = {node.get("id"): node for node in package.iter(f"{OPF}item")}
    assert items["chapter-a"].get("properties") == "svg"
    assert items["chapter-b"].get("properties") is None
    assert items["chapter-c"].get("properties") == "mathml"
    assert items["picture"].get("properties") == "cover-image"
    said = {etree.QName(node).localname: node.text for node in package[0] if "purl.org" in etree.QName(node).namespace}
    assert (said["title"], said["creator"], said["language"], said["date"]) == ("A & B", "A & B", "en", "2026-11-09")
    assert "CC BY 4.0" in str(said["rights"])


def test_links_lead_to_the_file_of_their_chapter(tmp_path: Path) -> None:
    made = book(tmp_path, *chapters())
    hrefs = etree.fromstring(made.read("EPUB/a.xhtml")).xpath("//*[local-name()='a']/@href")
    assert hrefs == ["b.xhtml#b--t", "b.xhtml"]
    hrefs = etree.fromstring(made.read("EPUB/b.xhtml")).xpath("//*[local-name()='a']/@href")
    assert hrefs == ["#b--t", "https://x.org/?a=1&b"]


def test_a_link_into_no_chapter_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="chapter 'a': a link leads to 'gone'"):
        book(tmp_path, chapter("a", "<a href='#gone'>x</a>"))


def test_the_navigation_has_parts_chapters_and_sections(tmp_path: Path) -> None:
    nav = etree.fromstring(book(tmp_path, *chapters()).read("EPUB/nav.xhtml"))
    assert nav.xpath("//*[local-name()='a']/@href") == ["a.xhtml", "a.xhtml#a--s", "b.xhtml", "c.xhtml"]
    assert nav.xpath("//*[local-name()='span']/text()") == ["P"]


def test_the_same_chapters_give_the_same_bytes(tmp_path: Path) -> None:
    made = book(tmp_path, *chapters())
    assert {info.date_time for info in made.infolist()} == {(2026, 11, 9, 0, 0, 0)}
    first = (tmp_path / "book.epub").read_bytes()
    book(tmp_path, *chapters())
    assert (tmp_path / "book.epub").read_bytes() == first


def test_a_plot_keeps_room_for_its_letters(tmp_path: Path) -> None:
    made = book(tmp_path, chapter("a", "<p>x</p><svg class='pc-plot pl-4 pr-10'></svg>")).read("EPUB/a.xhtml").decode()
    assert '<div class="plot" style="padding: 0 7em 0 2.8em"><svg ' in made


@pytest.mark.parametrize(("columns", "small"), [(5, False), (6, True)])
def test_tables_of_many_columns_are_lettered_smaller(tmp_path: Path, columns: int, small: bool) -> None:
    table = f"<table class=table><thead><tr>{'<th>h</th>' * columns}</tr></thead></table>"
    made = book(tmp_path, chapter("a", f"<p>x</p>{table}")).read("EPUB/a.xhtml").decode()
    assert ('<table class="table many">' in made) == small


def test_names_of_svg_get_their_capitals_and_spaces_of_names() -> None:
    made = xhtml.converted(html.fragment_fromstring(f"<div>{SVG}</div>"))
    drawing = made[0]
    assert drawing.tag == f"{{{xhtml.SVG}}}svg"
    assert drawing.get("viewBox") == "0 0 9 9"
    assert drawing[0].tag == f"{{{xhtml.SVG}}}textPath"
    assert dict(drawing[0].attrib) == {"startOffset": "50%", f"{{{xhtml.XLINK}}}href": "#a--arc"}


def test_a_style_of_display_stands_where_it_may() -> None:
    text = "<math displaystyle=true><mfrac displaystyle=false><mn>1</mn><mn>2</mn></mfrac><mo>+</mo></math>"
    formula = xhtml.converted(html.fragment_fromstring(f"<p>{text}</p>"))[0]
    assert formula.get("displaystyle") == "true"
    assert [etree.QName(node).localname for node in formula] == ["mstyle", "mo"]
    assert formula[0].get("displaystyle") == "false"
    assert dict(formula[0][0].attrib) == {}


def test_comments_and_signs_that_xml_refuses_are_left_out() -> None:
    made = xhtml.converted(html.fragment_fromstring("<p>a<!-- gone -->b<b>c</b><!-- gone -->d\x0c</p>"))
    assert "".join(made.itertext()) == "abcd"
    assert not made.xpath("//comment()")
