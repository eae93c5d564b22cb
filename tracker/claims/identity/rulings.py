"""What an editor decides about who is meant: two that are never the same, whom a name does not mean."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from companies.models import Organization
from people.models import Person
from tracker.claims.identity.article import mention_of
from tracker.claims.identity.kept import ORGANIZATION_WORDS, PERSON_WORDS, text_of, to_keep
from tracker.claims.identity.people import People, PersonMention
from tracker.claims.identity.resolved import Candidate, Resolved
from tracker.claims.models import Claim, ClaimType, Decision, MentionRuling, NeverSame
from tracker.claims.settling.settle import settle, subjects_of
from tracker.kernel.plain_names import plain
from tracker.news.models import Article

type Record = Person | Organization

_CHOSEN = "chosen by an editor"


class NotTwoOfAKind(ValueError):
    """Only two people, or two organizations, can be told apart, and not one from itself."""


class NobodyAttached(ValueError):
    """The claim has no record there that could be the wrong one."""


class WrongKindOfRecord(ValueError):
    """A person cannot stand where a claim names an organization, nor the other way round."""


# ── never the same ───────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def mark_never_same(*, one: Record, other: Record, editor: User, reason: str) -> NeverSame:
    """Remember that these two are two; saying it again changes nothing."""
    if type(one) is not type(other) or one.pk == other.pk:
        raise NotTwoOfAKind(f"{one} and {other} cannot be told apart.")
    low, high = sorted((one, other), key=lambda record: record.pk)
    first, second = (
        ("person", "other_person")
        if isinstance(one, Person)
        else ("organization", "other_organization")
    )
    row, _ = NeverSame.objects.get_or_create(
        **{first: low, second: high}, defaults={"reason": reason[:300], "decided_by": editor}
    )
    return row


@transaction.atomic
def forget_never_same(*, one: Record, other: Record) -> None:
    """Take the judgement back; that it stood once remains in the history."""
    if type(one) is type(other):
        NeverSame.objects.between(one, other).delete()


def never_same(one: Record, other: Record) -> NeverSame | None:
    """The judgement that these two are two, with its reason; None where there is none."""
    return NeverSame.objects.between(one, other).first() if type(one) is type(other) else None


# ── the records of a claim ───────────────────────────────────────────────────────────────────────


@transaction.atomic
def not_this_person(*, claim: Claim, word: str, editor: User) -> Claim:
    """The person under ``word`` (``person`` or ``manager``) is not whom the text means.

    They are detached from every claim of the article that names them so, and never proposed for that
    name in that article again. Whoever else is meant takes their place: another record, somebody new
    as a stub that is never the same as they are, or nobody, and then the claim waits for an editor.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    wrong = getattr(claim, word) if word in PERSON_WORDS else None
    if not isinstance(wrong, Person):
        raise NobodyAttached(f"{claim} names nobody as {word}.")
    text = text_of(claim, word)
    concerned = _naming(claim, word, text, wrong)
    subjects = subjects_of([one for one, _ in concerned])
    article = claim.article
    if article is not None and text:
        _rule(article, text, wrong, editor, meant=False)
    answers = _resolve_again(article, [pair for pair in concerned if article is not None and text])
    for one, under in concerned:
        found = answers.get((one.pk, under)) or Resolved[Person](
            None, f"“{text or wrong}” is not {wrong.slug}, an editor said"
        )
        setattr(one, under, found.record)
        one.mentions[under] = to_keep(text or wrong.name, found, record=found.record)
        if found.record is None and one.decision != Decision.REJECTED:
            one.decision, one.decided_by, one.policy = Decision.UNDECIDED, None, "identity"
            one.queue_reason = found.reason[:300]
        one.save()
        subjects.add(one)
        if found.new and found.record is not None:
            why = f"An editor found “{text}” in an article not to be {wrong.slug}."
            mark_never_same(one=wrong, other=found.record, editor=editor, reason=why)
    settle(subjects)
    claim.refresh_from_db()
    return claim


@transaction.atomic
def reattach(*, claim: Claim, word: str, record: Record, editor: User) -> Claim:
    """Put ``record`` under ``word``, in every claim of the article that names the same record so.

    The choice is remembered for that name in that article, unless the text means yet another by it.
    Whether the claim is accepted is decided apart.
    """
    if isinstance(record, Person) != (word in PERSON_WORDS) or (
        word not in PERSON_WORDS + ORGANIZATION_WORDS
    ):
        raise WrongKindOfRecord(f"{record} cannot stand as {word}.")
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    before: Record | None = getattr(claim, word)
    if before == record:
        return claim
    text = text_of(claim, word)
    concerned = _naming(claim, word, text, before)
    subjects = subjects_of([one for one, _ in concerned])
    for one, under in concerned:
        setattr(one, under, record)
        one.mentions[under] = to_keep(
            text or str(record), _chosen(one, under, record), record=record
        )
        one.save()
        subjects.add(one)
    article = claim.article
    if article is not None and text:
        if before is not None:
            _rule(article, text, before, editor, meant=False)
        if _is_meant_alone(article, text, record):
            _rule(article, text, record, editor, meant=True)
    settle(subjects)
    claim.refresh_from_db()
    return claim


def _naming(claim: Claim, word: str, text: str, record: Record | None) -> list[tuple[Claim, str]]:
    """The claim, and the others of its article that have ``record`` under the same name."""
    if claim.article is None or not text:
        return [(claim, word)]
    words = PERSON_WORDS if word in PERSON_WORDS else ORGANIZATION_WORDS
    rows = Claim.objects.select_for_update().filter(article=claim.article).order_by("pk")
    found = [
        (one, under)
        for one in rows
        for under in words
        if getattr(one, under) == record and plain(text_of(one, under)) == plain(text)
    ]
    same = [(one, under) for one, under in found if (one.pk, under) != (claim.pk, word)]
    return _as_one_row([(claim, word), *same])


def _as_one_row(pairs: Sequence[tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """One object for each claim, so that what is written under one word is not lost under another."""
    rows: dict[int, Claim] = {}
    return [(rows.setdefault(one.pk, one), word) for one, word in pairs]


def _resolve_again(
    article: Article | None, pairs: Sequence[tuple[Claim, str]]
) -> dict[tuple[int, str], Resolved[Person]]:
    if article is None or not pairs:
        return {}
    asked = {(one.pk, word): _mention(one, word) for one, word in pairs}
    claims = Claim.objects.filter(article=article, withdrawn=False).select_related(
        "organization__parent", "unit__parent", "other__parent", "person"
    )
    beside, named = [], {}
    for one in claims:
        for place in (one.organization, one.unit, one.other):
            if place is not None:
                named[place.pk] = place
        if one.person is not None and (one.pk, "person") not in asked and text_of(one, "person"):
            beside.append(_mention(one, "person"))
    people = People(article)
    people.resolve_all(beside, named=named.values(), make=False)
    found = people.resolve_all(asked.values())
    return {key: found[mention] for key, mention in asked.items()}


def _mention(claim: Claim, word: str) -> PersonMention:
    at = claim.unit or claim.organization
    text = text_of(claim, word)
    if word == "manager":
        return PersonMention(text, at)
    return mention_of(ClaimType(claim.type), text, claim.values, at, claim.other)


def _chosen(claim: Claim, word: str, record: Record) -> Resolved[Record]:
    """The editor's choice first, then those who were thought of before."""
    kept = claim.mentions.get(word)
    others = [
        Candidate(one["id"], one["slug"], one["score"], one["reason"])
        for one in (kept["candidates"] if kept else ())
        if one["id"] != record.pk
    ]
    own = Candidate(record.pk, record.slug, 1.0, _CHOSEN)
    return Resolved(record, _CHOSEN, score=1.0, candidates=(own, *others)[:5])


def _is_meant_alone(article: Article, text: str, record: Record) -> bool:
    """No claim of the article means another record by the same name."""
    words = PERSON_WORDS if isinstance(record, Person) else ORGANIZATION_WORDS
    return all(
        getattr(one, word) in (None, record)
        for one in Claim.objects.filter(article=article, withdrawn=False)
        for word in words
        if plain(text_of(one, word)) == plain(text)
    )


def _rule(article: Article, text: str, record: Record, editor: User, *, meant: bool) -> None:
    column = "person" if isinstance(record, Person) else "organization"
    of: dict[str, Any] = {column: record}
    if meant:
        earlier = MentionRuling.objects.filter(article=article, text=plain(text)[:200], meant=True)
        earlier.filter(**{f"{column}__isnull": False}).exclude(**of).update(meant=False)
    MentionRuling.objects.update_or_create(
        article=article,
        text=plain(text)[:200],
        **of,
        defaults={"meant": meant, "decided_by": editor},
    )
