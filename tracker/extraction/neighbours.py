"""What the words beside a name say about it."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from tracker.extraction.evidence import SOMETHING
from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.lexicon import OUTLETS
from tracker.extraction.looks import is_org_like
from tracker.extraction.towns import is_town

_APPOINTED = re.compile(
    r"\b(?:appoint(?:ed|s)|nam(?:ed|es)|hir(?:ed|es)|promot(?:ed|es)|elect(?:ed|s)|tapp(?:ed|s)|made|makes|picks|picked) $",
    re.IGNORECASE,
)


#: "The president of the company" is none.
_COMPANY_AFTER = re.compile(
    r", (?:an?|the) (?:(?!(?:of|at|for|in|to|from|behind|who|and)\b)[\w-]+ ){0,3}(?:company|start-up|startup|firm|maker|lab|laboratory|chipmaker|unicorn|developer of)(?=[,.;]| (?:that|which|for|in|based|behind|of|with)\b)"
)


_PERSON_AFTER = re.compile(
    r" (?:becomes|became|will become|will report|reports to|resigned|resigns|will resign|stepped down|steps down|is stepping down|will step down|has resigned|has stepped down|will retire|retired as|has been (?:fired|dismissed|ousted)|was (?:fired|dismissed|ousted)"
    r"|(?:has been|was|is being) (?:named|appointed|promoted|hired)|takes over|will lead|will head|succeeds|replaces)\b"
)


#: What an outlet does behind what it tells, and a company hardly.
_REPORTS = re.compile(
    r" (?:first |has )?(?:reported|reports|wrote|writes)(?: (?:this|on|late|early|last|earlier|first|today|yesterday)\b[^,;.]{0,25})?[;.,]"
)
#: To whom one speaks who speaks to a newspaper: "told the Los Angeles Times".
_TO_AN_OUTLET = re.compile(
    r"\b(?:told|tells|telling|interview with|(?:spoke|speaking) (?:to|with)|(?:said|says|wrote|writes) in) (?:the )?$",
    re.IGNORECASE,
)
#: What somebody does where he learns, and has no post by it.
_STUDIED = re.compile(
    r"\b(?:(?:graduat(?:ed|es|ing)|educated) (?:from|at)|dropp(?:ed|ing) out of"
    r"|(?:studied|studying|majored|degrees?|doctorates?|Ph\.?D\.?|MBA|(?:bachelor|master)['’]s|doctoral work)"
    r"(?: (?!and\b|who\b|then\b|while\b)[\w'’-]+){0,4}? (?:at|from)) (?:the )?$",
    re.IGNORECASE,
)
#: What several people do together, and a person and a company do not.
_FOUND_AFTER = re.compile(r" (?:(?:have|had) )?(?:(?:co-?)?founded|set up|started|met)\b")


#: What only somebody is: "X, one of the three founders".
_ONE_OF = r", (?:himself |herself |also )?one of (?:the |its |\S+['’]s? )(?:[\w-]+ ){0,2}(?:co-?)?(?:founders|authors|researchers|engineers|scientists|executives|directors|partners)\b"


def by_neighbours(doc: Doc, found: list[Mention]) -> None:
    """Tell people, towns, places of study and outlets by what stands beside their names."""
    _people(doc, found)
    _towns(doc, found)
    _schools(doc, found)
    _papers(doc, found)


def _people(doc: Doc, found: list[Mention]) -> None:
    """An unknown name of two or three words right beside a title is a person's."""
    for number, mention in enumerate(found):
        if (
            mention.kind is Kind.PERSON
            and not mention.known
            and _COMPANY_AFTER.match(doc.text[mention.end :])
        ):
            mention.kind = Kind.ORG
        parts = mention.text.split()
        if (
            mention.kind not in {Kind.NAME, Kind.ORG}
            or mention.known
            or mention.paper
            or not 2 <= len(parts) <= 3
            or is_org_like(mention.text)
        ):
            continue
        if not all(re.sub(r"['.-]", "", part).isalpha() and part[0].isupper() for part in parts):
            continue
        before = found[number - 1] if number else None
        if (
            _is_listed(doc, found, number)
            or (
                before
                and before.kind is Kind.TITLE
                and doc.text[before.end : mention.start] == " "
                and not before.founder
            )
            or (
                re.match(r", (?:who\b|\d\d,)|" + _ONE_OF, doc.text[mention.end :])
                and not SOMETHING.search(doc.text[: mention.start])
            )
            or (
                before
                and before.kind is Kind.PERSON
                and " " in before.text
                and (mention.kind is Kind.NAME or _FOUND_AFTER.match(doc.text[mention.end :]))
                and doc.text[before.end : mention.start] in {" and ", ", and "}
            )
            or _PERSON_AFTER.match(doc.text[mention.end :])
        ):
            mention.kind = Kind.PERSON
        else:
            after = found[number + 1] if number + 1 < len(found) else None
            if (
                after
                and after.kind is Kind.TITLE
                and _APPOINTED.search(doc.text[: mention.start])
                and re.fullmatch(
                    r" (?:as |its |their |the |to be |an? |first |new )*",
                    doc.text[mention.end : after.start],
                )
            ):
                mention.kind = Kind.PERSON


def _towns(doc: Doc, found: list[Mention]) -> None:
    """A town behind the name of a company that is there is a place: "Kilnworks of Mainz"."""
    for before, mention in pairwise(found):
        unknown = mention.kind in COMPANIES and not mention.known and is_town(mention.text)
        if unknown and before.kind in COMPANIES and doc.text[before.end : mention.start] == " of ":
            mention.kind = Kind.PLACE


def _schools(doc: Doc, found: list[Mention]) -> None:
    """Where somebody has only studied is no employer of his, but a place: "took his doctorate at Y"."""
    for mention in found:
        if mention.kind in COMPANIES and _STUDIED.search(doc.text[: mention.start]):
            mention.kind = Kind.PLACE


def _papers(doc: Doc, found: list[Mention]) -> None:
    """The names of "told the Harlow Times" and "she is leaving, Plinth reported this morning" are those of outlets.

    Where figures are reported the second may be a company's.
    """
    for mention in found:
        if mention.kind in COMPANIES and mention.text.split()[-1].lower() in OUTLETS:
            mention.paper |= _TO_AN_OUTLET.search(doc.text[: mention.start]) is not None
        if mention.kind not in COMPANIES or mention.known or "$" in doc.text or "%" in doc.text:
            continue
        behind = doc.text[: mention.start].endswith(", ")
        mention.paper = mention.paper or bool(behind and _REPORTS.match(doc.text, mention.end))


def _is_listed(doc: Doc, found: list[Mention], number: int) -> bool:
    """Whether a name stands between two people's in a list: Y in "X, Y and Z"."""
    if not 0 < number < len(found) - 1 or found[number].kind is not Kind.NAME:
        return False
    before, name, after = found[number - 1 : number + 2]
    return (
        before.kind is Kind.PERSON
        and after.kind is Kind.PERSON
        and doc.text[before.end : name.start] == ", "
        and doc.text[name.end : after.start] in {" and ", ", ", ", and "}
    )
