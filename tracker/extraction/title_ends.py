"""Where a job title ends: with the fields and the part of the world that somebody looks after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.lexicon import COMPANY_NOUNS, NATIONALITIES, PERSON_NOUNS, UNIT_NOUNS, words
from tracker.extraction.title_words import ACRONYMS, FUNCTIONS, MODIFIERS

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
#: What is managed, for customers or by a company for itself.
MANAGED = words("fund asset wealth money cash treasury category people")
CENTRES = words("centre center centres centers")
#: What somebody looks after who is head of, or president for, a part of the world.
REGIONS = words(
    "africa america americas arabia argentina asia australia austria bavaria belgium benelux brazil britain california canada caribbean chile china colombia "
    "denmark east eastern egypt emea europe european finland france germany gulf hungary iberia india indonesia ireland israel italy japan "
    "kenya kingdom korea latin malaysia mediterranean mexico middle midwest morocco netherlands nigeria nordics north northern norway oceania "
    "pacific pakistan peru philippines poland portugal rwanda scandinavia scotland singapore south southeast southern spain speaking states sweden switzerland taiwan "
    "thailand turkey uk u.k. ukraine united us u.s. vietnam wales west western zealand apac latam dach mena eu"
)
#: What stands before a title that belongs to whatever is named there; a known name is "\0".
OWNERS = frozenset(["'s", "’s", "its", "\0"])
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


def end_of_title(tokens: Sequence[str], end: int) -> int:
    """Where a title ends whose own words end at ``end``: "head of policy for Latin America"."""
    end = _past_comma(tokens, _past_general(tokens, end))
    if end < len(tokens) and tokens[end].lower() == "emeritus":
        return end + 1
    if tokens[end - 1].lower() in _ADVISES and tokens[end : end + 2] == ["to", "the"]:
        return end + _words_of(_ADVISED, tokens[end : end + 5])
    if end >= len(tokens) or tokens[end].lower() not in {"of", "for"} or _tells_why(tokens, end):
        return end
    if (region := _end_of_region(tokens, end + 1)) is not None:
        if _is_field_named(tokens, region):
            return end  # "head of U.S. Space Command"
        while region < len(tokens) and _is_field(tokens, region):
            region += 1  # "head of US sales"
        return region
    last = _end_of_fields(tokens, end)
    over = tokens[last : last + 1] == ["for"] and last > end
    if not over:
        return last
    # "head of policy for Latin America", "vice president of research for post-training"
    return _end_of_region(tokens, last + 1) or _end_of_fields(tokens, last)


def _past_general(tokens: Sequence[str], end: int) -> int:
    """Where "director-general", "director general of Y" and "editor in chief" end."""
    low = [word.lower() for word in tokens[end - 1 : end + 4]]
    if low[:3] == ["editor", "in", "chief"]:
        return end + 2
    if low == ["editor", "-", "in", "-", "chief"]:
        return end + 4
    if low[:3] in (["director", "-", "general"], ["secretary", "-", "general"]):
        return end + 2
    general = low[:3] in (["director", "general", "of"], ["secretary", "general", "of"])
    return end + 1 if general else end


def _past_comma(tokens: Sequence[str], end: int) -> int:
    """Where "Senior Vice President, Group Finance" ends, written large to the end, before ", at Y" or the next comma."""
    if tokens[end : end + 1] != [","] or not tokens[end - 1][:1].isupper():
        return end
    i = end + 1
    while i < len(tokens) and (
        tokens[i] in JOINERS
        or (tokens[i][:1].isupper() and tokens[i].lower() in FUNCTIONS | MODIFIERS | REGIONS)
    ):
        i += 1
    closed = i < len(tokens) and tokens[i] in {",", "at", "of", "for", "."}
    own = i > end + 1 and tokens[end + 1] not in JOINERS and tokens[i - 1] not in JOINERS
    return i if closed and own else end


def _end_of_fields(tokens: Sequence[str], end: int) -> int:
    """Where the fields end that somebody is head of."""
    i = end + 1
    last = end
    while i < len(tokens):
        word = tokens[i].lower()
        if (compound := _end_of_compound(tokens, i)) is not None:
            i = compound
        elif _is_field(tokens, i):
            i += 1
            last = i
        elif (
            word in JOINERS
            or (word == "," and last == i and _list_follows(tokens, i))
            or _narrows_a_field(tokens, i)
            or _is_a_product(tokens, end, i)
        ):
            i += 1
        elif word in CENTRES and tokens[i - 1].lower() == "data":
            i += 1
            last = i
        else:
            return _end_of_field(tokens, i, last) or last
    return last


def _is_field(tokens: Sequence[str], i: int) -> bool:
    """Whether a word names a field, and not what a company does: "chief executive of AI startup Y"."""
    known = tokens[i].lower() in FUNCTIONS or _is_managing(tokens, i)
    return known and not _is_a_companys(tokens, i) and not _opens_a_name(tokens, i)


def _is_managing(tokens: Sequence[str], i: int) -> bool:
    """The words of "head of Wealth Management" and "head of Risk Management"."""
    before, word = [token.lower() for token in tokens[max(0, i - 1) : i + 1]]
    after = "".join(tokens[i + 1 : i + 2]).lower()
    return (word in MANAGED and after == "management") or (
        word == "management" and before in MANAGED | FUNCTIONS
    )


def _is_a_companys(tokens: Sequence[str], i: int) -> bool:
    """Whether a company is called by a word and those behind it: "legal AI startup Y", "medical software maker Y"."""
    for at in range(i + 1, min(i + 5, len(tokens))):
        startup = "".join(tokens[at : at + 3]).lower() == "start-up"
        if startup or tokens[at].lower() in COMPANY_NOUNS:
            after = "".join(tokens[at + 3 : at + 4] if startup else tokens[at + 1 : at + 2])
            return at == i + 1 or after == "\0" or after[:1].isupper()
        plain = tokens[at].lower() in FUNCTIONS or may_name_a_field(tokens[at])
        if not (plain or tokens[at] == "-"):
            return False
    return False


def _is_field_named(tokens: Sequence[str], i: int) -> bool:
    """The "Space" of "U.S. Space Command", which only begins with the word for a field."""
    return i < len(tokens) and tokens[i].lower() in FUNCTIONS and _opens_a_name(tokens, i)


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
        if word in REGIONS and (tokens[at][0].isupper() or tokens[at - 1] == "-"):
            end = at + 1
        elif word not in _GOES_ON_IN and not (
            tokens[at + 1 : at + 2] == ["-"] and tokens[at + 2 : at + 3] == ["speaking"]
        ):
            break
    part = tokens[end].lower() in UNIT_NOUNS | {"region"} if i < end < len(tokens) else False
    named = part or _opens_a_name(tokens, end - 1) or _is_in_a_name(tokens, i, end)
    return end if end > i and not named else None


def _is_in_a_name(tokens: Sequence[str], start: int, end: int) -> bool:
    """The "European" of "president of the European Research Council"."""
    after = tokens[end] if end < len(tokens) else ""
    the = tokens[start] if start < len(tokens) else ""
    return tokens[start - 2].islower() and the == "the" and after[:1].isupper()


def _opens_a_name(tokens: Sequence[str], i: int) -> bool:
    """Whether a word only begins somebody's name: the "Creative" of "head of Creative Commons"."""
    word, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
    large = word.istitle() and after.isalpha() and after[:1].isupper()
    return (
        large
        and after.lower() not in FUNCTIONS | REGIONS | {"management"}
        and after not in ACRONYMS
    )


def _end_of_field(tokens: Sequence[str], i: int, last: int) -> int | None:
    """Where the "academic programmes" of "head of academic programmes at Y" end: words for which there is no list."""
    if tokens[i - 1].lower() not in {"of", "for"} and last != i:
        return None
    end = i
    while end < min(i + MOST_WORDS, len(tokens)) and may_name_a_field(tokens[end]):
        end += 1
    after = tokens[end].lower() if end < len(tokens) else "."
    named = end > i and tokens[end - 1] not in PERSON_NOUNS
    return end if named and after in _BEHIND_A_FIELD | _NO_NOUNS else None


def may_name_a_field(word: str) -> bool:
    plain = len(word) > len("this") and word.isalpha() and word.islower()
    return plain and word not in _NO_PART_OF_A_FIELD | _BEHIND_A_FIELD


def _narrows_a_field(tokens: Sequence[str], i: int) -> bool:
    """The "clinical" of "director of clinical products" and the "European" of "head of European policy"."""
    word, after = tokens[i], tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    known = word.islower() or word.lower() in NATIONALITIES
    plain = word.isalpha() and word not in _NO_FIELDS | _BEHIND_A_FIELD
    return known and plain and after in _FIELDS


def _is_a_product(tokens: Sequence[str], end: int, i: int) -> bool:
    """The "Optimus" of "Y's head of Optimus software": where the company is told, a name before a field is a thing of its."""
    owned = any(word in OWNERS for word in tokens[max(0, end - 3) : end - 1])
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    return owned and i == end + 1 and tokens[i][:1].isupper() and tokens[i].isalpha() and after in _FIELDS  # fmt: skip


def _list_follows(tokens: Sequence[str], comma: int) -> bool:
    nearby = [token.lower() for token in tokens[comma + 1 : comma + 5]]
    return bool(nearby) and nearby[0] in FUNCTIONS and "and" in nearby
