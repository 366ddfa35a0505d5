"""Where links may lead, and what is said of one that leads nowhere."""

from __future__ import annotations

import pytest

from scripts.content.problems import Findings, nearest, summary
from tests.conftest import SmallSite


def found(site: SmallSite, text: str) -> list[str]:
    """Return what is said of a text in the chapter in a folder, with a picture, data and a hidden file beside it."""
    site.write("docs/part/index.md", site.chapter("Part", f"{text}\n"))
    site.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - part/index.md\n")
    site.write("docs/part/a b.svg", "<svg/>")
    site.write("docs/part/data.yml", "[]")
    site.write("docs/part/.hidden/x.png", "x")
    return [problem.removeprefix("docs/part/index.md:") for problem in site.problems()]


@pytest.mark.parametrize(
    "text",
    [
        "[a](../one.md)",
        "[a](../one.md#part)",
        "[a](../one.md?x=1#part)",
        "[a](#sources)",
        "[a](../two.md#related)",
        "[a](a%20b.svg)",
        "![a](<a b.svg>)",
        "[a](https://example.org/x) [b](http://example.org) [c](mailto:me@example.org)",
        '<a href="../one/">a</a>',
        '<a href="../one/#part">a</a>',
        '<a href="../">a</a>',
        '<img src="a%20b.svg" alt="">',
        '<a href="#part-of-it" id="part-of-it">a</a>',
    ],
)
def test_a_link_to_what_is_there_passes(small: SmallSite, text: str) -> None:
    assert found(small, text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a](onne.md)", "12: link to 'onne.md' leads to no file."),
        ("[a](../onne.md)", "12: link to '../onne.md' leads to no file. Did you mean '../one.md'?"),
        ("[a](data.yml)", "12: link to 'data.yml' leads to no file."),
        ("[a](../references.bib)", "12: link to '../references.bib' leads to no file."),
        ("[a](.hidden/x.png)", "12: link to '.hidden/x.png' leads to no file."),
        ("![a](gone.png)", "12: link to 'gone.png' leads to no file."),
        (
            "[a](../one.md#prat)",
            "12: link to '../one.md#prat': docs/one.md has no id 'prat'. Did you mean 'part'?",
        ),
        ("[a](#gone)", "12: link to '#gone': docs/part/index.md has no id 'gone'."),
        ("[a](ftp://example.org/x)", "12: link 'ftp://example.org/x'; expected https:, mailto: or a path."),
        ("[a](javascript:x)", "12: link 'javascript:x'; expected https:, mailto: or a path."),
        ("[a](//example.org/x)", "12: link '//example.org/x'; expected https:, mailto: or a path."),
        ("[a](/one/)", "12: link '/one/' is absolute; expected a path relative to this file."),
        ("[a]()", "12: a link without an address; expected '[text](address)'."),
        (
            '<a href="one.md">a</a>',
            "12: link to 'one.md' from the address of this page, as raw HTML is read, leads to no file.",
        ),
        (
            '<a href="../onne/">a</a>',
            "12: link to '../onne/' from the address of this page, as raw HTML is read, leads to no file.",
        ),
        ('<a href="../one/#prat">a</a>', "12: link to '../one/#prat': docs/one.md has no id 'prat'."),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(small: SmallSite, text: str, problem: str) -> None:
    [said] = found(small, text)
    assert said.startswith(problem)


def test_a_link_to_a_chapter_that_cannot_be_read_is_no_second_problem(small: SmallSite) -> None:
    small.edit("docs/two.md", "kind: page", "kind: pagge")
    [problem] = found(small, '[a](../two.md) [b](../two.md#x) <a href="../two/">c</a>')
    assert problem.startswith("docs/two.md:4: ")


def test_a_source_that_an_assumption_names_is_in_the_bibliography(small: SmallSite) -> None:
    small.write(
        "docs/part/estimate.yml",
        "assumptions:\n  - {name: people, label: People, value: 2, unit: person, range: [1, 3], why: Read so.,"
        " source: lewis2020retreival}\nresults:\n  - {name: all, unit: person, formula: people * 2, explain: Twice.}\n",
    )
    assert found(small, "Text.") == [
        "docs/part/estimate.yml: assumption 'people' names an unknown source 'lewis2020retreival'. "
        "Did you mean 'lewis2020retrieval'?"
    ]
    small.edit("docs/part/estimate.yml", "lewis2020retreival", "lewis2020retrieval")
    assert small.problems() == []


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        ("retreival", ["retrieval", "serving"], "retrieval"),
        ("serving", ["retrieval"], ""),
        ("eval", ["evaluation"], ""),
        ("tow", ["two", "one"], "two"),
        ("retrieval", ["concepts/retrieval", "concepts/serving"], "concepts/retrieval"),
        ("retrieval", ["concepts/retrieval", "examples/retrieval"], ""),
        ("", [""], ""),
        ("x", [], ""),
    ],
)
def test_a_name_is_offered_only_when_it_is_near_and_the_only_one(name: str, names: list[str], expected: str) -> None:
    assert nearest(name, names) == expected


def test_gaps_are_summed_up_in_one_line(small: SmallSite) -> None:
    findings = Findings()
    assert summary(findings.items) == ""
    findings.add(small.root, 1, "unfinished", gap=True)
    assert summary(findings.items).startswith("1 gap in 1 file; ")
    findings.add(small.root, 2, "unfinished", gap=True)
    findings.add(small.root / "x", 2, "unfinished", gap=True)
    assert summary(findings.items).startswith("3 gaps in 2 files; ")
