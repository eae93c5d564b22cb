"""The sentences behind facts: one look for the claims of a whole page of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, Least, Substr

from tracker.claims.models import Claim, EvidenceKind
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.settling.conflicts import PINNED
from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.news.models import Article, Outlet
from tracker.timeline.excerpts import REACH, sentence_after, sentence_before
from tracker.timeline.replies import reply_rows

#: The words of those concerned: a kind of evidence beside those of claims, which rests on none.
REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim rests on: a sentence of an article, our own summary, or an editor's note.

    Only a ``quote`` is somebody else's words, with at most one sentence of theirs on either side.
    """

    claim: int
    kind: str
    text: str
    before: str = ""
    after: str = ""
    aspect: str = ""
    type: str = ""
    status: str = ""
    outlet: str = ""
    outlet_slug: str = ""
    published: date | None = None
    url: str = ""
    article: int | None = None
    start: int | None = None
    end: int | None = None
    checked: date | None = None
    via: str = ""
    #: How many more articles of the same story there are: copies and rewrites of one report.
    others: int = 0
    story: int | None = None
    #: The company at the other end of a move, as far as the claim names it.
    other: int | None = None
    #: It says otherwise than an editor has pinned, so that the fact does not follow it.
    against: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The facts whose evidence is wanted, by kind of fact."""

    positions: frozenset[int] = frozenset()
    foundings: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()
    events: frozenset[int] = frozenset()
    stakes: frozenset[int] = frozenset()
    statements: frozenset[int] = frozenset()
    #: Records whose own replies are wanted beside those of the facts.
    people: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()


type Key = tuple[str, int]


@dataclass(slots=True)
class EvidenceBook:
    """The evidence of every fact that was asked for; within a kind of evidence, first published first."""

    by_fact: dict[Key, list[Evidence]] = field(default_factory=lambda: defaultdict(list))

    def of(self, kind: str, fact: int | None, *aspects: str) -> tuple[Evidence, ...]:
        """The evidence of one fact, quotes first; with ``aspects``, only what speaks of these ends of it."""
        found = self.by_fact.get((kind, fact), []) if fact is not None else []
        wanted = [e for e in found if not aspects or e.aspect in aspects or e.kind == REPLY]
        if aspects and all(e.kind == REPLY for e in wanted):
            return ()
        return tuple(sorted(wanted, key=quotes_first))


def of_claims(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence that rests on claims, replies left out."""
    return tuple(evidence for evidence in found if evidence.kind != REPLY)


def quotes_first(evidence: Evidence) -> int:
    """Others' words, then our own, then those of whoever is concerned."""
    return {EvidenceKind.QUOTE.value: 0, REPLY: 2}.get(evidence.kind, 1)


def evidence_for(
    wanted: Wanted,
    *,
    known_on: date | None = None,
    names: Withheld | None = None,
    around: bool = True,
) -> EvidenceBook:
    """The visible evidence of the wanted facts, published by ``known_on`` if it is given; one query.

    The replies that stand beside the facts and records come with it. ``names`` are those that are withheld, asked for
    where nobody did. ``around`` False is for a page that tells who said so and leaves the sentences to be asked for:
    without what stands around them, and without their reprints.
    """
    book = EvidenceBook()
    names = withheld() if names is None else names
    for row in _rows(wanted, known_on, around=around):
        evidence = _evidence(row, names)
        for position in wanted.positions.intersection(row["about_positions"]):
            book.by_fact["position", position].append(evidence)
        for kind in _KINDS:
            if row[f"{kind}_id"] is not None:
                book.by_fact[kind, row[f"{kind}_id"]].append(evidence)
    asked = {
        "position": wanted.positions,
        "founding": wanted.foundings,
        "line": wanted.lines,
        "event": wanted.events,
        "stake": wanted.stakes,
        "statement": wanted.statements,
        "person": wanted.people,
        "organization": wanted.organizations,
    }
    for kind, fact, words in reply_rows(asked, names):
        book.by_fact[kind, fact].append(Evidence(0, REPLY, words))
    return book


#: The kinds of fact that a claim names by a column of its own.
_KINDS = ("founding", "line", "event", "stake", "statement")


def _claims_of(ids: Mapping[str, Given | None]) -> QuerySet[Any, Any]:
    """The ids of the claims about these facts. Looks at one index each, joined: an OR would read all claims."""
    looks: list[QuerySet[Any, Any]] = []
    for kind, facts in ids.items():
        if facts is None:
            continue
        if kind == "position":
            through = Claim.positions.through._default_manager
            looks.append(through.filter(one_of_given("position_id", facts)).values_list("claim_id"))
        else:
            of_kind = Claim.objects.order_by().filter(one_of_given(f"{kind}_id", facts))
            looks.append(of_kind.values_list("pk"))
    first, *others = looks
    return first.union(*others, all=True) if others else first


#: The columns that evidence needs; of an article's text only the neighbourhood of the quote is read.
COLUMNS = [
    "pk",
    "evidence_kind",
    "evidence",
    "head",
    "tail",
    "aspect",
    "type",
    "status",
    "outlet__name",
    "outlet__slug",
    "article__outlet__name",
    "article__outlet__slug",
    "published_on",
    "address",
    "article_id",
    "article__story_id",
    "article__url",
    "start",
    "end",
    "checked_on",
    "via",
    "other_id",
    "founding_id",
    "line_id",
    "event_id",
    "stake_id",
    "statement_id",
    "others",
    "about_positions",
    "queue_reason",
]


#: What stands around a sentence: its neighbours in the article, and its reprints.
_AROUND = ("head", "tail", "others")


def _columns(*, around: bool) -> list[str]:
    return [name for name in COLUMNS if around or name not in _AROUND]


def _rows(wanted: Wanted, known_on: date | None, *, around: bool) -> Iterator[Mapping[str, Any]]:
    """``COLUMNS`` of the visible claims about the wanted facts; one query, none where nothing is wanted."""
    ids = {kind: list(getattr(wanted, f"{kind}s")) or None for kind in ("position", *_KINDS)}
    if any(ids.values()):
        columns = _columns(around=around)
        for row in _EVIDENCE.rows(known_on=known_on, around=around, **ids):
            yield dict(zip(columns, row, strict=True))


def _asked(*, known_on: date | None, around: bool, **ids: Given | None) -> QuerySet[Any, Any]:
    claims = Claim.objects.visible().filter(pk__in=_claims_of(ids)).by_publication()
    if known_on is not None:
        claims = claims.known_on(known_on)
    told = claims.annotate(
        about_positions=ArraySubquery(
            Claim.positions.through._default_manager.filter(claim=OuterRef("pk")).values("position")
        ),
    )
    if around:
        reach = Value(REACH)
        told = told.annotate(
            head=Substr(
                "article__text",
                Greatest(F("start") - reach + 1, Value(1)),
                Least(F("start"), reach),
            ),
            tail=Substr("article__text", F("end") + 1, reach),
            others=Subquery(_others_of_its_story()),
        )
    return told.values_list(*_columns(around=around))


_EVIDENCE = Prepared(_asked, planned=True)


def _others_of_its_story() -> QuerySet[Article, int]:
    """How many more articles of a claim's story may be shown."""
    others = Article.objects.visible().filter(story=OuterRef("article__story"))
    counted = others.exclude(pk=OuterRef("article")).order_by().values("story")
    return counted.annotate(number=Count("pk")).values_list("number", flat=True)


def _evidence(row: Mapping[str, Any], names: Withheld) -> Evidence:
    quoted = row["evidence_kind"] == EvidenceKind.QUOTE
    return Evidence(
        claim=row["pk"],
        kind=row["evidence_kind"],
        text=names.text(row["evidence"]),
        before=names.text(sentence_before(row.get("head") or "")) if quoted else "",
        after=names.text(sentence_after(row.get("tail") or "")) if quoted else "",
        aspect=row["aspect"],
        type=row["type"],
        status=row["status"],
        outlet=row["outlet__name"] or row["article__outlet__name"] or "",
        outlet_slug=row["outlet__slug"] or row["article__outlet__slug"] or "",
        published=row["published_on"],
        url=names.url(row["address"] or row["article__url"] or ""),
        article=row["article_id"],
        start=row["start"] if quoted else None,
        end=row["end"] if quoted else None,
        checked=row["checked_on"],
        via=names.text(row["via"]),
        others=row.get("others") or 0,
        story=row["article__story_id"],
        other=row["other_id"],
        against=row["queue_reason"].startswith(f"{CONTRADICTS}{PINNED}"),
    )


#: Stands between the outlet that is credited and the one that was first.
CITED_BY = ", as cited by "


def credited(outlet: str, slug: str, day: date | None, evidence: Iterable[Evidence]) -> str:
    """The outlet that was first, with the one it credits: "The Post, by The Gazette".

    ``slug`` and ``day`` say which outlet published first and when; what it credits stands in its
    claims of that day. An outlet that also says so itself credits nobody.
    """
    said = [e.via for e in evidence if slug and e.outlet_slug == slug and e.published == day]
    via = said[0] if said and all(said) else ""
    return f"{via}{CITED_BY}{outlet}" if via and outlet and via != outlet else outlet


def outlet_names(slugs: Iterable[str]) -> dict[str, str]:
    """The names of visible outlets by slug; one query, none when nothing is asked."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    return dict(Outlet.objects.visible().filter(slug__in=wanted).values_list("slug", "name"))


def outlet_named(column: str) -> Subquery:
    """The name of the visible outlet whose slug stands in ``column``, beside a row; null for none."""
    seen = Outlet.objects.visible().order_by().filter(slug=OuterRef(column))
    return Subquery(seen.values("name")[:1])


#: The columns in which rows name the outlet that was first with something.
FIRST_OUTLETS = ("first_outlet", "start_first_outlet", "end_first_outlet", "left_first_outlet")


def outlets_named() -> dict[str, Subquery]:
    """For rows of moves, the names of the outlets that first told of the move and of the departure it takes up."""
    return {
        "outlet_name": outlet_named("first_outlet"),
        "left_outlet_name": outlet_named("left_first_outlet"),
    }


def outlets_brought(rows: Iterable[Any], first: str = "first_outlet") -> dict[str, str]:
    """The names of the outlets that such rows bring along, by slug; ``first`` is their column with the first."""
    named: dict[str, str] = {}
    for row in rows:
        named[getattr(row, first)] = row.outlet_name
        named[getattr(row, "left_first_outlet", "")] = getattr(row, "left_outlet_name", "")
    return {slug: name for slug, name in named.items() if slug and name}
