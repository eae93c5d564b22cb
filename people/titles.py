"""What a title means: role, seniority, interim, exclusive. One table, tested line by line."""

import re
from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    CHAIR = "chair", "Chair"
    BOARD_MEMBER = "board_member", "Board member"
    PRESIDENT = "president", "President"
    CHIEF_SCIENTIST = "chief_scientist", "Chief scientist"
    CHIEF_OFFICER = "chief_officer", "Chief officer"
    FOUNDER = "founder", "Founder"
    UNIT_HEAD = "unit_head", "Head of a unit"
    VICE_PRESIDENT = "vice_president", "Vice president"
    DIRECTOR = "director", "Director"
    ADVISER = "adviser", "Adviser"
    ACADEMIC = "academic", "Academic"
    INVESTOR = "investor", "Investor"
    STAFF = "staff", "Staff"


class Seniority(models.IntegerChoices):
    """Rough rank inside one organization; a promotion is a step up."""

    UNKNOWN = 0, "Unknown"
    STAFF = 1, "Staff"
    LEAD = 2, "Lead"
    DIRECTOR = 3, "Director"
    VICE_PRESIDENT = 4, "Vice president"
    CHIEF_OFFICER = 5, "Chief officer"
    CHIEF_EXECUTIVE = 6, "Chief executive"


@dataclass(frozen=True, slots=True)
class TitleMeaning:
    """What the words of a title say about the position."""

    role: Role
    seniority: Seniority
    interim: bool
    exclusive: bool


_WORDS = re.compile(r"[a-z]+")
_INTERIM = re.compile(r"\b(interim|acting|temporary|caretaker)\b")

#: First match wins: (pattern over the lower-case title, role, seniority, exclusive).
TABLE: tuple[tuple[str, Role, Seniority, bool], ...] = (
    (r"\b(board observer|observer)\b", Role.BOARD_MEMBER, Seniority.UNKNOWN, False),
    (r"\bchief executive\b|\bc\.?e\.?o\b", Role.CHIEF_EXECUTIVE, Seniority.CHIEF_EXECUTIVE, True),
    (r"\bexecutive chair", Role.CHAIR, Seniority.CHIEF_EXECUTIVE, True),
    (r"\bchair(man|woman|person)?\b(?! (professor|of the department))", Role.CHAIR,
     Seniority.CHIEF_EXECUTIVE, False),
    (r"\bboard\b.*\b(member|director|seat)\b|\bmember of the board\b|\bnon-executive\b"
     r"|\bdirector on the board\b|\bindependent director\b|\btrustee\b",
     Role.BOARD_MEMBER, Seniority.UNKNOWN, False),
    (r"\b(advis[eo]r|advisory|consultant)\b", Role.ADVISER, Seniority.UNKNOWN, False),
    (r"\b(professor|lecturer|dean|postdoc\w*|phd student|faculty|provost|visiting researcher)\b",
     Role.ACADEMIC, Seniority.UNKNOWN, False),
    (r"\bchief (ai |a\.i\. )?(scientist|science officer|research officer|research scientist)\b",
     Role.CHIEF_SCIENTIST, Seniority.CHIEF_OFFICER, True),
    (r"\bchief of staff\b", Role.STAFF, Seniority.LEAD, True),
    (r"\bchief\b.*\bofficer\b|\bc[tofimprs]o\b|\bchief (architect|designer|economist|engineer|"
     r"technologist|people|legal|ai)\b|\bgeneral counsel\b|\bchief\b",
     Role.CHIEF_OFFICER, Seniority.CHIEF_OFFICER, True),
    (r"\b(vice[- ]president|vp|svp|evp)\b", Role.VICE_PRESIDENT, Seniority.VICE_PRESIDENT, True),
    (r"\bpresident\b", Role.PRESIDENT, Seniority.CHIEF_OFFICER, True),
    (r"\b(general partner|venture partner|managing partner|investor|partner)\b", Role.INVESTOR,
     Seniority.UNKNOWN, True),
    (r"\b(founding director|co-?head|head|general manager|co-?lead(er)? of)\b", Role.UNIT_HEAD,
     Seniority.DIRECTOR, True),
    (r"\b(managing director|director)\b", Role.DIRECTOR, Seniority.DIRECTOR, True),
    (r"\b(co-?)?founder\b", Role.FOUNDER, Seniority.UNKNOWN, True),
    (r"\b(lead|leader|manager|principal|fellow|distinguished)\b", Role.STAFF, Seniority.LEAD, True),
    (r"\b(engineer|researcher|scientist|employee|staff|intern|analyst|designer|spokes\w+"
     r"|writer|editor|member)\b", Role.STAFF, Seniority.STAFF, True),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), *rest) for pattern, *rest in TABLE)


def meaning_of(title: str) -> TitleMeaning:
    """What ``title`` says; an unknown or empty title is staff of unknown seniority."""
    plain = " ".join(title.casefold().replace("\u2011", "-").split())
    interim = bool(_INTERIM.search(plain))
    for pattern, role, seniority, exclusive in _COMPILED:
        if pattern.search(plain):
            return TitleMeaning(role, seniority, interim, exclusive)
    return TitleMeaning(Role.STAFF, Seniority.UNKNOWN, interim, exclusive=True)


_FILLER = frozenset({"the", "of", "for", "and", "a", "an", "at", "its", "s", "officer", "global"})
_SAME = {
    "ceo": "chief executive",
    "cto": "chief technology",
    "coo": "chief operating",
    "cfo": "chief financial",
    "cpo": "chief product",
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "artificial intelligence": "ai",
    "cofounder": "co founder",
    "leader": "head",
    "lead": "head",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
}


def title_words(title: str) -> frozenset[str]:
    """The words that tell one title from another, short forms written out."""
    plain = title.casefold()
    for short, long in _SAME.items():
        plain = re.sub(rf"\b{short}\b", long, plain)
    return frozenset(_WORDS.findall(plain)) - _FILLER


def compatible(one: str, other: str) -> bool:
    """Two published titles may name the same post: one is missing, or their words overlap enough."""
    first, second = title_words(one), title_words(other)
    if not first or not second:
        return True
    if first <= second or second <= first:
        return True
    return len(first & second) / len(first | second) >= 0.5
