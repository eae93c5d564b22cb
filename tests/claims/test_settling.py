"""Settling on tables: what could be known when, what repeats, who says so."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command

from companies.models import OrgEvent
from people.models import Founding, Move, MoveState, Position, PositionState
from tests.claims.scene import (
    claim,
    company,
    counts,
    digest,
    person,
    settled,
    unit,
)
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.services import ClaimAlreadyDecided, accept_claim, reject_claim
from tracker.claims.settling.settle import settle_everything

pytestmark = pytest.mark.django_db

HISTORIES = [model for model in apps.get_models() if model.__name__.endswith("Event")]


@pytest.fixture
def editor() -> User:
    return UserFactory.create()


def status_on(day: str) -> tuple[str, str]:
    """Of the one position its end's status, and of the one departure its status, as known then."""
    when = date.fromisoformat(day)
    states = PositionState.objects.filter(known__contains=when)
    moves = MoveState.objects.filter(known__contains=when, move__departure__isnull=False)
    return (
        "/".join(state.end_status or "held" for state in states) or "-",
        "/".join(moves.values_list("status", flat=True)) or "-",
    )


def test_each_day_of_a_life_of_rumour_announcement_and_deed_is_known_as_it_was() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "chief scientist"}
    claims = [
        claim("role", "held", "2025-01-10", **told),
        claim("left", "rumoured", "2025-02-01", outlet_="paper", **told),
        claim("left", "announced", "2025-02-20", on="2025-03-31", outlet_="company", **told),
        claim("left", "done", "2025-04-02", on="2025-03-31", **told),
    ]
    settled(*claims)
    lives = [status_on((date(2025, 1, 1) + timedelta(days=n)).isoformat()) for n in range(120)]
    folded = [life for index, life in enumerate(lives) if not index or life != lives[index - 1]]
    assert folded == [
        ("-", "-"),
        ("held", "-"),
        ("rumoured", "rumoured"),
        ("announced", "announced"),
        ("done", "done"),
    ]
    assert [status_on(day) for day in ("2025-01-31", "2025-02-01", "2025-02-19", "2025-02-20")] == [
        ("held", "-"),
        ("rumoured", "rumoured"),
        ("rumoured", "rumoured"),
        ("announced", "announced"),
    ]
    assert status_on("2025-04-01") == ("announced", "announced")
    assert status_on("2099-01-01") == ("done", "done")


def test_a_claim_without_a_day_of_publication_counts_only_where_nobody_asks_for_one() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    settled(
        claim("role", "held", "2025-01-10", **told),
        claim("left", "done", on="2025-03-31", **told),
    )
    assert Position.objects.get().end_status == "done"
    assert set(PositionState.objects.values_list("end_status", flat=True)) == {""}
    assert Move.objects.get().status == "done"
    assert not MoveState.objects.exists()


def test_a_move_that_no_longer_follows_is_withdrawn_and_comes_back_under_its_id() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    hire = claim("joined", "done", "2025-01-10", on="2025-01-02", **told)
    settled(hire)
    first = Move.objects.get()
    Claim.objects.update(withdrawn=True)
    settled(hire)
    assert Move.objects.get().withdrawn
    Claim.objects.update(withdrawn=False)
    settled(hire)
    again = Move.objects.get()
    assert (again.pk, again.withdrawn) == (first.pk, False)


def test_a_move_keeps_its_id_when_its_day_is_corrected_and_when_it_becomes_paired() -> None:
    left = claim(
        "left", "done", "2025-01-10", on="2025-01-02", who="ada", at="atlas", title="engineer"
    )
    settled(left)
    departure = Move.objects.get()
    Claim.objects.filter(pk=left.pk).update(date="2025-01-03")
    settled(left)
    assert Move.objects.get().pk == departure.pk
    settled(claim("joined", "done", "2025-02-10", on="2025-02-03", who="ada", at="borealis"))
    move = Move.objects.get(withdrawn=False)
    assert (move.pk, move.kind, move.link) == (departure.pk, "hire", "inferred")
    assert (move.from_company, move.to_company) == (company("atlas"), company("borealis"))


def test_a_hire_keeps_its_id_when_the_departure_turns_out_to_lead_elsewhere_first() -> None:
    settled(
        claim("left", "done", "2025-01-10", on="2025-01-02", who="ada", at="atlas"),
        claim("joined", "done", "2025-06-10", on="2025-06-02", who="ada", at="borealis"),
    )
    move = Move.objects.get()
    assert (move.from_company, move.to_company) == (company("atlas"), company("borealis"))
    settled(
        claim("joined", "done", "2025-06-11", on="2025-02-01", who="ada", at="corona"),
        claim("left", "done", "2025-06-11", on="2025-05-01", who="ada", at="corona"),
    )
    moves = Move.objects.filter(withdrawn=False).order_by("sort_on")
    assert list(moves.values_list("from_company__slug", "to_company__slug")) == [
        ("atlas", "corona"),
        ("corona", "borealis"),
    ]
    assert moves[1].pk == move.pk


def test_a_hire_that_was_reversed_leaves_the_departure_standing() -> None:
    settled(
        claim(
            "left", "done", "2025-01-10", on="2025-01-02", who="ada", at="atlas", other="borealis"
        ),
        claim("joined", "announced", "2025-01-10", who="ada", at="borealis", other="atlas"),
        claim("joined", "reversed", "2025-02-10", who="ada", at="borealis"),
    )
    moves = Move.objects.filter(withdrawn=False).order_by("kind")
    assert list(moves.values_list("kind", "status", "from_company__slug", "to_company__slug")) == [
        ("departure", "done", "atlas", "borealis"),
        ("hire", "reversed", "atlas", "borealis"),
    ]


def test_a_unit_that_is_renamed_or_merged_ends_no_post_and_makes_no_move() -> None:
    lab = unit("lab", "atlas")
    new = unit("new-lab", "atlas")
    settled(claim("role", "held", "2025-01-10", who="ada", at="atlas", title="head", unit=lab))
    for kind in ("unit_renamed", "unit_merged", "unit_dissolved"):
        event = claim(kind, "done", "2025-02-10", at="atlas", unit=lab)
        Claim.objects.filter(pk=event.pk).update(other=new)
        settled(event)
    assert not Move.objects.exists()
    assert Position.objects.get().end_status == ""


@pytest.mark.parametrize(
    ("described", "kind"),
    [
        ("an institute for technology policy", "foundation"),
        ("a think tank", "foundation"),
        ("a fund for young founders", "fund"),
        ("a data centre operator", "company"),
        ("a start-up for call centres", "company"),
    ],
)
def test_what_has_no_name_yet_is_what_its_description_says(described: str, kind: str) -> None:
    claim("founded", "announced", "2025-02-10", who="ada", values={"org_desc": described})
    settle_everything()
    assert Founding.objects.get().organization.kind == kind


def rows() -> list[Claim]:
    lab = unit("lab", "atlas")
    return [
        claim("joined", "done", "2024-01-10", on="2024-01", who="ada", at="atlas", title="CTO"),
        claim("left", "reported", "2025-01-10", who="ada", at="atlas", title="CTO"),
        claim("left", "denied", "2025-01-11", who="ada", at="atlas", title="CTO"),
        claim("joined", "reported", "2025-01-10", who="ada", at="borealis", other="atlas"),
        claim("founded", "announced", "2025-02-10", who="ada", values={"org_desc": "robot maker"}),
        claim("reports_to", "done", "2025-02-10", who="ada", manager="bob", at="atlas"),
        claim(
            "statement", "done", "2025-02-10", who="ada", values={"quote": "No.", "topic": "robots"}
        ),
        claim(
            "layoff", "done", "2025-02-10", at="atlas", values={"percent": "33.333333", "count": 9}
        ),
        claim("unit_created", "done", "2025-02-10", at="atlas", unit=lab),
        claim(
            "stake",
            "done",
            "2025-02-10",
            at="atlas",
            other="borealis",
            values={"percent": 49, "amount_usd": 14.3e9},
        ),
        claim(
            "funding",
            "done",
            "2025-02-10",
            at="borealis",
            other="atlas",
            values={"amount_usd": "1234567.891", "valuation_usd": 9e9},
        ),
        claim("market_reaction", "done", "2025-02-10", at="atlas", values={"percent": -11.25}),
        claim("joined", "done", "2020-01-10", on="2020", who="eve", at="atlas", title="CEO"),
        claim("left", "done", "2024-01-10", on="2024", who="eve", at="atlas", title="CEO"),
        claim("joined", "done", "2022-02-10", on="2022-02-01", who="bob", at="atlas", title="CEO"),
    ]


def test_settling_again_changes_nothing_and_writes_no_history() -> None:
    claims = rows()
    settled(*claims)
    facts, histories = digest(), counts(*HISTORIES)
    pks = sorted(PositionState.objects.values_list("pk", flat=True))
    settled(*claims)
    settle_everything()
    assert digest() == facts
    assert counts(*HISTORIES) == histories
    assert sorted(PositionState.objects.values_list("pk", flat=True)) == pks


def test_the_operator_settles_everything_after_the_rules_have_changed() -> None:
    claims = rows()
    settled(*claims)
    facts = digest()
    Move.objects.update(title="what an older release made of it")
    assert digest() != facts
    call_command("settle", stdout=(told := StringIO()))
    assert digest() == facts
    assert told.getvalue() == "5 people and organizations are settled.\n"


def test_a_figure_that_is_none_counts_for_nothing() -> None:
    settled(
        claim("layoff", "done", "2025-02-10", at="atlas", values={"count": "many", "percent": 1e9})
    )
    event = OrgEvent.objects.get()
    assert (event.count, event.percent) == (None, None)


# ── who says so ──────────────────────────────────────────────────────────────────────────────────


def test_reports_that_credit_one_outlet_are_one_origin_however_they_write_its_name() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    settled(
        claim("left", "reported", "2025-03-01", outlet_="blog", via="Morning Ledger", **told),
        claim("left", "reported", "2025-03-02", outlet_="wire", via="the Morning Ledger", **told),
        claim("left", "reported", "2025-03-02", outlet_="paper", via="The Morning Ledger", **told),
    )
    assert Position.objects.get().end_origins == 1


def test_a_report_that_credits_an_outlet_on_record_is_that_outlet_s() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    own = claim("left", "reported", "2025-03-01", outlet_="ledger", **told)
    assert own.outlet is not None
    own.outlet.name = "The Morning Ledger"
    own.outlet.save()
    settled(
        own,
        claim("left", "reported", "2025-03-02", outlet_="wire", via="the Morning Ledger", **told),
        claim("left", "reported", "2025-03-02", outlet_="blog", via="Morning Ledger", **told),
    )
    assert Position.objects.get().end_origins == 1


# ── editors ──────────────────────────────────────────────────────────────────────────────────────


def test_a_queued_claim_makes_a_fact_once_an_editor_accepts_it(editor: User) -> None:
    waiting = claim(
        "role", "held", "2025-01-10", who="ada", at="atlas", title="CTO", accepted=False
    )
    settled(waiting)
    assert not Position.objects.exists()
    accept_claim(claim=waiting, editor=editor)
    assert Position.objects.get().title == "CTO"
    accept_claim(claim=waiting, editor=editor)
    with pytest.raises(ClaimAlreadyDecided):
        reject_claim(claim=waiting, editor=editor)


def test_a_rejected_claim_leaves_its_fact_to_the_others(editor: User) -> None:
    one = claim("left", "done", "2025-01-10", who="ada", at="atlas", title="CTO")
    other = claim("role", "held", "2025-01-01", who="ada", at="atlas", title="CTO")
    settled(one, other)
    assert Position.objects.get().end_status == "done"
    reject_claim(claim=one, editor=editor)
    assert Position.objects.get().end_status == ""
    reject_claim(claim=other, editor=editor)
    assert Position.objects.get().withdrawn


def test_the_role_the_seniority_and_the_exclusiveness_follow_from_the_title() -> None:
    settled(claim("role", "held", "2025-01-10", who="ada", at="atlas", title="Interim CEO"))
    position = Position.objects.get()
    assert (position.role, position.interim, position.exclusive) == ("chief_executive", True, True)
    assert person("ada").positions.get() == position


def test_the_boss_of_a_company_is_its_chief_executive_where_that_is_told() -> None:
    company("kiln")
    settled(
        claim("role", "held", "2025-01-01", who="ada", at="kiln", title="boss"),
        claim("joined", "done", "2024-03-04", who="ada", at="kiln", title="CEO", on="2024-03-01"),
        claim("role", "held", "2025-06-01", who="ada", at="kiln", title="boss"),
    )
    (post,) = Position.objects.all()
    assert (post.title, str(post.start)) == ("CEO", "2024-03-01")
