"""The links of a Markdown text when files below docs/ have moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from scripts.authoring.edits import Edit
from scripts.content.chapters.chapter import address_of
from scripts.content.chapters.targets import is_external

_FENCED = re.compile(r"^( *)(?P<marks>`{3,}|~{3,})[^\n]*\n.*?^ *(?P=marks)[`~]*[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\r?\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<plain>[^\s<>]+)>?", re.MULTILINE)
_RAW = re.compile(r"""(?<=\s)(?:href|src|poster|data)=(["'])(?P<raw>[^"']*)\1""")


class Moves:
    """Files that move, and how links to and from them change.

    Args:
        files: new path by old path, both below docs/.
        chapters: paths of all chapters before the move.
    """

    def __init__(self, files: Mapping[str, str], chapters: Iterable[str]) -> None:
        self._files = dict(files)
        self._by_url = {address_of(path): path for path in chapters}

    def edits(self, text: str, path: str) -> Iterator[Edit]:
        """Yield the edits of the links of a text.

        Args:
            text: Markdown, or YAML with Markdown in it.
            path: the chapter whose text it is, before the move.
        """
        prose = _without_code(text)
        for pattern in (_INLINE, _REFERENCE, _RAW):
            for found in pattern.finditer(prose):
                group = next(name for name, value in found.groupdict().items() if value is not None)
                address = found[group]
                new = self._raw(address, path) if group == "raw" else self._written(address, path)
                if new != address:
                    yield Edit(found.start(group), found.end(group), new)

    def _written(self, address: str, path: str) -> str:
        """Return the new address of a link in Markdown, which is relative to its file."""
        target, rest = _parts(address)
        if not target or is_external(address) or target.startswith("/"):
            return address
        old = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
        here = posixpath.dirname(self._files.get(path, path))
        new = self._files.get(old, old)
        if posixpath.normpath(posixpath.join(here, unquote(target))) == new:
            return address
        return _like(target, posixpath.relpath(new, here or ".")) + rest

    def _raw(self, address: str, path: str) -> str:
        """Return the new address of a link in raw HTML, which is relative to the page."""
        target, rest = _parts(address)
        if not target or is_external(address) or target.startswith("/"):
            return address
        old = posixpath.normpath(posixpath.join(address_of(path), unquote(target)))
        here = address_of(self._files.get(path, path))
        page = "" if old == "." else f"{old}/"
        if page in self._by_url:
            chapter = self._by_url[page]
            new = address_of(self._files.get(chapter, chapter)).rstrip("/") or "."
        else:
            new = self._files.get(old, old)
        if posixpath.normpath(posixpath.join(here, unquote(target))) == new:
            return address
        ending = "/" if target.endswith("/") else ""
        return _like(target, posixpath.relpath(new, here or ".")) + ending + rest


def _parts(address: str) -> tuple[str, str]:
    """Split an address into its path and the rest, which begins with '?' or '#'."""
    found = re.match(r"[^?#]*", address)
    end = found.end() if found else 0
    return address[:end], address[end:]


def _like(old: str, new: str) -> str:
    """Write an address with the escapes that the old one has."""
    return quote(new) if "%" in old else new


def _without_code(text: str) -> str:
    """Return the text with code and comments blanked, at the same offsets."""
    for pattern in (_FENCED, _COMMENT, _CODE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return text
