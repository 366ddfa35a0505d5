"""What the house's reader understands in a diagram, and what it refuses, with line and reason."""

# ruff: noqa: E501 - a case is a line: what is written, and what is told of it

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.chapters import diagrams

ABOUT = "  accTitle: T\n  accDescr: D\n"
TYPES = "one of flowchart, graph, sequenceDiagram, stateDiagram-v2"
ARROWS = "one of -->, <-->, ---, -.->, <-.->, -.-, ==>, <==>, ==="


def flow(body: str) -> str:
    return f"flowchart TD\n{ABOUT}{body}"


def sequence(body: str) -> str:
    return f"sequenceDiagram\n{ABOUT}{body}"


def state(body: str) -> str:
    return f"stateDiagram-v2\n{ABOUT}{body}"


def found(source: str) -> list[str]:
    return [f"{line}: {message}" for line, message, _ in diagrams.complaints(source)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", f"1: the diagram is empty; expected {TYPES}."),
        ("%% nothing\n\n", f"1: the diagram is empty; expected {TYPES}."),
        (
            "---\ntitle: x\n---\nflowchart TD\na --> b",
            f"1: '---' is not allowed: diagrams have no settings of their own; expected {TYPES}.",
        ),
        (
            "%%{init: {}}%%\nflowchart TD\na --> b",
            f"1: '%%{{init: {{}}}}%%' is not allowed: diagrams have no settings of their own; expected {TYPES}.",
        ),
        ("erDiagram\nA ||--o{ B : has", f"1: diagram type 'erDiagram' is not allowed; expected {TYPES}."),
        ("classDiagram\nA <|-- B", f"1: diagram type 'classDiagram' is not allowed; expected {TYPES}."),
        ("gantt\ntitle x", f"1: diagram type 'gantt' is not allowed; expected {TYPES}."),
        ("mindmap\n a", f"1: diagram type 'mindmap' is not allowed; expected {TYPES}."),
        ("stateDiagram\nA --> B", f"1: diagram type 'stateDiagram' is not allowed; expected {TYPES}."),
    ],
)
def test_what_is_no_diagram_of_the_house_is_one_problem_and_breaks_nothing(source: str, message: str) -> None:
    assert found(source) == [message]
    assert diagrams.describe(source).nodes == ()
    assert diagrams.words(source) == ""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a --o b", f"4: '--o' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("a --x b", f"4: '--x' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("a x--x b", f"4: 'x--x' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("a ~~~ b", f"4: '~~~' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("e1@--> b", f"4: '@-->' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("a <--- b", f"4: arrow '<---' has its only head at its start; expected {ARROWS}."),
        ("p[x]\no-->p", "5: 'o-->p' begins an arrow with a circle to Mermaid; expected a space after 'o'."),
        ("1x-->p", "4: '1x-->p' begins an arrow with a cross to Mermaid; expected a space after '1x'."),
        ("a -- b--c --> d", "4: '--' in the words of an arrow ends them; expected |words| after the arrow."),
        ("x==>p", "4: 'x==>p' begins an arrow with a cross to Mermaid; expected a space after 'x'."),
        (
            "a---ob",
            f"4: '---o' is an arrow with a circle to Mermaid; expected {ARROWS}, and a space before the name of a node.",
        ),
        ("a -->", "4: 'a -->' in a diagram is not understood; expected a node, named by letters, digits, - and _."),
        ("a b", f"4: 'b' in a diagram is not understood; expected an arrow, {ARROWS}."),
        ("a --> b; c", f"4: ';' in a diagram is not understood; expected an arrow, {ARROWS}."),
        (
            "a -->|x > y| b",
            "4: '|x > y| b' in a diagram is not understood; expected words in double quotes, as in |\"x > y\"|.",
        ),
        ("a --> end", "4: 'end' is a word of Mermaid's and cannot name a node; expected another name."),
        ("Default --> a", "4: 'Default' is a word of Mermaid's and cannot name a node; expected another name."),
        ("a --> end-user", "4: 'end-user' is a word of Mermaid's and cannot name a node; expected another name."),
        ("a[x]\na[y]", "5: 'a' has two labels, 'x' and 'y'; expected one."),
        ("a --> b\nclass c core", "5: class core is given to 'c', which is no node."),
        ("a\nstyle a fill:#f00", "5: 'style' is not allowed: diagrams carry classes, not colours or links."),
        ("a\nclassDef x fill:#f00", "5: 'classDef' is not allowed: diagrams carry classes, not colours or links."),
        ("a\nlinkStyle 0 stroke:red", "5: 'linkStyle' is not allowed: diagrams carry classes, not colours or links."),
        ('a\nclick a "x"', "5: 'click' is not allowed: diagrams carry classes, not colours or links."),
        ("subgraph S\na", "4: 'subgraph' in a diagram is not understood; expected an 'end' below it."),
        ("a\nend", "5: 'end' in a diagram is not understood; expected a 'subgraph' above it."),
        ('a["one\ntwo"] --> b', "4: 'a[\"one' in a diagram is not understood; expected the closing quote on the same line."),
        ("accDescr {\none\n}\na", "4: 'accDescr {' in a diagram is not understood; expected 'accDescr: …' on one line."),
        ("%%{init: {}}%%\na", "4: '%%{init: {}}%%' is not allowed: diagrams have no settings of their own."),
    ],
)  # fmt: skip
def test_a_line_of_a_flowchart_that_is_not_the_houses_is_one_problem(body: str, message: str) -> None:
    assert found(flow(body)) == [message]


@pytest.mark.parametrize(
    "shape", [r"[\x\]", r"[/x\]", r"[\x/]", "[/x]", ">x]", "((x))", "(((x)))", "{{x}}", "(x)", "@{ shape: cyl }", "[a (b)]"]
)  # fmt: skip
def test_a_shape_without_a_meaning_is_refused_with_the_list_of_those_that_have_one(shape: str) -> None:
    assert found(flow(f"a{shape}")) == [
        f"4: shape '{shape}' in a diagram; expected one of a([Person]), b[Service], c[(Store)], d[[Queue]], "
        'e[/Review/], f{Decision?}, g@{ shape: hex, label: "Model" }, '
        "with the label in double quotes where it has brackets, quotes or >."
    ]


@pytest.mark.parametrize(
    ("label", "message"),
    [
        (" ", "empty label in a diagram; expected a few words."),
        ("a<br/>b", "markup '<br/>' in a diagram; expected plain text."),
        ("a <i>b", "markup '<i>' in a diagram; expected plain text."),
        ("a &lt; b", "'&lt;' in a diagram; expected the character itself, or Mermaid's code without '&'."),
        ("&#35;1", "'&#35;' in a diagram; expected the character itself, or Mermaid's code without '&'."),
        ("#nosuch;", "unknown entity code '#nosuch;' in a diagram; expected one such as #35; or #quot;."),
        ("#0;", "unknown entity code '#0;' in a diagram; expected one such as #35; or #quot;."),
        ("`**bold**`", "'`' in a label is Markdown to Mermaid; expected plain text."),
        (r"a\nb", r"'\' in a label is an escape to Mermaid; expected plain text."),
        ("$$x$$", "'$$' in a label is a formula to Mermaid; expected plain text."),
        ("fa:fa-user", "an icon in a diagram; expected plain text."),
        ("direction LR", "'direction LR' in a label is a direction to Mermaid; expected other words."),
        (
            "abcdefghijklmnopqrstuvwxyz",
            "'abcdefghijklmnopqrstuvwxyz' has 26 letters; expected words of at most 24, which are not broken.",
        ),
    ],
)
def test_a_label_that_would_not_be_drawn_as_it_is_written_is_refused(label: str, message: str) -> None:
    assert found(flow(f'a["{label}"]')) == [f"4: {message}"]


def test_a_label_is_read_as_a_reader_sees_it() -> None:
    body = (
        'a["a<b"] -->|"#35; or #quot;x#quot;"| b["#9829; 😀 שלום"]\n'
        "a -- a few < words --> c[tom & jerry, < 5%]\nb -->|x<y| c"
    )
    assert found(flow(body)) == []
    reading = diagrams.read(flow(body))
    assert reading.nodes == {"a": "a<b", "b": "♥ 😀 שלום", "c": "tom & jerry, < 5%"}
    assert reading.texts == ['# or "x"', "a few < words", "x<y"]


def test_arrows_are_read_with_both_ends_and_their_heads() -> None:
    body = "a --> b & c\nb <--> c ---> d\no --> x\na -.- b == t ==> c\nd === a"
    reading = diagrams.read(flow(body))
    assert reading.complaints == []
    assert [(edge.start, edge.end, edge.heads) for edge in reading.edges] == [
        ("a", "b", 1),
        ("a", "c", 1),
        ("b", "c", 2),
        ("c", "d", 1),
        ("o", "x", 1),
        ("a", "b", 0),
        ("b", "c", 1),
        ("d", "a", 0),
    ]


def test_nodes_are_counted_and_subgraphs_are_not() -> None:
    body = 'subgraph S1 ["1 Part"]\n  a[x] --> b\nend\nS1 --> c_d & e-f\nclass S1 step-1\n'
    assert found(flow(body)) == []
    assert diagrams.describe(flow(body)).nodes == ("a", "b", "c_d", "e-f")
    sixteen = "\n".join(f"n{index} --> n{index + 1}" for index in range(15))
    assert found(flow(sixteen)) == []
    assert found(flow(sixteen + "\nn15 --> n16")) == ["1: diagram has 17 nodes; expected at most 16."]


def test_participants_and_states_are_counted_once_named_or_not() -> None:
    assert diagrams.describe(sequence("participant A as One\nA->>B: x\nNote over C: y")).nodes == ("A", "B", "C")
    body = "[*] --> A\nA --> B: x\nstate C {\n[*] --> D\n}\nB --> C\nstate f <<fork>>\nB --> f"
    assert diagrams.describe(state(body)).nodes == ("A", "B", "D", "f")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("A-xB: x", "4: arrow '-x' is not allowed in a diagram; expected one of ->>, -->>, ->, -->, <<->>, <<-->>."),
        ("A--)B: x", "4: arrow '--)' is not allowed in a diagram; expected one of ->>, -->>, ->, -->, <<->>, <<-->>."),
        ("A->>B: see #1", "4: '#' in a label ends it in this type of diagram; expected '#35;' for it."),
        ("A->>B: a; b", "4: ';' in a label ends it in this type of diagram; expected '#59;' for it."),
        ("A->>B: 5%% off", "4: '%%' in a label is a comment to Mermaid; expected plain text."),
        ("A->>B: wrap: x", "4: 'wrap:' at the beginning of a label is not drawn; expected other words."),
        ("A->>B:", "4: empty label in a diagram; expected a few words."),
        ("autonumber", "4: 'autonumber' is not allowed in a diagram; expected messages, notes and frames."),
        ("rect red\nA->>B: x\nend", "4: 'rect' is not allowed in a diagram; expected messages, notes and frames."),
        ("title: x", "4: 'title:' is not allowed in a diagram; expected messages, notes and frames."),
        ("A->>End: x", "4: 'End' is a word of Mermaid's and cannot name a participant; expected another name."),
        ("loop x\nA->>B: y", "4: 'loop' in a diagram is not understood; expected an 'end' below it."),
        ("opt\nA->>B: y\nend", "4: 'opt' in a diagram is not understood; expected a few words after 'opt'."),
        ("else x", "4: 'else x' in a diagram is not understood; expected it inside of 'alt' … 'end'."),
        ("Note A: x", "4: 'Note A: x' in a diagram is not understood; expected 'Note over A,B: words' or 'Note left of A: words'."),
        ("participant A B", "4: 'participant A B' in a diagram is not understood; expected 'participant A as Name', the first of letters, digits and _."),
    ],
)  # fmt: skip
def test_a_line_of_a_sequence_that_is_not_the_houses_is_one_problem(body: str, message: str) -> None:
    assert found(sequence(body)) == [message]


def test_a_sequence_is_read_with_its_frames_notes_and_activations() -> None:
    body = (
        "box Probabilistic core\nparticipant A as One\nend\nactor B\nA->>+B: ask\nB-->>-A: tell\nA<<->>B: both\nA->B: plain\n"
        "alt good\nA->>A: self\nelse bad\nB->>A: no\nend\nactivate B\nNote over A,B: n\ndeactivate B"
    )
    assert found(sequence(body)) == []
    reading = diagrams.read(sequence(body))
    assert reading.core
    assert [edge.heads for edge in reading.edges] == [1, 1, 2, 0, 1, 1]
    assert reading.words == [
        "One", "B", "Probabilistic core", "ask", "tell", "both", "plain", "alt", "[good]", "self", "[bad]", "no", "n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("A --> B: a; b", "4: ';' in a label ends it in this type of diagram; expected '#59;' for it."),
        ("A --> B: a::b", "4: '::' in a label ends it in this type of diagram; expected '#58;' for it."),
        ("A --> B: *x*", "4: '*' in a label is Markdown to Mermaid; expected plain text, or a code such as #42; for a star."),
        ("A --> B: [x](y)", "4: '[x](y)' in a label is Markdown to Mermaid; expected plain text, or a code such as #42; for a star."),
        ("A --> End", "4: 'End' is a word of Mermaid's and cannot name a state; expected another name."),
        ("A -> B", "4: 'A -> B' in a diagram is not understood; expected a transition such as 'A --> B: words', a state or a note."),
        ("A --> B\n--\nC --> D", "5: '--' in a diagram is not understood; expected a transition such as 'A --> B: words', a state or a note."),
        ("A: x\nA: y", "5: 'A' has two labels, 'x' and 'y'; expected one."),
        ("A --> B\nnote right of C: x", "5: a note of 'C', which no line above names; expected the note below its state."),
        ("A --> B\nnote right of A\nmany words\nend note", "5: 'note right of A' in a diagram is not understood; expected 'note right of A: words' on one line."),
        ("state A {\nB --> C", "4: '{' in a diagram is not understood; expected a '}' below it."),
        ("A --> B\nstyle A fill:red", "5: 'style' is not allowed: diagrams carry classes, not colours or links."),
        ("state c [[fork]]", "4: 'state c [[fork]]' in a diagram is not understood; expected 'state \"Name\" as A', 'state A {' or 'state A <<choice>>'."),
    ],
)  # fmt: skip
def test_a_line_of_a_state_diagram_that_is_not_the_houses_is_one_problem(body: str, message: str) -> None:
    assert found(state(body)) == [message]


def test_a_state_diagram_is_read_with_its_frames_choices_and_notes() -> None:
    body = (
        '[*] --> A\nstate "Long name" as A\nA --> c: a<b\nstate c <<choice>>\nc --> D:::core\nnote right of A: n\n'
        'state "Frame" as X {\nE --> [*]: out\n}\nD: described\nclass X core'
    )
    assert found(state(body)) == []
    reading = diagrams.read(state(body))
    assert reading.words == ["Long name", "described", "E", "a<b", "n", "out", "Frame"]
    assert reading.core
    assert diagrams.words(state(body)) == "T D Long name described E"


def test_the_nearest_class_and_node_are_named() -> None:
    hints = [hint for _, _, hint in diagrams.complaints(flow("gateway --> b\nclass gatewy core\nclass b cor"))]
    assert hints == ["gateway", "core"]


_PIECES = st.sampled_from(
    [
        "a",
        "o",
        "end",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        '"',
        "|",
        "<",
        ">",
        "-->",
        "---",
        "--",
        ":",
        ";",
        "#",
        "#35;",
        "&",
        "\n",
        " ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "flowchart TD\n", "sequenceDiagram\n", "stateDiagram-v2\n"]),
    st.lists(_PIECES | st.text(max_size=3)),
)
def test_no_fence_breaks_the_reader(header: str, pieces: list[str]) -> None:
    source = header + "".join(pieces)
    assert all(line >= 1 and message for line, message, _ in diagrams.complaints(source))
    assert isinstance(diagrams.words(source), str)
    assert isinstance(diagrams.describe(source), diagrams.Diagram)
