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
        says: how a candidate opens it; the step's chapter says it word for word.
    """

    number: int
    slug: str
    title: str
    minutes_45: int
    minutes_60: int
    yields: str
    says: str


STEPS = (
    Step(
        1,
        "requirements",
        "Requirements",
        5,
        6,
        "scope in one sentence, three numbers, the constraint that dominates",
        "I will take five minutes to fix the scope, three numbers and the cost of a bad output.",
    ),
    Step(
        2,
        "ml-framing",
        "ML framing",
        3,
        4,
        "typed input and output, the task, the baseline",
        "The input is this, the output is that, and one legal output is no answer.",
    ),
    Step(
        3,
        "data-preparation",
        "Data preparation",
        4,
        6,
        "sources with rights, cleaning, splits, what is not used",
        "I sort sources by what it costs to take a record back.",
    ),
    Step(
        4,
        "model-development",
        "Model development",
        9,
        12,
        "two candidates compared, one chosen, its stages and settings",
        "I start with the cheapest thing that could pass the launch bar "
        "and name the number the next candidate must beat.",
    ),
    Step(
        5,
        "evaluation",
        "Evaluation",
        6,
        8,
        "offline, human, online and safety measures, each with a launch bar",
        "I will not ask whether the model is good. I will ask whether it beats what runs today, by how much, "
        "on which slices, and at what safety and cost.",
    ),
    Step(
        6,
        "system-design",
        "Overall system design",
        9,
        12,
        "one diagram, one request walked through it, the offline path apart",
        "I will draw one path for requests and one for everything learned, and they meet only in versioned stores.",
    ),
    Step(
        7,
        "deployment-and-monitoring",
        "Deployment and monitoring",
        4,
        7,
        "rollout, alarms with thresholds, feedback, cost a request",
        "I release model snapshot, prompt, index and safety policy as one versioned bundle.",
    ),
)
SLUGS = tuple(step.slug for step in STEPS)
BY_SLUG = {step.slug: step for step in STEPS}
SAY_FIRST = "say-first"
"""Id of the section in which a step's chapter says how to open it."""
FLOATING_MINUTES = 5
"""Minutes left free in either interview, for the interviewer's own questions."""
