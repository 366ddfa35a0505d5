"""The macros that chapters call, such as `{{ chapter_start() }}`. Each asks the content model and fills a template.

A new macro is a function with `@macro`, whose first argument is the page that calls it and whose others are what an
author writes. The model checks names and arguments of every call before anything is built.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, Concatenate, ParamSpec

import jinja2

from scripts.content import graph as content_graph
from scripts.content import steps
from scripts.content.chapters import macros as chapter_macros
from scripts.content.chapters.chapter import Chapter
from scripts.content.data import programs
from scripts.content.data.drill import Task
from scripts.content.data.glossary import headwords
from scripts.content.data.plans import minutes_of, title_of
from scripts.content.data.rubric import BEST, Rubric
from scripts.content.estimates import display
from scripts.content.estimates.estimate import PICTURES, Estimate
from scripts.content.estimates.figures import Bars, Plot, Result
from scripts.content.estimates.flips import flips
from scripts.content.graph import Graph, Node
from scripts.content.kinds import KINDS, TIER_LABELS
from scripts.content.model import Content, chapter_of
from scripts.content.sources.bibliography import Source, sorting_name
from scripts.content.steps import STEPS
from scripts.pages import deciding, downloads, grading, graph_picture, home, ring_picture, thumbnails
from scripts.pages.graph_picture import Neighborhoods
from scripts.pages.links import site_link
from scripts.pages.plots import curves, rows, sampling
from scripts.pages.site import content_of

Arguments = ParamSpec("Arguments")

MACROS: dict[str, Callable[..., str]] = {}
"""Every macro by name."""

_INLINE_OR_OWN = {"value", "world", "printed", "questions"}
"""Macros whose output is the author's own text and is read as such; what the others print is marked as generated."""

ROWS_AT_ONCE = 8
"""A longer list of an estimate's figures is folded: on a phone each row takes a sixth of the screen."""
_SAID = (
    "Each bar moves one assumption from its lowest value to its highest, while the others stay. Where it is colored, "
    "the choice turns."
)


@dataclass(frozen=True)
class Page:
    """The page that calls a macro."""

    content: Content
    chapter: Chapter

    def fill(self, template: str, **values: Any) -> str:
        """Return a filled template; every template knows the page, the content, the steps and how to link."""
        return (
            _templates()
            .get_template(template)
            .render(
                chapter=self.chapter,
                content=self.content,
                steps=STEPS,
                step_of=steps.BY_SLUG.get(self.chapter.name),
                kinds=KINDS,
                url=url_of,
                file=site_link,
                **values,
            )
        )


def macro(
    function: Callable[Concatenate[Page, Arguments], str],
) -> Callable[Concatenate[Page, Arguments], str]:
    """Offer a function to authors, under its own name."""
    MACROS[function.__name__] = function
    return function


def url_of(target: Chapter | Node, anchor: str = "") -> str:
    """Return the address of a chapter, which the finish step makes relative to the page."""
    return site_link(target.url, anchor)


@macro
def chapter_start(page: Page) -> str:
    """Print what the chapter is; for a case, a step and the framework, the spine of the steps too."""
    headings = {heading.anchor: heading.text for heading in page.chapter.document.headings}
    return page.fill("chapter_start.html", framework=content_graph.FRAMEWORK, heading=headings.__getitem__)


@macro
def chapter_end(page: Page) -> str:
    """Print the sources the chapter cites, the related chapters and those that refer to it."""
    content, chapter = page.content, page.chapter
    return page.fill(
        "chapter_end.md",
        sources=content.sources_of(chapter.id),
        related=content.related(chapter.id),
        referred_by=content.referred_by(chapter.id),
        neighborhood=_neighborhoods(content.graph).of(chapter.id),
    )


@macro
def step_decisions(page: Page) -> str:
    """Print how each case decides this step."""
    return page.fill("step_decisions.html", decisions=page.content.decisions(page.chapter.name))


@macro
def study_plan(page: Page, name: str) -> str:
    """Print a plan of study day by day, with the minutes of each."""
    plans = page.content.plans
    if plans is None:
        raise ValueError("there is no docs/practice/plans.yml")
    return page.fill(
        "study_plan.html",
        plans=plans,
        plan=plans.by_name(name),
        minutes_of=minutes_of,
        roles={role.name: role.label for role in plans.roles},
        title_of=title_of,
    )


@macro
def used_by(page: Page) -> str:
    """Print the cases and steps that lead to this concept."""
    users = [c for c in page.content.used_by(page.chapter.id) if c.fields.kind in {"case", "step"}]
    return page.fill("used_by.html", users=users)


@macro
def estimate(page: Page) -> str:
    """Print the chapter's estimate: what decides, the assumptions, their results; what is looked up is folded."""
    if page.chapter.estimate is None:
        raise ValueError(f"docs/{page.chapter.path} has no estimate beside it")
    found = page.chapter.estimate
    shared = page.content.pages.get("world")
    whole = page.chapter.fields.kind == "estimate"  # a page for nothing else
    folds = not whole and len(found.assumptions) > ROWS_AT_ONCE and any(item.pivot for item in found.assumptions)
    turning = flips(found)
    decided = deciding.rows(found, turning)

    def world(name: str) -> str:
        """Return the address of a shared figure."""
        return url_of(shared, f"figure-{name}") if shared else ""

    return page.fill(
        "estimate.html",
        estimate=found,
        first=[item for item in found.assumptions if item.pivot or not folds],
        rest=[item for item in found.assumptions if folds and not item.pivot],
        long=not whole and len(found.results) > ROWS_AT_ONCE,
        choices=decided[: len(found.decides)],
        limits=decided[len(found.decides) :],
        kept=deciding.KEPT,
        turns=deciding.turns(found, turning),
        show=display.show,
        span=display.span,
        world=world,
    )


@macro
def value(page: Page, name: str) -> str:
    """Print one figure of the chapter's estimate with its unit, named where it can follow changed assumptions."""
    if page.chapter.quoted is None:
        raise ValueError(f"docs/{page.chapter.path} has no estimate beside it, so no figure '{name}'")
    shown = page.chapter.quoted.quote(name).replace(" ", "\u00a0")
    return f'<data value="{name}">{shown}</data>' if page.chapter.estimate else shown


@macro
def world(page: Page, name: str, form: str = "") -> str:
    """Print one figure of the shared world: with its unit as a sentence wants it, or as 'number' the number alone."""
    if page.content.world is None:
        raise ValueError(f"there is no docs/world.yml, so no figure '{name}'")
    return page.content.world.say(name, form).replace(" ", "\u00a0")


@macro
def program(page: Page, name: str) -> str:
    """Print a short program with what it prints, and where its file can be had."""
    shown = page.content.programs[name]
    return page.fill("program.md", program=shown, folder=programs.FOLDER)


@macro
def printed(page: Page, name: str, label: str) -> str:
    """Print what a program printed after a label, so that prose says what the run says."""
    return page.content.programs[name].says[label]


@macro
def world_figures(page: Page) -> str:
    """Print all figures of the shared world by group, each with the chapters that use it."""
    if page.content.world is None:
        raise ValueError("there is no docs/world.yml")
    return page.fill(
        "world_figures.md",
        world=page.content.world,
        borrowing=page.content.borrowing,
        show=_exactly,
        span=display.span,
        measured=page.content.world.measured,
    )


@macro
def plot(page: Page, name: str) -> str:
    """Print a plot of the chapter's estimate: a result over one assumption."""
    entry = _entry(page, "plot", name)
    return _picture(page, "plot", entry, curves.plot(sampling.plot(_estimate(page), entry)))


@macro
def bar(page: Page, name: str) -> str:
    """Print figures of the chapter's estimate that add up, such as a latency by stage."""
    entry = _entry(page, "bar", name)
    return _picture(page, "bar", entry, rows.bars(sampling.bars(_estimate(page), entry)))


@macro
def tornado(page: Page, decision: str) -> str:
    """Print what each pivot of the chapter's estimate moves of the result that decides."""
    entry = _entry(page, "tornado", decision)
    shown = sampling.tornado(_estimate(page), entry)
    return page.fill("picture.html", key=f"tornado:{decision}", svg=rows.tornado(shown), title=shown.title, said=_SAID)


@macro
def illustration(page: Page, name: str) -> str:
    """Print a picture that is drawn by hand beside the chapter."""
    found = next((picture for picture in page.chapter.illustrations if picture.name == name), None)
    if found is None:
        raise ValueError(f"there is no pictures/{name}.svg beside docs/{page.chapter.path}")
    return page.fill("illustration.html", picture=found)


@macro
def questions(page: Page) -> str:
    """Print the case's follow-ups, folded, by step."""
    by_step = [(step, [q for q in page.chapter.questions if q.step == step.slug]) for step in STEPS]
    return page.fill("questions.md", by_step=by_step, tiers=TIER_LABELS, answer=functools.partial(_answer, page))


@macro
def interview_clock(page: Page) -> str:
    """Print the minutes of each step in an interview of 45 and of 60 minutes."""
    return page.fill("interview_clock.html", floating=steps.FLOATING_MINUTES)


@macro
def interview_ring(page: Page) -> str:
    """Print the interview's clock as a ring around what is designed, with the sentence that opens each step."""
    return page.fill("interview_ring.html", arcs=ring_picture.ring(STEPS), size=ring_picture.SIZE)


@macro
def proof(page: Page) -> str:
    """Print what the site rests on, counted."""
    return page.fill("proof.html", counted=home.proof(page.content))


@macro
def case_cards(page: Page) -> str:
    """Print the cases as cards, by how long their users wait; those that are written are links."""
    return page.fill("case_cards.html", cases=home.cases(page.content), size=thumbnails.SIZE)


@macro
def case_comparison(page: Page) -> str:
    """Print the cases side by side."""
    content = page.content
    written = {card.slug: content.chapters.get(f"cases/{card.slug}") for card in content.cards}
    titles = {card.slug: card.title for card in content.cards}
    return page.fill("case_comparison.html", cards=content.cards, written=written, titles=titles)


@macro
def step_cards(page: Page) -> str:
    """Print the seven steps as a spine of links."""
    return page.fill("step_cards.html")


@macro
def concept_links(page: Page) -> str:
    """Print the concepts with what each is for, in the order of the navigation."""
    return page.fill("concept_links.html")


@macro
def estimate_links(page: Page) -> str:
    """Print the estimates to practice with what each answers, in the order of the navigation."""
    return page.fill("estimate_links.html")


@macro
def drill(page: Page) -> str:
    """Print the drill, which a script fills; without one it says what it offers and what it needs."""
    return page.fill("drill.html", downloads=downloads)


@macro
def drill_examples(page: Page) -> str:
    """Print one worked example for each estimate, folded: the first task about it, with the figures as they are."""
    tasks = {task.estimate: task for task in reversed(page.content.tasks)}
    examples = [_example(chapter, tasks[chapter.name]) for chapter in page.content.of_kind("estimate")]
    return page.fill("drill_examples.html", examples=examples)


@macro
def settings(page: Page) -> str:
    """Print where readers choose how the site looks and what it remembers."""
    return page.fill("settings.html")


@macro
def progress(page: Page) -> str:
    """Print the chapters that can be read through, for the settings to say how far a reader is."""
    return page.fill("progress.html")


@macro
def flashcards(page: Page) -> str:
    """Print the flashcards, which a script asks; without one it says what it offers and what it needs."""
    return page.fill("flashcards.html", downloads=downloads)


@macro
def flashcard_decks(page: Page) -> str:
    """Print what the flashcards are about, and where they can be had for other programs."""
    decks = [(case, len(case.questions)) for case in page.content.of_kind("case") if case.questions]
    return page.fill("flashcard_decks.html", decks=decks, downloads=downloads)


@macro
def room(page: Page) -> str:
    """Print the practice room, which a script runs; without one it says what it offers and what it needs."""
    return page.fill("room.html", downloads=downloads)


@macro
def rubric(page: Page) -> str:
    """Print what is graded, each dimension with what an interviewer sees at each grade."""
    return page.fill("rubric.md", rubric=_rubric(page), by_slug=steps.BY_SLUG)


@macro
def rubric_verdicts(page: Page) -> str:
    """Print what the points of an attempt come to."""
    return page.fill("rubric_verdicts.html", rubric=_rubric(page))


@macro
def rubric_levels(page: Page) -> str:
    """Print which grades each level needs."""
    return page.fill("rubric_levels.html", rubric=_rubric(page), needed=grading.needed)


@macro
def rubric_example(page: Page) -> str:
    """Print one attempt, graded, with its sum, its verdict and its level."""
    found = _rubric(page)
    grades = found.example.by_name
    given = {entry.of: entry for entry in found.example.grades}
    level = found.level(grades)
    above = found.above(level)
    return page.fill(
        "rubric_example.html",
        rubric=found,
        rows=[(dimension, given[dimension.name]) for dimension in found.dimensions],
        best=BEST,
        sum=display.plain(found.points(grades) * BEST),
        points=display.plain(found.points(grades)),
        lowest=min(grades.values()),
        verdict=found.verdict(grades),
        level=level,
        above=above,
        lacks=grading.lacking(found, above, grades) if above else "",
    )


@macro
def matrix(page: Page) -> str:
    """Print the cases by the steps, one decision a cell, with controls that need no script."""
    content = page.content
    cards = {card.slug: card for card in content.cards}
    cases = [(case, cards.get(case.name)) for case in content.of_kind("case")]
    media = list(dict.fromkeys(card.makes for _, card in cases if card))
    return page.fill("matrix.html", cases=cases, media=media)


@macro
def glossary(page: Page) -> str:
    """Print the terms by letter, each under its name and under its short form."""
    return page.fill("glossary.md", alphabet=headwords(page.content.terms))


@macro
def references(page: Page) -> str:
    """Print every source by first author, with the chapters that cite it, and the exports."""
    listed = sorted(page.content.sources.values(), key=sorting_name)
    letters = {letter: list(group) for letter, group in groupby(listed, key=_initial)}
    return page.fill("references.md", letters=letters, downloads=downloads)


@macro
def tagged_chapters(page: Page) -> str:
    """Print the chapters by tag, in the order of the list of tags and of titles."""
    chapters = sorted(page.content.chapters.values(), key=lambda chapter: chapter.title.casefold())
    tagged = {tag: [c for c in chapters if tag in c.fields.tags] for tag in page.content.settings.tags}
    return page.fill("tagged_chapters.md", tagged=tagged, sentences=page.content.settings.tags)


@macro
def knowledge_graph(page: Page) -> str:
    """Print the graph of all chapters as a picture with its edges below; above 300 chapters, as lists."""
    graph = page.content.graph
    return page.fill(
        "knowledge_graph.html",
        graph=graph,
        picture=graph_picture.whole(graph),
        most=graph_picture.MOST_NODES,
        edge_labels=content_graph.EDGE_LABELS,
        downloads=downloads,
    )


def define_env(env: Any) -> None:
    """Register the macros; the macros plugin calls this by name.

    Args:
        env: the plugin's environment, which knows the configuration and the page that is being written.
    """
    for name, function in MACROS.items():
        env.macro(_bound(function, name, env), name)


def _bound(function: Callable[..., str], name: str, env: Any) -> Callable[..., str]:
    """Return a macro as chapters call it, on the page that is being written."""

    def call(*arguments: Any, **named: Any) -> str:
        content = content_of(env.conf)
        path = getattr(env.page, "path", None) or env.page.file.src_uri  # Zensical's name, and MkDocs'
        chapter = chapter_of(PurePosixPath(path), content)
        if chapter is None:
            raise ValueError(f"docs/{path} is no chapter")
        printed = function(Page(content, chapter), *arguments, **named)
        return printed if name in _INLINE_OR_OWN else f"<!--macro:{name}-->\n\n{printed}\n\n<!--/macro:{name}-->"

    return call


def _exactly(amount: float, unit: str) -> str:
    return display.show(amount, unit, exact=True)


def _estimate(page: Page) -> Estimate:
    if page.chapter.estimate is None:
        raise ValueError(f"docs/{page.chapter.path} has no estimate beside it")
    return page.chapter.estimate


def _rubric(page: Page) -> Rubric:
    if page.content.rubric is None:
        raise ValueError("there is no docs/practice/rubric.yml")
    return page.content.rubric


def _entry(page: Page, macro_name: str, name: str) -> Any:
    entries = PICTURES[macro_name](_estimate(page))
    if name not in entries:
        raise ValueError(f"the estimate of docs/{page.chapter.path} has nothing named '{name}' for {macro_name}")
    return entries[name]


def _picture(page: Page, kind: str, entry: Plot | Bars, svg: str) -> str:
    return page.fill(
        "picture.html", key=f"{kind}:{entry.name}", svg=svg, title=entry.title.rstrip("."), said=entry.description
    )


@dataclass(frozen=True)
class _Example:
    """A task of the drill worked out, with the results on the way to its answer, which stands last."""

    chapter: Chapter
    story: str
    question: str
    results: tuple[tuple[Result, str], ...]


def _example(chapter: Chapter, task: Task) -> _Example:
    if chapter.estimate is None:
        raise ValueError(f"docs/{chapter.path} has no estimate beside it")
    needed = chapter.estimate.needs[task.answer]
    results = [result for result in chapter.estimate.results if result.name in needed]
    worked = tuple((result, chapter.estimate.display(result.name)) for result in results)
    return _Example(chapter, task.tell(chapter.estimate), task.question, worked)


def _answer(page: Page, text: str) -> str:
    """Return the Markdown of an answer with its own macros expanded."""
    return chapter_macros.expand(text, {name: functools.partial(function, page) for name, function in MACROS.items()})


@functools.lru_cache(maxsize=1)
def _neighborhoods(graph: Graph) -> Neighborhoods:
    return Neighborhoods(graph)


@functools.cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _initial(source: Source) -> str:
    first = sorting_name(source)[0][:1].upper()
    return first if first.isalpha() else "#"
