"""Plans of study lead to what exists, in an order that can be read, and count the minutes of each day."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

FILE = "docs/practice/plans.yml"
ITEM = "          - {read: one}\n"


def plans(items: str = ITEM, *, days: str = "") -> str:
    """Return plans with one day that has these items."""
    return (
        "roles:\n  - {name: ml, label: ML engineer}\n  - {name: lead, label: Lead}\n"
        "plans:\n  - name: two-weeks\n    title: Two weeks\n    intro: An hour an evening.\n    days:\n"
        f"      - title: The first\n        items:\n{items}{days}"
    )


def problems(small: SmallSite, text: str) -> list[str]:
    small.write(FILE, text)
    return small.problems()


def test_plans_that_lead_somewhere_are_accepted(small: SmallSite) -> None:
    items = '          - {read: "one#part"}\n          - {do: Say it, minutes: 5, at: two, who: [ml]}\n'
    assert problems(small, plans(items)) == []


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("read: ones", "'ones' is no chapter; expected the id of one, such as 'framework/requirements'. Did you mean"),
        ('read: "one#parts"', "'one' has no section 'parts'. Did you mean 'part'?"),
        ("do: Say it, minutes: 5, at: threee", "'threee' is no chapter; expected the id of one,"),
        ("read: one, who: [mll]", "'mll' is no role; expected one of ml, lead. Did you mean 'ml'?"),
        ("read: one, do: Say it, minutes: 5", "expected either 'read' or 'do'"),
        ("do: Say it", "expected 'minutes', since what is done has no words to count"),
    ],
)
def test_a_wrong_item_is_named_by_line(small: SmallSite, item: str, problem: str) -> None:
    [found] = problems(small, plans(f"          - {{{item}}}\n"))
    assert found.startswith(f"{FILE}:11: ")
    assert problem in found


def test_what_a_chapter_needs_is_read_before_it_or_not_at_all(small: SmallSite) -> None:
    small.edit("docs/one.md", "tags: [retrieval]", "tags: [retrieval]\nneeds: [two]")
    assert problems(small, plans()) == []
    assert problems(small, plans("          - {read: two}\n" + ITEM)) == []
    later = plans(days="      - title: The second\n        items:\n          - {read: two}\n")
    assert problems(small, later) == [
        f"{FILE}:11: 'one' needs 'two', which the plan 'two-weeks' reads later; expected it before, or not."
    ]


def test_a_cycle_of_needs_is_refused(small: SmallSite) -> None:
    small.edit("docs/one.md", "tags: [retrieval]", "tags: [retrieval]\nneeds: [two]")
    small.edit("docs/two.md", "tags: [retrieval]", "tags: [retrieval]\nneeds: [one]")
    assert small.problems() == [
        "docs/one.md:8: needs itself: one needs two needs one.",
        "docs/two.md:8: needs itself: two needs one needs two.",
    ]


def test_a_need_that_is_no_chapter_is_named(small: SmallSite) -> None:
    small.edit("docs/one.md", "tags: [retrieval]", "tags: [retrieval]\nneeds: [tow]")
    assert small.problems() == ["docs/one.md:8: needs 'tow', which is no chapter. Did you mean 'two'?"]


def test_the_longest_plan_reads_what_is_core(small: SmallSite) -> None:
    small.edit("docs/two.md", "tags: [retrieval]", "tags: [retrieval]\nreading: core")
    assert problems(small, plans()) == [
        f"{FILE}:5: 'two' is core, and the plan 'two-weeks' does not read it; expected it there."
    ]


def test_a_day_counts_the_words_of_its_readings_and_who_they_are_for(small: SmallSite) -> None:
    words = "word " * 1000  # at 220 words a minute, and half as long again: 6.9 minutes, so 10
    small.write(
        "docs/one.md", small.chapter("One", f"## Part {{ #part }}\n\n{words}\n\n## More {{ #more }}\n\n{words}")
    )
    items = '          - {read: "one#part"}\n          - {read: one, who: [lead]}\n          - {do: It, minutes: 7}\n'
    small.write(FILE, plans(items))
    content = small.load()
    assert content.plans
    [plan] = content.plans.plans
    assert content.plans.minutes(plan.days[0], content.chapters) == [17, 32]
