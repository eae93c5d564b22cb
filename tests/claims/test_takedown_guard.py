"""What the database holds of takedowns against plain SQL."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from companies.models import Organization
from people.models import Move, Person, Position
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    FoundingFactory,
    MoveFactory,
    OrganizationFactory,
    OrgEventFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    ReportingLineFactory,
    StakeFactory,
    StatementFactory,
)
from tracker.claims.models import Takedown, TakedownKind
from tracker.claims.models.takedown import TARGETS
from tracker.claims.takedowns import lift, take_down

pytestmark = pytest.mark.django_db

MAKE: dict[str, Any] = {
    "person": PersonFactory,
    "organization": OrganizationFactory,
    "article": ArticleFactory,
    "outlet": OutletFactory,
    "claim": ClaimFactory,
    "position": PositionFactory,
    "founding": FoundingFactory,
    "line": ReportingLineFactory,
    "statement": StatementFactory,
    "event": OrgEventFactory,
    "stake": StakeFactory,
    "move": MoveFactory,
}


def run(statement: str, *values: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def written() -> None:
    """What is looked at when all is written is looked at now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_every_record_that_can_be_taken_down_is_made_below() -> None:
    assert list(MAKE) == list(TARGETS)


@pytest.mark.parametrize("kind", MAKE)
def test_plain_sql_does_not_show_a_record_that_is_taken_down(kind: str) -> None:
    record = MAKE[kind].create()
    table = record._meta.db_table
    takedown = take_down(target=record, reason="They asked for it.")
    with pytest.raises(IntegrityError, match="is taken down: lift that first"):
        run(f'UPDATE "{table}" SET hidden = false WHERE id = %s', record.pk)
    run(f'UPDATE "{table}" SET hidden = true WHERE id = %s', record.pk)
    lift(takedown=takedown, reason="Done.")
    record.refresh_from_db()
    assert not record.hidden


def test_a_record_is_not_put_back_as_shown_under_its_takedown() -> None:
    person = PersonFactory.create(slug="ada", name="Ada Byron")
    take_down(target=person, reason="She asked for it.")
    with pytest.raises(IntegrityError, match="is taken down"):
        run(
            "SET CONSTRAINTS ALL DEFERRED; DELETE FROM people_person WHERE id = %s;"
            " INSERT INTO people_person (id, slug, name, wikidata, orcid, stub, hidden)"
            " VALUES (%s, 'ada', 'Ada Byron', '', '', false, false)",
            person.pk,
            person.pk,
        )
    assert Person.objects.get(slug="ada").hidden


def test_an_erased_person_is_not_shown_again() -> None:
    person = PersonFactory.create(name="Ada Byron")
    take_down(target=person, reason="She asked for it.", kind=TakedownKind.ERASE)
    with pytest.raises(IntegrityError, match="is taken down"):
        Person.objects.filter(pk=person.pk).update(hidden=False)


@pytest.mark.parametrize("kind", MAKE)
def test_a_takedown_written_by_plain_sql_does_not_stand_beside_a_record_that_is_shown(
    kind: str,
) -> None:
    record = MAKE[kind].create()
    insert = (
        f"INSERT INTO claims_takedown (kind, {kind}_id, reason, reply, asked_by, lifted_reason)"
        " VALUES ('hide', %s, 'Why', '', '', '')"
    )
    with pytest.raises(IntegrityError, match="is taken down and shown"):
        run(f"{insert}; SET CONSTRAINTS ALL IMMEDIATE", record.pk)
    run(f'UPDATE "{record._meta.db_table}" SET hidden = true WHERE id = %s', record.pk)
    run(insert, record.pk)
    written()
    assert Takedown.objects.standing().on(record).exists()


def test_a_reply_hides_nothing() -> None:
    company = OrganizationFactory.create()
    take_down(target=company, reason="Why", kind=TakedownKind.ANNOTATE, reply="No.")
    written()
    run("UPDATE companies_organization SET hidden = false WHERE id = %s", company.pk)
    assert Organization.objects.visible().exists()


def test_what_plain_sql_puts_beside_somebody_taken_down_is_not_shown(client: Client) -> None:
    person = PersonFactory.create(slug="ada", name="Ada Byron")
    post = PositionFactory.create(person=person, title="Chief scientist")
    move = MoveFactory.create(arrival=post)
    take_down(target=person, reason="She asked for it.")
    for table, pk in (("people_position", post.pk), ("people_move", move.pk)):
        run(f'CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT * FROM "{table}" WHERE id = %s', pk)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
                " WHERE table_name = %s AND column_name NOT IN ('id', 'hidden', 'arrival_id',"
                " 'withdrawn') AND is_generated = 'NEVER'",
                [table],
            )
            (columns,) = cursor.fetchone()
        arrival = ", arrival_id, withdrawn" if table == "people_move" else ", withdrawn"
        values = ", arrival_id, true" if table == "people_move" else ", false"
        run(
            f'INSERT INTO "{table}" ({columns}, hidden{arrival})'
            f" SELECT {columns}, false{values} FROM copied"
        )
        run("DROP TABLE copied")
    assert Position.objects.filter(hidden=False).count() == 2
    assert not Position.objects.visible().exists()
    assert not Move.objects.shown().exists()
    for address in ("/api/v1/positions/", "/api/v1/moves/", "/feeds/moves.json", "/moves/"):
        assert "Chief scientist" not in client.get(address).content.decode(), address
