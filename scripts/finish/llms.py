"""`llms.txt`, by which a program that reads the site finds each page as Markdown, and `robots.txt`.

Source: the proposal at llmstxt.org: an H1, a summary as a quotation, sections of links with notes; what a short context
may do without stands under "Optional".
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from scripts.content.chapters.chapter import Chapter
from scripts.content.kinds import OVERVIEW
from scripts.content.settings import Settings
from scripts.finish.linked_data import HOME
from scripts.pages.downloads import TWIN

_NOTE = "Each page is listed as Markdown, with its figures computed and its sources linked. Its license is CC BY 4.0."


def text(chapters: Iterable[Chapter], settings: Settings, base: str) -> str:
    """Return the list of pages as Markdown.

    Args:
        chapters: those that have a twin, in the order of the navigation.
        settings: for the name and the description of the site.
        base: address of the site's root.
    """
    sections: dict[str, list[str]] = {}
    optional: list[str] = []
    for chapter in chapters:
        line = f"- [{chapter.title}]({urljoin(base, chapter.url + TWIN)}): {chapter.fields.description}"
        if chapter.kind.name != OVERVIEW:
            sections.setdefault(chapter.kind.plural, []).append(line)
        elif chapter.id == HOME:
            sections.setdefault("Start", []).append(line)
        else:
            optional.append(line)
    parts = [f"# {settings.name}"]
    if settings.description:
        parts.append(f"> {settings.description}")
    parts.append(_NOTE)
    for title, lines in (*sections.items(), *([("Optional", optional)] if optional else [])):
        parts += [f"## {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def robots(base: str) -> str:
    """Return what says to programs that they may read everything, and where all pages are listed."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(base, 'sitemap.xml')}\n"
