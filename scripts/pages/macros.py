"""The macros that chapters call, such as `{{ chapter_start() }}`. Each asks the content model and fills a template."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2

from scripts.content import steps
from scripts.content.chapters.chapter import Chapter, chapter_id
from scripts.content.data.glossary import headwords
from scripts.content.estimates import estimate
from scripts.content.graph import Node
from scripts.content.model import Content
from scripts.content.sources.bibliography import Source, sorting_name
from scripts.content.steps import STEPS
from scripts.finish import exports
from scripts.pages import current, graph_picture
from scripts.pages.graph_picture import Neighborhoods
from scripts.pages.links import relative_url

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=jinja2.select_autoescape(["html"]),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Macros:
    """The macros of one build.

    Args:
        env: the environment of the macros plugin, which knows the page that is being written.
    """

    def __init__(self, env: Any) -> None:
        self._env = env

    def register(self) -> None:
        """Offer every public method as a macro."""
        for name in (
            "chapter_start",
            "chapter_end",
            "step_decisions",
            "used_by",
            "estimate",
            "value",
            "questions",
            "interview_clock",
            "case_cards",
            "case_comparison",
            "step_cards",
            "card_of",
            "concept_links",
            "matrix",
            "glossary",
            "references",
            "knowledge_graph",
        ):
            self._env.macro(getattr(self, name), name)

    def chapter_start(self) -> str:
        """Print what the chapter is: kind, difficulty, reading time, date; for a case, the spine of its steps."""
        return self._fill("chapter_start.html")

    def chapter_end(self) -> str:
        """Print the sources the chapter cites, the related chapters and those that refer to it."""
        content, chapter = self._content, self._chapter
        return self._fill(
            "chapter_end.md",
            sources=content.sources_of(chapter.id),
            related=content.related(chapter.id),
            referred_by=content.referred_by(chapter.id),
            neighborhood=self._neighborhoods.of(chapter.id),
        )

    def step_decisions(self) -> str:
        """Print how each case decides this step."""
        return self._fill("step_decisions.html", decisions=self._content.decisions(self._chapter.name))

    def used_by(self) -> str:
        """Print the cases and steps that lead to this concept."""
        users = [c for c in self._content.used_by(self._chapter.id) if c.fields.kind in {"case", "step"}]
        return self._fill("used_by.html", users=users)

    def estimate(self) -> str:
        """Print the chapter's estimate: its results and the assumptions they rest on."""
        return self._fill("estimate.html", estimate=self._chapter.estimate, show=estimate.show)

    def value(self, name: str) -> str:
        """Print one figure of the chapter's estimate with its unit."""
        estimate = self._chapter.estimate
        if estimate is None:
            raise ValueError(f"{self._chapter.path} has no estimate, so no figure '{name}'")
        return estimate.shown(name).replace(" ", "\u00a0")

    def questions(self) -> str:
        """Print the case's follow-ups, folded, by step."""
        by_step = [(step, [q for q in self._chapter.questions if q.step == step.slug]) for step in STEPS]
        return self._fill("questions.md", by_step=by_step)

    def interview_clock(self) -> str:
        """Print the minutes of each step in an interview of 45 and of 60 minutes."""
        return self._fill("interview_clock.html", floating=steps.FLOATING_MINUTES)

    def case_cards(self) -> str:
        """Print the ten cases as cards; those that are written are links."""
        content = self._content
        cards = [
            (number, card, content.chapters.get(f"cases/{card.slug}")) for number, card in enumerate(content.cards, 1)
        ]
        return self._fill("case_cards.html", cards=cards)

    def case_comparison(self) -> str:
        """Print the ten cases side by side."""
        content = self._content
        written = {card.slug: content.chapters.get(f"cases/{card.slug}") for card in content.cards}
        titles = {card.slug: card.title for card in content.cards}
        return self._fill("case_comparison.html", cards=content.cards, written=written, titles=titles)

    def step_cards(self) -> str:
        """Print the seven steps as a spine of links."""
        return self._fill("step_cards.html")

    def card_of(self, chapter: str) -> str:
        """Print one chapter as a link with its description."""
        return self._fill("card.html", target=self._content.chapters[chapter])

    def concept_links(self) -> str:
        """Print the concepts as links, in the order of the navigation."""
        return self._fill("concept_links.html")

    def matrix(self) -> str:
        """Print the cases by the steps, one decision a cell, with controls that need no script."""
        content = self._content
        cards = {card.slug: card for card in content.cards}
        cases = [(case, cards.get(case.name)) for case in content.of_kind("case")]
        media = list(dict.fromkeys(card.makes for _, card in cases if card))
        return self._fill("matrix.html", cases=cases, media=media)

    def glossary(self) -> str:
        """Print the terms by letter, each under its name and under its short form."""
        return self._fill("glossary.md", alphabet=headwords(self._content.terms))

    def references(self) -> str:
        """Print every source by first author, with the chapters that cite it, and the exports."""
        listed = sorted(self._content.sources.values(), key=sorting_name)
        letters = {letter: list(group) for letter, group in groupby(listed, key=_initial)}
        return self._fill("references.md", letters=letters, exports=exports)

    def knowledge_graph(self) -> str:
        """Print the graph of all chapters as a picture with its edges below; above 300 chapters, as lists."""
        graph = self._content.graph
        return self._fill(
            "knowledge_graph.html",
            graph=graph,
            picture=graph_picture.whole(graph),
            most=graph_picture.MOST_NODES,
            exports=exports,
        )

    @cached_property
    def _neighborhoods(self) -> Neighborhoods:
        return Neighborhoods(self._content.graph)

    @property
    def _content(self) -> Content:
        return current.content()

    @property
    def _chapter(self) -> Chapter:
        return self._content.chapters[chapter_id(PurePosixPath(self._env.page.file.src_uri))]

    def _fill(self, template: str, **values: Any) -> str:
        chapter = self._chapter

        def url(target: Chapter | Node, anchor: str = "") -> str:
            return relative_url(chapter.url, target.url) + (f"#{anchor}" if anchor else "")

        def file(name: str) -> str:
            return relative_url(chapter.url, "") + name

        return _TEMPLATES.get_template(template).render(
            chapter=chapter,
            content=self._content,
            steps=STEPS,
            step_of=steps.BY_SLUG.get(chapter.name),
            url=url,
            file=file,
            **values,
        )


def _initial(source: Source) -> str:
    first = sorting_name(source)[0][:1].upper()
    return first if first.isalpha() else "#"


def on_pre_page_macros(env: Any) -> None:
    """Tell the Markdown extensions which page comes; the macros plugin calls this by name."""
    current.enter(chapter_id(PurePosixPath(env.page.file.src_uri)))


def define_env(env: Any) -> None:
    """Register the macros; the macros plugin calls this by name."""
    Macros(env).register()
