"""Job titles: where one begins and ends in a row of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from tracker.extraction.bodies import deals_with
from tracker.extraction.lexicon import NOT_NAMES, words
from tracker.extraction.title_ends import (
    CENTRES,
    JOINERS,
    MANAGED,
    OWNERS,
    REGIONS,
    end_of_title,
    may_name_a_field,
)
from tracker.extraction.title_words import ACRONYMS, CHIEF_ENDS, FUNCTIONS, MODIFIERS, STRONG, WEAK
from tracker.extraction.titles_of_several import SEVERAL, told_of_several
from tracker.extraction.trades import (
    EDITING,
    MAY_BE_TAKEN_UP,
    NARROWING,
    TRADES,
    end_of_first,
    is_between_names,
    is_taken_up,
    works_at,
)

#: Titles that are so only behind certain words: "co-leads", "vice-chancellor", "principal investigator", "technical leads".
_BEHIND = {
    "heads": words("co"), "leaders": words("co"), "partners": words("general managing"), "leads": words("co technical tech research"), "chairs": words("co"), "chancellor": words("vice"),
    "editor": EDITING, "editors": EDITING, "publisher": words("acting interim associate deputy assistant"), "principal": words("assistant deputy vice acting interim"),
    "investigator": words("principal"), "conductor": words("principal chief guest assistant associate"), "architect": words("principal senior solutions software systems lead"),
}  # fmt: skip
FOUNDERS = words("founder cofounder co-founder founders cofounders co-founders")
#: How titles begin that are so of a company and not of a field.
_OF_WHOLES = FOUNDERS | words("co")
_VERB_BEFORE = words("to will 'll ’ll would who now which that not also jointly")
#: Between these words several leads and heads are people and not what somebody does.
_BEFORE_SEVERAL, _BEHIND_SEVERAL = (
    words("as now are both become became named three two four"),
    words("of . , ; for and"),
)
#: Who is a "doctoral supervisor" or a "PhD adviser" is so of a student.
_OF_THESES = words("supervisor adviser advisor")
#: Of what somebody is the engineer who has won a prize.
_SEASONS = frozenset(["year", "month", "week", "season", "decade", "century"])
THESES = words(
    "doctoral phd ph.d. thesis dissertation doctorate postdoctoral dissertations academic master master's"
)
#: Who directs works, and need not have a post; and what is a program: "the code editor Y".
_NO_POSTS = {
    "director": words("film movie theatre theater stage"),
    "editor": words("code text source image"),
}
#: What stands before a title, with a hyphen, and is its first part: "under-secretary", "pro-vice-chancellor".
_PREFIXES = words("under pro sub post pre cross")
#: What is a part of a secretary's title: "permanent secretary", "under secretary for science".
_OF_SECRETARIES, _BEHIND_SECRETARIES = words("permanent under"), words("for of at in")

_BEFORE_MANAGERS = words("as a an its new the appointed named")
#: What executives make up or do: "the executive team", "executive changes".
_OF_EXECUTIVES = words(
    "team committee leadership management suite search session changes appointments"
)
#: Who leads a team and is called so, what stands before somebody's part of the world, and who is so of a whole company.
_OF_TEAMS = words("lead leader leads leaders")
_BEFORE_REGIONS = OWNERS | {",", "as", "been", "was", "is"}
_OF_COMPANIES = frozenset(["CEO", "CEOs", "CFO", "COO", "CTO"])


#: All words that may be titles, beside acronyms, or begin one: most words of a text are none of them.
_WORDS = {"chief", *_BEHIND, *FOUNDERS, *STRONG, *WEAK, *SEVERAL, *MAY_BE_TAKEN_UP}


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
        end = end_of_title(tokens, span.end) if not span.founder else span.end
        found.append(TitleSpan(start, end, span.weak, span.founder))
        i = end
    return found


def in_titles(doc: Doc) -> list[bool]:
    """Of each word of a sentence, whether a title stands there."""
    found = [False] * len(doc)
    for title in find_titles([token.text for token in doc]):
        found[title.start : title.end] = [True] * (title.end - title.start)
    return found


def _title_at(tokens: Sequence[str], i: int) -> TitleSpan | None:
    token, low = tokens[i], tokens[i].lower()
    if not (low in _WORDS or token in ACRONYMS) or _is_no_post(tokens, i) or _is_shared(tokens, i):
        return None
    if token in ACRONYMS:
        return TitleSpan(i, i + 1, weak=False, founder=False)
    if (end := _end_of_chief(tokens, i) if low == "chief" else end_of_first(tokens, i)) is not None:
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
    if (
        told_of_several(tokens, i)
        or works_at(tokens, i)
        or is_taken_up(tokens, i)
        or is_between_names(tokens, i)
    ):
        return TitleSpan(i, i + 1, weak=True, founder=False)
    return None


def _is_no_post(tokens: Sequence[str], i: int) -> bool:
    """The "adviser" of "his thesis adviser", the "director" of "film director", the "code editor", and the "president-elect" who is elected to an office of the state."""
    of_a_student = i > 0 and tokens[i - 1].lower() in THESES and tokens[i].lower() in _OF_THESES
    if i > 0 and tokens[i - 1].lower() in _NO_POSTS.get(tokens[i].lower(), ()):
        return True
    if tokens[i].lower() == "principal" and {t.lower() for t in tokens[i + 1 : i + 2]} & SEVERAL:
        return True  # "as principal engineers"
    if tokens[i] in {"Advisors", "Advisers"} and i and tokens[i - 1][:1].isupper():
        return tokens[i - 1].lower() not in MODIFIERS | FUNCTIONS | NOT_NAMES  # "Y Advisors"
    after = [t.lower() for t in tokens[i + 1 : i + 4]]
    if after[:2] == ["of", "the"] and _SEASONS.intersection(after):
        return True  # "engineer of the year"
    return of_a_student or after[:2] == ["-", "elect"]


def _is_shared(tokens: Sequence[str], i: int) -> bool:
    """The "lead" of "will co-lead", which is what somebody does."""
    before = [word.lower() for word in tokens[max(0, i - 3) : i]]
    return before[1:] == ["co", "-"] and before[0] in {"will", "to", "would", "'ll", "’ll"}


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
            if not (may_name_a_field(tokens[j]) and after in CHIEF_ENDS):
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
    if low in {"deputy", "associate"} and _is_deputys(tokens, i):
        return True
    if low == "manager" and before in MANAGED and "".join(tokens[i + 1 : i + 2])[:1].isupper():
        return True  # "the fund manager Halden"
    if after in STRONG or after in WEAK:
        return True
    if low == "executive" and after in _OF_EXECUTIVES:
        return True
    if low == "lead" and (after == "independent" or after in TRADES or _do_several(tokens, i)):
        return True
    if low == "executive" and after in {"vice", "managing", "general", "responsible", "editor"}:
        return True
    if low == "partner" and before == "to":
        return after not in {"", ".", ",", ";", "at"}  # "promoted to partner"
    return low in {"lead", "leader", "partner"} and before in _VERB_BEFORE


def _is_deputys(tokens: Sequence[str], i: int) -> bool:
    """The "deputy" of "deputy CTO", the "associate" of "associate general counsel"."""
    after, posts = tokens[i + 1 : i + 4], STRONG | WEAK
    named = next(
        (n for n, word in enumerate(after) if word in ACRONYMS or word.lower() in posts), None
    )
    return named is not None and all(
        word.lower() in MODIFIERS | FUNCTIONS for word in after[:named]
    )


def _extend_left(tokens: Sequence[str], start: int, floor: int) -> int:
    i = start
    while i > floor:
        word = tokens[i - 1].lower()
        if _ends_a_name(tokens, i - 1):
            break
        if (
            word in MODIFIERS
            or (word in FUNCTIONS and word not in {"it"})
            or (word == "team" and tokens[i].lower() in _OF_TEAMS)
            or _is_a_regions(tokens, i - 1, floor)
            or _is_a_secretarys(tokens, i - 1)
            or tokens[i - 1] in NARROWING
            or _is_of_a_manager(tokens, i - 1, start)
        ):
            i -= 1
        elif (
            word in {"-", "–"} or (word == "and" and i - 2 >= floor and i > 1)
        ) and i - 2 >= floor:
            before = tokens[i - 2].lower()
            good = before in FUNCTIONS or (word != "and" and before in MODIFIERS | _PREFIXES)
            if not good or (word == "and" and i == start):
                break
            i -= 2
        elif word in CENTRES and (size := _of_data(tokens, i, floor)):
            i -= size
        else:
            break
    return i


def _is_of_a_manager(tokens: Sequence[str], i: int, start: int) -> bool:
    """The "Exploration" of "as Exploration Manager", written large for the title's sake."""
    said = i > 0 and tokens[i - 1].lower() in _BEFORE_MANAGERS
    return said and i + 1 == start and tokens[start] == "Manager" and deals_with(tokens[i])


def _is_a_regions(tokens: Sequence[str], i: int, floor: int) -> bool:
    """The "Taiwan" of "Y's Taiwan chief", who is chief there and not of Y; "the UK chief executive" may be one from there."""
    region = tokens[i][:1].isupper() and tokens[i].lower() in REGIONS
    return region and i > floor and tokens[i - 1] in _BEFORE_REGIONS


def _is_a_secretarys(tokens: Sequence[str], i: int) -> bool:
    """The "under" of "under secretary for science", while who "served under secretary Y" served under Y."""
    follows = [word.lower() for word in tokens[i + 1 : i + 3]]
    return (
        tokens[i].lower() in _OF_SECRETARIES
        and follows[:1] == ["secretary"]
        and (
            tokens[i].lower() != "under" or (len(follows) > 1 and follows[1] in _BEHIND_SECRETARIES)
        )
    )


def _ends_a_name(tokens: Sequence[str], i: int) -> bool:
    """The "Systems" of "BAE Systems chief executive" and "BAE Systems CEO", and the "AI" of "Halden AI founder"."""
    word, before, after = tokens[i], tokens[i - 1] if i else "", tokens[i + 1]
    follows = "".join(tokens[i + 2 : i + 3]).lower()
    whole = after.lower() in _OF_WHOLES or (after.lower() == "chief" and follows in CHIEF_ENDS)
    if word == "AI" and (after in ACRONYMS or whole):
        named = before[:1].isupper() and before.isalpha()
        return named and before.lower() not in MODIFIERS | FUNCTIONS | NOT_NAMES
    written_large = word[:1].isupper() and not word.isupper()
    heads_all = after[:1].islower() or after in _OF_COMPANIES
    return written_large and before[:1].isupper() and before.isalpha() and heads_all


def _of_data(tokens: Sequence[str], i: int, floor: int) -> int:
    """How many words the "data-center" or "data centre" before a title has; none where there is no such."""
    before = [word.lower() for word in tokens[max(floor, i - 3) : i - 1]]
    if before[-2:] == ["data", "-"]:
        return 3
    return 2 if before[-1:] == ["data"] else 0
