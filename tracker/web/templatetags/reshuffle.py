"""The small parts that every page is built from: marks, pips, dates, counts, sentences."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tracker.kernel.partial_dates import PartialDate, Precision
from tracker.kernel.statuses import UNDONE, Status
from tracker.kernel.word_search import Piece
from tracker.timeline.background import is_background
from tracker.timeline.evidence import REPLY, Evidence
from tracker.timeline.wording import Phrase, Ref, plain
from tracker.web.addresses import page_at
from tracker.web.charts.marks import Mark
from tracker.web.clocks import Clocks
from tracker.web.days import MONTHS, say, say_day

register = template.Library()

MOST_PIPS = 5


@lru_cache(maxsize=256)
def _shape(status: str) -> str:
    """Where the drawing of a status is, for the marks of a chart: looking up the file's name is slow."""
    return f"{static('icons/marks.svg')}#{status}"


@register.simple_tag
def drawn_mark(at: Mark) -> SafeString:
    """The shape of a status at its place in a chart."""
    return format_html(
        '<svg class="mk {}" x="{}" y="{}" width="{}" height="{}" viewBox="0 0 16 16"><use href="{}" /></svg>',
        at.family, at.x, at.y, at.size, at.size, _shape(at.status),
    )  # fmt: skip


@register.simple_tag
@lru_cache(maxsize=256)
def mark(status: str, extra: str = "") -> SafeString:
    """The shape of a status, for beside its word or where a key is in view."""
    if status not in Status.values:
        return SafeString("")
    return format_html(
        '<svg class="m m-{}{}" aria-hidden="true"><use href="{}"/></svg>',
        status,
        f" {extra}" if extra else "",
        _shape(status),
    )


@register.simple_tag
@lru_cache(maxsize=256)
def status(value: str, suffix: str = "") -> SafeString:
    """The shape and the word of a status; nothing when nothing was said."""
    if value not in Status.values:
        return SafeString("")
    return format_html(
        '<span class="st st-{}">{}{}{}</span>', value, mark(value), Status(value).label, suffix
    )


@register.filter
def day_after(last: PartialDate | None) -> date | None:
    """The day after a last day that is known to the day; None where it is not."""
    if last is None or last.precision is not Precision.DAY or last.latest is None:
        return None
    return last.latest + timedelta(days=1)


@register.simple_tag
def last_day(last: PartialDate) -> SafeString:
    """A last day, and the day from which its holder was gone where both are known to the day."""
    gone = day_after(last)
    after = format_html('<span class="dim">, gone from {}</span>', when(gone)) if gone else ""
    return format_html("{}{}", when(last), after)


@register.filter
def status_word(value: str) -> str:
    """The word of a status: ``Reported``."""
    return Status(value).label if value in Status.values else ""


@register.filter
def undone(status: str) -> bool:
    """Whether what was told was denied or taken back."""
    return status in UNDONE


@register.simple_tag
def first_reported(
    outlet: str,
    day: date | None = None,
    happened: PartialDate | None = None,
    told_on: date | None = None,
) -> SafeString:
    """Which outlet's report is the earliest that was read here, and of which day; nothing where none is known. That nobody
    was earlier is not said. Who tells long after the day on which it ``happened`` reports nothing first. ``told_on`` is
    for where no day is shown.
    """
    if not outlet:
        return SafeString("")
    on = format_html(", {}", when(day)) if day else ""
    if is_background(happened, told_on or day):
        return format_html("Told long after, in {}{}", outlet, on)
    return format_html("First report we read: {}{}", outlet, on)


@register.filter
def long_after(told_on: date | None, happened: PartialDate | None) -> bool:
    """Whether what was first told on the day was history by then."""
    return is_background(happened, told_on)


@register.simple_tag
@lru_cache(maxsize=256)
def pips(count: int, word: str = "independent", saying: int | None = None) -> SafeString:
    """How many independent outlets tell of it: squares up to five, and the number itself; where only some of them bear out the
    status that stands beside it, of how many, ``2 of 5 independent say so``, and their squares alone are full. Where none does,
    all tell an earlier step.
    """
    squares = format_html_join(
        "",
        '<rect class="pip{}" x="{}" y="1.5" width="4.6" height="7"/>',
        ((_pip(i, count, saying), f"{i * 7.2 + 0.5:.1f}") for i in range(MOST_PIPS)),
    )
    shown = format_html(" {}", word) if word else mark_safe('<span class="vh"> independent</span>')
    number = format_html("{}{}", count, shown)
    if saying == 0:
        number = format_html("{}, of an earlier step", number)
    elif saying is not None:
        number = format_html("{} of {} say\u00a0so", saying, number)
    return format_html(
        '<span class="pips"><svg viewBox="0 0 36 10" aria-hidden="true">{}</svg><span>{}</span></span>',
        squares,
        number,
    )


def _pip(place: int, count: int, saying: int | None) -> str:
    if place < (count if saying is None else saying):
        return " pip-on"
    return " pip-half" if place < count else ""


@register.filter
def in_words(value: PartialDate | date | None) -> str:
    """A date as plain text, for a title or a label; nothing for none."""
    return "" if value is None else say(value)


@register.filter
@lru_cache(maxsize=4096)
def when(value: PartialDate | date | None) -> SafeString:
    """A date as an element; a range of days, which ``time`` cannot hold, stays plain text."""
    if value is None:
        return SafeString("")
    if isinstance(value, PartialDate) and value.precision is Precision.RANGE:
        return format_html('<span title="A day between the two">{}</span>', _bounds(value))
    return _time(value, say(value))


def _time(value: PartialDate | date, words: str) -> SafeString:
    return format_html('<time datetime="{0}" title="{0}">{1}</time>', str(value), words)


def _bounds(when: PartialDate) -> SafeString:
    """What :func:`say` says of a range, its days as elements."""
    days = [_time(day, say_day(day)) for day in (when.earliest, when.latest) if day]
    if when.earliest is None:
        return format_html("by {}", *days)
    if when.latest is None:
        return format_html("{} or later", *days)
    if when.earliest.year == when.latest.year:
        words = say_day(when.earliest).rpartition(" ")[0]
        days[0] = format_html(
            '<time data-short datetime="{0}" title="{0}">{1}</time>', when.earliest, words
        )
    return format_html("between {} and {}", *days)


@register.filter
def days(value: PartialDate) -> SafeString:
    """A time from its first day to its last: a month or year by its name, else both days."""
    first, last = value.earliest, value.latest
    if first is None or last is None or value.precision is not Precision.RANGE:
        return when(value)
    return format_html("{} to {}", _time(first, say_day(first)), _time(last, say_day(last)))


@register.filter
@lru_cache(maxsize=4096)
def slots(value: PartialDate | date | None) -> SafeString:
    """A date in its three slots: day, month, year. A missing one leaves its slot empty."""
    if value is None:
        return SafeString('<span class="dim">no day known</span>')
    exact = PartialDate.on(value) if isinstance(value, date) else value
    day = exact.latest or exact.earliest
    if day is None or exact.precision is Precision.RANGE:
        return format_html('<span class="dcol dcol-r">{}</span>', _bounds(exact))
    hole = SafeString('<i aria-hidden="true">&nbsp;</i>')
    number = format_html("<i>{}</i>", day.day) if exact.precision is Precision.DAY else hole
    month = (
        hole
        if exact.precision is Precision.YEAR
        else format_html("<i>{}</i>", MONTHS[day.month - 1])
    )
    return format_html(
        '<time class="dcol" datetime="{0}" title="{0}">{1} {2} <i>{3}</i></time>',
        str(exact),
        number,
        month,
        day.year,
    )


@register.filter
def counted(count: int, words: str) -> str:
    """``3|counted:"known move,known moves"`` gives ``3 known moves``."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.filter
def several_stories(found: Iterable[Evidence]) -> bool:
    """Whether more than one story tells it."""
    return len({evidence.story for evidence in found if evidence.story}) > 1


@register.filter
def answers(found: Iterable[Evidence]) -> list[str]:
    """What those concerned reply."""
    return [evidence.text for evidence in found if evidence.kind == REPLY]


@register.filter
def address(ref: Ref) -> str:
    """The page of the record that ``ref`` names."""
    match ref.kind:
        case "person" | "outlet":
            return page_at(ref.kind, ref.slug)
        case "unit":
            return page_at("unit", ref.company, ref.slug)
        case _:
            return page_at("company", ref.slug)


@register.simple_tag(takes_context=True)
def link(context: template.Context, ref: Ref | None) -> SafeString:
    """A record's name, linked to its page with both clocks kept."""
    return SafeString("") if ref is None else _link(ref, _query(context))


@register.simple_tag(takes_context=True)
def place(context: template.Context, company: Ref | None, unit: Ref | None) -> SafeString:
    """A company, and the unit in it that is meant: ``Google · DeepMind``."""
    named, inside = link(context, company), link(context, unit)
    if company is None or unit is None or unit.slug == company.slug:
        return named
    return SafeString(f'{named} <span aria-hidden="true">·</span> {inside}')


@lru_cache(maxsize=4096)
def _link(ref: Ref, query: str) -> SafeString:
    if not ref.slug:
        return SafeString(escape(ref.name))
    return SafeString(f'<a href="{address(ref)}{escape(query)}">{escape(ref.name)}</a>')


@register.simple_tag(takes_context=True)
def phrase(context: template.Context, words: Phrase) -> SafeString:
    """A sentence of Reshuffle's own, its records linked."""
    return _phrase(words, _query(context))


@lru_cache(maxsize=4096)
def _phrase(words: Phrase, query: str) -> SafeString:
    return SafeString(
        "".join(_link(word, query) if isinstance(word, Ref) else escape(word) for word in words)
    )


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text that was found, with what was asked for in bold."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<b class="hit">{}</b>', one.text) if one.found else one.text,)
            for one in pieces
        ),
    )


@register.filter
def words_of(words: Phrase) -> str:
    """The same without links, for a label."""
    return plain(words)


@register.simple_tag(takes_context=True)
def clocked(context: template.Context, view: str, *args: Any) -> str:
    """The address of a page, with both clocks kept."""
    if all(isinstance(one, str) for one in args):
        return page_at(view, *args) + _query(context)
    return reverse(f"web:{view}", args=args) + _query(context)


def _query(context: template.Context) -> str:
    clocks = context.get("clocks")
    return clocks.query if isinstance(clocks, Clocks) else ""


@register.simple_tag
def original(url: str, outlet: str = "", day: date | None = None) -> SafeString:
    """The way to a text elsewhere, if a browser may follow it: an address in a text can be any words.

    ``outlet`` and ``day`` tell several such links apart where one hears them alone.
    """
    if not url.startswith(("https://", "http://")):
        return SafeString("")
    told = ", ".join(part for part in (outlet, say_day(day) if day else "") if part)
    apart = format_html('<span class="vh">: {}</span>', told) if told else ""
    return format_html('<a href="{}" rel="noopener nofollow">Original{}</a>', url, apart)


@register.filter
def words(text: str) -> list[str]:
    """``"done denied"|words`` gives both, for a loop."""
    return text.split()


@register.simple_tag
def age_line(days: int, status: str, longest: int) -> SafeString:
    """How long a report has been open: a line in the status's own stroke, with its mark at the end."""
    end = 8 + (days / longest if longest else 0) * 322
    return format_html(
        '<svg class="age" viewBox="0 0 340 14" aria-hidden="true">'
        '<line class="gr" x1="{}" x2="340" y1="7" y2="7"/>'
        '<line class="l l-{}" x1="2" x2="{}" y1="7" y2="7"/>'
        '<svg class="mk mk-open" x="{}" y="1" width="12" height="12" viewBox="0 0 16 16"><use href="{}"/></svg></svg>',
        f"{end + 9:.0f}",
        status,
        f"{max(end - 7, 2):.0f}",
        f"{end - 6:.0f}",
        _shape(status),
    )


@register.simple_tag(takes_context=True)
def outlet_link(context: template.Context, name: str, slug: str) -> SafeString:
    """An outlet's name that leads to its page, with the clocks as they stand; plain where it has none."""
    if not slug:
        return SafeString(escape(name))
    return SafeString(f'<a href="{escape(clocked(context, "outlet", slug))}">{escape(name)}</a>')


@register.filter
def percent(share: float) -> str:
    """A share of 0 to 1 in whole per cent: ``67 %``."""
    return f"{share:.0%}".replace("%", "\u00a0%")


@register.simple_tag(takes_context=True)
def sort_head(context: template.Context, key: str, title: str, order: str, kind: str = "") -> str:
    """The head of a column that its table can be sorted by; says so where it is."""
    clocks = context.get("clocks")
    pairs = [("order", key), *(clocks.pairs if isinstance(clocks, Clocks) else [])]
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a></th>',
        format_html(' class="{}"', kind) if kind else "",
        mark_safe(' aria-sort="{}"'.format("ascending" if key == "name" else "descending"))  # noqa: S308 - our own two words
        if key == order
        else "",
        urlencode(pairs),
        title,
    )
