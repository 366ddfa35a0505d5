"""Python-Markdown extension: the turns of an interview, with who speaks and when, and notes beside them.

An author writes a block of one of `SPEAKERS` with the clock as its title, and within it blocks `graded`.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from scripts.content.chapters.document import NOTE, SPEAKERS

NAMES = {"interviewer": "Interviewer", "candidate": "Candidate", "wrong": "Candidate", "repair": "Candidate"}
"""Who speaks in a block, as readers see it."""
MARKS = {"wrong": "a wrong turn", "repair": "the repair"}
"""What stands out among the candidate's turns."""
_AFTER_BLOCKS = 4
"""Blocks are read at a higher priority; what stands in the turns is finished then."""


class Turns(Treeprocessor):
    """Gives each turn its speaker and its clock, and each note an id by which it is found open again."""

    def run(self, root: ElementTree.Element) -> None:
        """Change the turns in place."""
        notes = 0
        for turn in list(root.iter("div")):
            speaker = next((name for name in SPEAKERS if name in (turn.get("class") or "").split()), "")
            if not speaker:
                continue
            _dress(turn, speaker)
            for note in turn.iter("details"):
                if NOTE in (note.get("class") or "").split():
                    notes += 1
                    note.attrib.setdefault("id", f"note-{notes}")


def _dress(turn: ElementTree.Element, speaker: str) -> None:
    title = turn.find("p[@class='admonition-title']")
    clock = (title.text or "").strip() if title is not None else ""
    if title is not None:
        turn.remove(title)
    turn.set("class", f"pc-turn pc-turn--{speaker}")
    said = ElementTree.Element("div", {"class": "pc-turn__said"})
    for child in list(turn):
        if child.tag != "details":
            turn.remove(child)
            said.append(child)
    who = ElementTree.Element("p", {"class": "pc-turn__who"})
    name = ElementTree.SubElement(who, "strong")
    name.text, name.tail = NAMES[speaker], " "
    when = ElementTree.SubElement(who, "time", {"datetime": _duration(clock)})
    when.text, when.tail = clock, " "
    if speaker in MARKS:
        ElementTree.SubElement(who, "span", {"class": "pc-turn__mark"}).text = MARKS[speaker]
    turn.insert(0, who)
    turn.insert(1, said)


def _duration(clock: str) -> str:
    """Return a clock such as '12:30' as HTML writes a length of time."""
    found = re.fullmatch(r"(\d+):(\d\d)", clock)
    return f"PT{int(found[1])}M{int(found[2])}S" if found else ""


class TurnsExtension(Extension):
    """Registers the turns."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Add the processor; Python-Markdown calls this."""
        md.treeprocessors.register(Turns(md), "turns", _AFTER_BLOCKS)


def makeExtension(**options: Any) -> TurnsExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return TurnsExtension(**options)
