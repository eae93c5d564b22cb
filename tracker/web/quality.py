"""What the page on how well Reshuffle reads shows of the stored figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path

from django.conf import settings

from tracker.extraction import FactType, llm
from tracker.extraction.measuring import (
    MEASURED,
    AboutSet,
    Bin,
    Figures,
    Measured,
    Rate,
    Share,
    published,
)
from tracker.web.charts.calibration import Drawing, calibrations

#: Below this many annotated facts a figure says little, and is shown faded.
FEW = 10
NOTHING = "–"
#: How a measurement names the rules; a language model is named by its version.
RULES = "rules"
LINES = {
    "core": "Moves, posts that change, foundings, reporting lines",
    "org": "Units, layoffs, stakes, money",
    "background": "Titles held or once held",
}
TYPES = {
    FactType.JOINED: "Joining",
    FactType.LEFT: "Leaving",
    FactType.ROLE: "Post or title",
    FactType.FOUNDED: "Founding",
    FactType.REPORTS_TO: "Reporting line",
    FactType.UNIT_CREATED: "Unit created",
    FactType.UNIT_RENAMED: "Unit renamed",
    FactType.UNIT_MERGED: "Unit merged",
    FactType.UNIT_DISSOLVED: "Unit dissolved",
    FactType.LAYOFF: "Layoff",
    FactType.STAKE: "Stake or takeover",
    FactType.FUNDING: "Funding",
    FactType.SPENDING: "Spending",
    FactType.COMPENSATION: "Pay",
    FactType.MARKET_REACTION: "Market reaction",
    FactType.STATEMENT: "Statement",
}
ATTRIBUTES = {
    "status": "Status",
    "date": "Date",
    "title": "Title",
    "unit": "Unit",
    "from_org": "Came from",
    "to_org": "Goes to",
    "count": "Number of people",
    "percent": "Per cent",
    "amount_usd": "Sum",
    "valuation_usd": "Valuation",
    "evidence": "Sentence that says so",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One set's figures in a row of a table, as they are written."""

    precision: str
    recall: str
    f1: str
    gold: str
    few: bool


@dataclass(frozen=True, slots=True)
class Row:
    word: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BinRow:
    range: str
    stated: str
    right: str
    count: int


@dataclass(frozen=True, slots=True)
class SetShown:
    """One set of annotated articles, what was measured on it, and its chart."""

    name: str
    title: str
    about: str
    agreement: str
    agree_on: str
    measured: Measured
    by: str
    here: bool
    right_of_100: int | None
    found_of_100: int | None
    f1: str
    invented: int
    clean: int
    disturbed: int
    said: str
    held: str
    error: str
    brier: str
    bins: tuple[BinRow, ...]
    drawings: tuple[Drawing, ...]
    weakest: str


@dataclass(frozen=True, slots=True)
class Quality:
    """``here`` is who reads this site's articles, ``elsewhere`` the sets that somebody else was measured on; ``brief`` are the
    sets that no table shows, and ``quiet`` are those in which there is no move to tell."""

    here: str
    elsewhere: tuple[SetShown, ...]
    sets: tuple[SetShown, ...]
    brief: tuple[SetShown, ...]
    quiet: tuple[SetShown, ...]
    lines: tuple[Row, ...]
    types: tuple[Row, ...]
    attributes: tuple[Row, ...]


def quality(folder: Path = MEASURED) -> Quality:
    """Everything that ``folder`` holds for publication; empty where nothing has been measured."""
    pairs = published(folder)
    figures = [measured.figures for about, measured in pairs if not about.brief]
    here = llm.reader_version(settings.LLM_MODEL) if settings.EXTRACTOR == "llm" else RULES
    shown = [(about.brief, _set(about, one, here)) for about, one in pairs]
    sets = tuple(one for brief, one in shown if not brief)
    return Quality(
        here=_whose(here)
        if here == RULES
        else f"{_whose(here)}, or the rules where it is not asked",
        elsewhere=tuple(one for _, one in shown if not one.here),
        sets=sets,
        brief=tuple(one for brief, one in shown if brief),
        quiet=tuple(one for one in sets if one.found_of_100 is None),
        lines=_rows(LINES, figures, lambda one: one.lines, _rate),
        types=_rows(TYPES, figures, lambda one: one.types, _rate),
        attributes=_rows(ATTRIBUTES, figures, lambda one: one.attributes, _share),
    )


def _whose(reader: str) -> str:
    return "the rules" if reader == RULES else f"the language model {reader}"


def _set(about: AboutSet, measured: Measured, here: str) -> SetShown:
    figures = measured.figures
    core = figures.lines["core"]
    told = figures.calibration
    clean = _whole(figures.negatives * (figures.clean_negatives or 0))
    return SetShown(
        name=about.name,
        title=about.title,
        about=about.about,
        agreement=_points(about.agreement),
        agree_on=about.agree_on,
        measured=measured,
        by=_whose(measured.reader),
        here=measured.reader == here,
        right_of_100=_of_100(core.precision),
        found_of_100=_of_100(core.recall),
        f1=_points(core.f1),
        invented=figures.told.get("core", 0) if not core.gold else 0,
        clean=clean,
        disturbed=figures.negatives - clean,
        said=_points(told.stated),
        held=per_cent(told.right),
        error=_points(told.error),
        brier=_points(told.brier),
        bins=tuple(_bin(one) for one in told.bins),
        drawings=calibrations(told),
        weakest=_weakest(figures),
    )


def _whole(value: float) -> int:
    """The nearest whole number; a half goes up."""
    return floor(value + 0.5)


def _of_100(share: float | None) -> int | None:
    return None if share is None else _whole(100 * share)


def per_cent(share: float | None) -> str:
    """``97 %``, a half goes up; a dash where there was nothing to ask."""
    return NOTHING if share is None else f"{_whole(100 * share)} %"


def _points(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def _rows[T](
    words: Mapping[str, str] | Mapping[FactType, str],
    figures: Sequence[Figures],
    part: Callable[[Figures], Mapping[str, T]],
    cell: Callable[[T | None], Cell],
) -> tuple[Row, ...]:
    """A row for each word of which any set says something, in the words' order."""
    return tuple(
        Row(word, tuple(cell(part(one).get(str(name))) for one in figures))
        for name, word in words.items()
        if any(str(name) in part(one) for one in figures)
    )


def _rate(rate: Rate | None) -> Cell:
    if rate is None:
        return Cell(NOTHING, NOTHING, NOTHING, "0", few=True)
    f1 = _points(rate.f1) if rate.gold else NOTHING
    return Cell(
        per_cent(rate.precision), per_cent(rate.recall), f1, str(rate.gold), few=rate.gold < FEW
    )


def _share(share: Share | None) -> Cell:
    if share is None:
        return Cell(NOTHING, "", "", "0", few=True)
    return Cell(per_cent(share.right), "", "", str(share.asked), few=share.asked < FEW)


def _bin(one: Bin) -> BinRow:
    return BinRow(
        f"{one.low:.2f} to {one.high:.2f}", _points(one.stated), per_cent(one.right), one.count
    )


def _weakest(figures: Figures) -> str:
    """The three types that are read worst, of those with enough facts to say so."""
    enough = [
        (rate.f1, TYPES[FactType(name)].lower())
        for name, rate in figures.types.items()
        if rate.gold >= FEW
    ]
    worst = [word for _, word in sorted(enough)[:3]]
    return " and ".join(filter(None, (", ".join(worst[:-1]), worst[-1]))) if worst else ""
