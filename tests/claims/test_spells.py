"""Which reports speak of one spell at a company, and what they make of it together."""

from dataclasses import replace
from datetime import date

import pytest

from tests.claims.saying import end, held, start
from tracker.claims.settling.holdings import Holding, judge
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Spell, gather
from tracker.kernel.periods import EndState

LAB, OTHER_LAB = 7, 8


def spells_of(*says: Say) -> list[list[Say]]:
    """The says of each spell, in the order of their making."""
    spells, _ = gather(says)
    return [sorted(spell.says(), key=lambda one: one.claim) for spell in spells]


def only(*says: Say, known_on: date | None = None) -> Holding:
    """The one spell that these says make, judged."""
    (spell,), stray = gather(says)
    assert not stray
    holding = judge(spell, known_on)
    assert holding is not None
    return holding


# ── which spell ──────────────────────────────────────────────────────────────────────────────────


def test_a_hire_told_thrice_is_one_spell() -> None:
    says = [
        start("rumoured", "2025-01-02"),
        start("announced", "2025-01-09", on="2025-02", title="vice president"),
        start("done", "2025-02-03", on="2025-02-03", title="vice president of research"),
    ]
    assert spells_of(*says) == [says]


def test_the_start_the_holding_and_the_end_of_a_post_are_one_spell() -> None:
    says = [
        start("done", "2020-01-10", on="2020-01", title="chief scientist"),
        held("2022-05-01", title="Chief scientist"),
        end("done", "2024-03-05", on="2024-03-01", title="chief scientist"),
    ]
    assert spells_of(*says) == [says]


def test_two_different_titles_are_two_spells() -> None:
    one = start("done", "2020-01-10", on="2020-01-10", title="research scientist")
    two = start("done", "2022-01-10", on="2022-01-10", title="chief financial officer")
    assert spells_of(one, two) == [[one], [two]]


def test_coming_back_after_the_end_is_a_second_spell() -> None:
    first = [
        start("done", "2018-01-10", on="2018-01", title="engineer"),
        end("done", "2021-06-02", on="2021-06-01", title="engineer"),
    ]
    again = start("done", "2024-02-01", on="2024-02-01", title="engineer")
    assert spells_of(*first, again) == [first, [again]]


def test_the_first_start_told_once_more_after_the_end_is_no_return() -> None:
    first = start("done", "2018-01-10", on="2018-01", title="engineer")
    over = end("done", "2021-06-02", on="2021-06-01", title="engineer")
    looking_back = start("done", "2024-02-01", on="2018", title="engineer")
    assert spells_of(first, over, looking_back) == [[first, over, looking_back]]


def test_an_end_that_is_only_talked_about_ends_no_spell() -> None:
    first = start("done", "2018-01-10", on="2018-01", title="engineer")
    rumour = end("rumoured", "2021-06-02", title="engineer")
    later = held("2022-01-01", title="engineer")
    assert spells_of(first, rumour, later) == [[first, rumour, later]]


def test_a_departure_without_a_title_ends_every_post_but_the_seat_on_the_board() -> None:
    chief = start("done", "2019-01-01", on="2019-01-01", title="chief technology officer")
    head = start("done", "2020-01-01", on="2020-01-01", title="head of robotics")
    seat = start("done", "2019-01-01", on="2019-01-01", title="board member")
    left = end("done", "2024-03-02", on="2024-03-01")
    assert sorted(spells_of(chief, head, seat, left), key=len) == [
        [seat],
        [chief, left],
        [head, left],
    ]


def test_an_end_that_says_where_its_person_goes_ends_every_full_post() -> None:
    chief = start("done", "2022-05-01", on="2022-05", title="chief technology officer")
    head = start("announced", "2023-07-20", on="2023-07", title="interim head of safety")
    seat = start("done", "2023-01-01", on="2023-01-01", title="board member")
    title = "chief technology officer"
    gone = end("done", "2024-09-25", on="2024-09", title=title, type="role", other=OTHER_LAB)
    found = sorted((spell.says() for spell in gather([chief, head, seat, gone])[0]), key=len)
    assert [[one.claim for one in says] for says in found] == [
        [seat.claim],
        [chief.claim, gone.claim],
        [head.claim, gone.claim],
    ]
    stepped_down = replace(gone, other=None)
    assert [head] in spells_of(chief, head, seat, stepped_down)


def test_who_is_called_former_on_coming_back_had_been_there_before() -> None:
    back = start("done", "2026-01-22", on="2026-01-22/..", title="researcher")
    former = end("former", "2026-01-23", title="researcher", type="role")
    assert spells_of(back, former) == [[back], [former]]
    years_on = end("former", "2028-01-23", title="researcher", type="role")
    assert spells_of(back, years_on) == [[back, years_on]]


def test_giving_up_the_seat_on_the_board_leaves_the_other_post() -> None:
    chief = start("done", "2019-01-01", on="2019-01-01", title="chief technology officer")
    seat = start("done", "2019-01-01", on="2019-01-01", title="board member")
    left = end("done", "2024-03-02", on="2024-03-01", title="board member")
    assert spells_of(chief, seat, left) == [[chief], [seat, left]]


def test_giving_up_one_title_leaves_the_other() -> None:
    chief = start("done", "2019-01-01", on="2019-01-01", title="chief technology officer")
    head = start("done", "2020-01-01", on="2020-01-01", title="head of robotics")
    former = end("former", "2024-03-02", title="head of robotics", type="role")
    assert spells_of(chief, head, former) == [[chief], [head, former]]


def test_a_departure_of_somebody_not_met_before_is_a_spell_of_its_own() -> None:
    left = end("done", "2024-03-02", title="engineer")
    assert spells_of(left) == [[left]]


def test_a_bare_head_is_the_post_that_is_held_in_the_unit_it_heads() -> None:
    titled = held("2024-01-01", title="Vice president of research", unit=LAB)
    bare = held("2024-02-01", title="head", unit=LAB)
    assert spells_of(titled, bare) == [[titled, bare]]


def test_a_bare_head_of_another_unit_is_another_post() -> None:
    titled = held("2024-01-01", title="Vice president of research", unit=LAB)
    bare = held("2024-02-01", title="head", unit=OTHER_LAB)
    assert spells_of(titled, bare) == [[titled], [bare]]


def test_what_is_said_to_be_held_after_the_end_fits_no_spell() -> None:
    first = start("done", "2018-01-10", on="2018-01", title="engineer")
    over = end("done", "2021-06-02", on="2021-06-01", title="engineer")
    late = held("2023-01-01", title="engineer")
    spells, stray = gather([first, over, late])
    assert stray == {late.claim}
    assert [len(spell.says()) for spell in spells] == [2]


def test_an_editor_who_says_that_a_post_is_held_after_its_end_begins_a_spell() -> None:
    over = end("done", "2021-06-02", on="2021-06-01", title="engineer")
    note = held("2023-01-01", title="engineer", editor=True, pins=("title",))
    spells, stray = gather([over, note])
    assert (len(spells), stray) == (2, frozenset())


# ── what it is ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", ["rumoured", "reported", "denied", "reversed"])
def test_a_departure_that_is_not_agreed_leaves_the_post_held(status: str) -> None:
    holding = only(
        start("done", "2018-01-10", on="2018-01-10", title="chief scientist"),
        end(status, "2025-11-11"),
    )
    assert (holding.start_status, holding.end_status) == ("done", status)
    assert (str(holding.start), holding.end, holding.end_state) == (
        "2018-01-10",
        None,
        EndState.OPEN,
    )


@pytest.mark.parametrize("status", ["rumoured", "reported", "announced", "denied"])
def test_who_is_said_to_be_leaving_is_thereby_said_to_be_there(status: str) -> None:
    holding = only(start("done", "2018-01-10", title="chief scientist"), end(status, "2025-11-11"))
    assert (holding.confirmed_first, holding.confirmed_last) == (
        date(2018, 1, 10),
        date(2025, 11, 11),
    )


def test_a_reversed_departure_has_no_day_even_if_one_was_announced() -> None:
    holding = only(
        start("done", "2018-01-10", title="chief executive"),
        end("announced", "2023-11-17", title="chief executive"),
        end("reversed", "2023-11-22", title="chief executive"),
    )
    assert (holding.end, holding.end_state, holding.end_status) == (None, EndState.OPEN, "reversed")


def test_the_day_of_telling_becomes_neither_a_start_nor_an_end() -> None:
    holding = only(
        start("done", "2020-01-15", told="2020-01-14", title="engineer"),
        end("announced", "2024-03-06", told="2024-03-05", title="engineer"),
    )
    assert (holding.start, holding.end) == (None, None)
    assert (holding.start_told_on, holding.end_told_on) == (date(2020, 1, 14), date(2024, 3, 5))


def test_an_end_that_is_done_on_a_day_nobody_gives_lies_before_it_was_published() -> None:
    holding = only(end("done", "2024-03-06", told="2024-03-05", title="engineer"))
    assert (str(holding.end), holding.end_state) == ("../2024-03-06", EndState.ENDED)


def test_an_end_without_any_day_is_still_an_end() -> None:
    holding = only(end("done", title="engineer"))
    assert (holding.end, holding.end_state, holding.end_status) == (None, EndState.ENDED, "done")


def test_a_former_title_is_an_end_that_is_done() -> None:
    holding = only(end("former", "2024-03-06", title="chief scientist", type="role"))
    assert (holding.end_status, holding.start_status, holding.end_state) == (
        "done",
        "",
        EndState.ENDED,
    )


def test_whoever_calls_a_post_a_former_one_is_not_the_first_to_tell_of_its_end() -> None:
    former = end("former", "2023-03-06", title="chief scientist", type="role", outlet="passing")
    holding = only(former)
    assert (holding.end_origins, holding.end_first_outlet, holding.end_first_on) == (0, "", None)
    told = end("done", "2024-03-05", title="chief scientist", outlet="news")
    assert only(former, told).end_first_outlet == "news"


def test_an_end_before_the_start_is_that_of_an_earlier_spell() -> None:
    late = start("done", "2024-05-01", on="2024-05-01", title="engineer")
    early = end("done", "2024-06-01", on="2023", title="engineer")
    assert spells_of(late, early) == [[early], [late]]


def test_an_end_day_before_the_start_of_its_spell_contradicts_and_is_left_out() -> None:
    late = start("done", "2024-05-01", on="2024-05-01", title="engineer")
    early = end("done", "2024-06-01", on="2023", title="engineer")
    holding = judge(Spell(starts=[late], ends=[early]))
    assert holding is not None
    assert holding.contradicting == {early.claim}
    assert (str(holding.end), holding.end_state) == ("../2024-06-01", EndState.ENDED)


def test_nothing_said_about_an_end_is_no_end_known() -> None:
    holding = only(held("2024-03-06", title="engineer"))
    assert (holding.start_status, holding.end_status, holding.end_state) == ("", "", EndState.OPEN)
    assert (holding.start, holding.end) == (None, None)


@pytest.mark.parametrize("status", ["rumoured", "reported", "announced"])
def test_a_start_that_was_talked_about_is_done_once_the_post_is_held(status: str) -> None:
    talk = start(status, "2024-01-05", title="chief scientist")
    assert only(talk).start_status == status
    assert only(talk, held("2024-03-06", title="chief scientist")).start_status == "done"


def test_a_start_that_was_denied_is_not_made_done_by_a_title() -> None:
    denial = start("denied", "2024-01-05", title="chief scientist")
    assert only(denial, held("2024-03-06", title="chief scientist")).start_status == "denied"


def test_unit_and_both_ends_are_those_last_named() -> None:
    holding = only(
        start("announced", "2024-01-05", title="scientist", unit=OTHER_LAB, other=31),
        start("done", "2024-02-05", title="scientist", unit=LAB),
        end("announced", "2025-02-05", title="scientist", other=32),
    )
    assert (holding.unit, holding.stated_origin, holding.stated_destination) == (LAB, 31, 32)


def test_each_end_counts_its_independent_origins_and_names_who_was_first() -> None:
    holding = only(
        start("reported", "2024-01-06", origin="wire", outlet="paper", title="scientist"),
        start("reported", "2024-01-05", origin="wire", outlet="wire", title="scientist"),
        start("done", "2024-02-05", origin="company", outlet="company", title="scientist"),
        end("reported", "2025-02-05", origin="paper", outlet="paper", title="scientist"),
    )
    assert (holding.start_origins, holding.end_origins) == (2, 1)
    assert (holding.start_first_outlet, holding.start_first_on) == ("wire", date(2024, 1, 5))
    assert (holding.end_first_outlet, holding.end_first_on) == ("paper", date(2025, 2, 5))


@pytest.mark.parametrize(
    ("day", "status", "end_day"),
    [
        ("2025-01-31", "", None),
        ("2025-02-01", "rumoured", None),
        ("2025-02-28", "rumoured", None),
        ("2025-03-01", "announced", "2025-06"),
        ("2025-06-14", "announced", "2025-06"),
        ("2025-06-15", "done", "2025-06-13"),
    ],
)
def test_on_each_day_a_spell_is_what_had_been_published_by_then(
    day: str, status: str, end_day: str | None
) -> None:
    says = [
        start("done", "2020-01-10", on="2020-01-10", title="engineer"),
        end("rumoured", "2025-02-01", title="engineer"),
        end("announced", "2025-03-01", on="2025-06", title="engineer"),
        end("done", "2025-06-15", on="2025-06-13", title="engineer"),
    ]
    holding = only(*says, known_on=date.fromisoformat(day))
    assert holding.end_status == status
    assert (str(holding.end) if holding.end else None) == end_day


def test_before_the_first_publication_nothing_is_known() -> None:
    (spell,), _ = gather([start("done", "2020-01-10", title="engineer"), held(title="engineer")])
    assert judge(spell, date(2020, 1, 9)) is None


def test_what_has_no_day_of_publication_counts_only_where_nobody_asks_for_one() -> None:
    dated = held("2020-01-10", title="engineer")
    undated = start("done", on="2019", title="engineer")
    assert only(dated, undated).start_status == "done"
    assert only(dated, undated, known_on=date(2030, 1, 1)).start_status == ""


def test_a_joining_told_after_a_rise_speaks_of_the_first_post_too() -> None:
    hired = start("done", "2025-06-30", title="researcher", on="2025-06")
    risen = start("done", "2025-07-26", title="chief scientist", on="2025-07-25")
    later = start("done", "2025-11-12", title="chief scientist", type="joined")
    first, second = gather([later, risen, hired])[0]
    assert [say.claim for say in first.starts] == [hired.claim, later.claim]
    assert [say.claim for say in second.starts] == [risen.claim, later.claim]
    assert first.title == "researcher"


def test_a_start_told_years_later_does_not_say_that_the_post_is_still_held() -> None:
    news = only(start("done", "2010-03-01", on="2010-02", title="chief technology officer"))
    assert news.confirmed_last == date(2010, 3, 1)
    history = only(start("done", "2023-11-23", on="2010", title="chief technology officer"))
    assert (history.confirmed_first, history.confirmed_last) == (None, None)
    told_at_last = only(
        start("done", "2023-11-23", on="2010", title="chief technology officer"),
        held("2024-01-05", title="chief technology officer"),
    )
    assert told_at_last.confirmed_last == date(2024, 1, 5)


def test_a_start_without_a_day_is_news() -> None:
    assert only(start("done", "2023-11-23", title="engineer")).confirmed_last == date(2023, 11, 23)
