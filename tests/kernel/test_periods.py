"""Periods: on which days a post was certainly, or possibly, held, by what has been told."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db.models import F

from people.models import Position, PositionState
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import STEPS

pytestmark = pytest.mark.django_db


def held(day: str) -> str:
    """What ``as_of`` answers for the one position: certain, possible or, when it has none, no."""
    rows = list(Position.objects.as_of(date.fromisoformat(day)))
    assert len(rows) <= 1
    return str(rows[0].holds) if rows else "no"  # type: ignore[attr-defined]


def period(**told: Any) -> dict[str, Any]:
    """Columns with their dates as texts; a day of its own is read where the column is a plain date."""
    plain = {"confirmed_first", "confirmed_last", "start_told_on", "start_first_on"}
    return {
        name: date.fromisoformat(value) if name in plain else value for name, value in told.items()
    }


DONE, REPORTED = {"start_status": "done"}, {"end_status": "reported"}
#: Held from 1 March 2024, as confirmed that day; an end is told below.
SINCE_MARCH = period(
    start="2024-03-01", confirmed_first="2024-03-01", confirmed_last="2024-03-01", **DONE
)


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        pytest.param(
            {**SINCE_MARCH, **period(end="2025-05-01", end_state="known", end_status="done")},
            {
                "2024-02-29": "no",
                "2024-03-01": "certain",
                "2025-04-30": "certain",
                "2025-05-01": "no",
            },
            id="both days known: from the first day up to the last one held",
        ),
        pytest.param(
            {
                **period(start="2024-03", end="2025-05", end_state="known", end_status="done"),
                **DONE,
            },
            {
                "2024-02-29": "no",
                "2024-03-01": "possible",
                "2024-03-30": "possible",
                "2024-03-31": "certain",
                "2025-04-30": "certain",
                "2025-05-01": "possible",
                "2025-05-30": "possible",
                "2025-05-31": "no",
            },
            id="months: certain only between the latest start and the earliest end",
        ),
        pytest.param(
            {**period(start="2025", end="2025", end_state="known", end_status="done"), **DONE},
            {"2024-12-31": "no", "2025-06-01": "possible", "2025-12-31": "no"},
            id="came and went within one year: certain on no day",
        ),
        pytest.param(
            SINCE_MARCH,
            {"2024-03-01": "certain", "2026-02-28": "certain", "2026-03-01": "possible"},
            id="no end known: a confirmation holds for 24 months",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(confirmed_last="2025-12-31")},
            {"2027-12-30": "certain", "2027-12-31": "possible", "2040-01-01": "possible"},
            id="a later confirmation holds it longer",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09-01", end_state="known", end_status="rumoured")},
            {"2024-08-31": "certain", "2024-09-01": "certain", "2026-03-01": "possible"},
            id="a rumoured end ends nothing",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09-01", end_state="known", **REPORTED)},
            {
                "2024-08-31": "certain",
                "2024-09-01": "possible",
                "2026-08-31": "possible",
                "2026-09-01": "no",
            },
            id="a reported end makes it doubtful from its day on, for 24 months",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="../2024-09-01", end_state="known", **REPORTED)},
            {"2024-08-31": "certain", "2024-09-01": "possible", "2026-09-01": "no"},
            id="and one by a day from that day on",
        ),
        pytest.param(
            {**SINCE_MARCH, **REPORTED},
            {"2024-09-01": "certain", "2030-01-01": "possible"},
            id="an end that is reported for no day ends nothing",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end_status="rumoured")},
            {"2024-09-01": "certain", "2026-03-01": "possible"},
            id="a rumoured end without a day ends nothing",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09-01", end_state="known", end_status="denied")},
            {"2024-09-01": "certain", "2026-03-01": "possible"},
            id="a denied end ends nothing",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09-01", end_state="known", end_status="reversed")},
            {"2024-09-01": "certain"},
            id="a reversed end ends nothing",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09-01", end_state="known", end_status="announced")},
            {
                "2024-08-31": "certain",
                "2024-09-01": "possible",
                "2026-08-31": "possible",
                "2026-09-01": "no",
            },
            id="an announced end that nobody confirms leaves it possible for 24 months after its day",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="2024-09", end_state="known", end_status="announced")},
            {"2024-09-30": "possible", "2026-09-29": "possible", "2026-09-30": "no"},
            id="of a month for 24 months after its last day",
        ),
        pytest.param(
            {
                **SINCE_MARCH,
                **period(end="2024-09-01/..", end_state="known", end_status="announced"),
            },
            {"2024-08-31": "certain", "2026-08-31": "possible", "2026-09-01": "no"},
            id="where it has no last day, after its first",
        ),
        pytest.param(
            {
                **SINCE_MARCH,
                **period(end="2024-09-01", end_state="known", end_status="announced"),
                **period(confirmed_last="2025-12-31"),
            },
            {"2024-09-01": "possible", "2027-12-30": "possible", "2027-12-31": "no"},
            id="where it was said to be held later, after that word",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end_status="announced")},
            {"2024-09-01": "certain", "2030-01-01": "possible"},
            id="an end that is announced for no day leaves it possible for ever",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end_state="ended", end_status="done")},
            {"2024-03-01": "certain", "2024-03-02": "possible", "2030-01-01": "possible"},
            id="ended, day unknown: certain on the days confirmed",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(end="../2025-05-31", end_state="ended", end_status="done")},
            {"2024-03-01": "certain", "2024-03-02": "possible", "2025-05-31": "no"},
            id="ended by May: not held from the last day of May on",
        ),
        pytest.param(
            period(confirmed_first="2025-06-10", confirmed_last="2025-08-01"),
            {
                "2023-06-09": "no",
                "2023-06-10": "possible",
                "2025-06-09": "possible",
                "2025-06-10": "certain",
                "2027-07-31": "certain",
                "2027-08-01": "possible",
            },
            id="start unknown: certain from the first confirmation, possible for 24 months before",
        ),
        pytest.param(
            period(end="2025-05-01", end_state="known", end_status="done"),
            {"2023-04-30": "no", "2023-05-01": "possible", "2025-04-30": "possible"},
            id="only the end known: possible for 24 months before it",
        ),
        pytest.param(
            {},
            {"1990-01-01": "possible", "2030-01-01": "possible"},
            id="nothing known at all: possible on any day",
        ),
        pytest.param(
            {
                **period(start="2025-06-01", confirmed_first="2025-01-01"),
                **period(confirmed_last="2025-07-01"),
                **DONE,
            },
            {"2025-01-01": "no", "2025-05-31": "no", "2025-06-01": "certain"},
            id="a confirmation before the told start moves no start",
        ),
        pytest.param(
            {
                **period(start="2024", end="2025-05-01", end_state="known", end_status="done"),
                **period(confirmed_first="2024-06-01", confirmed_last="2025-09-01"),
                **DONE,
            },
            {"2024-05-31": "possible", "2024-06-01": "certain", "2025-05-01": "no"},
            id="a careless mention after the end lengthens nothing",
        ),
        pytest.param(
            {
                **period(end="../2025-05-31", end_state="ended", end_status="done"),
                **period(confirmed_first="2025-01-01", confirmed_last="2025-09-01"),
            },
            {"2025-01-01": "certain", "2025-05-30": "certain", "2025-05-31": "no"},
            id="nor does one after the latest end that is possible",
        ),
        pytest.param(
            period(start="2025-06-01", start_status="announced"),
            {"2025-05-31": "no", "2025-06-01": "possible", "2030-01-01": "possible"},
            id="an announced start is possible, never certain",
        ),
        pytest.param(
            period(start_status="rumoured", start_first_on="2025-06-10"),
            {"2025-06-09": "no", "2025-06-10": "possible"},
            id="a rumour of what may come says nothing of the days before it",
        ),
        pytest.param(
            period(start_status="announced", start_told_on="2025-06-10"),
            {"2025-06-09": "no", "2025-06-10": "possible"},
            id="nor does an announcement",
        ),
        pytest.param(
            period(start_status="reported", start_first_on="2025-06-10"),
            {"2024-06-09": "no", "2024-06-10": "possible", "2025-06-10": "possible"},
            id="a report may speak of what has happened before",
        ),
        pytest.param(
            {**period(start="../2025-06-10", start_first_on="2025-06-10"), **DONE},
            {
                "2024-06-09": "no",
                "2024-06-10": "possible",
                "2025-06-09": "possible",
                "2025-06-10": "certain",
            },
            id="begun by a day: possible for 12 months before the first word",
        ),
        pytest.param(
            {**period(start="../2020-12-31", start_first_on="2025-06-10"), **DONE},
            {"2019-12-30": "no", "2019-12-31": "possible", "2025-06-10": "possible"},
            id="or before the day by which it had begun, where that is earlier",
        ),
        pytest.param(
            period(start="../2025-12-31", start_status="announced", start_first_on="2025-06-10"),
            {"2025-06-09": "no", "2025-06-10": "possible"},
            id="what is announced to begin by a day does not begin before it is announced",
        ),
        pytest.param(
            period(end="../2025-05-31", end_state="ended", end_status="done"),
            {"2023-05-30": "no", "2023-05-31": "possible", "2025-05-30": "possible"},
            id="only the day known by which it was over: possible for 24 months before it",
        ),
        pytest.param(
            period(start="2025-06-01", start_status="denied"),
            {"2025-06-01": "no", "2026-01-01": "no"},
            id="a denied start is held on no day",
        ),
        pytest.param(
            period(start="2025-06-01", start_status="reversed", confirmed_first="2025-06-01"),
            {"2025-06-01": "no"},
            id="a reversed start is held on no day",
        ),
        pytest.param(
            {
                **period(start="2025-06-01", end="2025-06-01", end_state="known"),
                **DONE,
                "end_status": "done",
            },
            {"2025-05-31": "no", "2025-06-01": "no"},
            id="taken up and given up on one day: held on none",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(overtaken="2025-05")},
            {
                "2025-04-30": "certain",
                "2025-05-01": "possible",
                "2025-05-30": "possible",
                "2025-05-31": "no",
            },
            id="overtaken in May: surely held before it, possibly during it, and no longer",
        ),
        pytest.param(
            {**SINCE_MARCH, **period(overtaken="2027-05-01")},
            {"2026-02-28": "certain", "2026-03-01": "possible", "2027-05-01": "no"},
            id="overtaken long after it was last confirmed: not sure until then",
        ),
        pytest.param(
            period(start="2024-03-01/..", overtaken="2025-05-01", **DONE),
            {"2024-03-01": "possible", "2025-04-30": "possible", "2025-05-01": "no"},
            id="overtaken, and confirmed by nobody: sure on no day",
        ),
    ],
)
def test_a_post_is_held_on_the_days_that_were_told(
    told: dict[str, Any], answers: dict[str, str]
) -> None:
    PositionFactory.create(**told)
    assert {day: held(day) for day in answers} == answers


def test_certain_days_are_always_possible_ones_whatever_was_told() -> None:
    person, organization = PersonFactory.create(), OrganizationFactory.create()
    dates = [None, "2024", "2024-06-15", "../2024-08-31", "2024-03-01/.."]
    confirmations = [(None, None), ("2023-01-10", "2023-01-10"), ("2024-07-01", "2025-02-01")]
    rows = [
        Position(
            person=person,
            organization=organization,
            start=PartialDate.parse(start) if start else None,
            end=PartialDate.parse(end) if end else None,
            end_state=EndState.KNOWN if end else EndState.ENDED if done else EndState.OPEN,
            start_status=start_status,
            end_status=end_status,
            confirmed_first=first and date.fromisoformat(first),
            confirmed_last=last and date.fromisoformat(last),
        )
        for start, end, start_status, end_status, (first, last) in product(
            dates, dates, ("", *STEPS), ("", *STEPS), confirmations
        )
        for done in [end_status == "done"]
    ]
    Position.objects.bulk_create(rows)
    loose = Position.objects.exclude(certain__contained_by=F("possible"))
    assert [(row.start, row.end, row.possible, row.certain) for row in loose] == []
    assert Position.objects.exclude(certain__isempty=True).count() > 100


def test_between_finds_what_may_have_held_on_some_day_of_the_span() -> None:
    PositionFactory.create(
        start="2024-03-01", end="2025-05-01", end_state="known", start_status="done",
        end_status="done",
    )  # fmt: skip
    spans = {
        ("2024-01-01", "2024-02-29"): False,
        ("2024-01-01", "2024-03-01"): True,
        ("2025-04-30", "2026-01-01"): True,
        ("2025-05-01", "2026-01-01"): False,
    }
    for (first, last), found in spans.items():
        rows = Position.objects.between(date.fromisoformat(first), date.fromisoformat(last))
        assert rows.exists() is found, (first, last)


def test_counts_count_only_what_is_certain_on_the_day() -> None:
    PositionFactory.create(**SINCE_MARCH)
    PositionFactory.create()
    assert Position.objects.certain_on(date(2024, 6, 1)).count() == 1
    assert Position.objects.as_of(date(2024, 6, 1)).count() == 2


def test_newest_first_puts_unknown_starts_last() -> None:
    unknown = PositionFactory.create()
    old, new = PositionFactory.create(start="2020"), PositionFactory.create(start="2025-01")
    assert list(Position.objects.newest_first()) == [new, old, unknown]


def test_pages_are_told_the_last_day_held_and_nothing_finer() -> None:
    ends = {"2025-12-01": "2025-11-30", "2025-05": "2025-05"}
    for end, last in ends.items():
        post = PositionFactory.create(end=end, end_state="known", end_status="done")
        post.refresh_from_db()
        assert str(post.last_day_held) == last
    assert PositionFactory.create().last_day_held is None


def test_both_clocks_can_be_asked_of_a_state() -> None:
    post = PositionFactory.create()
    PositionStateFactory.create(
        position=post, start="2025-06-01", known=known_from(date(2025, 6, 5), date(2025, 7, 1))
    )
    PositionStateFactory.create(
        position=post, start="2025-05-01", known=known_from(date(2025, 7, 1))
    )

    def knew(known_on: date, day: date) -> bool:
        return PositionState.objects.known_on(known_on).as_of(day).exists()

    assert not knew(date(2025, 6, 4), date(2025, 6, 10))
    assert knew(date(2025, 6, 5), date(2025, 6, 10))
    assert not knew(date(2025, 6, 30), date(2025, 5, 10))
    assert knew(date(2025, 7, 1), date(2025, 5, 10))
