"""Who gives up a post and stays: "X steps down; she will take another job in the group"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.sameness import SEEN, same_org, same_person, same_title
from tracker.extraction.scene import Scene

_BLOWS = words("loss blow setback departure defection resignation exit")
_FIRM = (
    r"(?:(?:the|its|his|her) )?(?:company|group|firm|business|bank|organi[sz]ation|agency|{name})\b"
)
_IN = r"(?:in|at|within|inside|with)"
#: What tells that somebody goes on working where he has had a post, with the name of the company.
_STAYS = (
    rf"\belsewhere {_IN} {_FIRM}"
    rf"|\b(?:stay|remain|continue)(?:s|ed|ing)? (?:on )?{_IN} {_FIRM}"
    rf"|\b(?:another|a new|a different|some other) (?:[\w-]+ )?(?:job|role|post|position) {_IN} {_FIRM}"
    rf"|\bnot leav(?:e|ing) {_FIRM}"
)
_POST = r"(?:advis[eo]r|consultant|fellow|directorship|director|chair(?:man|woman|person)?|member|ambassador|professor|seat)"
#: What tells that somebody goes on with another post where he has had one: "will stay on as an adviser", "hangs on to a directorship".
_STAYS_AS = re.compile(
    r"\b(?:stay|remain|continue|hang|carry|carries|go|serve|assist|help|keep|return)(?:s|ed|ing)?\b[^.;,]{0,60}?"
    rf"\bas (?:(?:an?|the|its|his|her|(?:[A-Z]|company)[\w.]*['’]s) )?(?:[\w-]+ ){{0,3}}?{_POST}\b"
    rf"|\b(?:stay|remain)(?:s|ing)? (?:(?:an?|the|its|on the|a member of) )?(?:[\w-]+ ){{0,3}}?(?:{_POST}|board)\b"
    rf"|\bis still (?:an?|the|its) (?:[\w-]+ ){{0,3}}?{_POST}\b"
    rf"|\b(?:keep|retain|hang\w* on to|hold\w* on to)(?:s|ing)? (?:an?|his|her|the|its) (?:[\w-]+ )?{_POST}\b"
    r"|\bconfin(?:es|ing) (?:him|her)self to (?:chairing|advising|the (?:chair|board)|that of)\b"
)
_OF_A_POST = re.compile(
    r"\b(?:job|post|position|role|title|office|duties|chair|helm|presidency|chairmanship) (?:as|of)\b|\b(?:resign|step|retir)\w* (?:down )?as\b"
)
#: Who does so only for a time goes all the same.
_FOR_A_TIME = re.compile(
    r"\b(?:until|till|for (?:[\w-]+ ){0,2}(?:months?|weeks?|time|while|years?)|transition\w*|hand-?over|in the interim|as he (?:retires|leaves)|as she (?:retires|leaves))\b"
)
#: So many sentences later it may be told.
_LATER = 2
#: Whether any of it may be told, before a pattern is made for a name.
_HINT = re.compile(r"\b(?:elsewhere|stay|remain|continu|another|new|different|other|not leav)")
_UNSURE = re.compile(r"\b(?:until|would not|won['’]t|did not say|may|might|whether)\b")


def says_who_stays(scene: Scene, person: str, org: str) -> bool:
    """Whether the sentence, or the next one about the same person, says that he stays at the company whose post he gives up."""
    if befalls(scene, person):
        return True
    here = [scene, *scene.article[scene.number + 1 : scene.number + 2]]
    return any(
        _HINT.search(where.text) is not None
        and not _UNSURE.search(where.text)
        and re.search(_STAYS.format(name=re.escape(org)), where.text) is not None
        and (where is scene or _is_about(where, person))
        for where in here
    )


def befalls(scene: Scene, person: str) -> bool:
    """Read "For X it is the second departure in a week": it befalls him, and he stays."""
    first = scene.doc[0]
    if first.lower_ != "for" or not any(t.lemma_.lower() in _BLOWS for t in scene.doc):
        return False
    opening = (t for c in first.children if c.dep_ == "pobj" for t in c.subtree)
    return person in {scene.name(t) for t in opening if scene.is_person(t)}


def goes_on_as(scene: Scene, person: str) -> bool:
    """Whether the sentence, or one of the next two about the same person, says that he goes on in another post, and not for a time."""
    here = [scene, *scene.article[scene.number + 1 : scene.number + 1 + _LATER]]
    return any(
        not _FOR_A_TIME.search(where.text, found.start()) and _is_about(where, person)
        for where in here
        for found in _STAYS_AS.finditer(where.text)
    )


def gives_up_a_post(scene: Scene) -> bool:
    """Whether a sentence tells that somebody gives up a post, and not that he leaves a company: "is giving up his job as T"."""
    return _OF_A_POST.search(scene.text) is not None


def goes_on_there(left: Draft) -> bool:
    """Whether somebody who gives up a post, and not a seat, goes on in another one there, and nowhere else."""
    title = left.get("title")
    elsewhere = not title or "board" in title or left.get("to_org")
    return not elsewhere and goes_on_as(left.scene, left.get("person"))


def changes_post(left: Draft, got: Draft) -> bool:
    """Read "X steps down as T and has been named Z": whoever gives up one post and gets another where he is stays."""
    here = left.type is FactType.LEFT and left.inside and left.scene is got.scene
    titled = bool(left.get("title")) and left.get("title") != got.get("title")
    return here and titled and same_org(left, got)


def _is_about(scene: Scene, person: str) -> bool:
    """Whether the first subject of a sentence is somebody."""
    first = next((t for t in scene.doc if t.dep_ in {"nsubj", "nsubjpass"}), None)
    return first is not None and scene.people(first)[:1] == [person]


def seats_within(found: Iterable[Draft]) -> None:
    """Read "hands over as chief executive of Y but will sit on its board": who changes posts at Y does not join it."""
    told = list(found)
    for d in told:
        if d.type is not FactType.JOINED or d.get("title") != "board member":
            continue
        own = (o for o in told if same_person(o, d) and same_org(o, d) and o is not d)
        if any(_is_given_up(o) for o in own):
            d.type, d.appointment, d.inside = FactType.ROLE, True, True


def _is_given_up(d: Draft) -> bool:
    """Whether a post is one that somebody gives up by a change within the company."""
    if "board" in (d.get("title") or "board") or not is_likely_enough(d):
        return False
    former = d.status is Status.FORMER and d.rule in {"gives_up", "hands_over"}
    return (d.type is FactType.ROLE and former) or (d.type is FactType.LEFT and d.inside)


#: By which rules a post is told that somebody goes on with, and of these the ones by which it may also begin.
_BEGINS = frozenset(["copula", "stays"])
_GOES_ON = _BEGINS | {"professorship", "sits"}
#: What somebody holds who has given up another post before.
_IS_SO_NOW = re.compile(r"\b(?:remains|still|today|now)\b")


def those_who_stay(found: list[Draft]) -> list[Draft]:
    """Who steps down but stays in another post has not left: the post is one that he had."""
    dropped: set[int] = set()
    for d in found:
        if d.type is not FactType.LEFT or d.status is Status.DENIED:
            continue
        goes_on = goes_on_there(d)
        if not d.inside and not (goes_on and gives_up_a_post(d.scene)):
            continue
        others = [o for o in found if o is not d and same_org(o, d) and same_person(o, d)]
        if not d.get("title"):
            dropped |= {id(d)} if any(o.rule == "advises" and o.inside for o in others) else set()
        elif not _leaves_the_board_too(d, others) and (
            goes_on
            or any(_is_another_post(o, d) for o in others)
            or says_who_stays(d.scene, d.get("person"), d.get("org"))
        ):
            d.type, d.status, d.appointment = FactType.ROLE, Status.FORMER, True
            d.belief = None
            _begin_now(others, d)
    return [d for d in found if id(d) not in dropped]


def _leaves_the_board_too(left: Draft, others: Iterable[Draft]) -> bool:
    """Read "steps down as T and from the board": nothing is left that somebody could stay in."""
    return any(
        o.type is FactType.LEFT and o.get("title") == "board member" and o.scene is left.scene
        for o in others
    )


def _is_another_post(role: Draft, left: Draft) -> bool:
    """Whether it is told that somebody goes on in another post than the one that he gives up, or gets one."""
    if role.type is not FactType.ROLE or role.status is Status.FORMER:
        return False
    told = role.appointment or role.rule in _GOES_ON or _is_news(role)
    return told and not same_title(role.get("title"), left.get("title"))


def _begin_now(others: Iterable[Draft], left: Draft) -> None:
    """Read "X steps down as T and is chairman": the post that somebody goes on with begins, unless it is told to be his still."""
    for o in others:
        held = o.type is FactType.ROLE and o.rule in _BEGINS and o.status is Status.HELD
        if (
            held
            and not _IS_SO_NOW.search(o.scene.text)
            and not same_title(o.get("title"), left.get("title"))
        ):
            o.status = Status.ANNOUNCED


def _is_news(role: Draft) -> bool:
    """Whether the scorer sees somebody get a post."""
    return role.rule == SEEN and role.status is not Status.HELD and is_likely_enough(role)
