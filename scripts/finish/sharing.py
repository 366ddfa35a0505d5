"""The head of a page for those who find it or share it: what it is called, its picture, what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.chapters.chapter import Chapter
from scripts.content.model import Content
from scripts.finish import linked_data
from scripts.finish.linked_data import HOME
from scripts.pages.downloads import CARDS, FEED


def card(chapter: Chapter) -> str:
    """Return where the picture of a page stands, below the site's root."""
    return f"{CARDS}{chapter.id}.png"


def add(document: LexborHTMLParser, chapter: Chapter, content: Content, base: str, *, pictured: bool = True) -> None:
    """Write into a page's head what the theme does not write there.

    The description says itself by both of its names. All stands behind the title, near to the words it repeats, which
    then take a few bytes.

    Args:
        document: the page, which is changed.
        chapter: what it shows.
        content: all that was built.
        base: address of the site's root; nothing is written where it is unknown, since addresses must be whole.
        pictured: whether there is a picture of it.
    """
    place = document.css_first("head > title")
    if place is None or not base:
        return
    for description in document.css('meta[name="description"]'):
        description.attrs["property"] = "og:description"
    for name, value in _properties(chapter, content, base, pictured).items():
        label = "name" if name.startswith("twitter:") else "property"
        place = _after(document, place, "meta", {label: name, "content": value})
    if chapter.id == HOME:
        feed = {"rel": "alternate", "type": "application/atom+xml", "title": "Changes", "href": FEED}
        place = _after(document, place, "link", feed)
    place = _after(document, place, "script", {"type": "application/ld+json"})
    place.insert_child(as_script(linked_data.of_page(chapter, content, base)))


def as_script(data: linked_data.Node) -> str:
    """Return JSON that stands in a script without ending it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _properties(chapter: Chapter, content: Content, base: str, pictured: bool) -> dict[str, str]:
    said = {
        "og:title": chapter.title,
        "og:type": "website" if chapter.id == HOME else "article",
        "og:url": urljoin(base, chapter.url),
        "og:site_name": content.settings.name,
        "twitter:card": "summary_large_image" if pictured else "summary",
    }
    if pictured:
        said["og:image"] = urljoin(base, quote(card(chapter)))
    return said


def _after(document: LexborHTMLParser, place: LexborNode, tag: str, attributes: Mapping[str, str]) -> LexborNode:
    """Put a new element behind another one and return it."""
    node = document.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    place.insert_after(node, move=True)
    return node
