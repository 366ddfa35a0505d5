"""The short programs that concepts show: docs/concepts/code/<name>.py, each with what it printed in <name>.txt.

They are read here and run elsewhere (`scripts/checks/programs.py`), which compares what they print with what is kept.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.content.chapters.chapter import Chapter, note_gaps
from scripts.content.files import text as text_files
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import documents

FOLDER = "concepts/code"
"""Below docs/."""
LINES = (15, 60)
"""Lines of a program without empty ones at least and at most."""
WIDTH, PRINTED_WIDTH = 88, 60
"""Letters of a line at most, which a desk shows whole, and of a line that is printed, most of which a phone shows."""
_SAID = re.compile(r"^(?P<label>[^:\n]+?):\s+(?P<value>\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Program:
    """One program.

    Args:
        name: of its file, without '.py'.
        source: its text.
        output: what it printed when it was last run.
    """

    name: str
    source: str
    output: str

    @property
    def says(self) -> dict[str, str]:
        """The lines 'label: value' that it prints, which prose may quote."""
        return {match["label"]: match["value"] for match in _SAID.finditer(self.output)}


def read_all(docs: Path, display: Path, findings: Findings) -> dict[str, Program]:
    """Read the programs by name; note those that cannot be shown.

    Args:
        docs: the folder of the chapters.
        display: the same folder as problems name it.
        findings: where problems are noted.
    """
    found: dict[str, Program] = {}
    for path in text_files.below(docs / FOLDER, "*.py"):
        shown = display / FOLDER / path
        source = text_files.read(docs / FOLDER / path, shown, findings)
        if source is None:
            continue
        note_gaps(source, shown, findings)
        _check_source(source, shown, findings)
        kept = (docs / FOLDER / path).with_suffix(".txt")
        output = text_files.read(kept, shown.with_suffix(".txt"), findings) if kept.is_file() else None
        if output is None:
            findings.add(shown, 0, f"what it prints is not kept in {kept.name}; run `make programs`.")
        _check_width(source, WIDTH, shown, findings)
        _check_width(output or "", PRINTED_WIDTH, shown.with_suffix(".txt"), findings)
        found[path.stem] = Program(path.stem, source, output or "")
    return found


def check_chapters(
    programs: Mapping[str, Program], chapters: Collection[Chapter], display: Path, findings: Findings
) -> None:
    """Every program that a chapter shows or quotes is there and says that; every program is shown once.

    Args:
        programs: by name.
        chapters: all that could be read.
        display: docs/ as problems name it.
        findings: where problems are noted.
    """
    shown: list[str] = []
    for chapter in chapters:
        for path, document in documents(chapter):
            for call in document.macros:
                if call.name not in {"program", "printed"}:
                    continue
                name = str(call.arguments[0])
                if call.name == "program":
                    shown.append(name)
                if findings.in_file(display / FOLDER / f"{name}.py") and name not in programs:
                    continue  # why it could not be read is told
                if name not in programs:
                    message = f"there is no program '{name}' in {display / FOLDER}."
                    findings.add(path, call.line, message, nearest=nearest(name, programs))
                elif findings.in_file(display / FOLDER / f"{name}.txt"):
                    continue
                elif call.name == "printed" and (label := str(call.arguments[1])) not in programs[name].says:
                    message = f"the program '{name}' prints no line '{label}: …'."
                    findings.add(path, call.line, message, nearest=nearest(label, programs[name].says))
    for name in programs:
        if shown.count(name) != 1:
            message = f"it is shown {shown.count(name)} times; expected one line '{{{{ program(\"{name}\") }}}}'."
            findings.add(display / FOLDER / f"{name}.py", 0, message)


def _check_source(source: str, path: Path, findings: Findings) -> None:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        findings.add(path, error.lineno or 1, f"not Python: {error.msg}.")
        return
    for line, module in _imported(tree):
        if module.partition(".")[0] not in sys.stdlib_module_names:
            findings.add(path, line, f"imports '{module}'; expected the standard library only, which everybody has.")
    written = sum(bool(row.strip()) for row in source.splitlines())
    low, high = LINES
    if not low <= written <= high:
        findings.add(path, 0, f"{written} lines; expected {low} to {high}, as many as a reader follows.")


def _check_width(text: str, most: int, path: Path, findings: Findings) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > most:
            findings.add(path, number, f"{len(line)} letters in a line; expected at most {most}.")


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."
