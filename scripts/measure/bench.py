"""Makes what a measurement calls: one function a part, each returning a call that does the counted work once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scripts.measure.counting import Adapted, Decoder, LatentDecoder, Transformer
from scripts.measure.layers import Tensor, Workshop
from scripts.measure.plan import Measurement

Call = Callable[[], object]


def prepared(shop: Workshop, measurement: Measurement) -> Call:
    """Return what is to be timed, with its random weights made."""
    return _MAKERS[measurement.part](shop, measurement)


def _decode(shop: Workshop, one: Measurement) -> Call:
    """A step of a decoder: each sequence's rows attend to its cache, into which their own keys were written."""
    model, run = one.model, one.run
    assert isinstance(model, Decoder)
    caches, rows, length = run["batch"], run["rows"], run["cache"]
    layers = [_decoder_layer(shop, model, one.precision) for _ in range(run.get("layers", model.layers))]
    shape = (caches, model.kv_heads, length, model.head_width)
    kept = [(shop.random(*shape), shop.random(*shape)) for _ in layers]
    state = shop.random(caches * rows, model.width)
    group = model.heads // model.kv_heads

    def step() -> Tensor:
        x = state
        for (into, out, inner), (keys, values) in zip(layers, kept, strict=True):
            q, k, v = _parts(into(shop.norm(x)), model)
            # Queries that share keys stand in one call as further rows, so that a cache is read once for all of them.
            queries = q.reshape(caches, rows, model.kv_heads, group, model.head_width).permute(0, 2, 1, 3, 4)
            fresh = (caches, rows, model.kv_heads, model.head_width)
            keys[:, :, -1] = k.reshape(fresh)[:, 0]
            values[:, :, -1] = v.reshape(fresh)[:, 0]
            seen = shop.attend(queries.reshape(caches, model.kv_heads, rows * group, model.head_width), keys, values)
            seen = seen.reshape(caches, model.kv_heads, rows, group, model.head_width).permute(0, 2, 1, 3, 4)
            x = x + out(seen.reshape(caches * rows, -1))
            x = x + inner(shop.norm(x))
        return x

    return shop.replayed(step)


def _prefill(shop: Workshop, one: Measurement) -> Call:
    """Prompts through a decoder, each token seeing those before it; or texts through an encoder."""
    if isinstance(one.model, Transformer):
        return _pass(shop, one)
    model, run = one.model, one.run
    assert isinstance(model, Decoder)
    batch, length = run["batch"], run["positions"]
    layers = [_decoder_layer(shop, model, one.precision) for _ in range(run.get("layers", model.layers))]
    state = shop.random(batch, length, model.width)

    def heads(rows: Tensor) -> Tensor:
        return rows.reshape(batch, length, -1, model.head_width).transpose(1, 2)

    def read() -> Tensor:
        x = state
        for into, out, inner in layers:
            q, k, v = (heads(part) for part in _parts(into(shop.norm(x)), model))
            seen = shop.attend(q, k, v, is_causal=True, enable_gqa=model.heads != model.kv_heads)
            x = x + out(seen.transpose(1, 2).reshape(batch, length, -1))
            x = x + inner(shop.norm(x))
        return x

    return read


def _decoder_layer(shop: Workshop, model: Decoder, precision: str) -> tuple[Call1, Call1, Call1]:
    """Return the product into queries, keys and values, that out of attention, and the feed-forward part."""
    functional = shop.torch.nn.functional
    attended = model.heads * model.head_width
    into = shop.product(model.width, attended + 2 * model.kv_heads * model.head_width, precision)
    out = shop.product(attended, model.width, precision)
    up = shop.product(model.width, model.inner * (2 if model.gated else 1), precision)
    down = shop.product(model.inner, model.width, precision)

    def inner(rows: Tensor) -> Tensor:
        wide = up(rows)
        if not model.gated:
            return down(functional.gelu(wide))
        gate, value = wide.chunk(2, dim=-1)
        return down(functional.silu(gate) * value)

    return into, out, inner


def _parts(rows: Tensor, model: Decoder) -> Any:
    """Return queries, keys and values from one product."""
    shared = model.kv_heads * model.head_width
    return rows.split([model.heads * model.head_width, shared, shared], dim=-1)


def _pass(shop: Workshop, one: Measurement) -> Call:
    """A pass of a transformer whose positions all see each other, its blocks scaled and gated as a denoiser's are."""
    model, run = one.model, one.run
    assert isinstance(model, Transformer)
    batch, positions, width = run["batch"], run["positions"], model.width
    functional = shop.torch.nn.functional
    sizes = ((width, 3 * width), (width, width), (width, 4 * width), (4 * width, width))
    layers = [
        [shop.product(inputs, outputs, one.precision) for inputs, outputs in sizes]
        for _ in range(run.get("layers", model.layers))
    ]
    state, scale, gate = (
        shop.random(batch, positions, width),
        shop.random(batch, 1, width),
        shop.random(batch, 1, width),
    )

    def run_all() -> Tensor:
        x = state
        for into, out, up, down in layers:
            q, k, v = into(shop.norm(x) * scale).reshape(batch, positions, 3, model.heads, -1).permute(2, 0, 3, 1, 4)
            seen = shop.attend(q, k, v).transpose(1, 2).reshape(batch, positions, width)
            x = x + gate * out(seen)
            x = x + gate * down(functional.gelu(up(shop.norm(x) * scale), approximate="tanh"))
        return x

    return run_all


def _clip(shop: Workshop, one: Measurement) -> Call:
    """One layer's attention over a clip; parts of it are views of the same tensors, so nothing is copied."""
    model, run = one.model, one.run
    assert isinstance(model, Transformer)
    positions, frames = run["positions"], run["frames"]
    clip = [shop.random(frames, positions // frames, model.heads, model.width // model.heads) for _ in range(3)]
    within = [part.permute(0, 2, 1, 3) for part in clip]
    along = [part.permute(1, 2, 0, 3) for part in clip]
    if run["over"] == "factorized":
        return lambda: (shop.attend(*within), shop.attend(*along))
    return lambda: shop.attend(*within)  # full attention is one part of all positions


def _latents(shop: Workshop, one: Measurement) -> Call:
    """A decoder of latents: convolutions with group norms before them, nearest neighbors between the levels."""
    model, run = one.model, one.run
    assert isinstance(model, LatentDecoder)
    torch, functional = shop.torch, shop.torch.nn.functional

    def kernel(size: int, inputs: int, outputs: int) -> Tensor:
        made = shop.random(outputs, inputs, size, size, scale=(inputs * size**2) ** -0.5)
        return made.to(memory_format=torch.channels_last)

    kernels = [(kernel(one.size, one.inputs, one.outputs), one.size // 2) for one in model.convolutions()]
    shape = (run["batch"], model.latent_channels, run["side"] // model.shrink, run["side"] // model.shrink)
    latent = shop.random(*shape).to(memory_format=torch.channels_last)

    def decode() -> Tensor:
        remaining = iter(kernels)

        def convolve(x: Tensor) -> Tensor:
            weights, padding = next(remaining)
            return functional.conv2d(x, weights, padding=padding)

        def active(x: Tensor) -> Tensor:
            return functional.silu(functional.group_norm(x, 32))

        def residual(x: Tensor, outputs: int) -> Tensor:
            changed = convolve(active(convolve(active(x))))
            return changed + (convolve(x) if x.shape[1] != outputs else x)

        x = convolve(latent)
        for _ in range(model.middle_blocks):
            x = residual(x, model.channels[-1])
        for level in reversed(range(len(model.channels))):
            for _ in range(model.blocks):
                x = residual(x, model.channels[level])
            if level:
                x = convolve(functional.interpolate(x, scale_factor=2.0, mode="nearest"))
        return convolve(active(x))

    return decode


def _adapter(shop: Workshop, one: Measurement) -> Call:
    """A step of training: frozen blocks, adapters on eight matrices of each, AdamW over all adapters."""
    model, run = one.model, one.run
    assert isinstance(model, Adapted)
    torch = shop.torch
    learned: list[Tensor] = []
    stacks = []
    for group, length in zip(model.groups, run["positions"], strict=True):
        blocks = [_adapted_block(shop, model, group.width, group.heads, learned) for _ in range(group.blocks)]
        stacks.append((blocks, shop.random(run["batch"], length, group.width)))
    text = shop.random(run["batch"], run["text_positions"], model.text_width)
    optimizer = torch.optim.AdamW(learned, lr=1e-4, fused=shop.device == "cuda")

    def step() -> None:
        with torch.enable_grad():
            loss = 0.0
            for blocks, state in stacks:
                x = state
                for block in blocks:
                    x = block(x, text)
                loss = loss + x.float().square().mean()
            loss.backward()  # type: ignore[attr-defined]  # a tensor from the first stack on
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return step


def _adapted_block(shop: Workshop, model: Adapted, width: int, heads: int, learned: list[Tensor]) -> Any:
    """Return a block with adapters, whose weights are added to `learned`."""
    functional = shop.torch.nn.functional

    def adapted(inputs: int, outputs: int) -> Callable[[Tensor], Tensor]:
        frozen = shop.product(inputs, outputs, "bf16")
        down = shop.random(model.rank, inputs, scale=float(inputs) ** -0.5).requires_grad_()
        up = shop.random(outputs, model.rank, scale=0.01).requires_grad_()
        learned.extend([down, up])
        return lambda rows: frozen(rows) + functional.linear(functional.linear(rows, down), up)

    matrices = [adapted(inputs, outputs) for inputs, outputs in model.attention_matrices(width)]
    wide, back = shop.product(width, 8 * width, "bf16"), shop.product(4 * width, width, "bf16")

    def split(rows: Tensor) -> Tensor:
        return rows.reshape(rows.shape[0], rows.shape[1], heads, -1).transpose(1, 2)

    def attention(rows: Tensor, seen: Tensor, four: list[Callable[[Tensor], Tensor]]) -> Tensor:
        into_q, into_k, into_v, out = four
        found = shop.attend(split(into_q(rows)), split(into_k(seen)), split(into_v(seen)))
        return out(found.transpose(1, 2).reshape(rows.shape))

    def block(x: Tensor, text: Tensor) -> Tensor:
        own = shop.norm(x)
        x = x + attention(own, own, matrices[:4])
        x = x + attention(shop.norm(x), text, matrices[4:])
        value, gate = wide(shop.norm(x)).chunk(2, dim=-1)
        return x + back(value * functional.gelu(gate))

    return block


Call1 = Callable[[Tensor], Tensor]

_MAKERS: dict[str, Callable[[Workshop, Measurement], Call]] = {
    "decode": _decode,
    "prefill": _prefill,
    "pass": _pass,
    "clip": _clip,
    "latents": _latents,
    "adapter": _adapter,
}
