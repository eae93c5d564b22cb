"""Whom "he" or "she" means: the likeliest of those whom the article has named.

Each is weighed by where and as what he was named last, by what the article has told of him, and by whom the scorer takes the word
for. ``measuring/fitting_people.py`` fits the weights of ``person_meant.json`` to annotated articles that the scorer has not learnt.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.extraction.choosing import Ear, Traits, logit, odds, weights_at
from tracker.extraction.given_names import is_female, is_male
from tracker.extraction.lexicon import SHE
from tracker.extraction.scorer.links import Spot
from tracker.extraction.sentence import Sentence
from tracker.extraction.subjects import SUBJECTS
from tracker.extraction.tokens import Token

WEIGHTS = Path(__file__).parent / "person_meant.json"
#: How many sentences back it tells something where somebody was named, and how many subjects back one is remembered.
_BACK, _SUBJECTS = 3, 8
#: In how many of them it tells something as what he was named.
_NEAR = 2
_ROLES = {"nsubj": "subject", "nsubjpass": "subject", "appos": "apposition", "poss": "owner"}


class _Named(NamedTuple):
    """Somebody named in a sentence."""

    person: str
    role: str
    token: Token


@dataclass(frozen=True, slots=True)
class Question:
    """Who is meant at a word of a sentence: the candidates with their traits, and whom the rules take."""

    sentence: Sentence
    token: Token
    answer: str
    candidates: dict[str, Traits]

    def likeliest(self) -> str:
        """The likeliest candidate; of several alike the first."""
        weighed = odds(self.candidates, weights_at(WEIGHTS))
        return max(weighed, key=weighed.__getitem__)


#: Whoever listens to it hears which people are asked for.
EAR = Ear[Question]("people")


def likeliest(sentence: Sentence, token: Token, options: Iterable[str], answer: str) -> str:
    """Who is meant at "he" or "she", where rules take the word for ``answer``: one of the ``options``, of whom it is one."""
    candidates = dict.fromkeys([answer, *options])
    heard = EAR.heard
    if len(candidates) == 1 and heard is None:
        return answer
    weighed = {person: dict(_traits(sentence, token, person)) for person in candidates}
    question = Question(sentence, token, answer, weighed)
    if heard is not None:
        heard.append(question)
        return answer
    return question.likeliest()


def those_remembered(sentence: Sentence, token: Token) -> Iterator[str]:
    """Who may be meant at a word, if his sex allows it: those named before it and in the article."""
    thread = sentence.discourse
    inside = (one for one in _named(sentence) if one.token.i < token.i)
    yield from (one.person for one in reversed(list(inside)))
    yield from islice(reversed(thread.subjects), _SUBJECTS)
    yield from reversed(thread.recent_people)


def _traits(sentence: Sentence, token: Token, person: str) -> Iterator[tuple[str, float]]:
    """What speaks for and against a person at a word, as names of traits with how much."""
    yield from _inside(sentence, token, person)
    yield from _as_subject(sentence, token, person)
    yield from _before(sentence, person)
    yield from _in_article(sentence, person)
    yield from _as_the_scorer_sees_it(sentence, token, person)
    female = token.lower_ in SHE
    fits = is_female(person) if female else is_male(person)
    yield (
        "sex known" if fits else "sex unknown",
        float(fits or not (is_female(person) or is_male(person))),
    )


def _inside(sentence: Sentence, token: Token, person: str) -> Iterator[tuple[str, float]]:
    """Whether he is named before the word in its sentence."""
    inside = [one for one in _named(sentence) if one.token.i < token.i]
    his = [one for one in inside if one.person == person]
    if his:
        yield f"{his[-1].role} before", 1.0
        word = _ROLES.get(token.dep_, "object")
        yield f"{his[-1].role} before {word}", 1.0
        if his[-1].token.head == token.head:
            yield "beside", 1.0
        if _is_of_clause(token, his[-1].token):
            yield "described", 1.0
    if his and his[-1] is inside[-1]:
        yield "nearest before", 1.0
    if inside and not his:
        yield "others before", 1.0


def _is_of_clause(token: Token, name: Token) -> bool:
    """Whether a word stands in a clause that describes who is named: "X, who left when he ..."."""
    return any(t.dep_ in {"relcl", "acl"} and t.head == name for t in (token, *token.ancestors))


def _as_subject(sentence: Sentence, token: Token, person: str) -> Iterator[tuple[str, float]]:
    """Whether the sentences before have been about him."""
    thread = sentence.discourse
    if thread.subject_person == person:
        yield "spoken of", 1.0
        if token.dep_ in SUBJECTS:
            yield "spoken of, and subject", 1.0
        if token.i == 0 and token.dep_ in {"nsubj", "nsubjpass"}:
            yield "spoken of, and opens", 1.0
    if thread.subjects[-1:] == [person]:
        yield "last subject", 1.0
    elif thread.subjects[-2:-1] == [person]:
        yield "last subject but one", 1.0
    if thread.recent_people[-1:] == [person]:
        yield "named last", 1.0


def _before(sentence: Sentence, person: str) -> Iterator[tuple[str, float]]:
    """How many sentences back he was named, and as what."""
    for back in range(1, min(_BACK, sentence.number) + 1):
        where: Sentence = sentence.article[sentence.number - back]
        named = _named(where)
        his = [one for one in named if one.person == person]
        if not his:
            continue
        yield f"named {back} back", 1.0
        if back <= _NEAR:
            yield f"{back} back as {his[0].role}", 1.0
        if back == 1:
            told = [_told_as(one.token) for one in his]
            if any(_opens_all(t) or (t.dep_ in SUBJECTS and t.head.dep_ == "ROOT") for t in told):
                yield "did what was told last", 1.0
            if len({one.person for one in named}) == 1:
                yield "alone in the last", 1.0
        return
    if person not in sentence.discourse.recent_people:
        yield "never named before", 1.0


def _in_article(sentence: Sentence, person: str) -> Iterator[tuple[str, float]]:
    """How much the article is about him, and what it has told of him."""
    thread, first = sentence.discourse, _named(sentence.article[0])
    his = [one for one in first if one.person == person] if sentence.number else []
    if any(one.role == "subject" for one in his):
        yield "subject of the first", 1.0
    elif his:
        yield "in the first", 1.0
    times = thread.recent_people.count(person)
    yield "times", math.log1p(times)
    yield "share", times / max(1, len(thread.recent_people))
    if person in thread.left:
        yield "has left", 1.0
    if person in thread.gone_to:
        yield "has gone", 1.0
    if person in thread.posts:
        yield "has a post", 1.0


def _as_the_scorer_sees_it(
    sentence: Sentence, token: Token, person: str
) -> Iterator[tuple[str, float]]:
    """Whether the scorer takes this word for him, or a word of the last sentence has meant him."""
    last: Sentence | None = sentence.article[sentence.number - 1] if sentence.number else None
    if last is not None and person in last.people_meant.values():
        yield "meant in the last", 1.0
    taken = sentence.links.meant.get(Spot(sentence.number, token.i))
    if taken is None:
        return
    sure, spot = taken
    where: Sentence = sentence.article[spot.sentence]
    named = where.is_person(where.doc[spot.token])
    meant = where.name(where.doc[spot.token]) if named else where.people_meant.get(spot.token)
    if meant is not None:
        what = "taken for him" if meant == person else "taken for another"
        yield what, 1.0
        yield f"{what}, surely", logit(sure)


def _named(sentence: Sentence) -> list[_Named]:
    """Who is named in a sentence, and as what; found out once."""
    held = sentence.doc.user_data
    if "people named" not in held:
        people = (t for t in sentence.doc if sentence.is_person(t))
        held["people named"] = [_Named(sentence.name(t), _role(_told_as(t)), t) for t in people]
    found: list[_Named] = held["people named"]
    return found


def _role(word: Token) -> str:
    """As what somebody is named; whoever opens a sentence and hangs on nothing is whom it tells of, though the parse lost its verb."""
    return "subject" if _opens_all(word) else _ROLES.get(word.dep_, "object")


def _opens_all(word: Token) -> bool:
    return word.dep_ == "ROOT" and word.i == 0


def _told_as(name: Token) -> Token:
    """The title that stands for whoever is named beside it: of "its chief, X, has left" it is the chief who does so."""
    return name.head if name.dep_ == "appos" and name.head.dep_ in SUBJECTS else name
