"""What a page says of itself to search engines: JSON-LD in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from scripts.content.chapters.chapter import Chapter
from scripts.content.kinds import OVERVIEW
from scripts.content.model import Content
from scripts.content.sources.bibliography import Source
from scripts.content.sources.names import OTHERS

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""Of text and diagrams, as LICENSE-CONTENT.md says."""
EDUCATIONAL_LEVELS = {"easy": "Beginner", "medium": "Intermediate", "hard": "Advanced"}
"""How hard a chapter is, in the words that catalogs of learning resources use."""
HOME = "index"
"""Id of the page at the site's root."""

Node = dict[str, Any]


def of_page(chapter: Chapter, content: Content, base: str) -> Node:
    """Return what a page says of itself.

    Args:
        chapter: what it shows.
        content: all that was built.
        base: address of the site's root.
    """
    nodes: list[Node] = []
    if chapter.id == HOME:
        nodes.append({**_site(content, base), "description": content.settings.description})
    if chapter.kind.name != OVERVIEW:
        nodes.append(_resource(chapter, content, base))
    if chapter.id != HOME:
        nodes.append(_breadcrumbs(chapter, content, base))
    return {"@context": "https://schema.org", "@graph": nodes}


def _site(content: Content, base: str) -> Node:
    return {"@type": "WebSite", "name": content.settings.name, "url": base}


def _resource(chapter: Chapter, content: Content, base: str) -> Node:
    node: Node = {
        "@type": "LearningResource",
        "name": chapter.title,
        "description": chapter.fields.description,
        "url": urljoin(base, chapter.url),
        "dateModified": chapter.updated,
        "learningResourceType": chapter.kind.label,
        "educationalLevel": EDUCATIONAL_LEVELS[chapter.fields.difficulty],
        "isPartOf": _site(content, base),
        "license": LICENSE,
    }
    book = next((source for source in content.sources_of(chapter.id) if source.kind == "book"), None)
    if chapter.kind.name == "book" and book:
        node["about"] = _book(book)
    return node


def _book(source: Source) -> Node:
    authors = [{"@type": "Person", "name": author.full} for author in source.authors if author != OTHERS]
    node: Node = {"@type": "Book", "name": source.title, "author": authors}
    if "isbn" in source.fields:
        node["isbn"] = source.fields["isbn"]
    return node


def _breadcrumbs(chapter: Chapter, content: Content, base: str) -> Node:
    places = [(content.settings.name, base)]
    places += [(above.title, urljoin(base, above.url)) for above in _above(chapter, content)]
    places.append((chapter.title, urljoin(base, chapter.url)))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(places, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _above(chapter: Chapter, content: Content) -> Iterator[Chapter]:
    """Yield the chapters in whose folders a chapter stands, the outermost first."""
    parts = chapter.id.split("/")
    for length in range(1, len(parts)):
        above = content.chapters.get("/".join(parts[:length]))
        if above:
            yield above
