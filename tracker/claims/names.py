"""The gazetteer of the names on record, kept for as long as they do not change."""

import threading

from django.db import connection

from companies.models import Organization, OrganizationName
from people.models import Person, PersonName
from tracker.extraction import Gazetteer, KnownOrganization, KnownPerson

type Version = tuple[object, ...]


class NamesOnRecord:
    """Builds the gazetteer from the tables, and again only when a name has changed.

    A company added or renamed in the admin is known in the next article, in every process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: Version | None = None
        self._gazetteer = Gazetteer()

    def gazetteer(self) -> Gazetteer:
        version = _version()
        with self._lock:
            if version != self._version:
                self._gazetteer = _build()
                self._version = version
            return self._gazetteer


def _version() -> Version:
    """What changes whenever a name does: a sum over the names' hashes, in one quick query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT count(*) FROM companies_organization),
                   (SELECT sum(hashtext(concat_ws('|', id, name, kind, parent_id, stub, merged_into_id)))
                    FROM companies_organization),
                   (SELECT sum(hashtext(concat_ws('|', organization_id, name)))
                    FROM companies_organizationname),
                   (SELECT sum(hashtext(concat_ws('|', id, name, stub)))
                    FROM people_person WHERE NOT hidden AND merged_into_id IS NULL),
                   (SELECT sum(hashtext(concat_ws('|', person_id, name)))
                    FROM people_personname)
            """
        )
        row: Version = cursor.fetchone()
    return row


def _build() -> Gazetteer:
    aliases: dict[int, list[str]] = {}
    for pk, name in OrganizationName.objects.values_list("organization", "name").order_by("pk"):
        aliases.setdefault(pk, []).append(name)
    organizations = [
        KnownOrganization(
            one.name,
            tuple(name for name in aliases.get(one.pk, ()) if name != one.name),
            one.kind,
            one.parent.name if one.parent is not None else None,
        )
        for one in Organization.objects.standing()
        .exclude(name="")
        .filter(stub=False)
        .select_related("parent")
        .order_by("pk")
    ]
    spellings: dict[int, list[str]] = {}
    for pk, name in PersonName.objects.values_list("person", "name").order_by("pk"):
        spellings.setdefault(pk, []).append(name)
    people = [
        KnownPerson(one.name, tuple(spellings.get(one.pk, ())))
        for one in Person.objects.visible().filter(stub=False).order_by("pk")
    ]
    return Gazetteer(organizations, people)


names_on_record = NamesOnRecord()
