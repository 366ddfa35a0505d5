"""On which line something stands that was read off the page."""

from __future__ import annotations

import pytest

from scripts.content.chapters import leftovers
from scripts.content.chapters.source_lines import Finder, unclosed_blocks, unclosed_fence

TEXT = """[one](a.md) first
and [two](a.md#x), [three](a.md)

```text
[code](a.md)
```

[four](a.md) is last
"""


def test_each_place_is_found_in_order_and_code_is_none() -> None:
    finder = Finder(TEXT, 10)
    assert [finder.next("(a.md") for _ in range(3)] == [10, 11, 17]
    assert finder.next("(a.md") == 10, "from the beginning again"
    assert finder.next("(a.md#x") == 11


def test_what_goes_on_is_another_text() -> None:
    assert Finder("key2 key-a key_b key#c key/d key?e\nkey.", 1).next("key") == 2


def test_the_likeliest_way_to_write_it_is_looked_for_first() -> None:
    finder = Finder('id="a"\n#a\na', 1)
    assert finder.next("#a", '"a"', "a") == 2
    assert finder.next("#b", '"a"', "a") == 1
    assert finder.next("#b", '"b"', "a") == 3 - 2, "an attribute is a place too"


def test_what_cannot_be_found_stands_where_the_last_was_found() -> None:
    finder = Finder("one\ntwo\nthree", 5)
    assert finder.next("two") == 6
    assert finder.next("nowhere") == 6
    assert Finder("one", 5).next("nowhere") == 5


def test_headings_are_found_by_id_then_by_words_then_by_level() -> None:
    finder = Finder("# Top\n\n## One { #a }\n\n## *Two* words\n\n### Three\n\n## Two { #b }\n", 1)
    assert finder.heading(2, "b", "Two") == 9
    assert finder.heading(2, "", "Two words") == 5
    assert finder.heading(3, "", "Other") == 7
    assert finder.heading(2, "c", "Other") == 3
    assert finder.heading(1, "", "Top") == 1
    assert finder.heading(4, "", "None") == 1, "that of the last"


def test_fences_are_found_by_language_and_content_each_once() -> None:
    text = "```text\na\n```\n\n- item\n\n    ```text\n    a\n    ```\n\n~~~mermaid\na\n~~~\n"
    finder = Finder(text, 1)
    assert finder.fence("mermaid", "a\n") == 11
    assert finder.fence("text", "a\n") == 1
    assert finder.fence("text", "a\n") == 7


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```\na\n```\n", 0),
        ("a\n```\nb\n", 2),
        ("```\na\n```text\nb\n```\n", 1),
        ("````\n```\n````\n", 0),
        ("```\n~~~\n```\n", 0),
        ("```\na\n````\n", 0),
        ("````\na\n```\n", 1),
        ("```\na\n```\n```\n", 4),
    ],
)
def test_a_fence_that_is_not_closed(text: str, line: int) -> None:
    assert unclosed_fence(text) == line


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("/// note | A\nb\n///\n", []),
        ("a\n/// note | A\nb\n", [(2, "/// note | A")]),
        ("//// note | A\n/// tip | B\nb\n///\n////\n", []),
        ("//// note | A\n/// tip | B\nb\n////\n", []),
        ("//// note | A\n/// tip | B\nb\n///\n", [(1, "//// note | A")]),
        ("/// note | A\n/// tip | B\nb\n///\n", [(1, "/// note | A")]),
        ("///\n", []),
        ("```\n/// note | A\n```\n", []),
    ],
)
def test_a_block_that_is_not_closed(text: str, blocks: list[tuple[int, str]]) -> None:
    assert list(unclosed_blocks(text)) == blocks


@pytest.mark.parametrize(("length", "shown"), [(60, 60), (61, 60)])
def test_a_long_piece_of_syntax_is_cut_to_sixty_signs(length: int, shown: int) -> None:
    text = f"x ~~{'y' * (length - 4)}~~ z"
    [leftover] = leftovers.find([text], text, 1, Finder(text, 1))
    assert leftover.text == text[2 : 2 + shown]
