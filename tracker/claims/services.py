"""What is done with articles and claims: read, recorded, settled, accepted, rejected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.claims.models import Claim, Decision, Reading
from tracker.claims.names import names_on_record
from tracker.claims.readers import RulesReader, TextReader, chosen_reader, version_of
from tracker.claims.recording import record_findings
from tracker.claims.settling.settle import settle, subjects_of
from tracker.claims.suppressing import keep_out
from tracker.extraction import RULES_VERSION, Text
from tracker.extraction import Reading as ReadText
from tracker.news.models import Article, Outlet

type Reader = Callable[[str, str, date | None], ReadText]


class ClaimAlreadyDecided(ValueError):
    """Another editor has accepted or rejected the claim meanwhile."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """How many claims an article makes, how many of them wait for an editor, or why it was left."""

    claims: int = 0
    queued: int = 0
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ReadOnRecord:
    """Reads one text with ``texts`` and every name on record."""

    texts: TextReader

    def __call__(self, text: str, title: str, published: date | None) -> ReadText:
        one = Text(text, title, published)
        return next(self.texts.read_many([one], gazetteer=names_on_record.gazetteer()))


read_by_rules = ReadOnRecord(RulesReader())
read_as_set = ReadOnRecord(chosen_reader())


def current_versions(reader: Reader) -> tuple[str, ...]:
    """The versions whose readings stand where ``reader`` reads."""
    return reader.texts.current() if isinstance(reader, ReadOnRecord) else (RULES_VERSION,)


def extract_article(
    *, article: Article, queue: bool = False, reader: Reader = read_as_set
) -> ReadArticle:
    """Read ``article`` and record its claims, unless a reading of it stands already.

    What cannot be read is marked with the reason. Nothing is settled yet.
    """
    keep_out(article)
    if article.copy_of_id is not None or article.unread:
        return ReadArticle(unread=article.unread)
    if Reading.objects.by_rules(*current_versions(reader)).filter(article=article).exists():
        return count_claims(article=article)
    reading = reader(article.text, article.title, article.published_on)
    version = version_of(reading)
    with transaction.atomic():
        if reading.unread:
            article.unread = reading.unread[:300]
            article.save(update_fields=["unread"])
        record_findings(
            article=article, findings=reading.findings, rules_version=version, queue=queue
        )
        Reading.objects.update_or_create(
            article=article,
            defaults={
                "rules_version": version,
                "findings": len(reading.findings),
                "read_at": timezone.now(),
            },
        )
    return count_claims(article=article)


@transaction.atomic
def settle_article(*, article: Article) -> None:
    """Settle the facts that the article's story speaks of; again changes nothing.

    It may have joined two stories, or turned out to be the first of its own: what others of the
    story say then counts otherwise, and what only repeats an article that has been read is withdrawn.
    """
    of_story = Claim.objects.filter(article__story=article.story_id)
    subjects = subjects_of(of_story)
    repeated = Article.objects.filter(
        story=article.story_id, copy_of__isnull=False, copy_of__unread="", copy_of__reading__gt=0
    )
    Reading.objects.filter(article__in=repeated).delete()
    of_story.filter(article__in=repeated, withdrawn=False, decided_by=None).update(withdrawn=True)
    settle(subjects)


def count_claims(*, article: Article) -> ReadArticle:
    """What is on record of an article that has been read."""
    claims = Claim.objects.filter(article=article, withdrawn=False)
    return ReadArticle(claims=claims.count(), queued=claims.queued().count(), unread=article.unread)


@transaction.atomic
def settle_sources(*, articles: Iterable[Article] = (), outlets: Iterable[Outlet] = ()) -> None:
    """Settle whatever these articles and outlets speak of, after one was hidden or shown again.

    A fact that only a hidden article supports is withdrawn; others lose its words and its count.
    """
    claims = Claim.objects.filter(
        Q(article__in=list(articles))
        | Q(outlet__in=list(outlets))
        | Q(article__outlet__in=list(outlets))
    )
    settle(subjects_of(claims))


@transaction.atomic
def accept_claim(*, claim: Claim, editor: User) -> Claim:
    """Let ``claim`` take part in settling; accepting it again changes nothing."""
    return _decide(claim, editor, Decision.ACCEPTED)


@transaction.atomic
def reject_claim(*, claim: Claim, editor: User) -> Claim:
    """Keep ``claim`` out of every fact; rejecting it again changes nothing."""
    return _decide(claim, editor, Decision.REJECTED)


def _decide(claim: Claim, editor: User, decision: Decision) -> Claim:
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    decided = claim.decided_by_id is not None
    if decided and claim.decision != decision:
        raise ClaimAlreadyDecided(
            f"{claim} was {claim.decision} by {claim.decided_by}; reload to see what is left to do."
        )
    if not decided:
        claim.decision, claim.decided_by, claim.policy = decision, editor, "editor"
        claim.contradicting = False
        claim.save(update_fields=["decision", "decided_by", "policy", "contradicting"])
        settle(subjects_of([claim]))
    return claim
