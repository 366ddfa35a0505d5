"""A page is right to read wherever it is read: nothing lies over the text, nothing is cut, figures are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import material
import tinycss2
from playwright.sync_api import Page

from tests.conftest import ROOT

CASE = "cases/retrieval-augmented-generation/"
KINDS = [
    *("", "book/", "framework/", "framework/evaluation/", "cases/", CASE, "concepts/llm-serving/"),
    *("matrix/", "graph/", "glossary/", "references/", "tags/", "404.html"),
]
"""A page of every kind."""
WIDTHS = (320, 360, 390, 720, 768, 960, 1024, 1220, 1440, 1920)
MARGIN = 12
"""What must be free beside the text, in px."""

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
    assert {"pc-card", "pc-card--outline", "diagram-dialog", "search__hits"} <= given, (
        "what scripts and templates give was not read"
    )
    assert given & theme == {"no-js"}, "no-js is the theme's, for a page whose scripts failed"
    styled = set[str]().union(
        *(classes_of_selectors(file.read_text(encoding="utf-8")) for file in STYLES.glob("*.css"))
    )
    assert {name for name in styled & theme if not name.startswith("md-")} == OF_THE_THEME


LAYOUT = """margin => {
  const article = document.querySelector("article");
  const width = document.documentElement.clientWidth;
  const seen = (node) => node.checkVisibility({ contentVisibilityAuto: true });
  const name = (node) => `${node.localName}.${node.getAttribute("class") ?? ""}`;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`scrolls to ${document.documentElement.scrollWidth}`);
  const [title, text] = [article.querySelector("h1"), article.getBoundingClientRect()];
  let [from, to] = [0, width];
  for (const side of document.querySelectorAll(".md-sidebar")) {
    const { left, right, width: wide } = side.getBoundingClientRect();
    if (!wide || right <= 0 || left >= width || getComputedStyle(side).position === "fixed") continue;
    if (right <= text.left + margin) from = Math.max(from, right);
    else to = Math.min(to, left);
  }
  const left = title.getBoundingClientRect().left - from;
  if (left < margin) found.push(`title ${Math.round(left)} px from what is left of it`);
  if (to - text.right < margin) found.push(`text ${Math.round(to - text.right)} px from what is right of it`);
  for (const node of article.querySelectorAll("*")) {
    const { position, overflowX } = getComputedStyle(node);
    if (position === "fixed") found.push(`${name(node)} is fixed`);
    const cut = ["hidden", "clip"].includes(overflowX) && node.scrollWidth > node.clientWidth + 1;
    if (cut && node.clientWidth > 1 && seen(node)) found.push(`${name(node)} is cut`);
  }
  return found;
}"""


def test_text_keeps_its_margin_and_nothing_lies_over_it_or_is_cut(page: Page, address: str) -> None:
    found = []
    for path in KINDS:
        page.goto(f"{address}/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            found += [f"/{path} at {width} px: {fault}" for fault in page.evaluate(LAYOUT, MARGIN)]
    assert found == []
