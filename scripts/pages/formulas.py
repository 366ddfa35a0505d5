"""Formulas as MathML: $`x_t`$ in running text, as a Markdown extension, and `math` fences, as a superfences formatter.

A dollar sign alone is a price. Only one that a backtick follows begins a formula, and what stands between the backticks
is no Markdown.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from pymdownx.superfences import SuperFencesException

from scripts.content.chapters.reader import FORMULA
from scripts.content.maths import rows
from scripts.content.maths.latex import MathError

_INLINE = r"(?<![\\$])\$`([^`]+)`\$(?!\$)"
_FIGURE = re.compile(r'<data value="\w+">|</data>')
"""What names a figure that the macro `value` prints; in a formula it stays what the build computed."""
_BEFORE_CODE = 195
"""The priority: code, whose marks begin alike, has 190, and an escaped sign 180."""


def block(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Return the HTML of one fence; the arguments are those of any superfences formatter.

    Raises:
        SuperFencesException: the only one that Superfences lets through; after any other it prints the fence as code.
    """
    try:
        return rows.block(_FIGURE.sub("", source))
    except MathError as error:
        raise SuperFencesException(f"a formula cannot be set: {error}") from error


class FormulaProcessor(InlineProcessor):
    """Turns one formula into MathML, or leaves it to the reader as it was written.

    Args:
        md: the converter.
        reading: the model is reading the text, and tells the faults of formulas itself.
    """

    def __init__(self, md: Markdown, *, reading: bool) -> None:
        super().__init__(_INLINE, md)
        self._reading = reading

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str, int, int]:
        """Return what replaces the match, and where the match stands."""
        if not self._reading:
            return self.md.htmlStash.store(rows.inline(_FIGURE.sub("", m.group(1)))), m.start(0), m.end(0)
        code = ElementTree.Element("code", {"class": FORMULA})
        code.text = AtomicString(m.group(1))
        return code, m.start(0), m.end(0)


class FormulaExtension(Extension):
    """Registers the syntax.

    Args:
        reading: the model is reading the text.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"reading": [False, "formulas stay as they were written"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register before code; Python-Markdown calls this."""
        processor = FormulaProcessor(md, reading=self.getConfig("reading"))
        md.inlinePatterns.register(processor, "formula", _BEFORE_CODE)


def makeExtension(**kwargs: Any) -> FormulaExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return FormulaExtension(**kwargs)
