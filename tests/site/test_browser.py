"""A reader in a real browser: opens, searches, follows, prints, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.browser import until
from tests.conftest import until_ready

CASE = "cases/retrieval-augmented-generation/"


@pytest.fixture
def errors() -> list[str]:
    """Errors of a page; a test that causes some on purpose takes them out."""
    return []


@pytest.fixture(autouse=True)
def no_surprises(page: Page, address: str, errors: list[str]) -> object:
    """Fail on any script error and on any request to another host."""
    elsewhere: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    yield
    assert errors == []
    assert elsewhere == []


def test_from_home_to_a_step_and_back_by_related_chapters(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Derive a generative AI system design aloud")
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
    page.locator(".pc-cards").get_by_role("link", name="Retrieval-Augmented Generation").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")
    assert page.evaluate("window.stillHere") is True
    page.locator(".pc-spine").get_by_role("link", name="Evaluation").click()
    expect(page.locator(".pc-spine [aria-current=step]")).to_contain_text("Evaluation")


def test_the_spine_follows_the_reader_down_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    for anchor, title in (("data-preparation", "Data preparation"), ("system-design", "Overall system design")):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
        expect(page.locator(".pc-spine [aria-current=step]")).to_contain_text(title)
        expect(page.locator(".pc-spine")).to_be_in_viewport()
    page.evaluate("document.getElementById('sources').scrollIntoView()")
    expect(page.locator(".pc-spine [aria-current=step]")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("anchor", ["model-development", "unsafe-text", "q-hundred-milliseconds-average"])
def test_a_place_in_a_case_is_not_hidden_by_the_spine(page: Page, address: str, anchor: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/cases/smart-compose/#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    spine = page.locator(".pc-spine").evaluate("spine => spine.getBoundingClientRect().bottom")
    assert page.locator(f"#{anchor}").evaluate("place => place.getBoundingClientRect().top") >= spine


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


def place_is_noted(page: Page) -> None:
    """Wait until the theme has noted how far the page is scrolled, which it does a tenth of a second later.

    Going back sooner than that, as no reader does, it would note the place on the entry of the history gone back to.
    """
    until(
        page,
        """() => {
          const now = performance.now();
          if (window.restingAt !== scrollY) Object.assign(window, { restingAt: scrollY, restingSince: now });
          return now - window.restingSince > 600 && history.state && Math.abs(history.state.y - scrollY) < 1;
        }""",
    )


def test_back_leads_through_anchors_and_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    page.locator(".md-sidebar--secondary").get_by_role("link", name="What breaks first").click()
    expect(page.locator("#what-breaks-first")).to_be_in_viewport()
    place_is_noted(page)
    page.locator(".pc-spine").get_by_role("link", name="Evaluation").click()
    expect(page.locator("#evaluation")).to_be_in_viewport()
    place_is_noted(page)
    page.go_back()
    expect(page.locator("#what-breaks-first")).to_be_in_viewport()
    page.locator(".md-footer__link--next").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Retrieval-Augmented Generation")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Retrieval-Augmented Generation")


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
    main = "document.querySelector('link[rel=stylesheet]:not([media])')"
    page.evaluate(f"{main}.here = true")
    before = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    assert page.evaluate("document.querySelectorAll('link[rel=stylesheet]:not([media])').length") == 1
    assert page.evaluate(f"{main}.here") is True
    sheets = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [name for name in sheets if name.endswith(".css") and name in before] == [
        name for name in before if name.endswith(".css")
    ], "a sheet that was there is not asked for again"


def test_the_first_page_is_set_in_the_faces_of_the_house(page: Page, address: str) -> None:
    """A face may come after the first paint on a busy machine, which then does without; here the styles wait for it."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"\.css$"), hold)
    with (
        page.expect_event("requestfinished", lambda request: "/source-serif-4." in request.url),
        page.expect_event("requestfinished", lambda request: "/source-sans-3." in request.url),
    ):
        page.goto(f"{address}/framework/evaluation/", wait_until="commit")
    while held:
        held.pop().continue_()
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for part, face in {"article h2": "Source Serif 4", ".pc-spine a": "Source Sans 3"}.items():
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": part})["nodeId"]
        shown = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert any(font["isCustomFont"] and font["familyName"].startswith(face) for font in shown), (part, shown)


def test_fonts_and_styles_are_asked_for_once(page: Page, address: str) -> None:
    asked: list[str] = []

    def fresh(route: Route) -> None:
        """Answer with what may not be kept: a cache would hide that it is asked for again."""
        asked.append(route.request.url.removeprefix(f"{address}/assets/"))
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-store"})

    page.route(re.compile(r"\.(woff2|css)$"), fresh)
    page.goto(f"{address}/framework/requirements/", wait_until="networkidle")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    page.wait_for_load_state("networkidle")
    assert len(asked) == len(set(asked)) >= 3, asked


def test_another_page_is_announced_and_the_keyboard_goes_to_its_heading(page: Page, address: str) -> None:
    focused = "document.activeElement.id || document.activeElement.localName"
    page.goto(f"{address}/framework/requirements/", wait_until="networkidle")
    assert page.evaluate(focused) == "body", "the browser tells of the first page itself"
    expect(page.locator(".pc-arrival")).to_have_count(0)
    page.locator(".md-content a[href$='#numbers']").first.evaluate("link => link.focus()")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.localName") != "h1", "a jump within the page is none"
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.locator(".pc-arrival")).to_contain_text("ML framing")
    expect(page.locator(".pc-arrival")).to_have_attribute("role", "status")
    expect(page.locator("h1")).to_be_focused()
    deep = page.locator(".md-content a[href*='/concepts/adaptation/#mechanism']:visible").first
    place = str(deep.evaluate("link => link.hash.slice(1)"))
    deep.scroll_into_view_if_needed()
    place_is_noted(page)
    deep.click()
    expect(page.locator("h1")).to_contain_text("Adaptation")
    until(page, "place => document.activeElement.id === place", given=place)
    expect(page.locator(f"[id='{place}']")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".pc-arrival")).to_contain_text("ML framing")


def test_ticks_of_a_checklist_outlive_a_reload_and_the_way_back_and_are_stored_nowhere(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/framework/evaluation/", wait_until="networkidle")
    boxes = page.locator(".task-list-item input")
    boxes.nth(0).check()
    boxes.nth(2).check()
    ticked = [True, False, True, False]
    state = "boxes => boxes.slice(0, 4).map(box => box.checked)"
    assert page.url.endswith("/framework/evaluation/?ticked=1-3")
    page.locator(".md-sidebar--secondary").get_by_role("link", name="Traps").click()
    assert page.url.endswith("/framework/evaluation/?ticked=1-3#traps")
    assert boxes.evaluate_all(state) == ticked
    page.reload()
    until_ready(page)
    assert boxes.evaluate_all(state) == ticked
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).not_to_contain_text("Evaluation")
    assert "ticked" not in page.url
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Evaluation")
    assert boxes.evaluate_all(state) == ticked
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => !/palette/.test(key))"
    assert page.evaluate(kept) == []


DENIED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
Object.defineProperty(Navigator.prototype, "serviceWorker", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
"""


def test_where_storage_is_denied_colors_theme_and_next_work(page: Page, address: str) -> None:
    page.add_init_script(DENIED)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/framework/requirements/", wait_until="networkidle")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.evaluate("window.stillHere = true")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    assert page.evaluate("window.stillHere") is True, "the theme's instant navigation works"
    page.locator("header .md-header__option label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_what_was_kept_and_cannot_be_read_is_no_choice(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/book/")
    page.evaluate("localStorage.setItem(`${__md_scope.pathname}.__palette`, '{')")
    page.goto(f"{address}/framework/requirements/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_without_the_themes_script_next_can_be_reached(page: Page, address: str, errors: list[str]) -> None:
    page.route("**/bundle.*", lambda route: route.abort())
    page.goto(f"{address}/framework/requirements/", wait_until="commit")
    until(page, "!!window.customElements.get('site-search')")
    page.mouse.move(300, 300)
    expect(page.locator("html")).to_have_class("no-js")
    page.get_by_role("link", name="Next: ML framing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ML framing")
    assert any("theme's script could not be loaded" in error for error in errors)
    errors.clear()


def test_before_a_reader_acts_the_lists_beside_the_text_are_whole(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(f"{address}/concepts/content-provenance/", wait_until="commit")
    until(page, "!!window.customElements.get('site-search')")
    expect(page.locator(".md-sidebar--primary .md-nav__link--active").last).to_be_in_viewport(ratio=1)
    edges = "sides => sides.map((side) => side.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    for where in (0, 100_000):
        page.evaluate("top => scrollTo(0, top)", where)
        footer = page.locator(".md-footer").evaluate("footer => footer.getBoundingClientRect().top")
        for top, bottom in page.locator(".md-sidebar").evaluate_all(edges):
            assert bottom - top > 100
            assert bottom <= min(footer, 700), where
    assert not page.evaluate("!!window.document$"), "the theme's script waits"


def test_the_search_says_that_there_is_no_connection_and_opens_when_it_is_back(
    page: Page, address: str, errors: list[str]
) -> None:
    page.goto(f"{address}/framework/requirements/", wait_until="networkidle")
    page.context.set_offline(True)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("no connection")
    page.context.set_offline(False)
    page.keyboard.press("/")
    expect(page.locator(".search__input")).to_be_focused()
    errors.clear()


@pytest.mark.parametrize(
    "opens", [lambda page: page.keyboard.press("/"), lambda page: page.locator(".search-entry > a").click()]
)
def test_the_search_whose_files_are_gone_says_so_and_follows_its_link(
    page: Page, address: str, errors: list[str], opens: Callable[[Page], None]
) -> None:
    page.route("**/core-dialog-*", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/framework/requirements/")
    opens(page)
    expect(page).to_have_url(f"{address}/glossary/?q=")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_count(3)
    errors.clear()


def test_after_a_release_the_search_opens_on_the_page_loaded_anew(page: Page, address: str, errors: list[str]) -> None:
    page.route("**/core-dialog-*", lambda route: route.fulfill(status=404), times=1)
    page.goto(f"{address}/framework/requirements/")
    page.keyboard.press("/")
    page.wait_for_url(f"{address}/framework/requirements/?q=")
    expect(page.locator(".search__input")).to_be_focused()
    errors.clear()


def test_without_scripts_everything_is_there_to_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    expect(page.locator(".pc-spine a")).to_have_count(7)
    expect(page.locator(".estimate caption").first).to_have_text("What decides")
    page.locator("#all-results > summary").click()
    expect(page.locator("#all-results tbody tr").first).to_be_visible()
    expect(page.locator("h2#sources")).to_be_visible()
    page.locator("details.question summary").first.click()
    expect(page.locator("details.question").first.locator("p").nth(1)).to_be_visible()
    context.close()


def test_print_leaves_the_chapter_alone_on_the_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    page.emulate_media(media="print")
    for chrome in (".md-header", ".md-sidebar--primary", ".md-footer", ".pc-spine"):
        expect(page.locator(chrome).first).to_be_hidden()
    answer = page.locator("details.question").last.locator("p").last
    assert answer.evaluate("node => node.getBoundingClientRect().height") > 0


def test_an_address_that_leads_nowhere_leads_home(page: Page, address: str) -> None:
    page.goto(f"{address}/404.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("404")
    expect(page.locator(".md-content").get_by_role("link").first).to_be_visible()
