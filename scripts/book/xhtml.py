"""HTML as XML: elements in their namespaces, names as SVG writes them, nothing that a reader's program refuses."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
EPUB = "http://www.idpf.org/2007/ops"

_WITH_STYLE = ("math", "mstyle", "mtable")
# The stubs of lxml know no namespace without a prefix.
_PREFIXES: dict[str, Any] = {
    XHTML: {None: XHTML},
    SVG: {None: SVG, "xlink": XLINK},
    MATHML: {None: MATHML},
}
_NAMESPACES = {"svg": SVG, "math": MATHML}
# The parser of HTML writes all names small; these are the ones of the site's drawings that SVG does not.
_CASED = {
    "viewbox": "viewBox",
    "preserveaspectratio": "preserveAspectRatio",
    "startoffset": "startOffset",
    "textpath": "textPath",
    "lineargradient": "linearGradient",
    "clippath": "clipPath",
    "foreignobject": "foreignObject",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def converted(node: html.HtmlElement) -> etree._Element:
    """Return an element of HTML, with all that stands in it, as XHTML with SVG and MathML in it."""
    return _converted(node, XHTML)


def page(title: str, body: etree._Element, style: str) -> bytes:
    """Return a whole XHTML file.

    Args:
        title: of the file.
        body: what stands in its body.
        style: address of its stylesheet.
    """
    names = {**_PREFIXES[XHTML], "epub": EPUB}
    root = etree.Element(f"{{{XHTML}}}html", {"lang": "en", f"{{{_XML}}}lang": "en"}, nsmap=names)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=style)
    etree.SubElement(root, f"{{{XHTML}}}body").append(body)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _converted(node: html.HtmlElement, outer: str) -> etree._Element:
    space = _NAMESPACES.get(node.tag, outer)
    name = _CASED.get(node.tag, node.tag) if space == SVG else node.tag
    made = etree.Element(f"{{{space}}}{name}", nsmap=_PREFIXES[space])
    for key, value in node.attrib.items():
        made.set(_attribute(str(key), space), _clean(str(value)))
    made.text = _clean(node.text)
    for child in node:
        if not isinstance(child.tag, str):  # a comment
            _add_text(made, child.tail)
            continue
        part = _converted(child, space)
        part.tail = _clean(child.tail)
        made.append(part)
    return _styled(made) if space == MATHML else made


def _styled(node: etree._Element) -> etree._Element:
    """Return an element of MathML with its style of display where MathML 3, which EPUB asks for, lets it stand."""
    style = node.get("displaystyle")
    if style is None or etree.QName(node).localname in _WITH_STYLE:
        return node
    node.attrib.pop("displaystyle")
    outer = etree.Element(f"{{{MATHML}}}mstyle", displaystyle=style)
    outer.append(node)
    return outer


def _attribute(name: str, space: str) -> str:
    if name.startswith("xlink:"):
        return f"{{{XLINK}}}{name.removeprefix('xlink:')}"
    return _CASED.get(name, name) if space == SVG else name


def _add_text(node: etree._Element, text: str | None) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + _clean(text)
    else:
        node.text = (node.text or "") + _clean(text)


def _clean(text: str | None) -> str:
    return _NOT_XML.sub("", text or "")
