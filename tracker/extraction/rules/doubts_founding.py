"""What speaks against a founding that only the scorer sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.clauses import PLURALS, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.beliefs import Belief, Beliefs
from tracker.extraction.rules.founding_without_that import is_only_left
from tracker.extraction.rules.title_places import is_only_anothers
from tracker.extraction.sameness import same_org, same_person
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import FOUND
from tracker.kernel.whole_words import stands_only_behind

#: Nothing in the sentence outweighs a scorer that is this sure.
CERTAIN = 0.9
_FORMER = re.compile(
    r"\b(?:former(?:ly)?|ex|one-time|erstwhile|used to (?:run|lead|head|work at))[ -](?:the )?$"
)
#: A founding of a company while that of another one is told; a founding of something told before.
NAMED, BEFORE = 0.95, 0.75
#: A founding is told by one of many words, but not by none of them.
_FOUNDS = re.compile(
    r"found|start(?!-?up)|launch|creat|set(?:s|ting)?\b|establish|built|build|behind|born|beg[iau]n|spun|spin|incorporat|invent|brainchild|form(?:ed|ing|s)?\b"
    r"|open|into being|to life|conceiv|hatch|forg|father|mother|parent|venture|company|firm|own\b|entrepreneur|origin|ma(?:de|ke)|dream|idea|off the ground"
    r"|brought|together|roll|register|bootstrap|garage|lab\b|project|new\b|seed|stealth",
    re.IGNORECASE,
)
#: What stands before those with whom somebody founds a company, however they are described: "with two friends, X and Y".
_WITH = re.compile(r"\b(?:with|alongside) (?:(?:\w+ ){1,5}(?:from [\w ]+)?, |[^,;.]*,? and )?$")
_TOGETHER = re.compile(r"\b(?:with|together|co-?founde[dr])\b", re.IGNORECASE)
#: What tells in so many words that somebody founds something.
_OUTRIGHT = re.compile(
    r"found|start(?!-?up)|launch|creat|set(?:s|ting)? up|establish|buil[dt]", re.IGNORECASE
)
#: What is set up and started that is no company.
_NO_FIRM = re.compile(
    r"\bset(?:s|ting)? up (?:camp|home|house|(?:a|the|his|her) (?:meeting|call|tent|stall|table|date|profile|account))\b"
    r"|\bstart(?:s|ed|ing)? (?:a|the) (?:fire|fight|row|riot|rumou?r|petition|family|conversation|meeting|book club|podcast)\b",
    re.IGNORECASE,
)
#: Those who are somebody's, and found a company without him.
_PEOPLE = words(
    "pupil student disciple graduate friend colleague follower relative child son daughter heir"
)
_SHARED = re.compile(r"co-?(?!found)\w", re.IGNORECASE)


def has_not_founded(draft: Draft, belief: Belief, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Whether somebody has rather come to a company, or others have founded it, or he another one."""
    joins = believed.of(Relation.JOINED, draft.get("person"), draft.get("org"))
    if belief.probability < CERTAIN and _is_founded_by_others(draft, told):
        return True
    if _NO_FIRM.search(draft.scene.text) or _only_has_a_post(draft, told):
        return True
    if is_only_anothers(draft.scene, draft.get("org"), draft.get("person")):
        return True
    if _is_founded_by_whom_it_means(draft, belief, told) or _is_founder_of_another(draft, told):
        return True
    named = any(m.text == draft.get("org") for m in draft.scene.at.values())
    if not named and is_only_left(draft.scene, draft.get("org"), [*draft.scene.discourse.left]):
        return True
    if _is_taken_for_one(draft, belief, told):
        return True
    if belief.probability < NAMED and _founds_another(draft, told):
        return True
    if any(_tells_otherwise(other, draft) for other in told):
        return True
    return joins > belief.probability or _no_founder(draft.scene, belief)


def _only_has_a_post(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X is chief executive of the start-up Y": no word of founding."""
    has = any(o.type is FactType.ROLE and o.rule == "copula" and is_same(o, draft) for o in told)
    return has and not _FOUNDS.search(draft.scene.text)


def _tells_otherwise(other: Draft, draft: Draft) -> bool:
    """Whether a rule tells what the scorer takes for a founding: "Y's chief, X, set the company up", "X ended her stint at Y"."""
    there = other.rule == "founded_own" or (other.rule == "departs" and same_org(other, draft))
    return there and same_person(other, draft)


def _no_founder(scene: Scene, belief: Belief) -> bool:
    """Read "X's people", "X, who launched the product Y", "X, who set up Y's laboratory Z"."""
    first, second = scene.doc[belief.link.first.token], belief.link.second
    if _shares_a_post(scene, belief.person) and not _OUTRIGHT.search(scene.text):
        return True
    if first.dep_ == "poss" and belief.probability < NAMED:
        return True
    if _is_of_his_people(first) or _is_set_up_by(scene, belief):
        return True
    if _is_beside_a_founder(scene, belief.person):
        return True
    if belief.probability < NAMED and not _FOUNDS.search(scene.text):
        return True
    if belief.probability < CERTAIN and _was_there_before(scene, belief.place.org):
        return True
    if second is None:
        return belief.probability < BEFORE
    where: Scene = scene.article[second.sentence]
    token = where.doc[second.token]
    if token.dep_ == "poss" and not where.is_title(token.head) and token.head.dep_ == "dobj":
        return True
    if not where.is_org(token) and any(c.lower_ in {"a", "an", "another"} for c in token.lefts):
        return True  # "has founded a company": none that has been named
    return not (where.is_org(token) or belief.here) and belief.probability < BEFORE


def _is_of_his_people(person: Token) -> bool:
    """Read "founded by students of X": whose people they are has not founded it."""
    of = person.head
    return person.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _PEOPLE


def _is_set_up_by(scene: Scene, belief: Belief) -> bool:
    """Read "Y has set up Z, which X will lead": Z is Y's."""
    for clause in clauses(scene.doc):
        if clause.lemma not in FOUND or clause.passive:
            continue
        things = {org for o in clause.objects for org in scene.orgs(o)}
        makers = [t for t in clause.subjects if scene.is_org(t)]
        if makers and makers == clause.subjects and belief.place.org in things:
            return belief.probability < NAMED
    return False


def _was_there_before(scene: Scene, org: str | None) -> bool:
    """Read "the former Y researcher is building a venture": Y is named only as where somebody was."""
    return stands_only_behind(org or "", scene.text, _FORMER.search)


def _is_founded_by_others(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether the sentence says in so many words who has founded the company, and not that he has done so with him."""
    if _WITH.search(draft.scene.text.partition(draft.get("person"))[0]):
        return False
    return any(
        other.type is FactType.FOUNDED and same_org(other, draft) and not same_person(other, draft)
        for other in told
    )


def _is_founded_by_whom_it_means(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Whether a rule has told who "he" is that founded a company, and this is only another reading of the word."""
    word = draft.scene.doc[belief.link.first.token]
    together = _TOGETHER.search(draft.scene.text) and belief.probability >= NAMED
    if word.lower_ not in SINGULAR_PEOPLE or together:
        return False
    meant = draft.scene.people(word)
    return draft.get("person") not in meant and any(
        other.type is FactType.FOUNDED and same_org(other, draft) and other.get("person") in meant
        for other in told
    )


def _is_founder_of_another(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X, the third founder and a member of Y's board": the one word for it has been read, and Y is where he sits."""
    return len(_OUTRIGHT.findall(draft.scene.text)) == 1 and any(
        other.rule == "founder_title"
        and not other.implied_org
        and same_person(other, draft)
        and not same_org(other, draft)
        for other in told
    )


def _is_taken_for_one(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Read "X is leaving Y to start a company", "X, who used to run Y, is starting one": what is founded is left unsaid,
    and it is not Y, nor any that has a name."""
    if belief.link.second is not None:
        return False
    return any(
        same_person(other, draft)
        and (
            (other.type is FactType.FOUNDED and not other.get("org"))
            or (_is_over(other) and same_org(other, draft))
        )
        for other in told
    )


def _is_over(told: Draft) -> bool:
    """Whether somebody is no longer there."""
    return told.type is FactType.LEFT or told.status is Status.FORMER


def _founds_another(draft: Draft, told: Sequence[Draft]) -> bool:
    """Read "X leaves Y to start a company": it is not Y that is founded."""
    return any(other.type is FactType.LEFT and is_same(other, draft) for other in told) and any(
        other.type is FactType.FOUNDED and same_person(other, draft) and not same_org(other, draft)
        for other in told
    )


def _is_beside_a_founder(scene: Scene, person: str) -> bool:
    """Read "X's leaving follows that of co-founder Y": the word for a founder stands with somebody else."""
    titles = [title for title in scene.tokens(Kind.TITLE) if scene.at[title.i].founder]
    bearers = [name for title in titles for name in names_beside(scene, title)]
    several = any(title.tag_ in PLURALS for title in titles)  # "X and Z, the founders"
    return bool(bearers) and person not in bearers and not several


def _shares_a_post(scene: Scene, person: str) -> bool:
    """Whether somebody's title begins as a co-founder's does: "co-CEO X"."""
    titles = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    return any(_SHARED.match(scene.at[title.i].text) for title in titles)


def is_same(one: Draft, other: Draft) -> bool:
    return same_person(one, other) and same_org(one, other)
