"""Who and what an article names, gathered over all its sentences before any is read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span

from tracker.extraction.evidence import Sign, signs
from tracker.extraction.gazetteer import KnownOrganization
from tracker.extraction.headlines import names_in
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    FEMALE,
    FIRST_NAMES,
    MALE,
    NATIONALITIES,
    NOT_NAMES,
    PAPERS,
    PLACES,
    UNIT_NOUNS,
    words,
)
from tracker.extraction.looks import (
    FEWEST,
    ORG_ENDS,
    bears_a_given_name,
    begins_an_org,
    is_no_word,
    is_of_two_parts,
    is_org_like,
    looks_like_a_persons,
    small_names,
)
from tracker.extraction.name_starts import (
    ends_a_surname,
    is_called_by_month,
    opens_no_name,
    past_known,
)
from tracker.extraction.runs import PARTICLES, capital, name_runs, openings, without_junior
from tracker.extraction.shortened import is_within, own_name, short_first_names, with_kin
from tracker.extraction.title_words import ACRONYMS
from tracker.extraction.titles import in_titles
from tracker.extraction.towns import has_a_state_behind, is_town

_NONE: Counter[str] = Counter()
#: What stands before a town that nobody knows, and what the model then takes it for.
_PLACED, _PLACES = words("in near outside"), ("GPE", "LOC", "FAC")
#: What stands before and behind names of people and is no part of them.
_BESIDE_NAMES = frozenset(
    ["MP", "MPs", "MEP", "MEPs", "MSP", "MLA", "QC", "KC", "MBE", "OBE", "CBE", "PhD", "Ph.D.", "Ph.D", "M.D.", "M.D", "J.D.", "J.D", "Esq.",
     "Esq", "MBA", "CPA", "CFA"]
)  # fmt: skip
#: A double-barrelled surname.
_DOUBLE = re.compile(r"[A-ZÀ-Þ][^\W\d_]+-[A-ZÀ-Þ][a-zß-ÿ]+")
#: Words at the end of a product's name that are no surnames.
_PRODUCT_ENDS = words("code glass pro ultra assistant copilot plus mini chat cloud")
#: Posts that, written large, only stand beside a name: "appoints X Head of Y".
_POSTS = words("head director president chairman chairwoman chief officer managing vice")
#: What is no part of a person's name.
_NO_SURNAMES = COMPANY_NOUNS | UNIT_NOUNS | NATIONALITIES | _PRODUCT_ENDS | _POSTS
_NUMBERS = words("two three four five six seven eight nine ten one")
#: Small words that never end a name, however they are written.
_ENDS_NO_NAME = (
    NOT_NAMES
    - _NUMBERS
    - {"ai", "now", "next", "first", "all", "big", "tech", "web", "internet", "chief", "president"}
)

UNIT_KINDS = {"lab", "division", "team"}


class Registry:
    """The full names of an article's people, and what its short names stand for.

    ``known_orgs`` gives, for each known organisation that the article names, the form it has there;
    ``others`` are the article's sentences that are not read, which may name somebody in full all the same.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        known_orgs: dict[str, str],
        known_people: Iterable[str],
        title: str,
        others: Sequence[Doc] = (),
    ) -> None:
        self._forms = known_orgs
        self._text = " ".join(doc.text for doc in (*docs, *others))
        self._orgs = {name.casefold() for pair in known_orgs.items() for name in pair}
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._inside: Counter[str] = Counter()
        self.full: dict[str, str] = {}
        self._signs: dict[str, Counter[str]] = defaultdict(Counter)
        self._lower = {text for doc in docs for token in doc if (text := token.text).islower()}
        every = [(doc, in_titles(doc)) for doc in (*docs, *others)]
        for number, (doc, cuts) in enumerate(every):
            if number < len(docs):
                self._gather(doc, cuts)
            self._weigh(doc, cuts)
        for name, found in self._signs.items():
            self._votes[name].update(found)
        for name in known_people:
            self._votes[name]["PERSON"] += 5
        self.small = set(small_names(docs))
        self._begun = {
            name.split()[0]
            for name, votes in self._votes.items()
            if " " in name and votes["ORG"] + votes["PERSON"]
        }
        self._title_words = names_in(title)
        for doc, cuts in every:
            self._gather_by_first_name(doc, cuts)
        names = [name for name, votes in self._votes.items() if self._is_person(name, votes)]
        # "Dr. Nora Bell" is Nora Bell, and no longer form of her name.
        plain = dict.fromkeys(bare if " " in (bare := _bare(name)) else name for name in names)
        self.people = sorted(with_kin(self._text, plain), key=len, reverse=True)
        self._link()

    def place_of(self, known: KnownOrganization) -> tuple[Kind, str | None]:
        """A lab counts as a part of its company where the article names the company too."""
        if known.kind not in UNIT_KINDS:
            return Kind.ORG, None
        if known.parent is None:
            return Kind.UNIT, None
        parent = self._forms.get(known.parent)
        return (Kind.UNIT, parent) if parent is not None else (Kind.ORG, None)

    def maker_of(self, known: KnownOrganization) -> str | None:
        """What the article calls the company that makes a product, if it names it."""
        return self._forms.get(known.parent) if known.parent is not None else None

    def _gather(self, doc: Doc, cuts: Sequence[bool]) -> None:
        for span in doc.ents:
            person, end = span.label_ == "PERSON", span.end
            while person and cuts[end - 1] and end - span.start > len(("Nora", "Bell")):
                end -= 1  # "named Nora Bell Executive Vice President"
            text = doc[span.start : end].text
            if text := _bare(own_name(text) if person else text):
                self._votes[text][span.label_] += 1
        opening = openings(doc)
        for token in doc:
            if token.text[:1].isupper() and token.i not in opening:
                self._inside[token.text] += 1

    def _weigh(self, doc: Doc, cuts: Sequence[bool]) -> None:
        """What the words around each name say of it, here and for the rest of the article."""
        for first, last in name_runs(doc):
            for begin, end in self.parts(doc, first, last, cuts):
                span = doc[past_known(doc, begin, end, self._orgs) : end]
                name, found = span.text, signs(doc.text, span.start_char, span.end_char)
                if found and name.lower() not in NATIONALITIES:
                    self._signs[name].update(found)
                if (
                    looks_like_a_persons(name.split())
                    or is_of_two_parts(name)
                    or bears_a_given_name(name)
                ):
                    self._vote_by_look(doc, span)

    def _vote_by_look(self, doc: Doc, span: Span) -> None:
        """Whoever bears a name in which no word of the language stands is a person, but for a town in which something is."""
        votes = self._votes[span.text]
        placed = span.start > 0 and doc[span.start - 1].lower_ in _PLACED
        there = placed and (is_town(span.text) or any(votes[kind] for kind in _PLACES))
        if not (votes["PRODUCT"] or there or has_a_state_behind(doc, span.end)):
            votes["PERSON"] += 1

    def parts(
        self, doc: Doc, first: int, last: int, cuts: Sequence[bool]
    ) -> Iterator[tuple[int, int]]:
        """The names in a row of capitalised words, cut at titles and without what is no part of a name."""
        begin = first
        while begin < last:
            if cuts[begin] or doc[begin].text in _BESIDE_NAMES:
                begin += 1
                continue
            end = begin
            while end < last and not cuts[end] and doc[end].text not in _BESIDE_NAMES:
                end += 1
            yield from self.trimmed(doc, begin, end)
            begin = end

    def trimmed(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
        """A row without the words at its ends that are no part of a name; nothing where none is left."""
        while first < last and (
            opens_no_name(doc, first, last - first)
            or not (capital(doc[first].text) or doc[first].text.lower() in PARTICLES)
        ):
            first += 1
        if last - first > 1 and first in openings(doc) and self._is_common(doc[first].text):
            first += 1
        while last > first and (
            doc[last - 1].text.lower() in _ENDS_NO_NAME or not (doc[last - 1].text[0].isalnum())
        ):
            if last - first == FEWEST and ends_a_surname(doc[first:last].text):
                break
            last -= 1
        if first < last:
            yield first, last

    def _is_common(self, word: str) -> bool:
        """A word that the article also has in small letters, and no given name."""
        return word.lower() in self._lower and word.lower() not in FEMALE | MALE

    def _gather_by_first_name(self, doc: Doc, cuts: Sequence[bool]) -> None:
        """Two or three capitalised words that begin with a common first name."""
        for i in range(len(doc) - 1):
            if doc[i].text.lower() not in FIRST_NAMES or not doc[i].text[0].isupper():
                continue
            j = i + 1
            while (
                j < min(len(doc), i + 3)
                and not (cuts[j] and j > i + 1)
                and doc[j].text[:1].isupper()
                and doc[j].is_alpha
                and doc[j].text.lower() not in NOT_NAMES
            ):
                j += 3 if self.cut_short(doc, j, j + 1) else 1
            first = i - 2 if self.cut_short(doc, i, i) else i  # "Ann-Marie Holm"
            if j > i + 1 and not (
                first > 1
                and doc[first - 1].text[:1].isupper()
                and doc[first - 1].text.lower() not in NOT_NAMES
            ):
                name = doc[first:j].text
                self._votes[name]["PERSON"] += 1 if not self._votes[name]["ORG"] else 2

    def _is_person(self, name: str, votes: Counter[str]) -> bool:
        parts = name.split()
        if not 2 <= len(parts) <= 6 or name.casefold() in self._orgs:
            return False
        if is_org_like(name) or own_name(name) != name or set(name) & set(":;/()"):
            return False
        if begins_an_org(self._text, name) or name.lower() in PAPERS or name.lower() in PLACES:
            return False
        person = votes["PERSON"] + self._signs.get(parts[-1], _NONE)[Sign.PERSON]
        other = votes["ORG"] + votes[Sign.THING] + self._signs.get(parts[0], _NONE)[Sign.ORG]
        if len(parts) < 4 and _DOUBLE.fullmatch(parts[-1]):
            person += 2
        if person == 0 or person < max(other, votes[Sign.PRODUCT], votes[Sign.PAPER]):
            return False
        rest = parts[1:] if is_called_by_month(name) else parts
        rest = rest[:-1] if ends_a_surname(name) else rest
        own = [part for part in rest if part not in PARTICLES]
        if any(part.lower() in NOT_NAMES or part in ACRONYMS or part.isdigit() for part in own):
            return False
        if any(part.lower() in _NO_SURNAMES for part in parts):
            return False
        return all(
            part[0].isupper() or re.split("[-'’]", part)[0].lower() in PARTICLES for part in parts
        ) and not name.endswith("-")

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
        for short, name in short_first_names(self._votes, bearers).items():
            if short not in self._short and short.casefold() not in self._orgs:
                self._short[short].append(name)

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
                named = text in self.full or (
                    j <= last and text in self._short and self._free(doc, i, j)
                )
                if named and not self.cut_short(doc, i, j):
                    yield i, j
                    i = j - 1
                    break
            i += 1

    @staticmethod
    def cut_short(doc: Doc, first: int, last: int) -> bool:
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

    @staticmethod
    def _free(doc: Doc, first: int, last: int) -> bool:
        """A surname alone is no person's where it begins or ends a longer name ("Dell Technologies", "Hollis & Crane")."""
        if first and doc[first - 1].text == "&":
            return False
        after = doc[last].text if last < len(doc) else ""
        return (
            not after[:1].isupper()
            or after in ACRONYMS
            or (after.lower() in NOT_NAMES and after.lower() not in ORG_ENDS)
        )

    def is_org(self, name: str) -> bool:
        votes = self._votes.get(_bare(name), _NONE)
        if name.lower() in PLACES or re.search(r" v?[\d.]+$", name):
            return False
        org = votes["ORG"] + self._signs.get(name.split(maxsplit=1)[0], _NONE)[Sign.ORG] * (
            " " in name
        )
        return org > 0 and org >= max(votes["PERSON"], votes[Sign.PRODUCT])

    def speaks_of(self, name: str) -> bool:
        """Whether the words around a name, somewhere in the article, speak of it as an organisation."""
        found = self._signs.get(name, _NONE)
        return found[Sign.ORG] > 2 and found[Sign.ORG] > found[Sign.PERSON] + found[Sign.PRODUCT]

    def once(self, name: str) -> bool:
        """Whether the article has a name only once."""
        return self._text.count(name) == 1

    def goes_on(self, name: str, longer: str) -> bool:
        """Whether the article, more than once, has ``name`` only as the beginning of a longer one."""
        times = self._text.count(longer)
        return (
            times > 1
            and not self._votes.get(longer, _NONE)[Sign.PRODUCT]
            and times == len(re.findall(rf"\b{re.escape(name)}\b", self._text))
        )

    def is_paper(self, name: str) -> bool:
        """Whether the article speaks of a name as of a newspaper's."""
        found = self._signs.get(name, _NONE)
        return found[Sign.PAPER] > 1 and found[Sign.PAPER] >= found[Sign.ORG]

    def begins_with_a_name(self, doc: Doc, at: int) -> bool:
        """Whether a word that opens a sentence is a name and not merely capitalised for standing there."""
        word = doc[at].text
        if word.lower() in NOT_NAMES or word.lower() in NATIONALITIES:
            return False
        if (
            self._inside[word]
            or word in self._title_words
            or any(letter.isupper() for letter in word[1:])
        ):
            return True
        if self._is_common(word):
            return False
        if word in self._begun or is_no_word(doc, word):
            return True
        here = signs(doc.text, doc[at].idx, doc[at].idx + len(doc[at]))
        needed = 3 if word.endswith("s") and not doc.vocab[word].is_oov else 2
        if here[Sign.ORG] >= needed:
            return True
        return doc[at].ent_type_ in {"ORG", "PERSON", "GPE", "PRODUCT"}


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    text = without_junior(re.sub(r"['’]s$", "", name.strip()))
    parts = re.sub(r"^(?:the|The|Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\.?\s+", "", text).split()
    while len(parts) > 1 and parts[-1] in _BESIDE_NAMES:
        parts = parts[:-1]
    while parts and (
        parts[0] in ACRONYMS or parts[0].lower() in {"chief", "president", "founder", "ceo"}
    ):
        parts = parts[1:]
    return " ".join(parts).strip(" ,.;:'\"")
