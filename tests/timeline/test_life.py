"""The life of a report: each step is firmer than the one before, or undoes it."""

from datetime import date

import pytest

from tracker.timeline.evidence import Evidence
from tracker.timeline.life import steps_of

NOVEMBER = {day: date(2025, 11, day) for day in range(1, 31)}


def said(status: str, day: int | None, outlet: str = "The Gazette") -> Evidence:
    published = NOVEMBER[day] if day else None
    return Evidence(
        claim=1, kind="summary", text="x", status=status, published=published, outlet=outlet
    )


@pytest.mark.parametrize(
    ("claims", "life"),
    [
        ([], []),
        ([("held", 3), ("former", 4)], []),
        ([("reported", 11), ("announced", 19), ("done", 30)], ["reported", "announced", "done"]),
        ([("announced", 19), ("reported", 11)], ["reported", "announced"]),
        ([("reported", 11), ("rumoured", 12), ("reported", 13)], ["reported"]),
        ([("rumoured", 6), ("denied", 8)], ["rumoured", "denied"]),
        ([("denied", 8), ("rumoured", 9)], ["rumoured"]),
        ([("reported", 6), ("denied", 8), ("done", 20)], ["reported", "denied", "done"]),
        ([("done", 17), ("reversed", 22)], ["done", "reversed"]),
        ([("reported", 11), ("announced", 11)], ["announced"]),
        ([("reported", None), ("done", 3)], ["done"]),
    ],
)
def test_a_report_lives_from_its_first_step_to_its_firmest(
    claims: list[tuple[str, int | None]], life: list[str]
) -> None:
    assert [step.status for step in steps_of(said(*claim) for claim in claims)] == life


def test_each_step_names_its_day_and_the_outlet_that_was_first() -> None:
    steps = steps_of(
        [
            said("announced", 20, "A second paper"),
            said("announced", 19, "The Person"),
            said("reported", 11, "The Gazette"),
        ]
    )
    assert [(step.day, step.outlet) for step in steps] == [
        (NOVEMBER[11], "The Gazette"),
        (NOVEMBER[19], "The Person"),
    ]


def test_what_is_told_as_done_before_its_day_draws_no_disc_beside_an_announcement() -> None:
    claims = [said("announced", 1), said("done", 2)]
    assert [step.status for step in steps_of(claims, reached="announced")] == ["announced"]
    early = [said("reported", 1), said("done", 2)]
    assert [step.status for step in steps_of(early, reached="announced")] == [
        "reported",
        "announced",
    ]
    for reached in ("done", "denied", "held", ""):
        assert [step.status for step in steps_of(early, reached=reached)] == ["reported", "done"]
