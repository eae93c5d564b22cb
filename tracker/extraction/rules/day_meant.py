"""Which of the times that a sentence names is the day on which somebody comes, goes or gets a post, or whether none of them is.

Each time is weighed by its traits, among them what the scorer holds of it and whether the rules would take it.
``measuring/fitting_days.py`` fits the weights of ``day_meant.json`` to annotated articles and to passages that the scorer has
not learnt.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracker.extraction.choosing import Traits, logit, odds, weights_at
from tracker.extraction.clauses import clause_of
from tracker.extraction.dates import TimePhrase
from tracker.extraction.days import carrier_of, in_brackets, is_compared, meant_at
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.posts_settled import post_since
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.reckoning import is_news, is_of_an_earlier_month
from tracker.extraction.rules.linked import SURE, people_at, place_of
from tracker.extraction.rules.shared import title_text
from tracker.extraction.rules.timing import begins_work
from tracker.extraction.sameness import SEEN, plain, same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.relations import FACTS, Relation
from tracker.extraction.scorer.session import Pair
from tracker.extraction.tokens import Token

WEIGHTS = Path(__file__).parent / "day_meant.json"
#: How many times as likely a time must be as the one that rules take, and that there is none; what rules take stays otherwise.
MUCH, MUCH_FOR_NONE = 1.5, 5.0
#: Of other facts too few are annotated for weights to do better than rules.
_RELATIONS: dict[FactType, tuple[Relation, ...]] = {
    FactType.JOINED: (Relation.JOINED, Relation.ROLE),
    FactType.LEFT: (Relation.LEFT,),
    FactType.ROLE: (Relation.ROLE, Relation.JOINED, Relation.LEFT),
}
_MOVES = {FactType.JOINED, FactType.LEFT}
#: What counts by itself where the rules take no time at all.
_WHERE_QUIET = (
    "of one verb", "of another verb", "of one verb as the place", "of another verb as the place",
    "place logit", "of somebody else logit", "of something else logit",
)  # fmt: skip
#: Verbs that tell something beside something else.
_BESIDE = frozenset(["conj", "ROOT", "parataxis"])
_FROM = ("from ", "starting ", "effective ", "as of ")


@dataclass(slots=True)
class _Times:
    """The times of a sentence, each with what the scorer holds of it and whoever is named beside it."""

    scene: Scene
    told: dict[Spot, list[tuple[Token, frozenset[str], Pair]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spots = {self.spot(phrase) for phrase in self.scene.times}
        named: dict[Spot, frozenset[str]] = {}
        for link in self.scene.links.of(self.scene.number):
            if link.second is not None and link.second in spots:
                if link.first not in named:
                    named[link.first] = _named(self.scene, link.first)
                token = self.scene.doc[link.first.token]
                self.told.setdefault(link.second, []).append((token, named[link.first], link.pair))

    def spot(self, phrase: TimePhrase) -> Spot:
        return Spot(self.scene.number, self.scene.token_at(phrase.start).i)


def with_days(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a sentence, each with the time that is likeliest its day; what tells of a day alone keeps its own."""
    drafts = list(drafts)
    if scene.times:
        times = _Times(scene)
        for draft in drafts:
            if draft.type in _RELATIONS and draft.get("org"):
                draft.days = _candidates(times, draft, drafts)
        for draft in drafts:
            if draft.days:
                _decide(times, draft, _days_of_other_end(draft, drafts))
    return drafts


def _decide(times: _Times, draft: Draft, taken: set[str]) -> None:
    weighed = odds(draft.days, weights_at(WEIGHTS))
    weighed = {day: odd for day, odd in weighed.items() if day == draft.date or day not in taken}
    best = max(weighed, key=weighed.__getitem__)
    if weighed[best] < (MUCH_FOR_NONE if best is None else MUCH) * weighed[draft.date]:
        best = draft.date
    draft.day = best
    if best != draft.date:
        draft.date, draft.date_kind = best, _kind(times, draft, best)


def _kind(times: _Times, draft: Draft, day: str | None) -> str | None:
    """Whether a time is that of the change or of its telling."""
    if day is None:
        return None
    told = any(
        pair.of(Relation.TOLD) > SURE
        for phrase in times.scene.times
        if meant_at(times.scene, phrase, draft.status or Status.DONE) == day
        for _, names, pair in times.told.get(times.spot(phrase), ())
        if names & _names(draft)
    )
    return "told" if told else "effective"


def _named(scene: Scene, spot: Spot) -> frozenset[str]:
    """Who, or which organisation and unit, is meant at a mark."""
    place = place_of(scene, spot)
    names = [*people_at(scene, spot), *((place.org, place.unit) if place is not None else ())]
    return frozenset(plain(name) for name in names if name)


def _names(draft: Draft) -> frozenset[str]:
    return frozenset(plain(draft.get(key)) for key in ("person", "org") if draft.get(key))


def _candidates(times: _Times, draft: Draft, drafts: Sequence[Draft]) -> dict[str | None, Traits]:
    """The times that a fact may have, each with its traits, and that it has none."""
    scene = times.scene
    found: dict[str | None, Traits] = {}
    for phrase in scene.times:
        day = meant_at(scene, phrase, draft.status or Status.DONE)
        if _is_of_another_post(scene, draft, phrase):
            if day == draft.date:
                draft.date = draft.date_kind = None
            continue
        if day is None or is_compared(scene, phrase) or _is_of_somebody_else(scene, draft, phrase):
            continue
        traits = _beliefs(times, draft, phrase) | _words(scene, draft, phrase, day)
        had = found.get(day)
        if had is None or had["own logit"] < traits["own logit"]:
            found[day] = traits
    if draft.date is not None and draft.date not in found:
        found[draft.date] = {"of no time here": 1.0}
    for day, traits in found.items():
        traits["one of several"] = float(len(found) > 1)
        traits |= _beside(draft, day, drafts) | _by_kind(draft, traits)
    source = "seen" if draft.rule == SEEN else "told"
    found[None] = {"none": 1.0, f"none {source}": 1.0}
    kind = draft.date_kind or "none"
    for name in ("by rules", f"by rules, {kind}", f"by rules, {source} {kind}"):
        found[draft.date][name] = 1.0
    return found


def _is_of_another_post(scene: Scene, draft: Draft, phrase: TimePhrase) -> bool:
    """Whether a time is that of a post which somebody had, or begins: no day of leaving, and none of another post."""
    title = post_since(scene, phrase)
    if draft.type is FactType.LEFT:
        beside = title is not None and title.dep_ != "attr"
        return beside or (draft.status is Status.DONE and _starts_work(scene, phrase))
    if title is None or draft.status is Status.HELD:
        return False
    gone = draft.status is Status.FORMER and draft.attached
    same = draft.get("title") and same_title(draft.get("title"), title_text(scene, title))
    return gone or not same or (draft.type is FactType.JOINED and title.dep_ == "appos")


def _is_of_somebody_else(scene: Scene, draft: Draft, phrase: TimePhrase) -> bool:
    """Read "X has left, and Z is on leave until May": what Z does by himself, told beside it, has a day of its own."""
    at = scene.token_at(phrase.start)
    verb = carrier_of(at)
    if draft.date is None and draft.type is FactType.LEFT and _is_told_aside(scene, draft, at):
        return True
    if verb is None or verb.dep_ not in _BESIDE or draft.date is not None:
        return False
    does = [p for c in verb.children if c.dep_ == "nsubj" and scene.is_person(c) for p in scene.people(c)]  # fmt: skip
    person = draft.get("person")
    there = any(scene.is_person(t) and scene.name(t) == person for t in verb.subtree)
    return bool(does) and person not in does and not there


def _is_told_aside(scene: Scene, draft: Draft, time: Token) -> bool:
    """Read "X came last year with Z, the start-up that he founded after leaving Y": when he left Y is not said."""
    named = [t for t in scene.doc if scene.is_org(t) and scene.at[t.i].text == draft.get("org")]
    asides = [next((a for a in t.ancestors if a.dep_ == "relcl"), None) for t in named]
    return bool(named) and all(
        aside is not None and time.i not in {t.i for t in aside.subtree} for aside in asides
    )


def _starts_work(scene: Scene, phrase: TimePhrase) -> bool:
    """Whether it is the day on which somebody begins, of "comes from Y, where she was T, and starts in May"."""
    verb = carrier_of(scene.token_at(phrase.start))
    return verb is not None and "to" not in auxiliaries(verb) and begins_work(clause_of(verb))


def _days_of_other_end(draft: Draft, drafts: Sequence[Draft]) -> set[str]:
    """When somebody is told to have come where he leaves, or to have left where he comes: not both on one day."""
    if draft.type not in _MOVES:
        return set()
    others = (o for o in drafts if o.type in _MOVES and o.type is not draft.type and o.date)
    return {o.date or "" for o in others if same_person(o, draft) and same_org(o, draft)}


def _beliefs(times: _Times, draft: Draft, phrase: TimePhrase) -> Traits:
    """What the scorer holds of a time, the person and the place, and where they stand to each other."""
    relations, about = _RELATIONS[draft.type], _names(draft)
    others = [relation for relation in FACTS if relation not in relations]
    most = dict.fromkeys(("own", "place", "of somebody else", "of something else", "told"), 0.0)
    tokens: dict[str, list[Token]] = {"": [], " as the place": []}
    for token, names, pair in times.told.get(times.spot(phrase), ()):
        fact = max(pair.of(relation) for relation in relations)
        other = max(pair.of(relation) for relation in others)
        if not names & about:
            most["of somebody else"] = max(most["of somebody else"], fact, other)
            continue
        own = plain(draft.get("person")) in names
        most["own" if own else "place"] = max(most["own" if own else "place"], fact)
        most["of something else"] = max(most["of something else"], other)
        most["told"] = max(most["told"], pair.of(Relation.TOLD))
        tokens["" if own else " as the place"].append(token)
    at = times.scene.token_at(phrase.start)
    verb = carrier_of(at)
    found = most | {f"{name} logit": logit(x) for name, x in most.items()}
    found["more than somebody else"] = most["own"] - most["of somebody else"]
    found["more than something else"] = most["own"] - most["of something else"]
    found[f"told {draft.type}"] = found[f"told {draft.status}"] = most["told"]
    found["asked"] = float(bool(tokens[""]))
    found["in brackets"] = float(in_brackets(times.scene, phrase.start, tokens[""]))
    for name, those in tokens.items():
        if those:
            alike = verb is not None and any(carrier_of(token) == verb for token in those)
            found[f"words apart{name}"] = math.log1p(min(abs(at.i - token.i) for token in those))
            found[f"of one verb{name}"] = float(alike)
            found[f"of another verb{name}"] = float(not alike)
    return found


def _words(scene: Scene, draft: Draft, phrase: TimePhrase, day: str) -> Traits:
    """What the words of a time are, and where it stands to the publication."""
    words = scene.text[phrase.start : phrase.end].lower()
    what = f"{draft.type} {draft.status}"
    news = float(scene.published is not None and is_news(day, scene.published))
    return {
        "until": float(phrase.until),
        f"until {what}": float(phrase.until),
        f"since {what}": float(words.startswith("since ")),
        "from": float(words.startswith(_FROM)),
        f"{len(day)} long": 1.0,
        "news": news,
        f"news {what}": news,
        f"{_side(scene, day)} {draft.status}": 1.0,
        "opens": float(phrase.start == 0),
    }


def _beside(draft: Draft, day: str | None, drafts: Sequence[Draft]) -> Traits:
    """What else the rules tell of that day, of the same person."""
    kinds = {
        other.type
        for other in drafts
        if other is not draft and other.date == day and same_person(other, draft)
    }
    found = {f"of {kind} for {draft.type} {draft.status}": 1.0 for kind in kinds}
    return found | {
        "of another fact": float(bool(kinds)),
        "of another move": float(bool(kinds & _MOVES)),
    }


def _by_kind(draft: Draft, traits: Traits) -> Traits:
    """What weighs differently from one kind of fact to another, and where the rules take no time."""
    what, own = f"{draft.type} {draft.status}", traits.get("own logit", 0.0)
    found = {f"of {what}": 1.0, f"own logit {draft.type}": own, f"own logit {what}": own}
    if draft.date is None:
        found |= {
            "rules are quiet": 1.0,
            f"rules are quiet of {what}": 1.0,
            "own logit where rules are quiet": own,
        }
        found |= {
            f"{name} where rules are quiet": traits[name] for name in _WHERE_QUIET if name in traits
        }
    return found


def _side(scene: Scene, day: str) -> str:
    """Where a time stands to the publication: before its month, after its day, or in between."""
    if scene.published is None:
        return "about now"
    if is_of_an_earlier_month(day, scene.published):
        return "past"
    return "to come" if day > scene.published.isoformat()[: len(day)] else "about now"
