"""The archive itself, loaded once: it answers truthfully, loading it again changes nothing, and history is as it was known."""

import io
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command
from django.db import connection

from companies.models import Organization
from people.models import Move, MoveState, Person, Position, ReportingLine, ReportingLineState
from people.models.positions import PositionState
from tests.archive.truths import check_truths
from tests.claims.scene import counts, digest
from tests.databases import written_by
from tracker.archive.files import Archive, read_archive
from tracker.archive.lines import lines_of
from tracker.archive.load import load
from tracker.archive.management.commands import load_archive
from tracker.claims.models import Claim
from tracker.claims.settling.settle import settle_everything
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@cache
def whole() -> Archive:
    return read_archive()


def _load_whole() -> str:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_archive, "read_archive", whole)  # which the tests look at as well
        call_command("load_archive", stdout=out, stderr=out)
    connection.check_constraints()  # or it is done for all of this after each test
    return out.getvalue()


_written = written_by(_load_whole)


@pytest.fixture(autouse=True)
def told(_written: str) -> str:
    """What was told while the whole archive, which every test finds on record, was loaded."""
    return _written


def test_every_line_of_the_files_is_a_claim_of_its_own() -> None:
    keys = [line.key for kind, entry in whole().entries() for line in lines_of(kind, entry)]
    assert len(keys) == len(set(keys))


def test_the_whole_archive_is_loaded_and_answers_truthfully(told: str) -> None:
    assert "not resolved" not in told
    lines = sum(1 for kind, entry in whole().entries() for _ in lines_of(kind, entry))
    assert Claim.objects.count() == lines
    slugs = {entry["slug"] for entry in [*whole().organizations, *whole().people]}
    on_record = set(Organization.objects.values_list("slug", flat=True))
    assert slugs <= on_record | set(Person.objects.values_list("slug", flat=True))
    moves = Move.objects.visible()
    assert moves.filter(status="done").count() >= 60
    assert all(move.person_id and (move.from_company_id or move.to_company_id) for move in moves)
    check_truths()


def test_the_whole_archive_stays_as_it_is_when_it_is_loaded_and_settled_again() -> None:
    facts, rows = digest(), counts(Claim, Position, Move, MoveState)
    done = load(whole())
    assert done.unresolved == []
    assert (done.new_claims, done.changed_claims, done.withdrawn_claims) == (0, 0, 0)
    settle_everything()
    assert (digest(), counts(Claim, Position, Move, MoveState)) == (facts, rows)


def chiefs_of_openai(day: str, known_on: str) -> set[tuple[str, str]]:
    """Who was chief executive on ``day``, as it was known, with the firmness of that."""
    states = PositionState.objects.filter(
        known__contains=date.fromisoformat(known_on),
        position__organization__slug="openai",
        role="chief_executive",
    )
    held = states.as_of(date.fromisoformat(day))
    return {(state.position.person.slug, state.holds) for state in held}  # type: ignore[attr-defined]


def test_openai_s_chief_executives_of_november_2023_are_known_as_they_became_known() -> None:
    known = "2026-01-01"
    assert chiefs_of_openai("2023-11-18", "2023-11-18") == {("mira-murati", "certain")}
    assert chiefs_of_openai("2023-11-18", known) == {("mira-murati", "certain")}
    assert ("emmett-shear", "certain") in chiefs_of_openai("2023-11-21", known)
    assert "mira-murati" not in {who for who, _ in chiefs_of_openai("2023-11-21", known)}
    after = chiefs_of_openai("2023-12-24", known)
    assert "sam-altman" in {who for who, _ in after}
    # That Shear would go on the 22nd was announced; that he did, nobody in the archive says.
    assert "mira-murati" not in {who for who, _ in after}
    assert ("emmett-shear", "certain") not in after
    # Until the 21st nobody could know that Murati's days in the post were over.
    assert ("mira-murati", "certain") in chiefs_of_openai("2023-11-20", "2023-11-20")
    people = ("sam-altman", "mira-murati", "emmett-shear")
    of_them = Claim.objects.filter(person__slug__in=people)
    assert of_them.exists() and not of_them.filter(contradicting=True).exists()


def test_altman_left_and_came_back() -> None:
    moves = Move.objects.visible().filter(
        person__slug="sam-altman", sort_on__year=2023, sort_on__month=11
    )
    at_openai = [
        (move.kind, str(move.happened))
        for move in moves.order_by("sort_on")
        if "openai"
        in {getattr(move.from_company, "slug", ""), getattr(move.to_company, "slug", "")}
    ]
    assert ("departure", "2023-11-17") in at_openai
    assert ("return", "2023-11-22") in at_openai


def test_to_whom_lecun_reports_is_known_as_it_was_published() -> None:
    states = ReportingLineState.objects.filter(
        line__person__slug="yann-lecun", line__manager__slug="alexandr-wang"
    )

    def known_on(day: str) -> list[str]:
        then = states.filter(known__contains=date.fromisoformat(day))
        return list(then.values_list("start_status", flat=True))

    assert known_on("2025-08-19") == []
    assert known_on("2025-08-20") == ["reported"]
    assert known_on("2025-11-19") == ["reported"]
    assert known_on("2025-11-20") == ["done"]
    of_him = ReportingLine.objects.filter(person__slug="yann-lecun")
    line = of_him.get(manager__slug="alexandr-wang")
    assert line.start == PartialDate.parse("2025-08")
    ended = of_him.get(manager__slug="chris-cox")
    assert ended.end_status == "done"
