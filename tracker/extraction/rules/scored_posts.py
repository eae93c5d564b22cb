"""Which of the posts that the scorer sees are posts: a title of the person's own, or something to lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.linked import NO_CHANGE
from tracker.extraction.rules.positions import is_prized, is_somebodys
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.sameness import same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_LEADS = re.compile(
    r"\b(?:(?:co-?)?(?:heads?|headed|heading|leads?|led|leading|runs?|ran|running)|head up|oversees?|oversaw|overseen|overseeing"
    r"|direct(?:s|ed|ing)?|manag(?:es?|ed|ing)|helms?|helmed|supervis(?:es?|ed|ing)"
    r"|in (?:charge|command|control)|has charge|at the (?:helm|head|top|wheel)|(?:in|into) the hands|the reins"
    r"|shar(?:es?|ed|ing) (?:the )?(?:leadership|running|helm|top job)"
    r"|tak(?:es?|ing) (?:direct |full |sole |personal )?(?:over|charge|command|the (?:top|lead|helm|wheel))|took (?:over|charge|command)|takes?|inherit(?:s|ed)?"
    r"|(?:goes|go|went|falls?|fell|pass(?:es|ed)?|handed|entrusted|given) to|stays? with|look(?:s|ed)? after|under)\b",
    re.IGNORECASE,
)

_SEVERAL = words(
    "directors executives officers presidents partners trustees managers engineers researchers analysts"
)
_DOING = {"nsubj", "nsubjpass", "poss"}

#: Read "her team will be led jointly by Z and X".
_LED_BY = re.compile(
    r"\b(?:led|headed|run|managed|overseen|directed|chaired|supervised) (?:\w+ )?by (?:[\w.'’ -]+,? and )?$"
)
_JOINTLY = re.compile(r"\b(?:jointly|together|share[sd]?|sharing)\b")
#: Who "manages a team of 40 at Y" leads something that has no name, and not Y.
_SOME_TEAM = re.compile(r"\ban? (?:\w+ ){0,2}(?:team|staff|group) of\b")
#: Who is followed leads no longer: "X will be succeeded by Z, who takes over".
_FOLLOWED = re.compile(r"\b(?:succeeded|replaced|followed) by\b")
#: How far behind a person the verb stands in "Y, the new unit, she will lead".
_VERB = 30


def leads(scene: Scene, belief: Belief) -> bool:
    """Whether the words between a person and a place, or after the person, are words of leading."""
    first, second = belief.link.first, belief.link.second
    if _is_owner(scene, belief) or _tells_of_it(scene, belief) or _FOR_ADVICE.search(scene.text):
        return False
    start = scene.places[first.token][0]
    if second is None or second.sentence != scene.number:
        return bool(_LEADS.search(scene.text, start) or _LED_BY.search(scene.text[:start]))
    other = scene.places[second.token][0]
    between = scene.text[min(start, other) : max(start, other) + (_VERB if other < start else 0)]
    if _SOME_TEAM.search(between) or _FOLLOWED.search(between):
        return False
    return bool(_LEADS.search(between)) or bool(
        other < start and re.search(r", to $", scene.text[other:start])
    )


def head_of(scene: Scene) -> str:
    """What somebody is who leads something without a title."""
    return "co-head" if _JOINTLY.search(scene.text) else "head"


_POSTS = words("post job role position title chair office rank duty seat mantle capacity")
_OF_ANOTHER = words("have get follow succeed replace seek need hire")
#: Read "after six months as interim chief" and "goes to X for advice": no post is got.
_AFTER = re.compile(
    r"\b(?:interview\w*|appl(?:y|ies|ied|ying)|audition\w*|short-?listed|considered|passed over|turned down|vying|competing) for "
    r"(?:the |an? )?(?:(?:top |vacant )?(?:job|post|role|position) (?:of|as) )?(?:an? |the )?$"
    r"|\b(?:after|following) (?:[\w-]+ ){1,4}as (?:an? |the |its )?$"
)
_WOULD_GIVE = re.compile(
    r"\b(?:willing|ready|prepared|offer(?:s|ed)?) to (?:hand|pass|give|cede|yield)\b"
)
_FOR_ADVICE = re.compile(
    r"\b(?:goes|go|went|turns?|turned) to\b[^,;]* for (?:advice|help|guidance|counsel|comment)\b"
)


def bears(scene: Scene, belief: Belief, title: Token, *, sure: bool = False) -> bool:
    """Whether a title is the person's post at the place believed, and not a word for somebody's relation to another.

    Where the scorer is ``sure`` of it, a word that is no title in every context is one.
    """
    person = belief.link.first.token
    beside = sure and person - 2 <= title.i < person  # "chairman X told"
    tells = title.i < person and not beside and _tells_of_it(scene, belief)
    if tells or _is_owner(scene, belief) or _acts_with_others(scene, title):
        return False
    if (
        is_prized(title)
        or is_somebodys(scene, title)
        or _is_had(title)
        or _speaks(scene, title)
        or _has(title)
    ):
        return False
    before = scene.text[: scene.places[title.i][0]]
    if _AFTER.search(before) or _WOULD_GIVE.search(before):
        return False
    if sure:
        return True
    own = title_place(scene, title, belief.person)
    return not scene.at[title.i].weak or not (own is None or own.implied)


def _tells_of_it(scene: Scene, belief: Belief) -> bool:
    """Whether the person is named behind a place only for having told of it: "she keeps Y, X told employees"."""
    token, second = scene.doc[belief.link.first.token], belief.link.second
    return (
        second is not None
        and second.sentence == scene.number
        and second.token < token.i
        and token.dep_ == "nsubj"
        and token.head.lemma_ in SAY
    )


def _acts_with_others(scene: Scene, title: Token) -> bool:
    """The "directors" of "Directors voted to oust X", who are several."""
    return scene.at[title.i].text.lower() in _SEVERAL and title.dep_ in _DOING


def _is_had(title: Token) -> bool:
    """Read "X has a new boss" and "X follows an interim chief": the title is somebody else's."""
    return title.dep_ == "dobj" and title.head.lemma_ in _OF_ANOTHER


def _has(title: Token) -> bool:
    """Read "shares the view of Y's president": whoever has a view, a gift or a friend is somebody else."""
    if title.dep_ != "pobj" or title.head.lower_ != "of":
        return False
    thing = title.head.head
    owned = any(c.dep_ == "poss" for c in title.children)
    return owned and thing.pos_ == "NOUN" and thing.lemma_.lower() not in _POSTS


def _speaks(scene: Scene, title: Token) -> bool:
    """Read "X becomes chair, a spokesperson said": nobody who is named."""
    named = any(c.dep_ == "appos" and scene.is_person(c) for c in title.children)
    tells = title.head.lemma_ in SAY or title.lower_.startswith("spokes")
    return title.dep_ == "nsubj" and tells and not named


def _is_owner(scene: Scene, belief: Belief) -> bool:
    """The person of "X's chief of staff" and of "X's White House" holds no post there."""
    token = scene.doc[belief.link.first.token]
    return token.dep_ == "poss" and (scene.is_title(token.head) or scene.is_org(token.head))


def seat_at(scene: Scene, belief: Belief) -> str | None:
    """What somebody is who comes to "the board of Y" or "Y's board", or goes from there."""
    second = belief.link.second
    if second is None or second.sentence != scene.number:
        return None
    above = scene.doc[second.token]
    while above.dep_ in {"poss", "pobj", "compound", "nmod"} or above.lower_ == "of":
        above = above.head
        if is_board(above):
            verb = governing_verb(scene.doc[belief.link.first.token]).i
            return seat_on(above) if governing_verb(above).i == verb else None
    return None


def one_post_each(found: Sequence[Draft]) -> list[Draft]:
    """Of the same post at several places the likeliest, and none that a joining or a leaving tells."""
    kept: list[Draft] = []
    for made in found:
        if made.type is not FactType.ROLE or not any(_tells(other, made) for other in found):
            kept.append(made)
    return kept


def _tells(other: Draft, role: Draft) -> bool:
    if other is role or not same_person(other, role):
        return False
    if not other.get("title") or not same_title(other.get("title"), role.get("title")):
        return False
    if other.type is FactType.ROLE:
        return other.probability > role.probability
    if other.type is FactType.LEFT:
        return role.status in NO_CHANGE
    return other.type is FactType.JOINED
