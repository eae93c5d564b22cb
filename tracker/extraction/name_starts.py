"""Which words begin a name, and which only stand before one: "June" does in "June Paik", and not in "in June Nvidia"."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc

from tracker.extraction.given_names import is_given
from tracker.extraction.lexicon import ADDRESS, MONTHS, NOT_NAMES, WEEKDAYS, words
from tracker.extraction.looks import ORG_ENDS, bears_a_given_name, is_no_word, is_org_like
from tracker.extraction.runs import OF_MANY, capital

#: Months, and a verb, that people are called by.
_GIVEN = words("april may june august will")
#: What many have in common who are a council or an alliance.
_FIELDS = frozenset(["Tech", "Internet", "Web", "Engineers", "Employees"])
#: Surnames that are small words otherwise.
_SURNAMES = words("last first next")
#: What stands before the name of whom it honours, and is no part of it.
_RANKS = words(
    "Dame Lord Lady Baroness Senator Captain Capt. Colonel Col. Lieutenant Lt. Sergeant Sgt. Admiral Brigadier Chancellor Reverend Rabbi Councillor Cllr"
)
#: What counts in the name of a firm: "Two Rivers Ventures".
_COUNTS = words("two three four five six seven eight nine ten")
#: Families that are called by what is a small word otherwise.
_SYLLABLES = frozenset(["He", "Do", "An", "You", "So"])
#: What stands before a month that is one: "in June", "until last May".
_OF_TIME = words(
    "in since until till by from of during before after through throughout this last next early late mid every each to for "
    "around about starting beginning effective following - – — /"
)
#: What stands before a day of the week that is one.
_BEFORE_A_DAY = words("on last this next every late early by until since")


def opens_no_name(doc: Doc, at: int, length: int) -> bool:
    """A word that is only capitalised for standing first; "AI" and "New" may open longer names, and so may "June"."""
    word = doc[at].text
    if word in {"AI", "AGI", "Turing"} and length > 1:
        return False
    if word in _RANKS:
        return True
    if length > 1 and (_opens_a_firms(doc, at, length) or _is_a_familys(doc, at, length)):
        return False
    if length > 1 and word.lower() in ADDRESS:
        return True
    if length > 1 and _is_given(doc, at):
        return False
    if word == "New" and length == len(("New", "York")):
        return not _is_in_a_name(doc, at)
    return word.lower() in NOT_NAMES and not (word == "New" and length > 1)


def _opens_a_firms(doc: Doc, at: int, length: int) -> bool:
    """Whether a word opens what only an organisation is called: "ON Semiconductor", "the Tech Council of Y", "Seven Six Ventures",
    "Sunday Robotics"."""
    word, after = doc[at].text, doc[at + 1].text
    if word in _FIELDS and after in OF_MANY:
        return True
    if word.lower() in WEEKDAYS:
        told = at > 0 and doc[at - 1].lower_ in _BEFORE_A_DAY
        return not told and length == len(("Sunday", "Robotics")) and after.lower() in ORG_ENDS
    counts = word.lower() in _COUNTS and at > 0 and length > len(("Two", "Ventures"))
    counts = counts and (after.endswith("s") or after.lower() in _COUNTS)
    return (word.isupper() or counts) and is_org_like(doc[at : at + length].text)


def _is_a_familys(doc: Doc, at: int, length: int) -> bool:
    """Whether a small word is the name of a family: "He Xiaopeng", "Do Hyung-jin"."""
    joined = length > len(("Do", "Hyung")) and doc[at + 2].text == "-"
    return doc[at].text in _SYLLABLES and (joined or is_no_word(doc, doc[at + 1].text))


def _is_in_a_name(doc: Doc, at: int) -> bool:
    """Whether a "New" is written large for being part of a name: in the midst of a sentence that is no headline."""
    large = sum(token.text[:1].isupper() for token in doc)
    return at > 1 and doc[at - 1].text.islower() and large * 2 < len(doc)


def past_known(doc: Doc, first: int, last: int, known: Container[str]) -> int:
    """Where a person's name begins that stands right behind a known company's: "At Cohere Nora Bell is ...", "and from Cohere Nora Bell"."""
    placed = first > 0 and doc[first - 1].lower_ in {"at", "in", "from"}
    if not placed or last - first < len(("Cohere", "Nora", "Bell")):
        return first
    behind = doc[first + 1 : last].text
    ours = doc[first].text.casefold() in known and bears_a_given_name(behind)
    return first + 1 if ours and not is_org_like(behind) else first


def opens_with_a_word(name: str) -> bool:
    """Whether the first word of a name is one of the language by which people are called: a month, "Will", "He"."""
    first = name.split(maxsplit=1)[0]
    return first.lower() in _GIVEN or first in _SYLLABLES


def ends_a_surname(name: str) -> bool:
    """Whether a given name and a small word make a name: "Simon Last"."""
    parts = name.split()
    return len(parts) == len(("Simon", "Last")) and parts[1].lower() in _SURNAMES and is_given(name)


def _is_given(doc: Doc, at: int) -> bool:
    """Whether a month is somebody's given name: "its founder, June Paik", not "between April and June Nvidia".

    So is "Will", unless something is asked.
    """
    if doc[at].text.lower() not in _GIVEN or at + 1 >= len(doc):
        return False
    if doc[at].text == "Will" and doc.text.rstrip().endswith("?"):
        return False
    after = doc[at + 1].text
    plain = capital(after) and after[1:].islower() and after.lower() not in NOT_NAMES
    before = doc[at - 1].lower_ if at else ""
    listed = before == "and" and at > 1 and doc[at - 2].text.lower() in MONTHS
    return plain and before not in _OF_TIME and not listed
