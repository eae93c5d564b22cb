"""Which records are called so: looks into the indexes of names, each cut short, and the best of what they bring.

Plain SQL, for it is asked at every key that somebody presses. What it finds is not for showing: whether a
record may be shown is asked of those that it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from tracker.kernel.slugs import slug_of
from tracker.kernel.word_search import Asked
from tracker.timeline.asked_titles import AskedTitle

#: As many as each look brings, before the best are chosen.
CANDIDATES = 120
#: The middle of a name is looked into for as many characters or more.
SHORTEST_INSIDE = 3
#: Among misspelled names, only those nearly as alike as the best are found.
NEAR_BEST = 0.15


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of records and one of their further names; ``order``: who comes first of those who fit alike."""

    table: str
    names: str
    owner: str
    order: str

    @property
    def words(self) -> str:
        """The words of a record: its slug gives its name in Latin letters."""
        return "array_to_tsvector(identity_keys(name) || identity_keys(slug))"


#: Of people those of whom most moves are known.
PEOPLE = Kind(
    "people_person",
    "people_personname",
    "person_id",
    "(SELECT count(*) FROM people_move WHERE person_id = one.id AND NOT withdrawn) DESC",
)
#: Of organizations the companies, then the shorter name.
ORGANIZATIONS = Kind(
    "companies_organization",
    "companies_organizationname",
    "organization_id",
    "one.parent_id IS NOT NULL, length(one.name)",
)
_STANDING = "merged_into_id IS NULL AND NOT hidden"
_WORDS = "array_to_tsvector(identity_keys(name))"
_TITLE = "array_to_tsvector(identity_keys(title))"


def best(kind: Kind, asked: Asked, most: int) -> list[int]:
    """The ids of the records that fit, by how well their names do; one query."""
    text, slug = asked.text, slug_of(asked.text)
    looks = [
        (f"{kind.words} @@ %(whole)s::tsquery", f"{_WORDS} @@ %(whole)s::tsquery"),
        (f"{kind.words} @@ %(begun)s::tsquery", f"{_WORDS} @@ %(begun)s::tsquery"),
    ]
    if len(text) >= SHORTEST_INSIDE:
        # By three letters in a row: "mind" is in DeepMind.
        inside = "upper(name) LIKE upper(%(inside)s)"
        looks.append((inside, inside))
    ranked = f"""
        SELECT one.id FROM ({_found(kind, looks)}) AS found JOIN {kind.table} AS one USING (id)
        ORDER BY CASE
            WHEN upper(one.name) = upper(%(text)s) OR one.slug = %(slug)s THEN 0
            WHEN EXISTS (SELECT FROM {kind.names} AS other WHERE other.{kind.owner} = one.id
                AND upper(other.name) = upper(%(text)s)) THEN 1
            WHEN '-' || one.slug || '-' LIKE %(word)s THEN 2
            WHEN starts_with(upper(one.name), upper(%(text)s)) OR starts_with(one.slug, %(slug)s) THEN 3
            WHEN '-' || one.slug LIKE %(start)s THEN 4
            ELSE 5
        END, {kind.order}, one.name, one.id LIMIT %(most)s
        """  # noqa: S608 - the pieces are ours
    return _ids(
        ranked,
        {
            "whole": asked.whole,
            "begun": asked.beginnings,
            "inside": f"%{_literal(text)}%",
            "text": text,
            "slug": slug,
            "word": f"%-{slug}-%",
            "start": f"%-{slug}%",
            "most": most,
        },
    )


def misspelt(kind: Kind, asked: Asked, most: int) -> list[int]:
    """The ids of the records each of whose words is at most one letter away, the most alike first; one query."""
    keys = asked.near_words
    if not keys:
        return []
    near = " AND ".join(f"near_keys(name) && %(keys{at})s::text[]" for at in range(len(keys)))
    ranked = f"""
        SELECT id FROM (
            SELECT one.id, one.name, likeness, max(likeness) OVER () AS best
            FROM ({_found(kind, [(near, near)])}) AS found JOIN {kind.table} AS one USING (id),
                LATERAL (SELECT greatest(
                    similarity(one.name, %(text)s), word_similarity(%(slug)s, one.slug)
                ) AS likeness) AS compared
        ) AS alike
        WHERE likeness >= best - {NEAR_BEST} ORDER BY likeness DESC, name, id LIMIT %(most)s
        """  # noqa: S608 - the pieces are ours
    values = {f"keys{at}": one for at, one in enumerate(keys)}
    return _ids(ranked, {**values, "text": asked.text, "slug": slug_of(asked.text), "most": most})


@dataclass(frozen=True, slots=True)
class Meant:
    """What one word may mean: people and organizations called so, and positions with it in their title."""

    people: tuple[int, ...]
    organizations: tuple[int, ...]
    positions: tuple[int, ...]


def meant_by_each(asked: Asked) -> list[Meant]:
    """For each word the records of which it begins a word, of titles also those with another form of it, so many
    as are looked at; one query.
    """
    looks, values = [], {}
    titles = AskedTitle(asked).by_word
    for at, word in enumerate(asked.words):
        values[f"word{at}"] = " | ".join(f"'{one}':*" for one in word)
        values[f"title{at}"] = titles[at]
        query = f"%(word{at})s::tsquery"
        for kind in (PEOPLE, ORGANIZATIONS):
            both = _found(kind, [(f"{kind.words} @@ {query}", f"{_WORDS} @@ {query}")])
            looks.append(f"SELECT {at}, '{kind.table}', id FROM ({both}) AS found")  # noqa: S608 - ours
        titled = f"{_TITLE} @@ %(title{at})s::tsquery AND NOT hidden AND NOT withdrawn"
        looks.append(
            f"(SELECT {at}, 'title', id FROM people_position WHERE {titled} LIMIT {4 * CANDIDATES})"  # noqa: S608 - ours
        )
    found: dict[tuple[int, str], list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(looks), values)
        for at, table, pk in cursor.fetchall():
            found.setdefault((at, table), []).append(pk)
    return [
        Meant(
            people=tuple(found.get((at, PEOPLE.table), ())),
            organizations=tuple(found.get((at, ORGANIZATIONS.table), ())),
            positions=tuple(found.get((at, "title"), ())),
        )
        for at in range(len(asked.words))
    ]


def _found(kind: Kind, looks: list[tuple[str, str]]) -> str:
    """The ids that the looks bring: each a condition on a record, and one on another name of it."""
    parts = []
    for own, other in looks:
        parts += [
            f"(SELECT id FROM {kind.table} WHERE {own} AND {_STANDING} LIMIT {CANDIDATES})",  # noqa: S608 - ours
            f"(SELECT {kind.owner} FROM {kind.names} WHERE {other} LIMIT {CANDIDATES})",  # noqa: S608 - ours
        ]
    return " UNION ".join(parts)


def _literal(text: str) -> str:
    """The text in a pattern in which its signs mean only themselves."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _ids(asked: str, values: Mapping[str, str | int | list[str]]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return [pk for (pk,) in cursor.fetchall()]
