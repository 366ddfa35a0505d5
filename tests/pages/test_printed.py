"""What each macro prints of a book of two cases, seven steps and two concepts, all of it written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.pages import home
from scripts.pages.macros import MACROS, ROWS_AT_ONCE, Page
from tests.conftest import CONFIG, DESCRIPTION, SmallSite, free_kinds

STEPS = {
    "requirements": "Requirements",
    "ml-framing": "ML framing",
    "data-preparation": "Data preparation",
    "model-development": "Model development",
    "evaluation": "Evaluation",
    "system-design": "Overall system design",
    "deployment-and-monitoring": "Deployment and monitoring",
}
CARDS = """- slug: chat
  title: Chat
  modality: Dialogue
  makes: text
  latency: A second
  wait: answer_time
  core: Language model
  difficulty: easy
  trade_off: Quick answers lose to right ones.
  shares:
    - {with: video, what: long contexts}
- slug: video
  title: Video
  modality: Text to video
  makes: video
  latency: Minutes
  wait: draft_time
  core: Diffusion model
  difficulty: hard
  trade_off: Long videos lose to sharp ones.
  shares: []
- slug: later
  title: Later
  modality: Text to image
  makes: image
  latency: Seconds
  wait: picture_time
  core: Diffusion model
  difficulty: medium
  trade_off: It is not written yet.
  shares: []
"""
ESTIMATE = """assumptions:
  - {name: people, label: People, value: 1234.5, unit: person, range: [1000, 2000], why: Said so.}
  - {name: asked, label: Asked, value: 2, unit: query/person, range: [1, 5], why: Read so., source: lewis2020retrieval}
  - {name: pause, label: Pause, value: 250, unit: ms, range: [100, 900], why: Timed.}
results:
  - {name: all_queries, unit: query, formula: people * asked, explain: Every person asks.}
  - {name: answer_time, label: Question to answer, unit: s, formula: pause, explain: The pause alone.}
"""
ANSWER = " ".join(["word"] * 60)
MORE_SOURCES = """
@misc{bender2021,
  title = {On Dangers},
  author = {Bender, Emily and Gebru, Timnit},
  year = {2021},
  url = {https://example.org/bender}
}
@misc{3gpp2022,
  title = {A Standard},
  author = {{3GPP}},
  year = {2022},
  url = {https://example.org/3gpp}
}
"""


def questions() -> str:
    """Return fourteen follow-ups, two a step, of which the first has a figure in its answer."""
    rows = []
    for number in range(14):
        rows += [
            f"- id: question-{number}",
            f"  step: {list(STEPS)[number % 7]}",
            f"  level: {('mid', 'senior', 'staff')[number % 3]}",
            f"  tier: {('asked', 'tricky', 'often-wrong')[number % 3]}",
            f"  question: What is asked as number {number}?",
            "  answer: '" + ('{{ value("people") }} ' if number == 0 else "") + f"{ANSWER}'",
        ]
    return "\n".join(rows) + "\n"


@pytest.fixture
def book(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """Return the book; its chapters need neither sections nor length."""
    free_kinds(monkeypatch)
    names = ["index", "one", "two"]

    def add(name: str, title: str, kind: str, body: str, more: str = "") -> None:
        file = f"{name}/index" if name.startswith("cases") else name
        names.append(file)
        text = small.chapter(title, body, more=more).replace("kind: page", f"kind: {kind}")
        small.write(f"docs/{file}.md", text)

    for slug, title in STEPS.items():
        add(f"framework/{slug}", title, "step", "Text.\n")
    for case in ("chat", "video"):
        decisions = "decisions:\n" + "".join(f"  {slug}: {case.title()} decides {slug}.\n" for slug in STEPS)
        add(f"cases/{case}", case.title(), "case", "See [it](../../cache.md). [@bender2021] [@3gpp2022]\n", decisions)
    add("cache", "Cache", "concept", "See [beams](beam.md).\n")
    add("beam", "Beam", "concept", "Text.\n")
    small.edit("docs/cases/video/index.md", "difficulty: easy", "difficulty: hard")
    small.edit("docs/cases/video/index.md", "See [it](../../cache.md). ", "")
    small.write("docs/cases/cards.yml", CARDS)
    small.write("docs/cases/chat/estimate.yml", ESTIMATE)
    small.write("docs/cases/chat/questions.yml", questions())
    small.edit("docs/references.bib", "}\n}\n", "}\n}\n" + MORE_SOURCES)
    small.write(
        "mkdocs.yml",
        CONFIG.replace("  - index.md\n  - one.md\n  - two.md\n", "".join(f"  - {name}.md\n" for name in names)),
    )
    return small


Printed = Callable[..., LexborHTMLParser]


@pytest.fixture
def printed(book: SmallSite) -> Printed:
    """Return what a macro prints on a chapter, parsed."""

    def printed(macro: str, chapter: str = "index", *arguments: str) -> LexborHTMLParser:
        content = book.load()
        return LexborHTMLParser(MACROS[macro](Page(content, content.chapters[chapter]), *arguments))

    return printed


def texts(html: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in html.css(selector)]


def links(html: LexborHTMLParser, selector: str = "a") -> list[str]:
    return [node.attributes["href"] or "" for node in html.css(selector)]


def test_cards_of_chapters_that_are_written_lead_there(printed: Printed) -> None:
    html = printed("case_cards")
    assert texts(html, ".pc-card__title") == ["Chat", "Video", "Later"]
    assert links(html) == ["site:cases/chat/", "site:cases/video/"]
    assert texts(html, ".pc-card--outline .pc-card__title") == ["Later"]
    assert texts(html, ".pc-card__facts") == ["Dialogue Easy", "Text to video Hard", "Text to image Medium"]


VIDEO_ESTIMATE = """assumptions:
  - {name: work, label: Work, value: 2.5, unit: ms, range: [1, 5], why: Timed.}
results:
  - {name: draft_time, label: Time to a draft, unit: ms, formula: work, explain: The work alone.}
"""


def test_cards_stand_by_the_wait_that_their_estimates_compute(book: SmallSite, printed: Printed) -> None:
    assert texts(printed("case_cards"), ".pc-wait") == ["250 ms Question to answer"]
    book.write("docs/cases/video/estimate.yml", VIDEO_ESTIMATE)
    html = printed("case_cards")
    assert texts(html, ".pc-card__title") == ["Video", "Chat", "Later"]
    assert texts(html, ".pc-wait") == ["2.5 ms Time to a draft", "250 ms Question to answer"]
    # A hundred times as long, with a margin of e to the power of 0.4 at either end.
    assert [node.attributes["cx"] for node in html.css(".pc-wait circle")] == ["7.4%", "92.6%"]


def test_a_card_shows_the_first_flowchart_of_the_section_on_architecture(book: SmallSite, printed: Printed) -> None:
    assert printed("case_cards").css(".pc-thumb") == []
    diagram = """
```mermaid
flowchart TD
  accTitle: A path
  accDescr: Two boxes.
  a[One] --> b@{{ shape: hex, label: "Two" }}
  class {core} core
```
"""
    data, architecture = diagram.format(core="a,b"), diagram.format(core="b")
    text = f"## Data {{ #data }}\n{data}\n## Whole {{ #system-design }}\n{architecture}{data}\n"
    book.edit("docs/cases/chat/index.md", "See [it]", f"{text}\nSee [it]")
    [picture] = printed("case_cards").css(".pc-thumb")
    lines, boxes, core = (path.attributes["d"] or "" for path in picture.css("path"))
    assert [lines.count("M"), boxes.count("z"), core.count("z")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.083, "83 ms"),
        (0.0903, "90 ms"),
        (1.14, "1.1 s"),
        (1.0, "1 s"),
        (36, "36 s"),
        (89, "89 s"),
        (96, "1.6 minutes"),
        (5880, "98 minutes"),
    ],
)
def test_a_wait_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert home.duration(seconds) == said


def test_what_the_site_rests_on_is_counted(book: SmallSite, printed: Printed) -> None:
    html = printed("proof")
    assert texts(html, "p") == [
        "Behind it stand 3 sources, 2 computed figures, 0 diagrams and 14 follow-up questions with answers."
    ]
    assert links(html) == [], "no page of this book lists sources"
    book.edit("docs/two.md", "Text.", "{{ references() }}")
    assert links(printed("proof")) == ["site:two/"]


def test_the_ring_leads_to_the_steps_and_says_how_each_is_opened(printed: Printed) -> None:
    html = printed("interview_ring")
    chapters = [f"site:framework/{slug}/" for slug in STEPS]
    assert [arc.attributes["xlink:href"] for arc in html.css("a.pc-arc")] == chapters
    assert texts(html, "a.pc-arc") == [f"{number} {title}" for number, title in enumerate(STEPS.values(), 1)]
    assert texts(html, ".pc-ring__minute") == ["0", "5", "8", "12", "21", "27", "36", "40"]
    assert links(html, ".pc-bar a") == chapters
    grown = [(part.attributes["class"] or "").split()[-1] for part in html.css(".pc-bar > *")]
    assert grown == [f"pc-min-{minutes}" for minutes in (5, 3, 4, 9, 6, 9, 4, 5)]
    assert links(html, ".pc-says a") == chapters
    assert texts(html, ".pc-says li")[2] == (
        "3 Data preparation minute 8 to 12 I sort sources by what it costs to take a record back."
    )


def test_cases_stand_side_by_side_with_what_they_share(book: SmallSite, printed: Printed) -> None:
    html = printed("case_comparison")
    assert texts(html, "tbody th") == ["Chat Dialogue", "Video Text to video", "Later Text to image"]
    assert links(html, "th a") == ["site:cases/chat/", "site:cases/video/"]
    assert texts(html, "tbody tr:first-child td") == [
        "A second",
        "Language model",
        "Quick answers lose to right ones.",
        "long contexts with Video",
    ]
    assert links(html, ".comparison__with a") == ["site:cases/video/"]
    book.edit("docs/cases/cards.yml", "{with: video, what: long contexts}", "{with: later, what: long contexts}")
    html = printed("case_comparison")
    assert texts(html, "tbody li") == ["long contexts with Later"]
    assert links(html, ".comparison__with a") == [], "it is not written yet"


def test_the_clock_adds_up_to_45_and_60_minutes(printed: Printed) -> None:
    html = printed("interview_clock")
    assert texts(html, "tbody tr td:nth-child(2)") == ["5", "3", "4", "9", "6", "9", "4", "5"]
    assert texts(html, "tbody tr td:nth-child(3)") == ["6", "4", "6", "12", "8", "12", "7", "5"]
    assert texts(html, "tfoot td") == ["45", "60", ""]
    assert links(html) == [f"site:framework/{slug}/" for slug in STEPS]
    assert texts(html, "tbody th")[0] == "1 Requirements"
    assert texts(html, "tbody th")[-1] == "Floating"


def test_steps_are_links_with_their_minutes(printed: Printed) -> None:
    html = printed("step_cards")
    assert links(html) == [f"site:framework/{slug}/" for slug in STEPS]
    assert texts(html, ".step-spine__title") == list(STEPS.values())
    assert texts(html, ".step-spine__minutes")[:2] == ["5 min", "3 min"]
    assert texts(html, ".step-spine__text")[1] == "Typed input and output, the task, the baseline."


def test_the_start_of_a_step_says_its_number_and_its_minutes(printed: Printed) -> None:
    assert texts(printed("chapter_start", "framework/evaluation"), ".chapter-facts li") == [
        "Step 5 of 7",
        "6 of 45 minutes",
        "Easy",
        "1 min read",
        "Updated 22 November 2026",
    ]


def test_the_start_of_a_case_is_a_spine_of_its_steps(printed: Printed) -> None:
    html = printed("chapter_start", "cases/video")
    assert texts(html, ".chapter-facts li")[:2] == ["Case", "Hard"]
    assert links(html, ".pc-spine a") == [f"#{slug}" for slug in STEPS]
    assert texts(html, ".pc-spine__title") == list(STEPS.values())
    assert not html.css("[aria-current]"), "where the reader is, the page cannot know"


def test_the_start_of_a_step_shows_the_way_from_step_to_step(printed: Printed) -> None:
    html = printed("chapter_start", "framework/evaluation")
    assert links(html, ".pc-spine a") == [f"site:framework/{slug}/" for slug in STEPS]
    assert texts(html, ".pc-spine [aria-current=page] .pc-spine__title") == ["Evaluation"]


def test_the_start_of_a_concept_has_no_steps(printed: Printed) -> None:
    assert not printed("chapter_start", "cache").css(".pc-spine")


def test_reading_time_counts_the_follow_ups_too(printed: Printed) -> None:
    # Fourteen answers of 60 words and as many questions of six: 220 words a minute.
    assert "4 min read" in texts(printed("chapter_start", "cases/chat"), ".chapter-facts li")


def test_a_step_shows_how_each_case_decides_it(printed: Printed) -> None:
    html = printed("step_decisions", "framework/evaluation")
    assert texts(html, "dt") == ["Chat", "Video"]
    assert texts(html, "dd") == ["Chat decides evaluation.", "Video decides evaluation."]
    assert links(html) == ["site:cases/chat/#evaluation", "site:cases/video/#evaluation"]


def test_a_case_ends_with_its_seven_decisions(printed: Printed) -> None:
    html = printed("chapter_end", "cases/video")
    assert texts(html, ".decision-row li > span:last-child") == [f"Video decides {slug}." for slug in STEPS]
    assert links(html, ".decision-row a") == [f"#{slug}" for slug in STEPS]
    assert "matrix" not in html.html, "no page of this book has it"


def test_a_concept_lists_the_cases_that_lead_to_it_and_no_other_concept(book: SmallSite, printed: Printed) -> None:
    html = printed("used_by", "cache")
    assert texts(html, "li") == ["Chat Case"]
    assert links(html) == ["site:cases/chat/"]
    assert texts(printed("used_by", "beam"), "li") == []
    book.edit("docs/framework/evaluation.md", "Text.", "[Beam](../beam.md)")
    assert texts(printed("used_by", "beam"), "li") == ["Evaluation Step"]


def test_concepts_are_links_with_what_each_is_for(printed: Printed) -> None:
    html = printed("concept_links")
    assert texts(html, "span") == [DESCRIPTION, DESCRIPTION]
    assert list(zip(texts(html, "a"), links(html), strict=True)) == [
        ("Cache", "site:cache/"),
        ("Beam", "site:beam/"),
    ]


def test_an_estimate_shows_assumptions_with_every_digit_and_results_with_three(printed: Printed) -> None:
    html = printed("estimate", "cases/chat")
    assumptions, results = html.css("table")
    assert [" ".join(cell.text().split()) for cell in results.css("tbody th, tbody td")] == [
        "All queries",
        "2,470 queries",
        "Every person asks. people * asked",
        "Question to answer",
        "0.25 s",
        "The pause alone. pause",
    ]
    assert [" ".join(cell.text().split()) for cell in assumptions.css("tbody th, tbody td")] == [
        "People people",
        "1,234.5 people 1,000 to 2,000 people",
        "Said so. Assumption.",
        "Asked asked",
        "2 queries/person 1 to 5 queries/person",
        "Read so. (Lewis et al., 2020)",
        "Pause pause",
        "250 ms 100 to 900 ms",
        "Timed. Assumption.",
    ]
    assert links(html) == ["#source-lewis2020retrieval"]
    assert [node.attributes["id"] for node in html.css("tr[id]")] == [
        "figure-people",
        "figure-asked",
        "figure-pause",
        "figure-all_queries",
        "figure-answer_time",
    ]


@pytest.mark.parametrize(("pivots", "folded"), [((), ["all-results"]), ((0, 3), ["other-assumptions", "all-results"])])
def test_a_long_estimate_shows_what_decides_and_folds_the_rest(
    printed: Printed, book: SmallSite, pivots: tuple[int, ...], folded: list[str]
) -> None:
    numbers = range(ROWS_AT_ONCE + 1)
    value = "value: 1, unit: s, range: [1, 2], why: Timed."
    assumptions = [
        f"  - {{name: wait_{n}, label: Wait {n}, {value}{', pivot: true' if n in pivots else ''}}}\n" for n in numbers
    ]
    results = [f"  - {{name: end_{n}, label: End, unit: s, formula: wait_{n}, explain: It is.}}\n" for n in numbers]
    text = ESTIMATE.replace("results:\n", f"{''.join(assumptions)}results:\n{''.join(results)}")
    book.write("docs/cases/chat/estimate.yml", text)
    html = printed("estimate", "cases/chat")
    assert [fold.attributes["id"] for fold in html.css("details")] == folded
    shown = [row.attributes["id"] for row in html.css("live-estimate > table tr[id]")]
    assert [name for name in shown if "-wait" in str(name)] == [f"figure-wait_{n}" for n in (pivots or numbers)]
    assert ("figure-people" in shown) is (not pivots)
    assert len(html.css("tr[id]")) == 2 * len(numbers) + 5


def test_a_figure_does_not_break_before_its_unit(printed: Printed) -> None:
    assert printed("value", "cases/chat", "all_queries").text() == "2,470\u00a0queries"


@pytest.mark.parametrize(("macro", "arguments"), [("estimate", ()), ("value", ("people",))])
def test_figures_without_an_estimate_are_refused_by_the_chapters_name(
    printed: Printed, macro: str, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=r"^docs/cases/video/index\.md has no estimate beside it"):
        printed(macro, "cases/video", *arguments)


def test_follow_ups_stand_by_step_with_level_tier_and_the_figures_of_their_answers(book: SmallSite) -> None:
    content = book.load()
    text = MACROS["questions"](Page(content, content.chapters["cases/chat"]))
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert headings[:2] == [
        "1 Requirements { #questions-requirements }",
        "2 ML framing { #questions-ml-framing }",
    ]
    assert len(headings) == 7
    first, second = text.split("/// details | ")[1:3]
    assert first.startswith(
        "What is asked as number 0?\n"
        "    type: question\n"
        '    attrs: {id: "q-question-0"}\n\n'
        '<span class="level level--mid">Mid</span> <span class="tier">often asked</span>\n'
        "{: .question-facts }\n\n"
        '<data value="people">1,234.5\u00a0people</data> word word'
    )
    assert second.startswith("What is asked as number 7?"), "the second of the first step"
    assert '<span class="level level--senior">Senior</span> <span class="tier">tricky</span>' in second
    assert text.count("\n///\n") == 14


def test_a_step_without_follow_ups_has_no_heading(book: SmallSite) -> None:
    content = book.load()
    assert MACROS["questions"](Page(content, content.chapters["cases/video"])).strip() == ""


def test_the_matrix_has_a_cell_for_each_case_and_step(book: SmallSite, printed: Printed) -> None:
    book.edit("docs/two.md", "Text.", "{{ matrix() }}")
    html = printed("matrix", "two")
    assert texts(html, "tbody th") == ["Chat Dialogue", "Video Text to video"]
    assert [row.attributes["id"] for row in html.css("tbody tr")] == ["chat", "video"]
    assert [row.attributes["class"] for row in html.css("tbody tr")] == ["matrix__text", "matrix__video"]
    assert texts(html, "#video td")[4] == "5 Evaluation Video decides evaluation."
    assert links(html, "#video td a") == [f"site:cases/video/#{slug}" for slug in STEPS]
    assert links(html, "thead a") == [f"site:framework/{slug}/" for slug in STEPS]
    assert texts(html, "fieldset:last-of-type label") == ["Anything", "Text", "Video"], "media of cases that are there"
    end = printed("chapter_end", "cases/video")
    assert links(end, "p a") == ["site:two/#video"]
    assert links(printed("step_decisions", "framework/evaluation"), "p a") == ["site:two/"]


def test_sources_stand_by_first_author_with_those_who_cite_them(book: SmallSite, printed: Printed) -> None:
    book.edit("docs/two.md", "Text.", "{{ references() }}")
    html = printed("references", "two")
    assert texts(html, ".letters a") == ["#", "B", "L"]
    assert links(html, ".letters a") == ["#letter-0", "#letter-b", "#letter-l"]
    assert [node.attributes["id"] for node in html.css(".sources li")] == [
        "3gpp2022",
        "bender2021",
        "lewis2020retrieval",
    ]
    assert texts(html, "#bender2021") == [
        "Emily Bender, Timnit Gebru (2021). On Dangers. Archive. Cited in Chat, Video."
    ]
    assert links(html, "#bender2021 a") == [
        "https://example.org/bender",
        "https://web.archive.org/web/*/https://example.org/bender",
        "site:cases/chat/#source-bender2021",
        "site:cases/video/#source-bender2021",
    ]
    assert texts(html, ".list-facts")[0].startswith("3 sources, each cited somewhere.")
    assert links(html, ".list-facts a") == ["site:references.bib", "site:references.json"]
    end = printed("chapter_end", "cases/chat")
    assert texts(end, ".sources__entry") == ["cited in 2 chapters", "cited in 2 chapters", "cited in 2 chapters"]
    assert links(end, ".sources__entry")[0] == "site:two/#bender2021"


def test_terms_stand_by_letter_under_their_name_and_their_short_form(book: SmallSite, printed: Printed) -> None:
    book.edit("docs/two.md", "Text.", "{{ glossary() }}")
    book.write(
        "docs/glossary.yml",
        "- term: beam search\n  short: BS\n  also: [best-of beams]\n"
        "  definition: It keeps the likeliest few continuations at each step.\n  explained: one#part\n"
        "- term: 2-gram\n  definition: Two words that follow each other in a text, counted.\n  explained: beam\n",
    )
    html = printed("glossary", "two")
    assert texts(html, ".list-facts") == ["2 terms."]
    assert links(html, ".letters a") == ["#letter-0", "#letter-b"]
    assert texts(html, "dt") == ["2-gram", "beam search BS", "BS"]
    assert links(html, ".glossary a") == ["site:beam/", "site:one/#part", "#beam-search"]
    assert [node.attributes["id"] for node in html.css("dl div[id]")] == ["2-gram", "beam-search"]


def test_the_graph_lists_every_edge_below_its_picture(book: SmallSite, printed: Printed) -> None:
    book.edit("docs/two.md", "Text.", "{{ knowledge_graph() }}")
    for name, other in (("cache", "beam"), ("beam", "cases/chat"), ("cases/chat/index", "cache")):
        why = f"{name} leads there for this reason."
        book.edit(
            f"docs/{name}.md", "tags: [retrieval]\n", f"tags: [retrieval]\nrelated:\n  - {{to: {other}, why: {why}}}\n"
        )
    html = printed("knowledge_graph", "two")
    assert texts(html, ".graph-node") == ["Chat", "Cache", "Beam"]
    assert [
        (line.attributes["data-source"], line.attributes["data-target"], line.attributes["class"])
        for line in html.css(".graph-lines path")
    ] == [
        ("cases/chat", "cache", "graph-line graph-line--related"),
        ("cache", "beam", "graph-line graph-line--related"),
        ("beam", "cases/chat", "graph-line graph-line--related"),
    ]
    assert texts(html, "h3") == ["Cases", "Concepts"]
    assert texts(html, "summary") == ["Chat 2", "Cache 2", "Beam 1"]
    assert texts(html, '[data-node="cases/chat"] li') == [
        "Cache related cases/chat/index leads there for this reason.",
        "Cache uses-concept Its text leads there in “Chat”.",
    ]
    assert links(html, '[data-node="cache"] a') == ["site:beam/", "site:beam/"]
    assert "5 in all" in texts(html, "p")[-1]
    assert [option.attributes["value"] for option in html.css("#graph-from option")] == [
        "",
        "cases/chat",
        "cache",
        "beam",
    ]


def test_a_chapter_ends_with_its_neighborhood_and_a_way_to_the_graph(book: SmallSite, printed: Printed) -> None:
    for name, other in (("cache", "beam"), ("beam", "cases/chat"), ("cases/chat/index", "cache")):
        related = f"tags: [retrieval]\nrelated:\n  - {{to: {other}, why: For a reason that is one.}}\n"
        book.edit(f"docs/{name}.md", "tags: [retrieval]\n", related)
    html = printed("chapter_end", "beam")
    assert texts(html, ".neighborhood a text") == ["Chat", "Cache"]
    assert [node.attributes["xlink:href"] for node in html.css(".neighborhood a")] == [
        "site:cases/chat/",
        "site:cache/",
    ]
    assert html.css_first("figcaption") is None, "no page of this book has the graph"
    book.edit("docs/two.md", "Text.", "{{ knowledge_graph() }}")
    html = printed("chapter_end", "cases/chat")
    assert texts(html, "figcaption") == ["Seen in the knowledge graph."]
    assert links(html, "figcaption a") == ["site:two/?chapter=cases/chat"]
    assert printed("chapter_end", "one").css_first(".neighborhood") is None
