"""What is published at once and what waits: hard rules first, then the policies in force."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OutletFactory,
    PersonFactory,
    PublicationPolicyFactory,
    SourceFactory,
    UserFactory,
)
from tracker.claims.models import Claim, PublicationPolicy
from tracker.claims.publishing import Policies, Saying, is_private, saying_of
from tracker.claims.recording import record_findings
from tracker.extraction import Finding
from tracker.extraction.findings import FactType, Status
from tracker.news.models import Article, Source

pytestmark = pytest.mark.django_db

SAYING = Saying(
    type="left",
    status="done",
    evidence="Mira Talvik has left Halden.",
    around="",
    personal=True,
    private=False,
    probability=0.7,
)


def decided(**other: Any) -> tuple[bool, str, str]:
    done = Policies.in_force().decide(replace(SAYING, **other))
    return done.accepted, done.policy, done.reason


def test_what_is_handed_in_is_published_when_likelier_right_than_wrong_and_what_is_polled_when_it_is_sure() -> (
    None
):
    handed_in = PublicationPolicy.objects.get(way="handed_in")
    polled = PublicationPolicy.objects.get(way="polled")
    assert decided() == (True, handed_in.signature, "")
    assert decided(probability=0.5)[0]
    accepted, policy, reason = decided(probability=0.49)
    assert (accepted, policy) == (False, handed_in.signature)
    assert "49%" in reason and "50%" in reason
    assert decided(source=7, probability=0.8) == (True, polled.signature, "")
    accepted, policy, reason = decided(source=7, probability=0.79)
    assert (accepted, policy) == (False, polled.signature)
    assert "79%" in reason and "80%" in reason


def test_the_most_particular_policy_decides_whatever_the_order() -> None:
    outlet = OutletFactory.create()
    source = SourceFactory.create(outlet=outlet)
    publish = {"action": "publish"}
    for columns in (
        {"name": "all", "order": 1},
        {"name": "type", "fact_type": "left", "order": 900, **publish},
        {"name": "outlet", "outlet": outlet, "order": 901},
        {"name": "outlet and type", "outlet": outlet, "fact_type": "left", "order": 902, **publish},
        {"name": "source", "source": source, "order": 903},
    ):
        PublicationPolicyFactory.create(**columns)

    def name(**other: Any) -> str:
        policy = Policies.in_force().deciding(replace(SAYING, **other))
        return policy.name if policy else ""

    assert name(type="joined", source=99) == "Polled sources"
    assert name() == "type"
    assert name(type="joined", outlet=outlet.pk) == "outlet"
    assert name(outlet=outlet.pk) == "outlet and type"
    assert name(outlet=outlet.pk, source=source.pk) == "source"
    PublicationPolicy.objects.filter(name="source").update(active=False)
    assert name(outlet=outlet.pk, source=source.pk) == "outlet and type"


def test_of_two_equally_particular_the_lower_order_decides_then_the_older() -> None:
    for order in (30, 20, 20):
        PublicationPolicyFactory.create(fact_type="left", order=order)
    first = PublicationPolicy.objects.filter(order=20).order_by("pk")[0]
    assert Policies.in_force().deciding(SAYING) == first


def test_where_no_policy_applies_a_claim_waits() -> None:
    PublicationPolicy.objects.update(active=False)
    assert decided() == (False, "no policy", "No publication policy applies to it.")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"unresolved": "Two records could be meant."}, "identity"),
        ({"status": "rumoured", "private": True}, "never-automatic"),
        ({"status": "denied", "private": True}, "never-automatic"),
        ({"status": "reported", "around": "He is under investigation."}, "never-automatic"),
        ({"evidence": "Talvik has left Halden to be treated for cancer."}, "never-automatic"),
        (
            {"status": "rumoured", "personal": False, "around": "a probe of fraud"},
            "never-automatic",
        ),
        ({"held": "The operator wants it reviewed."}, "operator"),
    ],
)
def test_no_policy_switches_a_hard_rule_off(said: dict[str, Any], rule: str) -> None:
    PublicationPolicyFactory.create(
        fact_type="left", outlet=OutletFactory.create(), order=0, action="publish"
    )
    outlet = PublicationPolicy.objects.get(order=0).outlet_id
    accepted, policy, reason = decided(outlet=outlet, **said)
    assert (accepted, policy) == (False, rule)
    assert reason


def test_what_is_done_at_an_organization_is_no_private_matter() -> None:
    assert decided(personal=False, evidence="Ostra has opened a unit against fraud and abuse.")[0]


@pytest.mark.parametrize(
    ("columns", "title", "private"),
    [
        ({"stub": True}, "", True),
        ({"stub": True}, "research engineer", True),
        ({"stub": True}, "chief scientist", False),
        ({"stub": True}, "co-founder", False),
        ({"stub": True}, "member of the board", False),
        ({"stub": False}, "", False),
    ],
)
def test_private_is_whoever_is_neither_on_record_nor_told_to_hold_a_public_rank(
    columns: dict[str, bool], title: str, *, private: bool
) -> None:
    assert is_private(PersonFactory.create(**columns), title) is private


CHIEF = {"type": "role", "title": "chief executive"}


@pytest.mark.parametrize(
    ("told", "private"),
    [
        ({"type": "joined", "title": "engineer"}, True),
        ({"type": "joined", "title": "director of research"}, False),
        ({**CHIEF, "status": "former"}, False),
        ({"type": "founded"}, False),
        ({**CHIEF, "status": "rumoured"}, True),
        ({**CHIEF, "status": "denied"}, True),
        ({**CHIEF, "withdrawn": True}, True),
        ({**CHIEF, "decision": "undecided", "queue_reason": "why"}, True),
    ],
)
def test_a_post_makes_public_only_by_its_rank_and_not_by_being_talked_of(
    told: dict[str, Any], *, private: bool
) -> None:
    person = PersonFactory.create(stub=True)
    ClaimFactory.create(person=person, **({"status": "done"} | told))
    assert is_private(person) is private


def test_whom_an_editor_has_let_in_is_on_record() -> None:
    person = PersonFactory.create(stub=True)
    ClaimFactory.create(person=person)
    assert is_private(person)
    ClaimFactory.create(person=person, decided_by=UserFactory.create())
    assert not is_private(person)


RUMOUR = "Ines Moreau may leave Halden, two people said."


def finding(text: str, **values: str) -> Finding:
    return Finding(
        type=FactType.LEFT,
        values={"person": "Ines Moreau", "org": "Halden", **values},
        status=Status.RUMOURED,
        date=None,
        date_kind=None,
        via=None,
        start=0,
        end=len(text),
        rule="test",
        probability=0.9,
    )


def recorded(article: Article, text: str, **values: str) -> Claim:
    recorded = record_findings(
        article=article, findings=[finding(text, **values)], rules_version="1", queue=False
    )
    return recorded.claims[0]


def test_a_second_article_about_somebody_whom_no_editor_has_seen_makes_nobody_public() -> None:
    for number in range(2):
        claim = recorded(ArticleFactory.create(text=RUMOUR, content_hash=f"{number}" * 64), RUMOUR)
        assert (claim.decision, claim.policy) == ("undecided", "never-automatic")


def test_what_is_said_beside_the_sentence_holds_a_rumour_too() -> None:
    PersonFactory.create(name="Ines Moreau")
    held = recorded(ArticleFactory.create(text=f"{RUMOUR} She is seriously ill."), RUMOUR)
    assert (held.policy, held.queue_reason) == (
        "never-automatic",
        "Never published automatically: it speaks of health.",
    )


def test_a_claim_keeps_the_name_of_the_policy_that_decided_when_that_is_gone() -> None:
    PersonFactory.create(name="Ines Moreau")
    policy = PublicationPolicyFactory.create(name="Departures", fact_type="left")
    claim = recorded(ArticleFactory.create(text=RUMOUR), RUMOUR)
    assert (claim.policy, claim.decision) == (f"policy:{policy.pk} Departures", "undecided")
    policy.delete()
    claim.refresh_from_db()
    assert claim.policy.startswith("policy:") and claim.policy.endswith(" Departures")


def test_what_a_source_says_that_is_set_to_wait_waits_also_when_it_is_read_again() -> None:
    PersonFactory.create(name="Ines Moreau")
    source = SourceFactory.create(queue=True)
    article = ArticleFactory.create(text=RUMOUR, source=source, outlet=source.outlet)
    assert recorded(article, RUMOUR).policy == "operator"
    Source.objects.update(queue=False)
    other = ArticleFactory.create(text=RUMOUR, source_id=source.pk, content_hash="a" * 64)
    assert recorded(other, RUMOUR).policy.endswith(" Polled sources")


def test_all_of_whom_a_claim_speaks_count() -> None:
    public, private = PersonFactory.create(), PersonFactory.create(stub=True)
    article = ArticleFactory.create(text=RUMOUR)
    told: dict[str, Any] = {
        "article": article,
        "type": "reports_to",
        "status": "reported",
        "span": (0, len(RUMOUR)),
        "title": "chief scientist",
        "probability": 1.0,
    }
    assert not saying_of(people=(public, None), **told).private
    assert saying_of(people=(public, private), **told).private


@pytest.mark.parametrize(
    "broken",
    [
        {"name": ""},
        {"action": "publish", "least_probability": 1.1},
        {"action": "queue", "least_probability": 0.5},
        {"action": "burn"},
        {"way": "stolen"},
        {"fact_type": "gossip"},
    ],
    ids=json.dumps,
)
def test_the_database_takes_no_policy_that_breaks_a_rule(broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationPolicy.objects.bulk_create([PublicationPolicy(**{"name": "One", **broken})])


def test_a_policy_is_for_a_source_or_for_an_outlet_and_for_one_way() -> None:
    source = SourceFactory.create()
    for columns in ({"outlet": source.outlet}, {"way": "handed_in"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicationPolicyFactory.create(source=source, **columns)
