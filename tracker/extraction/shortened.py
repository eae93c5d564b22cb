"""Names that an article gives in full once and shortens afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.given_names import is_given
from tracker.extraction.kinds import COMPANIES, Mention
from tracker.extraction.lexicon import MEN, NOT_NAMES, UNIT_NOUNS, WOMEN, words
from tracker.extraction.towns import is_town

#: Up to which sentence a name may be written out that a headline has short.
_HEADLINES = 2
#: What an article calls a body for short that it has named in full: "the Mission", "the University".
_BODIES = words(
    "university mission institute council ministry foundation agency academy college trust commission authority bank fund "
    "society school museum department office bureau centre center association federation laboratory"
)
#: What ends the name of a whole company, whose initials may begin it: "TD Bank Group".
_WHOLES = words("group bank holdings corporation company university")
#: What ends the name of a company's part, behind its initials: "HP Labs".
_PARTS = UNIT_NOUNS | words("labs research ventures capital cloud digital news media partners")
#: Who share a surname.
_KIN = words("brothers sisters siblings twins couple spouses")


def short_first_names(names: Iterable[str], people: Iterable[str]) -> dict[str, str]:
    """Those of ``names`` that begin the first name of one person alone: "Alex" of Alexandr Wang."""
    firsts: dict[str, list[str]] = {}
    for person in people:
        first = person.split()[0]
        for size in range(3, len(first)):
            firsts.setdefault(first[:size], []).append(person)
    return {name: firsts[name][0] for name in names if len(firsts.get(name, ())) == 1}


def _is_town_and_surname(text: str, name: str, people: Iterable[str]) -> bool:
    """Read "In Redmond Huang ran a lab", where the article has Huang in full elsewhere."""
    town, _, surname = name.partition(" ")
    return (
        f"In {name} " in text
        and is_town(town)
        and any(one != name and one.endswith(f" {surname}") for one in people)
    )


def with_kin(text: str, people: Iterable[str]) -> list[str]:
    """``people`` and those who share a surname that is written once: "the brothers Jari and Mikko Sundqvist".

    What only joins a town to somebody's surname is nobody's name.
    """
    people = list(people)
    found = [name for name in people if not _is_town_and_surname(text, name, people)]
    names = MEN | WOMEN
    surnames = {name.rsplit(maxsplit=1)[-1] for name in found}
    for name in [*found]:
        family = name.partition(" ")[2]
        if not family or f" and {name}" not in text:
            continue
        for match in re.finditer(
            rf"(?P<before>\w+ )?\b(?P<other>[A-ZÀ-Þ][\w-]+) and {re.escape(name)}\b", text
        ):
            before, other = (match["before"] or "").strip(), match["other"]
            named_in_full = before[:1].isupper() and before.lower() not in _KIN | NOT_NAMES
            given = before.lower() in _KIN or other.lower() in names
            given |= not before and is_given(other)  # "the founders Holm and Ivo Brandt"
            if given and not named_in_full and other not in surnames:
                found.append(f"{other} {family}")
    return list(dict.fromkeys(found))


def own_name(person: str) -> str:
    """The "Pia Holm" of "Quillon, Pia Holm", which a model takes for the name of one person."""
    _, comma, name = person.rpartition(", ")
    return name if comma and " " in name else person


def written_out(sentences: Iterable[Iterable[Mention]], *, headed: bool = False) -> None:
    """Give each shortened name the full form that the article has, where there is only one, or one is told before all others.

    "Tarn" is "Tarn Dynamics" where the article names the latter, known or not; the names of known organisations, and
    those of units, which begin with their company's, stay as they are. So do initials that a longer name begins with ("HP" is
    not "HP Labs"), but not those that spell one ("CMA"),
    what is followed by a version ("Tarn 3.0" is a product of Tarn), and what the article speaks of before
    it names the longer one: a company is shortened once it has been named, but in a headline, if the text is ``headed`` by one.
    """
    told = [
        (number, mention)
        for number, sentence in enumerate(sentences)
        for mention in sentence
        if mention.kind in COMPANIES and not mention.paper
    ]
    first: dict[str, tuple[int, int]] = {}
    for number, mention in told:
        first.setdefault(mention.text, (number, mention.start))
    mentions = [mention for _, mention in told if not mention.known]
    forms = {mention.text for mention in mentions}
    full: dict[str, str] = {}
    for short in forms:
        if short.lower() in _BODIES:
            longer = {form for form in first if short in form.split()} - {short}
        else:
            longer = {
                form
                for form in first
                if _is_full(form, short, before=first[form] < first[short])
                and not _comes_late(first[form], first[short], headed=headed)
            }
        if not longer and short.isupper():
            longer = {form for form in first if initials(form) == short}
        order = sorted(longer, key=first.__getitem__)
        # of a group and its arm, the group is named first
        if len(order) == 1 or (len(order) > 1 and first[order[0]] < first[order[1]]):
            full[short] = order[0]
    for mention in mentions:
        mention.text = full.get(mention.text, mention.text)


def initials(name: str) -> str:
    """What the first letters of a name's large words spell: CMA, of the Competition and Markets Authority."""
    return "".join(word[0] for word in name.split() if word[:1].isupper()) if " " in name else ""


def _comes_late(full: tuple[int, int], short: tuple[int, int], *, headed: bool) -> bool:
    """Whether a longer name is told after the shorter one, and not behind the headline that has the latter."""
    in_headline = headed and short[0] == 0 < full[0] <= _HEADLINES
    return short < full and not in_headline


def _is_full(form: str, short: str, *, before: bool) -> bool:
    """Whether a name goes on from a shorter one; initials are its short form where it stands ``before`` them."""
    if not form.startswith(f"{short} "):
        return False
    last = form.rsplit(maxsplit=1)[-1].lower()
    if short.isupper() and last not in _WHOLES and (not before or last in _PARTS):
        return False
    return not any(character.isdigit() for character in form[len(short) :])


def is_within(short: str, long: str) -> bool:
    """Whether a person's name is a longer one without some of its words: "Ana Holm" of "Ana Maria Holm"."""
    a, b = short.split(), long.split()
    return len(a) < len(b) and a[-1] == b[-1] and all(part in b for part in a)
