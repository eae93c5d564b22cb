"""Names that an article introduces as those of a company's part: "a new division called Applied Research"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from tracker.extraction.bodies import OF_NATIONS
from tracker.extraction.given_names import is_given
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.looks import is_no_word, is_org_like

#: What is always a part of a company, and what may be one of its own.
_PART = r"(?:unit|division|department|practice|arm|desk|business)"
_MAY_BE_A_PART = rf"(?:{_PART}|team|group|lab|laboratory|outfit|office|organi[sz]ation|studio)"
_MADE = r"\b(?:new|single|combined|merged|joint|separate)"
_IS = r"(?:,? (?:that|which)? ?(?:is|are|will be|would be|was))?"
_CALLED = r"(?:called|named|dubbed|known as|christened)"
_BEFORE = re.compile(
    rf"(?:\b{_PART}(?: of [^,.;]{{1,40}})?{_IS},? (?:to be )?(?:now )?{_CALLED}"
    rf"|{_MADE} (?:[\w-]+ ){{0,3}}{_MAY_BE_A_PART}{_IS},? (?:to be )?{_CALLED}"
    rf"|{_MADE} (?:[\w-]+ ){{0,3}}{_MAY_BE_A_PART}[,:]"
    rf"|(?:\b(?:its|their|our)|\w['’]s?) (?:[\w-]+ ){{0,3}}{_PART},"
    rf"|\b[Tt]he (?:[\w-]+ ){{1,2}}{_PART},"
    r"|\bgoes by the name of)(?: the)? [\"“'‘]?$"
)
#: "X's Y group" and "the Y division": of those that are called so, "the Y team" may be all who work at Y.
_OWNED = re.compile(r"(?:['’]s?|\b(?:its|their|our)) (?:new |old |own )?$")
_OWNED_AFTER = re.compile(r" (?:[a-z-]+ )?(?:group|team|lab|laboratory)\b")
_AFTER = re.compile(
    rf" (?:unit|division|department|arm)\b|, (?:the|its|their) (?:[\w-]+ )?(?:{_PART}\b|team (?:that|which)\b)"
)
_THE_ONE = re.compile(rf", (?:the|its|their) (?:[\w-]+ ){{0,2}}{_PART}\b")
#: What an institution of a field is called: "Center for Security", "Office of Strategy".
_BODY = r"(?:Cent(?:er|re)|Institute|School|Faculty|Association|Society|Academy|Foundation|Federation|Alliance|Council|Prize|Partnership)"
_HEAD = rf"(?:{_BODY}|Office|Department|Laboratory|Lab|Division|Bureau|Unit|Programme|Program)"
_HEADS = re.compile(rf"(?:^| ){_HEAD}$")
_INSTITUTION = re.compile(rf"(?:[\w'’.-]+ )*?{_HEAD} (?:of|for) ")
_OF = frozenset([" of ", " for ", " of the ", " for the ", " for a ", " for an ", " on "])
_OF_ITS_OWN = re.compile(
    r"\b(?:University|College|Hospital|Company|Inc|Corp|Ltd|Bank|Foundation|Trust|Ventures|Capital|Partners|Group|Labs|Technologies|Systems|Society|Academy)\b"
)
_FIRMS = re.compile(r"\b(?:Corporation|Corp|Company|Inc|Ltd|Limited|LLC|GmbH|AG)\.?$")
_WHOLES = re.compile(rf"(?:[\w'’.-]+ )*?{_BODY} (?:of|for) ")
#: Nobody is the "head of" a company that is called by plain words only, where the article is about another.
_HEADED = re.compile(r"\b(?:head|lead|leader) of(?: the)? $")
#: What people give their names to.
_GIVEN = re.compile(
    r"\b(?:Foundation|Trust|Fund|Institute|Initiative|Cent(?:er|re)|School|College|Library)$"
)
_ONE_NEW = re.compile(r"\b(?:an?|the|its) (?:new|newly \w+) $")
_NOUN_BEHIND = re.compile(rf" {_MAY_BE_A_PART}\b")
#: What no company is that has its first name from another: "the Y Z division", "Y Research" beside "Y" or "Y Cloud".
_PART_BEHIND = re.compile(r" (?:division|unit|arm|department|segment)\b")
_OF_RESEARCH = re.compile(r" Research\b")
#: What goes on from a company's name and makes that of a part of it; and what makes the name of another whole.
_GOES_ON = re.compile(r" [A-Z]\w*(?: [A-Z]\w*)?")
_WHOLE_BEHIND = re.compile(
    r" (?:Group|Holdings?|Bank|University|College|Corporation|Corp|Company|Inc|Ltd|Limited|LLC|Foundation|Trust|Partners|Management|Institute|Capital|Brothers)\b"
)
_ENDED = re.compile(r"[.!?:][\"”’')]*$")
#: What stands between an owner and the name of its part, and between that and an owner.
_THE_OWNERS = re.compile(rf"['’]s? (?:[\w-]+ ){{0,4}}{_MAY_BE_A_PART},?(?: {_CALLED})? ")
_OWNED_BY = re.compile(rf", (?:the (?:[\w-]+ )*{_PART} of (?:[\w-]+ ){{0,4}})?")


def parts_by_name(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make each mention of such a name one of a unit, where the article names a company as well."""
    for doc, sentence in zip(docs, named, strict=True):
        _join_institutions(doc, sentence)
        _join_by_and(doc.text, sentence)
    unknown = [
        (doc.text, mention)
        for doc, sentence in zip(docs, named, strict=True)
        for mention in sentence
        if mention.kind in COMPANIES and not (mention.known or mention.paper)
    ]
    _parts_called_after_it(docs, named)
    parts = {mention.text for text, mention in unknown if _is_introduced_as_part(text, mention)}
    parts |= {
        mention.text
        for doc, sentence in zip(docs, named, strict=True)
        for mention in sentence
        if mention.kind in COMPANIES
        and not (mention.known or mention.paper)
        and _is_headed(doc, mention)
    }
    if not any(m.text not in parts for m in _companies(named)):
        return
    owners = _owners(docs, named, parts)
    for text, mention in unknown:
        # "the Edge AI team" is read as a whole
        if _FIRMS.search(mention.text):
            continue  # "Y Corporation, the commercial arm of the foundation"
        if mention.text in parts and (
            mention.text in owners or not _NOUN_BEHIND.match(text, mention.end)
        ):
            mention.kind = Kind.UNIT
            mention.parent = mention.parent or owners.get(mention.text)


def _owners(docs: Sequence[Doc], named: Sequence[list[Mention]], parts: set[str]) -> dict[str, str]:
    """Whose a part is by the sentence that introduces it: "Y's chat unit, Z", "Y said that Z, its chat unit, ..."."""
    found: dict[str, str] = {}
    for doc, sentence in zip(docs, named, strict=True):
        for mention in sentence:
            if mention.text not in parts or not _is_introduced_as_part(doc.text, mention):
                continue
            others = [m for m in _companies([sentence]) if m.text not in parts]
            beside = [m for m in others if _THE_OWNERS.fullmatch(doc.text, m.end, mention.start)]
            beside += [m for m in others if _OWNED_BY.fullmatch(doc.text, mention.end, m.start)]
            alone = others if len({m.text for m in others}) == 1 else []
            for owner in (beside or alone)[:1]:
                found.setdefault(mention.text, owner.text)
    return found


def _parts_called_after_it(docs: Sequence[Doc], named: Sequence[list[Mention]]) -> None:
    """Make "Y Research" and "the Y Health division" parts of Y, or of the "Y Cloud" of which "Y" is the first half."""
    behind = {
        mention.text
        for doc, sentence in zip(docs, named, strict=True)
        for mention in sentence
        if not mention.known and _PART_BEHIND.match(doc.text, mention.end)
    }
    wholes = {
        m.text: m.known
        for m in _companies(named)
        if m.text not in behind and not _OF_RESEARCH.search(m.text)
    }
    told: dict[str, None] = {}
    owners: dict[str, str] = {}
    for number, (doc, sentence) in enumerate(zip(docs, named, strict=True)):
        for mention in sorted(sentence, key=lambda mention: mention.start):
            if mention.kind not in {*COMPANIES, Kind.UNIT} or mention.parent is not None:
                continue
            owner = _called_after(doc.text, mention, wholes) or (
                _named_before(mention, told) if mention.text not in told else None
            )
            if owner is not None:
                owners.setdefault(mention.text, owner)
            elif number or _ENDED.search(doc.text):  # in a headline a name may be short
                told[mention.text] = None
    for mention in (m for sentence in named for m in sentence if m.text in owners):
        mention.kind, mention.parent = Kind.UNIT, owners[mention.text]


def _named_before(part: Mention, told: Iterable[str]) -> str | None:
    """The company that is told of alone before a name that goes on from its own: "Y is merging two teams into Y Cloud"."""
    if part.known or _WHOLE_BEHIND.search(part.text):
        return None
    return next((name for name in told if _GOES_ON.fullmatch(part.text.removeprefix(name))), None)


def _called_after(text: str, part: Mention, wholes: dict[str, bool]) -> str | None:
    """The company whose name, or the first half of whose name, that of a part begins with."""
    noun = bool(_PART_BEHIND.match(text, part.end))
    if not noun and not _OF_RESEARCH.search(part.text):
        return None
    others = [name for name in wholes if name != part.text and not name.startswith(part.text)]
    whole = [name for name in others if part.text.startswith(f"{name} ")]
    # "Y" alone may be short for "Y Research", unless it is known
    own = [name for name in whole if noun or wholes[name]]
    half = part.text.split()[0]
    longer = [name for name in others if name.startswith(f"{half} ") and len(name.split()) == 2]
    if half.lower() in OF_NATIONS:  # "the European Commission" and "the European Research Council"
        longer = []
    return next(iter([*longer, *own] if half in wholes or longer else own), None)


def _join_institutions(doc: Doc, sentence: list[Mention]) -> None:
    """Make one mention of the parts of "Center for Security and Emerging Technology", "Office of Artificial Intelligence"."""
    for first, last in list(pairwise(sorted(sentence, key=lambda mention: mention.start))):
        if last not in sentence or not all(_may_be_joined(m) for m in (first, last)):
            continue
        before = next((m for m in sentence if m.end == last.start), first)
        between = doc.text[first.end : last.start]
        whole = first if first in sentence else before
        together = between in {" and ", " & "} and _gave_together(whole, last)
        if not (
            together
            or (between in _OF and _HEADS.search(whole.text) and _is_a_field(doc, last))
            or (between in {" and ", " & ", " of "} and _goes_on(doc, whole, last))
            or (between == " and " and _is_one_group(doc.text, whole, last))
            or (between == " for a " and _HEADS.search(whole.text))
        ):
            continue
        last.start, last.text = whole.start, doc.text[whole.start : last.end]
        last.kind = Kind.ORG if together or _WHOLES.match(last.text) else Kind.UNIT
        sentence.remove(whole)


def _gave_together(first: Mention, last: Mention) -> bool:
    """Read "the Bill and Melinda Gates Foundation": two who have given it their name."""
    one = " " not in first.text and is_given(first.text) and is_given(last.text)
    return one and bool(_GIVEN.search(last.text))


def _may_be_joined(mention: Mention) -> bool:
    return mention.kind in {*COMPANIES, Kind.UNIT} and not mention.known and not mention.paper


def _goes_on(doc: Doc, first: Mention, last: Mention) -> bool:
    """Whether a second field of an institution's stands behind "and", or what its field is of, and nothing of its own."""
    return bool(_INSTITUTION.match(first.text)) and _is_a_field(doc, last)


def _is_a_field(doc: Doc, name: Mention) -> bool:
    """Whether a name is made of plain words, and none of an organisation: "Emerging Technology"."""
    own = _OF_ITS_OWN.search(name.text) or name.text.split()[-1].lower() in UNIT_NOUNS
    return not own and not any(is_no_word(doc, word) for word in name.text.split())


def _is_one_group(text: str, first: Mention, last: Mention) -> bool:
    """Read "a newly formed Core and Visual Computing Group": one thing is introduced, and not two."""
    one = _ONE_NEW.search(text[: first.start])
    return bool(one) and " " in last.text and last.text.split()[-1].lower() in UNIT_NOUNS


def _join_by_and(text: str, sentence: list[Mention]) -> None:
    """Make one mention of the two in "Speech and Translation, the division that ..."."""
    for first, last in list(pairwise(sorted(sentence, key=lambda mention: mention.start))):
        names = {first.kind, last.kind} <= {*COMPANIES, Kind.UNIT} and not (
            first.known or last.known
        )
        if not names or text[first.end : last.start] not in {" and ", " & "}:
            continue
        if _THE_ONE.match(text, last.end) is None:
            continue
        owner = next((m for m in sentence if m.known and m.kind is Kind.ORG and m.end == first.start - 1), None)  # fmt: skip
        if owner is not None:
            first.start, first.parent = owner.start, owner.text
            sentence.remove(owner)
        first.end, first.kind = last.end, Kind.UNIT
        first.text = text[first.start : first.end]
        sentence.remove(last)


def _is_introduced_as_part(text: str, mention: Mention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    return bool(
        _BEFORE.search(before)
        or _AFTER.match(after)
        or (_OWNED.search(before) and _OWNED_AFTER.match(after))
    )


def _is_headed(doc: Doc, mention: Mention) -> bool:
    """The "Model Behavior" of "head of Model Behavior"."""
    headed = " " in mention.text and _HEADED.search(doc.text[: mention.start])
    return bool(headed) and not is_org_like(mention.text) and _is_a_field(doc, mention)


def _companies(named: Iterable[Iterable[Mention]]) -> list[Mention]:
    return [m for sentence in named for m in sentence if m.kind in COMPANIES and not m.paper]
