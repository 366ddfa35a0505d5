"""What readers find: all queries, asked of the engine that the search box uses and of an index made now."""

from __future__ import annotations

import csv
import json
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scripts.content import model
from scripts.search import index, words
from tests.conftest import ROOT


def _read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / name).open(encoding="utf-8"), delimiter="\t"))


SETS = {
    "tuned": _read("queries.tsv"),
    # Written by somebody who had seen neither the other queries nor the names; no rule was changed for one of them.
    "held-out": _read("held-out.tsv"),
    # What the field asks for since 2025; written before the chapters that answer it.
    "today": _read("today.tsv"),
}
LOWEST_RANK = {"tuned": 0.95, "held-out": 0.94, "today": 0.9}
"""Mean reciprocal rank, at least."""
IN_FIRST_FIVE = {"tuned": 0.98, "held-out": 0.98, "today": 0.95}


def in_node(question: dict[str, Any]) -> dict[str, list[list[str]]]:
    done = subprocess.run(
        [ROOT / "scripts/setup/node", "node", ROOT / "tests/js/search/ask.js"],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[list[str]]] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("queries", SETS.values(), ids=SETS.keys())
def test_the_queries_name_chapters_that_exist(content: model.Content, queries: list[dict[str, str]]) -> None:
    assert len(queries) >= 40
    assert len({row["query"].casefold() for row in queries}) == len(queries)
    assert {name for row in queries for name in row["wanted"].split()} <= set(content.chapters)


def test_readers_find_the_chapter_they_want(content: model.Content) -> None:
    ids = {chapter.url: chapter.id for chapter in content.chapters.values()}
    rows = [(name, row["query"], row["wanted"].split()) for name, queries in SETS.items() for row in queries]
    answers = in_node({"index": index.build(content), "queries": [query for _, query, _ in rows]})["hits"]
    ranks: dict[str, list[int]] = {name: [] for name in SETS}
    missed: list[str] = []
    for (name, query, wanted), urls in zip(rows, answers, strict=True):
        rank = next((place for place, url in enumerate(urls, 1) if ids[url] in wanted), 0)
        ranks[name].append(rank)
        if rank != 1:
            missed.append(f"{query}: {rank or 'not found'}")
    for name, found in ranks.items():
        reciprocal = float(sum(Fraction(1, rank) for rank in found if rank) / len(found))
        first_five = sum(0 < rank <= 5 for rank in found) / len(found)
        print(f"{name}: mean reciprocal rank {reciprocal:.3f}, among the first five {first_five:.3f}")
        assert reciprocal >= LOWEST_RANK[name], missed
        assert first_five >= IN_FIRST_FIVE[name], missed


def test_the_browser_reads_words_as_the_index_does(content: model.Content) -> None:
    vocabulary = sorted(
        {w for c in content.chapters.values() for s in c.document.sections for w in words.words(s.text)}
    )
    assert len(vocabulary) > 4000
    found = in_node({"words": vocabulary})["words"]
    wrong = [w for w, (same, stem) in zip(vocabulary, found, strict=True) if (same, stem) != (w, words.stem(w))]
    assert wrong == []
