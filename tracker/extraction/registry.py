"""Who and what an article names, gathered over all its sentences before any is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from tracker.extraction.evidence import Sign, signs
from tracker.extraction.gazetteer import KnownOrganization
from tracker.extraction.given_names import is_given
from tracker.extraction.headlines import names_in
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    NATIONALITIES,
    NOT_NAMES,
    PAPERS,
    PLACES,
    UNIT_NOUNS,
    words,
)
from tracker.extraction.looks import (
    HOUSES,
    ORG_ENDS,
    begins_an_org,
    is_demonym,
    is_no_word,
    is_org_like,
    is_surname,
    small_names,
)
from tracker.extraction.name_starts import ends_a_surname, opens_with_a_word
from tracker.extraction.name_votes import NONE, NameVotes, bare
from tracker.extraction.runs import PARTICLES, is_cut_short
from tracker.extraction.scorer.person_names import person_name
from tracker.extraction.shortened import is_within, own_name, short_first_names, with_kin
from tracker.extraction.title_words import ACRONYMS

#: The odds, as logarithms, from which a name is a person's, whatever is voted, and below which it is not; twice the latter is
#: asked of one that has a given name and a surname.
PERSONS, NOBODYS = 4.0, -1.0
#: So many votes for a person who has a given name, and none for anything else, leave nothing open.
_SURE = 2
#: A double-barrelled surname.
_DOUBLE = re.compile(r"[A-ZÀ-Þ][^\W\d_]+-[A-ZÀ-Þ][a-zß-ÿ]+")
#: How papers are called, of whatever town.
_OF_A_PAPER = re.compile(
    r"\b\w+ (?:Times|Journal|Herald|Gazette|Tribune|Telegraph|Courier|Observer|Chronicle|Bee|Daily|Examiner|Inquirer|Zeitung|Mail|Morning Post)$"
)
#: Words at the end of a product's name that are no surnames.
_PRODUCT_ENDS = words("code glass pro ultra assistant copilot plus mini chat cloud")
#: Posts that, written large, only stand beside a name: "appoints X Head of Y".
_POSTS = words("head director president chairman chairwoman chief officer managing vice")
#: What is no part of a person's name.
_NO_SURNAMES = COMPANY_NOUNS | UNIT_NOUNS | NATIONALITIES | _PRODUCT_ENDS | _POSTS

UNIT_KINDS = {"lab", "division", "team"}


class Registry:
    """The full names of an article's people, and what its short names stand for.

    ``known_orgs`` gives, for each known organisation that the article names, the form it has there;
    ``others`` are the article's sentences that are not read, which may name somebody in full all the same. Unless names are
    ``weighed``, votes alone tell who is a person.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        known_orgs: dict[str, str],
        known_people: Iterable[str],
        title: str,
        others: Sequence[Doc] = (),
        *,
        weighed: bool = True,
    ) -> None:
        self._forms = known_orgs
        self._orgs = {name.casefold() for pair in known_orgs.items() for name in pair}
        self._weighed = weighed
        self.said = NameVotes(docs, others, self._orgs, known_people)
        self.parts = self.said.parts
        self.full: dict[str, str] = {}
        self.small = set(small_names(docs))
        self._title_words = names_in(title)
        names = filter(self._is_person, self.may_be_people())
        # "Dr. Nora Bell" is Nora Bell, and no longer form of her name.
        plain = dict.fromkeys(only if " " in (only := bare(name)) else name for name in names)
        self.people = sorted(with_kin(self.said.text, plain), key=len, reverse=True)
        self._link()

    def place_of(self, known: KnownOrganization) -> tuple[Kind, str | None]:
        """A lab counts as a part of its company where the article names the company too; a team is one of whosever it is."""
        if known.kind not in UNIT_KINDS:
            return Kind.ORG, None
        parent = self._forms.get(known.parent) if known.parent is not None else None
        part = known.parent is None or parent is not None or known.kind == "team"
        return (Kind.UNIT, parent) if part else (Kind.ORG, None)

    def maker_of(self, known: KnownOrganization) -> str | None:
        """What the article calls the company that makes a product, if it names it."""
        return self._forms.get(known.parent) if known.parent is not None else None

    def may_be_people(self) -> Iterator[str]:
        """The names that nothing in themselves keeps from being people's."""
        for name in self.said.names():
            odd = own_name(name) != name or set(name) & set(":;/()")
            low = name.lower()
            listed = name.casefold() in self._orgs or low in PAPERS or low in PLACES
            listed = listed or is_demonym(name)
            if (
                2 <= len(name.split()) <= 6
                and not (odd or listed or is_org_like(name) or begins_an_org(self.said.text, name))
                and _is_written_so(name)
            ):
                yield name

    def _is_person(self, name: str) -> bool:
        """Whether such a name is somebody's: by what is voted, unless that is open and words tell it surely enough."""
        parts = name.split()
        person, *others = self._votes(name)
        odd, given = any(part.lower() in _NO_SURNAMES for part in parts), is_given(name)
        sure = person >= _SURE and not any(others) and given and not odd
        if self._weighed and person and not sure:
            likely = person_name(self.said.spoken(name))
            if likely > PERSONS:
                return True
            if likely < NOBODYS * (1 + (given and is_surname(parts[-1]))):
                return False
        if len(parts) < 4 and _DOUBLE.fullmatch(parts[-1]):
            person += 2
        return 0 < person >= max(others) and not odd

    def _votes(self, name: str) -> tuple[int, int, int, int]:
        """How much speaks for a person, for an organisation or a thing, for a product, and for a paper."""
        first, *_, last = name.split()
        votes = self.said.of.get(name, NONE)
        return (
            votes["PERSON"] + self.said.beside(last)[Sign.PERSON],
            votes["ORG"] + votes[Sign.THING] + self.said.beside(first)[Sign.ORG],
            votes[Sign.PRODUCT],
            votes[Sign.PAPER],
        )

    def _link(self) -> None:
        self._short: dict[str, list[str]] = defaultdict(list)
        alike: dict[str, list[str]] = defaultdict(list)
        for name in self.people:
            alike[name.split()[-1]].append(name)
        for name in self.people:
            longer = next((o for o in alike[name.split()[-1]] if is_within(name, o)), None)
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
        bearers = [name for name in self.people if self.full[name] == name]
        for short, name in short_first_names(self.said.of, bearers).items():
            if short not in self._short and short.casefold() not in self._orgs:
                self._short[short].append(name)

    def fullest(self, name: str) -> str:
        """The fullest form of a person's name that the article has."""
        name = bare(name)
        if name in self.full:
            return self.full[name]
        options = self._short.get(name, [])
        return options[0] if options else name

    def options(self, name: str) -> list[str]:
        return self._short.get(bare(name), [])

    def people_in(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
        """People's names among the capitalised words from ``first`` to ``last``."""
        i = first
        while i < last:
            for j in range(min(len(doc), i + 6), i, -1):
                text = doc[i:j].text
                named = text in self.full or (
                    j <= last and text in self._short and self._free(doc, i, j)
                )
                if named and not is_cut_short(doc, i, j):
                    yield i, j
                    i = j - 1
                    break
            i += 1

    @staticmethod
    def _free(doc: Doc, first: int, last: int) -> bool:
        """A surname alone is no person's where it begins or ends a longer name ("Dell Technologies", "Hollis & Crane", "Studio Crane")."""
        before = doc[first - 1].text if first else ""
        if before == "&" or (before[:1].isupper() and before.lower() in HOUSES):
            return False
        after = doc[last].text if last < len(doc) else ""
        return (
            not after[:1].isupper()
            or after in ACRONYMS
            or (after.lower() in NOT_NAMES and after.lower() not in ORG_ENDS)
        )

    def is_org(self, name: str) -> bool:
        votes = self.said.of.get(bare(name), NONE)
        if name.lower() in PLACES or re.search(r" v?[\d.]+$", name):
            return False
        org = votes["ORG"] + self.said.beside(name.split(maxsplit=1)[0])[Sign.ORG] * (" " in name)
        return org > 0 and org >= max(votes["PERSON"], votes[Sign.PRODUCT])

    def speaks_of(self, name: str) -> bool:
        """Whether the words around a name, somewhere in the article, speak of it as an organisation."""
        found = self.said.beside(name)
        return found[Sign.ORG] > 2 and found[Sign.ORG] > found[Sign.PERSON] + found[Sign.PRODUCT]

    def once(self, name: str) -> bool:
        """Whether the article has a name only once."""
        return self.said.text.count(name) == 1

    def goes_on(self, name: str, longer: str) -> bool:
        """Whether the article, more than once, has ``name`` only as the beginning of a longer one."""
        times = self.said.text.count(longer)
        return (
            times > 1
            and not self.said.of.get(longer, NONE)[Sign.PRODUCT]
            and times == len(re.findall(rf"\b{re.escape(name)}\b", self.said.text))
        )

    def is_paper(self, name: str) -> bool:
        """Whether a name is one that papers have, or the article speaks of it as of a paper's."""
        if _OF_A_PAPER.search(name):
            return True
        found = self.said.beside(name)
        return found[Sign.PAPER] > 1 and found[Sign.PAPER] >= found[Sign.ORG]

    def begins_with_a_name(self, doc: Doc, at: int) -> bool:
        """Whether a word that opens a sentence is a name and not merely capitalised for standing there."""
        word = doc[at].text
        if word.lower() in NOT_NAMES or word.lower() in NATIONALITIES:
            return False
        if (
            self.said.inside[word]
            or word in self._title_words
            or any(letter.isupper() for letter in word[1:])
        ):
            return True
        if self.said.is_common(word):
            return False
        if word in self.said.begun or is_no_word(doc, word):
            return True
        here = signs(doc.text, doc[at].idx, doc[at].idx + len(doc[at]))
        needed = 3 if word.endswith("s") and not doc.vocab[word].is_oov else 2
        if here[Sign.ORG] >= needed:
            return True
        return doc[at].ent_type_ in {"ORG", "PERSON", "GPE", "PRODUCT"}


def _is_written_so(name: str) -> bool:
    """Whether the words of a name are large, but for small ones between them, and none of the language's that names do not have."""
    parts = name.split()
    rest = parts[1:] if opens_with_a_word(name) else parts
    rest = rest[:-1] if ends_a_surname(name) else rest
    own = [part for part in rest if part not in PARTICLES]
    if any(part.lower() in NOT_NAMES or part in ACRONYMS or part.isdigit() for part in own):
        return False
    return all(
        part[0].isupper() or re.split("[-'’]", part)[0].lower() in PARTICLES for part in parts
    ) and not (name.endswith("-") or parts[-1] in PARTICLES)
