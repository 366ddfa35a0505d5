"""A reader in a real browser: opens, searches, follows, prints, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

CASE = "cases/retrieval-augmented-generation/"
PAGES = ["", "book/", "framework/", "framework/requirements/", CASE, "concepts/ai-engineering/", "tags/"]


@pytest.fixture(autouse=True)
def no_surprises(page: Page, address: str) -> object:
    """Fail on any script error and on any request to another host."""
    errors: list[str] = []
    elsewhere: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    yield
    assert errors == []
    assert elsewhere == []


def test_from_home_to_a_step_and_back_by_related_chapters(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Probabilistic Core")
    page.locator(".step-spine").get_by_role("link", name="Evaluation").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evaluation")
    page.locator(".related").get_by_role("link", name="Retrieval-Augmented Generation").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")
    page.locator("#related, #referred-by").first.scroll_into_view_if_needed()
    page.locator(".related").get_by_role("link", name=re.compile("Evaluation")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evaluation")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")


def test_the_summary_shows_both_editions(page: Page, address: str) -> None:
    page.goto(f"{address}/book/")
    expect(page.locator(".edition")).to_have_count(2)
    expect(page.locator(".editions")).to_contain_text("ByteByteGo")
    expect(page.locator(".editions")).to_contain_text("Piter")


def test_instant_navigation_keeps_the_page_and_wakes_the_spine(page: Page, address: str) -> None:
    page.goto(f"{address}/", wait_until="networkidle")
    page.evaluate("window.stillHere = true")
    page.locator(".cards").get_by_role("link", name="Retrieval-Augmented Generation").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")
    assert page.evaluate("window.stillHere") is True
    page.locator(".case-spine").get_by_role("link", name="Evaluation").click()
    expect(page.locator(".case-spine [aria-current=step]")).to_contain_text("Evaluation")


def test_the_spine_follows_the_reader_down_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    for anchor, title in (("data-preparation", "Data preparation"), ("system-design", "Overall system design")):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
        expect(page.locator(".case-spine [aria-current=step]")).to_contain_text(title)
        expect(page.locator(".case-spine")).to_be_in_viewport()
    page.evaluate("document.getElementById('sources').scrollIntoView()")
    expect(page.locator(".case-spine [aria-current=step]")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("anchor", ["model-development", "unsafe-text", "q-keystrokes-from-people"])
def test_a_place_in_a_case_is_not_hidden_by_the_spine(page: Page, address: str, anchor: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/cases/smart-compose/#{anchor}", wait_until="networkidle")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    places = (
        "id => [document.getElementById(id), document.querySelector('.case-spine')].map(e => e.getBoundingClientRect())"
    )
    place, spine = page.evaluate(f"id => ({places})(id).map(box => [box.top, box.bottom])", anchor)
    assert place[0] >= spine[1]


def test_a_follow_up_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}#follow-ups")
    first = page.locator("details.question").first
    expect(first).not_to_have_attribute("open", "")
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("open", "")


def test_previous_and_next_follow_the_navigation(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/requirements/")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")


def test_a_citation_leads_to_its_source(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    citation = page.locator(".md-content .citation a").first
    key = str(citation.evaluate("link => link.hash")).removeprefix("#")
    citation.click()
    expect(page.locator(f"#{key}")).to_be_in_viewport()


def test_a_link_within_the_page_asks_for_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".md-sidebar--secondary").get_by_role("link", name="What breaks first").click()
    expect(page.locator("#what-breaks-first")).to_be_in_viewport()
    assert page.url.endswith("#what-breaks-first")
    assert [url for url in asked if url.partition("#")[0] == f"{address}/{CASE}"] == []


def test_back_leads_through_anchors_and_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    page.locator(".md-sidebar--secondary").get_by_role("link", name="What breaks first").click()
    page.locator(".case-spine").get_by_role("link", name="Evaluation").click()
    page.go_back()
    expect(page.locator("#what-breaks-first")).to_be_in_viewport()
    page.locator(".md-footer__link--next").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Retrieval-Augmented Generation")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Retrieval-Augmented Generation")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 768, 1440, 1920])
def test_nothing_is_wider_than_the_window(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_colors_can_be_changed_and_are_kept(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):
        page.locator("header .md-header__option label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{address}/framework/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_systems_colors_are_there_before_the_theme_is(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/{CASE}", wait_until="commit")
    page.wait_for_selector("header", state="attached")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_a_chosen_color_outlives_the_systems(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/")
    page.locator("header .md-header__option label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.goto(f"{address}/{CASE}")
    expect(page.locator("header .md-header__option label:visible")).to_have_attribute(
        "title", "Light colors; switch to dark"
    )
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_next_page_keeps_the_stylesheet(page: Page, address: str) -> None:
    page.goto(f"{address}/framework/requirements/", wait_until="networkidle")
    page.evaluate("document.querySelector('link[rel=stylesheet]').here = true")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    assert page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.here)") == [True]


def test_without_scripts_everything_is_there_to_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    expect(page.locator(".case-spine a")).to_have_count(7)
    expect(page.locator(".estimate table")).to_have_count(2)
    expect(page.locator("h2#sources")).to_be_visible()
    page.locator("details.question summary").first.click()
    expect(page.locator("details.question").first.locator("p").nth(1)).to_be_visible()
    context.close()


def test_print_leaves_the_chapter_alone_on_the_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    page.emulate_media(media="print")
    for chrome in (".md-header", ".md-sidebar--primary", ".md-footer", ".case-spine"):
        expect(page.locator(chrome).first).to_be_hidden()
    answer = page.locator("details.question").last.locator("p").last
    assert answer.evaluate("node => node.getBoundingClientRect().height") > 0


def test_an_address_that_leads_nowhere_leads_home(page: Page, address: str) -> None:
    page.goto(f"{address}/404.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("404")
    expect(page.locator(".md-content").get_by_role("link").first).to_be_visible()
