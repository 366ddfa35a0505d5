"""What is timed, what is left out and why, and what a machine lacks; PyTorch is played by stand-ins."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from scripts.measure import __main__ as steps
from scripts.measure import bench, card, measuring, plan
from scripts.measure.timing import FEWEST, REPEATS, Clock, TooSlowError, summary

TRANSFORMER = {"name": "small", "kind": "transformer", "place": "here", "layers": 2, "width": 8, "heads": 2}
PARTS = [{"name": "prefill", "title": "Prefill", "seconds": 30}, {"name": "pass", "title": "A pass", "seconds": 30}]


def run(part: str, **fields: Any) -> dict[str, Any]:
    return {
        "part": part,
        "model": "small",
        "case": "text-to-image",
        "label": "small",
        "batch": 1,
        "positions": 4,
        **fields,
    }


def shapes(*runs: dict[str, Any]) -> dict[str, Any]:
    return {"version": plan.VERSION, "models": {"small": TRANSFORMER}, "parts": PARTS, "runs": list(runs), "world": {}}


def torch(**fields: Any) -> Any:
    return SimpleNamespace(set_grad_enabled=lambda _: None, manual_seed=lambda _: None, **fields)


def carried_out(found: dict[str, Any], monkeypatch: pytest.MonkeyPatch, call: Any, **changes: Any) -> measuring.Outcome:
    monkeypatch.setattr(bench, "prepared", lambda _, __: call)
    fields = {
        "name": "card",
        "memory": 8 * 10**9,
        "driver": "1",
        "runtime": "CUDA 13",
        "torch": "2.14",
        "fp8": "",
        **changes,
    }
    return measuring.carry_out(plan.plan(found), found["parts"], card.Card(**fields), torch(), "cpu", lambda _: None)


def test_the_plan_follows_the_parts_and_splits_precisions() -> None:
    found = plan.plan(shapes(run("pass", precisions=["bf16", "fp8"]), run("prefill", figure="prefill_efficiency")))
    assert [(one.part, one.precision, one.figure) for one in found] == [
        ("prefill", "bf16", "prefill_efficiency"),
        ("pass", "bf16", ""),
        ("pass", "fp8", ""),
    ]
    assert found[0].work.attention == 0  # as the estimates count prefill
    assert found[1].work.products == 2 * 2 * 12 * 64 * 4
    assert found[1].work.attention == 2 * 4 * 16 * 8


def test_shapes_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="version 0, expected 1; write them again"):
        plan.plan({**shapes(), "version": 0})


def test_runs_that_look_alike_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be told apart: pass-text-to-image-small-1-4"):
        plan.plan(shapes(run("pass"), run("pass")))


def test_a_run_without_what_its_part_needs_names_it() -> None:
    with pytest.raises(ValueError, match="the run of 'small' for text-to-image in 'clip': 'frames'"):
        plan.plan({**shapes(run("clip")), "parts": [{"name": "clip", "title": "Clip", "seconds": 1}]})


def test_a_clip_that_cannot_be_cut_evenly_is_refused() -> None:
    with pytest.raises(ValueError, match="4 positions cannot be cut into 3 equal parts"):
        plan.plan(
            {
                **shapes(run("clip", frames=3, over="windows")),
                "parts": [{"name": "clip", "title": "Clip", "seconds": 1}],
            }
        )


def test_all_that_fits_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    outcome = carried_out(shapes(run("pass"), run("prefill")), monkeypatch, lambda: calls.append(1))
    assert [result.measurement.part for result in outcome.results] == ["prefill", "pass"]
    assert all(result.times.repeats == REPEATS for result in outcome.results)
    assert (outcome.left_out, outcome.failed) == ([], False)


def test_what_the_card_cannot_is_left_out_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shapes(run("pass", precisions=["bf16", "fp8"]), run("prefill", positions=10**9))
    outcome = carried_out(found, monkeypatch, lambda: None, fp8="FP8 begins with 8.9")
    assert [result.measurement.precision for result in outcome.results] == ["bf16"]
    reasons = dict(outcome.left_out)
    assert reasons["pass-text-to-image-small-1-4-fp8"] == "FP8 begins with 8.9"
    assert reasons["prefill-text-to-image-small-1-1000000000"] == "it needs about 321 GB, and the card has 8"
    assert not outcome.failed


def test_a_failure_is_said_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no kernel\nand a long trace")

    outcome = carried_out(shapes(run("pass"), run("prefill")), monkeypatch, broken)
    assert [why for _, why in outcome.left_out] == ["PyTorch failed: no kernel"] * 2
    assert outcome.failed


def test_a_part_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {**shapes(run("pass"), run("prefill")), "parts": [PARTS[0], {**PARTS[1], "seconds": 0}]}
    outcome = carried_out(found, monkeypatch, lambda: None)
    assert outcome.left_out == [("pass-text-to-image-small-1-4", "the time of its part was spent")]


def test_quartiles() -> None:
    found = summary([4.0, 1.0, 2.0, 3.0, 5.0])
    assert (found.low, found.median, found.high, found.repeats) == (2, 3, 4, 5)


def test_a_slow_call_is_not_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    calls = []

    def slow() -> None:
        calls.append(now[0])
        now[0] += 2

    with pytest.raises(TooSlowError, match="one repeat takes 2 s, and 10 s were left for it"):
        Clock(torch(), "cpu").times(slow, 10)
    assert len(calls) == 2
    assert Clock(torch(), "cpu").times(slow, 20).repeats >= FEWEST


def test_a_cards_own_clock_is_read_after_its_cache_was_written_over() -> None:
    said: list[str] = []

    class Event:
        def __init__(self, enable_timing: bool) -> None:
            assert enable_timing

        def record(self) -> None:
            said.append("record")

        def synchronize(self) -> None:
            said.append("wait")

        def elapsed_time(self, _: Event) -> float:
            return 250.0

    cuda = SimpleNamespace(Event=Event, synchronize=lambda: None)
    empty = SimpleNamespace(zero_=lambda: said.append("flush"))
    clock = Clock(torch(cuda=cuda, int8=None, empty=lambda *_, **__: empty), "cuda")
    times = clock.times(lambda: said.append("call"), 30)
    assert times.median == 0.25
    assert said[-5:] == ["flush", "record", "call", "record", "wait"]


def test_an_unknown_step_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert steps.main(["mesure"], tmp_path) == 2
    assert "expected one of shapes, ready, run, rehearse" in capsys.readouterr().err


def test_without_shapes_it_says_how_to_write_them(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert steps.main(["run"], tmp_path) == 1
    assert "Nothing was measured: there is no .cache/measure/shapes.json" in capsys.readouterr().err


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A folder in which the first step has been done."""
    (tmp_path / ".cache/measure").mkdir(parents=True)
    (tmp_path / steps.SHAPES).write_text(json.dumps(shapes(run("pass"))), "utf-8")
    return tmp_path


def test_without_a_card_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(card, "missing", lambda: "no GPU was found")
    assert steps.main(["ready"], tmp_path) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was measured: no GPU was found. On a machine with a card, `make measure` does all")
    monkeypatch.setattr(card, "missing", lambda: "")
    assert steps.main(["ready"], tmp_path) == 0


def test_without_pytorch_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], prepared: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert steps.main(["run"], prepared) == 1
    said = capsys.readouterr().err
    assert "PyTorch cannot be imported by" in said
    assert "`make measure TORCH=python3` takes a Python that has it" in said


def fake(version: str, *, available: bool) -> ModuleType:
    module = ModuleType("torch")
    module.__dict__.update(
        __version__=version,
        version=SimpleNamespace(cuda="13.0"),
        cuda=SimpleNamespace(is_available=lambda: available),
    )
    return module


def test_an_old_pytorch_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], prepared: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch", fake("2.4.1", available=True))
    assert steps.main(["run"], prepared) == 1
    assert "PyTorch is 2.4.1, and 2.5 or newer is needed." in capsys.readouterr().err


def test_a_pytorch_that_finds_no_card_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], prepared: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch", fake("2.14.1+cu130", available=False))
    monkeypatch.setattr(card, "missing", lambda: "")
    assert steps.main(["run"], prepared) == 1
    assert "PyTorch 2.14.1+cu130 (made for 13.0) finds no GPU: there is a device" in capsys.readouterr().err


def test_a_measurement_is_printed_and_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], prepared: Path
) -> None:
    found = card.Card("NVIDIA RTX 1", 8 * 10**9, "1", "CUDA 13", "2.14", "")
    monkeypatch.setattr(steps, "_torch", torch)
    monkeypatch.setattr(steps, "_card", lambda _: found)
    monkeypatch.setattr(bench, "prepared", lambda _, __: lambda: None)
    monkeypatch.setattr(measuring, "Clock", lambda module, _: Clock(module, "cpu"))
    real = measuring.carry_out
    monkeypatch.setattr(measuring, "carry_out", lambda *given: real(*given[:4], "cpu", given[5]))
    assert steps.main(["run"], prepared) == 0
    said = capsys.readouterr().out
    assert "shares of the peak: the shared world states no NVIDIA RTX 1" in said
    written = list((prepared / "docs/measured").glob("*-nvidia-rtx-1.json"))
    assert len(written) == 1
    assert f"Written: docs/measured/{written[0].name}." in said
