"""What an editor has pinned stands; what contradicts it is kept with the fact and queued."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import OrgEvent
from people.models import Position, ReportingLine
from tests.claims.saying import end, held, say, start
from tests.claims.scene import (
    accepted_one_by_one,
    claim,
    digest,
    digest_at_once,
    settled,
    undone,
    unit,
)
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.review.deciding import accept
from tracker.claims.review.trial import try_acceptance
from tracker.claims.settling import occurrences
from tracker.claims.settling.holdings import judge
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import gather


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory.create(role="editor")


POST: dict[str, Any] = {"who": "ada", "at": "atlas"}
ROUND: dict[str, Any] = {"type_": "funding", "status": "done", "at": "atlas"}


def noted(editor: User, *pins: str, **rest: Any) -> Claim:
    """An editor's note that pins these fields."""
    told = {"type_": "joined", "status": "done", "published": "2025-02-01"} | POST | rest
    return claim(by=editor, pins=list(pins), **told)


def told(**rest: Any) -> Claim:
    said = {"type_": "joined", "status": "done", "published": "2025-06-01", "outlet_": "paper"}
    return claim(**(said | POST | rest))


@pytest.mark.parametrize(
    "later",
    [
        {},
        {"type_": "role", "status": "held"},
        {"type_": "role", "on": "2025-02-10"},
        {"status": "rumoured", "on": "2025-08"},
        {"type_": "role", "status": "former", "published": "2025-09-01"},
    ],
)
def test_another_title_for_a_pinned_post_opens_no_other_and_is_kept_with_it_and_queued(
    editor: User, later: dict[str, Any]
) -> None:
    note = noted(editor, "title", title="Chief engineer", on="2025-01-10")
    settled(note)
    before = Position.objects.values("title", "start", "start_status").get()
    other = told(title="Chief scientist", **later)
    settled(other)
    post = Position.objects.get(withdrawn=False)
    assert {name: getattr(post, name) for name in before} == before
    assert set(post.claims.all()) == {note, other}
    (queued,) = Claim.objects.queued()
    assert queued == other
    assert queued.queue_reason.endswith("than an editor has pinned: the title")


@pytest.mark.parametrize(
    "later",
    [
        {"title": "board member"},
        {"title": "Chief scientist", "on": "2027-01-01", "published": "2027-01-02"},
        {"title": "Chief scientist", "on": "2019-01", "published": "2019-02-01"},
    ],
)
def test_a_seat_on_the_board_or_a_post_of_other_years_contradicts_no_pinned_title(
    editor: User, later: dict[str, Any]
) -> None:
    settled(noted(editor, "title", title="Chief engineer", on="2025-01-10"), told(**later))
    assert Position.objects.filter(withdrawn=False).count() == 2
    assert not Claim.objects.queued().exists()


def test_what_an_editor_accepts_against_a_pinned_title_is_a_post_of_its_own(editor: User) -> None:
    note = noted(editor, "title", title="Chief engineer")
    other = told(title="Chief scientist")
    settled(note, other)
    (new, *_) = try_acceptance(other, editor=editor).changes
    assert (new.kind, new.before) == ("Position", None)
    accept(claim=other, editor=editor, key="a")
    assert set(Position.objects.filter(withdrawn=False).values_list("title", flat=True)) == {
        "Chief engineer",
        "Chief scientist",
    }
    assert not Claim.objects.queued().exists()


@pytest.mark.parametrize(
    ("figures", "field"),
    [({"amount_usd": 9e9}, "sum"), ({"amount_usd": 5e9, "valuation_usd": 9e10}, "valuation")],
)
def test_a_figure_beyond_a_pinned_one_makes_no_second_event_and_is_queued(
    editor: User, figures: dict[str, float], field: str
) -> None:
    pinned = {"amount_usd": 5e9, "valuation_usd": 4e10}
    note = noted(editor, *pinned, values=pinned, who="", **ROUND)
    silent = told(who="", published="2025-06-02", **ROUND)
    other = told(who="", values=figures, **ROUND)
    settled(note, silent, other)
    event = OrgEvent.objects.get(withdrawn=False)
    assert (event.amount_usd, event.valuation_usd) == (Decimal(5 * 10**9), Decimal(4 * 10**10))
    assert set(event.claims.all()) == {note, silent, other}
    (queued,) = Claim.objects.queued()
    assert queued == other
    assert queued.queue_reason.endswith(f"pinned: the {field}")


def test_what_an_editor_accepts_against_a_pinned_figure_is_an_event_of_its_own(
    editor: User,
) -> None:
    note = noted(editor, "amount_usd", values={"amount_usd": 5e9}, who="", **ROUND)
    other = told(who="", values={"amount_usd": 9e9}, **ROUND)
    settled(note, other)
    accept(claim=other, editor=editor, key="a")
    sums = OrgEvent.objects.filter(withdrawn=False).values_list("amount_usd", flat=True)
    assert set(sums) == {Decimal(5 * 10**9), Decimal(9 * 10**9)}


def test_an_event_of_another_year_contradicts_no_pinned_figure(editor: User) -> None:
    note = noted(editor, "amount_usd", values={"amount_usd": 5e9}, who="", **ROUND)
    later = told(who="", values={"amount_usd": 9e9}, published="2027-06-01", **ROUND)
    settled(note, later)
    assert OrgEvent.objects.filter(withdrawn=False).count() == 2
    assert not Claim.objects.queued().exists()


def test_another_manager_than_the_pinned_one_is_queued_and_a_dotted_line_stands_beside(
    editor: User,
) -> None:
    line = {"type_": "reports_to", "status": "done"}
    settled(noted(editor, "manager", manager="bob", **line))
    other = told(manager="eve", **line)
    dotted = told(manager="kim", values={"line": "dotted"}, **line)
    settled(other, dotted)
    lines = ReportingLine.objects.filter(withdrawn=False)
    assert set(lines.values_list("manager__slug", flat=True)) == {"bob", "kim"}
    assert list(Claim.objects.queued()) == [other]


@pytest.mark.parametrize(
    ("pins", "note", "later", "column"),
    [
        (["unit"], {}, {"unit_slug": "lab"}, "unit"),
        (["origin"], {"other": "borealis"}, {"other": "corona"}, "stated_origin"),
        (["start"], {}, {"on": "2025-03-01"}, "start"),
        (
            ["start_status"],
            {"status": "announced"},
            {"type_": "role", "status": "held"},
            "start_status",
        ),
        (
            ["end_status"],
            {"type_": "left", "status": "denied"},
            {"type_": "role", "status": "former"},
            "end_status",
        ),
    ],
)
def test_every_pinned_field_stands_also_where_it_is_pinned_to_nothing(
    editor: User, pins: list[str], note: dict[str, Any], later: dict[str, Any], column: str
) -> None:
    later = dict(later)
    if slug := later.pop("unit_slug", ""):
        later["unit"] = unit(slug, "atlas")
    settled(noted(editor, *pins, title="engineer", **note))
    before = Position.objects.values(column).get()
    other = told(title="engineer", **later)
    settled(other)
    assert Position.objects.values(column).get(withdrawn=False) == before
    assert list(Claim.objects.queued()) == [other]


TITLES = ["", "chief executive", "engineer", "scientist", "board member"]
DAYS = ["", "2022", "2022-03-15", "2024-11"]
PUBLISHED = ["", "2022-01-01", "2022-06-01", "2024-12-01"]
STATUSES = ["rumoured", "announced", "done", "denied"]
of_a_post: dict[str, Any] = {
    "title": st.sampled_from(TITLES),
    "on": st.sampled_from(DAYS),
    "decided": st.booleans(),
}
said = st.one_of(
    st.builds(start, st.sampled_from(STATUSES), st.sampled_from(PUBLISHED), **of_a_post),
    st.builds(end, st.sampled_from(STATUSES), st.sampled_from(PUBLISHED), **of_a_post),
    st.builds(held, st.sampled_from(PUBLISHED), title=st.sampled_from(TITLES)),
)


@st.composite
def pinned_says(draw: st.DrawFn, says: st.SearchStrategy[Say], pins: list[str]) -> list[Say]:
    """Says, of which an editor's pin fields and perhaps correct some of the others."""
    drawn = draw(st.lists(says, min_size=1, max_size=6))
    numbers = [one.claim for one in drawn]
    made: list[Say] = []
    for one in drawn:
        fields = draw(st.lists(st.sampled_from(pins), max_size=2, unique=True))
        corrects = draw(st.lists(st.sampled_from(numbers), max_size=2)) if fields else []
        changes: dict[str, Any] = {
            "pins": tuple(fields),
            "editor": bool(fields),
            "corrects": frozenset(corrects) - {one.claim},
        }
        made.append(replace(one, **changes))
    return made


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_any_order_pinned_says_make_the_same_spells(data: st.DataObject) -> None:
    says = data.draw(pinned_says(said, ["title", "start", "end", "end_status", "fact"]))
    shuffled = data.draw(st.permutations(says))

    def spells(some: list[Say]) -> list[object]:
        return [(spell.claims(), judge(spell)) for spell in gather(some)[0]]

    assert spells(shuffled) == spells(says)
    assert {pk for spell in gather(says)[0] for pk in spell.claims()} | gather(says)[1] == {
        one.claim for one in says
    }


of_an_event = st.builds(
    say,
    st.sampled_from(STATUSES),
    st.sampled_from(PUBLISHED),
    type=st.sampled_from(["layoff", "stake"]),
    on=st.sampled_from(DAYS),
    decided=st.booleans(),
    other=st.sampled_from([7, 8]),
    figures=st.dictionaries(
        st.sampled_from(["percent", "count"]), st.sampled_from([5, 49]), max_size=2
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_any_order_pinned_says_make_the_same_events(data: st.DataObject) -> None:
    pins = ["percent", "count", "status", "target", "fact"]
    says = [one for one in data.draw(pinned_says(of_an_event, pins)) if one.type]
    shuffled = data.draw(st.permutations(says))

    def judged(some: list[Say]) -> list[object]:
        groups = occurrences.gather(some, lambda one: one.other)
        told = [(sorted(group.claims()), occurrences.judge(group)) for group in groups]
        return sorted(told, key=repr)

    assert judged(shuffled) == judged(says)


@pytest.mark.django_db
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_pins_settled_one_by_one_in_any_order_give_the_facts_of_all_at_once(
    data: st.DataObject,
) -> None:
    of_posts = st.fixed_dictionaries(
        {
            "type_": st.sampled_from(["joined", "role", "left"]),
            "status": st.sampled_from(STATUSES),
            "who": st.just("ada"),
            "title": st.sampled_from(TITLES),
            "pins": st.sampled_from([[], ["title"], ["title", "start"], ["end_status"]]),
        }
    )
    of_rounds = st.fixed_dictionaries(
        {
            "type_": st.just("funding"),
            "status": st.just("done"),
            "values": st.sampled_from([{}, {"amount_usd": 5}, {"amount_usd": 9}]),
            "pins": st.sampled_from([[], ["amount_usd"]]),
        }
    )
    shared = st.fixed_dictionaries(
        {
            "at": st.just("atlas"),
            "published": st.sampled_from(PUBLISHED),
            "on": st.sampled_from(DAYS),
        }
    )
    made = data.draw(
        st.lists(st.tuples(st.one_of(of_posts, of_rounds), shared), min_size=2, max_size=5)
    )
    with undone():
        by = UserFactory.create(role="editor")
        claims = [
            claim(accepted=False, by=by if one["pins"] else None, **(one | rest))
            for one, rest in made
        ]
        at_once = digest_at_once()
        with undone():
            accepted_one_by_one(data.draw(st.permutations(claims)))
            one_by_one = digest()
    assert one_by_one == at_once
