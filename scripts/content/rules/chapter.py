"""What a chapter must have by itself: headings, sections, decisions, tags, related chapters, length."""

from __future__ import annotations

from collections.abc import Collection

from scripts.content.chapters import front_matter
from scripts.content.chapters.chapter import GAP, Chapter
from scripts.content.kinds import GENERATED_ANCHORS
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import file_of
from scripts.content.settings import Settings
from scripts.content.steps import BY_SLUG, SAY_FIRST, SLUGS


def check_headings(chapter: Chapter, findings: Findings) -> None:
    """One H1 that is the title; no skipped level; every other heading has an id of its own."""
    path = file_of(chapter)
    headings = chapter.document.headings
    tops = [heading for heading in headings if heading.level == 1]
    if not tops:
        findings.add(path, chapter.header.body_line, f"no H1; expected '# {chapter.title}'.")
    for extra in tops[1:]:
        findings.add(path, extra.line, f"a second H1, '{extra.text}'; expected one.")
    if tops and tops[0].text != chapter.title:
        findings.add(path, tops[0].line, f"the H1 is '{tops[0].text}'; expected the title, '{chapter.title}'.")
    level = 1
    for heading in headings:
        if heading.level > level + 1:
            findings.add(
                path,
                heading.line,
                f"heading level {heading.level} follows level {level}; expected at most {level + 1}.",
            )
        level = heading.level
        if heading.level > 1 and not heading.anchor:
            findings.add(path, heading.line, f"heading '{heading.text}' has no id; expected '{{ #an-id }}' at its end.")
    _check_ids(chapter, findings)


def _check_ids(chapter: Chapter, findings: Findings) -> None:
    first: dict[str, int] = {}
    for found in chapter.document.ids:
        if found.name in first:
            findings.add(
                file_of(chapter), found.line, f"id '{found.name}' stands twice, first on line {first[found.name]}."
            )
        if found.name in GENERATED_ANCHORS:
            findings.add(file_of(chapter), found.line, f"id '{found.name}' is kept for a section that is generated.")
        first.setdefault(found.name, found.line)


def check_sections(chapter: Chapter, findings: Findings) -> None:
    """The sections, generated parts and diagrams that its kind asks for."""
    kind = chapter.kind
    path = file_of(chapter)
    anchors = [heading.anchor for heading in chapter.document.headings]
    nameless = any(not heading.anchor for heading in chapter.document.headings if heading.level > 1)
    for anchor in kind.sections:
        if anchor not in anchors and not nameless:  # the id that a heading lacks may be this one
            findings.add(
                path,
                0,
                f"{kind.one} needs a section with the id '{anchor}'; there is none.",
                nearest=nearest(anchor, [a for a in anchors if a and a not in kind.sections]),
            )
    present = [anchor for anchor in anchors if anchor in kind.sections]
    expected = [anchor for anchor in kind.sections if anchor in present]
    for found, due in zip(present, expected, strict=False):
        if found != due:
            line = next(h.line for h in chapter.document.headings if h.anchor == found)
            findings.add(path, line, f"section '{found}' stands where '{due}' is expected.")
            break
    called = {call.name for call in chapter.document.macros}
    for macro in kind.macros:
        if macro not in called:
            findings.add(path, 0, f"{kind.one} needs a line '{{{{ {macro}() }}}}'; there is none.")
    drawn = len(chapter.diagrams)
    if drawn < kind.min_diagrams:
        findings.add(path, 0, f"{drawn} diagrams; {kind.one} needs at least {kind.min_diagrams}.")


def check_opening(chapter: Chapter, findings: Findings) -> None:
    """A step's chapter opens with the sentence that home says beside the clock."""
    step = BY_SLUG.get(chapter.name) if chapter.fields.kind == "step" else None
    said = next((section.text for section in chapter.document.sections if section.anchor == SAY_FIRST), None)
    if step is None or said is None or step.says in said:
        return
    line = next(heading.line for heading in chapter.document.headings if heading.anchor == SAY_FIRST)
    message = (
        f"section '{SAY_FIRST}' does not say what home shows for this step; expected "
        f"'{step.says}' (`says` in scripts/content/steps.py), here or changed there."
    )
    findings.add(file_of(chapter), line, message)


def check_length(chapter: Chapter, findings: Findings) -> None:
    """A chapter is as long as its kind asks for, and rests on enough sources; an unfinished one is not measured."""
    kind = chapter.kind
    if any(GAP in section.text for section in chapter.document.sections):
        return
    words = chapter.document.words
    if kind.words and not kind.words[0] <= words <= kind.words[1]:
        low, high = kind.words
        findings.add(file_of(chapter), 0, f"{words:,} words without follow-ups; {kind.one} has {low:,} to {high:,}.")
    if len(chapter.cited) < kind.min_sources:
        findings.add(
            file_of(chapter), 0, f"{len(chapter.cited)} sources; {kind.one} rests on at least {kind.min_sources}."
        )


def check_decisions(chapter: Chapter, findings: Findings) -> None:
    """A kind that decides states a decision for each step; nothing else states any."""
    path = file_of(chapter)
    lines = chapter.header.lines
    given = chapter.fields.decisions
    if not chapter.kind.decides:
        if given:
            findings.add(path, lines[("decisions",)], f"{chapter.kind.one} has no decisions; only a case has.")
        return
    for slug in given:
        if slug not in SLUGS:
            findings.add(
                path,
                lines[("decisions", slug)],
                f"decision for unknown step '{slug}'; expected one of {', '.join(SLUGS)}.",
                nearest=nearest(slug, SLUGS),
            )
    misspelt = sum(slug not in SLUGS for slug in given)
    for slug in front_matter.missing_decisions(chapter.fields)[misspelt:]:
        findings.add(path, lines.get(("decisions",), 1), f"no decision for step '{slug}'.")


def check_tags(chapter: Chapter, settings: Settings, findings: Findings) -> None:
    """Tags come from the one list in mkdocs.yml."""
    for index, tag in enumerate(chapter.fields.tags):
        if tag not in settings.tags:
            findings.add(
                file_of(chapter),
                chapter.header.lines.get(("tags", index), 1),
                f"unknown tag '{tag}'; expected one of the list in mkdocs.yml.",
                nearest=nearest(tag, settings.tags),
            )


def check_related(chapter: Chapter, ids: Collection[str], findings: Findings) -> None:
    """As many related chapters as its kind asks for, that exist, none of them itself or named twice.

    Args:
        chapter: the chapter.
        ids: of all chapters, those included that could not be read.
        findings: where problems are noted.
    """
    path = file_of(chapter)
    related = chapter.fields.related
    bounds = chapter.kind.related
    if bounds and not bounds[0] <= len(related) <= bounds[1]:
        findings.add(
            path,
            chapter.header.lines.get(("related",), 1),
            f"{len(related)} related chapters; expected {bounds[0]} to {bounds[1]}.",
        )
    seen: set[str] = set()
    for index, relation in enumerate(related):
        line = chapter.header.lines.get(("related", index, "to"), 1)
        if relation.to == chapter.id:
            findings.add(path, line, f"related to itself, '{relation.to}'.")
        elif relation.to not in ids:
            findings.add(
                path, line, f"related to '{relation.to}', which is no chapter.", nearest=nearest(relation.to, ids)
            )
        elif relation.to in seen:
            findings.add(path, line, f"related to '{relation.to}' twice.")
        seen.add(relation.to)
