"""All chapters together: loaded and checked once, then asked by templates, macros and checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from scripts.content import graph, settings
from scripts.content.chapters import chapter as chapter_files
from scripts.content.chapters import rules
from scripts.content.chapters.chapter import Chapter
from scripts.content.data import aliases, cards, glossary
from scripts.content.data.cards import CaseCard
from scripts.content.data.glossary import Term
from scripts.content.graph import Graph
from scripts.content.problems import ContentError, Findings, Problem
from scripts.content.settings import Settings
from scripts.content.sources import bibliography
from scripts.content.sources.bibliography import Source

BIBLIOGRAPHY = "references.bib"
CARDS = "cases/cards.yml"
GLOSSARY = "glossary.yml"
ALIASES = "aliases.yml"
GLOSSARY_MACRO, REFERENCES_MACRO = "glossary()", "references()"
"""The macros that print the two lists; whichever page calls one is where the site's links lead."""


@dataclass(frozen=True)
class Reference:
    """A chapter seen from another one, with the reason to go there."""

    chapter: Chapter
    why: str


@dataclass(frozen=True)
class Content:
    """Everything the site says of itself.

    Args:
        chapters: by id, in the order of the navigation.
        sources: by key.
        cards: the ten cases, in the order of the book.
        terms: the glossary.
        names: other names by which readers ask for a chapter, by chapter.
        settings: the part of mkdocs.yml that the model reads.
        gaps: unfinished places, which a strict build refuses.
    """

    chapters: dict[str, Chapter]
    sources: dict[str, Source]
    cards: tuple[CaseCard, ...]
    terms: tuple[Term, ...]
    names: dict[str, tuple[str, ...]]
    settings: Settings
    gaps: tuple[Problem, ...]
    _referred: dict[str, list[Reference]]
    _users: dict[str, list[Chapter]]

    def of_kind(self, kind: str) -> list[Chapter]:
        """Return the chapters of a kind in the order of the navigation."""
        return [chapter for chapter in self.chapters.values() if chapter.fields.kind == kind]

    def related(self, chapter_id: str) -> list[Reference]:
        """Return the chapters that a chapter names as related, with its reasons."""
        relations = self.chapters[chapter_id].fields.related
        return [Reference(self.chapters[relation.to], relation.why) for relation in relations]

    def referred_by(self, chapter_id: str) -> list[Reference]:
        """Return the chapters that name this one as related and are not named by it, with their reasons."""
        named = {relation.to for relation in self.chapters[chapter_id].fields.related}
        return [reference for reference in self._referred.get(chapter_id, []) if reference.chapter.id not in named]

    def used_by(self, chapter_id: str) -> list[Chapter]:
        """Return the chapters whose text or relations lead to this one, in the order of the navigation."""
        return self._users.get(chapter_id, [])

    def decisions(self, step: str) -> list[tuple[Chapter, str]]:
        """Return each case with the sentence in which it decides the step."""
        return [(case, case.fields.decisions[step]) for case in self.of_kind("case")]

    def sources_of(self, chapter_id: str) -> list[Source]:
        """Return the sources that a chapter cites, by first use."""
        return [self.sources[key] for key in self.chapters[chapter_id].cited]

    @cached_property
    def glossary(self) -> Chapter | None:
        """The page that lists the terms, if there is one."""
        return self._page_with(GLOSSARY_MACRO)

    @cached_property
    def references(self) -> Chapter | None:
        """The page that lists the sources, if there is one."""
        return self._page_with(REFERENCES_MACRO)

    @cached_property
    def matrix(self) -> Chapter | None:
        """The page that shows cases by steps, if there is one."""
        return self._page_with("matrix()")

    @cached_property
    def graph_page(self) -> Chapter | None:
        """The page that shows the knowledge graph, if there is one."""
        return self._page_with("knowledge_graph()")

    def _page_with(self, macro: str) -> Chapter | None:
        return next((c for c in self.chapters.values() if any(m == macro for m, _ in c.document.macros)), None)

    @cached_property
    def citing(self) -> dict[str, list[Chapter]]:
        """The chapters that cite each source, in the order of the navigation, by key."""
        found: dict[str, list[Chapter]] = {key: [] for key in self.sources}
        for chapter in self.chapters.values():
            for key in chapter.cited:
                found[key].append(chapter)
        return found

    @cached_property
    def graph(self) -> Graph:
        """How the chapters hang together."""
        return graph.build(self.chapters)


def load(root: Path, *, allow_gaps: bool = False) -> Content:
    """Load and check all content below `root`.

    Args:
        root: the folder of mkdocs.yml.
        allow_gaps: accept places marked GAP, as a preview does.

    Raises:
        ContentError: with every problem of every file.
    """
    findings = Findings()
    docs = root / "docs"
    config = settings.read(root / "mkdocs.yml")
    paths = sorted(PurePosixPath(file.relative_to(docs)) for file in docs.rglob("*.md"))
    loaded = [chapter_files.load(docs, path, root, findings) for path in paths]
    bibliography = _read_sources(docs, root, findings)
    terms = _read_glossary(docs, root, findings)
    by_path = {str(c.path): _with_lists(c, terms, bibliography) for c in loaded if c is not None}
    rules.check_navigation([str(path) for path in paths], config, findings)
    found = {by_path[path].id: by_path[path] for path in config.nav if path in by_path}
    # A chapter that could not be read must not be reported a second time by those that link to it.
    unread = {str(path) for path in paths} - set(by_path)
    _check(found, by_path, unread, bibliography, config, docs, findings)
    rules.check_bibliography({} if unread else bibliography, by_path.values(), Path("docs") / BIBLIOGRAPHY, findings)
    case_cards = _read_cards(docs, root, found, findings)
    glossary.check_explained(terms, {c.id: c for c in by_path.values()}, Path("docs") / GLOSSARY, findings)
    other_names = _read_names(docs, root, by_path.values(), findings)
    errors = [problem for problem in findings.items if not problem.gap]
    gaps = tuple(problem for problem in findings.items if problem.gap)
    if errors or (gaps and not allow_gaps):
        raise ContentError(findings.items if not allow_gaps else errors)
    return Content(
        chapters=found,
        sources=bibliography,
        cards=tuple(case_cards),
        terms=terms,
        names=other_names,
        settings=config,
        gaps=gaps,
        _referred=_invert_relations(found),
        _users=_invert_links(found, by_path),
    )


def _read_sources(docs: Path, root: Path, findings: Findings) -> dict[str, Source]:
    path = docs / BIBLIOGRAPHY
    return bibliography.read(path, path.relative_to(root), findings) if _readable(path, root, findings) else {}


def _read_glossary(docs: Path, root: Path, findings: Findings) -> tuple[Term, ...]:
    path = docs / GLOSSARY
    return glossary.read(path, path.relative_to(root), findings) if _readable(path, root, findings) else ()


def _read_names(docs: Path, root: Path, found: Iterable[Chapter], findings: Findings) -> dict[str, tuple[str, ...]]:
    path = docs / ALIASES
    if not _readable(path, root, findings):
        return {}
    return aliases.read(path, path.relative_to(root), [chapter.id for chapter in found], findings)


def _readable(path: Path, root: Path, findings: Findings) -> bool:
    """Whether there is such a file, in UTF-8; a site may do without it."""
    return path.is_file() and chapter_files.read_text(path, path.relative_to(root), findings) is not None


def _with_lists(chapter: Chapter, terms: Iterable[Term], bibliography: Iterable[str]) -> Chapter:
    """Tell a page that lists terms or sources the ids of its entries, so that links to them are checked."""
    macros = {macro for macro, _ in chapter.document.macros}
    listed: list[str] = []
    if GLOSSARY_MACRO in macros:
        listed.extend(term.anchor for term in terms)
    if REFERENCES_MACRO in macros:
        listed.extend(bibliography)
    return replace(chapter, listed=tuple(listed)) if listed else chapter


def _read_cards(docs: Path, root: Path, found: dict[str, Chapter], findings: Findings) -> list[CaseCard]:
    path = docs / CARDS
    if not path.is_file():
        return []
    shown = path.relative_to(root)
    read = cards.read(path, shown, findings)
    for card in read:
        chapter = found.get(f"cases/{card.slug}")
        if chapter and (chapter.title, chapter.fields.difficulty) != (card.title, card.difficulty):
            findings.add(
                shown,
                0,
                f"card '{card.slug}' says '{card.title}', {card.difficulty}; "
                f"its chapter says '{chapter.title}', {chapter.fields.difficulty}.",
            )
    return read


def _check(
    found: dict[str, Chapter],
    by_path: dict[str, Chapter],
    unread: Iterable[str],
    bibliography: dict[str, Source],
    config: Settings,
    docs: Path,
    findings: Findings,
) -> None:
    missing = {chapter_files.chapter_id(PurePosixPath(path)) for path in unread}
    ids = {chapter.id for chapter in by_path.values()} | missing
    for chapter in by_path.values():
        rules.check_headings(chapter, findings)
        rules.check_sections(chapter, findings)
        rules.check_decisions(chapter, findings)
        rules.check_tags(chapter, config, findings)
        rules.check_related(chapter, ids, findings)
        rules.check_links(chapter, by_path, docs, findings)
        rules.check_citations(chapter, bibliography, findings)
        rules.check_figures(chapter, findings)
        rules.check_diagrams(chapter, findings)


def _invert_relations(found: dict[str, Chapter]) -> dict[str, list[Reference]]:
    referred: dict[str, list[Reference]] = {}
    for chapter in found.values():
        for relation in chapter.fields.related:
            referred.setdefault(relation.to, []).append(Reference(chapter, relation.why))
    return referred


def _invert_links(found: dict[str, Chapter], by_path: dict[str, Chapter]) -> dict[str, list[Chapter]]:
    users: dict[str, list[Chapter]] = {}
    for chapter in found.values():
        targets = {by_path[path].id for path, _ in map(chapter.target, _internal(chapter)) if path in by_path}
        targets.update(relation.to for relation in chapter.fields.related)
        for target in sorted(targets - {chapter.id}):
            users.setdefault(target, []).append(chapter)
    return users


def _internal(chapter: Chapter) -> list[str]:
    return [link.target for link in chapter.document.links if not rules.is_external(link.target)]
