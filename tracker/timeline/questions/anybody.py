"""A search that asks who went where of no named company: "who left a lab this year", "biggest moves of 2025"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from people.models import MoveKind, Seniority
from people.titles import tells_a_post
from tracker.timeline.moves import AWAY, LINKED
from tracker.timeline.questions.spelling import TITLE_WORDS
from tracker.timeline.questions.times import NamedTime
from tracker.timeline.traffic import BETWEEN

_HIRED = (MoveKind.HIRE.value, MoveKind.RETURN.value)


@dataclass(frozen=True, slots=True)
class Sort:
    """Which moves a word asks for: of these kinds, none being all, and of these ends; ``word`` says so in a heading."""

    word: str
    kinds: tuple[str, ...] = ()
    ends: str = ""

    @property
    def crosses(self) -> bool:
        """Whether they lead from one company to another, as far as both are known."""
        return bool(self.ends) or self.kinds == _HIRED


LEFT = Sort("Left a company", BETWEEN, AWAY)
JOINED = Sort("Joined a company", _HIRED)
MOVED = Sort("Went from one company to another", BETWEEN, LINKED)
HIRED_AWAY = Sort("Hired from another company", _HIRED, LINKED)
RETURNED = Sort("Returned to a company", (MoveKind.RETURN.value,))
FOUNDED = Sort("Founded a company", (MoveKind.FOUNDING.value,))
LEFT_TO_FOUND = Sort("Left a company to found one", (MoveKind.FOUNDING.value,), AWAY)
PROMOTED = Sort("Promoted", (MoveKind.PROMOTION.value,))
ALL = Sort("Moves")


@dataclass(frozen=True, slots=True)
class AskedAnybody:
    """Whose moves are asked for, wherever they were: the sort of them, the title that one end of them has, or the ranks of
    it, and when.

    ``words`` are all that was typed without the time; ``onward``: also where they went; ``biggest``: first those that most
    outlets tell; ``cause``: a word for how somebody left, which narrows nothing.
    """

    words: str
    sort: Sort
    time: NamedTime | None
    title: str = ""
    ranks: tuple[str, ...] = ()
    onward: bool = False
    biggest: bool = False
    cause: str = ""

    @property
    def words_of_title(self) -> str:
        """What is looked for in titles: nothing where it is a word for ranks."""
        return "" if self.ranks else self.title

    @property
    def heading(self) -> str:
        word = self.sort.word
        if self.biggest and self.sort == ALL:
            word = f"Biggest {word.lower()}"
        if not self.title:
            return word
        return f"{self.title[:1].upper()}{self.title[1:]}: {word[:1].lower()}{word[1:]}"


_AI = r"(?:(?:ai|a\.i\.|artificial intelligence|ml|machine learning|tech|technology|research|frontier|llm)[ -])*"
_OF_ANY = (
    r"(?:(?:an?|any|the|some|one|all|their|his|her|its|own|another|other|others|different|big|bigger|major|top|leading"
    r"|large|larger|rival|competing|new|of|these|those|our|most) )*"
)
#: Words for a company that is not named.
PLACE = (
    rf"{_OF_ANY}{_AI}(?:labs?|laborator(?:y|ies)|compan(?:y|ies)|firms?|start-?ups?|employers?|organi[sz]ations?|ventures?"
    r"|business(?:es)?|rivals?|competitors?|industry|sector|field|world|jobs?|ai|a\.i\.|artificial intelligence"
    r"|(?:big )?tech|another|others?|elsewhere|somewhere(?: else)?|anywhere|everywhere)"
)
#: "a job at a lab".
_THERE = rf"{PLACE}(?: (?:at|in) {PLACE})?"
_AT = r"(?:in|at|from|of|by|across|among|within|inside|between|for|over)"
_HERE = rf"(?: {_AT} {PLACE})?"
_TO = rf"(?:for|to|to join|to go to|and joined|and went to|and moved to) {PLACE}"
_FOUND = r"(?:co-?)?(?:found(?:ed|ing)?|start(?:ed|ing)?|launch(?:ed|ing)?|creat(?:e|ed|ing)|build(?:ing)?|built|set(?:ting)? up)"
_TO_FOUND = rf"(?:to|and) {_FOUND}(?: {PLACE})?"
_BE = r"(?:(?:has|have|had|is|are|was|were|be|been|being|will|would|just|recently|lately|newly|got|get|getting|did|all) )*"
_LEFT = (
    r"(?:left|leav(?:e|es|ing)|quit(?:s|ting)?|depart(?:s|ed|ing)?|exit(?:s|ed|ing)?|gone|out"
    r"|(?P<cause>resign(?:s|ed|ing)?|retir(?:e|es|ed|ing)|step(?:s|ped|ping)? down|fired|sacked|ousted|laid off|let go))"
)
_JOINED = r"(?:join(?:s|ed|ing)?|hired|recruited|(?:arriv(?:e|es|ed|ing)|start(?:s|ed|ing)?|beg[au]n) (?:work )?(?:at|in))"
_RETURNED = r"(?:return(?:s|ed|ing)?|re-?join(?:s|ed|ing)?|(?:came|come|went|gone|going) back)"
_PROMOTED = r"(?:promoted|promotions?)"
_MOVED = r"(?:mov(?:e|es|ed|ing)|switch(?:es|ed|ing)?|chang(?:e|es|ed|ing)|jump(?:s|ed|ing)?|transferr?(?:s|ed|ing)?|defect(?:s|ed|ing)?|hopp?(?:s|ed|ing)?|swapp?(?:s|ed|ing)?|went|gone|going|go(?:es)?)"
_VERB_ALONE = re.compile(
    rf"{_LEFT}|{_JOINED}|{_RETURNED}|moved|moving|switched|promoted|poached|founded"
)
#: What follows the verb of whoever went from one to another.
_ACROSS = (
    rf"(?:(?:jobs?|labs?|compan(?:y|ies)|firms?|employers?|sides|teams|places|where|around|between {PLACE}"
    rf"|from {PLACE} (?:in)?to {PLACE}|to another(?: {PLACE})?|across {PLACE}|among {PLACE}))"
)
#: Forms of the question behind whoever is asked for, first match wins.
_VERBS = (
    (rf"{_BE}{_LEFT}(?: (?:from |at |of )?{PLACE})? {_TO_FOUND}", LEFT_TO_FOUND),
    (rf"{_BE}{_LEFT}(?: (?:from |at |of )?{PLACE})? {_TO}", MOVED),
    (rf"{_BE}{_LEFT}(?: (?:from |at |by |of )?{_THERE})?", LEFT),
    (rf"{_BE}{_RETURNED}(?: (?:to |at )?{PLACE})?", RETURNED),
    (rf"{_BE}(?:poached|{_JOINED} {PLACE} from|{_JOINED} from)(?: (?:from |by )?{PLACE})?", HIRED_AWAY),
    (rf"{_BE}{_JOINED}(?: (?:at |by |in |to )?{_THERE})?", JOINED),
    (rf"{_BE}{_PROMOTED}{_HERE}", PROMOTED),
    (rf"{_BE}{_FOUND} {PLACE}", FOUNDED),
    (r"(?:co-?)?founded", FOUNDED),
    (rf"{_BE}{_MOVED} {_ACROSS}", MOVED),
    (rf"{_BE}(?:moved|switched|moving){_HERE}", MOVED),
    (rf"{_BE}(?:moved|went|going|gone|moving) (?:in)?to {PLACE}", JOINED),
)  # fmt: skip
#: Forms of it that name the moves.
_NOUNS = (
    (r"(?:departures?|exits?|leavers?|leavings|exodus|people leaving|(?P<cause>resignations?|retirements?|firings?|oustings?))", LEFT),
    (r"(?:hires?|hirings?|joiners?|recruits?|recruitments?|arrivals?|appointments?|additions?)", JOINED),
    (r"poachings?", HIRED_AWAY),
    (r"promotions?", PROMOTED),
    (r"(?:returns|returnees)", RETURNED),
    (rf"(?:foundings?|{PLACE} (?:co-?)?(?:founded|started|launched|created|set up))", FOUNDED),
    (rf"(?:moves (?:between {PLACE}|from {PLACE} to {PLACE}|across {PLACE})|(?:job|career) (?:changes?|moves?|switch(?:es)?|hops?))", MOVED),
    (r"(?:moves|transfers|reshuffles|comings and goings|(?:personnel|staff|people|leadership|talent) (?:moves|changes))", ALL),
)  # fmt: skip
_WHO = (
    r"(?:who(?:'s|’s)?(?: (?:all|else))?|(?:which |what |how many )?(?:people|persons?|staff(?:ers)?|employees|workers|talent)"
    r"|how many|anyone|anybody|someone|somebody|everyone|everybody|those)"
)
_BIG = (
    r"biggest|largest|top|most (?:important|reported|notable|prominent|covered|talked about)|major|big|greatest|notable|important"
    r"|key|significant|high-profile"
)
_NEW = r"latest|newest|new|recent|most recent|last|all|known|the|any|every|of"
_LEAD_IN = re.compile(
    r"(?:(?:please|show(?: me)?|list(?: of)?|an?|tell me(?: about)?|give me|find(?: me)?|see|the|did|has|have|is|are|all|all of|any"
    r"|what (?:were|are|is|was)|which (?:were|are)|who (?:were|are)(?= the )) )+(?=\S)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?: (?:lately|recently|so far|yet|already|now|please|news|list|(?:in|of) the year))+$"
)
_AND_WHERE = re.compile(
    r"[,;]?\s+(?:and )?(?:(?:to )?where|which \w+|what \w+)(?: (?:\w+ ){0,4}?(?:go|going|gone|went|to|now|next|end(?:ed)? up|land(?:ed)?))?"
    r"$|[,;]? and (?:their|the) (?:new )?(?:destinations?|jobs?|compan(?:y|ies)|employers?)$"
)
_GONE = r"(?:go(?:ne|ing)?|went|end(?:ed|ing)? up|land(?:ed)?|head(?:ed|ing)?|move[ds]?|moving)(?: to| next| now| after(?:wards)?)*"
_WHERE = re.compile(
    rf"where (?:did|do|does|have|has|had|are|were|is|will) (?:all )?(?:the )?(?P<who>.+?)(?: (?:who|that))? "
    rf"{_BE}{_LEFT.replace('?P<cause>', '?:')}(?: (?:from |at )?{PLACE})? {_GONE}"
)
_WHERE_GO = re.compile(
    rf"where (?:did|do|have|has|are|were) (?:all )?(?:the )?(?:(?:{PLACE} )?leavers|(?P<who>.+?)) {_GONE}"
)
#: Words of titles that are too short to be misspelt, beside the others.
_SHORT = frozenset(
    ("ceo", "cto", "coo", "cfo", "cmo", "cpo", "cso", "cio", "vp", "svp", "evp", "ai", "ml", "hr")
)
_OF_TITLES = TITLE_WORDS.union(_SHORT, ("vice", "head", "of", "lead", "co-founder", "cofounder"))
_EXECUTIVES = (Seniority.VICE_PRESIDENT, Seniority.CHIEF_OFFICER, Seniority.CHIEF_EXECUTIVE)
#: Ranks of those for whom no title is named.
_RANKED = {
    **dict.fromkeys(
        ("executive", "exec", "top executive", "senior executive", "c-suite", "bosse", "boss", "top people", "senior people"),
        _EXECUTIVES,
    ),
    **dict.fromkeys(("leader", "top leader", "senior leader"), (Seniority.DIRECTOR, *_EXECUTIVES)),
}  # fmt: skip


def asked_anybody(rest: str, time: NamedTime | None) -> AskedAnybody | None:
    """The question that the words ask, without the time that they name; None where they have not its form."""
    words = " ".join(rest.casefold().split()).strip(" ?!.,:")
    if time is None and _VERB_ALONE.fullmatch(words):
        return None  # a verb alone asks nothing
    found = next(_readings(_BEHIND.sub("", words)), None)
    return replace(found, words=rest.strip(" ?!.,:"), time=time) if found else None


def _readings(words: str) -> Iterator[AskedAnybody]:
    """What the words may ask, the likeliest first."""
    if where := _WHERE.fullmatch(words) or _WHERE_GO.fullmatch(words):
        who = where["who"] or ""
        if re.fullmatch(_WHO, who) or not who:
            yield AskedAnybody("", LEFT, None, onward=True)
        else:
            yield from _titled(who, AskedAnybody("", LEFT, None, onward=True))
        return
    plain = _AND_WHERE.sub("", words)
    onward = plain != words
    for text in dict.fromkeys(
        led for one in (plain, words) for led in (one, _LEAD_IN.sub("", one, count=1))
    ):
        yield from (replace(one, onward=onward) for one in _asked_in(text))


def _asked_in(words: str) -> Iterator[AskedAnybody]:
    for way, sort in _ways():
        if found := way.fullmatch(words):
            named = found.groupdict()
            big, cause = bool(named.get("big")), named.get("cause") or ""
            one = AskedAnybody("", sort, None, biggest=big, cause=cause)
            yield from _titled(named["title"], one) if named["title"] else (one,)


def _titled(title: str, one: AskedAnybody) -> Iterator[AskedAnybody]:
    """The question of those of such a title; nothing where the words are those of none."""
    plain = re.sub(r"^(?:which|what|the|any|all|ai) ", "", title)
    words = [_singular(word) for word in plain.split()]
    if ranks := _RANKED.get(plain.removesuffix("s")):
        yield replace(one, title=plain, ranks=tuple(rank.name.lower() for rank in ranks))
    elif words and tells_a_post(" ".join(words)) and all(word in _OF_TITLES for word in words):
        yield replace(one, title=" ".join(w.upper() if w in _SHORT else w for w in words))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in _OF_TITLES else word


@cache
def _ways() -> tuple[tuple[re.Pattern[str], Sort], ...]:
    """Made when first asked for: most processes never are."""
    of_people = rf"(?:(?:{_WHO}|(?P<title>\S.*?))(?: (?:who|that))? )?"
    before = rf"(?:(?:(?P<big>{_BIG})|{_NEW}) )*(?:{PLACE} |(?P<title>\S.*?) )??(?:(?:{_NEW}) )?"
    return (
        *((re.compile(of_people + way), sort) for way, sort in _VERBS),
        *((re.compile(f"{before}{way}{_HERE}(?: to {PLACE})?"), sort) for way, sort in _NOUNS),
    )
