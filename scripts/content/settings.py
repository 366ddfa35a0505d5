"""What mkdocs.yml says about the content: the order of chapters, the list of tags, how Markdown is read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts.content.problems import ContentError, Problem

FILE = Path("mkdocs.yml")
_ALIKE = 0.6
"""How alike a setting is, from 0 to 1, to one that is missing, for it to be meant: less than a hint needs."""
_ASSETS = ("extra_css", "extra_javascript")


@dataclass(frozen=True)
class Settings:
    """The part of the configuration that the content model reads.

    Args:
        nav: paths below docs/ in the order of the navigation.
        tags: the one list of tags, each with a sentence about its chapters.
        mermaid: the settings with which diagrams are drawn.
        extensions: the Markdown extensions by name, each with its options, in the order of the file.
        macros: name of the Python module whose macros chapters call; empty for none.
        redirects: pages that moved: new path by old path, both below docs/.
        name: of the site.
        description: the site in a sentence.
        assets: stylesheets and scripts that every page asks for, by the setting that names them.
        parts: titles of the parts of the navigation in which a page stands, the outermost first, by its path.
    """

    nav: tuple[str, ...]
    tags: dict[str, str]
    mermaid: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, dict[str, Any]] = field(default_factory=dict)
    macros: str = ""
    redirects: dict[str, str] = field(default_factory=dict)
    name: str = ""
    description: str = ""
    assets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its python tags name; a setting that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the settings of a mapping."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)
_Loader.add_constructor("!ENV", lambda loader, node: None)
_Loader.add_constructor("!relative", lambda loader, node: None)


def read(path: Path) -> Settings:
    """Read mkdocs.yml.

    Raises:
        ContentError: the file is missing, is not YAML, or a setting is of another shape; with the line.
    """
    shown = Path(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
        config = yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise ContentError([Problem(shown, line, f"broken YAML: {error.problem}.")]) from error
    except (OSError, yaml.YAMLError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ContentError([Problem(shown, 0, f"cannot be read: {reason}.")]) from error
    if not isinstance(config, dict):
        raise ContentError([Problem(shown, 1, "expected settings such as 'site_name: …'.")])
    wanted = _Wanted(text, shown)
    wanted.near("nav", config)
    plugins = wanted.as_list(config, "plugins")
    settings = Settings(
        nav=tuple(_paths(wanted.as_list(config, "nav"))),
        parts=dict(_parts(wanted.as_list(config, "nav"))),
        tags=wanted.as_mapping(wanted.as_mapping(config, "extra"), "tag_list"),
        mermaid=wanted.as_mapping(wanted.options(plugins, "mermaid2"), "arguments"),
        extensions=dict(_named(wanted.as_list(config, "markdown_extensions"))),
        macros=str(next(iter(wanted.as_list(wanted.options(plugins, "macros"), "modules")), "")),
        redirects=wanted.as_mapping(wanted.options(plugins, "redirects"), "redirect_maps"),
        assets={name: _files(wanted.as_list(config, name)) for name in _ASSETS if config.get(name)},
        name=str(config.get("site_name") or ""),
        description=str(config.get("site_description") or ""),
    )
    if wanted.problems:
        raise ContentError(wanted.problems)
    return settings


def line_of(text: str, name: str) -> int:
    """Return the 1-based line of mkdocs.yml on which a setting, a plugin or an extension is named; 0 if on none."""
    named = re.compile(rf"^[\s-]*(?:[^#]*[{{,]\s*)?['\"]?{re.escape(name)}['\"]?(?::|\s*$)")
    return next((number for number, line in enumerate(text.splitlines(), 1) if named.search(line)), 0)


class _Wanted:
    """Takes settings of the shape they must have, and notes those of another.

    Args:
        text: of mkdocs.yml.
        path: the file as problems name it.
    """

    def __init__(self, text: str, path: Path) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._path = path

    def near(self, name: str, config: dict[str, Any]) -> None:
        """Note a setting that is missing, where the file has one of nearly its name."""
        like = [str(key) for key in config if difflib.SequenceMatcher(None, str(key), name).ratio() > _ALIKE]
        if name not in config and like:
            message = f"unknown setting '{like[0]}'."
            self.problems.append(Problem(self._path, line_of(self._text, like[0]), message, nearest=name))

    def as_list(self, config: dict[str, Any], name: str) -> list[Any]:
        """Return a setting that is a list; an empty one where there is none."""
        value = config.get(name)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        if name == "plugins" and isinstance(value, dict):  # MkDocs takes both
            return [value]
        self._note(name, value, "a list, each entry on a line after '- '")
        return []

    def as_mapping(self, config: dict[str, Any], name: str) -> dict[str, Any]:
        """Return a setting that is a mapping; an empty one where there is none."""
        value = config.get(name)
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self._note(name, value, "a mapping, such as 'name: value'")
        return {}

    def options(self, plugins: list[Any], name: str) -> dict[str, Any]:
        """Return the options of a plugin; none where it is not there or has none."""
        return self.as_mapping(dict(_named(plugins)), name)

    def _note(self, name: str, value: Any, expected: str) -> None:
        found = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"'{value}'"
        line = line_of(self._text, name)
        self.problems.append(Problem(self._path, line, f"'{name}' is {found}; expected {expected}."))


def _paths(items: Any) -> Iterator[str]:
    if isinstance(items, str):
        yield items
    elif isinstance(items, dict):
        for value in items.values():
            yield from _paths(value)
    elif isinstance(items, list):
        for item in items:
            yield from _paths(item)


def _parts(items: list[Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each page of a navigation with the titles of the lists in which it stands."""
    for item in items:
        for title, value in item.items() if isinstance(item, dict) else [("", item)]:
            if isinstance(value, list):
                yield from _parts(value, (*above, str(title)))
            elif isinstance(value, str):
                yield value, above


def _named(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each entry of a list such as `plugins`, where options are optional, with its options."""
    for entry in entries:
        if isinstance(entry, dict):
            for name, options in entry.items():
                yield str(name), options or {}
        else:
            yield str(entry), {}


def _files(entries: list[Any]) -> tuple[str, ...]:
    """Return the paths of files, each of which stands by itself or as the `path` among its options."""
    return tuple(str(entry.get("path", "") if isinstance(entry, dict) else entry) for entry in entries)
