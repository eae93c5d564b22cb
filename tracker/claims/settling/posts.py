"""Positions and reporting lines, judged from people's claims, and written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from people.models import Position, ReportingLine
from people.models.positions import PositionState, ReportingLineState
from people.overtaking import Held, overtaken
from people.titles import Role, meaning_of
from tracker.claims.settling.conflicts import WITHDRAWN, Contradictions
from tracker.claims.settling.holdings import Holding, judge, judge_each_day
from tracker.claims.settling.leaving import end_with, go_on
from tracker.claims.settling.lines import gather_lines, kind_of
from tracker.claims.settling.pinned import beside
from tracker.claims.settling.reading_claims import SaysOfPeople
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import Spell, gather
from tracker.claims.settling.writing import Facts, Kept, Shelf
from tracker.kernel.knowledge import States, known_ranges
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.tables import Columns

_POSITIONS = Shelf(Position, "person_id", "position_id", PositionState)
_LINES = Shelf(ReportingLine, "person_id", "line_id", ReportingLineState)


@dataclass(frozen=True)
class Post:
    """A position, or a line to a manager: who at which organization, and what the claims of the spell say."""

    organization: int
    spell: Spell
    holding: Holding
    #: The columns that no state of it changes: whose it is and where, and of a line the manager and the kind.
    lasting: Columns
    overtaken: PartialDate | None = None

    @property
    def columns(self) -> Columns:
        """The columns of its row."""
        return self.lasting | self._said(self.holding, self.overtaken)

    def among(self, others: Sequence["Post"]) -> "Post":
        """The same, as those of the ``others`` have overtaken it that are held elsewhere."""
        return replace(self, overtaken=self._overtaken(self.holding, others))

    def states(self, others: Sequence["Post"]) -> States:
        """What one could know of it, and on which publication days; ``others`` are all positions of the same person."""
        kind = {name: value for name, value in self.lasting.items() if name == "kind"}
        return [
            (days, self._said(*then) | kind) for days, then in known_ranges(self._steps(others))
        ]

    def _steps(
        self, others: Sequence["Post"]
    ) -> Iterator[tuple[date, tuple[Holding, PartialDate | None] | None]]:
        elsewhere = [other for other in others if other.organization != self.organization]
        told = (day for one in (self, *elsewhere) for day, _ in one._known)
        for day in sorted(set(told)):
            then = self._known_on(day)
            yield (
                day,
                None if then is None else (then, self._overtaken(then, elsewhere, day)),
            )

    @cached_property
    def _known(self) -> list[tuple[date, Holding | None]]:
        return list(judge_each_day(self.spell, self.holding))

    def _known_on(self, day: date) -> Holding | None:
        known = (then for told, then in reversed(self._known) if told <= day)
        return next(known, None)

    def _overtaken(
        self, then: Holding, others: Sequence["Post"], known_on: date | None = None
    ) -> PartialDate | None:
        elsewhere = (
            (other, other.holding if known_on is None else other._known_on(known_on))
            for other in others
            if other.organization != self.organization
        )
        held = [other._held(holding) for other, holding in elsewhere if holding is not None]
        return overtaken(self._held(then), held) if held else None

    def _held(self, then: Holding) -> Held:
        is_line = "manager_id" in self.lasting
        meaning = meaning_of("" if is_line else then.title)
        return Held(
            company=self.organization,
            exclusive=meaning.exclusive,
            founding=meaning.role is Role.FOUNDER,
            start=then.start,
            start_status=then.start_status,
            end=then.end,
            end_status=then.end_status,
            told=then.start_told_on or then.start_first_on,
            confirmed_first=then.confirmed_first,
            confirmed_last=then.confirmed_last,
        )

    def _said(self, holding: Holding, overtaken_: PartialDate | None = None) -> Columns:
        said = (
            _period_columns(holding)
            if "manager_id" in self.lasting
            else _position_columns(holding, self.organization)
        )
        return said | {"overtaken": overtaken_}


@dataclass(slots=True)
class Posts:
    """All that one person holds, to whom they report, and which of their claims contradict that."""

    positions: list[Post] = field(default_factory=list)
    lines: list[Post] = field(default_factory=list)
    contradictions: Contradictions = field(default_factory=Contradictions)


def judge_posts(person: int, told: SaysOfPeople) -> Posts:
    """Judge all spells of ``person``, at every organization and below every manager, from what is heard."""
    posts = Posts()
    held: dict[int, list[Spell]] = {}
    for organization, says in _by_organization(told.of(person, Position)):
        held[organization], stray = gather(says)
        posts.contradictions.add(stray, "says that a post is held which has ended")
    go_on(held)
    for organization, spells in held.items():
        _queue_of_void(spells, posts.contradictions)
        identity: Columns = {"person_id": person, "organization_id": organization}
        posts.positions += _posts(organization, ((identity, spell) for spell in spells))
    upwards = [say for say in told.of(person, ReportingLine) if say.manager not in (None, person)]
    for organization, says in _by_organization(upwards):
        lines = gather_lines(says)
        end_with((spell for _, spell in lines), held.get(organization, ()))
        _queue_of_void((spell for _, spell in lines), posts.contradictions)
        posts.lines += _posts(
            organization,
            (
                (
                    {
                        "person_id": person,
                        "organization_id": organization,
                        "manager_id": manager,
                        "kind": kind_of(spell).value,
                    },
                    spell,
                )
                for manager, spell in lines
            ),
        )
    posts.lines = [line.among(posts.positions) for line in posts.lines]
    posts.positions = [post.among(posts.positions) for post in posts.positions]
    for post in posts.positions:
        _queue(post.holding, posts.contradictions)
    for line in posts.lines:
        _queue(line.holding, posts.contradictions)
        posts.contradictions.add_pinned([("kind", kind_of(line.spell).against)])
    return posts


def _by_organization(says: Sequence[Say]) -> list[tuple[int, list[Say]]]:
    found: dict[int, list[Say]] = defaultdict(list)
    for say in says:
        if say.organization is not None:
            found[say.organization].append(say)
    return sorted(found.items())


def _posts(organization: int, spells: Iterable[tuple[Columns, Spell]]) -> list[Post]:
    judged = ((lasting, spell, judge(spell)) for lasting, spell in spells)
    return [
        Post(organization, spell, holding, lasting) for lasting, spell, holding in judged if holding
    ]


def _queue(holding: Holding, contradictions: Contradictions) -> None:
    contradictions.add_pinned(holding.against_pins)
    contradictions.add(holding.contradicting, "gives another day for the same change")
    contradictions.add(holding.elsewhere, "names another company at the other end of the move")


def _queue_of_void(spells: Iterable[Spell], contradictions: Contradictions) -> None:
    for spell in spells:
        if spell.void:
            known = spell.bound | beside(spell.says())
            contradictions.add(spell.claims() - known, WITHDRAWN)


def _position_columns(holding: Holding, organization: int) -> Columns:
    columns = _period_columns(holding)
    meaning = meaning_of(holding.title)
    columns |= {
        "title": holding.title,
        "role": str(meaning.role),
        "seniority": int(meaning.seniority),
        "interim": meaning.interim,
        "exclusive": meaning.exclusive,
        "unit_id": holding.unit if holding.unit != organization else None,
        "stated_origin_id": holding.stated_origin,
        "stated_destination_id": holding.stated_destination,
    }
    return columns


_OF_NO_COLUMN = frozenset(
    {
        "title",
        "unit",
        "stated_origin",
        "stated_destination",
        "contradicting",
        "against_pins",
        "elsewhere",
    }
)
_OF_A_PERIOD = tuple(column.name for column in fields(Holding) if column.name not in _OF_NO_COLUMN)


_of_a_period = attrgetter(*_OF_A_PERIOD)


def _period_columns(holding: Holding) -> Columns:
    columns: Columns = dict(zip(_OF_A_PERIOD, _of_a_period(holding), strict=True))
    for name in ("end_state", "start_status", "end_status"):
        columns[name] = str(columns[name])
    return columns


def keep_positions(posts: Mapping[int, Posts]) -> list[Kept]:
    """Write the positions of these people with all their states; returns those that stand."""
    return _keep(
        _POSITIONS,
        {person: (of_person.positions, of_person.positions) for person, of_person in posts.items()},
    )


def keep_lines(posts: Mapping[int, Posts]) -> list[Kept]:
    """The same of their lines upwards."""
    return _keep(
        _LINES,
        {person: (of_person.lines, of_person.positions) for person, of_person in posts.items()},
    )


def _keep(shelf: Shelf, posts: Mapping[int, tuple[Sequence[Post], Sequence[Post]]]) -> list[Kept]:
    """Write posts, each with all positions of its person."""
    facts = Facts(shelf, posts)
    for person, (of_person, positions) in sorted(posts.items()):
        rows = facts.assigned(person, [post.spell.claims() for post in of_person])
        for post, row in zip(of_person, rows, strict=True):
            facts.keep(row, post.columns, post.spell.claims(), post.states(positions))
    return facts.write()
