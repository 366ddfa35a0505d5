"""Where pages name files: the attributes, styles and data that hold addresses, and never words that look like one."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.finish.document import elements, map_srcset
from scripts.finish.links import SRCSETS


class Change(Protocol):
    """How an address changes."""

    def __call__(self, address: str, root: str = "") -> str:
        """Return the address to write.

        Args:
            address: as written.
            root: where it starts from, seen from the page; "" is the page.
        """


_OF_PAGES = "href xlink:href src poster data background action formaction"
_OF_SCRIPTS = "data-src data-href data-index data-worker data-graph"
_ADDRESSES = frozenset(f"{_OF_PAGES} {_OF_SCRIPTS}".split())
_ROOT = "data-root"
_IMAGES = "og:image og:image:url og:image:secure_url twitter:image msapplication-tileimage"
_SHARED = frozenset(f"{_IMAGES} og:video og:audio".split())
"""Names of `meta` whose content is an address."""
_LINKED_DATA = frozenset(["url", "contentUrl", "image", "logo", "thumbnail", "thumbnailUrl", "screenshot"])
"""Keys of JSON-LD whose value is an address, or a list of them, or an object with some."""
_MANIFEST = frozenset(["src", "start_url"])


class Names:
    """Where links lead, and the new names of the files there.

    Args:
        names: new path by old path, both below the site's root.
        address: of the site's root, such as "https://example.org/course/"; "" where the site does not name it.
    """

    def __init__(self, names: Mapping[str, str], address: str) -> None:
        self._names = names
        self._address = address or "http://localhost/"
        self._host = urlsplit(self._address)

    def file(self, link: str, page: str, root: str = "") -> str | None:
        """Return the path below the site's root of the file that a link names, or None for a page or another host.

        Args:
            link: as written, with query and fragment if it has them.
            page: path below the root of the file in which it stands.
            root: where the link starts from, seen from the page.
        """
        path = link.partition("#")[0].partition("?")[0].strip()
        if not path or path.endswith("/"):  # nearly all links: pages are folders
            return None
        try:
            target = urlsplit(urljoin(self._start(page, root), link.strip()))
        except ValueError:  # an address with a broken host
            return None
        same = (target.scheme, target.netloc) == (self._host.scheme, self._host.netloc)
        if not same or not target.path.startswith(self._host.path):
            return None
        return unquote(target.path.removeprefix(self._host.path))

    def changed(self, link: str, page: str, root: str = "") -> str:
        """Return a link to the file's new name if it has one; the arguments are those of `file`."""
        old = self.file(link, page, root)
        new = self._names.get(old) if old else None
        return link if new is None else self.to(new, link, page, root)

    def to(self, new: str, link: str, page: str, root: str = "") -> str:
        """Return a link that leads to another file and is written like this one: relative, absolute or with its host.

        Args:
            new: path of the other file below the site's root.
            link: the link as written.
            page: as for `file`.
            root: as for `file`.
        """
        parts = urlsplit(link.strip())
        if parts.netloc or parts.path.startswith("/"):
            path = self._host.path + quote(new)
        else:
            folder = unquote(urlsplit(self._start(page, root)).path.removeprefix(self._host.path)).rpartition("/")[0]
            path = quote(posixpath.relpath("/" + new, "/" + folder))
        return parts._replace(path=path).geturl()

    def _start(self, page: str, root: str) -> str:
        start = self._address + quote(page)
        return urljoin(start, root) if root else start


def change(document: LexborHTMLParser, new: Change) -> None:
    """Change each address in a page.

    Args:
        document: the page.
        new: how.
    """
    for node in elements(document):
        for name, value in node.attributes.items():
            if value:
                changed = _attribute(node, name, value, new)
                if changed != value:
                    node.attrs[name] = changed
        if node.tag in {"style", "script"}:
            _inline(node, new)


def in_manifest(text: str, new: Change) -> str:
    """Return a web app manifest with each of its addresses changed."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return text
    return _dump(_in_data(data, _MANIFEST, new), data, text)


def in_style(text: str, new: Change) -> str:
    """Return declarations or a whole stylesheet with the address of each `url()` changed."""
    nodes = tinycss2.parse_component_value_list(text)
    _rename_urls(nodes, new)
    return str(tinycss2.serialize(nodes))


def _attribute(node: LexborNode, name: str, value: str, new: Change) -> str:
    if name in SRCSETS:
        return map_srcset(value, new)
    if name == "style":
        return in_style(value, new)
    if name in _ADDRESSES:
        return _from_page_or_root(value, node.attributes.get(_ROOT) or "", new)
    if name == "content" and node.tag == "meta":
        label = node.attributes.get("property") or node.attributes.get("name") or ""
        return new(value) if label.lower() in _SHARED else value
    return value


def _from_page_or_root(value: str, root: str, new: Change) -> str:
    """Change an address that starts from the page, or else from the root that its element names for its script."""
    changed = new(value)
    return new(value, root) if changed == value and root else changed


def _inline(node: LexborNode, new: Change) -> None:
    text = node.text(deep=True) or ""
    changed = text
    if node.tag == "style":
        changed = in_style(text, new)
    elif (node.attributes.get("type") or "").lower() == "application/ld+json":
        try:
            data = json.loads(text)
        except json.JSONDecodeError:
            return
        changed = _dump(_in_data(data, _LINKED_DATA, new), data, text)
    if changed != text and node.first_child is not None:
        node.first_child.replace_with(changed)


def _in_data(data: Any, keys: frozenset[str], new: Change) -> Any:
    if isinstance(data, list):
        return [_in_data(item, keys, new) for item in data]
    if isinstance(data, dict):
        return {key: _in_value(value, key in keys, keys, new) for key, value in data.items()}
    return data


def _in_value(value: Any, address: bool, keys: frozenset[str], new: Change) -> Any:
    if address and isinstance(value, str):
        return new(value)
    if address and isinstance(value, list):
        return [new(item) if isinstance(item, str) else _in_data(item, keys, new) for item in value]
    return _in_data(value, keys, new)


def _dump(data: Any, before: Any, text: str) -> str:
    # "</" would end a script early.
    return text if data == before else json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _rename_urls(nodes: list[Any], new: Change) -> None:
    for node in nodes:
        if node.type == "url":
            _rename(node, new)
        elif node.type == "function" and node.lower_name == "url":
            for argument in node.arguments:
                if argument.type == "string":
                    _rename(argument, new)
        else:
            _rename_urls(getattr(node, "content", None) or getattr(node, "arguments", None) or [], new)


def _rename(token: Any, new: Change) -> None:
    changed = new(token.value)
    if changed != token.value:
        quoted = '"' + changed.replace("\\", "\\\\").replace('"', '\\"') + '"'
        token.representation = f"url({quoted})" if token.type == "url" else quoted
