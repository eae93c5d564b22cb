"""Rows of words that are written as a name is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from tracker.extraction.bodies import goes_on
from tracker.extraction.lexicon import MONTHS, NATIONALITIES, NOT_NAMES, words
from tracker.extraction.trades import TRADES

#: Small words that join the parts of a person's or a family's name.
PARTICLES = words(
    "al el ul de da do dos das del della di du des la le van von der den ter zu zur "
    "bin ibn bint ben abu ould af av wa"
)
#: What is often named after what it is for.
_BODIES = words(
    "agency alliance association campaign center centre coalition council department foundation fund initiative "
    "institute laboratory office partnership school society committee commission academy"
)
PURPOSES = words(
    "Science Education Health Government Business Work Startups Research Countries Good Developers Everyone "
    "Teachers Schools Students Industry Defense Defence Climate Humanity Nonprofits Enterprise Life Families"
)
_PLACED = words("university institute college school bank ministry department academy municipality city "
                "church house museum council chamber court")  # fmt: skip
#: What a company is by law, after a comma; what belongs to many: "the Data Workers' Guild".
_FORMS = frozenset(["Ltd", "Inc", "LLC", "PLC", "plc", "Co", "Corp", "Incorporated", "Limited"])
OF_MANY = frozenset(
    ["Guild", "Union", "Association", "Federation", "Council", "Party", "Alliance", "Society", "Hospital", "Institute", "Club", "Collective", "Office"]
)  # fmt: skip
#: What a number counts that ends no name: "took Lumen 14 months".
_COUNTED = words(
    "seconds minutes hours days weeks months years quarters decades times people engineers researchers employees staff jobs percent per "
    "million billion trillion rounds attempts"
)
#: What two things are that a public body is called by, and what such a body is.
_SUBJECTS = words(
    "competition food science securities trade energy health culture education markets conduct technology innovation business labour labor "
    "defence defense justice environment transport housing commerce children skills space standards industry research industrial "
    "agriculture fisheries consumer safety information engineering arts letters economy finance customs immigration"
)
_AUTHORITIES = words(
    "authority administration commission agency ministry department council committee board office bureau service society association "
    "institute academy organization organisation foundation"
)
_SWAPPED = re.compile(
    r"\b(?:leav|left|quit|swap|trad|exchang|depart|exit|ditch|dump|forsak|abandon|desert|forsook|resign|bid)\w*\b"
)
_NO_NAME_TAIL = words(
    "led like era born based style owned only wide free run made chip to up in on off out by bred bound sized built linked"
)
#: Nor is a word that begins with one of these a given name.
_NO_NAME_HEAD = words(
    "post pre ex non anti semi multi co vice all mid re self cross pro sub neo one two four five six ten mini"
)
#: What tells a son from his father.
_JUNIORS = frozenset(["Jr.", "Jr", "Sr.", "Sr", "Jnr", "Snr", "III"])
_NAMED_JUNIOR = re.compile(
    r"(?<![\w.'’-])((?:[\w.'’-]+ ){1,6}?[\w'’-]+),? ((?:Jr|Sr|Jnr|Snr)\.?)(?!\w)"
)
_A_JUNIOR = re.compile(r" (?:Jr|Sr|Jnr|Snr)\b")
_JUNIOR = re.compile(r",? (?:Jr|Sr|Jnr|Snr)\.?$")
#: How long the first part of a given name of two may be ("Kyung-soo").
_LONGEST_SYLLABLE = 6
_QUOTES = {'"', "“", "‘", "«", "'", "(", "["}
_DASHES = {"-", "--", "—", "–"}
#: What says what a company is, before its name, where a sentence opens with it.
_OPENING = words(
    "chipmaker carmaker automaker planemaker toymaker watchmaker truckmaker drugmaker phonemaker shoemaker insurer lender retailer airline "
    "brewer grocer publisher miner steelmaker homebuilder shipbuilder distributor wholesaler fintech biotech telco startup start-up rival "
    "challenger competitor upstart newcomer conglomerate broadcaster neocloud hyperscaler brokerage consultancy manufacturer winemaker "
    "charity nonprofit non-profit"
)
#: What somebody is by trade, before a name of two words or more that opens a sentence so.
_PEOPLE = TRADES | words(
    "investor financier billionaire millionaire entrepreneur philanthropist technologist roboticist cryptographer neuroscientist linguist "
    "philosopher statistician programmer activist lobbyist novelist podcaster blogger"
) - {"principal"}  # fmt: skip
#: A given name and a surname.
_FULL_NAME = 2
#: Branches of the industry, as they stand between a nation and a noun.
_BRANCHES = frozenset(["AI", "EV", "IT", "ML", "VR", "AR", "GPU", "CPU", "LLM", "HR", "PR"])
#: For whom hospitals and foundations are, as their names say.
_PEOPLE_SERVED = frozenset(["Children", "Women", "Men", "People"])
#: How far into an article's first sentence a dateline reaches ("AUSTIN, Texas and KRAKÓW, Poland --").
_DATELINE = 18


def name_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Rows of capitalised words, as token ranges; the sentence's first word counts with doubt."""
    i = 0
    while i < len(doc):
        if not _begins(doc, i):
            i += 1
            continue
        j = i + 1
        while j < len(doc):
            if (capital(doc[j].text) and not _is_day(doc, j)) or _is_number(doc, j):
                j += 1
            elif _given_name_goes_on(doc, i, j):
                j += 2
            elif _joins(doc, i, j):
                j += 1
            else:
                break
        while j > i + 1 and not capital(doc[j - 1].text) and not doc[j - 1].text[:1].isdigit():
            if doc[j - 2].text == "-" and not doc[j - 2].whitespace_:
                break
            j -= 1
        begin = _past_description(doc, i, j)
        if begin < j:
            yield begin, j
        i = j


def _past_description(doc: Doc, i: int, j: int) -> int:
    """Where the name begins in "Rival Corvane hired …", "Physicist Nora Bell …", which open a sentence, and in "French AI company
    Mistral"."""
    first, after = doc[i].text.lower(), doc[j].text if j < len(doc) else ""
    described = (j - i > 1 and first in _OPENING) or (j - i > _FULL_NAME and first in _PEOPLE)
    if described and i in openings(doc):
        return i + 1
    branch = j - i == 2 and first in NATIONALITIES and doc[i + 1].text in _BRANCHES
    return j if branch and after.islower() else i


@lru_cache(maxsize=8192)
def capital(word: str) -> bool:
    """Whether a word is written like a name: "OpenAI", "iRobot"."""
    return any(letter.isupper() for letter in word[:3]) and any(letter.isalpha() for letter in word)


def openings(doc: Doc) -> set[int]:
    """The tokens that are capitalised for opening a sentence, a quotation, or what follows a dateline; looked for once."""
    known: set[int] | None = doc.user_data.get("openings")
    if known is not None:
        return known
    found = doc.user_data["openings"] = {0}
    for token in doc[:-1]:
        if (
            (token.text in _QUOTES and (token.text != "'" or not token.whitespace_))
            or (token.text in _DASHES and token.whitespace_ and _dated(doc, token.i))
            or (token.text == ":" and token.whitespace_)
        ):
            found.add(token.i + 1)
    return found


def dateline(doc: Doc) -> int:
    """The number of tokens of the dateline that a sentence begins with."""
    for token in doc[1:_DATELINE]:
        dash = token.text in _DASHES and doc[token.i - 1].whitespace_
        if token.whitespace_ and (dash or (token.text == ":" and token.i == 1)):
            return token.i if _dated(doc, token.i) else 0
    return 0


def _dated(doc: Doc, dash: int) -> bool:
    first = doc[0].text
    return dash < _DATELINE and len(first) > len("AB") and first.isupper() and first.isalpha()


def without_junior(name: str) -> str:
    """ "Bill Ford" of "Bill Ford Jr."."""
    return _JUNIOR.sub("", name)


def with_juniors(text: str) -> dict[str, str]:
    """For each name that has "Jr." behind it somewhere in a text the name with it, however much stands before the name."""
    found: dict[str, str] = {}
    for match in _NAMED_JUNIOR.finditer(text) if _A_JUNIOR.search(text) else ():
        parts = match[1].split()
        for first in range(len(parts) - 1):
            name = " ".join(parts[first:])
            found[name] = f"{name} {match[2]}"
    return found


def end_of_junior(doc: Doc, end: int) -> int:
    """Where a name ends that goes on with "Jr." or ", Jr."."""
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    return at + 1 if at < len(doc) and doc[at].text in _JUNIORS else end


def _begins(doc: Doc, i: int) -> bool:
    text = doc[i].text
    return (capital(text) and not _is_day(doc, i)) or (len(text) == 2 and _arabic(doc, i))


def _arabic(doc: Doc, i: int) -> bool:
    """The "al-" of "al-Tamimi" where no name stands before it."""
    return (
        doc[i].text.lower() in {"al", "el"}
        and i + 2 < len(doc)
        and doc[i + 1].text == "-"
        and not doc[i].whitespace_
        and capital(doc[i + 2].text)
    )


def _is_day(doc: Doc, i: int) -> bool:
    """A month before a number: "Oct 9" is no name, and neither is a month that stands after one."""
    if doc[i].text.lower().rstrip(".") not in MONTHS:
        return False
    beside = (doc[i + 1].text if i + 1 < len(doc) else "", doc[i - 1].text if i else "")
    return any(word[:1].isdigit() for word in beside)


def _is_number(doc: Doc, j: int) -> bool:
    """The "2" of "Lumen 2", but not the "14" of "took Lumen 14 months"."""
    text = doc[j].text
    counts = j + 1 < len(doc) and doc[j + 1].text in _COUNTED
    return text[:1].isdigit() and not text.endswith("%") and len(text) < len("10000") and not counts


def _joins(doc: Doc, i: int, j: int) -> bool:
    """Whether the small word or sign at ``j`` goes on with the name that began at ``i``."""
    text = doc[j].text
    if text in {"of", "on", "in", "and", "for", "the"} and goes_on(doc, i, j):
        return True
    if text == "and":
        return (
            any(token.text in {"–", "&"} for token in doc[i:j])
            and j + 1 < len(doc)
            and capital(doc[j + 1].text)
        ) or _names_a_body(doc, j)
    if text == ",":
        return j + 1 < len(doc) and doc[j + 1].text.rstrip(".") in _FORMS
    if text in {"'s", "’s"} and doc[j - 1].text in _PEOPLE_SERVED:
        return j + 1 < len(doc) and capital(doc[j + 1].text)  # "Harlow Children's Hospital"
    if text in {"'", "’"}:
        return doc[j - 1].text.endswith("s") and j + 1 < len(doc) and doc[j + 1].text in OF_MANY
    if text.lower() in PARTICLES or (text == "-" and doc[j - 1].text.lower() in PARTICLES):
        return _particle(doc, j)
    return (text in {"&", "-", "–", "of"} and _goes_on(doc, j)) or names_its_purpose(doc, j)


def _names_a_body(doc: Doc, at: int) -> bool:
    """The "and" of the "Competition and Markets Authority", but not of "Harvard and Imperial College"."""
    if doc[at - 1].text.lower() not in _SUBJECTS:
        return False
    after = [token.text for token in doc[at + 1 : at + 4]]
    last = next((n for n, word in enumerate(after) if word.lower() in _AUTHORITIES), None)
    return last is not None and last > 0 and all(capital(word) for word in after[: last + 1])


def _particle(doc: Doc, j: int) -> bool:
    """The "van der" of "van der Meer" and the "al-" of "al-Tamimi"."""
    if doc[j - 1].text.lower() in NOT_NAMES:
        return False
    for token in doc[j + 1 : j + 4]:
        if capital(token.text):
            return token.text.lower() not in NOT_NAMES
        if token.text.lower() not in PARTICLES and token.text not in {"-", "'", "’"}:
            return False
    return False


def _given_name_goes_on(doc: Doc, i: int, j: int) -> bool:
    """The "-man" of "Han Jin-man", the "-woo" of "Hyun-woo Baek"."""
    if (
        doc[j].text != "-"
        or j + 1 >= len(doc)
        or doc[j - 1].whitespace_
        or doc[j].whitespace_
        or (j - i < 2 and not _opens_name(doc, j))
    ):
        return False
    after = doc[j + 1].text
    return after.isalpha() and after.islower() and len(after) <= 5 and after not in _NO_NAME_TAIL


def _opens_name(doc: Doc, hyphen: int) -> bool:
    """Whether a hyphen stands in a given name of two parts that a family's name follows."""
    first = doc[hyphen - 1].text
    if hyphen + 2 >= len(doc) or first.isupper() or first.lower() in _NO_NAME_HEAD:
        return False
    family = doc[hyphen + 2].text
    return (
        len(first) <= _LONGEST_SYLLABLE
        and capital(family)
        and family.lower() not in NOT_NAMES
        and bool(doc[hyphen + 1].whitespace_)
    )


def _goes_on(doc: Doc, j: int) -> bool:
    if j + 1 >= len(doc) or not capital(doc[j + 1].text):
        return False
    if doc[j].text == "–":
        return not _dated(doc, j)
    if doc[j].text == "-":
        return not doc[j - 1].whitespace_ and not doc[j].whitespace_
    if doc[j].text == "of":
        return doc[j - 1].text.lower() in _PLACED or doc[j + 1].text == "Excellence"
    return doc[j + 1].text.lower() not in NOT_NAMES


def names_its_purpose(doc: Doc, at: int) -> bool:
    """Whether "for" goes on with a name: "Institute for AI" does, "leaves Kiln for Anvil" does not."""
    if at + 1 >= len(doc) or doc[at].text != "for" or not capital(doc[at + 1].text):
        return False
    if doc[at + 1].text in PURPOSES:
        return True
    if doc[at - 1].text.lower() not in _BODIES:
        return False
    swapped = _SWAPPED.search(doc[max(0, at - 6) : at].text)
    again = any(
        token.text == "for" for token in doc[at + 2 : at + 5]
    )  # "swaps the Institute for AI for Y"
    return again or not swapped


def is_cut_short(doc: Doc, first: int, last: int) -> bool:
    """Whether a hyphen goes on with the name: no "Ana Holm" in "Ana Holm-Sow"."""
    return (
        last + 1 < len(doc)
        and doc[last].text == "-"
        and not doc[last - 1].whitespace_
        and not doc[last].whitespace_
        and doc[last + 1].text[:1].isupper()
    ) or (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 1].whitespace_
        and doc[first - 2].text[:1].isupper()
    )
