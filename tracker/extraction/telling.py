"""Which sentences are worth parsing: those that speak of people, and those in which money, jobs or units change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile

from tracker.extraction.lexicon import (
    FIRST_NAMES,
    MONTHS,
    NATIONALITIES,
    NOT_NAMES,
    PLACES,
    WEEKDAYS,
)

_ENDED = re.compile(r"[.!?…:;][\W_]*$")
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚА-Я][^\W\d_]*(?:[’'.-][^\W\d_]+){0,4}"
_ROW = re.compile(
    rf"(?<![\w’'])(?:{_WORD}|[A-Z]\.)(?: (?:[A-Z]\.|de|del|della|der|den|di|da|dos|du|van|von|bin|ibn|al|el|la|le|ten|ter|zu|y))*(?: {_WORD})+"
)
_CAPITAL = re.compile(rf"(?<![\w’']){_WORD}")
_INSIDE = re.compile(
    r"(?<=[\w,;:’'”\")-] )[“\"‘'(]?[A-ZÀ-ÞĀ-Ž][\w-]*[a-zß-ÿ]|\b[a-z]+[A-Z]\w|(?<=\s)[A-Z]{2,}\b"
)
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|who|whom|whose|i|me|my|mine|myself|we|us|our|they|them|their|both"
    r"|chief|c[etfopmrisd]os?|vps?|boss(?:es)?|presidents?|chair(?:man|woman|person|men)?s?|founders?|co-?founders?|directors?|executives?|managers?"
    r"|heads?|leaders?|leads?|scientists?|engineers?|researchers?|professors?|officers?|partners?|advis[eo]rs?|deputy|deputies|successors?|predecessors?"
    r"|veterans?|alum(?:ni|nus|na|s)?|graduates?|lieutenants?|recruits?|hires?|protégée?s?|newcomers?|appointees?|board|directorships?|seats?|trustees?"
    r"|the (?:latter|former)(?! \w+(?:er|or|ist|ent|ive|ief)\b)"
    r"|spokes(?:man|woman|person|people)|analysts?|colleagues?|staffers?|employees?|people|duo|trio|pair|pioneers?|designers?|developers?|lawyers?|counsel)\b",
    re.IGNORECASE,
)
#: Who is called by his nation or his age: "The Russian was enticed away from Y".
_COMPATRIOT = re.compile(
    rf"The (?:\d\d-year-old(?: [a-z]+)?|{'|'.join(sorted(NATIONALITIES))}) (?:is|was|has|had|will|would|[a-z]+(?:s|ed))\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:join|hir(?:e|ed|es|ing)\b|recruit|poach|lur(?:e|ed|es|ing)\b|appoint|tapp(?:ed|ing)\b|promot|elevat|elect(?:ed|s)\b|dismiss|sack|oust|resign|retir|depart(?!ment)|quit"
    r"|le(?:d|ad|ads|ading)\b|head(?:ed|s|ing)\b|overs(?:ee|aw)|reports? (?:directly )?to\b|report(?:ed|ing) (?:directly )?to\b|answer(?:s|ed|ing|able)? to\b|run by\b|under\b"
    r"|found(?:ed|s|ing|ation)\b|co-?found|set(?:s|ting)? up\b|spin(?:s|ning|-?out|-?off)?\b|spun\b|establish|incorporat|start(?:s|ed|ing)?\b|launch|creat|form(?:s|ed|ing)\b|unveil|assembl|opens?\b|opened\b|opening\b|gets?\b"
    r"|units?\b|teams?\b|divisions?\b|labs?\b|laborator|groups?\b|departments?\b|hubs?\b|arms?\b|office\b|offices\b|merg|fold(?:s|ed|ing)?\b|combin|renam|rebrand|reorgani|restructur|disband|dissol|clos(?:e|es|ed|ing|ure)\b|shut|wind(?:s|ing)? (?:down|up)|wound (?:down|up)|scrap|plug\b|(?:do|does|did|done|doing) away\b|ax(?:e|ed|es|ing)\b|split|carve|broken up|break(?:s|ing)? up|brok(?:e|en) up|absorb|consolidat|known as\b|called\b|christen|dubbed\b"
    r"|cut(?:s|ting|back)?\b|jobs?\b|staff|workforce|headcount|redundan|shed(?:s|ding)?\b|eliminat|lay(?:s|ing)? off|laid off|layoffs?|lay-offs?|let(?:s|ting)? (?:[\w,.]+ ){0,6}go\b|notice\b|part(?:s|ed|ing) (?:with|ways|company)\b|disappear|pink slips?|positions?\b|roles?\b|posts?\b|payroll|workers?\b"
    r"|acqui|buy(?:s|ing|out|er)?\b|bought|purchas|take(?:s|n)? ?over|took over|takeover|stakes?\b|shareh|sold\b|sell(?:s|ing|er)?\b|sale\b|swallow|gobbl|private\b|belong|integrat|interest in\b|(?:half|third|quarter|fifth|sixth|tenth) of\b|turn(?:s|ed|ing)? (?:\w+ ){0,2}(?:away|down)\b|snap(?:s|ped|ping)? up|scoop|subsidiar|own(?:s|ed|er|ers|ership|ing)\b|(?:will|would|to|may|could|now) own\b|h(?:olds?|eld) (?:about |some |nearly |roughly )?[\d.]+ ?(?:%|per ?cent)|bids?\b|bidding\b|bidder|invest|deal\b|merger"
    r"|rais(?:e|es|ed|ing)\b|rounds?\b|fund(?:s|ed|ing|raising|raiser)?\b|valu(?:ed|es|ing|ation)\b|back(?:s|ed|ing|er|ers)\b|seed\b|series [a-h]\b|capital\b|financ|loan|debt|grant(?:s|ed)?\b|worth\b|spend|spent|capex|expenditure|outlay|earmark|pa(?:y|ys|id|ying|yout)\b|package|salar|bonus|compensat|offer(?:s|ed|ing)?\b|remunerat"
    r"|shares?\b|stocks?\b|market value|market cap|ipo\b|listing\b|go(?:es|ing)? public|went public|floats?\b|floated\b|flotation"
    r"|succe(?:ed|eds|eded|eding|ssor|ssion)\b|replac(?:e|es|ed|ing|ement)\b|former|ex-|talks\b|talent|exodus|tenure|helm\b"
    r"|the (?:change|move|handover|transition|switch|reshuffle)s? (?:[\w-]+ ){0,3}(?:take|took|come|came|happen|due|effective))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:[$€£¥]\s?)[\d.,]+ ?(?:k|m|mn|mln|bn|b|tn|trn|thousand|million|billion|trillion)?\b|\b[\d.,]+ ?(?:mn|bn|million|billion|trillion)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(r"(?:[mb]n?|tr?n|mln|million|billion|trillion)$", re.IGNORECASE)
_MARKET = re.compile(
    r"(?:\b(?:shares?|stocks?|market|investors|trading|bourse|nasdaq)\b|\b(?:f[ae]ll|rose|rise|slid|slip|slump|plung|plumm|drop|jump|soar|surg|tumbl|leap|climb|sank|sink|gain|lost|los[et]|shed|crash|rall|dip|dived?|dove|nosediv|advanc|retreat|tank|spik|skyrocket|crater|edged|ticked|clos|finish|end|up|down)\w*\b).*(?:\d ?%|\d per ?cent)"
    r"|\b(?:shares?|stocks?)\b",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"[\"“”«»]|(?<!\w)‘")
_ORGANIZATION = re.compile(
    r"\b(?:it|its|itself|which|company|firm|start-?up|group|lab|laborator(?:y|ies)|teams?|units?|divisions?|departments?|offices?|jobs|workforce|maker|owner|parent|buyer|rival|giant|unicorn|venture|business|bank|chipmaker|carmaker|institute|university|foundation|fund|agency)\b",
    re.IGNORECASE,
)
# "The deal should close in May" and "The news broke on Friday" name nobody, and yet give what was told its day;
# "The firm denied the report" and "The bid failed" give it its status, and "Twelve positions will be lost" is told of whom the article speaks of.
_SETTLES = re.compile(
    r"\b(?:deal|acquisition|purchase|transaction|takeover|sale|merger)\b.*\b(?:clos|complet|finali[sz]|conclu)"
    r"|\b(?:jobs|posts|positions|roles|redundancies)\b.*\b(?:lost|cut|axed|eliminated|disappear\w*|vanish\w*|redundant|affected|going?|goes|gone|shed|avoided)\b"
    r"|\b(?:news|announcement)\b.*\b(?:broke|dropped|came|emerged|landed|surfaced)\b.*(?:day|night)\b"
    r"|\b(?:talks|negotiations|discussions|bid|offer|approach|proposal|deal|takeover|acquisition|merger|agreement)\b.*\b(?:collaps|fail|lapsed|unravel|fizzl|founder"
    r"|f[ae]ll(?:en)? (?:through|apart)|br(?:oke|eak|oken) (?:down|off)|call(?:ed)? off|abandon|withdr|scrap|drop|reject|rebuff|turn(?:ed)? down|block)"
    r"|\b(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)) (?:it|this|that|the (?:report|rumou?r|story|claim))",
    re.IGNORECASE,
)
_NO_OPENING = NOT_NAMES - FIRST_NAMES
_NO_PERSON = NOT_NAMES | PLACES | set(MONTHS) | set(WEEKDAYS)


def can_state_a_fact(sentence: str, surnames: frozenset[str] = frozenset()) -> bool:
    """False when nothing in a finished sentence could carry a fact, so that it need not be parsed.

    ``surnames`` are those that its article gives with a first name elsewhere.
    """
    ended = _ENDED.search(sentence[-12:]) is not None or len(sentence) > 90
    return ended and says_something(sentence, surnames)


def says_something(sentence: str, surnames: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence names people, or an organisation and a change, whatever it ends with."""
    if not _CAPITAL.search(sentence) and not re.match(r"\W*[a-z]+[A-Z]", sentence):
        return False
    if (
        _PERSON.search(sentence)
        or _COMPATRIOT.match(sentence)
        or _QUOTED.search(sentence)
        or names_people(sentence)
    ):
        return True
    if _SETTLES.search(sentence):
        return True
    if surnames and any(
        re.sub(r"[’']s$", "", word) in surnames for word in _CAPITAL.findall(sentence)
    ):
        return True
    if _MARKET.search(sentence) or any(_LARGE.search(sum_) for sum_ in _MONEY.findall(sentence)):
        return True
    about = _INSIDE.search(sentence) or _ORGANIZATION.search(sentence) or not common_start(sentence)
    return bool(about) and bool(_CHANGE.search(sentence))


def names_people(sentence: str) -> bool:
    """Whether two or more capitalised words stand together as those of people's names do."""
    return any(True for _ in full_names([sentence]))


def full_names(sentences: Iterable[str]) -> Iterable[str]:
    """Rows of capitalised words that may be people's: "Ana Kovač", "J. P. van der Berg"; no places, no days."""
    for sentence in sentences:
        for row in _ROW.findall(sentence):
            words = list(dropwhile(_opens_no_name, row.split()))
            if len(words) < 2 or " ".join(words).lower() in PLACES:
                continue
            if all(word.lower() in _NO_PERSON for word in words):
                continue
            yield " ".join(words)


def _opens_no_name(word: str) -> bool:
    return word.lower().rstrip(".") in _NO_OPENING


def is_a_name(heading: str) -> bool:
    """Whether a heading is nothing but a name, which "she" may take up below it."""
    return any(name == heading.strip() for name in full_names([heading]))


def surnames_of(text: str) -> frozenset[str]:
    """The last words of the full names of a text."""
    return frozenset(
        name.split()[-1].removesuffix("’s").removesuffix("'s") for name in full_names([text])
    )


def common_start(sentence: str) -> bool:
    """Whether a sentence begins with a word that is capitalised only for standing first."""
    word = re.match(r"\W*([\w’'.-]+)", sentence)
    return word is None or word.group(1).lower() in NOT_NAMES or not word.group(1)[0].isupper()
