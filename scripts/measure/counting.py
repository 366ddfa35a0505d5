"""How many operations and bytes a run costs, by its shape alone.

A multiplication and its addition are two operations, as in the estimates and in datasheets. Norms, activations and
softmax are not counted: the datasheet's rate is one of multiplications.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KERNEL = 9
"""Weights of a 3 × 3 convolution for each pair of channels."""


@dataclass(frozen=True)
class Work:
    """What a run must do at least.

    Args:
        products: operations of products with weights.
        attention: operations of the two products of attention.
        bytes_read: bytes of weights and cache that must come from memory.
    """

    products: float = 0
    attention: float = 0
    bytes_read: float = 0

    @property
    def operations(self) -> float:
        """All operations."""
        return self.products + self.attention


@dataclass(frozen=True)
class Decoder:
    """A language model whose heads may share keys and values.

    Args:
        layers: their number.
        width: of the state between layers.
        heads: of queries.
        kv_heads: of keys and values.
        head_width: of one head.
        inner: width between the two products of the feed-forward part.
        gated: whether that part has a third matrix, as in SwiGLU.
        vocabulary: tokens known.
        output_layer: 'own', or 'shared' with the input table.
    """

    layers: int
    width: int
    heads: int
    kv_heads: int
    head_width: int
    inner: int
    gated: bool
    vocabulary: int
    output_layer: str

    @property
    def layer_weights(self) -> int:
        """Weights of one layer, without its norms."""
        queries_and_output = 2 * self.width * self.heads * self.head_width
        keys_and_values = 2 * self.width * self.kv_heads * self.head_width
        return queries_and_output + keys_and_values + (3 if self.gated else 2) * self.width * self.inner

    @property
    def weights(self) -> int:
        """All weights, the tables of tokens included."""
        tables = 2 if self.output_layer == "own" else 1
        return self.layers * self.layer_weights + tables * self.vocabulary * self.width

    def cache_bytes(self, number_bytes: int) -> int:
        """Return the bytes of keys and values of one token in all layers."""
        return 2 * self.layers * self.kv_heads * self.head_width * number_bytes

    def step(self, layers: int, caches: int, rows: int, length: int, number_bytes: int) -> Work:
        """Return the work of one token more for each row.

        Args:
            layers: how many of the layers run.
            caches: sequences, each with keys and values of its own.
            rows: beams of a sequence, which share them.
            length: tokens in a cache.
            number_bytes: of a weight and of an entry of a cache.
        """
        cache = caches * length * self.cache_bytes(number_bytes) * layers / self.layers
        return Work(
            products=2 * layers * self.layer_weights * caches * rows,
            attention=4 * layers * caches * rows * length * self.heads * self.head_width,
            bytes_read=layers * self.layer_weights * number_bytes + cache,
        )

    def read(self, layers: int, batch: int, length: int) -> Work:
        """Return the work of reading prompts; each token sees those before it, so half of all pairs are computed."""
        return Work(
            products=2 * layers * self.layer_weights * batch * length,
            attention=2 * layers * batch * length**2 * self.heads * self.head_width,
        )


@dataclass(frozen=True)
class Transformer:
    """Equal layers of 12 width² weights in which every position sees all others.

    Args:
        layers: their number.
        width: of the state, four times which the feed-forward part is wide.
        heads: of attention.
    """

    layers: int
    width: int
    heads: int

    @property
    def layer_weights(self) -> int:
        """Weights of one layer: four matrices of attention and two of the feed-forward part."""
        return 12 * self.width**2

    def run(self, layers: int, batch: int, positions: int) -> Work:
        """Return the work of one pass."""
        return Work(
            products=2 * layers * self.layer_weights * batch * positions,
            attention=layers * batch * self.attention(positions),
        )

    def attention(self, positions: int) -> float:
        """Return the operations of one layer's full attention."""
        return 4.0 * positions**2 * self.width

    def factorized(self, frames: int, positions: int) -> float:
        """Return those of attention within each frame, then of each place along the frames.

        Args:
            frames: of the latent.
            positions: of the whole clip.
        """
        places = positions // frames
        return frames * self.attention(places) + places * self.attention(frames)

    def windows(self, windows: int, positions: int) -> float:
        """Return those of attention within so many equal windows."""
        return windows * self.attention(positions // windows)


@dataclass(frozen=True)
class Convolution:
    """One convolution of a decoder.

    Args:
        size: 3 or 1, its kernel's side.
        inputs: channels that it reads.
        outputs: channels that it writes.
        shrink: how many times smaller than the picture a side is here.
    """

    size: int
    inputs: int
    outputs: int
    shrink: int

    @property
    def operations(self) -> float:
        """Operations for each pixel of the finished picture."""
        return 2 * self.size**2 * self.inputs * self.outputs / self.shrink**2


@dataclass(frozen=True)
class LatentDecoder:
    """A decoder of latents in Stable Diffusion's layout (rombach2022config), without its one layer of attention.

    Args:
        channels: by level, the finished picture's first.
        blocks: residual blocks of a level, of two convolutions each.
        middle_blocks: residual blocks before the first level.
        latent_channels: of the latent.
    """

    channels: Sequence[int]
    blocks: int
    middle_blocks: int
    latent_channels: int

    @property
    def shrink(self) -> int:
        """How many times smaller than the picture a side of the latent is."""
        return 1 << (len(self.channels) - 1)

    def residual(self, inputs: int, outputs: int, shrink: int) -> list[Convolution]:
        """Return the convolutions of a residual block; where the channels change, the short way has one too."""
        main = [Convolution(3, inputs, outputs, shrink), Convolution(3, outputs, outputs, shrink)]
        return main if inputs == outputs else [*main, Convolution(1, inputs, outputs, shrink)]

    def convolutions(self) -> list[Convolution]:
        """Return all convolutions, in the order in which they run."""
        coarse = self.channels[-1]
        found = [Convolution(3, self.latent_channels, coarse, self.shrink)]
        for _ in range(self.middle_blocks):
            found += self.residual(coarse, coarse, self.shrink)
        before = coarse
        for level in reversed(range(len(self.channels))):
            for _ in range(self.blocks):
                found += self.residual(before, self.channels[level], 1 << level)
                before = self.channels[level]
            if level:
                found.append(Convolution(3, before, before, 1 << (level - 1)))
        return [*found, Convolution(3, before, 3, 1)]

    def run(self, batch: int, side: int) -> Work:
        """Return the work for pictures of so many pixels a side."""
        return Work(products=sum(one.operations for one in self.convolutions()) * batch * side**2)


@dataclass(frozen=True)
class Group:
    """Equal transformer blocks of an adapted denoiser, which attend to the picture and then to the text."""

    blocks: int
    width: int
    heads: int


@dataclass(frozen=True)
class Adapted:
    """The transformer blocks of a denoiser that stay frozen while low-rank adapters learn.

    Args:
        groups: of equal blocks.
        text_width: of a position of the text.
        rank: of an adapter.
    """

    groups: Sequence[Group]
    text_width: int
    rank: int

    def attention_matrices(self, width: int) -> list[tuple[int, int]]:
        """Return inputs and outputs of a block's eight attention matrices: four over the picture, four to the text."""
        own = (width, width)
        text = (self.text_width, width)
        return [own, own, own, own, own, text, text, own]

    @property
    def adapter_weights(self) -> int:
        """Weights of all adapters: rank times inputs and outputs of each adapted matrix."""
        return self.rank * sum(
            group.blocks * sum(inputs + outputs for inputs, outputs in self.attention_matrices(group.width))
            for group in self.groups
        )

    def step(self, batch: int, positions: Sequence[int], text_positions: int) -> Work:
        """Return the work of one step.

        A frozen product runs forward and once backward, an adapter's forward and twice backward; attention runs
        forward and twice backward. What a kernel computes again to save memory is not counted. Nothing is learned
        below the text, so products over it are counted forward only.

        Args:
            batch: pictures a step.
            positions: of one picture, by group.
            text_positions: of its text.
        """
        products = attention = 0.0
        for group, length in zip(self.groups, positions, strict=True):
            width = group.width
            frozen = (6 * width**2 + 12 * width**2) * length * 2
            frozen += 2 * self.text_width * width * text_positions
            adapters = 3 * self.rank * (6 * 2 * width * length + 2 * (self.text_width + width) * text_positions)
            products += group.blocks * batch * 2 * (frozen + adapters)
            attention += group.blocks * batch * 3 * 4 * width * length * (length + text_positions)
        return Work(products=products, attention=attention)
