"""Loading the archive: its lines become claims like any other source's, once."""

import pytest

from companies.models import Organization
from people.models import Move, Person, Position, ReportingLine
from tests.archive.small import small
from tests.claims.scene import digest
from tests.factories import UserFactory
from tracker.archive.load import load
from tracker.claims.models import Claim, EvidenceKind

pytestmark = pytest.mark.django_db


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
