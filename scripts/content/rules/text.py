"""What must hold of the Markdown itself: understood whole, macros and diagrams right, nothing said twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.content.chapters import diagrams
from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.illustrations import FOLDER
from scripts.content.estimates.estimate import PICTURES
from scripts.content.files import text as text_files
from scripts.content.maths import rows
from scripts.content.maths.latex import MathError
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import DOCS, documents, file_of, line_of

_WORDS_OF_A_SENTENCE = 10
"""Words from which on a sentence that stands twice is no coincidence."""
UNDERLINE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
"""What stands below the head of a table."""
_TWICE = re.compile(
    r"\S*/(\w+) (?:an?|per|each) \1\b|\b\d[\d,.]*\s(GPUs?|tokens|images|users|queries|requests|ms) \2\b"
)
"""A figure with its unit, and the unit again."""
_ENTRIES = {"plot": "plot", "bar": "bars", "tornado": "decision"}
"""What the macros of pictures name."""


def check_syntax(chapter: Chapter, findings: Findings) -> None:
    """Every fence is closed, every macro is one, and no syntax is left for the reader to see."""
    for path, document in documents(chapter):
        if document.unclosed:
            findings.add(
                path,
                document.unclosed,
                "this fence is not closed; expected a line with the same marks, at the same depth, below it.",
            )
            continue
        for error in document.macro_errors:
            findings.add(path, error.line, error.message, nearest=error.nearest)
        for leftover in document.leftovers:
            findings.add(path, leftover.line, f"'{leftover.text}' is not understood; expected {leftover.expected}.")


def check_tables(chapter: Chapter, root: Path, findings: Findings) -> None:
    """Every column of a table has a name, by which those who do not see it know where they are."""
    path, first = file_of(chapter), chapter.header.body_line
    lines = (text_files.read(root / path, path, findings) or "").split("\n")
    for number, (line, below) in enumerate(itertools.pairwise(lines), 1):
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        if number >= first and UNDERLINE.match(below) and not all(cell.strip() for cell in cells):
            findings.add(path, number, "a column of this table has no name; expected one, such as 'What changes'.")


def check_units(chapter: Chapter, root: Path, findings: Findings) -> None:
    """No unit is said twice, as in '$5/month a month', where a figure brings its own along."""
    for path, document in documents(chapter):
        for text in document.paragraphs:
            for found in _TWICE.finditer(text):
                message = f"'{found.group()}' says its unit twice; the figure brings it along."
                findings.add(path, line_of(text, root / path), message)


def check_figures(chapter: Chapter, findings: Findings) -> None:
    """Every `value("name")` names a figure of the chapter's estimate."""
    if chapter.broken:
        return
    known = chapter.quoted.values if chapter.quoted else {}
    for path, document in documents(chapter):
        for call in document.macros:
            if call.name != "value" or call.arguments[0] in known:
                continue
            name = str(call.arguments[0])
            if chapter.quoted is None:
                findings.add(path, call.line, f"there is no estimate beside this chapter, so no figure '{name}'.")
            else:
                findings.add(path, call.line, f"the estimate has no figure '{name}'.", nearest=nearest(name, known))


def check_pictures(chapter: Chapter, findings: Findings) -> None:
    """Every picture that is placed is an entry of the chapter's estimate, and every plot and bar is placed."""
    if chapter.broken:
        return
    placed: set[tuple[str, str]] = set()
    for path, document in documents(chapter):
        for call in document.macros:
            if call.name not in PICTURES:
                continue
            name = str(call.arguments[0])
            placed.add((call.name, name))
            known = PICTURES[call.name](chapter.estimate) if chapter.estimate else {}
            if chapter.estimate is None:
                findings.add(path, call.line, f"there is no estimate beside this chapter, so no {call.name} '{name}'.")
            elif name not in known:
                message = f"the estimate has no {_ENTRIES[call.name]} '{name}'."
                findings.add(path, call.line, message, nearest=nearest(name, known))
            elif call.name == "tornado" and not any(item.pivot for item in chapter.estimate.assumptions):
                findings.add(path, call.line, f"'{name}' has no pivot to show; expected one with `pivot: true`.")
    if chapter.estimate:
        for macro in ("plot", "bar"):
            for name in PICTURES[macro](chapter.estimate):
                if (macro, name) not in placed:
                    due = f'{{{{ {macro}("{name}") }}}}'
                    findings.add(file_of(chapter), 0, f"{_ENTRIES[macro]} '{name}' stands nowhere; expected {due}.")


def check_illustrations(chapter: Chapter, findings: Findings) -> None:
    """Every picture drawn by hand is placed once, and every one that is placed is drawn."""
    names = [picture.name for picture in chapter.illustrations]
    placed: set[str] = set()
    for path, document in documents(chapter):
        for call in document.macros:
            if call.name != "illustration":
                continue
            name = str(call.arguments[0])
            if name in placed:
                findings.add(path, call.line, f"the picture '{name}' stands here a second time.")
            elif name not in names:
                message = (
                    f"there is no {FOLDER}/{name}.svg beside this chapter; expected one in docs/{chapter.path.parent}/."
                )
                findings.add(path, call.line, message, nearest=nearest(name, names))
            placed.add(name)
    for name in names:
        if name not in placed:
            file = DOCS / chapter.path.parent / FOLDER / f"{name}.svg"
            findings.add(file, 0, f'the chapter does not place it; expected {{{{ illustration("{name}") }}}} in it.')


def check_diagrams(chapter: Chapter, findings: Findings) -> None:
    """The house rules for diagrams."""
    for path, document in documents(chapter):
        for fence in document.fences:
            if fence.language == "mermaid":
                for line, message, hint in diagrams.complaints(fence.source):
                    findings.add(path, fence.line + line, message, nearest=hint)


def check_formulas(chapter: Chapter, findings: Findings) -> None:
    """Every formula is LaTeX that can be set."""
    for path, document in documents(chapter):
        for fence in document.fences:
            if fence.language == "math":
                for fault in rows.faults(fence.source):
                    message = f"the formula '{_shortened(fault.text)}' cannot be set: {fault.message}."
                    findings.add(path, fence.line + 1 + fault.line, message, nearest=fault.hint)
        for formula in document.formulas:
            try:
                rows.inline(formula.source)
            except MathError as error:
                message = f"the formula '{_shortened(formula.source)}' cannot be set: {error}."
                findings.add(path, formula.line, message, nearest=error.hint)


def check_sentences(chapters: Iterable[Chapter], root: Path, findings: Findings) -> None:
    """No two chapters say the same thing in the same words; one says it, the other links.

    Args:
        chapters: all that could be read.
        root: the folder of mkdocs.yml, whose files are looked into for the line of a sentence.
        findings: where problems are noted.
    """
    first: dict[str, tuple[Chapter, Path]] = {}
    for chapter in chapters:
        for sentence, line, path in _sentences(chapter):
            other, place = first.setdefault(sentence, (chapter, path))
            if other is not chapter:
                where = f"{place}:{line_of(sentence, root / place) or 1}"
                findings.add(
                    path,
                    line_of(sentence, root / path) or line,
                    f"this stands word for word in {where} too: '{_shortened(sentence)}'.",
                )


def _sentences(chapter: Chapter) -> Iterator[tuple[str, int, Path]]:
    """Yield each long sentence in small letters without punctuation, with where its section stands."""
    lines = {heading.anchor: heading.line for heading in chapter.document.headings}
    for path, document in documents(chapter):
        texts = [(document.lead, document.first_line)]
        texts += [(section.text, lines.get(section.anchor, 0)) for section in document.sections]
        for text, line in texts:
            for part in re.split(r"(?<=[.:])\s", text):
                words = re.findall(r"\w+", part.lower())
                if len(words) >= _WORDS_OF_A_SENTENCE:
                    yield " ".join(words), line, path


def _shortened(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
