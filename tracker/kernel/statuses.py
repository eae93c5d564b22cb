"""The steps of a report, from talk to fact, and back."""

from django.db import models


class Status(models.TextChoices):
    """How firmly a claim, or a fact settled from claims, says a thing."""

    RUMOURED = "rumoured", "Rumoured"
    REPORTED = "reported", "Reported"
    ANNOUNCED = "announced", "Announced"
    DONE = "done", "Done"
    DENIED = "denied", "Denied"
    REVERSED = "reversed", "Reversed"
    HELD = "held", "Held"
    FORMER = "former", "Former"


#: The steps a settled fact can stand at; ``held`` and ``former`` are said by claims only.
STEPS = (
    Status.RUMOURED,
    Status.REPORTED,
    Status.ANNOUNCED,
    Status.DONE,
    Status.DENIED,
    Status.REVERSED,
)
STEP_CHOICES = [(step.value, step.label) for step in STEPS]
#: From talk to certainty; a later step in this order outweighs an earlier one.
CERTAINTY = {Status.RUMOURED: 1, Status.REPORTED: 2, Status.ANNOUNCED: 3, Status.DONE: 4}
#: What is told of as still to come, or by others than those concerned, but as more than talk.
EXPECTED = (Status.REPORTED, Status.ANNOUNCED)
UNDONE = frozenset({Status.DENIED, Status.REVERSED})
