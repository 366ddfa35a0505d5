"""What else changes when chapters move: all that names them, from links to queries of the search."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from scripts.authoring import navigation
from scripts.authoring.edits import Edit, Scalar, apply, renamed
from scripts.authoring.relink import Moves
from scripts.content.chapters.chapter import chapter_id, companion
from scripts.content.kinds import QUESTIONS
from scripts.content.model import ALIASES, CARDS, DOCS, GLOSSARY, PLANS, Content

QUERIES = "tests/search/*.tsv"
_CODE = ("scripts/bench", "scripts/checks", "tests")
"""Code that opens chapters by their addresses."""
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL)

Change = Callable[[str], Iterable[Edit]]


def texts(root: Path, content: Content, files: Mapping[str, str], moving: Mapping[str, str]) -> dict[Path, str]:
    """Return the new text of each file that changes, by its path before the move.

    Args:
        root: the folder of mkdocs.yml.
        content: what the site says before the move.
        files: new path by old path of every file that moves, below docs/.
        moving: those of them that are chapters.

    Raises:
        NavigationError: mkdocs.yml has no place for redirects.
    """
    ids = {_id(old): _id(new) for old, new in moving.items()}
    slugs = {_last(old): _last(new) for old, new in ids.items() if content.chapters[old].kind.name == "case"}
    found: dict[Path, str] = {}
    for path, change in _changes(root, content, Moves(files, [str(c.path) for c in content.chapters.values()]), ids):
        _note(found, path, change)
    _note(found, root / DOCS / CARDS, functools.partial(renamed, rename=functools.partial(_card, slugs)))
    _note(found, root / "mkdocs.yml", functools.partial(navigation.edits, moving=moving))
    return found


def _changes(root: Path, content: Content, moves: Moves, ids: Mapping[str, str]) -> Iterator[tuple[Path, Change]]:
    docs = root / DOCS
    for chapter in content.chapters.values():
        yield docs / chapter.path, functools.partial(_chapter, moves, ids, str(chapter.path))
        if chapter.answers:
            yield docs / companion(chapter.path, QUESTIONS), functools.partial(moves.edits, path=str(chapter.path))
    yield docs / GLOSSARY, functools.partial(renamed, rename=functools.partial(_explained, ids))
    yield docs / PLANS, functools.partial(renamed, rename=functools.partial(_planned, ids))
    yield docs / ALIASES, functools.partial(renamed, rename=functools.partial(_alias, ids))
    for queries in sorted(root.glob(QUERIES)):
        yield queries, functools.partial(_queries, ids)
    for folder in _CODE:
        for file in sorted((root / folder).rglob("*.py")):
            if file.parent.name != "authoring":  # where names are examples
                yield file, functools.partial(_code, ids)


def _note(found: dict[Path, str], path: Path, change: Change) -> None:
    if not path.is_file():
        return
    text = path.read_bytes().decode("utf-8")
    changed = apply(text, change(text))
    if changed != text:
        found[path] = changed


def _chapter(moves: Moves, ids: Mapping[str, str], path: str, text: str) -> Iterator[Edit]:
    """Yield the edits of a chapter: its relations and its links."""
    header = _FRONT_MATTER.match(text)
    end = header.end() if header else 0
    if header:
        rename = functools.partial(_relation, ids)
        yield from renamed(header["yaml"], rename, offset=header.start("yaml"))
    for edit in moves.edits(text[end:], path):
        yield Edit(edit.start + end, edit.end + end, edit.text)


def _relation(ids: Mapping[str, str], scalar: Scalar) -> str | None:
    at = scalar.location
    is_target = (len(at) == 3 and at[0] == "related" and at[2] == "to") or (len(at) == 2 and at[0] == "needs")
    return ids.get(scalar.value) if is_target and not scalar.is_key else None


def _explained(ids: Mapping[str, str], scalar: Scalar) -> str | None:
    if len(scalar.location) != 2 or scalar.location[1] != "explained" or scalar.is_key:
        return None
    return _with_section(ids, scalar.value)


def _planned(ids: Mapping[str, str], scalar: Scalar) -> str | None:
    is_target = scalar.location[-1:] in {("read",), ("at",)} and not scalar.is_key
    return _with_section(ids, scalar.value) if is_target else None


def _with_section(ids: Mapping[str, str], name: str) -> str | None:
    chapter, mark, section = name.partition("#")
    return f"{ids[chapter]}{mark}{section}" if chapter in ids else None


def _alias(ids: Mapping[str, str], scalar: Scalar) -> str | None:
    return ids.get(scalar.value) if scalar.is_key else None


def _card(slugs: Mapping[str, str], scalar: Scalar) -> str | None:
    at = scalar.location
    names_case = at[1:] == ("slug",) or (at[1:2] == ("shares",) and at[3:] == ("with",))
    return slugs.get(scalar.value) if names_case and not scalar.is_key else None


def _queries(ids: Mapping[str, str], text: str) -> Iterator[Edit]:
    """Yield the edits of a table of queries, whose second column holds the chapters that are wanted."""
    for row in re.finditer(r"^[^\t\n]*\t(?P<wanted>[^\t\r\n]*)", text, re.MULTILINE):
        for name in re.finditer(r"\S+", row["wanted"]):
            if name.group() in ids:
                start = row.start("wanted") + name.start()
                yield Edit(start, start + len(name.group()), ids[name.group()])


def _code(ids: Mapping[str, str], text: str) -> Iterator[Edit]:
    """Yield the edits of addresses of chapters in code."""
    # A name of one word, such as 'matrix', is a word like others.
    names = "|".join(re.escape(name) for name in ids if "/" in name)
    if names:
        named = rf"(?:(?<![\w/-])(?:docs/|/)?|(?<=\}}/))(?P<name>{names})(?![\w-])"
        for found in re.finditer(named, text):
            yield Edit(found.start("name"), found.end("name"), ids[found["name"]])


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _id(path: str) -> str:
    return chapter_id(PurePosixPath(path))
