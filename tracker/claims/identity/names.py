"""Names made comparable."""

import re

from tracker.kernel.plain_names import plain

#: Held, for the rest of its transaction, by whoever makes a record for a name met first.
NEW_RECORDS = "new records"
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
#: Words that do not tell one company from another.
LEGAL = frozenset({"inc", "incorporated", "corp", "corporation", "ltd", "limited", "llc", "plc",
                   "gmbh", "ag", "sa", "co", "company", "the", "pbc"})  # fmt: skip
#: Legal forms that are words of their own elsewhere: left out only at the end of a name.
LEGAL_ENDINGS = frozenset({"ab", "aps", "as", "asa", "bv", "bhd", "kft", "kg", "kgaa", "kk", "llp", "lp", "nv", "oy",
                           "oyj", "pte", "pty", "pvt", "sarl", "sas", "sdn", "se", "spa", "srl", "sro", "ug",
                           "zrt"})  # fmt: skip
#: Words that do not tell one unit of a company from another.
UNIT_NOUNS = frozenset({"lab", "labs", "laboratory", "team", "unit", "division", "group",
                        "department", "organization", "organisation", "org", "office", "effort",
                        "arm"})  # fmt: skip
GENERIC = LEGAL | UNIT_NOUNS | {"new", "its", "research"}


def company_words(name: str) -> tuple[str, ...]:
    """The words of a company's name without legal forms; "S.A." is one word."""
    words = plain(_DOTTED.sub(lambda found: found.group().replace(".", ""), name)).split()
    telling = [word for word in words if word not in LEGAL]
    while len(telling) > 1 and telling[-1] in LEGAL_ENDINGS:
        telling.pop()
    return tuple(telling or words)


#: What a company's name often ends in and its short form leaves out.
TRAILERS = frozenset({"ai", "lab", "labs"})


def core_words(name: str) -> tuple[str, ...]:
    """A company's words without legal forms and without what short forms leave out at the end."""
    words = list(company_words(name))
    while len(words) > 1 and words[-1] in TRAILERS:
        words.pop()
    return tuple(words)


def unit_words(name: str, company: str) -> frozenset[str]:
    """The words that tell a unit apart inside ``company``; none for "the AI team"."""
    words = set(plain(name).split()) - GENERIC - set(plain(company).split()) - {"ai"}
    return frozenset(words)


def bracketed(name: str) -> list[str]:
    """The name itself, and where brackets add a short form, both forms: ``Lab (L)``."""
    forms = [name, *re.findall(r"\(([^)]+)\)", name), re.sub(r"\s*\([^)]*\)", "", name).strip()]
    return [form for index, form in enumerate(forms) if form and form not in forms[:index]]
