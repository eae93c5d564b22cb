"""Which post is meant where one goes to somebody: "the job as T", "her shoes", "that remit", "the place at the top"."""

from __future__ import annotations

from tracker.extraction.clauses import Clause
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.persons import SINGULAR_PEOPLE, may_mean
from tracker.extraction.rules.board_words import is_chair_of
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.shared import Place, context_org, place_at, title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.rules.vacancies import left_vacant
from tracker.extraction.scene import Scene
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

#: What somebody leaves to another; a "chair" may be a title, and "office" and "shoes" are only so where they are somebody's.
POSTS = words(
    "post job role position title place stead mantle portfolio brief duty responsibility remit"
)
THINGS = words("shoe footstep office desk chair throne hat crown seat task")
#: What somebody had to do, where it is told to be his.
WORK = words("work region area territory")
#: What one has charge of, told before.
REMITS = words("responsibility function remit portfolio brief duty")
_SAID = frozenset(["that", "this", "those", "these"])
#: Who gets the post of another.
HEIRS = words("successor replacement heir")


def post_passed(
    scene: Scene, clause: Clause, what: Token, heirs: list[str]
) -> tuple[str, Place] | None:
    """The post that a word means: told with it, that of whoever it belongs to, or the head's of a unit."""
    named = title_told(scene, clause, what)
    word = word_for(scene, what)
    if named is not None and (word in POSTS | THINGS or scene.is_title(what)):
        place = title_place(scene, named, None)
        return (title_text(scene, named), place) if place and place.org else None
    if is_that_remit(what):
        org = context_org(scene, what)
        return ("head", Place(org, implied=True)) if org else None
    if word in OFFICES:
        return _office(scene, what, heirs)
    owner = _owner(scene, what, heirs)
    posts = _post_there(scene, clause, owner) if owner else None
    top = any(c.lower_ == "top" for c in what.children) or _is_at_top(what, clause)
    if (
        word in POSTS
        and not (owner or top)
        and any(c.lower_ in {"the", "that"} for c in what.children)
    ):
        gone = next(reversed(scene.discourse.left), None)
        return left_vacant(scene) if gone not in heirs else None
    if word in POSTS | THINGS | HEIRS or (word in WORK and owner):
        # whose duties they are has another post besides a seat on the board
        seat = posts is not None and posts[0].endswith("board member") and word in REMITS
        if seat or _rises_otherwise(scene, heirs):
            return None
        if posts and posts[0] and posts[1] and not (top and posts[0].endswith("chairman")):
            return posts[0], Place(posts[1], posts[2], implied=True)
        if top:
            owners = scene.owner(what)
            org = owners or context_org(scene, what)
            return ("chief executive", Place(org, implied=owners is None)) if org else None
        return None
    if scene.is_person(what) or (what.pos_ == "PRON" and what.lower_ not in {"it", "which"}):
        return None
    return _lead_of(scene, clause, what, posts)


def _office(scene: Scene, office: Token, heirs: list[str]) -> tuple[str, Place] | None:
    """The post of "the directorship of Y" and of "the directorship", which somebody has had of whom the text has told."""
    title = OFFICES[office.lemma_.lower()]
    things = (t for c in office.children if c.lower_ in {"of", "at"} for t in c.children)
    told = next((place for t in things if (place := place_at(scene, t)) is not None), None)
    if told is not None:
        return title, told
    thread = scene.discourse
    for person in reversed([*thread.recent_people]):
        had = thread.post_of(person) if person not in heirs else None
        if had is not None and had[0] and had[1] and had[0].split()[-1].startswith(title[:5]):
            return had[0], Place(had[1], had[2], implied=True)
    return None


def _lead_of(
    scene: Scene, clause: Clause, what: Token, posts: tuple[str, str | None, str | None] | None
) -> tuple[str, Place] | None:
    """The post of whoever leads what is passed on, which may be all that was led by somebody who had ``posts``."""
    place = led_place(scene, what)
    if place is None or not place.org or not place.unit:
        if posts and posts[1] and is_somebodys(scene, what) and (posts[0] or "")[:4] == "head":
            return posts[0], Place(posts[1], posts[2], implied=True)  # of all that was his
        owner = scene.owner(what)
        org = owner or context_org(scene, what) if word_for(scene, what) in UNIT_NOUNS else None
        return ("head", Place(org, implied=owner is None)) if org else None
    where = next((n for t in clause.preps("at") for n in scene.orgs(t)), None)
    return "head", Place(where, place.unit) if where and place.implied else place


def _is_at_top(what: Token, clause: Clause) -> bool:
    """Read "her place at the top is taken by X", wherever the parse hangs the last."""
    return any(
        t.lower_ in {"top", "helm"} for p in what.children if p.lower_ == "at" for t in p.children
    ) or any(t.lower_ in {"top", "helm"} for t in clause.preps("at"))


def _post_there(
    scene: Scene, clause: Clause, owner: str
) -> tuple[str, str | None, str | None] | None:
    """The post that somebody had, at Y where it is told so: "At Y, X is to take her place"."""
    opening = scene.doc[1:2] if scene.doc[0].lower_ == "at" else ()
    there = next((n for t in (*clause.preps("at"), *opening) for n in scene.orgs(t)), None)
    own = scene.discourse.posts_at.get((owner, there)) if there else None
    return own or (None if there else scene.discourse.post_of(owner))


def _rises_otherwise(scene: Scene, heirs: list[str]) -> bool:
    """Read "her duties pass to X, who moves up to T": the post that X gets is told."""
    told = (
        verb
        for token in scene.tokens(Kind.PERSON)
        if scene.name(token) in heirs
        for verb in token.children
        if verb.dep_ == "relcl" and verb.lemma_ in {"become", "move", "rise", "step", "promote"}
    )
    return any(scene.is_title(t) and t.i > verb.i for verb in told for t in verb.subtree)


def title_told(scene: Scene, clause: Clause, what: Token) -> Token | None:
    """T in "the post of T", "the T job", "the T's office", "the job as T", "into her shoes as T"."""
    mention = scene.at.get(what.i)
    if mention is not None and scene.is_title(what) and not (mention.founder or mention.weak):
        return None if is_chair_of(scene, what) else what
    beside = [c for c in what.children if c.dep_ == "prep" and c.lower_ in {"of", "as"}]
    told = [g for c in beside for g in c.children if scene.is_title(g)]
    told += [
        c for c in what.children if scene.is_title(c) and c.dep_ in {"compound", "nmod", "poss"}
    ]
    told += [
        t
        for t in clause.preps("as")
        if scene.is_title(t) and not scene.is_person(scene.doc[t.head.i - 1])
    ]
    return next((t for t in told if not scene.at[t.i].founder), None)


def _owner(scene: Scene, what: Token, heirs: list[str]) -> str | None:
    """Whose the thing was: "Y's", or of those named before the likeliest to be "her"."""
    owners = [*(c for c in what.children if c.dep_ == "poss"), *of_whom(scene, what)]
    named = next((c for c in owners if scene.is_person(c)), None)
    if named is not None:
        return scene.name(named)
    thread = scene.discourse
    word = next((c.text for c in owners if c.text.lower() in SINGULAR_PEOPLE), "")
    inside = [scene.name(t) for t in scene.tokens(Kind.PERSON) if t.i < what.i]
    earlier = [thread.subject_person or "", *reversed(thread.recent_people)]
    for person in [*inside, *earlier]:
        if person and person not in heirs and may_mean(word, person) and thread.post_of(person):
            return person
    return None


def is_that_remit(what: Token) -> bool:
    """Whether what is passed on is the charge of what was told before: "that responsibility"."""
    return what.lemma_.lower() in REMITS and any(c.lower_ in _SAID for c in what.children)


def of_whom(scene: Scene, thing: Token) -> list[Token]:
    """Y in "the place of Y", "the successor to Y"."""
    preps = (c for c in thing.children if c.lower_ in {"of", "to"})
    return [t for prep in preps for t in prep.children if scene.is_person(t)]


def is_somebodys(scene: Scene, thing: Token) -> bool:
    """Whether a thing is told to be a person's: "her department", "Y's team"."""
    owned = (c for c in thing.children if c.dep_ == "poss")
    return any(c.lower_ in SINGULAR_PEOPLE or scene.is_person(c) for c in owned)


def word_for(scene: Scene, thing: Token) -> str:
    """The word for what is passed on; for the chair that is somebody's no title stands."""
    return "chair" if is_chair_of(scene, thing) else thing.lemma_.lower()
