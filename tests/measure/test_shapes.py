"""The declared models against the estimates, and what is said where they part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.content import model
from scripts.content.model import Content
from scripts.content.problems import ContentError
from scripts.measure import plan, rehearsal, shapes

ROOT = Path(__file__).parents[2]
CASES = {
    "smart-compose",
    "google-translate",
    "personal-assistant",
    "image-captioning",
    "retrieval-augmented-generation",
    "face-generation",
    "high-resolution-synthesis",
    "text-to-image",
    "personalized-headshots",
    "text-to-video",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return model.examine(ROOT)[0]


@pytest.fixture(scope="module")
def written(content: Content) -> dict[str, Any]:
    return shapes.read(ROOT / shapes.FILE, shapes.FILE, content)


def changed(content: Content, tmp_path: Path, old: str, new: str) -> list[str]:
    """What is said of the table when a text of it is another."""
    text = (ROOT / shapes.FILE).read_text("utf-8")
    assert old in text
    (tmp_path / "shapes.yml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as raised:
        shapes.read(tmp_path / "shapes.yml", Path("shapes.yml"), content)
    return str(raised.value).splitlines()


def test_every_count_agrees_with_its_estimate(written: dict[str, Any]) -> None:
    assert {run["case"] for run in written["runs"]} == CASES


def test_lengths_come_from_the_estimates(written: dict[str, Any], content: Content) -> None:
    estimate = content.chapters["cases/text-to-video"].estimate
    assert estimate is not None
    full = next(run for run in written["runs"] if run.get("over") == "full")
    assert full["positions"] == estimate.values["final_tokens"]


def test_every_run_can_be_planned_within_eight_minutes(written: dict[str, Any]) -> None:
    planned = plan.plan(written)
    assert [one.part for one in planned] == sorted((one.part for one in planned), key=_order(written))
    assert {"decode_bandwidth_efficiency", "prefill_efficiency", "diffusion_efficiency", "training_efficiency"} <= {
        one.figure for one in planned
    }
    assert sum(part["seconds"] for part in written["parts"]) <= 420
    assert all(one.work.operations > 0 or one.work.bytes_read > 0 for one in planned)


def test_every_run_can_be_rehearsed_small(written: dict[str, Any]) -> None:
    small = plan.plan(rehearsal.tiny(written))
    assert len(small) == len(plan.plan(written))
    assert max(one.work.operations for one in small) < 1e9


def _order(written: dict[str, Any]) -> Any:
    return [part["name"] for part in written["parts"]].index


def test_a_model_that_parts_from_its_estimate_is_refused(content: Content, tmp_path: Path) -> None:
    found = changed(content, tmp_path, "width: 2432", "width: 2560")
    assert found[1:] == ["1 problem in the content."]
    assert found[0].startswith("shapes.yml:")
    assert "'pass' of 'image_denoiser' is 3.3" in found[0]
    assert "'final_work' of text-to-image leaves 3.1e+13" in found[0]


def test_wrong_names_are_said_together(content: Content, tmp_path: Path) -> None:
    text = (ROOT / shapes.FILE).read_text("utf-8")
    for old, new in (
        ("figure: final_work", "figure: final_worc"),
        ("count: balance", "count: balanse"),
        ("figure: training_efficiency", "figure: training_eficiency"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "shapes.yml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as raised:
        shapes.read(tmp_path / "shapes.yml", Path("shapes.yml"), content)
    said = str(raised.value)
    assert "Did you mean 'final_work'?" in said
    assert "Did you mean 'balance'?" in said
    assert "Did you mean 'training_efficiency'?" in said


def test_an_unknown_case_is_refused(content: Content, tmp_path: Path) -> None:
    found = changed(content, tmp_path, "case: text-to-image", "case: text-to-images")
    assert "there is no case 'text-to-images'" in found[0]
    assert found[0].endswith("Did you mean 'text-to-image'?")


def test_a_unit_of_something_else_is_refused(content: Content, tmp_path: Path) -> None:
    found = changed(content, tmp_path, "unit: flop/pass", "unit: byte/pass")
    assert "'final_work' of text-to-image: the formula gives" in found[0]


def test_a_model_with_a_wrong_field_is_refused(content: Content, tmp_path: Path) -> None:
    found = changed(content, tmp_path, "    kv_heads: 8\n", "    kv_head: 8\n")
    assert "model 'assistant': missing: kv_heads; unknown: kv_head" in found[0]
