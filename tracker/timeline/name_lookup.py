"""Which records are called so: looks into the indexes of names, each cut short, and the best of what they bring.

Plain SQL, for it is asked at every key that somebody presses. What it finds is not for showing: whether a
record may be shown is asked of those that it names.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from tracker.kernel.slugs import slug_of
from tracker.kernel.word_search import SHORTEST, SHORTEST_MISSPELT, Asked
from tracker.timeline.little_words import OF_QUESTIONS
from tracker.timeline.name_parts import CANDIDATES, Meant, Part, parts_of
from tracker.timeline.questions.titles import AskedTitle

#: As many people as are found for a name in a question.
MOST_CALLED = 10
#: As many posts as the best of a title are chosen from.
POSTS_READ = 150
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
_KINDS = (PEOPLE, ORGANIZATIONS)
#: What a word may mean, as the looks for it name it.
_MEANT = (PEOPLE.table, ORGANIZATIONS.table, "title")
_STANDING = "merged_into_id IS NULL AND NOT hidden"
_WORDS = "array_to_tsvector(identity_keys(name))"
_TITLE = "array_to_tsvector(identity_keys(title))"


@dataclass(frozen=True, slots=True)
class Looked:
    """The ids of what was looked up; of people and organizations those whose names fit best lead.

    ``titled`` are positions with all of the words in their title, ``called`` the organizations of exactly these names,
    letter case aside.
    """

    people: Sequence[int] = ()
    organizations: Sequence[int] = ()
    meant: Sequence[Meant] = ()
    titled: Sequence[int] = ()
    called: Mapping[str, Sequence[int]] = field(default_factory=dict)
    #: The people in one of whose names all of these words stand as they are.
    who: Mapping[str, Sequence[int]] = field(default_factory=dict)
    #: Nobody and nothing has all of the words: ``people`` and ``organizations`` are spelt nearly so, but for the time named.
    again: bool = False
    #: Then those who have each run of neighbouring ones.
    parts: Sequence[Part] = ()
    #: As ``called`` and ``who``: whom the names may mean that nobody bears, and those that are spelt nearly so.
    longer: Mapping[str, Sequence[int]] = field(default_factory=dict)
    nearly: Mapping[str, Sequence[int]] = field(default_factory=dict)
    nearly_who: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def all_people(self) -> set[int]:
        found = [self.people, *self.who.values(), *self.nearly_who.values()]
        return {pk for one in (*found, *(part.people for part in self.parts)) for pk in one}

    @property
    def all_called(self) -> set[int]:
        found = (self.called, self.longer, self.nearly)
        return {pk for names in found for one in names.values() for pk in one}

    @property
    def all_organizations(self) -> set[int]:
        return self.all_called.union(
            self.organizations, *(part.organizations for part in self.parts)
        )


def look_up(
    asked: Asked,
    *,
    most: int = 0,
    each: bool = False,
    titled: bool = False,
    held_on: date | None = None,
    called: Sequence[str] = (),
    who: Sequence[str] = (),
    settled: "Callable[[Looked], bool] | None" = None,
    parted: bool = False,
    timed: Collection[int] = (),
) -> Looked:
    """All that is to be known of names and titles; one query, and another where nobody and nothing is called so:
    then those are found whose names are spelt nearly so, if what was found first has not ``settled`` it.

    ``parted``: then also each run of the words by itself. ``timed`` are the words that name a time, and no name.

    At most ``most`` of people and of organizations are looked for, with 0 none. ``each``: also what each word alone may
    mean; ``titled``: also positions, those that may be held on ``held_on`` if it is given.
    """
    looks = [_best(kind, asked, most) for kind in _KINDS] if most else []
    if each:
        looks += _of_each(asked)
    if titled:
        looks.append(_titled(asked, held_on))
    if called:
        looks.append(_called(called))
    people = {f"_who{at}": Asked.of(name) for at, name in enumerate(who)}
    looks += [
        _best(PEOPLE, name, MOST_CALLED, at=at, whole=True) for at, name in people.items() if name
    ]
    found = _answers(looks)
    first = Looked(
        people=found.get(PEOPLE.table, ()),
        organizations=found.get(ORGANIZATIONS.table, ()),
        meant=[
            Meant(*(tuple(found.get(f"{what}{at}", ())) for what in _MEANT))
            for at in range(len(asked.words) if each else 0)
        ],
        titled=found.get("titled", ()),
        called={name: found.get(f"called{at}", ()) for at, name in enumerate(called, 1)},
        who={name: found.get(f"{PEOPLE.table}_who{at}", ()) for at, name in enumerate(who)},
    )
    if not most or first.people or first.organizations or (settled and settled(first)):
        return first
    return _looked_again(asked, first, most, parted=parted, timed=timed)


def nearest(kind: Kind, asked: Asked, most: int) -> Sequence[int]:
    """The records of one kind that are called so, else those whose names are spelt nearly so, the best first; one query or two."""
    found = _answers([_best(kind, asked, most)]).get(kind.table, [])
    if found or not asked.near_words:
        return found
    return _answers([_misspelt(kind, asked, most)]).get(kind.table, [])


def _looked_again(
    asked: Asked, first: Looked, most: int, *, parted: bool, timed: Collection[int]
) -> Looked:
    """What was ``first`` looked up, with those who are called nearly so, or have some of the words; one query, none for none."""
    named = Asked(" ".join(_likely_names(asked, timed)))
    looks = [_misspelt(kind, named, most) for kind in _KINDS] if named.near_words else []
    parts = parts_of(asked, first.meant, timed) if parted else []
    for at, part in enumerate(parts):
        looks += [_best(kind, part.words, most, at=f"_part{at}", whole=True) for kind in _KINDS]
    missing = [name for name, ids in first.called.items() if not ids]
    for at, name in enumerate(map(Asked.of, missing)):
        if name:
            looks.append(_best(ORGANIZATIONS, name, 1, at=f"_longer{at}", whole=True))
        if _is_long(name):
            looks.append(_nearly(ORGANIZATIONS, name, 1, f"_nearly{at}"))
    nobody = [name for name, ids in first.who.items() if not ids]
    looks += [
        _nearly(PEOPLE, Asked.of(name), MOST_CALLED, f"_nearlywho{at}")
        for at, name in enumerate(nobody)
        if _is_long(Asked.of(name))
    ]
    found = _answers(looks) if looks else {}

    def of(kind: Kind, names: Sequence[str], what: str) -> Mapping[str, Sequence[int]]:
        return {name: found.get(f"{kind.table}_{what}{at}", ()) for at, name in enumerate(names)}

    return replace(
        first,
        again=True,
        people=found.get(PEOPLE.table, ()),
        organizations=found.get(ORGANIZATIONS.table, ()),
        parts=[
            replace(
                part,
                people=found.get(f"{PEOPLE.table}_part{at}", ()),
                organizations=found.get(f"{ORGANIZATIONS.table}_part{at}", ()),
            )
            for at, part in enumerate(parts)
        ],
        longer=of(ORGANIZATIONS, missing, "longer"),
        nearly=of(ORGANIZATIONS, missing, "nearly"),
        nearly_who=of(PEOPLE, nobody, "nearlywho"),
    )


def _likely_names(asked: Asked, timed: Collection[int]) -> list[str]:
    """The words among which a name may stand with letters wrong: one alone, but of several none that a question has."""
    words = asked.without(timed)
    if len(words) < 2:
        return list(words)
    return [word for word in words if word.casefold() not in OF_QUESTIONS]


def _is_long(name: Asked) -> bool:
    """Whether it may be looked for with letters wrong: a word of it is long enough, and each of the others for that beside it."""
    return bool(name.near_words) and all(len(word[0]) > SHORTEST for word in name.words)


@dataclass(frozen=True, slots=True)
class _Look:
    """A query for rows of a name for what is looked for, a number to put them in order, and an id."""

    sql: str
    values: Mapping[str, Any]


def _answers(looks: Sequence[_Look]) -> dict[str, list[int]]:
    """The ids by the name of what was looked for, in order; one query."""
    values: dict[str, Any] = {}
    for look in looks:
        values |= look.values
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({look.sql})" for look in looks), values)
        for what, _, pk in sorted(cursor.fetchall()):
            found.setdefault(what, []).append(pk)
    return found


def _best(kind: Kind, asked: Asked, most: int, *, at: str = "", whole: bool = False) -> _Look:
    """The records that fit, by how well their names do; ``whole`` those alone that have each word as it is.

    ``at`` tells this look from others of the same query.
    """
    text, slug = asked.text, slug_of(asked.text)
    given = {
        "whole": asked.whole,
        "begun": asked.beginnings,
        "inside": f"%{_literal(text)}%",
        "text": text,
        "slug": slug,
        "word": f"%-{slug}-%",
        "start": f"%-{slug}%",
        "most": most,
    }
    say = {name: f"%({name}{at})s" for name in given}
    looks = [
        (f"{kind.words} @@ {say[query]}::tsquery", f"{_WORDS} @@ {say[query]}::tsquery")
        for query in (("whole",) if whole else ("whole", "begun"))
    ]
    if len(text) >= SHORTEST_INSIDE and not whole:
        # By three letters in a row: "mind" is in DeepMind.
        inside = f"upper(name) LIKE upper({say['inside']})"
        looks.append((inside, inside))
    ranked = f"""
        SELECT one.id FROM ({_found(kind, looks)}) AS found JOIN {kind.table} AS one USING (id)
        WHERE {_STANDING} ORDER BY CASE
            WHEN upper(one.name) = upper({say["text"]}) OR one.slug = {say["slug"]} THEN 0
            WHEN EXISTS (SELECT FROM {kind.names} AS other WHERE other.{kind.owner} = one.id
                AND upper(other.name) = upper({say["text"]})) THEN 1
            WHEN '-' || one.slug || '-' LIKE {say["word"]} THEN 2
            WHEN starts_with(upper(one.name), upper({say["text"]})) OR starts_with(one.slug, {say["slug"]}) THEN 3
            WHEN '-' || one.slug LIKE {say["start"]} THEN 4
            ELSE 5
        END, {kind.order}, one.name, one.id LIMIT {say["most"]}
        """  # noqa: S608 - the pieces are ours
    return _Look(
        _numbered(f"{kind.table}{at}", ranked),
        {f"{name}{at}": value for name, value in given.items()},
    )


def _misspelt(kind: Kind, asked: Asked, most: int) -> _Look:
    """The records each of whose words is at most one letter away, the most alike first; short words are left aside."""
    keys = asked.near_words
    near = " AND ".join(f"near_keys(name) && %(keys_{nth})s::text[]" for nth in range(len(keys)))
    values = {f"keys_{nth}": one for nth, one in enumerate(keys)}
    ranked = f"""
        SELECT id FROM ({_alike(kind, [(near, near)])}) AS alike
        WHERE likeness >= best - {NEAR_BEST} ORDER BY likeness DESC, name, id LIMIT %(most)s
        """  # noqa: S608 - the pieces are ours
    return _Look(_numbered(kind.table, ranked), values | _likened(asked, most))


def _nearly(kind: Kind, asked: Asked, most: int, at: str) -> _Look:
    """The records that may be meant by a misspelt name: each word is at most one letter away, and those lead whose names
    are as long. ``at`` is that of ``_best``.
    """
    own, other = [], []
    values: dict[str, Any] = _likened(asked, most, at)
    for nth, (keys, word) in enumerate(zip(asked.near_keys, asked.words, strict=True)):
        values[f"keys{at}_{nth}"] = keys
        near = f"near_keys(name) && %(keys{at}_{nth})s::text[]"
        own.append(near)
        other.append(near)
        if len(word[0]) < SHORTEST_MISSPELT:
            # Of short words the database keeps no keys.
            values[f"short{at}_{nth}"] = " | ".join(f"'{one}'" for one in word)
            same = f"@@ %(short{at}_{nth})s::tsquery"
            own[-1] = f"({near} OR {kind.words} {same})"
            other[-1] = f"({near} OR {_WORDS} {same})"
    ranked = f"""
        SELECT id FROM ({_alike(kind, [(" AND ".join(own), " AND ".join(other))], at)}) AS alike
        ORDER BY abs(length(name) - length(%(text{at})s)), likeness DESC, name, id LIMIT %(most{at})s
        """  # noqa: S608 - the pieces are ours
    return _Look(_numbered(f"{kind.table}{at}", ranked), values)


def _alike(kind: Kind, looks: list[tuple[str, str]], at: str = "") -> str:
    """The records that the looks bring, with how alike their names are, and the most alike of them."""
    return f"""
        SELECT one.id, one.name, likeness, max(likeness) OVER () AS best
        FROM ({_found(kind, looks)}) AS found JOIN {kind.table} AS one USING (id),
            LATERAL (SELECT greatest(
                similarity(one.name, %(text{at})s), word_similarity(%(slug{at})s, one.slug)
            ) AS likeness) AS compared
        WHERE {_STANDING}
        """  # noqa: S608 - the pieces are ours


def _likened(asked: Asked, most: int, at: str = "") -> dict[str, Any]:
    return {f"text{at}": asked.text, f"slug{at}": slug_of(asked.text), f"most{at}": most}


def _of_each(asked: Asked) -> Iterator[_Look]:
    """What each word may mean."""
    titles = AskedTitle(asked).by_word
    for at, word in enumerate(asked.words):
        values = {f"word{at}": " | ".join(f"'{one}':*" for one in word), f"title{at}": titles[at]}
        query = f"%(word{at})s::tsquery"
        for kind in _KINDS:
            both = _found(kind, [(f"{kind.words} @@ {query}", f"{_WORDS} @@ {query}")])
            yield _Look(f"SELECT '{kind.table}{at}', 0, id FROM ({both}) AS found", values)  # noqa: S608 - ours
        titled = f"{_TITLE} @@ %(title{at})s::tsquery AND NOT hidden AND NOT withdrawn"
        yield _Look(
            f"SELECT 'title{at}', 0, id FROM people_position WHERE {titled} LIMIT {4 * CANDIDATES}",  # noqa: S608 - ours
            values,
        )


def _titled(asked: Asked, held_on: date | None) -> _Look:
    """Positions in whose title each word begins one, or is another form of it."""
    held = "" if held_on is None else " AND possible @> %(held_on)s::date"
    titled = f"{_TITLE} @@ %(titled)s::tsquery AND NOT withdrawn{held}"
    return _Look(
        f"SELECT 'titled', 0, id FROM people_position WHERE {titled} LIMIT {POSTS_READ}",  # noqa: S608 - ours
        {"titled": AskedTitle(asked).query, "held_on": held_on},
    )


def _called(names: Sequence[str]) -> _Look:
    """The organizations that have, or had, exactly these names or aliases, letter case aside."""
    return _Look(
        f"""
        SELECT 'called' || asked.nth, 0, one.id
        FROM unnest(%(called)s::text[]) WITH ORDINALITY AS asked (name, nth), LATERAL (
            SELECT id FROM {ORGANIZATIONS.table} WHERE upper(name) = upper(asked.name)
            UNION
            SELECT {ORGANIZATIONS.owner} FROM {ORGANIZATIONS.names} WHERE upper(name) = upper(asked.name)
        ) AS one
        """,  # noqa: S608 - the pieces are ours
        {"called": list(names)},
    )


def _numbered(what: str, ranked: str) -> str:
    return f"SELECT '{what}', row_number() OVER (), id FROM ({ranked}) AS ranked"  # noqa: S608 - ours


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
