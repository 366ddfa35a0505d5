"""What mkdocs.yml says about the content: the order of chapters and the list of tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Settings:
    """The part of the configuration that the content model reads.

    Args:
        nav: paths below docs/ in the order of the navigation.
        tags: the one list of tags.
        site_url: where the site is published.
        mermaid: the settings with which diagrams are drawn.
    """

    nav: tuple[str, ...]
    tags: tuple[str, ...]
    site_url: str
    mermaid: dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its python tags name."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)
_Loader.add_constructor("!ENV", lambda loader, node: None)
_Loader.add_constructor("!relative", lambda loader, node: None)


def read(path: Path) -> Settings:
    """Read mkdocs.yml."""
    config: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return Settings(
        nav=tuple(_paths(config.get("nav") or [])),
        tags=tuple(_plugin(config.get("plugins") or [], "tags").get("tags_allowed") or []),
        site_url=config.get("site_url") or "",
        mermaid=_plugin(config.get("plugins") or [], "mermaid2").get("arguments") or {},
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


def _plugin(plugins: list[Any], name: str) -> dict[str, Any]:
    for plugin in plugins:
        if isinstance(plugin, dict) and name in plugin:
            return plugin[name] or {}
    return {}
