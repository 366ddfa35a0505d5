"""Other names by which readers ask for a chapter: docs/aliases.yml, for the search."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.content.files.schema import quoted
from scripts.content.files.yaml_file import load
from scripts.content.problems import Findings, nearest


@dataclass(frozen=True)
class Aliases:
    """The other names of one chapter, and the line of its entry."""

    texts: tuple[str, ...]
    line: int


def read(path: Path, display_path: Path, findings: Findings) -> dict[str, Aliases]:
    """Read the aliases by chapter; note aliases that are no text."""
    loaded = load(path, display_path, findings)
    if loaded is None:
        return {}
    data, lines = loaded
    if not isinstance(data, dict):
        findings.add(display_path, 1, f"expected chapters with their aliases; found {quoted(data)}.")
        return {}
    found: dict[str, Aliases] = {}
    for chapter, texts in data.items():
        line = lines[(str(chapter),)]
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            found[str(chapter)] = Aliases(tuple(texts), line)
        else:
            findings.add(
                display_path, line, f"aliases of '{chapter}': expected a list of texts, such as [tool use, actions]."
            )
    return found


def check_chapters(
    aliases: Mapping[str, Aliases], chapters: Collection[str], display_path: Path, findings: Findings
) -> None:
    """Every chapter that has aliases exists."""
    for chapter, alias in aliases.items():
        if chapter not in chapters:
            findings.add(
                display_path,
                alias.line,
                f"aliases for '{chapter}', which is no chapter.",
                nearest=nearest(chapter, chapters),
            )
