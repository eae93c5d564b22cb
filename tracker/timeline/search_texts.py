"""Search in what is written: titles of posts, articles, and statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from people.models import Position, Statement
from tracker.claims.models import Claim, EvidenceKind
from tracker.claims.withholding import Withheld, withhold_article, withhold_fact
from tracker.kernel.periods import LONG_AGO
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.word_search import Asked, Piece, TextVector, WordQuery
from tracker.news.models import Article
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.evidence import outlet_named
from tracker.timeline.little_words import LITTLE
from tracker.timeline.name_lookup import POSTS_READ
from tracker.timeline.questions.titles import AskedTitle
from tracker.timeline.refs import ref_person
from tracker.timeline.wording import Ref

#: As many sentences of an article as are looked through.
SENTENCES_READ = 100
#: As much of a sentence as an excerpt holds, and of a statement.
EXCERPT = 220


@dataclass(frozen=True, slots=True)
class TitleHit:
    """Somebody who holds a post of such a title on the day that was asked about."""

    post: Post
    title: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article with the words in its headline or text; ``excerpt`` is of a sentence that readers get."""

    article: Article
    headline: tuple[Piece, ...]
    excerpt: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementHit:
    """What somebody said, with the words in it or in its topic."""

    anchor: str
    person: Ref
    topic: tuple[Piece, ...]
    quote: tuple[Piece, ...]
    outlet: str
    told_on: date | None


def titles_found(
    asked: Asked,
    titled: Sequence[int],
    names: Withheld,
    *,
    as_of: date,
    known_on: date | None = None,
    most: int,
) -> list[TitleHit]:
    """Who holds a post in whose title each word begins one, or is another form of it, the same title first.

    ``titled`` are the positions that were looked up so; one query, none for none. With ``known_on`` posts are told as
    one could know them then; one whose title reads otherwise today is not found.
    """
    if not titled:
        return []
    asked_title = AskedTitle(asked)
    found = rows.pairs(_TITLED.rows(ids=list(titled), known_on=known_on), "position", known_on)
    pairs = [(fact, withhold_fact(row, names)) for fact, row in found]
    posts = bare_posts(pairs, as_of=as_of)
    same = asked.text.casefold()
    held = sorted(
        (one for one in posts if one.held and asked_title.fits(one.title)),
        key=lambda one: (one.title.casefold() != same, one.holds != "certain", -one.seniority),
    )
    return [TitleHit(one, asked_title.pieces(one.title)) for one in held[: most + 1]]


def _titled(*, ids: Given, known_on: date | None) -> QuerySet[Any]:
    wanted = Position.objects.visible().supported().filter(one_of_given("id", ids))
    return rows.asked_positions(wanted, known_on, most=POSTS_READ)


_TITLED = Prepared(_titled, planned=True)


def articles_found(
    asked: Asked, names: Withheld, *, known_on: date | None = None, most: int
) -> list[ArticleHit]:
    """Articles in whose headline or text each word begins one, newest first; one query.

    Of a text only a sentence is repeated that readers get on its page. Copies are left out. Little words are looked for
    only where there are no others: hardly a text is without them.
    """
    asked = _but_little(asked)
    found = _articles(most + 1).rows(query=asked.beginnings, known_on=known_on, whole=bool(names))
    return [
        ArticleHit(
            withhold_article(one, names),
            asked.pieces(one.title),
            _best_of(asked, (names.text(sentence) for sentence in one.sentences)),
        )
        for one in found
        if not names or asked.in_text(names.text(f"{one.title} {one.text}"))
    ]


@cache
def _articles(most: int) -> Prepared[Any]:
    return Prepared(partial(_asked_articles, most=most))


def _asked_articles(
    *, query: str, known_on: date | None, whole: bool, most: int
) -> QuerySet[Article]:
    """The newest articles with the words, each with the sentences that carry facts; with the text if ``whole``."""
    told = Article.objects.visible().filter(copy_of=None)
    claims = Claim.objects.visible().filter(
        article=OuterRef("pk"), evidence_kind=EvidenceKind.QUOTE
    )
    if known_on is not None:
        told = told.filter(published_on__lte=known_on)
        claims = claims.known_on(known_on)
    found = told.alias(words=TextVector("title", "text")).filter(words=WordQuery(query))
    sentences = claims.order_by("start", "pk").values("evidence")[:SENTENCES_READ]
    return (
        (found if whole else found.defer("text"))
        .with_outlet()
        .annotate(sentences=ArraySubquery(sentences))
        .order_by(F("published_on").desc(nulls_last=True), "-pk")[:most]
    )


def _but_little(asked: Asked) -> Asked:
    more = [word for word in asked.without(()) if word.casefold() not in LITTLE]
    return Asked.of(" ".join(more)) if more else asked


def _best_of(asked: Asked, sentences: Iterable[str]) -> tuple[Piece, ...]:
    """The sentence in which most is found, cut short around the first of it; nothing where none is."""
    cut = [asked.pieces(sentence) for sentence in sentences]
    best = max(cut, key=lambda pieces: sum(piece.found for piece in pieces), default=())
    return shortened(best) if any(piece.found for piece in best) else ()


def shortened(pieces: tuple[Piece, ...], most: int = EXCERPT) -> tuple[Piece, ...]:
    """At most about ``most`` characters of a text, with the first of what was found in them."""
    length = sum(len(piece.text) for piece in pieces)
    if length <= most:
        return pieces
    before = 0
    for piece in pieces:
        if piece.found:
            break
        before += len(piece.text)
    first = max(0, min(before - most // 3, length - most))
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        text = piece.text[max(0, first - at) : max(0, first + most - at)]
        at += len(piece.text)
        if text:
            kept.append(Piece(text, piece.found))
    lead = [Piece("… ")] if first else []
    rest = [Piece(" …")] if first + most < length else []
    return (*lead, *kept, *rest)


def statements_found(
    asked: Asked,
    speakers: Sequence[int],
    names: Withheld,
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    most: int,
) -> list[StatementHit]:
    """Statements of the ``speakers``, and those in whose words or topic each word begins one, newest first; one query.

    Little words are passed over as in articles.
    """
    asked = _but_little(asked)
    newest = _statements(most + 1).rows(
        query=asked.beginnings, speakers=list(speakers), known_on=known_on
    )
    return [
        StatementHit(
            anchor=f"statement-{row.pk}",
            person=ref_person(row.person),
            topic=asked.pieces(row.topic),
            quote=shortened(asked.pieces(row.quote)),
            outlet=row.outlet_name or "",
            told_on=row.told_on or row.first_on,
        )
        for row in (withhold_fact(row, names) for row in newest)
        if (as_of is None or (row.sort_day or LONG_AGO) <= as_of)
        and (not names or row.person_id in speakers or asked.in_text(f"{row.topic} {row.quote}"))
    ]


@cache
def _statements(most: int) -> Prepared[Any]:
    return Prepared(partial(_asked_statements, most=most))


def _asked_statements(
    *, query: str, speakers: Given, known_on: date | None, most: int
) -> QuerySet[Statement]:
    said = Statement.objects.visible().supported().with_names()
    if known_on is not None:
        said = said.filter(first_on__lte=known_on)
    found = said.alias(words=TextVector("topic", "quote")).filter(
        Q(words=WordQuery(query)) | one_of_given("person_id", speakers)
    )
    named = found.annotate(outlet_name=outlet_named("first_outlet"))
    return named.order_by(F("first_on").desc(nulls_last=True), "-pk")[:most]
