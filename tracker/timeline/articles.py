"""An article with the facts that rest on it: its evidence for readers, its whole text for editors."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from people.models import Person
from tracker.claims.models import Aspect, Claim, ClaimType, Decision
from tracker.claims.withholding import (
    NOBODY,
    Withheld,
    unblocked,
    withheld,
    withhold_article,
)
from tracker.kernel.statuses import STEPS, Status
from tracker.news.models import Article, Outlet
from tracker.timeline.bearing import saying_so
from tracker.timeline.entries import overdue
from tracker.timeline.evidence import EvidenceBook, Wanted, evidence_for
from tracker.timeline.excerpts import sentence_after, sentence_before
from tracker.timeline.refs import PARENTS, ref_org, ref_org_or_none, ref_person
from tracker.timeline.replies import replies_beside
from tracker.timeline.wording import (
    Deed,
    EventFacts,
    Phrase,
    Ref,
    event_deed,
    founding_deed,
    line_deed,
    line_holds,
    move_deed,
    stake_deed,
)

#: The facts that happen once, each with its number of origins.
_ONCE = ("founding", "event", "stake")
#: The facts that have one, and how they are asked for.
_WANTED = {"position": "positions", "line": "lines"} | {kind: f"{kind}s" for kind in _ONCE}
#: A person whom neither a record nor the text names.
_SOMEBODY = Ref("", "somebody")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Note:
    """What one sentence of the article says, and the fact that rests on it."""

    number: int
    claim: int
    kind: str
    said: Phrase
    status: str
    fact: str = ""
    record: Ref | None = None
    waiting: str = ""
    rejected: bool = False
    #: How many independent origins say so, of what the claim speaks of; 0 where no fact rests on it.
    origins: int = 0
    #: How many of them say its status themselves; None where all do, or where the claims do not tell.
    saying: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the article; marked ones are evidence, with the notes that end there."""

    text: str
    marked: bool
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or what may be shown of it, and the notes beside it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    whole: bool
    copies: tuple[Article, ...]
    replies: tuple[str, ...] = ()
    #: The article that was first with the story, of those that may be shown.
    first: Article | None = None


def article_page(
    article: Article, *, for_editor: bool, known_on: date | None = None
) -> ArticlePage:
    """The article as its page shows it; five queries.

    Readers get each evidence sentence of a visible claim with at most one sentence on either side.
    Editors get the whole text, and the claims that wait or were rejected too. Claims and copies
    published after ``known_on`` are left out.
    """
    claims = Claim.objects.filter(article=article, start__isnull=False, withdrawn=False)
    if not for_editor:
        claims = claims.filter(pk__in=Claim.objects.visible().filter(article=article).order_by())
    if known_on is not None:
        claims = claims.known_on(known_on)
    found = list(with_records(claims).order_by("start", "pk"))
    names = NOBODY if for_editor else withheld()
    withhold_article(article, names)
    book = counted_for(found, names, known_on=known_on)
    numbered = [
        (claim, note_of(number, claim, article.outlet, names, book, for_editor=for_editor))
        for number, claim in enumerate(found, start=1)
    ]
    spans = [(claim.start or 0, claim.end or 0, note) for claim, note in numbered]
    told = Article.objects.visible().with_outlet().filter(story=article.story_id).defer("text")
    if known_on is not None:
        told = told.filter(published_on__lte=known_on)
    story = list(told.in_order()[:31])
    return ArticlePage(
        article=article,
        paragraphs=tuple(_paragraphs(names.masked(article.text), spans, whole=for_editor)),
        notes=tuple(note for _, note in numbered),
        whole=for_editor,
        replies=replies_beside("article", [article.pk]).get(article.pk, ()),
        copies=tuple(withhold_article(one, names) for one in story if one.pk != article.pk)[:30],
        first=withhold_article(story[0], names) if len(story) > 1 else None,
    )


def with_records(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with the records and facts that naming them needs; two queries."""
    return claims.select_related(
        "person",
        "manager",
        f"organization__{PARENTS}",
        f"unit__{PARENTS}",
        f"other__{PARENTS}",
        *_ONCE,
        "line",
    ).prefetch_related("positions")


def note_of(
    number: int,
    claim: Claim,
    outlet: Outlet | None,
    names: Withheld,
    book: EvidenceBook,
    *,
    for_editor: bool = False,
) -> Note:
    """What a claim of ``with_records`` says, as ``outlet`` tells it, beside what others do by ``counted_for``; no query.

    Editors are told what it waits for, too.
    """
    fact, record = _fact(claim)
    origins, saying = _origins(claim, book)
    return Note(
        number=number,
        claim=claim.pk,
        kind=claim.get_type_display(),
        said=tuple(
            names.text(word) if isinstance(word, str) else _shown(word, names)
            for word in said_by(claim, outlet)
        ),
        status=claim.status,
        fact=fact,
        record=record,
        waiting=claim.queue_reason if for_editor and claim.decided_by_id is None else "",
        rejected=claim.decision == Decision.REJECTED,
        origins=origins,
        saying=saying,
    )


def counted_for(
    claims: Iterable[Claim], names: Withheld, *, known_on: date | None = None
) -> EvidenceBook:
    """What all outlets say of the facts that rest on claims of ``with_records``; one query."""
    found = [(kind, fact.pk) for claim in claims for kind, fact in (_backed(claim),) if fact]
    of = {kind: frozenset(pk for one, pk in found if one == kind) for kind in _WANTED}
    wanted = Wanted(**{_WANTED[kind]: pks for kind, pks in of.items()})
    return evidence_for(wanted, known_on=known_on, names=names, around=False)


def _backed(claim: Claim) -> tuple[str, Any]:
    """The fact whose origins are told of, and its kind."""
    kinds = {name: getattr(claim, name) for name in (*_ONCE, "line")}
    position = next(iter(claim.positions.all()), None)
    return next(
        ((kind, one) for kind, one in {"position": position, **kinds}.items() if one), ("", None)
    )


def _origins(claim: Claim, book: EvidenceBook) -> tuple[int, int | None]:
    """How many independent origins tell what the claim tells, of an end or a start where it lasts; and how many of them
    say its status, where not all do.
    """
    kind, fact = _backed(claim)
    if fact is None:
        return 0, None
    if kind in _ONCE:
        origins, told = fact.origins, book.of(kind, fact.pk)
    else:
        end = "end" if claim.aspect == Aspect.END else "start"
        origins, told = getattr(fact, f"{end}_origins"), book.of(kind, fact.pk, end)
    return origins, saying_so(told, claim.status, origins) if claim.status in STEPS else None


def _shown(ref: Ref, names: Withheld) -> Ref:
    """A record as it is; the words of the text, where they are no record's, as they may be shown."""
    return ref if ref.slug else replace(ref, name=names.text(ref.name))


def _fact(claim: Claim) -> tuple[str, Ref | None]:
    """The anchor of the fact that rests on the claim, and the record whose page shows it."""
    person = ref_person(claim.person) if claim.person else None
    organization = ref_org(claim.organization) if claim.organization else None
    position = next(iter(claim.positions.all()), None)
    if position is not None:
        return f"position-{position.pk}", person
    for kind, record in (
        ("founding", person),
        ("line", person),
        ("statement", person),
        ("event", organization),
        ("stake", organization),
    ):
        fact = getattr(claim, f"{kind}_id")
        if fact is not None:
            return f"{kind}-{fact}", record
    return "", None


def said_by(claim: Claim, outlet_: Outlet | None) -> Phrase:
    """The sentence that the claim's status allows; the text's words, or "somebody", where no record is known."""
    said = _deed(claim)
    if isinstance(said, Deed):
        outlet = outlet_.name if outlet_ else ""
        late = overdue(claim.status, claim.date, timezone.now().date())
        said = said.told(claim.status, claim.via or outlet, overdue=late)
    return (replace(_SOMEBODY, name="Somebody"), *said[1:]) if said[0] == _SOMEBODY else said


def _deed(claim: Claim) -> Deed | Phrase:
    """What the claim is about; words alone where nothing is done."""
    values: dict[str, object] = claim.values
    who = _somebody(claim.person, values.get("person"))
    where = _named(
        ref_org(claim.organization) if claim.organization else None,
        values.get("org") or values.get("acquirer") or values.get("org_desc"),
    )
    unit = _named(ref_org_or_none(claim.unit), values.get("unit"))
    other = _named(ref_org_or_none(claim.other), values.get("from_org") or values.get("to_org"))
    far = other if other.name else None
    title: Phrase = (f", {claim.title}",) if claim.title else ()
    match claim.type:
        case ClaimType.JOINED:
            return move_deed(
                kind="hire", person=who, origin=far, destination=where, title=claim.title
            )
        case ClaimType.LEFT:
            return move_deed(
                kind="departure",
                person=who,
                origin=where,
                destination=far,
                former_title=claim.title,
            )
        case ClaimType.FOUNDED:
            return founding_deed(person=who, organization=where)
        case ClaimType.REPORTS_TO:
            manager = _somebody(claim.manager, values.get("manager"))
            deed = line_deed(person=who, manager=manager, organization=where, kind="")
            return line_holds(deed) if claim.status in (Status.DONE, Status.HELD) else deed
        case ClaimType.STATEMENT:
            return (who, f" on {values.get('topic') or 'a view'}")
        case ClaimType.STAKE:
            target = _named(ref_org_or_none(claim.other), values.get("target"))
            return stake_deed(
                acquirer=where,
                target=target,
                percent=_number(values.get("percent")),
                amount_usd=_number(values.get("amount_usd")),
            )
        case ClaimType.ROLE:
            return (who, *title, " at ", where)
        case _:
            return event_deed(_facts(claim, where, unit if unit.name else None))


def _facts(claim: Claim, where: Ref, unit: Ref | None) -> EventFacts:
    """The event as this claim tells it, with the sums that it names."""
    values: dict[str, object] = claim.values
    count = _number(values.get("count"))
    into = _named(ref_org_or_none(claim.other), values.get("into"))
    return EventFacts(
        claim.type,
        where,
        unit=unit,
        into=into if into.name else None,
        beneficiary=str(values.get("beneficiary") or values.get("person") or ""),
        count=int(count) if count is not None else None,
        percent=_number(values.get("percent")),
        amount_usd=_number(values.get("amount_usd")),
        valuation_usd=_number(values.get("valuation_usd")),
        purpose=str(values.get("purpose") or ""),
    )


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None


def _named(ref: Ref | None, words: object) -> Ref:
    """The record, or the words of the text for one that is not known."""
    return ref if ref is not None else Ref("", str(words or ""))


def _somebody(person: Person | None, words: object) -> Ref:
    return ref_person(person) if person else _named(None, words or _SOMEBODY.name)


def _paragraphs(
    text: str, spans: Sequence[tuple[int, int, Note]], *, whole: bool
) -> list[Paragraph]:
    shown: list[Paragraph] = []
    for begin, end in _lines(text):
        inside = [span for span in spans if span[0] < end and span[1] > begin]
        if not whole and not inside:
            continue
        windows = [(begin, end)] if whole else _windows(text, begin, end, inside)
        for low, high in windows:
            here = [span for span in inside if span[0] < high and span[1] > low]
            shown.append(
                Paragraph(
                    pieces=tuple(_pieces(text, low, high, here)),
                    notes=tuple(note for start, _, note in here if low <= start < high),
                    cut_before=bool(text[begin:low].strip()),
                    cut_after=bool(text[high:end].strip()),
                )
            )
    return shown


def _lines(text: str) -> list[tuple[int, int]]:
    """The paragraphs of ``text`` as spans, blank ones left out."""
    spans, begin = [], 0
    for gap in _PARAGRAPH.finditer(text):
        spans.append((begin, gap.start()))
        begin = gap.end()
    spans.append((begin, len(text)))
    return [(low, high) for low, high in spans if text[low:high].strip()]


def _windows(
    text: str, begin: int, end: int, inside: Sequence[tuple[int, int, Note]]
) -> list[tuple[int, int]]:
    """What a reader may see of a paragraph: each evidence with its neighbours, merged where they meet."""
    windows: list[tuple[int, int]] = []
    for start, stop, _ in sorted(inside, key=lambda span: span[:2]):
        low, high = max(start, begin), min(stop, end)
        before = sentence_before(text[begin:low])
        after = sentence_after(text[high:end])
        low -= len(before) if text[begin:low].endswith(before) else 0
        high += len(after) if text[high:end].startswith(after) else 0
        if windows and low <= windows[-1][1] + 1:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _pieces(text: str, low: int, high: int, spans: Sequence[tuple[int, int, Note]]) -> list[Piece]:
    """The words from ``low`` to ``high``, cut where evidence begins or ends."""
    cuts = {low, high}
    for start, stop, _ in spans:
        cuts.update(point for point in (start, stop) if low < point < high)
    edges = sorted(cuts)
    pieces = []
    for first, last in pairwise(edges):
        covering = [span for span in spans if span[0] <= first and span[1] >= last]
        ends = tuple(note for _, stop, note in covering if min(stop, high) == last)
        pieces.append(Piece(unblocked(text[first:last]), bool(covering), ends))
    return pieces
