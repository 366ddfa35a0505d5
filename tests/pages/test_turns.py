"""Turns of an interview say who speaks and when, and keep the interviewer's notes beside them."""

from __future__ import annotations

import markdown
from selectolax.lexbor import LexborHTMLParser

TEXT = """/// interviewer | 0:00

Design it.

//// graded | What this showed

He asked first.

////

///

/// wrong | 12:30

Nothing.

///
"""


def page() -> LexborHTMLParser:
    extensions = ["pymdownx.blocks.admonition", "pymdownx.blocks.details", "scripts.pages.turns"]
    types = ["interviewer", "candidate", "wrong", "repair"]
    settings = {"pymdownx.blocks.admonition": {"types": types}, "pymdownx.blocks.details": {"types": ["graded"]}}
    return LexborHTMLParser(markdown.markdown(TEXT, extensions=extensions, extension_configs=settings))


def test_a_turn_says_who_speaks_and_when() -> None:
    first, second = page().css(".pc-turn")
    assert [node.text() for node in first.css(".pc-turn__who > *")] == ["Interviewer", "0:00"]
    assert [node.text() for node in second.css(".pc-turn__who > *")] == ["Candidate", "12:30", "a wrong turn"]
    when = second.css_first("time")
    assert when
    assert when.attributes["datetime"] == "PT12M30S"


def test_a_note_stands_beside_what_is_said_and_can_be_found_again() -> None:
    turn = page().css(".pc-turn")[0]
    said, note = turn.css_first(".pc-turn__said"), turn.css_first("details")
    assert said
    assert note
    assert said.text(strip=True) == "Design it."
    assert note.attributes["id"] == "note-1"
    assert note.css_first("summary").text() == "What this showed"  # type: ignore[union-attr]
