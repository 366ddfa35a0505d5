"""The models of `shapes.yml` as what counts their work; reads plain numbers, so that a machine with a card can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.measure.counting import Adapted, Decoder, Group, LatentDecoder, Transformer

Model = Decoder | Transformer | LatentDecoder | Adapted

KINDS: dict[str, type[Model]] = {
    "decoder": Decoder,
    "transformer": Transformer,
    "convolutions": LatentDecoder,
    "adapted": Adapted,
}


def model(fields: Mapping[str, Any]) -> Model:
    """Return the model that these fields describe.

    Args:
        fields: its `kind` and what a model of that kind is made of; `name` and `place` are for people.

    Raises:
        ValueError: the kind is unknown, or a field is missing or too many; names both.
    """
    kind = KINDS.get(fields.get("kind", ""))
    if kind is None:
        raise ValueError(f"kind '{fields.get('kind')}' is unknown; expected one of {', '.join(KINDS)}")
    given = {name: value for name, value in fields.items() if name not in {"name", "kind", "place"}}
    expected = set(kind.__dataclass_fields__)
    if given.keys() != expected:
        missing, unknown = sorted(expected - given.keys()), sorted(given.keys() - expected)
        said = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"unknown: {', '.join(unknown)}"] * bool(unknown)
        raise ValueError(f"{'; '.join(said)}; a model of kind '{fields['kind']}' has {', '.join(sorted(expected))}")
    if kind is Adapted:
        given["groups"] = [Group(**group) for group in given["groups"]]
    return kind(**given)
