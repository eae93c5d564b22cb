"""Whose founders they are, where the words beside "founder" do not name the company: whose co-founder somebody is tells it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.company_meant import named_in
from tracker.extraction.grown import is_grown
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.purchases import bought_here
from tracker.extraction.rules.shared import Place, possessor
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What is said of somebody who has founded a company of whose other founders the article tells.
_OTHERS = words("another other second third fourth fifth remaining fellow")
#: What "the third founder to" do so does.
_LEAVE = words("leave quit depart exit")


def with_whom(scene: Scene, founder: Token, people: Sequence[str]) -> list[str]:
    """Z in "Z and X, his co-founder", "Z's co-founder, X" and "X, like Z a co-founder": who has a co-founder is one as well."""
    if (like := like_whom(scene, founder)) is not None:
        return [scene.name(like)]
    if not scene.words(founder.i, founder.i).lower().startswith("co"):
        return []
    return [name for owner in _owners(founder) for name in scene.other_than(owner, people)]


def like_whom(scene: Scene, founder: Token) -> Token | None:
    """Z in "X, like Z a co-founder, is leaving"."""
    other = founder.head
    one = other.head.head if other.head.lower_ == "like" else None
    beside = (
        founder.dep_ == "appos" and scene.is_person(other) and founder.left_edge.i == other.i + 1
    )
    return other if beside and one is not None and scene.is_person(one) else None


def whose_founders(
    scene: Scene, token: Token, place: Place, people: Sequence[str], others: Sequence[str]
) -> Place:
    """The company of those who are told to be founders, of which ``place`` is the one that their title is taken to be at.

    ``others`` are those whose co-founders they are: theirs is the company that these have founded, or have their own post at.
    """
    bought = bought_here(scene, token) if place.implied or _is_theirs(token) else None
    if bought is not None:
        return Place(bought[1])
    own = _founded_by(scene, token, others) or left_by(scene, token)
    if own is not None:
        return Place(own)
    if place.org is None:
        return place
    direct = named_place(scene, token)
    if place.implied or (_is_another(token) and (direct is None or direct.implied)):
        return _whose_team(scene, token) or _company_meant(scene, token, place, people)
    return place


def _owners(founder: Token) -> list[Token]:
    head = founder.head if founder.dep_ == "compound" else founder
    beside = {c.i: c for c in (*founder.children, *head.children)}
    return [c for c in beside.values() if c.dep_ == "poss" and c.i < founder.i]


def _founded_by(scene: Scene, founder: Token, others: Sequence[str]) -> str | None:
    """What X has founded of whose co-founders the sentence tells: "X's co-founders", "her co-founder", "X of Y and his co-founder"."""
    owners = others or [p for owner in _owners(founder) for p in scene.people(owner)]
    known = list(dict.fromkeys(scene.discourse.founded.get(owner) for owner in owners))
    if len(known) == 1 and known[0] is not None:
        return known[0]
    posts = dict.fromkeys(post for other in others for post in _posts_of(scene, other))
    return next(iter(posts)) if len(posts) == 1 else None


def _posts_of(scene: Scene, person: str) -> list[str]:
    """Where the sentence says that somebody has his own post, which is no company too old for him to have founded."""
    titles = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    places = [named_place(scene, t) for t in titles if not is_former(scene, t)]
    named = [place.org for place in places if place is not None and not place.implied]
    return [org for org in named if org is not None and not is_grown(org)]


def left_by(scene: Scene, founder: Token) -> str | None:
    """Y in "the third founder to leave Y"."""
    behind = scene.doc[founder.i + 1 : founder.i + 3]
    if len(behind) < len(("to", "leave")) or behind[0].lower_ != "to" or behind[1].lemma_ not in _LEAVE:  # fmt: skip
        return None
    left = (n for c in behind[1].children if c.dep_ == "dobj" for n in scene.orgs(c))
    return next(left, None)


def _is_another(founder: Token) -> bool:
    return any(c.lower_ in _OTHERS for c in founder.lefts)


def _is_theirs(founder: Token) -> bool:
    """Read "its co-founder X"."""
    return any(owner.lower_ in {"its", "their"} for owner in _owners(founder))


def _whose_team(scene: Scene, founders: Token) -> Place | None:
    """Y in "has hired Y's team, including co-founders X and Z"."""
    if founders.dep_ != "compound" and founders.dep_ != "pobj":
        return None
    word = founders.head if founders.dep_ == "pobj" else founders.head.head
    owner = possessor(scene, word.head) if word.text.lower() == "including" else None
    return Place(owner) if owner else None


def _company_meant(scene: Scene, founder: Token, place: Place, people: Sequence[str]) -> Place:
    """Whose founders they are where none is named: the company of other founders, the one just bought, the last subject."""
    thread = scene.discourse
    by_others = [org for person, org in thread.founded.items() if person not in people]
    if by_others and _is_another(founder):
        return Place(by_others[-1])  # "a third founder"
    if thread.named_subject and len(people) > 1:
        bought = thread.target if thread.named_subject == thread.acquirer else None
        place = Place(bought or thread.named_subject, implied=True)
    about_others = thread.fresh_subject not in {None, thread.told_target, thread.acquirer}
    if thread.told_target and not about_others and len(people) == 1 and _first_is_person(scene):
        place = Place(thread.told_target, implied=True)
    return _not_from_an_aside(scene, place, people)


def _not_from_an_aside(scene: Scene, place: Place, people: Sequence[str]) -> Place:
    """Read "Its name is Y. X, who headed Z until May, is among the founders": Z only says who X is."""
    thread = scene.discourse
    asides = [one.aside for one in named_in(scene) if one.org == place.org]
    if not asides or not all(asides) or place.org in {thread.left.get(p) for p in people}:
        return place
    known = (*reversed(thread.founded.values()), thread.fresh_company, *thread.last_orgs[-1:])
    other = next((org for org in known if org not in {None, place.org}), None)
    return Place(other, implied=True) if other is not None else place


def _first_is_person(scene: Scene) -> bool:
    """Whether no organisation is named before the first person ("Founder X will ...")."""
    kinds = [scene.at[i].kind for i in sorted(scene.at)]
    named = [kind for kind in kinds if kind in {Kind.PERSON, Kind.ORG, Kind.NAME, Kind.UNIT}]
    return bool(named) and named[0] is Kind.PERSON
