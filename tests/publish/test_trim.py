"""What is taken out of published pages, and what looks like it and stays."""

from __future__ import annotations

import pytest

from scripts.finish.document import parse, serialize
from scripts.publish.trim import trim

HEAD, TAIL = '<html lang="en"><head></head><body>', "</body></html>"


def trimmed(text: str) -> str:
    document = parse(f"{HEAD}{text}{TAIL}")
    trim(document)
    return serialize(document).removeprefix(HEAD).removesuffix(TAIL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<div data-md-component="announce">\n  \n</div><p>a</p>', "<p>a</p>"),
        (
            '<div class="md-dialog" data-md-component="dialog"><div></div></div><p>a</p>',
            "<p>a</p>",
        ),
        ('<nav class="md-nav" data-md-level="1" aria-expanded="false"></nav>', '<nav class="md-nav"></nav>'),
        ('<div class="md-sidebar" data-md-type="toc"></div>', '<div class="md-sidebar"></div>'),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>', '<svg viewBox="0 0 1 1"></svg>'),
        ('<template><svg xmlns="http://www.w3.org/2000/svg"></svg></template>', "<template><svg></svg></template>"),
    ],
)
def test_what_nothing_asks_for_goes(before: str, after: str) -> None:
    assert trimmed(before) == after
    assert trimmed(after) == after


@pytest.mark.parametrize(
    "text",
    [
        '<div data-md-component="announce"><aside>Read this.</aside></div>',
        '<div data-md-component="skip"><a href="#a">Skip</a></div>',
        '<button aria-expanded="false">a</button>',
        '<div class="md-sidebar" data-md-type="toc" data-md-component="sidebar"></div>',
        '<svg viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink"></svg>',
    ],
)
def test_what_somebody_asks_for_stays(text: str) -> None:
    assert trimmed(text) == text


def test_the_generator_is_not_named_and_other_metadata_is() -> None:
    document = parse('<head><meta name="generator" content="mkdocs"><meta name="description" content="x"></head>')
    trim(document)
    assert [node.attributes["name"] for node in document.css("meta")] == ["description"]
