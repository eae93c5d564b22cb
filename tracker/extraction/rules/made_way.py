"""The post of whoever is succeeded: "X is the new chief executive. She succeeds Z": Z was chief executive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.lexicon import POSTED_ON
from tracker.extraction.rules.posts import people_of
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_SUCCEED = frozenset(["succeed", "replace", "follow", "relieve"])
_TAKE_OVER = frozenset(["take over", "take_over"])
#: Into what somebody steps who gets another's post.
_STEP, _PLACES = frozenset(["step", "slip"]), frozenset(["shoe", "footstep", "place"])
#: What tells that the post spoken of was free, or whose it was.
_VACANT = re.compile(
    r"\b(?:post|job|position|role|seat|office|chair)\b[^,;.]*?\b(?:vacant|open|empty|free|unfilled|unoccupied)\b[^;.]*?\b(?:since|when|after)\b"
    r"|\bvacancy\b[^,;.]*?\b(?:arose|opened|occurred|came about)\b"
    r"|\b(?:previous|last|former) (?:holder|occupant|incumbent|person|man|woman)\b[^,;.]*?\b(?:post|job|position|role|office|title)\b"
    r"|\b(?:t[ao]k|fill)\w* the (?:place|shoes) of\b",
    re.IGNORECASE,
)
#: How many sentences before the post may have been given.
_BACK = 2


def with_predecessors(scene: Scene, before: Sequence[Draft], here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the post that those had whom somebody is told to succeed."""
    told = [*here, *reversed(before)]
    more: list[Draft] = []
    for heir, gone in (*_handed_over(scene), *_vacated(scene, here)):
        posts = [d for d in told if _is_post_of(scene, d, heir) and d.get("person") != gone]
        got = next((d for d in posts if d.get("title") != "head"), posts[0] if posts else None)
        if got is None or any(_says_more(d, gone, got) for d in here):
            continue
        own = next((d for d in here if d.attached and _is_that_post(d, gone, got)), None)
        if own is not None:  # "takes over from Z, the interim chief executive"
            own.status = Status.FORMER
            continue
        made = draft(
            FactType.ROLE, scene, "predecessor", Status.FORMER, 0.75, person=gone, org=got.get("org"), title=_plainly(got.get("title")),
            unit=got.values.get("unit"),
        )  # fmt: skip
        made.implied_org = got.scene is not scene
        if not made.implied_org:
            made.date, made.date_kind = got.date, got.date_kind
        more.append(made)
    return [*(d for d in here if not any(_still_has(d, made) for made in more)), *more]


def _handed_over(scene: Scene) -> Iterator[tuple[str, str]]:
    """Who succeeds whom."""
    for clause in clauses(scene.doc):
        heirs, gone = _pair(scene, clause)
        if heirs and gone and judge(scene, clause.verb).status in TOLD:
            yield from ((heirs[0], one) for one in gone[:1] if one not in heirs)
        behind = people_of(scene, _named(scene, clause.preps("following")))
        if behind and clause.subjects and judge(scene, clause.verb).status in TOLD:
            yield from ((one, behind[0]) for one in people_of(scene, clause.subjects)[:1])


def _vacated(scene: Scene, here: list[Draft]) -> Iterator[tuple[None, str]]:
    """Who has left the post that somebody has just got: "the post had been vacant since X left", "its last holder, X, quit"."""
    if _VACANT.search(scene.text):
        for d in here:
            if d.type is FactType.LEFT and not d.get("title") and d.status in TOLD:
                yield None, d.get("person")


def _pair(scene: Scene, clause: Clause) -> tuple[list[str], list[str]]:
    """Who comes, and who has made way; nobody does whom somebody follows on Twitter."""
    posted = (scene.words(t.i, t.i).lower() in POSTED_ON for t in clause.preps("on"))
    if clause.lemma == "follow" and any(posted):
        return [], []
    if clause.lemma in _SUCCEED:
        left = [clause.verb.head if _is_whom(clause, t) else t for t in clause.objects]
        return people_of(scene, _heirs(scene, clause)), people_of(scene, _named(scene, left))
    if clause.lemma in _TAKE_OVER:
        gone = people_of(scene, _named(scene, clause.preps("from")))
        return people_of(scene, _heirs(scene, clause)), gone
    if clause.lemma in _STEP:
        places = [t for t in clause.preps("into") if t.lemma_.lower() in _PLACES]
        owners = [c for t in places for c in t.children if c.dep_ == "poss"]
        owners += [g for t in places for c in t.children if c.lower_ == "of" for g in c.children]
        return people_of(scene, _heirs(scene, clause)), people_of(scene, _named(scene, owners))
    return [], []


def _is_whom(clause: Clause, token: Token) -> bool:
    """Read "Z, whom she replaces"."""
    return token.lower_ in {"whom", "who"} and clause.verb.dep_ == "relcl"


def _heirs(scene: Scene, clause: Clause) -> list[Token]:
    """The subject of a verb; of "was named chair, succeeding X" that of the verb before."""
    verb = clause.verb
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    if own or people_of(scene, clause.subjects):
        return list(clause.subjects)
    while verb.dep_ in {"advcl", "xcomp", "conj"}:
        verb = verb.head
        found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        named = [c for c in verb.children if c.dep_ in {"dobj", "oprd"}]
        if found or named:
            return found if not named or verb.dep_ == "nsubjpass" else [*found, *named]
    return list(clause.subjects)


def _named(scene: Scene, tokens: Sequence[Token] | Iterator[Token]) -> list[Token]:
    return [t for t in tokens if scene.is_person(t)]


def _is_post_of(scene: Scene, d: Draft, heir: str | None) -> bool:
    """Whether somebody, or anybody at all, has just got a post."""
    gets = d.type is FactType.JOINED or (d.type is FactType.ROLE and d.status in TOLD)
    near = scene.number - d.scene.number <= _BACK
    post = bool(d.get("title")) and bool(d.get("org")) and "member" not in d.get("title")
    his = heir is None or plain(d.get("person")) == plain(heir)
    return gets and near and post and his and is_likely_enough(d)


def _says_more(d: Draft, gone: str, got: Draft) -> bool:
    """Whether the sentence itself tells how a post was given up."""
    told = d.type is FactType.LEFT or (d.type is FactType.ROLE and d.status is Status.FORMER)
    titled = bool(d.get("title")) and (
        d.type is FactType.LEFT or same_title(d.get("title"), got.get("title"))
    )
    same = plain(d.get("person")) == plain(gone) and same_org(d, got)
    return told and same and titled and is_likely_enough(d)


def _is_that_post(d: Draft, gone: str, got: Draft) -> bool:
    same = plain(d.get("person")) == plain(gone) and same_org(d, got)
    return d.type is FactType.ROLE and same and same_title(d.get("title"), got.get("title"))


def _still_has(d: Draft, made: Draft) -> bool:
    """Whether the scorer takes for a post that somebody has, or gets, the one that he has had."""
    same = (
        same_person(d, made) and same_org(d, made) and same_title(d.get("title"), made.get("title"))
    )
    return d.rule == SEEN and d.type is FactType.ROLE and same


def _plainly(title: str) -> str:
    """A title without what only the successor is: "interim chief executive"."""
    words = title.split()
    return " ".join(words[1:]) if words[0].lower() in {"interim", "acting"} and words[1:] else title
