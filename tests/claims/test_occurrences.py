"""Which reports speak of one layoff, stake, round, founding or statement."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.claims.saying import say
from tracker.claims.settling.occurrences import Group, Happening, gather, join_unnamed, judge
from tracker.claims.settling.says import Say

TARGET, START_UP, OTHER_START_UP = 20, 30, 31


def groups_of(*says: Say) -> list[list[int]]:
    return [[one.claim for one in group.says] for group in gather(says, lambda one: one.other)]


def numbers(*says: Say) -> list[int]:
    return [one.claim for one in says]


def layoff(published: str, status: str = "done", **rest: Any) -> Say:
    return say(status, published, type="layoff", **rest)


def stake(published: str, status: str = "done", **rest: Any) -> Say:
    return say(status, published, type="stake", other=TARGET, **rest)


def founding(published: str, organization: int | None, **rest: Any) -> Say:
    return say("announced", published, type="founded", organization=organization, **rest)


def quote(words: str, published: str = "2025-01-01") -> Say:
    return say("done", published, type="statement", words={"quote": words, "topic": "models"})


def judged(*says: Say, known_on: date | None = None) -> Happening:
    happening = judge(Group(list(says)), known_on)
    assert happening is not None
    return happening


def test_two_layoffs_far_apart_are_two() -> None:
    one, two = layoff("2024-01-10"), layoff("2024-11-10")
    assert groups_of(one, two) == [[one.claim], [two.claim]]


def test_a_layoff_reported_then_announced_then_done_is_one() -> None:
    says = [
        layoff("2024-01-10", "rumoured"),
        layoff("2024-01-20", "announced", figures={"count": 600}),
        layoff("2024-02-01", figures={"count": 610}),
    ]
    assert groups_of(*says) == [numbers(*says)]


def test_two_layoffs_near_each_other_with_figures_that_disagree_are_two() -> None:
    small = layoff("2024-01-10", figures={"count": 60})
    large = layoff("2024-01-20", figures={"count": 600})
    assert groups_of(small, large) == [[small.claim], [large.claim]]


def test_the_same_stake_told_twice_is_one() -> None:
    one = stake("2025-06-12", figures={"percent": 49, "amount_usd": 14_300_000_000})
    two = stake("2025-08-01", figures={"percent": 49})
    assert groups_of(two, one) == [numbers(one, two)]


def test_a_second_stake_of_another_size_is_another() -> None:
    one = stake("2025-06-12", figures={"percent": 10})
    two = stake("2025-09-12", figures={"percent": 49})
    assert groups_of(one, two) == [[one.claim], [two.claim]]


def test_what_is_about_different_subjects_is_never_one() -> None:
    one = stake("2025-06-12")
    two = say("done", "2025-06-12", type="stake", other=TARGET + 1)
    assert groups_of(one, two) == [[one.claim], [two.claim]]


def test_two_rounds_of_one_year_are_two_when_their_sums_differ() -> None:
    says = [
        say("done", "2025-02-01", type="funding", figures={"amount_usd": 600e6}),
        say("done", "2025-03-01", type="funding", figures={"amount_usd": 2e9}),
    ]
    assert groups_of(*says) == [[says[0].claim], [says[1].claim]]


def test_a_quotation_cut_short_is_the_same_statement() -> None:
    whole = quote("Text alone will not take us to a mind that plans.")
    cut = quote("Text alone will not take us to a mind", "2025-01-02")
    other = quote("Robots need touch.", "2025-01-02")
    assert groups_of(whole, cut, other) == [numbers(whole, cut), [other.claim]]


def test_figures_are_those_of_the_deed_then_of_the_latest() -> None:
    happening = judged(
        layoff("2024-01-10", "reported", figures={"count": 590}),
        layoff("2024-01-20", figures={"count": 600, "percent": 5}),
        layoff("2024-02-20", "reported", figures={"count": 620}),
    )
    assert happening.figures == {"count": Decimal(600), "percent": Decimal(5)}
    assert (happening.status, happening.first_on) == ("done", date(2024, 1, 10))


def test_an_event_is_dated_by_its_day_and_never_by_its_telling() -> None:
    told = judged(layoff("2024-01-10", told="2024-01-09"))
    assert (told.happened, told.told_on) == (None, date(2024, 1, 9))
    assert str(judged(layoff("2024-01-10", on="2024-01")).happened) == "2024-01"


def test_a_refused_bid_is_denied_and_talks_that_failed_are_reversed() -> None:
    assert judged(stake("2025-01-01", "denied")).status == "denied"
    assert judged(stake("2025-01-01", "rumoured"), stake("2025-02-01", "reversed")).status == (
        "reversed"
    )


@pytest.mark.parametrize(
    ("day", "status"),
    [("2024-01-10", "rumoured"), ("2024-01-19", "rumoured"), ("2024-01-20", "done")],
)
def test_on_each_day_an_event_is_what_had_been_published_by_then(day: str, status: str) -> None:
    says = [layoff("2024-01-10", "rumoured"), layoff("2024-01-20"), layoff("", "done")]
    assert judged(*says, known_on=date.fromisoformat(day)).status == status
    assert judge(Group(says), date(2024, 1, 9)) is None


def test_an_unnamed_founding_is_the_one_that_got_a_name_later() -> None:
    unnamed = founding("2025-11-11", None)
    named = founding("2026-01-15", START_UP)
    assert join_unnamed([named, unnamed]) == {unnamed.key: START_UP, named.key: START_UP}


def test_an_unnamed_founding_stays_unnamed_without_a_name_or_between_two() -> None:
    unnamed = founding("2025-11-11", None)
    one, two = founding("2026-01-15", START_UP), founding("2026-02-15", OTHER_START_UP)
    assert join_unnamed([unnamed]) == {unnamed.key: None}
    assert join_unnamed([unnamed, one, two])[unnamed.key] is None


def test_a_founding_years_before_is_not_the_unnamed_one() -> None:
    unnamed = founding("2025-11-11", None)
    old = founding("2025-11-11", START_UP, on="2013-12")
    assert join_unnamed([unnamed, old])[unnamed.key] is None
