"""Posts as a whole article has them: since when somebody has one, which ones begin, and which are still to come."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.clauses import clause_of
from tracker.extraction.dates import TimePhrase
from tracker.extraction.days import carrier_of
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.shared import title_text
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What is dated as a change, and not as its telling: "has resigned, effective May 2".
_TAKES_EFFECT = re.compile(r"\b(?:effective|with effect|as (?:of|from))\b")
_TO_SUCCEED = re.compile(r"\bto (?:succeed|replace|follow)\b")
#: Rules whose verb may say since when somebody has been what he is.
_HAS_BEEN = {"leads", "sits", "in_charge", "served_as"}
_HAS = {"has", "have", "'s", "’s"}
_FOR_NOW = re.compile(r"^(?:interim|acting) ", re.IGNORECASE)
_ACTS = re.compile(r"\b(?:is acting|acts|serves|is serving|steps in|fills in) as\b")
_ADVISES = re.compile(r"\b(?:advis[eo]r|consultant)\b")
_STAYS = re.compile(r"\b(?:stay|remain)(?:s|ing)?\b")
#: Before a title, some words before it, and before what somebody leads.
_GOES_ON = re.compile(
    r"\b(?:continu(?:es?|ing) (?:to \w+ )?as|carr(?:y|ies) on as|ke(?:eps?|eping) (?:on )?(?:his|her|their|the))\b"
)
_LEADS_ON = re.compile(r"\bcontinu(?:es?|ing) to (?:lead|head|run|chair|manage|direct|oversee)\b")
_BEGINNINGS = {FactType.JOINED, FactType.ROLE}
#: Rules whose verb says itself that somebody has gone, and words that say so of a post.
_GONE = {
    "leaves",
    "dismissed",
    "departs",
    "after_years",
    "last_day",
    "gives_up_seat",
    "departure_noun",
}
_FORMERLY = re.compile(
    r"\b(?:former|formerly|ex|late of|once|previously|had|until|left|quit|resigned|gave up|given up|stepped down)\b",
)


def settle_posts(found: Iterable[Draft]) -> None:
    """Whether posts are held, begun or to come, by their words and by their days."""
    found = list(found)
    for d in found:
        _begins_by_staying(d, found)
        _goes_on(d)
        _is_to_come(d)
    _goes_when_he_comes(found)
    _comes_when_he_goes(found)
    _held_since(found)


def _begins_by_staying(d: Draft, found: Iterable[Draft]) -> None:
    """Read "X acts as interim chief", "X steps down and stays on as an adviser": a post that nobody had before, told by a verb."""
    if d.type is not FactType.ROLE or d.status is not Status.HELD or d.attached:
        return
    if _FOR_NOW.match(d.get("title")) and _ACTS.search(d.scene.text):
        d.status = Status.DONE
    elif _ADVISES.search(d.get("title")) and _STAYS.search(d.scene.text):
        gives_up = any(o is not d and _is_given_up(o) and same_person(o, d) for o in found)
        d.status = Status.ANNOUNCED if gives_up else d.status


def _is_given_up(o: Draft) -> bool:
    return o.type is FactType.LEFT or (o.type is FactType.ROLE and o.status is Status.FORMER)


def _goes_on(d: Draft) -> None:
    """Read "X will continue as chair", "X continues to lead Y", "X keeps his post as dean": what he has he will have."""
    if d.type is not FactType.ROLE or d.status is not Status.ANNOUNCED:
        return
    text = d.scene.text
    leads = d.rule == "leads" and _LEADS_ON.search(text) is not None
    if leads or any(_names(d.get("title"), text, on.end()) for on in _GOES_ON.finditer(text)):
        d.status = Status.HELD


def _names(title: str, text: str, since: int) -> bool:
    """Whether a text names a title a few words after a place, in the same clause."""
    return re.compile(rf" [^,;.]{{0,40}}?{re.escape(title)}\b").match(text, since) is not None


def _is_to_come(d: Draft) -> None:
    """Read "has hired X, who starts in May", "X has resigned, effective May 2": what has its day after the publication has not happened yet."""
    if d.status is not Status.DONE:
        return
    if d.type in _BEGINNINGS and not _FOR_NOW.match(d.get("title")) and _comes_later(d):
        d.status = Status.ANNOUNCED
    if d.type is FactType.LEFT and _TAKES_EFFECT.search(d.scene.text) and _comes_later(d):
        d.status = Status.ANNOUNCED


def _comes_when_he_goes(found: Iterable[Draft]) -> None:
    """Read "X will step down in May. Y has been chosen to succeed her": Y comes when X goes."""
    going = [d for d in found if d.type is FactType.LEFT and d.status is Status.ANNOUNCED]
    for d in found:
        chosen = d.rule == "succeeds" and _TO_SUCCEED.search(d.scene.text)
        if not chosen or d.status is not Status.DONE or d.date is not None:
            continue
        if any(same_org(o, d) and same_title(o.get("title"), d.get("title")) for o in going):
            d.status = Status.ANNOUNCED


def _goes_when_he_comes(found: Iterable[Draft]) -> None:
    """Read "has hired X from Y, who starts in May": whose coming is announced has not gone yet, unless a verb says so."""
    coming = [d for d in found if d.type is FactType.JOINED and d.status is Status.ANNOUNCED]
    for d in found:
        gone = d.type is FactType.LEFT and d.status is Status.DONE
        if not gone or d.rule in _GONE or _FORMERLY.search(d.scene.text):
            continue
        if d.date is not None and d.date_kind == "effective":
            continue
        if any(
            same_person(o, d)
            and _comes_from_there(o, d)
            and (_comes_later(o) or (d.rule == SEEN and o.rule != "hires"))
            for o in coming
        ):
            d.status = Status.ANNOUNCED


def _comes_later(d: Draft) -> bool:
    """Whether a change has its day after the publication."""
    published = d.scene.published
    return bool(d.date and published and d.date > published.isoformat()[: len(d.date)])


def _comes_from_there(coming: Draft, going: Draft) -> bool:
    """Whether somebody comes from where he goes, as far as it is told, and not to it."""
    origin = plain(coming.get("from_org"))
    return origin == plain(going.get("org")) if origin else not same_org(coming, going)


def _held_since(found: Iterable[Draft]) -> None:
    """The beginning of a post that somebody has, where the words say it."""
    for d in found:
        if d.type is FactType.ROLE and d.status is Status.HELD and d.date is None:
            begun = (p.value for p in d.scene.times if _is_of(d, p))
            d.date = next(begun, None)
            d.date_kind = "effective" if d.date else None


def _is_of(d: Draft, phrase: TimePhrase) -> bool:
    """Whether a time is since when a post is somebody's."""
    scene = d.scene
    title, since = post_since(scene, phrase), _since(scene, phrase)
    if title is not None:
        told = d.attached or d.rule == "copula"
        return told and d.get("title") == title_text(scene, title)
    verb = carrier_of(since) if since is not None else None
    if verb is None or d.rule not in _HAS_BEEN or not auxiliaries(verb) & _HAS:
        return False
    return d.get("person") in {p for s in clause_of(verb).subjects for p in scene.people(s)}


def post_since(scene: Scene, phrase: TimePhrase) -> Token | None:
    """The title that somebody has "since 2021": of "X, chief executive since 2021", "X has been chief executive since 2021"."""
    since = _since(scene, phrase)
    if since is None or since.head.lemma_ != "be":
        return since.head if since is not None and scene.is_title(since.head) else None
    had = clause_of(since.head)
    return next((t for t in had.complements if scene.is_title(t)), None)


def _since(scene: Scene, phrase: TimePhrase) -> Token | None:
    """The "since" of a time."""
    since = scene.token_at(phrase.start)
    if since.lower_ != "since" and since.i:
        since = scene.doc[since.i - 1]
    return since if since.lower_ == "since" else None
