"""What became of a company's units, drawn on an axis of years."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from companies.models import SuccessionKind
from tests.factories import OrganizationFactory, SuccessionFactory, UnitFactory
from tests.timeline.test_races import told
from tests.web.scene import TODAY, build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.lineage import Passage, UnitLine
from tracker.timeline.wording import Ref
from tracker.web.charts import lineage
from tracker.web.charts.lineage import Lineage, lineage_chart


def ref(name: str) -> Ref:
    return Ref("unit", name, name.lower(), "halden")


def unit(name: str, *steps: tuple[str, str, str]) -> UnitLine:
    """A unit with steps of a word, the other unit's name, and a day."""
    return UnitLine(
        ref(name),
        tuple(
            Passage(word, ref(other) if other else None, PartialDate.parse(day))
            for word, other, day in steps
        ),
    )


BRAIN = unit("Brain", ("created", "", "2011-06"), ("merged into", "Mind", "2023-04-20"))
MIND = unit("Mind", ("took in", "Brain", "2023-04-20"))


def drawn(*units: UnitLine, as_of: date = TODAY) -> Lineage:
    found = lineage_chart(units, as_of=as_of)
    assert found is not None
    return found


def names(chart: Lineage) -> list[str]:
    return [row.name.text for row in chart.rows]


def strokes(chart: Lineage, look: str) -> int:
    return sum(stroke.look == look for stroke in chart.strokes)


def test_units_that_became_one_another_stand_beside_each_other_and_are_joined_once() -> None:
    cloud = unit("Cloud", ("created", "", "2015-11"))
    chart = drawn(MIND, cloud, BRAIN)
    assert names(chart) == ["Brain", "Mind", "Cloud"]
    (join,) = (one for one in chart.strokes if one.look == "lead")
    assert join.x1 == join.x2
    assert {float(join.y1), float(join.y2)} == {row.stages[-1].mark.cy for row in chart.rows[:2]}


def test_a_line_is_firm_between_known_steps_and_faint_where_no_end_or_start_is_known() -> None:
    assert (strokes(drawn(BRAIN), "l l-org"), strokes(drawn(BRAIN), "lead-f")) == (1, 0)
    assert (strokes(drawn(MIND), "l l-org"), strokes(drawn(MIND), "lead-f")) == (0, 2)
    reported = UnitLine(
        ref("Lab"), (Passage("dissolved", None, PartialDate.parse("2024"), "reported"),)
    )
    assert strokes(drawn(reported), "lead-f") == 2


def test_what_came_after_the_day_of_the_page_is_not_drawn() -> None:
    chart = drawn(BRAIN, as_of=date(2020, 1, 1))
    assert [stage.passage.word for stage in chart.rows[0].stages] == ["created"]
    assert lineage_chart([BRAIN], as_of=date(2000, 1, 1)) is None


def test_units_without_a_day_and_those_without_room_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lineage, "MOST", 1)
    chart = drawn(UnitLine(ref("Chapel")), BRAIN, unit("Cloud", ("created", "", "2015")))
    assert (names(chart), chart.left_out, chart.undated) == (["Brain"], 1, 1)
    assert lineage_chart([UnitLine(ref("Chapel"))], as_of=TODAY) is None


def test_no_words_lie_over_one_another_or_leave_the_chart() -> None:
    days = ("2012-01", "2012-09", "2017-03", "2017-05", "2021-02", "2025-10")
    chart = drawn(unit("Lab", *(("took in", f"The Team of {day}", day) for day in days)))
    ends = []
    for stage in chart.rows[0].stages:
        if stage.label is not None:
            length, x = lineage._LETTER * len(stage.label.text), float(stage.label.x)
            ends.append((x - length, x) if stage.label.anchor else (x, x + length))
    assert len(ends) >= 3
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
    assert ends[-1][1] <= chart.width


@pytest.mark.django_db
def test_the_page_of_a_company_draws_its_units_and_leads_to_the_picture(client: Client) -> None:
    build_scene()
    told(("reported", 11), ("announced", 19))
    page = client.get("/companies/halden/").text
    assert "What became of its units" in page
    links = re.findall(r'href="(/companies/halden/lineage\.[^"]*)"', page)
    assert len(links) == 4
    for link in links:
        assert client.get(link).status_code == 200
    front = client.get("/").text
    for name in ("months", "races"):
        assert f'href="/{name}.svg"' in front
        assert f'href="/{name}.png?theme=dark"' in front


@pytest.mark.django_db(transaction=True)
def test_on_a_phone_a_list_tells_what_became_of_the_units(page: Page) -> None:
    build_scene()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/companies/halden/")
    steps = page.locator(".lineage .units li")
    expect(page.locator(".lineage > svg")).to_be_hidden()
    expect(steps.first).to_be_hidden()
    page.locator(".lineage > details > summary").press("Enter")
    expect(page.locator(".lineage > details > summary")).to_contain_text("with")
    expect(steps.first).to_be_visible()
    expect(steps.filter(has_text="created").first).to_contain_text("20")


@pytest.mark.django_db
def test_the_units_of_a_unit_have_a_picture_at_its_own_address(client: Client) -> None:
    top = OrganizationFactory.create(slug="halden")
    lab = UnitFactory.create(slug="lab", parent=top)
    one, other = (UnitFactory.create(slug=slug, parent=lab) for slug in ("one", "other"))
    SuccessionFactory.create(
        earlier=one, later=other, kind=SuccessionKind.RENAMED, happened=PartialDate.parse("2024-05")
    )
    assert (
        "/companies/halden/units/lab/lineage.svg" in client.get("/companies/halden/units/lab/").text
    )
    assert client.get("/companies/halden/units/lab/lineage.svg").status_code == 200
    assert (
        client.get("/companies/lab/lineage.svg")["Location"]
        == "/companies/halden/units/lab/lineage.svg"
    )
