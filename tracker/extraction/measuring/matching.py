"""When a fact found is the annotated one: names, titles, figures and days compared."""

from __future__ import annotations

import re
import unicodedata

from tracker.extraction.findings import FactType
from tracker.extraction.measuring.shapes import FIGURES, KEYS, ORGS, PEOPLE, Fact

#: How many words two titles or two pieces of evidence must share.
HALF = 0.5
#: How far two figures may lie apart, as a share of the larger one.
NEAR = 0.005

_GENERIC = frozenset(
    [
        "the",
        "inc",
        "corp",
        "corporation",
        "company",
        "co",
        "ltd",
        "llc",
        "plc",
        "ai",
        "labs",
        "lab",
        "platforms",
        "technologies",
        "holdings",
        "group",
        "research",
        "unit",
        "division",
        "team",
    ]
)
_SMALL = frozenset(["of", "the", "and", "a", "an", "at", "for", "its", "s"])
_ALIASES = {
    "facebook": "meta",
    "meta ai": "meta",
    "alphabet": "google",
    "twitter": "x",
    "safe superintelligence": "ssi",
    "fundamental ai research": "fair",
    "meta superintelligence": "superintelligence",
    "msl": "superintelligence",
    "deepmind": "google deepmind",
}


def found_in(fact: Fact, text: str) -> bool:
    """Whether the fact's evidence stands in ``text``, and at its offsets where it gives any."""
    evidence = str(fact.get("evidence") or "")
    if not text:
        return True
    if "start" in fact or "end" in fact:
        start, end = fact.get("start", 0), fact.get("end", 0)
        if not (isinstance(start, int) and isinstance(end, int)):
            return False
        return bool(evidence) and text[start:end] == evidence
    return bool(evidence) and evidence in text


def same_fact(gold: Fact, got: Fact) -> bool:
    """Whether both have one type and agree in the keys that a fact of it is recognised by."""
    kind = FactType(str(gold["type"]))
    if got.get("type") != kind:
        return False
    return all(_same_key(kind, name, gold.get(name), got.get(name)) for name in KEYS[kind])


def _same_key(kind: FactType, name: str, gold: object, got: object) -> bool:
    if not gold:
        if (kind, name) in {(FactType.ROLE, "org"), (FactType.UNIT_CREATED, "unit")}:
            return True
        if (kind, name) == (FactType.FOUNDED, "org"):
            return not got
    if gold is None and got is None:
        return True
    return same_value(name, gold, got)


def same_value(name: str, gold: object, got: object) -> bool:
    """Whether two values of the key ``name`` say the same."""
    if name in {"title", "quote", "evidence"}:
        return overlap(gold, got) >= HALF
    if name in PEOPLE:
        return same_person(gold, got)
    if name in ORGS:
        return same_org(gold, got)
    if name in FIGURES:
        return _same_figure(gold, got)
    return plain(gold) == plain(got)


def plain(value: object) -> str:
    """Small letters and digits, words apart by one blank; no accents, no possessive."""
    text = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode()
    text = re.sub(r"'s\b", "", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def same_person(a: object, b: object) -> bool:
    """One surname and no clash in the other names; a bare surname, or an initial, fits."""
    x, y = plain(a).split(), plain(b).split()
    if not x or not y or x[-1] != y[-1]:
        return x == y
    short, long = sorted((x[:-1], y[:-1]), key=len)
    return all(any(n == m or (len(n) == 1 and m[0] == n) for m in long) for n in short)


def same_org(a: object, b: object) -> bool:
    """One name, or one is the initials or the bracketed short form of the other."""
    if any(_org_name(x) == _org_name(y) != "" for x in _forms(a) for y in _forms(b)):
        return True
    x, y = _org_name(a), _org_name(b)
    if not (x and y):
        return False
    return _initials(a) == y.replace(" ", "") or _initials(b) == x.replace(" ", "")


def overlap(a: object, b: object) -> float:
    """The share of words that two texts have in common, small words left out."""
    x, y = set(plain(a).split()) - _SMALL, set(plain(b).split()) - _SMALL
    return len(x & y) / len(x | y) if x | y else 1.0


def _forms(name: object) -> list[str]:
    """The name, what stands in brackets in it, and the name without the brackets."""
    text = str(name or "")
    return [text, *re.findall(r"\(([^)]+)\)", text), re.sub(r"\([^)]*\)", "", text)]


def _org_name(name: object) -> str:
    whole = plain(name)
    words = whole.split()
    text = " ".join([word for word in words if word not in _GENERIC] or words)
    return _ALIASES.get(whole, _ALIASES.get(text, text))


def _initials(name: object) -> str:
    return "".join(word[0] for word in plain(name).split())


def _same_figure(a: object, b: object) -> bool:
    try:
        p, q = float(str(a)), float(str(b))
    except ValueError:
        return False
    return abs(p - q) <= NEAR * max(abs(p), abs(q), 1e-9)
