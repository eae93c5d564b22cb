"""Rounds told by a noun: "Y's latest round, a $180 million Series D led by Z, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import governing_verb
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.funding import SMALLEST_ROUND
from tracker.extraction.rules.money_words import earlier, is_valuation
from tracker.extraction.rules.shared import possessor
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge

_ROUNDS = words("round raise fundraise fundraising financing")
_TELLS = words("make take bring give lift push value lead come be announce close include follow")
_BY = re.compile(r"\bled by (?:[a-z][\w-]* ){0,4}$")


def rounds_told(scene: Scene) -> Iterator[Draft]:
    """Read "Y's latest round, a $180 million Series D led by Z, makes it ...", "Y's $40 million round was led by Z"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for noun in scene.doc:
        if not _is_round(noun) or noun.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        org = possessor(scene, noun)
        amount = _amount(scene, noun)
        verb = governing_verb(noun)
        if org is None or amount is None or verb.lemma_ not in _TELLS:
            continue
        status = judge(scene, verb).status
        if status is Status.ANNOUNCED and verb.tag_ in {"VBZ", "VBP"}:
            status = Status.DONE
        if status in {Status.DONE, Status.ANNOUNCED}:
            yield draft(
                FactType.FUNDING, scene, "round", status, 0.75, org=org, amount_usd=whole(amount.value),
                valuation_usd=_worth(scene), lead=_lead(scene),
            )  # fmt: skip
            return


def _is_round(noun: Token) -> bool:
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


RULES = (rounds_told,)
