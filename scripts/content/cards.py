"""The ten cases at a glance: docs/cases/cards.yml, for the home page and the comparison of cases."""

from __future__ import annotations

from pathlib import Path

from scripts.content.front_matter import Difficulty
from scripts.content.problems import Findings
from scripts.content.schema import Closed, check
from scripts.content.yaml_source import YamlError, parse


class CaseCard(Closed):
    """One case as a card; its chapter may not be written yet."""

    slug: str
    title: str
    modality: str
    difficulty: Difficulty
    trade_off: str


def read(path: Path, shown: Path, findings: Findings) -> list[CaseCard]:
    """Read the cards in order; note what is wrong with them."""
    try:
        data, lines = parse(path.read_text(encoding="utf-8"))
    except YamlError as problem:
        findings.add(shown, problem.line, problem.message)
        return []
    cards = [check(CaseCard, item, lines, shown, findings, at=(i,)) for i, item in enumerate(data or [])]
    return [card for card in cards if card is not None]
