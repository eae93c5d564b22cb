"""What editors say about who is meant is remembered: for two records, and for a name in an article."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from companies.models import Organization
from people.models import Person, Position
from tests.claims.mentioned import kept_mentions
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    UserFactory,
)
from tracker.claims.identity import People
from tracker.claims.identity.rulings import (
    NobodyAttached,
    NotTwoOfAKind,
    WrongKindOfRecord,
    forget_never_same,
    mark_never_same,
    never_same,
    not_this_person,
    reattach,
)
from tracker.claims.models import Claim, Decision, MentionRuling, NeverSame
from tracker.claims.recording import record_findings
from tracker.claims.review.deciding import rule_out
from tracker.claims.settling.settle import settle, subjects_of
from tracker.extraction import FactType, Finding, Status
from tracker.news.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Wei Zhang has joined Kiln Robotics. At Kiln Robotics, Wei Zhang leads research. Zhang reports to Ada Lund."
PUBLISHED = date(2025, 3, 4)


@pytest.fixture
def editor() -> User:
    return UserFactory.create()


@pytest.fixture
def kiln() -> Organization:
    return OrganizationFactory.create(name="Kiln Robotics", slug="kiln-robotics")


def finding(kind: FactType, status: Status, **values: str) -> Finding:
    start = 0 if kind is FactType.JOINED else 36
    return Finding(kind, status, values, start, start + 30, "test", 0.9)


FINDINGS = [
    finding(FactType.JOINED, Status.DONE, person="Wei Zhang", org="Kiln Robotics"),
    finding(FactType.ROLE, Status.HELD, person="Wei Zhang", org="Kiln Robotics", title="head of research"),
]  # fmt: skip


def recorded(article: Article, rules: str = "1") -> list[Claim]:
    claims = record_findings(
        article=article, findings=FINDINGS, rules_version=rules, queue=False
    ).claims
    settle(subjects_of(claims))
    return claims


def article_of(text: str = TEXT) -> Article:
    return ArticleFactory.create(text=text, published_on=PUBLISHED)


# ── never the same ───────────────────────────────────────────────────────────────────────────────


def test_two_that_are_never_the_same_are_remembered_in_either_order(editor: User) -> None:
    one, other = PersonFactory.create_batch(2)
    assert never_same(one, other) is None
    mark_never_same(one=other, other=one, editor=editor, reason="Different schools.")
    again = mark_never_same(one=one, other=other, editor=editor, reason="Said twice.")
    assert never_same(one, other) == never_same(other, one) == again
    assert (again.reason, again.decided_by) == ("Different schools.", editor)
    forget_never_same(one=one, other=other)
    assert never_same(one, other) is None
    history = apps.get_model("claims", "NeverSameEvent").objects.filter(pgh_obj_id=again.pk)
    assert history.count() == 2


def test_two_organizations_are_told_apart_as_two_people_are(editor: User) -> None:
    one, other = OrganizationFactory.create_batch(2)
    mark_never_same(one=one, other=other, editor=editor, reason="One is a fund.")
    assert never_same(other, one) is not None


def test_nobody_is_told_from_themselves_nor_a_person_from_a_company(editor: User) -> None:
    one = PersonFactory.create()
    for other in (one, OrganizationFactory.create()):
        with pytest.raises(NotTwoOfAKind):
            mark_never_same(one=one, other=other, editor=editor, reason="No.")


def test_the_database_holds_the_order_of_the_two(editor: User) -> None:
    one, other = PersonFactory.create_batch(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeverSame.objects.bulk_create([NeverSame(person=other, other_person=one, reason="x")])
    mixed = NeverSame(person=one, other_organization=OrganizationFactory.create(), reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        NeverSame.objects.bulk_create([mixed])


def test_who_was_told_apart_is_not_meant_by_the_other_s_name_put_the_other_way_round(
    editor: User,
) -> None:
    wei, li = PersonFactory.create(name="Wei Li"), PersonFactory.create(name="Li Wei")
    assert People().resolve("Wei Li").record is None
    mark_never_same(one=wei, other=li, editor=editor, reason="Each in their own order.")
    assert People().resolve("Wei Li").record == wei
    assert People().resolve("Li Wei").record == li


# ── not this person ──────────────────────────────────────────────────────────────────────────────


def test_not_this_person_makes_somebody_new_for_every_claim_of_the_article_that_names_them_so(
    kiln: Organization, editor: User
) -> None:
    wrong = PersonFactory.create(name="Wei Zhang", slug="wei-zhang")
    hired, leads = recorded(article_of())
    assert hired.person == leads.person == wrong

    claim = not_this_person(claim=hired, word="person", editor=editor)

    new = claim.person
    assert new is not None and new != wrong and new.stub
    assert Claim.objects.get(pk=leads.pk).person == new
    assert not Position.objects.filter(person=wrong).supported().exists()
    assert Position.objects.filter(person=new, organization=kiln).supported().exists()
    kept = kept_mentions(claim)["person"]
    assert (kept.record, kept.new, kept.text) == (new.pk, True, "Wei Zhang")
    assert never_same(wrong, new) is not None


def test_it_is_remembered_when_the_article_is_read_again_and_for_no_other_article(
    kiln: Organization, editor: User
) -> None:
    wrong = PersonFactory.create(name="Wei Zhang")
    article = article_of()
    claim = not_this_person(claim=recorded(article)[0], word="person", editor=editor)
    new = claim.person
    Claim.objects.filter(article=article).delete()

    assert [one.person for one in recorded(article, "2")] == [new, new]
    assert MentionRuling.objects.get(person=wrong).meant is False
    elsewhere = People(article_of("Another text.")).resolve("Wei Zhang")
    assert elsewhere.record is None and wrong.slug in elsewhere.reason


def test_who_was_ruled_out_in_review_is_not_meant_when_the_article_is_read_again(
    kiln: Organization, editor: User
) -> None:
    wrong = PersonFactory.create(name="Wei Zhang")
    article = article_of()
    hired, leads = recorded(article)
    rule_out(claim=hired, editor=editor, word="person", key="n")
    Claim.objects.filter(pk=leads.pk).delete()
    again = recorded(article, "2")[1]
    assert again.pk != leads.pk and again.person not in (None, wrong)


def test_another_of_that_name_takes_the_place_if_the_text_speaks_for_them(
    kiln: Organization, editor: User
) -> None:
    wrong, right = PersonFactory.create_batch(2, name="Wei Zhang")
    PositionFactory.create(person=wrong, organization=kiln)
    hired, _ = recorded(article_of())
    assert hired.person == wrong
    claim = not_this_person(claim=hired, word="person", editor=editor)
    assert claim.person == right


def test_where_two_others_could_be_meant_the_claim_waits_for_an_editor(
    kiln: Organization, editor: User
) -> None:
    wrong, *others = PersonFactory.create_batch(3, name="Wei Zhang")
    PositionFactory.create(person=wrong, organization=kiln)
    hired, _ = recorded(article_of())
    claim = not_this_person(claim=hired, word="person", editor=editor)
    assert claim.person is None
    assert (claim.decision, claim.policy) == (Decision.UNDECIDED, "identity")
    assert all(one.slug in claim.queue_reason for one in others)
    assert wrong.slug not in claim.queue_reason
    assert [one.id for one in kept_mentions(claim)["person"].candidates] == [p.pk for p in others]
    assert claim in Claim.objects.queued()


def test_a_claim_without_an_article_only_lets_go(editor: User) -> None:
    claim = ClaimFactory.create(summary=True, person=PersonFactory.create())
    changed = not_this_person(claim=claim, word="person", editor=editor)
    assert changed.person is None and changed in Claim.objects.queued()
    with pytest.raises(NobodyAttached):
        not_this_person(claim=changed, word="person", editor=editor)


def test_a_rejected_claim_stays_rejected(kiln: Organization, editor: User) -> None:
    wrong, *_ = PersonFactory.create_batch(3, name="Wei Zhang")
    PositionFactory.create(person=wrong, organization=kiln)
    hired, _ = recorded(article_of())
    Claim.objects.filter(pk=hired.pk).update(decision=Decision.REJECTED, decided_by=editor)
    claim = not_this_person(claim=hired, word="person", editor=editor)
    assert (claim.person, claim.decision, claim.decided_by) == (None, Decision.REJECTED, editor)


# ── attaching another record ─────────────────────────────────────────────────────────────────────


def test_the_record_that_an_editor_chooses_is_remembered_for_that_name_in_that_article(
    kiln: Organization, editor: User
) -> None:
    wrong, right = PersonFactory.create(name="Wei Zhang"), PersonFactory.create(name="Zhang Weiguo")
    article = article_of()
    hired, leads = recorded(article)
    assert hired.person == wrong

    claim = reattach(claim=hired, word="person", record=right, editor=editor)

    assert claim.person == Claim.objects.get(pk=leads.pk).person == right
    assert Position.objects.filter(person=right, organization=kiln).supported().exists()
    kept = kept_mentions(claim)["person"]
    assert (kept.record, kept.score, kept.reason) == (right.pk, 1.0, "chosen by an editor")
    assert [one.id for one in kept.candidates] == [right.pk, wrong.pk]
    Claim.objects.filter(article=article).delete()
    assert {one.person for one in recorded(article, "2")} == {right}
    changed = reattach(claim=Claim.objects.all()[0], word="person", record=wrong, editor=editor)
    assert changed.person == wrong
    assert MentionRuling.objects.get(meant=True).person == wrong


def test_a_company_is_attached_as_a_person_is_and_neither_in_the_other_s_place(
    kiln: Organization, editor: User
) -> None:
    PersonFactory.create(name="Wei Zhang")
    other = OrganizationFactory.create(name="Kiln Ceramics")
    article = article_of()
    hired, _ = recorded(article)
    claim = reattach(claim=hired, word="organization", record=other, editor=editor)
    assert claim.organization == other
    Claim.objects.filter(article=article).delete()
    assert {one.organization for one in recorded(article, "2")} == {other}
    for word, record in (("person", other), ("organization", PersonFactory.create())):
        with pytest.raises(WrongKindOfRecord):
            reattach(claim=claim, word=word, record=record, editor=editor)


def test_attaching_the_record_that_is_attached_already_changes_nothing(
    kiln: Organization, editor: User
) -> None:
    same = PersonFactory.create(name="Wei Zhang")
    hired, _ = recorded(article_of())
    reattach(claim=hired, word="person", record=same, editor=editor)
    assert not MentionRuling.objects.exists()
    assert Person.objects.count() == 1 and kiln.claims.count() == len(FINDINGS)
