"""A sampler with the best denoiser there is, for a world of two pictures."""

from math import tanh

NOISE = 0.6  # what the seed draws


def guess(x: float, t: float) -> float:
    """Return the mean of the pictures that may hide under x at the noise level t."""
    return tanh((1 - t) * x / t**2)


def ddim_step(x: float, t: float, to: float) -> float:
    """Keep the noise that belongs to the new level; take the rest from the guess."""
    kept = to / t
    return kept * x + (1 - kept) * guess(x, t)


def sample(noise: float, steps: int, *, show: bool = False) -> float:
    """Walk from pure noise, t = 1, to a picture, t = 0."""
    x = noise
    for left in range(steps, 0, -1):
        t, to = left / steps, (left - 1) / steps
        if show:
            print(f"at t = {t:.2f}: x = {x:.2f}, guess = {guess(x, t):.2f}")
        x = ddim_step(x, t, to)
    return x


print(f"end of four steps: {sample(NOISE, 4, show=True):.2f}")
for steps in (1, 2, 3, 20):
    print(f"end with steps = {steps}: {sample(NOISE, steps):.2f}")
print(f"end of four steps, noise of the other sign: {sample(-NOISE, 4):.2f}")
