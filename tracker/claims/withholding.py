"""Names that must not be shown, blanked in whatever free text a surface shows.

A hidden record goes with its page and its facts. Its name may still stand in somebody else's
sentence, in a headline, in a title. Every surface that shows such text asks here; while nothing is
hidden that costs one look into the cache.
"""

import hashlib
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, F, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from unidecode import unidecode

from companies.models import Organization, OrganizationName
from people.models import Person, PersonName
from tracker.claims.models import Takedown
from tracker.claims.models.takedown import TARGETS
from tracker.claims.percent import blocked, read
from tracker.kernel.prepared import Prepared
from tracker.news.models import Article, Outlet

WITHHELD = "[name withheld]"
#: Stands for each sign of a name in a text that offsets point into.
BLOCK = "█"
_BLOCKS = re.compile(f"{BLOCK}(?:[{BLOCK} ]*{BLOCK})?")
_NAMES, _GENERATION = "withheld-names", "withheld-generation"
#: A name changed without ``names_changed`` takes effect after as many seconds at the latest.
_KEPT_SECONDS = 60
_SHORTEST_SURNAME = 4
_SHORTEST_NAME = 3
#: Names of as many signs are also found without a blank, as in handles.
_RUN_TOGETHER = 9
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]")
#: The free text of facts.
_TEXTS = ("title", "former_title", "beneficiary", "purpose", "topic", "quote")


@dataclass(frozen=True)
class Withheld:
    """The names that are withheld just now. ``anyhow`` whatever the capitals, ``exactly`` as spelled."""

    anyhow: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    #: The replies that stand beside records, oldest first: kind of record, id, words.
    replies: tuple[tuple[str, int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.anyhow or self.exactly)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile("|".join(map(pattern_of, names)), flags)
            for names, flags in ((self.anyhow, re.IGNORECASE), (self.exactly, 0))
            if names
        )

    @cached_property
    def _in_addresses(self) -> re.Pattern[str]:
        return re.compile("|".join(map(pattern_of, (*self.anyhow, *self.exactly))), re.IGNORECASE)

    def masked(self, text: str) -> str:
        """The text with a block for each sign of a name, also of one that an address in it encodes:
        offsets into it stay what they were.
        """
        return blocked(text, self._patterns, BLOCK)

    def text(self, text: str) -> str:
        """The text with ``[name withheld]`` in the place of each name."""
        if not self or not text:
            return text
        return unblocked(self.masked(text))

    def url(self, url: str) -> str:
        """The address; empty where a name stands in it, in whatever capitals."""
        return "" if self and url and self._in_addresses.search(read(url)) else url

    def names(self, text: str) -> bool:
        """Whether a name stands in the text."""
        return bool(self) and self._in_addresses.search(read(text)) is not None


#: Withholds nothing: what editors see.
NOBODY = Withheld()


def unblocked(text: str) -> str:
    """A masked text as readers see it."""
    return _BLOCKS.sub(WITHHELD, text) if BLOCK in text else text


def pattern_of(name: str) -> str:
    """How a name stands in a text: whatever the blanks, an initial more, its apostrophes either way."""
    words = [re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in name.split()]
    some = "*" if len(name) >= _RUN_TOGETHER else "+"
    blank = rf"(?:[\s\-_.+]|%20){some}"
    pattern = rf"{blank}(?:[^\W\d_][\s\-_.+]+)?".join(words)
    if _LATIN.match(name):
        pattern = rf"(?<![^\W_]){pattern}"
    if _LATIN.match(name[-1]):
        pattern = rf"{pattern}(?![^\W_])"
    return pattern


def spellings(names: Iterable[str]) -> list[str]:
    """The names, each also without accents; longest first, so that a short one cuts no long one up."""
    found = {name.strip() for name in names if name.strip()}
    found |= {unidecode(name).strip() for name in found}
    return sorted((name for name in found if len(name) >= _SHORTEST_NAME), key=_longest_first)


def _longest_first(name: str) -> tuple[int, str]:
    return (-len(name), name)


def surnames(names: Iterable[str]) -> set[str]:
    """The last words of names of several words, where they are long enough to mean somebody."""
    last = (name.split()[-1] for name in names if len(name.split()) > 1)
    return {word for word in last if len(word) >= _SHORTEST_SURNAME and word[:1].isalpha()}


class _Kept:
    """What this process knows of the names, and for which state of the tables it holds."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.version = ""
        self.withheld = NOBODY


_kept = _Kept()


def withheld() -> Withheld:
    """The names that are withheld just now: asked of the cache, and of the tables when it is silent.

    What the cache says counts only for the generation of names that it was read in, so that a slow
    reader cannot put back what a takedown has just changed.
    """
    generation, version = _cached()
    if version == "":
        return NOBODY
    with _kept.lock:
        if version is not None and version == _kept.version:
            return _kept.withheld
    found = load()
    version = _version_of(found)
    with _kept.lock:
        _kept.version, _kept.withheld = version, found
    _put(_NAMES, (generation, version), _KEPT_SECONDS)
    return found


def _cached() -> tuple[str | None, str | None]:
    """The generation of names, and the version of them that holds for it; None where nobody knows."""
    try:
        held = cache.get_many([_GENERATION, _NAMES])
    except Exception:  # noqa: BLE001 - a cache that does not answer must not show a name
        return None, None
    generation = held.get(_GENERATION)
    of, version = held.get(_NAMES) or (None, None)
    return generation, version if of == generation else None


def _version_of(found: Withheld) -> str:
    """Empty for no names."""
    if not found and not found.replies:
        return ""
    state = repr((found.anyhow, found.exactly, found.replies))
    return hashlib.blake2b(state.encode(), digest_size=12).hexdigest()


def names_known() -> str | None:
    """A text that changes with what is withheld; None while nobody knows. What was written when it was another one
    may show a name.
    """
    generation, version = _cached()
    return None if version is None else f"{generation} {version}"


def names_changed() -> None:
    """Something was hidden or shown again: once that is committed no process goes by what it knew."""
    _begin_generation()
    transaction.on_commit(_begin_generation)


def _begin_generation() -> None:
    _put(_GENERATION, uuid4().hex, None)


def _put(key: str, value: object, seconds: int | None) -> None:
    try:
        cache.set(key, value, seconds)
    except Exception:  # noqa: BLE001 - without a cache the tables are asked each time
        return


def _held() -> QuerySet[Any, Any]:
    """What is hidden and the replies that stand, each with a word for what it is: a name and a slug; or a reply, the
    kind and the id of its record, its place among replies.
    """
    names = {
        "person": Person.objects.filter(hidden=True),
        "person called": PersonName.objects.filter(person__hidden=True),
        "organization": Organization.objects.filter(hidden=True).exclude(name=""),
        "organization called": OrganizationName.objects.filter(organization__hidden=True),
        "outlet": Outlet.objects.filter(hidden=True),
    }
    record = Coalesce(*(F(f"{column}_id") for column in TARGETS))
    kind = Case(*(When(**{f"{column}__isnull": False}, then=Value(column)) for column in TARGETS))
    place = Window(RowNumber(), order_by=("decided_at", "pk"))
    nought = Value(0, output_field=BigIntegerField())
    first, *others = (
        rows.order_by().values_list(
            Value(what), "name", F("slug") if what == "person" else Value(""), nought, nought
        )
        for what, rows in names.items()
    )
    replies = Takedown.objects.replies().order_by()
    told = replies.values_list(Value("reply"), "reply", kind, record, place)
    return first.union(*others, told, all=True).order_by()


_HELD = Prepared(_held)


def load() -> Withheld:
    """The names on the tables; one query while nothing is hidden, two otherwise."""
    held: dict[str, list[Any]] = {}
    for what, *row in _HELD.rows():
        held.setdefault(what, []).append(row)

    def named(what: str) -> list[str]:
        return [name for name, *_ in held.get(what, ())]

    names = spellings(
        [*(name for name in named("person") if name != WITHHELD), *named("person called")]
    )
    organizations = named("organization")
    if organizations:
        organizations += named("organization called")
    slugs = [slug for _, slug, *_ in held.get("person", ())]
    replies = sorted(held.get("reply", ()), key=itemgetter(3))
    last = surnames(names)
    borne = _borne_by_others(names, organizations, last)
    return Withheld(
        replies=tuple((kind, record, words) for words, kind, record, _ in replies),
        anyhow=tuple(
            sorted(
                {name for name in (*names, *_telling(slugs)) if name.casefold() not in borne},
                key=_longest_first,
            )
        ),
        exactly=tuple(
            sorted(
                {
                    name
                    for name in (
                        *spellings([*organizations, *named("outlet")]),
                        *last,
                        *(word.upper() for word in last),
                    )
                    if name.casefold() not in borne
                },
                key=_longest_first,
            )
        ),
    )


def _telling(slugs: Iterable[str]) -> list[str]:
    """Slugs of several words: a single one is a word of the language too."""
    return [slug for slug in slugs if "-" in slug and not slug.startswith("withheld-")]


def _borne_by_others(
    names: Iterable[str], organizations: Iterable[str], last: Iterable[str]
) -> set[str]:
    """What a record that may be shown is called too: its name is not blanked for a namesake's sake."""
    asked = [name.casefold() for name in (*names, *organizations)]
    words = [name.casefold() for name in last]
    if not asked and not words:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_BORNE, {"asked": asked, "words": words})
        return {name for (name,) in cursor.fetchall()}


_BORNE = """
WITH shown (name) AS (
    SELECT lower(name) FROM people_person WHERE NOT hidden
    UNION ALL SELECT lower(n.name) FROM people_personname n
        JOIN people_person p ON p.id = n.person_id WHERE NOT p.hidden
    UNION ALL SELECT lower(name) FROM companies_organization WHERE NOT hidden AND name <> ''
    UNION ALL SELECT lower(n.name) FROM companies_organizationname n
        JOIN companies_organization o ON o.id = n.organization_id WHERE NOT o.hidden
)
SELECT name FROM shown WHERE name = ANY(%(asked)s)
UNION
SELECT word FROM shown, unnest(string_to_array(name, ' ')) AS word WHERE word = ANY(%(words)s)
"""


def withhold_article(article: Article, names: Withheld | None = None) -> Article:
    """The article as readers may see it named: for showing, never for saving."""
    known = withheld() if names is None else names
    if known:
        article.title = known.text(article.title)
        article.url = known.url(article.url)
    return article


def withhold_fact[R](row: R, names: Withheld) -> R:
    """A fact's row with its free text as readers may see it: for showing, never for saving."""
    if names:
        held: dict[str, Any] = vars(row)
        for column in _TEXTS:
            if held.get(column):
                setattr(row, column, names.text(held[column]))
    return row
