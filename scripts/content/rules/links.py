"""What must hold between chapters and files: links, citations, the bibliography, the navigation."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.content.chapters.chapter import Chapter, companion
from scripts.content.chapters.document import Link
from scripts.content.chapters.targets import Targets, is_external
from scripts.content.files import text as text_files
from scripts.content.kinds import COMPANIONS, ESTIMATE
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import DOCS, documents, file_of
from scripts.content.settings import Settings
from scripts.content.sources.bibliography import Source

_UNPUBLISHED = (".yml", ".bib")
"""Endings of files that are data of the site and not published."""
_HARMLESS = ("https:", "http:", "mailto:")


def check_links(chapter: Chapter, targets: Targets, docs: Path, findings: Findings) -> None:
    """Every internal link leads to a file that is published, and its anchor to a section of it."""
    for path, document in documents(chapter):
        for link in document.links:
            if is_external(link.target):
                if not link.target.lower().startswith(_HARMLESS):
                    findings.add(path, link.line, f"link '{link.target}'; expected https:, mailto: or a path.")
            elif link.target.startswith("/"):
                findings.add(
                    path, link.line, f"link '{link.target}' is absolute; expected a path relative to this file."
                )
            elif not link.target:
                findings.add(path, link.line, "a link without an address; expected '[text](address)'.")
            else:
                _check_target(chapter, link, path, targets, docs, findings)


def _check_target(chapter: Chapter, link: Link, path: Path, targets: Targets, docs: Path, findings: Findings) -> None:
    target = targets.of(chapter, link)
    if target.chapter is None:
        if _is_published(docs, target.path):
            return
        start = "from the address of this page, as raw HTML is read, " if link.raw else ""
        known = targets.paths if not link.raw else []
        found = nearest(target.path, known)
        findings.add(
            path,
            link.line,
            f"link to '{link.target}' {start}leads to no file.",
            nearest=posixpath.relpath(found, str(chapter.path.parent)) if found else "",
        )
    elif target.anchor and target.chapter.has_all_anchors and target.anchor not in target.chapter.anchors:
        findings.add(
            path,
            link.line,
            f"link to '{link.target}': {file_of(target.chapter)} has no id '{target.anchor}'.",
            nearest=nearest(target.anchor, target.chapter.anchors),
        )


def _is_published(docs: Path, path: str) -> bool:
    """Whether there is such a file that pages may ask for: an asset, or a chapter whose own errors are reported."""
    hidden = any(part.startswith(".") for part in Path(path).parts)
    if path.endswith("/"):  # the address of a chapter that could not be read
        return (docs / f"{path[:-1]}.md").is_file() or (docs / path / "index.md").is_file()
    return not hidden and not path.endswith(_UNPUBLISHED) and (docs / path).is_file()


def check_citations(chapter: Chapter, sources: Mapping[str, Source], findings: Findings) -> None:
    """Every key cited in the chapter, its follow-ups and its estimate is in the bibliography."""
    for path, document in documents(chapter):
        for citation in document.citations:
            if citation.key not in sources:
                findings.add(
                    path, citation.line, f"unknown source '{citation.key}'.", nearest=nearest(citation.key, sources)
                )
    assumptions = chapter.estimate.assumptions if chapter.estimate else ()
    for assumption in assumptions:
        if assumption.source and assumption.source not in sources:
            findings.add(
                DOCS / companion(chapter.path, ESTIMATE),
                0,
                f"assumption '{assumption.name}' names an unknown source '{assumption.source}'.",
                nearest=nearest(assumption.source, sources),
            )


def check_bibliography(
    sources: Mapping[str, Source], chapters: Collection[Chapter], path: Path, findings: Findings
) -> None:
    """Every source is cited somewhere."""
    cited = {key for chapter in chapters for key in chapter.cited}
    for key, source in sources.items():
        if key not in cited:
            findings.add(path, source.line, f"source '{key}' is cited nowhere.")


def check_companions(docs: Path, paths: Collection[str], findings: Findings) -> None:
    """Every estimate, list of follow-ups and the like that is named after a chapter has that chapter."""
    for name in COMPANIONS:
        for path in text_files.below(docs, f"*.{name}"):
            due = str(path).removesuffix(f".{name}") + ".md"
            if due not in paths:
                near = nearest(due, paths)
                message = f"it belongs to no chapter; expected '{DOCS / due}'."
                findings.add(DOCS / path, 0, message, nearest=f"{DOCS / near}" if near else "")


def check_assets(docs: Path, settings: Settings, findings: Findings) -> None:
    """Every stylesheet and script that all pages ask for is there; else each page would tell of it."""
    present = [str(path) for path in text_files.below(docs, "*.*")]
    for name, files in settings.assets.items():
        for file in files:
            if not is_external(file) and not (docs / file).is_file():
                message = f"{name} names '{file}', which is no file below docs/."
                findings.add(Path("mkdocs.yml"), 0, message, nearest=nearest(file, present))


def check_navigation(paths: Collection[str], settings: Settings, findings: Findings) -> None:
    """The navigation and the files name each other."""
    config = Path("mkdocs.yml")
    missing = sorted(set(paths) - set(settings.nav))
    for entry in settings.nav:
        if is_external(entry):
            continue
        if entry not in paths:
            findings.add(config, 0, f"the navigation names '{entry}', which is no file.", nearest=nearest(entry, paths))
        elif settings.nav.count(entry) > 1:
            findings.add(config, 0, f"the navigation names '{entry}' {settings.nav.count(entry)} times; expected once.")
    for path in missing:
        findings.add(DOCS / path, 0, "not in the navigation of mkdocs.yml.")
    for old, new in settings.redirects.items():
        if new.partition("#")[0] not in paths and not is_external(new):
            findings.add(
                config,
                0,
                f"redirect_maps leads '{old}' to '{new}', which is no file.",
                nearest=nearest(new, paths),
            )
        if old in paths:
            findings.add(config, 0, f"redirect_maps moves '{old}', which is still a chapter.")
