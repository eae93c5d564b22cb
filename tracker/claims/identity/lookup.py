"""Which names on record a mention may fit: by indexed keys, so that nobody of a frequent name is missed.

``identity_keys`` (a function of the database, see the migration) gives of each name its words, two
neighbours written as one, and the initials with a ``^``. An index over it answers "all of these".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tracker.claims.identity.person_names import Fit, Written, beginnings, fit, written

#: More names than these are not looked at; who could be meant cannot be told then.
MOST = 100
#: A record that was merged into another is nobody's name: its name is an alias of the other.
_STANDING = "merged_into_id IS NULL"
_LETTERS_OF_A_COMMON_NAME = 8
_FREQUENT = 4


@dataclass(slots=True)
class Found:
    """People whose name a mention fits, each with the best fit; ``many`` when there are too many."""

    fits: dict[int, Fit] = field(default_factory=dict)
    many: bool = False


def people_called(name: str, places: Iterable[int] = ()) -> Found:
    """People whose name fits ``name``; of the many of one surname or initial those at ``places``."""
    mention = written(name)
    found = Found()
    if not mention.words:
        return found
    wanted = _wanted(mention)
    rows = _names(wanted)
    found.many = len(rows) > MOST
    if found.many and (at := sorted(set(places))):
        rows += _names(wanted, at)
    if not name.isascii():
        rows += _of_these_letters(name)
    _take_in(found, mention, rows)
    if not found.fits and not mention.surname_only:
        _take_in(found, mention, _respelt(mention))
    return found


def _take_in(found: Found, mention: Written, rows: Iterable[tuple[int, str]]) -> None:
    for pk, known in rows:
        how = fit(mention, written(known))
        held = found.fits.get(pk)
        if how is not None and (held is None or how.grade > held.grade):
            found.fits[pk] = how


def _wanted(mention: Written) -> list[list[str]]:
    """Sets of keys; a name that has all of one set may fit."""
    words = mention.words
    if mention.surname_only:
        return [list(words[-1:]), ["".join(words)]] if len(words) > 1 else [list(words)]
    first, last = words[0], words[-1]
    family = {last, "".join(words[-2:])} if len(words) > 2 else {last}
    given = {first, "".join(words[:2])} if len(words) > 2 else {first}
    given |= {f"^{first}"} if len(first) == 1 else {first[0]}
    sets = [[one, other] for one in sorted(given) for other in sorted(family)]
    if len(words) == 2:
        sets.append(["".join(words)])
    return [*sets, list(words)]


def _names(wanted: Sequence[Sequence[str]], places: Sequence[int] = ()) -> list[tuple[int, str]]:
    keys = " OR ".join(["identity_keys(name) @> %s::text[]"] * len(wanted))
    there = ""
    values: list[Any] = [list(one) for one in wanted]
    if places:
        there = (
            " AND {id} IN (SELECT person_id FROM people_position WHERE organization_id = ANY(%s)"
            " OR unit_id = ANY(%s) UNION SELECT person_id FROM claims_claim"
            " WHERE organization_id = ANY(%s) AND NOT withdrawn)"
        )
        values += [list(places)] * 3
    with connection.cursor() as cursor:
        cursor.execute(
            f"(SELECT id, name FROM people_person WHERE {_STANDING} AND ({keys}){there.format(id='id')}"  # noqa: S608
            " LIMIT %s)"
            f" UNION ALL (SELECT person_id, name FROM people_personname"
            f" WHERE ({keys}){there.format(id='person_id')} LIMIT %s)",
            [*values, MOST + 1, *values, MOST + 1],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def _of_these_letters(name: str) -> list[tuple[int, str]]:
    """Names on record in the very letters of ``name``: the keys do not know how others are read."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, name FROM people_person WHERE {_STANDING}"  # noqa: S608 - the pieces are ours
            " AND identity_keys(name) @> identity_keys(%s) AND identity_keys(%s) <> '{}'"
            " UNION ALL SELECT person_id, name FROM people_personname"
            " WHERE identity_keys(name) @> identity_keys(%s) AND identity_keys(%s) <> '{}' LIMIT %s",
            [name] * 4 + [MOST],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def _respelt(mention: Written) -> list[tuple[int, str]]:
    """Names of which one word begins alike and the others are the same, the most alike first."""
    words = mention.words
    wanted = [
        [*words[:at], *words[at + 1 :], f"^{letter}"]
        for at in {0, len(words) - 1}
        for letter in beginnings(words[at])
    ]
    keys = " OR ".join(["identity_keys(name) @> %s::text[]"] * len(wanted))
    asked = f"({keys}) ORDER BY similarity(lower(unaccent(name)), %s) DESC, 1 LIMIT %s"
    values: list[Any] = [*wanted, " ".join(words), MOST]
    with connection.cursor() as cursor:
        cursor.execute(
            f"(SELECT id, name FROM people_person WHERE {_STANDING} AND {asked})"  # noqa: S608 - ours
            f" UNION ALL (SELECT person_id, name FROM people_personname WHERE {asked})",
            [*values, *values],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def is_common(name: str) -> bool:
    """A name that two people may well bear: a short one, one whose surname and initial several on
    record share, or of a surname that is frequent there.
    """
    mention = written(name)
    if len(mention.together) <= _LETTERS_OF_A_COMMON_NAME or mention.surname_only:
        return True
    first, last = mention.words[0], mention.words[-1]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE identity_keys(name) @> %s::text[]) FROM"
            " (SELECT name FROM people_person WHERE merged_into_id IS NULL"
            " AND identity_keys(name) @> %s::text[] LIMIT %s) alike",
            [[f"^{first[0]}"], [last], MOST],
        )
        bearers, of_initial = cursor.fetchone()
    return bool(of_initial > 1 or bearers >= _FREQUENT)


def organization_names(words: Sequence[str], *, beside: Iterable[str]) -> list[int]:
    """Organizations one of whose names is ``words`` in any order, alone or beside words of ``beside``."""
    keys = "identity_keys(name)"
    return _organizations(
        f"{keys} @> %s::text[] AND ({keys} <@ identity_keys(%s) OR {keys} && %s::text[])",
        [list(words), " ".join(words), sorted(beside)],
    )


def organizations_written_together(words: Sequence[str]) -> list[int]:
    """Organizations whose name has ``words`` as one word, or has the one word as two."""
    return _organizations("identity_keys(name) @> %s::text[]", [["".join(words)]])


def _organizations(asked: str, values: Sequence[Any]) -> list[int]:
    """Those of whose names this holds, the shortest name first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM ("  # noqa: S608 - the pieces are ours
            f" (SELECT id, name FROM companies_organization WHERE {_STANDING} AND {asked}"
            "  ORDER BY length(name), id LIMIT %s)"
            f" UNION ALL (SELECT organization_id, name FROM companies_organizationname WHERE {asked}"
            "  ORDER BY length(name), id LIMIT %s)"
            ") alike GROUP BY id ORDER BY min(length(name)), id",
            [*values, MOST, *values, MOST],
        )
        return [pk for (pk,) in cursor.fetchall()]
