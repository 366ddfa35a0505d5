"""What MkDocs, its plugins and Jinja say, as sentences with files and lines as authors know them."""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jinja2
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from scripts.content import settings
from scripts.content.problems import nearest

_IGNORED = "A 'dirty' build is being performed"
"""MkDocs warns of partial builds; which pages one writes is our own decision."""
_DOC_FILE = re.compile(r"Doc file '(?P<path>[^']+)' (?P<words>contains .*)", re.DOTALL)
_LINK = re.compile(r"(?:link|reference) '(?P<link>[^']*)'")
_PAGE = re.compile(r"Error (?:reading|building) page '(?P<path>[^']+)':\s*(?P<words>.*)", re.DOTALL)
_SETTING = re.compile(r"Config value '(?P<name>[^']+)': (?P<words>.*)", re.DOTALL)
_OPTION = re.compile(r"[Oo]ption '(?P<name>[^']+)'|The \"(?P<plugin>[^\"]+)\" plugin")
_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_CALL = re.compile(r"\{[{%]-?\s*(.*?)\s*-?[%}]\}")
_TEMPLATE = "<template>"
"""The file name that Jinja gives to a page."""


@contextmanager
def collected() -> Iterator[list[logging.LogRecord]]:
    """Collect each record from WARNING on, whatever level was set before, and let none reach the terminal."""
    records: list[logging.LogRecord] = []
    handler = _Collector(records)
    root, mkdocs = logging.getLogger(), logging.getLogger("mkdocs")
    before = mkdocs.level, mkdocs.propagate, mkdocs.disabled
    mkdocs.setLevel(logging.WARNING)
    mkdocs.propagate, mkdocs.disabled = True, False
    handlers, root.handlers = root.handlers, [handler]
    try:
        yield records
    finally:
        root.handlers = handlers
        mkdocs.level, mkdocs.propagate, mkdocs.disabled = before


class _Collector(logging.Handler):
    """Keeps records in a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        if _IGNORED not in record.getMessage():
            self._records.append(record)


def warnings(root: Path, records: Sequence[logging.LogRecord]) -> list[str]:
    """Return one sentence a record, with the author's file and, where the text of a link is found in it, the line."""
    return [_sentence(root, _COLORS.sub("", record.getMessage())) for record in records]


def failure(root: Path, records: Sequence[logging.LogRecord], error: BaseException) -> list[str]:
    """Return what led to an error that ended the build, the error itself once."""
    found = warnings(root, records)
    if any(str(error) in sentence for sentence in found if str(error)):
        return found
    if isinstance(error, SyntaxError) and error.filename:
        return [*found, f"{os.path.relpath(error.filename, root)}:{error.lineno}: {error.msg}"]
    cause = error.__cause__ or error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        return [*found, f"{settings.FILE}:{cause.problem_mark.line + 1}: {cause.problem}."]
    return [*found, f"{type(error).__name__}: {error}{_origin(root, error)}"]


def macro(root: Path, page: str, error: BaseException) -> str:
    """Return file, line, macro and reason of an error in a page's macros.

    Args:
        root: the folder of mkdocs.yml.
        page: the path of the page below docs/.
        error: what Jinja or the macro raised.
    """
    text = (root / "docs" / page).read_text(encoding="utf-8-sig")
    inner = _line_in_template(error)
    line = inner + _front_matter_lines(text) if inner else 0
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    calls = [found.group() for found in _CALL.finditer(source)]
    called = f"{' or '.join(calls)}: " if calls else f"'{source.strip()}': " if source.strip() else ""
    reason = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return f"docs/{page}{f':{line}' if line else ''}: macro {called}{reason}{_origin(root, error)}"


def _line_in_template(error: BaseException) -> int:
    """Return the line of the page's text, counted after its front matter; 0 if unknown."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename in {None, _TEMPLATE}:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in frames if frame.filename == _TEMPLATE), 0)


def _front_matter_lines(text: str) -> int:
    """Return how many lines MkDocs takes off before the macros see the page: the front matter and blank lines."""
    return text.count("\n") - meta.get_data(text)[0].count("\n")


def _sentence(root: Path, words: str) -> str:
    if found := _SETTING.match(words):
        return _setting(root, found["name"], found["words"].strip())
    if found := _DOC_FILE.match(words):
        return f"{_place(root, found['path'], words)}: {found['words'].strip()}"
    if found := _PAGE.match(words):
        return f"docs/{found['path']}: {found['words'].strip()}"
    return words.strip().replace(f"{root}/", "")


def _setting(root: Path, name: str, words: str) -> str:
    """Return where mkdocs.yml is wrong: at the option that is named, else at the setting."""
    option = _OPTION.search(words)
    unknown = (option["name"] or option["plugin"]) if option else name
    line = settings.line_of((root / settings.FILE).read_text(encoding="utf-8-sig", errors="replace"), unknown)
    near = "" if option or "Unrecognised" not in words else nearest(name, MkDocsConfig().keys())
    hint = f" Did you mean '{near}'?" if near else ""
    return f"{settings.FILE}{f':{line}' if line else ''}: '{name}': {words.removesuffix('.')}.{hint}"


def _place(root: Path, page: str, words: str) -> str:
    """Return file and line of a link, which may stand in the page or in the data beside it."""
    link = _LINK.search(words)
    file = root / "docs" / page
    for candidate in [file, *sorted(file.parent.glob("*.yml"))] if link and link["link"] else []:
        for number, line in enumerate(candidate.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if link and link["link"] in line:
                return f"{candidate.relative_to(root).as_posix()}:{number}"
    return f"docs/{page}"


def _origin(root: Path, error: BaseException) -> str:
    """Return where our own code raised the error, for whoever mends that code."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename not in {None, _TEMPLATE}:
        return f" (in {os.path.relpath(error.filename, root)}:{error.lineno})"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{root}/" in frame.filename and "/.venv/" not in frame.filename]
    return f" (in {Path(ours[-1].filename).relative_to(root).as_posix()}:{ours[-1].lineno})" if ours else ""
