"""A heading that keeps the ids it had: on the page, in the list of contents, and for links to it."""

from __future__ import annotations

from typing import ClassVar
from xml.etree import ElementTree

import markdown
from markdown.treeprocessors import Treeprocessor

from scripts.checks import addresses
from tests.conftest import SmallSite

EXTENSIONS = ["attr_list", "toc", "scripts.pages.old_ids"]


def convert(text: str) -> tuple[str, list[dict[str, object]]]:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    html = converter.convert(text)
    return html, converter.toc_tokens  # type: ignore[attr-defined]


def test_each_old_id_is_an_element_in_the_heading_and_the_contents_are_undisturbed() -> None:
    html, contents = convert('# Title\n\n## New `code` title { #new was="old older" }\n\nText.\n')
    assert (
        '<h2 id="new"><span class="old-id" id="old"></span><span class="old-id" id="older"></span>'
        "New <code>code</code> title</h2>"
    ) in html.replace('id="old" class="old-id"', 'class="old-id" id="old"').replace(
        'id="older" class="old-id"', 'class="old-id" id="older"'
    )
    [title] = contents
    [section] = title["children"]  # type: ignore[misc]
    assert (section["id"], section["name"]) == ("new", "New code title")


class Collector(Treeprocessor):
    """Collects ids as MkDocs does, which registers its own processor last and with this priority."""

    found: ClassVar[set[str]] = set()

    def run(self, root: ElementTree.Element) -> None:
        self.found.update(element.get("id", "") for element in root.iter())


def test_the_generator_finds_old_ids_when_it_checks_links() -> None:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    converter.treeprocessors.register(Collector(converter), "collector", 5)
    converter.convert('## Title { #new was="old" }\n')
    assert {"new", "old"} <= Collector.found


def test_other_elements_and_headings_without_it_stay() -> None:
    assert convert("## Plain { #plain }\n")[0] == '<h2 id="plain">Plain</h2>'
    assert convert('Text.\n{: was="old" }\n')[0] == '<p was="old">Text.</p>'


def test_links_to_an_old_id_pass_and_one_to_none_does_not(small: SmallSite) -> None:
    small.edit("docs/one.md", "## Part { #part }", '## Parts { #parts was="part piece" }')
    assert small.problems() == []
    small.edit("docs/index.md", "one.md#part", "one.md#piece")
    assert small.problems() == []
    small.edit("docs/index.md", "one.md#piece", "one.md#pieces")
    [problem] = small.problems()
    assert problem.startswith("docs/index.md:12: link to 'one.md#pieces': docs/one.md has no id 'pieces'.")


def test_an_old_id_that_another_heading_has_is_refused(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", 'Text.\n\n## Other { #other was="part" }')
    assert small.problems() == ["docs/one.md:16: id 'part' stands twice, first on line 12."]


def gone(small: SmallSite, *listed: str) -> list[str]:
    return [str(problem) for problem in addresses.gone(small.load(), listed, small.root)]


def test_what_was_published_and_leads_somewhere_is_fine(small: SmallSite) -> None:
    assert addresses.addresses(small.load()) == {"", "one/", "one/#part", "two/"}
    assert gone(small, "", "one/", "one/#part", "two/") == []
    small.edit("docs/one.md", "## Part { #part }", '## Parts { #parts was="part" }')
    assert addresses.addresses(small.load()) == {"", "one/", "one/#parts", "two/"}
    assert gone(small, "one/#part") == []


def test_an_id_that_went_names_the_line_and_what_to_write(small: SmallSite) -> None:
    small.edit("docs/index.md", "one.md#part", "one.md")
    small.edit("docs/one.md", "## Part { #part }", "## Parts { #parts }\n\nText.\n\n## Kept { #kept }")
    start = "the id 'part' was published and is gone; expected it to be kept by the heading"
    assert gone(small, "one/", "one/#part", "one/#kept") == [
        f"docs/one.md:12: {start} that took its place: '## Parts {{ #parts was=\"part\" }}'."
    ]
    small.edit("docs/one.md", "{ #parts }", '{ #parts was="piece" }')
    assert gone(small, "one/#part", "one/#piece", "one/#kept") == [
        f"docs/one.md:12: {start} that took its place: '## Parts {{ #parts was=\"piece part\" }}'."
    ]
    assert gone(small, "one/#part", "one/#parts", "one/#kept") == [
        f"docs/one.md: {start} where its readers should go: '{{ #its-id was=\"part\" }}'."
    ]


def test_of_several_new_headings_the_one_whose_id_is_like_the_old_is_named(small: SmallSite) -> None:
    small.edit("docs/index.md", "one.md#part", "one.md")
    small.edit("docs/one.md", "## Part { #part }", "## Other { #other }\n\nText.\n\n## Parts { #parts }")
    [problem] = gone(small, "one/#part")
    assert problem.startswith("docs/one.md:16: ")
    assert problem.endswith("'## Parts { #parts was=\"part\" }'.")


def test_a_page_that_went_is_one_problem_and_a_redirect_settles_it(small: SmallSite) -> None:
    listed = ("three/", "three/#a", "three/#b")
    assert gone(small, *listed) == [
        "mkdocs.yml: the page 'three/' was published and is gone; "
        "expected a line in redirect_maps that leads its readers on: 'three.md: PAGE.md'."
    ]
    small.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - redirects:\n      redirect_maps: {three.md: two.md}\n")
    assert gone(small, *listed) == []


def test_the_list_grows_and_nothing_leaves_it(small: SmallSite) -> None:
    (small.root / addresses.LIST).parent.mkdir(parents=True)
    addresses.write_list(small.root, {"", "#home", "one/#part"})
    assert addresses.read_list(small.root) == {"", "#home", "one/#part"}
