"""What people can have founded where the sentence does not name it: "X founded the firm", "it was set up by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import lemma_of
from tracker.extraction.grown import STARTUPS, is_grown
from tracker.extraction.kinds import Kind
from tracker.extraction.sentence import Sentence
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import has_words

#: What only founders do with a company; what is done with parts of one, and much else, as well; and either.
SURELY = {"found", "co-found", "cofound"}
SET_UP = {"start", "set up", "establish", "create", "begin"}
FOUND = SURELY | SET_UP
_AT_THE_TOP = r"\b(?:chief executive|CEO|chair\w*|president|founder)\b"


def is_founded(token: Token) -> bool:
    """Whether a word stands for what somebody founds."""
    verb = token.head
    if token.dep_ not in {"dobj", "nsubjpass"} or lemma_of(verb) not in FOUND:
        return False
    return token.dep_ == "nsubjpass" or verb.tag_ != "VBG"


def is_too_big(sentence: Sentence, token: Token, org: str | None) -> bool:
    """Whether a company is too grown for a word: no start-up, nor one that people have founded who do not head it."""
    if org is None or not is_grown(org):
        return False
    return token.lower_ in STARTUPS or (is_founded(token) and not _is_theirs(sentence, token, org))


def _is_theirs(sentence: Sentence, token: Token, org: str) -> bool:
    """Whether the article has told by now that those who found what a word stands for are at the top of a company."""
    name = re.escape(org)
    at_top = re.compile(
        rf"{_AT_THE_TOP} (?:of|at) {name}\b|\b{name}(?:['’]s?)? (?:[\w-]+ )?{_AT_THE_TOP}",
        re.IGNORECASE,
    )
    people = list(_founders(sentence, token.head)) or [
        *map(sentence.name, sentence.tokens(Kind.PERSON))
    ]
    return any(
        (at_top.search(where.text) or (where is not sentence and _heads(sentence, person, org)))
        and has_words(person.rsplit(maxsplit=1)[-1], where.text)
        for where in (*sentence.article, sentence)
        for person in people
    )


def _heads(sentence: Sentence, person: str, org: str) -> bool:
    post = sentence.discourse.posts_at.get((person, org))
    return post is not None and re.search(_AT_THE_TOP, post[0], re.IGNORECASE) is not None


def _founders(sentence: Sentence, verb: Token) -> Iterator[str]:
    """The founders whom a verb names, or means by "who", "he" or "she"."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and any(c.lower_ == "who" for c in subjects):
        subjects.append(verb.head)
    for subject in subjects:
        if sentence.is_person(subject):
            yield sentence.name(subject)
        elif subject.lower_ in {"he", "she"} and sentence.discourse.subject_person is not None:
            yield sentence.discourse.subject_person
