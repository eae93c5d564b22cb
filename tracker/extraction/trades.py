"""Words for trades, which are titles only where they stand as such, and what narrows a title."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.lexicon import NOT_NAMES, words
from tracker.extraction.title_words import FUNCTIONS, MODIFIERS

#: Trades that are posts only with a place.
TRADES = words(
    "architect principal designer developer banker physicist chemist mathematician biologist columnist writer instructor teacher planner "
    "surgeon oncologist cardiologist neurologist psychiatrist radiologist pediatrician paediatrician geneticist immunologist astronomer"
)
#: Who is the "architect of Y" has made Y, and need not work there.
_MAKE_THINGS = words("architect designer developer writer planner")
#: Trades that are posts of those who come, or are made, so: "joins Y as a reporter".
_TAKEN_UP = TRADES | words(
    "reporter correspondent anchor presenter publisher specialist broker agent nurse coach representative technician pharmacist photographer actuary auditor accountant"
)
#: Trades that stand between the name of an employer and somebody's own.
_WORKS_THERE = words(
    "editor reporter correspondent columnist anchor designer teacher principal banker photographer publisher"
)
#: Trades that are posts at papers: "a reporter at the Y".
_AT_PAPERS = words("reporter correspondent")
#: What stands before an editor who is one at a paper.
EDITING = words(
    "managing executive deputy senior associate assistant contributing founding acting news copy city features business politics political "
    "technology tech opinion sports night digital"
)
#: What narrows a title, in small letters before it, and is no field of its own.
NARROWING = words(
    "branch store district city town county village fire police battalion loan mortgage copy features podcast podcasts games gaming streaming "
    "political film television radio sports music fashion beauty food beverage restaurant hotel event events fundraising admissions athletic "
    "shift floor field territory area portfolio claims leasing parking transit airport port shop show bureau party campaign pastry sous market"
)
#: Trades of which a house has one who is its first: its "head brewer", its "executive chef".
_LED = words(
    "accountant baker brewer chef coach cook distiller gardener nurse pharmacist sommelier teacher winemaker"
)
_FIRST, _OF_KITCHENS = words("head executive sous"), words("pastry sous")
_ARTICLES = words("a an the its their our his her new first next")
#: Who is called what follows: "named X editor".
_CALLED = words("name named names naming appoint appointed appoints appointing made elected")
#: Who is so "as a designer" need not be one.
_SEEN = words("known regarded seen trained famous doubles moonlights dressed")
_UP = {"as", *words("become becomes became becoming")}
#: Each word of which one of the questions below may be answered with yes.
MAY_BE_TAKEN_UP = _TAKEN_UP | _WORKS_THERE | _FIRST


def works_at(tokens: Sequence[str], i: int) -> bool:
    """The "architect" of "an architect at Y", a word for a trade that is a post where it has a place."""
    if tokens[i].lower() not in TRADES | _AT_PAPERS:
        return False
    after = [word for word in tokens[i + 1 : i + 4] if word != "the"][:2]
    if (
        len(after) < len(("at", "Y"))
        or after[0] not in {"at", "of"}
        or (after[0] == "of" and tokens[i].lower() in _MAKE_THINGS)
    ):
        return False
    return after[1] == "\0" or after[1][:1].isupper()


def end_of_first(tokens: Sequence[str], i: int) -> int | None:
    """Where the "head brewer" ends, and the "executive pastry chef", who are no head and no executive of a whole."""
    if tokens[i].lower() not in _FIRST:
        return None
    end = i + 1
    while end < len(tokens) and tokens[end].lower() in _OF_KITCHENS:
        end += 1
    return end + 1 if end < len(tokens) and tokens[end].lower() in _LED else None


def is_between_names(tokens: Sequence[str], i: int) -> bool:
    """The "editor" of "Wired editor X"."""
    if tokens[i] not in _WORKS_THERE or not i or tokens[i + 1 : i + 2] != ["\0"]:
        return False
    large = tokens[i - 1][:1].isupper() and tokens[i - 2 : i - 1] != ["."] and i > 1
    return tokens[i - 1] == "\0" or (large and tokens[i - 1].lower() not in NOT_NAMES)


def is_taken_up(tokens: Sequence[str], i: int) -> bool:
    """The "designer" of "joins Y as a senior product designer" and of "named X designer": a trade that ends what somebody is made."""
    after = tokens[i + 1] if i + 1 < len(tokens) else "."
    if tokens[i].lower() not in _TAKEN_UP or not (
        after.lower() in NOT_NAMES or not after.isalpha()
    ):
        return False
    start = i
    while start and tokens[start - 1].lower() in MODIFIERS | FUNCTIONS | NARROWING | {"-"}:
        start -= 1
    while start and tokens[start - 1].lower() in _ARTICLES:
        start -= 1
    named = start
    while named and tokens[named - 1] == "\0":
        named -= 1
    if named < start:
        return bool(named) and tokens[named - 1].lower() in _CALLED
    before = list(tokens[max(0, start - 2) : start])
    if before[-1:] == ["as"] and before[0].lower() in _SEEN:
        return False
    return bool(before) and (
        before[-1] in _UP or before in (["promoted", "to"], ["elevated", "to"])
    )
