"""What the charts draw: ink is certainty, and nothing is drawn that is not known."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.entries import MoveLine, Post
from tracker.timeline.latest import Month
from tracker.timeline.life import Step
from tracker.timeline.races import Race
from tracker.timeline.traffic import Span
from tracker.timeline.wording import Ref
from tracker.web.charts.balance import balances
from tracker.web.charts.career import MOST, Bar, careers
from tracker.web.charts.life import lives
from tracker.web.charts.race import race_charts
from tracker.web.charts.strip import strips
from tracker.web.templatetags.reshuffle import say_day

TODAY = date(2025, 12, 20)
POST = Post(
    position=1,
    person=Ref("person", "Mira Talvik", "mira-talvik"),
    organization=Ref("company", "Halden", "halden"),
    unit=None,
    title="chief scientist",
    start=PartialDate.parse("2018-03-01"),
    last_day=None,
    end_state="open",
    start_status="done",
    end_status="",
    start_told_on=None,
    end_told_on=None,
    start_outlet="",
    end_outlet="",
    end_origins=0,
    confirmed_last=date(2025, 11, 1),
    disputed=False,
    exclusive=True,
    seniority=5,
    holds="certain",
)


def bar(**changes: object) -> Bar:
    (wide, _) = careers([replace(POST, **changes)], as_of=TODAY)  # type: ignore[arg-type]
    return wide.bars[0]


def test_a_start_known_to_the_day_begins_in_full_ink_and_one_known_to_the_year_fades_in() -> None:
    assert bar().stops[0].opacity == "1"
    assert bar(start=PartialDate.parse("2018")).stops[0].opacity == "0.12"


def test_an_end_that_nobody_knows_fades_out_and_a_known_one_does_not() -> None:
    assert bar().stops[-1].opacity == "0"
    assert bar(last_day=PartialDate.parse("2024-03-01")).stops[-1].opacity == "1"


@pytest.mark.parametrize("status", ["rumoured", "reported", "announced"])
def test_a_start_that_is_not_done_is_an_outline(status: str) -> None:
    assert bar(start_status=status).outlined == status
    assert bar(start_status="").outlined == ""


def test_a_told_end_stands_as_its_mark_beside_the_bar() -> None:
    mark = bar(end_status="announced").end
    assert mark is not None
    assert mark.status == "announced"
    assert bar(end_status="done").end is None


def test_bars_stand_in_the_order_in_which_they_began_and_inside_the_drawing() -> None:
    posts = [replace(POST, position=n, start=PartialDate.year(2020 - n)) for n in range(5)]
    wide, narrow = careers(posts, as_of=TODAY)
    assert [drawn.post.position for drawn in wide.bars] == [4, 3, 2, 1, 0]
    for drawing in (wide, narrow):
        for drawn in drawing.bars:
            assert float(drawn.x) >= 0
            assert float(drawn.x) + float(drawn.width) <= drawing.width + 1


def test_a_bar_names_the_unit_where_there_is_room_for_it() -> None:
    assert bar(unit=Ref("unit", "Lab", "lab", "halden")).title.text == "Lab, Halden"
    long = Ref("unit", "Applied Foundations and Products", "long", "halden")
    assert bar(unit=long).title.text == "Halden"


def test_posts_without_any_day_and_too_many_posts_are_told_by_the_table_alone() -> None:
    undated = replace(POST, start=None, confirmed_last=None)
    assert careers([undated], as_of=TODAY) == ()
    assert careers([POST] * (MOST + 1), as_of=TODAY) == ()


def test_what_began_later_is_left_out_when_asked() -> None:
    assert careers([POST], as_of=date(2016, 1, 1), later=False) == ()


def test_every_move_of_the_strip_is_a_mark_or_in_a_number() -> None:
    months = [Month(date(2025, 11, 1), ("done",) * 40), Month(date(2025, 12, 1), ("rumoured",))]
    for drawing in strips(months):
        hidden = sum(int(label.text.removeprefix("+")) for label in drawing.more)
        assert len(drawing.marks) + hidden == 41
    assert strips([Month(date(2025, 11, 1), ())]) == ()


def test_the_balance_is_drawn_from_a_zero_line_and_in_proportion() -> None:
    years = [Span(2024, 10, 5), Span(2025, 0, 0)]
    wide, _ = balances(years)
    first, second = wide.columns
    assert float(first.up) == 2 * float(first.down)
    assert (second.up, second.down) == ("0.0", "0.0")
    assert balances(years[:1]) == ()


def move_line_of(name: str) -> MoveLine:
    return MoveLine(
        move=1,
        kind="hire",
        status="done",
        person=Ref("person", name),
        origin=None,
        destination=Ref("company", "Halden"),
        unit=None,
        title="",
        former_title="",
        happened=None,
        sort_on=TODAY,
        link="",
        disputed=False,
        origins=1,
        outlet="",
        first_on=None,
        sentence=(),
    )


def steps(*days: int) -> list[Step]:
    return [
        Step(status, date(2025, 1, 1) + timedelta(days=day), "A rather long name of an outlet")
        for status, day in zip(
            (Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DONE), days, strict=False
        )
    ]


@pytest.mark.parametrize("days", [(0, 1), (0, 400), (0, 1, 2, 400), (0, 1, 2, 3)])
def test_the_steps_of_a_life_never_stand_on_one_another(days: tuple[int, ...]) -> None:
    for drawing in lives(steps(*days), say=say_day):
        places = [mark.cx for mark in drawing.marks]
        gaps = [after - before for before, after in pairwise(places)]
        assert min(gaps) >= 80
        assert places[-1] <= drawing.width - 80


def test_a_report_of_one_step_has_no_line() -> None:
    assert lives(steps(0), say=say_day) == ()


def test_the_longest_wait_spans_the_drawing_and_shorter_ones_are_in_proportion() -> None:
    first, *_ = steps(0, 1)
    line = move_line_of("Mira Talvik")
    found = [
        Race(line, first, Step(Status.DONE, first.day + timedelta(days=days), "Halden"))
        for days in (40, 10)
    ]
    wide, narrow = race_charts(found)
    for drawing in (wide, narrow):
        long, short = (row.marks[1].cx - row.marks[0].cx for row in drawing.rows)
        assert long == pytest.approx(4 * short)
        assert drawing.rows[0].marks[1].cx <= drawing.width - 80
    assert wide.rows[0].result.text == "+40 d"
    assert race_charts([]) == ()
