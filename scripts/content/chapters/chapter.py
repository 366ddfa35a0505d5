"""A chapter: one Markdown file of docs/ with what belongs to it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from scripts.content.chapters import front_matter, questions, reader
from scripts.content.chapters.front_matter import FrontMatter, Header
from scripts.content.chapters.questions import Question
from scripts.content.chapters.reader import Document
from scripts.content.estimates import estimate as estimates
from scripts.content.estimates.estimate import Estimate
from scripts.content.kinds import GENERATED_ANCHORS
from scripts.content.problems import Findings

Part = TypeVar("Part")

QUESTIONS, ESTIMATE = "questions.yml", "estimate.yml"
"""What stands beside the text of a case."""

GAP = "GAP:"
"""Marks a place that is still to be written; a preview shows it, a strict build refuses it."""

WORDS_A_MINUTE = 220
"""Reading speed for reading time; adults read English non-fiction at about 238 words a minute
(Brysbaert 2019, doi 10.1016/j.jml.2019.104047), and tables and diagrams take longer."""


@dataclass(frozen=True)
class Chapter:
    """One page of the site.

    Args:
        id: its name in `related`, such as 'framework/requirements'.
        path: its file below docs/.
        header: its front matter, with lines.
        document: what stands in its Markdown.
        questions: the follow-ups of a case.
        estimate: the estimate of a case.
        listed: ids that a generated list of this page gives its entries, such as the terms of the glossary.
    """

    id: str
    path: PurePosixPath
    header: Header
    document: Document
    questions: tuple[Question, ...] = ()
    estimate: Estimate | None = None
    listed: tuple[str, ...] = ()

    @property
    def fields(self) -> FrontMatter:
        """The validated front matter."""
        return self.header.fields

    @property
    def title(self) -> str:
        """The title, which is also the H1."""
        return self.header.fields.title

    @property
    def name(self) -> str:
        """The last part of the id, which for a step is the step's slug."""
        return self.id.rsplit("/", 1)[-1]

    @property
    def url(self) -> str:
        """The address below the site's root."""
        return "" if self.id == "index" else f"{self.id}/"

    @property
    def words(self) -> int:
        """Words a reader reads: the chapter's prose and its follow-ups."""
        answers = sum(reader.count_words(f"{q.question} {q.answer}") for q in self.questions)
        return self.document.words + answers

    @property
    def minutes(self) -> int:
        """Reading time in minutes."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def cited(self) -> tuple[str, ...]:
        """Keys of the sources cited in the chapter, its follow-ups and its estimate, by first use."""
        keys = [citation.key for citation in self.document.citations]
        for question in self.questions:
            keys.extend(reader.citation_keys(question.answer))
        if self.estimate:
            keys.extend(a.source for a in self.estimate.assumptions if a.source)
        return tuple(dict.fromkeys(keys))

    @property
    def anchors(self) -> tuple[str, ...]:
        """Ids a link may name: headings, follow-ups, and the sections that macros print."""
        return (
            *(heading.anchor for heading in self.document.headings if heading.anchor),
            *(f"q-{question.id}" for question in self.questions),
            *self.listed,
            *GENERATED_ANCHORS,
        )

    def target(self, link: str) -> tuple[str, str]:
        """Resolve a relative link of this chapter to (path below docs/, anchor)."""
        path, _, anchor = link.partition("#")
        if not path:
            return str(self.path), anchor
        return posixpath.normpath(str(self.path.parent / path)), anchor


def chapter_id(path: PurePosixPath) -> str:
    """Return the id of the chapter in `path` (below docs/)."""
    if path.name == "index.md" and path.parent != PurePosixPath("."):
        return str(path.parent)
    return str(path.with_suffix(""))


def load(docs: Path, path: PurePosixPath, root: Path, findings: Findings) -> Chapter | None:
    """Load one chapter with its follow-ups and estimate; note what is wrong and return None if it cannot be read."""
    file = docs / path
    display_path = file.relative_to(root)
    text = read_text(file, display_path, findings)
    if text is None:
        return None
    note_gaps(text, display_path, findings)
    header = front_matter.read(text, display_path, findings)
    if header is None:
        return None
    _, body, body_line = front_matter.split(text)
    chapter_questions: list[Question] = []
    estimate: Estimate | None = None
    if header.fields.kind == "case":
        chapter_questions = _beside(file, QUESTIONS, root, findings, questions.read) or []
        estimate = _beside(file, ESTIMATE, root, findings, estimates.read)
    return Chapter(
        id=chapter_id(path),
        path=path,
        header=header,
        document=reader.parse(body, body_line),
        questions=tuple(chapter_questions),
        estimate=estimate,
    )


def note_gaps(text: str, display_path: Path, findings: Findings) -> None:
    """Note every line that says of itself that it is unfinished."""
    for number, line in enumerate(text.splitlines(), 1):
        if GAP in line:
            findings.add(display_path, number, f"unfinished ({GAP}).", gap=True)


def read_text(file: Path, display_path: Path, findings: Findings) -> str | None:
    """Read a file as UTF-8; note the first byte that is not."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.add(display_path, line, f"not UTF-8: byte 0x{data[error.start]:02x}; save the file as UTF-8.")
        return None


def _beside(
    file: Path, name: str, root: Path, findings: Findings, read: Callable[[Path, Path, Findings], Part]
) -> Part | None:
    companion = file.with_name(name)
    display_path = companion.relative_to(root)
    if not companion.is_file():
        findings.add(file.relative_to(root), 0, f"a case needs {name} beside it; there is none.")
        return None
    text = read_text(companion, display_path, findings)
    if text is None:
        return None
    note_gaps(text, display_path, findings)
    return read(companion, display_path, findings)
