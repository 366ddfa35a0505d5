"""Wrong changes that were thought of: each one is a mistake that readers or authors would feel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.mutants.change import Change, of_text

_SCRIPTS = "docs/assets/javascripts"


@dataclass(frozen=True)
class Aimed:
    """A wrong change: its name, the file, the text that stands there once, and what stands there instead."""

    name: str
    file: str
    old: str
    new: str


AIMED = (
    # What a chapter must have.
    Aimed("the order of sections is not checked", "scripts/content/rules/chapter.py", "if found != due:", "if False:"),
    Aimed(
        "generated parts need not be called",
        "scripts/content/rules/chapter.py",
        "if macro not in called:",
        "if False:",
    ),
    Aimed(
        "no related chapter is needed",
        "scripts/content/rules/chapter.py",
        "bounds and not bounds[0] <= len(related) <= bounds[1]",
        "bounds and not 0 <= len(related) <= bounds[1]",
    ),
    Aimed(
        "60 related chapters are allowed",
        "scripts/content/rules/chapter.py",
        "bounds and not bounds[0] <= len(related) <= bounds[1]",
        "bounds and not bounds[0] <= len(related) <= 60",
    ),
    Aimed(
        "an answer may have one word",
        "scripts/content/chapters/questions.py",
        "MIN_WORDS, MAX_WORDS = 60, 150",
        "MIN_WORDS, MAX_WORDS = 1, 150",
    ),
    Aimed(
        "an answer may have 1,500 words",
        "scripts/content/chapters/questions.py",
        "MIN_WORDS, MAX_WORDS = 60, 150",
        "MIN_WORDS, MAX_WORDS = 60, 1500",
    ),
    # Figures.
    Aimed(
        "floor rounds up",
        "scripts/content/estimates/functions.py",
        "return whole(value, math.floor)",
        "return whole(value, math.ceil)",
    ),
    Aimed("log2 is log10", "scripts/content/estimates/functions.py", "math.log2(value)", "math.log10(value)"),
    Aimed("a month has 31 days", "scripts/content/estimates/units.txt", "month = 30 * day", "month = 31 * day"),
    # Sources.
    Aimed(
        "three authors are printed as two",
        "scripts/content/sources/bibliography.py",
        "return self._authors(3)",
        "return self._authors(2)",
    ),
    Aimed(
        "an issue's number is dropped",
        "scripts/content/sources/csl.py",
        '"number": fields.get("number", ""),',
        '"number": "",',
    ),
    # Terms.
    Aimed(
        "a term's note leads to the chapter and not to the section",
        "scripts/pages/terms.py",
        "site_link(chapter.url, term.section)",
        "site_link(chapter.url)",
    ),
    Aimed("terms are marked in code", "scripts/pages/terms.py", '"code", "pre", "kbd", ', ""),
    Aimed("terms are marked in headings", "scripts/pages/terms.py", '"h1", "h2", "h3", "h4", "h5", "h6", ', ""),
    # The graph.
    Aimed(
        "no edge says that a concept is used",
        "scripts/content/graph.py",
        'return "uses-concept" if target.kind == "concept" and chapter.fields.kind != "concept" else "cites-in-text"',
        'return "cites-in-text"',
    ),
    Aimed(
        "no edge leads from a step to the framework",
        "scripts/content/graph.py",
        'if chapter.fields.kind == "step" and FRAMEWORK in nodes:',
        "if False:",
    ),
    Aimed(
        "a relation leads the other way round",
        "scripts/content/graph.py",
        "Edge(source=chapter.id, target=relation.to,",
        "Edge(source=relation.to, target=chapter.id,",
    ),
    Aimed(
        "chapters that both name each other are listed twice",
        "scripts/content/model.py",
        " if reference.chapter.id not in named]",
        "]",
    ),
    # Diagrams.
    Aimed(
        "a diagram may style its nodes",
        "scripts/content/mermaid/reading.py",
        'STYLING = ("style", "classDef", ',
        'STYLING = ("classDef", ',
    ),
    Aimed(
        "a diagram may define classes",
        "scripts/content/mermaid/reading.py",
        'STYLING = ("style", "classDef", ',
        'STYLING = ("style", ',
    ),
    Aimed(
        "the nodes of a diagram are not counted",
        "scripts/content/chapters/diagrams.py",
        "if len(reading.nodes) > MAX_NODES:",
        "if False:",
    ),
    Aimed(
        "a cylinder is called a queue",
        "scripts/pages/diagrams.py",
        '"a cylinder is a store"',
        '"a cylinder is a queue"',
    ),
    # What a preview writes anew.
    Aimed(
        "a preview overlooks a new user of a concept",
        "scripts/preview/stale.py",
        "[[other.id for other in content.used_by(chapter.id)]]",
        "[]",
    ),
    Aimed(
        "a preview overlooks a chapter that refers to another",
        "scripts/preview/stale.py",
        "[(reference.chapter.id, reference.why) for reference in content.referred_by(chapter.id)]",
        "[]",
    ),
    Aimed(
        "a preview overlooks an estimate",
        "scripts/preview/stale.py",
        "[estimate.assumptions, estimate.results, estimate.decides, estimate.plots, estimate.bars] if estimate else []",
        "[]",
    ),
    # Publishing.
    Aimed(
        "a hash is one of the name and not of the content",
        "scripts/publish/assets.py",
        "hashlib.sha256(file.read_bytes())",
        "hashlib.sha256(file.name.encode())",
    ),
    Aimed("drawings are not compressed", "scripts/publish/compress.py", '".svg", ', ""),
    Aimed("the sitemap is not compressed", "scripts/publish/compress.py", '".xml", ', ""),
    Aimed("rules of popovers are dropped", "scripts/publish/bundle.js", ', "popover"]', "]"),
    Aimed(
        "pictures that are not there are no dead links",
        "scripts/checks/links.py",
        '"xlink:href", "src", ',
        '"xlink:href", ',
    ),
    # The search.
    Aimed(
        "the index has no headings",
        "scripts/search/index.py",
        '"headings": [headings.get(word, []) for word in vocabulary],',
        '"headings": [[] for word in vocabulary],',
    ),
    Aimed(
        "headings count no more than text",
        f"{_SCRIPTS}/search/engine.js",
        "const HEADING = 3;",
        "const HEADING = 0;",
    ),
    Aimed(
        "the worst fourteen words of a section are kept",
        "scripts/search/index.py",
        "key=lambda word: (-weight[word], word)",
        "key=lambda word: (weight[word], word)",
    ),
    Aimed(
        "nothing is suggested",
        f"{_SCRIPTS}/search/engine.js",
        "hits.length > 0 ? [] : this.#suggest(query)",
        "[]",
    ),
    Aimed(
        "a chapter with one word of many counts as much as one with all",
        f"{_SCRIPTS}/search/engine.js",
        "score: result.score * coverage(result.queryTerms, meant)",
        "score: result.score",
    ),
    # Without a connection.
    Aimed(
        "error pages are kept for when there is no connection",
        "docs/service-worker.js",
        'if (response.status !== 200 || response.type === "opaque"',
        'if (response.type === "opaque"',
    ),
)
"""They come from a review of November 2026, which found that 33 of 34 survived, and from its random ones."""


def changes(root: Path) -> list[Change]:
    """Return all of them, found in the code below a root.

    Raises:
        ChangeError: the code of one has moved on.
    """
    return [of_text(root, one.file, one.old, one.new, one.name) for one in AIMED]
