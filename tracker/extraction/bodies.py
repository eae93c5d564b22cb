"""Faculties, schools and institutes that are called by what they study: "the School of Computing and Data Science"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from tracker.extraction.kinds import COMPANIES, Kind, Mention
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    MONTHS,
    NATIONALITIES,
    UNIT_NOUNS,
    WEEKDAYS,
    words,
)
from tracker.extraction.title_words import ACRONYMS, FUNCTIONS, STRONG, WEAK

#: How the names of bodies begin that are a nation's, or of many: "the European Research Council".
OF_NATIONS = NATIONALITIES | words("national european federal royal")
#: What universities are made up of, and what else is called by what it studies.
_FACULTIES = words("faculty school college department division")
_BODIES = _FACULTIES | words("office centre center institute laboratory academy")
_UNIVERSITIES = words("university academy college school conservatory")
_STUDIED = FUNCTIONS | words(
    "arts letters humanities medicine physics philosophy psychology sociology informatics natural social life pharmacy theology history "
    "astronomy neuroscience bioengineering dentistry architecture management journalism public veterinary agriculture materials music"
)
#: What is called by what it is for, by what it deals with or by where it is.
_OF_SOMETHING = _BODIES | words(
    "university ministry museum office bureau committee commission agency society association guild federation union authority library council "
    "forum foundation inspectorate directorate league alliance endowment"
)
#: What the committees of a company's board deal with.
_OF_BOARDS = words(
    "audit risk compensation remuneration nomination nominations nominating governance investment finance pay"
)
#: How the nouns end that say what a body deals with: "Technology", "Emerging Security", "Applied Sciences".
_DEALT_WITH = re.compile(
    r"[A-Z]\w*(?:tion|sion|ity|ology|ologies|ics|ment|ness|ance|ence|ences|ency|ing|ture|ety|cy|ade|ry)"
)
#: What a body is for that is called so: "the Centre for the Governance of AI".
_PURSUED = words(
    "study governance future advancement promotion protection defense defence history development prevention analysis understanding"
)
#: What ministries are called by that are named departments.
_MINISTRIES = words(
    "state treasury justice defense defence war commerce labor labour agriculture interior energy transportation"
)
#: By what bodies are called for short, which is no word for a company.
_SHORTENED = words(
    "council college association authority trust museum society union federation orchestra symphony academy ministry commission "
    "church club league guild alliance coalition theatre theater opera library observatory chamber navy army"
)
_ENDS = frozenset(["Institute", "Foundation", "Initiative", "Project"])
#: How many words may stand between "The Future of" and "Institute".
_MOST = 3
_BODY = re.compile(
    r"\b(?:faculty|school|college|department|division|cent(?:re|er)|institute|laboratory|academy) (?:of|for)\b|^future of\b",
    re.IGNORECASE,
)
_NO_COMPANY = re.compile(
    r"^(?:The )?University of\b|\b(?:University|Institute(?: (?:for|of) [\w ]+)?|College|School of|Academy|Ministry|Department of|Council|Hospital|Commission|Agency|Senate|European Union|Parliament|Congress|Court)\b"
)
_OF_A_STATE = re.compile(
    r"\b(?:[Gg]overnment|Congress|Senate|Parliament|White House|House of \w+|Supreme Court|Pentagon|Kremlin|European Union)\b"
)
_FACULTY = re.compile(r"\b(?:Faculty|School|College|Department|Division) of\b")
_UNIVERSITY = re.compile(
    r"\bUniversit|\b(?:Institute of Technology|Polytechnic|College)\b|^(?:MIT|UC[A-Z]+|Stanford|Harvard|Caltech|Princeton|Yale|Carnegie Mellon|Oxford|Cambridge|Berkeley|Cornell|Columbia|ETH Zurich|EPFL|UCL|Imperial College(?: London)?|Georgia Tech|McGill|Mila)$"
)


def so_called(noun: str, names: Iterable[str]) -> str | None:
    """The one of some names that a noun shortens: "the council" is the National Rail Council, where no other is named."""
    if noun not in _SHORTENED:
        return None
    bearing = {name for name in names if noun in name.lower().split()}
    return bearing.pop() if len(bearing) == 1 else None


def is_body(name: str) -> bool:
    """Whether a name says by itself that a body is so called: "Faculty of Medicine", "Centre for the Study of Speech"."""
    return _BODY.search(name) is not None


def is_a_ministry(name: Span) -> bool:
    """The "Treasury Department" of "the Treasury Department", which is a part of no company."""
    the = name.start > 0 and name.doc[name.start - 1].lower_ == "the"
    return the and len(name) == len(("Y", "Department")) and name[0].lower_ in _MINISTRIES


def is_of_a_state(name: str) -> bool:
    """Whether a name says that what it names governs a state, or judges or makes laws there."""
    return _OF_A_STATE.search(name) is not None


def is_university(name: str) -> bool:
    """Whether a name says that what it names is a university, or one that is called by its town."""
    return _UNIVERSITY.search(name) is not None


def is_no_company(name: str) -> bool:
    """Whether a name says that what it names is no business: a university, an institute, a ministry."""
    return _NO_COMPANY.search(name) is not None


def goes_on(doc: Doc, first: int, at: int) -> bool:
    """Whether the small word at ``at`` goes on with the name of a body that began at ``first``."""
    word, before = doc[at].lower_, doc[at - 1].lower_
    after = doc[at + 1 : at + 3]
    if not after:
        return False
    if word == "for":
        pursued = after[0].lower_ == "the" and after[-1].lower_ in _PURSUED
        studied = after[0].lower_ in _STUDIED and after[0].text[:1].isupper()
        return before in _BODIES and (pursued or studied)
    if word == "the":
        of_university = before == "of" and doc[at - 2].lower_ in _UNIVERSITIES and after[0].is_title
        return of_university or (
            before == "for" and after[0].lower_ in _PURSUED and after[0].is_title
        )
    if word == "of" and after[0].lower_ == "the" and before in _UNIVERSITIES:
        return after[-1].is_title and after[-1].lower_ != "the"
    if not after[0].text[:1].isupper():
        return False
    if word == "of" and before == "committee" and doc[at - 2].lower_ in _OF_BOARDS:
        return False  # "the Audit Committee of Y"
    if word in {"of", "on"} and before in _OF_SOMETHING and doc[at - 1].text[:1].isupper():
        return after[0].lower_ not in WEEKDAYS and after[0].lower_ not in MONTHS
    if word == "of":
        pursued = before in _PURSUED and doc[at - 2].lower_ == "the" and at - 2 > first
        return pursued or _is_about(doc, first, at) or _is_lands(doc, first, at)
    told = any(
        t.lower_ in {"of", "for", "on"} and t.nbor(-1).lower_ in _OF_SOMETHING
        for t in doc[first:at]
        if t.i
    )
    if word == "in":  # "Institute for Ethics in AI"
        return told and after[0].lower_ in _STUDIED
    ends = any(deals_with(t.text) and t.text[:1].isupper() for t in after)
    return word == "and" and told and deals_with(doc[at - 1].text) and ends


def deals_with(word: str) -> bool:
    """Whether a word may say what a body deals with: "Security", "Arts", and no company."""
    return word.lower() in _STUDIED or _DEALT_WITH.fullmatch(word) is not None


def _is_lands(doc: Doc, first: int, of: int) -> bool:
    """The "of" of "the University of Science and Technology of China"."""
    earlier = [token.lower_ for token in doc[first:of]]
    return earlier[:2] == ["university", "of"] and "and" in earlier and earlier[-1] in _STUDIED


def _is_about(doc: Doc, first: int, of: int) -> bool:
    """The "of" of "the Future of Speech Institute", but not of "the Director of Turing Institute"."""
    word = doc[of - 1]
    the = "the" in {doc[first].lower_, doc[first - 1].lower_ if first else ""}
    if word.text in ACRONYMS or word.lower_ in STRONG | WEAK | UNIT_NOUNS | COMPANY_NOUNS:
        return False
    rest = [token.text for token in doc[of + 1 : of + 2 + _MOST]]
    end = next((n for n, text in enumerate(rest) if text in _ENDS), 0)
    return the and end > 0 and all(text[:1].isupper() for text in rest[:end])


def faculties(named: Iterable[Iterable[Mention]]) -> None:
    """Make each faculty a unit of the university, where the article names one."""
    found = [m for mentions in named for m in mentions if m.kind in COMPANIES and not m.paper]
    whole = [m.text for m in found if _UNIVERSITY.search(m.text)]
    last = whole[0] if whole else None
    for mention in found if last else ():
        if mention.text in whole:
            last = mention.text
        elif _FACULTY.search(mention.text) and not mention.known:
            mention.kind, mention.parent = Kind.UNIT, last
