"""Words by which sentences tell that people lose their jobs, and that it is not so after all."""

from __future__ import annotations

import re

GOING = re.compile(
    r"\b(?:\w+[ -]){0,2}?(?:\d[\d,.]*|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|dozens|hundreds|thousands)\b(?: ?%| ?per ?cent)?"
    r"[\w ,-]{0,40}?\b(?:jobs|posts|positions|roles|staff|employees|workers|people|workforce|headcount|staffers|engineers|scientists|researchers|developers|annotators|payroll)\b"
    r"(?:, or [^,;.]{2,30},)?(?:,? (?:were|was|are|have been|had been) told (?:that )?(?:their (?:jobs|posts|positions|roles)|they)\b)?"
    r"(?:(?! (?:who|that|which)\b)[\w ]){0,25}? (?:(?:will|would|are to|is to|must|have to|may|could|are|is|has|have|had|were|was)\b[\w ]{0,20}?)?"
    r"\b(?:(?:go|goes|going|gone|went)(?! (?:on|along|back|through)\b)|cut|axed|lost|eliminated|affected|(?:given|receiv(?:e|es|ed)) (?:their |dismissal |termination |layoff )?(?:notices?|pink slips)|disappear|vanish|made redundant|redundant|shown the door|no longer (?:needed|required|wanted)|out of (?:a job|work))\b",
    re.IGNORECASE,
)
COST = re.compile(
    r"\b(?:costs?|costing|at the (?:expense|cost|price) of|with the loss of|mean the loss of|(?:in|to|includ\w+|involv\w+|caus\w+|mean) the (?:elimination|loss|reduction) of)\b [\w ]{0,15}?\d[\d.,]*[\w -]{0,25}?\b(?:jobs|posts|positions)\b"
    r"(?: (?:at|in|within) [\w .'’-]{2,30})?(?:,? (?:or )?(?:about|around|roughly|some|nearly)? ?[\d.]+ ?(?:%|per ?cent) of (?:its|the|their|all)\b)?",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\d|\b(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b",
    re.IGNORECASE,
)
#: Before the day of a date, which counts nobody.
OF_A_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? $"
)
CALLED_OFF = re.compile(
    r"\b(?:revers|cancel|call|scrap|drop|abandon|shelv|rescind|undo|undid|withdr[ae]w|walk)\w*(?: (?:off|back))? (?:a |an |the |its |their )?(?:\w+ ){0,2}"
    r"(?:plans?|decision|layoffs?|lay-offs?|(?:job )?cuts|redundancies)\b"
    r"|\b(?:plans?|decision|layoffs?|lay-offs?|(?:job )?cuts|redundancies)\b[^.;,]*\b(?:put|placed) on (?:ice|hold)\b"
    r"|\b(?:put|puts|placed) (?:the |its |their )?(?:plans?|layoffs?|(?:job )?cuts|redundancies) on (?:ice|hold)\b",
    re.IGNORECASE,
)
UNTRUE = re.compile(
    r"\b(?:is|are|was|were) [\"“]?(?:\w+ly )?(?:not (?:right|true|correct|accurate)|untrue|false|wrong|baseless|unfounded|denied|dismissed)\b"
)
_LETS_GO = re.compile(
    r"\b(?:la(?:y|ys|id|ying)[ -]?offs?|lay-offs?|jobs?|posts|positions|roles|redundan\w*|dismiss\w*|sack\w*|fir(?:e|es|ed|ing)|let\w*|cut\w*|shed\w*|"
    r"ax(?:e|es|ed|ing)|eliminat\w*|reduc\w*|trim\w*|slash\w*|shr[iau]nk\w*|downsiz\w*|los(?:e|es|t|ing|s|ses)|notice|slips|severance|part(?:s|ed|ing)?|"
    r"go|goes|going|gone|leav\w*|left|drop\w*|scrap\w*|furlough\w*|terminat\w*|door|out of work|half|fewer|departures?|exits?)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|without) (?:layoffs?|lay-offs?|job cuts|redundancies|dismissals|job losses)\b"
    r"|\b(?:jobs|posts|positions) [^,;.]{0,30}\b(?:is|are|was|were) (?:safe|secure|saved|protected)\b",
    re.I,
)
NOUNS = re.compile(r"\b(?:layoffs?|lay-offs?|job cuts|redundancies|job losses)\b", re.IGNORECASE)


def lets_people_go(text: str) -> bool:
    """Whether any word of a sentence can tell of people who lose their jobs; "there were no layoffs" has none."""
    return _LETS_GO.search(_NONE.sub("", text)) is not None


#: What stands before the number of all, of whom a part goes or stays ("a fifth of the 300 staff", "cut to 230 people").
_OF_ALL = re.compile(
    r"(?<!\bgo )(?<!elimination )(?<!loss )(?<!reduction )(?<!cutting )(?<!shedding )\bof (?:(?:the|its|their|his|her|some|about) |(?:the |its )?[\w-]+['’]s? )?(?:roughly |nearly |around |approximately )?$|\b(?:reduc|cut|trim|slash|shr[iau]nk|down)[^,;.]*(?<! up) to (?:some |about )?$"
)


_COUNTED_BY = r"\b(?:count|tally|survey|study|report|analysis|estimate|data|figure|tracker|number|statistic)s?(?: \w+){0,3}? (?:by|from|at) (?:the )?"


def only_counts(text: str, org: str) -> bool:
    """Read "4,000 bank workers have lost their jobs, according to a count by Y": Y only counts them."""
    return re.search(_COUNTED_BY + re.escape(org), text, re.IGNORECASE) is not None


def is_of_those_who_stay(text: str, start: int) -> bool:
    """Whether the number that begins there is that of everybody, or of those who are left."""
    return _OF_ALL.search(text[:start]) is not None


_THINGS = (
    r"(?:budgets?|costs?|spending|expenses?|expenditures?|prices?|fees?|emissions|debts?|dividends?|rents?|orders|output|bills?|waste"
    r"|investments?|capacity|supplies|consumption)\b"
)
_OF_THINGS = re.compile(
    rf"%?(?: percent| per cent)? of (?:its|the|their|that|all) (?:[\w-]+ ){{0,3}}?{_THINGS}"
)
_THINGS_BY = re.compile(rf"\b{_THINGS}[^,.;]{{0,30}} by (?:\w+ ){{0,4}}$")


def is_of_things(text: str, start: int, end: int) -> bool:
    """Whether the number that stands there is of what a company spends or makes: "cut 30% of its budget", "cut costs by 30%"."""
    return bool(_OF_THINGS.match(text, end) or _THINGS_BY.search(text[:start]))
