"""The words of a label: which ones Mermaid draws as they are written, and what a reader then sees.

Mermaid's entity codes are `#quot;` and `#9829;` (documented under "Entity codes to escape characters"); it takes for
markup what begins with `<` and a letter, for a line break `\\n`, for a formula `$$`, for Markdown a backtick.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Collection, Iterator

MAX_WORD = 24
"""Letters of a word; Mermaid breaks a longer one into pieces."""

_CODE = re.compile(r"#(\w+);")
_HTML = re.compile(r"&#?\w+;")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|javascript:", re.IGNORECASE)
_TAG_LIKE = re.compile(r"<(?!(?:choice|fork|join)>>)(?=[A-Za-z/!?])")
_QUOTED = re.compile(r'"[^"\n]*"')
_AFTER_COLON = re.compile(r"^([^:\n]*:(?!:))(.*)$", re.MULTILINE)
_SPECIAL = {
    "\\": "an escape",
    "`": "Markdown",
    "$$": "a formula",
    "%%": "a comment",
}
_DIRECTION = re.compile(r"direction\s+(?:TB|TD|BT|LR|RL)\b")
_MARKDOWN = re.compile(r"\*|(?<!\w)_[^_\s][^_]*_(?!\w)|\[[^\]]*\]\([^)]*\)")
_ICON = re.compile(r"\bfa[bklrs]?:fa-")
_WRAP = re.compile(r"(?:no)?wrap\s*:", re.IGNORECASE)


def complaints(text: str, forbidden: Collection[str] = ()) -> Iterator[str]:
    """Yield a message for whatever in a label would not be drawn as it is written.

    Args:
        text: the label, without quotes.
        forbidden: further signs that end a label in this type of diagram.
    """
    if not text.strip():
        yield "empty label in a diagram; expected a few words."
        return
    yield from markup(text)
    yield from _codes(text)
    rest = _CODE.sub("", _HTML.sub("", text))
    for sign, what in _SPECIAL.items():
        if sign in rest:
            yield f"'{sign}' in a label is {what} to Mermaid; expected plain text."
    for sign in forbidden:
        if sign in rest:
            yield f"'{sign}' in a label ends it in this type of diagram; expected '#{ord(sign[0])};' for it."
    if found := _DIRECTION.search(rest):
        yield f"'{found[0]}' in a label is a direction to Mermaid; expected other words."
    if _ICON.search(rest):
        yield "an icon in a diagram; expected plain text."
    if found := _WRAP.match(text.strip()):
        yield f"'{found[0]}' at the beginning of a label is not drawn; expected other words."
    if any(unicodedata.category(sign) == "Cc" and sign != "\t" for sign in text):
        yield "a control character in a label; expected plain text."
    for word in shown(text).split():
        if len(word) > MAX_WORD:
            yield f"'{word}' has {len(word)} letters; expected words of at most {MAX_WORD}, which are not broken."


def markdown(text: str) -> Iterator[str]:
    """Yield a message for each sign that Mermaid draws as Markdown where it takes every label for it."""
    for found in dict.fromkeys(_MARKDOWN.findall(text)):
        yield f"'{found}' in a label is Markdown to Mermaid; expected plain text, or a code such as #42; for a star."


def _codes(text: str) -> Iterator[str]:
    """Yield a message for each entity that is HTML's and not Mermaid's, or that stands for nothing."""
    for found in _HTML.findall(text):
        yield f"'{found}' in a diagram; expected the character itself, or Mermaid's code without '&'."
    for code in _CODE.finditer(_HTML.sub("", text)):
        if not _character(code[1]):
            yield f"unknown entity code '{code[0]}' in a diagram; expected one such as #35; or #quot;."


def markup(text: str) -> Iterator[str]:
    """Yield a message for each HTML tag in a text."""
    for found in _MARKUP.finditer(text):
        yield f"markup '{found.group()}' in a diagram; expected plain text."


def shown(text: str) -> str:
    """Return a label as a reader sees it: entity codes as characters, white space as single spaces."""
    decoded = _CODE.sub(lambda found: _character(found[1]) or found[0], text)
    return " ".join(decoded.split())


def for_mermaid(source: str) -> str:
    """Return a source that Mermaid draws as it is meant, by its own entity codes.

    It would drop what looks like markup, as in `a<b`, and every `>` in the labels of flowcharts and state diagrams; and
    it leaves as much room for `#9829;` as for seven letters, so that a code in a narrow place is broken in two.
    """
    sequence = source.lstrip().startswith("sequenceDiagram")
    text = _TAG_LIKE.sub("#lt;", _CODE.sub(lambda code: _plain(code, quotes=sequence), source))
    if sequence:
        return text
    text = _QUOTED.sub(lambda label: label[0].replace(">", "#gt;"), text)
    if source.lstrip().startswith("stateDiagram"):
        text = _AFTER_COLON.sub(lambda line: line[1] + line[2].replace(">", "#gt;"), text)
    return text


def _plain(code: re.Match[str], *, quotes: bool) -> str:
    """Return the character of an entity code, or the code where the character means something to Mermaid."""
    character = _character(code[1])
    harmless = character.isalnum() or (quotes and character == '"')
    return character if harmless or unicodedata.category(character[:1] or " ") == "So" else code[0]


def _character(code: str) -> str:
    """Return the character of an entity code, or an empty string where there is none."""
    if not (code.isascii() and code.isdigit()):
        return html.entities.html5.get(f"{code};", "")
    number = int(code[:8])
    if not 32 <= number <= 0x10FFFF or unicodedata.category(chr(number)) in {"Cc", "Cs", "Cn"}:
        return ""
    return chr(number)
