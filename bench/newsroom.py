"""Articles' claims made up from a seed: a few companies, outlets and people have most, as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY, DAYS = date(2021, 1, 4), 1700
COMPANIES, OUTLETS = 600, 80


@dataclass(frozen=True, slots=True)
class Drawn:
    """One claim before it has a row: whom it speaks of by number, and its words."""

    person: int | None
    company: int
    outlet: int
    published: date
    type: str
    status: str
    title: str = ""
    on: str = ""
    other: int | None = None
    manager: int | None = None
    values: tuple[tuple[str, object], ...] = ()


TITLES = (
    *["engineer", "research scientist", "researcher", "product manager", "head of research"] * 4,
    *["vice president of engineering", "chief technology officer", "director of policy"] * 2,
    *["chief executive", "board member", "chief scientist", "co-founder", "adviser"],
)


class Newsroom:
    """Draws articles about the people hired so far; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._companies = [1 / (rank + 4) for rank in range(COMPANIES)]
        self._outlets = [1 / (rank + 2) for rank in range(OUTLETS)]
        self._staff: dict[int, list[int]] = {}
        self._title: dict[int, str] = {}

    def hire(self, people: int) -> None:
        """Bring the number of people to ``people``, each at a company or two."""
        for person in range(len(self._title), people):
            places = set(self._pick(self._companies, 2 if self._chance.random() < 0.3 else 1))
            for company in sorted(places):
                self._staff.setdefault(company, []).append(person)
            self._title[person] = self._chance.choice(TITLES)

    def _pick(self, weights: Sequence[float], count: int) -> list[int]:
        return self._chance.choices(range(len(weights)), weights, k=count)

    def articles(self, claims: int) -> Iterator[list[Drawn]]:
        """Articles with about ``claims`` claims in all, the earliest first."""
        told = 0
        while told < claims:
            day = FIRST_DAY + timedelta(days=DAYS * told // claims)
            article = self.article(day)
            told += len(article)
            yield article

    def article(self, day: date) -> list[Drawn]:
        (outlet,) = self._pick(self._outlets, 1)
        staff: list[int] = []
        while not staff:
            (company,) = self._pick(self._companies, 1)
            staff = self._staff.get(company, [])
        people = self._chance.sample(staff, min(len(staff), self._chance.choice((1, 2, 2, 3, 4))))
        drawn: list[Drawn] = []
        for person in people:
            for _ in range(self._chance.choice((1, 2, 2))):
                drawn.append(self._of_person(person, company, outlet, day, staff))
        if self._chance.random() < 0.2:
            kind = self._chance.choice(("layoff", "funding", "market_reaction"))
            figure = (
                ("percent", self._chance.randrange(1, 30))
                if kind != "funding"
                else (
                    "amount_usd",
                    self._chance.randrange(1, 900) * 1_000_000,
                )
            )
            drawn.append(Drawn(None, company, outlet, day, kind, "done", values=(figure,)))
        return drawn

    def _of_person(
        self, person: int, company: int, outlet: int, day: date, staff: Sequence[int]
    ) -> Drawn:
        chance = self._chance
        title = self._title[person]
        shape = chance.random()
        step = chance.choice(
            ("rumoured", "reported", "announced", "done", "done", "done", "denied")
        )
        on = (
            (day - timedelta(days=chance.randrange(20))).isoformat()
            if chance.random() < 0.5
            else ""
        )
        (other,) = self._pick(self._companies, 1)
        if shape < 0.45:
            return Drawn(person, company, outlet, day, "role", "held", title)
        if shape < 0.65:
            return Drawn(person, company, outlet, day, "joined", step, title, on, other)
        if shape < 0.82:
            return Drawn(person, company, outlet, day, "left", step, title, on)
        if shape < 0.88:
            self._title[person] = title = chance.choice(TITLES)
            return Drawn(person, company, outlet, day, "role", step, title, on)
        if shape < 0.92:
            manager = chance.choice(staff)
            return Drawn(person, company, outlet, day, "reports_to", "done", manager=manager)
        if shape < 0.95:
            return Drawn(person, company, outlet, day, "founded", step, "", on)
        quote = f"We shall see in {chance.randrange(10_000)} days."
        return Drawn(person, company, outlet, day, "statement", "done", values=(("quote", quote),))
