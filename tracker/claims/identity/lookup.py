"""Which names on record a mention may fit: by indexed keys, so that nobody of a frequent name is missed.

``identity_keys`` (a function of the database, see the migration) gives of each name its words, two
neighbours written as one, and the initials with a ``^``. An index over it answers "all of these".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from tracker.claims.identity.person_names import Fit, Written, fit, written

#: More names than these are not looked at; who could be meant cannot be told then.
MOST = 100
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
    _take_in(found, mention, rows)
    if not found.fits and not mention.surname_only:
        _take_in(found, mention, _alike(" ".join(mention.words)))
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
    family = {last, "".join(words[-2:])} if len(words) > 2 else {last}  # noqa: PLR2004
    given = {first, "".join(words[:2])} if len(words) > 2 else {first}  # noqa: PLR2004
    given |= {f"^{first}"} if len(first) == 1 else {first[0]}
    sets = [[one, other] for one in sorted(given) for other in sorted(family)]
    if len(words) == 2:  # noqa: PLR2004
        sets.append(["".join(words)])
    return [*sets, list(words)]


def _names(wanted: Sequence[Sequence[str]], places: Sequence[int] = ()) -> list[tuple[int, str]]:
    keys = " OR ".join(["identity_keys(name) @> %s::text[]"] * len(wanted))
    there = ""
    values: list[object] = [list(one) for one in wanted]
    if places:
        there = (
            " AND {id} IN (SELECT person_id FROM people_position WHERE organization_id = ANY(%s)"
            " OR unit_id = ANY(%s) UNION SELECT person_id FROM claims_claim"
            " WHERE organization_id = ANY(%s) AND NOT withdrawn)"
        )
        values += [list(places)] * 3
    with connection.cursor() as cursor:
        cursor.execute(
            f"(SELECT id, name FROM people_person WHERE ({keys}){there.format(id='id')} LIMIT %s)"  # noqa: S608
            f" UNION ALL (SELECT person_id, name FROM people_personname"
            f" WHERE ({keys}){there.format(id='person_id')} LIMIT %s)",
            [*values, MOST + 1, *values, MOST + 1],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
    return rows


def _alike(name: str) -> list[tuple[int, str]]:
    """Names of similar spelling, by their three-letter pieces."""
    with connection.cursor() as cursor:
        cursor.execute(
            "(SELECT id, name FROM people_person WHERE upper(name) %% upper(%s)"
            " ORDER BY similarity(upper(name), upper(%s)) DESC, id LIMIT 20)"
            " UNION ALL (SELECT person_id, name FROM people_personname WHERE upper(name) %% upper(%s)"
            " ORDER BY similarity(upper(name), upper(%s)) DESC, id LIMIT 20)",
            [name] * 4,
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
            " (SELECT name FROM people_person WHERE identity_keys(name) @> %s::text[] LIMIT %s) alike",
            [[f"^{first[0]}"], [last], MOST],
        )
        bearers, of_initial = cursor.fetchone()
    return bool(of_initial > 1 or bearers >= _FREQUENT)


def organization_names(words: Sequence[str]) -> list[int]:
    """Organizations one of whose names has all of ``words``; those with the shortest name first."""
    keys = list(words)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM ("
            " (SELECT id, name FROM companies_organization WHERE identity_keys(name) @> %s::text[]"
            "  ORDER BY length(name), id LIMIT %s)"
            " UNION ALL (SELECT organization_id, name FROM companies_organizationname"
            "  WHERE identity_keys(name) @> %s::text[] ORDER BY length(name), id LIMIT %s)"
            ") alike GROUP BY id ORDER BY min(length(name)), id",
            [keys, MOST, keys, MOST],
        )
        return [pk for (pk,) in cursor.fetchall()]
