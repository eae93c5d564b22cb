"""A seeded world of people who are easily taken for one another, and what articles say of them.

Nothing here knows how mentions are resolved. A mention carries the truth, and whether the words given
single somebody out in this world: by a name that no other could bear, or by a second signal that no other
of that name shares. Whoever attaches a mention to anybody but the truth has merged two people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.claims.lookalike_names import ORIGINS, OUTSIDE, OUTSIDE_PLACES, TITLES
from tests.claims.lookalike_people import PEOPLE, PeopleMaker, Someone, bare, forms_of

__all__ = ["MENTIONS", "PAIRS", "PEOPLE", "Told", "World", "world"]

PAIRS, MENTIONS = 40, 1000
_SIGNALS = ("employer", "origin", "title", "beside", "newsroom", "none", "new employer")


@dataclass(frozen=True, slots=True)
class Told:
    """One mention: what a text says of somebody, and who it is (None: nobody on record)."""

    name: str
    form: str
    truth: int | None
    company: str = ""
    title: str = ""
    origin: str = ""
    joins: bool = False
    beside: tuple[str, ...] = ()
    newsroom: str = ""
    decidable: bool = True
    signal: str = ""


@dataclass(slots=True)
class World:
    seed: int
    companies: list[str]
    people: list[Someone]
    mentions: list[Told]


def world(seed: int) -> World:
    """The same world for the same seed."""
    return _Maker(seed).world()


class _Maker(PeopleMaker):
    def world(self) -> World:
        self.make_people()
        return World(self.seed, self.companies, self.people, list(self._mentions()))

    # ── what texts say of them ───────────────────────────────────────────────────────────────────

    def _mentions(self) -> Iterator[Told]:
        bearers: dict[str, set[int]] = {}
        for one in self.people:
            for names in forms_of(one).values():
                for name in names:
                    bearers.setdefault(bare(name), set()).add(one.key)
        strangers = [*[self._new_name] * 30, *[self._new_given_name] * 20, *[self._namesake] * 15, *[self._other_initial] * 10,
                     *[self._letter_off] * 5]  # fmt: skip
        told = [stranger() for stranger in strangers]
        while len(told) < MENTIONS:
            told.append(self._of(self._subject(), bearers))
        self.random.shuffle(told)
        yield from told

    def _subject(self) -> Someone:
        """Look-alikes are told of more often than their number would have it."""
        alike = [one for one in self.people if one.pair]
        return self.random.choice(alike if self.random.random() < 0.4 else self.people)

    def _of(self, one: Someone, bearers: dict[str, set[int]]) -> Told:
        pick = self.random
        forms = forms_of(one)
        weights = {
            "full": 58,
            "alias": 22,
            "title": 5,
            "plain": 6,
            "initials": 7,
            "surname": 4,
            "hyphen": 6,
            "swapped": 7,
        }
        usable = [form for form in weights if forms.get(form)]
        form = pick.choices(usable, [weights[form] for form in usable])[0]
        name = pick.choice(sorted(forms[form]))
        others = {k for k in bearers[bare(name)] if k != one.key}
        stripped = bare(name).removeprefix("dr").removeprefix("prof").removesuffix("phd")
        others |= (
            {k for k in bearers.get(stripped, set()) if k != one.key} if form == "title" else set()
        )
        namesakes = [self.people[k] for k in sorted(others)]
        while True:
            told = self._signalled(Told(name, form, one.key), one)
            # Nobody begins at the very place where a namesake is on record: no words could tell.
            if told.signal != "new employer" or not any(
                told.company in other.companies for other in namesakes
            ):
                break
        return replace(told, decidable=self._singles_out(told, one, namesakes))

    def _signalled(self, told: Told, one: Someone) -> Told:
        """The mention with a second signal, or none."""
        pick = self.random
        post = pick.choice(one.posts)
        colleagues = [other for other in self.people if other.key != one.key and post.company in other.companies
                      and not other.pair]  # fmt: skip
        match pick.choices(_SIGNALS, (50, 16, 8, 8, 5, 10, 3))[0]:
            case "employer":
                title = (
                    post.title if pick.random() < 0.7 else pick.choice(["", pick.choice(TITLES)])
                )
                return replace(told, company=post.company, title=title, signal="employer")
            case "origin":
                new = pick.choice(
                    [company for company in self.companies if company not in one.companies]
                )
                return replace(
                    told,
                    company=new,
                    origin=post.company,
                    joins=True,
                    title=pick.choice(TITLES),
                    signal="origin",
                )
            case "title":
                return replace(told, title=post.title, signal="title")
            case "beside" if colleagues:
                return replace(told, beside=(pick.choice(colleagues).name,), signal="beside")
            case "new employer":
                new = pick.choice(
                    [company for company in self.companies if company not in one.companies]
                )
                return replace(told, company=new, title=pick.choice(TITLES), signal="new employer")
            case "newsroom":
                return replace(told, newsroom=post.company, signal="newsroom")
            case _:
                return replace(told, signal="none")

    def _singles_out(self, told: Told, one: Someone, others: list[Someone]) -> bool:
        """Nobody else could be meant by these words, as far as this world goes."""
        shares: Callable[[Someone], bool]
        match told.signal:
            case "employer":
                shares = lambda other: told.company in other.companies  # noqa: E731
            case "origin":
                shares = lambda other: bool({told.origin, told.company} & other.companies)  # noqa: E731
            case "title":
                shares = lambda other: told.title in {post.title for post in other.posts}  # noqa: E731
            case "beside":
                beside = set().union(*(p.companies for p in self.people if p.name in told.beside))
                shares = lambda other: bool(beside & other.companies)  # noqa: E731
            case "newsroom":
                shares = lambda other: told.newsroom in other.companies  # noqa: E731
            case _:
                shares = lambda _: True  # noqa: E731
        if told.signal == "new employer":  # as likely as not it is a namesake
            return False
        if told.form in {"initials", "surname"} and told.signal in {"none", "title"}:
            return False
        if told.signal == "employer" and others and told.title:
            titled = [other for other in others if shares(other)]
            mine = told.title in {post.title for post in one.posts}
            return not titled or (
                mine and all(told.title not in {p.title for p in o.posts} for o in titled)
            )
        return not any(shares(other) for other in others)

    # ── people whom nobody has on record ─────────────────────────────────────────────────────────

    def _context(self, told: Told) -> Told:
        """What a text may say of a stranger: a place on record, or none at all."""
        match self.random.choice(("place", "place", "joins", "none")):
            case "place":
                return replace(
                    told,
                    company=self.random.choice(self.companies),
                    title=self.random.choice(TITLES),
                )
            case "joins":
                return replace(
                    told,
                    company=self.random.choice(self.companies),
                    joins=True,
                    title=self.random.choice(TITLES),
                )
            case _:
                return told

    def _new_name(self) -> Told:
        return self._context(Told(self._someone().name, "stranger", None))

    def _new_given_name(self) -> Told:
        """Somebody of a surname on record, often at that very company."""
        while True:
            one = self.random.choice(self.people)
            given = self.random.choice(self.random.choice(list(ORIGINS.values()))[0].split())
            if not {bare(f"{given}{one.family}"), bare(f"{one.family}{given}")} & self.taken:
                break
        self.taken |= {bare(f"{given}{one.family}"), bare(f"{one.family}{given}")}
        place = self.random.choice(one.posts).company if self.random.random() < 0.6 else ""
        return Told(
            f"{given} {one.family}", "new given name", None, place, self.random.choice(TITLES)
        )

    def _namesake(self) -> Told:
        """Somebody outside the industry who bears a name on record in full."""
        one = self.random.choice(self.people)
        joins = self.random.random() < 0.3
        return Told(
            one.name,
            "namesake",
            None,
            self.random.choice(OUTSIDE_PLACES),
            self.random.choice(OUTSIDE),
            joins=joins,
        )

    def _other_initial(self) -> Told:
        one = self.random.choice([one for one in self.people if one.middle])
        others = [p.middle for p in self.people if (p.given, p.family) == (one.given, one.family)]
        return self._context(
            Told(f"{one.given} {self._letter(*others)} {one.family}", "other initial", None)
        )

    def _letter_off(self) -> Told:
        """A surname one letter longer than one on record, at a company where that one is not known."""
        one = self.random.choice([one for one in self.people if not one.pair])
        place = self.random.choice(
            [company for company in self.companies if company not in one.companies]
        )
        return Told(
            f"{one.given} {one.family}{self.random.choice('stz')}",
            "letter off",
            None,
            place,
            self.random.choice(TITLES),
        )
