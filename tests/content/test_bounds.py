"""How long a text may be: the last length that passes and the first that does not, at both ends."""

from __future__ import annotations

import pytest

from tests.conftest import DESCRIPTION, SmallSite


def text(length: int) -> str:
    return "a" * length


@pytest.mark.parametrize(("length", "expected"), [(2, "at least 3"), (3, ""), (80, ""), (81, "at most 80")])
def test_a_title(small: SmallSite, length: int, expected: str) -> None:
    small.edit("docs/one.md", "title: One", f"title: {text(length)}")
    small.edit("docs/one.md", "# One", f"# {text(length)}")
    check(small, "docs/one.md:2: 'title'", length, expected)


@pytest.mark.parametrize(("length", "expected"), [(109, "at least 110"), (110, ""), (160, ""), (161, "at most 160")])
def test_a_description(small: SmallSite, length: int, expected: str) -> None:
    small.edit("docs/one.md", DESCRIPTION, text(length))
    check(small, "docs/one.md:3: 'description'", length, expected)


@pytest.mark.parametrize(("length", "expected"), [(19, "at least 20"), (20, ""), (240, ""), (241, "at most 240")])
def test_a_reason_to_go_to_a_related_chapter(small: SmallSite, length: int, expected: str) -> None:
    related = f"tags: [retrieval]\nrelated:\n  - to: two\n    why: {text(length)}\n"
    small.edit("docs/one.md", "tags: [retrieval]\n", related)
    check(small, "docs/one.md:10: 'related.0.why'", length, expected)


@pytest.mark.parametrize(
    ("field", "line", "length", "expected"),
    [
        ("term", 1, 1, "at least 2"),
        ("term", 1, 2, ""),
        ("term", 1, 60, ""),
        ("term", 1, 61, "at most 60"),
        ("short", 2, 1, "at least 2"),
        ("short", 2, 2, ""),
        ("short", 2, 30, ""),
        ("short", 2, 31, "at most 30"),
        ("definition", 3, 39, "at least 40"),
        ("definition", 3, 40, ""),
        ("definition", 3, 320, ""),
        ("definition", 3, 321, "at most 320"),
    ],
)
def test_a_term(small: SmallSite, field: str, line: int, length: int, expected: str) -> None:
    values = {"term": "beam search", "short": "BS", "definition": "b" * 50, field: text(length)}
    rows = [f"{name}: {value}" for name, value in values.items()]
    small.write("docs/glossary.yml", "- " + "\n  ".join([*rows, "explained: one"]) + "\n")
    check(small, f"docs/glossary.yml:{line}: '{field}'", length, expected)


def check(site: SmallSite, place: str, length: int, expected: str) -> None:
    problem = f"{place} has {length} characters; expected {expected}."
    assert site.problems() == ([problem] if expected else [])
