"""What must hold of an interview: a clock that runs, all steps, notes, one wrong turn and its repair."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.document import Turn
from scripts.content.problems import Findings
from scripts.content.rules.places import file_of
from scripts.content.steps import SLUGS

MINUTES = 45
"""How long an interview is at most."""
MIN_NOTED = 8
"""Turns at least that have a note of the interviewer."""
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


def check_interview(chapter: Chapter, cases: Collection[str], findings: Findings) -> None:
    """Check the transcript of an interview; other chapters have none.

    Args:
        chapter: any chapter.
        cases: ids of all cases, those included that could not be read.
        findings: where problems are noted.
    """
    path, turns = file_of(chapter), chapter.document.turns
    if chapter.fields.kind != "interview":
        for turn in turns:
            message = f"a turn of '{turn.speaker}' in {chapter.kind.one}; expected it in an interview."
            findings.add(path, turn.line, message)
        return
    if chapter.parent not in cases:
        findings.add(path, 1, f"there is no case '{chapter.parent}', in whose folder an interview stands.")
    for line in chapter.document.stray_notes:
        findings.add(path, line, "a note outside of a turn; expected it within the turn that it is about.")
    _check_clock(turns, path, findings)
    _check_steps(chapter, path, findings)
    _check_repair(turns, path, findings)
    noted = sum(turn.notes > 0 for turn in turns)
    if noted < MIN_NOTED:
        findings.add(path, 0, f"{noted} turns with a note of the interviewer; expected at least {MIN_NOTED}.")


def seconds(clock: str) -> int | None:
    """Return the seconds since the beginning that a clock such as '12:30' shows; None for what is no clock."""
    found = _CLOCK.fullmatch(clock)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _check_clock(turns: tuple[Turn, ...], path: Path, findings: Findings) -> None:
    before = 0
    for index, turn in enumerate(turns):
        now = seconds(turn.clock)
        if now is None:
            message = f"the clock of '{turn.speaker}' is '{turn.clock}'; expected minutes and seconds, such as '12:30'."
            findings.add(path, turn.line, message)
            continue
        if index == 0 and now:
            findings.add(path, turn.line, f"the clock begins at {turn.clock}; expected 0:00.")
        if now < before:
            shown = f"{before // 60}:{before % 60:02}"
            findings.add(path, turn.line, f"the clock runs backwards, from {shown} to {turn.clock}.")
        if now > MINUTES * 60:
            findings.add(path, turn.line, f"the clock shows {turn.clock}; an interview ends by {MINUTES}:00.")
        before = max(before, now)


def _check_steps(chapter: Chapter, path: Path, findings: Findings) -> None:
    """Every step that has its heading is talked about."""
    headings = {heading.anchor: heading.line for heading in chapter.document.headings}
    for slug in SLUGS:
        speakers = {turn.speaker for turn in chapter.document.turns if turn.section == slug}
        if slug in headings and not speakers - {"interviewer"}:
            findings.add(path, headings[slug], f"the candidate says nothing in step '{slug}'.")


def _check_repair(turns: tuple[Turn, ...], path: Path, findings: Findings) -> None:
    wrong = [turn for turn in turns if turn.speaker == "wrong"]
    repairs = [turn for turn in turns if turn.speaker == "repair"]
    for name, found in (("wrong", wrong), ("repair", repairs)):
        if not found:
            findings.add(path, 0, f"no turn '{name}'; an interview has one wrong turn of the candidate and its repair.")
        for extra in found[1:]:
            findings.add(path, extra.line, f"a second turn '{name}'; expected one, so that it is remembered.")
    if wrong and repairs and turns.index(repairs[0]) < turns.index(wrong[0]):
        findings.add(path, repairs[0].line, "the repair stands before what it repairs.")
