"""The rows of the table of moves, written by a tag."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime

from django.template import Context, Template

from people.models import Link, MoveKind, Seniority
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.move_lines import Leaving, MoveLine
from tracker.timeline.wording import Ref
from tracker.web.move_columns import COLUMNS, USUAL

DAY = date(2025, 6, 2)
MOVE = MoveLine(
    move=7,
    kind=MoveKind.HIRE,
    status=Status.DONE,
    person=Ref("person", "Ada <Byron>", "ada-byron"),
    origin=Ref("company", "Old & Co", "old"),
    destination=Ref("company", "New", "new"),
    unit=None,
    title="",
    former_title="",
    happened=PartialDate.on(DAY),
    sort_on=DAY,
    link="",
    disputed=False,
    origins=0,
    outlet="",
    first_on=DAY,
    sentence=(),
)
LEAVING = Leaving(
    status=Status.REPORTED,
    happened=None,
    sort_on=date(2025, 5, 1),
    outlet="",
    outlet_slug="",
    first_on=date(2025, 5, 1),
    origins=1,
    sentence=(),
    evidence=(),
)


def written(move: MoveLine, columns: Collection[str] = USUAL) -> str:
    table = Template("{% load moves_table %}{% rows_of_moves moves columns %}")
    return str(table.render(Context({"moves": [move], "columns": columns})))


def cell(row: str, kind: str) -> str:
    """What stands in the cell of a class, with its attributes."""
    return row.partition(f'class="{kind}"')[2].partition("</td>")[0]


def test_whatever_names_and_titles_hold_stays_text() -> None:
    row = written(replace(MOVE, title="<b>chief</b> & more"))
    assert "Ada &lt;Byron&gt;" in row and "Old &amp; Co" in row
    assert cell(row, "c-ti") == ">&lt;b&gt;chief&lt;/b&gt; &amp; more"


def test_a_row_has_the_person_and_the_columns_that_were_chosen_and_no_other() -> None:
    assert written(MOVE, ()).count("<td") == 0 and "ada-byron" in written(MOVE, ())
    assert written(MOVE, ["kind", "told"]).count("<td") == 2
    assert written(MOVE, list(COLUMNS)).count("<td") == len(COLUMNS)


def test_a_post_that_was_given_up_is_called_so_only_once_that_is_done() -> None:
    gone = replace(MOVE, kind=MoveKind.DEPARTURE, destination=None, former_title="chief scientist")
    assert "Chief scientist" in written(gone) and "given up" in written(gone)
    assert "given up" not in written(replace(gone, status=Status.RUMOURED))
    assert "given up" not in written(replace(gone, title="adviser"))


def test_a_route_tells_what_is_not_known_what_was_joined_and_when_somebody_left() -> None:
    assert "not known" in cell(written(replace(MOVE, destination=None)), "c-f")
    assert "(joined by dates)" in cell(written(replace(MOVE, link=Link.INFERRED)), "c-f")
    assert "leaving told <time" in cell(written(replace(MOVE, leaving=LEAVING)), "c-f")
    known = replace(LEAVING, happened=PartialDate.on(DAY))
    assert '"dim left">left <time' in cell(written(replace(MOVE, leaving=known)), "c-f")
    within = cell(written(replace(MOVE, destination=MOVE.origin)), "c-f")
    assert ", within" in within and "→" not in within


def test_a_day_that_nobody_told_is_that_of_the_telling_or_said_to_be_missing() -> None:
    assert "2 Jun 2025" not in cell(written(MOVE), "c-d") and "dcol" in cell(written(MOVE), "c-d")
    assert '<span class="dim">told</span>' in cell(written(replace(MOVE, happened=None)), "c-d")
    unknown = replace(MOVE, happened=None, first_on=None)
    assert "no day known" in cell(written(unknown), "c-d")


def test_doubt_correction_rank_and_late_telling_are_shown_where_there_are_any() -> None:
    plain = written(MOVE, list(COLUMNS))
    assert "Disputed" not in plain and "Corrected" not in plain and 'data-label="Rank"' not in plain
    at = datetime(2025, 7, 1, 9, tzinfo=UTC)
    late = replace(
        MOVE,
        disputed=True,
        corrected=at,
        seniority=Seniority.CHIEF_EXECUTIVE,
        outlet="The <Post>",
        first_on=date(2028, 6, 2),
    )
    row = written(late, list(COLUMNS))
    assert "Disputed" in row and "Corrected on" in row and "fact=move-7" in row
    assert 'data-label="Rank"' in row and "told in" in cell(row, "c-o")
    assert "The &lt;Post&gt;" in row and "<Post>" not in row


def test_who_told_first_that_a_place_was_left_stands_with_who_told_first_where_to() -> None:
    early = replace(LEAVING, outlet="The Post", outlet_slug="the-post", first_on=date(2025, 11, 12))
    move = replace(MOVE, first_on=date(2025, 12, 19))
    told = cell(written(replace(move, leaving=early)), "c-o")
    assert "of the leaving: " in told and ">The Post</a>" in told and "2025-11-12" in told
    for leaving in (
        None,
        replace(early, first_on=date(2025, 12, 19)),
        replace(early, first_on=None),
        replace(early, outlet=""),
    ):
        assert "of the leaving" not in cell(written(replace(move, leaving=leaving)), "c-o")
    unknown = cell(written(replace(move, first_on=None, leaving=early)), "c-o")
    assert "of the leaving: " in unknown
