"""Erasing a person: their facts and claims go, and their name from every column of every table.

The tables are asked for by the database's own catalogue, so that a table that is added later is
looked through too. What remains is a stub without a name that keeps the decision.
"""

import html
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pghistory.models
from django.apps import apps
from django.db import connection
from django.db.models import Q
from psycopg import sql

from people.models import (
    Founding,
    Move,
    Person,
    PersonName,
    Position,
    ReportingLine,
    Statement,
)
from tracker.claims.models import Claim, Takedown
from tracker.claims.percent import blocked, encodings, read
from tracker.claims.settling.settle import Subjects, settle
from tracker.claims.suppressing import suppress, without_path
from tracker.claims.withholding import (
    BLOCK,
    WITHHELD,
    pattern_of,
    spellings,
    surnames,
    unblocked,
)
from tracker.news.models import ArticleOriginal

_TEXT_TYPES = ("text", "character varying", "jsonb", "json", "ARRAY")
#: Columns whose offsets other rows know: a name gives way to as many blocks as it had signs.
_MEASURED = {
    ("news_article", "text"),
    ("claims_claim", "evidence"),
    ("claims_claimevent", "evidence"),
}
#: A change writes a line of history; one more look finds what that line holds.
_LOOKS = 3


def erase_person(*, person: Person, takedown: Takedown) -> None:
    """Remove what is on record of ``person``, and every trace of the name; it cannot be undone."""
    names = spellings([person.name, *person.names.values_list("name", flat=True)])
    suppress(names=names, takedown=takedown)
    slug = person.slug
    _delete_facts(person)
    PersonName.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(
        name=WITHHELD, slug=f"withheld-{person.pk}", wikidata="", orcid="", hidden=True, stub=True
    )
    person.refresh_from_db()
    _delete_history(person)
    _Scrubber(names, slug).scrub()


def _delete_facts(person: Person) -> None:
    """Claims first, so that settling lets whoever gave way to this person have their post back."""
    of = Q(person=person) | Q(manager=person)
    Takedown.objects.exclude(kind="erase").filter(
        Q(claim__person=person)
        | Q(claim__manager=person)
        | Q(position__person=person)
        | Q(founding__person=person)
        | Q(statement__person=person)
        | Q(move__person=person)
        | Q(line__person=person)
        | Q(line__manager=person)
    ).delete()
    Claim.objects.filter(of).delete()
    settle(Subjects(people={person.pk}))
    Move.objects.filter(person=person).delete()
    ReportingLine.objects.filter(of).delete()
    Statement.objects.filter(person=person).delete()
    Founding.objects.filter(person=person).delete()
    Position.objects.filter(person=person).delete()


def _delete_history(person: Person) -> None:
    """The lines of history that are about this person, in every table of events."""
    for model in apps.get_models():
        if not issubclass(model, pghistory.models.Event):
            continue
        keys = [
            field.attname
            for field in model._meta.concrete_fields
            if field.related_model is Person and field.name not in {"pgh_obj"}
        ]
        mine = Q(pk__in=[])
        for key in keys:
            mine |= Q(**{key: person.pk})
        if getattr(model, "pgh_tracked_model", None) is Person:
            mine |= Q(pgh_obj_id=person.pk)
        model._default_manager.filter(mine).delete()


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    longest: int | None


class _Scrubber:
    """Looks through every table for the names, and takes them out."""

    def __init__(self, names: Iterable[str], slug: str) -> None:
        whole = [*names, *([slug] if "-" in slug else [])]
        self._whole = re.compile("|".join(map(pattern_of, whole)), re.IGNORECASE)
        last = sorted(surnames(names))
        every = [*whole, *last]
        self._every = re.compile("|".join(map(pattern_of, every)), re.IGNORECASE)
        self._slug = re.compile(pattern_of(slug), re.IGNORECASE)
        # What PostgreSQL is asked is wider than what is replaced: the rest is decided here.
        self._asked = "|".join(
            r"([[:space:]_.+-]|%20)*([[:alpha:]][[:space:]_.+-]+)?".join(
                re.sub(r"([^\w\s])", r"\\\1", word).replace("'", "['’]") for word in name.split()
            )
            for name in sorted({*whole, *(one for name in whole for one in encodings(name))})
        )

    def scrub(self) -> None:
        articles = self._articles()
        self._drop_originals(articles)
        for _ in range(_LOOKS):
            changed = sum(
                self._scrub_table(table, columns, articles)
                for table, columns in sorted(tables_with_text().items(), key=_history_last)
            )
            if not changed:
                return

    def _articles(self) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM news_article WHERE text ~* %(name)s OR title ~* %(name)s"
                " OR url ~* %(name)s",
                {"name": self._asked},
            )
            return {pk for (pk,) in cursor.fetchall()}

    def _drop_originals(self, articles: set[int]) -> None:
        """Archived bytes go with the name in them; every one is unpacked and looked through."""
        named = set(articles)
        kept = ArticleOriginal.objects.exclude(pk__in=articles).values_list("pk", "packed")
        for pk, packed in kept.iterator(chunk_size=50):
            words = read(zlib.decompress(bytes(packed)).decode("utf-8", "ignore"))
            if self._whole.search(html.unescape(re.sub(r"<[^>]*>", " ", words))) or (
                self._whole.search(words)
            ):
                named.add(pk)
        ArticleOriginal.objects.filter(pk__in=named).delete()

    def _scrub_table(self, table: str, columns: list[_Column], articles: set[int]) -> int:
        names = [column.name for column in columns]
        conditions = sql.SQL(" OR ").join(
            sql.SQL("{}::text ~* %(name)s").format(sql.Identifier(name)) for name in names
        )
        of_article = _article_column(table)
        if of_article:
            conditions += sql.SQL(" OR {} = ANY(%(articles)s)").format(sql.Identifier(of_article))
        listed = sql.SQL(", ").join(
            sql.SQL("{}::text").format(sql.Identifier(name)) for name in names
        )
        query = sql.SQL("SELECT ctid::text, {} FROM {} WHERE {}").format(
            listed, sql.Identifier(table), conditions
        )
        changed = 0
        with connection.cursor() as cursor:
            cursor.execute(query.as_string(), {"name": self._asked, "articles": list(articles)})
            for place, *values in cursor.fetchall():
                new = self._changes(table, columns, values)
                if new:
                    self._write(table, place, new)
                    changed += 1
        return changed

    def _changes(
        self, table: str, columns: list[_Column], values: list[str | None]
    ) -> list[tuple[_Column, str]]:
        found = []
        for column, value in zip(columns, values, strict=True):
            if value:
                words = self._without(table, column, value)
                if words != value:
                    found.append((column, words))
        return found

    def _without(self, table: str, column: _Column, value: str) -> str:
        if (table, column.name) in _MEASURED:
            return blocked(value, [self._every], BLOCK)
        if value.startswith(("http://", "https://")) and self._every.search(read(value)):
            return without_path(value)
        words = unblocked(blocked(value, [self._every], BLOCK))
        return words[: column.longest] if column.longest else words

    def _write(self, table: str, place: str, new: Iterable[tuple[_Column, str]]) -> None:
        new = list(new)
        assignments = sql.SQL(", ").join(
            sql.SQL("{} = %s::{}").format(
                sql.Identifier(column.name),
                sql.SQL(column.type if column.type in ("jsonb", "json") else "text")
                if column.type != "ARRAY"
                else sql.SQL("text[]"),
            )
            for column, _ in new
        )
        query = sql.SQL("UPDATE {} SET {} WHERE ctid = %s::tid").format(
            sql.Identifier(table), assignments
        )
        with connection.cursor() as cursor:
            cursor.execute(query.as_string(), [*(words for _, words in new), place])


def tables_with_text() -> Mapping[str, list[_Column]]:
    """Every table of the database with its columns that can hold words, computed ones aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.table_name, c.column_name, c.data_type, c.character_maximum_length
            FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
                AND c.is_generated = 'NEVER' AND c.data_type = ANY(%s)
            ORDER BY c.table_name, c.ordinal_position
            """,
            [list(_TEXT_TYPES)],
        )
        found: dict[str, list[_Column]] = {}
        for table, column, kind, longest in cursor.fetchall():
            found.setdefault(table, []).append(_Column(column, kind, longest))
    return found


def _history_last(table: tuple[str, object]) -> tuple[bool, str]:
    """History after what it is of: a change there writes a line here."""
    return ("event" in table[0], table[0])


def _article_column(table: str) -> str:
    """The column that says of which article a row is; empty for tables that do not know."""
    if table == "news_article":
        return "id"
    return "article_id" if table in _OF_ARTICLES else ""


_OF_ARTICLES = ("claims_claim", "claims_claimevent", "news_intake")
