"""What the runs are made of: random weights, products in two precisions, attention, with the `torch` handed in.

PyTorch is no package of the project's environment, so that the type checker knows nothing of it; its objects are `Any`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tensor = Any


@dataclass(frozen=True)
class Workshop:
    """Makes tensors on a device.

    Args:
        torch: the module.
        device: 'cuda' or 'cpu'.
    """

    torch: Any
    device: str

    def random(self, *shape: int, scale: float = 1.0) -> Tensor:
        """Return normal numbers in BF16, spread by `scale`."""
        made = self.torch.empty(*shape, dtype=self.torch.bfloat16, device=self.device)
        return made.normal_(0, scale)

    def product(self, inputs: int, outputs: int, precision: str) -> Callable[[Tensor], Tensor]:
        """Return a product with a random matrix, which keeps the size of what it multiplies.

        Args:
            inputs: width of a row before.
            outputs: width of a row after.
            precision: 'bf16' or 'fp8'.
        """
        weight = self.random(outputs, inputs, scale=float(inputs) ** -0.5)
        if precision == "bf16":
            linear = self.torch.nn.functional.linear
            return lambda rows: linear(rows, weight)
        return self._fp8(weight)

    def _fp8(self, weight: Tensor) -> Callable[[Tensor], Tensor]:
        """Return a product in FP8 with fixed scales of one: random numbers of spread one need no other."""
        torch = self.torch
        eight = torch.float8_e4m3fn
        if getattr(torch.version, "hip", None) and "gfx94" in torch.cuda.get_device_properties(0).gcnArchName:
            eight = torch.float8_e4m3fnuz  # the MI300's own format
        spread = float(weight.shape[1]) ** 0.5
        columns = (weight * spread).to(eight).t()
        one = torch.ones((), dtype=torch.float32, device=self.device)
        back = one / spread

        def multiply(rows: Tensor) -> Tensor:
            flat = rows.reshape(-1, rows.shape[-1]).to(eight)
            product = torch._scaled_mm(flat, columns, scale_a=one, scale_b=back, out_dtype=torch.bfloat16)
            return product.reshape(*rows.shape[:-1], -1)

        return multiply

    def norm(self, rows: Tensor) -> Tensor:
        """Return rows of root mean square one."""
        return self.torch.nn.functional.rms_norm(rows, (rows.shape[-1],))

    def attend(self, queries: Tensor, keys: Tensor, values: Tensor, **options: Any) -> Tensor:
        """Return attention, of shape batch × heads × positions × head."""
        return self.torch.nn.functional.scaled_dot_product_attention(queries, keys, values, **options)

    def replayed(self, call: Callable[[], object]) -> Callable[[], object]:
        """Return a call that a card replays as one recorded graph, as servers do: no kernel waits to be started."""
        if self.device != "cuda":
            return call
        torch = self.torch
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                call()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            call()
        replay: Callable[[], object] = graph.replay
        return replay
