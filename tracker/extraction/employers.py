"""Which organisation is meant by what somebody is to it: "the company" of its chief, "her old employer", "his company"."""

from __future__ import annotations

import re

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.persons import Persons
from tracker.extraction.predicates import SAY, is_bought_beside
from tracker.extraction.subjects import SUBJECTS
from tracker.extraction.tokens import Token

#: By what a company is meant that needs no other word.
_FIRMS = words("company firm startup start-up")
_EMPLOYERS = words("employer company firm lab shop")
#: By what somebody is taken away from where he is.
_TAKES_AWAY = re.compile(r"(?:poach|lur|woo|snatch|entic|pry|pri)(?:e?s|e?d|ing|ied)?\b|\w+ away\b")
_LEAVE = words("leave quit exit depart resign")
ONCE = words("former ex ex- once onetime one-time erstwhile formerly previously")
_INVESTS = words("lead invest back put pour finance fund")
_OLD, _NEXT = words("old former previous ex erstwhile last"), words("new next future")


class Employers(Persons):
    """A sentence that knows whose company its words mean."""

    __slots__ = ()

    def of_chief(self, token: Token) -> str | None:
        """Y in "X, Y's chief executive, set the company up" and "Y's chairman, X, sold the firm"."""
        if token.lemma_.lower() not in _FIRMS or [t.lower_ for t in token.lefts] != ["the"]:
            return None
        for verb in token.ancestors:
            for subject in (c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i):
                owner = self._owner_of_post(subject)
                if owner is None:
                    continue
                between = self.doc[owner.i + 1 : token.i]
                return None if any(map(self.is_org, between)) else self._parent(owner)
        return None

    def _owner_of_post(self, subject: Token) -> Token | None:
        """The name of the company of "X, Y's chief executive" and of "Y's chief executive, X"."""
        beside = [c for c in subject.children if c.dep_ == "appos"]
        title = next((t for t in (subject, *beside) if self.is_title(t)), None)
        if title is None or not any(self.is_person(t) for t in (subject, *beside)):
            return None
        if any(c.lower_ in ONCE for c in title.lefts):
            return None
        return next((c for c in title.lefts if c.dep_ == "poss" and self.is_org(c)), None)

    def _of_founder(self, token: Token) -> str | None:
        """What "his company" is: the one that he has founded, or works at."""
        owners = [
            p
            for c in token.children
            if c.dep_ == "poss" and c.text.lower() in {"his", "her", "their"}
            for p in self.people(c)
        ]
        if not owners:
            return None
        thread = self.discourse
        return thread.founded.get(owners[0]) or thread.employer.get(owners[0])

    def _startup(self, token: Token) -> str | None:
        """Y in "the San Francisco start-up", where the article has called one company so, and that one not in this sentence."""
        if token.lemma_.lower().replace("-", "") != "startup" or not self._definite(token):
            return None
        called = self.discourse.startups
        return next(iter(called)) if len(called) == 1 else None

    def left_behind(self, token: Token) -> str | None:
        """Y in "has left Y to become its president": neither "its" nor the post is Y's."""
        for verb in token.ancestors:
            if verb.dep_ not in {"xcomp", "advcl"} or verb.tag_ != "VB":
                continue
            leaves = verb.head.lemma_ in _LEAVE and any(c.lower_ == "to" for c in verb.children)
            left = (c for c in verb.head.children if c.dep_ == "dobj" and self.is_org(c))
            if leaves:
                return next((self._parent(c) for c in left), None)
        return None

    def hired_away_by(self, title: Token) -> str | None:
        """Y in "Y has poached X, the finance chief", "X, the finance chief, was lured away by Y": it was not at Y that X was so."""
        name, verb = title.head, title.head.head
        if not self.is_title(title) or not self.is_person(name):
            return None
        told = self.words(verb.i, min(verb.i + 1, len(self.doc) - 1)).lower()
        if name.dep_ not in {"dobj", "nsubjpass"} or not _TAKES_AWAY.match(told):
            return None
        by = [g for c in verb.children if c.dep_ == "agent" for g in c.children]
        who = by if name.dep_ == "nsubjpass" else [c for c in verb.children if c.dep_ == "nsubj"]
        return next((self._parent(t) for t in who if self.is_org(t)), None)

    def elsewhere(self, left: str, person: str | None = None) -> str | None:
        """The organisation meant that is another than the one that a person leaves: his own, or one told of."""
        thread = self.discourse
        own = thread.founded.get(person) if person is not None else None
        near = [own, thread.fresh_company, thread.named_subject, thread.topic, thread.subject_org]
        return next(
            (org for org in [*near, *reversed(thread.last_orgs)] if org and org != left), None
        )

    def says_of_itself(self, token: Token) -> str | None:
        """Y in "Y, a network of labs, announced that it has bought Z": who says something of "it" says it of himself."""
        verb = token.head.head
        if token.lower_ != "it" or token.dep_ not in SUBJECTS or token.head.dep_ != "ccomp":
            return None
        if verb.lemma_ not in SAY:
            return None
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i]
        named = [t for t in subjects if self.is_org(t) and not self.is_paper(t)]
        return (self.at[named[0].i].parent or self.at[named[0].i].text) if named else None

    def had_been_there(self, token: Token) -> str | None:
        """Y in "X, who spent years at Y and ran its sales": where somebody has been told to be, there he did what follows."""
        led = token.head.head
        if token.lower_ != "its" or led.dep_ != "conj" or led.tag_ not in {"VBD", "VBN"}:
            return None
        came = led.head
        who = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in came.children)
        if came.dep_ != "relcl" or not who or came.tag_ not in {"VBD", "VBN"}:
            return None
        named = [t for t in self.doc[came.i : led.i] if self.is_org(t) and not self.is_paper(t)]
        return self._parent(named[0]) if len(named) == 1 else None

    def _just_told(self, token: Token) -> str | None:
        """Y in "Y has had a bad week. X, its chief, ...": the subject and only company of the sentence right before."""
        if self.number == 0 or any(
            self.is_org(t) and not self.is_paper(t) for t in self.doc[: token.i]
        ):
            return None
        before = self.article[self.number - 1]
        alone = self.discourse.named_subject
        near = before.segment.paragraph == self.segment.paragraph and self.segment.start - before.segment.end <= 2  # fmt: skip
        return (
            alone if near and alone is not None and {*self.discourse.last_orgs} == {alone} else None
        )

    def _of_title(self, token: Token) -> str | None:
        """Whose a title is that is told to be "its", where the words around leave no doubt."""
        return self._of_investor(token) or self._of_bought(token) or self._just_told(token)

    def _of_bought(self, token: Token) -> str | None:
        """Z in "Y bought Z after its chief executive had left"."""
        bought = (t for t in self.doc[: token.i] if self.is_org(t) and is_bought_beside(t, token))
        return next((self._parent(t) for t in bought), None)

    def _of_investor(self, token: Token) -> str | None:
        """Y in "Y led the round for Z, and its partner, X, ...": partners are an investor's."""
        if token.dep_ != "poss" or "partner" not in self.words(token.head.i, token.head.i).lower():
            return None
        subjects = (t for t in self.doc[: token.i] if t.dep_ == "nsubj" and self.is_org(t))
        return next((self._parent(t) for t in subjects if t.head.lemma_ in _INVESTS), None)

    def _parent(self, token: Token) -> str:
        mention = self.at[token.i]
        is_part = mention.kind is Kind.UNIT or mention.product
        return mention.parent if is_part and mention.parent else mention.text

    def is_old_employer(self, token: Token) -> bool:
        """Read "her old employer", "their former company"."""
        owned = any(c.dep_ == "poss" for c in token.lefts)
        return token.lemma_ in _EMPLOYERS and owned and any(c.lower_ in _OLD for c in token.lefts)

    def _employer_of(self, token: Token) -> str | None:
        """What "her old employer" is: where she has been; and "her new employer": where she goes."""
        old = self.is_old_employer(token)
        new = token.lemma_ == "employer" and any(c.lower_ in _NEXT for c in token.lefts)
        thread = self.discourse
        for person in (p for c in token.lefts if c.dep_ == "poss" for p in self.people(c)):
            if old:
                left = self._left_here(person) or self._poached_from(person)
                left = left or thread.left.get(person)
                return left or thread.came_from.get(person)
            if new:
                return thread.gone_to.get(person)
        return None

    def _left_here(self, person: str) -> str | None:
        """Y in "X, who quit Y for Z in May, has gone back to her old employer"."""
        for verb in (t for t in self.doc if t.lemma_ in {"leave", "quit"} and t.dep_ == "relcl"):
            places = [c for c in verb.children if c.dep_ == "dobj" and self.is_org(c)]
            doers = (c for c in verb.children if c.dep_ == "nsubj")
            if places and any(person in self.people(c) for c in doers):
                return self._parent(places[0])
        return None

    def _poached_from(self, person: str) -> str | None:
        """Y in "X, whom Z had poached from Y"."""
        for verb in self.doc:
            hired = verb.dep_ == "relcl" and any(c.lower_ == "whom" for c in verb.children)
            if not hired or person not in self.people(verb.head):
                continue
            by_company = any(c.dep_ == "nsubj" and self.is_org(c) for c in verb.children)
            places = [t for t in verb.subtree if self.is_org(t) and t.head.lower_ == "from"]
            if by_company and places:
                return self._parent(places[0])
        return None
