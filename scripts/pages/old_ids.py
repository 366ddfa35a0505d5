"""Python-Markdown extension: a heading keeps the ids it had, `## New title { #new-id was="old-id older-id" }`.

Links to an old id, of readers and of other sites, still lead to the heading: each one becomes an empty element in it.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.content.chapters.reader import OLD_ID

ATTRIBUTE = "was"
"""The attribute of a heading that lists its old ids, apart by spaces."""
_HEADING = re.compile(r"^h[1-6]$")
_AS_CONTENTS = 5
"""The priority of `toc`, which comes first since it is registered first, so that the list of contents takes the heading
as its author wrote it; what collects the ids of a page, as MkDocs does to check links, comes later."""


class OldIds(Treeprocessor):
    """Puts an element for each old id first into its heading."""

    def run(self, root: ElementTree.Element) -> None:
        """Change every heading that has the attribute."""
        for heading in root.iter():
            if isinstance(heading.tag, str) and _HEADING.match(heading.tag):
                names = heading.attrib.pop(ATTRIBUTE, "").split()
                for name in reversed(names):
                    place = ElementTree.Element("span", {"id": name, "class": OLD_ID})
                    place.tail, heading.text = heading.text, None
                    heading.insert(0, place)


class OldIdsExtension(Extension):
    """Registers the attribute."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Add the processor; Python-Markdown calls this."""
        md.treeprocessors.register(OldIds(md), "old_ids", _AS_CONTENTS)


def makeExtension(**options: Any) -> OldIdsExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return OldIdsExtension(**options)
