"""Which organisation is meant by what somebody is to it: "the company" of its chief, "her old employer", "his company"."""

from __future__ import annotations

from spacy.tokens import Token

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.persons import Persons

#: By what a company is meant that needs no other word.
_FIRMS = words("company firm startup start-up")
_LEAVE = words("leave quit exit depart resign")
ONCE = words("former ex ex- once onetime one-time erstwhile formerly previously")
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

    def elsewhere(self, left: str, person: str | None = None) -> str | None:
        """The organisation meant that is another than the one that a person leaves: his own, or one told of."""
        thread = self.discourse
        own = thread.founded.get(person) if person is not None else None
        near = [own, thread.fresh_company, thread.named_subject, thread.topic, thread.subject_org]
        return next(
            (org for org in [*near, *reversed(thread.last_orgs)] if org and org != left), None
        )

    def _parent(self, token: Token) -> str:
        mention = self.at[token.i]
        is_part = mention.kind is Kind.UNIT or mention.product
        return mention.parent if is_part and mention.parent else mention.text

    def _employer_of(self, token: Token) -> str | None:
        """What "her old employer" is: where she has been; and "her new employer": where she goes."""
        if token.lemma_ != "employer":
            return None
        beside = {c.lower_ for c in token.lefts}
        owners = [p for c in token.lefts if c.dep_ == "poss" for p in self.people(c)]
        thread = self.discourse
        for person in owners:
            if beside & _OLD:
                return thread.left.get(person) or thread.came_from.get(person)
            if beside & _NEXT:
                return thread.gone_to.get(person)
        return None
