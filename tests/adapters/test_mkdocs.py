"""The generator runs strictly: what it warns of fails the build and is told with the author's files and lines."""

from __future__ import annotations

import logging

import pytest

from scripts.adapters import mkdocs
from scripts.adapters.errors import BuildError
from scripts.content.model import Content
from tests.conftest import SmallSite

CONFIG = """site_name: Small
site_url: http://localhost/
theme:
  name: material
  font: false
nav: [index.md, one.md, two.md]
validation:
  links: { not_found: warn, anchors: warn, unrecognized_links: warn }
plugins:
  - tags: { tags_allowed: [retrieval, serving] }
  - macros: { on_error_fail: true, on_undefined: strict }
markdown_extensions: [attr_list, def_list]
exclude_docs: "*.yml"
"""


@pytest.fixture
def content(small: SmallSite) -> Content:
    """Return the content as it was before the test broke something, which only the generator then sees."""
    small.write("docs/index.md", small.chapter("Home", "[One](one.md#part).\n"))
    small.write("docs/one.md", small.chapter("A first chapter", "## Part { #part }\n\nText.\n"))
    (small.root / "docs/references.bib").unlink()
    found = small.load()
    small.write("mkdocs.yml", CONFIG)
    return found


def messages(small: SmallSite, content: Content) -> list[str]:
    with pytest.raises(BuildError) as caught:
        mkdocs.build(small.root, small.root / "raw", content)
    return caught.value.messages


def test_pages_are_written_and_nothing_is_said(
    small: SmallSite, content: Content, capfd: pytest.CaptureFixture[str]
) -> None:
    mkdocs.build(small.root, small.root / "raw", content)
    assert "<title>A first chapter - Small</title>" in (small.root / "raw/one/index.html").read_text(encoding="utf-8")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("level", [logging.NOTSET, logging.ERROR, logging.CRITICAL])
def test_each_dead_link_is_told_with_file_and_line_whatever_the_level_of_the_log(
    small: SmallSite, content: Content, level: int
) -> None:
    logging.getLogger("mkdocs").setLevel(level)
    small.write(
        "docs/one.md",
        small.chapter("One", "Term\n:   First.\n\n    Second, see [gone](missing.md) and [two](two.md#nope).\n"),
    )
    small.write("docs/two.md", small.chapter("Two", "[gone](missing.md)\n"))
    found = messages(small, content)
    places = [message.partition(": ")[0] for message in found]
    assert places == ["docs/one.md:15", "docs/two.md:12", "docs/index.md:12", "docs/one.md:15"]
    assert "link 'missing.md'" in found[0]
    assert "'one.md#part'" in found[2]
    assert "link 'two.md#nope'" in found[3]
    assert logging.getLogger("mkdocs").level == level
    logging.getLogger("mkdocs").setLevel(logging.NOTSET)


def test_a_link_in_the_data_beside_a_page_is_found_there(small: SmallSite, content: Content) -> None:
    small.write("docs/questions.yml", "- answer: see [gone](missing.md)\n")
    small.write("docs/one.md", small.chapter("One", "## Part { #part }\n\n{{ '[gone](missing' }}.md)\n"))
    assert messages(small, content)[0].startswith("docs/questions.yml:1: contains a link 'missing.md'")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Text.\n\n{{ nosuch() }}\n", "docs/two.md:14: macro {{ nosuch() }}: 'nosuch' is undefined"),
        ("```yaml\nkey: {{ value_of_x }}\n```\n", "docs/two.md:13: macro {{ value_of_x }}: 'value_of_x' is undefined"),
        ("## More {#more}\n", "docs/two.md:12: macro '## More {#more}': Missing end of comment tag"),
        ("{{ 1 / 0 }}\n", "docs/two.md:12: macro {{ 1 / 0 }}: ZeroDivisionError: division by zero"),
        (
            "{% if x %}\n",
            "docs/two.md:12: macro {% if x %}: Unexpected end of template. Jinja was looking for the following tags: "
            "'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
        ),
    ],
)
def test_a_macro_error_names_file_line_macro_and_reason(
    small: SmallSite, content: Content, body: str, message: str
) -> None:
    small.write("docs/two.md", small.chapter("Two", body))
    assert messages(small, content) == [message]


def test_a_broken_template_names_its_file_and_line(small: SmallSite, content: Content) -> None:
    small.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    small.write("overrides/main.html", '{% extends "base.html" %}\n{% block content %}\n')
    [message] = messages(small, content)
    assert "overrides/main.html:2" in message
    assert "Unexpected end of template" in message


def test_a_setting_that_mkdocs_does_not_know_fails_the_build(small: SmallSite, content: Content) -> None:
    small.edit("mkdocs.yml", "site_name: Small\n", "site_name: Small\nsite_nam: Smaller\n")
    assert messages(small, content) == [
        "mkdocs.yml:2: 'site_nam': Unrecognised configuration name: site_nam. Did you mean 'site_name'?"
    ]


def test_only_the_pages_that_are_asked_for_are_written_and_the_navigation_stays_whole(
    small: SmallSite, content: Content
) -> None:
    raw = small.root / "raw"
    mkdocs.build(small.root, raw, content)
    small.edit("docs/one.md", "Text.", "Other text.")
    small.edit("docs/two.md", "Text.", "Other text.")
    mkdocs.build(small.root, raw, content, only={"two.md"})
    assert "Other text." not in (raw / "one/index.html").read_text(encoding="utf-8")
    two = (raw / "two/index.html").read_text(encoding="utf-8")
    assert "Other text." in two
    assert "A first chapter" in two


def test_macros_find_the_content_in_the_configuration(small: SmallSite, content: Content) -> None:
    small.edit("mkdocs.yml", "on_undefined: strict", "on_undefined: strict, module_name: reader")
    small.write(
        "reader.py",
        "def define_env(env):\n    env.macro(lambda: ', '.join(env.conf.content.chapters), 'listed')\n",
    )
    small.edit("docs/two.md", "Text.", "{{ listed() }}")
    mkdocs.build(small.root, small.root / "raw", content)
    assert "<p>index, one, two</p>" in (small.root / "raw/two/index.html").read_text(encoding="utf-8")
