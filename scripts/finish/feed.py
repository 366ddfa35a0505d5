"""The feed of changes: chapters by the day on which they changed in substance, and what each release brought (Atom)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin
from xml.etree import ElementTree

import markdown

from scripts.content.chapters.chapter import Chapter
from scripts.content.kinds import OVERVIEW
from scripts.content.settings import Settings
from scripts.pages.downloads import FEED

MOST = 40
"""Entries of the feed at most."""
_ATOM = "http://www.w3.org/2005/Atom"
_RELEASE = re.compile(r"^## (\d{4}-\d\d-\d\d)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One change.

    Args:
        id: its address for good; another change of the same page has another one.
        title: what changed.
        link: where it can be read.
        updated: when, with the time of day.
        summary: it in a sentence.
        content: it in full, as HTML.
    """

    id: str
    title: str
    link: str
    updated: str
    summary: str = ""
    content: str = ""


def of_chapters(chapters: Iterable[Chapter], base: str) -> Iterator[Entry]:
    """Yield the last change of each chapter; overviews change with what they list, which is no news."""
    for chapter in chapters:
        if chapter.kind.name != OVERVIEW:
            link = urljoin(base, chapter.url)
            name = f"{link}#{chapter.updated}"
            yield Entry(name, chapter.title, link, _moment(chapter.updated), summary=chapter.fields.description)


def of_releases(changelog: str, base: str) -> Iterator[Entry]:
    """Yield what each release brought.

    Args:
        changelog: CHANGELOG.md, in which a heading with a day begins a release.
        base: address of the site's root.
    """
    _, *parts = _RELEASE.split(changelog)
    for day, said in zip(parts[::2], parts[1::2], strict=True):
        on = date.fromisoformat(day)
        title = f"Changes of {on.day} {on:%B %Y}"
        yield Entry(f"{base}#{day}", title, base, _moment(day), content=markdown.markdown(said.strip()))


def write(entries: Iterable[Entry], settings: Settings, base: str) -> bytes:
    """Return the feed with the newest entries, the first of a day as given.

    Args:
        entries: in any order of days.
        settings: for the name and the description of the site.
        base: address of the site's root.
    """
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)[:MOST]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", base)
    _add(feed, "title", settings.name)
    if settings.description:
        _add(feed, "subtitle", settings.description)
    _add(feed, "updated", newest[0].updated if newest else "1970-01-01T00:00:00Z")
    _add(feed, "link", rel="self", type="application/atom+xml", href=urljoin(base, FEED))
    _add(feed, "link", rel="alternate", type="text/html", href=base)
    _add(_add(feed, "author"), "name", f"{settings.name} contributors")
    for entry in newest:
        _write_entry(_add(feed, "entry"), entry)
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _write_entry(node: ElementTree.Element, entry: Entry) -> None:
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "updated", entry.updated)
    _add(node, "link", rel="alternate", type="text/html", href=entry.link)
    if entry.summary:
        _add(node, "summary", entry.summary)
    if entry.content:
        _add(node, "content", entry.content, type="html")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name, attributes)
    node.text = text or None
    return node


def _moment(day: str) -> str:
    """Return a day, or a day with hour and minute such as '2026-11-28T09:30Z', as Atom writes it."""
    return f"{day.removesuffix('Z')}:00Z" if "T" in day else f"{day}T00:00:00Z"
