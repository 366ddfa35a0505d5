"""Other names by which readers ask for a chapter: docs/aliases.yml, for the search."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from scripts.content.files.yaml_file import YamlError, parse
from scripts.content.problems import Findings, nearest


def read(path: Path, display_path: Path, chapters: Collection[str], findings: Findings) -> dict[str, tuple[str, ...]]:
    """Read the names by chapter; note chapters that do not exist and names that are no text."""
    try:
        data, lines = parse(path.read_text(encoding="utf-8"))
    except YamlError as problem:
        findings.add(display_path, problem.line, problem.message)
        return {}
    if not isinstance(data, dict):
        findings.add(display_path, 1, f"expected chapters with their names; found {type(data).__name__}.")
        return {}
    for chapter, names in data.items():
        line = lines[(str(chapter),)]
        if chapter not in chapters:
            findings.add(
                display_path,
                line,
                f"names for '{chapter}', which is no chapter.",
                nearest=nearest(str(chapter), chapters),
            )
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            findings.add(
                display_path, line, f"names of '{chapter}': expected a list of texts, such as [tool use, actions]."
            )
    return {chapter: tuple(map(str, names)) for chapter, names in data.items() if isinstance(names, list)}
