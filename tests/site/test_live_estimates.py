"""A reader moves an assumption of a chapter: everything follows, can be shared and undone, and what is wrong is said.

What is expected comes from the estimate as Python computes it, so that any case with a picture and a decision will do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.browser import DRAWN
from scripts.content.estimates import display
from scripts.content.estimates.computing import compute
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption
from scripts.pages import deciding
from tests.conftest import ROOT, real_content
from tests.pages.test_deciding import moved
from tests.site.test_accessibility import AXE, RULES

SHIFTS = """() => new Promise((done) => {
  const found = (list) => done(list.getEntries().map(({ value }) => value));
  new PerformanceObserver(found).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 200);
})"""
FRAMES = """async () => {
  const [frames, next] = [[], requestAnimationFrame.bind(window)];
  window.requestAnimationFrame = (act) => next(async (time) => {
    const start = performance.now();
    act(time);
    // What waits for promises, such as the pictures, belongs to the frame.
    for (let turn = 0; turn < 8; turn += 1) await undefined;
    frames.push(performance.now() - start);
  });
  const sliders = [...document.querySelectorAll(".pc-slider")];
  for (let step = 0; step < 40; step += 1) {
    const slider = sliders[step % sliders.length];
    slider.value = Math.floor((slider.max * ((step * 37) % 100)) / 100);
    slider.dispatchEvent(new Event("input"));
    await new Promise((done) => next(() => setTimeout(done, 5)));
  }
  return frames.sort((one, other) => one - other)[frames.length >> 2];
}"""
"""The time of a quick frame in ms, since others may use the machine at the same time."""


@dataclass(frozen=True)
class Example:
    """A case, an assumption that a key moves to an end of its range, and a result in its text that follows."""

    path: str
    estimate: Estimate
    moved: Assumption
    end: float
    key: str
    quoted: str

    @property
    def after(self) -> str:
        """The quoted result, as printed, once the assumption is moved."""
        value = compute(self.estimate, {self.moved.name: self.end}).values[self.quoted]
        return display.show(value, self.estimate.units[self.quoted])

    @property
    def shared(self) -> str:
        return f"?e={self.moved.name}:{display.plain(self.end)}"


def examples() -> Iterator[Example]:
    for chapter in real_content().chapters.values():
        estimate = chapter.estimate
        if not estimate or not estimate.plots or not estimate.decides:
            continue
        item = next(item for item in estimate.assumptions if item.name == estimate.plots[0].over)
        quoted = {str(call.arguments[0]) for call in chapter.document.macros if call.name == "value"}
        for end, key in zip(item.range, ("Home", "End"), strict=True):
            computed = compute(estimate, {item.name: end})
            for result in estimate.results:
                example = Example(chapter.url, estimate, item, end, key, result.name)
                follows = result.name in quoted and result.name in computed.values
                if not computed.impossible and follows and example.after != estimate.display(result.name):
                    yield example


EXAMPLE = next(examples())


def crossing() -> tuple[str, str, float]:
    """Return a case whose limits are kept, an assumption of it, and an end of its range that crosses one."""
    for chapter in real_content().chapters.values():
        estimate = chapter.estimate
        if not estimate or not estimate.decides or crossed(estimate):
            continue
        for item in estimate.assumptions:
            for end in item.range:
                changed = {item.name: end}
                if not compute(estimate, changed).impossible and crossed(moved(estimate, changed)):
                    return chapter.url, item.name, end
    raise LookupError("no limit can be crossed")


def crossed(estimate: Estimate) -> bool:
    return any(row.now != deciding.KEPT for row in deciding.rows(estimate, ())[len(estimate.decides) :])


def alive(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".pc-alive")).to_be_attached()


@pytest.fixture(autouse=True)
def no_errors(page: Page) -> Iterator[None]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    yield
    assert found == []


def test_a_moved_assumption_moves_all_that_follows_from_it_and_comes_back(page: Page, address: str) -> None:
    moved, quoted, before = EXAMPLE.moved, EXAMPLE.quoted, EXAMPLE.estimate.display(EXAMPLE.quoted)
    alive(page, f"{address}/{EXAMPLE.path}#figure-{moved.name}")
    cell, text = page.locator(f"#figure-{quoted} .figure"), page.locator(f'data[value="{quoted}"]').first
    point = page.locator(f"[data-picture='plot:{EXAMPLE.estimate.plots[0].name}'] circle")
    drawn = str(point.get_attribute("cx"))
    slider = page.locator(f"#figure-{moved.name}").get_by_role("slider", name=moved.label)
    slider.press(EXAMPLE.key)
    expect(cell).to_have_text(f"{EXAMPLE.after}was {before}")
    expect(text).to_have_text(f"{EXAMPLE.after} (changed from {before})")
    expect(text).to_have_css("border-bottom-style", "solid")
    expect(page.locator(".pc-live__count")).to_contain_text("1 assumption differs from the chapter’s.")
    page.wait_for_url(f"**/{EXAMPLE.path}{EXAMPLE.shared}#figure-{moved.name}")
    expect(point).to_have_attribute("cx", "0%" if EXAMPLE.key == "Home" else "100%")
    expect(page.locator(".pc-live [role=status]")).to_contain_text(", was ")
    page.get_by_role("button", name=f"{moved.label}: back to").click()
    expect(cell).to_have_text(before)
    expect(text).to_have_text(before.replace(" ", "\u00a0"))
    page.wait_for_url(f"**/{EXAMPLE.path}#figure-{moved.name}")
    expect(point).to_have_attribute("cx", drawn)


def test_what_is_only_looked_up_is_folded_until_a_link_leads_there_and_open_on_the_way_back(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    alive(page, f"{address}/{EXAMPLE.path}#numbers")
    assert page.locator(".pc-look-up[open]").count() == 0
    row = page.locator(f"#figure-{EXAMPLE.quoted}")
    expect(row).to_be_hidden()
    for pivot in (item for item in EXAMPLE.estimate.assumptions if item.pivot):
        expect(page.get_by_role("slider", name=pivot.label)).to_be_visible()
    alive(page, f"{address}/{EXAMPLE.path}#figure-{EXAMPLE.quoted}")
    expect(row).to_be_in_viewport()
    expect(page.locator("#all-results")).to_have_attribute("open", "")
    page.locator(".md-footer__link--prev").click()
    expect(row).to_have_count(0)
    page.go_back()
    expect(page.locator("#all-results")).to_have_attribute("open", "")
    expect(page.locator("#other-assumptions")).not_to_have_attribute("open", "")


def test_a_limit_that_is_crossed_opens_its_fold_and_what_moved_is_summed_up_below(page: Page, address: str) -> None:
    """The first case whose limits are all kept, and an assumption whose end crosses one of them."""
    path, item, end = crossing()
    alive(page, f"{address}/{path}#numbers")
    fold, strip = page.locator("#limits"), page.locator(".pc-readout")
    expect(fold.locator("summary")).to_have_text(re.compile(r"^Limits: (\d+) of \1 kept$"))
    expect(fold).not_to_have_attribute("open", "")
    expect(strip).to_be_hidden()
    alive(page, f"{address}/{path}?e={item}:{display.plain(end)}#numbers")
    expect(fold.locator("summary")).not_to_have_text(re.compile(r"^Limits: (\d+) of \1 kept$"))
    expect(fold).to_have_attribute("open", "")
    expect(fold.get_by_text("Crossed:").first).to_be_visible()
    expect(strip).to_be_visible()


def test_a_shared_link_opens_with_its_values_and_keeps_them_on_the_way_back(page: Page, address: str) -> None:
    alive(page, f"{address}/{EXAMPLE.path}{EXAMPLE.shared}")
    cell = page.locator(f"#figure-{EXAMPLE.quoted} .figure")
    expect(cell).to_contain_text(f"{EXAMPLE.after}was ")
    page.get_by_role("button", name="Show the working").click()
    expect(page.locator(f"#figure-{EXAMPLE.quoted} .pc-working")).to_contain_text(f" = {EXAMPLE.after}")
    page.locator(".md-footer__link--prev").click()
    expect(cell).to_have_count(0)
    page.go_back()
    expect(cell).to_contain_text(f"{EXAMPLE.after}was ")
    page.get_by_role("button", name="Reset all").click()
    expect(cell).to_have_text(EXAMPLE.estimate.display(EXAMPLE.quoted))
    page.wait_for_url(f"**/{EXAMPLE.path}")


def test_a_link_that_does_not_fit_says_so_and_shows_the_chapters_values(page: Page, address: str) -> None:
    beyond = display.plain(EXAMPLE.moved.range[1] * 2)
    alive(page, f"{address}/{EXAMPLE.path}?e=no_such_name:4,{EXAMPLE.moved.name}:{beyond}")
    problem = page.locator(".pc-live__problem")
    expect(problem).to_contain_text("there is no assumption “no_such_name”")
    expect(problem).to_contain_text(f"“{EXAMPLE.moved.label}” cannot be")
    expect(page.locator(f"#figure-{EXAMPLE.quoted} .figure")).to_have_text(EXAMPLE.estimate.display(EXAMPLE.quoted))
    page.wait_for_url(f"**/{EXAMPLE.path}")


def test_what_cannot_be_is_explained_beside_the_control_and_the_last_result_stays(page: Page, address: str) -> None:
    """Typed nonsense, then a value for which a result is made to divide by zero."""
    moved = EXAMPLE.moved

    def divide(route: Route) -> None:
        found = json.loads((ROOT / "site" / EXAMPLE.path / "estimate.json").read_text(encoding="utf-8"))
        for result in found["results"]:
            if result["name"] == EXAMPLE.quoted:
                zero = ["-", moved.name, EXAMPLE.end * EXAMPLE.estimate.factors[moved.name]]
                result["tree"] = ["+", result["tree"], ["*", 0, ["/", 1, zero]]]
        route.fulfill(json=found)

    page.route("**/estimate.json", divide)
    alive(page, f"{address}/{EXAMPLE.path}#figure-{moved.name}")
    field = page.get_by_role("textbox", name=moved.label, exact=True)
    before = field.input_value()
    cell = page.locator(f"#figure-{EXAMPLE.quoted} .figure")
    field.fill("a few")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    note = page.locator(f"#effect-{moved.name}")
    expect(note).to_contain_text("“a few” is no number; expected one such as")
    assert note.get_attribute("id") in str(field.get_attribute("aria-describedby")).split()
    field.press("Escape")
    expect(field).to_have_value(before)
    expect(note).to_be_empty()
    page.locator(f"#figure-{moved.name} .pc-slider").press(EXAMPLE.key)
    expect(note).to_contain_text("has no result: division by zero. The last good results stay.")
    expect(cell).to_have_text(EXAMPLE.estimate.display(EXAMPLE.quoted))
    assert "?e=" not in page.url


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_a_moved_estimate_fits_and_axe_finds_nothing(page: Page, address: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    alive(page, f"{address}/{EXAMPLE.path}#numbers")
    assert sum(page.evaluate(SHIFTS)) < 0.01, "what scripts add pushes something"
    for fold in page.locator(".pc-look-up").all():
        fold.locator("summary").click()
    page.locator(f"#figure-{EXAMPLE.moved.name} .pc-slider").press(EXAMPLE.key)
    page.evaluate(DRAWN)
    field = page.locator(".pc-field").first
    field.fill("")
    field.press("Enter")
    expect(page.locator(".pc-effect").first).to_contain_text("Nothing is entered")
    page.get_by_role("button", name="Show the working").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    small = page.locator(".pc-field, .pc-slider, .pc-back, .pc-live__button").evaluate_all(
        "(all, least) => all.filter((one) => one.getBoundingClientRect().height < least).map((one) => one.className)",
        44 if width == 360 else 24,
    )
    assert small == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run('article', { runOnly: tags, resultTypes: ['violations'] })", RULES)
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in result["violations"]] == []


def test_a_moved_assumption_is_computed_and_shown_within_a_frame(page: Page, address: str) -> None:
    alive(page, f"{address}/{EXAMPLE.path}#figure-{EXAMPLE.moved.name}")
    assert page.evaluate(FRAMES) < 16


def test_without_scripts_and_on_paper_the_tables_stand(page: Page, browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/{EXAMPLE.path}#numbers")
    expect(plain.locator(".estimate caption")).to_have_text(
        [
            *("What decides", "Assumptions that decide", "Limits", "Other assumptions"),
            "What follows from the assumptions",
        ]
    )
    for fold in plain.locator(".pc-look-up").all():
        fold.locator("summary").click()
    expect(plain.locator(f"#figure-{EXAMPLE.quoted} .figure")).to_have_text(EXAMPLE.estimate.display(EXAMPLE.quoted))
    expect(plain.locator(".estimate input, .estimate button")).to_have_count(0)
    context.close()
    alive(page, f"{address}/{EXAMPLE.path}{EXAMPLE.shared}")
    page.emulate_media(media="print")
    expect(page.locator(".estimate :is(input, button):visible")).to_have_count(0)
    expect(page.locator(f"#figure-{EXAMPLE.moved.name} .pc-given")).to_contain_text("(in the chapter ")
    expect(page.locator(f"#figure-{EXAMPLE.moved.name} .pc-given")).to_have_css("position", "static")
