"""A chapter: one Markdown file of docs/ with what belongs to it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from scripts.content.chapters import front_matter, illustrations, practice, questions
from scripts.content.chapters.cache import Cache
from scripts.content.chapters.document import Document, Fence, Link
from scripts.content.chapters.front_matter import FrontMatter, Header
from scripts.content.chapters.illustrations import Illustration
from scripts.content.chapters.practice import Practice
from scripts.content.chapters.questions import Question
from scripts.content.chapters.reader import Reader, count_words
from scripts.content.estimates import reading as estimates
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption
from scripts.content.files import text as text_files
from scripts.content.kinds import ESTIMATE, GENERATED_ANCHORS, KINDS, PRACTICE, QUESTIONS, Kind
from scripts.content.problems import Findings

Part = TypeVar("Part")

GAP = "GAP:"
"""Marks a place that is still to be written; a preview shows it, a strict build refuses it."""

WORDS_A_MINUTE = 220
"""Reading speed for reading time; adults read English non-fiction at about 238 words a minute
(Brysbaert 2019, doi 10.1016/j.jml.2019.104047), and tables and diagrams take longer."""


@dataclass(frozen=True)
class Answer:
    """A follow-up with what stands in its answer; lines are those of its file."""

    question: Question
    document: Document


@dataclass(frozen=True)
class Chapter:
    """One page of the site.

    Args:
        id: its name in `related`, such as 'framework/requirements'.
        path: its file below docs/.
        header: its front matter, with lines.
        document: what stands in its Markdown.
        answers: the follow-ups of a case.
        estimate: the figures of a chapter that computes.
        borrowed_estimate: the figures of the chapter to which this one belongs.
        practiced: what the practice room asks of a case, with its lines.
        illustrations: the pictures drawn by hand beside it.
        broken: names of the files beside it that could not be read.
        listed: ids that a generated list of this page gives its entries, such as the terms of the glossary.
        listed_sources: keys of the sources that such a list cites.
    """

    id: str
    path: PurePosixPath
    header: Header
    document: Document
    answers: tuple[Answer, ...] = ()
    estimate: Estimate | None = None
    borrowed_estimate: Estimate | None = None
    practiced: practice.Read | None = None
    illustrations: tuple[Illustration, ...] = ()
    broken: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    listed_sources: tuple[str, ...] = ()

    @property
    def fields(self) -> FrontMatter:
        """The validated front matter."""
        return self.header.fields

    @property
    def kind(self) -> Kind:
        """What kind of chapter it is."""
        return KINDS[self.header.fields.kind]

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
    def questions(self) -> tuple[Question, ...]:
        """The follow-ups of a case."""
        return tuple(answer.question for answer in self.answers)

    @property
    def practice(self) -> Practice | None:
        """What the practice room asks of a case and holds an attempt against."""
        return self.practiced.practice if self.practiced else None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The text and the answers to its follow-ups."""
        return (self.document, *(answer.document for answer in self.answers))

    @property
    def words(self) -> int:
        """Words a reader reads: the chapter's prose and its follow-ups."""
        asked = sum(count_words(answer.question.question) + answer.document.words for answer in self.answers)
        return self.document.words + asked

    @property
    def updated(self) -> str:
        """When it was changed last in substance, as HTML writes it: a day, with the time of day where it says one."""
        at = self.fields.updated_at
        return self.fields.updated.isoformat() + (f"T{at}Z" if at else "")

    @property
    def minutes(self) -> int:
        """Reading time in minutes."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Keys of the sources cited in the chapter, its follow-ups and its estimate, by first use."""
        keys = [citation.key for document in self.documents for citation in document.citations]
        if self.estimate:
            keys.extend(a.source for a in self.estimate.assumptions if a.source and not a.shared)
        keys.extend(self.listed_sources)
        return tuple(dict.fromkeys(keys))

    @cached_property
    def borrowed(self) -> frozenset[str]:
        """Names of the figures of the shared world that the text quotes or the estimate borrows."""
        calls = (call for document in self.documents for call in document.macros if call.name == "world")
        quoted = {str(call.arguments[0]) for call in calls}
        return frozenset(quoted | {a.world for a in (self.estimate.assumptions if self.estimate else ()) if a.world})

    @property
    def quoted(self) -> Estimate | None:
        """The estimate whose figures the text may quote: its own, or that of the chapter to which it belongs."""
        return self.estimate or self.borrowed_estimate

    @property
    def parent(self) -> str:
        """The id of the chapter in whose folder it stands."""
        return self.id.rpartition("/")[0]

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the text and of the answers, which stand in the section of the follow-ups."""
        asked = next((h.text for h in self.document.headings if h.anchor == "follow-ups"), "")
        answered = (replace(link, section=asked) for answer in self.answers for link in answer.document.links)
        return (*self.document.links, *answered)

    @property
    def diagrams(self) -> tuple[Fence, ...]:
        """The Mermaid fences of the text and of the answers, in the order of the page's source files."""
        fences = (fence for document in self.documents for fence in document.fences)
        return tuple(fence for fence in fences if fence.language == "mermaid")

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Ids a link may name: those of the text, follow-ups, and the sections that macros print."""
        return (
            *(found.name for document in self.documents for found in document.ids),
            *(f"q-{question.id}" for question in self.questions),
            *self.listed,
            *GENERATED_ANCHORS,
        )

    @property
    def has_all_anchors(self) -> bool:
        """Whether an id that is not among `anchors` is a mistake of the one who names it."""
        named = all(heading.anchor for heading in self.document.headings if heading.level > 1)
        return named and not self.broken and all(document.readable for document in self.documents)


def chapter_id(path: PurePosixPath) -> str:
    """Return the id of the chapter in `path` (below docs/)."""
    if path.name == "index.md" and path.parent != PurePosixPath("."):
        return str(path.parent)
    return str(path.with_suffix(""))


def companion(path: PurePosixPath, name: str) -> PurePosixPath:
    """Return the path of a file of a chapter: `name` in its own folder, else after its name, `one.estimate.yml`."""
    return path.with_name(name if path.name == "index.md" else f"{path.stem}.{name}")


def address_of(path: str) -> str:
    """Return the address below the site's root of the chapter in `path` (below docs/)."""
    name = chapter_id(PurePosixPath(path))
    return "" if name == "index" else f"{name}/"


def load(
    docs: Path,
    path: PurePosixPath,
    root: Path,
    reader: Reader,
    findings: Findings,
    world: Mapping[str, Assumption] | None = MappingProxyType({}),
    owner: Chapter | None = None,
) -> Chapter | None:
    """Load one chapter with what stands beside it; note what is wrong and return None if it cannot be read.

    Args:
        docs: the folder of the chapters.
        path: the chapter's file below it.
        root: the folder of mkdocs.yml.
        reader: reads its Markdown.
        findings: where problems are noted.
        world: what estimates may borrow; None where it cannot be read.
        owner: the chapter in whose folder it stands, as far as it could be read.
    """
    file = docs / path
    display_path = file.relative_to(root)
    text = text_files.read(file, display_path, findings)
    if text is None:
        return None
    note_gaps(text, display_path, findings)
    header = front_matter.read(text, display_path, findings)
    if header is None:
        return None
    _, body, body_line = front_matter.split(text)
    broken: set[str] = set()
    asked = _beside(file, QUESTIONS, header, root, findings, broken, questions.read) or []
    read_estimate = functools.partial(_read_estimate, cache=reader.cache, world=world)
    estimate = _beside(file, ESTIMATE, header, root, findings, broken, read_estimate)
    practiced = _beside(file, PRACTICE, header, root, findings, set(), practice.read)  # of which nothing else asks
    lent = None
    if KINDS[header.fields.kind].belongs_to:
        lent = owner.estimate if owner else None
        if owner is None or ESTIMATE in owner.broken:
            broken.add(ESTIMATE)  # what is wrong with it is told of its owner
    quoted = estimate or lent
    figures = {name: quoted.quote(name) for name in quoted.values} if quoted else {}
    try:
        document = reader.read(body, body_line, figures)
        answers = tuple(Answer(q, reader.read(q.answer, line, figures)) for q, line in asked)
    except RecursionError:
        message = "lists, quotes or elements stand in each other too deeply to be read; expected a few levels."
        findings.add(display_path, 0, message)
        return None
    return Chapter(
        id=chapter_id(path),
        path=path,
        header=header,
        document=document,
        answers=answers,
        estimate=estimate,
        borrowed_estimate=lent,
        practiced=practiced,
        illustrations=illustrations.beside(file, root, findings),
        broken=frozenset(broken),
    )


def _read_estimate(
    path: Path, display_path: Path, findings: Findings, cache: Cache, world: Mapping[str, Assumption] | None
) -> Estimate | None:
    """Read an estimate, or remember it where neither it nor what it may borrow has changed."""
    key = cache.key("estimate", path.read_bytes(), world)
    known = cache.get(key, Estimate)
    if known is None:
        known = estimates.read(path, display_path, findings, world)
        if known is not None:
            cache.put(key, known)
    return known


def note_gaps(text: str, display_path: Path, findings: Findings) -> None:
    """Note every line that says of itself that it is unfinished."""
    for number, line in enumerate(text.splitlines(), 1):
        if GAP in line:
            findings.add(display_path, number, f"unfinished ({GAP}).", gap=True)


def _beside(
    file: Path,
    name: str,
    header: Header,
    root: Path,
    findings: Findings,
    broken: set[str],
    read: Callable[[Path, Path, Findings], Part],
) -> Part | None:
    """Read a file beside the chapter, if there is one; a kind that needs it is told when there is none."""
    beside = file.with_name(companion(PurePosixPath(file.name), name).name)
    display_path = beside.relative_to(root)
    if not beside.is_file():
        if name in KINDS[header.fields.kind].companions:
            one = KINDS[header.fields.kind].one
            findings.add(file.relative_to(root), 0, f"{one} needs {beside.name} beside it; there is none.")
            broken.add(name)
        return None
    text = text_files.read(beside, display_path, findings)
    if text is None:
        broken.add(name)
        return None
    note_gaps(text, display_path, findings)
    part = read(beside, display_path, findings)
    if part is None or findings.in_file(display_path):
        broken.add(name)
    return part
