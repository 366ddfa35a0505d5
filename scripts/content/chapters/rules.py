"""What must hold of a chapter and of all chapters together. Each rule notes problems and changes nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.content import kinds
from scripts.content.chapters import diagrams, front_matter
from scripts.content.chapters.chapter import Chapter
from scripts.content.problems import Findings, nearest
from scripts.content.settings import Settings
from scripts.content.sources.bibliography import Source
from scripts.content.steps import SLUGS

DOCS = Path("docs")
_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FIGURE = re.compile(r"""^value\(\s*["']([^"']+)["']\s*\)$""")


def is_external(target: str) -> bool:
    """Whether a link leads to another host."""
    return bool(_EXTERNAL.match(target))


def shown(chapter: Chapter) -> Path:
    """Return the chapter's file as problems name it."""
    return DOCS / chapter.path


def check_headings(chapter: Chapter, findings: Findings) -> None:
    """One H1 that is the title; no skipped level; every other heading has an id of its own."""
    path = shown(chapter)
    headings = chapter.document.headings
    tops = [heading for heading in headings if heading.level == 1]
    if not tops:
        findings.add(path, chapter.header.body_line, f"no H1; expected '# {chapter.title}'.")
    for extra in tops[1:]:
        findings.add(path, extra.line, f"a second H1, '{extra.text}'; expected one.")
    if tops and tops[0].text != chapter.title:
        findings.add(path, tops[0].line, f"the H1 is '{tops[0].text}'; expected the title, '{chapter.title}'.")
    level = 1
    first: dict[str, int] = {}
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
        if heading.anchor and heading.anchor in first:
            findings.add(
                path, heading.line, f"id '{heading.anchor}' stands twice, first on line {first[heading.anchor]}."
            )
        if heading.anchor in kinds.GENERATED_ANCHORS:
            findings.add(path, heading.line, f"id '{heading.anchor}' is kept for a section that is generated.")
        first.setdefault(heading.anchor, heading.line)


def check_sections(chapter: Chapter, findings: Findings) -> None:
    """The sections, generated parts and diagrams that its kind asks for."""
    kind = chapter.fields.kind
    path = shown(chapter)
    anchors = [heading.anchor for heading in chapter.document.headings]
    wanted = kinds.SECTIONS.get(kind, ())
    for anchor in wanted:
        if anchor not in anchors:
            findings.add(
                path,
                0,
                f"a {kind} needs a section with the id '{anchor}'; there is none.",
                nearest=nearest(anchor, [a for a in anchors if a and a not in wanted]),
            )
    present = [anchor for anchor in anchors if anchor in wanted]
    expected = [anchor for anchor in wanted if anchor in present]
    for found, due in zip(present, expected, strict=False):
        if found != due:
            line = next(h.line for h in chapter.document.headings if h.anchor == found)
            findings.add(path, line, f"section '{found}' stands where '{due}' is expected.")
            break
    macros = {macro for macro, _ in chapter.document.macros}
    for macro in kinds.MACROS.get(kind, ()):
        if macro not in macros:
            findings.add(path, 0, f"a {kind} needs a line '{{{{ {macro} }}}}'; there is none.")
    drawn = sum(fence.language == "mermaid" for fence in chapter.document.fences)
    if drawn < kinds.MIN_DIAGRAMS.get(kind, 0):
        findings.add(path, 0, f"{drawn} diagrams; a {kind} needs at least {kinds.MIN_DIAGRAMS[kind]}.")


def check_decisions(chapter: Chapter, findings: Findings) -> None:
    """A case decides each step; nothing else states decisions."""
    path = shown(chapter)
    lines = chapter.header.lines
    given = chapter.fields.decisions
    if chapter.fields.kind != "case":
        if given:
            findings.add(path, lines[("decisions",)], "only a case has decisions.")
        return
    for slug in front_matter.missing_decisions(chapter.fields):
        findings.add(path, lines.get(("decisions",), 1), f"no decision for step '{slug}'.")
    for slug in given:
        if slug not in SLUGS:
            findings.add(
                path,
                lines[("decisions", slug)],
                f"decision for unknown step '{slug}'; expected one of {', '.join(SLUGS)}.",
                nearest=nearest(slug, SLUGS),
            )


def check_tags(chapter: Chapter, settings: Settings, findings: Findings) -> None:
    """Tags come from the one list in mkdocs.yml."""
    for index, tag in enumerate(chapter.fields.tags):
        if tag not in settings.tags:
            findings.add(
                shown(chapter),
                chapter.header.lines.get(("tags", index), 1),
                f"unknown tag '{tag}'; expected one of the list in mkdocs.yml.",
                nearest=nearest(tag, settings.tags),
            )


def check_related(chapter: Chapter, ids: Collection[str], findings: Findings) -> None:
    """Three to six related chapters that exist, none of them itself or named twice."""
    path = shown(chapter)
    related = chapter.fields.related
    if chapter.fields.kind in kinds.SECTIONS and not (kinds.MIN_RELATED <= len(related) <= kinds.MAX_RELATED):
        findings.add(
            path,
            chapter.header.lines.get(("related",), 1),
            f"{len(related)} related chapters; expected {kinds.MIN_RELATED} to {kinds.MAX_RELATED}.",
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


def check_links(chapter: Chapter, by_path: Mapping[str, Chapter], docs: Path, findings: Findings) -> None:
    """Every internal link leads to a file, and its anchor to a section of it."""
    path = shown(chapter)
    for link in chapter.document.links:
        if is_external(link.target):
            continue
        if link.target.startswith("/"):
            findings.add(path, link.line, f"link '{link.target}' is absolute; expected a path relative to this file.")
            continue
        target, anchor = chapter.target(link.target)
        other = by_path.get(target)
        if other is None:
            if (docs / target).is_file():  # an asset, or a chapter whose own errors are reported
                continue
            findings.add(
                path, link.line, f"link to '{link.target}' leads to no file.", nearest=nearest(target, by_path)
            )
        elif anchor and anchor not in other.anchors:
            findings.add(
                path,
                link.line,
                f"link to '{link.target}': {DOCS / other.path} has no id '{anchor}'.",
                nearest=nearest(anchor, other.anchors),
            )


def check_citations(chapter: Chapter, sources: Mapping[str, Source], findings: Findings) -> None:
    """Every key cited in the chapter, its follow-ups and its estimate is in the bibliography."""
    path = shown(chapter)
    for citation in chapter.document.citations:
        if citation.key not in sources:
            findings.add(
                path, citation.line, f"unknown source '{citation.key}'.", nearest=nearest(citation.key, sources)
            )
    in_text = {citation.key for citation in chapter.document.citations}
    for key in chapter.cited:
        if key not in sources and key not in in_text:
            findings.add(
                path.parent,
                0,
                f"questions.yml or estimate.yml names an unknown source '{key}'.",
                nearest=nearest(key, sources),
            )


def check_bibliography(
    sources: Mapping[str, Source], chapters: Collection[Chapter], path: Path, findings: Findings
) -> None:
    """Every source is cited somewhere."""
    cited = {key for chapter in chapters for key in chapter.cited}
    for key, source in sources.items():
        if key not in cited:
            findings.add(path, source.line, f"source '{key}' is cited nowhere.")


def check_figures(chapter: Chapter, findings: Findings) -> None:
    """Every `value("name")` names a figure of the chapter's estimate."""
    known = chapter.estimate.values if chapter.estimate else {}
    for macro, line in chapter.document.macros:
        found = _FIGURE.match(macro)
        if found and found.group(1) not in known:
            findings.add(
                shown(chapter),
                line,
                f"the estimate has no figure '{found.group(1)}'.",
                nearest=nearest(found.group(1), known),
            )


def check_diagrams(chapter: Chapter, findings: Findings) -> None:
    """The house rules for diagrams."""
    for fence in chapter.document.fences:
        if fence.language == "mermaid":
            for line, message, hint in diagrams.complaints(fence.source):
                findings.add(shown(chapter), fence.line + line, message, nearest=hint)


def check_navigation(paths: Collection[str], settings: Settings, findings: Findings) -> None:
    """The navigation and the files name each other."""
    config = Path("mkdocs.yml")
    for entry in settings.nav:
        if entry not in paths:
            findings.add(config, 0, f"the navigation names '{entry}', which is no file.", nearest=nearest(entry, paths))
    for path in sorted(set(paths) - set(settings.nav)):
        findings.add(DOCS / path, 0, "not in the navigation of mkdocs.yml.")
