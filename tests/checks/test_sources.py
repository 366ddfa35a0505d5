"""Sources that nothing lasting leads to are listed and counted by kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import sources
from scripts.content.problems import Findings
from scripts.content.sources import bibliography

ENTRY = "@{kind}{{{key}, title = {{T}}, author = {{Lee, Ann}}, year = {{2024}}, {by}}}\n"


def listing(tmp_path: Path, *entries: tuple[str, str, str]) -> list[str]:
    file = tmp_path / "references.bib"
    file.write_text("".join(ENTRY.format(kind=kind, key=key, by=by) for kind, key, by in entries))
    findings = Findings()
    found = bibliography.read(file, file, findings)
    assert findings.items == []
    return sources.listing(found.values()).splitlines()


@pytest.mark.parametrize(
    "by",
    [
        "doi = {10.1000/1}",
        "eprint = {2401.00001}",
        "url = {https://web.archive.org/web/2024/https://a.example}",
        "url = {https://arxiv.org/abs/2401.00001}",
    ],
)
def test_what_lasts_is_not_listed(tmp_path: Path, by: str) -> None:
    lines = listing(tmp_path, ("misc", "lee2024", by))
    assert lines == [
        "",
        "misc             0 of 1",
        "0 of 1 sources have no DOI, no arXiv number and no archive.",
    ]


def test_what_may_go_is_listed_and_counted_by_kind(tmp_path: Path) -> None:
    lines = listing(
        tmp_path,
        ("online", "lee2024page", "url = {https://notarchive.org/web.archive.org}"),
        ("book", "lee2024book", "isbn = {978-0-306-40615-7}"),
        ("online", "lee2024paper", "doi = {10.1000/1}"),
    )
    assert lines == [
        "book          lee2024book: no address",
        "online        lee2024page: https://notarchive.org/web.archive.org",
        "",
        "book             1 of 1",
        "online           1 of 2",
        "2 of 3 sources have no DOI, no arXiv number and no archive.",
    ]
