"""LaTeX to MathML, by math-core, without what a browser does anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import math_core

from scripts.content.problems import nearest

_CONVERTER = math_core.LatexToMathML(fancy_error=False)
_UNKNOWN = re.compile(r'^Unknown command "\\(\w+)"')
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]+;")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""A comma within a number, as the text has it; LaTeX would take it for the end of one."""
_RAISED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=\s*[\^_])")
"""Such a number with something above or below it, which belongs to the whole and not to its last digits."""
_TEXT = re.compile(r"\\text\{(?:[^{}\\]|\\.)*\}")
_SWALLOWED = re.compile(r"(\\[$%&#_]) (?=\S)")
"""A space behind such a sign, which the converter takes for the end of the command; in text it is one."""
_SPACES = re.compile(r"[\d.]+")
_COMMANDS = re.findall(
    r"\w+",
    """alpha beta gamma delta epsilon varepsilon eta theta kappa lambda mu pi rho sigma tau phi chi psi omega Delta Phi
    Sigma Pi times div cdot pm le ge leq geq approx ne neq to mapsto propto infty sum prod int frac tfrac sqrt text
    mathrm mathcal operatorname log ln exp min max bar hat tilde overline left right bigl bigr Bigl Bigr lceil rceil
    lfloor rfloor mid lVert rVert quad qquad begin end underbrace dots ldots""",
)
"""Commands that a misspelt one may have meant."""


class MathError(ValueError):
    """A formula that cannot be set.

    Args:
        message: what is wrong with it.
        hint: the nearest right name, or an empty string when none is near.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def mathml(latex: str, *, display: bool) -> list[Element]:
    """Convert one formula.

    Args:
        latex: the formula, without marks around it.
        display: whether it stands on a line of its own, so that sums and fractions are as large as they can be.

    Returns:
        The elements within `math`, one beside the other.

    Raises:
        MathError: an unknown command, or LaTeX that cannot be set.
    """
    source = _RAISED.sub(lambda found: f"{{{found.group()}}}", latex.strip())
    source = _THOUSANDS.sub("{,}", source)
    source = _TEXT.sub(lambda found: _SWALLOWED.sub(r"\1~", found.group()), source)
    if not source:
        raise MathError("it is empty; expected LaTeX")
    try:
        text = _CONVERTER.convert_with_local_state(source, displaystyle=display)
    except math_core.LatexError as error:
        raise _told(str(error)) from error
    plain = _ENTITY.sub(lambda found: unescape(found.group()), text)  # of HTML, which XML does not know
    return _tidied(ElementTree.fromstring(plain))  # noqa: S314 - the converter's


def _told(message: str) -> MathError:
    _, _, what = message.rstrip(".").partition(": ")
    unknown = _UNKNOWN.search(what)
    hint = nearest(unknown.group(1), _COMMANDS) if unknown else ""
    return MathError(what[:1].lower() + what[1:], f"\\{hint}" if hint else "")


def _tidied(root: Element) -> list[Element]:
    """Drop what changes nothing, and put numbers together again; it is written into every page."""
    for element in reversed(list(root.iter())):  # what is within first
        _tidy_children(element)
        _tidy_words(element)
        if element.tag == "mo" and element.text in {"×", "·"}:
            element.attrib.clear()  # browsers know how far these stand off
        elif element.tag == "mspace" and (width := element.get("width")):
            element.set("width", _SPACES.sub(lambda found: f"{float(found.group()):.2g}", width))
    return list(root)


def _tidy_children(element: Element) -> None:
    joined = _with_whole_numbers(_shown(map(_unwrapped, element)))
    if element.tag == "msqrt" and len(joined) == 1 and joined[0].tag == "mrow":
        joined = list(joined[0])  # a root holds a row by itself
    element[:] = joined


def _shown(elements: Iterable[Element]) -> list[Element]:
    return [element for element in elements if element.tag != "mspace" or element.get("width")]


def _unwrapped(element: Element) -> Element:
    """Return what a row holds that holds nothing else."""
    children = _shown(element)
    alone = element.tag == "mrow" and not element.attrib and len(children) == 1
    return _unwrapped(children[0]) if alone else element


def _with_whole_numbers(children: list[Element]) -> list[Element]:
    result: list[Element] = []
    for child in children:
        if child.tag == "mi" and child.text == "%" and result and result[-1].tag == "mn":
            result[-1].text = f"{result[-1].text}%"
            continue
        if child.tag == "mn" and len(result) > 1 and result[-2].tag == "mn" and _is_within_a_number(result[-1]):
            result.pop()
            result[-1].text = f"{result[-1].text},{child.text}"
        else:
            result.append(child)
    return result


def _is_within_a_number(element: Element) -> bool:
    return element.tag == "mo" and element.text == "," and element.get("rspace") == "0"


def _tidy_words(row: Element) -> None:
    """Make words in front of the first sign a name: MathML takes text for space, and the sign for that of a number."""
    signs = [child.tag == "mo" for child in row]
    front = row[: signs.index(True)] if True in signs else []
    if front and all(child.tag in {"mtext", "mspace"} for child in front):
        front[0].tag = "mi"
        front[0].set("mathvariant", "normal")
