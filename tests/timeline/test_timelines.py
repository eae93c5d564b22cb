"""Timelines of people and companies, as of one day and as known on another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Organization, SuccessionKind
from tests.factories import (
    ClaimFactory,
    FoundingFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    PositionFactory,
    PositionStateFactory,
    StatementFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tests.web.scene import TODAY, build_scene
from tracker.claims.models import Aspect, Decision
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.news.models import Article
from tracker.timeline.companies import companies_index, company_head
from tracker.timeline.company_page import company_page
from tracker.timeline.directory import directory
from tracker.timeline.entries import Entry
from tracker.timeline.front import front
from tracker.timeline.people import people_index, person_timeline
from tracker.timeline.refs import ref_org_or_none
from tracker.timeline.wording import Ref, plain

pytestmark = pytest.mark.django_db


def entries(company: Organization, *, as_of: date = TODAY, everything: bool = True) -> list[Entry]:
    found = company_page(company, as_of=as_of, today=as_of if everything else TODAY).stream
    return [entry for _, year in found.years for entry in year]


def queries(work: Callable[[], Any]) -> int:
    work()  # which names are withheld is known since the last request, and what has been read of companies is kept
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_post_whose_end_is_reported_is_still_held_with_the_status_of_the_end_beside_it() -> None:
    scene = build_scene()
    known = person_timeline(scene.talvik, as_of=TODAY)
    (post,) = known.held
    assert post.organization.slug == "halden"
    assert (post.holds, post.end_status, post.end_outlet) == ("certain", "reported", "The Gazette")
    assert post.last_day is None


def test_a_post_that_nobody_has_confirmed_for_two_years_is_possible_only() -> None:
    scene = build_scene()
    (post,) = person_timeline(scene.reyes, as_of=TODAY).held
    assert post.holds == "possible"


def test_a_person_timeline_tells_moves_lines_and_foundings_with_their_sentences() -> None:
    scene = build_scene()
    known = person_timeline(scene.talvik, as_of=TODAY)
    told = {plain(entry.sentence): entry for entry in known.entries}
    leaving = told["The Gazette reports that Mira Talvik, Chief Scientist, is leaving Halden"]
    assert leaving.evidence[0].kind == "quote"
    assert leaving.evidence[0].text.startswith("Mira Talvik, its chief scientist")
    assert leaving.evidence[0].before == "The board of Halden met on Tuesday in Oslo. "
    assert leaving.happened is None
    assert leaving.told_on == date(2025, 12, 11)
    assert any("answering to Jonas Reyes" in sentence for sentence in told)
    (statement,) = known.statements
    assert statement.quote == "Prediction alone is not understanding"


def test_what_happened_later_is_left_out_when_the_first_clock_is_turned_back() -> None:
    scene = build_scene()
    then = person_timeline(scene.talvik, as_of=date(2020, 1, 1), everything=False)
    assert [entry.kind for entry in then.entries] == ["Hire"]


def test_what_may_have_begun_in_the_year_of_the_day_is_kept() -> None:
    scene = build_scene()
    scene.talvik.positions.filter(title="Chief Scientist").update(start=PartialDate.year(2020))
    kept = person_timeline(scene.talvik, as_of=date(2020, 3, 1), everything=False)
    left = person_timeline(scene.talvik, as_of=date(2019, 12, 31), everything=False)
    assert {post.title for post in kept.posts} == {"Chief Scientist", "Researcher"}
    assert {post.title for post in left.posts} == {"Researcher"}
    assert left.statements == ()


def test_a_turned_back_company_shows_the_moves_before_its_day() -> None:
    scene = build_scene(others=60)
    then = entries(scene.norwick, as_of=date(2024, 12, 31), everything=False)
    assert len(then) > 5
    assert all(entry.sort_on <= date(2024, 12, 31) for entry in then)


def test_what_was_published_later_is_left_out_when_the_second_clock_is_turned_back() -> None:
    position = PositionFactory.create(end_status=Status.ANNOUNCED, start_status=Status.DONE)
    PositionStateFactory.create(
        position=position, start_status=Status.RUMOURED, known=known_from(date(2025, 1, 1))
    )
    early = ClaimFactory.create(published_on=date(2025, 1, 1), aspect=Aspect.START)
    late = ClaimFactory.create(published_on=date(2025, 6, 1), aspect=Aspect.END)
    for claim in (early, late):
        claim.positions.add(position)
    known = person_timeline(position.person, as_of=TODAY, known_on=date(2025, 2, 1))
    (post,) = known.posts
    assert (post.start_status, post.end_status) == (Status.RUMOURED, "")
    assert [evidence.claim for evidence in post.evidence] == [early.pk]
    unknown = person_timeline(position.person, as_of=TODAY, known_on=date(2024, 12, 31))
    assert unknown.posts == ()


@pytest.mark.parametrize(
    "columns",
    [{"decision": Decision.UNDECIDED, "queue_reason": "unsure"}, {"hidden": True}],
)
def test_evidence_that_may_not_be_shown_is_not_shown(columns: dict[str, Any]) -> None:
    position = PositionFactory.create()
    ClaimFactory.create(**columns).positions.add(position)
    (post,) = person_timeline(position.person, as_of=TODAY).posts
    assert post.evidence == ()


def test_evidence_from_a_hidden_article_or_outlet_is_not_shown() -> None:
    position = PositionFactory.create()
    claim = ClaimFactory.create()
    claim.positions.add(position)
    Article.objects.filter(claims=claim).update(hidden=True)
    assert person_timeline(position.person, as_of=TODAY).posts[0].evidence == ()


def test_a_founding_that_is_a_move_is_told_once() -> None:
    founding = FoundingFactory.create()
    MoveFactory.create(
        kind="founding",
        arrival=None,
        founding=founding,
        person=founding.person,
        to_company=founding.organization,
    )
    known = person_timeline(founding.person, as_of=TODAY)
    assert [entry.kind for entry in known.entries] == ["Founding"]


def test_a_founding_without_a_day_stands_under_no_year_and_is_no_news() -> None:
    founding = FoundingFactory.create(first_on=date(2024, 2, 14))
    MoveFactory.create(
        kind="founding",
        arrival=None,
        founding=founding,
        person=founding.person,
        to_company=founding.organization,
        first_on=date(2024, 2, 14),
        sort_on=date(2024, 2, 14),
    )
    known = person_timeline(founding.person, as_of=TODAY)
    assert [year for year, _ in known.stream().years] == [None]
    assert front(as_of=TODAY).latest.days == ()


def test_a_hidden_unit_is_not_named() -> None:
    assert ref_org_or_none(UnitFactory.create(hidden=True)) is None


def test_a_company_timeline_tells_its_events_each_with_its_sentence() -> None:
    scene = build_scene()
    known = company_head(scene.halden, as_of=TODAY)
    told = {plain(entry.sentence): entry for entry in entries(scene.halden)}
    assert told["Halden cut 600 jobs"].evidence[0].text.startswith("Halden cut 600 jobs")
    assert told["Halden took a stake of 49% in Ostra for $14.3 billion"].evidence
    assert "Halden created Foundations Lab" in told
    assert "The share price of Halden fell by 1.5%" in told
    assert "Halden spent $72 billion on data centres" in told
    assert (
        "The Gazette reports a denial that Halden is offering $100 million to researchers" in told
    )
    assert [unit.name for unit in known.units] == ["Foundations Lab"]
    assert [name.ref.name for name in known.names] == ["Halden Systems", "Halden"]


def test_only_certain_people_are_counted() -> None:
    scene = build_scene()
    assert len(directory(scene.halden, as_of=TODAY).posts) == 2
    assert company_head(scene.halden, as_of=TODAY).certain == 1


def test_a_unit_shows_the_people_and_moves_that_name_it() -> None:
    scene = build_scene()
    assert [post.person.name for post in directory(scene.lab, as_of=TODAY).posts] == ["Mira Talvik"]
    assert len([entry for entry in entries(scene.lab) if entry.anchor.startswith("move-")]) == 1


def test_parents_and_successors_are_dated_and_hidden_ones_are_left_out() -> None:
    unit = UnitFactory.create()
    OrganizationParentFactory.create(organization=unit, since=PartialDate.parse("2014"))
    later = OrganizationFactory.create(name="Later")
    SuccessionFactory.create(earlier=unit, later=later, kind=SuccessionKind.MERGED_INTO)
    SuccessionFactory.create(
        earlier=OrganizationFactory.create(hidden=True), later=unit, kind=SuccessionKind.RENAMED
    )
    known = company_head(unit, as_of=TODAY)
    assert str(known.parents[0].since) == "2014"
    assert [(row.word, row.ref.name) for row in known.successions] == [("merged into", "Later")]


def test_years_of_moves_count_what_is_done_or_announced_and_nothing_within() -> None:
    scene = build_scene(others=5)
    found = company_page(scene.norwick, as_of=TODAY, today=TODAY).traffic
    assert found is not None
    years = {year.year: year for year in found.years}
    assert (years[2018].arrivals, years[2018].departures) == (0, 1)
    assert years[2025].arrivals == 3
    assert years[2021].arrivals == 0


def test_the_front_page_shows_the_newest_moves_and_the_latest_open_reports() -> None:
    build_scene(others=5)
    found = front(as_of=TODAY).latest
    assert found.days[0].moves[0].person.name == "Hired 0"
    assert [report.move.person.name for report in found.open] == ["Mira Talvik", "Hired 3"]
    assert found.open[1].days == 28
    assert found.months[-1].first == date(2025, 12, 1)


def test_the_front_page_of_a_turned_back_clock_ends_with_its_day() -> None:
    build_scene(others=5)
    found = front(as_of=date(2025, 12, 1)).latest
    assert found.days[0].moves[0].person.name == "Hired 2"


def test_the_indexes_name_what_somebody_holds_and_hide_what_is_hidden() -> None:
    scene = build_scene()
    people = {listed.ref.slug: listed for listed in people_index(as_of=TODAY)}
    assert plain(people["mira-talvik"].line) == "Chief Scientist, Halden"
    assert people["mira-talvik"].moves == 2
    assert people["jonas-reyes"].possible
    scene.talvik.hidden = True
    scene.talvik.save()
    assert "mira-talvik" not in {listed.ref.slug for listed in people_index(as_of=TODAY)}
    assert "halden-foundations" not in {row.ref.slug for row in companies_index(as_of=TODAY)}


@pytest.mark.django_db(transaction=True)
def test_however_much_is_known_a_timeline_asks_as_many_queries() -> None:
    scene = build_scene()
    person = queries(lambda: person_timeline(scene.talvik, as_of=TODAY))
    company = queries(lambda: company_page(scene.halden, as_of=TODAY, today=TODAY))
    people = queries(lambda: directory(scene.halden, as_of=TODAY))
    for _ in range(4):
        position = PositionFactory.create(person=scene.talvik, organization=scene.halden)
        MoveFactory.create(person=scene.talvik, arrival=position, to_company=scene.halden)
        ClaimFactory.create().positions.add(position)
        StatementFactory.create(person=scene.talvik)
        unit = UnitFactory.create(parent=UnitFactory.create(parent=scene.halden))
        OrgEventFactory.create(organization=scene.halden, kind="unit_created", unit=unit)
    assert queries(lambda: person_timeline(scene.talvik, as_of=TODAY)) == person <= 11
    assert queries(lambda: company_page(scene.halden, as_of=TODAY, today=TODAY)) == company <= 9
    assert queries(lambda: directory(scene.halden, as_of=TODAY)) == people <= 5
    assert queries(lambda: company_head(scene.halden, as_of=TODAY)) <= 2
    assert queries(lambda: person_timeline(scene.talvik, as_of=TODAY, known_on=TODAY)) <= 11
    before = date(2025, 1, 1)
    assert (
        queries(lambda: company_page(scene.halden, as_of=before, today=TODAY, known_on=TODAY)) <= 10
    )
    assert queries(lambda: directory(scene.halden, as_of=TODAY, known_on=TODAY)) <= 5
    assert queries(lambda: front(as_of=TODAY).latest) <= 10
    assert queries(lambda: people_index(as_of=TODAY)) == 3
    assert queries(lambda: companies_index(as_of=TODAY)) == 3


def test_a_unit_deep_below_its_company_is_named_with_the_company_on_top() -> None:
    top = OrganizationFactory.create(slug="halden")
    unit = UnitFactory.create(slug="deep", parent=UnitFactory.create(parent=top))
    position = PositionFactory.create(organization=top, unit=unit)
    (post,) = person_timeline(position.person, as_of=TODAY).posts
    assert post.unit == Ref("unit", unit.name, "deep", "halden")
