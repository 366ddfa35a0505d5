"""Questions of a concept are folded, and their headings stay what others find."""

from __future__ import annotations

import markdown
from lxml import html
from lxml.html import HtmlElement

TEXT = """# Title

## Mechanism { #mechanism }

### Part { #part }

Not folded.

## Questions { #questions }

Say each answer first.

### Does it help? { #q-help }

Yes.

- sometimes

### Does it cost? { #q-cost }

<div>Raw.</div>

<!--macro:chapter_end-->

## Sources { #sources }

Not folded either.
"""


def convert(text: str) -> tuple[HtmlElement, list[dict[str, object]]]:
    converter = markdown.Markdown(extensions=["attr_list", "toc", "scripts.pages.folds"])
    page = html.fragment_fromstring(converter.convert(text), create_parent=True)
    return page, converter.toc_tokens  # type: ignore[attr-defined]


def test_each_question_opens_its_own_answer_and_nothing_else_is_folded() -> None:
    page, _ = convert(TEXT)
    folds = page.xpath("details[@class='question']")
    assert [fold.xpath("string(summary/h3)") for fold in folds] == ["Does it help?", "Does it cost?"]
    assert [" ".join(fold.text_content().split()) for fold in folds] == [
        "Does it help? Yes. sometimes",
        "Does it cost? Raw.",
    ]
    outside = " ".join("".join(page.xpath("text()|*[not(self::details)]//text()")).split())
    assert outside == "Title Mechanism Part Not folded. Questions Say each answer first. Sources Not folded either."


def test_the_mark_of_a_generated_part_stays_outside() -> None:
    page, _ = convert(TEXT)
    assert [str(comment.text) for comment in page.xpath("comment()")] == ["macro:chapter_end"]


def test_ids_and_the_list_of_contents_are_as_without_folds() -> None:
    page, [title] = convert(TEXT)
    assert page.xpath("//h3/@id") == ["part", "q-help", "q-cost"]
    questions = title["children"][1]  # type: ignore[index]
    assert [(entry["id"], entry["name"]) for entry in questions["children"]] == [
        ("q-help", "Does it help?"),
        ("q-cost", "Does it cost?"),
    ]


def test_the_link_to_a_question_is_in_its_answer_and_not_in_what_opens_it() -> None:
    options = {"toc": {"permalink": True, "permalink_title": "Link to this section"}}
    text = markdown.markdown(TEXT, extensions=["attr_list", "toc", "scripts.pages.folds"], extension_configs=options)
    page = html.fragment_fromstring(text, create_parent=True)
    assert page.xpath("//summary//a") == []
    links = page.xpath("details/p[@class='question-facts']/a")
    assert [(link.get("href"), link.text) for link in links] == [
        ("#q-help", "Link to this section"),
        ("#q-cost", "Link to this section"),
    ]
    assert page.xpath("//h3[@id='part']/a/@href") == ["#part"]


def test_a_page_without_such_a_section_stays_as_it_is() -> None:
    page, _ = convert("## Follow-ups { #follow-ups }\n\n### 1 Requirements { #questions-requirements }\n\nText.\n")
    assert page.xpath("//details") == []
