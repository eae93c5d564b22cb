"""The charts of the site as sheets to take elsewhere."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from companies.models import Organization
from people.models import Person
from tracker.kernel.statuses import STEPS, UNDONE
from tracker.timeline.between import Bands, Split
from tracker.timeline.companies import CompanyHead
from tracker.timeline.entries import Post
from tracker.timeline.latest import Month
from tracker.timeline.org_picture import OrgPicture
from tracker.timeline.structure import UnitOfDay
from tracker.web.changes import summed, tags_of
from tracker.web.charts.career import KEY_HATCH, Career, careers
from tracker.web.charts.events import Events
from tracker.web.charts.lineage import Lineage
from tracker.web.charts.marks import Mark
from tracker.web.charts.matrix import Matrix
from tracker.web.charts.matrix_drawing import draw_matrix
from tracker.web.charts.org import Tree, draw
from tracker.web.charts.org_units import Addresses, draw_units, maybe_tags
from tracker.web.charts.parts import key_of, key_said
from tracker.web.charts.quarters import Axis, Balances
from tracker.web.charts.race import RaceChart
from tracker.web.charts.sankey import Sankey
from tracker.web.charts.strip import Strip
from tracker.web.citing import Citation
from tracker.web.clocks import Clocks
from tracker.web.days import say_day
from tracker.web.sharing.sheet import KeyItem, Sheet
from tracker.web.templatetags.reshuffle import counted, drawn_mark

_KNOWN = "known move,known moves"
_SHAPE = '<svg viewBox="0 0 36 12">{}</svg>'


def _bar(look: str, *, inset: bool = False, hatch: str = "") -> str:
    place = 'x="1" y="1" width="34" height="10"' if inset else 'width="36" height="12"'
    lines = f'<path class="hatch" d="{hatch}"/>' if hatch else ""
    return _SHAPE.format(f'<rect class="{look}" {place}/>{lines}')


def _stroke(look: str) -> str:
    return _SHAPE.format(f'<line class="{look}" x1="0" x2="36" y1="6" y2="6"/>')


def _fading(name: str, *stops: tuple[str, str]) -> str:
    told = "".join(
        f'<stop class="s-ink" offset="{at}" stop-opacity="{opacity}"/>' for at, opacity in stops
    )
    return _SHAPE.format(
        f'<linearGradient id="{name}">{told}</linearGradient>'
        f'<rect fill="url(#{name})" width="36" height="12"/>'
    )


_CAREER_KEY = (
    KeyItem("Day or month known", _bar("b")),
    KeyItem("Only the year known", _fading("key-year", ("0", ".12"), (".6", "1"))),
    KeyItem("No end known", _fading("key-open", (".3", "1"), ("1", "0"))),
)
_LINEAGE_KEY = (
    KeyItem("From one known step to the next", _stroke("l l-org")),
    KeyItem("Nothing says since when, or that it has ended", _stroke("lead-f")),
)
_SPAN_KEY = KeyItem("Days that the published words allow", _stroke("lead"))
_BALANCE_KEY = (
    KeyItem("Arrivals", _bar("c-in")),
    KeyItem("Departures", _bar("c-out", inset=True)),
)


def career_drawing(
    person: Person, posts: Sequence[Post], clocks: Clocks, *, narrow: bool = False
) -> str:
    """The drawing of a person's positions; blank where their page draws none."""
    drawn = _careers(posts, clocks)
    return _career_part(person, clocks, drawn[narrow]) if drawn else ""


def _careers(posts: Sequence[Post], clocks: Clocks) -> tuple[Career, ...]:
    return careers(posts, as_of=clocks.as_of, later=clocks.as_of == clocks.today)


def _career_part(person: Person, clocks: Clocks, drawing: Career) -> str:
    return _part("career", {"person": person, "clocks": clocks, "drawing": drawing})


def balance_drawing(
    head: CompanyHead, drawn: Balances, moves_at: str, *, narrow: bool = False
) -> str:
    """The drawing of a company's arrivals and departures, each column a link to its moves."""
    context = {"known": head, "moves_at": moves_at, "drawing": drawn.drawings[narrow]}
    return _part("balance", context)


def events_drawing(found: Organization, head: CompanyHead, drawn: Events, clocks: Clocks) -> str:
    """The drawing of what happened at a company, each mark a link to its place in the timeline."""
    context = {"organization": found, "known": head, "events": drawn, "clocks": clocks}
    return _part("events", context)


def bands_drawing(told: Bands, drawing: Sankey, period: str, clocks: Clocks) -> str:
    context = {"told": told, "drawing": drawing, "period": period, "clocks": clocks}
    return _part("sankey", context)


def strip_drawing(drawing: Strip) -> str:
    return _part("strip", {"drawing": drawing})


def _part(chart: str, context: dict[str, Any]) -> str:
    return render_to_string(f"web/charts/{chart}.html#drawing", context)


def career_sheet(
    person: Person, posts: Sequence[Post], clocks: Clocks, cited: Citation
) -> Sheet | None:
    """A person's positions on an axis of years; None where their page has no such chart."""
    drawn = _careers(posts, clocks)
    if not drawn:
        return None
    outlines = [
        KeyItem(words, _bar(f"b-{look}", inset=True, hatch=KEY_HATCH if look in UNDONE else ""))
        for look, words in drawn[0].outlines
    ]
    left_out = f"; not drawn: {drawn[0].left_out}" if drawn[0].left_out else ""
    return Sheet(
        title=f"{person.name}: career",
        said=f"{counted(len(posts), 'known position,known positions')}{left_out}.",
        drawings=(_career_part(person, clocks, drawn[0]),),
        key=(*_CAREER_KEY, *outlines, *_marks_of(drawn[0].ends, " end")),
        note="",
        cited=cited,
    )


def balance_sheet(
    head: CompanyHead, drawn: Balances, axis: Axis, moves_at: str, cited: Citation
) -> Sheet:
    """A company's arrivals and departures by quarter, as on its page."""
    return Sheet(
        title=f"{head.name}: arrivals and departures",
        said=f"Known moves that are done or announced, by quarter, from {axis.quarters[0]} to {axis.quarters[-1]}.",
        drawings=(balance_drawing(head, drawn, moves_at),),
        key=_BALANCE_KEY,
        note="Left out: moves whose quarter is not known, moves within and board seats. "
        "Counts are of what is known, never headcount.",
        cited=cited,
    )


def events_sheet(
    found: Organization,
    head: CompanyHead,
    drawn: Events,
    axis: Axis,
    clocks: Clocks,
    cited: Citation,
) -> Sheet:
    """What happened at a company, in a lane for each kind, as on its page."""
    lanes = ", ".join(lane.name.lower() for lane in drawn.lanes)
    return Sheet(
        title=f"{head.name}: events",
        said=f"{counted(len(drawn.shown), 'known event,known events')}, from {axis.quarters[0]} to {axis.quarters[-1]}: {lanes}.",
        drawings=(events_drawing(found, head, drawn, clocks),),
        key=(*_marks_of(drawn.statuses), _SPAN_KEY),
        note=f"{counted(drawn.left_out, 'more has,more have')} no room here."
        if drawn.left_out
        else "",
        cited=cited,
    )


def lineage_sheet(head: CompanyHead, drawn: Lineage, clocks: Clocks, cited: Citation) -> Sheet:
    """The lives of a company's units, as on its page."""
    told = {stage.mark.status for row in drawn.rows for stage in row.stages}
    note = ""
    if drawn.left_out:
        note = f"{counted(drawn.left_out, 'more unit has,more units have')} no room here. "
    if drawn.undated:
        note += f"Of {counted(drawn.undated, 'more unit,more units')} no such day is known."
    return Sheet(
        title=f"{head.name}: its units, and what became of them",
        said=f"{counted(len(drawn.rows), 'known unit,known units')}, by when they were created, renamed,"
        " merged or dissolved.",
        drawings=(_part("lineage", {"known": head, "lineage": drawn, "clocks": clocks}),),
        key=(*_marks_of(told), *_LINEAGE_KEY),
        note=note.strip(),
        cited=cited,
    )


def strip_sheet(months: Sequence[Month], drawing: Strip, cited: Citation, *, cut: bool) -> Sheet:
    """Each known move one mark, by month, as on the front page; ``cut``: only the newest that are counted."""
    told = {status for month in months for status in month.statuses}
    count = sum(len(month.statuses) for month in months)
    more = "A number counts the marks for which a month has no room. " if drawing.more else ""
    return Sheet(
        title="Known moves by the month of their first publication",
        said=f"{'The newest ' if cut else ''}{counted(count, _KNOWN)} from {months[0].first:%b %Y} to {months[-1].first:%b %Y}: one mark"
        " for each, which gains ink as a report firms up.",
        drawings=(strip_drawing(drawing),),
        key=tuple(_marks_of(told)),
        note=f"{more}Counts are of what is known, never headcount.",
        cited=cited,
    )


def race_sheet(drawing: RaceChart, clocks: Clocks, cited: Citation) -> Sheet:
    """Who was first with the moves announced or done lately, and by how many days, as on the front page."""
    told = {mark.status for row in drawing.rows for mark in row.marks}
    return Sheet(
        title="Announced or done lately, and who was first",
        said="Days from the first report to the day on which the move was announced or done.",
        drawings=(_part("race", {"drawing": drawing, "clocks": clocks}),),
        key=tuple(_marks_of(told)),
        note="",
        cited=cited,
    )


def _marks_of(told: Container[str], what: str = "") -> list[KeyItem]:
    """What the marks mean that there are, ``what`` being what they tell of."""
    return [
        KeyItem(f"{status.label}{what}", _SHAPE.format(drawn_mark(Mark(18, 6, status, 6))))
        for status in STEPS
        if status in told
    ]


def org_sheet(picture: OrgPicture, clocks: Clocks, cited: Citation) -> Sheet | None:
    """The org chart of a day, who answers to whom above and the units below; None for an empty one.

    The day that it is compared with is named by the picture's differences.
    """
    context = {"picture": picture, "clocks": clocks}
    drawings = []
    if tree := draw(picture):
        context |= {"tree": tree, "chart_at": _chart_at(picture.top), "since": _since(picture)}
        drawings.append(_part("org_tree", context))
    company = picture.top.company.slug

    def unit(one: UnitOfDay) -> str:
        return reverse("web:unit-chart", args=[company, one.slug]) + clocks.query

    def person(slug: str) -> str:
        return reverse("web:person", args=[slug]) + clocks.query

    if units := draw_units(picture, Addresses(person, unit)):
        drawings.append(render_to_string("web/charts/org_units.html", {"units": units}))
    if not drawings:
        return None
    said = counted(picture.certain, "known person,known people")
    if picture.absent:
        said = f"Not there on this day; {said} by posts told of it all the same"
    if picture.possible:
        said += f", and {picture.possible} who may have been there"
    if picture.counting:
        said += f". {picture.counting.removesuffix('.')}"
    if picture.diff and (since := _since(picture)):
        found = ", ".join(f"{tag.symbol} {words}" for tag, words in summed(picture.diff.counts))
        said += f". Since {say_day(since)}: {found or 'nothing surely changed'}"
    return Sheet(
        title=f"{picture.name} on {say_day(picture.as_of)}",
        said=f"{said}.",
        drawings=tuple(drawings),
        key=(*_lines_of(tree), *_marks_of(tree.endings, " departure")) if tree else (),
        note="Only where a source says so. Faint: may have come later or gone before, for all that "
        f"the published dates say.{_unpeopled(picture)}",
        cited=cited,
    )


def _lines_of(tree: Tree) -> list[KeyItem]:
    return [KeyItem(words, _stroke(f"l {style} l-org")) for style, words in tree.key]


def _unpeopled(picture: OrgPicture) -> str:
    """The units of whose people nothing is known, each with what became of it, or may have."""
    named = []
    for group in picture.unpeopled:
        if group.unit:
            sure = tags_of(picture.changed.get(group.unit.slug, ()))
            tags = [f"{tag.symbol} {tag.word}" for tag in (*sure, *maybe_tags(picture, group))]
            named.append(f"{group.unit.name} ({'; '.join(tags)})" if tags else group.unit.name)
    words = ", ".join(named)
    return f" Units of that day of whose people nothing is known: {words}." if named else ""


def _chart_at(top: Organization) -> str:
    return f"{top.get_absolute_url()}chart/"


def _since(picture: OrgPicture) -> date | None:
    return picture.diff.first if picture.diff else None


def bands_sheet(
    told: Bands,
    drawing: Sankey,
    split: Split | None,
    families: Sequence[tuple[str, str]],
    period: str,
    clocks: Clocks,
    cited: Citation,
) -> Sheet:
    """Moves between companies as bands."""
    key = [
        KeyItem(words, _bar(f"ribbon ribbon-{family}" if family else "ribbon"))
        for family, words in families
    ]
    return Sheet(
        title=f"Moves between AI companies, {period}",
        said=_flows_said(told),
        drawings=(bands_drawing(told, drawing, period, clocks),),
        key=(*key, *_parts_key(told, split, "bands")),
        note=f"{told.coverage}. Counts are of what is known, never headcount.",
        cited=cited,
    )


def matrix_sheet(
    told: Bands,
    matrix: Matrix,
    split: Split | None,
    period: str,
    clocks: Clocks,
    cited: Citation,
) -> Sheet:
    """The same as a matrix."""
    context = {"drawing": draw_matrix(matrix), "clocks": clocks}
    return Sheet(
        title=f"Moves between AI companies, {period}",
        said=_flows_said(told),
        drawings=(render_to_string("web/charts/matrix_drawing.html", context),),
        key=_parts_key(told, split, "matrix"),
        note=f"{told.coverage}. Counts are of what is known, never headcount.",
        cited=cited,
    )


def _parts_key(told: Bands, split: Split | None, view: str) -> tuple[KeyItem, ...]:
    """What the tones of bands that are split mean."""
    if split is None:
        return ()
    shape = '<rect class="node" opacity="{}" width="36" height="12"/>'
    tones = [
        KeyItem(one.word, _SHAPE.format(shape.format(one.opacity)))
        for one in key_of(told, split, view)
    ]
    return (*tones, KeyItem(key_said(told, split, view)))


def _flows_said(told: Bands) -> str:
    said = f"{counted(told.moves, _KNOWN)} between {told.joined} companies."
    if told.picked is None:
        return said
    return f"{said} {told.gained} went to {told.picked.name}, and {told.lost} left it."
