"""From what was said of one change to how far it has come, when it was, and what it is called."""

from datetime import date

import pytest

from tests.claims.saying import say, told_daily
from tracker.claims.settling.judging import judge_date, judge_status, judge_title, told_on


@pytest.mark.parametrize(
    ("said", "status", "disputed"),
    [
        ([], None, False),
        (["held"], None, False),
        (["held", "former"], None, False),
        (["rumoured"], "rumoured", False),
        (["rumoured", "reported"], "reported", False),
        (["rumoured", "reported", "announced"], "announced", False),
        (["rumoured", "reported", "announced", "done"], "done", False),
        (["rumoured", "done"], "done", False),
        # What is known already is not made less certain by those who come late.
        (["done", "announced", "reported", "rumoured"], "done", False),
        (["announced", "rumoured"], "announced", False),
        (["done", "held"], "done", False),
        # A denial answers what is not yet done.
        (["denied"], "denied", False),
        (["denied", "denied"], "denied", False),
        (["rumoured", "denied"], "denied", True),
        (["reported", "denied"], "denied", True),
        (["announced", "denied"], "denied", True),
        (["reported", "denied", "denied"], "denied", True),
        # Talk that goes on after a denial does not outweigh it: the two stand against each other.
        (["denied", "rumoured"], "denied", True),
        (["reported", "denied", "reported"], "denied", True),
        # Only an announcement or the deed does.
        (["reported", "denied", "announced"], "announced", False),
        (["reported", "denied", "done"], "done", False),
        (["denied", "announced", "done"], "done", False),
        # What is done stays done, whoever denies it.
        (["done", "denied"], "done", True),
        (["announced", "done", "denied"], "done", True),
        # What is undone stays undone until it is announced or done anew.
        (["announced", "reversed"], "reversed", False),
        (["done", "reversed"], "reversed", False),
        (["done", "reversed", "rumoured"], "reversed", False),
        (["done", "reversed", "reported"], "reversed", False),
        (["done", "reversed", "denied"], "reversed", False),
        (["done", "reversed", "announced"], "announced", False),
        (["done", "reversed", "done"], "done", False),
        (["reported", "denied", "reversed"], "reversed", False),
    ],
)
def test_reports_of_one_change_reach_a_step_together(
    said: list[str], status: str | None, disputed: bool
) -> None:
    step = judge_status(told_daily(*said))
    assert (step.status, step.disputed) == (status, disputed)


def test_the_day_of_publication_decides_what_came_later_and_not_the_order_of_arrival() -> None:
    denial, deed = say("denied", "2025-03-01"), say("announced", "2025-03-02")
    assert judge_status([deed, denial]).status == "announced"


def test_what_has_no_day_of_publication_counts_as_said_first() -> None:
    assert judge_status([say("denied"), say("announced", "2025-03-02")]).status == "announced"
    assert judge_status([say("denied", "2025-03-02"), say("announced")]).status == "denied"


@pytest.mark.parametrize("pinned", ["rumoured", "reported", "denied", "reversed", "done"])
def test_the_status_that_an_editor_pins_stands_whatever_is_said_later(pinned: str) -> None:
    pin = say(pinned, "2025-01-01", editor=True, pins=("status",))
    step = judge_status([pin, *told_daily("announced", "denied", "done", "reversed")])
    assert (step.status, step.disputed) == (pinned, False)


def test_of_two_pins_the_later_stands() -> None:
    first = say("denied", "2025-01-01", editor=True, pins=("status",))
    second = say("announced", "2025-01-02", editor=True, pins=("status",))
    assert judge_status([second, first]).status == "announced"


def test_only_an_editor_pins_and_only_the_field_that_the_claim_names() -> None:
    outlet = say("denied", "2025-01-01", pins=("status",))
    of_the_date = say("denied", "2025-01-01", editor=True, pins=("date",))
    later = say("done", "2025-02-01")
    assert judge_status([outlet, later]).status == "done"
    assert judge_status([of_the_date, later]).status == "done"


@pytest.mark.parametrize(
    ("days", "when"),
    [
        (["2025"], "2025"),
        (["2025", "2025-06"], "2025-06"),
        (["2025-06-12", "2025-06"], "2025-06-12"),
        (["2025-06", "2025-06-12", "2025"], "2025-06-12"),
        (["../2025-05-31", "2025-03-01/.."], "2025-03-01/2025-05-31"),
    ],
)
def test_days_that_agree_narrow_each_other(days: list[str], when: str) -> None:
    dating = judge_date([say("done", f"2025-07-0{n}", on=on) for n, on in enumerate(days, 1)])
    assert str(dating.when) == when
    assert dating.contradicting == frozenset()


def test_days_that_disagree_do_not_mix_and_the_later_say_stands() -> None:
    first, second = (
        say("done", "2025-07-01", on="2025-05"),
        say("done", "2025-07-02", on="2025-06"),
    )
    dating = judge_date([first, second])
    assert str(dating.when) == "2025-06"
    assert dating.contradicting == {first.claim}


def test_the_day_of_the_deed_outweighs_the_day_that_was_announced() -> None:
    done = say("done", "2025-07-01", on="2025-06-30")
    announced = say("announced", "2025-07-02", on="2025-08-01")
    dating = judge_date([done, announced])
    assert str(dating.when) == "2025-06-30"
    assert dating.contradicting == {announced.claim}


def test_the_day_that_an_editor_pins_outweighs_every_other() -> None:
    pin = say("reported", "2025-01-01", on="2025-02", editor=True, pins=("date",))
    done = say("done", "2025-07-01", on="2025-06-30")
    dating = judge_date([done, pin])
    assert str(dating.when) == "2025-02"
    assert dating.contradicting == {done.claim}


def test_the_day_of_telling_is_no_day_of_the_change() -> None:
    told = say("done", "2025-07-01", told="2025-06-30")
    assert judge_date([told]).when is None
    assert told_on([told, say("done", told="2025-06-29")]) == date(2025, 6, 29)
    assert told_on([say("done", on="2025-06-29")]) is None


@pytest.mark.parametrize("status", ["denied", "reversed"])
def test_a_denial_or_reversal_dates_nothing(status: str) -> None:
    assert judge_date([say(status, "2025-07-01", on="2025-06-30")]).when is None


def test_the_title_is_the_one_of_the_deed_then_the_one_most_used_then_the_fullest() -> None:
    short, full = say("held", title="scientist"), say("held", title="Chief AI scientist")
    assert judge_title([]) == judge_title([say("held")]) == ""
    assert judge_title([short, full]) == "Chief AI scientist"
    assert judge_title([short, full, say("held", title="Scientist")]) in {"scientist", "Scientist"}
    assert judge_title([full, say("done", title="chief scientist")]) == "chief scientist"


def test_whom_papers_call_the_boss_has_the_title_that_anybody_tells() -> None:
    boss = [say("done", title="boss"), say("held", title="Boss")]
    assert judge_title(boss).casefold() == "boss"
    assert judge_title([*boss, say("held", title="chief executive")]) == "chief executive"


def test_the_title_that_an_editor_pins_stands() -> None:
    pin = say("held", title="Chief scientist", editor=True, pins=("title",))
    assert judge_title([say("done", title="Vice president and chief scientist"), pin]) == (
        "Chief scientist"
    )
