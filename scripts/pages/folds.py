"""Python-Markdown extension: the questions of a concept are folded, as the follow-ups of a case are.

Their headings stay headings, with the ids they have, so that lists of contents, the search and links find them.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

SECTION = "questions"
"""The id of the section whose parts are folded."""
_HEADING = re.compile(r"^h[1-6]$")
_QUESTION, _HIGHEST = "h3", "h2"
_AFTER_CONTENTS = 4
"""The list of contents is made at priority 5, from the headings as their author wrote them."""


class Folds(Treeprocessor):
    """Puts each part of the section of questions into a fold that its heading opens."""

    def run(self, root: ElementTree.Element) -> None:
        """Change the section in place; what stands before its first question stays as it is."""
        inside, answer = False, None
        for element in list(root):
            level = element.tag if isinstance(element.tag, str) and _HEADING.match(element.tag) else ""
            if level and level <= _HIGHEST:
                inside, answer = element.get("id") == SECTION, None
            elif inside and level == _QUESTION:
                answer = ElementTree.Element("details", {"class": "question"})
                root.insert(list(root).index(element), answer)
                root.remove(element)
                ElementTree.SubElement(answer, "summary").append(element)
                _move_permalink(element, answer)
            elif self._is_comment(element):
                answer = None
            elif answer is not None:
                root.remove(element)
                answer.append(element)

    def _is_comment(self, element: ElementTree.Element) -> bool:
        """Whether it stands for a mark of where generated parts begin or end."""
        stashed = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        return stashed is not None and str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]).startswith("<!--")


def _move_permalink(heading: ElementTree.Element, answer: ElementTree.Element) -> None:
    """What opens a fold holds no second control: the link to the question stands first in its answer."""
    for link in heading.findall("a[@class='headerlink']"):
        heading.remove(link)
        link.attrib.update({"class": "headerlink pc-fold-link"})
        link.text = link.attrib.pop("title", None) or link.text
        ElementTree.SubElement(answer, "p", {"class": "question-facts"}).append(link)


class FoldsExtension(Extension):
    """Registers the folds."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Add the processor; Python-Markdown calls this."""
        md.treeprocessors.register(Folds(md), "folds", _AFTER_CONTENTS)


def makeExtension(**options: Any) -> FoldsExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return FoldsExtension(**options)
