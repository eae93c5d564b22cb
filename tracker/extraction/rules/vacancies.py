"""Posts that are free: the one of who left last, the one for which somebody new has just been told to come."""

from __future__ import annotations

import re

from tracker.extraction.clauses import Clause
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.no_moves import part_around
from tracker.extraction.rules.shared import Place, title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.side_jobs import is_side_job
from tracker.extraction.tokens import Token

#: Who does so as something is followed in another post.
_STAYS = words("remain stay continue become chair")
_NEW = frozenset(["new", "different", "next", "another"])
_PERHAPS = words("likely likeliest probable possible potential presumptive")
_INTERIM = re.compile(r"(?:interim|acting|temporary|provisional)\b", re.IGNORECASE)
#: That somebody is looked for; a company's search business is none.
_SEARCH = r"(?<!\bof )(?<!\bfor )search\w*(?! (?:and|engine|company|giant|business|division|unit|team|group|product))"
#: For how long a thing is done.
_FOR_A_TIME = (
    r"provisionally|temporarily|for now|for the (?:time being|moment|present|interim)|in the interim"
    r"|(?:on|in) an? (?:interim|acting|temporary|provisional|caretaker) (?:basis|capacity)|until further notice"
    rf"|(?:until|till|while|pending) (?!(?:now|then|recently|lately)\b)[^.;]*?\b(?:successor|replacement|permanent|new (?:one|chief|head|boss|leader|CEO|chair|director|president)|{_SEARCH}|looks? for)"
    rf"|as (?:the|its|a) (?:(?!following|after|upon)[^.; ]+ )*?(?:{_SEARCH}|looks? for)"
)
FOR_A_TIME = re.compile(rf"\b(?:{_FOR_A_TIME})\b", re.IGNORECASE)
_FOR_NOW = re.compile(rf"\b(?:{_FOR_A_TIME}|(?:in the )?meantime|meanwhile(?!,))\b", re.IGNORECASE)
#: What somebody had done for a time, before he got it for good.
_HAD_FOR_NOW = re.compile(
    rf"\b(?:(?:post|position|role|job|work|duties) (?=\w+ (?:\w+ )?ha(?:s|ve|d)\b)(?:(?:that|which) )?|who |which )(?:\w+ )??(?:has|have|had)\b[^,;]*?\b(?:{_FOR_A_TIME})\b",
    re.IGNORECASE,
)

#: Who goes so is followed in his post by whoever follows him; one who goes elsewhere is followed there.
_RETIRES = re.compile(r"\b(?:retir|(?:step|stand)\w* (?:down|aside|back)|end of (?:his|her) term)")
#: In what one person follows another.
_STEPS_IN = words("post job role position title footstep office shoe")


def left_vacant(scene: Scene) -> tuple[str, Place] | None:
    """The post of who left last, which "X will take over" is about."""
    thread = scene.discourse
    leaver = next(reversed(thread.left), None)
    post = thread.post_of(leaver) if leaver is not None else None
    if post is None or post[1] != thread.left[leaver or ""] or is_side_job(post[0]):
        return None
    return post[0], Place(post[1], post[2], implied=True)


def post_vacant(scene: Scene) -> tuple[str, str | None, str | None] | None:
    """The post of who left last, with its place."""
    vacant = left_vacant(scene)
    return (vacant[0], vacant[1].org, vacant[1].unit) if vacant is not None else None


def own_post(
    scene: Scene, clause: Clause, person: str, before: list[str]
) -> tuple[str, Place] | None:
    """The post of "said X, Y's chief executive. X took over from Z in May": it is the one that he has."""
    thread = scene.discourse
    title, org, unit = thread.posts.get(person, ("", None, None))
    has = org is not None and thread.employer.get(person) == org and not is_side_job(title)
    told_now = any(scene.is_title(t) for t in clause.verb.subtree)
    if not before or person in before or not has or told_now or clause.verb.tag_ != "VBD":
        return None
    return title, Place(org, unit, implied=True)


def is_only_likely(heir: Token) -> bool:
    """Whether somebody is no more than a "likely successor"."""
    return any(c.lower_ in _PERHAPS for c in heir.children)


def to_be_filled(scene: Scene) -> tuple[str, Place] | None:
    """The post of "Y has a new T" and "Y was looking for a different T", told in the sentence before of nobody by name."""
    last = scene.article[scene.number - 1] if scene.number else None
    if last is None or last.segment.item != scene.segment.item or any(last.tokens(Kind.PERSON)):
        return None
    posts = [
        t
        for t in last.tokens(Kind.TITLE)
        if not last.at[t.i].founder and any(c.lower_ in _NEW for c in t.children)
    ]
    place = title_place(last, posts[0], None) if len(posts) == 1 else None
    return (title_text(last, posts[0]), place) if place is not None and place.org else None


def is_for_now(scene: Scene, verb: Token) -> bool:
    """Whether a thing is done for the time being: "takes charge on an interim basis"; a first "Meanwhile" only goes on."""
    if scene.text.lower().startswith("meanwhile, "):
        return False
    told = part_around(scene.text, scene.places[verb.i][0])
    return _FOR_NOW.search(_HAD_FOR_NOW.sub("", told)) is not None


def interim(title: str) -> str:
    """What somebody is who holds a post for the time being."""
    return title if _INTERIM.match(title) else f"interim {title}"


def follows_in_post(scene: Scene, clause: Clause, people: list[str], before: str) -> bool:
    """Whether X gets the post of Y in "Y retires as chair, and X follows her", "X follows her in that role"."""
    if any(t.lemma_.lower() in _STEPS_IN for t in clause.preps("in", "into")):
        return True
    told = " ".join(s.text for s in scene.article[max(0, scene.number - 1) : scene.number + 1])
    stays = len(people) == 1 and clause.verb.tag_ != "VBG" and _RETIRES.search(told) is not None
    return stays and before not in scene.discourse.gone_to


def stays_as(scene: Scene, clause: Clause, title: str) -> bool:
    """Whether the post is that of "succeeds Y, who remains chairman", which nobody takes over."""
    givers = [*clause.objects, *clause.preps("from")]
    kept = (
        v
        for t in givers
        for c in t.children
        if c.dep_ == "relcl"
        for v in (c, *c.conjuncts)
        if v.lemma_ in _STAYS
    )
    return any(
        (scene.is_title(t) and title_text(scene, t) == title) or (t == v and t.lemma_ == title)
        for v in kept
        for t in v.subtree
    )
