"""The chapters of the book: articles of the finished site without what needs a screen, with links inside the book."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from lxml import html

from scripts.checks.pages import Page
from scripts.content.model import Content

Drawing = Literal["wide", "narrow"]
"""Which drawing of a diagram is kept where there are two."""

SCRIPTED = ("room", "flashcards", "drill", "settings", "graph", "tags")
"""Pages that do nothing on paper, by their names in the model."""
HOME = "index"
"""The chapter of doors to all others, instead of which a book has its cover and its contents."""

_SCREEN = ".//li[attempt-first] | .//*[@hidden] | .//h3[@id='neighborhood']"
_DROPPED_CLASSES = (
    "headerlink",
    "pc-spine",
    "md-tags",
    "pc-fold-link",
    "pc-fold-all",
    "pc-foot",
    "pc-greeting",
    "pc-ask",
    "pc-downloads",
    "neighborhood",
    "term-notes",
    "choices",
    "diagram-bar",
    "diagram-legend-fold",
)
_DROPPED_STYLES = ("pc-one-page", "matrix-view")
"""Classes by which the site makes the whole document one sheet, or shows what its switches, which are gone, ask for."""
_DROPPED_TAGS = ("button", "select", "form", "script", "style", "template", "dialog", "noscript")
_UNWRAPPED = ("data", "label", "live-estimate", "diagram-view", "pc-plan")
"""Elements that mean something to a script alone; what stands in them stays."""
_DROPPED_ATTRIBUTES = ("title", "tabindex", "aria-describedby", "rel", "download")
_REFERRING = ("aria-labelledby", "for", "headers")
_XLINK = "xlink:href"


class BookError(Exception):
    """The site and the model do not fit each other, in a sentence."""


@dataclass(frozen=True)
class Entry:
    """A page that belongs into the book.

    Args:
        path: its file below site/.
        parts: titles of the parts in which it stands, the outermost first.
    """

    path: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter.

    Args:
        name: its id in the book, with which all ids in it begin.
        title: in plain text.
        parts: as in its entry.
        body: its article; no other chapter has an id of it, and links inside the book begin with '#'.
    """

    name: str
    title: str
    parts: tuple[str, ...]
    body: html.HtmlElement

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Id and title of each section."""
        return [(str(node.get("id")), text_of(node)) for node in self.body.xpath(".//h2[@id]")]


def entries(content: Content, without: Sequence[str] = SCRIPTED) -> list[Entry]:
    """Return the pages of the book in the order of the navigation.

    Args:
        content: the model.
        without: names of pages, as the model calls them, that are left out.
    """
    left_out = {HOME, *(content.pages[name].id for name in without if name in content.pages)}
    parts = content.settings.parts
    return [
        Entry(f"{chapter.url}index.html", parts.get(chapter.path.as_posix(), ()))
        for chapter in content.chapters.values()
        if chapter.id not in left_out
    ]


def collect(pages: Mapping[str, Page], chosen: Sequence[Entry], address: str, drawing: Drawing) -> list[Chapter]:
    """Return the chapters of a book.

    Args:
        pages: the finished site, by path; they are not changed.
        chosen: which pages, in order.
        address: of the site, to which links to other pages lead, with a slash at its end.
        drawing: which one of two drawings is kept.

    Raises:
        BookError: a page or its article is missing, or a link leads to no id of a chapter.
    """
    chapters = [_chapter(pages, entry, drawing) for entry in chosen]
    names = {entry.path: chapter.name for entry, chapter in zip(chosen, chapters, strict=True)}
    kept = {str(value) for chapter in chapters for value in [chapter.name, *chapter.body.xpath(".//@id")]}
    for entry, chapter in zip(chosen, chapters, strict=True):
        _relink(chapter.body, pages, pages[entry.path], _Links(names, kept, address))
    return chapters


def name_of(path: str) -> str:
    """Return the name of a chapter in the book by the path of its page: 'cases/x/index.html' is 'cases-x'."""
    return path.removesuffix("index.html").removesuffix(".html").strip("/").replace("/", "-") or HOME


def text_of(node: html.HtmlElement) -> str:
    """Return the text of an element in one line."""
    return " ".join(str(node.text_content()).split())


@dataclass(frozen=True)
class _Links:
    names: Mapping[str, str]
    kept: set[str]
    address: str


def _chapter(pages: Mapping[str, Page], entry: Entry, drawing: Drawing) -> Chapter:
    if entry.path not in pages:
        raise BookError(f"site/{entry.path} is missing; run `make build` first")
    found = pages[entry.path].root.xpath("//article")
    if not found:
        raise BookError(f"site/{entry.path} has no article")
    body = copy.deepcopy(found[0])
    body.tail = None
    _strip(body)
    _choose(body, drawing)
    name = name_of(entry.path)
    for node in body.xpath("descendant-or-self::*[@id]"):
        node.set("id", f"{name}--{node.get('id')}")
    body.set("id", name)
    titles = body.xpath(".//h1")
    return Chapter(name, text_of(titles[0]) if titles else name, entry.parts, body)


def _strip(body: html.HtmlElement) -> None:
    """Take out what needs a screen or a script, and open what is folded."""
    for node in [*body.xpath(_SCREEN), *_dropped(body)]:
        if node.getparent() is not None:
            node.drop_tree()
    for box in list(body.iter("input")):
        if box.get("type") == "checkbox":
            box.addprevious(html.Element("span", {"class": "tick"}))
        box.drop_tree()
    for node in list(body.iter(*_UNWRAPPED)):
        node.drop_tag()
    for node in list(body.iter("wbr")):
        _empty(node)
    for node in body.iter(html.etree.Element):
        _quieten(node)


def _quieten(node: html.HtmlElement) -> None:
    """Take the attributes from an element that mean something to a script or a screen alone."""
    for name in list(node.attrib):
        if name in _DROPPED_ATTRIBUTES or str(name).startswith(("data-", "on")):
            del node.attrib[name]
    if node.get("role") == "region":
        node.attrib.pop("role")
        node.attrib.pop("aria-label", None)
    if node.get("class") in _DROPPED_STYLES:
        node.attrib.pop("class")
    if node.tag == "details":
        node.set("open", "open")


def _empty(node: html.HtmlElement) -> None:
    """Take out of a `wbr` what follows it, which the parser put there, since it does not know that it is empty."""
    rest, node.tail = node.tail, node.text
    node.text = None
    last = node
    for child in list(node):
        last.addnext(child)  # takes its tail along
        last = child
    if rest:
        last.tail = (last.tail or "") + rest


def _dropped(body: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for node in body.iter(html.etree.Element):
        if node.tag in _DROPPED_TAGS or set((node.get("class") or "").split()) & set(_DROPPED_CLASSES):
            yield node


def _choose(body: html.HtmlElement, drawing: Drawing) -> None:
    """Keep one drawing of each diagram; the wide one stands first."""
    for box in body.xpath(".//div[@class='diagram-box']"):
        drawings = box.findall("svg")
        for other in drawings[1:] if drawing == "wide" else drawings[:-1]:
            box.remove(other)


def _relink(body: html.HtmlElement, pages: Mapping[str, Page], page: Page, links: _Links) -> None:
    for node in body.iter(html.etree.Element):
        for name in ("href", _XLINK):
            if node.get(name):
                node.set(name, _target(node.get(name), pages, page, links))
        for name in _REFERRING:
            if node.get(name):
                node.set(name, " ".join(f"{name_of(page.path)}--{value}" for value in node.get(name).split()))


def _target(link: str, pages: Mapping[str, Page], page: Page, links: _Links) -> str:
    """Return where a link of a page leads from within the book."""
    found = page.resolve(link)
    if found is None:
        return link
    path, fragment = found
    # A query asks a script for something.
    if path not in links.names or urlsplit(link).query:
        return urljoin(links.address + page.path, link)
    name = links.names[path]
    if not fragment:
        return f"#{name}"
    if f"{name}--{fragment}" in links.kept:
        return f"#{name}--{fragment}"
    if fragment in pages[path].ids:  # what it named is left out
        return f"#{name}"
    raise BookError(f"site/{page.path}: '{link}' names no id of {path}")
