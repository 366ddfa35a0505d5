"""Changes of a text at given places, which leave the rest of it as it is: comments, order, quoting, line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import yaml

from scripts.content.files.yaml_file import Location


@dataclass(frozen=True)
class Edit:
    """What replaces a text from `start` up to `end`, offsets in characters."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with all edits made; none may reach into another."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@dataclass(frozen=True)
class Scalar:
    """A value of a YAML text, or a key, which has the location of its value and `is_key`."""

    location: Location
    value: str
    node: yaml.ScalarNode
    is_key: bool = False

    def edit(self, value: str) -> Edit:
        """Return the edit that writes another value in the same quotes."""
        quote = self.node.style if self.node.style in {"'", '"'} else ""
        return Edit(self.node.start_mark.index, self.node.end_mark.index, f"{quote}{value}{quote}")


def scalars(node: yaml.Node | None, at: Location = ()) -> Iterator[Scalar]:
    """Yield the keys and values of a composed YAML text in order, with where they stand."""
    if isinstance(node, yaml.ScalarNode):
        yield Scalar(at, node.value, node)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from scalars(item, (*at, index))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*at, str(key.value))
            if isinstance(key, yaml.ScalarNode):
                yield Scalar(place, key.value, key, is_key=True)
            yield from scalars(value, place)


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, with the offsets at which they stand."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def renamed(text: str, rename: Callable[[Scalar], str | None], *, offset: int = 0) -> Iterator[Edit]:
    """Yield the edits that give values of a YAML text another name.

    Args:
        text: the YAML.
        rename: returns the new name of a key or value, or None to leave it.
        offset: where the YAML begins in its file, in characters.
    """
    for scalar in scalars(compose(text)):
        new = rename(scalar)
        if new is not None and new != scalar.value:
            edit = scalar.edit(new)
            yield Edit(edit.start + offset, edit.end + offset, edit.text)
