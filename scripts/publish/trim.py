"""What the theme writes into every page and neither a reader nor a script has use for, taken out of a published page.

Each rule says why nothing asks for it. Cases have no bytes to spare, and what says how a page is shared needs some.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from scripts.finish.document import elements

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = (
    'meta[name="generator"]',
    # Says that code was copied; no code has the theme's button for it.
    '.md-dialog[data-md-component="dialog"]',
    # Where a notice to all readers would stand.
    'div[data-md-component="announce"]',
)
_ATTRIBUTES = (
    # No state of a landmark; and the theme's script for the lists at the sides, which changed it, has no part here.
    (".md-nav[aria-expanded]", "aria-expanded"),
    # Asked for by styles of `navigation.tabs`, which is off.
    (".md-nav[data-md-level]", "data-md-level"),
    # Asked for by the script that sets the height of the lists at the sides, which the style does here.
    (".md-sidebar[data-md-type]:not([data-md-component])", "data-md-type"),
)


def trim(document: LexborHTMLParser) -> None:
    """Take out of a page what nothing asks for, in place."""
    for node in document.css(", ".join(_ELEMENTS)):
        if not node.text(deep=True).strip():
            node.decompose()
    for query, name in _ATTRIBUTES:
        for node in document.css(query):
            del node.attrs[name]
    for node in elements(document):
        # In HTML a parser knows what an `svg` is.
        if node.tag == "svg" and node.attributes.get("xmlns") == _SVG:
            del node.attrs["xmlns"]
