"""What a title means: role, seniority, interim, exclusive. One table, tested line by line."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import models

from tracker.kernel.title_forms import written_out


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


#: The roles of those who may lead a company or a unit.
LEADING = (Role.CHIEF_EXECUTIVE, Role.CHIEF_OFFICER, Role.UNIT_HEAD)


class Seniority(models.IntegerChoices):
    """Rough rank inside one organization; a promotion is a step up."""

    UNKNOWN = 0, "Unknown"
    STAFF = 1, "Staff"
    LEAD = 2, "Lead"
    DIRECTOR = 3, "Director"
    VICE_PRESIDENT = 4, "Vice president"
    CHIEF_OFFICER = 5, "Chief officer"
    CHIEF_EXECUTIVE = 6, "Chief executive"


#: Ranks as addresses name them, each with its word.
SENIORITIES = [(one.name.lower(), one.label) for one in Seniority]


@dataclass(frozen=True, slots=True)
class TitleMeaning:
    """What the words of a title say about the position."""

    role: Role
    seniority: Seniority
    interim: bool
    exclusive: bool


_WORDS = re.compile(r"[a-z]+")
#: Words by which a title says that it is held until somebody else has it.
FOR_NOW = ("interim", "acting", "temporary", "caretaker")
_INTERIM = re.compile(rf"\b({'|'.join(FOR_NOW)})\b")
#: Whom somebody serves is not what they are: "adviser to the CEO", "VP, office of the CEO".
_SERVED = re.compile(r"\b(to|office of) (the|its|our|his|her|their)\b.*")
_PARTS = re.compile(r"\s*(?:,|;|/|&|\+|\band\b)\s*")

#: First match wins: (pattern over the lower-case title, role, seniority, exclusive).
TABLE: tuple[tuple[str, Role, Seniority, bool], ...] = (
    (r"\b(board observer|observer)\b", Role.BOARD_MEMBER, Seniority.UNKNOWN, False),
    (r"\badvisory (board|council|committee)\b|\bboard of advis[eo]rs\b", Role.ADVISER,
     Seniority.UNKNOWN, False),
    (r"\bdeputy (chief executive|c\.?e\.?o)\b", Role.CHIEF_OFFICER, Seniority.CHIEF_OFFICER, True),
    (r"\bchief executive\b|\bc\.?e\.?o\b", Role.CHIEF_EXECUTIVE, Seniority.CHIEF_EXECUTIVE, True),
    (r"(?<!non[- ])\bexecutive chair", Role.CHAIR, Seniority.CHIEF_EXECUTIVE, True),
    (r"\b(department|faculty) chair\b|\bchair of .*\b(department|faculty|school)\b"
     r"|\bchair(ed)? professor\b|\b(vice[- ])?chancellor\b", Role.ACADEMIC, Seniority.UNKNOWN, False),
    (r"\bvice[- ]chair(man|woman|person)?\b", Role.BOARD_MEMBER, Seniority.UNKNOWN, False),
    (r"\bchair(man|woman|person)?\b", Role.CHAIR, Seniority.CHIEF_EXECUTIVE, False),
    (r"\bboard\b.*\b(members?|directors?|seat)\b|\b(member|seat) (of|on) the board\b"
     r"|\bboard of directors\b|\bnon-?executive\b|\bdirector on the board\b"
     r"|\bindependent director\b|\btrustees?\b", Role.BOARD_MEMBER, Seniority.UNKNOWN, False),
    (r"\b(advis[eo]r|advisory|consultant)\b", Role.ADVISER, Seniority.UNKNOWN, False),
    (r"\b(professor|lecturer|dean|postdoc\w*|ph\.?d\.? (student|candidate)|doctoral student|faculty"
     r"|(vice )?provost|visiting (researcher|scholar|scientist))\b",
     Role.ACADEMIC, Seniority.UNKNOWN, False),
    (r"\bchief ([a-z.-]+ )?(scientist|science officer|scientific officer|research officer"
     r"|research scientist)\b", Role.CHIEF_SCIENTIST, Seniority.CHIEF_OFFICER, True),
    (r"\bchief of staff\b", Role.STAFF, Seniority.LEAD, True),
    (r"\beditor[- ]in[- ]chief\b|\b(deputy|associate|assistant) general counsel\b", Role.STAFF,
     Seniority.LEAD, True),
    (r"\bchief\b.*\bofficer\b|\bc[tofimprsdl]o\b|\b(caio|chro|ciso|cpto)\b|\bchief [a-z]"
     r"|\bgeneral counsel\b"
     r"|\b(finance|financial|operating|operations|technology|technical|product|marketing|legal"
     r"|revenue|people) chief\b", Role.CHIEF_OFFICER, Seniority.CHIEF_OFFICER, True),
    (r"\bvice[- ]presidents?\b|\b([sec]?vp|avp|gvp)\b", Role.VICE_PRESIDENT,
     Seniority.VICE_PRESIDENT, True),
    (r"\b(co-?)?president\b", Role.PRESIDENT, Seniority.CHIEF_OFFICER, True),
    (r"\bpartner (research|software|hardware|applied|product|group|engineer\w*|scientist|architect"
     r"|director|manager)", Role.STAFF, Seniority.LEAD, True),
    (r"\b(angel|seed|early|lead)? ?investor\b|\b(venture|limited) partner\b", Role.INVESTOR,
     Seniority.UNKNOWN, False),
    (r"\bpartner\b", Role.INVESTOR, Seniority.UNKNOWN, True),
    (r"\b(founding director|co-?head|head|general manager|gm|chief)\b|\b(co-?)?lead(er)? of\b",
     Role.UNIT_HEAD, Seniority.DIRECTOR, True),
    (r"\b(managing director|director)\b", Role.DIRECTOR, Seniority.DIRECTOR, True),
    (r"\b(co-?)?founder\b", Role.FOUNDER, Seniority.UNKNOWN, True),
    (r"\b(co-?lead|lead|leader|manager|principal|fellow|distinguished)\b", Role.STAFF,
     Seniority.LEAD, True),
    (r"\b(engineer|researcher|scientist|employee|staff|intern|analyst|designer|spokes\w+|writer"
     r"|editor|member|developer|programmer|architect|recruiter|counsel|lawyer|attorney)\b",
     Role.STAFF, Seniority.STAFF, True),
)  # fmt: skip
_COMPILED: tuple[tuple[re.Pattern[str], TitleMeaning], ...] = tuple(
    (re.compile(pattern), TitleMeaning(role, seniority, interim=False, exclusive=exclusive))
    for pattern, role, seniority, exclusive in TABLE
)
_UNTOLD = TitleMeaning(Role.STAFF, Seniority.UNKNOWN, interim=False, exclusive=True)
#: Full-time posts: beside one of them a board seat or a professorship is the lesser half of a title.
_EXECUTIVE = frozenset(
    {
        Role.CHIEF_EXECUTIVE,
        Role.CHIEF_SCIENTIST,
        Role.CHIEF_OFFICER,
        Role.VICE_PRESIDENT,
        Role.PRESIDENT,
    }
)


#: "Co-chief executive" and "joint CEO" are shared, "CEO of Applications" and "CEO, Microsoft AI" lead a part.
_SHARED_OR_PARTIAL = re.compile(r"\bco[- ](?!founder)|\b(joint|of|for)\b|,", re.IGNORECASE)


def held_alone(title: str) -> bool:
    """Whether ``title`` names the whole organization's post, held by one person at a time."""
    return not _SHARED_OR_PARTIAL.search(title)


#: What follows the post: "of Applications", ", Microsoft AI".
_LED = re.compile(
    r"\b(?:chief executive(?: officer)?|c\.?e\.?o)\b\.?\s*(?:,|\bof\b|\bfor\b)\s*(.+)"
)


def leads_a_part(title: str, whole: str) -> bool:
    """Whether ``title`` is that of a chief executive of something else than ``whole``: "CEO of Applications"."""
    plain = " ".join(title[:LONGEST_TITLE].casefold().split())
    led = _LED.search(plain)
    if led is None or _first(led[1]) is not _UNTOLD:
        return False
    return led[1].removeprefix("the ") != whole.casefold()


#: What a head is the head of, and words that tell one unit from another no better than their names without them.
_HEADED = re.compile(r"\b(?:of|for)\b\s+(.+)")
_KINDS_OF_UNIT = frozenset(
    {"the", "team", "lab", "labs", "group", "division", "unit", "for", "of", "and"}
)


def heads_all(title: str, unit: str) -> bool:
    """Whether ``title`` is that of the head of all of ``unit``: not "head of hiring" there, nor its CTO."""
    meaning = meaning_of(title)
    if meaning.role is Role.CHIEF_EXECUTIVE:
        return not leads_a_part(title, unit)
    if meaning.role is not Role.UNIT_HEAD:
        return title_words(title) >= {"chief", "ai", "officer"}
    headed = _HEADED.search(title.casefold())
    if headed is None:
        return True
    said, named = (
        set(_WORDS.findall(one)) - _KINDS_OF_UNIT for one in (headed[1], unit.casefold())
    )
    return said <= named or named <= said


#: No title is longer; some patterns take time that grows with the square of the length.
LONGEST_TITLE = 300
#: Titles are few and asked about again and again; so many answers are kept.
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def meaning_of(title: str) -> TitleMeaning:
    """What ``title`` says; an unknown or empty title is staff of unknown seniority.

    In a title of several parts ("chairman and CTO") an executive post makes the whole exclusive; a
    chair stays a chair.
    """
    plain = " ".join(
        title[:LONGEST_TITLE].casefold().replace("\u2011", "-").replace("\u2019", "'").split()
    )
    said = _SERVED.sub("", plain) or plain
    meaning = _first(said)
    if not meaning.exclusive:
        posts = (_first(part) for part in _PARTS.split(said))
        executive = next((post for post in posts if post.role in _EXECUTIVE), None)
        if executive is not None:
            is_chair = meaning.role is Role.CHAIR
            meaning = replace(meaning, exclusive=True) if is_chair else executive
    return replace(meaning, interim=bool(_INTERIM.search(said)))


def tells_a_post(title: str) -> bool:
    """Whether the words are those of a post: "chief scientist", and not "research"."""
    plain = " ".join(title[:LONGEST_TITLE].casefold().split())
    return _first(plain) is not _UNTOLD


def _first(plain: str) -> TitleMeaning:
    return next((meaning for pattern, meaning in _COMPILED if pattern.search(plain)), _UNTOLD)


_FILLER = frozenset({"the", "of", "for", "and", "a", "an", "at", "its", "s", "global"})
#: One spelling for each post, beside the short forms; what stands closed up ("vicepresident") is one word of a title.
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{short})\b"), long)
    for short, long in (
        (r"vice[- ]president", "vicepresident"),
        (r"vice[- ](?=chair)", "vice"),
        (r"deputy[- ]", "deputy"),
        ("artificial intelligence", "ai"),
        (r"co-?founder", "cofounder"),
        (r"scien(?:ce|tific) officer", "scientist"),
        ("leader|lead", "head"),
        (r"(vice)?chair(?:man|woman|person)", r"\1chair"),
        ("advisor", "adviser"),
    )
)
#: Of two titles that each name a rung, different rungs are different posts.
_RUNGS = frozenset(
    {"assistant", "associate", "junior", "senior", "staff", "principal", "distinguished"}
)


@lru_cache(maxsize=_REMEMBERED)
def title_words(title: str) -> frozenset[str]:
    """The words that tell one title from another, short forms written out."""
    plain = written_out(title.replace("\u2011", "-"))
    for short, long in _SAME:
        plain = short.sub(long, plain)
    return frozenset(_WORDS.findall(plain)) - _FILLER


#: What papers call whoever leads, whatever the post is called.
BOSS = frozenset({"boss"})


@lru_cache(maxsize=_REMEMBERED)
def compatible(one: str, other: str) -> bool:
    """Two published titles may name the same post: one is missing, or their words overlap enough.

    A board seat, an advisory or an academic post is never the same as a full-time one. A mere "boss" may be any
    chief or head.
    """
    first, second = title_words(one), title_words(other)
    if not first or not second:
        return True
    mine, theirs = meaning_of(one), meaning_of(other)
    if BOSS in {first, second}:
        return first == second or not {mine.role, theirs.role}.isdisjoint(LEADING)
    if mine.role != theirs.role and mine.exclusive != theirs.exclusive:
        return False
    rungs = first & _RUNGS, second & _RUNGS
    if all(rungs) and not rungs[0] & rungs[1]:
        return False
    if first <= second or second <= first:
        return True
    return len(first & second) / len(first | second) > 0.5
