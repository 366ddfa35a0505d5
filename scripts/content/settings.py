"""What mkdocs.yml says about the content: the order of chapters, the list of tags, how Markdown is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts.content.problems import ContentError, Problem


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
    """

    nav: tuple[str, ...]
    tags: dict[str, str]
    mermaid: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, dict[str, Any]] = field(default_factory=dict)
    macros: str = ""
    redirects: dict[str, str] = field(default_factory=dict)
    name: str = ""
    description: str = ""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its python tags name."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)
_Loader.add_constructor("!ENV", lambda loader, node: None)
_Loader.add_constructor("!relative", lambda loader, node: None)


def read(path: Path) -> Settings:
    """Read mkdocs.yml.

    Raises:
        ContentError: the file is missing, or is not YAML; with the line.
    """
    shown = Path(path.name)
    try:
        config = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise ContentError([Problem(shown, line, f"broken YAML: {error.problem}.")]) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise ContentError([Problem(shown, 0, f"cannot be read: {error}.")]) from error
    if not isinstance(config, dict):
        raise ContentError([Problem(shown, 1, "expected settings such as 'site_name: …'.")])
    plugins = config.get("plugins") or []
    return Settings(
        nav=tuple(_paths(config.get("nav") or [])),
        tags=(config.get("extra") or {}).get("tag_list") or {},
        mermaid=_options(plugins, "mermaid2").get("arguments") or {},
        extensions=dict(_named(config.get("markdown_extensions") or [])),
        macros=next(iter(_options(plugins, "macros").get("modules") or []), ""),
        redirects=_options(plugins, "redirects").get("redirect_maps") or {},
        name=str(config.get("site_name") or ""),
        description=str(config.get("site_description") or ""),
    )


def _paths(items: Any) -> Iterator[str]:
    if isinstance(items, str):
        yield items
    elif isinstance(items, dict):
        for value in items.values():
            yield from _paths(value)
    elif isinstance(items, list):
        for item in items:
            yield from _paths(item)


def _named(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each entry of a list such as `plugins`, where options are optional, with its options."""
    for entry in entries:
        if isinstance(entry, dict):
            for name, options in entry.items():
                yield str(name), options or {}
        else:
            yield str(entry), {}


def _options(plugins: Any, name: str) -> dict[str, Any]:
    return dict(_named(plugins)).get(name, {})
