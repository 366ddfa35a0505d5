"""What an author draws by hand beside a chapter: one SVG a picture, placed by `{{ illustration("name") }}`.

An SVG stands in the page itself, follows its colors by class, and is read aloud by its title and description. So it may
hold nothing but shapes, words and the classes of `docs/assets/stylesheets/illustrations.css`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from scripts.content.files import text as text_files
from scripts.content.problems import Findings, nearest

FOLDER = "pictures"
"""Beside the chapter: an SVG that is only linked to stands elsewhere."""
WIDTH = 360
"""Units across: on the narrowest common phone a unit is a pixel."""
_HIGHEST = 320
_MOST_BYTES = 8192
_DESCRIPTION = range(60, 401)
"""Letters of a description: it is the caption, and all that a reader who sees nothing has."""
_SHAPES = ("path", "line", "polyline", "rect", "circle", "polygon")
_GEOMETRY = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points")
_ATTRIBUTES = {
    "svg": ("xmlns", "viewBox", "role"),
    "title": (),
    "desc": (),
    "g": ("class", "transform"),
    "text": ("class", "x", "y"),
    "tspan": ("class", "x", "y", "dx", "dy"),
    **dict.fromkeys(_SHAPES, ("class", *_GEOMETRY)),
}
_CLASSES = (
    *("thin", "bold", "core", "dashed", "bare"),
    *("paper", "pale", "gray", "dark", "wash", "accent"),
    *("small", "strong", "mid", "last"),
)


@dataclass(frozen=True)
class Illustration:
    """A picture that stands beside a chapter.

    Args:
        name: that of its file, by which the chapter places it.
        title: what it is called.
        description: what is seen, and what it means.
        svg: what stands in the page, without the description.
    """

    name: str
    title: str
    description: str
    svg: str


def beside(file: Path, root: Path, findings: Findings) -> tuple[Illustration, ...]:
    """Return the pictures beside a chapter that has a folder of its own; note what is wrong with them.

    Args:
        file: the chapter's.
        root: the folder of mkdocs.yml.
        findings: where problems are noted.
    """
    if file.name != "index.md":
        return ()
    read = (_read(svg, svg.relative_to(root), findings) for svg in sorted(file.parent.glob(f"{FOLDER}/*.svg")))
    return tuple(found for found in read if found)


def _read(file: Path, display_path: Path, findings: Findings) -> Illustration | None:
    text = text_files.read(file, display_path, findings)
    if text is None:
        return None
    checker = _Checker(display_path, findings)
    try:
        checker.parse(text)
    except expat.ExpatError as error:
        findings.add(display_path, error.lineno, f"this is no XML: {expat.errors.messages[error.code]}.")
        return None
    if len(text.encode()) > _MOST_BYTES:
        findings.add(display_path, 0, f"{len(text.encode()):,} bytes; expected at most {_MOST_BYTES:,}.")
    name = PurePosixPath(file.name).stem
    # What stands below the picture need not stand in it, too; in a page the namespace goes without saying.
    inline = re.sub(r"<desc>.*?</desc>|\sxmlns=\"[^\"]*\"", "", text[text.find("<svg") :].strip(), flags=re.DOTALL)
    svg = re.sub(r">\s+<", "><", inline)
    return Illustration(name, checker.said["title"], checker.said["desc"], svg)


class _Checker:
    """Reads an SVG once and notes what a page could not show, or what nobody could read."""

    def __init__(self, path: Path, findings: Findings) -> None:
        self._path, self._findings = path, findings
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._open: list[str] = []
        self.said = {"title": "", "desc": ""}

    def parse(self, text: str) -> None:
        """Read a whole file.

        Raises:
            expat.ExpatError: it is not well formed.
        """
        self._parser.Parse(text, True)
        for part, words in self.said.items():
            self.said[part] = " ".join(words.split())
        if not self.said["title"] or self.said["title"].endswith("."):
            self._add(0, "its title is missing or ends in a full stop; expected <title>, a few words.")
        if len(self.said["desc"]) not in _DESCRIPTION:
            wanted = f"{_DESCRIPTION.start} to {_DESCRIPTION.stop - 1}"
            self._add(0, f"its <desc> has {len(self.said['desc'])} letters; expected {wanted} that say what is seen.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if name not in _ATTRIBUTES or (name == "svg") != (not self._open):
            self._add(line, f"<{name}> cannot stand here; expected one of {', '.join(_ATTRIBUTES)}.", name, _ATTRIBUTES)
        for attribute in attributes:
            known = _ATTRIBUTES.get(name, (attribute,))
            if attribute not in known:
                wanted = ", ".join(known) or "none"
                self._add(line, f"<{name}> has '{attribute}'; expected {wanted}.", attribute, known)
        for chosen in attributes.get("class", "").split():
            if chosen not in _CLASSES:
                message = f"there is no class '{chosen}'; expected one of {', '.join(_CLASSES)}."
                self._add(line, message, chosen, _CLASSES)
        if name == "svg":
            self._check_size(line, attributes)
        self._open.append(name)

    def _check_size(self, line: int, attributes: dict[str, str]) -> None:
        found = re.fullmatch(rf"0 0 {WIDTH} (\d+)", attributes.get("viewBox", ""))
        if not found or int(found[1]) > _HIGHEST:
            said = attributes.get("viewBox", "none")
            self._add(line, f"its viewBox is '{said}'; expected '0 0 {WIDTH} H' with H at most {_HIGHEST}.")
        if attributes.get("role") != "img":
            self._add(line, 'its role is not img; expected <svg … role="img">.')

    def _end(self, _: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        if self._open[-1:] and self._open[-1] in self.said:
            self.said[self._open[-1]] += words

    def _add(self, line: int, message: str, name: str = "", known: Collection[str] = ()) -> None:
        self._findings.add(self._path, line, message, nearest=nearest(name, known) if name else "")
