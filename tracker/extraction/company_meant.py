"""Which organisation is meant where a sentence names none: the likeliest of those that the article has named.

Each candidate is weighed by its traits, among them whether the rules would take it. ``measuring/fitting_meant.py`` fits the
weights of ``company_meant.json`` to annotated articles and to passages that the scorer has not learnt.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tracker.extraction.bodies import is_no_company, is_of_a_state
from tracker.extraction.choosing import Ear, Traits, odds
from tracker.extraction.employers import ONCE
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.sentence import ORG_KINDS, Sentence
from tracker.extraction.standing import Named, Standing
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import is_founded, is_too_big
from tracker.kernel.whole_words import has_words

WEIGHTS = Path(__file__).parent / "company_meant.json"
#: How many times as likely a candidate must be as the one that rules take, which stays otherwise.
MUCH = 2.7
#: A product's: no company is called so.
VERSION = re.compile(r" [vV]?\d+(?:\.\d+)*$")
#: Farther back than this all sentences are alike.
FAR = 4
UNSAID, WORDED = "unsaid", "worded"
_ASKED = (Relation.JOINED, Relation.LEFT, Relation.ROLE, Relation.WORKS)
_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "poss": "owner", "pobj": "behind a preposition", "dobj": "object", "attr": "object",
    "oprd": "object", "compound": "part", "nmod": "part", "amod": "part",
}  # fmt: skip
#: What no university or ministry is called.
BUSINESSES = words(
    "company companies startup start-up firm venture business chipmaker carmaker retailer unicorn"
)
#: Before whose people they were that somebody takes away.
_TAKEN_AWAY = re.compile(
    r"\b(?:(?:hir|lur|tempt|woo|lift)(?:e|es|ed|s|ing)? away|(?:poach|steal|stole|raid)(?:es|ed|s|ing|n)?) $"
)
#: How the titles end of those who head companies.
_OF_FIRMS = ("executive", "chairman", "chairwoman", "chair", "ceo", "cfo", "coo")
_SUCCEEDS = words("succeed replace")
_BUYERS = words("buyer acquirer purchaser")
#: What somebody did who had a post.
_HAD = words("be run lead head chair manage direct work serve")
#: How many words up from a name one looks for what it only describes.
_UP = 4


@dataclass(frozen=True, slots=True)
class Question:
    """Who is meant at a word of a sentence: the candidates with their traits, and whom the rules take.

    ``way`` tells how the rules came to it; ``person`` is whose organisation is asked for, if one person's is.
    """

    sentence: Sentence
    token: Token
    person: str | None
    way: str
    answer: str | None
    candidates: dict[str, Traits]

    @property
    def kind(self) -> str:
        """Whether nothing stands for the organisation, or a word like "it" or "the company" does."""
        return WORDED if self.way.startswith(WORDED) else UNSAID

    def likelihoods(self) -> dict[str, float]:
        """How likely each candidate is meant; together they have all of the likelihood."""
        weighed = odds(self.candidates, _weights()[self.kind])
        whole = sum(weighed.values())
        return {org: weight / whole for org, weight in weighed.items()}

    def likeliest(self) -> tuple[str, float] | None:
        """The likeliest candidate with its likelihood; the answer of the rules where none is much likelier."""
        likely = self.likelihoods()
        if not likely:
            return None
        best = max(likely, key=likely.__getitem__)
        if self.answer is not None and likely[best] < MUCH * likely[self.answer]:
            best = self.answer
        return best, likely[best]


#: Whoever listens to it hears which companies are asked for.
EAR = Ear[Question]("companies")


def likeliest(
    sentence: Sentence, token: Token, answer: str | None, way: str, person: str | None = None
) -> str | None:
    """The organisation meant at ``token``, where rules take it for ``answer`` in some ``way``."""
    heard = EAR.heard
    if heard is not None:
        question = _question(sentence, token, answer, way, person)
        heard.append(question)
        return question.answer
    asked = (token.i, answer, way, person)
    if asked not in sentence.answered:
        sentence.answered[asked] = _question(sentence, token, answer, way, person).likeliest()
    found = sentence.answered[asked]
    if found is None:
        return None
    org, likelihood = found
    sentence.meant[org] = max(likelihood, sentence.meant.get(org, 0.0))
    return org


def _question(
    sentence: Sentence, token: Token, answer: str | None, way: str, person: str | None
) -> Question:
    candidates = _candidates(sentence, token, answer, way, person)
    fit = {org: traits for org, traits in candidates.items() if not is_no_company(org)}
    fit = {org: traits for org, traits in fit.items() if not is_too_big(sentence, token, org)}
    firms = {org: traits for org, traits in candidates.items() if not is_of_a_state(org)}
    if firms and _is_post_of_a_firm(sentence, token):
        candidates, answer = firms, answer if answer in firms else None
    business = token.lower_ in BUSINESSES or is_founded(token)
    if business and way.startswith(WORDED) and fit:
        candidates, answer = fit, answer if answer in fit else None
    if _is_anothers(sentence, token):
        takers = {one.org for one in _named_here(sentence) if one.role == "subject"}
        candidates = {org: traits for org, traits in candidates.items() if org not in takers}
        answer = answer if answer in candidates else None
    here = {org: x for org, x in candidates.items() if org not in once_there(sentence, token)}
    if here:
        candidates, answer = here, answer if answer in here else None
    if (owner := _owner_told(sentence, answer)) in candidates:
        answer = owner
    sures = _where_succeeded(sentence, token), _just_founded(sentence, token)
    for sure in (*sures, _buyer(sentence, token), _told_of_itself(sentence, token)):
        if sure in candidates:
            candidates, answer = {sure: candidates[sure]}, sure
    return Question(sentence, token, person, way, answer, candidates)


def _is_post_of_a_firm(sentence: Sentence, token: Token) -> bool:
    """Whether a post, or the post of "its", is one that companies have and states have not."""
    title = token.head if token.lower_ == "its" else token
    return sentence.is_title(title) and sentence.words(title.i, title.i).lower().endswith(_OF_FIRMS)


def _owner_told(sentence: Sentence, org: str | None) -> str | None:
    """Y where a sentence before has told of "Y's Z": "the institute" that is Z is a part of Y."""
    for where in sentence.article[: sentence.number] if org is not None else ():
        for at, mention in where.at.items():
            owners = (c for c in where.doc[at].children if c.dep_ == "poss") if mention.text == org else ()  # fmt: skip
            for owner in owners:
                if (whole := org_of(where, owner.i)) is not None:
                    return whole
    return None


def _just_founded(sentence: Sentence, token: Token) -> str:
    """Z in "X left Y to found Z. The company has been bought": what the sentence before has told to be founded, and named last."""
    if token.lower_ not in BUSINESSES or token.left_edge.lower_ != "the" or not sentence.number:
        return ""
    before = sentence.article[sentence.number - 1]
    named = [one.org for one in _named_here(before)]
    founded = sentence.discourse.founded.values()
    several = len(dict.fromkeys(named)) > 1
    return named[-1] if several and named[-1] in founded else ""


def _told_of_itself(sentence: Sentence, token: Token) -> str:
    """Y in "X, the head of maps at Z, goes to Y. Its chief, W ...": all else that the sentence before names describes somebody."""
    its = token.lower_ == "its" and sentence.is_title(token.head) and sentence.number
    if not its or any(sentence.is_org(t) or sentence.is_title(t) for t in sentence.doc[: token.i]):
        return ""
    named = _named_here(where := sentence.article[sentence.number - 1])
    told = [one for one in named if not one.aside]
    behind = [
        where.doc[one.at].head.lower_ for one in told if one.role not in {"subject", "object"}
    ]
    one_only = len({one.org for one in told}) == 1 < len({one.org for one in named})
    return told[0].org if one_only and set(behind) <= {"to", "for", "with", "by"} else ""


def _where_succeeded(sentence: Sentence, token: Token) -> str:
    """Where he has gone who "succeeds X, who founded the company and remains its chairman": that company is meant."""
    told = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    verb = told.head.head if told is not None and sentence.is_person(told.head) else None
    if verb is None or verb.lemma_ not in _SUCCEEDS or told is None or told.head.dep_ != "dobj":
        return ""
    named = (c for c in verb.children if c.dep_ == "nsubj" and sentence.is_person(c))
    gone_to = (sentence.discourse.gone_to.get(sentence.name(c)) for c in named)
    return next(filter(None, gone_to), "")


def is_the_buyer(token: Token) -> bool:
    """Whether a word stands for who buys a company: "the buyer", "the new owner"."""
    if token.lemma_.lower() == "owner":
        return any(c.lower_ == "new" for c in token.lefts)
    return token.lemma_.lower() in _BUYERS and token.left_edge.lower_ == "the"


def _buyer(sentence: Sentence, token: Token) -> str:
    """Who is told to buy a company, where "the new owner" stands for it."""
    return (sentence.discourse.acquirer or "") if is_the_buyer(token) else ""


def _is_anothers(sentence: Sentence, token: Token) -> bool:
    """Whether "its" is that of another company: "Y had hired away its chief executive"."""
    if token.lower_ not in {"its", "their"}:
        return False
    return _TAKEN_AWAY.search(sentence.text[: sentence.places[token.i][0]]) is not None


def once_there(sentence: Sentence, token: Token) -> set[str]:
    """What is named first as where somebody was before: Y of "X, who used to be chief of Y, chairs the board"."""
    found = {
        org_of(sentence, at)
        for at in sentence.at
        for step in islice(sentence.doc[at].ancestors, _UP)
        if token.i > step.right_edge.i and _is_past_of_somebody(sentence, step)
    }
    return {org for org in found if org is not None and org not in sentence.discourse.standings.of}


def _is_past_of_somebody(sentence: Sentence, step: Token) -> bool:
    """Read "X, who ran Y", "X, who used to be T of Y", "X, once T of Y"."""
    if step.dep_ == "appos" and sentence.is_title(step) and sentence.is_person(step.head):
        return any(c.lower_ in ONCE for c in step.lefts)
    if step.dep_ != "relcl" or not sentence.is_person(step.head):
        return False
    return step.lemma_ == "use" or (step.lemma_ in _HAD and step.tag_ == "VBD")


def _candidates(
    sentence: Sentence, token: Token, answer: str | None, way: str, person: str | None
) -> dict[str, Traits]:
    """The organisations that may be meant, each with its traits."""
    thread = sentence.discourse
    here = _named_here(sentence)
    standings = thread.standings.after(here, sentence.segment.paragraph)
    for org in (answer, thread.topic):
        if org is not None:
            standings.setdefault(org, Standing(thread.standings.sentences))
    seen = _Seen(sentence, person)
    same = _taken_for(sentence, token) if way.startswith(WORDED) else None
    in_title = [org for org in standings if _is_in_title(org, thread.title)]
    found: dict[str, Traits] = {}
    first = thread.paragraph_orgs[:1] if thread.paragraph == sentence.segment.paragraph else []
    for org, standing in standings.items():
        traits = {
            f"by {way}": org == answer,
            "answer": org == answer,
            "topic": org == thread.topic,
            "in the title": org in in_title,
            "alone in the title": in_title == [org],
            "first of the paragraph": org in first,
            "told": math.log1p(thread.standings.told[org]),
            "told last": org == thread.standings.last_told,
            "taken for": same[1] if same is not None and same[0] == org else 0.0,
            "is taken for": same is not None and same[0] == org,
        }
        traits |= _standing(standing, sentence)
        traits |= _here(here, org, token)
        traits |= seen.of(org)
        found[org] = {name: float(x) for name, x in traits.items() if x}
    return found


def _standing(standing: Standing, sentence: Sentence) -> Traits:
    number, since = sentence.discourse.standings.sentences, FAR
    if standing.subject is not None:
        since = min(number - standing.subject, FAR)
    return {
        "asides": standing.asides / max(1, standing.mentions),
        f"first in {standing.first}": float(standing.first < min(2, number)),
        f"subject {since} ago": 1.0,
        "in the paragraph": float(standing.paragraph == sentence.segment.paragraph),
        f"last {standing.role or 'unnamed'}": 1.0,
    }


def _here(here: list[Named], org: str, token: Token) -> Traits:
    """What the sentence itself does with a candidate, at its first mention."""
    first = next((one for one in here if one.org == org), None)
    if first is None:
        return {}
    return {"here before" if first.at < token.i else "here behind": 1.0, f"here {first.role}": 1.0}


class _Seen:
    """What the scorer holds of a sentence's people, or of one of them, and organisations."""

    def __init__(self, sentence: Sentence, person: str | None) -> None:
        self._orgs: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_ASKED))
        self._unsaid = 0.0
        for token, org, told in _links_to_orgs(sentence):
            others = person is not None and token.pos_ != "PRON"
            if others and not (sentence.is_person(token) and sentence.name(token) == person):
                continue
            if org is None:
                self._unsaid = max(self._unsaid, *told)
            else:
                self._orgs[org] = list(map(max, self._orgs[org], told))

    def of(self, org: str) -> Traits:
        told = self._orgs.get(org)
        if told is None:
            return {}
        return {f"seen {relation}": x for relation, x in zip(_ASKED, told, strict=True)} | {
            "asked": 1.0,
            "seen": max(told),
            "seen more than unsaid": max(told) - self._unsaid,
        }


def _links_to_orgs(sentence: Sentence) -> list[tuple[Token, str | None, list[float]]]:
    """Each link of a sentence to an organisation, or to one left unsaid, and how surely it tells what is asked; worked out once."""
    if "links to orgs" not in sentence.doc.user_data:
        found = sentence.doc.user_data["links to orgs"] = []
        for link in sentence.links.of(sentence.number):
            org = _org_at(sentence, link.second) if link.second is not None else None
            if org is not None or link.second is None:
                token = sentence.doc[link.first.token]
                found.append((token, org, [link.pair.of(relation) for relation in _ASKED]))
    known: list[tuple[Token, str | None, list[float]]] = sentence.doc.user_data["links to orgs"]
    return known


def _org_at(sentence: Sentence, spot: Spot) -> str | None:
    """The organisation named at a mark, or by the name that the scorer takes it for."""
    named = _named_at(sentence, spot)
    meant = sentence.links.meant.get(spot)
    return named or (_named_at(sentence, meant[1]) if meant is not None else None)


def _taken_for(sentence: Sentence, token: Token) -> tuple[str, float] | None:
    """The organisation that the scorer takes a word for, and how surely."""
    meant = sentence.links.meant.get(Spot(sentence.number, token.i))
    org = _named_at(sentence, meant[1]) if meant is not None else None
    return (org, meant[0]) if meant is not None and org is not None else None


def _named_at(sentence: Sentence, spot: Spot) -> str | None:
    if spot.sentence > sentence.number:
        return None
    where: Sentence = sentence.article[spot.sentence]
    return org_of(where, spot.token)


def _named_here(sentence: Sentence) -> list[Named]:
    """What ``named_in`` tells, worked out once for each sentence."""
    if "named" not in sentence.doc.user_data:
        sentence.doc.user_data["named"] = list(named_in(sentence))
    known: list[Named] = sentence.doc.user_data["named"]
    return known


def named_in(sentence: Sentence) -> Iterator[Named]:
    """The organisations named in a sentence, from left to right; a unit or a product is named for whose it is."""
    for at, mention in sentence.at.items():
        org = org_of(sentence, at)
        if org is None or mention.paper or (VERSION.search(org) and not mention.known):
            continue
        token = sentence.doc[at]
        aside = any(
            sentence.is_title(step)
            or (step.dep_ in {"relcl", "acl"} and sentence.kind(step.head) is Kind.PERSON)
            for step in islice(token.ancestors, _UP)
        )
        yield Named(org, at, _ROLES.get(token.dep_, "other"), aside)


def org_of(sentence: Sentence, at: int) -> str | None:
    """The organisation that the mention at a token names, itself or as the one that a unit or product is of."""
    mention = sentence.at.get(at)
    if mention is None or mention.kind not in ORG_KINDS:
        return None
    is_part = mention.kind is Kind.UNIT or mention.product
    return mention.parent if is_part else mention.text


def _is_in_title(org: str, title: str) -> bool:
    """Whether a title has the first word of a name, by which headlines shorten it."""
    word = next(iter(org.removeprefix("The ").split()), "")
    return bool(word) and has_words(word, title)


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
