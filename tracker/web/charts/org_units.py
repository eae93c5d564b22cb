"""The units of an org chart with their people, drawn: a page lists them, a picture needs them as lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap

from tracker.timeline.differences import Change
from tracker.timeline.org_chart import ChartPerson
from tracker.timeline.org_picture import Group, OrgPicture
from tracker.timeline.structure import UnitOfDay
from tracker.web.changes import Tag, possible_tags, tags_of
from tracker.web.charts.marks import Label, Mark
from tracker.web.charts.org import WIDTH, DrawnTag, tags_at
from tracker.web.templatetags.reshuffle import counted

_COLUMNS, _WIDE_COLUMNS, _GAP = 3, 4, 24
_LINE, _TITLE_LETTER, _NAME_LETTER = 15, 5.9, 7.2
_TAG = 18
_PEOPLE = "known person,known people"


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, the classes that say how it looks, and where it leads."""

    label: Label
    look: str = ""
    address: str = ""


@dataclass(slots=True)
class Units:
    """Every unit's people, below their heading."""

    width: int = WIDTH
    height: int = 0
    words: list[Words] = field(default_factory=list)
    tags: list[DrawnTag] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rules: list[Label] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a person and a unit lead."""

    person: Callable[[str], str]
    unit: Callable[[UnitOfDay], str]


def draw_units(picture: OrgPicture, addresses: Addresses) -> Units | None:
    """The units of ``picture`` that have people; None where there are none."""
    groups = [group for group in picture.groups if group.people or group.gone]
    if not groups:
        return None
    drawing = _Drawing(picture, addresses)
    for row in _rows(groups):
        drawing.row(row)
    drawing.units.height = round(drawing.low)
    return drawing.units


def maybe_tags(picture: OrgPicture, group: Group) -> list[Tag]:
    """What may have become of a unit, each tag with its reason."""
    found = possible_tags(picture, group.unit.slug) if group.unit else []
    return [replace(tag, word=f"{tag.word}: {why}", family="maybe") for tag, why in found]


def _rows(groups: Sequence[Group]) -> Iterable[list[Group]]:
    """The groups in rows as a page has them: those of many people have one each."""
    row: list[Group] = []
    for group in groups:
        if row and (group.wide or len(row) == _COLUMNS):
            yield row
            row = []
        row.append(group)
        if group.wide:
            yield row
            row = []
    if row:
        yield row


class _Drawing:
    def __init__(self, picture: OrgPicture, addresses: Addresses) -> None:
        self.picture, self.addresses = picture, addresses
        self.units = Units()
        self.low = 0.0

    def row(self, groups: Sequence[Group]) -> None:
        """One row of groups; the highest says where the next begins."""
        step = (WIDTH + _GAP) / _COLUMNS
        top = self.low
        lows = []
        for number, group in enumerate(groups):
            width = float(WIDTH) if group.wide else step - _GAP
            x = step * number
            self.units.rules.append(Label(f"{x:.1f}", f"{top + 0.5:.1f}", f"{x + width:.1f}"))
            lows.append(self._group(group, x, top + 24, width))
        self.low = max(lows) + 16

    def _group(self, group: Group, x: float, y: float, width: float) -> float:
        """The heading and the people of a group; returns how far down they reach."""
        name = (
            " / ".join([*group.path, group.unit.name])
            if group.unit
            else (f"{self.picture.name} itself, or no unit told")
        )
        address = self.addresses.unit(group.unit) if group.unit else ""
        for line in wrap(name, int(width / 8.4)):
            self._say(line, x, y, "t-h3", address)
            y += 18
        possible = f" + {group.possible} possible" if group.possible else ""
        self._say(f"{counted(group.certain, _PEOPLE)}{possible}", x, y - 1, "t-s")
        if group.unit and (found := tags_of(self.picture.changed.get(group.unit.slug, ()))):
            y += _TAG
            self.units.tags += tags_at(found, x, y)
        for maybe in maybe_tags(self.picture, group):
            y += _TAG
            self.units.tags += tags_at((maybe,), x, y)
        columns = _WIDE_COLUMNS if group.wide else 1
        step = (width + _GAP) / columns
        members: list[ChartPerson | Change] = [*group.people, *group.gone]
        y += 22
        for first in range(0, len(members), columns):
            lows = [y]
            for number, one in enumerate(members[first : first + columns]):
                at, room = x + step * number, step - _GAP
                if isinstance(one, ChartPerson):
                    lows.append(self._person(one, at, y, room))
                else:
                    lows.append(self._gone(one, at, y, room))
            y = max(lows) + 9
        if group.more > 0:
            self._say(f"And {group.more} more", x, y, "t-s")
            y += _LINE
        return y

    def _person(self, one: ChartPerson, x: float, y: float, room: float) -> float:
        """A name with its title; returns the line below."""
        faint = "" if one.certain else " t-2"
        post = one.posts[0]
        address = self.addresses.person(one.person.slug)
        names = wrap(one.person.name, int((room - 20) / _NAME_LETTER)) or [""]
        for line in names:
            self._say(line, x, y, f"t-b{faint}", address)
            y += _LINE
        if post.ending:
            self.units.marks.append(Mark(x + room - 8, y - _LINE - 4, post.ending))
        y = self._titles(post.said, x, y - _LINE, room)
        if found := tags_of(self.picture.changed.get(one.person.pk, ())):
            self.units.tags += tags_at(found, x, y + 2)
            y += _TAG
        return y

    def _gone(self, change: Change, x: float, y: float, room: float) -> float:
        """Somebody who has left since the day compared with; returns the line below."""
        self._say(change.person.name if change.person else "", x, y, "t-b t-gone")
        low = self._titles(", ".join(side.name for side in change.was), x, y, room)
        self.units.tags += tags_at(tags_of((change.kind,)), x, low + 2)
        return low + _TAG

    def _titles(self, title: str, x: float, y: float, room: float) -> float:
        """A title in lines below ``y``; returns the line after them."""
        y += _LINE
        for line in wrap(title[:1].upper() + title[1:], int(room / _TITLE_LETTER)):
            self._say(line, x, y, "t-s t-n")
            y += _LINE - 1
        return y

    def _say(self, words: str, x: float, y: float, look: str = "", address: str = "") -> None:
        label = Label(f"{x:.1f}", f"{y:.1f}", words)
        self.units.words.append(Words(label, look, address))
