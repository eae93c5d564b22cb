"""Who and what an article names, gathered over all its sentences before any is read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from tracker.extraction.gazetteer import KnownOrganization
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    FEMALE,
    FIRST_NAMES,
    NATIONALITIES,
    NOT_NAMES,
    PLACES,
    UNIT_NOUNS,
)
from tracker.extraction.titles import ACRONYMS

_ORG_ENDS = {
    "inc", "corp", "corporation", "ltd", "plc", "llc", "labs", "ai", "technologies", "systems", "capital", "ventures",
    "partners", "holdings", "motors", "robotics", "university", "institute", "college", "bank", "software", "networks",
    "foundation", "research", "group", "computing", "semiconductor", "pharmaceuticals", "therapeutics", "dynamics",
    "intelligence", "lab", "laboratory", "studios", "media", "ministry", "agency", "council", "microsystems", "health",
    "face", "machines", "street", "journal", "times", "post", "fund", "analytics", "digital", "energy", "company",
}  # fmt: skip
_ORG_STARTS = {
    "university",
    "institute",
    "bank",
    "ministry",
    "department",
    "college",
    "école",
    "google",
    "meta",
    "team",
}


_INTRODUCED = re.compile(
    r"[^\s,]+, (?:(?:the|an?|his|her|their) (?:[\w-]+ ){0,3}(?:company|start-up|startup|firm|maker|lab|laboratory)\b|(?:co-)?founded by\b)"
)


def is_org_like(name: str) -> bool:
    """A name of several words whose first or last word is one that organisations bear."""
    parts = name.lower().replace(".", "").split()
    return bool(parts) and (parts[-1] in _ORG_ENDS or parts[0] in _ORG_STARTS or "&" in parts)


UNIT_KINDS = {"lab", "division", "team"}


class Registry:
    """The full names of an article's people, and what its short names stand for.

    ``known_orgs`` gives, for each known organisation that the article names, the form it has there.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        known_orgs: dict[str, str],
        known_people: Iterable[str],
        title: str,
    ) -> None:
        self._forms = known_orgs
        self._orgs = {name.casefold() for pair in known_orgs.items() for name in pair}
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._inside: Counter[str] = Counter()
        self.full: dict[str, str] = {}
        for doc in docs:
            self._gather(doc)
        for name in known_people:
            self._votes[name]["PERSON"] += 5
        self._title_words = set(re.findall(r"[\w.-]+", title)[1:])
        for doc in docs:
            self._gather_by_first_name(doc)
        names = [name for name, votes in self._votes.items() if self._is_person(name, votes)]
        self.people = sorted(set(names), key=len, reverse=True)
        self._link()

    def place_of(self, known: KnownOrganization) -> tuple[Kind, str | None]:
        """A lab counts as a part of its company where the article names the company too."""
        if known.kind not in UNIT_KINDS:
            return Kind.ORG, None
        if known.parent is None:
            return Kind.UNIT, None
        parent = self._forms.get(known.parent)
        return (Kind.UNIT, parent) if parent is not None else (Kind.ORG, None)

    def _gather(self, doc: Doc) -> None:
        for span in doc.ents:
            text = _bare(span.text)
            if not text:
                continue
            self._votes[text][span.label_] += 1
        for token in doc[1:]:
            if token.text[:1].isupper():
                self._inside[token.text] += 1

    def _gather_by_first_name(self, doc: Doc) -> None:
        """Two or three capitalised words that begin with a common first name."""
        for i in range(len(doc) - 1):
            if doc[i].text.lower() not in FIRST_NAMES or not doc[i].text[0].isupper():
                continue
            j = i + 1
            while (
                j < len(doc)
                and j < i + 3
                and doc[j].text[:1].isupper()
                and doc[j].is_alpha
                and doc[j].text.lower() not in NOT_NAMES
            ):
                j += 1
            if j > i + 1 and not (
                i
                and doc[i - 1].text[:1].isupper()
                and doc[i - 1].text.lower() not in NOT_NAMES
                and i > 1
            ):
                self._votes[doc[i:j].text]["PERSON"] += (
                    1 if not self._votes[doc[i:j].text]["ORG"] else 2
                )

    def _is_person(self, name: str, votes: Counter[str]) -> bool:
        parts = name.split()
        if (
            votes["PERSON"] == 0
            or len(parts) < 2
            or len(parts) > 5
            or name.casefold() in self._orgs
        ):
            return False
        if votes["PERSON"] < votes["ORG"] or is_org_like(name):
            return False
        if any(part.lower() in NOT_NAMES or part in ACRONYMS or part.isdigit() for part in parts):
            return False
        if any(part.lower() in COMPANY_NOUNS | UNIT_NOUNS | NATIONALITIES for part in parts):
            return False
        return all(
            part[0].isupper() or part in {"de", "van", "von", "der", "den", "al", "bin", "la", "le"}
            for part in parts
        )

    def _link(self) -> None:
        self._short: dict[str, list[str]] = defaultdict(list)
        for name in self.people:
            longer = next(
                (other for other in self.people if other != name and _within(name, other)), None
            )
            if longer is not None:
                self.full[name] = longer
                continue
            parts = name.split()
            self.full[name] = name
            for size in range(1, len(parts)):
                self._short[" ".join(parts[-size:])].append(name)
        for name in self.people:
            first = name.split()[0]
            if first not in self._short and len(first) > 1 and first.casefold() not in self._orgs:
                self._short[first].append(name)

    def fullest(self, name: str) -> str:
        """The fullest form of a person's name that the article has."""
        name = _bare(name)
        if name in self.full:
            return self.full[name]
        options = self._short.get(name, [])
        return options[0] if options else name

    def options(self, name: str) -> list[str]:
        return self._short.get(_bare(name), [])

    def people_in(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
        """People's names among the capitalised words from ``first`` to ``last``."""
        i = first
        while i < last:
            for j in range(min(len(doc), i + 6), i, -1):
                text = doc[i:j].text
                if text in self.full or (j <= last and text in self._short and self._free(doc, j)):
                    yield i, j
                    i = j - 1
                    break
            i += 1

    @staticmethod
    def _free(doc: Doc, last: int) -> bool:
        """A surname alone is no person's where it begins or ends a longer name ("Dell Technologies")."""
        after = doc[last].text if last < len(doc) else ""
        return not after[:1].isupper() or after.lower() not in _ORG_ENDS

    def is_org(self, name: str) -> bool:
        votes = self._votes.get(_bare(name))
        if votes is None or name.lower() in PLACES:
            return False
        return votes["ORG"] > 0 and votes["ORG"] >= votes["PERSON"]

    def starts_with_a_name(self, doc: Doc) -> bool:
        """Whether a sentence's first word is a name and not merely capitalised for standing first."""
        word = doc[0].text
        if word.lower() in NOT_NAMES or word.lower() in NATIONALITIES:
            return False
        if (
            self._inside[word]
            or word in self._title_words
            or any(letter.isupper() for letter in word[1:])
        ):
            return True
        if _INTRODUCED.match(doc.text):
            return True
        return doc[0].ent_type_ in {"ORG", "PERSON", "GPE", "PRODUCT"}


def is_female(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() in FEMALE


def _bare(name: str) -> str:
    text = re.sub(r"['’]s$", "", name.strip())
    text = re.sub(r"^(?:the|The|Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\.?\s+", "", text)
    parts = text.split()
    while parts and (
        parts[0] in ACRONYMS or parts[0].lower() in {"chief", "president", "founder", "ceo"}
    ):
        parts = parts[1:]
    return " ".join(parts).strip(" ,.;:'\"")


def _within(short: str, long: str) -> bool:
    a, b = short.split(), long.split()
    return len(a) < len(b) and a[-1] == b[-1] and all(part in b for part in a)
