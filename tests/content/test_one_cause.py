"""One mistake is one problem, wherever else it would be felt; and what looks right and is not is told."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

LINKS = "[a](one.md#part) [b](one.md)"
GLOSSARY = """- term: first term
  definition: A sentence of at least forty characters that explains it.
  explained: one#part
- term: second term
  definition: Another sentence of at least forty characters that explains it.
  explained: one
"""


@pytest.fixture
def known(small: SmallSite) -> SmallSite:
    """A site in which others lead to chapter one in every way there is."""
    small.write("docs/glossary.yml", GLOSSARY)
    small.write("docs/aliases.yml", "one: [first]\n")
    small.edit("docs/two.md", "Text.", f"{LINKS} [@lewis2020retrieval]")
    related = "related:\n  - to: one\n    why: Because it comes first.\n"
    small.edit("docs/two.md", "tags: [retrieval]\n", f"tags: [retrieval]\n{related}")
    assert small.problems() == []
    return small


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kind: page",
            "kind: conzept",
            "docs/one.md:4: 'kind' is 'conzept'; expected one of book, step, case",
        ),
        ("difficulty: easy", "dificulty: easy", "docs/one.md:5: unknown field 'dificulty'"),
        ("---\ntitle", "--\ntitle", "docs/one.md:1: no front matter"),
        ("updated: 2026-11-22", "updated: [", "docs/one.md:"),
        ("## Part", "```text\n## Part", "docs/one.md:12: this fence is not closed"),
        ("## Part { #part }", "## Part {#part}", "docs/one.md:12: '{#part}' opens a comment of the macros"),
        ("Text.", "{{ nosuch() }}", "docs/one.md:14: unknown macro 'nosuch'"),
    ],
)
def test_one_mistake_is_one_problem(known: SmallSite, old: str, new: str, problem: str) -> None:
    known.edit("docs/one.md", old, new)
    found = known.problems()
    assert len(found) == 1, found
    assert found[0].startswith(problem)


def test_a_broken_bibliography_does_not_make_every_citation_unknown(known: SmallSite) -> None:
    known.edit("docs/references.bib", "year = {2020},", "year = {2020")
    assert {problem.split(":")[0] for problem in known.problems()} == {"docs/references.bib"}


@pytest.mark.parametrize("text", ["[see @lewis2020retrieval]", "[-@lewis2020retrieval]", "@lewis2020retrieval agrees"])
def test_citations_of_another_dialect_are_refused(small: SmallSite, text: str) -> None:
    small.edit("docs/one.md", "Text.", f"Says {text}.")
    [problem] = small.problems()
    assert problem.startswith("docs/one.md:14: ")
    assert "a citation '[@key]'" in problem


def test_a_mail_address_is_no_citation(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", "Write to me@lewis2020retrieval.org.")
    assert small.problems() == []


def test_citations_are_found_in_definition_lists_and_in_html(small: SmallSite) -> None:
    small.edit(
        "docs/one.md",
        "Text.",
        'Term\n:   First.\n\n    Second [@lewis2020retrieval].\n\n<div markdown="1">\nAnd [@nobody2020x].\n</div>',
    )
    assert small.problems() == ["docs/one.md:20: unknown source 'nobody2020x'."]
    small.edit("docs/one.md", "[@nobody2020x]", "that")
    assert small.load().chapters["one"].cited == ("lewis2020retrieval",)


@pytest.mark.parametrize("name", [".#two.md", ".obsidian/note.md", "two.md~", ".two.md.swp"])
def test_what_editors_leave_is_passed_over(small: SmallSite, name: str) -> None:
    small.write(f"docs/{name}", "# note")
    assert small.problems() == []


def test_a_lock_that_is_a_broken_link_is_passed_over(small: SmallSite) -> None:
    (small.root / "docs/.#index.md").symlink_to("me@host.1:1")
    (small.root / "docs/gone.md").symlink_to("nowhere.md")
    assert small.problems() == []


@pytest.mark.parametrize("path", ["docs/one.md", "docs/references.bib", "mkdocs.yml"])
@pytest.mark.parametrize("change", ["mark", "crlf"])
def test_byte_order_marks_and_line_ends_change_nothing(known: SmallSite, path: str, change: str) -> None:
    before = known.load()
    file = known.root / path
    data = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + data if change == "mark" else data.replace(b"\n", b"\r\n"))
    after = known.load()
    assert after.chapters["one"].document == before.chapters["one"].document
    assert after.sources == before.sources


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[x](glossary.yml)", "leads to no file"),
        ("[x](.hidden.png)", "leads to no file"),
        ("[x](javascript:alert(1))", "expected https:, mailto: or a path"),
        ("[x](//example.org/a)", "expected https:, mailto: or a path"),
        ('<p><a href="two.md">x</a></p>', "as raw HTML is read, leads to no file"),
        ('<p><a href="../three/">x</a></p>', "leads to no file"),
        ("[x]()", "a link without an address"),
        ("![x](pic.png)", "leads to no file"),
    ],
)
def test_links_that_lead_nowhere(known: SmallSite, text: str, message: str) -> None:
    known.write("docs/.hidden.png", "x")
    known.edit("docs/one.md", "Text.", text)
    [problem] = known.problems()
    assert problem.startswith("docs/one.md:14: ")
    assert message in problem


def test_links_that_lead_somewhere(known: SmallSite) -> None:
    known.write("docs/assets/images/my pic.png", "x")
    known.write("docs/assets/images/case/pic.png", "x")
    known.edit(
        "docs/one.md",
        "Text.",
        '![a](assets/images/my%20pic.png) ![b](assets/images/case/pic.png) <a href="../two/">c</a> '
        '<img alt="d" src="../assets/images/my%20pic.png"> [e](two.md?x=1) [f](#part) [g](mailto:a@b.org)',
    )
    assert known.problems() == []


def test_mkdocs_yml_that_cannot_be_read_is_one_problem(small: SmallSite) -> None:
    small.edit("mkdocs.yml", "nav:", "nav: [")
    [problem] = small.problems()
    assert problem.startswith("mkdocs.yml:")
    assert "broken YAML" in problem


def test_a_page_of_a_kind_that_may_compute_says_when_it_cannot(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", 'It costs {{ value("cost") }}.')
    assert small.problems() == ["docs/one.md:14: there is no estimate beside this chapter, so no figure 'cost'."]
