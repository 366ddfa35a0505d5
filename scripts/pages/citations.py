"""Python-Markdown extension: `[@key]` and `[@a; @b]` become author-year links to the chapter's list of sources."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from scripts.content.chapters.reader import CITATION, split_keys
from scripts.pages.site import content_of


class CitationProcessor(InlineProcessor):
    """Turns one citation into a parenthesis of links.

    Args:
        md: the converter.
        options: those of the extension.
    """

    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(CITATION.pattern, md)
        self._options = options

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """Return the element that replaces the match, and where the match stands."""
        cite = ElementTree.Element("span", {"class": "citation"})
        cite.text = "("
        link = None
        for key in split_keys(m.group(1)):
            if link is not None:
                link.tail = "; "
            link = ElementTree.SubElement(cite, "a", {"href": f"#source-{key}"})
            link.text = self._label(key)
        if link is not None:
            link.tail = ")"
        return cite, m.start(0), m.end(0)

    def _label(self, key: str) -> str:
        if self._options["reading"]:
            return key
        return content_of(self._options).sources[key].label


class CitationExtension(Extension):
    """Registers the citation syntax.

    Args:
        content: the content with its sources; without it, that of the working folder.
        reading: the model is reading the text, before there is any content, and needs no labels.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"content": ["", "the content"], "reading": [False, "no labels"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register before links (160), whose syntax begins alike."""
        md.inlinePatterns.register(CitationProcessor(md, self.getConfigs()), "citation", 175)


def makeExtension(**kwargs: Any) -> CitationExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return CitationExtension(**kwargs)
