"""What the theme and the Markdown extensions write against the HTML standard or out of the keyboard's reach, fixed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.finish.document import parse, serialize

MAIN_SCRIPT = "assets/javascripts/main.js"
_AFTER_PAINT = (
    "requestAnimationFrame(()=>setTimeout(()=>"
    'import(new URL(document.getElementById("site-script").dataset.src,location))'
    # Without our script the theme's never comes either, and its styles for no scripts are the right ones.
    '.catch(()=>{document.documentElement.className="no-js"})))'
)
_WIDE = "knowledge-graph, .matrix-view"
_HOME = ".pc-home"
_BLOCKS = (
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " main nav ol p pre search section table ul"
)
_OF_TEMPLATES = frozenset({"navigation.footer", "navigation.prune", "navigation.sections"})
"""Features that the theme's script never asks for."""
_SILENT = frozenset({"search", "select"})
"""Parts whose words no page shows: the theme's search and its list of versions are off."""
_CONTROLS = "button input label meter output progress select textarea"
_ENDS_LABEL = frozenset(f"{_BLOCKS} {_CONTROLS}".split())
"""What a label cannot hold beside its own box."""


def fix(page: str) -> str:
    """Return a page with everything fixed that `fix_document` fixes."""
    document = parse(page)
    fix_document(document)
    return serialize(document)


def fix_document(document: LexborHTMLParser) -> None:
    """Fix a page in place; one that is fixed already stays as it is.

    Our script waits for the first paint, since reading needs none of it. The theme's is left to ours, and so are the
    switch of colors and the mark in the list of contents; the height of the lists at the sides is left to the style.
    The theme's script is told what it asks for and no more. A checkbox takes no autocomplete, a tabindex without a
    number is none, the boxes of a checklist get names, and wide tables and code scroll in boxes that the keyboard
    reaches. A page with one wide figure says so, and so does home.
    """
    _leave_theme_script_to_ours(document)
    _run_ours_after_paint(document)
    _leave_palette_to_ours(document)
    _leave_contents_to_ours(document)
    _leave_sides_to_style(document)
    _tell_only_what_is_asked(document)
    _widen(document)
    for box in document.css('input[type="checkbox"][autocomplete="off"]'):
        del box.attrs["autocomplete"]
    for node in document.css('[tabindex=""]'):
        del node.attrs["tabindex"]
    for code in document.css("pre > code:not([tabindex])"):
        code.attrs["tabindex"] = "0"
    for item in document.css("li.task-list-item"):
        _label(document, item)
    # The theme wraps tables by script, in a box that the keyboard cannot reach.
    for table in document.css("table:not([class])"):
        _box(document, table)


def _leave_theme_script_to_ours(document: LexborHTMLParser) -> None:
    for script in document.css('script[src*="/bundle."][src$=".js"]'):
        _wait(script, "theme-script")


def _run_ours_after_paint(document: LexborHTMLParser) -> None:
    for script in document.css(f'script[type="module"][src$="{MAIN_SCRIPT}"]'):
        _wait(script, "site-script")
        starter = document.create_node("script")
        starter.insert_child(_AFTER_PAINT)
        script.insert_after(starter, move=True)


def _wait(script: LexborNode, name: str) -> None:
    """Leave a script to others: they find its address under a name."""
    source = script.attributes["src"]
    del script.attrs["src"]
    for key, value in {"type": "text/plain", "id": name, "data-src": source}.items():
        script.attrs[key] = value


def _leave_palette_to_ours(document: LexborHTMLParser) -> None:
    for form in document.css('.md-header__option[data-md-component="palette"]'):
        form.attrs["class"] = f"{form.attributes['class']} color-switch"
        del form.attrs["data-md-component"]


def _leave_contents_to_ours(document: LexborHTMLParser) -> None:
    """The theme marks by a line of its own, above the places to which links lead, and so often the wrong entry.

    What the spine of the page leads to as well is told apart, so that the list need not say it twice.
    """
    for contents in document.css('[data-md-component="toc"]'):
        del contents.attrs["data-md-component"]
    spine = {link.attributes["href"] for link in document.css(".pc-spine a")}
    for link in document.css(".md-sidebar--secondary .md-nav__item > .md-nav__link"):
        entry = link.parent
        if entry is not None and link.attributes.get("href") in spine:
            names = (entry.attributes["class"] or "").split()
            entry.attrs["class"] = " ".join(dict.fromkeys([*names, "pc-in-spine"]))


def _leave_sides_to_style(document: LexborHTMLParser) -> None:
    """The theme measures the window for the lists at the sides, so that they need its script to be seen."""
    for side in document.css('.md-sidebar[data-md-component="sidebar"]'):
        del side.attrs["data-md-component"]


def _tell_only_what_is_asked(document: LexborHTMLParser) -> None:
    """The theme also tells its script what only templates ask, and words of parts that are off; cases have no bytes."""
    for script in document.css("script#__config"):
        told = {key: value for key, value in json.loads(script.text()).items() if value is not None}
        told.pop("search", None)
        features = told.get("features") or []
        words = told.get("translations") or {}
        told["features"] = [name for name in features if name not in _OF_TEMPLATES]
        told["translations"] = {name: text for name, text in words.items() if _says(name, features)}
        script.inner_html = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _says(word: str, features: Sequence[str]) -> bool:
    """Whether a part that is on says a word."""
    part = word.partition(".")[0]
    return part not in _SILENT and (part != "clipboard" or "content.code.copy" in features)


def _widen(document: LexborHTMLParser) -> None:
    """Tell the stylesheet of a page whose parts ask for the room of the columns beside the text."""
    main = document.css_first(".md-main")
    for parts, name in ((_WIDE, "md-main--wide"), (_HOME, "md-main--home")):
        if main is not None and document.css_first(parts) is not None:
            names = (main.attributes["class"] or "").split()
            main.attrs["class"] = " ".join(dict.fromkeys([*names, name]))


def _label(document: LexborHTMLParser, item: LexborNode) -> None:
    """Put the box of one item and the words behind it into a label, without the lists and paragraphs that follow."""
    first = _first_element(item)
    if first is not None and first.tag == "p":  # a list whose items stand apart
        first = _first_element(first)
    if first is None or first.tag != "input" or first.attributes.get("type") != "checkbox":
        return
    label = document.create_node("label")
    first.insert_before(label, move=True)
    node: LexborNode | None = first
    while node is not None and (node is first or node.tag not in _ENDS_LABEL):
        following = node.next
        label.insert_child(node, move=True)
        node = following


def _first_element(node: LexborNode) -> LexborNode | None:
    return next((child for child in node.iter(include_text=False)), None)


def _box(document: LexborHTMLParser, table: LexborNode) -> None:
    box = document.create_node("div")
    for name, value in {"class": "table-box", "tabindex": "0", "role": "group", "aria-label": "Table"}.items():
        box.attrs[name] = value
    table.attrs["class"] = "table"
    table.insert_before(box, move=True)
    box.insert_child(table, move=True)
