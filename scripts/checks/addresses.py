"""Addresses that were ever published are kept for good.

    python -m scripts.checks.addresses            say which have gone; exit status 1 when any has
    python -m scripts.checks.addresses --update   list the new ones, before they are published

What is kept are pages and the headings that authors wrote. Ids that a program makes, such as those of follow-ups,
sources and related chapters, follow what they name and are no promise.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from scripts.content import model
from scripts.content.chapters.chapter import Chapter, address_of
from scripts.content.chapters.document import Heading
from scripts.content.files import text as text_files
from scripts.content.model import Content
from scripts.content.problems import ContentError, Findings, Problem, nearest
from scripts.pages.old_ids import ATTRIBUTE

LIST = Path("scripts/checks/addresses.txt")
COMMAND = "make addresses"
_TITLE = (
    "# Every page, and every heading with an id of its own, that was ever published. Only grows, by `make addresses`;\n"
    "# ids that programs make are not listed.\n"
)
_ATTRIBUTES = re.compile(r"\{:?\s*(?P<inner>[^{}]*?)\s*\}\s*$")
_WAS = re.compile(rf"""\b{ATTRIBUTE}=(["'])(?P<names>[^"']*)\1""")


def addresses(content: Content) -> set[str]:
    """Return every page and every heading of it with an id, as 'a/b/' and 'a/b/#section'."""
    found = set()
    for chapter in content.chapters.values():
        found.add(chapter.url)
        found.update(f"{chapter.url}#{h.anchor}" for h in chapter.document.headings if h.anchor)
    return found


def gone(content: Content, listed: Collection[str], root: Path) -> Iterator[Problem]:
    """Yield a problem for each page and each heading that was published and now leads nowhere.

    Args:
        content: what the site says; chapters that could not be read are passed over.
        listed: the addresses that were published.
        root: the folder of mkdocs.yml.
    """
    by_url = {chapter.url: chapter for chapter in content.chapters.values()}
    redirected = {address_of(old) for old in content.settings.redirects}
    missing_pages: set[str] = set()
    for address in sorted(listed):
        url, _, anchor = address.partition("#")
        chapter = by_url.get(url)
        if chapter is None:
            if url not in redirected and not _has_file(root, url):
                missing_pages.add(url)
        elif anchor and chapter.has_all_anchors and anchor not in chapter.anchors:
            yield _without_heading(chapter, anchor, listed, root)
    for url in sorted(missing_pages):
        old = f"{url.rstrip('/') or 'index'}.md"
        yield Problem(
            Path("mkdocs.yml"),
            0,
            f"the page '{url}' was published and is gone; expected a line in redirect_maps that leads its readers on: "
            f"'{old}: PAGE.md'.",
            nearest=nearest(old, [str(chapter.path) for chapter in content.chapters.values()]),
        )


def read_list(root: Path) -> set[str]:
    """Return the addresses that were published so far.

    Raises:
        ContentError: the list cannot be read.
    """
    findings = Findings()
    text = text_files.read(root / LIST, LIST, findings) if os.path.lexists(root / LIST) else ""
    if text is None:
        raise ContentError(findings.items)
    return {line for line in text.splitlines() if not line.startswith("# ")}


def write_list(root: Path, listed: Collection[str]) -> None:
    """Write the list of published addresses."""
    (root / LIST).write_text(_TITLE + "".join(f"{address}\n" for address in sorted(listed)), encoding="utf-8")


def _without_heading(chapter: Chapter, anchor: str, listed: Collection[str], root: Path) -> Problem:
    """Return the problem of a heading that changed its id, with the line to write where the heading can be told."""
    path = Path("docs") / chapter.path
    found = _renamed(chapter, anchor, listed)
    start = f"the id '{anchor}' was published and is gone; expected it to be kept by"
    if found is None:
        return Problem(
            path, 0, f"{start} the heading where its readers should go: '{{ #its-id {ATTRIBUTE}=\"{anchor}\" }}'."
        )
    lines = (root / path).read_text(encoding="utf-8-sig").splitlines()
    line = lines[found.line - 1] if found.line <= len(lines) else ""
    return Problem(path, found.line, f"{start} the heading that took its place: '{_keeping(line, found, anchor)}'.")


def _renamed(chapter: Chapter, anchor: str, listed: Collection[str]) -> Heading | None:
    """Return the heading that an id most likely belonged to: the new one that is like it, or the only new one."""
    headings = [h for h in chapter.document.headings if h.anchor]
    new = {h.anchor: h for h in headings if f"{chapter.url}#{h.anchor}" not in listed}
    like = nearest(anchor, new)
    if like:
        return new[like]
    return next(iter(new.values())) if len(new) == 1 else None


def _keeping(line: str, heading: Heading, anchor: str) -> str:
    """Return the line of a heading with one more old id."""
    attributes = _ATTRIBUTES.search(line)
    if attributes is None:
        return f'{"#" * heading.level} {heading.text} {{ #{heading.anchor} {ATTRIBUTE}="{anchor}" }}'
    inner = attributes["inner"]
    was = _WAS.search(inner)
    names = f"{was['names']} {anchor}" if was else anchor
    kept = _WAS.sub("", inner).strip()
    return f'{line[: attributes.start()].rstrip()} {{ {kept} {ATTRIBUTE}="{names}" }}'


def _has_file(root: Path, url: str) -> bool:
    """Whether there is a chapter that could not be read, whose own mistakes are reported."""
    name = url.rstrip("/")
    return any((root / "docs" / path).is_file() for path in (f"{name or 'index'}.md", f"{name}/index.md"))


def main(arguments: list[str]) -> int:
    """Check or update the list; return the exit status."""
    root = Path.cwd()
    try:
        content = model.load(root, allow_gaps=True)
        listed = read_list(root)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    if "--update" in arguments:
        kept = listed | addresses(content)
        write_list(root, kept)
        print(f"{len(kept):,} addresses, {len(kept) - len(listed):,} of them new.")
        return 0
    problems = list(gone(content, listed, root))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(listed):,} addresses, {len(problems):,} of them gone.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
