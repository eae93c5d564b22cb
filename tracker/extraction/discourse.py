"""What an article has been talking about so far: the ground for "he", "its" and "the company"."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from tracker.extraction.findings import Value
from tracker.extraction.given_names import is_female, is_male
from tracker.extraction.registry import Registry
from tracker.extraction.standing import Standings


def long_forms(sentence: str) -> dict[str, str]:
    """What abbreviations stand for where a sentence says so: "large language models (LLMs)"."""
    found: dict[str, str] = {}
    if "(" not in sentence:
        return found
    for match in re.finditer(r"((?:\b[A-Za-z][\w-]* ){2,5})\(([A-Z]{2,5})s?\)", sentence):
        words = match.group(1).split()[-len(match.group(2)) :]
        if "".join(word[0] for word in words).upper() == match.group(2):
            found[match.group(2)] = " ".join(words)
    return found


@dataclass(frozen=True, slots=True)
class PostGiven:
    """A post that somebody has been told to get, and in which sentence."""

    person: str
    title: str
    org: str
    unit: str | None
    number: int


#: How many subjects back are likelier to be "he" than whoever is only mentioned.
_SUBJECTS = 2


@dataclass(slots=True)
class Discourse:
    """The people and organisations of the sentences before this one, newest last."""

    topic: str | None = None
    sure: bool = True
    group: tuple[str, ...] = ()
    groups: list[tuple[str, ...]] = field(default_factory=list)
    subject_person: str | None = None
    subject_org: str | None = None
    named_subject: str | None = None
    fresh_subject: str | None = None
    last_orgs: list[str] = field(default_factory=list)
    acquirer: str | None = None
    target: str | None = None
    told_target: str | None = None
    recent_people: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    unit: str | None = None
    fresh_unit: str | None = None
    merged: str | None = None  # what parts of a company have last been put together into
    units: list[str] = field(default_factory=list)
    unit_orgs: dict[str, str | None] = field(default_factory=dict)
    startups: set[str] = field(default_factory=set)  # which companies have been called so
    companies: set[str] = field(default_factory=set)
    posts: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    posts_at: dict[tuple[str, str], tuple[str, str | None, str | None]] = field(
        default_factory=dict
    )
    founded: dict[str, str] = field(default_factory=dict)
    founder_of: dict[str, str] = field(default_factory=dict)
    founded_before: dict[str, str] = field(default_factory=dict)
    given_up: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    post_given: PostGiven | None = None
    employer: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    gone_to: dict[str, str] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)
    employed_by_joining: set[str] = field(default_factory=set)
    fresh_company: str | None = None
    unnamed: list[dict[str, Value]] = field(
        default_factory=list
    )  # the values of foundings of what has no name yet
    just_named: str | None = None  # whose name the last sentences gave: "the result is called Y"
    valued: str | None = None  # whose worth the last sentence has told
    paragraph: int = -1
    paragraph_orgs: list[str] = field(default_factory=list)
    anchor: str | None = None
    long_forms: dict[str, str] = field(default_factory=dict)
    title: str = ""
    standings: Standings = field(default_factory=Standings)

    def fullest(self, name: str, registry: Registry, *, female: bool | None = None) -> str:
        """The fullest form of ``name``; of two people so called the one mentioned last, or whom "Mr" or "Ms" may mean."""
        options = registry.options(name)
        if len(options) > 1:
            likely = _of_sex(options, female=female)
            return next((p for p in reversed(self.recent_people) if p in likely), likely[0])
        return registry.fullest(name)

    def pick_person(
        self, inside: list[str], *, female: bool | None, but: Container[str] = ()
    ) -> str | None:
        """Who "he" or "she" is: somebody of this sentence, else a subject of the last ones, and nobody of ``but``."""
        options = [
            *inside,
            *([self.subject_person] if self.subject_person else []),
            *reversed(self.subjects[-_SUBJECTS:]),
            *reversed(self.recent_people),
        ]
        options = _of_sex([name for name in options if name not in but], female=female)
        return options[0] if options else None

    def it(self, *, of_title: bool) -> str | None:
        """Which organisation "it" or "its" is at the beginning of a sentence."""
        if self.fresh_company:
            return self.fresh_company
        if of_title:
            if self.target and self.target in self.last_orgs:
                return self.target
            if self.fresh_subject:
                return self.fresh_subject
            if len(set(self.last_orgs)) == 1:
                return self.last_orgs[0]
            return self.main() or (self.last_orgs[-1] if self.last_orgs else None)
        return self.subject_org or self.main() or (self.last_orgs[-1] if self.last_orgs else None)

    def gone_last(self) -> str | None:
        """Where the last of those who go somewhere goes: what "there" means."""
        return next(reversed(self.gone_to.values()), None)

    def just_founded_by(self, person: str | None) -> str | None:
        """The company whose founding by a person has just been told: whatever post of his is told next is there."""
        founded = self.founded.get(person) if person is not None else None
        return founded if founded == self.fresh_company else None

    def newly_named(self, person: str | None) -> str | None:
        """The company that has just been given a name: where those are whose posts are told next and who are nowhere else."""
        there = person is not None and self.employer.get(person) in {None, self.just_named}
        return self.just_named if there else None

    def give_name(self, org: str) -> None:
        """Let those who have been told to found a company without a name have founded ``org``."""
        for values in self.unnamed:
            values |= {"org": org, "org_desc": None}
            self.founded[str(values["person"])] = org
        self.unnamed = []

    def unit_called(self, noun: str) -> str | None:
        """Which unit "the lab" or "the team" is: the last one with that word in its name, else the last."""
        stem = "lab" if noun.startswith("lab") else noun
        for unit in reversed(self.units):
            if stem in unit.lower():
                return unit
        return self.unit

    def whole_unit(self, name: str) -> tuple[str, str | None] | None:
        """The unit, and whose it is, that "the models team" means where the "foundation models team" has been told of."""
        ends = (unit for unit in reversed(self.units) if unit.lower().endswith(f" {name.lower()}"))
        return next(((unit, self.unit_orgs.get(unit)) for unit in ends), None)

    def post_of(self, person: str) -> tuple[str, str | None, str | None] | None:
        """The post that others may take over from a person: the one given up or held where he leaves, else the last."""
        there = self.posts_at.get((person, self.left.get(person, "")))
        return self.given_up.get(person) or there or self._post_before_going(person)

    def _post_before_going(self, person: str) -> tuple[str, str | None, str | None] | None:
        """The last post of a person, which is none where he goes if he is told to have had another elsewhere."""
        last = self.posts.get(person)
        if last is None or last[1] != self.gone_to.get(person):
            return last
        return next(
            (
                self.posts_at[key]
                for key in reversed(self.posts_at)
                if key[0] == person and key[1] != last[1]
            ),
            last,
        )

    def main(self) -> str | None:
        """The organisation the article is about, once it has been named."""
        return self.topic

    def company(
        self, noun: str, inside: list[str], subjects: list[str], *, modified: bool
    ) -> str | None:
        """Which organisation "the company", "the start-up" or "the buyer" is."""
        bearing = [
            name
            for name in [*reversed(inside), *reversed(self.last_orgs), *sorted(self.companies)]
            if noun in name.lower().split()
        ]
        if bearing:
            return bearing[0]
        if noun in {"buyer", "acquirer", "parent", "owner", "bidder", "suitor"} and self.acquirer:
            return self.acquirer
        if (
            self.target
            and self.target in inside
            and (modified or noun in {"startup", "start-up", "target"})
        ):
            return self.target
        if (
            not inside
            and not subjects
            and self.fresh_company
            and noun not in {"group", "giant", "parent"}
        ):
            return self.fresh_company
        if (
            not inside
            and not subjects
            and self.named_subject
            and not (self.acquirer == self.named_subject and self.target)
        ):
            return self.named_subject
        if not inside and self.told_target and noun not in {"group", "giant", "parent", "lab"}:
            return self.told_target
        if len(set(inside)) == 1:
            return inside[0]
        if subjects:
            return subjects[-1]
        if inside and self.topic in inside:
            return self.topic
        return self.main() or self.subject_org or next(reversed(inside or self.last_orgs), None)

    def buyer_for(self, person: str) -> str | None:
        """The company that has bought the one a person comes from."""
        if self.acquirer and self.target and self.employer.get(person) in {None, self.target}:
            return self.acquirer
        return None

    def focus(self) -> str | None:
        """The organisation that a title without one belongs to."""
        if not self.sure and self.subject_org:
            return self.subject_org
        if self.paragraph_orgs and self.topic not in {None, *self.paragraph_orgs}:
            return self.paragraph_orgs[0]
        return self.topic or self.subject_org or (self.last_orgs[-1] if self.last_orgs else None)


def _of_sex(people: list[str], *, female: bool | None) -> list[str]:
    """For a woman those known to be women, else those not known to be men; for a man those not known to be women; or all."""
    if female is None:
        return people
    women = [name for name in people if is_female(name)]
    rest = [name for name in people if not (is_male if female else is_female)(name)]
    return (women if female else []) or rest or people
