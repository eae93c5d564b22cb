"""A seeded world of people who are easily taken for one another, and what articles say of them.

Nothing here knows how mentions are resolved. A mention carries the truth, and whether the words given
single somebody out in this world: by a name that no other could bear, or by a second signal that no other
of that name shares. Whoever attaches a mention to anybody but the truth has merged two people.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from unidecode import unidecode

PEOPLE, PAIRS, MENTIONS, COMPANIES = 300, 40, 1000, 45

#: Given names and family names by origin; the flag says that the family name may be put first.
ORIGINS: dict[str, tuple[str, str, bool]] = {
    "English": ("Alice Daniel David Emily Grace Hannah James Jane John Laura Martin Oliver Peter Rachel Robert Sarah",
                "Ashworth Brooks Carter Ferris Hartley Jones Langdon Marsh Parker Smith Thornbury Whitfield", False),
    "Chinese": ("Chao Fei-Fei Hao Jia Jing Kai Lei Ming Qiang Tao Wei Xiaoming Xin Yan Yifan Yu",
                "Chen Gao Huang Li Lin Liu Sun Tang Wang Wu Xu Zhang Zhao Zhou", True),
    "Korean": ("Ji-hoon Min-jun Seo-yeon Sung-ho Hye-jin Jae-won Yuna Dong-hyun", "Choi Jung Kang Kim Lee Park Yoon", True),
    "Japanese": ("Akira Haruka Hiroshi Kenji Naoko Satoshi Yuki Takumi", "Fujimoto Ishikawa Kobayashi Nakamura Sato Tanaka", True),
    "Indian": ("Aditya Ananya Deepa Karthik Meera Priya Rahul Sanjay Vikram Neha",
               "Agarwal Banerjee Iyer Krishnamurthy Mehta Patel Raman Sharma Subramanian", False),
    "French": ("Amélie Benoît Camille François Hélène Jean-Luc Mathieu Sébastien", "Bélanger Delacroix Lefèvre Moreau Rousseau de~Villiers Le~Goff", False),
    "German": ("Jürgen Käthe Lukas Matthias Sabine Stefan Ulrike Jörg", "Bäcker Großmann Hofmann Müller Schäfer von~Arnim Weiß Zöllner", False),
    "Spanish": ("Álvaro Inés José Lucía María Rodrigo Tomás Ximena", "Castañeda Delgado Fernández Herrera Muñoz de~la~Fuente Ibáñez", False),
    "Slavic": ("Aleksandra Dmitri Ilya Katarzyna Łukasz Mikhail Nadezhda Petr", "Dvořák Kowalczyk Lebedev Nowak Petrov Sokolova Wójcik Zaremba", False),
    "Nordic": ("Åsa Bjørn Freja Henrik Ingrid Lars Søren Sigrid", "Ångström Bjørnson Eriksen Lindqvist Østergaard Nyström Sørensen", False),
    "Dutch": ("Anneke Bram Femke Joost Marieke Ruud", "de~Vries Jansen van~den~Berg van~Dijk Bakker Hoekstra", False),
    "Arabic": ("Ahmed Fatima Khaled Leila Mohammed Nour Omar Yasmin", "Al-Farsi El-Sayed Haddad Khalil Mansour Nasser", False),
    "Turkish": ("Ayşe Çağlar Emre Gökhan Özlem Şule", "Çelik Doğan Güneş Öztürk Şahin Yıldız", False),
    "African": ("Adaeze Chidi Kwame Ngozi Olumide Thandiwe", "Adeyemi Boateng Mbeki Nwosu Okafor Okonkwo", False),
    "Hungarian": ("Ágnes Bence Gábor Katalin László Zsófia", "Horváth Kovács Nagy Szabó Tóth Varga", True),
}  # fmt: skip
FIRST = ["Amber", "Basalt", "Cobalt", "Drift", "Ember", "Fathom", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel", "Lumen", "Meridian", "Nimbus", "Obsidian", "Pilot", "Quarry", "Ridge", "Sable", "Tundra", "Umber", "Vellum", "Willow", "Yarrow", "Zephyr"]  # fmt: skip
SECOND = ("Robotics", "AI", "Labs", "Systems", "Compute", "Research", "Dynamics", "Computing")
TITLES = ("chief executive", "chief scientist", "chief technology officer", "vice president of research", "head of safety",
          "research scientist", "research director", "member of technical staff", "head of infrastructure",
          "general counsel", "chief financial officer", "director of policy", "principal engineer")  # fmt: skip
_SIGNALS = ("employer", "origin", "title", "beside", "newsroom", "none", "new employer")
#: What namesakes do who have nothing to do with this industry.
OUTSIDE = ("violinist", "head chef", "city councillor", "goalkeeper", "chief executive", "marketing manager",
           "professor of history", "store manager", "vice president of sales", "paediatrician", "director")  # fmt: skip
OUTSIDE_PLACES = ("Belmont Hotels", "Corrib Bakery", "Larkfield Town Council", "Stanmore United", "Ostrava Philharmonic",
                  "Pellham Stores", "Norwick College", "Tidewater Insurance")  # fmt: skip


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


class _Maker:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)
        self.companies: list[str] = []
        self.people: list[Someone] = []
        self.taken: set[str] = set()

    def world(self) -> World:
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
        return World(self.seed, self.companies, self.people, list(self._mentions()))

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
