"""The org chart as a tree from left to right, drawn for wide pages; narrow ones get a nested list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from textwrap import wrap

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.org_chart import ChartLine, ChartPerson
from tracker.timeline.org_picture import OrgPicture
from tracker.web.changes import Tag, tags_of
from tracker.web.charts.marks import Label, Mark, keyed
from tracker.web.days import say

WIDTH = 1200
_GAP, _BETWEEN, _WIDEST = 56, 14, 320
_NAME, _TITLE = 17, 15  # pixels from one line of text to the next
_NAME_LETTER, _TITLE_LETTER = 7.6, 6.1  # mean width of a letter, in pixels
_TAG = 15
_PAD = 12
#: Said of somebody instead of a title.
_NO_POST = "No post on record, but a reporting line"
_KEY = {
    "l-done": "Answers to",
    "l-reported": "Reported, not confirmed",
    "lead-f": "May have begun later or ended before",
}


@dataclass
class Node:
    """One person in the tree, with those who answer to them as far as they are shown."""

    person: ChartPerson
    tags: tuple[Tag, ...]
    children: list["Node"] = field(default_factory=list)

    @cached_property
    def title(self) -> str:
        """The titles surely held; of somebody of whom a reporting line alone tells, the last month in which it was told."""
        if not self.person.posts:
            day = max(self._told_on(), default=None)
            told = say(PartialDate.month(day.year, day.month)) if day else ""
            return f"{_NO_POST}, told in {told}" if told else _NO_POST
        words = ", ".join(self._titles(certain=True))
        return words[:1].upper() + words[1:]

    @cached_property
    def maybe(self) -> str:
        """The titles that were only possibly held on the day."""
        sure = self._titles(certain=True)
        words = ", ".join(one for one in self._titles(certain=False) if one not in sure)
        return f"{'possibly' if sure else 'Possibly'} {words}" if words else ""

    @cached_property
    def said(self) -> str:
        """Both, as a table has them."""
        return ", ".join(filter(None, (self.title, self.maybe)))

    def _titles(self, *, certain: bool) -> Sequence[str]:
        titles = (post.row.title for post in self.person.posts if post.held.certain is certain)
        return [*dict.fromkeys(filter(None, titles))]

    def _told_on(self) -> Iterator[date]:
        """The days on which the lines of the person were told, upwards and to those who are shown below."""
        below = (child.line for child in self.children)
        for line in (*self.person.lines, *filter(None, below)):
            row = line.row
            yield from filter(None, (row.confirmed_last, row.start_told_on, row.start_first_on))

    @property
    def more(self) -> int:
        """How many reports are on record and not shown."""
        return self.person.reports - len(self.children)

    @property
    def line(self) -> ChartLine | None:
        """The line by which the person stands where they stand."""
        for line in self.person.lines:
            if line.manager.slug == self.person.manager:
                return line
        return None

    @property
    def ending(self) -> str:
        """The status of an end that is talked of."""
        return next((post.ending for post in self.person.posts if post.ending), "")


@dataclass(frozen=True, slots=True)
class Box:
    node: Node
    x: str
    y: str
    width: str
    height: str
    names: tuple[Label, ...]
    titles: tuple[Label, ...]
    maybes: tuple[Label, ...]
    tags: tuple["DrawnTag", ...]
    mark: Mark | None
    more: Label | None

    @property
    def outline(self) -> str:
        """The class that draws its edge: by the first tag, fainter where the post is only possible."""
        edge = f"n-{self.node.tags[0].family}" if self.node.tags else ""
        return f"{edge} n-maybe".strip() if not self.node.person.certain else edge


@dataclass(frozen=True, slots=True)
class DrawnTag:
    tag: Tag
    x: str
    y: str
    width: str
    text_x: str
    text_y: str

    @property
    def look(self) -> str:
        """The classes of its words: light on its colour, but dark where it only may be, for that has none."""
        return "t-s" if self.tag.family == "maybe" else "t-s t-on t-tag"


@dataclass(frozen=True, slots=True)
class Joint:
    """A line from a manager to a report."""

    path: str
    style: str


@dataclass(frozen=True, slots=True)
class Tree:
    width: int
    height: int
    boxes: tuple[Box, ...]
    joints: tuple[Joint, ...]

    @property
    def endings(self) -> list[Status]:
        """The statuses of ends that boxes show."""
        return keyed(box.mark for box in self.boxes)

    @property
    def key(self) -> list[tuple[str, str]]:
        """What its lines mean, by their style: of those that are not plain, of the ones that are drawn."""
        drawn = {"l-done", *(joint.style for joint in self.joints)}
        return [(style, words) for style, words in _KEY.items() if style in drawn]


def nodes_of(
    people: Sequence[ChartPerson], changed: Mapping[int | str, tuple[str, ...]]
) -> list[Node]:
    """The tree of people that come each after their manager, by depth."""
    roots: list[Node] = []
    above: list[Node] = []
    for one in people:
        node = Node(one, tags_of(changed.get(one.person.pk, ())))
        del above[one.depth :]
        (above[-1].children if above else roots).append(node)
        above.append(node)
    return roots


def draw(picture: OrgPicture) -> Tree | None:
    """The tree of ``picture``; None where nobody is known to answer to anybody."""
    roots = nodes_of(picture.tree, picture.changed)
    if not roots:
        return None
    levels = max(one.depth for one in picture.tree) + 1
    step = min((WIDTH + _GAP) / levels, _WIDEST + _GAP)
    drawing = _Drawing(step, step - _GAP)
    for root in roots:
        drawing.place(root, 0)
        drawing.low += _BETWEEN
    return Tree(WIDTH, round(drawing.low), tuple(drawing.boxes), tuple(drawing.joints))


class _Drawing:
    """Boxes are placed from the leaves, and kept each after its manager, who stands at the middle."""

    def __init__(self, step: float, width: float) -> None:
        self.step, self.width = step, width
        self.low = 4.0
        self.boxes: list[Box] = []
        self.joints: list[Joint] = []

    def place(self, node: Node, depth: int) -> float:
        """Draw ``node`` and all below it; returns the height at which a line meets its box."""
        names = _lines(node.person.person.name, int((self.width - 40) / _NAME_LETTER)) or [""]
        letters = int((self.width - 24) / _TITLE_LETTER)
        titles, maybes = _lines(node.title, letters), _lines(node.maybe, letters)
        height = _PAD + _NAME * len(names) + _TITLE * (len(titles) + len(maybes)) + 4
        above = _TAG - 4 if node.tags else 0
        top = self.low
        mine = len(self.boxes)
        middles = [self.place(child, depth + 1) for child in node.children]
        if middles:
            y = max(top + above, (middles[0] + middles[-1]) / 2 - height / 2)
        else:
            y = top + above
        bottom = y + height + (16 if node.more else 0)
        self.low = max(self.low, bottom + _BETWEEN)
        x = self.step * depth
        self.boxes.insert(mine, self._box(node, x, y, height, (names, titles, maybes)))
        middle = y + height / 2
        for child, at in zip(node.children, middles, strict=True):
            self.joints.append(self._joint(x, middle, at, child))
        return middle

    def _joint(self, x: float, middle: float, at: float, child: Node) -> Joint:
        right, left = x + self.width, x + self.step
        bend = left - _GAP / 2
        line = child.line
        status = line.row.start_status if line else ""
        style = f"l-{status}" if status and status != Status.DONE else "l-done"
        if line is not None and not line.held.certain and style == "l-done":
            style = "lead-f"
        return Joint(f"M{right:.1f} {middle:.1f}H{bend:.1f}V{at:.1f}H{left:.1f}", style)

    def _box(
        self, node: Node, x: float, y: float, height: float, words: Sequence[Sequence[str]]
    ) -> Box:
        names, titles, maybes = words
        left = x + _PAD
        first = y + _PAD + 8
        below = first + _NAME * (len(names) - 1) + _NAME - 1
        ending = node.ending
        return Box(
            node=node,
            x=f"{x + 0.5:.1f}",
            y=f"{y + 0.5:.1f}",
            width=f"{self.width - 1:.1f}",
            height=f"{height:.1f}",
            names=tuple(lines_at(names, left, first, _NAME)),
            titles=tuple(lines_at(titles, left, below, _TITLE)),
            maybes=tuple(lines_at(maybes, left, below + _TITLE * len(titles), _TITLE)),
            tags=tuple(tags_at(node.tags, x, y)),
            mark=Mark(x + self.width - 16, y + 16, ending) if ending else None,
            more=Label(f"{left:.1f}", f"{y + height + 14:.1f}", f"{node.more} more")
            if node.more
            else None,
        )


def _lines(text: str, letters: int) -> list[str]:
    """The text in lines of no more than so many letters; most fit into one."""
    return [text] if 0 < len(text) <= letters else wrap(text, letters)


def lines_at(texts: Sequence[str], x: float, y: float, pitch: int) -> Iterator[Label]:
    """Lines of text, one below the other, the first of which stands on ``y``."""
    for number, text in enumerate(texts):
        yield Label(f"{x:.1f}", f"{y + pitch * number:.1f}", text)


def tags_at(tags: Sequence[Tag], x: float, y: float) -> Iterator[DrawnTag]:
    """Tags in a row across the line ``y``."""
    for tag in tags:
        width = len(tag.word) * 5.9 + 19
        yield DrawnTag(
            tag, f"{x:.1f}", f"{y - 9:.1f}", f"{width:.1f}", f"{x + 5:.1f}", f"{y + 2:.1f}"
        )
        x += width + 3
