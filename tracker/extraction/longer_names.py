"""Where the name of a known company goes on, and whether the whole is that of a part: "Google Labs", "OpenAI for Science"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from tracker.extraction.lexicon import NOT_NAMES, PLACES, UNIT_NOUNS, words
from tracker.extraction.runs import PURPOSES, capital, names_its_purpose
from tracker.extraction.title_words import ACRONYMS, FUNCTIONS, STRONG, WEAK

_ARMS = words(
    "research ai cloud brain search robotics health ads maps labs gaming silicon devices studios observatory"
)
#: Within so many words a name that is said again in capitals is a ticker.
_NEAR = 4
#: How the full names of young companies end: "Baichuan Intelligence".
ENDS = words("intelligence technologies technology therapeutics biosciences")


def is_of_its_own(rest: Span) -> bool:
    """The "ISI" of "Evercore ISI"."""
    word = rest[-1].text
    return word.isalpha() and word.isupper() and word.lower() not in NOT_NAMES | PLACES | _ARMS


def longer_name(doc: Doc, last: int) -> int:
    """Where a known name goes on: Google Labs, Meta Superintelligence Labs, OpenAI for Science."""
    end = last
    if names_its_purpose(doc, last):
        end += 2
    while (
        end < len(doc)
        and capital(doc[end].text)
        and doc[end].text not in ACRONYMS
        and doc[end].text.lower() not in {"chief", "vice", "president"}
        and (doc[end].ent_type_ != "PERSON" or doc[end].lower_ in ENDS)
    ):
        end += 1
    if end > last and _is_ticker(doc, end - 1):
        end -= 1
    if (
        end == last
        and end + 1 < len(doc)
        and doc[end].text == "for"
        and doc[end + 1].text in PURPOSES
    ):
        end += 2
    return end


def _is_ticker(doc: Doc, at: int) -> bool:
    """Whether a word only says again, in capitals, what a company right before it is called: "Meta Platforms Inc META"."""
    said = doc[max(0, at - _NEAR) : at]
    return doc[at].text.isupper() and any(t.lower_ == doc[at].lower_ for t in said)


def is_arm(doc: Doc, known: int, last: int) -> bool:
    """Whether the words that follow a company's name make it the name of a part of the company."""
    return doc[last - 1].text.lower() in UNIT_NOUNS | _ARMS or doc[known].text == "for"


def opens_title(doc: Doc, known: int, last: int) -> bool:
    """Whether the one word after a company's name belongs to a title ("Tesla AI director")."""
    return (
        last - known == 1
        and doc[known].text.lower() in FUNCTIONS
        and last < len(doc)
        and doc[last].text.lower() in STRONG | WEAK | {"vice"}
    )
