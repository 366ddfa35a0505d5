"""The book on paper: one document of all chapters, which Chromium prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser, Page

from scripts.book.collect import BookError, Chapter, Drawing
from scripts.book.contents import Branch, tree
from scripts.book.cover import COVER_STYLE, About, cover

_PATIENCE = 120_000
"""How long a document may take to load, in ms."""
_NUMBER_STYLE = "font: 8pt sans-serif; width: 100%; text-align: center; color: #555"
_NUMBER = f'<div style="{_NUMBER_STYLE}"><span class="pageNumber"></span></div>'
_DEEPEST = 6
"""The lowest level of a heading that there is."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    Args:
        name: in the name of the file.
        width, height: of a page, in mm.
        margins: at the sides, in mm.
        letters: size of the letters of the text, in pt.
        drawing: which drawings fit.
        without: pages, as the model calls them, that do not fit.
    """

    name: str
    width: float
    height: float
    margins: float
    letters: float
    drawing: Drawing
    without: tuple[str, ...] = ()


A4 = Paper("a4", 210, 297, 24, 10.5, "wide")
PHONE = Paper("phone", 105, 187, 6, 11, "narrow", without=("matrix",))

_LETTERS = 0.9
"""Letters of the site's text, in rem."""
_PX = 96 / 25.4
"""Pixels of CSS in a millimeter."""
_TOO_WIDE = """() => [...document.querySelectorAll(".book-chapter:not(.book-across) article *")]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 2)
  .map((node) => `${node.localName} in ${node.closest("article").id}`)
  .slice(0, 5)"""
_PICTURE = (1200, 1800)
"""Width and height of the cover as a picture, in px."""
_FOOT = 13
"""Margin below, which holds the number of the page, in mm."""

_ACROSS = ".//table[contains(concat(' ', @class, ' '), ' matrix ')]"
"""What needs its page turned."""

_STYLE = """
@page { size: %(width)smm %(height)smm; margin: %(side)smm %(side)smm %(foot)smm; }
@page cover { margin: 0; }
@page across { size: %(height)smm %(width)smm; margin: 12mm 12mm %(foot)smm; }
html { font-size: %(rem).2fpt !important; --cover-height: %(cover).1fmm; --cover-letters: %(title).1fpt; }
html, body { display: block; background: none; }
.book-cover { page: cover; print-color-adjust: exact; }
.book-contents ul { margin: 0; padding: 0 0 0 1em; list-style: none; }
.book-contents > ul { padding: 0; }
.book-contents > ul > li { margin: 0.5em 0; break-inside: avoid-page; }
.md-typeset .book-contents li { margin-left: 0; }
.md-typeset .book-part { margin: 0; color: var(--ink-soft); font-family: var(--sans); font-weight: 600; }
.book-chapter { break-before: page; }
.book-chapter .md-content__inner { margin: 0; padding: 0; }
.book-chapter .md-content__inner::before { display: none; }
.book-chapter .md-content__inner > :last-child, .md-content__inner > :last-child > :last-child { margin-bottom: 0; }
.book-across { page: across; }
.md-typeset .book-across .matrix { width: 100%%; font-size: 7.5pt; }
.diagram-box { content-visibility: visible !important; }
.md-typeset .sources a[href^="#"]::after { content: none; }
.tick { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.5em; border: 0.08em solid; }
"""
_NARROW = """
:root, [data-md-color-scheme] { --accent: #a8341a; --accent-wash: #f8e4dc; }
.md-typeset .sources a::after { content: none; }
.diagram-box svg { min-width: 0 !important; max-height: %(drawing)smm !important; }
.md-typeset .pc-maths { display: block; overflow: visible; padding-left: 0.6rem; background: none; }
.md-typeset .pc-maths p { display: block; margin: 0 0 0.45em; padding-left: 1.2em; text-indent: -1.2em; }
.pc-maths :is(span > span, i) { margin-left: 0; text-indent: 0; }
.pc-maths small { display: block; }
.md-typeset table:has(th:nth-child(5)) { font-size: 0.62rem; }
.md-typeset table:has(th:nth-child(6)) { font-size: 0.53rem; }
.md-typeset table:has(th:nth-child(5)) :is(th, td) { padding-right: 0.4em; padding-left: 0; }
.md-typeset table { break-inside: auto; }
.md-typeset tr { break-inside: avoid; }
.md-typeset table code { overflow-wrap: anywhere; }
"""
"""A phone shows colors, and its reader follows a link. Formulas flow as the site's do on phones: Chromium asks queries
of the width of another paper than this one."""
_CAPTION = 16
"""Room that a drawing leaves below it, in mm."""


def document(chapters: Sequence[Chapter], about: About, paper: Paper, sheets: Sequence[str]) -> str:
    """Return the book as one page of HTML.

    Args:
        chapters: in order.
        about: what the cover says.
        paper: on which it is printed.
        sheets: addresses of the site's stylesheets, relative to its root.
    """
    scheme = "".join(f" data-md-color-{name}" for name in ('scheme="default"', 'primary="custom"', 'accent="custom"'))
    return (
        f'{_head(about, sheets, _style(paper))}<body dir="ltr"{scheme}>{cover(about)}'
        f'<main class="md-typeset">{_contents(chapters)}{"".join(_articles(chapters))}</main></body></html>'
    )


def write(browser: Browser, address: str, text: str, paper: Paper, file: Path) -> None:
    """Print a document.

    Args:
        browser: a running browser.
        address: of a server of the site, which has the stylesheets and fonts.
        text: the document.
        paper: its paper.
        file: a PDF, which is written.

    Raises:
        BookError: something is wider than the text; Chromium would print all pages smaller for it.
    """
    page = _opened(browser, address, text)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int((paper.width - 2 * paper.margins) * _PX), "height": int(paper.height * _PX)})
    if too_wide := page.evaluate(_TOO_WIDE):
        raise BookError(f"too wide for {paper.name}: {', '.join(too_wide)}")
    side = f"{paper.margins}mm"
    page.pdf(
        path=file,
        prefer_css_page_size=True,
        print_background=True,
        outline=True,
        tagged=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=_NUMBER,
        margin={"top": side, "left": side, "right": side, "bottom": f"{_FOOT}mm"},
    )
    page.close()


def picture(browser: Browser, address: str, about: About, sheets: Sequence[str]) -> bytes:
    """Return the cover as a PNG.

    Args:
        browser: a running browser.
        address: of a server of the site, which has the stylesheets and fonts.
        about: what the cover says.
        sheets: addresses of the site's stylesheets, relative to its root.
    """
    width, height = _PICTURE
    measures = f"body {{ margin: 0; --cover-height: {height}px; --cover-letters: {width / 11:.0f}px; }}"
    page = _opened(browser, address, f"{_head(about, sheets, measures)}<body>{cover(about)}</body></html>")
    page.set_viewport_size({"width": width, "height": height})
    made = page.screenshot()
    page.close()
    return made


def _opened(browser: Browser, address: str, text: str) -> Page:
    """Return a page with a document that stands at the site's root, its fonts loaded."""
    page = browser.new_page()
    place = f"{address}book.html"
    page.route(place, lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(place, wait_until="load", timeout=_PATIENCE)
    page.evaluate("Promise.all([...document.fonts].map((font) => font.load().catch(() => null)))")
    return page


def _head(about: About, sheets: Sequence[str], style: str) -> str:
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet, quote=True)}">' for sheet in sheets)
    return (
        f'<!doctype html><html class="no-js" lang="en"><head><meta charset="utf-8"><title>{escape(about.title)}</title>'
        f"{links}<style>{COVER_STYLE}{style}</style></head>"
    )


def _style(paper: Paper) -> str:
    style = _STYLE % {
        "width": paper.width,
        "height": paper.height,
        "side": paper.margins,
        "foot": _FOOT,
        "rem": paper.letters / _LETTERS,
        "cover": paper.height - 0.1,  # the last bit would flow to a page of its own
        "title": paper.width / 5,
    }
    room = paper.height - paper.margins - _FOOT - _CAPTION
    return style + (_NARROW % {"drawing": room} if paper.drawing == "narrow" else "")


def _contents(chapters: Sequence[Chapter]) -> str:
    lines = "".join(map(_line, tree(chapters)))
    return f'<nav class="book-contents" aria-label="Contents"><p><strong>Contents</strong></p><ul>{lines}</ul></nav>'


def _line(branch: Branch) -> str:
    if branch.chapter is None:
        return f"<li>{escape(branch.title)}<ul>{''.join(map(_line, branch.below))}</ul></li>"
    return f'<li><a href="#{branch.chapter.name}">{escape(branch.title)}</a></li>'


def _articles(chapters: Sequence[Chapter]) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for chapter in chapters:
        shared = _shared(above, chapter.parts)
        yield f'<div class="book-chapter{" book-across" if chapter.body.xpath(_ACROSS) else ""}">'
        for level, part in enumerate(chapter.parts[shared:], shared + 1):
            yield f'<p class="book-part" role="heading" aria-level="{level}">{escape(part)}</p>'
        yield _leveled(chapter)
        yield "</div>"
        above = chapter.parts


def _leveled(chapter: Chapter) -> str:
    """Return the article of a chapter; the PDF's bookmarks take the levels of its headings below those of its parts."""
    for node in chapter.body.iter("h1", "h2", "h3", "h4"):
        node.set("aria-level", str(min(int(node.tag[1]) + len(chapter.parts), _DEEPEST)))
    return str(html.tostring(chapter.body, encoding="unicode"))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many parts two chapters share from the outermost on."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
