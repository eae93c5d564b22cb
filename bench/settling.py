"""Rows for drawn claims, and how long it takes to settle them."""

from __future__ import annotations

import cProfile
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from django.db import connection

from bench.newsroom import COMPANIES, OUTLETS, Drawn, Newsroom
from companies.models import Organization
from people.models import Person
from tracker.claims.keys import claim_key
from tracker.claims.models import Claim, ClaimType
from tracker.claims.recording import aspect_of
from tracker.claims.settling.settle import Subjects, settle, subjects_of
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Outlet

SETTLED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Timed:
    """How long a stretch of claims took, in this process and in its PostgreSQL backend."""

    claims: int
    here: float
    database: float

    @property
    def speed(self) -> float:
        return self.claims / (self.here + self.database)


class Desk:
    """A database that fills up with drawn claims."""

    def __init__(self, seed: int = 7) -> None:
        self._newsroom = Newsroom(seed)
        self._organizations = Organization.objects.bulk_create(
            Organization(slug=f"company-{n}", name=f"Company {n}") for n in range(COMPANIES)
        )
        self._outlets = Outlet.objects.bulk_create(
            Outlet(slug=f"outlet-{n}", name=f"Outlet {n}") for n in range(OUTLETS)
        )
        self._people: list[Person] = []
        self._written = 0

    def fill(self, claims: int, people: int) -> None:
        """Bring what is on record, and settled, to so many claims on so many people."""
        self._newsroom.hire(people)
        new = [
            Person(slug=f"person-{n}", name=f"Person {n}") for n in range(len(self._people), people)
        ]
        self._people += Person.objects.bulk_create(new, batch_size=2000)
        written: list[Claim] = []
        for article in self._newsroom.articles(claims - self._written):
            written += self._rows(article)
        Claim.objects.bulk_create(written, batch_size=2000)
        subjects = subjects_of(written)
        settle(Subjects(organizations=subjects.organizations))
        waiting = sorted(subjects.people)
        for first in range(0, len(waiting), SETTLED_AT_ONCE):
            settle(Subjects(people=set(waiting[first : first + SETTLED_AT_ONCE])))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def time_articles(self, claims: int, profile: cProfile.Profile | None) -> Timed:
        """Let articles come in and settle each before the next; only settling is timed."""
        here = database = 0.0
        told = 0
        for article in self._newsroom.articles(claims):
            written = Claim.objects.bulk_create(self._rows(article))
            began_there, began = backend_seconds(), process_time()
            if profile:
                profile.enable()
            settle(subjects_of(written))
            if profile:
                profile.disable()
            here += process_time() - began
            database += backend_seconds() - began_there
            told += len(written)
        return Timed(told, here, database)

    def _rows(self, article: Sequence[Drawn]) -> list[Claim]:
        return [self._row(drawn) for drawn in article]

    def _row(self, drawn: Drawn) -> Claim:
        self._written += 1
        return Claim(
            type=drawn.type,
            status=drawn.status,
            aspect=aspect_of(ClaimType(drawn.type), drawn.status),
            evidence_kind="summary",
            evidence="Made up for the bench.",
            address=f"https://outlet-{drawn.outlet}.example/{self._written}",
            checked_on=drawn.published,
            published_on=drawn.published,
            outlet=self._outlets[drawn.outlet],
            person=None if drawn.person is None else self._people[drawn.person],
            organization=self._organizations[drawn.company],
            other=None if drawn.other is None else self._organizations[drawn.other],
            manager=None if drawn.manager is None else self._people[drawn.manager],
            title=drawn.title,
            date=PartialDate.parse(drawn.on) if drawn.on else None,
            date_kind="effective" if drawn.on else "",
            values=dict(drawn.values),
            decision="accepted",
            key=claim_key("bench", self._written),
        )


def backend_seconds() -> float:
    """The processor's time that PostgreSQL has spent on this process's connection so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
