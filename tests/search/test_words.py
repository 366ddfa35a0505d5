"""Words and stems of the index, which a query must meet."""

from __future__ import annotations

import pytest

from scripts.search.words import stem, stems, words


def test_words_are_lower_case_without_accents_hyphens_and_possessives() -> None:
    assert words("Text-to-Image’s naïve “KV/cache”, 8×H100") == [
        "text",
        "to",
        "image",
        "naive",
        "kv",
        "cache",
        "8",
        "h100",
    ]
    assert words("переводчик 翻訳 ?!") == []


@pytest.mark.parametrize(
    ("stemmed", "forms"),
    [
        ("retriev", ["retrieval", "retrieving", "retrieve", "retrieves"]),
        ("quantiz", ["quantization", "quantisation", "quantised"]),
        ("optim", ["optimise", "optimize"]),
        ("behavior", ["behaviour", "behaviours", "behavior"]),
        ("label", ["labelling", "labeling", "labelled", "labels"]),
        ("call", ["call", "calls", "calling", "called"]),
        ("nois", ["noise", "noised", "noising"]),
        ("pour", ["pour", "pouring"]),
        ("technolog", ["technology", "technologies"]),
        ("latenc", ["latency", "latencies"]),
        ("ai", ["ai"]),
    ],
)
def test_forms_of_a_word_share_a_stem(stemmed: str, forms: list[str]) -> None:
    assert {form: stem(form) for form in forms} == dict.fromkeys(forms, stemmed)


def test_a_text_becomes_its_stems_in_order() -> None:
    assert stems("Caches of retrieved pages") == ["cach", "of", "retriev", "page"]
