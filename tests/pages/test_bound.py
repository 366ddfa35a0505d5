"""How a generator calls macros: on the page that is being written, by either generator's name for it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from scripts.pages import site
from scripts.pages.macros import MACROS, define_env
from scripts.pages.site import content_of
from tests.conftest import SmallSite


class Environment:
    """What the macros plugin hands over: it registers functions by name."""

    def __init__(self, small: SmallSite, page: Any) -> None:
        self.conf = {"content": small.load()}
        self.page = page
        self.macros: dict[str, Callable[..., str]] = {}

    def macro(self, function: Callable[..., str], name: str) -> None:
        self.macros[name] = function


@pytest.mark.parametrize(
    "written", [SimpleNamespace(file=SimpleNamespace(src_uri="one.md")), SimpleNamespace(path="one.md")]
)
def test_what_is_generated_is_marked_on_the_page_that_asks(small: SmallSite, written: Any) -> None:
    environment = Environment(small, written)
    define_env(environment)
    assert set(environment.macros) == set(MACROS)
    printed = environment.macros["chapter_start"]()
    assert printed.startswith('<!--macro:chapter_start-->\n\n<ul class="plain chapter-facts">')
    assert printed.endswith("\n\n<!--/macro:chapter_start-->")
    small.edit("docs/one.md", "difficulty: easy", "difficulty: hard")
    environment.conf = {"content": small.load()}
    assert "Hard" in environment.macros["chapter_start"](), "the content of now, not of when it was registered"


def test_a_figure_is_the_authors_own_text_and_not_marked(small: SmallSite) -> None:
    small.write(
        "docs/part/estimate.yml",
        "assumptions:\n  - {name: people, label: People, value: 2, unit: person, range: [1, 3], why: Said so.}\n"
        "results:\n  - {name: all, unit: person, formula: people * 2, explain: Twice.}\n",
    )
    small.write("docs/part/index.md", small.chapter("Part", 'It is {{ value("all") }}.\n'))
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - part/index.md\n")
    environment = Environment(small, SimpleNamespace(path="part/index.md"))
    define_env(environment)
    assert environment.macros["value"]("all") == '<data value="all">4\u00a0people</data>'
    assert environment.macros["value"](name="people") == '<data value="people">2\u00a0people</data>'


def test_a_page_that_is_no_chapter_is_refused_by_name(small: SmallSite) -> None:
    environment = Environment(small, SimpleNamespace(path="three.md"))
    define_env(environment)
    with pytest.raises(ValueError, match=r"^docs/three\.md is no chapter$"):
        environment.macros["chapter_start"]()


def test_the_content_is_that_of_the_configuration(small: SmallSite) -> None:
    content = small.load()
    assert content_of({"content": content}) is content
    assert content_of(SimpleNamespace(content=content)) is content


def test_without_one_the_working_folder_is_read_once(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.chdir(small.root)
    site._of_working_folder.cache_clear()
    found = content_of()
    assert list(found.chapters) == ["index", "one", "two"]
    assert content_of({"content": ""}) is found
    site._of_working_folder.cache_clear()
