"""A drawing that says something else than its source is refused, whatever Mermaid did with it."""

from __future__ import annotations

from dataclasses import replace

from scripts.content.chapters.diagrams import read
from scripts.diagrams.agreement import Seen, differences

SOURCE = """flowchart TD
  accTitle: T
  accDescr: D
  a[Two words] -->|a<b| b & c
  b <--> c
"""
SEEN = Seen(
    texts=("a<b", "a<b", "Two", "words", "b", "c"),
    heads=4,
    nodes=("a", "b", "c"),
    edges=(("a", "b"), ("a", "c"), ("b", "c")),
)


def found(seen: Seen, source: str = SOURCE) -> list[str]:
    return list(differences(read(source), seen))


def test_a_drawing_with_every_word_and_arrow_agrees() -> None:
    assert found(SEEN) == []


def test_a_word_that_is_lost_or_changed_is_named() -> None:
    assert found(replace(SEEN, texts=("a", "a<b", "Two", "words", "b", "c"))) == [
        "the drawing has other words than the source: 'a', 'a<b', 'Two', 'words', 'b', 'c'."
    ]
    assert found(replace(SEEN, texts=("a", "a", "Two", "words", "b", "c"))) == ["the drawing lacks the words 'a<b'."]
    assert found(replace(SEEN, texts=("a<b", "a<b", "words", "Two", "b", "c"))) == [
        "the drawing lacks the words 'Two words'."
    ]
    assert found(replace(SEEN, texts=(*SEEN.texts, "extra"))) == [
        "the drawing has other words than the source: 'a<b', 'a<b', 'Two', 'words', 'b', 'c', 'extra'."
    ]


def test_an_arrow_that_mermaid_reads_elsewhere_is_named() -> None:
    assert found(replace(SEEN, edges=(("a", "b"), ("a", "c"), ("c", "b")))) == [
        "the arrow from 'b' to 'c' is not drawn.",
        "Mermaid draws an arrow from 'c' to 'b', which the source does not name.",
    ]
    assert found(replace(SEEN, heads=3)) == ["the drawing has 3 arrowheads; the source has 4."]
    assert found(replace(SEEN, nodes=("a", "b"))) == ["Mermaid does not know 'c', which the source names."]


def test_starts_ends_and_notes_of_a_state_diagram_are_mermaids_own_names() -> None:
    source = "stateDiagram-v2\n  [*] --> x_end\n  x_end --> [*]: go\n  note right of x_end: n\n"
    seen = Seen(
        texts=("go", "x_", "end", "n"),
        heads=2,
        nodes=("root_start", "x_end", "root_end", "x_end----note-3"),
        edges=(("root_start", "x_end"), ("x_end", "root_end"), ("x_end", "x_end----note-3")),
    )
    assert found(seen, source) == []
