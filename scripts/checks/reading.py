"""Whether the finished pages show what the model read: headings, links, citations and diagrams, counted on both sides.

The model reads chapters with the converter that makes the pages, and a generator may still do something else with
them: a plugin that adds, an extension that is configured differently, a template that drops. A difference is refused,
since then what the site says of itself (related chapters, the graph, the list of sources) is no longer true.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.document import Link
from scripts.content.chapters.targets import Targets, is_external
from scripts.content.model import DOCS, Content
from scripts.content.problems import Problem
from scripts.content.steps import STEPS

MARK, END = "macro:", "/macro:"
"""Begin the comments around what a macro has printed, which is nobody's text."""
_NOT_THE_AUTHORS = {"headerlink", "term", "term-notes", "md-tags", "tags", "old-id"}
"""Classes of what pages add to the text: permalinks, terms of the glossary, tags."""


@dataclass
class Shown:
    """What a page or a chapter has, each with how often."""

    headings: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)
    diagrams: int = 0


def problems(content: Content, site: Path) -> Iterator[Problem]:
    """Yield a problem for each difference between a chapter and its page.

    Args:
        content: the content.
        site: the finished site, with the marks of macros still in it and files under their own names.
    """
    targets = Targets(content.chapters.values())
    for chapter in content.chapters.values():
        page = site / chapter.url / "index.html"
        place = DOCS / chapter.path
        if not page.is_file():
            yield Problem(place, 0, f"there is no page at '{chapter.url}'.")
            continue
        shown = on_page(page.read_text(encoding="utf-8"), chapter.url)
        yield from _differences(chapter, shown, in_text(chapter, targets), targets)


def on_page(html: str, url: str) -> Shown:
    """Return what stands in the article of a page, without what macros printed.

    Args:
        html: the page.
        url: its address below the site's root.
    """
    article = LexborHTMLParser(html).css_first("article")
    shown = Shown()
    if article is not None:
        _walk(article, url, shown)
    return shown


def in_text(chapter: Chapter, targets: Targets) -> Shown:
    """Return what the model read in a chapter and the answers to its follow-ups."""
    shown = Shown()
    for document in chapter.documents:
        shown.headings.update(heading.anchor for heading in document.headings if heading.level > 1)
        shown.links.update(_address(chapter, link, targets) for link in document.links)
        shown.citations.update(citation.key for citation in document.citations)
        shown.diagrams += sum(fence.language == "mermaid" for fence in document.fences)
    asked = {question.step for question in chapter.questions}
    shown.headings.update(f"questions-{step.slug}" for step in STEPS if step.slug in asked)
    return shown


def _walk(node: LexborNode, url: str, shown: Shown) -> None:
    printed = 0
    for child in node.iter(include_text=True):
        if child.tag == "-comment":
            text = (child.comment_content or "").strip()
            printed += text.startswith(MARK) - text.startswith(END)
        elif printed == 0 and not (child.tag or "-").startswith("-"):
            _element(child, url, shown)


def _element(node: LexborNode, url: str, shown: Shown) -> None:
    tag = node.tag or ""
    classes = set((node.attributes.get("class") or "").split())
    if classes & _NOT_THE_AUTHORS:
        return
    if "citation" in classes:
        keys = ((link.attributes.get("href") or "").partition("#source-")[2] for link in node.css("a"))
        shown.citations.update(keys)
    elif tag == "figure" and "diagram" in classes:
        shown.diagrams += 1
    elif tag not in {"svg", "script", "style", "template"}:
        if tag in {"h2", "h3", "h4", "h5", "h6"}:
            shown.headings[node.attributes.get("id") or ""] += 1
        address = node.attributes.get({"a": "href", "img": "src", "source": "src"}.get(tag, ""))
        if address is not None:
            shown.links[_from_page(address, url)] += 1
        _walk(node, url, shown)


def _from_page(address: str, url: str) -> str:
    """Return a link of a page as an address below the site's root."""
    if is_external(address):
        return address
    parts = urlsplit(address)
    path = unquote(parts.path)
    found = posixpath.normpath(posixpath.join("/", url, path))[1:] if path else url.rstrip("/")
    slash = "/" if found and (not path or path.endswith(("/", ".")) or path == "..") else ""
    return f"{found}{slash}" + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def _address(chapter: Chapter, link: Link, targets: Targets) -> str:
    """Return a link of a text as an address below the site's root."""
    if is_external(link.target):
        return link.target
    target = targets.of(chapter, link)
    path = target.chapter.url if target.chapter else target.path
    return path + (f"#{target.anchor}" if target.anchor else "")


def _differences(chapter: Chapter, shown: Shown, read: Shown, targets: Targets) -> Iterator[Problem]:
    place = DOCS / chapter.path
    lines = {_address(chapter, link, targets): link.line for link in chapter.document.links}
    lines |= {citation.key: citation.line for citation in chapter.document.citations}
    lines |= {heading.anchor: heading.line for heading in chapter.document.headings}
    for what, on, inside in (
        ("heading", shown.headings, read.headings),
        ("link", shown.links, read.links),
        ("citation", shown.citations, read.citations),
    ):
        for name in sorted(on.keys() | inside.keys()):
            if on[name] != inside[name]:
                yield Problem(
                    place,
                    lines.get(name, 0),
                    f"{what} '{name}' stands {on[name]} times on the page, {inside[name]} times in the text as read.",
                )
    if shown.diagrams != read.diagrams:
        yield Problem(place, 0, f"{shown.diagrams} diagrams on the page, {read.diagrams} in the text as read.")
