"""The words in which English news tells the time, as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tracker.extraction.lexicon import MONTHS, WEEKDAYS

NUMBERS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "a dozen": 12, "half a dozen": 6, "half a": 0.5, "half an": 0.5, "a couple of": 2,
    "a couple": 2, "a half": 0.5,
}  # fmt: skip

#: Words that look ahead where the verb shows no direction.
FORWARD = re.compile(r"from|starting|beginning|effective|with effect|come")
UNTIL = re.compile(r"until|till|up to|up until|through$")
#: Nothing certain is said of the time itself.
OUTSIDE = re.compile(r"before|after|prior|ahead|up to|within")

_LEADS = (
    r"effective (?:from|as of|on)|effective|as of|as from|with effect from|as (?:early|late|recently|far back|long ago) as"
    r"|(?:start|beginn)ing (?:in|on|from|with)|starting|beginning|(?:no|not) later than|back in|back on"
    r"|(?:late|early|later|earlier|sometime|only|again|first) (?:in|on)|up until|up to|until|till|throughout|through"
    r"|during|since|from|by|in|on|at|over|before|after|prior to|ahead of|around|about|circa|towards?|within|into"
    r"|between|for|come|to"
)
#: With these a year or a month stands alone: "in 2019", "since May".
ALONE = re.compile(
    r"(?!over|at|between|within|into|to$|about|on$|back on|for$|only on|(?:late|early|later|earlier|sometime|first|again) on)"
)

_MONTH = (
    r"(?:"
    + "|".join(
        name + (r"\b\.?" if len(name) <= len("sept") and name != "may" else r"\b")
        for name in sorted(MONTHS, key=len, reverse=True)
    )
    + r")"
)
_WEEKDAY = r"(?:" + "|".join(WEEKDAYS) + r")"
_YEAR = r"(?:19|20)\d\d"
_REL_YEAR = (
    r"(?:(?:last|this|next|that|the same|that same|the following|the next|the previous|the preceding) year"
    r"|the year (?:before|after))"
)
_WHICH = (
    r"(?:last|this past|this coming|this|next|the (?:previous|preceding|following|coming|same|next)|previous|following|coming"
    r"|that same|that)"
)
_PART_OF_DAY = r"(?: (?:morning|lunchtime|noon|afternoon|evening|night))"
_PARTLY = r"(?:early|mid|late|mid-to-late|mid to late)[ -]"
_COUNT = (
    r"(?:\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|a few|several|some|many)"
)
_UNITS = r"(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|spring|summer|autumn|winter)"
_EARLY = r"start|beginning|opening|outset|dawn|first (?:few )?(?:days|weeks?|months?)|opening (?:days|weeks)|early (?:days|weeks|months)"
_LATE = r"very end|tail end|end|close|last (?:few )?(?:days|weeks?|months?)|(?:final|closing) (?:days|weeks?|months?)"
_MIDDLE = (
    r"turn|middle|(?:second|third|fourth) week|(?:first|second|latter|other) half|latter part|early part"
    r"|back end|week|rest|remainder"
)
_THE_UNIT = r"(?:the|this|last|next|that|the same|the following|the previous) (?:year|month|week|quarter|decade|century|season)"

_ALTERNATIVES = {
    "iso": r"\d{4}-\d{2}-\d{2}",
    "numeric": rf"(?P<nu_a>\d{{1,2}})(?P<nu_s>[/.])(?P<nu_b>\d{{1,2}})(?P=nu_s)(?P<nu_y>{_YEAR})",
    "bracket": rf"(?<=\()(?P<br_a>{_YEAR})(?:\s?[-–—]\s?(?P<br_b>{_YEAR}|\d\d|present|now|today))?(?=\))",
    "span": rf"(?P<sp_a>{_YEAR})(?:[-–—/](?:{_YEAR}|\d\d)| and (?P<sp_b>{_YEAR}))",
    "part": rf"(?:the )?(?:(?P<pt_early>{_EARLY})|(?P<pt_late>{_LATE})|(?P<pt_mid>{_MIDDLE})) of "
    rf"(?:(?P<pt_y>{_YEAR})|(?P<pt_m>{_MONTH})(?:,? (?:of )?(?:(?P<pt_my>{_YEAR})|(?P<pt_mr>{_REL_YEAR})))?"
    rf"|(?P<pt_s>(?:the |this |last |next )?(?:spring|summer|autumn))|(?P<pt_u>{_THE_UNIT}))(?!['’]s)",
    "yearend": rf"(?:the )?(?:year['’]s[- ]end|year-end|year end|end[- ](?=(?:19|20)\d\d))(?: ?(?P<ye_y>{_YEAR}))?",
    "mdy": rf"(?:{_WEEKDAY}{_PART_OF_DAY}?,? )?(?:the )?(?P<md_m>{_MONTH}) (?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?P<md_to> ?[-–] ?\d{{1,2}})?(?:,? ?(?P<md_y>{_YEAR})|,? (?:of )?(?P<md_r>{_REL_YEAR}))?(?![.,:]?\d)",
    "dmy": rf"(?:{_WEEKDAY}{_PART_OF_DAY}?,? )?(?:the )?(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<dm_m>{_MONTH})"
    rf"(?:,? (?P<dm_y>{_YEAR})|,? (?:of )?(?P<dm_r>{_REL_YEAR}))?",
    "month": rf"(?:(?P<mo_w>{_WHICH}) )?(?:(?P<mo_p>{_PARTLY}))?(?P<mo>{_MONTH})(?P<mo_e>[- ]end\b)?"
    rf"(?:,? (?:of )?(?:(?P<mo_y>{_YEAR})|(?P<mo_r>{_REL_YEAR})))?(?! \d)",
    "fiscal": rf"(?:the )?(?:fiscal|financial)(?: year)?,? (?:of )?(?:{_YEAR}(?:[-–/]\d\d)?|['’]?\d\d)|FY ?['’]?\d{{2,4}}",
    "quarter": r"(?:the )?(?:(?:early|late) )?(?:(?P<qt_n>first|second|third|fourth|final|last) (?P<qt_u>quarter|half)|(?P<qt_s>[QH][1-4]))"
    rf"(?:(?: of| in|,)? (?:the )?(?:(?P<qt_f>(?:fiscal|financial)(?: year)?)(?: |$)?)?(?:(?P<qt_y>{_YEAR})|(?P<qt_r>{_REL_YEAR}|(?:the )?year))?)?",
    "decade": r"(?:the )?(?:(?:early|late|mid)[ -])?(?:19|20)\d0s",
    "holiday": r"New Year['’]?s (?:Day|Eve)|the new year|Christmas(?: Day| Eve)?|Boxing Day|Thanksgiving(?: Day)?",
    "season": rf"(?:the )?(?:(?P<se_w>{_WHICH}) )?(?:{_PARTLY})?(?P<se>spring|summer|autumn|fall|winter)"
    rf"(?:,?(?: of)? (?:(?P<se_y>{_YEAR})(?:[-–/]\d\d)?|(?P<se_r>{_REL_YEAR})))?",
    "near": rf"(?P<ne_b>the (?:day|night) before yesterday)|(?P<ne_n>last (?:night|evening))|(?P<ne_y>yesterday{_PART_OF_DAY}?)"
    rf"|(?P<ne_a>the day after tomorrow)|(?P<ne_m>tomorrow{_PART_OF_DAY}?)"
    r"|(?:(?:earlier|later) )?today(?!['’]s)|tonight|this (?:morning|lunchtime|afternoon|evening)",
    "immediate": r"immediately(?=[,.;)]|$| and\b)|with immediate effect",
    "ago": rf"(?:(?P<ag_h>over|more than|at least|less than|nearly|almost|about|around|some|just|only|barely|roughly) )?(?P<ag_n>{_COUNT}) "
    rf"(?P<ag_x>and a half |or (?:so|two|three|more) |more )?(?P<ag_u>{_UNITS})s?(?P<ag_y> and a half| or so| or two)? "
    r"(?P<ag_d>ago|back\b(?=[,.;)]|$)|earlier(?! than)|previously|before(?= *[,.;:)]|$| (?:when|that|and)\b)|prior(?= *[,.;:)]|$)"
    r"|later(?! than)|after(?= *[,.;:)]|$)|afterwards?|thereafter|from now|hence|on(?=,))",
    "vague": r"(?P<va_u>minute|hour|day|week|month|year|decade)s (?P<va_d>ago|earlier(?! than)|later(?! than)|afterwards?)",
    "time": rf"(?P<ti_n>{_COUNT}) (?P<ti_u>day|week|fortnight|month|year)s?['’]?s? time",
    "unit": rf"(?:(?P<un_q>earlier|later|late|early)(?: in)? )?(?:(?P<un_w>(?<!the )last|{_WHICH}|the current)|(?P<un_the>the)) "
    r"(?P<un>week|weekend|month|quarter|year|fortnight|decade|century|day|night|evening|morning|afternoon)"
    r"(?P<un_a> before last| before(?! (?:the|he|she|it|they|his|her|its|\w+ing)\b)| after next| after(?! (?:the|he|she|it|they|his|her|its|\w+ing)\b))?",
    "weekday": rf"(?:(?P<wd_w>{_WHICH}) )?(?:(?:early|late) )?(?P<wd>{_WEEKDAY}){_PART_OF_DAY}?"
    r"(?:,? (?:of )?(?P<wd_k>last|this|next) week)?(?!\.com| (?:Times|Telegraph|Express|Mirror|Mail|People)\b)",
    "dom": r"the (?P<do>\d{1,2})(?:st|nd|rd|th)(?: of (?P<do_w>this|last|next|the) month)?(?= *[,.;:)]|$| (?:and|when|after|before|to|at|as|that)\b)",
    "year": rf"(?P<y_p>{_PARTLY})?(?P<y>{_YEAR})(?![,.]\d|%|-\w| (?:people|employees|staff|workers|jobs|million|billion)\b)",
}
_WORD = re.compile(r"[^\W\d_]+|\d+")
#: Every time phrase has a figure or one of these, and at most so many words before it.
_CORES = frozenset(
    [
        *MONTHS, *WEEKDAYS,
        *(u + s for u in _UNITS[3:-1].split("|") for s in ("", "s")),
        *("morning", "lunchtime", "noon", "afternoon", "evening", "yesterday", "today", "tonight", "tomorrow"),
        *("fall", "half", "quarter", "season", "century", "christmas", "boxing", "thanksgiving"),
        *("immediately", "immediate", "fiscal", "financial"),
    ]
)  # fmt: skip
_WORDS_BEFORE = 7


@cache
def _pattern() -> re.Pattern[str]:
    """One of the kinds above, the word before it as ``lead``; ``lastgroup`` names the kind.

    Compiling it takes a tenth of what starting a process does, and most processes read no text.
    """
    return re.compile(
        rf"(?<![\w$€£.-])(?P<lead>(?:{_LEADS}) )?(?:"
        + "|".join(f"(?P<{kind}>{words})" for kind, words in _ALTERNATIVES.items())
        + r")(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2048)
def phrases(sentence: str, begins: int) -> tuple[re.Match[str], ...]:
    """The time phrases from ``begins`` on, from left to right; they do not overlap.

    A sentence is asked for them when it is marked and when it is read, with the whole article in between.
    """
    return tuple(_phrases(sentence, begins))


def _phrases(sentence: str, begins: int) -> Iterator[re.Match[str]]:
    words = [(m.start(), m.group().lower()) for m in _WORD.finditer(sentence, begins)]
    cores = [n for n, (_, word) in enumerate(words) if word in _CORES or word.isdigit()]
    done, tried, pattern = begins, 0, _pattern()
    for core in cores:
        for n in range(max(tried, core - _WORDS_BEFORE), core + 1):
            start = words[n][0]
            match = pattern.match(sentence, start) if start >= done else None
            if match is not None:
                done = match.end()
                yield match
        tried = core + 1
