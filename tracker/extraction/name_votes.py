"""What an article says of each of its names, over all its sentences: how the model takes it, and what stands beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span

from tracker.extraction.evidence import signs
from tracker.extraction.lexicon import FEMALE, FIRST_NAMES, MALE, NATIONALITIES, NOT_NAMES, words
from tracker.extraction.looks import (
    FEWEST,
    bears_a_given_name,
    is_of_two_parts,
    looks_like_a_persons,
)
from tracker.extraction.name_starts import ends_a_surname, opens_no_name, past_known
from tracker.extraction.runs import (
    PARTICLES,
    capital,
    is_cut_short,
    name_runs,
    openings,
    without_junior,
)
from tracker.extraction.scorer.person_names import Place, Spoken
from tracker.extraction.shortened import own_name
from tracker.extraction.title_words import ACRONYMS
from tracker.extraction.titles import in_titles
from tracker.extraction.towns import has_a_state_behind, is_town

NONE: Counter[str] = Counter()
#: What stands before a town that nobody knows, and what the model then takes it for.
_PLACED, _PLACES = words("in near outside"), ("GPE", "LOC", "FAC")
#: What stands before and behind names of people and is no part of them.
_BESIDE_NAMES = frozenset(
    ["MP", "MPs", "MEP", "MEPs", "MSP", "MLA", "QC", "KC", "MBE", "OBE", "CBE", "PhD", "Ph.D.", "Ph.D", "M.D.", "M.D", "J.D.", "J.D", "Esq.",
     "Esq", "MBA", "CPA", "CFA"]
)  # fmt: skip
_NUMBERS = words("two three four five six seven eight nine ten one")
#: Small words that never end a name, however they are written.
_ENDS_NO_NAME = (
    NOT_NAMES
    - _NUMBERS
    - {"ai", "now", "next", "first", "all", "big", "tech", "web", "internet", "chief", "president"}
)


class NameVotes:
    """How often each name is taken for what, by the model, by its look and by what stands around it.

    ``docs`` are the sentences that are read, ``others`` those that may name somebody in full all the same; ``orgs`` are the known
    organisations that the article names, in small letters.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        others: Sequence[Doc],
        orgs: set[str],
        known_people: Iterable[str],
    ) -> None:
        self._orgs = orgs
        self.text = " ".join(doc.text for doc in (*docs, *others))
        self.of: dict[str, Counter[str]] = defaultdict(Counter)
        self.signs: dict[str, Counter[str]] = defaultdict(Counter)
        self.inside: Counter[str] = Counter()
        self._lower = {text for doc in docs for token in doc if (text := token.text).islower()}
        self._places: dict[str, list[Place]] = defaultdict(list)
        every = [(doc, in_titles(doc)) for doc in (*docs, *others)]
        for number, (doc, cuts) in enumerate(every):
            if number < len(docs):
                self._gather(doc, cuts)
            self._weigh(doc, cuts)
        for name, found in self.signs.items():
            self.of[name].update(found)
        for name in known_people:
            self.of[name]["PERSON"] += 5
        self.begun = {
            name.split()[0]
            for name, votes in self.of.items()
            if " " in name and votes["ORG"] + votes["PERSON"]
        }
        for doc, cuts in every:
            self._gather_by_first_name(doc, cuts)

    def names(self) -> list[str]:
        """All names that anything is said of, in the order of the text."""
        return list(dict.fromkeys([*self.of, *self._places]))

    def beside(self, name: str) -> Counter[str]:
        """What the words around a name say of it."""
        return self.signs.get(name, NONE)

    def spoken(self, name: str) -> Spoken:
        """All that the article tells of a name of several words."""
        first, *_, last = name.split()
        return Spoken(
            name,
            self.text,
            self.of.get(name, NONE),
            self.beside(first),
            self.beside(last),
            self._places.get(name, ()),
        )

    def _gather(self, doc: Doc, cuts: Sequence[bool]) -> None:
        for span in doc.ents:
            person, end = span.label_ == "PERSON", span.end
            while person and cuts[end - 1] and end - span.start > len(("Nora", "Bell")):
                end -= 1  # "named Nora Bell Executive Vice President"
            while person and end < len(doc) and doc[end - 1].lower_ in PARTICLES:
                end += 1  # of "Noor van den Heuvel" the model knows the first half
            text = doc[span.start : end].text
            if text := bare(own_name(text) if person else text):
                self.of[text][span.label_] += 1
        opening = openings(doc)
        for token in doc:
            if token.text[:1].isupper() and token.i not in opening:
                self.inside[token.text] += 1

    def _weigh(self, doc: Doc, cuts: Sequence[bool]) -> None:
        """What the words around each name say of it, here and for the rest of the article."""
        for first, last in name_runs(doc):
            for begin, end in self.parts(doc, first, last, cuts):
                span = doc[past_known(doc, begin, end, self._orgs) : end]
                name, found = span.text, signs(doc.text, span.start_char, span.end_char)
                self._places[bare(name)].append(Place(doc.text, span.start_char, span.end_char))
                if found and name.lower() not in NATIONALITIES:
                    self.signs[name].update(found)
                own = [part for part in name.split() if part.lower() not in PARTICLES]
                if looks_like_a_persons(own) or is_of_two_parts(name) or bears_a_given_name(name):
                    self._vote_by_look(doc, span)

    def _vote_by_look(self, doc: Doc, span: Span) -> None:
        """Whoever bears a name in which no word of the language stands is a person, but for a town in which something is."""
        votes = self.of[span.text]
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
            yield from self._trimmed(doc, begin, end)
            begin = end

    def _trimmed(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
        """A row without the words at its ends that are no part of a name; nothing where none is left."""
        while first < last and (
            opens_no_name(doc, first, last - first)
            or not (capital(doc[first].text) or doc[first].text.lower() in PARTICLES)
        ):
            first += 1
        if last - first > 1 and first in openings(doc) and self.is_common(doc[first].text):
            first += 1
        while last > first and (
            doc[last - 1].text.lower() in _ENDS_NO_NAME or not (doc[last - 1].text[0].isalnum())
        ):
            if last - first == FEWEST and ends_a_surname(doc[first:last].text):
                break
            last -= 1
        if first < last:
            yield first, last

    def is_common(self, word: str) -> bool:
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
                j += 3 if is_cut_short(doc, j, j + 1) else 1
            first = i - 2 if is_cut_short(doc, i, i) else i  # "Ann-Marie Holm"
            if j > i + 1 and not (
                first > 1
                and doc[first - 1].text[:1].isupper()
                and doc[first - 1].text.lower() not in NOT_NAMES
            ):
                name = doc[first:j].text
                self.of[name]["PERSON"] += 1 if not self.of[name]["ORG"] else 2


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name without what stands beside one: "Dr. Nora Bell, KC" is Nora Bell."""
    text = without_junior(re.sub(r"['’]s$", "", name.strip()))
    parts = re.sub(r"^(?:the|The|Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\.?\s+", "", text).split()
    while len(parts) > 1 and parts[-1] in _BESIDE_NAMES:
        parts = parts[:-1]
    while parts and (
        parts[0] in ACRONYMS or parts[0].lower() in {"chief", "president", "founder", "ceo"}
    ):
        parts = parts[1:]
    return " ".join(parts).strip(" ,.;:'\"")
