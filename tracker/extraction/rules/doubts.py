"""What speaks against a fact about a person that only the scorer sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.beliefs import Belief, Beliefs
from tracker.extraction.rules.doubts_ends import is_of_another_sentence
from tracker.extraction.rules.doubts_founding import CERTAIN, NAMED, has_not_founded, is_same
from tracker.extraction.rules.doubts_leaving import (
    is_no_going,
    is_told_of_his_own,
    loses_others,
    stays,
)
from tracker.extraction.rules.doubts_lines import is_no_line, only_gets_people
from tracker.extraction.rules.doubts_others import (
    comes_not_by_that,
    denies_nothing,
    has_no_tie,
    is_at_another,
    is_by_trade,
    is_of_another,
    is_of_one,
    is_of_several,
    is_only_told,
    is_told_of_another,
    is_whose,
    only_feels,
    only_visits,
    owns_a_company,
    tells_who_another_is,
)
from tracker.extraction.rules.ends import comes_from
from tracker.extraction.rules.idioms import hands_back_a_thing
from tracker.extraction.rules.linked import NO_CHANGE, people_at
from tracker.extraction.rules.no_moves import (
    follows_out,
    goes_on,
    is_denied_of,
    is_long_gone,
    is_mere_wish,
    is_no_coming,
    is_no_leaving,
    loses_title,
    moves_office,
    only_wanted_out,
    only_worked_there,
    speaks_of_leaving,
)
from tracker.extraction.rules.positions import until_another
from tracker.extraction.sameness import plain, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.side_jobs import is_kept_beside

_RELATIONS = {
    FactType.JOINED: Relation.JOINED,
    FactType.LEFT: Relation.LEFT,
    FactType.FOUNDED: Relation.FOUNDED,
}
#: How far behind others a person may stay of whom the same is told.
BEHIND = 0.7
#: What tells of a speaker beside his words, or in them.
_OF_SPEAKER = re.compile(
    r"\b(?:i|he|she|they|his|hers?|him|their|who|whose|former\w*|until|ex|late|once|having|after|before|then|fresh|left|leav\w*|depart\w*|outgoing"
    r"|new\w*|incoming|join\w*|hir\w*|appoint\w*)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:, [^,;.]+,)?(?: has| had)? (?:said|says|told|tells|wrote|writes|added|adds|noted|notes|argued|argues|joked|insisted)\b"
)
_RETURNS = re.compile(
    r"\b(?:re-?turn\w*|re-?join\w*|back(?! on\b)|again|re-?hired?|reinstat\w*)\b", re.I
)
_APPEARS = re.compile(
    r"\b(?:(?:speaks?|spoke|speaking|lectur(?:es?|ed|ing)|appear(?:s|ed|ing)?|guest) (?:at|in|before)|address(?:es|ed|ing)|visit(?:s|ed|ing)?|(?:fir|hit|lash)(?:es|ed|ing|ting|e|s)? (?:back|out) at)\b",
    re.IGNORECASE,
)
_ALMOST = re.compile(
    r"\bc[oa]me within (?:[\w-]+ ){1,3}of \w+ing\b|\b(?:almost|nearly|came close to|c[oa]me within) (?!(?:\d|an?|all|half|twice|every|two|three|four|five|six|seven|eight|nine|ten|as)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask|urg|want|tell|told|begg?|invit|press|push|implor|persuad|convinc|encourag|allow|advis|order|forc)(?:s|es|ed|ing)? (?!to\b)(?:[\w.'-]+ ){1,4}to (?:leave|quit|join|resign|step|go|return|come|rejoin)\b"
    r"|\b(?:c|w|sh)ould have (?:left|joined|quit|gone|resigned)\b",
    re.IGNORECASE,
)
_COMES = re.compile(r"\b(?:join|elect|appoint|nam|add|new|hir|recruit)\w*\b", re.IGNORECASE)


def is_doubtful(draft: Draft, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Whether the sentence itself speaks against what the scorer sees in it."""
    if draft.status is Status.DENIED and denies_nothing(draft):
        return True
    if draft.type is FactType.REPORTS_TO:
        return is_no_line(draft, told)
    if _is_a_unit(draft, told):
        return True
    if draft.type is FactType.ROLE:
        text, over = draft.scene.text, draft.status is Status.FORMER
        changes = over or draft.status not in NO_CHANGE
        return (
            (not over and loses_title(text))
            or (changes and (is_no_leaving(text) or goes_on(text)))
            or is_by_trade(draft, told)
            or is_of_several(draft)
            or only_gets_people(draft, told)
            or has_no_tie(draft)
            or is_only_told(draft)
            or _is_given_up(draft, told)
            or _is_anothers(draft, told)
            or is_of_one(draft, told)
            or _is_told_by_title(draft, told)
        )
    relation = _RELATIONS.get(draft.type)
    if relation is None:
        return False
    belief = believed.belief(relation, draft.get("person"), draft.get("org"))
    return belief is not None and _no_move(draft, relation, belief, told, believed)


def _no_move(
    draft: Draft, relation: Relation, belief: Belief, told: Sequence[Draft], believed: Beliefs
) -> bool:
    """What speaks against a coming, a going or a founding."""
    if (
        is_told_of_another(draft, told)
        or is_of_another(draft.scene, belief)
        or is_of_another_sentence(draft, belief, told)
        or tells_who_another_is(draft.scene, belief)
        or is_whose(draft.scene, belief)
        or only_feels(draft.scene, belief)
        or is_only_told(draft)
        or _is_speaker(draft.scene, belief, relation)
        or _trails(belief, relation, believed)
    ):
        return True
    if relation is Relation.FOUNDED:
        return has_not_founded(draft, belief, told, believed)
    scene = draft.scene
    denied = is_denied_of(scene.text, belief.person, draft.get("org"))
    if denied and draft.status is not Status.DENIED:
        return True
    if (
        owns_a_company(scene, belief)
        or _happens_not(scene, belief)
        or _is_behind(scene, belief)
        or _only_says(scene, belief)
    ):
        return True
    if relation is Relation.LEFT:
        unsure = belief.probability < CERTAIN
        if (
            is_no_leaving(scene.text)
            or (hands_back_a_thing(scene) and not speaks_of_leaving(scene.text))
            or is_at_another(draft)
            or is_long_gone(scene.text, draft.get("org"))
            or moves_office(scene.text, draft.get("org"))
            or (_APPEARS.search(scene.text) and not speaks_of_leaving(scene.text))
            or only_wanted_out(scene.text, draft.get("org"))
            or only_worked_there(scene, draft.get("org"))
            or (unsure and until_another(scene, scene.doc[belief.link.first.token], {"replace"}))
            or is_told_of_his_own(draft, told)
            or (unsure and is_no_going(draft, belief, told))
            or loses_others(scene, belief)
            or stays(draft, told)
            or only_visits(scene, belief.person)
        ):
            return True
        return _has_been_there(draft, belief, told, believed)
    if comes_from(scene, draft.get("org"), None) or comes_not_by_that(scene, belief):
        return True
    return _only_reports(draft, belief, told) or _is_there(draft, belief, told, believed)


def _is_a_unit(draft: Draft, told: Sequence[Draft]) -> bool:
    """What a rule has told to be the person's unit is no company of its own."""
    return any(
        other.get("unit")
        and plain(other.get("unit")) == plain(draft.get("org"))
        and same_person(other, draft)
        for other in told
    )


def _is_given_up(draft: Draft, told: Sequence[Draft]) -> bool:
    """A post that somebody gives up is told by the leaving, and none is got where he leaves."""
    return any(
        other.type is FactType.LEFT
        and is_same(other, draft)
        and (
            same_title(other.get("title"), draft.get("title"))
            if other.get("title")
            else draft.status not in NO_CHANGE
        )
        for other in told
    )


def _is_anothers(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether somebody else gets the same post in the same sentence: it is one post, and who is succeeded has lost it."""
    succeeded = draft.status is Status.HELD and "succe" in draft.scene.text
    if draft.get("person") not in draft.scene.those_named() and any(
        other.type is FactType.ROLE
        and not same_person(other, draft)
        and same_org(other, draft)
        and same_title(other.get("title"), draft.get("title"))
        for other in told
    ):
        return True  # "she" is whom the rule has found
    return (draft.status in FIRM or succeeded) and any(
        other.type in {FactType.ROLE, FactType.JOINED}
        and other.status not in NO_CHANGE
        and (other.status in FIRM or succeeded or other.rule == "inherits")
        and not same_person(other, draft)
        and same_org(other, draft)
        and bool(other.get("title"))
        and same_title(other.get("title"), draft.get("title"))
        for other in told
    )


def _is_told_by_title(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether the head of something is told to get a post with a title there, or a new unit."""
    if draft.get("title") != "head" or draft.get("unit"):
        return False
    posts = [o for o in told if o.type is FactType.ROLE and is_same(o, draft)]
    return any(plain(o.get("led_by")) == plain(draft.get("person")) for o in told) or any(
        (o.status is draft.status or {o.status, draft.status} == FIRM)
        and o.get("title") not in {"", "head"}
        for o in posts
    )


def _is_speaker(scene: Scene, belief: Belief, relation: Relation) -> bool:
    """Who tells of somebody else's move has not made it himself."""
    if belief.probability >= 0.95:
        return False
    tells = any(
        token.dep_ in {"nsubj", "nsubjpass"}
        and token.head.lemma_ in SAY
        and scene.name(token) == belief.person
        for token in scene.tokens(Kind.PERSON)
    )
    return tells and any(
        link.pair.of(relation) > belief.probability
        and belief.person not in people_at(scene, link.first)
        for link in scene.links.of(scene.number)
    )


def _only_reports(draft: Draft, belief: Belief, told: Sequence[Draft]) -> bool:
    """Who is told to report to somebody need not have come by that, unless the scorer is sure of it."""
    return (
        not belief.here
        and belief.probability < CERTAIN
        and any(o.type is FactType.REPORTS_TO and same_person(o, draft) for o in told)
    )


def _only_says(scene: Scene, belief: Belief) -> bool:
    """Who says that something is so, and nothing of himself, has neither come nor gone."""
    return not _OF_SPEAKER.search(scene.text) and any(
        _SAYS.match(scene.text, scene.places[token.i][1])
        for token in scene.tokens(Kind.PERSON)
        if scene.name(token) == belief.person
    )


def _happens_not(scene: Scene, belief: Belief) -> bool:
    """Who speaks at a place has not come to stay, and who almost left it has not left."""
    if belief.probability < NAMED and is_mere_wish(scene.text):
        return True
    between = _between(scene, belief)
    if not between:
        return False
    if _ASKED.search(scene.text) and belief.probability < CERTAIN:
        return True
    return _APPEARS.search(between) is not None or _ALMOST.search(between) is not None


def _between(scene: Scene, belief: Belief) -> str:
    """The words from the one to the other end of a belief; none where the place stands elsewhere."""
    first, second = belief.link.first, belief.link.second
    if second is None or second.sentence != scene.number:
        return ""
    start, end = sorted((scene.places[first.token][0], scene.places[second.token][0]))
    return scene.text[start:end]


def _is_behind(scene: Scene, belief: Belief) -> bool:
    """Who is "behind" a thing has made it: that says nothing of his coming or going."""
    second = belief.link.second
    if second is None or second.sentence != scene.number or second.token == 0:
        return False
    return scene.doc[second.token - 1].text.lower() == "behind"


def _trails(belief: Belief, relation: Relation, believed: Beliefs) -> bool:
    """Whether the same is told of somebody else far more surely."""
    return belief.probability < BEHIND and any(
        other.probability > CERTAIN
        and other.person != belief.person
        and plain(other.place.org) == plain(belief.place.org)
        for other in believed.held.get(relation, ())
    )


def _has_been_there(draft: Draft, belief: Belief, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Who merely held a post somewhere, holds it or comes to it has not left it there and then."""
    person, org = draft.get("person"), draft.get("org")
    if draft.get("title") and any(
        other.type is FactType.JOINED
        and other.status is not Status.REVERSED
        and is_same(other, draft)
        and bool(other.get("title"))
        and same_title(other.get("title"), draft.get("title"))
        for other in told
    ):
        return True
    if any(
        other.type is FactType.ROLE
        and ((other.attached and other.status is Status.FORMER) or other.rule == "on_board")
        and is_same(other, draft)
        for other in told
    ):
        return True
    if belief.probability < CERTAIN and (
        _holds_it_elsewhere(draft, told) or _takes_a_side_job(draft, told)
    ):
        return True
    if belief.probability < CERTAIN and any(
        is_same(other, draft)
        and (
            (other.type is FactType.ROLE and other.status is Status.FORMER)
            or (other.type is FactType.JOINED and other.status is not Status.REVERSED)
        )
        for other in told
    ):
        return True
    return belief.probability < min(0.85, believed.of(Relation.ROLE, person, org))


def _takes_a_side_job(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whoever joins a board leaves nothing for it."""
    return any(
        other.type is FactType.JOINED
        and same_person(other, draft)
        and is_kept_beside(other.get("title"))
        for other in told
    )


def _holds_it_elsewhere(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether the title that somebody would give up is one that he holds at another place."""
    return bool(draft.get("title")) and any(
        other.type is FactType.ROLE
        and other.status is Status.HELD
        and not other.implied_org
        and same_person(other, draft)
        and not same_org(other, draft)
        and same_title(other.get("title"), draft.get("title"))
        for other in told
    )


def _is_there(draft: Draft, belief: Belief, told: Sequence[Draft], believed: Beliefs) -> bool:
    """Nobody joins the company that he has founded or works for, unless he comes back."""
    scene, person, org = draft.scene, draft.get("person"), draft.get("org")
    if follows_out(scene, org) or is_no_coming(scene.text, person, _between(scene, belief)):
        return True
    if _RETURNS.search(scene.text):
        return False
    if belief.probability < CERTAIN and any(
        other.type is FactType.LEFT and is_same(other, draft) for other in told
    ):
        return True
    founded = scene.discourse.founded.get(person)
    if (
        believed.of(Relation.FOUNDED, person, org) > max(0.5, belief.probability)
        or (founded is not None and plain(founded) == plain(org))
        or any(other.type is FactType.FOUNDED and is_same(other, draft) for other in told)
    ):
        return True
    if not _COMES.search(scene.text) and any(
        other.rule in {"sits", "on_board"} and is_same(other, draft) for other in told
    ):
        return True  # who sits on a board need not come to it now
    works_for = scene.discourse.employer.get(person)
    return (
        works_for is not None
        and plain(works_for) == plain(org)
        and believed.of(Relation.ROLE, person, org) > belief.probability
    )
