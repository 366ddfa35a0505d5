"""The book as EPUB 3: one XHTML file a chapter, a navigation, a cover, a small stylesheet of its own.

The format is a handful of files in a ZIP; ebooklib, which writes them too, would be asked for little more than that.
"""

from __future__ import annotations

import copy
import re
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree, html

from scripts import zips
from scripts.book import xhtml
from scripts.book.collect import BookError, Chapter
from scripts.book.contents import Branch, tree
from scripts.book.cover import LICENSE, About

STYLE = Path(__file__).with_name("epub.css")
_FOLDER = "EPUB"
_MANY = 6
"""Columns from which on a table is lettered smaller."""
_OWN = {"nav": "nav.xhtml", "cover": "cover.xhtml"}
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "MathML", "alternativeText", "longDescription")
_IDS = "descendant-or-self::*/@id"
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="{_FOLDER}/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""


@dataclass(frozen=True)
class _Item:
    """A file of the book: its id, name, media type, bytes, and properties as the package names them."""

    id: str
    name: str
    type: str
    data: bytes
    properties: str = ""


def write(chapters: Sequence[Chapter], about: About, picture: bytes, font: bytes, file: Path) -> None:
    """Write the book; the same input gives the same bytes.

    Args:
        chapters: in order.
        about: what the book says of itself.
        picture: its cover, a PNG.
        font: in which drawings are lettered, WOFF2.
        file: an EPUB, which is written.

    Raises:
        BookError: a link leads into no chapter.
    """
    owners = {str(found): chapter.name for chapter in chapters for found in chapter.body.xpath(_IDS)}
    items = [
        _Item("nav", _OWN["nav"], "application/xhtml+xml", _navigation(chapters, about), "nav"),
        _Item("cover", _OWN["cover"], "application/xhtml+xml", _cover(about)),
        *(_chapter(chapter, owners) for chapter in chapters),
        _Item("picture", "cover.png", "image/png", picture, "cover-image"),
        _Item("style", "book.css", "text/css", STYLE.read_bytes()),
        _Item("font", "source-sans-3.woff2", "font/woff2", font),
    ]
    spine = ["cover", "nav", *(f"chapter-{chapter.name}" for chapter in chapters)]
    with zipfile.ZipFile(file, "w") as book:
        zips.add(book, "mimetype", b"application/epub+zip", about.day, zipfile.ZIP_STORED)
        zips.add(book, "META-INF/container.xml", _CONTAINER.encode(), about.day)
        zips.add(book, f"{_FOLDER}/content.opf", _package(about, items, spine).encode(), about.day)
        for item in items:
            zips.add(book, f"{_FOLDER}/{item.name}", item.data, about.day)


def _chapter(chapter: Chapter, owners: dict[str, str]) -> _Item:
    body = copy.deepcopy(chapter.body)
    for plot in body.xpath(".//svg[contains(concat(' ', @class, ' '), ' pc-plot ')]"):
        _pad(plot)
    for table in body.xpath(f".//table[thead/tr/th[{_MANY}]]"):
        table.set("class", f"{table.get('class', '')} many".strip())
    for node in body.iter(etree.Element):
        for name in ("href", "xlink:href"):
            link = node.get(name, "")
            if link.startswith("#"):
                node.set(name, _address(link[1:], chapter.name, owners))
    made = xhtml.converted(body)
    kinds = {"mathml": xhtml.MATHML, "svg": xhtml.SVG}
    found = [kind for kind, space in kinds.items() if next(made.iter(f"{{{space}}}*"), None) is not None]
    data = xhtml.page(chapter.title, made, "book.css")
    return _Item(f"chapter-{chapter.name}", f"{chapter.name}.xhtml", "application/xhtml+xml", data, " ".join(found))


def _address(target: str, here: str, owners: dict[str, str]) -> str:
    if target not in owners:
        raise BookError(f"chapter '{here}': a link leads to '{target}', which is in no chapter")
    owner = owners[target]
    return f"#{target}" if owner == here else f"{owner}.xhtml" if target == owner else f"{owner}.xhtml#{target}"


def _pad(plot: html.HtmlElement) -> None:
    """Put a plot into a box with the room for its letters, which the site's stylesheet computes from its classes."""
    room = {side: re.search(rf"\bp{side}-(\d+)\b", plot.get("class", "")) for side in "lr"}
    left, right = (float(found[1]) * 0.7 if found else 0 for found in (room["l"], room["r"]))
    box = html.Element("div", {"class": "plot", "style": f"padding: 0 {right:g}em 0 {left:g}em"})
    plot.addprevious(box)
    box.tail, plot.tail = plot.tail, None
    box.append(plot)


def _cover(about: About) -> bytes:
    section = html.fragment_fromstring(
        f'<section class="cover"><img src="cover.png" alt="{escape(about.title, quote=True)}"></section>'
    )
    made = xhtml.converted(section)
    made.set(f"{{{xhtml.EPUB}}}type", "cover")
    return xhtml.page(about.title, made, "book.css")


def _navigation(chapters: Sequence[Chapter], about: About) -> bytes:
    contents = html.fragment_fromstring(f"<nav><h1>Contents</h1><ol>{''.join(map(_branch, tree(chapters)))}</ol></nav>")
    made = xhtml.converted(contents)
    made.set(f"{{{xhtml.EPUB}}}type", "toc")
    made.set("role", "doc-toc")
    return xhtml.page(about.title, made, "book.css")


def _branch(branch: Branch) -> str:
    if branch.chapter is None:
        return f"<li><span>{escape(branch.title)}</span><ol>{''.join(map(_branch, branch.below))}</ol></li>"
    file = f"{branch.chapter.name}.xhtml"
    links = (f'<a href="{file}#{name}">{escape(title)}</a>' for name, title in branch.chapter.sections)
    sections = "".join(f"<li>{link}</li>" for link in links)
    below = f"<ol>{sections}</ol>" if sections else ""
    return f'<li><a href="{file}">{escape(branch.title)}</a>{below}</li>'


def _listed(item: _Item) -> str:
    properties = f' properties="{item.properties}"' if item.properties else ""
    return f'<item id="{item.id}" href="{item.name}" media-type="{item.type}"{properties}/>'


def _package(about: About, items: Sequence[_Item], spine: Sequence[str]) -> str:
    manifest = "\n".join(map(_listed, items))
    features = "\n".join(f'<meta property="schema:accessibilityFeature">{name}</meta>' for name in _FEATURES)
    order = "".join(f'<itemref idref="{name}"/>' for name in spine)
    day = about.day.isoformat()
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book">urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, about.address)}</dc:identifier>
<dc:title>{escape(about.title)}</dc:title>
<dc:language>en</dc:language>
<dc:creator>{escape(about.title)}</dc:creator>
<dc:description>{escape(about.sentence)}</dc:description>
<dc:source>{escape(about.address)}</dc:source>
<dc:date>{day}</dc:date>
<dc:rights>Text and diagrams CC BY 4.0 ({LICENSE}), code MIT</dc:rights>
<meta property="dcterms:modified">{day}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
{features}
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Drawings have a title, and a caption says what they show.</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>{order}</spine>
</package>
"""
