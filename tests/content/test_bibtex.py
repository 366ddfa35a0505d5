"""What stands between the entries of a bibliography."""

from __future__ import annotations

import pytest

from scripts.content.sources import bibtex

ENTRY = "@misc{one2020,\n  title = {T}\n}\n"
OTHER = ENTRY.replace("one", "two")


@pytest.mark.parametrize(
    ("text", "line"),
    [(f"stray words\n{ENTRY}", 1), (f"{ENTRY}stray words\n{OTHER}", 4), (f"{ENTRY}stray words\n", 4)],
)
def test_words_outside_of_entries_are_told_wherever_they_stand(text: str, line: int) -> None:
    [fault] = bibtex.parse(text)[1]
    assert fault.line == line
    assert fault.message.startswith("'stray words' stands between two entries and is lost; ")


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        (f"% a comment\n{ENTRY}", ["one2020"], 2),
        (f"{ENTRY}\n% a comment\n\n{OTHER}", ["one2020", "two2020"], 1),
        (f"{ENTRY}% a comment", ["one2020"], 1),
    ],
)
def test_comments_outside_of_entries_pass(text: str, keys: list[str], line: int) -> None:
    entries, faults = bibtex.parse(text)
    assert faults == []
    assert [entry.key for entry in entries] == keys
    assert entries[0].line == line


def test_an_entry_that_never_ends_is_one_fault_whatever_follows() -> None:
    [fault] = bibtex.parse("@misc{one2020,\n  title = {T\n}\nmore\n")[1]
    assert "broken BibTeX in the entry 'one2020' that begins on line 1" in fault.message
