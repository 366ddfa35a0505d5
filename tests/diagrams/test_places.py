"""Where an author is told of a diagram: the file and the line of the fence, or of the line within it."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

from scripts.content.chapters.document import Document, Fence
from scripts.diagrams import snapshots
from tests.conftest import SmallSite

BODY = """## Part {{ #part }}

Text.

```mermaid
{source}
```
"""
ABOUT = "    accTitle: A title\n    accDescr: A description.\n"


def problems(small: SmallSite, source: str) -> list[str]:
    small.write("docs/one.md", small.chapter("One", BODY.format(source=source)))
    return small.problems()


def test_a_broken_rule_names_the_file_and_the_line_of_the_diagram(small: SmallSite) -> None:
    line = 1 + small.chapter("One", BODY).split("\n").index("```mermaid")
    assert problems(small, f"flowchart TD\n{ABOUT}    a[A] --> b[B]\n    a --o b") == [
        f"docs/one.md:{line + 5}: '--o' in a diagram is not understood; "
        "expected an arrow, one of -->, <-->, ---, -.->, <-.->, -.-, ==>, <==>, ===."
    ]
    assert problems(small, "erDiagram\n  USER ||--o{ ORDER : places") == [
        f"docs/one.md:{line + 1}: diagram type 'erDiagram' is not allowed; "
        "expected one of flowchart, graph, sequenceDiagram, stateDiagram-v2."
    ]
    assert problems(small, f"flowchart TD\n{ABOUT}    a[A] --> b[B]") == []


def test_the_diagrams_of_answers_have_snapshots_too() -> None:
    text = Document(fences=(Fence("mermaid", "flowchart TD\na --> b", 7), Fence("python", "x", 20)))
    answer = SimpleNamespace(document=Document(fences=(Fence("mermaid", "flowchart TD\na --> c", 30),)))
    chapter = cast(Any, SimpleNamespace(path=PurePosixPath("one.md"), document=text, answers=(answer,)))
    assert [fence.place for fence in snapshots.drawn([chapter])] == ["docs/one.md:7", "docs/one.questions.yml:30"]
