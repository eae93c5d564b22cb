"""What the charts draw: ink is certainty, and nothing is drawn that is not known."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.entries import Post
from tracker.timeline.happenings import Happening
from tracker.timeline.latest import Month
from tracker.timeline.life import Step
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.races import Race
from tracker.timeline.stream import StreamPlace
from tracker.timeline.traffic import Span
from tracker.timeline.wording import Ref
from tracker.web.charts.career import HALF_A_YEARS_NUMBER, MOST, Bar, careers
from tracker.web.charts.events import events_chart
from tracker.web.charts.life import lives
from tracker.web.charts.quarters import Axis, Quarter, axis_for, balances
from tracker.web.charts.race import race_charts
from tracker.web.charts.strip import strips
from tracker.web.days import say_day

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


def test_what_is_over_by_a_day_fades_to_it_from_the_last_confirmation() -> None:
    over = PartialDate.parse("../2024-02-27")
    never = bar(start=PartialDate.parse("2014-02-01"), last_day=over, confirmed_last=None).stops
    assert (never[2].offset, never[-1].opacity) == ("0.000", "0.12")
    once = bar(
        start=PartialDate.parse("2014-02-01"), last_day=over, confirmed_last=date(2019, 2, 14)
    ).stops
    assert 0.45 < float(once[2].offset) < 0.55


def test_a_start_that_nobody_knows_fades_in_until_the_post_is_surely_held() -> None:
    days = {"possible_from": date(2016, 11, 1), "certain_from": date(2018, 11, 1)}
    for start in (None, PartialDate.parse("../2018-11-01")):
        drawn = bar(start=start, confirmed_last=date(2018, 11, 1), **days).stops
        assert drawn[0].opacity == "0.12"
        assert 0.1 < float(drawn[1].offset) < 0.4
    over = PartialDate.parse("2018-10-01/..")
    sliver = bar(start=None, last_day=over, confirmed_last=date(2018, 11, 1), **days)
    assert (sliver.stops[0].opacity, float(sliver.width) > 100) == ("0.12", True)


@pytest.mark.parametrize("status", ["rumoured", "reported", "announced"])
def test_a_start_that_is_not_done_is_an_outline(status: str) -> None:
    assert bar(start_status=status).outlined == status
    assert bar(start_status="").outlined == ""


@pytest.mark.parametrize("status", ["denied", "reversed"])
def test_a_post_that_was_denied_or_taken_back_is_hatched_and_says_so(status: str) -> None:
    undone = bar(start_status=status)
    assert undone.label.text == f"{status.title()}: {bar().label.text}"
    starts = [float(x) for x in re.findall(r"M([\d.]+) ", undone.hatch)]
    assert len(starts) > 3
    left, right = float(undone.x), float(undone.x) + float(undone.width)
    assert all(left < x < x + 5 < right for x in starts), "no line leaves the bar"
    assert bar(start_status="announced").hatch == bar().hatch == ""


def test_the_key_of_a_career_has_the_marks_of_its_ends() -> None:
    posts = [replace(POST, end_status=status) for status in ("denied", "reported", "done")]
    (wide, _) = careers(posts, as_of=TODAY)
    assert wide.ends == ["reported", "denied"]


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


@pytest.mark.parametrize("letters", [12, 31, 68])
def test_no_words_beside_a_bar_lie_across_the_line_of_the_day(letters: int) -> None:
    spans = [("2025-01", "2025-11-15"), ("2025-07", "2025-12-10"), ("2025-06", ""), ("2026-01", "")]
    posts = [
        replace(
            POST,
            position=number,
            title="t" * letters,
            start=PartialDate.parse(start),
            last_day=PartialDate.parse(end) if end else None,
        )
        for number, (start, end) in enumerate(spans)
    ]
    wide, narrow = careers(posts, as_of=TODAY)
    for drawn in wide.bars:
        x, room = float(drawn.label.x), 6.2 * letters
        left, right = (x - room, x) if drawn.label.anchor else (x, x + room)
        assert not left < float(wide.now) < right, drawn.label
    rows = [float(drawn.label.y) for drawn in narrow.bars]
    assert not [y for y in rows if any(top <= y <= end for top, end in narrow.nows)]


def test_the_key_of_a_career_has_the_outlines_that_are_drawn() -> None:
    posts = [replace(POST, start_status=status) for status in ("reported", "denied", "done")]
    (wide, _) = careers(posts, as_of=TODAY)
    assert wide.outlines == [("reported", "Reported, not confirmed"), ("denied", "Denied")]


def test_posts_without_any_day_and_too_many_posts_are_told_by_the_table_alone() -> None:
    undated = replace(POST, start=None, confirmed_last=None)
    assert careers([undated], as_of=TODAY) == ()
    assert careers([POST] * (MOST + 1), as_of=TODAY) == ()


def test_what_began_later_is_left_out_when_asked() -> None:
    assert careers([POST], as_of=date(2016, 1, 1), later=False) == ()


def test_a_career_says_which_positions_it_does_not_draw() -> None:
    undated = replace(POST, position=2, start=None, confirmed_last=None)
    ahead = replace(POST, position=3, start=PartialDate.parse("2025-12-24"))
    for drawing in careers([POST, undated, ahead], as_of=TODAY, later=False):
        assert [bar.post.position for bar in drawing.bars] == [1]
        assert (
            drawing.left_out
            == "1 position of which no day is known and 1 position that began later"
        )
        assert [post.position for post in drawing.missing] == [2, 3]
    (wide, _) = careers([POST, undated, ahead], as_of=TODAY)
    assert wide.left_out == "1 position of which no day is known"
    assert careers([POST], as_of=TODAY)[0].left_out == ""


def test_every_move_of_the_strip_is_a_mark_or_in_a_number() -> None:
    months = [Month(date(2025, 11, 1), ("done",) * 40), Month(date(2025, 12, 1), ("rumoured",))]
    for drawing in strips(months):
        hidden = sum(int(label.text.removeprefix("+")) for label in drawing.more)
        assert len(drawing.marks) + hidden == 41
    assert strips([Month(date(2025, 11, 1), ())]) == ()


def test_arrivals_and_departures_are_drawn_from_one_line_of_nought_in_proportion() -> None:
    spans = [Span(2025, 10, 5, quarter=3), Span(2025, 0, 0, quarter=4)]
    axis = axis_for(spans, [], as_of=date(2025, 12, 20))
    assert [str(axis.quarters[0]), str(axis.quarters[-1])] == ["Q1 2023", "Q4 2025"]
    found = balances(spans, axis, as_of=date(2025, 12, 20))
    assert found is not None
    wide, narrow = found.drawings
    assert [len(wide.columns), len(narrow.columns)] == [12, 6]
    third = wide.columns[-2]
    assert (str(third.quarter), third.quarter.since, third.quarter.until) == (
        "Q3 2025",
        "2025-07",
        "2025-09",
    )
    assert float(third.up) == 2 * float(third.down)
    assert (wide.columns[-1].up, wide.columns[-1].down) == ("0.0", "0.0")
    assert balances([], axis, as_of=date(2025, 12, 20)) is None


def test_each_drawing_of_arrivals_and_departures_counts_what_it_draws() -> None:
    spans = [Span(2023, 4, 1, quarter=1), Span(2025, 10, 5, quarter=3)]
    found = balances(spans, axis_for(spans, [], as_of=date(2025, 12, 20)), as_of=date(2025, 12, 20))
    assert found is not None
    wide, narrow = found.drawings
    assert [(one.arrivals, one.departures) for one in (wide, narrow)] == [(14, 6), (10, 5)]
    most = [one.most_arrivals for one in (wide, narrow)]
    assert [str(one.quarter) for one in most if one] == ["Q3 2025", "Q3 2025"]


def test_where_as_many_came_in_every_quarter_none_has_the_most() -> None:
    spans = [Span(2025, 1, 3, quarter=1), Span(2025, 1, 0, quarter=3)]
    found = balances(spans, axis_for(spans, [], as_of=date(2025, 12, 20)), as_of=date(2025, 12, 20))
    assert found is not None
    wide, _ = found.drawings
    assert wide.most_arrivals is None
    assert wide.most_departures and str(wide.most_departures.quarter) == "Q1 2025"


@pytest.mark.parametrize("began", ["2017-12-25", "2018", "2015-01", "2014-12", "1999-12-20"])
def test_the_number_of_a_year_at_the_edge_of_a_phones_career_is_not_cut(began: str) -> None:
    posts = [replace(POST, start=PartialDate.parse(began))]
    wide, narrow = careers(posts, as_of=date(2025, 12, 20))
    assert {year.anchor for year in wide.years} == {"t-m"}
    first, *later = narrow.years
    assert first.anchor == "" and 0 <= float(first.x) <= HALF_A_YEARS_NUMBER
    assert {year.anchor for year in later} == {"t-m"}


@pytest.mark.parametrize(("most", "shown"), [(9, True), (99, True), (100, False)])
def test_a_phone_s_columns_of_five_years_have_their_numbers_where_those_have_room(
    most: int, shown: bool
) -> None:
    spans = [Span(2015, 30, 0, quarter=4), Span(2025, most, 1, quarter=3)]
    axis = Axis(tuple(Quarter(2016 * 4 + number) for number in range(40)))
    found = balances(spans, axis, as_of=date(2025, 12, 20))
    assert found is not None
    _, narrow = found.drawings
    assert len(narrow.columns) == 20 and narrow.numbers is shown


def test_the_quarters_go_as_far_back_as_most_that_is_known_and_on_to_what_is_told_for_later() -> (
    None
):
    old = [Span(2019, 4, 5, quarter=1), Span(2025, 1, 0, quarter=1)]
    axis = axis_for(old, [date(2026, 2, 1), date(2030, 1, 1)], as_of=date(2025, 12, 20))
    assert (str(axis.quarters[0]), str(axis.quarters[-1])) == ("Q2 2016", "Q1 2026")
    assert date(2016, 3, 31) not in axis
    assert date(2026, 3, 31) in axis


def happening(number: int, day: date, label: str = "600 jobs", lane: str = "Layoffs") -> Happening:
    return Happening(
        anchor=f"event-{number}",
        lane=lane,
        kind="Layoff",
        label=label,
        sentence=("Halden cut 600 jobs",),
        status="done",
        happened=PartialDate.on(day),
        told_on=None,
        day=day,
        outlet="",
        disputed=False,
        place=StreamPlace((day, 1, number + 1)),
    )


def test_every_event_on_the_axis_is_a_mark_or_counted_and_no_label_lies_on_another() -> None:
    day = date(2025, 10, 20)
    crowd = [happening(number, day) for number in range(30)]
    apart = [happening(40, date(2024, 2, 1), lane="Units"), happening(41, date(2001, 1, 1))]
    axis = axis_for([], [one.day for one in crowd], as_of=date(2025, 12, 20))
    chart = events_chart([*crowd, *apart], axis)
    assert chart is not None
    assert [lane.name for lane in chart.lanes] == ["Units", "Layoffs"]
    layoffs = chart.lanes[1].spots
    assert len(layoffs) + chart.left_out == 30
    assert len({spot.y for spot in layoffs}) == len(layoffs)
    assert all(0 < spot.mark.cx < chart.width for lane in chart.lanes for spot in lane.spots)
    assert (len(chart.shown), chart.older) == (31, 1)
    assert events_chart([apart[1]], axis) is None


def test_an_event_that_was_denied_says_so_beside_its_mark() -> None:
    days = [date(2025, 10, 20), date(2025, 3, 20)]
    told = [happening(0, days[0]), replace(happening(1, days[1]), status="denied")]
    chart = events_chart(told, axis_for([], days, as_of=date(2025, 12, 20)))
    assert chart is not None
    spots = chart.lanes[0].spots
    assert [spot.label.text for spot in spots if spot.label] == ["Denied: 600 jobs", "600 jobs"]
    assert chart.statuses == ["done", "denied"]


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


@pytest.mark.parametrize(
    ("title", "unit", "drawn", "told"),
    [
        ("chief executive", None, "Mira Talvik, chief executive, Halden", ""),
        ("", Ref("unit", "Research"), "Mira Talvik, Research, Halden", ""),
        (
            "senior vice-president of hardware engineering",
            None,
            "Mira Talvik, senior vice-president of har…",
            "Mira Talvik, senior vice-president of hardware engineering, Halden",
        ),
    ],
)
def test_a_move_within_a_company_is_named_by_its_post_and_leads_to_no_company(
    title: str, unit: Ref | None, drawn: str, told: str
) -> None:
    halden = Ref("company", "Halden")
    line = replace(move_line_of("Mira Talvik"), origin=halden, title=title, unit=unit)
    first, *_ = steps(0, 1)
    announced = Step(Status.ANNOUNCED, first.day + timedelta(days=3), "Halden")
    for drawing in race_charts([Race(line, first, announced)]):
        assert (drawing.rows[0].title.text, drawing.rows[0].name) == (drawn, told or drawn)
