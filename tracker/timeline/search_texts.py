"""Search in what is written: titles of posts, articles, and statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from people.models import Position, Statement
from tracker.claims.models import Claim, EvidenceKind
from tracker.claims.withholding import Withheld, withheld, withhold_article, withhold_fact
from tracker.kernel.periods import LONG_AGO
from tracker.kernel.word_search import Asked, NameVector, Piece, TextVector, WordQuery
from tracker.news.models import Article
from tracker.timeline import rows
from tracker.timeline.asked_titles import AskedTitle
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.evidence import outlet_names
from tracker.timeline.refs import ref_person
from tracker.timeline.wording import Ref

#: As many posts as the best are chosen from, and as many sentences as are looked through.
POSTS_READ, SENTENCES_READ = 150, 300
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
    asked: Asked, *, as_of: date, known_on: date | None = None, most: int
) -> list[TitleHit]:
    """Who holds a post in whose title each word begins one, or is another form of it, the same title first.

    Two queries.

    With ``known_on`` posts are told as one could know them then; one whose title reads otherwise
    today is not found.
    """
    names = withheld()
    if not asked or names.names(asked.text):
        return []
    titled = Position.objects.supported().annotate(words=NameVector("title"))
    asked_title = AskedTitle(asked)
    found = titled.filter(words=WordQuery(asked_title.query)).order_by()
    if known_on is None:
        found = found.as_of(as_of)
    pks = list(found.values_list("pk", flat=True)[:POSTS_READ])
    if not pks:
        return []
    wanted = Position.objects.visible().filter(pk__in=pks)
    found_rows = rows.positions(wanted, known_on, most=POSTS_READ)
    pairs = [(fact, withhold_fact(row, names)) for fact, row in found_rows]
    posts = bare_posts(pairs, as_of=as_of)
    same = asked.text.casefold()
    held = sorted(
        (one for one in posts if one.held and asked_title.fits(one.title)),
        key=lambda one: (one.title.casefold() != same, one.holds != "certain", -one.seniority),
    )
    return [TitleHit(one, asked_title.pieces(one.title)) for one in held[: most + 1]]


def articles_found(asked: Asked, *, known_on: date | None = None, most: int) -> list[ArticleHit]:
    """Articles in whose headline or text each word begins one, newest first; two queries.

    Of a text only a sentence is repeated that readers get on its page. Copies are left out.
    """
    names = withheld()
    if not asked or names.names(asked.text):
        return []
    told = Article.objects.visible().filter(copy_of=None)
    if known_on is not None:
        told = told.filter(published_on__lte=known_on)
    found = told.annotate(words=TextVector("title", "text")).filter(
        words=WordQuery(asked.beginnings)
    )
    articles = list(
        (found if names else found.defer("text"))
        .with_outlet()
        .order_by(F("published_on").desc(nulls_last=True), "-pk")[: most + 1]
    )
    if names:
        articles = [one for one in articles if asked.in_text(names.text(f"{one.title} {one.text}"))]
    sentences = _sentences(articles, known_on, names) if articles else {}
    return [
        ArticleHit(
            withhold_article(one, names),
            asked.pieces(one.title),
            _best_of(asked, sentences.get(one.pk, ())),
        )
        for one in articles
    ]


def _sentences(
    articles: Iterable[Article], known_on: date | None, names: Withheld
) -> dict[int, list[str]]:
    """The sentences of the articles that carry facts, as readers may see them; one query."""
    claims = Claim.objects.visible().filter(
        article__in=[one.pk for one in articles], evidence_kind=EvidenceKind.QUOTE
    )
    if known_on is not None:
        claims = claims.known_on(known_on)
    found: dict[int, list[str]] = defaultdict(list)
    told = claims.order_by("start", "pk").values_list("article_id", "evidence")
    for article, sentence in told[:SENTENCES_READ]:
        if article is not None:
            found[article].append(names.text(sentence))
    return found


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
    asked: Asked, *, as_of: date | None = None, known_on: date | None = None, most: int
) -> list[StatementHit]:
    """Statements in whose words or topic each word begins one, newest first; two queries."""
    names = withheld()
    if not asked or names.names(asked.text):
        return []
    said = Statement.objects.visible().supported().with_names()
    if known_on is not None:
        said = said.filter(first_on__lte=known_on)
    found = said.annotate(words=TextVector("topic", "quote")).filter(
        words=WordQuery(asked.beginnings)
    )
    newest = found.order_by(F("first_on").desc(nulls_last=True), "-pk")[: most + 1]
    told = [
        row
        for row in (withhold_fact(row, names) for row in newest)
        if (as_of is None or (row.sort_day or LONG_AGO) <= as_of)
        and (not names or asked.in_text(f"{row.topic} {row.quote}"))
    ]
    outlets = outlet_names(row.first_outlet for row in told)
    return [
        StatementHit(
            anchor=f"statement-{row.pk}",
            person=ref_person(row.person),
            topic=asked.pieces(row.topic),
            quote=shortened(asked.pieces(row.quote)),
            outlet=outlets.get(row.first_outlet, ""),
            told_on=row.told_on or row.first_on,
        )
        for row in told
    ]
