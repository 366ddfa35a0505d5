"""The kinds of chapters. A new kind is one entry here; everything that asks about kinds asks this list.

Also what follow-ups are sorted by, and the ids that generated parts of a page take.
"""

from __future__ import annotations

from dataclasses import dataclass

from scripts.content.steps import SAY_FIRST, SLUGS

LEVELS = ("mid", "senior", "staff")
"""Levels of a follow-up, as blocks of Markdown and as interviewers name them."""
TIER_LABELS = {"asked": "often asked", "tricky": "tricky", "often-wrong": "often answered wrong"}
"""How often and how well a follow-up is answered, with the words on the page."""
TIERS = tuple(TIER_LABELS)
MIN_QUESTIONS = 14
"""Follow-ups of a case at least."""

FIRST_PASS = "first-pass"  # noqa: S105 - no secret
"""Id of the section for one evening, with which a case opens."""
QUESTIONS, ESTIMATE, PRACTICE = "questions.yml", "estimate.yml", "practice.yml"
COMPANIONS = (QUESTIONS, ESTIMATE, PRACTICE)
"""What may stand beside a chapter's text."""

OVERVIEW = "page"
"""The kind of pages that list or explain others and are no chapters themselves."""
GENERATED_ANCHORS = ("decisions", "sources", "related", "referred-by", "neighborhood")
"""Ids of sections that `chapter_end()` prints."""


@dataclass(frozen=True)
class Kind:
    """One kind of chapter.

    Args:
        name: as front matter says it.
        label: one such chapter, as readers see it.
        plural: several of them, as a heading.
        icon: path data of its sign, 24 by 24 units.
        column: its column in the picture of the graph, from 0 at the left.
        folder: the folder of docs/ that holds its chapters; empty where they stand anywhere.
        sections: ids of the sections it must have, in this order.
        macros: the generated parts it must call.
        words: how long its text is at least and at most, without follow-ups; None where it is free.
        shows_difficulty: whether readers are told how hard it is.
        min_diagrams, min_sources: how many it has at least.
        related: how many related chapters it names at least and at most; None where it is free.
        companions: files that must stand beside it.
        decides: whether it states a decision for each step.
        teaches: whether it is held to what makes a chapter teach, as `rules/teaching.py` says.
        belongs_to: the kind of the chapter in whose folder it stands and whose figures it quotes; empty for none.
    """

    name: str
    label: str
    plural: str
    icon: str
    column: int
    folder: str = ""
    sections: tuple[str, ...] = ()
    macros: tuple[str, ...] = ()
    words: tuple[int, int] | None = None
    shows_difficulty: bool = True
    min_diagrams: int = 0
    min_sources: int = 0
    related: tuple[int, int] | None = None
    companions: tuple[str, ...] = ()
    decides: bool = False
    teaches: bool = False
    belongs_to: str = ""

    @property
    def one(self) -> str:
        """One of it, as a sentence names it."""
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"

    @property
    def is_chapter(self) -> bool:
        """Whether it is one of the book's chapters, which have sections of their own, and no overview."""
        return bool(self.sections) and not self.belongs_to


_BOOK = Kind(
    name="book",
    label="The book",
    plural="The book and the way in",
    icon="M5 3h11a3 3 0 0 1 3 3v15H7a2 2 0 0 1-2-2zm2 2v12h10V6a1 1 0 0 0-1-1z",
    column=0,
    sections=(
        "value",
        "editions",
        "why",
        "additions",
        "traps",
        "steps",
        "tasks",
        "train",
        "call-out",
        "strengths",
        "caveats",
        "takeaway",
        "find",
    ),
    macros=("chapter_start", "chapter_end"),
    min_diagrams=1,
    related=(3, 6),
)
_STEP = Kind(
    name="step",
    label="Step",
    plural="Steps",
    icon="M3 21v-5h5v-5h5V6h5V3h3v6h-5v5h-5v5H6v2z",
    column=1,
    folder="framework",
    sections=(
        "settles",
        SAY_FIRST,
        "questions",
        "decide",
        "numbers",
        "worked-fragment",
        "levels",
        "traps",
        "checklist",
        "cases",
    ),
    macros=("chapter_start", "step_decisions", "chapter_end"),
    words=(1800, 2800),
    min_diagrams=1,
    related=(3, 6),
    teaches=True,
)
_CASE = Kind(
    name="case",
    label="Case",
    plural="Cases",
    icon="M9 3h6a2 2 0 0 1 2 2v2h4v13H3V7h4V5a2 2 0 0 1 2-2zm0 4h6V5H9z",
    column=2,
    folder="cases",
    sections=(
        FIRST_PASS,
        "prompt",
        *SLUGS,
        "numbers",
        "what-breaks-first",
        "levels",
        "follow-ups",
        "common-mistakes",
        "since-the-book",
    ),
    macros=("chapter_start", "estimate", "questions", "chapter_end"),
    words=(3500, 5000),
    min_diagrams=4,
    min_sources=10,
    related=(3, 6),
    companions=COMPANIONS,
    decides=True,
    teaches=True,
)
_INTERVIEW = Kind(
    name="interview",
    label="Interview",
    plural="Interviews",
    icon="M4 3h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-5 4zm15 5h1a2 2 0 0 1 2 2v12l-4-4h-7a2 2 0 0 1-2-2h7a3 3 0 0 0 3-3z",
    column=2,
    folder="cases",
    sections=SLUGS,
    macros=("chapter_start", "chapter_end"),
    words=(1800, 2500),
    belongs_to="case",
)
_CONCEPT = Kind(
    name="concept",
    label="Concept",
    plural="Concepts",
    icon="M12 2l9 5v10l-9 5-9-5V7zm0 2.3L5 8.2v7.6l7 3.9 7-3.9V8.2z",
    column=3,
    folder="concepts",
    sections=(
        "question",
        "idea",
        "mechanism",
        "formulas",
        "options",
        "failure-modes",
        "when-not",
        "code",
        "scenario",
        "in-the-cases",
        "questions",
    ),
    macros=("chapter_start", "used_by", "chapter_end"),
    words=(1800, 3000),
    min_diagrams=1,
    related=(3, 6),
    teaches=True,
)
_ESTIMATE = Kind(
    name="estimate",
    label="Estimate",
    plural="Estimates",
    icon="M5 2h14v20H5zm2 2v4h10V4zm0 6v3h3v-3zm5 0v3h5v-3zm-5 5v4h3v-4zm5 0v4h5v-4z",
    column=0,
    folder="practice/estimates",
    sections=("when", "say", "numbers", "decides", "trap", "used"),
    macros=("chapter_start", "estimate", "chapter_end"),
    words=(250, 450),
    related=(2, 4),
    companions=(ESTIMATE,),
)
_PRACTICE = Kind(
    name="practice",
    label="Practice",
    plural="Practice",
    icon="M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1 4v7l5 3 1-1.7-4-2.3V6z",
    column=0,
)
_PAGE = Kind(
    name=OVERVIEW,
    label="Overview",
    plural="Overviews",
    icon="M4 4h7v7H4zm9 0h7v7h-7zM4 13h7v7H4zm9 0h7v7h-7z",
    column=0,
)

KINDS = {kind.name: kind for kind in (_BOOK, _STEP, _CASE, _INTERVIEW, _CONCEPT, _ESTIMATE, _PRACTICE, _PAGE)}
"""All kinds by name, in the order in which lists show them."""
COLUMNS = ("The way in, and practice", "The seven steps", "The cases", "The concepts")
"""Titles of the columns of the graph's picture."""
