"""Names that an article gives in full once and shortens afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import words

_COMPANIES = {Kind.ORG, Kind.NAME}
#: What an article calls a body for short that it has named in full: "the Mission", "the University".
_BODIES = words(
    "university mission institute council ministry foundation agency academy college trust commission authority bank fund "
    "society school museum department office bureau centre center association federation laboratory"
)


def short_first_names(names: Iterable[str], people: Iterable[str]) -> dict[str, str]:
    """Those of ``names`` that begin the first name of one person alone: "Alex" of Alexandr Wang."""
    firsts: dict[str, list[str]] = {}
    for person in people:
        first = person.split()[0]
        for size in range(3, len(first)):
            firsts.setdefault(first[:size], []).append(person)
    return {name: firsts[name][0] for name in names if len(firsts.get(name, ())) == 1}


def own_name(person: str) -> str:
    """The "Pia Holm" of "Quillon, Pia Holm", which a model takes for the name of one person."""
    _, comma, name = person.rpartition(", ")
    return name if comma and " " in name else person


def written_out(sentences: Iterable[Iterable[Mention]]) -> None:
    """Give each shortened name the full form that the article has, where there is only one.

    "Tarn" is "Tarn Dynamics" where the article names the latter; the names of known organisations, and
    those of units, which begin with their company's, stay as they are. So do initials ("HP" is not "HP Labs") and
    what is followed by a version ("Tarn 3.0" is a product of Tarn).
    """
    named = [
        mention
        for sentence in sentences
        for mention in sentence
        if mention.kind in _COMPANIES and not mention.paper
    ]
    mentions = [mention for mention in named if not mention.known]
    forms = {mention.text for mention in mentions}
    full: dict[str, str] = {}
    for short in forms:
        if short.lower() in _BODIES:
            longer = {mention.text for mention in named if short in mention.text.split()} - {short}
        else:
            longer = {form for form in forms if _is_full(form, short)}
        if len(longer) == 1:
            full[short] = longer.pop()
    for mention in mentions:
        mention.text = full.get(mention.text, mention.text)


def _is_full(form: str, short: str) -> bool:
    if short.isupper() or not form.startswith(f"{short} "):
        return False
    return not any(character.isdigit() for character in form[len(short) :])
