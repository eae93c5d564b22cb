"""From the archive's entries to claims in the making: one line for each step of a fact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.archive.files import Entry
from tracker.claims.keys import claim_key

_FIGURES = ("count", "percent", "amount_usd", "valuation_usd", "purpose")


@dataclass(frozen=True, slots=True)
class Line:
    """One step of one entry: what an outlet said on a day, in slugs and ISO dates."""

    type: str
    aspect: str
    status: str
    outlet: str
    published: str
    address: str
    checked: str
    summary: str
    via: str
    date: str | None
    person: str = ""
    manager: str = ""
    organization: str = ""
    unit: str = ""
    other: str = ""
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Stays the same when a date, a status or the wording is corrected, or where a person goes.

        One page may tell several rounds of a company: they are told apart by what was paid.
        """
        apart: str | list[str] = self.other if self.type == "stake" else ""
        if self.type == "funding":
            apart = [str(self.values.get(name)) for name in ("amount_usd", "valuation_usd")]
        return claim_key(
            "archive",
            "role" if self.type == "left" else self.type,
            self.aspect,
            self.person,
            self.manager,
            self.organization,
            self.values.get("topic") or self.unit or self.values.get("org_desc"),
            self.title,
            apart,
            self.outlet,
            self.published,
            self.address,
            self.status,
        )


def lines_of(kind: str, entry: Entry) -> Iterator[Line]:
    """The lines of an entry of ``kind`` ("positions", "stakes" …), one for each step."""
    make = _MAKERS[kind]
    for step in entry["steps"]:
        yield make(entry, step)


def _line(step: Entry, day: str | None, **fields: Any) -> Line:
    """The columns that every step has; the step's own ``date`` overrules the entry's."""
    return Line(
        status=step["status"],
        outlet=step["outlet"],
        published=step["published"],
        address=step["url"],
        checked=step["checked"],
        summary=step["summary"],
        via=step.get("via", ""),
        date=step.get("date", day),
        **fields,
    )


def _spell_day(entry: Entry, step: Entry) -> str | None:
    return {"start": entry.get("start"), "end": entry.get("end")}.get(step["of"])


def _aspect(step: Entry) -> str:
    """A former title tells of an end, whatever else the step is about."""
    return "end" if step["status"] == "former" else str(step["of"])


def _position(entry: Entry, step: Entry) -> Line:
    aspect = _aspect(step)
    others = {"start": entry.get("from", ""), "end": step.get("to", entry.get("to")) or ""}
    # Whoever goes to another organization leaves this one, also by a report that does not know whither.
    leaves = aspect == "end" and "to" in entry and not others["end"]
    origin_is_said = step["status"] != "former"
    return _line(
        step,
        _spell_day(entry, step),
        type="left" if leaves else "role",
        aspect=aspect,
        person=entry["person"],
        organization=entry["organization"],
        unit=entry.get("unit", ""),
        title=entry["title"],
        other=others.get(aspect, "") if origin_is_said else "",
    )


def _reporting_line(entry: Entry, step: Entry) -> Line:
    return _line(
        step,
        _spell_day(entry, step),
        type="reports_to",
        aspect=_aspect(step),
        person=entry["person"],
        manager=entry["manager"],
        organization=entry["organization"],
        values={"line": entry["kind"]},
    )


def _founding(entry: Entry, step: Entry) -> Line:
    described = entry.get("description")
    return _line(
        step,
        entry.get("on"),
        type="founded",
        aspect="",
        person=entry["person"],
        organization=entry["organization"] or "",
        values={"org_desc": described} if described else {},
    )


def _event(entry: Entry, step: Entry) -> Line:
    values = {name: entry[name] for name in (*_FIGURES, "led_by") if name in entry}
    if "person" in entry:
        values["beneficiary"] = entry["person"]
    return _line(
        step,
        entry.get("on"),
        type=entry["kind"],
        aspect="",
        organization=entry["organization"],
        unit=entry.get("unit", ""),
        other=entry.get("into") or entry.get("lead") or "",
        values=values,
    )


def _stake(entry: Entry, step: Entry) -> Line:
    return _line(
        step,
        entry.get("on"),
        type="stake",
        aspect="",
        organization=entry["acquirer"],
        other=entry["target"],
        values={name: entry[name] for name in _FIGURES if name in entry},
    )


def _statement(entry: Entry, step: Entry) -> Line:
    return _line(
        step,
        entry.get("on"),
        type="statement",
        aspect="",
        person=entry["person"],
        values={"topic": entry["topic"], "quote": entry["quote"]},
    )


_MAKERS = {
    "positions": _position,
    "reporting_lines": _reporting_line,
    "foundings": _founding,
    "events": _event,
    "stakes": _stake,
    "statements": _statement,
}
