"""Which claims speak of the same spell at one organization."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from people.titles import compatible, meaning_of, title_words
from tracker.claims.settling.judging import judge_date, judge_status, judge_title
from tracker.claims.settling.pinned import beside, bound, standing_alone
from tracker.claims.settling.says import Say, first_moment, pinned
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status


@dataclass(slots=True)
class Spell:
    """The says of one spell, in the order of the days they are about.

    ``against`` are says of another post at the same time, where an editor has pinned which post it
    was (the field ``contested``): they are kept with the spell and judged with nothing. ``bound`` are the claims that an
    editor's correction is about; ``void``: it says that there was no such spell. ``lent`` are the claims of ends that were told
    of other posts and end this one too: they are judged with it and support it not.
    """

    starts: list[Say] = field(default_factory=list)
    helds: list[Say] = field(default_factory=list)
    ends: list[Say] = field(default_factory=list)
    against: list[Say] = field(default_factory=list)
    contested: str = "title"
    bound: frozenset[int] = frozenset()
    void: bool = False
    lent: frozenset[int] = frozenset()
    known_as: frozenset[str] = frozenset()
    _judged: dict[object, str | date | None] = field(default_factory=dict)

    def says(self) -> list[Say]:
        return [*self.starts, *self.helds, *self.ends]

    def claims(self) -> frozenset[int]:
        """All that support it, and those that contradict what is pinned of it."""
        return frozenset(say.claim for say in (*self.says(), *self.against)) - self.lent

    def lend(self, ends: Iterable[Say]) -> None:
        """Let ends that were told of other posts end this one too."""
        for say in ends:
            self.ends.append(say)
            self.lent |= {say.claim}

    @property
    def title(self) -> str:
        return self._once("title", lambda: judge_title(self.says()))

    @property
    def exclusive(self) -> bool:
        return meaning_of(self.title).exclusive

    def ended_on(self) -> date | None:
        """A day by which the spell was over, None while no done end is told."""
        return self._once("ended", lambda: _over(self.ends))

    def left_on(self) -> date | None:
        """The same, whatever was taken back: who comes back had left."""
        return self._once(
            "left", lambda: _over([say for say in self.ends if say.status != Status.REVERSED])
        )

    def _once[J: (str, date | None)](self, what: str, judged: Callable[[], J]) -> J:
        """The judgement, made again only when a say has come in or gone."""
        key = (what, len(self.starts), len(self.helds), len(self.ends))
        if key not in self._judged:
            self._judged[key] = judged()
        return cast("J", self._judged[key])


def _over(ends: Sequence[Say]) -> date | None:
    if judge_status(ends, pin="end_status").status is not Status.DONE and not any(
        say.status == Status.FORMER for say in ends
    ):
        return None
    when = judge_date(ends, pin="end").when
    if when is not None:
        return when.sort_day
    return min((say.published for say in ends if say.published), default=date.min)


def gather(says: Iterable[Say]) -> tuple[list[Spell], frozenset[int]]:
    """Sort one person's says at one organization into spells; the claims that fit none come second.

    The says are taken in the order of the days they are about, so the result does not depend on
    the order in which they came in.
    """
    spells: list[Spell] = []
    stray: set[int] = set()
    bundles, loose = bound(says)
    steps: list[tuple[_Turn, list[Say]]] = [
        ((say.moment, _RANK[say.aspect], *say.order), [say]) for say in loose
    ]
    steps += [((first_moment(one), -1, *one[0].order), one) for one in bundles]
    for turn, told in sorted(steps, key=lambda step: step[0]):
        (say, *_) = told
        if turn[1] < 0:
            _bind(told, spells)
        elif say.aspect == "start":
            _started(say, spells)
        elif say.aspect == "end":
            _ended(say, spells)
        elif not _held(say, spells):
            stray.add(say.claim)
    _came_back(spells)
    set_against(spells, "title", _other_post)
    return spells, frozenset(stray)


type _Turn = tuple[date, int, date, str]
_RANK = {"end": 0, "start": 1, "held": 2}


def _bind(says: Sequence[Say], spells: list[Spell]) -> None:
    """The spell that an editor corrected: its claims, and what was only said to be held before it."""
    spell = Spell(
        bound=frozenset(say.claim for say in says),
        void=any(say.voids for say in says),
        known_as=frozenset(say.title for say in says if say.title),
    )
    for say in says:
        {"start": spell.starts, "end": spell.ends}.get(say.aspect, spell.helds).append(say)
    for other in list(spells):
        early = not (other.bound or other.starts or spell.void) and other.left_on() is None
        if early and all(_fits(say, spell) for say in other.says()):
            spell.helds += other.helds
            spell.ends += other.ends
            spells.remove(other)
    spells.append(spell)


def set_against(spells: list[Spell], field: str, opposes: Callable[[Spell, Spell], bool]) -> None:
    """Let what speaks of the same days as a spell whose ``field`` is pinned, and says otherwise,
    contradict that spell instead of being another; what an editor has let in stands by itself.
    """
    firm = [spell for spell in spells if not spell.void and pinned(spell.says(), field)]
    for other in list(spells):
        if other.bound or standing_alone(other.says()):
            continue
        for spell in firm:
            apart = beside(spell.says()) & other.claims()
            if not apart and opposes(other, spell) and _at_one_time(other, spell):
                spell.against += other.says()
                spell.contested = field
                spells.remove(other)
                break


def _other_post(other: Spell, spell: Spell) -> bool:
    """Two full-time posts; a board seat is held beside any other."""
    return not compatible(other.title, spell.title) and other.exclusive and spell.exclusive


def _at_one_time(other: Spell, spell: Spell) -> bool:
    """What was said of ``other`` may be about the days of ``spell``, and their starts one change."""
    moments = [say.moment for say in other.says() if say.moment != date.min]
    start = judge_date(spell.starts or spell.helds, pin="start").when
    over, gone = spell.left_on(), other.left_on()
    begun = start.earliest if start is not None else None
    if moments and over is not None and min(moments) >= over:
        return False
    if begun is not None and (
        (gone is not None and gone <= begun) or (moments and max(moments) < begun)
    ):
        return False
    firm = [say for say in other.starts if say.when is not None]
    return not firm or any(_same_day(say, spell.starts) for say in firm)


def _just_begun(say: Say, spell: Spell) -> bool:
    """Whoever is called a former researcher on the day of coming to a lab had been there before."""
    begun = judge_date(spell.starts, pin="start").when
    if say.published is None or begun is None or begun.earliest is None:
        return False
    return abs((say.published - begun.earliest).days) <= NEAR_DAYS


#: What a verb alone says: "who leads the lab" makes somebody its head, whatever the card says.
_BARE_LEAD = frozenset({"head"})


def _fits(say: Say, spell: Spell) -> bool:
    """The titles may name one post; a bare "head" fits any post in the unit it heads.

    A title that an editor has corrected fits still, unless another editor has let it in.
    """
    if say.decided and spell.void:
        return False
    if compatible(say.title, spell.title):
        return True
    if not say.decided and any(compatible(say.title, title) for title in spell.known_as):
        return True
    units = {other.unit for other in spell.says() if other.unit is not None}
    bare = _BARE_LEAD in (title_words(say.title), title_words(spell.title))
    return bare and say.unit is not None and say.unit in units


def _fitting(say: Say, spells: Sequence[Spell]) -> list[Spell]:
    """The spells that it may speak of, the latest first; what an editor has corrected comes after
    those that bear the title, and what there never was last.
    """
    found = [spell for spell in reversed(spells) if _fits(say, spell)]
    if len(found) < 2:
        return found
    return sorted(
        found,
        key=lambda spell: (
            spell.void,
            bool(spell.bound) and not compatible(say.title, spell.title),
        ),
    )


def _started(say: Say, spells: list[Spell]) -> None:
    if say.undone and _taken_back(say, spells):
        return
    for spell in _fitting(say, spells):
        over = spell.left_on()
        if over is not None and over <= say.moment and not _repeats(say, spell.starts):
            talk = say.when is None and say.status != Status.DONE
            if not talk or over < say.moment or not spell.helds:
                continue
        if spell.starts and not _same_day(say, spell.starts):
            continue
        spell.starts.append(say)
        _joined_before(say, spell, spells)
        return
    spells.append(Spell(starts=[say]))


def _taken_back(say: Say, spells: list[Spell]) -> bool:
    """A start that is taken back after its end was told answers that start, and begins no other.

    Where the start was done, somebody had the post until then: taking it back is its end.
    """
    for spell in reversed(spells):
        if not spell.starts or spell.ended_on() is None or not _fits(say, spell):
            continue
        if judge_status(spell.starts, pin="start_status").status is not Status.DONE:
            spell.starts.append(say)
            return True
        if say.status is Status.REVERSED and any(
            end.published == say.published for end in spell.ends
        ):
            spell.ends.append(replace(say, status=Status.DONE))
            return True
    return False


def _came_back(spells: Sequence[Spell]) -> None:
    """Where somebody came back to a post, the return is the later spell's, and the end stands.

    Taking back an end undoes it only where the post went on as if nothing had been.
    """
    for index, spell in enumerate(spells):
        taken_back = [say for say in spell.ends if say.status == Status.REVERSED]
        over = spell.left_on()
        if not taken_back or over is None or spell.void:
            continue
        for later in spells[index + 1 :]:
            back = [say for say in later.starts if say.moment >= over and not say.undone]
            if back and compatible(spell.title, later.title) and not later.void:
                spell.ends = [say for say in spell.ends if say.status != Status.REVERSED]
                if all(say in taken_back for say in later.ends):
                    later.ends = []
                later.helds.extend(say for say in taken_back if say not in later.ends)
                break


def _joined_before(say: Say, spell: Spell, spells: list[Spell]) -> None:
    """A joining told without a day, of somebody who has risen since, speaks of the first post too.

    It lends that post its word and no title: "hired X, now chief scientist" hired X as a researcher.
    """
    if say.type != "joined" or say.when is not None:
        return
    running = (one for one in spells if one.starts and one.ended_on() is None and not one.void)
    first = next(running, spell)
    if first is not spell and first.exclusive and spell.exclusive:
        first.starts.append(replace(say, title="", unit=None))


#: By how much a plan that is not done yet may be put off and still be the same plan.
MOST_SHIFT_DAYS = 365
#: Two days told for what is done, no further apart than this, contradict each other over one change.
NEAR_DAYS = 45


def _repeats(say: Say, others: Sequence[Say]) -> bool:
    """The say tells again, with the same day, what an earlier one told."""
    return any(
        other.when is not None and say.when is not None and other.when.meets(say.when)
        for other in others
    )


def _same_day(say: Say, others: Sequence[Say]) -> bool:
    """The say may be about the same change: no two days are given that cannot agree."""
    when = judge_date(others, pin="start").when
    if say.when is None or when is None or when.meets(say.when):
        return True
    pinned = any("start" in one.pins for one in (say, *others))
    most = MOST_SHIFT_DAYS if pinned or say.status != Status.DONE else NEAR_DAYS
    return _apart(say.when, when) <= most


def _apart(one: PartialDate, other: PartialDate) -> int:
    return abs((one.sort_day - other.sort_day).days)


def _held(say: Say, spells: list[Spell]) -> bool:
    for spell in _fitting(say, spells):
        over = spell.ended_on()
        if over is not None and say.published is not None and say.published > over:
            if say.editor:
                continue
            return False
        spell.helds.append(say)
        return True
    spells.append(Spell(helds=[say]))
    return True


def _ended(say: Say, spells: list[Spell]) -> None:
    real = [spell for spell in spells if not spell.void]
    running = [spell for spell in real if _takes_end(say, spell)]
    fitting = [spell for spell in running if _fits(say, spell)]
    meaning = meaning_of(say.title)
    leaves = say.type == "left" or say.other is not None
    if leaves and meaning.exclusive and not meaning.interim:
        fitting = [
            spell for spell in running if spell.exclusive or (spell in fitting and say.title)
        ]
    fitting = fitting or [spell for spell in real if _fits(say, spell) and _near_end(say, spell)]
    unreal = [spell for spell in spells if spell.void and _fits(say, spell)]
    fitting = fitting or unreal
    titled = bool(say.title) and not any(_fits(say, spell) for spell in (*fitting, *unreal))
    untitled = replace(say, title="", unit=None)
    for spell in fitting:
        spell.ends.append(say if _fits(say, spell) else untitled)
    if not fitting or titled:
        spells.append(Spell(ends=[say]))


def _near_end(say: Say, spell: Spell) -> bool:
    """The say gives another day for the end that the spell has; only a pinned one may be far off."""
    when = judge_date(spell.ends, pin="end").when
    if say.when is None or when is None:
        return False
    pinned = any("end" in one.pins for one in (say, *spell.ends))
    return _apart(say.when, when) <= (MOST_SHIFT_DAYS if pinned else NEAR_DAYS)


def _takes_end(say: Say, spell: Spell) -> bool:
    """The spell is running when this end is told, or the end repeats the one it has."""
    over = spell.ended_on()
    if over is None:
        return say.status != Status.FORMER or not _just_begun(say, spell)
    when = judge_date(spell.ends, pin="end").when
    if say.when is not None and when is not None:
        return when.meets(say.when)
    if say.status == Status.FORMER:
        return bool(say.title)
    return say.published is None or (say.published - over).days <= 730
