r"""A block of formulas: rows that end in `\\`, their parts set apart by `&`, as in LaTeX's own `align`.

MathML breaks no lines. So a part that is long is cut into pieces that a browser may put on lines of their own: before
a relation first, then before a sign of arithmetic. Words at the outermost level are plain text, which wraps.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from scripts.content.maths.latex import MathError, mathml

_RELATIONS = set("=≈≤≥<>≠→∝⟹⇒↦")
_SIGNS = set("+−-×÷·/")
_WAYS_TO_CUT = ((set("+−"), 0), (_SIGNS, 0), (_SIGNS, 1))
"""Before which signs, and in how many parentheses, a line is cut, the best way first."""
_OPEN, _CLOSE = set("([{⌈⌊"), set(")]}⌉⌋")
_ONE_LINE = 30
"""How wide a piece may be, in halves of an em, before it is cut: what a phone of 360 px holds, with some to spare."""
_SHORT = 20
"""How wide a part may be before it is cut at its relations, for narrower screens and larger text."""
_WIDTHS = {"mo": 2.2, "mspace": 1.0}
_WORDS = re.compile(r"\s*\\text\{((?:[^{}\\]|\\.)*)\}\s*$", re.DOTALL)
_LARGE = {"mfrac", "munder", "mover", "munderover"}
"""What is smaller in running text than on a line of its own."""
_MOST_PARTS = 3
_SPACE = "\N{NO-BREAK SPACE}"
_PROSE = 2
"""Spaces from which on words beside a formula are prose and no unit."""


@dataclass(frozen=True)
class Fault:
    """A row that cannot be set: its line below the first of the block, what stands there, and what is wrong."""

    line: int
    text: str
    message: str
    hint: str


def faults(source: str) -> Iterator[Fault]:
    """Yield what is wrong with a block, a row at most once."""
    rows = list(_rows(source))
    if not rows:
        yield Fault(0, "", "it is empty; expected LaTeX", "")
    for line, row in rows:
        try:
            _row(row, 1)
        except MathError as error:
            yield Fault(line, " ".join(row.split()), str(error), error.hint)


def block(source: str) -> str:
    """Return a block as HTML.

    Raises:
        MathError: a row cannot be set.
    """
    rows = [row for _, row in _rows(source)]
    most = max((len(_parts(row)) for row in rows), default=1)
    inner = "".join(_row(row, most) for row in rows)
    return f'<div class="pc-maths pc-maths--{most}">{inner}</div>'


def inline(source: str) -> str:
    """Return a formula in running text as HTML; a long one may break there.

    Raises:
        MathError: it cannot be set.
    """
    return "<wbr>".join(_set(mathml(source, display=False), display=False))


def _rows(source: str) -> Iterator[tuple[int, str]]:
    line = 0
    for row in _split(source, r"\\\\(?!\w)"):
        if row.strip():
            yield line + len(row[: len(row) - len(row.lstrip())].split("\n")) - 1, row.strip()
        line += row.count("\n")


def _parts(row: str) -> list[str]:
    return [part.strip() for part in _split(row, r"(?<!\\)&")]


def _split(text: str, mark: str) -> list[str]:
    """Split LaTeX at a mark that stands in no group and in no environment."""
    parts, start, depth = [], 0, 0
    for found in re.finditer(rf"\\[{{}}]|\\begin\b|\\end\b|[{{}}]|{mark}", text):
        token = found.group()
        if token in {"{", r"\begin"}:
            depth += 1
        elif token in {"}", r"\end"}:
            depth -= 1
        elif depth == 0 and token not in {r"\{", r"\}"}:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


@functools.lru_cache(maxsize=4096)  # a row is checked first and printed later
def _row(row: str, columns: int) -> str:
    parts = _parts(row)
    if len(parts) > _MOST_PARTS:
        raise MathError(f"{len(parts)} parts set apart by '&'; expected at most {_MOST_PARTS}: label, left, right")
    parts[-1], *notes = _split(parts[-1], r"\\quad\b")
    cells = [_part(part.strip()) for part in parts]
    if len(parts) > 1 and parts[0] and not _starts_with_relation(cells[1]):
        cells[0] = f"<small>{cells[0]}</small>"
    cells[-1] += "".join(f" <i>{_part(note.strip())}</i>" for note in notes)
    where = [""] * len(cells)
    if len(cells) < columns:
        where[-1] = ' class="pc-maths__wide"' if len(cells) > 1 else ' class="pc-maths__all"'
    return f"<p>{' '.join(f'<span{at}>{cell}</span>' for at, cell in zip(where, cells, strict=True))}</p>"


def _starts_with_relation(cell: str) -> bool:
    found = re.match(r"(?:<span>)?<math[^>]*><mo[^>]*>([^<]+)</mo>", cell)
    return found is not None and unescape(found.group(1)) in _RELATIONS


def _part(part: str) -> str:
    if not part:
        return ""
    if words := _WORDS.match(part):
        return _plain(words.group(1))
    return "<wbr>".join(_set(mathml(part, display=True), display=True))


def _plain(words: str) -> str:
    return escape(re.sub(r"\\(.)", r"\1", words).replace("~", _SPACE).strip(), quote=False)


def _set(elements: list[Element], *, display: bool) -> Iterator[str]:
    """Yield the pieces of a part; between two of them a line may end."""
    if _width(elements) <= _SHORT:
        yield _math(elements, display)
        return
    for piece in _cut(elements, _RELATIONS):
        yield from _arithmetic(piece, display)


def _arithmetic(elements: list[Element], display: bool) -> Iterator[str]:
    if _width(elements) <= _ONE_LINE:
        yield _math(elements, display)
    elif any(map(_is_prose, elements)):
        yield "".join(_flowing(elements, display))
    else:
        pieces = [_math(piece, display) for piece in _smaller(elements, _WAYS_TO_CUT)]
        yield f"<span>{'<wbr>'.join(pieces)}</span>"


def _smaller(elements: list[Element], ways: Sequence[tuple[set[str], int]]) -> Iterator[list[Element]]:
    """Cut what is wider than a line, in no more ways than it needs."""
    if not ways or _width(elements) <= _ONE_LINE:
        yield elements
        return
    for piece in _cut(elements, *ways[0]):
        yield from _smaller(piece, ways[1:])


def _flowing(elements: list[Element], display: bool) -> Iterator[str]:
    """Yield a sentence with formulas in it."""
    for prose, group in itertools.groupby(elements, _is_prose):
        if prose:
            yield from (escape((e.text or "").replace(_SPACE, " "), quote=False) for e in group)
        else:
            yield _math(list(group), display)


def _is_prose(element: Element) -> bool:
    """Whether these are words of a sentence: several, with a space towards a formula beside them."""
    text = element.text or ""
    return _is_text(element) and text.count(_SPACE) >= _PROSE and _SPACE in {text[0], text[-1]}


def _cut(elements: list[Element], marks: set[str], within: int = 0) -> Iterator[list[Element]]:
    """Cut in front of operators that stand in no parentheses, or in no more than so many."""
    piece: list[Element] = []
    depth = 0
    for element in elements:
        text = element.text or "" if element.tag == "mo" else ""
        base = element[0].text if element.tag in {"msup", "msub"} and len(element) else ""
        depth += (text in _OPEN) - (text in _CLOSE or base in _CLOSE)
        if depth <= within and text in marks and not (text in _SIGNS and _is_prefix(piece)):
            if piece:
                yield piece
            piece = []
        piece.append(element)
    if piece:
        yield piece


def _is_prefix(before: list[Element]) -> bool:
    """Whether a sign behind these belongs to what follows it, as in = −1."""
    return not before or (before[-1].tag == "mo" and before[-1].text not in _CLOSE)


def _math(elements: list[Element], display: bool) -> str:
    """Return elements as one formula; words at its ends stay text, which wraps, where it is long."""
    if _width(elements) > _ONE_LINE and _is_text(elements[-1]):
        return f"{_math(elements[:-1], display)} {_words(elements[-1])}" if elements[1:] else _words(elements[-1])
    if _width(elements) > _ONE_LINE and _is_text(elements[0]):
        return f"{_words(elements[0])} {_math(elements[1:], display)}"
    first = elements[0]
    if first.tag == "mo" and first.text in _SIGNS and first.get("rspace") != "0":
        first.set("form", "infix")  # at the beginning of a piece a browser would take it for a sign
    inner = "".join(ElementTree.tostring(part, encoding="unicode", short_empty_elements=False) for part in elements)
    large = display and any(child.tag in _LARGE for part in elements for child in part.iter())
    return f"<math{' displaystyle=true' if large else ''}>{inner}</math>"


def _is_text(element: Element) -> bool:
    return element.tag == "mtext" or "mathvariant" in element.attrib


def _words(text: Element) -> str:
    return escape((text.text or "").replace(_SPACE, " ").strip(), quote=False)


def _width(elements: list[Element]) -> float:
    return sum(map(_width_of, elements))


def _width_of(element: Element) -> float:
    children = list(element)
    if element.tag in {"mi", "mn", "mtext"}:
        return 1.05 * len(element.text or "")
    if element.tag in {"mo", "mspace"}:
        text = element.text or ""
        small = text in _OPEN | _CLOSE | {",", "|", "\N{FUNCTION APPLICATION}"}
        return 0.8 if small else 3.6 if text in {"∑", "∏"} else _WIDTHS[element.tag]
    if element.tag in _LARGE:
        return max(map(_width_of, children))
    if element.tag in {"msub", "msup", "msubsup"}:
        return _width_of(children[0]) + 0.7 * max(map(_width_of, children[1:]))
    return _width(children) + (1.6 if element.tag == "msqrt" else 0)
