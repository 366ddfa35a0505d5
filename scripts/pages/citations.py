"""Python-Markdown extension: `[@key]` and `[@a; @b]` become author-year links to the chapter's list of sources."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from scripts.content.chapters.reader import CITATION, split_keys
from scripts.pages import current


class CitationProcessor(InlineProcessor):
    """Turns one citation into a parenthesis of links."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """Return the element that replaces the match, and where the match stands."""
        sources = current.content().sources
        cite = ElementTree.Element("span", {"class": "citation"})
        cite.text = "("
        link = None
        for key in split_keys(m.group(1)):
            if link is not None:
                link.tail = "; "
            link = ElementTree.SubElement(cite, "a", {"href": f"#source-{key}"})
            link.text = sources[key].label
        if link is not None:
            link.tail = ")"
        return cite, m.start(0), m.end(0)


class CitationExtension(Extension):
    """Registers the citation syntax."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register before links (160), whose syntax begins alike."""
        md.inlinePatterns.register(CitationProcessor(CITATION.pattern, md), "citation", 175)


def makeExtension(**kwargs: Any) -> CitationExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return CitationExtension(**kwargs)
