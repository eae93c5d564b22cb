"""Loading the archive: its lines become claims like any other source's, once."""

import io
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command

from companies.models import Organization
from people.models import Move, MoveState, Person, Position, ReportingLine, ReportingLineState
from people.models.positions import PositionState
from tests.archive.small import small
from tests.archive.truths import check_truths
from tests.claims.scene import counts, digest
from tests.factories import UserFactory
from tracker.archive.files import Archive, read_archive
from tracker.archive.lines import lines_of
from tracker.archive.load import load
from tracker.claims.models import Claim, EvidenceKind
from tracker.claims.settling.settle import settle_everything
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@cache
def whole() -> Archive:
    return read_archive()


def about(*people: str) -> Archive:
    """The archive's records, with the facts of these people alone."""
    files = {
        company: {
            kind: [entry for entry in entries if entry.get("person") in people]
            for kind, entries in kinds.items()
        }
        for company, kinds in whole().files.items()
    }
    return replace(whole(), files=deepcopy(files))


def test_a_small_archive_becomes_records_claims_and_facts() -> None:
    done = load(small())
    assert (done.outlets, done.organizations, done.people, done.new_claims) == (2, 2, 2, 5)
    assert done.unresolved == []
    position = Position.objects.get()
    assert (position.title, str(position.start), position.start_status, position.end_status) == (
        "Chief scientist",
        "2024-02",
        "done",
        "rumoured",
    )
    assert (str(position.unit), position.start_origins) == ("Lab", 2)
    assert ReportingLine.objects.get().kind == "dotted"
    assert Organization.objects.get(slug="quill").name == "Quill"
    kinds = set(Claim.objects.values_list("evidence_kind", "decision", "queue_reason"))
    assert kinds == {(EvidenceKind.SUMMARY, "accepted", "")}


def test_loading_again_changes_nothing() -> None:
    load(small())
    before = digest(), list(Claim.objects.order_by("pk").values())
    done = load(small())
    assert (done.new_claims, done.changed_claims, done.withdrawn_claims) == (0, 0, 0)
    assert (digest(), list(Claim.objects.order_by("pk").values())) == before


def test_a_corrected_date_is_corrected_in_the_same_claim() -> None:
    load(small())
    pks = set(Claim.objects.values_list("pk", flat=True))
    move = Move.objects.get(kind="hire")
    archive = small()
    archive.files["quill"]["positions"][0]["start"] = "2024-02-05"
    done = load(archive)
    assert (done.new_claims, done.withdrawn_claims) == (0, 0)
    assert set(Claim.objects.values_list("pk", flat=True)) == pks
    assert str(Position.objects.get().start) == "2024-02-05"
    again = Move.objects.get(kind="hire")
    assert (again.pk, str(again.happened)) == (move.pk, "2024-02-05")


def test_a_line_taken_out_of_the_files_withdraws_its_claim_and_comes_back_as_it_was() -> None:
    load(small())
    archive = small()
    del archive.files["quill"]["positions"][0]["steps"][2]
    assert load(archive).withdrawn_claims == 1
    assert Position.objects.get().end_status == ""
    assert Claim.objects.get(withdrawn=True).status == "rumoured"
    assert not Move.objects.filter(kind="departure", withdrawn=False).exists()
    assert load(small()).new_claims == 0
    assert Position.objects.get().end_status == "rumoured"
    assert not Claim.objects.filter(withdrawn=True).exists()


@pytest.mark.parametrize("in_the_files", ["changed", "gone"])
def test_what_an_editor_decided_is_not_overwritten(in_the_files: str) -> None:
    load(small())
    decided = Claim.objects.filter(status="rumoured")
    decided.update(decided_by=UserFactory.create(), decision="rejected", evidence="Ours.")
    archive = small()
    if in_the_files == "changed":
        archive.files["quill"]["positions"][0]["steps"][2]["summary"] = "Told anew."
    else:
        del archive.files["quill"]["positions"][0]["steps"][2]
    done = load(archive)
    assert (done.changed_claims, done.withdrawn_claims) == (0, 0)
    claim = decided.get()
    assert (claim.evidence, claim.decision, claim.withdrawn) == ("Ours.", "rejected", False)


def test_what_an_editor_wrote_into_a_record_stays() -> None:
    load(small())
    Organization.objects.filter(slug="quill").update(name="Quill & Co", website="https://q.example")
    Person.objects.filter(slug="ada").update(name="Ada M. Moreau")
    load(small())
    quill = Organization.objects.get(slug="quill")
    assert (quill.name, quill.website) == ("Quill & Co", "https://q.example")
    assert Person.objects.get(slug="ada").name == "Ada M. Moreau"


def test_a_line_that_names_nobody_on_record_is_told_and_left_out() -> None:
    archive = small()
    archive.files["quill"]["positions"][0]["person"] = "nobody"
    done = load(archive)
    assert len(done.unresolved) == 3 and all("nobody" in line for line in done.unresolved)
    assert not Position.objects.exists()


# ── the archive itself ───────────────────────────────────────────────────────────────────────────


def test_every_line_of_the_files_is_a_claim_of_its_own() -> None:
    keys = [line.key for kind, entry in whole().entries() for line in lines_of(kind, entry)]
    assert len(keys) == len(set(keys))


def test_the_whole_archive_loads_answers_truthfully_and_stays_as_it_is() -> None:
    out = io.StringIO()
    call_command("load_archive", stdout=out, stderr=out)
    assert "not resolved" not in out.getvalue()
    lines = sum(1 for kind, entry in whole().entries() for _ in lines_of(kind, entry))
    assert Claim.objects.count() == lines
    slugs = {entry["slug"] for entry in [*whole().organizations, *whole().people]}
    on_record = set(Organization.objects.values_list("slug", flat=True))
    assert slugs <= on_record | set(Person.objects.values_list("slug", flat=True))
    moves = Move.objects.visible()
    assert moves.filter(status="done").count() >= 60
    assert all(move.person_id and (move.from_company_id or move.to_company_id) for move in moves)
    check_truths()
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
    load(about("sam-altman", "mira-murati", "emmett-shear"))
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
    assert not Claim.objects.filter(contradicting=True).exists()


def test_altman_left_and_came_back() -> None:
    load(about("sam-altman"))
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
    load(about("yann-lecun"))
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
    line = ReportingLine.objects.get(manager__slug="alexandr-wang")
    assert line.start == PartialDate.parse("2025-08")
    ended = ReportingLine.objects.get(manager__slug="chris-cox")
    assert ended.end_status == "done"
