"""One parsed sentence, and what its words refer to."""

from __future__ import annotations

from tracker.extraction.author import is_quoted
from tracker.extraction.bodies import so_called
from tracker.extraction.company_meant import WORDED, is_the_buyer, likeliest
from tracker.extraction.descriptions import describes, fitting, is_described
from tracker.extraction.employers import ONCE, Employers
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    POSTED_ON,
    SPEAKERS,
    UNIT_NOUNS,
    words,
)
from tracker.extraction.plain_words import NAME_PARTS, is_plain
from tracker.extraction.sentence import ORG_KINDS
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

_FOUNDS = words("found co-found cofound set start establish create launch")
#: What stands between a unit or a title and the organisation that it belongs to; the latter also where a verb is between.
_INSIDE = words("of at in inside within for")
_AT = words("of at inside within")
_CALL = words("call name dub")


class Scene(Employers):
    """A sentence that knows the people and the organisations its words mean."""

    __slots__ = ()

    def orgs(self, token: Token) -> list[str]:
        """Which organisations a word refers to: names joined by "and", "it", "the company"."""
        mention = self.at.get(token.i)
        if mention is not None and mention.kind in ORG_KINDS:
            others = [c for c in token.conjuncts if c.i > token.i and self.is_org(c)]
            return [mention.text, *(self.at[c.i].text for c in others)]
        if mention is not None and mention.kind in {Kind.PERSON, Kind.TITLE}:
            return []
        word = token.text.lower()
        if word in {"which", "that", "whose", "where"}:
            head = self._relative_head(token)
            return self.orgs(head) if head is not None else []
        if word in SPEAKERS and (house := self.says_we(token)) is not None:
            return [house]
        if word in {"it", "its", "itself", "they", "their", "we", "our"}:
            found = self.it(token)
            return [found] if found else []
        found = self._org_of_noun(token)
        return [found] if found else []

    def says_we(self, token: Token) -> str | None:
        """The organisation that "we" or "our" is said for, outside of quotations."""
        quoted = self.house is None or is_quoted(self.text, self.places[token.i][0])
        return None if quoted else self.house

    def _org_of_noun(self, token: Token) -> str | None:
        """The name beside a noun ("the scribe Y", "a company called Y"), or what "the company" stands for."""
        if token.pos_ in {"NOUN", "PROPN"}:
            for child in token.children:
                if child.dep_ == "appos" and self.is_org(child) and child.i - token.i <= 3:
                    return self.at[child.i].text
        if [c.lower_ for c in token.lefts] == ["the"]:
            body = so_called(token.lower_, self.discourse.standings.of)
            if body is not None:
                return body
        if token.lemma_.lower() not in COMPANY_NOUNS and token.text.lower() not in COMPANY_NOUNS:
            return None
        for meant in (
            self.called,
            self._employer_of,
            self.of_chief,
            self._same_as_before,
            self._startup,
            self._of_founder,
            self.namesake,
            self._named,
            self._owner_of_part,
            self._new_one,
        ):
            if (found := meant(token)) is not None:
                return found
        if self._definite(token) or any(c.dep_ == "poss" for c in token.children):
            return self.of_that_kind(token, self.it(token))
        return None

    def of_that_kind(self, token: Token, meant: str | None) -> str | None:
        """The company that words like "the Dutch group" fit, in the place of one that they are known not to fit."""
        told = describes(token.lemma_.lower())  # "the carmaker" says what it is by itself
        if meant is not None and not (told or is_described(meant)):
            return meant
        here = (self.at[t.i].text for t in self.doc[: token.i] if self.is_org(t))
        phrase = self.words(token.left_edge.i, token.i)
        found = fitting(phrase, [*self.discourse.standings.of, *here])
        if found is not None:
            self.meant.pop(found, None)  # and is no guess
        return found or meant

    def _named(self, token: Token) -> str | None:
        """The name beside a noun; the maker of a product is not called by it."""
        named = self._named_company(token)
        if named is None:
            return None
        mention = self.at[named.i]
        return mention.parent if mention.product else mention.text

    def _new_one(self, token: Token) -> str | None:
        """What "the new firm" is: the one of whose founding the article tells."""
        founded = set(self.discourse.founded.values())
        is_new = any(c.lower_ == "new" for c in token.children) and not is_the_buyer(token)
        return founded.pop() if is_new and len(founded) == 1 else None

    def namesake(self, token: Token) -> str | None:
        """Y in "X Holm, who founded the firm", where the article names one that begins with his name: "Holm Ventures"."""
        verb = token.head
        if token.dep_ != "dobj" or verb.lemma_ not in _FOUNDS or not self._definite(token):
            return None
        founders = [p for c in verb.children if c.dep_ == "nsubj" for p in self.people(c)]
        surnames = {person.rsplit(maxsplit=1)[-1] for person in founders}
        named = [org for org in self.discourse.standings.of if org.split()[0] in surnames]
        return named[0] if len(named) == 1 else None

    def _same_as_before(self, token: Token) -> str | None:
        """What "the same employer" is: the one that was left last."""
        if not any(c.lower_ == "same" for c in token.children):
            return None
        firms = {m.text for where in self.article for m in where.at.values() if m.kind is Kind.ORG}
        return next((org for org in reversed(self.discourse.left.values()) if org in firms), None)

    def _owner_of_part(self, token: Token) -> str | None:
        """Y in "Y's new lab", which is no other company."""
        if token.lemma_.lower() not in UNIT_NOUNS:
            return None
        owner = next((c for c in token.children if c.dep_ == "poss" and self.is_org(c)), None)
        return self._parent(owner) if owner is not None else None

    def _named_company(self, token: Token) -> Token | None:
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        beside = [c for c in token.children if c.dep_ in {"appos", "oprd"} and c.i > token.i]
        if after.dep_ in {"dobj", "appos", "pobj", "nsubj", "dep"}:
            beside.append(after)
        if token.dep_ == "appos":
            beside.append(token.head)
        first = token.left_edge.i
        if (
            first > 1
            and self.doc[first - 1].text == ","
            and any(c.dep_ == "relcl" for c in token.children)
        ):
            beside.insert(
                0, self.doc[first - 2]
            )  # "Y, the company she founded", however it is parsed
        beside += [c for c in token.children if c.dep_ in {"compound", "nmod"} and c.i < token.i]
        return next((t for t in beside if self.is_org(t)), None)

    def _relative_head(self, token: Token) -> Token | None:
        clause = token.head
        while (
            clause.dep_ != "relcl"
            and clause.head.i != clause.i
            and clause.dep_ not in {"ROOT", "advcl"}
        ):
            clause = clause.head
        if clause.dep_ == "relcl" and clause.head.i < token.i:
            return self.thing_meant(token, clause.head)
        return self.doc[token.i - 2] if token.i > 1 and self.doc[token.i - 1].text == "," else None

    def called(self, token: Token) -> str | None:
        """The name in "a company called X", "a unit named X", "a lab, X"."""
        to_be = (
            c for r in token.children if r.dep_ == "relcl" and r.lemma_ == "be" for c in r.children
        )
        for child in (*token.children, *(c for c in to_be if c.dep_ == "xcomp")):
            if (
                child.dep_ in {"acl", "relcl", "amod", "xcomp"}
                and child.lemma_.lower() in {"call", "name", "dub", "know", "brand"}
                and child.i > token.i
                and not any(c.lower_ in ONCE or self.is_title(c) for c in child.children)
            ):
                for name in child.subtree:
                    if self.kind(name) in ORG_KINDS | {Kind.PERSON} and name.i > child.i:
                        return self._with_the_next(name)
        return None

    def _with_the_next(self, name: Token) -> str:
        """The name in "a unit called Y Perception", of which a company's name is only the first part."""
        after = name.head
        joined = name.dep_ == "compound" and after.i == name.i + 1 and self.is_org(after)
        return self.words(name.i, after.i) if joined else self.at[name.i].text

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
        noun = token.lemma_.lower() in COMPANY_NOUNS  # "has left Y to start the company"
        left = self.left_behind(token) if noun or token.lower_ in {"its", "their", "the"} else None
        if left is not None:
            return self.elsewhere(left)
        form = self._form(token)
        told = self._of_title(token) if form == "owner of a title" else self.says_of_itself(token)
        told = told or self.had_been_there(token)
        return told or likeliest(self, token, self._it(token), f"{WORDED} {form}")

    def it_means(self, token: Token) -> tuple[str, float] | None:
        """The organisation that "it" or "the firm" means, and how likely it is to be that one."""
        guessed = dict(self.meant)
        self.meant.clear()
        found = self.orgs(token)
        likely = self.meant.get(found[0], 0.0) if len(found) == 1 else 0.0
        self.meant.clear()
        self.meant.update(guessed)  # nothing has been told by it yet
        return (found[0], likely) if likely else None

    def _form(self, token: Token) -> str:
        word = token.text.lower()
        if word in {"its", "their", "our"}:
            return "owner of a title" if self.is_title(token.head) else "owner"
        return "pronoun" if word in {"it", "itself", "they", "we"} else "noun"

    def _it(self, token: Token) -> str | None:
        word = token.text.lower()
        before = [
            t
            for t in self.doc[: token.i]
            if self.is_org(t) and not self.is_paper(t) and not self._is_posted_on(t)
            if not (word == "its" and self._is_past(t, token))
        ]
        inside = [self.at[t.i].text for t in before]
        if word not in {"it", "itself", "its", "their", "they", "we", "our"}:
            inside = [self.at[t.i].text for t in before if not self._is_background(t, token)]
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
            if near.head.lower_ == "from" and near.head.head.lemma_ in {"go", "move", "come"} and len(before) > 1:  # fmt: skip
                near = before[-2]
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

    def _is_posted_on(self, name: Token) -> bool:
        """Read "said on X" and "in a post on X": only where somebody wrote."""
        before = self.doc[name.i - 1].lower_ if name.i else ""
        return before == "on" and self.at[name.i].text.lower() in POSTED_ON

    def _is_past(self, name: Token, token: Token) -> bool:
        """Whether a name only says where somebody once was: "X, a former president of Y, is its chief"."""
        if not self._is_background(name, token):
            return False
        return any(
            (self.is_title(step) and any(c.lower_ in ONCE for c in step.children))
            or (step.dep_ == "relcl" and step.lemma_ == "be" and step.tag_ == "VBD")
            for step in name.ancestors
        )

    def _is_background(self, name: Token, token: Token) -> bool:
        """Whether a name only says who somebody is ("X, who spent years at Y", "the former Y manager") and ``token`` stands behind."""
        return any(
            (self.is_title(step) or (step.dep_ == "relcl" and self.is_person(step.head)))
            and token.i > step.right_edge.i
            for step in name.ancestors
        )

    def unit(self, token: Token) -> str | None:
        """The name of the unit at ``token`` as the text has it, without its article or owner."""
        mention = self.at.get(token.i)
        if mention is not None and mention.kind in ORG_KINDS:
            return mention.text
        called = self.called(token)
        if called:
            return called
        if token.lemma_.lower() not in UNIT_NOUNS and token.text.lower() not in UNIT_NOUNS:
            return None
        for child in token.children:
            if child.dep_ == "appos" and self.is_org(child) and child.i > token.i:
                return self.at[child.i].text
        if token.dep_ == "appos" and self._may_be_a_part(token.head):
            return self.at[token.head.i].text
        left = [c for c in token.lefts if c.dep_ in NAME_PARTS and not is_plain(c)]
        return self._from_left(token, left) if left else self._behind(token)

    def _may_be_a_part(self, name: Token) -> bool:
        return self.is_org(name) and (self.kind(name) is Kind.UNIT or not self.at[name.i].known)

    def _from_left(self, token: Token, left: list[Token]) -> str | None:
        """The words from the first part of the name on, without an owner ("Meta's", "Meta")."""
        first = min(t.i for c in left for t in c.subtree)
        owners = [i for i in range(first, token.i) if self.doc[i].text == "'s"]
        first = owners[-1] + 1 if owners else first
        while (
            first < token.i
            and len(left) > 1
            and self.kind(self.doc[first]) is Kind.ORG
            and self.at[first].known
        ):
            first += 1
        if first >= token.i or self.doc[first].dep_ == "poss":
            return None
        return self.words(first, token.i)

    def _behind(self, token: Token) -> str | None:
        for child in token.children:
            if child.dep_ == "prep" and child.text.lower() in {"behind", "for"}:
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        inner = [
                            t
                            for t in thing.subtree
                            if self.kind(t) in ORG_KINDS and (t == thing or t.dep_ != "pobj")
                        ]
                        if inner:
                            return self.at[inner[0].i].text
                        if child.lower_ == "for" and self._is_new_for_a_field(token, thing):
                            return self.words(thing.left_edge.i, thing.i)
        return None

    @staticmethod
    def _is_new_for_a_field(unit: Token, thing: Token) -> bool:
        """Read "a new unit for AI research": it has no name but its field."""
        new = {"a", "new"} <= {c.lower_ for c in unit.children}
        bare = all(c.dep_ in {"compound", "amod"} for c in thing.lefts)
        return new and bare and thing.tag_ in {"NN", "NNS"} and thing.lower_ in FUNCTIONS

    def owner(self, token: Token) -> str | None:
        """The organisation that a unit or a title belongs to: "Meta's X", "X at Meta", "Meta X"."""
        for child in token.lefts:
            if (
                child.dep_ in {"compound", "nmod", "amod"}
                and self.is_org(child)
                and (self.at[child.i].known or self.at[child.i].parent)
            ):
                return self._parent(child)
            if child.dep_ == "poss":
                return (
                    self._parent(child)
                    if self.is_org(child)
                    else next(iter(self.orgs(child)), None)
                )
        mention = self.at.get(token.i)
        if mention is not None and mention.parent:
            return mention.parent
        of_it = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _INSIDE]
        of_it += [  # "a group called X at Y"
            c for acl in token.children if acl.dep_ == "acl" and acl.lemma_ in _CALL for c in acl.children if c.lower_ in _AT
        ]  # fmt: skip
        if not of_it and token.i + 1 < len(self.doc):
            after = self.doc[token.i + 1]  # a parse may give "runs the section at Y" to the verb
            of_it = [after] if after.head == token.head and after.lower_ in _AT else []
        for prep in of_it:
            for thing in prep.children:
                if thing.dep_ == "pobj" and self.orgs(thing):
                    return self._parent(thing) if self.is_org(thing) else self.orgs(thing)[0]
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        if after.lower_ == "there":
            return self.discourse.gone_last()
        return self._owner_of_noun_before(token)

    def _owner_of_noun_before(self, token: Token) -> str | None:
        """Y in "a new Y division, Z", however the parse hangs the name."""
        if token.i < 3 or self.doc[token.i - 1].text != ",":
            return None
        noun = self.doc[token.i - 2]
        named = self.kind(token) is Kind.UNIT and noun.lemma_.lower() in UNIT_NOUNS
        return self.owner(noun) if named and noun.i not in self.at else None
