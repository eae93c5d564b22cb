"""Two records of one person become one."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from people.models import Founding, Move, Person, PersonName, Position, ReportingLine
from tests.claims.merging_scene import editor, every_row, merged, parted, told
from tests.claims.scene import claim, company, digest, person, settled, undone
from tests.factories import PersonFactory, PersonNameFactory
from tracker.claims.identity import People
from tracker.claims.merging.merge import merge_people
from tracker.claims.merging.preview import in_words, preview_merge
from tracker.claims.merging.refusals import CannotMerge, ItemsDiffer
from tracker.claims.merging.relations import columns_naming
from tracker.claims.models import Claim, Merge

pytestmark = pytest.mark.django_db


def two_of_one(*, same: bool = False) -> None:
    """Ada is on record twice: hired by Atlas, and gone from it to Borealis."""
    other = "ada" if same else "ada-l"
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="atlas", title="CTO", on="2024-01-08"),
        claim("role", "held", "2024-06-01", who="ada", at="atlas", title="CTO"),
        claim("left", "done", "2025-03-01", who=other, at="atlas", title="CTO", on="2025-03-01"),
        claim(
            "joined",
            "done",
            "2025-03-05",
            who=other,
            at="borealis",
            title="head of research",
            on="2025-03-04",
        ),
        claim("reports_to", "done", "2025-04-01", who="bob", manager=other, at="borealis"),
        claim("founded", "done", "2020-04-01", who=other, at="cirrus", on="2020"),
        claim("founded", "done", "2020-05-01", who="ada", at="cirrus", on="2020-03"),
    )


def test_everything_that_named_the_one_names_the_other() -> None:
    two_of_one()
    merged("ada-l", into="ada")
    ada, loser = Person.objects.get(slug="ada"), Person.objects.get(slug="ada-l")
    for column in columns_naming(Person):
        left = column.rows(loser)
        if column.model in (Founding, Position):
            left = left.filter(withdrawn=False)
        assert not left.exists(), column
    assert Position.objects.supported().filter(person=ada).count() == 2
    assert ReportingLine.objects.supported().get().manager == ada
    assert Founding.objects.supported().get().person == ada
    assert loser.merged_into == ada
    assert not Person.objects.visible().filter(slug="ada-l").exists()


def test_the_facts_are_those_that_the_claims_of_one_record_would_have_made() -> None:
    with undone():
        two_of_one()
        merged("ada-l", into="ada")
        after = told()
    with undone():
        two_of_one(same=True)
        direct = told()
    assert after == direct


def test_a_move_keeps_its_id() -> None:
    two_of_one()
    hire = Move.objects.get(person__slug="ada-l", to_company__slug="borealis")
    merged("ada-l", into="ada")
    hire.refresh_from_db()
    assert (hire.person.slug, hire.withdrawn) == ("ada", False)
    assert hire.from_company == company("atlas"), "the paired departure shows where it came from"


def test_the_losers_names_are_the_winners_and_the_next_article_attaches() -> None:
    two_of_one()
    PersonNameFactory.create(person=person("ada-l"), name="Ada King")
    PersonNameFactory.create(person=person("ada-l"), name="Ada")
    PersonNameFactory.create(person=person("ada"), name="Ada King")
    merged("ada-l", into="ada")
    names = PersonName.objects.filter(person__slug="ada").values_list("name", flat=True)
    assert sorted(names) == ["Ada", "Ada King", "Ada L"]
    assert People().resolve("Ada L").record == person("ada")


def test_a_claim_that_was_about_to_name_the_loser_names_the_winner() -> None:
    two_of_one()
    loser = person("ada-l")
    merged("ada-l", into="ada")
    late = claim("role", "held", "2025-06-01", who="bob", at="borealis", title="CTO")
    late.person = loser
    late.save()
    late.refresh_from_db()
    assert late.person == person("ada")


def test_undoing_it_puts_back_every_row_byte_for_byte() -> None:
    two_of_one()
    PersonNameFactory.create(person=person("ada-l"), name="Ada King")
    PersonNameFactory.create(person=person("ada"), name="Ada King")
    Person.objects.filter(slug="ada-l").update(wikidata="Q7259", orcid="0000-0002-1825-0097")
    before = every_row()
    merge = merged("ada-l", into="ada")
    assert every_row() != before
    assert person("ada").wikidata == "Q7259"
    assert parted(merge).exactly
    assert every_row() == before
    parted(merge)
    assert every_row() == before, "undoing it again changes nothing"


def test_a_chain_leads_to_its_end_and_is_undone_from_there() -> None:
    two_of_one()
    claim("role", "held", "2025-06-01", who="ada-k", at="atlas", title="CTO")
    settled(*Claim.objects.all())
    before = every_row()
    first = merged("ada-l", into="ada")
    second = merged("ada", into="ada-k")
    assert Person.objects.get(slug="ada-l").merged_into == person("ada-k")
    assert Person.objects.slug_today("ada-l") == "ada-k"
    with pytest.raises(CannotMerge, match="Undo the merge of Ada into Ada K first"):
        parted(first)
    parted(second)
    assert Person.objects.slug_today("ada-l") == "ada"
    parted(first)
    assert every_row() == before


def test_what_an_editor_changed_in_between_is_kept() -> None:
    two_of_one()
    merge = merged("ada-l", into="ada")
    Person.objects.filter(slug="ada").update(name="Ada Lovelace")
    PersonName.objects.create(person=person("ada"), name="Countess")
    undone = parted(merge)
    assert person("ada").name == "Ada Lovelace"
    assert undone.exactly, "no row that the merge changed was changed again"


def test_a_claim_recorded_in_between_goes_to_whom_its_words_name() -> None:
    two_of_one()
    merge = merged("ada-l", into="ada")
    said: dict[str, Any] = {"at": "borealis", "title": "chair"}
    of_loser = claim("role", "held", "2025-07-01", who="ada", values={"person": "Ada L"}, **said)
    of_winner = claim("role", "held", "2025-07-02", who="ada", values={"person": "Ada"}, **said)
    settled(of_loser, of_winner)
    assert parted(merge).to_loser == 1
    of_loser.refresh_from_db()
    of_winner.refresh_from_db()
    assert (of_loser.person, of_winner.person) == (person("ada-l"), person("ada"))
    chairs = Position.objects.supported().filter(title="chair")
    assert {one.person.slug for one in chairs} == {"ada", "ada-l"}


def test_a_claim_that_an_editor_attached_elsewhere_in_between_stays_there() -> None:
    two_of_one()
    merge = merged("ada-l", into="ada")
    moved = Claim.objects.get(type="left")
    before = list(Claim.objects.filter(pk=moved.pk))
    moved.person = person("bob")
    moved.save(update_fields=["person"])
    settled(*before, moved)
    parted(merge)
    moved.refresh_from_db()
    assert moved.person == person("bob")
    assert Claim.objects.get(type="joined", organization=company("borealis")).person == person(
        "ada-l"
    )


def test_two_merged_into_one_can_be_undone_in_the_order_they_were_merged() -> None:
    two_of_one()
    settled(claim("role", "held", "2025-06-01", who="ada-k", at="cirrus", title="adviser"))
    before = digest()
    first, second = merged("ada-l", into="ada"), merged("ada-k", into="ada")
    parted(first)
    parted(second)
    assert digest() == before


@pytest.mark.parametrize(("loser", "winner"), [("ada", "ada-l"), ("ada-l", "ada")])
@pytest.mark.parametrize("more", ["ada", "ada-l"])
def test_of_two_foundings_of_one_company_one_is_left_whichever_it_is(
    loser: str, winner: str, more: str
) -> None:
    for who in ("ada", "ada-l", more):
        settled(claim("founded", "done", "2020-04-01", who=who, at="cirrus", on="2020"))
    before = every_row()
    merge = merged(loser, into=winner)
    founding = Founding.objects.supported().get()
    assert (founding.person.slug, founding.claims.count()) == (winner, 3)
    parted(merge)
    assert every_row() == before


@pytest.mark.parametrize("loser_is_manager", [True, False])
def test_nobody_reports_to_themselves_afterwards(loser_is_manager: bool) -> None:
    who, manager = ("ada", "ada-l") if loser_is_manager else ("ada-l", "ada")
    settled(claim("reports_to", "done", "2025-04-01", who=who, manager=manager, at="borealis"))
    before = every_row()
    merge = merged("ada-l", into="ada")
    assert not ReportingLine.objects.supported().exists()
    parted(merge)
    assert every_row() == before


def test_what_may_not_be_merged_is_refused_with_the_reason() -> None:
    ada, twin = person("ada"), person("ada-l")

    def attempt(reason: str) -> None:
        with pytest.raises(CannotMerge, match=reason):
            merge_people(winner=ada, loser=twin, editor=editor(), why="x")

    with pytest.raises(CannotMerge, match="itself"):
        merge_people(winner=ada, loser=ada, editor=editor(), why="x")
    Person.objects.filter(pk=twin.pk).update(hidden=True)
    attempt("is hidden and the other is not")
    Person.objects.filter(pk=twin.pk).update(hidden=False, wikidata="Q1")
    Person.objects.filter(pk=ada.pk).update(wikidata="Q2")
    with pytest.raises(ItemsDiffer, match="Q2 for Ada, Q1 for Ada L"):
        merge_people(winner=ada, loser=twin, editor=editor(), why="x")
    merge_people(winner=ada, loser=twin, editor=editor(), why="x", although_items_differ=True)
    attempt("is merged into another record already")
    assert Merge.objects.count() == 1


def test_the_database_lets_nobody_merge_in_a_circle_or_twice() -> None:
    ada, twin = person("ada"), person("ada-l")
    merge = merged("ada-l", into="ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(merged_into=twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(merged_into=ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory.create(merged_into=twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(winner_person=ada, loser_person=twin, why="again")
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(winner_person=ada, loser_person=ada, why="itself")
    assert Merge.objects.get() == merge


def test_every_table_that_a_merge_may_write_is_watched() -> None:
    """A table that is added later must be watched too, or its rows could not be put back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'claims_remember_merge'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    named = {
        column.model._meta.db_table
        for record in (Person, company("x").__class__)
        for column in columns_naming(record)
    }
    states = {
        model._meta.db_table for model in apps.get_models() if model.__name__.endswith("State")
    }
    through = Claim.positions.through._meta.db_table
    assert named | states | {through} <= watched


def test_a_preview_says_in_words_what_a_merge_would_do_and_does_nothing() -> None:
    two_of_one()
    before = every_row()
    told_before = preview_merge(winner=person("ada"), loser=person("ada-l"), editor=editor())
    assert every_row() == before
    assert Merge.objects.count() == 0
    assert "4 claims" in told_before.moved
    assert [(one.before, one.after) for one in told_before.changed if one.kind == "position"] == [
        (
            "Ada, CTO at Atlas: start done 2024-01-08",
            "Ada, CTO at Atlas: start done 2024-01-08, end done 2025-03-01",
        )
    ]
    assert [one.before for one in told_before.gone if one.kind == "position"] == [
        "Ada L, CTO at Atlas: held, end done 2025-03-01"
    ]
    merged("ada-l", into="ada")
    assert "4 claims" in in_words(Merge.objects.get().moved)
