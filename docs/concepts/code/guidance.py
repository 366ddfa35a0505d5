"""Guidance on data whose best denoiser is known: all pictures and a prompt's."""

ALL, PROMPT = (0.0, 1.0), (1.0, 0.8)  # mean and spread of each, both bell curves
STEPS = 500


def guess(x: float, t: float, mean: float, spread: float) -> float:
    """Return the mean of the pictures that may hide under x at the noise level t."""
    signal = (1 - t) ** 2 * spread**2
    trust = signal / (signal + t**2)  # the share of what is seen that is no noise
    return mean + trust * (x / (1 - t) - mean) if t < 1 else mean


def sample(noise: float, scale: float, start: float = 1.0, stop: float = 0.0) -> float:
    """Denoise, guided by the scale from the level start down to the level stop."""
    x = noise
    for left in range(STEPS, 0, -1):
        t, to = left / STEPS, (left - 1) / STEPS
        s = scale if stop < t <= start else 1.0
        without, asked = guess(x, t, *ALL), guess(x, t, *PROMPT)
        x = to / t * x + (1 - to / t) * (without + s * (asked - without))
    return x


def made(scale: float, start: float = 1.0, stop: float = 0.0) -> tuple[float, float]:
    """Return mean and spread of what is drawn; every step is linear in the noise."""
    mean = sample(0.0, scale, start, stop)
    return mean, sample(1.0, scale, start, stop) - mean


for scale in (1.0, 2.0, 3.0, 4.0):
    mean, spread = made(scale)
    print(f"mean at scale {scale:.0f}: {mean:.2f}")
    print(f"variety at scale {scale:.0f}: {spread:.2f}")
mean, spread = made(3.0, 0.75, 0.25)
print(f"mean at scale 3, guided in the middle: {mean:.2f}")
print(f"variety at scale 3, guided in the middle: {spread:.2f}")
