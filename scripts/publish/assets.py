"""Files that pages ask for: the unused ones go, the others get a name that changes with their content."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts import node

_UNUSED = (
    "**/*.map",  # of the theme's minified files
    "assets/javascripts/lunr",  # the theme's search, which is switched off
    "assets/javascripts/workers",
    "assets/diagrams",  # drawings stand in the pages
)
_MERMAID = "assets/vendor/mermaid.min.js"
_FONTS = "assets/fonts/**/*.woff2"
_NAMED = ("assets/images/**/*", "search.json")
"""Files that get a hash if a page names them: what only a script or another site names keeps its address."""
_DIGITS = 8
_BUNDLER = "scripts/publish/bundle.js"
_MOST = 60
"""Characters of a wrong answer that a message repeats."""


class PublishError(Exception):
    """The site cannot be published; the message says why, in the words of the tool that found it where one did."""


@dataclass(frozen=True)
class Bundled:
    """What scripts and stylesheets became.

    Args:
        names: new path by old path, both below the site's root.
        sheets: the one stylesheet that each group became.
    """

    names: dict[str, str]
    sheets: dict[tuple[str, ...], str]


def drop_unused(site: Path, *, draws_diagrams: bool) -> None:
    """Remove what no page of the site asks for.

    Args:
        site: the folder of the site.
        draws_diagrams: whether a page leaves a diagram to the browser, as one without a snapshot does.
    """
    for pattern in _UNUSED:
        for file in list(site.glob(pattern)):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    if not draws_diagrams:
        (site / _MERMAID).unlink(missing_ok=True)


def hash_files(site: Path, named: Collection[str]) -> dict[str, str]:
    """Put a hash of its content into the name of each font, and of each image and index that a page names.

    Args:
        site: the folder of the site.
        named: paths below it that pages name.

    Returns:
        The new path by the old one, both below the site's root.
    """
    files = {file.relative_to(site).as_posix() for pattern in _NAMED for file in site.glob(pattern)} & set(named)
    files |= {file.relative_to(site).as_posix() for file in site.glob(_FONTS)}
    names = {}
    for path in sorted(files):
        file = site / path
        if file.is_file():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGITS]
            target = file.with_name(f"{file.stem}.{digest}{file.suffix}")
            file.rename(target)
            names[path] = target.relative_to(site).as_posix()
    return names


def bundle(site: Path, pages: Sequence[str], sheets: Sequence[tuple[str, ...]], names: Mapping[str, str]) -> Bundled:
    """Bundle and minify scripts and stylesheets with esbuild, and drop with PurgeCSS the rules that nothing uses.

    Args:
        site: the folder of the site.
        pages: paths below it of the pages, whose elements the rules must concern.
        sheets: groups of stylesheets; each becomes one.
        names: new path by old path of the files that stylesheets may name.

    Raises:
        PublishError: a script or stylesheet is broken, nothing is left of a stylesheet, or Node does not work.
    """
    order = {"site": str(site.resolve()), "pages": list(pages), "sheets": list(sheets), "names": dict(names)}
    answer = _answer(order)
    vendor = site / "assets/vendor"
    for file in [*vendor.glob("*.js"), *site.glob("assets/javascripts/search/*.js")]:
        if file.name != Path(_MERMAID).name:
            file.unlink()
    joined = dict(zip(sheets, answer["sheets"], strict=True))
    first = {file: new for group, new in reversed(joined.items()) for file in group}
    return Bundled({**first, **answer["scripts"]}, joined)


def _answer(order: Mapping[str, Any]) -> Any:
    """Let bundle.js do what is ordered, see `Order` there, and return its answer."""
    try:
        printed = node.ask(_BUNDLER, order)
    except node.NodeError as error:
        raise PublishError(str(error)) from error
    try:
        return json.loads(printed)
    except ValueError as error:
        found = f"'{printed.strip()[:_MOST]}'" if printed.strip() else "nothing"
        raise PublishError(f"{_BUNDLER}: expected JSON; 'node' printed {found}. Is it Node 22 or newer?") from error
