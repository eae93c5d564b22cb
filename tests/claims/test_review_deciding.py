"""What an editor decides of a waiting claim, and how it is taken back."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from people.models import Move, Person, Position
from tests.claims.scene import claim, company, digest, person, settled, unit
from tests.claims.waiting import article, waiting
from tests.factories import UserFactory
from tracker.claims.models import Claim, Decision, ReviewLock, RuledOut, Verdict, VerdictKind
from tracker.claims.review.choices import NEW, RecordsDisagree, alternatives_of
from tracker.claims.review.correcting import Correction, NothingCorrected, correct
from tracker.claims.review.deciding import (
    ClaimGone,
    HeldByAnother,
    RecordsMissing,
    accept,
    accept_all,
    reject,
    rule_out,
)
from tracker.claims.review.holding import hold
from tracker.claims.review.queue import waiting as queue
from tracker.claims.review.undoing import (
    ChangedSince,
    NothingToUndo,
    NotYours,
    decided_since,
    last_verdicts,
    undo,
)
from tracker.claims.services import ClaimAlreadyDecided
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


@pytest.fixture
def other() -> User:
    return UserFactory.create(is_staff=True)


def as_stored(one: Claim) -> dict[str, object]:
    return {
        field.attname: getattr(Claim.objects.get(pk=one.pk), field.attname)
        for field in Claim._meta.concrete_fields
    }


def test_an_accepted_claim_makes_its_fact_and_says_who_decided_by_which_key(editor: User) -> None:
    one = waiting()
    hold(claim=one, editor=editor)
    accept(claim=one, editor=editor, key="a", note="As they say.")
    assert Position.objects.get(withdrawn=False).person == one.person
    one.refresh_from_db()
    assert (one.decision, one.decided_by) == (Decision.ACCEPTED, editor)
    verdict = Verdict.objects.get()
    assert (verdict.kind, verdict.key, verdict.note) == ("accepted", "a", "As they say.")
    assert verdict.editor == editor
    assert not queue().exists()
    assert not ReviewLock.objects.exists()


def test_a_rejected_claim_makes_nothing(editor: User) -> None:
    reject(claim=waiting(), editor=editor, key="x")
    assert not Position.objects.exists()
    assert not queue().exists()


@pytest.mark.parametrize("decide", [accept, reject])
def test_who_decides_second_is_told_so_and_changes_nothing(
    decide: object, editor: User, other: User
) -> None:
    one = waiting()
    accept(claim=one, editor=editor, key="a")
    before = as_stored(one)
    with pytest.raises(ClaimAlreadyDecided, match="accepted this claim meanwhile"):
        decide(claim=one, editor=other, key="a")  # type: ignore[operator]
    assert as_stored(one) == before
    assert Verdict.objects.count() == 1


def test_a_claim_in_front_of_another_editor_is_not_decided(editor: User, other: User) -> None:
    one = waiting()
    hold(claim=one, editor=other)
    with pytest.raises(HeldByAnother):
        accept(claim=one, editor=editor, key="a")
    assert queue().get() == one


def test_a_claim_withdrawn_meanwhile_is_not_decided(editor: User) -> None:
    one = waiting(withdrawn=True)
    with pytest.raises(ClaimGone):
        reject(claim=one, editor=editor, key="x")


def test_a_claim_is_not_accepted_before_its_records_are_chosen(editor: User) -> None:
    one = waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    with pytest.raises(RecordsMissing, match="Choose the person first"):
        accept(claim=one, editor=editor, key="a")
    accept(claim=one, editor=editor, key="a", records={"person": person("ada-byron").pk})
    assert Position.objects.get().person == person("ada-byron")


def test_a_name_that_means_nobody_on_record_makes_a_new_one(editor: User) -> None:
    one = waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    person("ada-byron")
    accept(claim=one, editor=editor, key="a", records={"person": NEW})
    made = Position.objects.get().person
    assert (made.name, made.slug, made.stub) == ("Ada Byron", "ada-byron-2", True)


def test_a_unit_of_another_company_does_not_go_with_the_company(editor: User) -> None:
    one = waiting(values={"person": "Ada Byron", "org": "Kiln", "unit": "Lab"})
    with pytest.raises(RecordsDisagree):
        accept(claim=one, editor=editor, key="a", records={"unit": unit("lab", of="ostra").pk})
    accept(claim=one, editor=editor, key="a", records={"unit": unit("glaze", of="kiln").pk})
    assert Position.objects.get().unit == unit("glaze", of="kiln")


def test_choosing_another_record_settles_the_one_proposed_before_too(editor: User) -> None:
    one = waiting(decision=Decision.ACCEPTED, why="Contradicts: two starts")
    settled(one)
    assert Position.objects.get(withdrawn=False).person == person("ada-byron")
    accept(claim=one, editor=editor, key="a", records={"person": person("mary-shaw").pk})
    assert Position.objects.get(withdrawn=False).person == person("mary-shaw")


def test_a_correction_is_an_editors_claim_with_the_same_evidence_and_pins(editor: User) -> None:
    one = waiting(title="engineer", on="2025-02", rules_version="36", probability=0.7)
    extracted = as_stored(one)
    said = Correction(
        status=Status.ANNOUNCED, title="chief engineer", date=PartialDate.parse("2025-05-01")
    )
    verdict = correct(claim=one, editor=editor, correction=said, key="e")
    mine = verdict.correction
    assert mine is not None
    assert sorted(mine.pins) == ["start", "start_status", "title"]
    assert (mine.evidence, mine.start, mine.end) == (one.evidence, one.start, one.end)
    assert (mine.article, mine.outlet, mine.published_on) == (
        one.article,
        one.outlet,
        one.published_on,
    )
    assert mine.decided_by == editor
    assert (one.stated_probability, mine.stated_probability) == (0.7, None)
    after = as_stored(one)
    assert after["decision"] == Decision.REJECTED
    kept = {"title", "date", "status", "values", "person_id", "evidence", "start", "end"}
    assert {name: after[name] for name in kept} == {name: extracted[name] for name in kept}
    assert verdict.kind == VerdictKind.CORRECTED
    post = Position.objects.get(withdrawn=False)
    assert (post.title, str(post.start), post.start_status) == (
        "chief engineer",
        "2025-05-01",
        "announced",
    )
    settled(claim("joined", "done", "2025-06-01", who="ada-byron", at="kiln", title="engineer"))
    post.refresh_from_db()
    assert (post.title, post.start_status) == ("chief engineer", "announced")


def test_a_correction_that_changes_nothing_is_refused(editor: User) -> None:
    one = waiting(title="engineer")
    said = Correction(status=one.status, title="engineer", date=None)
    with pytest.raises(NothingCorrected):
        correct(claim=one, editor=editor, correction=said, key="e")
    assert queue().get() == one


def test_a_correction_undone_and_made_again_is_one_row(editor: User) -> None:
    one = waiting(title="engineer")
    said = Correction(status=one.status, title="chief engineer", date=None)
    correct(claim=one, editor=editor, correction=said, key="e")
    before = digest()
    undo(editor=editor)
    assert not Position.objects.filter(withdrawn=False).exists()
    correct(claim=one, editor=editor, correction=said, key="e")
    assert digest() == before
    assert Claim.objects.count() == 2


def test_a_person_who_is_not_meant_is_not_proposed_again_in_that_article(editor: User) -> None:
    text = article("Ada Byron has joined Kiln.")
    one, alike = waiting(of=text), waiting("left", of=text)
    elsewhere = waiting()
    verdict = rule_out(claim=one, editor=editor, word="person", key="n")
    for left in (one, alike):
        left.refresh_from_db()
        assert left.person is None
        assert [m.candidates for m in alternatives_of(left) if m.word == "person"] == [()]
    elsewhere.refresh_from_db()
    assert elsewhere.person is not None
    assert queue().count() == 3
    undo(editor=editor, step=verdict.step)
    alike.refresh_from_db()
    assert alike.person == person("ada-byron")
    assert not RuledOut.objects.exists()


def test_undoing_restores_claims_and_facts_exactly_at_least_twenty_steps_back(editor: User) -> None:
    settled(claim("joined", "done", "2024-05-01", who="ada-byron", at="ostra", on="2024-05-01"))
    claims = [waiting(who=f"person-{n % 7}", at=f"firm-{n % 3}", on="2025-02") for n in range(24)]
    before = digest()
    stored = [as_stored(one) for one in claims]
    said = Correction(status=Status.DONE, title="head of glazing", date=None)
    for number, one in enumerate(claims):
        match number % 4:
            case 0:
                accept(claim=one, editor=editor, key="a")
            case 1:
                reject(claim=one, editor=editor, key="r")
            case 2:
                correct(claim=one, editor=editor, correction=said, key="e")
            case _:
                rule_out(claim=one, editor=editor, word="person", key="n")
    assert digest() != before
    assert last_verdicts(editor).count() == 24
    for _ in claims:
        undo(editor=editor)
    assert [as_stored(one) for one in claims] == stored
    corrections = set(Claim.objects.filter(withdrawn=True).values_list("key", flat=True))
    assert [said for said in digest() if not _is_mark_of(said, corrections)] == before
    with pytest.raises(NothingToUndo):
        undo(editor=editor)


def _is_mark_of(said: object, keys: set[str]) -> bool:
    return isinstance(said, tuple) and said[0] in keys


def test_a_contradiction_accepted_and_undone_waits_as_it_did(editor: User) -> None:
    for who, day in (("ada-byron", "2025-01-01"), ("mary-shaw", "2025-02-01")):
        one = claim("joined", "done", day, who=who, at="kiln", title="CEO", on=day)
        ends = claim("left", "done", day, who=who, at="kiln", title="CEO", on="2025-12-01")
        settled(one, ends)
    marked = Claim.objects.filter(contradicting=True)
    assert marked.exists()
    first = marked.order_by("pk")[0]
    before, stored = digest(), as_stored(first)
    accept(claim=first, editor=editor, key="a")
    undo(editor=editor)
    assert digest() == before
    assert as_stored(first) == stored


def test_a_bulk_acceptance_is_one_step_and_leaves_what_it_cannot_take(
    editor: User, other: User
) -> None:
    text = article("Ada Byron has joined Kiln.")
    good = [waiting(of=text, who=f"person-{n}") for n in range(3)]
    nobody = waiting(of=text, who="", values={"person": "Shaw"})
    held = waiting(of=text, who="mary-shaw")
    hold(claim=held, editor=other)
    taken = waiting(of=text, who="jo-hall")
    accept(claim=taken, editor=other, key="a")
    before = digest()
    done = accept_all(claims=[*good, nobody, held, taken], editor=editor)
    assert done.accepted == good
    assert [one for one, _ in done.left] == [nobody, held, taken]
    assert decided_since(editor, Verdict.objects.earliest("made_at").made_at) == 3
    assert set(undo(editor=editor)) == set(good)
    assert digest() == before


def test_only_a_senior_takes_back_what_another_decided(editor: User, other: User) -> None:
    verdict = accept(claim=waiting(), editor=editor, key="a")
    with pytest.raises(NothingToUndo):
        undo(editor=other)
    with pytest.raises(NotYours):
        undo(editor=other, step=verdict.step)
    undo(editor=other, step=verdict.step, of_others=True)
    verdict.refresh_from_db()
    assert verdict.undone_by == other
    assert queue().count() == 1


def test_what_was_decided_again_since_is_not_undone_from_below(editor: User, other: User) -> None:
    one = waiting()
    first = rule_out(claim=one, editor=editor, word="person", key="n")
    accept(claim=one, editor=other, key="a", records={"person": person("mary-shaw").pk})
    with pytest.raises(ChangedSince):
        undo(editor=editor, step=first.step)
    assert Position.objects.get().person == person("mary-shaw")


def test_undoing_twice_is_said_to_be_done(editor: User) -> None:
    verdict = accept(claim=waiting(), editor=editor, key="a")
    undo(editor=editor, step=verdict.step)
    with pytest.raises(NothingToUndo):
        undo(editor=editor, step=verdict.step)


def test_one_claim_has_one_lock_whatever_writes_it(editor: User, other: User) -> None:
    one = waiting()
    assert hold(claim=one, editor=editor)
    assert not hold(claim=one, editor=other)
    lock = ReviewLock.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewLock.objects.bulk_create(
            [ReviewLock(claim=one, editor=other, expires_at=lock.expires_at)]
        )


def test_everything_a_decision_touched_is_gone_after_undo_but_the_record_of_it(
    editor: User,
) -> None:
    company("kiln")
    one = waiting()
    accept(claim=one, editor=editor, key="a")
    undo(editor=editor)
    assert not Position.objects.filter(withdrawn=False).exists()
    assert not Move.objects.filter(withdrawn=False).exists()
    assert Verdict.objects.get().undone_at is not None
    assert Person.objects.count() == 1
