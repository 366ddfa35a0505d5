"""The navigation and the redirects of mkdocs.yml, changed in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import yaml

from scripts.authoring.edits import Edit, compose, scalars
from scripts.content.chapters.chapter import address_of


class NavigationError(Exception):
    """mkdocs.yml has no place for what is to be written; the message is one sentence for its author."""


def edits(text: str, moving: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits of mkdocs.yml when chapters move.

    Args:
        text: mkdocs.yml.
        moving: new path by old path of the chapters, below docs/.

    Raises:
        NavigationError: it has no redirects.
    """
    root = compose(text)
    for scalar in scalars(_value(root, "nav")):
        if not scalar.is_key and scalar.value in moving:
            yield scalar.edit(moving[scalar.value])
    # A page whose address stays the same needs no redirect, and would be overwritten by it.
    leaving = {old: new for old, new in moving.items() if address_of(old) != address_of(new)}
    if leaving:
        yield from _redirects(text, _redirect_maps(root), leaving)


def _redirects(text: str, maps: yaml.MappingNode, moving: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits that lead old addresses on: those of earlier moves too, in one hop."""
    arriving = {address_of(new) for new in moving.values()}
    kept = [(key, value) for key, value in maps.value if address_of(key.value) not in arriving]
    added = [f"{old}: {new}" for old, new in moving.items() if old not in {key.value for key, _ in kept}]
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    if maps.flow_style:
        lines = [f"{key.value}: {_led_on(value.value, moving)}" for key, value in kept] + added
        yield _as_lines(text, maps, lines, end_of_line)
        return
    for key, value in maps.value:
        if (key, value) in kept:
            quote = value.style or ""
            new = f"{quote}{_led_on(value.value, moving)}{quote}"
            yield Edit(value.start_mark.index, value.end_mark.index, new)
        else:  # a page that is there again
            start = text.rfind("\n", 0, key.start_mark.index) + 1
            yield Edit(start, _next_line(text, key.start_mark.index), "")
    end = _next_line(text, maps.value[-1][1].end_mark.index - 1)
    before = "" if text[:end].endswith("\n") else end_of_line
    indent = " " * maps.start_mark.column
    yield Edit(end, end, before + "".join(f"{indent}{line}{end_of_line}" for line in added))


def _led_on(target: str, moving: Mapping[str, str]) -> str:
    page, mark, section = target.partition("#")
    return f"{moving.get(page, page)}{mark}{section}"


def _as_lines(text: str, maps: yaml.MappingNode, lines: list[str], end_of_line: str) -> Edit:
    """Return the edit that writes `{}`, or what stands in such braces, as lines."""
    line = text.rfind("\n", 0, maps.start_mark.index) + 1
    indent = " " * (len(text[line:]) - len(text[line:].lstrip(" ")) + 2)
    start = len(text[: maps.start_mark.index].rstrip(" "))
    return Edit(start, maps.end_mark.index, "".join(f"{end_of_line}{indent}{entry}" for entry in lines))


def add_page(text: str, path: str) -> Edit:
    """Return the edit that names a page in the navigation, after those of its folder that are files of the same name.

    A case stands after the last case, its interview after the last interview; after any page of the folder where none
    is called so.

    Args:
        text: mkdocs.yml.
        path: the page, below docs/.

    Raises:
        NavigationError: the navigation has no page of that folder.
    """
    folder = f"{path.partition('/')[0]}/"
    listed = [s for s in scalars(_value(compose(text), "nav")) if not s.is_key and s.value.startswith(folder)]
    if not listed:
        raise NavigationError(f"the navigation of mkdocs.yml names no page of {folder}; expected one, to stand beside.")
    name = PurePosixPath(path).name
    listed = [s for s in listed if PurePosixPath(s.value).name == name] or listed
    start = text.rfind("\n", 0, listed[-1].node.start_mark.index) + 1
    found = re.match(r" *- ", text[start:])
    end = _next_line(text, listed[-1].node.start_mark.index)
    return Edit(end, end, f"{found.group() if found else '      - '}{path}\n")


def _next_line(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _redirect_maps(root: yaml.Node | None) -> yaml.MappingNode:
    plugins = _value(root, "plugins")
    for entry in plugins.value if isinstance(plugins, yaml.SequenceNode) else []:
        maps = _value(_value(entry, "redirects"), "redirect_maps")
        if isinstance(maps, yaml.MappingNode):
            return maps
    raise NavigationError(
        "mkdocs.yml has no redirect_maps; expected '- redirects:' in plugins, with 'redirect_maps: {}'."
    )


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None
