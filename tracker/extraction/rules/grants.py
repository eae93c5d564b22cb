"""Money that is given: by foundations and states to institutes, by backers to a start-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.funding import SMALLEST_ROUND
from tracker.extraction.rules.meant import org_meant, orgs_meant
from tracker.extraction.rules.money_words import earlier, is_earned, is_valuation
from tracker.extraction.rules.rounds_told import spoken_of
from tracker.extraction.scene import Scene
from tracker.extraction.sentence import ORG_KINDS
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

_GIVE = words("give grant donate contribute award provide lend")
_PROMISE = words("promise pledge")
#: What is done for something that several pay for, named or not.
_SHARES = {"contribute", "put up", "chip in", "provide", "supply"}
_MONEY = words("money capital funding sum financing million billion")
_GET = words("receive get")
#: Who gives money without buying anything for it.
_GIVER = re.compile(
    r"\b(?:foundation|initiative|philanthrop\w+|government|ministry|charity|donors?|state|council|commission|agency|trust|fund|benefactors?"
    r"|capital|ventures|partners|investors?|backers?|alumn\w+)\b",
    re.IGNORECASE,
)
_INVESTOR = re.compile(r"\b(?:capital|ventures|partners|investors?|backers?)\b", re.IGNORECASE)
_NO_GIFT = re.compile(
    r"\b(?:settle\w*|damages|fines?|loans?|lend|lent|credit|debt|compensation|bonus|salary|pay package|contract|order|licen[cs]\w+|rebates?|lawsuit|sued?|court)\b",
    re.IGNORECASE,
)


def given(scene: Scene) -> Iterator[Draft]:
    """Read "Z is giving the institute $30 million", "Z has promised us $4 million", "Y will receive $5 million from the Z foundation"."""
    if is_hypothetical(scene) or not scene.sums or _NO_GIFT.search(scene.text):
        return
    for clause in clauses(scene.doc):
        amount = _amount(scene, clause)
        judged = judge(scene, clause.verb)
        if amount is None or judged.status is None:
            continue
        org = _receiver(scene, clause)
        if org is None or any(org in scene.orgs(s) for s in _givers(clause)):
            continue
        if judged.status is Status.DONE and clause.lemma in _PROMISE:
            judged = replace(judged, status=Status.ANNOUNCED)
        if clause.lemma in {"provide", "supply"} and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.DONE)
        yield draft(
            FactType.FUNDING, scene, "given", judged, 0.75, org=org, amount_usd=whole(amount.value)
        )
        return


def _givers(clause: Clause) -> list[Token]:
    return [] if clause.lemma in _GET else clause.subjects


def _amount(scene: Scene, clause: Clause) -> Figure | None:
    """The sum that is the object of a clause."""
    if clause.lemma not in _GIVE | _PROMISE | _SHARES | _GET:
        return None
    for figure in scene.sums:
        token = scene.token_at(figure.start)
        within = {token.i, *(a.i for a in token.ancestors)}
        things = [c for c in clause.verb.children if c.dep_ in {"dobj", "oprd", "attr"}]
        told = any(thing.i in within for thing in things)
        if told and figure.value >= SMALLEST_ROUND and not (
            is_valuation(scene.text, figure) or earlier(scene, figure) or is_earned(scene.text, figure)
        ):  # fmt: skip
            return figure
    return None


def _receiver(scene: Scene, clause: Clause) -> str | None:
    """Who gets the money."""
    if clause.lemma in _GET:
        source = " ".join(scene.words(t.left_edge.i, t.right_edge.i) for t in clause.preps("from"))
        getters = [org for s in clause.subjects for org in _org(scene, s)]
        return getters[0] if getters and _GIVER.search(source) and not clause.passive else None
    datives = [c for c in clause.verb.children if c.dep_ in {"dative", "nsubjpass"}]
    datives += [g for c in datives if c.dep_ == "dative" for g in c.children if g.dep_ == "pobj"]
    datives += [o for o in clause.objects if o.dep_ == "dobj" and o not in datives]
    if clause.lemma in _GIVE | _SHARES or clause.passive:
        datives += clause.preps("to", "towards", "toward")
    named = [org for t in datives for org in _org(scene, t)]
    if not named and clause.lemma in _GIVE and (own := _founders_own(scene, clause, datives)):
        return own
    if named or clause.lemma not in _SHARES:
        return named[0] if named else None
    givers = {org for s in clause.subjects for org in scene.orgs(s)}
    if clause.lemma in {"provide", "supply"} and (
        any(clause.preps("for", "to", "in"))
        or any(o.pos_ == "NOUN" and o.lemma_ not in _MONEY for o in clause.objects)
    ):
        return None  # money for something, or a prize, and not for the company that is spoken of
    if {scene.at[t.i].text for t in clause.verb.subtree if scene.is_org(t)} - givers:
        return None
    return spoken_of(scene, clause.verb, givers) if givers else scene.discourse.topic


def _founders_own(scene: Scene, clause: Clause, datives: list[Token]) -> str | None:
    """Z in "her investors at Y, who gave her $3 million", where she has founded Z."""
    givers = (
        [*clause.subjects, clause.verb.head] if clause.verb.dep_ == "relcl" else clause.subjects
    )
    said = " ".join(scene.words(t.left_edge.i, t.i) for t in givers)
    said += " ".join(f" {scene.at[t.i].text}" for t in givers if t.i in scene.at)
    people = [p for t in datives for p in scene.people(t)]
    if len(people) != 1 or _INVESTOR.search(said) is None:
        return None
    return scene.discourse.founded.get(people[0])


def _org(scene: Scene, token: Token) -> list[str]:
    """The organisation at a word that gets something."""
    mention = scene.at.get(token.i)
    if mention is not None:
        return [mention.text] if mention.kind in ORG_KINDS else []
    noun = token.lemma_.lower()  # "the institute", of which the article has one
    called = [org for org in scene.discourse.standings.of if noun in org.lower().split()]
    if called and any(c.lower_ == "the" for c in token.children):
        return called[-1:]
    if (meant := org_meant(scene, token)) is not None:
        return [meant]
    return orgs_meant(scene, token)


RULES = (given,)
