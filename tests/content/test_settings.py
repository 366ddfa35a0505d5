"""What is read of mkdocs.yml, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content import settings
from scripts.content.problems import ContentError
from tests.conftest import SmallSite

CONFIG = """site_name: A book
site_description: How to read one.
nav:
  - Home: index.md
  - Cases:
      - cases/index.md
      - Chat: cases/chat.md
  - two.md
extra:
  tag_list: {serving: How models answer.}
plugins:
  - search
  - mermaid2:
      arguments: {theme: neutral}
  - redirects:
      redirect_maps: {old.md: two.md}
  - macros:
      modules: [book.macros]
markdown_extensions:
  - attr_list
  - toc:
      permalink: true
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""


def read(folder: Path, text: str) -> settings.Settings:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return settings.read(folder / "mkdocs.yml")


def test_what_the_content_needs_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, CONFIG)
    assert (found.name, found.description) == ("A book", "How to read one.")
    assert found.nav == ("index.md", "cases/index.md", "cases/chat.md", "two.md")
    assert found.parts == {
        "index.md": (),
        "cases/index.md": ("Cases",),
        "cases/chat.md": ("Cases",),
        "two.md": (),
    }
    assert found.tags == {"serving": "How models answer."}
    assert found.mermaid == {"theme": "neutral"}
    assert found.redirects == {"old.md": "two.md"}
    assert found.macros == "book.macros"
    assert list(found.extensions) == ["attr_list", "toc", "pymdownx.emoji"]
    assert found.extensions["attr_list"] == {}
    assert found.extensions["toc"] == {"permalink": True}


def test_a_configuration_may_do_without_all_of_it(tmp_path: Path) -> None:
    assert read(tmp_path, "site_name:\nsite_description:\nplugins:\nnav:\nextra:\n") == settings.Settings(
        nav=(), tags={}
    )
    assert read(tmp_path, "plugins:\n  - macros:\n  - redirects: {}\n") == settings.Settings(nav=(), tags={})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("site_name: A book\nnav: [index.md\nextra: {}\n", "mkdocs.yml:3: broken YAML: "),
        ("- index.md\n", "mkdocs.yml:1: expected settings such as 'site_name: …'."),
        ("", "mkdocs.yml:1: expected settings such as 'site_name: …'."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ContentError) as raised:
        read(tmp_path, text)
    [found] = raised.value.problems
    assert str(found).startswith(problem)


def test_a_missing_or_misencoded_file_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"mkdocs\.yml: cannot be read"):
        settings.read(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    with pytest.raises(ContentError, match=r"mkdocs\.yml: cannot be read"):
        settings.read(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("maps", "problem"),
    [
        ("{gone.md: two.md}", ""),
        ("{gone.md: 'two.md#part'}", ""),
        ("{gone.md: 'https://example.org/'}", ""),
        ("{gone.md: twoo.md}", "redirect_maps leads 'gone.md' to 'twoo.md', which is no file. Did you mean 'two.md'?"),
        ("{one.md: two.md}", "redirect_maps moves 'one.md', which is still a chapter."),
    ],
)
def test_a_page_that_moved_leads_to_one_that_is_there(small: SmallSite, maps: str, problem: str) -> None:
    small.edit("mkdocs.yml", "plugins:\n", f"plugins:\n  - redirects:\n      redirect_maps: {maps}\n")
    assert small.problems() == ([f"mkdocs.yml: {problem}"] if problem else [])


def test_a_page_is_named_once_in_the_navigation(small: SmallSite) -> None:
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - two.md\n  - https://example.org/\n")
    assert set(small.problems()) == {"mkdocs.yml: the navigation names 'two.md' 2 times; expected once."}


def test_a_site_without_macros_is_read(small: SmallSite) -> None:
    small.edit("mkdocs.yml", "  - macros:\n      modules: [scripts.pages.macros]\n", "  - search\n")
    assert small.problems() == []
