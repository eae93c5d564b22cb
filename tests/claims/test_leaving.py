"""What the end or the start of one post says of another one of the same person."""

from datetime import date

from tests.claims.saying import COMPANY, end, held, say, start
from tracker.claims.settling.holdings import Holding, judge
from tracker.claims.settling.leaving import end_with, go_on
from tracker.claims.settling.lines import gather_lines
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Spell, gather

RIVAL = 2
CHIEF = 77


def at_company(*says: Say) -> list[Spell]:
    return gather(says)[0]


def judged(spell: Spell, known_on: date | None = None) -> Holding:
    holding = judge(spell, known_on)
    assert holding is not None
    return holding


def leaving(status: str = "announced") -> list[Say]:
    return [
        start("done", "2013-12-10", on="2013-12", title="chief scientist"),
        end(status, "2025-11-11", title="chief scientist", other=RIVAL),
    ]


def coming(status: str = "done", on: str = "2026-01", title: str = "executive chairman") -> Say:
    return start(status, "2026-02-01", on=on, title=title, organization=RIVAL)


def test_an_end_that_was_announced_is_done_once_the_post_begins_to_which_it_leads() -> None:
    (post,) = at_company(*leaving())
    came = coming()
    go_on({COMPANY: [post], RIVAL: at_company(came)})
    assert (judged(post).end_status, str(judged(post).end)) == ("done", "../2026-02-01")
    assert judged(post, date(2026, 1, 31)).end_status == "announced"
    assert came.claim not in post.claims()
    assert judged(post).end_origins == 1


def test_a_reported_end_is_done_by_a_post_anywhere_where_nobody_says_whither_it_leads() -> None:
    (post,) = at_company(
        start("done", "2013-12-10", on="2013-12", title="chief scientist"),
        end("reported", "2025-11-11", title="chief scientist"),
    )
    beside = at_company(start("done", "2026-02-01", on="2026-01", title="head of chips"))
    go_on({COMPANY: [post, *beside]})
    assert judged(post).end_status == "reported"
    go_on({COMPANY: [post], RIVAL: at_company(coming())})
    assert (judged(post).end_status, str(judged(post).end)) == ("done", "../2026-02-01")


def test_a_post_elsewhere_ends_no_post_that_nobody_says_is_left() -> None:
    for says, came in (
        (leaving()[:1], coming()),
        (leaving("denied"), coming()),
        (leaving(), coming("reported")),
        (leaving(), coming(title="board member")),
        (leaving(), coming(on="2015")),
    ):
        (post,) = at_company(*says)
        before = judged(post)
        go_on({COMPANY: [post], RIVAL: at_company(came)})
        assert judged(post) == before


def test_who_has_left_a_company_answers_to_nobody_there() -> None:
    posts = at_company(*leaving("done"))
    told = say("held", "2025-08-20", aspect="held", type="reports_to", manager=CHIEF)
    ((_, line),) = gather_lines([told])
    end_with([line], posts)
    assert (judged(line).end_status, str(judged(line).end)) == ("done", "../2025-11-11")
    assert judged(line, date(2025, 10, 1)).end_status == ""
    assert line.claims() == {told.claim}


def test_who_is_to_leave_a_company_on_a_day_answers_to_nobody_there_from_it_on() -> None:
    told = say("held", "2025-08-20", aspect="held", type="reports_to", manager=CHIEF)
    for status, on, stands in (
        ("announced", "2025-12", ("announced", "2025-12")),
        ("announced", "", ("", "None")),
        ("reported", "2025-12", ("", "None")),
    ):
        begun = leaving()[0]
        over = end(status, "2025-11-11", on=on, title="chief scientist", other=RIVAL)
        ((_, line),) = gather_lines([told])
        end_with([line], at_company(begun, over))
        assert (judged(line).end_status, str(judged(line).end)) == stands


def test_an_end_of_a_line_that_is_only_reported_gives_way_to_that_of_the_post() -> None:
    def line_with(status: str) -> Spell:
        told = say("held", "2025-08-20", aspect="held", type="reports_to", manager=CHIEF)
        over = say(status, "2025-10-20", aspect="end", type="reports_to", manager=CHIEF)
        ((_, line),) = gather_lines([told, over])
        end_with([line], at_company(*leaving("done")))
        return line

    assert judged(line_with("reported")).end_status == "done"
    assert judged(line_with("denied")).end_status == "denied"


def test_a_line_goes_on_while_a_post_does_and_where_it_is_told_to_hold_later() -> None:
    told = say("held", "2025-08-20", aspect="held", type="reports_to", manager=CHIEF)
    later = say("held", "2025-12-20", aspect="held", type="reports_to", manager=CHIEF)
    other = held("2025-06-01", title="head of robotics")
    unsaid = leaving("done")[1]
    apart = [
        start("done", "2013-12-10", on="2013-12", title="chief scientist"),
        end("done", "2025-11-11", title="chief scientist", type="role"),
        other,
    ]
    for posts, says in (
        (at_company(*leaving()), [told]),
        (at_company(*leaving("done")), [told, later]),
        (at_company(*apart), [told]),
        ([], [told]),
    ):
        ((_, line),) = gather_lines(says)
        end_with([line], posts)
        assert judged(line).end_status == ""
    ((_, line),) = gather_lines([told])
    end_with([line], at_company(unsaid))
    assert judged(line).end_status == "done"


def test_an_undated_end_lies_before_the_day_that_told_it_as_done() -> None:
    announced = end("announced", "2025-11-11", title="engineer")
    done = end("done", "2026-01-05", title="engineer")
    (post,) = at_company(announced, done)
    assert str(judged(post).end) == "../2026-01-05"
