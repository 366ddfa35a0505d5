"""The seven steps of the framework, in the order of an interview."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of the framework.

    Args:
        number: 1 to 7.
        slug: name in addresses, front matter and heading ids.
        title: name in print.
        minutes_45: share of a 45-minute interview, in minutes.
        minutes_60: share of a 60-minute interview, in minutes.
        yields: what stands on the whiteboard when the step is done.
    """

    number: int
    slug: str
    title: str
    minutes_45: int
    minutes_60: int
    yields: str


STEPS = (
    Step(
        1, "requirements", "Requirements", 5, 6, "scope in one sentence, three numbers, the constraint that dominates"
    ),
    Step(2, "ml-framing", "ML framing", 3, 4, "typed input and output, the task, the baseline"),
    Step(3, "data-preparation", "Data preparation", 4, 6, "sources with rights, cleaning, splits, what is not used"),
    Step(
        4,
        "model-development",
        "Model development",
        9,
        12,
        "two candidates compared, one chosen, its stages and settings",
    ),
    Step(5, "evaluation", "Evaluation", 6, 8, "offline, human, online and safety measures, each with a launch bar"),
    Step(
        6,
        "system-design",
        "Overall system design",
        9,
        12,
        "one diagram, one request walked through it, the offline path apart",
    ),
    Step(
        7,
        "deployment-and-monitoring",
        "Deployment and monitoring",
        4,
        7,
        "rollout, alarms with thresholds, feedback, cost a request",
    ),
)
SLUGS = tuple(step.slug for step in STEPS)
BY_SLUG = {step.slug: step for step in STEPS}
FLOATING_MINUTES = 5
"""Minutes left free in either interview, for the interviewer's own questions."""
