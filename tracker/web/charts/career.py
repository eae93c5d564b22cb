"""A person's positions on one axis of years. Ink is certainty: what is not known fades."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import LONG_AGO
from tracker.kernel.statuses import UNDONE, Status
from tracker.timeline.entries import Post
from tracker.web.charts.marks import Label, Mark, hatched, keyed, said
from tracker.web.templatetags.reshuffle import counted

#: More positions than this are told by the table alone.
MOST = 16
FAINT = "0.12"
_LONGEST_NAME = 26
_DAYS = 365.25
#: How far from an edge a year's number must be to stand around its line, in pixels.
HALF_A_YEARS_NUMBER = 16
#: What an outlined bar says of the start of its position.
OUTLINES = {
    Status.ANNOUNCED: "Announced, not told as done",
    Status.REPORTED: "Reported, not confirmed",
    Status.RUMOURED: "Rumoured",
    Status.DENIED: "Denied",
    Status.REVERSED: "Reversed",
}


KEY_HATCH = hatched(1, 1, 34, 10)


@dataclass(frozen=True, slots=True)
class Stop:
    offset: str
    opacity: str = "1"


@dataclass(frozen=True, slots=True)
class Bar:
    """One position: where its bar lies, how it fades, and what is written beside it; ``hatch`` are the lines across one that
    does not hold.
    """

    post: Post
    name: str
    title: Label
    y: float
    x: str
    width: str
    outlined: str
    stops: tuple[Stop, ...]
    label: Label
    end: Mark | None
    hatch: str = ""

    @property
    def top(self) -> str:
        return f"{self.y:g}"


@dataclass(frozen=True, slots=True)
class Career:
    """One drawing. ``now`` is where the day of the page lies, and ``nows`` from where to where its line is drawn: beside
    words, never through them. ``undated`` and ``ahead`` are not drawn: no day of them is known, or they began later.
    """

    name: str
    width: int
    height: int
    top: int
    bars: tuple[Bar, ...]
    years: tuple[Label, ...]
    now: str
    nows: tuple[tuple[int, int], ...]
    undated: tuple[Post, ...] = ()
    ahead: tuple[Post, ...] = ()

    @property
    def left_out(self) -> str:
        """What is not drawn, in words; nothing where all is."""
        said = (
            (self.undated, "of which no day is known"),
            (self.ahead, "that began later"),
        )
        return " and ".join(
            f"{counted(len(posts), 'position,positions')} {why}" for posts, why in said if posts
        )

    @property
    def missing(self) -> tuple[Post, ...]:
        return (*self.undated, *self.ahead)

    @property
    def outlines(self) -> list[tuple[str, str]]:
        """The outlines that its bars have, each with what it says."""
        found = {bar.outlined for bar in self.bars}
        return [(look.value, words) for look, words in OUTLINES.items() if look in found]

    @property
    def ends(self) -> list[Status]:
        """The statuses of ends that have a mark beside a bar."""
        return keyed(bar.end for bar in self.bars)

    @property
    def key_hatch(self) -> str:
        """The lines across the outline in the key of what does not hold."""
        return KEY_HATCH


def careers(posts: Sequence[Post], *, as_of: date, later: bool = True) -> tuple[Career, ...]:
    """The chart drawn twice, wide and narrow; nothing when no position has a day, or too many have.

    ``later`` False leaves out what began after ``as_of``.
    """
    undated = tuple(post for post in posts if post.sort_on == LONG_AGO)
    ahead = tuple(post for post in posts if post.sort_on > as_of and not later)
    dated = sorted(
        (post for post in posts if post.sort_on != LONG_AGO and (later or post.sort_on <= as_of)),
        key=lambda p: p.sort_on,
    )
    if not dated or len(dated) > MOST:
        return ()
    return tuple(
        replace(_draw(name, dated, as_of), undated=undated, ahead=ahead)
        for name in ("wide", "narrow")
    )


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _draw(name: str, posts: Sequence[Post], as_of: date) -> Career:
    wide = name == "wide"
    width, left, right = (1200, 190, 20) if wide else (358, 2, 6)
    top, pitch, thick = 26, 38 if wide else 52, 16
    now = _year(as_of)
    first = min(_year(_begin(post)[0]) for post in posts)
    span = max(now - first, 1.0)
    low, high = first - span * 0.02, now + max(span * 0.04, 0.4)

    def at(year: float) -> float:
        return left + (min(max(year, low), high) - low) / (high - low) * (width - left - right)

    bars = []
    for index, post in enumerate(posts):
        y = top + pitch * index + (11 if wide else 24)
        bars.append(_bar(f"{name}-{index}", post, at, y, thick, now, wide=wide, width=width))
    height = top + pitch * len(posts) + 14
    beside = (
        [(top - 4, height - 10)] if wide else [(int(bar.y), int(bar.y) + thick) for bar in bars]
    )
    return Career(
        name,
        width,
        height,
        top,
        tuple(bars),
        tuple(_ticks(at, low, now, wide=wide)),
        f"{at(now):.1f}",
        tuple(beside),
    )


def _begin(post: Post) -> tuple[date, date]:
    """The days between which the position began: its bar fades in from the first to the second."""
    day = post.sort_on
    first = (post.start.earliest if post.start else None) or post.possible_from or day
    last = (post.start.latest if post.start else None) or post.certain_from or day
    return min(first, last), last


def _finish(post: Post, now: float) -> tuple[float, float]:
    """The years between which its bar fades out; a known day gives the same twice."""
    end: PartialDate | None = post.last_day
    firm = max(filter(None, (post.confirmed_last, _begin(post)[1])))
    if end is not None:
        high = end.latest or end.sort_day
        return _year(min(end.earliest or firm, high)), _year(high)
    return min(_year(firm), now), now + 1


def _bar(
    name: str,
    post: Post,
    at: Callable[[float], float],
    y: float,
    thick: int,
    now: float,
    *,
    wide: bool,
    width: int,
) -> Bar:
    fade_in, solid_from = (at(_year(day)) for day in _begin(post))
    solid_to, fade_out = (at(year) for year in _finish(post, now))
    x0, x1 = fade_in, max(fade_out, fade_in + 3)
    size = x1 - x0
    # What may have ended before it surely began is firm at no day: it is drawn strongest in the middle.
    first = min(max((solid_from - x0) / size, 0), 1 if solid_from <= solid_to else 0.5)
    last = max(min((solid_to - x0) / size, 1), first)
    open_end = post.last_day is None
    stops = (
        Stop("0", FAINT if solid_from - fade_in > 2 else "1"),
        Stop(f"{first:.3f}"),
        Stop(f"{last:.3f}"),
        Stop("1", "0" if open_end else FAINT if fade_out - solid_to > 2 else "1"),
    )
    outlined = post.start_status if post.start_status not in ("", Status.DONE) else ""
    mark = None
    if post.end_status not in ("", Status.DONE):
        mark = Mark(min(x1 + 9, width - 7), y + thick / 2, post.end_status)
    return Bar(
        post=post,
        name=name,
        title=Label("0", f"{y + 12.5 if wide else y - 6:g}", _where(post)),
        y=y,
        x=f"{x0:.1f}",
        width=f"{size:.1f}",
        outlined=outlined,
        stops=stops,
        label=_label(
            said(outlined, post.title[:1].upper() + post.title[1:] or "Post"),
            x0,
            x1,
            y,
            wide=wide,
            width=width,
            now=at(now),
            marked=mark is not None,
        ),
        end=mark,
        hatch=hatched(x0, y, size, thick) if outlined in UNDONE else "",
    )


def _where(post: Post) -> str:
    """The unit and its company where both fit, else the company."""
    both = f"{post.unit.name}, {post.organization.name}" if post.unit else ""
    return both if 0 < len(both) <= _LONGEST_NAME else post.organization.name


def _label(
    title: str,
    x0: float,
    x1: float,
    y: float,
    *,
    wide: bool,
    width: int,
    now: float,
    marked: bool,
) -> Label:
    """The title beside its bar, on the side where there is room without crossing the line of the day."""
    if not wide:
        return Label(str(width), f"{y - 6:g}", title, "t-e")
    room = 6.2 * len(title)
    after = x1 + (22 if marked else 8)
    if after + room < (now if after < now else width):
        return Label(f"{after:.1f}", f"{y + 12:g}", title)
    if x0 - 8 - room > 190 and not x0 - 8 - room < now < x0:
        return Label(f"{x0 - 8:.1f}", f"{y + 12:g}", title, "t-e")
    if x0 + 10 < now < x0 + 16 + room:
        return Label(f"{now - 6:.1f}", f"{y - 4:g}", title, "t-e")
    return Label(f"{x0 + 10:.1f}", f"{y - 4:g}", title)


def _ticks(at: Callable[[float], float], low: float, now: float, *, wide: bool) -> list[Label]:
    span = now - low
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if span / s <= (9 if wide else 5) or s == 100)
    first = int(low // step + 1) * step
    room = 0.04 * span
    return [
        # Around its line, unless that is so near the edge that the number would be cut.
        Label(f"{at(year):.1f}", "", str(year), "t-m" if at(year) > HALF_A_YEARS_NUMBER else "")
        for year in range(first, int(now) + 1, step)
        if now - year > room
    ]
