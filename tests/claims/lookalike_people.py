"""The people of a look-alikes' world, and every form in which a text may write their names."""

import random
from dataclasses import dataclass, field, replace

from unidecode import unidecode

from tests.claims.lookalike_names import FIRST, ORIGINS, SECOND, TITLES

PEOPLE, COMPANIES = 300, 45


@dataclass(frozen=True, slots=True)
class Post:
    company: str
    title: str


@dataclass(slots=True)
class Someone:
    """A person of this world; ``middle`` is an initial, ``family_first`` whether it may be written so."""

    key: int
    given: str
    family: str
    middle: str = ""
    family_first: bool = False
    aliases: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    pair: str = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.family) if part)

    @property
    def companies(self) -> set[str]:
        return {post.company for post in self.posts}


def bare(name: str) -> str:
    """Letters only, so that spellings of one form compare equal."""
    return "".join(letter for letter in unidecode(name).casefold() if letter.isalnum())


def forms_of(one: Someone) -> dict[str, set[str]]:
    """Every form in which a text may write somebody's name."""
    given, middle, family = one.given, one.middle, one.family
    letters = ". ".join(part[0] for part in given.replace("-", " ").split()) + "."
    forms = {
        "full": {one.name, f"{given} {family}"},
        "alias": set(one.aliases),
        "title": {f"Dr {given} {family}", f"{one.name}, PhD", f"Prof. {one.name}"},
        "plain": {unidecode(one.name), unidecode(f"{given} {family}")},
        "initials": {f"{letters} {family}", f"{given[0]}. {family}"},
        "surname": {family},
    }
    if middle:
        forms["initials"].add(f"{given[0]}. {middle} {family}")
    if "-" in given or "-" in family:
        forms["hyphen"] = {one.name.replace("-", " ")}
        if "-" in given:
            forms["hyphen"].add(f"{given.replace('-', '').capitalize()} {family}")
    if one.family_first:
        forms["swapped"] = {f"{family} {given}", f"{family} {given.replace('-', '').capitalize()}"}
    return {form: {name for name in names if name} for form, names in forms.items()}


class PeopleMaker:
    """Makes the companies and the people of a world, pair by pair."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)
        self.companies: list[str] = []
        self.people: list[Someone] = []
        self.taken: set[str] = set()

    def make_people(self) -> None:
        """Put them into ``companies`` and ``people``."""
        pick = self.random
        names = [f"{one} {two}" for one in FIRST for two in SECOND]
        self.companies = pick.sample(names, COMPANIES)
        for maker, number in (
            (self._same_name, 10),
            (self._one_has_a_middle_initial, 8),
            (self._two_middle_initials, 6),
            (self._same_initial_at_one_company, 8),
            (self._a_letter_apart, 5),
            (self._turned_round, 3),
        ):
            for _ in range(number):
                maker()
        while len(self.people) < PEOPLE:
            one = self._someone()
            if self.random.random() < 0.25:
                one.middle = self._letter()
            self.people.append(one)
        for one in self.people:
            one.aliases = self._aliases(one)

    # ── people ───────────────────────────────────────────────────────────────────────────────────

    def _letter(self, *but: str) -> str:
        return self.random.choice([f"{c}." for c in "ABCDEGKMNPRT" if f"{c}." not in but])

    def _someone(self, origin: str = "") -> Someone:
        """Somebody whose full name nobody has yet, with one or two posts."""
        while True:
            given, family, first = ORIGINS[origin or self.random.choice(list(ORIGINS))]
            one = Someone(
                len(self.people),
                self.random.choice(given.split()),
                self.random.choice(family.split()).replace("~", " "),
                family_first=first,
            )
            turned = bare(f"{one.family}{one.given}")
            if not {bare(f"{one.given}{one.family}"), turned} & self.taken:
                self.taken |= {bare(f"{one.given}{one.family}"), turned}
                break
        one.posts = self._posts()
        return one

    def _posts(self, *, but: set[str] | frozenset[str] = frozenset()) -> list[Post]:
        places = [company for company in self.companies if company not in but]
        number = self.random.choice((1, 1, 2))
        return [
            Post(place, self.random.choice(TITLES)) for place in self.random.sample(places, number)
        ]

    def _pair(self, one: Someone, other: Someone, why: str, *, apart: bool = True) -> None:
        one.pair = other.pair = why
        if apart:
            other.posts = self._posts(but=one.companies)
        one.key, other.key = len(self.people), len(self.people) + 1
        self.people += [one, other]

    def _same_name(self) -> None:
        one = self._someone(
            self.random.choice(["Chinese", "Korean", "English", "Indian", "Spanish"])
        )
        self._pair(one, replace(one, posts=[]), "same name")

    def _one_has_a_middle_initial(self) -> None:
        one = self._someone("English")
        self._pair(one, replace(one, middle=self._letter(), posts=[]), "one middle initial")

    def _two_middle_initials(self) -> None:
        one = self._someone(self.random.choice(["English", "Slavic", "Indian"]))
        one.middle = self._letter()
        self._pair(
            one, replace(one, middle=self._letter(one.middle), posts=[]), "two middle initials"
        )

    def _same_initial_at_one_company(self) -> None:
        """Two given names with one first letter, one surname, one company, different titles."""
        while True:
            one = self._someone()
            given = ORIGINS[
                next(o for o, names in ORIGINS.items() if one.given in names[0].split())
            ][0]
            others = [g for g in given.split() if g[0] == one.given[0] and g != one.given
                      and bare(f"{g}{one.family}") not in self.taken]  # fmt: skip
            if others:
                break
        other = replace(one, given=self.random.choice(others))
        self.taken |= {bare(f"{other.given}{other.family}"), bare(f"{other.family}{other.given}")}
        titles = self.random.sample(TITLES, 2)
        place = self.random.choice(self.companies)
        one.posts, other.posts = [Post(place, titles[0])], [Post(place, titles[1])]
        self._pair(one, other, "same surname, same company", apart=False)

    def _a_letter_apart(self) -> None:
        spellings = [("Sara", "Sarah"), ("Mohamed", "Mohammed"), ("Catherine", "Katherine"), ("Stefan", "Stephan"),
                     ("Erik", "Eric"), ("Ann", "Anne"), ("Jon", "John"), ("Maria", "Mario")]  # fmt: skip
        one = self._someone(self.random.choice(["English", "Nordic", "Slavic", "Spanish"]))
        one.given, given = self.random.choice(spellings)
        names = {bare(f"{one.given}{one.family}"), bare(f"{given}{one.family}")}
        if names & self.taken:
            self._a_letter_apart()
            return
        self.taken |= names
        one.posts = self._posts()
        self._pair(one, replace(one, given=given, posts=[]), "a letter apart")

    def _turned_round(self) -> None:
        """Wei Li and Li Wei are two people, each in their own order."""
        while True:
            given, family = (
                self.random.choice(
                    [["Wei", "Yu", "Lei", "Tao", "Kai"], ["Yan", "Hao", "Jing", "Fei", "Xin"]]
                ),
                ["Li", "Lin", "Sun", "Gao", "Tang"],
            )
            one = Someone(
                0, self.random.choice(given), self.random.choice(family), family_first=True
            )
            if bare(f"{one.given}{one.family}") not in self.taken:
                break
        self.taken |= {bare(f"{one.given}{one.family}"), bare(f"{one.family}{one.given}")}
        one.posts = self._posts()
        self._pair(one, replace(one, given=one.family, family=one.given, posts=[]), "turned round")

    def _aliases(self, one: Someone) -> list[str]:
        if self.random.random() > 0.5:
            return []
        respelt = one.family
        for here, there in (
            ("ü", "ue"),
            ("ö", "oe"),
            ("ä", "ae"),
            ("ø", "oe"),
            ("å", "aa"),
            ("v", "w"),
            ("k", "c"),
            ("i", "y"),
        ):
            if here in respelt[1:]:
                respelt = respelt[0] + respelt[1:].replace(here, there, 1)
                break
        married = self.random.choice(["Hale", "Winslow", "Ortega", "Brandt", "Castellan"])
        choices = [f"{one.given} {one.family}-{married}", f"{one.given} {married}"]
        if respelt != one.family:
            choices.append(f"{one.given} {respelt}")
        found = self.random.choice(choices)
        if bare(found) in self.taken:
            return []
        self.taken.add(bare(found))
        return [found]
