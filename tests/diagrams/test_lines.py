"""Lines that a diagram of the house has no use for: each is one sentence with its line and what was expected."""

from __future__ import annotations

import pytest

from scripts.content.chapters import diagrams
from scripts.content.mermaid.labels import for_mermaid

ABOUT = "\n  accTitle: T\n  accDescr: D\n"


def found(source: str) -> list[str]:
    return [f"{line}: {message}" for line, message, _ in diagrams.complaints(source)]


@pytest.mark.parametrize(
    ("first", "body", "line", "text", "expected"),
    [
        ("flowchart", "a --> b", 1, "flowchart", "'flowchart TD' or 'flowchart LR' on a line of its own"),
        ("graph TD; a --> b", "", 1, "graph TD; a --> b", "'graph TD' or 'graph LR' on a line of its own"),
        ("sequenceDiagram A", "A->>B: x", 1, "sequenceDiagram A", "'sequenceDiagram' on a line of its own"),
        ("flowchart TD", "a --> b\nend", 5, "end", "a 'subgraph' above it"),
        (
            "flowchart TD",
            "subgraph S1 [Title]\ndirection XY\na --> b\nend",
            5,
            "direction XY",
            "'direction TB' or 'direction LR'",
        ),
        ("flowchart TD", "subgraph end\na --> b\nend", 4, "subgraph end", "'subgraph S1 [\"Title\"]'"),
        ("flowchart TD", "a --> b\nclass a", 5, "class a", "'class a,b core'"),
        ("sequenceDiagram", "A->>B: x\nend", 5, "end", "a frame such as 'loop' above it"),
        ("sequenceDiagram", "A->>B: x\nelse no", 5, "else no", "it inside of 'alt' … 'end'"),
        ("sequenceDiagram", "alt yes\nA->>B: x\nelse\nend", 6, "else", "a few words after 'else'"),
        (
            "sequenceDiagram",
            "A->>B: x\nnote beside A: y",
            5,
            "note beside A: y",
            "'Note over A,B: words' or 'Note left of A: words'",
        ),
        ("sequenceDiagram", "A->>B: x\nactivate", 5, "activate", "'activate A'"),
        ("stateDiagram-v2", "A --> B\ndirection XY", 5, "direction XY", "'direction TB' or 'direction LR'"),
        ("stateDiagram-v2", "A --> B\n}", 5, "}", "a 'state A {' above it"),
        ("stateDiagram-v2", "A => B", 4, "A => B", "a transition such as 'A --> B: words', a state or a note"),
    ],
)
def test_a_line_that_is_not_understood_is_told_with_what_was_expected(
    first: str, body: str, line: int, text: str, expected: str
) -> None:
    problem = f"{line}: '{text}' in a diagram is not understood; expected {expected}."
    assert problem in found(f"{first}{ABOUT}{body}\n")


@pytest.mark.parametrize(
    "source",
    [
        f"flowchart LR{ABOUT}subgraph S1 [Title]\ndirection TB\na --> b\nend\nclass a,b core",
        f"graph TD{ABOUT}a --> b\n",
        f"sequenceDiagram{ABOUT}alt yes\nA->>B: x\nelse no\nA->>B: y\nend\nNote over A,B: z\nactivate A\ndeactivate A",
        f"stateDiagram-v2{ABOUT}direction LR\nstate X {{\nA --> B: go\n}}\nA: first\nC:::core\nD\nnote right of A: y",
    ],
)
def test_what_is_understood_passes(source: str) -> None:
    assert found(source) == []


def test_a_description_of_several_lines_is_one_problem_and_ends_with_its_brace() -> None:
    source = "flowchart TD\naccTitle: T\naccDescr {\n  more => words\n}\na => b\n"
    assert [problem.partition(":")[0] for problem in found(source)] == ["1", "3", "6"]
    assert "expected 'accDescr: …' on one line" in found(source)[1]
    assert [problem.partition(":")[0] for problem in found("flowchart TD\naccTitle: T\naccDescr { D }\na => b\n")] == [
        "1",
        "3",
        "4",
    ]


def test_a_note_of_several_lines_is_one_problem_and_what_stands_in_it_none() -> None:
    assert found(f"stateDiagram-v2{ABOUT}A --> B\nnote left of A\n  anything => {{ at all\nend note\nB --> C") == [
        "5: 'note left of A' in a diagram is not understood; expected 'note right of A: words' on one line."
    ]


@pytest.mark.parametrize(("nodes", "problems"), [(16, []), (17, ["1: diagram has 17 nodes; expected at most 16."])])
def test_a_diagram_has_at_most_sixteen_nodes(nodes: int, problems: list[str]) -> None:
    names = "\n".join(f"n{number}" for number in range(nodes))
    assert found(f"flowchart TD{ABOUT}{names}") == problems


def test_title_and_description_are_asked_for_each() -> None:
    assert found("flowchart TD\naccDescr: D\na --> b") == ["1: diagram has no title; expected a line 'accTitle: …'."]
    assert found("flowchart TD\naccTitle: T\na --> b") == [
        "1: diagram has no description; expected a line 'accDescr: …'."
    ]


def test_a_reader_of_words_gets_title_description_and_labels() -> None:
    assert diagrams.words('flowchart TD\naccTitle: A title\naccDescr: What it is.\na["First"] --> b[Second] --> c') == (
        "A title What it is. First Second c"
    )


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ('flowchart TD\na["x > y"] --> b', 'flowchart TD\na["x #gt; y"] --> b'),
        ("flowchart TD\na[x<y]", "flowchart TD\na[x#lt;y]"),
        ("flowchart TD\na[#9829; #eacute;]", "flowchart TD\na[♥ é]"),
        ("flowchart TD\na[#quot;x#quot;]", "flowchart TD\na[#quot;x#quot;]"),
        ("sequenceDiagram\nA->>B: #quot;x#quot; > y", 'sequenceDiagram\nA->>B: "x" > y'),
        ("stateDiagram-v2\nA --> B: x > y", "stateDiagram-v2\nA --> B: x #gt; y"),
        ("flowchart TD\na[#10; #99999999999; #nosuch;]", "flowchart TD\na[#10; #99999999999; #nosuch;]"),
    ],
)
def test_what_mermaid_would_drop_is_written_in_its_own_codes(source: str, drawn: str) -> None:
    assert for_mermaid(source) == drawn


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("participant A", ("A",)),
        ("actor A as Someone", ("A",)),
        ("A->>B: x", ("A", "B")),
        ("Note over A,B: x", ("A", "B")),
        ("Note left of A: x", ("A",)),
        ("activate A", ("A",)),
    ],
)
def test_participants_are_known_by_the_line_that_names_them(line: str, names: tuple[str, ...]) -> None:
    assert diagrams.describe(f"sequenceDiagram{ABOUT}{line}\n").nodes == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A --> B", ("A", "B")),
        ("[*] --> A", ("A",)),
        ("A: What it is", ("A",)),
        ("A:::core", ("A",)),
        ("A", ("A",)),
    ],
)
def test_states_are_known_by_the_line_that_names_them(line: str, names: tuple[str, ...]) -> None:
    assert diagrams.describe(f"stateDiagram-v2{ABOUT}{line}\n").nodes == names


@pytest.mark.parametrize(
    ("arrow", "heads"), [("->>", 1), ("-->>", 1), ("->", 0), ("-->", 0), ("<<->>", 2), ("<<-->>", 2)]
)
def test_a_message_has_the_heads_of_its_arrow(arrow: str, heads: int) -> None:
    [edge] = diagrams.read(f"sequenceDiagram{ABOUT}A{arrow}B: x\n").edges
    assert (edge.start, edge.end, edge.heads) == ("A", "B", heads)


def test_what_a_sequence_shows_is_known_word_for_word() -> None:
    reading = diagrams.read(
        f"sequenceDiagram{ABOUT}box Probabilistic core\nparticipant A as First\nend\n"
        "loop until done\nA->>B: says #lt;b#gt;\nend\nNote over A: thinks\n"
    )
    assert reading.nodes == {"A": "First", "B": "B"}
    assert reading.texts == ["Probabilistic core", "loop", "[until done]", "says <b>", "thinks"]


@pytest.mark.parametrize(("length", "quoted"), [(40, "=" * 40), (41, "=" * 39 + "…")])
def test_a_long_line_is_cut_to_forty_signs(length: int, quoted: str) -> None:
    [problem] = found(f"stateDiagram-v2{ABOUT}{'=' * length}\n")
    assert problem.startswith(f"4: '{quoted}' in a diagram is not understood; ")
