"""Which kind of fact is meant, where a sentence alone leaves it open: whether somebody has come or has risen, has left or once was.

"Bell becomes chief scientist of Y" is a joining where an earlier sentence has her come from Z, and a new post where she has
been at Y before. What the article as a whole tells of the person and the place is weighed: what else is told of both, and what
the scorer holds of them in any of its sentences. ``measuring/fitting_kinds.py`` fits the weights of ``kind_meant.json`` to
annotated articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tracker.extraction.arrivals import SITS
from tracker.extraction.choosing import Traits, logit, odds, weights_at
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.beliefs import OF_PEOPLE, Beliefs
from tracker.extraction.rules.doubts_others import only_visits
from tracker.extraction.rules.linked import NO_CHANGE
from tracker.extraction.rules.no_moves import is_no_leaving
from tracker.extraction.rules.retyping import other_end
from tracker.extraction.sameness import plain, same_org
from tracker.extraction.side_jobs import takes_a_seat
from tracker.extraction.staying import says_who_stays
from tracker.extraction.until_now import was_until_now
from tracker.extraction.whole_article import Article, Change, change_of, sentence_of

WEIGHTS = Path(__file__).parent / "kind_meant.json"
#: How many times as likely another kind must be as the one that the sentence has.
MUCH = 1.3
#: Whoever is laid off or thrown out has had a post, and has it no longer.
_SURE = frozenset(["dismissed", "until_now"])
#: "A year after joining from Y", "who came last year": he had been there for some time.
_SINCE_HE_CAME = re.compile(
    r"\b(?:after|since) (?:(?:he|she|they) )?(?:join|com|arriv)\w*"
    r"|\bwho (?:had )?(?:join|c[ao]m|arriv)\w*\b[^,;.]*\b(?:last|ago|earlier|in (?:19|20)\d\d)\b"
)
_OF_MOVES = ("from_org", "to_org")
#: Whoever "confirmed his departure" has a post.
_GOING_OF_SOMEBODY = re.compile(
    r"(?:\b(?:his|her|their)|['’]s?) (?:departure|exit|resignation|retirement|dismissal|leaving|move)\b"
)
#: Who is left to do something, or will not have another post, stays.
_STAYS_PUT = re.compile(
    r"\b(?:is|are|was|were) left(?: to \w+| behind| in charge|(?=[.;]|$))"
    r"|\brul(?:ed|es|ing) (?:him|her)self out\b|\bsa(?:id|ys) no\b|\bturn(?:ed|s) (?:it|that|them|him|her) down\b"
)
_HIMSELF = frozenset(["he", "she", "i", "they", "himself", "herself"])
#: What else may be meant by each.
OTHERS: dict[Change, tuple[Change, ...]] = {
    Change.NEW_POST: (Change.JOINED,),
    Change.POST_HELD: (Change.JOINED, Change.LEFT),
    Change.LEFT: (Change.POST_ONCE, Change.POST_HELD),
}


def with_kinds_meant(found: Iterable[Draft], believed: Mapping[int, Beliefs]) -> bool:
    """Make each fact of an article one of the kind that is meant, and tell whether any becomes of another.

    ``believed`` is what the scorer holds, by the number of the sentence.
    """
    article = Article(found, believed)
    # each is weighed by what sentences have told, and not by what has been made of others
    meant = [(d, likeliest(candidates(d, article))) for d in article.told]
    for d, change in meant:
        if change is not None:
            _become(d, change, article.told)
    return any(change is not None for _, change in meant)


def likeliest(weighed: Mapping[Change, Traits]) -> Change | None:
    """The kind that is so much likelier than that of the sentence, which comes first; None if none is."""
    found = odds(weighed, weights_at(WEIGHTS))
    if not found:
        return None
    own = next(iter(found))
    best = max(found, key=found.__getitem__)
    return best if found[best] > MUCH * found[own] else None


def candidates(d: Draft, article: Article) -> dict[Change, Traits]:
    """What may be meant by a fact: first what its sentence tells, then all else, each with its traits; empty where that is sure."""
    own = change_of(d.type, d.status)
    if own is None or d.rule in _SURE or not d.get("org"):
        return {}
    others = [change for change in OTHERS.get(own, ()) if _may_be(change, d, article)]
    if not others:
        return {}
    traits = dict(_traits(d, article))
    return {own: {}} | {
        other: {f"{own} > {other}: {name}": x for name, x in traits.items() if x}
        for other in others
    }


def _may_be(change: Change, d: Draft, article: Article) -> bool:
    """Whether what is told of the person otherwise leaves it open that he has come or gone."""
    others = article.beside(d)
    there = [o for o in others if same_org(o, d)]
    if change is Change.JOINED:
        came = [o for o in there if o.type is FactType.JOINED]
        if any(o.scene is d.scene and was_until_now(o) for o in there):
            return False
        return not any(o.date and o.date != d.date for o in came) and not (
            came and _SINCE_HE_CAME.search(d.scene.text)
        )
    if change is Change.LEFT:
        goes = any(o.type is FactType.LEFT and (o in there or o.scene is d.scene) for o in others)
        stays = says_who_stays(d.scene, d.get("person"), d.get("org"))
        stays = stays or only_visits(d.scene, d.get("person"))
        of_another = _GOING_OF_SOMEBODY.search(d.scene.text) or _tells_of_others(d)
        rises = any(change_of(o.type, o.status) is Change.NEW_POST for o in there)
        settled = goes or stays or of_another or rises or _only_takes_seats(d, others)
        return not (settled or is_no_leaving(d.scene.text) or _STAYS_PUT.search(d.scene.text))
    return True


def _tells_of_others(d: Draft) -> bool:
    """Read "X, the chief executive, wrote that Z was going": whoever says so of others, and not of himself, does not go."""
    scene = d.scene
    return any(
        token.dep_ == "nsubj"
        and token.head.lemma_ in SAY
        and plain(scene.name(token)) == plain(d.get("person"))
        and not any(word.lower_ in _HIMSELF for word in scene.doc[token.head.i + 1 :])
        for token in scene.tokens(Kind.PERSON)
    )


def _only_takes_seats(d: Draft, others: Sequence[Draft]) -> bool:
    """Whether somebody comes to nothing but boards, so that he keeps the post that he has."""
    comes = [o for o in others if o.type is FactType.JOINED and o.scene is d.scene]
    return bool(comes) and all(takes_a_seat(o) or SITS.search(o.scene.text) for o in comes)


def _traits(d: Draft, article: Article) -> Iterator[tuple[str, float]]:
    yield "always", 1.0
    yield f"rule {d.rule}", 1.0
    yield f"status {d.status}", 1.0
    yield sentence_of(d), 1.0
    for name in ("title", "unit", "from_org", "to_org"):
        yield name, float(bool(d.get(name)))
    if d.get("title"):
        first, *_ = words = d.get("title").lower().split()
        yield f"title begins {first}", 1.0
        yield f"title ends {words[-1]}", 1.0
    yield "day", float(bool(d.date))
    yield "implied", float(d.implied_org)
    yield "appointment", float(d.appointment)
    yield "inside", float(d.inside)
    yield "attached", float(d.attached)
    yield "place named", float(d.get("org") in d.scene.text)
    yield "person named", float(d.get("person").split()[-1] in d.scene.text)
    yield from article.besides(d)
    yield from _held(d, article)


def _held(d: Draft, article: Article) -> Iterator[tuple[str, float]]:
    """What the scorer holds of the person, the place and the title, in the sentence and in the article."""
    yield from article.surely(d)
    person, org, title = d.get("person"), d.get("org"), d.get("title")
    here = article.here(d)
    if here is None:
        return
    yield "asked", float(person in here.people)
    pairs = here.with_title(person, title) if title else []
    yield "title asked", float(bool(pairs))
    for relation in OF_PEOPLE:
        yield f"{relation} here", logit(here.of(relation, person, org))
        yield f"{relation} as the title", logit(max((p.of(relation) for p in pairs), default=0.0))


def _become(d: Draft, change: Change, told: Sequence[Draft]) -> None:
    """Make a fact one of another kind; who comes or goes does so as surely as at the other end of the move, if that is told."""
    kind = {Change.JOINED: FactType.JOINED, Change.LEFT: FactType.LEFT}.get(change, FactType.ROLE)
    if kind is FactType.ROLE:
        d.status = Status.HELD if change is Change.POST_HELD else Status.FORMER
        for key in _OF_MOVES:
            d.values.pop(key, None)
    elif d.status in NO_CHANGE:
        d.status = other_end(d, kind, told) or Status.DONE
    d.type, d.appointment = kind, False
