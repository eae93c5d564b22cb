"""Names that are those of a company's part by what they are called, and by what somebody is who heads them: "the Cloud Group", "co-leads of Fair Ranking"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from tracker.extraction.given_names import is_given
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.looks import is_org_like

_NOUN = r"(?:group|team|unit|division|department|organi[sz]ation|lab)"
#: What only a part of a company has; a company has a chief executive, and a group of companies a chairman.
_HEADED = re.compile(r"\b(?:co-?)?(?:heads?|leads?|leaders?) of(?: the)? $")
_ITS_HEAD = re.compile(r" as its (?:new |next |interim |co-?)?(?:head|lead|leader)\b")
_IN_HANDS = re.compile(
    r"\b(?:in charge|at the head|at the helm|put at the head|put in charge) of (?:the )?$"
)
#: What a company has besides, that is called by a name of its own: "its Horizon fund", "Y's Launchpad incubator".
_OWNED = re.compile(r"(?:\w['’]s?|\b(?:its|their|our)) (?:new |own )?$")
_OWN_BEHIND = re.compile(r" (?:[a-z-]+ )?(?:fund|incubator|accelerator|think tank)\b")
#: Y of "the Z Center of Y", whose part that is.
_CENTER = re.compile(r" (?:Cent(?:er|re)|Institute|Laboratory|Lab)$")
_NOUN_BEHIND = re.compile(rf" {_NOUN}\b", re.IGNORECASE)
_CALLED_SO = re.compile(r" (?:group|team|unit|division|organi[sz]ation)$", re.IGNORECASE)
#: One thing is told of, and not two: "the Radio and Networking group".
_THE_ONE = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Ii]ts) (?:(?:new|whole|entire|newly \w+) )?$")
_AND = frozenset([" and ", " & "])
#: What a parse leaves out of "the AI and Research Group": letters that nobody is called by.
_LETTERS = re.compile(r"\b[A-Z]{2,4} (?:and|&|\+) $")
#: Of several new parts each is told with who has it: "two others: Devices under X, and Cloud under Y".
_SEVERAL = re.compile(
    r"\b(?:groups|units|divisions|teams|departments|parts|others|organi[sz]ations)\b[^.:]*: "
)
_UNDER = re.compile(r",? (?:under|led by|headed by|run by) [A-Z]")
_OPENS = re.compile(r"(?:[:;,]| and) $")


def parts_headed(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make each mention of such a name one of a unit, where the article names a company as well."""
    for doc, sentence in zip(docs, named, strict=True):
        _join_one_group(doc, sentence)
    _centers_of_universities(docs, named)
    people = {m.text.split()[-1] for s in named for m in s if m.kind is Kind.PERSON}
    parts = {
        mention.text
        for doc, sentence in zip(docs, named, strict=True)
        for mention in sentence
        if _may_be_a_part(mention) and _is_a_part(doc, mention)
        if mention.kind is Kind.PERSON or people.isdisjoint(mention.text.split())
    }
    if not any(m.text not in parts for s in named for m in s if m.kind in COMPANIES):
        return
    for mention in (m for sentence in named for m in sentence):
        if mention.text in parts and _may_be_a_part(mention):
            mention.kind = Kind.UNIT
    _last_words(named)


def _may_be_a_part(mention: Mention) -> bool:
    return mention.kind in {*COMPANIES, Kind.PERSON} and not (mention.known or mention.paper)


def _is_a_part(doc: Doc, mention: Mention) -> bool:
    """Whether a name of plain words is that of a part of a company, by what stands around it."""
    before, after = doc.text[: mention.start], doc.text[mention.end :]
    field = _CALLED_SO.sub("", mention.text)
    if not _is_a_field(doc, field):
        return False
    called_so = field != mention.text and mention.kind is not Kind.PERSON
    if called_so and _THE_ONE.search(before):
        return True
    if _OWNED.search(before) and _OWN_BEHIND.match(after) and mention.kind is not Kind.PERSON:
        return True
    noun = called_so or bool(_NOUN_BEHIND.match(after))
    several = " " in field and not is_org_like(mention.text)
    headed = _HEADED.search(before) or _ITS_HEAD.match(after)
    if _SEVERAL.search(before) and _OPENS.search(before) and _UNDER.match(after):
        return True
    return bool((headed and (several or noun)) or (noun and _IN_HANDS.search(before)))


def _is_a_field(doc: Doc, name: str) -> bool:
    """Whether a name is made of plain words only: "Fair Ranking"."""
    words = name.split()
    plain = all(word.isupper() or not doc.vocab[word.lower()].is_oov for word in words)
    return plain and not is_given(words[0])


def _join_one_group(doc: Doc, sentence: list[Mention]) -> None:
    """Make one mention of the two in "the Radio and Networking group", "the new AI and Language Group"."""
    for mention in sentence:
        _take_letters(doc, mention)
    for first, last in list(pairwise(sorted(sentence, key=lambda mention: mention.start))):
        both = all(m.kind in {*COMPANIES, Kind.UNIT} and not m.known for m in (first, last))
        if not both or doc.text[first.end : last.start] not in _AND:
            continue
        single = _CALLED_SO.search(last.text) or _NOUN_BEHIND.match(doc.text, last.end)
        fields = all(_is_a_field(doc, _CALLED_SO.sub("", m.text)) for m in (first, last))
        if single and fields and _THE_ONE.search(doc.text[: first.start]):
            last.start, last.text = first.start, doc.text[first.start : last.end]
            last.kind = Kind.UNIT
            sentence.remove(first)


def _take_letters(doc: Doc, mention: Mention) -> None:
    """Make the "Language Group" of "the AI and Language Group" whole."""
    letters = _LETTERS.search(doc.text[: mention.start])
    named = mention.kind in {*COMPANIES, Kind.UNIT} and bool(_CALLED_SO.search(mention.text))
    if letters is None or not named or not _THE_ONE.search(doc.text[: letters.start()]):
        return
    mention.start, mention.kind = letters.start(), Kind.UNIT
    mention.text = doc.text[mention.start : mention.end]


def _centers_of_universities(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make "the Z Center of Y" a part of Y, wherever the article names it."""
    owners: dict[str, str] = {}
    for doc, sentence in zip(docs, named, strict=True):
        for part, owner in pairwise(sorted(sentence, key=lambda mention: mention.start)):
            theirs = doc.text[part.end : owner.start] in {" of ", " of the "}
            whole = owner.kind in COMPANIES and not owner.paper
            if theirs and whole and _may_be_a_part(part) and _CENTER.search(part.text):
                owners.setdefault(part.text, owner.text)
    for mention in (m for sentence in named for m in sentence):
        if mention.text in owners and _may_be_a_part(mention):
            mention.kind, mention.parent = Kind.UNIT, owners[mention.text]


def _last_words(named: Iterable[list[Mention]]) -> None:
    """Make "Brain" a part of Y where the article calls it "Y Brain" as well."""
    mentions = [m for sentence in named for m in sentence]
    companies = {m.text for m in mentions if m.kind in COMPANIES}
    owners = dict(_owners_by_name({m.text for m in mentions if m.kind is Kind.UNIT}, companies))
    for mention in mentions:
        if _may_be_a_part(mention) and mention.text in owners:
            mention.kind, mention.parent = Kind.UNIT, owners[mention.text]


def _owners_by_name(names: Iterable[str], companies: set[str]) -> Iterator[tuple[str, str]]:
    """The last word of each name that a company's begins, with the company."""
    for name in names:
        owner, _, last = name.rpartition(" ")
        if owner in companies:
            yield last, owner
