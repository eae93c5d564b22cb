"""Which records an editor is offered for each name of a claim."""

from typing import Any

import pytest

from people.models import Person
from tests.claims.scene import claim, company, person, settled, unit
from tests.claims.waiting import waiting
from tests.factories import OrganizationFactory, OrganizationNameFactory, PersonFactory
from tracker.claims.models import Claim
from tracker.claims.review.choices import (
    MOST_CANDIDATES,
    Mention,
    alternatives_of,
    find_organizations,
    find_people,
    missing_of,
)

pytestmark = pytest.mark.django_db


def mention(of: Claim, word: str) -> Mention:
    (found,) = [one for one in alternatives_of(of) if one.word == word]
    return found


def slugs(of: Mention) -> list[str]:
    return [candidate.record.slug for candidate in of.candidates]


def test_the_record_proposed_comes_first_then_others_of_the_name() -> None:
    PersonFactory.create(name="Ada Byron", slug="ada-byron-0")
    one = waiting(said=PersonFactory.create(name="Ada Byron", slug="ada-byron-1"))
    found = mention(one, "person")
    assert slugs(found) == ["ada-byron-1", "ada-byron-0"]
    assert [candidate.proposed for candidate in found.candidates] == [True, False]
    assert found.open
    assert not mention(one, "organization").open


def test_what_is_known_of_a_candidate_and_what_speaks_for_them_is_told() -> None:
    settled(claim("joined", "done", "2024-05-01", who="ada-byron", at="kiln", title="engineer"))
    found = mention(waiting("left"), "person").candidates[0]
    assert found.about == ("Kiln, engineer",)
    assert found.reason == "bears this name, known at Kiln"
    stranger = mention(waiting(who="mary-shaw"), "person").candidates[0]
    assert stranger.about == ("No post on record",)


def test_where_nobody_is_proposed_like_names_are_offered() -> None:
    person("augusta-byron")
    person("mary-shaw")
    one = waiting(who="", values={"person": "A. Byron", "org": "Kiln"})
    found = mention(one, "person")
    assert slugs(found) == ["augusta-byron"]
    assert (found.open, found.needed) == (True, True)
    assert missing_of(one) == ["person"]


def test_hidden_records_are_never_offered() -> None:
    PersonFactory.create(name="Ada Byron", slug="hidden", hidden=True)
    OrganizationFactory.create(name="Kiln", slug="hidden-kiln", hidden=True)
    one = waiting()
    assert slugs(mention(one, "person")) == ["ada-byron"]
    assert slugs(mention(one, "organization")) == ["kiln"]
    assert list(find_people("Ada")) == [one.person]
    assert list(find_organizations("Kiln")) == [one.organization]


def test_candidates_that_identity_kept_are_taken_with_their_scores_and_reasons() -> None:
    likely, unlikely = person("ada-byron"), PersonFactory.create(name="Ada B.", slug="ada-b")
    one = waiting()
    kept: dict[str, Any] = {
        "text": "Ada",
        "candidates": [
            {"id": unlikely.pk, "slug": "ada-b", "score": 0.4, "reason": "initial"},
            {"id": likely.pk, "slug": "ada-byron", "score": 0.9, "reason": "name and employer"},
            {"id": 10**9, "slug": "gone", "score": 0.8, "reason": "name"},
        ],
    }
    one.mentions = {"person": kept}  # type: ignore[attr-defined, unused-ignore]
    found = mention(one, "person").candidates
    assert [(c.record.pk, c.score, c.reason) for c in found] == [
        (likely.pk, 0.9, "name and employer"),
        (unlikely.pk, 0.4, "initial"),
    ]


def test_units_and_former_names_are_told(django_assert_max_num_queries: Any) -> None:
    lab = unit("glaze", of="kiln")
    OrganizationNameFactory.create(organization=company("ostra"), name="Old Glaze")
    one = waiting(unit=lab, values={"person": "Ada Byron", "org": "Kiln", "unit": "Glaze"})
    assert mention(one, "unit").candidates[0].about == ("Lab of Kiln",)
    assert find_organizations("old gl") == [company("ostra")]
    one = Claim.objects.get(pk=one.pk)
    with django_assert_max_num_queries(12):
        alternatives_of(one)


def test_a_common_name_offers_a_handful_and_asks_no_more() -> None:
    Person.objects.bulk_create(Person(name="Ada Byron", slug=f"ada-byron-{n}") for n in range(30))
    assert len(mention(waiting(), "person").candidates) == MOST_CANDIDATES


@pytest.mark.parametrize(
    ("type_", "columns", "lacks"),
    [
        ("joined", {}, []),
        ("reports_to", {}, ["manager"]),
        ("stake", {"person": None}, ["other"]),
        ("layoff", {"person": None}, []),
        ("unit_created", {"person": None}, ["unit"]),
        ("founded", {"organization": None}, ["organization"]),
        ("founded", {"organization": None, "values": {"org_desc": "a start-up"}}, []),
        ("statement", {"organization": None, "values": {"topic": "models"}}, []),
        ("role", {"organization": None}, ["organization"]),
    ],
)
def test_each_type_needs_the_records_it_speaks_of(
    type_: str, columns: dict[str, Any], lacks: list[str]
) -> None:
    assert missing_of(waiting(type_, "done", **columns)) == lacks
