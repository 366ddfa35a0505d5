"""A page is right to read wherever it is read: nothing lies over the text, nothing is cut, figures are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import material
import tinycss2

from tests.conftest import ROOT

STYLES = ROOT / "docs/assets/stylesheets"
OF_THE_THEME = {
    # Of Python-Markdown's extensions, which the theme styles and the house styles anew.
    *("admonition", "admonition-title", "headerlink", "highlight", "mermaid", "question", "tip", "warning"),
    # Of drawings alone; the theme's are those of highlighted code.
    *("c", "k", "l", "m", "n", "o", "s"),
}
"""Names of the theme's without its prefix that the house's stylesheets use on purpose."""


def classes_of_selectors(stylesheet: str) -> set[str]:
    """Return the names of classes in all selectors of a stylesheet."""
    found: set[str] = set()

    def read(rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                found.update(classes(rule.prelude))
            elif rule.type == "at-rule" and rule.content:
                read(tinycss2.parse_rule_list(rule.content))

    read(tinycss2.parse_stylesheet(stylesheet))
    return found


def classes(tokens: list[Any]) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before is not None and before == ".":
            yield token.value
        yield from classes(getattr(token, "arguments", None) or [])


def classes_given(text: str) -> set[str]:
    """Return the names of classes that a script or a template gives to elements."""
    jinja = r"\{\{.*?\}\}|\{%.*?%\}"
    attributes = re.findall(rf'\bclass(?:Name)?\s*[:=]\s*"((?:{jinja}|[^"])*)"', text)
    attributes += re.findall(r'classList\.(?:add|toggle)\("([^"]*)"', text)
    given = [re.sub(jinja, " ", value) for value in attributes]
    given += [
        quoted for value in attributes for part in re.findall(jinja, value) for quoted in re.findall(r'"(.*?)"', part)
    ]
    return set(" ".join(given).split())


def names_of_the_theme() -> set[str]:
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    sheets = [file.read_text(encoding="utf-8") for file in folder.glob("*.css")]
    assert len(sheets) == 2
    return set[str]().union(*map(classes_of_selectors, sheets))


def test_no_class_of_the_house_meets_one_of_the_themes() -> None:
    theme = names_of_the_theme()
    assert {"note", "admonition", "md-typeset"} <= theme, "the theme's stylesheets were not read"
    scripts = [file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/javascripts").rglob("*.js")]
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "scripts/pages/templates").iterdir()]
    given = set[str]().union(*map(classes_given, [*scripts, *templates]))
    assert {"pc-note", "pc-card", "diagram-dialog", "case-spine"} <= given, (
        "what scripts and templates give was not read"
    )
    assert given & theme == {"no-js"}, "no-js is the theme's, for a page whose scripts failed"
    styled = set[str]().union(
        *(classes_of_selectors(file.read_text(encoding="utf-8")) for file in STYLES.glob("*.css"))
    )
    assert {name for name in styled & theme if not name.startswith("md-")} == OF_THE_THEME
