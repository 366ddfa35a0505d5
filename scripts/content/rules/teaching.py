"""What makes a chapter teach: figures with room, and what its kind needs besides.

A case has a first pass, a contract, a plot and an interview to listen to; a concept has a box that says when it is
asked, an idea in plain words, a program, a plot and a scenario.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path

from scripts.content.chapters.chapter import GAP, Chapter, companion
from scripts.content.chapters.document import Heading
from scripts.content.files import text as text_files
from scripts.content.kinds import ESTIMATE, FIRST_PASS
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import file_of, line_of
from scripts.content.rules.text import UNDERLINE

CONTRACT = "contract"
"""Id of the fold with what the parts of the system say to each other."""
FAULTS = "what-breaks-first"
FIRST_PASS_WORDS = (700, 1000)
PICTURES = frozenset({"plot", "bar", "tornado"})
"""Macros that draw."""
MAX_FIGURES = 5
"""Figures of a paragraph at most; more belong into a table, the estimate or a derivation in steps."""
MAX_FIGURES_IN_100_WORDS = 4.5
_NAMED = r"(?:Llama|GPT|Claude|Gemini|[Ss]ections?|[Ss]teps?|Art\.|[Aa]rticle|[Vv]ersion|Regulation|Table|Figure)\s"
_FIGURE = re.compile(r"(?<![\w.,-])[$€£]?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def check_teaching(chapter: Chapter, belonging: Collection[str], root: Path, findings: Findings) -> None:
    """Check a chapter that has been written to be read once.

    Args:
        chapter: any chapter; cases, steps and concepts are looked at.
        belonging: ids of the chapters that stand in its folder.
        root: the folder of mkdocs.yml, in whose files the line of a paragraph is looked for.
        findings: where problems are noted.
    """
    path = file_of(chapter)
    if chapter.kind.teaches:
        _check_density(chapter, path, root, findings)
        if chapter.fields.kind == "case":
            _check_case(chapter, belonging, path, findings)
            _check_faults(chapter, path, root, findings)
        if chapter.fields.kind == "concept":
            _check_concept(chapter, path, findings)


def _check_case(chapter: Chapter, belonging: Collection[str], path: Path, findings: Findings) -> None:
    _check_first_pass(chapter, path, findings)
    if not any(found.name == CONTRACT for found in chapter.document.ids):
        findings.add(path, 0, f"no fold with the id '{CONTRACT}'; a case shows request, response, event and tables.")
    if chapter.estimate and not chapter.estimate.plots:
        findings.add(path, 0, "no plot in its estimate; a case shows how its result follows what decides.")
    if f"{chapter.id}/interview" not in belonging:
        findings.add(path, 0, "no interview.md beside it; a case is heard whole once.")


def _check_faults(chapter: Chapter, path: Path, root: Path, findings: Findings) -> None:
    """What breaks first ends in a table of faults; a skeleton is told of its gap alone."""
    heading = next((found for found in chapter.document.headings if found.anchor == FAULTS), None)
    if heading is None or GAP in chapter.document.below(FAULTS):
        return
    lines = (text_files.read(root / path, path, findings) or "").split("\n")
    if not any(UNDERLINE.match(line) for line in lines[heading.line : _end(chapter, heading) - 1]):
        message = f"no table in '{FAULTS}'; expected faults with what the user sees, the signal and the mitigation."
        findings.add(path, heading.line, message)


def _check_concept(chapter: Chapter, path: Path, findings: Findings) -> None:
    asked = chapter.fields.asked
    if asked is None:
        findings.add(path, 1, "no box that says when it is asked; expected 'asked' with 'when', 'who' and 'skip'.")
    anchors = [heading.anchor for heading in chapter.document.headings if heading.level > 1]
    for number, anchor in enumerate(asked.skip if asked else ()):
        if anchor not in anchors:
            line = chapter.header.lines.get(("asked", "skip", number), 1)
            message = f"a first reading may skip '{anchor}', which is no section of it."
            findings.add(path, line, message, nearest=nearest(anchor, anchors))
    called = {call.name for call in chapter.document.macros}
    if "program" not in called:
        findings.add(path, 0, "no program; expected a line '{{ program(\"…\") }}' in the section 'code'.")
    if not chapter.estimate or not chapter.estimate.plots:
        beside = companion(chapter.path, ESTIMATE).name
        findings.add(path, 0, f"no plot; expected {beside} beside it with one, and a line '{{{{ plot(\"…\") }}}}'.")


def figures(text: str) -> list[str]:
    """Return the figures of a text: its numbers without years, names of products and numbers of sections."""
    found = []
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        number = match.group().rstrip(",")
        if not re.search(_NAMED + "$", before) and not _YEAR.fullmatch(number):
            found.append(number)
    return found


def density(paragraphs: Collection[str]) -> float:
    """Return the figures in 100 words of prose."""
    words = sum(len(text.split()) for text in paragraphs)
    return 100 * sum(len(figures(text)) for text in paragraphs) / words if words else 0.0


def _check_first_pass(chapter: Chapter, path: Path, findings: Findings) -> None:
    headings = [heading for heading in chapter.document.headings if heading.level > 1]
    if not any(heading.anchor == FIRST_PASS for heading in headings):
        return  # told with the other sections that are missing
    if headings[0].anchor != FIRST_PASS:
        message = f"the first section is no '{FIRST_PASS}'; a case can be read in ten minutes first."
        findings.add(path, headings[0].line, message)
        return
    text = chapter.document.below(FIRST_PASS)
    words = len(text.split())
    low, high = FIRST_PASS_WORDS
    if not low <= words <= high and GAP not in text:
        findings.add(path, headings[0].line, f"{words:,} words in '{FIRST_PASS}'; expected {low:,} to {high:,}.")
    end = _end(chapter, headings[0])
    drawn = [fence.line for fence in chapter.document.fences if fence.language == "mermaid"]
    plotted = [call.line for call in chapter.document.macros if call.name in PICTURES]
    if not any(headings[0].line < line < end for line in drawn + plotted):
        message = f"no picture in '{FIRST_PASS}'; expected a diagram of at most six boxes there, or a plot."
        findings.add(path, headings[0].line, message)


def _end(chapter: Chapter, heading: Heading) -> int:
    """Return the line of the heading that ends a section; beyond the file for the last one."""
    after = (found for found in chapter.document.headings if found.line > heading.line)
    return next((found.line for found in after if found.level <= heading.level), sys.maxsize)


def _check_density(chapter: Chapter, path: Path, root: Path, findings: Findings) -> None:
    for paragraph in chapter.document.paragraphs:
        found = figures(paragraph)
        if len(found) > MAX_FIGURES:
            message = f"{len(found)} figures in a paragraph, {', '.join(found)}; expected at most {MAX_FIGURES}."
            findings.add(path, line_of(paragraph, root / path), message)
    on_the_whole = density(chapter.document.paragraphs)
    if on_the_whole > MAX_FIGURES_IN_100_WORDS:
        message = f"{on_the_whole:.1f} figures in 100 words of prose; expected at most {MAX_FIGURES_IN_100_WORDS}."
        findings.add(path, 0, message)
