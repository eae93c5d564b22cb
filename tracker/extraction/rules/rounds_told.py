"""Rounds told by a noun: "Y's latest round, a $180 million Series D led by Z, ...", "Z led a round of $40 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.company_meant import likeliest
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.funding import SMALLEST_ROUND, investors_at, lead_of
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.rules.money_words import earlier, in_another_currency, is_valuation
from tracker.extraction.rules.shared import possessor
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_ROUNDS = words("round raise fundraise fundraising financing")
_TELLS = words(
    "make take bring give lift push value lead come be announce close include follow complete amount finish conclude"
)
_DISCUSS = words("negotiate discuss talk explore")
_TALKS = words("talk negotiation discussion")
#: What fresh money does for a company.
_ENABLES = words("allow enable let help give permit")
LEADS = words("lead co-lead colead head anchor spearhead")
_WHICH = words("first last latest previous second third early earlier initial recent seed")
#: A round that says what a company is worth, and how far before it its sum may stand.
_ROUND_VALUES = re.compile(
    r"\b(?:round|financing|investment) (?:that )?(?:has )?valu(?:es|ed)\b(?! at\b)", re.IGNORECASE
)
_NEAR = 25
_BY = re.compile(r"\bled by (?:[a-z][\w-]* ){0,4}$")


def values_at(scene: Scene) -> Iterator[Draft]:
    """Read "A $60 million round values Y at $900 million" and "The round values Y at ...", whose verb may be parsed as a noun."""
    told = _ROUND_VALUES.search(scene.text)
    if told is None or is_hypothetical(scene):
        return
    raised = [f for f in scene.sums if f.end <= told.start() and told.start() - f.end <= _NEAR]
    worth = [f for f in scene.sums if f.start >= told.end() and is_valuation(scene.text, f)]
    between = [
        t for t in scene.doc if worth and told.end() <= scene.places[t.i][0] < worth[0].start
    ]
    orgs = [org for t in between for org in orgs_meant(scene, t)]
    of_before = (
        scene.number > 0 and scene.text.startswith(("The ", "This ")) and told.start() < _NEAR
    )
    if orgs and (raised or of_before):
        yield draft(
            FactType.FUNDING, scene, "round", Status.DONE, 0.75, org=orgs[0], amount_usd=whole(raised[-1].value) if raised else None,
            valuation_usd=whole(worth[0].value), lead=lead_of(scene),
        )  # fmt: skip


def rounds_told(scene: Scene) -> Iterator[Draft]:
    """Read "Y's latest round, a $180 million Series D led by Z, makes it ...", "Y's $40 million round was led by Z"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for noun in scene.doc:
        if not is_round(noun) or noun.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        verb = governing_verb(noun)
        org = possessor(scene, noun) or _enabled(scene, verb)
        amount = _amount(scene, noun)
        if org is None or amount is None or verb.lemma_ not in _TELLS | _ENABLES:
            continue
        status = judge(scene, verb).status
        if status is Status.ANNOUNCED and (verb.tag_ in {"VBZ", "VBP"} or verb.lemma_ in _ENABLES):
            status = Status.DONE
        if status in FIRM:
            yield draft(
                FactType.FUNDING, scene, "round", status, 0.75, org=org, amount_usd=whole(amount.value),
                valuation_usd=_worth(scene), lead=_lead(scene),
            )  # fmt: skip
            return


def _enabled(scene: Scene, verb: Token) -> str | None:
    """Y in "a round of $40 million will allow Y to hire": what the money is to do it does for Y."""
    if verb.lemma_ not in _ENABLES:
        return None
    inner = [c for v in verb.children if v.dep_ in {"ccomp", "xcomp"} for c in v.children]
    things = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    things += [c for c in inner if c.dep_ in {"nsubj", "nsubjpass"}]
    return next((org for t in things for org in orgs_meant(scene, t)), None)


def rounds_led(scene: Scene) -> Iterator[Draft]:
    """Read "Z led a round of $40 million for Y", "Z led its last round", "a round of $12 million, led by Z, was completed"."""
    if is_hypothetical(scene) or in_another_currency(scene.text):
        return
    for clause in clauses(scene.doc):
        if clause.lemma not in LEADS:
            continue
        leads = [name for s in clause.subjects for name in investors_at(scene, s)]
        things = (
            t for o in clause.objects for t in (o, *o.children) if t is o or t.dep_ == "appos"
        )
        noun = next((t for t in things if is_round(t)), None)
        judged = judge(scene, clause.verb)
        if noun is None or not leads or judged.status is None:
            continue
        org = _whose(scene, clause, noun, set(leads))
        amount = _amount(scene, noun) or _amount(scene, clause.verb)
        if org is None or (amount is None and (scene.sums or not _is_known(noun))):
            continue
        if clause.verb.dep_ == "acl" and (noun.dep_ == "dobj" or judged.status is Status.ANNOUNCED):
            continue  # "Y raises a round led by Z", which its own verb tells
        if any(t.lemma_.lower() in _TALKS for t in noun.ancestors):
            judged = replace(judged, status=Status.RUMOURED)  # "in talks for a round led by Z"
        yield draft(
            FactType.FUNDING, scene, "round", judged, 0.8, org=org, amount_usd=whole(amount.value) if amount else None,
            valuation_usd=_worth(scene), lead=leads[0],
        )  # fmt: skip
        return


def rounds_discussed(scene: Scene) -> Iterator[Draft]:
    """Read "Y is negotiating about a round that would value it at $3 billion", "Y is in talks about a $150 million round"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for clause in clauses(scene.doc):
        in_talks = [t for t in clause.preps("in") if t.lemma_.lower() in _TALKS]
        if clause.lemma not in _DISCUSS and not in_talks:
            continue
        things = [*clause.objects, *clause.preps("about", "over", "on", "for")]
        noun = next((t for t in things if is_round(t)), None)
        org = next((o for s in clause.subjects for o in orgs_meant(scene, s)), None)
        if noun is None or org is None or judge(scene, clause.verb).status in {None, Status.DENIED}:
            continue
        worth = _worth(scene)
        sums = (f for f in scene.sums if f.value != worth and f.value >= SMALLEST_ROUND)
        amount = next((f for f in sums if not earlier(scene, f)), None)
        yield draft(
            FactType.FUNDING, scene, "round", Status.RUMOURED, 0.75, org=org, amount_usd=whole(amount.value) if amount else None,
            valuation_usd=worth, lead=_lead(scene),
        )  # fmt: skip
        return


def _is_known(noun: Token) -> bool:
    """Read "led its last round", "led the previous round": one that there has been, whatever its sum."""
    return any(c.lemma_.lower() in _WHICH for c in noun.lefts)


def _whose(scene: Scene, clause: Clause, noun: Token, leads: set[str]) -> str | None:
    """Who gets the money of a round: named beside it, the one that tells of it, or the one that the article is about."""
    if (own := possessor(scene, noun)) is not None and own not in leads:
        return own
    beside = [c for c in noun.lefts if scene.kind(c) in COMPANIES]
    into = [t for p in noun.children if p.lower_ in {"for", "in", "into", "of"} for t in p.children]
    into += clause.preps("for", "in", "into")
    named = [scene.at[t.i].text for t in beside]
    named += [org for t in into if t.i != noun.i for org in orgs_meant(scene, t)]
    tellers = (c for c in clauses(scene.doc) if c.lemma in SAY and not c.passive)
    named += [org for c in tellers for s in c.subjects if not scene.is_paper(s) for org in orgs_meant(scene, s)]  # fmt: skip
    valued = (c for c in clauses(scene.doc) if c.verb.lemma_ in {"value", "back"})
    named += [org for c in valued for o in c.objects for org in orgs_meant(scene, o)]
    named = [org for org in named if org not in leads]
    return named[0] if named else spoken_of(scene, noun, leads)


def spoken_of(scene: Scene, noun: Token, investors: set[str]) -> str | None:
    """The company that the article speaks of, which is none of those that put in money; rather one of whose founding it tells."""
    thread = scene.discourse
    founded = set(thread.founded.values()) - investors
    about = [org for org in (thread.focus(), thread.topic) if org not in {None, *investors}]
    meant = likeliest(scene, noun, next(iter(about), None), "focus")
    told = [org for org in (meant, *about) if org not in {None, *investors}]
    return next(
        (org for org in (*told, *reversed(thread.founded.values())) if org in founded),
        next(iter(told), None),
    )


def is_round(noun: Token) -> bool:
    """The word "round", or the "B" of "Series B"."""
    series = any(c.lower_ == "series" for c in noun.lefts) and len(noun.text) == 1
    return series or (noun.lemma_.lower() in _ROUNDS and noun.pos_ == "NOUN")


def _amount(scene: Scene, noun: Token) -> Figure | None:
    """The sum within the words for the round."""
    inside = {t.i for t in noun.subtree}
    return next(
        (
            figure
            for figure in scene.sums
            if scene.token_at(figure.start).i in inside
            and figure.value >= SMALLEST_ROUND
            and not is_valuation(scene.text, figure)
            and not earlier(scene, figure)
        ),
        None,
    )


def _worth(scene: Scene) -> int | float | None:
    return next((whole(f.value) for f in scene.sums if is_valuation(scene.text, f)), None)


def _lead(scene: Scene) -> str | None:
    """Z in "led by Z"."""
    for token in scene.doc:
        if scene.kind(token) in {Kind.ORG, Kind.NAME, Kind.PERSON}:
            mention = scene.at[token.i]
            if _BY.search(scene.text[: mention.start]):
                return mention.text
    return None


RULES = (values_at, rounds_told, rounds_led, rounds_discussed)
