"""Which tests are run for which part of the code: the nearest first, so that most are noticed soon."""

from __future__ import annotations

from pathlib import Path

PACKAGES = ("scripts/content", "scripts/pages", "scripts/search", "scripts/finish", "scripts/publish")
"""Where random changes are made."""

_CONTENT = ("tests/content", "tests/pages")
_DIAGRAMS = (
    "tests/diagrams/test_rules.py",
    "tests/diagrams/test_lines.py",
    "tests/diagrams/test_figure.py",
    "tests/diagrams/test_places.py",
)
TESTS: dict[str, tuple[str, ...]] = {
    "scripts/content": _CONTENT,
    "scripts/content/estimates": (
        "tests/content/test_formulas.py",
        "tests/content/test_functions.py",
        "tests/content/test_flips.py",
        "tests/content/test_display.py",
        "tests/content/test_estimates.py",
        "tests/content/test_estimate_entries.py",
        *_CONTENT,
    ),
    "scripts/content/sources": ("tests/content/test_bibliography.py", "tests/content/test_identifiers.py", *_CONTENT),
    "scripts/content/files": ("tests/content/test_yaml.py", "tests/content/test_schema.py", *_CONTENT),
    "scripts/content/data": ("tests/content/test_data.py", "tests/content/test_lookup.py", *_CONTENT),
    "scripts/content/rules": (
        "tests/content/test_rules.py",
        "tests/content/test_links.py",
        "tests/content/test_problems.py",
        *_CONTENT,
    ),
    "scripts/content/model.py": ("tests/content/test_model.py", "tests/content/test_problems.py", *_CONTENT),
    "scripts/content/kinds.py": ("tests/content/test_kinds.py", *_CONTENT),
    "scripts/content/steps.py": ("tests/content/test_kinds.py", *_CONTENT),
    "scripts/content/settings.py": ("tests/content/test_settings.py", *_CONTENT),
    "scripts/content/chapters": (
        "tests/content/test_reader.py",
        "tests/content/test_source_lines.py",
        "tests/content/test_questions.py",
        "tests/pages/test_macros.py",
        *_CONTENT,
    ),
    "scripts/content/chapters/diagrams.py": _DIAGRAMS,
    "scripts/content/mermaid": _DIAGRAMS,
    "scripts/content/graph.py": ("tests/content/test_graph.py", "tests/checks/test_graph.py", *_CONTENT),
    "scripts/pages": ("tests/pages", "tests/content/test_lookup.py"),
    "scripts/pages/diagrams.py": (*_DIAGRAMS, "tests/pages"),
    "scripts/search": ("tests/search",),
    "scripts/finish": ("tests/finish", "tests/publish"),
    "scripts/publish": ("tests/publish",),
    "scripts/checks": ("tests/publish/test_checks.py", "tests/checks"),
    "scripts/preview/stale.py": (
        "tests/test_preview.py::test_a_link_shows_on_the_page_it_leads_to",
        "tests/test_preview.py::test_a_reason_shows_on_the_page_it_recommends",
        "tests/test_preview.py::test_a_figure_shows_on_its_own_page",
    ),
    "docs/assets/javascripts/search": ("tests/js/search",),
    "docs/service-worker.js": ("tests/js/service-worker.test.js",),
}
"""Tests by the beginning of a path; the longest that fits holds. Of a folder all tests are run."""

_SLOW = (
    "tests/content/test_case_problems.py",  # reads the whole book for each of its tests
    "tests/search/test_search.py",  # asks the built site
    "tests/search/test_ranking.py",  # builds the index of the whole book
)
"""Left out of folders: these need a minute, or a built site."""


def selected_tests(file: str, root: Path) -> tuple[str, ...]:
    """Return the paths of the tests for a file, each once, in the order in which they are run.

    Args:
        file: path below the project's root, with '/'.
        root: the project's root.

    Raises:
        KeyError: no test is known for the file.
    """
    prefixes = [prefix for prefix in TESTS if file == prefix or file.startswith(f"{prefix}/")]
    if not prefixes:
        raise KeyError(file)
    paths: dict[str, None] = {}
    for entry in TESTS[max(prefixes, key=len)]:
        paths.update(dict.fromkeys(_files(root, entry)))
    return tuple(paths)


def _files(root: Path, entry: str) -> list[str]:
    if (root / entry.partition("::")[0]).is_file():
        return [entry]
    found = [*(root / entry).rglob("test_*.py"), *(root / entry).rglob("*.test.js")]
    return sorted(path for file in found if (path := file.relative_to(root).as_posix()) not in _SLOW)
