"""The ten cases at a glance: docs/cases/cards.yml, for the home page and the comparison of cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Literal

import pydantic

from scripts.content.chapters.chapter import GAP, Chapter
from scripts.content.chapters.front_matter import Difficulty
from scripts.content.estimates import units
from scripts.content.estimates.estimate import Estimate
from scripts.content.files.schema import Closed, check
from scripts.content.files.yaml_file import line_of, load
from scripts.content.problems import Findings, nearest


class Shared(Closed):
    """What a case has in common with another one."""

    other: Annotated[str, pydantic.Field(alias="with")]
    what: str


class CaseCard(Closed):
    """One case as a card; its chapter may not be written yet.

    Args:
        makes: the medium of its output.
        latency: how long its user waits, and in what form.
        wait: the result of its estimate that says how long, which places it among the others.
        core: the model at its center.
        trade_off: the decision that makes it hard.
        shares: what it has in common with other cases.
    """

    slug: str
    title: str
    modality: str
    makes: Literal["text", "image", "video"]
    latency: str
    wait: str
    core: str
    difficulty: Difficulty
    trade_off: str
    shares: tuple[Shared, ...]


def read(path: Path, display_path: Path, findings: Findings) -> list[CaseCard]:
    """Read the cards in order; note what is wrong with them."""
    loaded = load(path, display_path, findings)
    if loaded is None:
        return []
    data, lines = loaded
    if not isinstance(data, list):
        findings.add(display_path, 1, "expected a list of cards, each beginning with '- slug: …'.")
        return []
    slugs = [str(item["slug"]) for item in data if isinstance(item, dict) and "slug" in item]
    cards = [check(CaseCard, item, lines, display_path, findings, at=(i,)) for i, item in enumerate(data)]
    wrong: dict[str, list[tuple[str, int]]] = {}
    for index, card in enumerate(cards):
        for place, shared in enumerate(card.shares if card else ()):
            if card and (shared.other not in slugs or shared.other == card.slug):
                line = line_of(lines, (index, "shares", place))
                wrong.setdefault(shared.other, []).append((card.slug, line))
    slug_lines = {slug: line_of(lines, (index, "slug")) for index, slug in enumerate(slugs)}
    for other, places in wrong.items():
        _note_unknown(other, places, slug_lines, display_path, findings)
    return [card for card in cards if card is not None]


def _note_unknown(
    other: str, places: list[tuple[str, int]], slugs: Mapping[str, int], display_path: Path, findings: Findings
) -> None:
    """Note a card that others share with and that is none; where several agree on its name, they are right."""
    near = nearest(other, slugs)
    if len(places) > 1 and near and other not in slugs:
        findings.add(
            display_path, slugs[near], f"card '{near}' is called '{other}' by {len(places)} others.", nearest=other
        )
        return
    for slug, line in places:
        findings.add(display_path, line, f"card '{slug}' shares with '{other}', which is no other card.", nearest=near)


def check_chapters(
    cards: Collection[CaseCard], chapters: Mapping[str, Chapter], display_path: Path, findings: Findings
) -> None:
    """A card and its chapter say the same, and no case lacks a card, without which home does not show it."""
    if findings.in_file(display_path):
        return
    slugs = {card.slug for card in cards}
    for chapter in chapters.values():
        if chapter.fields.kind == "case" and chapter.name not in slugs and cards:
            findings.add(
                display_path,
                0,
                f"case '{chapter.name}' has no card, without which it is neither on home nor among the cases; "
                f"expected an entry '- slug: {chapter.name}'.",
            )
    for card in cards:
        case = chapters.get(f"cases/{card.slug}")
        if case and (case.title, case.fields.difficulty) != (card.title, card.difficulty):
            findings.add(
                display_path,
                0,
                f"card '{card.slug}' says '{card.title}', {card.difficulty}; "
                f"its chapter says '{case.title}', {case.fields.difficulty}.",
            )
        if case and case.estimate:
            _check_wait(card, case.estimate, display_path, findings)


def _check_wait(card: CaseCard, estimate: Estimate, display_path: Path, findings: Findings) -> None:
    """Note a wait that is no time which the estimate computes; one that is still to be written computes none."""
    if any(GAP in result.explain for result in estimate.results):
        return
    times = [result.name for result in estimate.results if units.seconds(1, result.unit) is not None]
    if card.wait not in times:
        expected = f"expected one of {', '.join(times)}" if times else "it computes none"
        findings.add(
            display_path,
            0,
            f"card '{card.slug}' has the wait '{card.wait}', which is no time that its estimate computes; {expected}.",
            nearest=nearest(card.wait, times),
        )
