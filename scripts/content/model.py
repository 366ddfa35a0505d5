"""All chapters together: loaded and checked once, then asked by templates, macros and checks."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from scripts.content import graph, settings
from scripts.content.chapters import chapter as chapter_files
from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.macros import Macros
from scripts.content.chapters.reader import Reader
from scripts.content.chapters.targets import Targets
from scripts.content.data import aliases, cards, drill, glossary
from scripts.content.data import plans as plan_files
from scripts.content.data import programs as program_files
from scripts.content.data import rubric as rubric_files
from scripts.content.data.cards import CaseCard
from scripts.content.data.drill import Task
from scripts.content.data.glossary import Term
from scripts.content.data.plans import Plans
from scripts.content.data.programs import Program
from scripts.content.data.rubric import Rubric
from scripts.content.files import text as text_files
from scripts.content.graph import Graph
from scripts.content.problems import ContentError, Findings, Problem
from scripts.content.rules import chapter as chapter_rules
from scripts.content.rules import handwritten, interview, practice, teaching
from scripts.content.rules import links as link_rules
from scripts.content.rules import text as text_rules
from scripts.content.rules import world as world_rules
from scripts.content.settings import Settings
from scripts.content.sources import bibliography
from scripts.content.sources.bibliography import Source
from scripts.content.world import measured
from scripts.content.world import world as worlds
from scripts.content.world.world import World

DOCS = Path("docs")
BIBLIOGRAPHY = "references.bib"
CARDS = "cases/cards.yml"
GLOSSARY = "glossary.yml"
ALIASES = "aliases.yml"
WORLD = "world.yml"
PLANS = "practice/plans.yml"
DRILL = "practice/estimates/drill.yml"
RUBRIC = "practice/rubric.yml"
PAGES = {
    "glossary": "glossary",
    "references": "references",
    "matrix": "matrix",
    "graph": "knowledge_graph",
    "tags": "tagged_chapters",
    "world": "world_figures",
    "drill": "drill",
    "plan": "study_plan",
    "flashcards": "flashcards",
    "settings": "settings",
    "room": "room",
    "rubric": "rubric",
}
"""Pages that the site's links lead to, by the macro that fills them: whichever page calls it is that page."""

Part = TypeVar("Part")


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
        cards: the cases at a glance, in the order of the book.
        terms: the glossary.
        aliases: other names by which readers ask for a chapter, by chapter.
        settings: the part of mkdocs.yml that the model reads.
        world: what all chapters assume; None where the site shares nothing.
        plans: what to study day by day; None where the site plans nothing.
        tasks: what the drill asks.
        rubric: how an attempt is graded; None where the site grades nothing.
        programs: the short programs that concepts show, by name.
        gaps: unfinished places, which a strict build refuses.
    """

    chapters: dict[str, Chapter]
    sources: dict[str, Source]
    cards: tuple[CaseCard, ...]
    terms: tuple[Term, ...]
    aliases: dict[str, tuple[str, ...]]
    settings: Settings
    world: World | None
    plans: Plans | None
    tasks: tuple[Task, ...]
    rubric: Rubric | None
    programs: dict[str, Program]
    gaps: tuple[Problem, ...]

    def of_kind(self, kind: str) -> list[Chapter]:
        """Return the chapters of a kind in the order of the navigation."""
        return [chapter for chapter in self.chapters.values() if chapter.fields.kind == kind]

    def belonging(self, chapter_id: str) -> list[Chapter]:
        """Return the chapters that belong to one, such as the interview of a case."""
        return [c for c in self.chapters.values() if c.kind.belongs_to and c.parent == chapter_id]

    def related(self, chapter_id: str) -> list[Reference]:
        """Return the chapters that a chapter names as related, with its reasons."""
        relations = self.chapters[chapter_id].fields.related
        return [Reference(self.chapters[relation.to], relation.why) for relation in relations]

    def referred_by(self, chapter_id: str) -> list[Reference]:
        """Return the chapters that name this one as related and are not named by it, with their reasons."""
        named = {relation.to for relation in self.chapters[chapter_id].fields.related}
        return [reference for reference in self._referring.get(chapter_id, []) if reference.chapter.id not in named]

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
    def pages(self) -> dict[str, Chapter]:
        """The pages of `PAGES`, as far as the site has them, by name."""
        callers = {call.name: chapter for chapter in self.chapters.values() for call in chapter.document.macros}
        return {name: callers[macro] for name, macro in PAGES.items() if macro in callers}

    @cached_property
    def citing(self) -> dict[str, list[Chapter]]:
        """The chapters that cite each source, in the order of the navigation, by key."""
        found: dict[str, list[Chapter]] = {key: [] for key in self.sources}
        for chapter in self.chapters.values():
            for key in chapter.cited:
                found[key].append(chapter)
        return found

    @cached_property
    def borrowing(self) -> dict[str, list[Chapter]]:
        """The chapters that use each figure of the world, in the order of the navigation, by name."""
        found: dict[str, list[Chapter]] = {}
        for chapter in self.chapters.values():
            if chapter is not self.pages.get("world"):
                for name in chapter.borrowed:
                    found.setdefault(name, []).append(chapter)
        return found

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """By chapter, where it has any: other names by which readers ask for it, then the terms it explains."""
        found: dict[str, list[str]] = {chapter: list(names) for chapter, names in self.aliases.items()}
        for term in self.terms:
            found.setdefault(term.chapter, []).extend(term.forms)
        return {chapter: tuple(names) for chapter, names in found.items()}

    @cached_property
    def graph(self) -> Graph:
        """How the chapters hang together."""
        return graph.build(self.chapters, self.names)

    @cached_property
    def _referring(self) -> dict[str, list[Reference]]:
        found: dict[str, list[Reference]] = {}
        for chapter in self.chapters.values():
            for relation in chapter.fields.related:
                found.setdefault(relation.to, []).append(Reference(chapter, relation.why))
        return found

    @cached_property
    def _users(self) -> dict[str, list[Chapter]]:
        targets = Targets(self.chapters.values())
        users: dict[str, list[Chapter]] = {}
        for chapter in self.chapters.values():
            used = {other.id for _, other in targets.chapters(chapter)}
            used.update(relation.to for relation in chapter.fields.related)
            for name in sorted(used - {chapter.id}):
                users.setdefault(name, []).append(chapter)
        return users


@dataclass(frozen=True)
class _Loaded:
    """What was read before the chapters are checked against each other; `complete` when nothing is missing from it."""

    sources: dict[str, Source]
    terms: tuple[Term, ...]
    world: World | None
    rubric: Rubric | None
    complete: bool


def load(root: Path, *, allow_gaps: bool = False) -> Content:
    """Load and check all content below `root`.

    Args:
        root: the folder of mkdocs.yml.
        allow_gaps: accept places marked GAP, as a preview does.

    Raises:
        ContentError: with every problem of every file.
    """
    content, problems = examine(root)
    errors = [problem for problem in problems if not problem.gap]
    if errors or (content.gaps and not allow_gaps):
        raise ContentError(errors if allow_gaps else problems)
    return content


def examine(root: Path) -> tuple[Content, list[Problem]]:
    """Load what can be read of the content below `root`, with everything that is wrong with it.

    Args:
        root: the folder of mkdocs.yml.

    Raises:
        ContentError: mkdocs.yml cannot be read, or names code that cannot; or there is no folder docs/.
    """
    findings = Findings()
    docs = root / DOCS
    config = settings.read(root / settings.FILE)
    if not docs.is_dir():
        raise ContentError([Problem(DOCS, 0, "there is no such folder; expected the chapters in it.")])
    world = _read(docs / WORLD, root, findings, worlds.read)
    if world:
        found = measured.read_all(docs / measured.FOLDER, DOCS / measured.FOLDER, world.figures, findings)
        world = replace(world, measured=found)
    shared = None if findings.in_file(DOCS / WORLD) else world.figures if world else {}
    programs = program_files.read_all(docs, DOCS, findings)
    reader = Reader(config, _macros(config), root, world, {name: program.says for name, program in programs.items()})
    paths = list(text_files.below(docs, "*.md"))
    loaded: list[Chapter] = []
    owners: dict[PurePosixPath, Chapter] = {}
    for path in paths:  # in a folder, index.md comes before what belongs to it
        chapter = chapter_files.load(docs, path, root, reader, findings, shared, owners.get(path.parent))
        if chapter:
            loaded.append(chapter)
            if path.name == "index.md":
                owners[path.parent] = chapter
    reader.cache.save()
    link_rules.check_companions(docs, [str(path) for path in paths], findings)
    data = _Loaded(
        sources=_read(docs / BIBLIOGRAPHY, root, findings, bibliography.read) or {},
        terms=_read(docs / GLOSSARY, root, findings, glossary.read) or (),
        world=world,
        rubric=_read(docs / RUBRIC, root, findings, rubric_files.read),
        complete=not any(findings.in_file(DOCS / name) for name in (BIBLIOGRAPHY, GLOSSARY, WORLD)),
    )
    by_path = {str(c.path): _with_lists(c, data, config) for c in loaded}
    link_rules.check_assets(docs, config, findings)
    link_rules.check_navigation([str(path) for path in paths], config, findings)
    unread = {chapter_files.chapter_id(path) for path in paths if str(path) not in by_path}
    _check(list(by_path.values()), unread, data, config, docs, findings)
    in_order = {by_path[path].id: by_path[path] for path in config.nav if path in by_path}
    case_cards = _read(docs / CARDS, root, findings, cards.read) or []
    cards.check_chapters(case_cards, in_order, DOCS / CARDS, findings)
    other_names = _read(docs / ALIASES, root, findings, aliases.read) or {}
    aliases.check_chapters(other_names, {c.id for c in by_path.values()} | unread, DOCS / ALIASES, findings)
    plans = _read(docs / PLANS, root, findings, plan_files.read)
    by_id = {chapter.id: chapter for chapter in by_path.values()}
    plan_files.check_needs(by_id, unread, DOCS, findings)
    if plans and not findings.in_file(DOCS / PLANS):
        plan_files.check_chapters(plans, by_id, unread, DOCS / PLANS, findings)
    tasks = _read(docs / DRILL, root, findings, drill.read) or []
    drill.check_estimates(tasks, in_order, unread, DOCS / DRILL, findings)
    program_files.check_chapters(programs, list(by_path.values()), DOCS, findings)
    content = Content(
        chapters=in_order,
        sources=data.sources,
        cards=tuple(case_cards),
        terms=data.terms,
        aliases={chapter: alias.texts for chapter, alias in other_names.items()},
        settings=config,
        world=world,
        plans=plans.plans if plans else None,
        tasks=tuple(task for task, _ in tasks),
        rubric=data.rubric,
        programs=programs,
        gaps=tuple(problem for problem in findings.items if problem.gap),
    )
    return content, findings.items


def _macros(config: Settings) -> Macros:
    """Return the macros that chapters may call, from the module that mkdocs.yml names."""
    if not config.macros:
        return {}
    try:
        found: Mapping[str, Callable[..., str]] = importlib.import_module(config.macros).MACROS
    except (ImportError, AttributeError) as error:
        message = f"the macros of the module '{config.macros}' cannot be read: {error}."
        raise ContentError([Problem(settings.FILE, 0, message)]) from error
    return found


def _read(path: Path, root: Path, findings: Findings, read: Callable[[Path, Path, Findings], Part]) -> Part | None:
    """Read a file of the whole site, which may do without it; a folder or a dead link of its name is a mistake."""
    display_path = path.relative_to(root)
    text = text_files.read(path, display_path, findings) if os.path.lexists(path) else None
    if text is None:
        return None
    chapter_files.note_gaps(text, display_path, findings)
    return read(path, display_path, findings)


def _with_lists(chapter: Chapter, data: _Loaded, config: Settings) -> Chapter:
    """Tell a page that lists terms, sources, tags or grades the ids of its entries: links to them are checked."""
    called = {call.name for call in chapter.document.macros}
    listed: list[str] = []
    if PAGES["glossary"] in called:
        listed.extend(term.anchor for term in data.terms)
        listed.extend(f"letter-{letter}" for letter in "0abcdefghijklmnopqrstuvwxyz")
    if PAGES["references"] in called:
        listed.extend(data.sources)
    if PAGES["tags"] in called:
        listed.extend(f"tag:{tag}" for tag in config.tags)
    if PAGES["rubric"] in called and data.rubric:
        listed.extend(data.rubric.names)
    cited: tuple[str, ...] = ()
    if PAGES["world"] in called and data.world:
        listed.extend(group.name for group in data.world.groups)
        listed.extend(f"figure-{name}" for name in data.world.figures)
        cited = data.world.sources
    return replace(chapter, listed=tuple(listed), listed_sources=cited) if listed else chapter


def _check(
    chapters: list[Chapter],
    unread: Collection[str],
    data: _Loaded,
    config: Settings,
    docs: Path,
    findings: Findings,
) -> None:
    targets = Targets(chapters)
    ids = {chapter.id for chapter in chapters} | set(unread)
    cases = {chapter.id for chapter in chapters if chapter.fields.kind == "case"} | set(unread)
    for chapter in chapters:
        text_rules.check_syntax(chapter, findings)
        chapter_rules.check_decisions(chapter, findings)
        chapter_rules.check_tags(chapter, config, findings)
        chapter_rules.check_related(chapter, ids, findings)
        if not chapter.document.readable:
            continue  # what is missing from it is missing because of what was just reported
        chapter_rules.check_headings(chapter, findings)
        chapter_rules.check_sections(chapter, findings)
        chapter_rules.check_opening(chapter, findings)
        chapter_rules.check_length(chapter, findings)
        interview.check_interview(chapter, cases, findings)
        practice.check_practice(chapter, findings)
        teaching.check_teaching(chapter, ids, docs.parent, findings)
        text_rules.check_figures(chapter, findings)
        text_rules.check_units(chapter, docs.parent, findings)
        text_rules.check_tables(chapter, docs.parent, findings)
        if not findings.in_file(DOCS / WORLD):
            world_rules.check_quotes(chapter, data.world, findings)
        if data.world:
            handwritten.check_text(chapter, data.world, docs.parent, findings)
            handwritten.check_estimate(chapter, data.world, findings)
        handwritten.check_folds(chapter, docs.parent, findings)
        text_rules.check_pictures(chapter, findings)
        text_rules.check_illustrations(chapter, findings)
        text_rules.check_diagrams(chapter, findings)
        text_rules.check_formulas(chapter, findings)
        link_rules.check_links(chapter, targets, docs, findings)
        if data.complete:
            link_rules.check_citations(chapter, data.sources, findings)
    text_rules.check_sentences(chapters, docs.parent, findings)
    glossary.check_explained(data.terms, {c.id: c for c in chapters}, unread, DOCS / GLOSSARY, findings)
    if data.world and data.complete:
        world_rules.check_sources(data.world, data.sources, DOCS / WORLD, findings)
    if not unread and all(chapter.has_all_anchors for chapter in chapters):
        link_rules.check_bibliography(data.sources, chapters, DOCS / BIBLIOGRAPHY, findings)


def chapter_of(path: PurePosixPath, content: Content) -> Chapter | None:
    """Return the chapter in a file below docs/; None for a file that is none."""
    return content.chapters.get(chapter_files.chapter_id(path))
