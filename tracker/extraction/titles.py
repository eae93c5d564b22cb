"""Job titles: where one begins and ends in a row of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.lexicon import COMPANY_NOUNS, NATIONALITIES, PERSON_NOUNS, UNIT_NOUNS, words
from tracker.extraction.title_words import ACRONYMS, CHIEF_ENDS, FUNCTIONS, MODIFIERS, STRONG, WEAK

#: Titles of several, before their names: "Oppenheimer analysts X and Z".
_SEVERAL = words("analysts spokesmen spokeswomen spokespeople economists strategists")
#: Titles of several, of whom it is said that they are so: "are also professors at Y", "X and Z, both engineers at Y".
_ARE_SEVERAL = words(
    "professors engineers researchers scientists managers executives analysts partners economists lecturers fellows consultants"
)
#: Trades that are posts only with a place.
_TRADES = words(
    "architect principal designer developer editor banker physicist chemist mathematician biologist columnist writer instructor teacher planner"
)
#: Who is the "architect of Y" has made Y, and need not work there.
_MAKE_THINGS = words("architect designer developer writer planner")
_ARE = words(
    "are were be been both also all them became become as now still once currently formerly"
)
#: Titles that are so only behind certain words: "co-leads", "vice-chancellor", "principal investigator", "technical leads".
_BEHIND = {
    "heads": words("co"), "leads": words("co technical tech research"), "chairs": words("co"), "chancellor": words("vice"),
    "investigator": words("principal"), "architect": words("principal senior solutions software systems lead"),
}  # fmt: skip
#: What a company manages that is called a manager of it.
_MANAGED = words("fund asset wealth money")
FOUNDERS = words("founder cofounder co-founder founders cofounders co-founders")
_VERB_BEFORE = {"to", "will", "would", "who", "now", "which", "that", "not", "also", "jointly"}
_FIELDS = FUNCTIONS - MODIFIERS
_NO_FIELDS = (
    COMPANY_NOUNS
    | UNIT_NOUNS
    | PERSON_NOUNS
    | words(
        "the a an this that its their our these those each both another several some many most none what whom which everything something nothing"
    )
)
#: What stands behind a title and only looks like a field: its verb, an adverb.
_NO_NOUNS = words(
    "there here then again today yesterday tomorrow soon once also only still alone together abroad elsewhere later earlier"
    " starts joins leaves moves says takes works goes comes becomes heads runs leads remains steps returns retires quits reports departs"
    " years months weeks decades ever good example instance comment"
    " started joined left moved said took worked went came became headed ran led remained stepped returned retired resigned reported departed"
)
_NUMBERS = words(
    "three seven eight eleven twelve fifteen twenty thirty almost nearly about around roughly several"
)
_NO_PART_OF_A_FIELD = (_NO_FIELDS - PERSON_NOUNS) | _NO_NOUNS | _NUMBERS
_BEHIND_A_FIELD = words(". , ; : ) ( — – at in for and who since until from when after before with")
#: Between these words several leads and heads are people and not what somebody does.
_BEFORE_SEVERAL, _BEHIND_SEVERAL = (
    words("as now are both become became named three two four"),
    words("of . , ; for and"),
)
_CENTRES = words("centre center centres centers")
#: What somebody looks after who is head of, or president for, a part of the world.
_REGIONS = words(
    "africa america americas arabia asia australia austria bavaria belgium benelux brazil britain california canada caribbean china "
    "denmark east eastern emea europe european finland france germany gulf hungary iberia india indonesia ireland israel italy japan "
    "kenya kingdom korea latin malaysia mediterranean mexico middle midwest netherlands nigeria nordics north northern norway oceania "
    "pacific philippines poland portugal rwanda scandinavia scotland singapore south southeast southern spain speaking states sweden switzerland taiwan "
    "thailand turkey uk u.k. ukraine united us u.s. vietnam wales west western zealand apac latam dach mena"
)
_GOES_ON_IN = words("the and , - – new")
#: Whom an adviser advises is a part of the title.
_ADVISES = words("adviser advisor advisers advisors assistant aide")
_ADVISED = re.compile(
    r"to the (?:(?:management|supervisory|executive) )?(?:board|ceo|chief executive|president|chairman|chairwoman|chair|management)\b"
)
#: What follows where a title is told to have been given up, or held, "for" something.
_REASONS = words("reasons years months weeks days decades")
#: How many words for which there is no list may name a field.
MOST_WORDS = 3
JOINERS = {"and", "&", "-", "–", "/"}


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """Words ``start`` to ``end`` are a title; a weak one needs an organisation beside it."""

    start: int
    end: int
    weak: bool
    founder: bool


def find_titles(tokens: Sequence[str]) -> list[TitleSpan]:
    """The titles among ``tokens``, in order, none inside another."""
    found: list[TitleSpan] = []
    i = 0
    while i < len(tokens):
        span = _title_at(tokens, i)
        if span is None:
            i += 1
            continue
        start = _extend_left(tokens, span.start, found[-1].end if found else 0)
        end = _extend_right(tokens, span.end) if not span.founder else span.end
        found.append(TitleSpan(start, end, span.weak, span.founder))
        i = end
    return found


def _title_at(tokens: Sequence[str], i: int) -> TitleSpan | None:
    token, low = tokens[i], tokens[i].lower()
    if tokens[i + 1 : i + 2] == ["-"] and [t.lower() for t in tokens[i + 2 : i + 3]] == ["elect"]:
        return None  # who is elected to an office of the state
    if token in ACRONYMS:
        return TitleSpan(i, i + 1, weak=False, founder=False)
    if low == "chief" and (end := _end_of_chief(tokens, i)) is not None:
        return TitleSpan(i, end, weak=False, founder=False)
    if low == "chief" and i > 3 and [t.lower() for t in tokens[i - 3 : i]] == ["-", "in", "-"]:
        return TitleSpan(i - 4, i + 1, weak=False, founder=False)  # "editor-in-chief"
    if low in FOUNDERS:
        return TitleSpan(i, i + 1, weak=False, founder=True)
    if low in _BEHIND and _stands_behind(tokens, i):
        return TitleSpan(i, i + 1, weak=False, founder=False)
    if low in STRONG and not _is_verb(tokens, i) and not _of_a_board(tokens, i):
        return TitleSpan(i, i + 1, weak=False, founder=False)
    if low in WEAK and not _leads_on(tokens, i):
        return TitleSpan(i, i + 1, weak=True, founder=False)
    if _told_of_several(tokens, i) or _works_at(tokens, i):
        return TitleSpan(i, i + 1, weak=True, founder=False)
    return None


def _of_a_board(tokens: Sequence[str], i: int) -> bool:
    """The "directors" of "the board of directors"."""
    return list(tokens[max(0, i - 2) : i + 1]) == ["board", "of", "directors"]


def _stands_behind(tokens: Sequence[str], i: int) -> bool:
    """Whether a word has before it what makes it a title; several "leads" are one only where no verb can stand."""
    before = [word.lower() for word in tokens[max(0, i - 3) : i] if word not in JOINERS]
    if not before or before[-1] not in _BEHIND[tokens[i].lower()]:
        return False
    after = tokens[i + 1].lower() if i + 1 < len(tokens) else "."
    verb = tokens[i].lower() in {"heads", "leads", "chairs"}
    return (
        not verb or after in _BEHIND_SEVERAL or (len(before) > 1 and before[-2] in _BEFORE_SEVERAL)
    )


def _works_at(tokens: Sequence[str], i: int) -> bool:
    """The "architect" of "an architect at Y", a word for a trade that is a post where it has a place."""
    if tokens[i].lower() not in _TRADES:
        return False
    after = tokens[i + 1 : i + 3]
    if (
        len(after) < len(("at", "Y"))
        or after[0] not in {"at", "of"}
        or (after[0] == "of" and tokens[i].lower() in _MAKE_THINGS)
    ):
        return False
    return after[1] == "\0" or after[1][:1].isupper()


def _told_of_several(tokens: Sequence[str], i: int) -> bool:
    """The "analysts" of "analysts X and Z", the "professors" of "they are also professors at Y" and "X and Z, professors at Y"."""
    if tokens[i].lower() in _SEVERAL and tokens[i + 1 : i + 2] == ["\0"]:
        return True
    if tokens[i].lower() not in _ARE_SEVERAL:
        return False
    after = [word.lower() for word in tokens[i + 1 : i + 6]]
    if not {"at", "of"} & set(after[: 1 if after[:1] != ["of"] else 6]):
        return False
    while i and (tokens[i - 1].lower() in MODIFIERS | FUNCTIONS or tokens[i - 1] == "-"):
        i -= 1
    before = tokens[i - 1].lower() if i else ""
    return before in _ARE or (before == "," and tokens[i - 2] == "\0")


def _end_of_chief(tokens: Sequence[str], i: int) -> int | None:
    """Where "chief AI officer" or "chief of staff" ends."""
    for j in range(i + 1, min(i + 6, len(tokens))):
        word = tokens[j].lower()
        if word in CHIEF_ENDS:
            after = tokens[j + 1].lower() if j + 1 < len(tokens) else ""
            return j + 2 if word == "executive" and after in {"officer", "officers"} else j + 1
        if word == "of" and j == i + 1 and tokens[j + 1 : j + 2] == ["staff"]:
            return j + 2
        if word not in FUNCTIONS and word not in JOINERS and word not in MODIFIERS:
            after = tokens[j + 1].lower() if j + 1 < len(tokens) else ""
            if not (_may_name_a_field(tokens[j]) and after in CHIEF_ENDS):
                break
    return None


def _is_verb(tokens: Sequence[str], i: int) -> bool:
    """The "chair" of "will chair" and the "head" of "to head", and of "head office"."""
    low, before = tokens[i].lower(), tokens[i - 1].lower() if i else ""
    if low in {"head", "chair"} and _do_several(tokens, i):
        return True
    if tokens[i + 1 : i + 2] == ["of"]:
        return False  # "is now head of research"
    if low == "chair":
        return before in {"to", "will", "would", "not"}
    return low in {"head", "boss"} and (
        before in _VERB_BEFORE or tokens[i + 1 : i + 2] == ["office"]
    )


def _do_several(tokens: Sequence[str], i: int) -> bool:
    """The verb of "X and Z lead Y": two names before it, a name or an article after it."""
    after = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    listed = [word.lower() for word in tokens[max(0, i - 4) : i]]
    return (
        bool(i)
        and tokens[i - 1] == "\0"
        and "and" in listed
        and (after in {"\0", "the", "its", "their"} or tokens[i + 1][:1].isupper())
    )


def _leads_on(tokens: Sequence[str], i: int) -> bool:
    """A weak word that only opens a longer title ("executive chairman"), or is a verb."""
    low, before = tokens[i].lower(), tokens[i - 1].lower() if i else ""
    after = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    if low == "deputy" and _is_deputys(tokens, i):
        return True
    if low == "manager" and before in _MANAGED and "".join(tokens[i + 1 : i + 2])[:1].isupper():
        return True  # "the fund manager Halden"
    if after in STRONG or after in WEAK:
        return True
    if low == "lead" and (after in _TRADES or _do_several(tokens, i)):
        return True
    if low == "executive" and after in {"vice", "managing", "general", "responsible"}:
        return True
    if low == "partner" and before == "to":
        return after not in {"", ".", ",", ";", "at"}  # "promoted to partner"
    return low in {"lead", "leader", "partner"} and before in _VERB_BEFORE


def _is_deputys(tokens: Sequence[str], i: int) -> bool:
    """The "deputy" of "deputy general counsel"."""
    after = [word.lower() for word in tokens[i + 1 : i + 4]]
    named = next((n for n, word in enumerate(after) if word in STRONG | WEAK), None)
    return named is not None and all(word in MODIFIERS | FUNCTIONS for word in after[:named])


def _extend_left(tokens: Sequence[str], start: int, floor: int) -> int:
    i = start
    while i > floor:
        word = tokens[i - 1].lower()
        if _ends_a_name(tokens, i - 1):
            break
        if word in MODIFIERS or (word in FUNCTIONS and word not in {"it"}):
            i -= 1
        elif (
            word in {"-", "–"} or (word == "and" and i - 2 >= floor and i > 1)
        ) and i - 2 >= floor:
            before = tokens[i - 2].lower()
            good = before in FUNCTIONS or (word != "and" and before in MODIFIERS)
            if not good or (word == "and" and i == start):
                break
            i -= 2
        elif word in _CENTRES and (size := _of_data(tokens, i, floor)):
            i -= size
        else:
            break
    return i


def _ends_a_name(tokens: Sequence[str], i: int) -> bool:
    """The "Systems" of "BAE Systems chief executive"."""
    word, before, after = tokens[i], tokens[i - 1] if i else "", tokens[i + 1]
    written_large = word[:1].isupper() and not word.isupper()
    return written_large and before[:1].isupper() and before.isalpha() and after[:1].islower()


def _of_data(tokens: Sequence[str], i: int, floor: int) -> int:
    """How many words the "data-center" or "data centre" before a title has; none where there is no such."""
    before = [word.lower() for word in tokens[max(floor, i - 3) : i - 1]]
    if before[-2:] == ["data", "-"]:
        return 3
    return 2 if before[-1:] == ["data"] else 0


def _extend_right(tokens: Sequence[str], end: int) -> int:
    if end < len(tokens) and tokens[end].lower() == "emeritus":
        return end + 1
    if tokens[end - 1].lower() in _ADVISES and tokens[end : end + 2] == ["to", "the"]:
        return end + _words_of(_ADVISED, tokens[end : end + 5])
    if end >= len(tokens) or tokens[end].lower() not in {"of", "for"} or _tells_why(tokens, end):
        return end
    if (region := _end_of_region(tokens, end + 1)) is not None:
        return region
    i = end + 1
    last = end
    while i < len(tokens):
        word = tokens[i].lower()
        if (compound := _end_of_compound(tokens, i)) is not None:
            i = compound
        elif word in FUNCTIONS and not _opens_a_name(tokens, i):
            i += 1
            last = i
        elif (
            word in JOINERS
            or (word == "," and last == i and _list_follows(tokens, i))
            or _narrows_a_field(tokens, i)
        ):
            i += 1
        elif word in _CENTRES and tokens[i - 1].lower() == "data":
            i += 1
            last = i
        else:
            return _end_of_field(tokens, i, last) or last
    return last


def _end_of_compound(tokens: Sequence[str], i: int) -> int | None:
    """Where the "open-source" of "head of open-source partnerships" ends, which narrows a field."""
    if tokens[i].lower() in {"post", "pre"} and tokens[i + 1 : i + 2] == ["-"]:
        return i + 2
    end = i + 1
    while tokens[end : end + 1] == ["-"] and tokens[end - 1].islower():
        end += 2
    if end == i + 1 or not (tokens[end - 1].islower() and tokens[end - 1] != "based"):
        return None
    after = [word.lower() for word in tokens[end : end + 2]]
    return end if after[:1] and after[0] in _FIELDS and not set(after) & COMPANY_NOUNS else None


def _tells_why(tokens: Sequence[str], end: int) -> bool:
    """Read "stepped down as president for health reasons" and "was president for three years"."""
    return bool(_REASONS & {word.lower() for word in tokens[end + 1 : end + 4]})


def _words_of(pattern: re.Pattern[str], tokens: Sequence[str]) -> int:
    """How many of some words a pattern takes, from the first on."""
    found = pattern.match(" ".join(tokens).lower())
    return len(found[0].split()) if found else 0


def _end_of_region(tokens: Sequence[str], i: int) -> int | None:
    """Where "Europe, the Middle East and Africa" ends in "president for Europe, the Middle East and Africa"; "the Europe region" is a part."""
    end = i
    for at in range(i, min(i + 12, len(tokens))):
        word = tokens[at].lower()
        if word in _REGIONS and (tokens[at][0].isupper() or tokens[at - 1] == "-"):
            end = at + 1
        elif word not in _GOES_ON_IN and not (
            tokens[at + 1 : at + 2] == ["-"] and tokens[at + 2 : at + 3] == ["speaking"]
        ):
            break
    part = tokens[end].lower() in UNIT_NOUNS | {"region"} if i < end < len(tokens) else False
    return end if end > i and not (part or _opens_a_name(tokens, end - 1)) else None


def _opens_a_name(tokens: Sequence[str], i: int) -> bool:
    """Whether a word only begins somebody's name: the "Creative" of "head of Creative Commons"."""
    word, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
    large = word.istitle() and after.isalpha() and after[:1].isupper()
    return large and after.lower() not in FUNCTIONS | _REGIONS and after not in ACRONYMS


def _end_of_field(tokens: Sequence[str], i: int, last: int) -> int | None:
    """Where the "academic programmes" of "head of academic programmes at Y" end: words for which there is no list."""
    if tokens[i - 1].lower() not in {"of", "for"} and last != i:
        return None
    end = i
    while end < min(i + MOST_WORDS, len(tokens)) and _may_name_a_field(tokens[end]):
        end += 1
    after = tokens[end].lower() if end < len(tokens) else "."
    named = end > i and tokens[end - 1] not in PERSON_NOUNS
    return end if named and after in _BEHIND_A_FIELD | _NO_NOUNS else None


def _may_name_a_field(word: str) -> bool:
    plain = len(word) > len("this") and word.isalpha() and word.islower()
    return plain and word not in _NO_PART_OF_A_FIELD | _BEHIND_A_FIELD


def _narrows_a_field(tokens: Sequence[str], i: int) -> bool:
    """The "clinical" of "director of clinical products" and the "European" of "head of European policy"."""
    word, after = tokens[i], tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    known = word.islower() or word.lower() in NATIONALITIES
    plain = word.isalpha() and word not in _NO_FIELDS | _BEHIND_A_FIELD
    return known and plain and after in _FIELDS


def _list_follows(tokens: Sequence[str], comma: int) -> bool:
    nearby = [token.lower() for token in tokens[comma + 1 : comma + 5]]
    return bool(nearby) and nearby[0] in FUNCTIONS and "and" in nearby
