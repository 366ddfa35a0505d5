"""Move chapters: `make move FROM=concepts/retrieval.md TO=concepts/search/retrieval.md`.

What stands beside a chapter in a folder of its own moves along. Every link, relation, term, alias, card, query and the
navigation follow; the old address leads to the new one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.authoring import follow, navigation
from scripts.checks import content as content_check
from scripts.content import model
from scripts.content.chapters.chapter import Chapter, chapter_id, companion
from scripts.content.kinds import COMPANIONS
from scripts.content.model import DOCS
from scripts.content.problems import ContentError, nearest
from scripts.content.steps import BY_SLUG

_INDEX = "index.md"


class MoveError(Exception):
    """A move that cannot be; the message is one sentence for its author."""


@dataclass(frozen=True)
class Moved:
    """What a move did.

    Args:
        files: new path by old path, both below docs/.
        edited: the files whose text changed, relative to the root, as they are named after the move.
    """

    files: dict[str, str]
    edited: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Move what the arguments name and check the content; return the exit status."""
    if len(arguments) != 2 or not all(arguments):
        print(
            "Expected FROM and TO, such as `make move FROM=concepts/retrieval.md TO=concepts/search/retrieval.md`.",
            file=sys.stderr,
        )
        return 1
    try:
        moved = move(Path.cwd(), *arguments)
    except (MoveError, navigation.NavigationError) as error:
        print(error, file=sys.stderr)
        return 1
    except ContentError as error:
        print(error, "Nothing was moved; fix this first.", sep="\n", file=sys.stderr)
        return 1
    for old, new in moved.files.items():
        print(f"docs/{old} -> docs/{new}")
    print("Changed for it:", ", ".join(moved.edited))
    return content_check.main(["--allow-gaps"])


def move(root: Path, source: str, target: str) -> Moved:
    """Move a chapter, or a folder with all that is in it.

    Args:
        root: the folder of mkdocs.yml.
        source: a file or folder below docs/, or the id of a chapter.
        target: where it goes, in the same form.

    Raises:
        MoveError: there is nothing to move, or no place for it.
        ContentError: the content is broken already, so that links cannot be followed.
    """
    docs = root / DOCS
    files = _files(docs, source, target)
    content = model.load(root, allow_gaps=True)
    chapters = {str(chapter.path): chapter for chapter in content.chapters.values()}
    moving = {old: new for old, new in files.items() if old in chapters}
    if not moving:
        raise MoveError(f"'{source}' holds no chapter; expected a chapter, or a folder with some.")
    for old, new in moving.items():
        _check_place(chapters[old], new)
    texts = follow.texts(root, content, files, moving)
    for path, text in texts.items():
        path.write_bytes(text.encode("utf-8"))
    for old, new in files.items():
        _rename(root, docs / old, docs / new)
    names = (path.relative_to(root).as_posix() for path in texts)
    edited = sorted(_new_name(name, files) for name in names)
    return Moved(files, tuple(edited))


def _new_name(name: str, files: dict[str, str]) -> str:
    below = name.removeprefix(f"{DOCS}/")
    return f"{DOCS}/{files[below]}" if name != below and below in files else name


def _files(docs: Path, source: str, target: str) -> dict[str, str]:
    """Return the files to move, new path by old path below docs/."""
    old = _below(docs, source)
    file, folder = _found(docs, old, source)
    into = target.endswith("/")
    new = _below(docs, target)
    if file is not None:
        wanted = f"{new}/{file.name}" if into else new if new.endswith(".md") else f"{new}.md"
        files = {str(file): wanted}
        for name in COMPANIONS:
            beside = companion(file, name)
            if (docs / beside).is_file():
                files[str(beside)] = str(companion(PurePosixPath(wanted), name))
    else:
        if into:
            new = f"{new}/{folder.name}"
        files = _of_folder(docs, folder, new, target)
    for before, after in files.items():
        if before == after:
            raise MoveError(f"docs/{before} is there already; expected another place for it.")
        if (docs / after).exists():
            raise MoveError(f"docs/{after} exists already; expected a place that is free.")
        twin = next((c for c in _same_address(after) if (docs / c).is_file() and str(c) not in files), None)
        if after.endswith(".md") and twin:
            raise MoveError(f"docs/{twin} has the address of docs/{after} already; expected a place that is free.")
    return files


def _same_address(path: str) -> Iterator[PurePosixPath]:
    """Yield the other file that would have the same address."""
    found = PurePosixPath(path)
    if found.name == _INDEX and found.parent != PurePosixPath("."):
        yield found.parent.with_name(f"{found.parent.name}.md")
    elif found.suffix == ".md":
        yield found.with_suffix("") / _INDEX


def _below(docs: Path, name: str) -> str:
    """Return a path as authors write it as one below docs/."""
    path = PurePosixPath(name.strip())
    parts = path.parts[1:] if path.parts[:1] == (DOCS.name,) and not (docs / DOCS.name).exists() else path.parts
    if path.is_absolute() or not parts or any(part in {".", ".."} or part.startswith(".") for part in parts):
        raise MoveError(f"'{name}' is outside of docs/; expected a path below docs/, such as concepts/retrieval.md.")
    return "/".join(parts)


def _found(docs: Path, name: str, source: str) -> tuple[PurePosixPath | None, PurePosixPath]:
    """Return the file to move, or None and the folder to move."""
    path = PurePosixPath(name)
    if path == PurePosixPath(_INDEX) or name == "index":
        raise MoveError("docs/index.md is home, which every address begins with; it cannot move.")
    if path.name == _INDEX:
        path = path.parent if (docs / path).is_file() else path
    for file in (path, path.with_name(f"{path.name}.md")):
        if file.suffix == ".md" and (docs / file).is_file():
            return file, path
    if (docs / path).is_dir():
        return None, path
    ids = [chapter_id(PurePosixPath(file.relative_to(docs).as_posix())) for file in docs.rglob("*.md")]
    near = nearest(name.removesuffix(".md"), ids)
    hint = f" Did you mean '{near}'?" if near else ""
    raise MoveError(f"FROM is '{source}', which is neither a chapter nor a folder below docs/.{hint}")


def _of_folder(docs: Path, folder: PurePosixPath, new: str, target: str) -> dict[str, str]:
    inside = [
        file.relative_to(docs / folder).as_posix() for file in sorted((docs / folder).rglob("*")) if file.is_file()
    ]
    if new == _INDEX or new == str(folder) or new.startswith(f"{folder}/"):
        raise MoveError(f"docs/{folder} cannot move to '{target}', which is itself or within; expected another place.")
    if not new.endswith(".md"):
        return {f"{folder}/{name}": f"{new}/{name}" for name in inside}
    if PurePosixPath(new).name == _INDEX:
        parent = PurePosixPath(new).parent
        return {f"{folder}/{name}": f"{parent}/{name}" for name in inside}
    if inside != [_INDEX]:
        raise MoveError(f"docs/{folder} holds more than {_INDEX}; expected a folder as TO, such as '{new[:-3]}'.")
    return {f"{folder}/{_INDEX}": new}


def _check_place(chapter: Chapter, new: str) -> None:
    """Refuse a place where the chapter's kind is not looked for."""
    kind, path = chapter.kind, PurePosixPath(new)
    if chapter_id(path) == "index":
        raise MoveError(f"docs/{new} is home; expected another place.")
    if kind.folder and (path.parts[0] != kind.folder or len(path.parts) < 2):
        raise MoveError(f"{kind.one} stands in docs/{kind.folder}/; 'docs/{new}' is elsewhere.")
    if kind.companions and (path.name != _INDEX or len(path.parts) != 3):
        beside = " and ".join(filter(None, (", ".join(kind.companions[:-1]), kind.companions[-1])))
        raise MoveError(
            f"{kind.one} has a folder of its own, with {beside} in it; "
            f"expected 'docs/{kind.folder}/NAME/{_INDEX}', found 'docs/{new}'."
        )
    if chapter.name in BY_SLUG and kind.name == "step" and chapter_id(path) != chapter.id:
        raise MoveError(f"docs/{chapter.path} is a step, which scripts/content/steps.py names; a step cannot move.")


def _rename(root: Path, old: Path, new: Path) -> None:
    """Move a file, by git where it knows the file, and remove the folders that are empty then."""
    new.parent.mkdir(parents=True, exist_ok=True)
    command = ["git", "mv", "--", old.relative_to(root).as_posix(), new.relative_to(root).as_posix()]
    if not _by_git(root, command):
        old.rename(new)
    for folder in old.parents:
        if folder == root / DOCS or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _by_git(root: Path, command: list[str]) -> bool:
    try:
        return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
