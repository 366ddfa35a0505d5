"""A mask step by step is not the same as asking for a valid whole."""

# What a model would write: first a branch, then how it goes on.
BRANCH = {"A": 0.9, "B": 0.1}
VALID = {"A": 0.01, "B": 0.90}  # share of continuations that the schema allows


def masked() -> dict[str, float]:
    """Forbid what cannot become valid. Both branches still can, so nothing changes."""
    allowed = {name: chance for name, chance in BRANCH.items() if VALID[name] > 0}
    return {name: chance / sum(allowed.values()) for name, chance in allowed.items()}


def conditioned() -> dict[str, float]:
    """Weigh each branch by how much of it is valid, as the rule of Bayes says."""
    joint = {name: BRANCH[name] * VALID[name] for name in BRANCH}
    return {name: chance / sum(joint.values()) for name, chance in joint.items()}


print(f"branch A under the mask: {masked()['A']:.0%}")
print(f"branch A among valid texts: {conditioned()['A']:.0%}")
tries = 1 / sum(BRANCH[name] * VALID[name] for name in BRANCH)
print(f"free tries for one valid text: {tries:.0f}")
