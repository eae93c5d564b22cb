"""Annotated articles as the scorer is shown them: the marks that the reader finds, and which pairs of them the facts make true.

Passages (``passages.py``) are marked by those who wrote them. In an article the reader itself marks what it recognises, and
what the scorer has to judge is of that kind. Annotators tell of names, so their facts are laid on the marks: where a fact
does not name its company every earlier mark of it is right, and what only may stand for one end is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from tracker.extraction.findings import FactType
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.preparing import prepared
from tracker.extraction.recognising import recognised
from tracker.extraction.scorer.links import Spot, passages
from tracker.extraction.scorer.marks import UNSAID, Mark, Piece, candidates
from tracker.extraction.scorer.relations import RELATION_OF, RELATIONS, STATUSES, Relation
from tracker.extraction.scorer.session import Passage
from tracker.extraction.scorer.training.called import NONE, NOTHING, Called, Found, Seen, calls
from tracker.extraction.scorer.training.passages import Label
from tracker.extraction.sentences import segments

#: What no annotated fact says.
_UNTOLD = frozenset({Relation.WORKS, Relation.TOLD, Relation.SAME})
_UNITS = frozenset({Relation.CREATED, Relation.DISSOLVED, Relation.RENAMED, Relation.MERGED})


@dataclass(frozen=True, slots=True)
class Claim:
    """That a relation holds between a mark of one sentence and others.

    The other end is ``here`` in the sentence, or ``earlier`` in the article. With none of them in sight it is left unsaid.
    What stands in ``first_perhaps`` and ``perhaps`` may be meant or not, and an ``open`` claim may hold or not.
    """

    relation: Relation
    status: str | None
    first: frozenset[Spot]
    first_perhaps: frozenset[Spot] = NOTHING
    here: frozenset[Spot] = NOTHING
    earlier: frozenset[Spot] = NOTHING
    perhaps: frozenset[Spot] = NOTHING
    may_be_unsaid: bool = False
    open: bool = False

    def holds(self, first: Spot, second: Spot | None, sight: frozenset[Spot]) -> bool | None:
        """Whether it makes a pair true, where only the marks in ``sight`` are looked at; none where that cannot be told."""
        if first not in self.first | self.first_perhaps:
            return False
        earlier = self.earlier & sight
        unclear = self.open or first not in self.first
        if second is None:
            if not self.may_be_unsaid or self.here or earlier:
                return False
            return None if unclear or self.perhaps else True
        if second in self.here or (second in earlier and not self.here):
            return None if unclear else True
        return None if second in self.perhaps or second in earlier else False

    def of(self, relation: Relation, found: Found, *, also: Found = NONE) -> Claim:
        """What follows of the same marks: another relation, without a status of its own, to what is beside them."""
        return Claim(
            relation,
            self.status if relation is self.relation else None,
            self.first | also.sure,
            self.first_perhaps | also.perhaps,
            here=found.sure,
            perhaps=found.perhaps,
            open=self.open,
        )


class Annotated:
    """One article with the claims that its facts make, to be cut into passages."""

    def __init__(self, article: GoldArticle, gazetteer: Gazetteer) -> None:
        cut = segments(article.text)
        self.marks = Called(article, prepared(recognised(article.as_text(), cut, gazetteer)))
        self.claims: list[list[Claim]] = [[] for _ in self.marks.by_sentence]
        self.stands_for: dict[Spot, object] = {}
        self.told: list[tuple[int, Relation, tuple[object, object]]] = []
        stated = [
            (number, RELATION_OF[str(fact["type"])], fact)
            for fact in article.facts
            if str(fact["type"]) in RELATION_OF and (number := self.marks.where(fact)) is not None
        ]
        self.unnamed: list[set[object]] = [set() for _ in self.claims]
        for number, _, fact in stated:
            name = fact.get("person")
            if name and not any(s.named and calls(s, name) for s in self.marks.by_sentence[number]):
                self.unnamed[number].add(name)
        for number, relation, fact in stated:
            self.told.append((number, relation, _ends(fact)))
            self.claims[number] += self._claims(number, fact, relation)

    def passages(self, words: int) -> Iterator[tuple[list[Piece], list[Label]]]:
        """The article in passages of up to so many ``words``, as they are scored, each with what is true of its pairs."""
        seen = {one.spot: one for row in self.marks.by_sentence for one in row}
        for spots, passage in self.cut(words):
            sight = frozenset(spots.values())
            pairs = candidates(passage.pieces, sorted(spots), passage.since)
            labels = [
                self._label(first, second, seen[spots[first]], _at(seen, spots, second), sight)
                for first, second in pairs
            ]
            yield list(passage.pieces), labels

    def cut(self, words: int) -> Iterator[tuple[dict[int, Spot], Passage]]:
        """The article in passages of up to so many ``words``, each with where in it its marks stand."""
        ready = self.marks.ready
        parts = [(segment.item, segment.entry) for segment in ready.segments]
        return passages(ready.marked, parts, words)

    def _label(
        self, first: int, second: int, one: Seen, other: Seen | None, sight: frozenset[Spot]
    ) -> Label:
        true: dict[Relation, str | None] = {}
        unknown = set(_UNTOLD)
        for claim in self.claims[one.spot.sentence]:
            holds = claim.holds(one.spot, other.spot if other else None, sight)
            if holds is None:
                unknown.add(claim.relation)
            elif holds:
                true.setdefault(claim.relation, claim.status)
        unknown.update(self._told_elsewhere(one, other))
        if other is not None and other.named and one.spot in self.stands_for:
            unknown.discard(Relation.SAME)
            if one.mark is other.mark and calls(other, self.stands_for[one.spot]):
                true[Relation.SAME] = None
        relations = tuple((r, true[r]) for r in RELATIONS if r in true)
        return Label(first, second, relations, frozenset(unknown - true.keys()))

    def _told_elsewhere(self, one: Seen, other: Seen | None) -> Iterator[Relation]:
        """What another sentence tells of the same two, or of the one with something: annotators write it down once."""
        for number, relation, (first, second) in self.told:
            if number == one.spot.sentence or not one.named or not calls(one, first):
                continue
            if other is None or not other.named or calls(other, second):
                yield relation

    def _claims(self, at: int, fact: Fact, relation: Relation) -> Iterator[Claim]:
        status = str(fact["status"]) if fact.get("status") in STATUSES else None
        sure, perhaps = self._first(at, fact, relation)
        whole = Claim(relation, status, sure, perhaps, open=bool(fact.get("optional")))
        marks, also = self.marks, NONE
        match relation:
            case Relation.REPORTS:
                sure, perhaps = marks.person(at, fact["manager"], len(self.unnamed[at]) + 1)
                yield whole.of(relation, Found(sure - whole.first, perhaps - whole.first))
            case Relation.RENAMED | Relation.MERGED:
                also = marks.unit(at, fact.get("into"))
                yield whole.of(relation, also)
            case Relation.LAYOFF | Relation.MARKET:
                number = marks.count(at, fact.get("count")) | marks.percent(at, fact.get("percent"))
                number |= marks.sum(at, fact.get("amount_usd"))
                yield replace(whole, here=number, may_be_unsaid=True)
                yield whole.of(relation, marks.unit(at, fact.get("unit")))
            case Relation.FUNDING | Relation.SPENDING | Relation.COMPENSATION:
                yield from self._of_money(at, fact, whole)
            case _:
                also = yield from self._of_places(at, fact, whole)
        if fact.get("led_by"):
            leader = marks.person(at, fact["led_by"], len(self.unnamed[at]) + 1)
            led = Claim(Relation.LEAD, None, *leader, open=whole.open)
            yield replace(led, here=whole.first, perhaps=whole.first_perhaps)
        titles = marks.title(at, fact.get("title"))
        yield whole.of(Relation.TITLE, titles, also=also)
        yield whole.of(relation, titles, also=also)
        yield whole.of(relation, marks.day(at, fact.get("date")), also=also)

    def _of_money(self, at: int, fact: Fact, whole: Claim) -> Iterator[Claim]:
        marks, sums = self.marks, self.marks.sum(at, fact.get("amount_usd"))
        yield replace(whole, here=sums, may_be_unsaid=True)
        if fact.get("person"):
            paid = marks.person(at, fact["person"], len(self.unnamed[at]))
            yield replace(whole, first=paid.sure, first_perhaps=paid.perhaps, here=sums)
        yield whole.of(Relation.VALUATION, Found(marks.sum(at, fact.get("valuation_usd"))))
        if fact.get("lead"):
            leads = Claim(Relation.LEAD, None, *marks.organization(at, fact["lead"]))
            yield replace(leads, here=whole.first, perhaps=whole.first_perhaps, open=whole.open)

    def _of_places(self, at: int, fact: Fact, whole: Claim) -> Generator[Claim, None, Found]:
        """The claims that somebody or something is of an organization; what of it is named in the sentence is returned."""
        marks, (_, name) = self.marks, _ends(fact)
        found = marks.organization(at, name)
        worded = marks.worded(at, Mark.ORG, Mark.UNIT)
        here, perhaps = found.sure - whole.first, (found.perhaps | worded) - whole.first
        yield replace(
            whole, here=here, earlier=marks.earlier(at, name), perhaps=perhaps, may_be_unsaid=True
        )
        units = marks.unit(at, fact.get("unit")) if fact.get("person") else NONE
        yield whole.of(whole.relation, Found(units.sure - whole.first, units.perhaps))
        if whole.relation is Relation.STAKE:
            shares = marks.sum(at, fact.get("amount_usd")) | marks.percent(at, fact.get("percent"))
            yield whole.of(Relation.AMOUNT, Found(shares))
        return Found(here | (units.sure - whole.first), perhaps)

    def _first(self, at: int, fact: Fact, relation: Relation) -> Found:
        """The marks of the sentence that a fact is about; words stand for an organization only where nothing else can."""
        marks, (name, other) = self.marks, _ends(fact)
        if fact.get("person") and relation is not Relation.COMPENSATION:
            found = marks.person(at, name, len(self.unnamed[at]))
            if name in self.unnamed[at]:
                self.stands_for |= dict.fromkeys(found.sure, name)
            return found
        if relation in _UNITS:
            return marks.unit(at, name)
        found = marks.organization(at, name)
        worded = marks.worded(at, Mark.ORG) - found.sure
        target = relation is not Relation.STAKE or marks.organization(at, other).sure
        if not found.sure and len(worded) == 1 and target:
            self.stands_for |= dict.fromkeys(worded, name)
            return Found(worded, found.perhaps)
        return Found(found.sure, found.perhaps | worded)


def _at(seen: dict[Spot, Seen], spots: dict[int, Spot], place: int) -> Seen | None:
    return None if place == UNSAID else seen[spots[place]]


def _ends(fact: Fact) -> tuple[object, object]:
    """Whom or what a fact is about, and where, by name."""
    match fact["type"]:
        case FactType.STAKE:
            return fact["acquirer"], fact["target"]
        case FactType.UNIT_CREATED | FactType.UNIT_DISSOLVED:
            return fact["unit"], fact["org"]
        case FactType.UNIT_RENAMED | FactType.UNIT_MERGED:
            return fact["unit"], fact.get("into")
        case FactType.REPORTS_TO:
            return fact["person"], fact["manager"]
        case FactType.JOINED | FactType.LEFT | FactType.FOUNDED | FactType.ROLE:
            return fact["person"], fact.get("org")
    return fact.get("org"), None
