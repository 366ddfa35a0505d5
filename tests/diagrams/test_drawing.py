"""What Mermaid and the flattener make of sources: drawn as they are meant, or refused with the reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.diagrams.render import DrawingError, refusal, rendering
from scripts.diagrams.snapshots import Drawn

ABOUT = "\n  accTitle: T\n  accDescr: D\n"
SOURCES = {
    "labels": f'flowchart TD{ABOUT}n1["a<b"] -->|"x | y"| n2["#quot;q#quot; #9829;"]\nn2 --> n3["x < y => z"]',
    "ids": f"flowchart TD{ABOUT}o[Root]\no --> p\no --> k\nx --- o",
    "ends": f"flowchart LR{ABOUT}a <--> b\nb --- c\nc -.-> d",
    "sequence": (
        f"sequenceDiagram{ABOUT}A->>+B: a<b #35;1\nB-->>-A: end\nA<<->>B: both\nA->B: plain\n"
        "loop many times\nA->>A: #quot;self#quot;\nend\nNote over A: note"
    ),
    "state": (
        f"stateDiagram-v2{ABOUT}[*] --> A: a > b\nstate f <<fork>>\nA --> f\nf --> B\nf --> C\nnote right of A: note\n"
        "state X {\nD --> [*]: #quot;in#quot;\n}"
    ),
    "circle": f"flowchart TD{ABOUT}a --o b",
    "swallowed": f"sequenceDiagram{ABOUT}box Purple team\nparticipant A\nend\nA->>B: x",
    "entity": f"erDiagram{ABOUT}A ||--o{{ B : has",
    "syntax": f"flowchart TD{ABOUT}a --> --> b",
}


@pytest.fixture(scope="module")
def drawings() -> dict[str, str]:
    """Return the SVG of each source, or why it was refused, drawn in one browser."""

    def draw() -> dict[str, str]:
        made = {}
        with rendering() as renderer:
            for name, source in SOURCES.items():
                try:
                    made[name] = renderer.draw(source)["wide"]
                except DrawingError as error:
                    made[name] = str(error)
        return made

    # Playwright's synchronous interface allows one instance a thread, and other tests have one in theirs.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(draw).result()


def texts(svg: str) -> list[str]:
    return [text.text() for text in LexborHTMLParser(svg).css("text")]


def count(svg: str, selector: str) -> int:
    return len(LexborHTMLParser(svg).css(selector))


def test_the_words_of_a_flowchart_are_drawn_as_they_are_meant(drawings: dict[str, str]) -> None:
    assert texts(drawings["labels"]) == ["x | y", "a<b", '"q" ♥', "x < y => z"]


def test_o_and_x_are_nodes_like_others(drawings: dict[str, str]) -> None:
    assert sorted(texts(drawings["ids"])) == ["Root", "k", "p", "x"]
    assert count(drawings["ids"], ".e") == 3
    assert count(drawings["ids"], ".a") == 2


def test_each_end_of_an_arrow_has_the_head_that_it_was_given(drawings: dict[str, str]) -> None:
    assert count(drawings["ends"], ".a") == 3
    assert count(drawings["ends"], ".e.d") == 1


def test_a_sequence_has_its_words_heads_activation_frame_and_note(drawings: dict[str, str]) -> None:
    svg = drawings["sequence"]
    drawn = " ".join(texts(svg))
    assert "a<b #1" in drawn
    assert '"self"' in drawn
    assert "loop [many times]" in drawn
    assert count(svg, ".a") == 5
    assert count(svg, ".v") == 1
    assert count(svg, ".o") == 1
    assert count(svg, ".c") == 1
    assert count(svg, ".l") == 2


def test_a_state_diagram_has_its_words_bars_starts_frames_and_notes(drawings: dict[str, str]) -> None:
    svg = drawings["state"]
    assert sorted(texts(svg)) == ['"in"', "A", "B", "C", "D", "X", "a > b", "note"]
    assert count(svg, ".o") >= 1
    assert count(svg, ".c") >= 1
    assert count(svg, ".a") == 5
    assert count(svg, "circle.s") == 1
    assert count(svg, "path.s") >= 1, "the bar of a fork is filled"


def test_what_would_be_drawn_otherwise_is_refused(drawings: dict[str, str]) -> None:
    assert 'no form for the arrowhead "diagram_flowchart-v2-circleEnd"' in drawings["circle"]
    assert drawings["swallowed"] == "the drawing lacks the words 'Purple team'."
    assert not drawings["entity"].startswith("<svg")


def test_mermaids_own_message_gets_the_line_of_the_file(drawings: dict[str, str]) -> None:
    sentence = refusal(Drawn("docs/x.md", 10, "", ""), drawings["syntax"])
    assert sentence.startswith("docs/x.md:14: Mermaid cannot draw this: Parse error on line 4")
