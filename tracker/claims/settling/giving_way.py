"""Who gives way: posts and lines that would break a rule between rows, found before any is written.

The rules hold for settled, done facts: nobody is certainly chief executive of one company while somebody else certainly
is, and no certain, solid reporting lines go in a circle.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from people.models import Position, ReportingLine
from people.models.positions import LineKind
from people.titles import held_alone, meaning_of
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.settling.conflicts import CIRCLE, OVERLAP, SINGLE_ROLES, posts_at
from tracker.claims.settling.holdings import Holding
from tracker.claims.settling.posts import Post, Posts, judge_posts
from tracker.claims.settling.reading_claims import SaysOfPeople
from tracker.claims.settling.writing import lock
from tracker.kernel.planned import ask
from tracker.kernel.statuses import Status
from tracker.kernel.tables import computed


@dataclass(frozen=True, slots=True)
class _Certain:
    """A post or a line that was surely taken up, and its certain days: the first, and the day after the last.

    One that was judged here has its ``claims``, any other its row, ``pk``.
    """

    company: int
    person: int
    slug: str
    origins: int
    first: date | None
    lower: date
    upper: date | None
    manager: int = 0
    pk: int = 0
    role: str = ""
    over: bool = False
    told: bool = True
    confirmed: date | None = None
    claims: frozenset[int] = frozenset()

    def together(self, other: "_Certain") -> bool:
        """The two hold on a common day for certain."""
        highs = [day for day in (self.upper, other.upper) if day is not None]
        return not highs or max(self.lower, other.lower) < min(highs)


type _At = tuple[int, int]  # a company, and somebody there


class Hearing:
    """What some people hold by all that is claimed of them, but for what gives way to others.

    ``told`` is what is heard in the end, ``posts`` what each of them holds by it, ``aside`` the claims that give way,
    each with its reason, and ``whose`` they are. Whoever else has to give way is locked and heard too (``others``); what
    gave way of theirs before still does.
    """

    def __init__(self, people: Mapping[int, str], companies: Collection[int]) -> None:
        """``people`` come with their slugs; they are locked, and so are the posts at ``companies``."""
        self.told = SaysOfPeople()
        self.posts: dict[int, Posts] = {}
        self.aside: dict[int, str] = {}
        self.whose: dict[int, int] = {}
        self.others: set[int] = set()
        self._slugs = dict(people)
        self._locked = set(companies)
        self._gave_way: set[int] = set()
        self._posts_at: dict[int, list[_Certain]] = {}
        self._lines_of: dict[_At, list[_Certain]] = {}
        self.told.read(people)
        self._judge(people)
        while losers := [*self._overlapping(), *self._circling()]:
            self._give_way(losers)

    def _judge(self, people: Collection[int]) -> None:
        self.told.hear(people, self.aside.keys() | self._gave_way)
        self.posts |= {person: judge_posts(person, self.told) for person in people}

    def _give_way(self, losers: Sequence[tuple[_Certain, str]]) -> None:
        """Let the claims behind these posts and lines give way, and hear their people again."""
        for fact, reason in losers:
            claims = fact.claims or [pk for (pk,) in ask(_CLAIMS_BEHIND[reason], fact.pk)]
            self.aside |= dict.fromkeys(claims, f"{CONTRADICTS}{reason}")
            self.whose |= dict.fromkeys(claims, fact.person)
        slugs = {fact.person: fact.slug for fact, _ in losers}
        others = slugs.keys() - self._slugs.keys()
        if others:
            lock(*(f"person:{pk}" for pk in others))
            self._gave_way |= self.told.read(others)
            self.others |= others
            self._slugs |= slugs
        self._judge(slugs)

    def _lock(self, companies: Collection[int]) -> None:
        lock(*(posts_at(pk) for pk in set(companies) - self._locked))
        self._locked |= set(companies)

    def _overlapping(self) -> Iterator[tuple[_Certain, str]]:
        """Of two posts that one person holds at a time the one with fewer origins gives way, then the one told later,
        then by content.
        """
        heard = [
            (person, post)
            for person, of_person in self.posts.items()
            for post in of_person.positions
            if _one_at_a_time(post.holding)
        ]
        companies = {post.organization for _, post in heard}
        self._lock(companies)
        self._read_posts(companies)
        at: dict[int, set[int]] = defaultdict(set)
        posts = [
            one
            for company in companies
            for one in self._posts_at[company]
            if one.person not in self._slugs
        ]
        for company, person in (
            *((one.company, one.person) for one in posts),
            *((post.organization, person) for person, post in heard),
        ):
            at[company].add(person)
        posts += self._certain(
            Position, [(who, post) for who, post in heard if len(at[post.organization]) > 1]
        )
        standing: dict[int, list[_Certain]] = defaultdict(list)
        for post in sorted(posts, key=_weight):
            if any(_clash(post, other) for other in standing[post.company]):
                yield post, OVERLAP
            else:
                standing[post.company].append(post)

    def _read_posts(self, companies: Collection[int]) -> None:
        unread = companies - self._posts_at.keys()
        if not unread:
            return
        self._posts_at |= {company: [] for company in unread}
        for company, person, slug, title, *rest in ask(_POSTS, list(unread)):
            if held_alone(title):
                self._posts_at[company].append(_Certain(company, person, slug, *rest))

    def _circling(self) -> Iterator[tuple[_Certain, str]]:
        """The lines that must go so that nobody who was heard stands below themselves.

        Only what lies above them is looked at: every line of a circle through them does.
        """
        heard = [
            (person, line)
            for person, of_person in self.posts.items()
            for line in of_person.lines
            if line.lasting["kind"] == LineKind.SOLID and line.holding.start_status == Status.DONE
        ]
        below = {(line.organization, person) for person, line in heard}
        above = {(line.organization, _manager(line)) for _, line in heard}
        self._lock({company for company, _ in below})
        lines = self._lines_above(above)
        if lines or below & above:
            lines += self._certain(ReportingLine, heard)
        lines.sort(key=lambda line: (-line.origins, str(line.first or ""), line.slug))
        up: dict[_At, list[_Certain]] = {}
        for line in lines:
            if _reaches(line.manager, line, up, set()):
                yield line, CIRCLE
            else:
                up.setdefault((line.company, line.person), []).append(line)

    def _lines_above(self, managers: set[_At]) -> list[_Certain]:
        """The lines on record by which those who were not heard report upwards, from ``managers`` to the top."""
        found: list[_Certain] = []
        seen: set[_At] = set()
        above = managers
        while above := {one for one in above if one[1] not in self._slugs} - seen:
            seen |= above
            unread = above - self._lines_of.keys()
            if unread:
                self._lines_of |= {one: [] for one in unread}
                companies, people = zip(*unread, strict=True)
                for row in ask(_LINES, list(companies), list(people)):
                    line = _Certain(*row)
                    self._lines_of[line.company, line.person].append(line)
            of_these = [line for one in above for line in self._lines_of[one]]
            found += of_these
            above = {(line.company, line.manager) for line in of_these}
        return found

    def _certain(
        self, model: type[Position | ReportingLine], posts: Sequence[tuple[int, Post]]
    ) -> Iterator[_Certain]:
        """Those of ``posts`` that were held on some day for certain; the database says on which."""
        days = computed(model, "certain", [post.columns for _, post in posts])
        for (person, post), (lower, upper) in zip(posts, days, strict=True):
            held = post.holding
            if lower is not None:
                yield _Certain(
                    post.organization,
                    person,
                    self._slugs[person],
                    held.start_origins,
                    held.start_first_on,
                    lower,
                    upper,
                    role=meaning_of(held.title).role,
                    over=held.end_status == Status.DONE,
                    told=held.end is not None or held.end_status == "",
                    confirmed=held.confirmed_first,
                    manager=_manager(post),
                    claims=post.spell.claims(),
                )


_ROLES = ", ".join(f"'{role}'" for role in SINGLE_ROLES)
_POSTS = f"""
    SELECT organization_id, person_id, slug, title, start_origins, start_first_on, lower(certain), upper(certain), 0,
           held.id, role, end_status = '{Status.DONE}', "end" IS NOT NULL OR end_status = '', confirmed_first
    FROM people_position AS held JOIN people_person ON people_person.id = person_id
    WHERE organization_id = ANY(%s::bigint[]) AND NOT withdrawn AND unit_id IS NULL AND role IN ({_ROLES})
      AND start_status = '{Status.DONE}' AND start IS NOT NULL AND NOT isempty(certain)
"""  # noqa: S608 - words of our own
_LINES = f"""
    SELECT organization_id, person_id, slug, start_origins, start_first_on, lower(certain), upper(certain), manager_id,
           held.id
    FROM people_reportingline AS held JOIN people_person ON people_person.id = person_id
    WHERE (organization_id, person_id) IN (SELECT * FROM unnest(%s::bigint[], %s::bigint[]))
      AND NOT withdrawn AND kind = '{LineKind.SOLID}' AND start_status = '{Status.DONE}' AND NOT isempty(certain)
"""  # noqa: S608 - words of our own
_CLAIMS_BEHIND = {
    OVERLAP: "SELECT claim_id FROM claims_claim_positions WHERE position_id = %s::bigint",
    CIRCLE: "SELECT id FROM claims_claim WHERE line_id = %s::bigint",
}


def _one_at_a_time(held: Holding) -> bool:
    """Nobody else can surely hold the post while somebody does: it is the whole company's, and was taken up one day."""
    return (
        held.unit is None
        and held.start is not None
        and held.start_status == Status.DONE
        and meaning_of(held.title).role in SINGLE_ROLES
        and held_alone(held.title)
    )


def _weight(post: _Certain) -> tuple[int, date, str]:
    return (-post.origins, post.first or post.confirmed or date.min, post.slug)


def _clash(one: _Certain, other: _Certain) -> bool:
    """Both have a told start and end, and hold on a common day for certain."""
    if one.role != other.role or one.person == other.person:
        return False
    return (one.over or other.over) and one.told and one.together(other)


def _manager(line: Post) -> int:
    """Whom a line leads to; 0 for a position."""
    manager = line.lasting.get("manager_id", 0)
    return manager if isinstance(manager, int) else 0


def _reaches(person: int, line: _Certain, up: dict[_At, list[_Certain]], seen: set[int]) -> bool:
    """From ``person`` lines lead up to whoever reports by ``line``, on days on which it holds."""
    if person == line.person:
        return True
    if person in seen:
        return False
    seen.add(person)
    return any(
        step.together(line) and _reaches(step.manager, line, up, seen)
        for step in up.get((line.company, person), [])
    )
