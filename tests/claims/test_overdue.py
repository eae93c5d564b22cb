"""Ends and starts announced for a day that has passed: an editor is asked, once."""

from datetime import date
from typing import Any

import pytest

from people.models import Position
from tests.claims.scene import claim, settled
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.overdue import flag_overdue
from tracker.claims.services import accept_claim

pytestmark = pytest.mark.django_db

ADA: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
THE_DAY, THE_DAY_AFTER = date(2025, 3, 31), date(2025, 4, 1)


def announced_end(published: str = "2025-02-01", **rest: Any) -> Claim:
    return claim("left", "announced", published, **({"on": "2025-03-31"} | ADA | rest))


def queued() -> list[Claim]:
    return list(Claim.objects.queued())


def test_an_announced_end_is_queued_the_day_after_its_day_and_only_once() -> None:
    end = announced_end()
    settled(end)
    assert flag_overdue(today=THE_DAY) == 0 and not queued()
    assert flag_overdue(today=THE_DAY_AFTER) == 1
    assert queued() == [end]
    assert queued()[0].queue_reason == (
        "Overdue: the end was announced for 2025-03-31, and nobody has said since that it is done."
    )
    assert flag_overdue(today=date(2030, 1, 1)) == 0
    assert Position.objects.as_of(date(2025, 6, 1)).get().holds == "possible"  # type: ignore[attr-defined]


def test_of_several_announcements_the_last_is_queued() -> None:
    first, last = announced_end(), announced_end(outlet_="paper", published="2025-02-09")
    settled(first, last)
    flag_overdue(today=THE_DAY_AFTER)
    assert queued() == [last]


def test_a_month_is_over_when_its_last_day_is() -> None:
    settled(announced_end(on="2025-03"))
    assert flag_overdue(today=THE_DAY) == 0
    assert flag_overdue(today=THE_DAY_AFTER) == 1


def test_an_announced_start_is_queued_too_and_a_report_or_a_deed_is_not() -> None:
    start = claim("joined", "announced", "2025-02-01", on="2025-03-31", **ADA)
    done = claim("joined", "done", "2025-02-01", on="2025-03-31", who="bob", at="atlas")
    talk = claim("left", "reported", "2025-02-01", on="2025-03-31", who="eve", at="atlas")
    settled(start, done, talk)
    assert flag_overdue(today=THE_DAY_AFTER) == 1
    assert queued() == [start]


def test_it_leaves_the_queue_when_somebody_says_that_it_is_done() -> None:
    settled(announced_end())
    flag_overdue(today=THE_DAY_AFTER)
    settled(claim("left", "done", "2025-04-05", on="2025-03-31", **ADA))
    assert not queued()
    assert flag_overdue(today=date(2025, 5, 1)) == 0


def test_it_leaves_the_queue_when_it_is_put_off_and_comes_back_after_the_new_day() -> None:
    settled(announced_end())
    flag_overdue(today=THE_DAY_AFTER)
    later = announced_end(on="2025-06-30", published="2025-04-02")
    settled(later)
    assert [one.queue_reason.partition(":")[0] for one in queued()] == ["Contradicts"]
    assert flag_overdue(today=date(2025, 6, 1)) == 0
    assert flag_overdue(today=date(2025, 7, 1)) == 1
    assert later in queued()


def test_settling_again_leaves_it_in_the_queue() -> None:
    end = announced_end()
    settled(end)
    flag_overdue(today=THE_DAY_AFTER)
    settled(end)
    assert queued() == [end]


def test_what_an_editor_has_looked_at_is_not_asked_again() -> None:
    settled(announced_end(), announced_end(outlet_="paper", published="2025-02-09"))
    flag_overdue(today=THE_DAY_AFTER)
    accept_claim(claim=queued()[0], editor=UserFactory.create())
    assert not queued()
    assert flag_overdue(today=date(2025, 5, 1)) == 0
    assert not queued()


def test_an_end_that_no_claim_supports_any_more_is_not_asked_about() -> None:
    end = announced_end()
    settled(end)
    Claim.objects.update(withdrawn=True)
    settled(end)
    assert flag_overdue(today=THE_DAY_AFTER) == 0
