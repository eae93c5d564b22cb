"""One parsed sentence, and what its words refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from tracker.extraction.dates import TimePhrase, time_phrases
from tracker.extraction.discourse import Discourse
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import COMPANY_NOUNS, NATIONALITIES, PERSON_NOUNS, UNIT_NOUNS
from tracker.extraction.money import Figure, sums
from tracker.extraction.registry import Registry
from tracker.extraction.sentences import Segment

ORG_KINDS = {Kind.ORG, Kind.NAME, Kind.UNIT}
SINGULAR_PEOPLE = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
PLURAL_PEOPLE = {"they", "them", "their", "both", "themselves"}
RELATIVES = {"who", "that", "which", "whom", "whose"}


@dataclass(slots=True)
class Scene:
    """A sentence as the rules see it: tokens, mentions, and the article before it."""

    segment: Segment
    doc: Doc
    places: list[tuple[int, int]]
    at: dict[int, Mention]
    registry: Registry
    discourse: Discourse
    published: date | None
    times: list[TimePhrase] = field(default_factory=list)
    sums: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.times = time_phrases(self.segment.text, self.published)
        self.sums = sums(self.segment.text)

    @property
    def text(self) -> str:
        return self.segment.text

    def words(self, first: int, last: int) -> str:
        """The article's own words for the tokens ``first`` to ``last``, the last one included."""
        return self.text[self.places[first][0] : self.places[last][1]]

    def token_at(self, char: int) -> Token:
        """The token that covers a character of the sentence."""
        for token in self.doc:
            if self.places[token.i][1] > char:
                return token
        return self.doc[len(self.doc) - 1]

    def kind(self, token: Token) -> Kind | None:
        mention = self.at.get(token.i)
        return mention.kind if mention else None

    def is_person(self, token: Token) -> bool:
        return self.kind(token) is Kind.PERSON

    def is_org(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.kind in ORG_KINDS

    def is_paper(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.paper

    def is_title(self, token: Token) -> bool:
        return self.kind(token) is Kind.TITLE

    def name(self, token: Token) -> str:
        mention = self.at[token.i]
        if mention.kind is Kind.PERSON:
            return self.discourse.fullest(mention.text, self.registry)
        return mention.text

    def tokens(self, kind: Kind) -> Iterator[Token]:
        for i, mention in self.at.items():
            if mention.kind is kind:
                yield self.doc[i]

    # People

    def group(self, token: Token) -> list[Token]:
        """The person at ``token`` with those joined to it by commas and "and"."""
        members = [token]
        for other in self.tokens(Kind.PERSON):
            if other.i != token.i and self._joined_to(other, token):
                members.append(other)
        return sorted(members, key=lambda member: member.i)

    def _joined_to(self, other: Token, first: Token) -> bool:
        """Whether ``other`` is a later member of the list that ``first`` begins."""
        step = other
        while step.i != first.i:
            if step.dep_ not in {"conj", "appos"} or step.head.i == step.i:
                return False
            if step.dep_ == "appos" and (step.i != other.i and not self.is_person(step)):
                return False
            head = step.head
            while (
                head.i != first.i
                and not self.is_person(head)
                and head.dep_ in {"conj", "pobj", "prep", "appos", "poss", "compound"}
            ):
                if head.dep_ == "prep" and head.text.lower() in {"with", "alongside"}:
                    return False
                head = head.head
            if not self.is_person(head):
                return False
            step = head
        return True

    def people(self, token: Token) -> list[str]:
        """Whom a word refers to: names, pronouns, "its founders, X and Y", "the researcher"."""
        if self.is_person(token):
            return [self.name(member) for member in self.group(token)]
        word = token.text.lower()
        if word in RELATIVES:
            return self._antecedents(token)
        if word in SINGULAR_PEOPLE:
            found = self._he(token)
            return [found] if found else []
        if word in PLURAL_PEOPLE or (
            word in {"two", "three", "four", "pair", "duo", "trio", "founders"}
            and self._definite(token)
        ):
            inside = self._named_beside(token)
            return inside or list(self._they(token))
        beside = self._named_beside(token) or self._some_of(token)
        if beside:
            return beside
        if (
            token.tag_ in {"NN", "NNP", "JJ"}
            and token.pos_ in {"NOUN", "PROPN", "ADJ"}
            and self._definite(token)
            and self._person_noun(token)
        ):
            found = self._he(token)
            return [found] if found else []
        return []

    def _some_of(self, token: Token) -> list[str]:
        """ "Two of the founders, X and Y": those named."""
        if token.pos_ not in {"NUM", "PRON", "DET", "NOUN"}:
            return []
        for prep in token.children:
            if prep.dep_ == "prep" and prep.text.lower() == "of":
                for thing in prep.children:
                    if thing.dep_ == "pobj" and thing.tag_ == "NNS":
                        found = self._named_beside(thing)
                        if found:
                            return found
        return []

    def _person_noun(self, token: Token) -> bool:
        word = token.lemma_.lower()
        mention = self.at.get(token.i)
        if mention is not None and mention.kind is Kind.TITLE:
            return True
        return word in PERSON_NOUNS

    def _definite(self, token: Token) -> bool:
        return any(
            child.text.lower() in {"the", "its", "his", "their", "this", "that"}
            for child in token.children
        ) or (token.text.lower() in PLURAL_PEOPLE)

    def _named_beside(self, token: Token) -> list[str]:
        """People named as apposition to a noun ("its founders, X and Y"; "the founder, X")."""
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} or self.is_org(token):
            return []
        for child in token.children:
            if child.dep_ in {"appos", "conj"} and child.i > token.i and self.is_person(child):
                if child.dep_ == "conj" and self.doc[child.i - 1].text not in {",", ":"}:
                    continue
                return [self.name(member) for member in self.group(child)]
        if (
            token.dep_ in {"appos", "compound", "nmod"}
            and self.is_person(token.head)
            and token.i > token.head.i - 6
        ):
            plural = token.tag_ in {"NNS", "NNPS"}
            return [
                self.name(member)
                for member in (self.whole_group(token.head) if plural else [token.head])
            ]
        return []

    def _antecedents(self, token: Token) -> list[str]:
        clause = token.head
        while (
            clause.dep_
            in {"aux", "auxpass", "conj", "xcomp", "prep", "pobj", "dobj", "poss", "nsubj"}
            and clause.head.i != clause.i
        ):
            clause = clause.head
        if clause.dep_ != "relcl":
            before = [t for t in self.doc[: token.i] if self.is_person(t)]
            return [self.name(before[-1])] if before and token.i - before[-1].i < 3 else []
        head = clause.head
        if head.i > token.i:
            return []
        if (
            head.dep_ == "pobj"
            and head.head.dep_ == "prep"
            and head.head.head.text.lower() == "one"
        ):
            one = head.head.head
            if one.dep_ == "appos" and self.is_person(one.head):
                return [self.name(one.head)]
            if one.dep_ == "attr":
                return [p for c in one.head.children if c.dep_ == "nsubj" for p in self.people(c)]
        if not self.is_person(head):
            # A relative clause after "A, B and C, who ..." is sometimes hung on a title in between.
            near = self.doc[token.i - 2] if token.i > 1 else head
            if token.text.lower() == "who" and self.is_person(near):
                return [self.name(m) for m in self.whole_group(near)]
            return self.people(head) if head.i < token.i and not self.is_org(head) else []
        return (
            [self.name(member) for member in self.whole_group(head) if member.i < token.i]
            if self._plural_clause(clause)
            else [self.name(self._last_before(head, token))]
        )

    @staticmethod
    def _plural_clause(clause: Token) -> bool:
        aux = {c.text.lower() for c in clause.children if c.dep_ in {"aux", "auxpass"}}
        return not (
            clause.tag_ == "VBZ"
            or aux & {"has", "is", "was"}
            or clause.text.lower() in {"was", "is"}
        )

    def _last_before(self, head: Token, relative: Token) -> Token:
        """Of "X and Y, who is ..." it is Y, though the parse may hang the clause on X."""
        members = [m for m in self.whole_group(head) if m.i < relative.i]
        near = members[-1] if members else head
        return near if relative.i - near.i <= 2 else head

    def whole_group(self, token: Token) -> list[Token]:
        """All members of the list that ``token`` stands in, its earlier ones too."""
        first = token
        while first.dep_ in {"conj", "appos"} and self.is_person(first.head):
            first = first.head
        return self.group(first)

    def _he(self, token: Token) -> str | None:
        female = {"she": True, "her": True, "hers": True}.get(token.text.lower())
        before = [t for t in self.doc[: token.i] if self.is_person(t)]
        subjects = [t for t in before if t.dep_ in {"nsubj", "nsubjpass"}]
        options = [
            self.name(t)
            for t in [*reversed(subjects), *(t for t in reversed(before) if t not in subjects)]
        ]
        return self.discourse.pick_person(options, female=female)

    def _they(self, token: Token) -> tuple[str, ...]:
        before = [t for t in self.doc[: token.i] if self.is_person(t)]
        if len(before) > 1:
            for last in reversed(before):
                group = self.whole_group(last)
                if len(group) > 1:
                    return tuple(dict.fromkeys(self.name(member) for member in group))
        return self.discourse.group

    # Organisations

    def orgs(self, token: Token) -> list[str]:
        """Which organisations a word refers to: names joined by "and", "it", "the company"."""
        mention = self.at.get(token.i)
        if mention is not None and mention.kind in ORG_KINDS:
            names = [mention.text]
            names += [
                self.at[c.i].text for c in token.conjuncts if c.i > token.i and self.is_org(c)
            ]
            return names
        if mention is not None and mention.kind in {Kind.PERSON, Kind.TITLE}:
            return []
        word = token.text.lower()
        if word in {"which", "that", "whose", "where"}:
            head = self._relative_head(token)
            return self.orgs(head) if head is not None else []
        if word in {"it", "its", "itself", "they", "their", "we", "our"}:
            found = self.it(token)
            return [found] if found else []
        if token.pos_ in {"NOUN", "PROPN"}:
            for child in token.children:
                if child.dep_ == "appos" and self.is_org(child) and child.i - token.i <= 3:
                    return [self.at[child.i].text]
        if token.lemma_.lower() in COMPANY_NOUNS or word in COMPANY_NOUNS:
            for child in token.children:
                if child.dep_ in {"appos", "oprd"} and self.is_org(child) and child.i > token.i:
                    return [self.at[child.i].text]
            called = self.called(token)
            if called:
                return [called]
            after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
            if self.is_org(after) and after.dep_ in {"dobj", "appos", "pobj", "nsubj", "dep"}:
                return [self.at[after.i].text]
            if token.dep_ == "appos" and self.is_org(token.head):
                return [self.at[token.head.i].text]
            for child in token.children:
                if child.dep_ in {"compound", "nmod"} and self.is_org(child) and child.i < token.i:
                    return [self.at[child.i].text]
            if self._definite(token) or any(c.dep_ == "poss" for c in token.children):
                found = self.it(token)
                return [found] if found else []
        return []

    def _relative_head(self, token: Token) -> Token | None:
        clause = token.head
        while (
            clause.dep_ != "relcl"
            and clause.head.i != clause.i
            and clause.dep_ not in {"ROOT", "advcl"}
        ):
            clause = clause.head
        if clause.dep_ == "relcl" and clause.head.i < token.i:
            return clause.head
        return self.doc[token.i - 2] if token.i > 1 and self.doc[token.i - 1].text == "," else None

    def called(self, token: Token) -> str | None:
        """The name in "a company called X", "a unit named X", "a lab, X"."""
        for child in token.children:
            if (
                child.dep_ in {"acl", "relcl", "amod"}
                and child.lemma_.lower() in {"call", "name", "dub", "know", "brand"}
                and child.i > token.i
            ):
                for name in child.subtree:
                    if self.kind(name) in ORG_KINDS | {Kind.PERSON} and name.i > child.i:
                        return self.at[name.i].text
        return None

    def _subject_orgs(self, before: int) -> list[str]:
        """The organisations that are subjects earlier in the sentence, named or described."""
        found: list[str] = []
        for t in self.doc[:before]:
            if t.dep_ in {"nsubj", "nsubjpass"} and not self.is_paper(t):
                if self.is_org(t):
                    mention = self.at[t.i]
                    found.append(mention.parent or mention.text)
                elif t.lemma_.lower() in COMPANY_NOUNS and t.pos_ == "NOUN":
                    found += self.orgs(t)[:1]
        return found

    def it(self, token: Token) -> str | None:
        """The organisation that "it", "its" or "the company" stands for."""
        word = token.text.lower()
        before = [t for t in self.doc[: token.i] if self.is_org(t) and not self.is_paper(t)]
        inside = [self.at[t.i].text for t in before]
        if word not in {"it", "itself", "its", "their", "they", "we", "our"}:
            modified = any(
                c.dep_ in {"amod", "compound"} and c.lemma_ not in {"new", "own", "whole"}
                for c in token.children
            )
            return self.discourse.company(
                token.lemma_.lower(), inside, self._subject_orgs(token.i), modified=modified
            )
        subjects = self._subject_orgs(token.i)
        of_title = word in {"its", "their"} and self.is_title(token.head)
        if (
            of_title
            and token.head.dep_ == "dobj"
            and token.head.head.lemma_ in {"hire", "poach", "recruit", "lure", "take", "acquire"}
            and len(before) > 1
        ):
            return inside[-1] if before[-1].dep_ not in {"nsubj", "nsubjpass"} else inside[-2]
        if of_title and before and (token.head.dep_ == "appos" or not subjects):
            near = before[-1]
            if near.dep_ == "dobj" and near.head.lemma_ in {"join", "rejoin"} and len(before) > 1:
                near = before[-2]
                return self.at[near.i].text
            if token.i - near.i <= 12 and near.dep_ not in {"compound", "poss"}:
                return self.at[near.i].text
        if subjects:
            return subjects[-1]
        if self.discourse.subject_org:
            return self.discourse.it(of_title=of_title)
        if before:
            return inside[-1]
        return self.discourse.it(of_title=of_title)

    def unit(self, token: Token) -> str | None:
        """The name of the unit at ``token`` as the text has it, without its article or owner."""
        mention = self.at.get(token.i)
        if mention is not None and mention.kind in ORG_KINDS:
            return mention.text
        called = self.called(token)
        if called:
            return called
        lemma = token.lemma_.lower()
        if lemma not in UNIT_NOUNS and token.text.lower() not in UNIT_NOUNS:
            return None
        for child in token.children:
            if child.dep_ == "appos" and self.is_org(child) and child.i > token.i:
                return self.at[child.i].text
        left = [
            c
            for c in token.lefts
            if c.dep_ in {"compound", "amod", "nmod", "punct", "npadvmod", "nummod"}
            and c.text.lower() not in NATIONALITIES
            and c.lemma_.lower()
            not in {
                "new",
                "old",
                "whole",
                "own",
                "first",
                "entire",
                "small",
                "elite",
                "other",
                "same",
                "separate",
                "single",
                "dedicated",
                "former",
                "few",
            }
        ]
        if not left:
            return self._behind(token)
        first = min(t.i for c in left for t in c.subtree)
        for i in range(token.i - 1, first, -1):
            if self.doc[i].text == "'s":
                first = i + 1
                break
        while (
            first < token.i
            and self.kind(self.doc[first]) is Kind.ORG
            and self.at[first].known
            and len(left) > 1
        ):
            first += 1
        if first >= token.i:
            return None
        if self.doc[first].dep_ == "poss":
            return None
        return self.words(first, token.i)

    def _behind(self, token: Token) -> str | None:
        for child in token.children:
            if child.dep_ == "prep" and child.text.lower() in {"behind", "for"}:
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        inner = [t for t in thing.subtree if self.kind(t) in ORG_KINDS]
                        if inner:
                            return self.at[inner[0].i].text
        return None

    def owner(self, token: Token) -> str | None:
        """The organisation that a unit or a title belongs to: "Meta's X", "X at Meta", "Meta X"."""
        for child in token.children:
            if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i < token.i:
                if self.is_org(child) and (child.dep_ == "poss" or self.at[child.i].known):
                    return self._parent(child)
                if child.dep_ == "poss":
                    for name in self.orgs(child):
                        return name
        mention = self.at.get(token.i)
        if mention is not None and mention.parent:
            return mention.parent
        for child in token.children:
            if child.dep_ == "prep" and child.text.lower() in {
                "of",
                "at",
                "in",
                "inside",
                "within",
                "for",
            }:
                for thing in child.children:
                    if thing.dep_ == "pobj" and self.orgs(thing):
                        return self.orgs(thing)[0]
        return None

    def _parent(self, token: Token) -> str:
        mention = self.at[token.i]
        return mention.parent if mention.kind is Kind.UNIT and mention.parent else mention.text
